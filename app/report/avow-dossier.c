/* avow-dossier.c: what is recorded about a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-dossier.h"

#include "learn/avow-score.h"
#include "people/avow-access.h"
#include "people/avow-accommodation.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>

enum
{
  POSITION,
  TIME,
  LEAF,
  KIND,
  A,
  B,
  C,
  D,
  E,
  F,
};

void
avow_dossier_entry_free (AvowDossierEntry *self)
{
  g_free (self->leaf);
  g_free (self->text);
  g_free (self);
}

static char *
describe_person (AvowQuery *query)
{
  GString *text = g_string_new (NULL);
  g_autofree char *joined = avow_date_to_words (avow_query_text (query, F), NULL);
  g_autofree char *left = avow_date_to_words (avow_query_text (query, D), NULL);
  g_string_printf (text, _("Your entry in the roster: %s, %s, staff number %s"), avow_query_text (query, A), avow_query_text (query, B),
                   avow_query_text (query, C));
  if (!avow_query_is_null (query, E))
    g_string_append_printf (text, _(", e-mail %s"), avow_query_text (query, E));
  g_string_append_printf (text, _(", joined on %s"), joined);
  if (left != NULL)
    g_string_append_printf (text, _(", left on %s"), left);
  return g_string_free (text, FALSE);
}

static char *
describe_enrolment (AvowQuery *query)
{
  return g_strdup (_("You joined, and chose a passphrase"));
}

static char *
describe_grant (AvowQuery *query)
{
  AvowRole role;
  const char *label = avow_role_from_name (avow_query_text (query, A), &role) ? avow_role_to_label (role) : avow_query_text (query, A);
  gboolean granted = g_strcmp0 (avow_query_text (query, C), "1") == 0;
  if (!granted)
    return g_strdup_printf (_("Role taken back: %s"), label);
  return avow_query_is_null (query, B) ? g_strdup_printf (_("Role given: %s"), label)
                                       : g_strdup_printf (_("Role given: %s, for %s"), label, avow_query_text (query, B));
}

static char *
describe_officer (AvowQuery *query)
{
  gboolean holds = g_strcmp0 (avow_query_text (query, A), "1") == 0;
  return g_strdup (holds ? _("You were given the organisation’s key") : _("The organisation’s key was taken back from you"));
}

static char *
describe_withdrawal (AvowQuery *query)
{
  static const struct
  {
    const char *reason;
    const char *text;
  } reasons[] = {
    { "lost", N_("Your key was withdrawn, because it was lost") },
    { "stolen", N_("Your key was withdrawn, because it may have been stolen") },
    { "superseded", N_("Your key was withdrawn, because you have a newer one") },
    { "left", N_("Your key was withdrawn, because you left") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (avow_query_text (query, A), reasons[i].reason) == 0)
      return g_strdup (_(reasons[i].text));
  return g_strdup_printf (_("Your key was withdrawn: %s"), avow_query_text (query, A));
}

static char *
describe_obligation (AvowQuery *query)
{
  g_autofree char *due = avow_date_to_words (avow_query_text (query, B), NULL);
  return g_strdup_printf (_("Asked of you: “%s”, due %s"), avow_query_text (query, A), due);
}

static char *
describe_attempt (AvowQuery *query)
{
  gboolean passed = g_strcmp0 (avow_query_text (query, D), "1") == 0;
  gint64 points = avow_score_from_record (avow_query_integer (query, B), avow_query_integer (query, E));
  g_autofree char *score = avow_score_describe (points, avow_query_integer (query, C));
  if (!avow_query_is_null (query, F))
    /* Translators: the second is a score, as in “2 of 3”; by it one skips a part that one knows */
    return g_strdup_printf (passed ? _("Pre-test in “%s” passed: %s right") : _("Pre-test in “%s” not passed: %s right"),
                            avow_query_text (query, A), score);
  /* Translators: the second is a score, as in “18.5 of 20” */
  return g_strdup_printf (passed ? _("Assessment of “%s” passed: %s right") : _("Assessment of “%s” not passed: %s right"),
                          avow_query_text (query, A), score);
}

static char *
describe_completion (AvowQuery *query)
{
  return g_strdup_printf (_("Completed “%s”, edition %s"), avow_query_text (query, A), avow_query_text (query, B));
}

static char *
describe_declaration (AvowQuery *query)
{
  gboolean is_signed = g_strcmp0 (avow_query_text (query, B), "signed") == 0;
  return g_strdup_printf (is_signed ? _("Signed “%s”, edition %s") : _("Declined “%s”, edition %s"), avow_query_text (query, A),
                          avow_query_text (query, C));
}

static char *
describe_accommodation (AvowQuery *query)
{
  guint extra_time = (guint) avow_query_integer (query, B);
  gboolean untimed = avow_query_integer (query, C) != 0;
  guint extra_attempts = (guint) avow_query_integer (query, D);
  if (extra_time == 0 && !untimed && extra_attempts == 0)
    return g_strdup_printf (_("What you were given for the assessment of “%s” was taken back (%s)"), avow_query_text (query, A),
                            avow_query_text (query, E));
  g_autofree char *given = avow_accommodation_describe (extra_time, untimed, extra_attempts);
  /* Translators: a course, what was given (“half as much time again, 2 more attempts”), and why */
  return g_strdup_printf (_("Given for the assessment of “%s”: %s (%s)"), avow_query_text (query, A), given, avow_query_text (query, E));
}

static const struct
{
  const char *kind;
  char *(*describe) (AvowQuery *query);
} table[] = {
  { "person", describe_person },
  { "enrolment", describe_enrolment },
  { "grant", describe_grant },
  { "officer", describe_officer },
  { "withdrawal", describe_withdrawal },
  { "obligation", describe_obligation },
  { "attempt", describe_attempt },
  { "completion", describe_completion },
  { "declaration", describe_declaration },
  { "accommodation", describe_accommodation },
};

static AvowDossierEntry *
create_entry (AvowQuery *query)
{
  AvowDossierEntry *self = g_new0 (AvowDossierEntry, 1);
  const char *kind = avow_query_text (query, KIND);
  AvowDigest leaf;
  self->position = avow_query_integer (query, POSITION);
  self->time = avow_query_integer (query, TIME);
  if (avow_query_digest (query, LEAF, &leaf))
    self->leaf = avow_digest_to_hex (&leaf);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].kind, kind))
      self->text = table[i].describe (query);
  self->has_receipt = g_str_equal (kind, "declaration");
  return self;
}

GPtrArray *
avow_dossier_list (AvowStore *store, const char *person, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_dossier_entry_free);
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "report/dossier:of-person", &local_error, "s", person);
  while (local_error == NULL && avow_query_next (query, &local_error))
    g_ptr_array_add (entries, create_entry (query));
  if (local_error == NULL)
    return g_steal_pointer (&entries);
  g_propagate_error (error, local_error);
  return NULL;
}
