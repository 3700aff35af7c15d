/* test-verify.c: whatever is changed from outside is named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"
#include "record/avow-record-edition.h"
#include "record/avow-record-obligation.h"
#include "record/avow-record-person.h"
#include "record/avow-verify.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PEOPLE 600

static guint checked; /* records that the registered check has seen */

/* As a room above registers one: a person whose name is Mallory is at fault. */
static gboolean
check_person (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault, GError **error)
{
  const AvowRecordPerson *body = avow_record_get_body (record);

  checked++;
  if (g_str_equal (body->name, "Mallory"))
    *out_fault = g_strdup ("it is Mallory");
  return TRUE;
}

static AvowRecord *
adopt (AvowEdition *edition)
{
  AvowRecordEdition body = {
    .item_kind = (char *) "course",
    .edition = (char *) "1",
    .title = (char *) "Privacy",
    .language = (char *) "en",
    .minutes = 10,
  };

  g_assert_true (avow_digest_parse (avow_edition_get_digest (edition), &body.digest));
  return avow_record_new (&avow_record_kind_edition, "privacy", "avow", &body);
}

/* 600 people (three tiles of leaves), an obligation, an edition that is adopted, and a local value. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowEdition) edition = fixture_edition ("one");
  g_autoptr (GError) error = NULL;

  fixture_set_up (self, NULL);
  fixture_append_people (self->store, PEOPLE);
  fixture_append (self->store, fixture_obligation ("p-1", "2026"));
  avow_store_add_edition (self->store, edition, &error);
  g_assert_no_error (error);
  fixture_append (self->store, adopt (edition));
  avow_store_set_local (self->store, "progress", "p-1", "page 3", &error);
  g_assert_no_error (error);
}

static AvowVerdict *
verify (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  AvowVerdict *verdict = avow_store_verify (self->store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const AvowFinding *finding = g_ptr_array_index (verdict->findings, i);

      g_test_message ("record %" G_GINT64_FORMAT " (%s, %s): %s", finding->position, finding->kind, finding->subject, finding->message);
    }
  return verdict;
}

static void
test_sound (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;

  checked = 0;
  verdict = verify (self);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (verdict->records, ==, PEOPLE + 2);
  g_assert_cmpint (verdict->position, ==, PEOPLE + 2);
  g_assert_cmpuint (verdict->checkpoint.size, ==, PEOPLE + 2);
  g_assert_cmpuint (checked, ==, PEOPLE);
}

static void
test_empty_is_sound (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = verify (self);

  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (verdict->records, ==, 0);
}

typedef struct
{
  const char *name;
  const char *sql;
  gint64 positions[3]; /* of the records at fault; none where it is the store */
  const char *kind;    /* nullable */
  const char *subject; /* nullable */
  const char *message; /* part of what is said */
} Tampering;

