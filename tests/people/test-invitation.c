/* test-invitation.c: how a person joins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

#include "people/avow-invitation-file.h"
#include "people/avow-key-file.h"
#include "record/avow-verify.h"
#include "sign/avow-code.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>

#define CHOSEN "lantern-copper-otter-willow-17"

/* An organisation that invites Kim, a manager who owes two things. */
typedef struct
{
  Fixture *fixture;
  char *kim;
  char *path;
  char *code;
  char *folder; /* where Kim is to have a store */
} Scene;

static void
clear_scene (Scene *scene)
{
  fixture_free (scene->fixture);
  g_free (scene->kim);
  g_free (scene->path);
  g_free (scene->code);
  g_free (scene->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, clear_scene)

static void
invite (Scene *scene)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&scene->code, g_free);
  avow_invitation_write (scene->fixture->store, scene->fixture->officer, FIXTURE_PASSPHRASE, scene->kim, scene->path, &scene->code,
                         &error);
  g_assert_no_error (error);
}

static void
set_scene (Scene *scene, const char *organisation)
{
  g_autoptr (AvowIdentity) officer = NULL;
  g_autofree char *rule = NULL;
  g_autoptr (AvowEdition) beta = fixture_make_document ("beta", "1", TRUE, TRUE, "Beta.");
  g_autoptr (GHashTable) facts = fixture_make_facts ();
  g_autoptr (GError) error = NULL;

  memset (scene, 0, sizeof *scene);
  scene->fixture = fixture_new (organisation);
  officer = fixture_unlock (scene->fixture);
  fixture_adopt (scene->fixture, "alpha", "1", TRUE, "Alpha.");
  avow_programme_adopt (scene->fixture->store, scene->fixture->officer, beta, facts, officer, &error);
  g_assert_no_error (error);
  rule = fixture_set_rule (scene->fixture, NULL, NULL, "yearly", 14, NULL, TRUE, "alpha", "beta", NULL);
  scene->kim = fixture_add_person (scene->fixture, "b-7", "Kim Lee", "Sales", "2026-11-20");
  avow_grant_role (scene->fixture->store, officer, scene->kim, AVOW_ROLE_MANAGER, "Sales", TRUE, &error);
  g_assert_no_error (error);
  scene->path = fixture_path (scene->fixture, "kim.avow-invitation");
  scene->folder = fixture_path (scene->fixture, "kim");
  invite (scene);
}

static AvowStore *
accept (Scene *scene, const char *folder, const char *code, const char *passphrase, GError **error)
{
  g_autoptr (AvowInvitation) invitation = avow_invitation_open (scene->path, error);
  g_autofree char *person = NULL;
  AvowStore *store;

  if (invitation == NULL)
    return NULL;
  store = avow_invitation_accept (invitation, folder, code, passphrase, &person, error);
  if (store != NULL)
    g_assert_cmpstr (person, ==, scene->kim);
  return store;
}

static void
assert_sound (AvowStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
}

static char *
tell_duties (Scene *scene, AvowStore *store)
{
  Fixture view = { .store = store };

  return fixture_tell_duties (&view, scene->kim);
}

