/* test-store-purge.c: what was purged is gone, stays gone, and was purged by somebody
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"
#include "record/avow-clock.h"
#include "record/avow-purge.h"
#include "record/avow-purged-list.h"
#include "record/avow-query.h"
#include "record/avow-record-enrolment.h"
#include "record/avow-record-organisation.h"
#include "record/avow-verify.h"

#include <glib/gstdio.h>
#include <string.h>

#define NAME "Zelda Quince"
#define NUMBER "p-7702"
#define RECORDS 5 /* about her: three entries, two obligations */

/* An organisation with an officer, p-1, who has a key, and somebody who is to go. */
typedef struct
{
  Fixture store;
  AvowKey *key;
  AvowCertificate *certificate;
  AvowCertificate *invitation;
} Organisation;

static AvowKey *
new_key (void)
{
  g_autoptr (GError) error = NULL;
  AvowKey *key = avow_key_new (AVOW_KEY_P256, &error);

  g_assert_no_error (error);
  return key;
}

static void
append_organisation (Organisation *self, AvowCertificate *root)
{
  g_autofree char *base64 = avow_certificate_to_base64 (root);
  AvowRecordOrganisation body = { .name = (char *) "Sample", .root_certificate = base64, .backup_certificate = base64 };

  fixture_append (self->store.store, avow_record_new (&avow_record_kind_organisation, "o-1", "avow", &body));
}

static void
append_enrolment (Organisation *self)
{
  g_autofree char *certificate = avow_certificate_to_base64 (self->certificate);
  g_autofree char *chain = avow_certificate_to_base64 (self->invitation);
  AvowRecordEnrolment body = { .certificate = certificate, .chain = chain };

  fixture_append (self->store.store, avow_record_new (&avow_record_kind_enrolment, "p-1", "p-1", &body));
}

static void
write_file (Organisation *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->store.folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Organisation *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) root_key = new_key ();
  g_autoptr (AvowKey) invitation_key = new_key ();
  g_autoptr (AvowCertificate) root = avow_certificate_new_root (root_key, "Sample", "Sample root", &error);

  g_assert_no_error (error);
  fixture_set_up (&self->store, NULL);
  self->key = new_key ();
  self->invitation = avow_certificate_new_invitation (invitation_key, root, root_key, "100", &error);
  g_assert_no_error (error);
  self->certificate = avow_certificate_new_person (self->key, self->invitation, invitation_key, "100", "Ada Smith", &error);
  g_assert_no_error (error);
  append_organisation (self, root);
  append_enrolment (self);
  fixture_append_people (self->store.store, 40);
  for (guint i = 0; i < 3; i++)
    fixture_append (self->store.store, fixture_person (NUMBER, NAME));
  fixture_append (self->store.store, fixture_obligation (NUMBER, "2025"));
  fixture_append (self->store.store, fixture_obligation (NUMBER, "2026"));
  avow_store_set_local (self->store.store, "progress", NUMBER "/privacy/2026", "page 3 of " NAME, &error);
  g_assert_no_error (error);
  avow_store_set_local (self->store.store, "progress", NUMBER "1/privacy/2026", "page 4", &error);
  g_assert_no_error (error);
  write_file (self, "keys/" NUMBER ".pem", NAME);
  write_file (self, "keys/" NUMBER "1.pem", "of somebody else");
}

static void
tear_down (Organisation *self, gconstpointer data)
{
  avow_key_unref (self->key);
  avow_certificate_unref (self->certificate);
  avow_certificate_unref (self->invitation);
  fixture_tear_down (&self->store, NULL);
}

static AvowRecord *
compose (Organisation *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) positions = avow_purge_list (self->store.store, NUMBER, &error);
  AvowRecord *record;

  g_assert_no_error (error);
  g_assert_cmpuint (positions->len, ==, RECORDS);
  record = avow_purge_compose (self->store.store, NUMBER, "p-1", "It is over", positions, &error);
  g_assert_no_error (error);
  return record;
}

static AvowRecord *
compose_signed (Organisation *self)
{
  g_autoptr (AvowRecord) record = compose (self);
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  AvowRecord *signed_record;

  g_ptr_array_add (chain, self->invitation);
  signed_record = avow_record_sign (record, self->key, self->certificate, chain, AVOW_COMMITMENT_AGREEMENT, avow_clock_now (), &error);
  g_assert_no_error (error);
  return signed_record;
}

static void
purge (Organisation *self)
{
  g_autoptr (AvowRecord) record = compose_signed (self);
  g_autoptr (GError) error = NULL;

  avow_store_purge (self->store.store, record, &error);
  g_assert_no_error (error);
}