static const Tampering tamperings[] = {
  /* the ledger */
  { "payload-byte", "UPDATE payload SET codec = 0, length = 3, bytes = x'414243' WHERE position = 7",
    { 7 }, "person", "p-6", "its text was changed" },
  { "payload-bit-of-packed", "UPDATE payload SET bytes = CAST (substr (bytes, 1, 40) || x'00' || substr (bytes, 42) AS BLOB) WHERE position = 7",
    { 7 }, "person", "p-6", "its text" },
  { "payload-length", "UPDATE payload SET length = 1000000000000 WHERE position = 7", { 7 }, "person", "p-6", "can't be unpacked" },
  { "payload-missing", "DELETE FROM payload WHERE position = 7", { 7 }, "person", "p-6", "its text is missing" },
  { "payloads-swapped", "CREATE TEMP TABLE t AS SELECT * FROM payload WHERE position IN (7, 9);"
    "UPDATE payload SET (salt, codec, length, bytes) = (SELECT salt, codec, length, bytes FROM t WHERE t.position = 16 - payload.position) "
    "WHERE position IN (7, 9)", { 7, 9 }, "person", NULL, "its text was changed" },
  { "salt", "UPDATE payload SET salt = randomblob (32) WHERE position = 7", { 7 }, "person", "p-6", "its text was changed" },
  { "leaf-time", "UPDATE leaf SET time = time + 1 WHERE position = 7", { 7 }, "person", "p-6", "its leaf header was changed" },
  { "leaf-kind", "UPDATE leaf SET kind = 5 WHERE position = 7", { 7 }, NULL, NULL, "its leaf header was changed" },
  { "leaf-hash", "UPDATE leaf SET hash = randomblob (32) WHERE position = 7", { 7, 8 }, "person", NULL, "its leaf header was changed" },
  { "leaves-swapped", "UPDATE leaf SET position = -1 WHERE position = 7; UPDATE leaf SET position = 7 WHERE position = 8;"
    "UPDATE leaf SET position = 8 WHERE position = -1", { 7, 8, 9 }, "person", NULL, "of its ledger" },
  { "leaf-removed", "DELETE FROM payload WHERE position = 7; DELETE FROM leaf WHERE position = 7; DELETE FROM event_person WHERE position = 7",
    { 8 }, "person", "p-7", "what stood between them was removed" },
  { "last-leaf-removed", "DELETE FROM payload WHERE position = 602; DELETE FROM leaf WHERE position = 602;"
    "DELETE FROM event_edition WHERE position = 602", { 0 }, NULL, NULL, "the last records were removed" },
  { "leaf-added", "INSERT INTO leaf SELECT 603, ledger, 602, kind, previous, time, commitment, randomblob (32) FROM leaf WHERE position = 7",
    { 603 }, NULL, NULL, "its leaf header was changed" },
  { "checkpoint-missing", "DELETE FROM checkpoint", { 0 }, NULL, NULL, "checkpoint, which seals the records, is missing" },
  { "checkpoint-size", "UPDATE checkpoint SET size = 601", { 0 }, NULL, NULL, "columns in the table differ" },
  { "checkpoint-note", "UPDATE checkpoint SET note = replace (note, char (10) || '602', char (10) || '601')", { 0 }, NULL, NULL, "not signed by the key" },
  { "checkpoint-no-note", "UPDATE checkpoint SET note = 'none'", { 0 }, NULL, NULL, "can't be read" },
  { "tile-full", "UPDATE tile SET hashes = CAST (randomblob (32) || substr (hashes, 33) AS BLOB) WHERE level = 0 AND idx = 1",
    { 0 }, NULL, NULL, "tile 1 of level 0" },
  { "tile-partial", "UPDATE tile SET hashes = CAST (randomblob (32) || substr (hashes, 33) AS BLOB) WHERE level = 0 AND idx = 2",
    { 0 }, NULL, NULL, "tile 2 of level 0" },
  { "tile-level", "UPDATE tile SET hashes = randomblob (64) WHERE level = 1", { 0 }, NULL, NULL, "tile 0 of level 1" },
  { "tile-missing", "DELETE FROM tile WHERE level = 0 AND idx = 1", { 0 }, NULL, NULL, "tile 1 of level 0" },
  { "tile-longer", "UPDATE tile SET hashes = CAST (hashes || zeroblob (32) AS BLOB) WHERE level = 0 AND idx = 2", { 0 }, NULL, NULL, "holds more" },
  { "tile-too-many", "INSERT INTO tile VALUES (1, 0, 3, zeroblob (32))", { 0 }, NULL, NULL, "tile 3 of level 0" },

  /* projections */
  { "event-text", "UPDATE event_person SET name = 'Mallory' WHERE position = 7; "
    "UPDATE state_badge SET name = 'Mallory' WHERE subject = 'p-6'",
    { 7 }, "person", "p-6", "its “name” in the event table is “Mallory”; the record says “Ada Smith”" },
  { "event-null", "UPDATE event_person SET email = '' WHERE position = 7", { 7 }, "person", "p-6", "the record says nothing" },
  { "event-digest", "UPDATE event_obligation SET digest = zeroblob (32)", { 601 }, "obligation", "p-1", "its “digest”" },
  { "event-time", "UPDATE event_obligation SET time = 5", { 601 }, "obligation", "p-1", "its “time” in the event table is 5" },
  { "event-missing", "DELETE FROM event_obligation", { 601 }, "obligation", "p-1", "missing from the event table" },
  { "event-added", "INSERT INTO event_obligation SELECT 8, ledger, time, subject, actor, leaf, item, item_kind, title, edition, digest, rule, "
    "'2027', assigned, due FROM event_obligation", { 8 }, "obligation", "p-1", "there is no such record" },
  { "event-added-behind", "INSERT INTO event_obligation SELECT 900, ledger, time, subject, actor, leaf, item, item_kind, title, edition, digest, rule, "
    "'2027', assigned, due FROM event_obligation", { 900 }, "obligation", "p-1", "there is no such record" },
  { "event-added-before", "INSERT INTO event_obligation SELECT -4, ledger, time, subject, actor, leaf, item, item_kind, title, edition, digest, rule, "
    "'2027', assigned, due FROM event_obligation", { -4 }, "obligation", "p-1", "there is no such record" },
  { "state-changed", "UPDATE state_badge SET name = 'Mallory' WHERE subject = 'p-6'", { 0 }, NULL, "p-6", "name “Mallory”" },
  { "state-case", "UPDATE state_badge SET name = 'ada SMITH' WHERE subject = 'p-6'", { 0 }, NULL, "p-6", "name “ada SMITH”" },
  { "state-missing", "DELETE FROM state_badge WHERE subject = 'p-6'", { 0 }, NULL, "p-6", "lacks a row" },
  { "state-first-missing", "DELETE FROM state_badge WHERE subject = 'p-0'", { 0 }, NULL, "p-0", "lacks a row" },
  { "state-all-missing", "DELETE FROM state_badge", { 0 }, NULL, "p-599", "lacks a row" },
  { "state-added", "INSERT INTO state_badge VALUES ('z', 'Mallory', 1)", { 0 }, NULL, "z", "do not bear out" },
  { "state-added-first", "INSERT INTO state_badge VALUES ('', 'Mallory', 1)", { 0 }, NULL, "", "do not bear out" },

  /* beside the ledger */
  { "edition-changed", "UPDATE edition_file SET bytes = x'00' WHERE path <> 'course.xml'", { 0 }, NULL, NULL, "were changed" },
  { "edition-file-missing", "DELETE FROM edition_file WHERE path <> 'course.xml'", { 0 }, NULL, NULL, "were changed" },
  { "edition-missing", "DELETE FROM edition_file; DELETE FROM edition", { 602 }, "edition", "privacy", "not in the store" },
  { "local-value", "UPDATE local SET value = 'page 9'", { 0 }, NULL, NULL, "“progress” of “p-1”" },
  { "local-moved", "UPDATE local SET key = 'p-2'", { 0 }, NULL, NULL, "“progress” of “p-2”" },
  { "schema-view", "DROP VIEW state_badge_now; CREATE VIEW state_badge_now AS SELECT * FROM state_badge",
    { 0 }, NULL, NULL, "“view state_badge_now” is not defined as it should be" },
  { "schema-index", "DROP INDEX event_obligation_once", { 0 }, NULL, NULL, "“index event_obligation_once” is missing" },
  { "schema-table", "DROP TABLE event_person", { 0 }, NULL, NULL, "“table event_person” is missing" },
  { "schema-trigger", "CREATE TRIGGER spy AFTER INSERT ON leaf BEGIN DELETE FROM local; END", { 0 }, NULL, NULL, "“trigger spy” does not belong" },
};