static void
test_open (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (AvowInvitation) invitation = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  set_scene (&scene, "Example Ltd");
  invitation = avow_invitation_open (scene.path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (avow_invitation_get_organisation (invitation), ==, "Example Ltd");
  g_assert_cmpstr (avow_invitation_get_name (invitation), ==, "Kim Lee");
  g_assert_cmpstr (avow_invitation_get_staff_number (invitation), ==, "b-7");
  g_assert_cmpint (g_stat (scene.path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
}

static void
test_accept (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (AvowOrganisation) organisation = NULL;
  g_autoptr (AvowPerson) kim = NULL;
  g_autoptr (AvowAccess) access = NULL;
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autofree char *files = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *typed = NULL;
  g_autoptr (GError) error = NULL;
  AvowDigest own, other;
  gint64 position;

  set_scene (&scene, "Example Ltd");
  /* the obligations name the day on which the desk opened them, not that on which they arrived */
  fixture_set_time ("2026-11-27T09:00:00.000Z");
  typed = g_ascii_strdown (scene.code, -1);
  store = accept (&scene, scene.folder, typed, CHOSEN, &error);
  g_assert_no_error (error);

  avow_store_get_ledger_id (store, &own);
  avow_store_get_ledger_id (scene.fixture->store, &other);
  g_assert_false (avow_digest_equal (&own, &other));
  organisation = avow_organisation_get (store, &error);
  g_assert_cmpstr (organisation->name, ==, "Example Ltd");
  kim = avow_roster_get (store, scene.kim, &error);
  g_assert_cmpstr (kim->name, ==, "Kim Lee");
  g_assert_true (kim->enrolled);
  people = avow_roster_list (store, NULL, &error);
  g_assert_cmpuint (people->len, ==, 1);
  access = avow_access_of (store, scene.kim, &error);
  g_assert_cmpuint (access->roles, ==, 1u << AVOW_ROLE_STAFF | 1u << AVOW_ROLE_MANAGER);
  g_assert_cmpstr (access->team, ==, "Sales");

  here = tell_duties (&scene, store);
  there = tell_duties (&scene, scene.fixture->store);
  g_assert_cmpstr (here, ==,
                   "alpha 2026 1 2026-11-24 2026-12-08 todo due\n"
                   "beta 2026 1 2026-11-24 2026-12-08 todo due\n");
  g_assert_cmpstr (here, ==, there);
  assert_sound (store);

  /* Kim can sign, and nothing more is opened on the next day, but on the anniversary */
  identity = avow_identity_unlock (store, scene.kim, CHOSEN, &error);
  g_assert_no_error (error);
  {
    Fixture view = { .store = store };

    fixture_answer_nth (&view, identity, 1, "signed");
  }
  position = avow_store_get_position (store);
  fixture_set_time ("2027-11-23T09:00:00.000Z");
  g_assert_true (avow_programme_open_due (store, &error));
  g_assert_cmpint (avow_store_get_position (store), ==, position);
  fixture_set_time ("2027-11-24T09:00:00.000Z");
  g_assert_true (avow_programme_open_due (store, &error));
  g_assert_cmpint (avow_store_get_position (store), ==, position + 2);
  assert_sound (store);

  /* of the invitation's own key nothing is kept */
  files = fixture_tell_files (scene.folder);
  expected = g_strdup_printf ("avow.db\navow.db-journal\nkeys\nkeys/%s.pem\nkeys/seal.pem", scene.kim);
  g_assert_cmpstr (files, ==, expected);
}

static void
assert_refused (Scene *scene, const char *code, const char *passphrase, AvowPeopleError expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = accept (scene, scene->folder, code, passphrase, &error);

  g_assert_null (store);
  g_assert_error (error, AVOW_PEOPLE_ERROR, (int) expected);
  g_assert_false (g_file_test (scene->folder, G_FILE_TEST_EXISTS));
}

static void
test_wrong_code (void)
{
  g_auto (Scene) scene = { NULL };
  g_autofree char *other = avow_code_generate ();
  g_autofree char *near = NULL;

  set_scene (&scene, "Example Ltd");
  near = g_strdup (scene.code);
  near[0] = near[0] == '7' ? '8' : '7';
  assert_refused (&scene, other, CHOSEN, AVOW_PEOPLE_ERROR_INVITATION);
  assert_refused (&scene, near, CHOSEN, AVOW_PEOPLE_ERROR_INVITATION);
  assert_refused (&scene, "", CHOSEN, AVOW_PEOPLE_ERROR_INVITATION);
  assert_refused (&scene, "no code", CHOSEN, AVOW_PEOPLE_ERROR_INVITATION);
  assert_refused (&scene, scene.code, "short", AVOW_PEOPLE_ERROR_INVALID);
  assert_refused (&scene, scene.code, "Kim Lee", AVOW_PEOPLE_ERROR_INVALID);
}

static GHashTable *
unpack (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize length;
  g_autoptr (GBytes) file = NULL;
  GHashTable *entries;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  file = g_bytes_new_take (data, length);
  entries = avow_invitation_unpack (file, &error);
  g_assert_no_error (error);
  return entries;
}

typedef struct archive Zip;

static Zip *
begin_zip (const char *path)
{
  Zip *zip = archive_write_new ();

  g_assert_cmpint (archive_write_set_format_zip (zip), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (zip, path), ==, ARCHIVE_OK);
  return zip;
}

static void
add_to_zip (Zip *zip, const char *name, mode_t type, gconstpointer data, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) length);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, "/etc/passwd");
  g_assert_cmpint (archive_write_header (zip, entry), ==, ARCHIVE_OK);
  if (length > 0)
    g_assert_cmpint (archive_write_data (zip, data, length), ==, (la_ssize_t) length);
  archive_entry_free (entry);
}

