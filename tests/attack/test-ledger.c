/* test-ledger.c: what verification says of a ledger that was tampered with, and what only somebody else can know
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"
#include "forger.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define NAME "Zoë Ångström"

static guint tried, found, sqlite_ok, alone_sound, kept_found;

typedef struct
{
  char *bytes;
  gsize length;
} Kept;

/* What all tests of one sort begin with: made once, as signing takes its time. */
static Kept passed, signed_too;

static void
keep (const char *file, Kept *kept)
{
  g_autoptr (GError) error = NULL;

  g_file_get_contents (file, &kept->bytes, &kept->length, &error);
  g_assert_no_error (error);
}

static void
put_back (const char *file, const Kept *kept)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (file, kept->bytes, (gssize) kept->length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
pass_and_sign (Life *life, const char *file)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (GError) error = NULL;

  life_pass (life, life->officer);
  keep (file, &passed);
  signing = life_open_declaration (life, life->officer);
  life_agree (signing, NAME);
  g_assert_cmpint (avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error), ==, 17);
  g_assert_no_error (error);
  keep (file, &signed_too);
}

/* The officer has passed the course, and where it is so wanted signed the declaration: 16 or 17 records. (transfer full):
 * the store's folder, with nobody in it. */
static char *
leave (Life *life, const Kept *kept)
{
  char *folder = g_build_filename (life->folder, "store", NULL);
  g_autofree char *file = g_build_filename (folder, AVOW_STORE_FILE, NULL);

  if (signed_too.bytes == NULL)
    pass_and_sign (life, file);
  g_clear_pointer (&life->store, avow_store_unref);
  put_back (file, kept);
  return folder;
}

static void
tell (const char *name, const char *said, const char *says)
{
  forger_expect (name, said, says);
  tried++;
  found += said[0] != '\0';
}

/* The control: another program than Avow finds nothing. */
static void
check_ok_to_sqlite (const char *folder)
{
  g_assert_true (forger_sqlite_says_ok (folder));
  sqlite_ok++;
}

/* --- whoever can write to the file, but has no seal key: SQL alone. Control: PRAGMA integrity_check */

#define DROP(position) "DELETE FROM payload WHERE position = " position "; DELETE FROM leaf WHERE position = " position ";"
#define ATTEMPT "15"
#define COMPLETION "16"
#define DECLARATION "17"

static const struct
{
  const char *name;
  const char *sql;
  const char *says;
} tamperings[] = {
  { "drop a record", DROP (ATTEMPT) "DELETE FROM event_attempt", "what stood between them was removed" },
  { "drop the last record", DROP (DECLARATION) "DELETE FROM event_declaration", "the last records were removed" },
  { "truncate to the first ten", "DELETE FROM payload WHERE position > 10; DELETE FROM leaf WHERE position > 10;"
    "DELETE FROM event_obligation; DELETE FROM event_attempt; DELETE FROM event_completion; DELETE FROM event_declaration",
    "the last records were removed" },
  { "drop all", "DELETE FROM payload; DELETE FROM leaf", "the last records were removed" },
  { "swap two records", "UPDATE leaf SET position = -1 WHERE position = 15; UPDATE leaf SET position = 15 WHERE position = 16;"
    "UPDATE leaf SET position = 16 WHERE position = -1; CREATE TEMP TABLE t AS SELECT * FROM payload WHERE position IN (15, 16);"
    "UPDATE payload SET (salt, codec, length, bytes) = (SELECT salt, codec, length, bytes FROM t WHERE t.position = 31 - payload.position) "
    "WHERE position IN (15, 16)", "of its ledger, where number" },
  { "swap two texts", "CREATE TEMP TABLE t AS SELECT * FROM payload WHERE position IN (11, 13);"
    "UPDATE payload SET (salt, codec, length, bytes) = (SELECT salt, codec, length, bytes FROM t WHERE t.position = 24 - payload.position) "
    "WHERE position IN (11, 13)", "its text was changed after it was kept" },
  { "insert a record", "INSERT INTO leaf SELECT 18, ledger, 17, kind, hash, time, commitment, randomblob (32) FROM leaf WHERE position = 17;"
    "INSERT INTO payload SELECT 18, salt, codec, length, bytes FROM payload WHERE position = 17", "its leaf header was changed" },
  { "duplicate a record", "INSERT INTO leaf SELECT 18, ledger, 17, kind, previous, time, commitment, randomblob (32) FROM leaf WHERE position = 15;"
    "INSERT INTO payload SELECT 18, salt, codec, length, bytes FROM payload WHERE position = 15", "it does not follow from the record before it" },
  { "replace a text", "UPDATE payload SET codec = 0, length = 3, bytes = x'414243' WHERE position = 15", "its text was changed after it was kept" },
  { "replace a text and its commitment", "UPDATE payload SET salt = zeroblob (32), codec = 0, length = 0, bytes = x'' WHERE position = 15;"
    /* SHA-256(0x02 ‖ 32 zero bytes) */
    "UPDATE leaf SET commitment = x'0000000000000000000000000000000000000000000000000000000000000000' WHERE position = 15",
    "its leaf header was changed" },
  { "change when it was", "UPDATE leaf SET time = time - 86400000 WHERE position = 15", "its leaf header was changed" },
  { "change what kind it is", "UPDATE leaf SET kind = 12 WHERE position = 15", "its leaf header was changed" },
  { "change a score where reports read it", "UPDATE event_attempt SET \"right\" = 3", "its “right” in the event table is 3; the record says 4" },
  { "change a score, and the completion's", "UPDATE event_attempt SET \"right\" = 3; UPDATE event_completion SET \"right\" = 3",
    "its “right” in the event table is 3; the record says 4" },
  { "make up a completion where reports read it",
    "INSERT INTO event_completion SELECT 90, ledger, time, (SELECT subject FROM event_person WHERE subject <> c.subject), actor, randomblob (32), item, title, edition, "
    "digest, cycle, attempt_leaf, \"right\", asked, points, pass_percent, started, finished FROM event_completion c", "there is no such record" },
  { "take a text away, as a purge does, without its record", "DELETE FROM payload WHERE position = 15", "its text is missing" },
  { "take all of it away but the leaf", "DELETE FROM payload WHERE position = 15; DELETE FROM event_attempt", "its text is missing" },
  { "take the checkpoint away", "DELETE FROM checkpoint", "is missing" },
  { "change what the checkpoint says", "UPDATE checkpoint SET note = replace (note, char (10) || '17' || char (10), char (10) || '16' || char (10))",
    "not signed by the key that seals this ledger" },
  { "change a tile", "UPDATE tile SET hashes = CAST (randomblob (32) || substr (hashes, 33) AS BLOB)", "tile 0 of level 0" },
  { "change an edition's text", "UPDATE edition_file SET bytes = CAST (replace (CAST (bytes AS TEXT), 'pass=''75''', 'pass=''25''') AS BLOB)", "were changed" },
};