static gboolean
is_expected (const Tampering *tampering, gint64 position)
{
  return position == 0 || position == tampering->positions[0] || position == tampering->positions[1]
         || position == tampering->positions[2];
}

static gboolean
names (const AvowFinding *finding, const Tampering *tampering)
{
  return finding->position == tampering->positions[0] && strstr (finding->message, tampering->message) != NULL
         && (tampering->kind == NULL || g_strcmp0 (finding->kind, tampering->kind) == 0)
         && (tampering->subject == NULL || g_strcmp0 (finding->subject, tampering->subject) == 0);
}

/* What was changed is named, and no other record is. */
static void
test_tampering (Fixture *self, gconstpointer data)
{
  const Tampering *tampering = data;
  g_autoptr (AvowVerdict) verdict = NULL;
  gboolean named = FALSE;

  fixture_tamper (self, tampering->sql);
  verdict = verify (self);
  g_assert_false (avow_verdict_is_sound (verdict));
  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const AvowFinding *finding = g_ptr_array_index (verdict->findings, i);

      g_assert_true (is_expected (tampering, finding->position));
      named = named || names (finding, tampering);
    }
  g_assert_true (named);
}

/* A payload that is not packed is as sound, and its length is no less a part of it. */
static void
test_plain_payload (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowVerdict) sound = NULL;
  g_autoptr (AvowVerdict) longer = NULL;
  g_autoptr (GString) sql = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 *bytes;
  gsize length;

  record = avow_store_get_record (self->store, 7, NULL, &error);
  g_assert_no_error (error);
  bytes = g_bytes_get_data (avow_record_get_payload (record), &length);
  sql = g_string_new (NULL);
  g_string_printf (sql, "UPDATE payload SET codec = 0, length = %" G_GSIZE_FORMAT ", bytes = x'", length);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (sql, "%02x", bytes[i]);
  g_string_append (sql, "' WHERE position = 7");
  fixture_tamper (self, sql->str);
  sound = verify (self);
  g_assert_true (avow_verdict_is_sound (sound));
  fixture_tamper (self, "UPDATE payload SET length = length + 1 WHERE position = 7");
  longer = verify (self);
  g_assert_cmpuint (longer->findings->len, ==, 1);
  g_assert_cmpint (((AvowFinding *) g_ptr_array_index (longer->findings, 0))->position, ==, 7);
}