static void
end_zip (Zip *zip)
{
  g_assert_cmpint (archive_write_close (zip), ==, ARCHIVE_OK);
  archive_write_free (zip);
}

static void
add_all (Zip *zip, GHashTable *entries)
{
  GHashTableIter iter;
  gpointer name, bytes;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    add_to_zip (zip, name, AE_IFREG, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
pack (GHashTable *entries, const char *path)
{
  Zip *zip = begin_zip (path);

  add_all (zip, entries);
  end_zip (zip);
}

/* A letter for another letter, in the middle: what is XML stays XML. */
static GBytes *
change_byte (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint8 *changed = g_memdup2 (data, length);

  for (gsize i = length / 2; i < length; i++)
    {
      if (!g_ascii_isalnum (changed[i]))
        continue;
      changed[i] = changed[i] == '3' ? '4' : '3';
      break;
    }
  return g_bytes_new_take (changed, length);
}

/* The zip itself is made well each time: it is the code's word that is broken. */
static void
test_changed_entry (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (GHashTable) entries = NULL;
  g_autoptr (GList) names = NULL;
  g_autoptr (AvowStore) control = NULL;
  g_autoptr (GError) error = NULL;

  set_scene (&scene, "Sample");
  entries = unpack (scene.path);
  names = g_hash_table_get_keys (entries);
  g_assert_cmpuint (g_list_length (names), >, 12);
  for (GList *link = names; link != NULL; link = link->next)
    {
      g_autofree char *name = g_strdup (link->data);
      g_autoptr (GBytes) before = g_bytes_ref (g_hash_table_lookup (entries, name));

      g_test_message ("%s", name);
      g_hash_table_replace (entries, g_strdup (name), change_byte (before));
      link->data = NULL;
      pack (entries, scene.path);
      assert_refused (&scene, scene.code, CHOSEN, AVOW_PEOPLE_ERROR_INVITATION);

      /* taken away */
      g_hash_table_remove (entries, name);
      pack (entries, scene.path);
      assert_refused (&scene, scene.code, CHOSEN, AVOW_PEOPLE_ERROR_INVITATION);
      g_hash_table_insert (entries, g_steal_pointer (&name), g_steal_pointer (&before));
    }

  /* put in */
  g_hash_table_insert (entries, g_strdup ("records/000099.xml"), g_bytes_ref (g_hash_table_lookup (entries, "person.xml")));
  pack (entries, scene.path);
  assert_refused (&scene, scene.code, CHOSEN, AVOW_PEOPLE_ERROR_INVITATION);
  g_hash_table_remove (entries, "records/000099.xml");

  /* control: the same, unchanged */
  pack (entries, scene.path);
  control = accept (&scene, scene.folder, scene.code, CHOSEN, &error);
  g_assert_no_error (error);
}

static void
pack_sealed (GHashTable *entries, const char *code, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) file = NULL;

  g_hash_table_remove (entries, AVOW_INVITATION_SEAL);
  file = avow_invitation_pack (entries, code, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), NULL));
}

