/* avow-report-rows.c: the rows of a report, and how many there are of each kind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-rows.h"

#include "avow-report-words.h"
#include "people/avow-programme.h"
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
  STAFF_NUMBER, /* NULL: not in the roster then */
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

/* By team, name, staff number and title: the order in which people look for somebody. */
static const guint sort_columns[] = { 2, 1, 0, 3 };

#define COMPLETION_STATUS 6
#define COMPLETION_SCORE 7
#define ATTESTATION_STATUS 5
#define CERTIFICATE 8 /* column of an attestation */

typedef struct
{
  char **cells;
  char *item;                              /* id */
  char *keys[G_N_ELEMENTS (sort_columns)]; /* once it is for people */
  gint64 declared; /* position of the declaration whose certificate is to be shown; 0: none */
} Row;

typedef struct
{
  AvowStore *store;
  const char *team; /* nullable */
  gint64 until;
  gint64 position;
  const char *today; /* the day of T */
  AvowReportCounts *counts;
  GPtrArray *rows; /* of Row */
  GError *error;
} Reading;

typedef struct
{
  const char *statement;
  const AvowColumn *columns;
  guint n_columns;
  char **(*create_cells) (Reading *reading, AvowQuery *query);
  int declared_column; /* of the query; 0: none */
  guint word_columns[2]; /* those that are words of ours; 0: none */
} Kind;

static const AvowColumn completion_columns[] = {
  { "staff_number", N_("Staff number"), FALSE },
  { "name", N_("Name"), FALSE },
  { "team", N_("Team"), FALSE },
  { "course", N_("Course"), FALSE },
  { "assigned", N_("Assigned"), FALSE },
  { "due", N_("Due"), FALSE },
  { "status", N_("Status"), FALSE },
  { "score", N_("Score"), FALSE },
  { "finished", N_("Finished (UTC)"), FALSE },
  { "edition", N_("Edition"), FALSE },
};

static const AvowColumn attestation_columns[] = {
  { "staff_number", N_("Staff number"), FALSE },
  { "name", N_("Name"), FALSE },
  { "team", N_("Team"), FALSE },
  { "declaration", N_("Declaration"), FALSE },
  { "due", N_("Due"), FALSE },
  { "status", N_("Status"), FALSE },
  { "edition", N_("Edition"), FALSE },
  { "signed_at", N_("Signed or declined (UTC)"), FALSE },
  { "certificate", N_("Certificate"), TRUE },
  { "leaf_hash", N_("Leaf hash"), TRUE },
};

/* Counts what is not done. */
static AvowReportStatus
judge_open (Reading *reading, AvowQuery *query, AvowReportStatus in_time, AvowReportStatus late)
{
  if (avow_duty_is_late (avow_query_text (query, DUE), reading->today))
    {
      reading->counts->late++;
      return late;
    }
  reading->counts->open++;
  return in_time;
}

static char **
create_completion_cells (Reading *reading, AvowQuery *query)
{
  enum { FINISHED = FIRST_OWN, RIGHT, ASKED, POINTS, ATTEMPTED };
  gboolean done = !avow_query_is_null (query, FINISHED);
  gboolean scored = done && avow_query_integer (query, ASKED) > 0;
  AvowReportStatus status = AVOW_REPORT_STATUS_COMPLETED;
  if (done)
    reading->counts->done++;
  else if (avow_query_integer (query, ATTEMPTED))
    status = judge_open (reading, query, AVOW_REPORT_STATUS_IN_PROGRESS, AVOW_REPORT_STATUS_LATE_IN_PROGRESS);
  else
    status = judge_open (reading, query, AVOW_REPORT_STATUS_NOT_COMPLETED, AVOW_REPORT_STATUS_LATE_NOT_COMPLETED);

  char **row = g_new0 (char *, G_N_ELEMENTS (completion_columns) + 1);
  guint at = 0;
  row[at++] = g_strdup (avow_query_text (query, STAFF_NUMBER));
  row[at++] = g_strdup (avow_query_text (query, NAME));
  row[at++] = g_strdup (avow_query_text (query, TEAM));
  row[at++] = g_strdup (avow_query_text (query, TITLE));
  row[at++] = g_strdup (avow_query_text (query, ASSIGNED));
  row[at++] = g_strdup (avow_query_text (query, DUE));
  row[at++] = g_strdup (avow_report_status_to_id (status));
  row[at++] = scored ? avow_report_score_to_text (avow_query_integer (query, RIGHT), avow_query_integer (query, ASKED), avow_query_integer (query, POINTS))
                     : g_strdup ("");
  row[at++] = done ? avow_report_format_time (avow_query_integer (query, FINISHED)) : g_strdup ("");
  row[at++] = g_strdup (avow_query_text (query, EDITION));
  return row;
}