/* A store that opens damaged can still be verified. */
static void
test_tampering_seen_after_reopening (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;

  fixture_tamper (self, "DELETE FROM payload WHERE position = 602; DELETE FROM leaf WHERE position = 602");
  fixture_reopen (self);
  g_assert_error ((GError *) avow_store_get_obstacle (self->store), AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
  g_assert_false (fixture_try_append (self->store, fixture_person ("p-1", "Ada Smith"), &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED);
  verdict = verify (self);
  g_assert_false (avow_verdict_is_sound (verdict));
}

static void
test_registered_check (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;
  const AvowFinding *finding;

  fixture_append (self->store, fixture_person ("p-x", "Mallory"));
  verdict = verify (self);
  g_assert_cmpuint (verdict->findings->len, ==, 1);
  finding = g_ptr_array_index (verdict->findings, 0);
  g_assert_cmpint (finding->position, ==, PEOPLE + 3);
  g_assert_cmpstr (finding->kind, ==, "person");
  g_assert_cmpstr (finding->subject, ==, "p-x");
  g_assert_cmpstr (finding->message, ==, "it is Mallory");
}

typedef struct
{
  gint64 done;
  gint64 total;
  guint calls;
  guint stop_after;
} Progress;

static gboolean
take_progress (gint64 done, gint64 total, gpointer data)
{
  Progress *progress = data;

  g_assert_cmpint (done, >=, progress->done);
  progress->done = done;
  progress->total = total;
  return ++progress->calls != progress->stop_after;
}

static void
test_progress (Fixture *self, gconstpointer data)
{
  Progress progress = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (self->store, take_progress, &progress, &error);

  g_assert_no_error (error);
  g_assert_cmpint (progress.done, ==, PEOPLE + 2);
  g_assert_cmpint (progress.total, ==, PEOPLE + 2);
  g_assert_cmpuint (progress.calls, >, 2);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  Progress progress = { .stop_after = 2 };
  g_autoptr (GError) error = NULL;

  g_assert_null (avow_store_verify (self->store, take_progress, &progress, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_CANCELLED);
}

/* Signing goes on while someone verifies: in the middle of it, another connection appends. */
static gboolean
append_meanwhile (gint64 done, gint64 total, gpointer data)
{
  AvowStore *other = data;

  fixture_append (other, fixture_person ("p-new", "Ada Smith"));
  return TRUE;
}

static void
test_others_append_meanwhile (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) other = avow_store_open (self->folder, &error);
  g_autoptr (AvowVerdict) verdict = avow_store_verify (self->store, append_meanwhile, other, &error);

  g_assert_no_error (error);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (verdict->records, ==, PEOPLE + 2);
  g_assert_cmpint (avow_store_get_position (self->store), >, PEOPLE + 4);
}

/* Single changed bits anywhere in the file are found, or change nothing that is read. Whoever says "sound" of a store
 * whose records differ would be wrong; a page that SQLite can't read is a finding as well. */
static void
flip_bit (const char *file, GRand *random)
{
  int descriptor = g_open (file, O_RDWR | O_CLOEXEC, 0);
  gint64 length = lseek (descriptor, 0, SEEK_END);
  gint64 place = 4096 + (gint64) (g_rand_double (random) * (length - 4096));
  guint8 byte;

  g_assert_cmpint (pread (descriptor, &byte, 1, place), ==, 1);
  byte ^= 1 << g_rand_int_range (random, 0, 8);
  g_assert_cmpint (pwrite (descriptor, &byte, 1, place), ==, 1);
  g_close (descriptor, NULL);
}

/* (transfer full): what the store says, for people and auditors. */
static char *
dump (Fixture *self)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) error = NULL;
  gint64 position = avow_store_get_position (self->store);

  for (gint64 i = 1; i <= position; i++)
    {
      g_autoptr (AvowRecord) record = avow_store_get_record (self->store, i, NULL, &error);
      GBytes *payload = record != NULL ? avow_record_get_payload (record) : NULL;

      if (payload == NULL)
        return g_strdup ("unreadable");
      g_checksum_update (sum, g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
    }
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_changed_bits (Fixture *self, gconstpointer data)
{
  g_autofree char *good = dump (self);
  g_autofree char *original = NULL;
  gsize length;
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  guint found = 0;

  g_assert_true (g_file_get_contents (self->file, &original, &length, NULL));
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (AvowVerdict) verdict = NULL;
      g_autoptr (GError) error = NULL;

      g_clear_pointer (&self->store, avow_store_unref);
      g_assert_true (g_file_set_contents (self->file, original, length, NULL));
      flip_bit (self->file, random);
      self->store = avow_store_open (self->folder, &error);
      verdict = self->store != NULL ? avow_store_verify (self->store, NULL, NULL, &error) : NULL;
      if (verdict != NULL && avow_verdict_is_sound (verdict))
        {
          g_autofree char *now = dump (self);

          g_assert_cmpstr (now, ==, good);
        }
      else
        {
          found++;
        }
    }
  g_test_message ("%u of 60 changed bits were found; the others change nothing that is read", found);
  g_assert_cmpuint (found, >, 15);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_register ();
  avow_verify_register (&avow_record_kind_person, check_person);
  g_test_add ("/avow/record/verify{sound}", Fixture, NULL, set_up, test_sound, fixture_tear_down);
  g_test_add ("/avow/record/verify{empty}", Fixture, NULL, fixture_set_up, test_empty_is_sound, fixture_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *name = g_strdup_printf ("/avow/record/verify/tampering{%s}", tamperings[i].name);

      g_test_add (name, Fixture, &tamperings[i], set_up, test_tampering, fixture_tear_down);
    }
  g_test_add ("/avow/record/verify/tampering{plain-payload}", Fixture, NULL, set_up, test_plain_payload, fixture_tear_down);
  g_test_add ("/avow/record/verify/tampering{reopened}", Fixture, NULL, set_up, test_tampering_seen_after_reopening, fixture_tear_down);
  g_test_add ("/avow/record/verify/tampering{changed-bits}", Fixture, NULL, set_up, test_changed_bits, fixture_tear_down);
  g_test_add ("/avow/record/verify{registered-check}", Fixture, NULL, set_up, test_registered_check, fixture_tear_down);
  g_test_add ("/avow/record/verify{progress}", Fixture, NULL, set_up, test_progress, fixture_tear_down);
  g_test_add ("/avow/record/verify{cancelled}", Fixture, NULL, set_up, test_cancelled, fixture_tear_down);
  g_test_add ("/avow/record/verify{others-append}", Fixture, NULL, set_up, test_others_append_meanwhile, fixture_tear_down);
  return g_test_run ();
}
