/* avow-person-acts.c: what the compliance team can do about a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-person-acts.h"

#include "avow-act-page.h"
#include "avow-format.h"
#include "avow-person-accommodation.h"
#include "avow-problem.h"
#include "avow-window.h"
#include "people/avow-accommodation.h"
#include "people/avow-grant.h"
#include "people/avow-leaver.h"
#include "people/avow-programme.h"
#include "people/avow-withdrawal.h"

#include <glib/gi18n-lib.h>

void
avow_person_facts_free (AvowPersonFacts *self)
{
  avow_person_free (self->person);
  g_free (self->team);
  g_ptr_array_unref (self->courses);
  g_free (self->accommodation);
  g_free (self);
}

static gboolean
read_courses (AvowPersonFacts *self, AvowStore *store, GError **error)
{
  g_autofree char *today = avow_format_today ();
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (store, self->person->id, today, error);

  for (guint i = 0; duties != NULL && i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      if (g_str_equal (duty->item_kind, "course") && duty->standing != AVOW_STANDING_DONE)
        g_ptr_array_add (self->courses, avow_duty_copy (duty));
    }
  return duties != NULL;
}

/* Of the first course in which they were granted something. */
static gboolean
read_accommodation (AvowPersonFacts *self, AvowStore *store, GError **error)
{
  for (guint i = 0; i < self->courses->len && self->accommodation == NULL; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (self->courses, i);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (AvowAccommodation) granted = avow_accommodation_find (store, self->person->id, duty->item, duty->cycle, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (granted != NULL && avow_accommodation_is_any (granted))
        self->accommodation = avow_accommodation_describe (granted->extra_time, granted->untimed, granted->extra_attempts);
    }
  return TRUE;
}

gpointer
avow_person_facts_load (AvowStore *store, gpointer person, GCancellable *cancellable, GError **error)
{
  g_autoptr (AvowPerson) entry = avow_roster_get (store, person, error);
  g_autoptr (AvowAccess) access = entry != NULL ? avow_access_of (store, person, error) : NULL;
  g_autoptr (AvowPersonFacts) self = NULL;
  gboolean has_key;

  if (access == NULL || !avow_withdrawal_has_key (store, person, &has_key, error))
    return NULL;

  self = g_new0 (AvowPersonFacts, 1);
  self->person = g_steal_pointer (&entry);
  self->has_key = has_key;
  self->roles = access->roles;
  self->team = g_strdup (access->team);
  self->courses = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_duty_free);

  return read_courses (self, store, error) && read_accommodation (self, store, error) ? g_steal_pointer (&self) : NULL;
}

AvowPersonFacts *
avow_person_facts_copy (const AvowPersonFacts *facts)
{
  AvowPersonFacts *copy = g_new0 (AvowPersonFacts, 1);

  copy->person = avow_person_copy (facts->person);
  copy->has_key = facts->has_key;
  copy->roles = facts->roles;
  copy->team = g_strdup (facts->team);
  copy->courses = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_duty_free);
  for (guint i = 0; i < facts->courses->len; i++)
    g_ptr_array_add (copy->courses, avow_duty_copy (g_ptr_array_index (facts->courses, i)));
  copy->accommodation = g_strdup (facts->accommodation);

  return copy;
}

static gboolean
has_left (const AvowPersonFacts *facts)
{
  return facts->roles == 0;
}

static AvowActPage *
create_page (AvowContext *context, const AvowActKind *kind, const char *heading, const char *text, const AvowPersonFacts *facts)
{
  return AVOW_ACT_PAGE (avow_act_page_new (context, kind, heading, text, avow_person_facts_copy (facts), (GDestroyNotify) avow_person_facts_free));
}

static void
push (GtkWidget *from, AvowActPage *page)
{
  AvowWindow *window = avow_window_of (from);

  if (window != NULL)
    avow_window_push (window, GTK_WIDGET (page));
}

/* A key that is lost */

