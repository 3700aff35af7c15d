/* bench-take-in.c: taking in hand-overs, beside xmlsec's check of what is signed in them and bare inserts of their rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"
#include "bench.h"
#include "bench-xmlsec.h"

#include "exchange/avow-hand-over.h"
#include "exchange/avow-take-in.h"
#include "people/avow-invitation.h"
#include "record/avow-clock.h"

#include <glib/gstdio.h>
#include <string.h>

#define YEARS 2 /* that a person takes the course and signs: 20 records */

/* A desk, and what others hand over to it. */
typedef struct
{
  Life desk;
  GPtrArray *files;     /* of paths, one a computer */
  GPtrArray *documents; /* of GBytes: what is signed in them */
  gint64 records;
} Round;

static gint64 now;

static gint64
read_clock (gpointer data)
{
  return now;
}

static void
stop_at (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static char *
add_person (Life *desk, guint number)
{
  g_autofree char *staff_number = g_strdup_printf ("%u", 2000 + number);
  AvowPerson person = { .staff_number = staff_number, .name = (char *) "Ada Smith", .team = (char *) "Office", .joined = (char *) "2026-03-02" };
  g_autoptr (GError) error = NULL;
  char *id = NULL;

  avow_roster_add (desk->store, desk->officer, &person, &id, &error);
  stop_at (error);
  return id;
}

/* Invites somebody, who joins in a folder of their own. */
static void
join (Life *desk, const char *person, Life *out_life)
{
  g_autofree char *path = g_build_filename (desk->folder, "invitation", NULL);
  g_autofree char *code = NULL;
  g_autoptr (AvowInvitation) invitation = NULL;
  g_autoptr (GError) error = NULL;

  avow_invitation_write (desk->store, desk->officer, LIFE_PASSPHRASE, person, path, &code, &error);
  stop_at (error);
  invitation = avow_invitation_open (path, &error);
  stop_at (error);
  out_life->folder = g_build_filename (desk->folder, person, NULL);
  out_life->officer = person;
  out_life->store = avow_invitation_accept (invitation, out_life->folder, code, LIFE_PASSPHRASE, NULL, &error);
  stop_at (error);
}

static void
sign (Life *life)
{
  g_autoptr (AvowSigning) signing = life_open_declaration (life, life->officer);
  g_autoptr (GError) error = NULL;

  life_agree (signing, "Ada Smith");
  avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error);
  stop_at (error);
}

static void
live (Life *life)
{
  g_autoptr (GError) error = NULL;

  for (guint year = 0; year < YEARS; year++)
    {
      avow_programme_open_due (life->store, &error);
      stop_at (error);
      life_pass (life, life->officer);
      sign (life);
      now += 366 * LIFE_DAY;
    }
  now -= YEARS * 366 * LIFE_DAY;
}

static void
note_documents (Round *self, AvowStore *store)
{
  for (gint64 position = 1; position <= avow_store_get_position (store); position++)
    {
      g_autoptr (AvowRecord) record = avow_store_get_record (store, position, NULL, NULL);

      self->records++;
      if (record != NULL && avow_record_is_signed (record))
        g_ptr_array_add (self->documents, g_bytes_ref (avow_record_get_payload (record)));
    }
}

static void
add_computer (Round *self, guint number)
{
  static const AvowHandOverTo all = { 0 };
  g_autofree char *person = add_person (&self->desk, number);
  g_autoptr (GError) error = NULL;
  AvowHandOverSummary summary;
  Life life = { 0 };
  char *path;

  join (&self->desk, person, &life);
  live (&life);
  path = g_strconcat (life.folder, ".avow-hand-over", NULL);
  avow_hand_over_write (life.store, person, &all, path, &summary, &error);
  stop_at (error);
  g_ptr_array_add (self->files, path);
  note_documents (self, life.store);
  avow_store_unref (life.store);
  g_free (life.folder);
}

static void
take_in_all (Round *self)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) taken = avow_take_in_file (self->desk.store, self->desk.officer, g_ptr_array_index (self->files, i), &error);

      stop_at (error);
      if (((AvowTakenIn *) g_ptr_array_index (taken, 0))->verdict != AVOW_INTAKE_VERDICT_OK)
        g_error ("A hand-over was not taken in");
    }
}

static void
run_sql (sqlite3 *database, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
}

/* The rows of each ledger that came in, from the desk's tables into bare ones of another file, in a transaction each, which reaches the
 * disk as safely. */
static void
insert_all (Round *self)
{
  g_autofree char *source = g_build_filename (avow_store_get_folder (self->desk.store), AVOW_STORE_FILE, NULL);
  g_autofree char *target = g_build_filename (self->desk.folder, "bare.db", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS desk", source);
  sqlite3 *database;

  if (sqlite3_open (target, &database) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (database));
  run_sql (database, attach);
  run_sql (database, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;"
                     "CREATE TABLE leaf AS SELECT * FROM desk.leaf WHERE 0; CREATE TABLE payload AS SELECT * FROM desk.payload WHERE 0");
  for (guint i = 0; i < self->files->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("BEGIN IMMEDIATE; INSERT INTO leaf SELECT * FROM desk.leaf WHERE ledger = %1$u;"
                                              "INSERT INTO payload SELECT * FROM desk.payload WHERE position IN (SELECT position FROM "
                                              "desk.leaf WHERE ledger = %1$u); COMMIT", i + 2);

      run_sql (database, sql);
    }
  sqlite3_close (database);
  g_unlink (target);
}

static void
check_all (Round *self, xmlSecKeysMngrPtr manager)
{
  for (guint i = 0; i < self->documents->len; i++)
    bench_xmlsec_check (manager, g_ptr_array_index (self->documents, i));
}

static void
measure (Round *self)
{
  double begin = bench_now (), busy = bench_busy (), ours, our_work, reference, work;
  xmlSecKeysMngrPtr manager;

  take_in_all (self);
  ours = bench_now () - begin;
  our_work = bench_busy () - busy;
  manager = bench_xmlsec_new (self->desk.store);
  begin = bench_now ();
  busy = bench_busy ();
  check_all (self, manager);
  insert_all (self);
  reference = bench_now () - begin;
  work = bench_busy () - busy;
  xmlSecKeysMngrDestroy (manager);
  bench_print_row ("take in / xmlsec over what is signed + bare inserts", BENCH_SECONDS, ours, reference, ours / reference, 1.5);
  bench_print_row ("the same by work: processor time", BENCH_SECONDS, our_work, work, our_work / work, 0);
  bench_print_note ("%u hand-overs with %" G_GINT64_FORMAT " records, %u of them signed", self->files->len, self->records, self->documents->len);
}

static void
take_in (guint count)
{
  Round self = { .files = g_ptr_array_new_with_free_func (g_free),
                 .documents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref) };

  life_set_up (&self.desk, NULL);
  now = self.desk.now;
  avow_clock_replace (read_clock, NULL);
  for (guint i = 0; i < count; i++)
    add_computer (&self, i);
  now += YEARS * 366 * LIFE_DAY;
  measure (&self);
  life_tear_down (&self.desk, NULL);
  g_ptr_array_unref (self.files);
  g_ptr_array_unref (self.documents);
}

void
bench_take_in (const BenchWorld *world)
{
  take_in (50);
}

void
bench_take_in_huge (const BenchWorld *world)
{
  take_in (1000);
}
