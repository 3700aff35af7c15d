/* avow-report-rows.c: the rows of a report, and how many there are of each kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-rows.h"

#include "record/avow-clock.h"
#include "record/avow-query.h"
#include "sign/avow-signature.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* People a query: few enough that no read lasts over 50 ms (RECORDS, section 3), certificates included. */
#define PEOPLE_A_READ 100

/* The first columns of both queries (report.sql). */
enum
{
  SUBJECT,
  STAFF_NUMBER,
  NAME,
  TEAM,
  LEFT,
  ITEM,
  TITLE,
  EDITION,
  ASSIGNED,
  DUE,
  FIRST_OWN,
};

typedef struct
{
  char **cells;
  char *key; /* by which rows are sorted */
} Row;

typedef struct
{
  AvowStore *store;
  const char *team; /* nullable */
  gint64 as_of;
  char *today; /* the day of @as_of */
  AvowReportCounts *counts;
  GPtrArray *rows; /* of Row */
  GError *error;
} Reading;

typedef struct
{
  const char *statement;
  const AvowColumn *columns;
  guint n_columns;
  char **(*create_row) (Reading *reading, AvowQuery *query);
} Kind;

static const AvowColumn completion_columns[] = {
  { "staff_number", N_("Staff number"), FALSE, FALSE },
  { "name", N_("Name"), FALSE, FALSE },
  { "team", N_("Team"), FALSE, FALSE },
  { "course", N_("Course"), FALSE, FALSE },
  { "assigned", N_("Assigned"), FALSE, FALSE },
  { "due", N_("Due"), FALSE, FALSE },
  { "status", N_("Status"), FALSE, FALSE },
  { "score", N_("Score"), FALSE, FALSE },
  { "finished", N_("Finished (UTC)"), FALSE, FALSE },
  { "edition", N_("Edition"), FALSE, FALSE },
};

static const AvowColumn attestation_columns[] = {
  { "staff_number", N_("Staff number"), FALSE, FALSE },
  { "name", N_("Name"), FALSE, FALSE },
  { "team", N_("Team"), FALSE, FALSE },
  { "declaration", N_("Declaration"), FALSE, FALSE },
  { "due", N_("Due"), FALSE, FALSE },
  { "status", N_("Status"), FALSE, FALSE },
  { "edition", N_("Edition"), FALSE, FALSE },
  { "signed_at", N_("Signed or declined (UTC)"), FALSE, FALSE },
  { "certificate", N_("Certificate"), FALSE, TRUE },
  { "leaf_hash", N_("Leaf hash"), FALSE, TRUE },
};

/* Counts what is not done, and says it in words. */
static const char *
judge_open (Reading *reading, AvowQuery *query, const char *in_time, const char *late)
{
  if (g_strcmp0 (avow_query_text (query, DUE), reading->today) < 0)
    {
      reading->counts->late++;
      return late;
    }
  reading->counts->open++;
  return in_time;
}

static char **
create_completion_row (Reading *reading, AvowQuery *query)
{
  enum { FINISHED = FIRST_OWN, RIGHT, ASKED, COMPLETED_EDITION, ATTEMPTED };
  gboolean done = !avow_query_is_null (query, FINISHED);
  gboolean scored = done && avow_query_integer (query, ASKED) > 0;
  const char *status;
  if (done)
    {
      reading->counts->done++;
      status = _("Completed");
    }
  else if (avow_query_integer (query, ATTEMPTED))
    status = judge_open (reading, query, _("In progress"), _("Late, in progress"));
  else
    status = judge_open (reading, query, _("Not completed"), _("Late, not completed"));

  char **row = g_new0 (char *, G_N_ELEMENTS (completion_columns) + 1);
  guint at = 0;
  row[at++] = g_strdup (avow_query_text (query, STAFF_NUMBER));
  row[at++] = g_strdup (avow_query_text (query, NAME));
  row[at++] = g_strdup (avow_query_text (query, TEAM));
  row[at++] = g_strdup (avow_query_text (query, TITLE));
  row[at++] = g_strdup (avow_query_text (query, ASSIGNED));
  row[at++] = g_strdup (avow_query_text (query, DUE));
  row[at++] = g_strdup (status);
  /* Translators: a score, e.g. “18 of 20” */
  row[at++] = scored ? g_strdup_printf (_("%d of %d"), (int) avow_query_integer (query, RIGHT), (int) avow_query_integer (query, ASKED))
                     : g_strdup ("");
  row[at++] = done ? avow_time_to_iso (avow_query_integer (query, FINISHED)) : g_strdup ("");
  row[at++] = g_strdup (avow_query_text (query, done ? COMPLETED_EDITION : EDITION));
  return row;
}

/* The fingerprint of the certificate that signed the record there. */
static char *
read_certificate (Reading *reading, gint64 position)
{
  g_autoptr (AvowRecord) record = avow_store_get_record (reading->store, position, NULL, &reading->error);
  if (record == NULL)
    return NULL;
  g_autoptr (AvowSignatureInfo) info = avow_signature_read (avow_record_get_payload (record), &reading->error);
  if (info == NULL)
    return NULL;
  AvowDigest fingerprint;
  avow_certificate_get_fingerprint (info->certificate, &fingerprint);
  return avow_digest_to_hex (&fingerprint);
}