static char **
create_attestation_cells (Reading *reading, AvowQuery *query)
{
  enum { OUTCOME = FIRST_OWN, TIME, LEAF };
  gboolean answered = !avow_query_is_null (query, OUTCOME);
  gboolean declined = answered && g_str_equal (avow_query_text (query, OUTCOME), "declined");
  AvowDigest leaf;
  AvowReportStatus status = declined ? AVOW_REPORT_STATUS_DECLINED : AVOW_REPORT_STATUS_SIGNED;
  if (declined)
    reading->counts->declined++;
  else if (answered)
    reading->counts->done++;
  else
    status = judge_open (reading, query, AVOW_REPORT_STATUS_OUTSTANDING, AVOW_REPORT_STATUS_LATE_OUTSTANDING);

  char **row = g_new0 (char *, G_N_ELEMENTS (attestation_columns) + 1);
  guint at = 0;
  row[at++] = g_strdup (avow_query_text (query, STAFF_NUMBER));
  row[at++] = g_strdup (avow_query_text (query, NAME));
  row[at++] = g_strdup (avow_query_text (query, TEAM));
  row[at++] = g_strdup (avow_query_text (query, TITLE));
  row[at++] = g_strdup (avow_query_text (query, DUE));
  row[at++] = g_strdup (avow_report_status_to_id (status));
  row[at++] = g_strdup (avow_query_text (query, EDITION));
  row[at++] = answered ? avow_report_format_time (avow_query_integer (query, TIME)) : g_strdup ("");
  row[at++] = g_strdup (""); /* read once the query is closed */
  row[at++] = answered && avow_query_digest (query, LEAF, &leaf) ? avow_digest_to_hex (&leaf) : g_strdup ("");
  return row;
}

static Row *
row_new (char **cells, const char *item, gint64 declared)
{
  Row *row = g_new0 (Row, 1);
  row->cells = cells;
  row->item = g_strdup (item);
  row->declared = declared;
  return row;
}

static void
row_free (gpointer data)
{
  Row *row = data;
  g_strfreev (row->cells);
  g_free (row->item);
  for (guint i = 0; i < G_N_ELEMENTS (sort_columns); i++)
    g_free (row->keys[i]);
  g_free (row);
}

static const Kind kinds[] = {
  [AVOW_REPORT_COMPLETION] = { "report/report:completion", completion_columns, G_N_ELEMENTS (completion_columns), create_completion_cells, 0,
                               { COMPLETION_STATUS, COMPLETION_SCORE } },
  [AVOW_REPORT_ATTESTATION] = { "report/report:attestation", attestation_columns, G_N_ELEMENTS (attestation_columns), create_attestation_cells,
                                FIRST_OWN + 3, { ATTESTATION_STATUS, 0 } },
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
  if (avow_query_is_null (query, STAFF_NUMBER))
    return;
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
  gint64 declared = kind->declared_column != 0 ? avow_query_integer (query, kind->declared_column) : 0;
  g_ptr_array_add (reading->rows, row_new (kind->create_cells (reading, query), avow_query_text (query, ITEM), declared));
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

/* Reads some people after @last, and moves it on; FALSE where there are no more, or on an error. */
static gboolean
read_people (Reading *reading, const Kind *kind, char **last)
{
  gboolean any = FALSE;
  g_autoptr (AvowQuery) query = avow_store_query (reading->store, kind->statement, &reading->error, "iisi", reading->position, reading->until,
                                                  *last, (gint64) PEOPLE_A_READ);
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

static void
add_certificates (Reading *reading, guint first)
{
  for (guint i = first; i < reading->rows->len && reading->error == NULL; i++)
    {
      Row *row = g_ptr_array_index (reading->rows, i);
      if (row->declared == 0)
        continue;
      g_free (row->cells[CERTIFICATE]);
      row->cells[CERTIFICATE] = read_certificate (reading, row->declared);
    }
}

/* The same on every machine: a staff number is one person's. */
static int
compare_bytes (gconstpointer a, gconstpointer b)
{
  const Row *first = *(Row *const *) a, *second = *(Row *const *) b;
  int order = strcmp (first->cells[0], second->cells[0]);
  return order != 0 ? order : strcmp (first->item, second->item);
}

/* Most rows differ by the first columns, and a key takes longer to make than all else in the row. */
static const char *
get_key (Row *row, guint column)
{
  if (row->keys[column] == NULL)
    row->keys[column] = g_utf8_collate_key (row->cells[sort_columns[column]], -1);
  return row->keys[column];
}

static int
compare_as_people_do (gconstpointer a, gconstpointer b)
{
  Row *first = *(Row *const *) a, *second = *(Row *const *) b;
  int order = 0;
  for (guint i = 0; i < G_N_ELEMENTS (sort_columns) && order == 0; i++)
    order = strcmp (get_key (first, i), get_key (second, i));
  return order;
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

/* Puts a row into the exporter's language. */
static void
show_row (const Kind *kind, Row *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind->word_columns) && kind->word_columns[i] != 0; i++)
    {
      char *word = row->cells[kind->word_columns[i]];
      row->cells[kind->word_columns[i]] = avow_report_words_show (word);
      g_free (word);
    }
}

AvowTable *
avow_report_rows_read (AvowStore *store, AvowReportKind kind, const char *team, gint64 as_of, gint64 until,
                       gint64 position, AvowReportCounts *counts, AvowTable **out_data, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autofree char *today = avow_time_to_date (as_of);
  g_autofree char *last = g_strdup ("");
  Reading reading = { store, team, until, position, today, counts, rows, NULL };
  guint done = 0;
  while (read_people (&reading, &kinds[kind], &last))
    {
      add_certificates (&reading, done);
      done = rows->len;
    }
  if (reading.error != NULL)
    {
      g_propagate_error (error, reading.error);
      return NULL;
    }
  g_ptr_array_sort (rows, compare_bytes);
  *out_data = create_table (&kinds[kind], rows);
  for (guint i = 0; i < rows->len; i++)
    show_row (&kinds[kind], g_ptr_array_index (rows, i));
  g_ptr_array_sort (rows, compare_as_people_do);
  return create_table (&kinds[kind], rows);
}