static const struct
{
  const char *reason;
  const char *label;
} withdrawals[] = {
  { "lost", N_("It is lost, or the passphrase is forgotten") },
  { "stolen", N_("Somebody else may have it, or know the passphrase") },
  { "left", N_("They leave the company") },
};

static char *
run_withdraw (AvowStore *store, const AvowAct *act, GError **error)
{
  const AvowPersonFacts *facts = act->data;
  g_autoptr (AvowIdentity) identity = avow_act_unlock (act, store, error);
  const char *reason = withdrawals[MIN (avow_act_get_choice (act, 0), G_N_ELEMENTS (withdrawals) - 1)].reason;
  guint count;

  if (identity == NULL || !avow_withdrawal_write (store, identity, facts->person->id, reason, NULL, &count, error))
    return NULL;

  return g_strdup_printf (ngettext ("%u key of %s is withdrawn.", "%u keys of %s are withdrawn.", count), count, facts->person->name);
}

static const AvowActKind withdraw_kind = {
  .title = N_("Withdraw a Key"),
  .button = N_("_Withdraw"),
  .page = "team",
  .is_signed = TRUE,
  .destroys = TRUE,
  .run = run_withdraw,
};

static char *
describe_withdraw (const AvowPersonFacts *facts)
{
  return facts->has_key ? g_strdup (_("Nobody can sign with it from then on")) : NULL;
}

static void
open_withdraw (GtkWidget *from, AvowContext *context, const AvowPersonFacts *facts, GtkLabel *problem)
{
  g_autofree char *heading = g_strdup_printf (_("Withdraw the key of %s"), facts->person->name);
  const char *labels[G_N_ELEMENTS (withdrawals) + 1] = { NULL };
  AvowActPage *page = create_page (context, &withdraw_kind, heading,
                                   _("What is signed with it later does not count. What was signed before stays valid once it is here: "
                                     "take in their last hand-over first, if you can. For a new key, invite them again."), facts);

  for (guint i = 0; i < G_N_ELEMENTS (withdrawals); i++)
    labels[i] = _(withdrawals[i].label);
  avow_act_page_add_choice (page, _("Why"), labels);
  push (from, page);
}

/* Roles */

static const AvowRole roles[] = { AVOW_ROLE_MANAGER, AVOW_ROLE_EXECUTIVE, AVOW_ROLE_AUDITOR };

static gboolean
has_role (const AvowPersonFacts *facts, AvowRole role)
{
  return (facts->roles & (1u << role)) != 0;
}

/* The one that is chosen among those that the person has, or has not. */
static AvowRole
choose_role (const AvowPersonFacts *facts, gboolean has, guint choice)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if ((!has || has_role (facts, roles[i])) && choice-- == 0)
      return roles[i];

  return AVOW_ROLE_STAFF;
}

