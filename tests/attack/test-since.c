/* test-since.c: what a verification finds that goes on from one before, and what it does not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"
#include "forger.h"

#include <glib/gstdio.h>
#include <string.h>

#define NAME "Zoë Ångström"

static guint tried, found, alone_sound, sqlite_ok, unread, unread_found;

/* The officer has passed the course, and it was verified up to there: 16 records. */
typedef struct
{
  Life life;
  char *folder; /* of the store */
  AvowTrustedPoint *point;
} Kept;

static void
set_up (Kept *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;

  life_set_up (&self->life, NULL);
  self->folder = g_build_filename (self->life.folder, "store", NULL);
  life_pass (&self->life, self->life.officer);
  verdict = life_verify (&self->life);
  g_assert_true (avow_verdict_is_sound (verdict));
  self->point = g_steal_pointer (&verdict->point);
}

static void
tear_down (Kept *self, gconstpointer data)
{
  avow_trusted_point_free (self->point);
  g_free (self->folder);
  life_tear_down (&self->life, NULL);
}

static void
sign (Kept *self)
{
  g_autoptr (AvowSigning) signing = life_open_declaration (&self->life, self->life.officer);
  g_autoptr (GError) error = NULL;

  life_agree (signing, NAME);
  avow_signing_sign (signing, self->life.store, LIFE_PASSPHRASE, &error);
  g_assert_no_error (error);
}

static void
leave (Kept *self)
{
  g_clear_pointer (&self->life.store, avow_store_unref);
}

static void
tell (const char *name, const char *said, const char *says)
{
  forger_expect (name, said, says);
  tried++;
  found += said[0] != '\0';
}

static void
check_ok_to_sqlite (Kept *self)
{
  g_assert_true (forger_sqlite_says_ok (self->folder));
  sqlite_ok++;
}

static void
test_nothing (Kept *self, gconstpointer data)
{
  g_autofree char *said = NULL;

  sign (self);
  leave (self);
  said = forger_verify (self->folder, self->point);
  g_assert_cmpstr (said, ==, "");
}

/* --- whoever owns the machine, and has its seal key, writes anew what was verified. Control: without the point nothing
 * within says what it was */

static void
drop_last (GPtrArray *entries)
{
  g_ptr_array_set_size (entries, (int) entries->len - 1);
}

/* As long as it was, and longer. */
static void
fork_ledger (GPtrArray *entries)
{
  ForgerEntry *person = g_ptr_array_index (entries, forger_find (entries, "<name>Tomasz Nowak<"));

  forger_change_name (entries);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (entries, forger_copy (person));
}

static const struct
{
  const char *name;
  void (*forge) (GPtrArray *entries);
  const char *says;
} owners[] = {
  { "rollback by a record", drop_last, "it was rolled back" },
  { "rollback by a person and what they owed", forger_drop_person, "it was rolled back" },
  { "a changed record, sealed anew", forger_change_name, "its history was rewritten" },
  { "a changed time, sealed anew", forger_change_time, "its history was rewritten" },
  { "a fork that is longer", fork_ledger, "its history was rewritten" },
};

static void
test_owner (Kept *self, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *refusal = NULL;
  g_autofree char *said = NULL;
  g_autofree char *alone = NULL;

  leave (self);
  entries = forger_read (self->folder);
  owners[i].forge (entries);
  refusal = forger_write (self->folder, entries);
  said = forger_verify (self->folder, self->point);
  tell (owners[i].name, said, owners[i].says);
  alone = forger_verify (self->folder, NULL);
  g_assert_cmpstr (alone, ==, "");
  alone_sound++;
}

static void
test_other_store (Kept *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *refusal = NULL;
  g_autofree char *said = NULL;

  leave (self);
  entries = forger_read (self->folder);
  forger_change_seal (self->folder);
  refusal = forger_write (self->folder, entries);
  check_ok_to_sqlite (self);
  said = forger_verify (self->folder, self->point);
  tell ("another ledger in its place", said, "is not here");
}

/* --- what is new is looked at in full. Control: SQLite finds the file in order */

