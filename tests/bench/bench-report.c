/* bench-report.c: the completion report of a thousand people, beside sqlite3 writing an equal join
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench.h"
#include "bench-process.h"

#include <string.h>

#define PAIRS 15
#define QUERY BENCH_SOURCE "/tests/bench/completion.sql"
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

typedef struct
{
  char *store;  /* folder */
  char *database;
  char *ours;   /* file */
  char *theirs; /* file */
  char *query;
} Report;

static double
run_avowctl (gpointer data)
{
  const Report *self = data;
  const char *argv[] = { "avowctl", "--data", self->store, "report", "completion", "--format", "csv", "-o", self->ours, NULL };

  return bench_process_run (argv, NULL).wall;
}

static double
run_sqlite (gpointer data)
{
  const Report *self = data;
  const char *argv[] = { "sqlite3", "-readonly", "-csv", "-header", self->database, self->query, NULL };

  return bench_process_run (argv, self->theirs).wall;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The rows of a file in an order of their own, without quotes: Avow puts them everywhere. */
static char *
read_rows (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) plain = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("%s was not written", path);
  plain = g_string_new (g_str_has_prefix (text, BYTE_ORDER_MARK) ? text + strlen (BYTE_ORDER_MARK) : text);
  g_string_replace (plain, "\"", "", 0);
  g_string_replace (plain, "\r", "", 0);
  lines = g_strsplit (plain->str, "\n", -1);
  qsort (lines, g_strv_length (lines), sizeof (char *), compare_lines);
  return g_strjoinv ("\n", lines);
}

/* A faster report that says something else would be none. */
static void
check_equal (const Report *self)
{
  g_autofree char *ours = read_rows (self->ours);
  g_autofree char *theirs = read_rows (self->theirs);

  if (strcmp (ours, theirs) != 0)
    g_error ("The two completion reports differ");
}

void
bench_report (const BenchWorld *world)
{
  g_autofree char *query = NULL;
  Report self = {
    world->large,
    g_build_filename (world->large, "avow.db", NULL),
    g_build_filename (world->folder, "ours.csv", NULL),
    g_build_filename (world->folder, "theirs.csv", NULL),
  };
  const BenchPair pair = { "completion report to CSV, 1,000 people / sqlite3 -csv", BENCH_SECONDS, 1.5, PAIRS, run_avowctl, run_sqlite, &self };

  if (!g_file_get_contents (QUERY, &query, NULL, NULL))
    g_error ("%s can't be read", QUERY);
  /* what begins with a hyphen, as a comment does, would be an option */
  self.query = g_strconcat ("\n", query, NULL);
  bench_compare (&pair);
  check_equal (&self);
  bench_print_note ("Avow's also keeps a record of the export, on the disk before the file appears");

  g_free (self.database);
  g_free (self.ours);
  g_free (self.theirs);
  g_free (self.query);
}
