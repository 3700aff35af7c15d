/* test-waiting.c: how long somebody who signs waits while others read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-rooms.h"

#include "learn/avow-signing.h"
#include "people/avow-identity.h"
#include "record/avow-clock.h"
#include "record/avow-verify.h"

#include <ftw.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#define OFFICER "1001"
#define SIGNER "1008"
#define PASSPHRASE "welcome to the sample"
#define PEOPLE 3000
#define PEOPLE_THOROUGH 200000
#define PAUSE_US 5000 /* between two signatures */
#define CONTROL_US (3 * G_USEC_PER_SEC)

/* How many times longer the control has to keep a signer waiting than the reading that it stands beside, apart from what
 * a signer waits on this machine where nobody reads: others may be at work on its disk. */
#define TIMES 3
#define SIGNATURES_ALONE 50

typedef struct
{
  char *folder;
  char *store_folder;
  char *report; /* file */
  AvowStore *store;
  AvowIdentity *identity;
  AvowSigning *signing;
} World;

typedef struct
{
  guint signatures;
  gint64 longest; /* µs */
  gint64 total;
  gint64 took;    /* µs, what ran meanwhile */
} Waits;

static int
remove_entry (const char *path, const struct stat *status, int flag, struct FTW *place)
{
  return remove (path);
}

static GSubprocess *
start_avowctl (World *self, const char *const *words)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (line, (gpointer) "avowctl");
  g_ptr_array_add (line, (gpointer) "--data");
  g_ptr_array_add (line, self->store_folder);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (line, (gpointer) words[i]);
  g_ptr_array_add (line, NULL);
  process = g_subprocess_newv ((const char *const *) line->pdata, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  return process;
}

static gint64
ask (World *self, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (avow_store_get_database (self->store), sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return answer;
}

/* Everybody in one transaction: it is the rows that count, not how they came. */
static void
add_people (World *self, guint count)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) officer = avow_roster_find (self->store, OFFICER, &error);

  g_assert_no_error (error);
  g_assert_true (avow_store_begin (self->store, &error));
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *number = g_strdup_printf ("N%06u", i);
      g_autofree char *name = g_strdup_printf ("Person %u", i);
      g_autofree char *id = NULL;
      AvowPerson person = { .staff_number = number, .name = name, .team = (char *) "Field", .joined = (char *) "2026-03-02" };

      avow_roster_add (self->store, officer->id, &person, &id, &error);
      g_assert_no_error (error);
    }
  g_assert_true (avow_store_commit (self->store, &error));
}

/* Somebody who has passed the course, and has yet to answer the declaration. */
static void
open_signing (World *self)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (AvowPerson) person = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GError) error = NULL;

  person = avow_roster_find (self->store, SIGNER, &error);
  g_assert_no_error (error);
  self->identity = avow_identity_unlock (self->store, person->id, PASSPHRASE, &error);
  g_assert_no_error (error);
  duties = avow_programme_list_duties (self->store, person->id, today, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < duties->len && self->signing == NULL; i++)
    if (!g_str_equal (((AvowDuty *) g_ptr_array_index (duties, i))->item_kind, "course"))
      self->signing = avow_signing_load (self->store, person->id, g_ptr_array_index (duties, i), &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->signing);
}