static void
test_tampering (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *folder = leave (life, &signed_too);
  g_autofree char *said = NULL;

  forger_run_sql (folder, tamperings[i].sql);
  check_ok_to_sqlite (folder);
  said = forger_verify (folder, NULL);
  tell (tamperings[i].name, said, tamperings[i].says);
}

/* --- a checkpoint that another key has signed: the seal is another, or only its note */

static void
test_other_seal (Life *life, gconstpointer data)
{
  gboolean note_only = GPOINTER_TO_INT (data);
  g_autofree char *folder = leave (life, &signed_too);
  g_autoptr (GPtrArray) entries = forger_read (folder);
  g_autofree char *refusal = NULL;
  g_autofree char *said = NULL;

  forger_run_sql (folder, "CREATE TABLE was AS SELECT id, seal FROM ledger WHERE own = 1");
  forger_change_seal (folder);
  refusal = forger_write (folder, entries);
  if (note_only)
    forger_run_sql (folder, "UPDATE ledger SET id = (SELECT id FROM was), seal = (SELECT seal FROM was)");
  forger_run_sql (folder, "DROP TABLE was");
  check_ok_to_sqlite (folder);
  said = forger_verify (folder, NULL);
  tell (note_only ? "forge the checkpoint with another key" : "seal all of it with another key", said,
        note_only ? "not signed by the key that seals this ledger" : "nobody of the organisation certified");
}

/* --- whoever owns the machine, and has its seal key: all is computed again. Control: leaves, tree and checkpoint agree,
 * so that Avow makes the tables anew of them */

static void
drop_declaration (GPtrArray *entries)
{
  g_ptr_array_remove_index (entries, forger_find (entries, "<declaration "));
}

static void
drop_completion (GPtrArray *entries)
{
  g_ptr_array_remove_index (entries, forger_find (entries, "<completion "));
}

static void
drop_attempt (GPtrArray *entries)
{
  g_ptr_array_remove_index (entries, forger_find (entries, "<attempt "));
}

static void
drop_enrolment (GPtrArray *entries)
{
  g_ptr_array_remove_index (entries, forger_find (entries, "<enrolment "));
}

static void
drop_grant (GPtrArray *entries)
{
  g_ptr_array_remove_index (entries, forger_find (entries, "<grant "));
}