static const char *
find_edition (GHashTable *entries)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, "editions/"))
      return name;
  g_assert_not_reached ();
}

/* Whoever knows the code, but not the root's key, gets no further: and nothing is left of the store that was begun. */
static void
test_sealed_by_another (void)
{
  g_auto (Scene) scene = { NULL };
  g_auto (Scene) other = { NULL };
  g_autoptr (GHashTable) others = NULL;
  static const char *const foreign[] = { "organisation.pem", "invitation.pem", "organisation.xml", "person.xml" };

  set_scene (&scene, "Sample");
  set_scene (&other, "Sample");
  others = unpack (other.path);
  for (guint i = 0; i < G_N_ELEMENTS (foreign) + 3; i++)
    {
      g_autoptr (GHashTable) entries = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowStore) store = NULL;

      invite (&scene);
      entries = unpack (scene.path);
      g_test_message ("case %u", i);
      if (i < G_N_ELEMENTS (foreign))
        g_hash_table_replace (entries, g_strdup (foreign[i]), g_bytes_ref (g_hash_table_lookup (others, foreign[i])));
      else if (i == G_N_ELEMENTS (foreign))
        g_hash_table_insert (entries, g_strdup ("records/000099.xml"), g_bytes_ref (g_hash_table_lookup (entries, "person.xml")));
      else if (i == G_N_ELEMENTS (foreign) + 1)
        {
          g_autofree char *name = g_strdup (find_edition (entries));

          g_hash_table_replace (entries, g_strdup (name), change_byte (g_hash_table_lookup (entries, name)));
        }
      pack_sealed (entries, scene.code, scene.path);
      store = accept (&scene, scene.folder, scene.code, CHOSEN, &error);
      if (i == G_N_ELEMENTS (foreign) + 2)
        {
          /* control: sealed anew, but unchanged */
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (store);
      g_assert_nonnull (error);
      g_assert_false (g_file_test (scene.folder, G_FILE_TEST_EXISTS));
    }
}

/* Another organisation's invitation, sealed well, under another code. */
static void
test_swapped (void)
{
  g_auto (Scene) scene = { NULL };
  g_auto (Scene) other = { NULL };

  set_scene (&scene, "Sample");
  set_scene (&other, "Sample");
  g_free (scene.path);
  scene.path = g_strdup (other.path);
  assert_refused (&scene, scene.code, CHOSEN, AVOW_PEOPLE_ERROR_INVITATION);
}

static void
test_truncated (void)
{
  g_auto (Scene) scene = { NULL };
  g_autofree char *data = NULL;
  gsize length;

  set_scene (&scene, "Sample");
  g_assert_true (g_file_get_contents (scene.path, &data, &length, NULL));
  for (guint part = 0; part < 16; part++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowInvitation) invitation = NULL;

      g_assert_true (g_file_set_contents (scene.path, data, (gssize) (length * part / 16), NULL));
      invitation = avow_invitation_open (scene.path, &error);
      g_assert_null (invitation);
      g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION);
    }
  g_assert_cmpint (g_remove (scene.path), ==, 0);
  assert_refused (&scene, scene.code, CHOSEN, AVOW_PEOPLE_ERROR_INVITATION);
}

