/* test-smuggled.c: what somebody puts into their own file: somebody else's ledger with other records in it, or courses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "record/avow-checkpoint.h"
#include "record/avow-leaf.h"

#include <string.h>

#define FORKS "SELECT count (*) FROM event_intake WHERE verdict = 'fork'"
#define EDITIONS "SELECT count (*) FROM edition"

static void
check_sound (Life *at)
{
  g_autoptr (AvowVerdict) verdict = life_verify (at);

  g_assert_true (avow_verdict_is_sound (verdict));
}

static void
take_home_in (Stations *self, const char *expected)
{
  g_autofree char *path = stations_hand_over (self, &self->home, self->home_person, NULL);

  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, path, NULL), ==, expected);
}

/* Somebody else's ledger as the rogue hands it on */

/* (transfer full): the ledger of @from, with all of its leaves. */
static AvowHandOverLedger *
get_ledger (Stations *self, Life *from, const char *actor)
{
  const AvowHandOverTo to = { .whole = TRUE };
  g_autofree char *path = stations_hand_over (self, from, actor, &to);
  g_autoptr (AvowHandOverFile) file = stations_read (path);

  return g_ptr_array_steal_index (file->ledgers, 0);
}

/* What the desk says to the @ledger (transfer full) of somebody else in the rogue's file, which has the rogue's own, too. */
static const char *
relay (Stations *self, AvowHandOverLedger *ledger)
{
  g_autofree char *path = stations_hand_over (self, &self->rogue, self->rogue_person, NULL);
  g_autoptr (AvowHandOverFile) file = stations_read (path);
  g_autoptr (GPtrArray) results = NULL;

  g_ptr_array_add (file->ledgers, ledger);
  stations_write (file, &self->rogue, path);
  stations_wait (self, LIFE_MINUTE);
  results = avow_take_in_file (self->desk.store, self->desk.officer, path, NULL);
  return results != NULL ? avow_intake_verdict_to_name (((AvowTakenIn *) g_ptr_array_index (results, 1))->verdict) : "refused";
}

static AvowLeaf
get_leaf (AvowHandOverLedger *ledger, guint64 sequence)
{
  const guint8 *leaves = g_bytes_get_data (ledger->leaves, NULL);
  AvowLeaf leaf;

  g_assert_true (avow_leaf_parse (leaves + (sequence - ledger->first) * AVOW_LEAF_LENGTH, &leaf));
  return leaf;
}

/* Leaves from @first to before @next, each following from the one before it, but for the first, of which @change tells whether
 * it is another one in all but its number, or only follows from something else. No payloads. */