static const struct
{
  const char *name;
  const char *sql;                      /* either, or */
  void (*forge) (GPtrArray *entries);
  const char *says;
} news[] = {
  { "a new record's text", "UPDATE payload SET codec = 0, length = 3, bytes = x'414243' WHERE position = 17", NULL, "its text was changed" },
  { "a new record's time", "UPDATE leaf SET time = time - 86400000 WHERE position = 17", NULL, "its leaf header was changed" },
  { "a new record's event row", "UPDATE event_declaration SET outcome = 'declined'", NULL, "in the event table is" },
  { "a new record dropped", "DELETE FROM payload WHERE position = 17; DELETE FROM leaf WHERE position = 17; DELETE FROM event_declaration",
    NULL, "the last records were removed" },
  { "a new record's text taken away", "DELETE FROM payload WHERE position = 17", NULL, "its text is missing" },
  { "a new event row without a record", "INSERT INTO event_completion SELECT 90, ledger, time, (SELECT subject FROM event_person WHERE subject <> "
    "c.subject), actor, randomblob (32), item, title, edition, digest, cycle, attempt_leaf, \"right\", asked, points, pass_percent, started, finished "
    "FROM event_completion c", NULL, "there is no such record" },
  { "the checkpoint", "UPDATE checkpoint SET note = replace (note, char (10) || '17' || char (10), char (10) || '16' || char (10))", NULL,
    "not signed by the key that seals this ledger" },
  { "the tree's edge", "UPDATE tile SET hashes = CAST (randomblob (32) || substr (hashes, 33) AS BLOB)", NULL, "history was rewritten" },
  { "the record that says which root counts", "UPDATE payload SET bytes = (SELECT bytes FROM payload WHERE position = 2), salt = (SELECT salt FROM "
    "payload WHERE position = 2), codec = (SELECT codec FROM payload WHERE position = 2), length = (SELECT length FROM payload WHERE position = 2) "
    "WHERE position = 1", NULL, "its text was changed" },
  { "a new signature taken away, sealed anew", NULL, forger_strip_signature, "bears no signature" },
  { "a new clause changed, sealed anew", NULL, forger_change_clause, "its signature does not stand" },
};

static void
test_new (Kept *self, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *said = NULL;

  sign (self);
  leave (self);
  if (news[i].sql != NULL)
    {
      forger_run_sql (self->folder, news[i].sql);
    }
  else
    {
      g_autoptr (GPtrArray) entries = forger_read (self->folder);
      g_autofree char *refusal = NULL;

      news[i].forge (entries);
      refusal = forger_write (self->folder, entries);
    }
  check_ok_to_sqlite (self);
  said = forger_verify (self->folder, self->point);
  tell (news[i].name, said, news[i].says);
}

/* --- what was there before is not read again, and that is said. Control: a whole verification finds it */

static const struct
{
  const char *name;
  const char *sql;
} olds[] = {
  { "an old text", "UPDATE payload SET codec = 0, length = 3, bytes = x'414243' WHERE position = 15" },
  { "an old leaf", "UPDATE leaf SET time = time - 86400000 WHERE position = 5" },
  { "an old event row", "UPDATE event_attempt SET \"right\" = 3" },
};

static void
test_old (Kept *self, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *said = NULL;
  g_autofree char *whole = NULL;

  leave (self);
  forger_run_sql (self->folder, olds[i].sql);
  said = forger_verify (self->folder, self->point);
  g_assert_cmpstr (said, ==, "");
  unread++;
  whole = forger_verify (self->folder, NULL);
  g_assert_cmpstr (whole, !=, "");
  unread_found++;
}

static void
add (const char *sort, const char *name, gsize index, void (*test) (Kept *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/avow/attack/since/%s{%s}", sort, name);

  g_test_add (path, Kept, GSIZE_TO_POINTER (index), set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  life_register ();
  g_test_add ("/avow/attack/since{nothing}", Kept, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/avow/attack/since{another ledger in its place}", Kept, NULL, set_up, test_other_store, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    add ("owner", owners[i].name, i, test_owner);
  for (gsize i = 0; i < G_N_ELEMENTS (news); i++)
    add ("new", news[i].name, i, test_new);
  for (gsize i = 0; i < G_N_ELEMENTS (olds); i++)
    add ("old", olds[i].name, i, test_old);
  status = life_run ();
  g_print ("# since a verified point: %u tried, %u found; control: without that point %u of the owner's %u are sound, and PRAGMA "
           "integrity_check calls %u of the others ok\n", tried, found, alone_sound, (guint) G_N_ELEMENTS (owners), sqlite_ok);
  g_print ("# changed before the point: %u not read again, as the verdict says; control: a whole verification finds %u of them\n", unread, unread_found);
  return status;
}