static void
swap_attempt (GPtrArray *entries)
{
  guint i = forger_find (entries, "<attempt ");
  gpointer attempt = g_ptr_array_steal_index (entries, i);

  g_ptr_array_insert (entries, (int) i + 1, attempt);
}

static void
duplicate_declaration (GPtrArray *entries)
{
  g_ptr_array_add (entries, forger_copy (g_ptr_array_index (entries, forger_find (entries, "<declaration "))));
}

static void
duplicate_attempt (GPtrArray *entries)
{
  ForgerEntry *copy = forger_copy (g_ptr_array_index (entries, forger_find (entries, "<attempt ")));

  forger_replace (copy, "<attempt-id>a-", "<attempt-id>a-0");
  forger_replace (copy, "<number>1<", "<number>2<");
  g_ptr_array_add (entries, copy);
}

static void
change_outcome (GPtrArray *entries)
{
  forger_replace (g_ptr_array_index (entries, forger_find (entries, "<declaration ")), "<outcome>signed<", "<outcome>declined<");
}

static void
give_to_colleague (GPtrArray *entries)
{
  ForgerEntry *person = g_ptr_array_index (entries, forger_find (entries, "<name>Tomasz Nowak<"));
  g_autofree char *subject = g_strndup (strstr (person->text, "subject=\""), strlen ("subject=\"p-") + 33);
  ForgerEntry *copy = forger_copy (g_ptr_array_index (entries, forger_find (entries, "<declaration ")));
  g_autofree char *was = g_strndup (strstr (copy->text, "subject=\""), strlen (subject));

  forger_replace (copy, was, subject);
  g_ptr_array_add (entries, copy);
}

static void
change_score (GPtrArray *entries)
{
  forger_replace (g_ptr_array_index (entries, forger_find (entries, "<attempt ")), "<right>4<", "<right>3<");
}

static void
change_both_scores (GPtrArray *entries)
{
  change_score (entries);
  forger_replace (g_ptr_array_index (entries, forger_find (entries, "<completion ")), "<right>4<", "<right>3<");
}

static void
change_root (GPtrArray *entries)
{
  ForgerEntry *organisation = g_ptr_array_index (entries, 0);
  char *start = strstr (organisation->text, "<backup-certificate>") + strlen ("<backup-certificate>");
  g_autofree char *backup = g_strndup (start, (gsize) (strchr (start, '<') - start));
  char *root_start = strstr (organisation->text, "<root-certificate>") + strlen ("<root-certificate>");
  g_autofree char *root = g_strndup (root_start, (gsize) (strchr (root_start, '<') - root_start));

  forger_replace (organisation, root, backup);
}

static void
make_sample (GPtrArray *entries)
{
  forger_replace (g_ptr_array_index (entries, 0), "<sample>false<", "<sample>true<");
}

static void
put_other_first (GPtrArray *entries)
{
  g_ptr_array_insert (entries, 0, g_ptr_array_steal_index (entries, 1));
}

static const struct
{
  const char *name;
  void (*forge) (GPtrArray *entries);
  const char *says; /* NULL: nothing, alone; only a checkpoint that somebody else has kept tells */
} owners[] = {
  { "change a signed clause", forger_change_clause, "its signature does not stand" },
  { "make a refusal of a signature", change_outcome, "its signature does not stand" },
  { "take a signature away", forger_strip_signature, "bears no signature" },
  { "give a signed declaration to somebody else", give_to_colleague, "its signature does not stand" },
  { "change a score", change_score, "its answers give 4 of 4" },
  { "change a score, and the completion's", change_both_scores, "its answers give 4 of 4" },
  { "drop an attempt", drop_attempt, "It cites an attempt that is not in the store" },
  { "drop a completion", drop_completion, "not in the store" },
  { "drop a certificate", drop_enrolment, "signed with a key that its signer had not been given" },
  { "drop a grant", drop_grant, "was not a compliance officer at the time" },
  { "swap an attempt and its completion", swap_attempt, "not in the store" },
  { "sign for a second time with the same", duplicate_declaration, "it is missing from the event table" },
  { "take an attempt for a second time", duplicate_attempt, "before 900 seconds had passed" },
  { "put the backup root in the place of the root", change_root, "does not lead to the organisation's root" },
  { "call a real organisation a sample, where less is asked for", make_sample, "It mixes a sample with real records" },
  { "let another record come first", put_other_first, "no root certificate" },
  /* the declaration cites its completion, which seals all that came before it */
  { "drop a person and what they owed", forger_drop_person, "It cites a completion that is not in the store" },
  { "change a name", forger_change_name, "It cites a completion that is not in the store" },
  { "change when a person was added", forger_change_time, "It cites a completion that is not in the store" },
  { "drop the last record", drop_declaration, NULL },
};

