/* avow-person-accommodation.c: more time, or more attempts, for a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-person-accommodation.h"

#include "avow-act-page.h"
#include "avow-window.h"
#include "people/avow-accommodation.h"

#include <glib/gi18n-lib.h>

/* The fields of the page. */
enum
{
  COURSE,
  TIME,
  ATTEMPTS,
  REASON,
};

static const struct
{
  const char *label;
  guint extra_time;
  gboolean untimed;
} times[] = {
  { N_("As much time as everybody"), 0, FALSE },
  { N_("A quarter more"), 25, FALSE },
  { N_("Half as much again"), 50, FALSE },
  { N_("Twice as much"), 100, FALSE },
  { N_("Five times as much"), 400, FALSE },
  { N_("Ten times as much"), 900, FALSE },
  { N_("No time limit"), 0, TRUE },
};

static const struct
{
  const char *label;
  guint extra_attempts;
} attempts[] = {
  { N_("As many attempts as everybody"), 0 },
  { N_("One more attempt"), 1 },
  { N_("Two more attempts"), 2 },
  { N_("Three more attempts"), 3 },
  { N_("Five more attempts"), 5 },
};

static char *
run (AvowStore *store, const AvowAct *act, GError **error)
{
  const AvowPersonFacts *facts = act->data;
  guint time = MIN (avow_act_get_choice (act, TIME), G_N_ELEMENTS (times) - 1);
  guint more = MIN (avow_act_get_choice (act, ATTEMPTS), G_N_ELEMENTS (attempts) - 1);
  const AvowDuty *duty = g_ptr_array_index (facts->courses, MIN (avow_act_get_choice (act, COURSE), facts->courses->len - 1));
  g_autofree char *reason = g_strstrip (g_strdup (avow_act_get_value (act, REASON)));
  g_autofree char *text = NULL;
  g_autoptr (AvowIdentity) identity = NULL;
  AvowAccommodation granted = {
    .item = duty->item,
    .cycle = duty->cycle,
    .extra_time = times[time].extra_time,
    .untimed = times[time].untimed,
    .extra_attempts = attempts[more].extra_attempts,
    .reason = reason,
  };

  identity = avow_act_unlock (act, store, error);
  if (identity == NULL || !avow_accommodation_grant (store, identity, facts->person->id, &granted, error))
    return NULL;
  if (!avow_accommodation_is_any (&granted))
    return g_strdup_printf (_("%s has as much time and as many attempts as everybody."), facts->person->name);

  text = avow_accommodation_describe (granted.extra_time, granted.untimed, granted.extra_attempts);
  return g_strdup_printf (_("%s has now: %s."), facts->person->name, text);
}

static const AvowActKind kind = {
  .title = N_("More Time or Attempts"),
  .button = N_("_Give"),
  .page = "team",
  .is_signed = TRUE,
  .run = run,
};

char *
avow_person_accommodation_describe (const AvowPersonFacts *facts)
{
  if (facts->roles == 0 || facts->courses->len == 0)
    return NULL;
  /* Translators: what somebody was given in an assessment: “no time limit, 2 more attempts” */
  return facts->accommodation != NULL ? g_strdup_printf (_("Now: %s"), facts->accommodation)
                                      : g_strdup (_("For whoever needs longer, or has none left"));
}

static void
add_courses (AvowActPage *page, const AvowPersonFacts *facts)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < facts->courses->len; i++)
    g_ptr_array_add (labels, ((AvowDuty *) g_ptr_array_index (facts->courses, i))->title);
  g_ptr_array_add (labels, NULL);
  avow_act_page_add_choice (page, _("Course"), (const char *const *) labels->pdata);
}

static void
add_choices (AvowActPage *page)
{
  const char *time_labels[G_N_ELEMENTS (times) + 1] = { NULL };
  const char *attempt_labels[G_N_ELEMENTS (attempts) + 1] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    time_labels[i] = _(times[i].label);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    attempt_labels[i] = _(attempts[i].label);
  avow_act_page_add_choice (page, _("Time"), time_labels);
  avow_act_page_add_choice (page, _("Attempts"), attempt_labels);
}

void
avow_person_accommodation_open (GtkWidget *from, AvowContext *context, const AvowPersonFacts *facts, GtkLabel *problem)
{
  g_autofree char *heading = g_strdup_printf (_("Give %s more time or attempts"), facts->person->name);
  AvowWindow *window = avow_window_of (from);
  AvowActPage *page = AVOW_ACT_PAGE (avow_act_page_new (context, &kind, heading,
                                                        _("It holds for the final questions of one course, this time round, and takes the "
                                                          "place of what you gave before. Managers can’t see it; the person can, and why. On "
                                                          "another computer it counts once a hand-over from here is taken in there."),
                                                        avow_person_facts_copy (facts), (GDestroyNotify) avow_person_facts_free));

  add_courses (page, facts);
  add_choices (page);
  avow_act_page_add_entry (page, _("_Why: what was agreed is enough; no diagnosis, please"), "");
  if (window != NULL)
    avow_window_push (window, GTK_WIDGET (page));
}