static void
rewrite (AvowHandOverLedger *ledger, guint64 first, guint64 next, gboolean change)
{
  GByteArray *leaves = g_byte_array_new ();
  AvowDigest previous;

  for (guint64 i = first; i < next; i++)
    {
      AvowLeaf leaf = get_leaf (ledger, i);
      g_autoptr (GBytes) bytes = NULL;

      if (i > first)
        leaf.previous = previous;
      else if (change)
        memset (&leaf.commitment, 7, sizeof leaf.commitment);
      else
        memset (&leaf.previous, 7, sizeof leaf.previous);
      bytes = avow_leaf_serialise (&leaf);
      avow_leaf_hash (&leaf, &previous);
      g_byte_array_append (leaves, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
    }
  g_bytes_unref (ledger->leaves);
  ledger->leaves = g_byte_array_free_to_bytes (leaves);
  g_bytes_unref (ledger->payloads);
  ledger->payloads = g_bytes_new (NULL, 0);
  ledger->first = first;
}

/* @held leaves are at the desk, and @size in all. */
static void
break_one (AvowHandOverLedger *ledger, guint64 held, guint64 size)
{
  rewrite (ledger, held, held + 1, FALSE);
}

static void
break_rest (AvowHandOverLedger *ledger, guint64 held, guint64 size)
{
  rewrite (ledger, held, size, FALSE);
}

static void
rewrite_last (AvowHandOverLedger *ledger, guint64 held, guint64 size)
{
  rewrite (ledger, held - 1, size, TRUE);
}

static void
rewrite_all (AvowHandOverLedger *ledger, guint64 held, guint64 size)
{
  rewrite (ledger, 0, size, TRUE);
}

static const struct
{
  const char *what;
  void (*change) (AvowHandOverLedger *ledger, guint64 held, guint64 size);
} alleged[] = {
  { "one leaf that follows from something else", break_one },
  { "all that are new, the first of which does", break_rest },
  { "the last that is known changed, and all behind it", rewrite_last },
  { "all of them changed", rewrite_all },
};

/* What looked no further than whether what is new follows from what is here would call that a fork. */
static gboolean
seems_forked (AvowHandOverLedger *true_one, AvowHandOverLedger *ledger, guint64 held)
{
  AvowLeaf leaf = get_leaf (true_one, held);
  AvowLeaf changed = get_leaf (ledger, held);

  return !avow_digest_equal (&leaf.previous, &changed.previous);
}

static gboolean
try_alleged (guint i)
{
  g_autoptr (Stations) self = stations_new ();
  guint64 held, size;
  AvowHandOverLedger *ledger, *genuine;
  gboolean seems;
  gint64 position;

  take_home_in (self, "OK");
  genuine = get_ledger (self, &self->home, self->home_person);
  held = g_bytes_get_size (genuine->leaves) / AVOW_LEAF_LENGTH;
  avow_hand_over_ledger_free (genuine);
  life_pass (&self->home, self->home_person);
  genuine = get_ledger (self, &self->home, self->home_person);
  ledger = get_ledger (self, &self->home, self->home_person);
  size = g_bytes_get_size (ledger->leaves) / AVOW_LEAF_LENGTH;
  alleged[i].change (ledger, held, size);
  seems = seems_forked (genuine, ledger, held);
  avow_hand_over_ledger_free (genuine);

  position = avow_store_get_position (self->desk.store);
  g_assert_cmpstr (relay (self, ledger), ==, "refused");
  g_assert_cmpint (avow_store_get_position (self->desk.store), ==, position);
  g_assert_cmpint (stations_ask (&self->desk, FORKS), ==, 0);
  take_home_in (self, "OK");
  check_sound (&self->desk);
  return seems;
}

static void
test_alleged (void)
{
  guint seem = 0;

  for (guint i = 0; i < G_N_ELEMENTS (alleged); i++)
    {
      g_test_message ("%s", alleged[i].what);
      seem += try_alleged (i);
    }
  g_test_message ("forks alleged against somebody else, under their genuine checkpoint: %u tried, all refused, none recorded; control: "
                  "whoever asks only whether leaves go on from what is here calls %u of them a fork",
                  (guint) G_N_ELEMENTS (alleged), seem);
  g_assert_cmpuint (seem, ==, G_N_ELEMENTS (alleged));
}

/* An attempt that is not passed. */
static void
fail_attempt (Life *life, const char *person)
{
  g_autoptr (AvowSession) session = life_open (life, person);
  g_autoptr (AvowGrade) grade = NULL;

  life_do_steps (session);
  life_start (session);
  life_answer (session, 1, FALSE);
  grade = life_hand_in (life, session);
  g_assert_false (grade->passed);
}

/* A text that the desk has recorded, of the fork; (transfer full). */
static char *
get_note (Life *desk, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM event_intake WHERE verdict = 'fork'", column);
  sqlite3_stmt *statement = NULL;
  char *note;

  g_assert_cmpint (sqlite3_prepare_v2 (avow_store_get_database (desk->store), sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  note = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return note;
}

static void
check_proof (Life *desk, GBytes *seal_public, guint64 held, guint64 size)
{
  g_autofree char *one = get_note (desk, "held");
  g_autofree char *other = get_note (desk, "checkpoint");
  AvowCheckpoint first, second;
  gboolean valid;

  g_assert_true (avow_checkpoint_verify (one, seal_public, &first, &valid, NULL) && valid);
  g_assert_true (avow_checkpoint_verify (other, seal_public, &second, &valid, NULL) && valid);
  g_assert_cmpuint (first.size, ==, held);
  g_assert_cmpuint (second.size, ==, size);
}

/* Where it is one, it is told, whoever brings it: the whole of it, or from where it is still the same. */
static void
try_forked (gboolean whole)
{
  g_autoptr (Stations) self = stations_new ();
  g_autoptr (GBytes) seal_public = NULL;
  AvowHandOverLedger *ledger, *again;
  guint64 shared, held, size;
  Life older;

  ledger = get_ledger (self, &self->home, self->home_person);
  shared = g_bytes_get_size (ledger->leaves) / AVOW_LEAF_LENGTH;
  avow_hand_over_ledger_free (ledger);
  stations_copy (self, &self->home, "older", &older);
  fail_attempt (&self->home, self->home_person);
  take_home_in (self, "OK");
  ledger = get_ledger (self, &self->home, self->home_person);
  held = g_bytes_get_size (ledger->leaves) / AVOW_LEAF_LENGTH;
  avow_hand_over_ledger_free (ledger);

  life_pass (&older, self->home_person);
  ledger = get_ledger (self, &older, self->home_person);
  again = get_ledger (self, &older, self->home_person);
  size = g_bytes_get_size (ledger->leaves) / AVOW_LEAF_LENGTH;
  g_assert_cmpuint (size, >, held);
  seal_public = g_bytes_ref (ledger->seal_public);
  if (!whole)
    {
      GBytes *leaves = g_bytes_new_from_bytes (ledger->leaves, shared * AVOW_LEAF_LENGTH, (size - shared) * AVOW_LEAF_LENGTH);

      g_bytes_unref (ledger->leaves);
      ledger->leaves = leaves;
      g_bytes_unref (ledger->payloads);
      ledger->payloads = g_bytes_new (NULL, 0);
      ledger->first = shared;
    }
  g_assert_cmpstr (relay (self, ledger), ==, "FORK");
  g_assert_cmpstr (relay (self, again), ==, "FORK");
  g_assert_cmpint (stations_ask (&self->desk, FORKS), ==, 1);
  check_proof (&self->desk, seal_public, held, size);
  check_sound (&self->desk);
  stations_close (&older);
}

static void
test_forked (void)
{
  try_forked (TRUE);
  try_forked (FALSE);
}

/* Courses that no record cites */

/* The rogue's file at @path, with an edition more. */
static void
add_edition (Stations *self, const char *path)
{
  g_autoptr (AvowHandOverFile) file = stations_read (path);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (AvowEdition) edition = NULL;
  char *xml = life_write_course ("2099.7", 3);

  g_hash_table_insert (files, (char *) AVOW_EDITION_MAIN, g_bytes_new_take (xml, strlen (xml)));
  edition = avow_edition_new (files, NULL);
  g_assert_nonnull (edition);
  g_hash_table_insert (file->entries, g_strdup_printf ("editions/%s/%s", avow_edition_get_digest (edition), AVOW_EDITION_MAIN),
                       g_bytes_ref (avow_edition_get_file (edition, AVOW_EDITION_MAIN)));
  stations_write (file, &self->rogue, path);
}

static void
test_editions (void)
{
  g_autoptr (Stations) self = stations_new ();
  const char *verdicts[] = { "OK", "SAME", "OK" };
  gint64 editions = stations_ask (&self->desk, EDITIONS);
  guint accepted = 0;

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      g_autofree char *path = NULL;

      if (i == 2)
        life_pass (&self->rogue, self->rogue_person);
      path = stations_hand_over (self, &self->rogue, self->rogue_person, NULL);
      add_edition (self, path);
      accepted += stations_manifest_accepts (path);
      g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, path, NULL), ==, verdicts[i]);
      g_assert_cmpint (stations_ask (&self->desk, EDITIONS), ==, editions);
      check_sound (&self->desk);
    }
  g_test_message ("courses that no record cites: %u files tried, none kept; control: the manifest alone accepts %u",
                  (guint) G_N_ELEMENTS (verdicts), accepted);
  g_assert_cmpuint (accepted, ==, G_N_ELEMENTS (verdicts));
}