/* One more entry, of a kind or with a name that has no place there. */
static void
test_hostile_entry (void)
{
  static const struct
  {
    const char *name;
    mode_t type;
    gboolean refused;
  } cases[] = {
    { "note", AE_IFREG, FALSE }, /* control */
    { "../note", AE_IFREG, TRUE },
    { "a/../../note", AE_IFREG, TRUE },
    { "/etc/note", AE_IFREG, TRUE },
    { "a//note", AE_IFREG, TRUE },
    { "./note", AE_IFREG, TRUE },
    { "a\\..\\note", AE_IFREG, TRUE },
    { "C:note", AE_IFREG, TRUE },
    { "no te", AE_IFREG, TRUE },
    { "n\x01te", AE_IFREG, TRUE },
    { "link", AE_IFLNK, TRUE },
    { "folder/", AE_IFDIR, TRUE },
    { "person.xml", AE_IFREG, TRUE }, /* a second one */
  };
  g_auto (Scene) scene = { NULL };
  g_autoptr (GHashTable) entries = NULL;

  set_scene (&scene, "Sample");
  entries = unpack (scene.path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowInvitation) invitation = NULL;
      Zip *zip = begin_zip (scene.path);

      add_all (zip, entries);
      add_to_zip (zip, cases[i].name, cases[i].type, "x", cases[i].type == AE_IFREG ? 1 : 0);
      end_zip (zip);
      g_test_message ("case %u", i);
      invitation = avow_invitation_open (scene.path, &error);
      if (cases[i].refused)
        g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION);
      else
        g_assert_no_error (error);
    }
}

static void
test_too_much (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (GHashTable) entries = NULL;
  gsize most = AVOW_INVITATION_MAX_UNPACKED;
  g_autofree guint8 *zeros = g_malloc0 (most + 1);
  GStatBuf status;

  set_scene (&scene, "Sample");
  entries = unpack (scene.path);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowInvitation) invitation = NULL;
      Zip *zip = begin_zip (scene.path);

      add_all (zip, entries);
      /* control: much, but within the limit; then bytes, then entries past it */
      if (i < 2)
        add_to_zip (zip, "zeros", AE_IFREG, zeros, i == 0 ? most / 2 : most + 1);
      for (guint n = 0; i == 2 && n < AVOW_INVITATION_MAX_ENTRIES; n++)
        {
          g_autofree char *name = g_strdup_printf ("entry%u", n);

          add_to_zip (zip, name, AE_IFREG, NULL, 0);
        }
      end_zip (zip);
      g_assert_cmpint (g_stat (scene.path, &status), ==, 0);
      g_assert_cmpint (status.st_size, <, 2 * 1024 * 1024);
      invitation = avow_invitation_open (scene.path, &error);
      if (i == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION);
    }
}

static void
test_used_twice (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (AvowStore) again = NULL;
  g_autoptr (AvowIdentity) identity = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 position;

  set_scene (&scene, "Sample");
  store = accept (&scene, scene.folder, scene.code, CHOSEN, &error);
  g_assert_no_error (error);
  position = avow_store_get_position (store);
  before = fixture_tell_files (scene.folder);
  again = accept (&scene, scene.folder, scene.code, "another-" CHOSEN, &error);
  g_assert_null (again);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION);
  g_clear_error (&error);
  after = fixture_tell_files (scene.folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (avow_store_get_position (store), ==, position);

  /* control: a new invitation, after a lost passphrase, gives a new key; the old file stays as it is */
  invite (&scene);
  again = accept (&scene, scene.folder, scene.code, "another-" CHOSEN, &error);
  g_assert_no_error (error);
  identity = avow_identity_unlock (again, scene.kim, "another-" CHOSEN, &error);
  g_assert_no_error (error);
  assert_sound (again);
}

/* A desk, where the roster has the person already: the key is all that is added, and the seal certified once more. */
static void
test_at_the_desk (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  gint64 position;

  set_scene (&scene, "Sample");
  position = avow_store_get_position (scene.fixture->store);
  g_clear_pointer (&scene.fixture->store, avow_store_unref);
  store = accept (&scene, scene.fixture->folder, scene.code, CHOSEN, &error);
  g_assert_no_error (error);
  g_assert_cmpint (avow_store_get_position (store), ==, position + 2);
  identity = avow_identity_unlock (store, scene.kim, CHOSEN, &error);
  g_assert_no_error (error);
  assert_sound (store);
}

