/* avow-taken-in.c: what became of a ledger that was handed over, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-take-in.h"

#include <glib/gi18n-lib.h>

void
avow_taken_in_free (AvowTakenIn *self)
{
  g_free (self->reason);
  g_free (self->name);
  g_free (self);
}

const char *
avow_intake_verdict_to_name (AvowIntakeVerdict verdict)
{
  static const char *const names[] = {
    [AVOW_INTAKE_VERDICT_OK] = "OK",       [AVOW_INTAKE_VERDICT_SAME] = "SAME",         [AVOW_INTAKE_VERDICT_STALE] = "STALE",
    [AVOW_INTAKE_VERDICT_GAP] = "GAP",     [AVOW_INTAKE_VERDICT_ROLLBACK] = "ROLLBACK", [AVOW_INTAKE_VERDICT_FORK] = "FORK",
    [AVOW_INTAKE_VERDICT_UNKNOWN] = "UNKNOWN",
  };

  g_return_val_if_fail (verdict < G_N_ELEMENTS (names), NULL);

  return names[verdict];
}

gboolean
avow_taken_in_is_fine (const AvowTakenIn *self)
{
  return self->discounted == 0
         && (self->verdict == AVOW_INTAKE_VERDICT_OK || self->verdict == AVOW_INTAKE_VERDICT_SAME
             || self->verdict == AVOW_INTAKE_VERDICT_STALE);
}

static char *
describe_filled (const AvowTakenIn *self)
{
  return g_strdup_printf (ngettext ("What %u record says, which was withheld before, was verified and taken in.",
                                    "What %u records say, which was withheld before, was verified and taken in.", (gulong) self->filled),
                          (guint) self->filled);
}

static char *
describe_new (const AvowTakenIn *self)
{
  g_autofree char *added = g_strdup_printf (ngettext ("%u new record was verified and taken in.", "%u new records were verified and taken in.",
                                                      (gulong) self->added), (guint) self->added);
  g_autofree char *discounted = NULL;

  if (self->discounted == 0)
    return g_steal_pointer (&added);
  discounted = g_strdup_printf (ngettext ("%u of them does not count:", "%u of them do not count, the first for this:", (gulong) self->discounted),
                                (guint) self->discounted);
  return g_strdup_printf ("%s %s %s", added, discounted, self->reason);
}

char *
avow_taken_in_describe (const AvowTakenIn *self)
{
  switch (self->verdict)
    {
    case AVOW_INTAKE_VERDICT_OK:
      return describe_new (self);
    case AVOW_INTAKE_VERDICT_SAME:
      return self->filled > 0 ? describe_filled (self) : g_strdup (_("Everything in it is here already."));
    case AVOW_INTAKE_VERDICT_STALE:
      return self->filled > 0 ? describe_filled (self)
                              : g_strdup (_("This is an older file: all that is in it, and more, is here already."));
    case AVOW_INTAKE_VERDICT_GAP:
      return g_strdup (_("Records that come before these are missing here. Ask for a hand-over of everything: there, on the page "
                         "“Hand-over”, it is “Hand over everything again”."));
    case AVOW_INTAKE_VERDICT_ROLLBACK:
      return self->own ? g_strdup (_("This computer holds fewer records than it handed over before: it went back to an older state. Don’t "
                                     "go on working with it; restore the latest backup, or begin anew with an invitation."))
                       : g_strdup (_("That computer holds fewer records than it handed over before: it went back to an older state, or "
                                     "records were removed. What is here stays. Ask what happened there."));
    case AVOW_INTAKE_VERDICT_FORK:
      return g_strdup (_("It contradicts what was taken in before: somebody goes on with an old copy, or records were rewritten. "
                         "Both signed heads are kept as proof. What is here stays. Ask what happened there."));
    case AVOW_INTAKE_VERDICT_UNKNOWN:
    default:
      return g_strdup (_("It is not from your organisation, or its seal was not certified by it. Nothing of it was taken in."));
    }
}