static void
make_world (World *self)
{
  const char *const words[] = { "avowctl", "sample", self->store_folder, NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  self->store = avow_store_open (self->store_folder, &error);
  g_assert_no_error (error);
  open_signing (self);
}

static void
world_set_up (World *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("avow-waiting-XXXXXX", NULL);
  self->store_folder = g_build_filename (self->folder, "store", NULL);
  self->report = g_build_filename (self->folder, "report.csv", NULL);
  make_world (self);
}

static void
world_tear_down (World *self, gconstpointer data)
{
  avow_signing_unref (self->signing);
  avow_identity_free (self->identity);
  avow_store_unref (self->store);
  g_assert_cmpint (nftw (self->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), ==, 0);
  g_free (self->folder);
  g_free (self->store_folder);
  g_free (self->report);
}

/* Declines, by a signed record, as somebody may any number of times; µs that it took from the passphrase on. */
static gint64
sign (World *self)
{
  g_autoptr (GError) error = NULL;
  gint64 begin = g_get_monotonic_time ();

  avow_signing_decline_as (self->signing, self->store, "Not today", self->identity, &error);
  g_assert_no_error (error);
  return g_get_monotonic_time () - begin;
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

/* Signs again and again, until @words have run to their end. */
static Waits
sign_meanwhile (World *self, const char *const *words)
{
  g_autoptr (GSubprocess) process = start_avowctl (self, words);
  gint64 begin = g_get_monotonic_time ();
  gboolean ended = FALSE;
  Waits waits = { 0 };

  g_subprocess_wait_check_async (process, NULL, on_ended, &ended);
  while (!ended)
    {
      gint64 took = sign (self);

      waits.signatures++;
      waits.total += took;
      waits.longest = MAX (waits.longest, took);
      g_usleep (PAUSE_US);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  waits.took = g_get_monotonic_time () - begin;
  return waits;
}

static Waits
sign_alone (World *self)
{
  gint64 begin = g_get_monotonic_time ();
  Waits waits = { 0 };

  for (; waits.signatures < SIGNATURES_ALONE; waits.signatures++)
    {
      gint64 took = sign (self);

      waits.total += took;
      waits.longest = MAX (waits.longest, took);
      g_usleep (PAUSE_US);
    }
  waits.took = g_get_monotonic_time () - begin;
  return waits;
}

typedef struct
{
  const char *path;
  GMutex lock;
  GCond changed;
  gboolean reading;
} Select;

/* A connection that reads one row, and keeps the others waiting. */
static gpointer
select_for_long (gpointer data)
{
  Select *self = data;
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 10000);
  g_assert_cmpint (sqlite3_prepare_v2 (database, "SELECT * FROM event_person ORDER BY position", -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_mutex_lock (&self->lock);
  self->reading = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  g_usleep (CONTROL_US);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return NULL;
}

static gint64
sign_beside_a_select (World *self)
{
  g_autofree char *path = g_build_filename (self->store_folder, AVOW_STORE_FILE, NULL);
  Select select = { .path = path };
  GThread *thread;
  gint64 took;

  g_mutex_init (&select.lock);
  g_cond_init (&select.changed);
  thread = g_thread_new ("select", select_for_long, &select);
  g_mutex_lock (&select.lock);
  while (!select.reading)
    g_cond_wait (&select.changed, &select.lock);
  g_mutex_unlock (&select.lock);
  took = sign (self);
  g_thread_join (thread);
  g_mutex_clear (&select.lock);
  g_cond_clear (&select.changed);
  return took;
}

static void
print_waits (const char *what, const Waits *waits)
{
  g_test_message ("%s: %.1f s, %u declarations kept meanwhile; longest wait %.0f ms, on average %.0f ms", what,
                  waits->took / 1e6, waits->signatures, waits->longest / 1e3, waits->total / 1e3 / MAX (waits->signatures, 1));
}

static void
assert_sound (World *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (self->store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < MIN (verdict->findings->len, 5); i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
}

static void
test_waiting (World *self, gconstpointer data)
{
  const char *const verify[] = { "verify", NULL };
  const char *const completion[] = { "report", "completion", "--format", "csv", "-o", self->report, NULL };
  const char *const attestation[] = { "report", "attestation", "--format", "csv", "-o", self->report, NULL };
  const char *const early[] = { "report", "completion", "--format", "csv", "--as-of", "2001-01-01", "-o", self->report, NULL };
  const char *const *const readings[] = { verify, completion, attestation, early };
  const char *const names[] = { "verify", "completion report", "attestation report", "report as of a day before all" };
  gint64 begin = g_get_monotonic_time ();
  gint64 control;

  add_people (self, g_test_thorough () ? PEOPLE_THOROUGH : PEOPLE);
  g_test_message ("%" G_GINT64_FORMAT " records, %" G_GINT64_FORMAT " rows of a report; made in %.1f s", ask (self, "SELECT count (*) FROM leaf"),
                  ask (self, "SELECT count (*) FROM event_obligation WHERE item_kind = 'course'"), (g_get_monotonic_time () - begin) / 1e6);
  control = sign_beside_a_select (self);
  g_test_message ("control: beside one SELECT of %.1f s, it waited %.0f ms", CONTROL_US / 1e6, control / 1e3);
  g_assert_cmpint (control, >, CONTROL_US * 9 / 10);
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      Waits waits = sign_meanwhile (self, readings[i]);
      Waits alone = sign_alone (self);

      print_waits (names[i], &waits);
      print_waits ("nobody reads", &alone);
      g_assert_cmpint (waits.longest, <, control / TIMES + alone.longest * TIMES);
    }
  assert_sound (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  avow_rooms_register ();
  g_test_add ("/avow/fault/waiting{signing-while-others-read}", World, NULL, world_set_up, test_waiting, world_tear_down);
  return g_test_run ();
}