/* The same course comes where a record that was taken in cites it; and where it is missing though one does. */
static void
test_cited (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *first = stations_hand_over (self, &self->desk, self->desk.officer, NULL);
  g_autofree char *second = NULL;
  gint64 editions;

  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, first, NULL), ==, "OK");
  editions = stations_ask (&self->rogue, EDITIONS);
  life_adopt_course (&self->desk, "2099.7", 3);
  second = stations_hand_over (self, &self->desk, self->desk.officer, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, second, NULL), ==, "OK");
  g_assert_cmpint (stations_ask (&self->rogue, EDITIONS), ==, editions + 1);

  g_assert_cmpint (sqlite3_exec (avow_store_get_database (self->rogue.store),
                                 "PRAGMA foreign_keys = OFF; DELETE FROM edition_file WHERE edition IN (SELECT digest FROM event_edition WHERE "
                                 "edition = '2099.7'); DELETE FROM edition WHERE digest IN (SELECT digest FROM event_edition WHERE edition = "
                                 "'2099.7'); PRAGMA foreign_keys = ON", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (stations_ask (&self->rogue, EDITIONS), ==, editions);
  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, second, NULL), ==, "SAME");
  g_assert_cmpint (stations_ask (&self->rogue, EDITIONS), ==, editions + 1);
  check_sound (&self->rogue);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/smuggled{fork alleged}", test_alleged);
  g_test_add_func ("/avow/attack/smuggled{fork}", test_forked);
  g_test_add_func ("/avow/attack/smuggled{editions}", test_editions);
  g_test_add_func ("/avow/attack/smuggled{editions that are cited}", test_cited);
  return stations_run ();
}