static void
assert_sound (Organisation *self, gint64 purged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (self->store.store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (verdict->purged, ==, purged);
}

/* How often a text stands in the bytes of all files in a folder. */
static guint
count_bytes (const char *folder, const char *text)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          count += count_bytes (path, text);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      for (const char *at = bytes; (at = memmem (at, length - (gsize) (at - bytes), text, strlen (text))) != NULL; at++)
        count++;
    }
  return count;
}

static void
test_destroys (Organisation *self, gconstpointer data)
{
  guint before = count_bytes (self->store.folder, NAME);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (before, >, RECORDS);
  assert_sound (self, 0);
  purge (self);
  assert_sound (self, RECORDS);
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM event_person WHERE subject = '" NUMBER "'"), ==, 0);
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM event_obligation"), ==, 0);
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM state_badge WHERE subject = '" NUMBER "'"), ==, 0);
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM state_badge"), ==, 40);
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM local"), ==, 1);
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM leaf"), ==, 42 + RECORDS + 1);
  g_assert_cmpuint (count_bytes (self->store.folder, NAME), ==, 0);
  avow_store_rebuild (self->store.store, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_sound (self, RECORDS);
  fixture_reopen (&self->store);
  assert_sound (self, RECORDS);
  g_test_message ("the name: %u times before, 0 after", before);
}

/* Control: what a plain DELETE leaves, where pages are not wiped. */
static void
test_control (Organisation *self, gconstpointer data)
{
  guint left;

  g_clear_pointer (&self->store.store, avow_store_unref);
  write_file (self, "keys/" NUMBER ".pem", "");
  fixture_tamper (&self->store, "PRAGMA secure_delete = OFF; DELETE FROM payload; DELETE FROM event_person; DELETE FROM event_obligation;"
                                "DELETE FROM state_badge; DELETE FROM local");
  left = count_bytes (self->store.folder, NAME);
  g_assert_cmpuint (left, >, 0);
  g_test_message ("control: the name: %u times after a plain DELETE without secure_delete", left);
  fixture_reopen (&self->store);
}

static void
test_residue (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowRecord) record = compose (self);
  const AvowRecordPurge *body = avow_record_get_body (record);
  g_autofree char *text = g_strndup (g_bytes_get_data (avow_record_get_payload (record), NULL), g_bytes_get_size (avow_record_get_payload (record)));
  static const struct
  {
    const char *kind;
    gint64 count;
  } groups[] = { { "person", 3 }, { "obligation", 2 } };

  g_assert_cmpuint (body->destroyed->len, ==, RECORDS);
  g_assert_cmpuint (body->residue->len, ==, G_N_ELEMENTS (groups));
  for (guint i = 0; i < body->residue->len; i++)
    {
      const AvowRecordResidue *group = g_ptr_array_index (body->residue, i);

      g_assert_cmpstr (group->kind, ==, groups[i].kind);
      g_assert_cmpint (group->count, ==, groups[i].count);
    }
  /* neither team, item nor edition of a single person */
  g_assert_null (strstr (text, "Sales"));
  g_assert_null (strstr (text, "rivacy"));
  g_assert_null (strstr (text, NAME));
}

static void
test_unsigned (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowRecord) record = compose (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *list = g_build_filename (self->store.folder, AVOW_PURGED_LIST, NULL);

  g_assert_false (avow_store_purge (self->store.store, record, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED);
  g_assert_false (g_file_test (list, G_FILE_TEST_EXISTS));
  assert_sound (self, 0);
}

static void
test_other_kinds (Organisation *self, gconstpointer data)
{
  gint64 first = 1;
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_val (positions, first);
  record = avow_purge_compose (self->store.store, "o-1", "p-1", "It is over", positions, &error);
  g_assert_null (record);
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED);
}

static void
copy_file (Organisation *self, const char *from, const char *to)
{
  g_autofree char *source = g_build_filename (self->store.folder, from, NULL);
  g_autofree char *target = g_build_filename (self->store.folder, to, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (target, bytes, (gssize) length, NULL));
}

