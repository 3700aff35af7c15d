/* avow-purge-compose.c: what is to be destroyed, and the record of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-clock.h"
#include "avow-event.h"
#include "avow-purge.h"
#include "avow-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdlib.h>

static gboolean
take_positions (AvowQuery *query /* (transfer full) */, GArray *positions, GError **error)
{
  g_autoptr (AvowQuery) owned = query;
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  while (avow_query_next (query, &local_error))
    {
      gint64 position = avow_query_integer (query, 0);

      g_array_append_val (positions, position);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Those that count here, by their event rows. */
static gboolean
list_heard (AvowStore *store, const AvowRecordKind *kind, const char *person, GArray *positions, GError **error)
{
  g_autofree char *table = avow_event_get_table (kind);
  g_autofree char *sql = g_strdup_printf ("SELECT position FROM %s WHERE subject = ?1", table);
  AvowQuery *query = avow_query_new (store, sql, error);

  if (query != NULL)
    sqlite3_bind_text (avow_query_get_statement (query), 1, person, -1, SQLITE_TRANSIENT);
  return take_positions (query, positions, error);
}

/* What is not heard here, or counts for nothing, has no event row, but a name in its text all the same. */
static gboolean
list_unheard (AvowStore *store, const AvowRecordKind *kind, const char *person, GArray *positions, GError **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *table = avow_event_get_table (kind);
  g_autofree char *sql = g_strdup_printf ("SELECT position FROM leaf JOIN payload USING (position) "
                                          "WHERE kind = %d AND position NOT IN (SELECT position FROM %s)", (int) kind->code, table);

  if (!take_positions (avow_query_new (store, sql, error), candidates, error))
    return FALSE;
  for (guint i = 0; i < candidates->len; i++)
    {
      gint64 position = g_array_index (candidates, gint64, i);
      g_autoptr (AvowRecord) record = avow_store_get_record (store, position, NULL, error);

      if (record == NULL)
        return FALSE;
      if (g_str_equal (avow_record_get_subject (record), person))
        g_array_append_val (positions, position);
    }
  return TRUE;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* In order, each once: with event row or without. */
static void
sort_positions (GArray *positions)
{
  g_array_sort (positions, compare_positions);
  for (guint i = positions->len; i > 1; i--)
    if (g_array_index (positions, gint64, i - 1) == g_array_index (positions, gint64, i - 2))
      g_array_remove_index (positions, i - 1);
}

GArray *
avow_purge_list (AvowStore *store, const char *person, GError **error)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  const AvowRecordKind *const *kinds = avow_record_kinds ();

  g_return_val_if_fail (store != NULL && person != NULL, NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    if (avow_record_may_be_purged (kinds[i])
        && (!list_heard (store, kinds[i], person, positions, error) || !list_unheard (store, kinds[i], person, positions, error)))
      return NULL;
  sort_positions (positions);
  return g_steal_pointer (&positions);
}

static int
get_year (gint64 time)
{
  g_autofree char *date = avow_time_to_date (time);

  return atoi (date);
}

static void
count (GPtrArray *residue, const char *kind, int year)
{
  AvowRecordResidue *group = NULL;

  for (guint i = 0; i < residue->len && group == NULL; i++)
    {
      AvowRecordResidue *other = g_ptr_array_index (residue, i);

      if (g_str_equal (other->kind, kind) && other->year == year)
        group = other;
    }
  if (group == NULL)
    {
      group = g_new0 (AvowRecordResidue, 1);
      group->kind = (char *) kind;
      group->year = year;
      g_ptr_array_add (residue, group);
    }
  group->count++;
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const AvowRecordResidue *first = *(AvowRecordResidue *const *) a, *second = *(AvowRecordResidue *const *) b;
  int order = (int) avow_record_kind_by_name (first->kind)->code - (int) avow_record_kind_by_name (second->kind)->code;

  return order != 0 ? order : (int) (first->year - second->year);
}

static gboolean
take_leaf (AvowStore *store, gint64 position, AvowRecordPurge *purge, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:rows-after", error, "ii", position - 1, position);
  g_autoptr (AvowRow) row = avow_query_next (query, error) ? avow_row_read (query) : NULL;
  const AvowRecordKind *kind = row != NULL ? avow_record_kind_by_code (row->leaf.kind) : NULL;
  AvowRecordDestroyed *destroyed;

  if (kind == NULL || !avow_record_may_be_purged (kind))
    {
      if (*error == NULL)
        g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED, _("Record %" PRId64 " is none that may be destroyed."), position);
      return FALSE;
    }
  destroyed = g_new (AvowRecordDestroyed, 1);
  *destroyed = (AvowRecordDestroyed) { row->leaf.ledger, (gint64) row->leaf.sequence, row->hash };
  g_ptr_array_add (purge->destroyed, destroyed);
  count (purge->residue, kind->name, get_year (row->leaf.time));
  return TRUE;
}

AvowRecord *
avow_purge_compose (AvowStore *store, const char *person, const char *actor, const char *reason, GArray *positions, GError **error)
{
  g_autoptr (GPtrArray) destroyed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) residue = g_ptr_array_new_with_free_func (g_free);
  AvowRecordPurge purge = { .reason = (char *) reason, .destroyed = destroyed, .residue = residue };

  g_return_val_if_fail (store != NULL && person != NULL && actor != NULL && reason != NULL && positions != NULL, NULL);

  for (guint i = 0; i < positions->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (!take_leaf (store, g_array_index (positions, gint64, i), &purge, &local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  g_ptr_array_sort (residue, compare_groups);
  return avow_record_new (&avow_record_kind_purge, person, actor, &purge);
}
