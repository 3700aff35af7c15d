/* avow-rule.c: which rules there are, and what they say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-rule.h"

#include "avow-access.h"
#include "avow-cycle.h"
#include "avow-people-private.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>

GPtrArray *
avow_rule_list (AvowStore *store, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/plan:rules", &local_error, "");
  g_autoptr (GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);

  while (avow_query_next (query, &local_error))
    {
      AvowRecord *rule = avow_store_get_record (store, avow_query_integer (query, 1), NULL, &local_error);

      if (rule == NULL)
        break;
      g_ptr_array_add (rules, rule);
    }
  return avow_people_check_end (local_error, error) ? g_steal_pointer (&rules) : NULL;
}

gboolean
avow_rule_find (AvowStore *store, const char *id, AvowRecord **out_rule, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/programme:rule", error, "s", id);
  gint64 position;

  *out_rule = NULL;
  if (query == NULL || !avow_people_look_up (query, &position, error))
    return FALSE;
  if (position != 0)
    *out_rule = avow_store_get_record (store, position, NULL, error);
  return position == 0 || *out_rule != NULL;
}

gboolean
avow_rule_asks_for (const AvowRecordRule *self, const char *item)
{
  return g_ptr_array_find_with_equal_func (self->items, item, g_str_equal, NULL);
}

AvowRecord *
avow_rule_list_find_item (GPtrArray *rules, const char *item)
{
  for (guint i = 0; i < rules->len; i++)
    {
      AvowRecord *rule = g_ptr_array_index (rules, i);
      const AvowRecordRule *body = avow_record_get_body (rule);

      if (body->active && avow_rule_asks_for (body, item))
        return rule;
    }

  return NULL;
}

static char *
list_labels (const char *roles)
{
  g_auto (GStrv) names = g_strsplit (roles, " ", -1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  AvowRole role;

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (labels, avow_role_from_name (names[i], &role) ? (char *) avow_role_to_label (role) : names[i]);
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

static char *
describe_people (const AvowRecordRule *self)
{
  g_autofree char *roles = self->role != NULL ? list_labels (self->role) : NULL;

  if (self->team == NULL)
    return roles != NULL ? g_steal_pointer (&roles) : g_strdup (_("everyone"));
  if (roles == NULL)
    /* Translators: the people of one team */
    return g_strdup_printf (_("team %s"), self->team);
  /* Translators: a role, and the team in which, such as “Manager (team Finance)” */
  return g_strdup_printf (_("%s (team %s)"), roles, self->team);
}

char *
avow_rule_describe (const AvowRecordRule *self)
{
  g_autofree char *people = describe_people (self);

  if (!self->active)
    return g_strdup (_("Not asked any more"));
  if (g_str_equal (self->cycle, AVOW_CYCLE_YEARLY))
    /* Translators: after the colon stands of whom, such as “everyone” or “Manager” */
    return g_strdup_printf (_("Asked each year: %s"), people);
  if (g_str_equal (self->cycle, AVOW_CYCLE_ANNIVERSARY))
    /* Translators: after the colon stands of whom, such as “everyone” or “Manager” */
    return g_strdup_printf (_("Asked each year, the first time a year after they came: %s"), people);
  /* Translators: after the colon stands of whom, such as “everyone” or “Manager” */
  return g_strdup_printf (_("Asked once: %s"), people);
}