static gboolean
is_there (Organisation *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->store.folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_copies (Organisation *self, gconstpointer data)
{
  copy_file (self, AVOW_STORE_FILE, AVOW_STORE_FILE ".1");
  copy_file (self, AVOW_STORE_FILE, AVOW_STORE_FILE ".1.new");
  purge (self);
  g_assert_false (is_there (self, AVOW_STORE_FILE ".1"));
  g_assert_false (is_there (self, AVOW_STORE_FILE ".1.new"));
  g_assert_false (is_there (self, "keys/" NUMBER ".pem"));
  g_assert_true (is_there (self, "keys/" NUMBER "1.pem"));
  /* one that was made since holds nothing of it, and stays */
  copy_file (self, AVOW_STORE_FILE, AVOW_STORE_FILE ".1");
  fixture_reopen (&self->store);
  g_assert_true (is_there (self, AVOW_STORE_FILE ".1"));
}

static void
assert_leftover (Organisation *self, const char *name)
{
  g_autofree char *leftovers = avow_store_describe_leftovers (self->store.store);
  g_autofree char *path = name != NULL ? g_build_filename (self->store.folder, name, NULL) : NULL;

  if (name == NULL)
    g_assert_cmpstr (leftovers, ==, NULL);
  else
    {
      g_assert_nonnull (leftovers);
      g_test_message ("%s", leftovers);
      g_assert_nonnull (strstr (leftovers, path));
      g_assert_nonnull (strstr (leftovers, "and start Avow again"));
    }
}

/* What can't be removed is told until it is gone; a folder with something in it stays whoever one is. */
static void
test_leftovers (Organisation *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->store.folder, "keys/" NUMBER "-2.pem", NULL);
  g_autofree char *inside = g_build_filename (folder, "x", NULL);

  assert_leftover (self, NULL);
  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  purge (self);
  g_assert_false (is_there (self, "keys/" NUMBER ".pem"));
  assert_leftover (self, "keys/" NUMBER "-2.pem");
  fixture_reopen (&self->store);
  assert_leftover (self, "keys/" NUMBER "-2.pem");
  g_assert_cmpint (g_rmdir (inside), ==, 0);
  fixture_reopen (&self->store);
  g_assert_false (is_there (self, "keys/" NUMBER "-2.pem"));
  assert_leftover (self, NULL);
}

static void
test_backup_put_back (Organisation *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *list = g_build_filename (self->store.folder, AVOW_PURGED_LIST, NULL);

  copy_file (self, AVOW_STORE_FILE, "backup");
  purge (self);
  g_clear_pointer (&self->store.store, avow_store_unref);
  copy_file (self, "backup", AVOW_STORE_FILE);
  fixture_reopen (&self->store);
  g_remove (list);
  assert_sound (self, RECORDS);
  /* it is recorded with the next record, not as the store is opened: this may not be the ledger for it any more */
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM event_purge"), ==, 0);
  fixture_reopen (&self->store);
  assert_sound (self, RECORDS);
  for (guint i = 0; i < 2; i++)
    {
      fixture_append (self->store.store, fixture_person ("p-2", "Bo Lind"));
      g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM event_purge"), ==, 1);
      assert_sound (self, RECORDS);
    }
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM event_person WHERE subject = '" NUMBER "'"), ==, 0);

  /* control: without the list everything is back, and sound */
  g_clear_pointer (&self->store.store, avow_store_unref);
  copy_file (self, "backup", AVOW_STORE_FILE);
  fixture_reopen (&self->store);
  assert_sound (self, 0);
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM event_person WHERE subject = '" NUMBER "'"), ==, 3);
}

/* A crash may leave any beginning of the entry, and the store as it was: it is all, or nothing. */
static void
test_cut_short (Organisation *self, gconstpointer data)
{
  g_autofree char *list = g_build_filename (self->store.folder, AVOW_PURGED_LIST, NULL);
  g_autofree char *bytes = NULL;
  gsize length, entry;
  guint tried = 0;

  copy_file (self, AVOW_STORE_FILE, "backup");
  purge (self);
  g_assert_true (g_file_get_contents (list, &bytes, &length, NULL));
  entry = (gsize) (strstr (bytes, "\ndone ") + 1 - bytes);
  for (gsize cut = 0; cut <= length; cut += cut + 160 < length && cut > 0 ? 89 : 1)
    {
      gboolean whole = cut >= entry;

      g_clear_pointer (&self->store.store, avow_store_unref);
      copy_file (self, "backup", AVOW_STORE_FILE);
      g_assert_true (g_file_set_contents (list, bytes, (gssize) cut, NULL));
      fixture_reopen (&self->store);
      g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM event_person WHERE subject = '" NUMBER "'"), ==, whole ? 0 : 3);
      /* what is said to be done was undone by a backup, and is recorded later */
      g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM event_purge"), ==, whole && cut < length ? 1 : 0);
      tried++;
    }
  assert_sound (self, RECORDS);
  g_test_message ("%u beginnings of the list, each carried out whole or not at all", tried);
}

static int
refuse_commit (void *data)
{
  return 1;
}