static void
add_roles (AvowActPage *page, const AvowPersonFacts *facts, gboolean has)
{
  const char *labels[G_N_ELEMENTS (roles) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (!has || has_role (facts, roles[i]))
      labels[n++] = avow_role_to_label (roles[i]);
  avow_act_page_add_choice (page, _("Role"), labels);
}

static char *
run_give (AvowStore *store, const AvowAct *act, GError **error)
{
  const AvowPersonFacts *facts = act->data;
  g_autoptr (AvowIdentity) identity = avow_act_unlock (act, store, error);
  g_autofree char *team = g_strstrip (g_strdup (avow_act_get_value (act, 1)));
  AvowRole role = choose_role (facts, FALSE, avow_act_get_choice (act, 0));

  if (identity == NULL || !avow_grant_role (store, identity, facts->person->id, role, team, TRUE, error))
    return NULL;

  return g_strdup_printf (_("%s has the role “%s” now."), facts->person->name, avow_role_to_label (role));
}

static const AvowActKind give_kind = {
  .title = N_("Give a Role"),
  .button = N_("_Give"),
  .page = "team",
  .is_signed = TRUE,
  .run = run_give,
};

static char *
describe_give (const AvowPersonFacts *facts)
{
  g_autoptr (GString) text = NULL;

  if (has_left (facts))
    return NULL;

  text = g_string_new (NULL);
  for (AvowRole role = AVOW_ROLE_MANAGER; role <= AVOW_ROLE_AUDITOR; role++)
    if (has_role (facts, role))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", avow_role_to_label (role));
  if (has_role (facts, AVOW_ROLE_MANAGER))
    g_string_append_printf (text, " (%s)", facts->team);

  /* Translators: the roles that somebody has */
  return text->len > 0 ? g_strdup_printf (_("Now: %s"), text->str) : g_strdup (_("Manager, accountable executive or auditor"));
}

static void
open_give (GtkWidget *from, AvowContext *context, const AvowPersonFacts *facts, GtkLabel *problem)
{
  g_autofree char *heading = g_strdup_printf (_("Give %s a role"), facts->person->name);
  AvowActPage *page = create_page (context, &give_kind, heading,
                                   _("Managers see how their team stands, and export its reports. The accountable executive and auditors see "
                                     "everyone, export reports and evidence, and change nothing. Compliance officers are named under Programme."),
                                   facts);

  add_roles (page, facts, FALSE);
  avow_act_page_add_entry (page, _("_Team, for a manager"), facts->person->team);
  push (from, page);
}

static char *
run_take_back (AvowStore *store, const AvowAct *act, GError **error)
{
  const AvowPersonFacts *facts = act->data;
  g_autoptr (AvowIdentity) identity = avow_act_unlock (act, store, error);
  AvowRole role = choose_role (facts, TRUE, avow_act_get_choice (act, 0));

  if (identity == NULL || !avow_grant_role (store, identity, facts->person->id, role, NULL, FALSE, error))
    return NULL;

  return g_strdup_printf (_("%s no longer has the role “%s”."), facts->person->name, avow_role_to_label (role));
}

static const AvowActKind take_back_kind = {
  .title = N_("Take Back a Role"),
  .button = N_("_Take Back"),
  .page = "team",
  .is_signed = TRUE,
  .run = run_take_back,
};

static char *
describe_take_back (const AvowPersonFacts *facts)
{
  return choose_role (facts, TRUE, 0) != AVOW_ROLE_STAFF ? g_strdup (_("They see only what is theirs then")) : NULL;
}

static void
open_take_back (GtkWidget *from, AvowContext *context, const AvowPersonFacts *facts, GtkLabel *problem)
{
  g_autofree char *heading = g_strdup_printf (_("Take a role back from %s"), facts->person->name);
  AvowActPage *page = create_page (context, &take_back_kind, heading,
                                   _("It ends at once, also where they are signed in. Other computers know it once they take in a hand-over "
                                     "from here."), facts);

  add_roles (page, facts, TRUE);
  push (from, page);
}

/* Leaving */

static char *
run_leave (AvowStore *store, const AvowAct *act, GError **error)
{
  const AvowPersonFacts *facts = act->data;
  g_autofree char *left = g_strstrip (g_strdup (avow_act_get_value (act, 0)));

  if (!avow_leaver_enter (store, act->actor, facts->person->id, left, error))
    return NULL;

  return g_strdup_printf (_("%s: left on %s."), facts->person->name, left);
}

static const AvowActKind leave_kind = {
  .title = N_("Leaving"),
  .button = N_("_Enter"),
  .page = "team",
  .run = run_leave,
};

static char *
describe_leave (const AvowPersonFacts *facts)
{
  return has_left (facts) ? NULL : g_strdup (_("Nothing is asked of them any more"));
}

static void
open_leave (GtkWidget *from, AvowContext *context, const AvowPersonFacts *facts, GtkLabel *problem)
{
  g_autofree char *heading = g_strdup_printf (_("%s leaves the company"), facts->person->name);
  g_autofree char *today = avow_format_today ();
  AvowActPage *page = create_page (context, &leave_kind, heading,
                                   _("From that day on nothing is asked of them, and Avow lets them do nothing. Their records stay until "
                                     "you destroy them."), facts);

  avow_act_page_add_entry (page, _("_First day on which they are no longer there (YYYY-MM-DD)"), today);
  push (from, page);
}

/* Destroying */

static char *
run_purge (AvowStore *store, const AvowAct *act, GError **error)
{
  const AvowPurgePlan *plan = act->data;
  g_autoptr (AvowIdentity) identity = NULL;
  gint64 position;

  if (!avow_purge_plan_check_reason (plan, avow_act_get_value (act, 0), error)
      || !avow_purge_plan_check_typed (plan, avow_act_get_value (act, 1), error))
    return NULL;
  identity = avow_act_unlock (act, store, error);
  if (identity == NULL || !avow_purge_plan_run (plan, store, identity, avow_act_get_value (act, 0), &position, error))
    return NULL;

  return g_strdup_printf (ngettext ("%u record was destroyed.", "%u records were destroyed.", plan->positions->len), plan->positions->len);
}

static const AvowActKind purge_kind = {
  .title = N_("Destroy Records"),
  .button = N_("_Destroy for Ever"),
  .page = "team",
  .is_signed = TRUE,
  .destroys = TRUE,
  .run = run_purge,
};

static char *
describe_purge (const AvowPersonFacts *facts)
{
  return has_left (facts) ? g_strdup (_("For ever; what there is, is shown first")) : NULL;
}

/* What is to go is looked up first: it is shown, and nothing else goes. */
typedef struct
{
  GtkWidget *from;
  AvowContext *context;
  GtkLabel *problem;
  char *name;
} Asking;

static gpointer
load_plan (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *const *words = data;

  return avow_purge_plan_new (store, words[0], words[1], error);
}

static void
plan_loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GError) error = NULL;
  AvowPurgePlan *plan = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (plan == NULL)
    avow_problem_show (asking->problem, error->message);
  else
    {
      g_autofree char *heading = g_strdup_printf (_("Destroy the records of %s"), asking->name);
      g_autofree char *text = avow_purge_plan_describe (plan);
      g_autofree char *confirm = g_strdup_printf (_("Type %s to _confirm"), avow_purge_plan_get_word (plan));
      AvowActPage *page = AVOW_ACT_PAGE (avow_act_page_new (asking->context, &purge_kind, heading, text, plan,
                                                            (GDestroyNotify) avow_purge_plan_free));

      avow_act_page_add_entry (page, _("_Why; this stays when all else is gone, so name nobody"), "");
      avow_act_page_add_entry (page, confirm, "");
      push (asking->from, page);
    }

  g_object_unref (asking->from);
  g_object_unref (asking->context);
  g_object_unref (asking->problem);
  g_free (asking->name);
  g_free (asking);
}

static void
open_purge (GtkWidget *from, AvowContext *context, const AvowPersonFacts *facts, GtkLabel *problem)
{
  Asking *asking = g_new0 (Asking, 1);
  const char *words[] = { avow_context_get_person (context)->id, facts->person->staff_number, NULL };

  asking->from = g_object_ref (from);
  asking->context = g_object_ref (context);
  asking->problem = g_object_ref (problem);
  asking->name = g_strdup (facts->person->name);
  avow_worker_run_async (avow_context_get_worker (context), load_plan, g_strdupv ((char **) words), (GDestroyNotify) g_strfreev,
                         (GDestroyNotify) avow_purge_plan_free, NULL, plan_loaded_cb, asking);
}

const AvowPersonAct avow_person_acts[] = {
  { N_("More time or attempts…"), avow_person_accommodation_describe, avow_person_accommodation_open },
  { N_("Key lost or stolen…"), describe_withdraw, open_withdraw },
  { N_("Give a role…"), describe_give, open_give },
  { N_("Take back a role…"), describe_take_back, open_take_back },
  { N_("Leaves the company…"), describe_leave, open_leave },
  { N_("Destroy their records…"), describe_purge, open_purge },
  { NULL },
};
