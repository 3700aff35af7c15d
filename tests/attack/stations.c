/* stations.c: a desk, and two computers that people joined on, of which one means ill
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "people/avow-invitation.h"
#include "record/avow-clock.h"
#include "record/avow-incoming-private.h"

/* What all tests begin with: deriving its keys takes seconds. */
static struct
{
  char *folder;
  char *home_person;
  char *rogue_person;
} founded;

static gint64 now;

static gint64
read_clock (gpointer data)
{
  return now;
}

static void
run (const char *program, const char *option, const char *from, const char *to)
{
  const char *argv[] = { program, option, from, to, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
open_life (Stations *self, const char *name, Life *life, char *person)
{
  g_autofree char *path = g_build_filename (self->folder, name, "store", NULL);
  g_autoptr (GError) error = NULL;

  life->folder = g_build_filename (self->folder, name, NULL);
  life->store = avow_store_open (path, &error);
  g_assert_no_error (error);
  life->officer = person;
  life->now = now;
}

void
stations_close (Life *life)
{
  g_clear_pointer (&life->store, avow_store_unref);
  g_clear_pointer (&life->folder, g_free);
}

static char *
add_person (Life *desk, const char *number, const char *name)
{
  AvowPerson person = {
    .staff_number = (char *) number,
    .name = (char *) name,
    .team = (char *) "Office",
    .joined = (char *) "2026-03-02",
  };
  g_autoptr (GError) error = NULL;
  char *id;

  avow_roster_add (desk->store, desk->officer, &person, &id, &error);
  g_assert_no_error (error);
  return id;
}

/* Invites somebody, who joins in a folder of that name. */
static void
join (Life *desk, const char *person, const char *name)
{
  g_autofree char *folder = g_build_filename (founded.folder, name, NULL);
  g_autofree char *store_folder = g_build_filename (folder, "store", NULL);
  g_autofree char *path = g_strconcat (folder, ".avow-invitation", NULL);
  g_autofree char *code = NULL;
  g_autofree char *joined = NULL;
  g_autoptr (AvowInvitation) invitation = NULL;
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (GError) error = NULL;

  avow_invitation_write (desk->store, desk->officer, LIFE_PASSPHRASE, person, path, &code, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  invitation = avow_invitation_open (path, &error);
  g_assert_no_error (error);
  store = avow_invitation_accept (invitation, store_folder, code, STATIONS_PASSPHRASE, &joined, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (joined, ==, person);
}

static void
found (void)
{
  Life desk = { 0 };
  g_autofree char *target = NULL;
  g_autofree char *source = NULL;
  g_autoptr (GError) error = NULL;

  life_set_up (&desk, NULL);
  now = desk.now;
  founded.folder = g_dir_make_tmp ("avow-stations-XXXXXX", &error);
  g_assert_no_error (error);
  founded.home_person = g_strdup (desk.colleague);
  founded.rogue_person = add_person (&desk, "1003", "Rita Rook");
  join (&desk, founded.home_person, "home");
  join (&desk, founded.rogue_person, "rogue");
  g_clear_pointer (&desk.store, avow_store_unref);
  source = g_build_filename (desk.folder, ".", NULL);
  target = g_build_filename (founded.folder, "desk", NULL);
  run ("cp", "-a", source, target);
  life_tear_down (&desk, NULL);
}

Stations *
stations_new (void)
{
  Stations *self = g_new0 (Stations, 1);
  g_autofree char *source = NULL;
  g_autofree char *officer = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;

  if (founded.folder == NULL)
    found ();
  avow_clock_replace (read_clock, NULL);
  self->folder = g_dir_make_tmp ("avow-stations-XXXXXX", &error);
  g_assert_no_error (error);
  source = g_build_filename (founded.folder, ".", NULL);
  run ("cp", "-a", source, self->folder);
  self->home_person = founded.home_person;
  self->rogue_person = founded.rogue_person;
  open_life (self, "desk", &self->desk, NULL);
  people = avow_identity_list (self->desk.store, &error);
  g_assert_no_error (error);
  self->desk.officer = g_intern_string (g_ptr_array_index (people, 0));
  open_life (self, "home", &self->home, self->home_person);
  open_life (self, "rogue", &self->rogue, self->rogue_person);
  return self;
}

void
stations_free (Stations *self)
{
  stations_close (&self->desk);
  stations_close (&self->home);
  stations_close (&self->rogue);
  avow_clock_replace (NULL, NULL);
  run ("rm", "-rf", self->folder, NULL);
  g_free (self->folder);
  g_free (self);
}

void
stations_register (void)
{
  life_register ();
  avow_exchange_register ();
}

int
stations_run (void)
{
  int status = life_run ();

  if (founded.folder != NULL)
    run ("rm", "-rf", founded.folder, NULL);
  g_free (founded.folder);
  g_free (founded.home_person);
  g_free (founded.rogue_person);
  return status;
}

void
stations_wait (Stations *self, gint64 time)
{
  now += time;
  self->desk.now = self->home.now = self->rogue.now = now;
}

void
stations_copy (Stations *self, Life *from, const char *name, Life *out_copy)
{
  g_autofree char *source = g_build_filename (from->folder, ".", NULL);
  g_autofree char *target = g_build_filename (self->folder, name, NULL);

  run ("cp", "-a", source, target);
  *out_copy = (Life) { 0 };
  open_life (self, name, out_copy, (char *) from->officer);
}

char *
stations_hand_over (Stations *self, Life *from, const char *actor, const AvowHandOverTo *to)
{
  static guint count;
  const AvowHandOverTo all = { 0 };
  char *path = g_strdup_printf ("%s/%u" AVOW_HAND_OVER_SUFFIX, self->folder, count++);
  AvowHandOverSummary summary;
  g_autoptr (GError) error = NULL;

  stations_wait (self, LIFE_MINUTE);
  avow_hand_over_write (from->store, actor, to != NULL ? to : &all, path, &summary, &error);
  g_assert_no_error (error);
  return path;
}

const char *
stations_take_in (Stations *self, Life *at, const char *actor, const char *path, char **out_reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;
  gint64 position = avow_store_get_position (at->store);

  stations_wait (self, LIFE_MINUTE);
  results = avow_take_in_file (at->store, actor, path, &error);
  if (results != NULL)
    return avow_intake_verdict_to_name (((AvowTakenIn *) g_ptr_array_index (results, 0))->verdict);
  g_assert_cmpint (avow_store_get_position (at->store), ==, position);
  g_test_message ("  %s", error->message);
  if (out_reason != NULL)
    *out_reason = g_strdup (error->message);
  return "refused";
}

gint64
stations_ask (Life *at, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64 answer;

  g_assert_cmpint (sqlite3_prepare_v2 (avow_store_get_database (at->store), sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return answer;
}

static AvowHandOverFile *
unpack (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, error);

  g_assert_nonnull (bytes);
  return avow_hand_over_file_unpack (bytes, error);
}

AvowHandOverFile *
stations_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  AvowHandOverFile *self = unpack (path, &error);

  g_assert_no_error (error);
  return self;
}

gboolean
stations_manifest_accepts (const char *path)
{
  g_autoptr (AvowHandOverFile) file = unpack (path, NULL);

  return file != NULL;
}

void
stations_write (AvowHandOverFile *file, Life *sealed_by, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_hash_table_remove (file->entries, "manifest");
  bytes = avow_hand_over_file_pack (file, sealed_by->store, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
}

static gboolean
is_sealed (const AvowHandOverLedger *ledger)
{
  g_autoptr (AvowIncoming) incoming = avow_hand_over_ledger_read (ledger, NULL);
  g_autoptr (AvowTree) tree = NULL;
  GPtrArray *jobs;
  AvowDigest root;

  if (incoming == NULL)
    return FALSE;
  if (ledger->first > 0)
    return TRUE; /* what comes before is not in the file */
  tree = avow_tree_open (0, NULL, NULL, NULL);
  jobs = avow_incoming_get_jobs (incoming);
  for (guint i = 0; i < jobs->len; i++)
    avow_tree_append (tree, &((AvowVerifyJob *) g_ptr_array_index (jobs, i))->row->hash);
  avow_tree_get_root (tree, &root);
  return avow_digest_equal (&root, &incoming->checkpoint.root) && jobs->len == incoming->checkpoint.size;
}

gboolean
stations_seal_accepts (const char *path)
{
  g_autoptr (AvowHandOverFile) file = stations_read (path);

  for (guint i = 0; i < file->ledgers->len; i++)
    if (!is_sealed (g_ptr_array_index (file->ledgers, i)))
      return FALSE;
  return TRUE;
}