static void
test_commit_fails (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowRecord) record = compose_signed (self);
  g_autofree char *list = g_build_filename (self->store.folder, AVOW_PURGED_LIST, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  sqlite3_commit_hook (avow_store_get_database (self->store.store), refuse_commit, NULL);
  g_assert_false (avow_store_purge (self->store.store, record, &error));
  g_assert_nonnull (error);
  sqlite3_commit_hook (avow_store_get_database (self->store.store), NULL, NULL);
  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "");
  g_assert_true (is_there (self, "keys/" NUMBER ".pem"));
  fixture_reopen (&self->store);
  assert_sound (self, 0);
  g_clear_error (&error);
  purge (self);
  assert_sound (self, RECORDS);
}

static void
test_rolled_back (Organisation *self, gconstpointer data)
{
  g_autoptr (AvowRecord) record = compose_signed (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (avow_store_begin (self->store.store, &error));
  g_assert_true (avow_store_begin (self->store.store, &error));
  g_assert_true (avow_store_purge (self->store.store, record, &error));
  avow_store_rollback (self->store.store);
  g_assert_true (avow_store_commit (self->store.store, &error));
  g_assert_false (is_there (self, AVOW_PURGED_LIST));
  assert_sound (self, 0);
}

static gboolean
purge_meanwhile (gint64 done, gint64 total, gpointer data)
{
  Organisation *self = data;

  if (self->store.store != NULL && fixture_ask (self->store.file, "SELECT count(*) FROM event_purge") == 0)
    purge (self);
  return TRUE;
}

/* A verification that is under way, on another connection, does not take it for damage. */
static void
test_met_on_the_way (Organisation *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) other = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;

  fixture_append_people (self->store.store, 300);
  other = avow_store_open (self->store.folder, &error);
  g_assert_no_error (error);
  verdict = avow_store_verify (other, purge_meanwhile, self, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (fixture_ask (self->store.file, "SELECT count(*) FROM event_purge"), ==, 1);
}

static const struct
{
  const char *name;
  const char *sql;
  const char *says;
} tamperings[] = {
  { "text back", "INSERT INTO payload SELECT * FROM kept.payload WHERE position = 45", "says that it was purged, but its text is still here" },
  { "event row back", "INSERT INTO event_person SELECT * FROM kept.event_person WHERE position = 45", "the event table still has its row" },
  { "state row back", "INSERT INTO state_badge SELECT * FROM kept.state_badge WHERE subject = '" NUMBER "'", "that the records do not bear out" },
  { "purge taken away", "DELETE FROM payload WHERE position = 48; DELETE FROM event_purge", "no purge is recorded that destroyed it" },
};

static void
test_tampering (Organisation *self, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *list = g_build_filename (self->store.folder, AVOW_PURGED_LIST, NULL);
  g_autofree char *sql = g_strdup_printf ("ATTACH '%s/backup' AS kept; %s", self->store.folder, tamperings[i].sql);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;
  gboolean said = FALSE;

  copy_file (self, AVOW_STORE_FILE, "backup");
  purge (self);
  g_clear_pointer (&self->store.store, avow_store_unref);
  fixture_tamper (&self->store, sql);
  g_remove (list); /* with it, the opening would take the text away again */
  fixture_reopen (&self->store);
  verdict = avow_store_verify (self->store.store, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint j = 0; j < verdict->findings->len; j++)
    {
      const char *message = ((AvowFinding *) g_ptr_array_index (verdict->findings, j))->message;

      g_test_message ("%s", message);
      said |= strstr (message, tamperings[i].says) != NULL;
    }
  g_assert_true (said);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_register ();

#define ADD(name, func) g_test_add ("/avow/record/store-purge{" name "}", Organisation, NULL, set_up, func, tear_down)
  ADD ("destroys", test_destroys);
  ADD ("destroys: control", test_control);
  ADD ("residue", test_residue);
  ADD ("unsigned", test_unsigned);
  ADD ("other-kinds", test_other_kinds);
  ADD ("copies", test_copies);
  ADD ("leftovers", test_leftovers);
  ADD ("backup-put-back", test_backup_put_back);
  ADD ("list-cut-short", test_cut_short);
  ADD ("commit-fails", test_commit_fails);
  ADD ("rolled-back", test_rolled_back);
  ADD ("met-on-the-way", test_met_on_the_way);
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/record/store-purge/tampered{%s}", tamperings[i].name);

      g_test_add (path, Organisation, GSIZE_TO_POINTER (i), set_up, test_tampering, tear_down);
    }
  return g_test_run ();
}
