/* avow-programme.c: what is asked of whom, and by when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-programme.h"

#include "avow-cycle.h"
#include "avow-people-private.h"
#include "avow-plan.h"
#include "avow-rule.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>

#define MAX_DUE_DAYS 3650

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID, message);
  return FALSE;
}

static AvowPerson *
read_person (AvowQuery *query)
{
  AvowPerson *person = g_new0 (AvowPerson, 1);

  person->id = g_strdup (avow_query_text (query, 0));
  person->team = g_strdup (avow_query_text (query, 1));
  person->joined = g_strdup (avow_query_text (query, 2));
  person->left = g_strdup (avow_query_text (query, 3));
  return person;
}

/* (transfer full) of AvowRecord: the obligations that are not open yet. */
static GPtrArray *
list_due (AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowPlan) plan = avow_plan_load (store, error);
  g_autoptr (GHashTable) owed = plan == NULL ? NULL : avow_plan_load_owed (store, NULL, error);
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);

  if (owed == NULL)
    return NULL;
  query = avow_store_query (store, "people/plan:people", &local_error, "");
  while (avow_query_next (query, &local_error))
    {
      g_autoptr (AvowPerson) person = read_person (query);

      avow_plan_open (plan, person, g_hash_table_lookup (owed, person->id), today, records);
    }
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return NULL;
  return g_steal_pointer (&records);
}

static gboolean
append_due (AvowStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = list_due (store, error);

  return records != NULL && (records->len == 0 || avow_store_append (store, records, error));
}

gboolean
avow_programme_open_due (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;

  /* what can only be read is shown as it is */
  if (avow_store_get_obstacle (store) != NULL)
    return TRUE;
  records = list_due (store, error);
  if (records == NULL)
    return FALSE;
  /* nobody is kept waiting for the lock where there is nothing to write */
  if (records->len == 0)
    return TRUE;
  /* once more behind the lock: another process may have been opening the same */
  return avow_people_run (store, append_due, NULL, error);
}

static gboolean
check_item (AvowStore *store, const char *item, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/programme:current-kind", &local_error, "s", item);

  if (!avow_query_next (query, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN,
                     _("The rule asks for “%s”, which is not in use here. Adopt the course or declaration first, or check its name."),
                     item);
      return FALSE;
    }
  if (g_strcmp0 (avow_query_text (query, 0), "notice") != 0)
    return TRUE;
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
               _("The rule asks for “%s”, which is a notice: it is published, and states nothing that anybody could acknowledge. "
                 "Take it out of the rule."), item);
  return FALSE;
}

static gboolean
check_items (AvowStore *store, const AvowRecordRule *rule, GError **error)
{
  if (rule->items == NULL || rule->items->len == 0)
    return refuse (error, _("The rule asks for nothing. Name at least one course or declaration."));

  for (guint i = 0; i < rule->items->len; i++)
    if (!check_item (store, g_ptr_array_index (rule->items, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_roles (const char *roles, GError **error)
{
  g_auto (GStrv) names = g_strsplit (roles, " ", -1);
  AvowRole role;

  for (guint i = 0; names[i] != NULL; i++)
    if (!avow_role_from_name (names[i], &role))
      {
        g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                     _("The rule is for the role “%s”, which is not known. Roles are staff, manager, officer, executive and auditor."),
                     names[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_rule (AvowStore *store, const AvowRecordRule *rule, GError **error)
{
  if (rule->title == NULL || *rule->title == '\0')
    return refuse (error, _("The rule has no title. Give it one by which people will know it."));
  if (rule->due_days < 0 || rule->due_days > MAX_DUE_DAYS)
    return refuse (error, _("The number of days until it is due must lie between 0 and 3650."));
  if (!avow_cycle_is_known (rule->cycle))
    return refuse (error, _("The rule’s cycle is not known. It is “once”, “yearly” or “anniversary”."));
  if (rule->role != NULL && !check_roles (rule->role, error))
    return FALSE;
  if (rule->since != NULL && !avow_date_is_valid (rule->since))
    return refuse (error, _("The day from which the rule counts is no date. Write it as year, month and day, like 2026-11-24."));
  return check_items (store, rule, error);
}

/* The day from which the rule counts: as given, as it was, or today. By the clock of Greenwich, so that machines in two
 * zones name the same cycle. */
static gboolean
find_since (AvowStore *store, const char *id, const AvowRecordRule *rule, char **out_since, GError **error)
{
  g_autoptr (AvowRecord) before = NULL;
  g_autofree char *now = NULL;

  *out_since = g_strdup (rule->since);
  if (*out_since != NULL)
    return TRUE;

  if (!avow_rule_find (store, id, &before, error))
    return FALSE;
  if (before != NULL)
    {
      *out_since = g_strdup (((const AvowRecordRule *) avow_record_get_body (before))->since);
      return TRUE;
    }
  now = avow_time_to_iso (avow_clock_now ());
  *out_since = g_strndup (now, 10);
  return TRUE;
}

static gboolean
append_rule (AvowStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);

  g_ptr_array_add (records, avow_record_ref (data));
  return avow_store_append (store, records, error) && append_due (store, NULL, error);
}

gboolean
avow_programme_set_rule (AvowStore *store, const char *actor, const char *id, const AvowRecordRule *rule, GError **error)
{
  g_autofree char *own_id = id != NULL ? g_strdup (id) : avow_id_new ("r");
  g_autofree char *since = NULL;
  g_autoptr (AvowRecord) record = NULL;
  AvowRecordRule body;

  g_return_val_if_fail (actor != NULL && rule != NULL, FALSE);

  body = *rule;
  if (body.team != NULL && *body.team == '\0')
    body.team = NULL;
  if (body.role != NULL && *body.role == '\0')
    body.role = NULL;
  if (!avow_access_require (store, actor, AVOW_ACTION_ASSIGN, error) || !check_rule (store, &body, error)
      || !find_since (store, own_id, &body, &since, error))
    return FALSE;

  body.since = since;
  record = avow_record_new (&avow_record_kind_rule, own_id, actor, &body);
  return avow_people_run (store, append_rule, record, error);
}
