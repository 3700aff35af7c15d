/* avow-report-purged.c: what a report of an earlier day can't list any more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-purged.h"

#include "record/avow-query.h"
#include "record/avow-record-completion.h"
#include "record/avow-record-declaration.h"
#include "record/avow-record-purge.h"

typedef struct
{
  AvowStore *store;
  guint8 kind; /* code of what is counted */
  gint64 until;
  gint64 position;
} Extent;

/* What the leaf still says of a record: its kind, and when it was. */
static gboolean
counts_there (const Extent *extent, const AvowDigest *leaf, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (extent->store, "report/report:leaf", error, "diii", leaf, (gint64) extent->kind, extent->position,
                                                  extent->until);
  return avow_query_next (query, error);
}

static gboolean
count_in (const Extent *extent, gint64 purge, AvowReportPurged *counts, GError **error)
{
  g_autoptr (AvowRecord) record = avow_store_get_record (extent->store, purge, NULL, error);
  if (record == NULL)
    return FALSE;
  const AvowRecordPurge *body = avow_record_get_body (record);
  for (guint i = 0; i < body->destroyed->len; i++)
    {
      GError *local_error = NULL;
      counts->purged += counts_there (extent, &((AvowRecordDestroyed *) g_ptr_array_index (body->destroyed, i))->leaf, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_numbers (AvowQuery *query /* (transfer full) (nullable) */, GArray *numbers, GError **error)
{
  g_autoptr (AvowQuery) owned = query;
  GError *local_error = NULL;
  while (owned != NULL && avow_query_next (owned, &local_error))
    {
      gint64 number = avow_query_integer (owned, 0);
      g_array_append_val (numbers, number);
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return owned != NULL && local_error == NULL;
}

gboolean
avow_report_count_purged (AvowStore *store, AvowReportKind kind, gint64 until, gint64 position, AvowReportPurged *out_counts, GError **error)
{
  const AvowRecordKind *counted = kind == AVOW_REPORT_COMPLETION ? &avow_record_kind_completion : &avow_record_kind_declaration;
  const char *statement = kind == AVOW_REPORT_COMPLETION ? "report/report:count-completions" : "report/report:count-declarations";
  const Extent extent = { store, counted->code, until, position };
  g_autoptr (GArray) purges = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) still = g_array_new (FALSE, FALSE, sizeof (gint64));
  *out_counts = (AvowReportPurged){ 0 };
  if (!read_numbers (avow_store_query (store, "report/report:purges", error, "ii", position, until), purges, error)
      || !read_numbers (avow_store_query (store, statement, error, "ii", position, until), still, error))
    return FALSE;
  for (guint i = 0; i < purges->len; i++)
    if (!count_in (&extent, g_array_index (purges, gint64, i), out_counts, error))
      return FALSE;
  out_counts->all = out_counts->purged + (guint) g_array_index (still, gint64, 0);
  return TRUE;
}

gboolean
avow_report_was_purged (AvowStore *store, gint64 position, gboolean *out_was, GError **error)
{
  g_autoptr (GArray) purges = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!read_numbers (avow_store_query (store, "report/report:purges-after", error, "i", position), purges, error))
    return FALSE;
  *out_was = purges->len > 0;
  return TRUE;
}