/* A shared station, where a colleague joined before. */
static void
test_at_a_station (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (AvowStore) first = NULL;
  g_autoptr (AvowStore) second = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *kim = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autoptr (GError) error = NULL;

  set_scene (&scene, "Sample");
  first = accept (&scene, scene.folder, scene.code, CHOSEN, &error);
  g_assert_no_error (error);
  g_clear_pointer (&first, avow_store_unref);

  kim = scene.kim;
  scene.kim = fixture_add_person (scene.fixture, "b-8", "Zoë Lima", "Sales", "2026-11-20");
  fixture_adopt (scene.fixture, "alpha", "1.1", FALSE, "Alpha, better said.");
  invite (&scene);
  second = accept (&scene, scene.folder, scene.code, CHOSEN, &error);
  g_assert_no_error (error);
  people = avow_identity_list (second, &error);
  g_assert_cmpuint (people->len, ==, 2);
  assert_sound (second);

  /* the station keeps the edition that it knows until a hand-over tells it more */
  here = tell_duties (&scene, second);
  g_assert_cmpstr (here, ==,
                   "alpha 2026 1 2026-11-24 2026-12-08 todo due\n"
                   "beta 2026 1 2026-11-24 2026-12-08 todo due\n");
  there = tell_duties (&scene, scene.fixture->store);
  g_assert_nonnull (strstr (there, "alpha 2026 1.1 "));
}

/* A station at which somebody else goes by that staff number: found out when the key file stands already. */
static void
test_staff_number_taken (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (AvowStore) station = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  AvowPerson other = { .id = (char *) "p-00000000000000000000000000000001", .staff_number = (char *) "B-8",
                       .name = (char *) "Ola Nordmann", .team = (char *) "Sales", .joined = (char *) "2026-02-01" };
  g_autofree char *kim = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 position;

  set_scene (&scene, "Sample");
  station = accept (&scene, scene.folder, scene.code, CHOSEN, &error);
  g_assert_no_error (error);
  g_ptr_array_add (records, avow_person_to_record (&other, scene.fixture->officer));
  g_assert_true (avow_store_append (station, records, &error));
  position = avow_store_get_position (station);
  before = fixture_tell_files (scene.folder);

  kim = scene.kim;
  scene.kim = fixture_add_person (scene.fixture, "b-8", "Zoë Lima", "Sales", "2026-11-20");
  invite (&scene);
  store = accept (&scene, scene.folder, scene.code, CHOSEN, &error);
  g_assert_null (store);
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_EXISTS);
  after = fixture_tell_files (scene.folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (avow_store_get_position (station), ==, position);
  assert_sound (station);
}

static void
test_at_another_organisation (void)
{
  g_auto (Scene) scene = { NULL };
  g_auto (Scene) other = { NULL };
  g_autoptr (AvowStore) store = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 position;

  set_scene (&scene, "Sample");
  set_scene (&other, "Sample");
  position = avow_store_get_position (other.fixture->store);
  before = fixture_tell_files (other.fixture->folder);
  store = accept (&scene, other.fixture->folder, scene.code, CHOSEN, &error);
  g_assert_null (store);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION);
  after = fixture_tell_files (other.fixture->folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (avow_store_get_position (other.fixture->store), ==, position);
}

static void
test_folder_in_use (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (AvowStore) store = NULL;
  g_autofree char *file = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  set_scene (&scene, "Sample");
  g_assert_cmpint (g_mkdir (scene.folder, 0700), ==, 0);
  file = g_build_filename (scene.folder, "letter.txt", NULL);
  g_assert_true (g_file_set_contents (file, "Dear Sir", -1, NULL));
  store = accept (&scene, scene.folder, scene.code, CHOSEN, &error);
  g_assert_null (store);
  g_assert_nonnull (error);
  after = fixture_tell_files (scene.folder);
  g_assert_cmpstr (after, ==, "letter.txt");
}