static char **
create_attestation_row (Reading *reading, AvowQuery *query)
{
  enum { OUTCOME = FIRST_OWN, ANSWERED_EDITION, TIME, LEAF, POSITION };
  gboolean answered = !avow_query_is_null (query, OUTCOME);
  gboolean declined = answered && g_str_equal (avow_query_text (query, OUTCOME), "declined");
  AvowDigest leaf;
  const char *status;
  if (declined)
    {
      reading->counts->declined++;
      status = _("Declined");
    }
  else if (answered)
    {
      reading->counts->done++;
      status = _("Signed");
    }
  else
    status = judge_open (reading, query, _("Outstanding"), _("Outstanding, late"));

  char **row = g_new0 (char *, G_N_ELEMENTS (attestation_columns) + 1);
  guint at = 0;
  row[at++] = g_strdup (avow_query_text (query, STAFF_NUMBER));
  row[at++] = g_strdup (avow_query_text (query, NAME));
  row[at++] = g_strdup (avow_query_text (query, TEAM));
  row[at++] = g_strdup (avow_query_text (query, TITLE));
  row[at++] = g_strdup (avow_query_text (query, DUE));
  row[at++] = g_strdup (status);
  row[at++] = g_strdup (avow_query_text (query, answered ? ANSWERED_EDITION : EDITION));
  row[at++] = answered ? avow_time_to_iso (avow_query_integer (query, TIME)) : g_strdup ("");
  row[at++] = answered ? read_certificate (reading, avow_query_integer (query, POSITION)) : g_strdup ("");
  row[at++] = answered && avow_query_digest (query, LEAF, &leaf) ? avow_digest_to_hex (&leaf) : g_strdup ("");
  return row;
}

/* By team, name, staff number and title: the order in which people look for somebody. */
static Row *
row_new (char **cells)
{
  Row *row = g_new0 (Row, 1);
  g_autofree char *names = g_strjoin ("\x01", cells[2], cells[1], cells[0], cells[3], NULL);
  row->cells = cells;
  row->key = g_utf8_collate_key (names, -1);
  return row;
}

static void
row_free (gpointer data)
{
  Row *row = data;
  g_strfreev (row->cells);
  g_free (row->key);
  g_free (row);
}

static const Kind kinds[] = {
  [AVOW_REPORT_COMPLETION] = { "report/report:completion", completion_columns, G_N_ELEMENTS (completion_columns), create_completion_row },
  [AVOW_REPORT_ATTESTATION] = { "report/report:attestation", attestation_columns, G_N_ELEMENTS (attestation_columns), create_attestation_row },
};

static gboolean
has_left (Reading *reading, AvowQuery *query)
{
  const char *left = avow_query_text (query, LEFT);
  return left != NULL && strcmp (left, reading->today) <= 0;
}

/* Takes one row of the query in. @new_person: whether the row before was about somebody else. */
static void
take_row (Reading *reading, const Kind *kind, AvowQuery *query, gboolean new_person)
{
  if (reading->team != NULL && g_strcmp0 (avow_query_text (query, TEAM), reading->team) != 0)
    return;
  if (has_left (reading, query))
    {
      reading->counts->people_left += new_person;
      return;
    }
  reading->counts->people += new_person;
  if (avow_query_is_null (query, ITEM))
    {
      reading->counts->people_without++;
      return;
    }
  reading->counts->rows++;
  g_ptr_array_add (reading->rows, row_new (kind->create_row (reading, query)));
}

/* Reads some people after @last, and moves it on; FALSE where there are no more, or on an error. */
static gboolean
read_people (Reading *reading, const Kind *kind, gint64 position, char **last)
{
  gboolean any = FALSE;
  g_autoptr (AvowQuery) query
      = avow_store_query (reading->store, kind->statement, &reading->error, "iisi", position, reading->as_of, *last, (gint64) PEOPLE_A_READ);
  while (reading->error == NULL && avow_query_next (query, &reading->error))
    {
      const char *subject = avow_query_text (query, SUBJECT);
      gboolean new_person = !g_str_equal (subject, *last);
      take_row (reading, kind, query, new_person);
      if (new_person)
        {
          g_free (*last);
          *last = g_strdup (subject);
        }
      any = TRUE;
    }
  return any && reading->error == NULL;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(Row *const *) a)->key, (*(Row *const *) b)->key);
}

static AvowTable *
create_table (const Kind *kind, GPtrArray *rows)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < kind->n_columns; i++)
    {
      AvowColumn *column = g_memdup2 (&kind->columns[i], sizeof (AvowColumn));
      column->title = _(column->title);
      g_ptr_array_add (columns, column);
    }
  AvowTable *table = avow_table_new (columns);
  for (guint i = 0; i < rows->len; i++)
    avow_table_add_row (table, (const char *const *) ((Row *) g_ptr_array_index (rows, i))->cells);
  return table;
}

AvowTable *
avow_report_rows_read (AvowStore *store, AvowReportKind kind, const char *team, gint64 as_of, gint64 position,
                       AvowReportCounts *counts, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autofree char *today = avow_time_to_date (as_of);
  g_autofree char *last = g_strdup ("");
  Reading reading = { store, team, as_of, today, counts, rows, NULL };
  while (read_people (&reading, &kinds[kind], position, &last))
    ;
  if (reading.error != NULL)
    {
      g_propagate_error (error, reading.error);
      return NULL;
    }
  g_ptr_array_sort (rows, compare_rows);
  return create_table (&kinds[kind], rows);
}
