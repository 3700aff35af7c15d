/* avow-people.c: what the room adds to a store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-private.h"

#include "avow-people-resources.h"
#include "avow-programme.h"

static const AvowStateTable tables[] = {
  { "person" }, { "role" }, { "enrolment" }, { "edition" }, { "rule" }, { "duty" }, { NULL },
};

static const AvowProjection projection = { .room = "people", .version = 4, .tables = tables };

gboolean
avow_people_run (AvowStore *store, AvowWork work, gpointer data, GError **error)
{
  if (!avow_store_begin (store, error))
    return FALSE;
  if (work (store, data, error))
    return avow_store_commit (store, error);
  avow_store_rollback (store);
  return FALSE;
}

gboolean
avow_people_check_end (GError *query_error, GError **error)
{
  if (query_error == NULL)
    return TRUE;
  g_propagate_error (error, query_error);
  return FALSE;
}

gboolean
avow_people_look_up (AvowQuery *query, gint64 *out_number, GError **error)
{
  GError *local_error = NULL;

  *out_number = 0;
  if (avow_query_next (query, &local_error))
    *out_number = avow_query_integer (query, 0);
  return avow_people_check_end (local_error, error);
}

void
avow_people_register (void)
{
  /* the linker would drop the resources, which nothing names */
  avow_people_get_resource ();
  avow_projection_register (&projection);
  avow_people_register_checks ();
  avow_counting_register (avow_people_find_reason);
}