static void
test_write_refused (void)
{
  g_auto (Scene) scene = { NULL };
  AvowPerson gone = { .staff_number = (char *) "b-9", .name = (char *) "Ola Nordmann", .team = (char *) "Sales",
                      .joined = (char *) "2026-02-01", .left = (char *) "2026-03-01" };
  g_autofree char *gone_id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  struct
  {
    const char *actor, *passphrase, *person;
    AvowPeopleError code;
  } cases[4];

  set_scene (&scene, "Sample");
  g_assert_true (avow_roster_add (scene.fixture->store, scene.fixture->officer, &gone, &gone_id, &error));
  path = fixture_path (scene.fixture, "new.avow-invitation");
  cases[0].actor = scene.kim, cases[0].passphrase = CHOSEN, cases[0].person = scene.kim;
  cases[0].code = AVOW_PEOPLE_ERROR_REFUSED;
  cases[1].actor = scene.fixture->officer, cases[1].passphrase = FIXTURE_PASSPHRASE, cases[1].person = "p-nobody";
  cases[1].code = AVOW_PEOPLE_ERROR_UNKNOWN;
  cases[2].actor = scene.fixture->officer, cases[2].passphrase = FIXTURE_PASSPHRASE, cases[2].person = gone_id;
  cases[2].code = AVOW_PEOPLE_ERROR_REFUSED;
  cases[3].actor = scene.fixture->officer, cases[3].passphrase = "wrong", cases[3].person = scene.kim;
  cases[3].code = AVOW_PEOPLE_ERROR_SIGN_IN;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_false (avow_invitation_write (scene.fixture->store, cases[i].actor, cases[i].passphrase, cases[i].person, path, &code,
                                             &error));
      g_assert_error (error, AVOW_PEOPLE_ERROR, (int) cases[i].code);
      g_clear_error (&error);
      g_assert_null (code);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* A link is not replaced: it may be everybody's, as /dev/stdout is. */
static void
test_written_to_link (void)
{
  g_auto (Scene) scene = { NULL };
  g_autofree char *link = NULL;
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;

  set_scene (&scene, "Sample");
  link = fixture_path (scene.fixture, "link");
  g_assert_cmpint (symlink (scene.path, link), ==, 0);
  g_assert_false (avow_invitation_write (scene.fixture->store, scene.fixture->officer, FIXTURE_PASSPHRASE, scene.kim, link, &code,
                                         &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
  g_assert_nonnull (strstr (error->message, link));
  g_assert_null (code);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));

  /* control: a file is */
  invite (&scene);
  invite (&scene);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/people/invitation{open}", test_open);
  g_test_add_func ("/avow/people/invitation{accept}", test_accept);
  g_test_add_func ("/avow/people/invitation{wrong-code}", test_wrong_code);
  g_test_add_func ("/avow/people/invitation{changed-entry}", test_changed_entry);
  g_test_add_func ("/avow/people/invitation{sealed-by-another}", test_sealed_by_another);
  g_test_add_func ("/avow/people/invitation{swapped}", test_swapped);
  g_test_add_func ("/avow/people/invitation{truncated}", test_truncated);
  g_test_add_func ("/avow/people/invitation{hostile-entry}", test_hostile_entry);
  g_test_add_func ("/avow/people/invitation{too-much}", test_too_much);
  g_test_add_func ("/avow/people/invitation{used-twice}", test_used_twice);
  g_test_add_func ("/avow/people/invitation{at-the-desk}", test_at_the_desk);
  g_test_add_func ("/avow/people/invitation{at-a-station}", test_at_a_station);
  g_test_add_func ("/avow/people/invitation{staff-number-taken}", test_staff_number_taken);
  g_test_add_func ("/avow/people/invitation{at-another-organisation}", test_at_another_organisation);
  g_test_add_func ("/avow/people/invitation{folder-in-use}", test_folder_in_use);
  g_test_add_func ("/avow/people/invitation{write-refused}", test_write_refused);
  g_test_add_func ("/avow/people/invitation{written-to-link}", test_written_to_link);
  return g_test_run ();
}