static void
rewrite (Life *life, const Kept *begun, const char *name, void (*forge) (GPtrArray *entries), const char *says)
{
  g_autofree char *folder = leave (life, begun);
  g_autoptr (GPtrArray) entries = forger_read (folder);
  AvowCheckpoint kept = forger_keep_checkpoint (folder);
  g_autofree char *refusal = NULL;
  g_autofree char *said = NULL;

  g_assert_false (forger_contradicts (folder, &kept));
  forge (entries);
  refusal = forger_write (folder, entries);
  if (refusal != NULL)
    g_test_message ("%s: the tables can't be made of it: %s", name, refusal);
  check_ok_to_sqlite (folder);
  said = forger_verify (folder, NULL);
  if (says == NULL)
    {
      g_assert_cmpstr (said, ==, "");
      alone_sound++;
    }
  tell (name, said, says != NULL ? says : "");
  /* what is only added goes back on nothing */
  if (entries->len > kept.size)
    return;
  g_assert_true (forger_contradicts (folder, &kept));
  kept_found++;
}

static void
test_owner (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  rewrite (life, &signed_too, owners[i].name, owners[i].forge, owners[i].says);
}

/* Where nobody has signed anything since, nothing within says what it was. */
static const struct
{
  const char *name;
  void (*forge) (GPtrArray *entries);
} unsigned_yet[] = {
  { "drop a person and what they owed, nothing signed yet", forger_drop_person },
  { "change a name, nothing signed yet", forger_change_name },
  { "change when a person was added, nothing signed yet", forger_change_time },
};

static void
test_unsigned (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  g_free (leave (life, &signed_too));
  rewrite (life, &passed, unsigned_yet[i].name, unsigned_yet[i].forge, NULL);
}

/* What is written anew as it was is as sound as it was. */
static void
test_nothing (Life *life, gconstpointer data)
{
  g_autofree char *folder = leave (life, &signed_too);
  g_autoptr (GPtrArray) entries = forger_read (folder);
  AvowCheckpoint kept = forger_keep_checkpoint (folder);
  g_autofree char *before = forger_verify (folder, NULL);
  g_autofree char *refusal = forger_write (folder, entries);
  g_autofree char *said = forger_verify (folder, NULL);

  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (refusal, ==, NULL);
  g_assert_cmpstr (said, ==, "");
  g_assert_false (forger_contradicts (folder, &kept));
}

/* --- the whole folder is what it was */

static void
test_rolled_back (Life *life, gconstpointer data)
{
  g_autofree char *folder = leave (life, &signed_too);
  g_autofree char *file = g_build_filename (folder, AVOW_STORE_FILE, NULL);
  AvowCheckpoint kept = forger_keep_checkpoint (folder);
  g_autofree char *said = NULL;

  put_back (file, &passed);
  check_ok_to_sqlite (folder);
  said = forger_verify (folder, NULL);
  g_assert_cmpstr (said, ==, "");
  alone_sound++;
  tell ("roll the whole file back", said, "");
  g_assert_true (forger_contradicts (folder, &kept));
  kept_found++;
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  life_register ();
  life_add ("/avow/attack/ledger{nothing}", test_nothing);
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/attack/ledger/file{%s}", tamperings[i].name);

      g_test_add (path, Life, GSIZE_TO_POINTER (i), life_set_up, test_tampering, life_tear_down);
    }
  g_test_add ("/avow/attack/ledger/seal{forged checkpoint}", Life, GINT_TO_POINTER (TRUE), life_set_up, test_other_seal, life_tear_down);
  g_test_add ("/avow/attack/ledger/seal{another seal}", Life, GINT_TO_POINTER (FALSE), life_set_up, test_other_seal, life_tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/attack/ledger/owner{%s}", owners[i].name);

      g_test_add (path, Life, GSIZE_TO_POINTER (i), life_set_up, test_owner, life_tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unsigned_yet); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/attack/ledger/owner{%s}", unsigned_yet[i].name);

      g_test_add (path, Life, GSIZE_TO_POINTER (i), life_set_up, test_unsigned, life_tear_down);
    }
  life_add ("/avow/attack/ledger/file{rolled back}", test_rolled_back);
  status = life_run ();
  g_free (passed.bytes);
  g_free (signed_too.bytes);
  g_print ("# %u tried, %u found by the store's own verification; control: PRAGMA integrity_check calls %u of them ok\n", tried, found,
           sqlite_ok);
  g_print ("# %u that a lone installation can't find; a checkpoint that somebody else kept contradicts all of them (%u of the owner's "
           "rewrites in all)\n", alone_sound, kept_found);
  return status;
}
