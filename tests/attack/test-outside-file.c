/* test-outside-file.c: a hand-over or an invitation that is cut short, or of which a byte is another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "people/avow-invitation.h"
#include "people/avow-invitation-file.h"
#include "sign/avow-pack.h"

#include <string.h>

#define SHORT_EVERY 64
#define REPACKED_THOROUGH 100 /* times each entry of an invitation, in the long run */

typedef struct
{
  Stations *stations;
  char *path;
  char *bytes;
  gsize length;
  guint tried;
  guint refused;
  guint control;
} Trial;

static void
begin (Trial *trial)
{
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;

  trial->stations = stations_new ();
  whole = stations_hand_over (trial->stations, &trial->stations->rogue, trial->stations->rogue_person, NULL);
  g_file_get_contents (whole, &trial->bytes, &trial->length, &error);
  g_assert_no_error (error);
  trial->path = g_build_filename (trial->stations->folder, "changed", NULL);
}

static char *
list_folder (Life *life)
{
  g_autofree char *path = g_build_filename (life->folder, "store", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GString *names = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_string_append_printf (names, "%s ", name);
  return g_string_free (names, FALSE);
}

/* What a reader of zips that knows no manifest makes of it. */
static GHashTable *
read_zip (const char *bytes, gsize length)
{
  const AvowPackLimits none = { G_MAXSIZE, G_MAXSIZE, G_MAXUINT };
  g_autoptr (GBytes) file = g_bytes_new_static (bytes, length);

  return avow_pack_read (file, &none, NULL);
}

static gboolean
is_zip (const char *bytes, gsize length)
{
  g_autoptr (GHashTable) entries = read_zip (bytes, length);

  return entries != NULL;
}

static void
try (Trial *trial, const char *bytes, gsize length)
{
  Life *desk = &trial->stations->desk;
  gint64 position = avow_store_get_position (desk->store);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (trial->path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
  results = avow_take_in_file (desk->store, desk->officer, trial->path, &error);
  trial->tried++;
  trial->control += is_zip (bytes, length);
  if (results == NULL)
    {
      trial->refused++;
      g_assert_cmpuint (strlen (error->message), >, 0);
      g_assert_cmpint (avow_store_get_position (desk->store), ==, position);
    }
}

static void
finish (Trial *trial)
{
  g_autoptr (AvowVerdict) verdict = life_verify (&trial->stations->desk);

  g_assert_true (avow_verdict_is_sound (verdict));
  g_free (trial->bytes);
  g_free (trial->path);
  stations_free (trial->stations);
}

static void
test_cut (void)
{
  Trial trial = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 position;
  gsize every = g_test_thorough () ? 1 : SHORT_EVERY;

  begin (&trial);
  before = list_folder (&trial.stations->desk);
  position = avow_store_get_position (trial.stations->desk.store);
  for (gsize length = 0; length < trial.length; length += every)
    try (&trial, trial.bytes, length);
  after = list_folder (&trial.stations->desk);
  g_test_message ("a hand-over of %zu bytes cut short: %u tried, %u refused; control: whole it is taken", trial.length, trial.tried,
                  trial.refused);
  g_assert_cmpuint (trial.refused, ==, trial.tried);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (avow_store_get_position (trial.stations->desk.store), ==, position);
  try (&trial, trial.bytes, trial.length);
  g_assert_cmpuint (trial.refused, ==, trial.tried - 1);
  finish (&trial);
}

/* A changed byte is refused, or stands in what the zip says of dates and the like, which nobody reads: all entries are then what
 * their manifest lists, and there is nothing new in them. */
static void
test_changed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261125);
  Trial trial = { 0 };
  gint64 position;

  begin (&trial);
  try (&trial, trial.bytes, trial.length);
  position = avow_store_get_position (trial.stations->desk.store);
  g_assert_cmpuint (trial.refused, ==, 0);
  trial.tried = trial.control = 0;
  for (gsize i = 0; i < trial.length; i += g_test_thorough () ? 1 : (gsize) g_rand_int_range (random, 1, SHORT_EVERY))
    {
      char kept = trial.bytes[i];
      guint refused = trial.refused;

      trial.bytes[i] ^= (char) g_rand_int_range (random, 1, 256);
      try (&trial, trial.bytes, trial.length);
      trial.bytes[i] = kept;
      if (trial.refused == refused)
        g_assert_true (stations_manifest_accepts (trial.path));
    }
  g_test_message ("a byte changed: %u tried, %u refused, %u in dates and the like without effect; control: a reader of zips alone "
                  "accepts %u", trial.tried, trial.refused, trial.tried - trial.refused, trial.control);
  g_assert_cmpint (avow_store_get_position (trial.stations->desk.store), ==, position);
  g_assert_cmpuint (trial.control, >, trial.tried - trial.refused);
  finish (&trial);
}

/* --- an invitation: nothing of it is believed that the code does not vouch for, and what is refused leaves it as good as it was */

typedef struct
{
  Stations *stations;
  char *path;    /* where what was changed lies */
  char *folder;  /* where a store would be made */
  char *code;
  char *bytes;
  gsize length;
  GHashTable *entries; /* as they were */
  guint tried;
  guint refused;
  guint same;    /* of no effect: every entry is what it was */
  guint control; /* a reader of zips alone accepts */
} Letter;

static void
begin_letter (Letter *letter)
{
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;

  letter->stations = stations_new ();
  whole = g_build_filename (letter->stations->folder, "whole.avow-invitation", NULL);
  letter->path = g_build_filename (letter->stations->folder, "changed.avow-invitation", NULL);
  letter->folder = g_build_filename (letter->stations->folder, "joined", NULL);
  avow_invitation_write (letter->stations->desk.store, letter->stations->desk.officer, LIFE_PASSPHRASE, letter->stations->home_person, whole,
                         &letter->code, &error);
  g_assert_no_error (error);
  g_file_get_contents (whole, &letter->bytes, &letter->length, &error);
  g_assert_no_error (error);
  letter->entries = read_zip (letter->bytes, letter->length);
  g_assert_nonnull (letter->entries);
}

static gboolean
is_same (Letter *letter, GHashTable *entries)
{
  GHashTableIter iter;
  gpointer name, bytes;

  if (g_hash_table_size (entries) != g_hash_table_size (letter->entries))
    return FALSE;
  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      GBytes *was = g_hash_table_lookup (letter->entries, name);

      if (was == NULL || !g_bytes_equal (was, bytes))
        return FALSE;
    }
  return TRUE;
}

/* (transfer full): the store, or %NULL, in which case there is a reason and nothing was written. */
static AvowStore *
accept (Letter *letter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowInvitation) invitation = avow_invitation_open (letter->path, &error);
  AvowStore *store = NULL;

  if (invitation != NULL)
    store = avow_invitation_accept (invitation, letter->folder, letter->code, STATIONS_PASSPHRASE, NULL, &error);
  if (store != NULL)
    return store;
  g_assert_cmpuint (strlen (error->message), >, 0);
  g_assert_false (g_file_test (letter->folder, G_FILE_TEST_EXISTS));
  return NULL;
}

static void
try_letter (Letter *letter, const char *bytes, gsize length)
{
  g_autoptr (GHashTable) entries = read_zip (bytes, length);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (letter->path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
  letter->tried++;
  letter->control += entries != NULL;
  if (entries != NULL && is_same (letter, entries))
    {
      g_autoptr (AvowInvitation) invitation = avow_invitation_open (letter->path, &error);

      /* all that is read of a file is in its entries */
      g_assert_no_error (error);
      letter->same++;
      return;
    }
  g_assert_null (accept (letter));
  letter->refused++;
}

/* After all that, it is as good as it was. */
static void
finish_letter (Letter *letter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = NULL;

  g_file_set_contents (letter->path, letter->bytes, (gssize) letter->length, &error);
  g_assert_no_error (error);
  store = accept (letter);
  g_assert_nonnull (store);
  g_clear_pointer (&store, avow_store_unref);
  g_hash_table_unref (letter->entries);
  g_free (letter->bytes);
  g_free (letter->code);
  g_free (letter->folder);
  g_free (letter->path);
  stations_free (letter->stations);
}

static void
test_letter_cut (void)
{
  Letter letter = { 0 };
  gsize every = g_test_thorough () ? 1 : SHORT_EVERY;

  begin_letter (&letter);
  for (gsize length = 0; length < letter.length; length += every)
    try_letter (&letter, letter.bytes, length);
  g_test_message ("an invitation of %zu bytes cut short: %u tried, %u refused, nothing written; control: whole it is accepted", letter.length,
                  letter.tried, letter.refused);
  g_assert_cmpuint (letter.refused, ==, letter.tried);
  finish_letter (&letter);
}

static void
test_letter_changed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261126);
  Letter letter = { 0 };

  begin_letter (&letter);
  for (gsize i = 0; i < letter.length; i += g_test_thorough () ? 1 : (gsize) g_rand_int_range (random, 1, SHORT_EVERY))
    {
      char kept = letter.bytes[i];

      letter.bytes[i] ^= (char) g_rand_int_range (random, 1, 256);
      try_letter (&letter, letter.bytes, letter.length);
      letter.bytes[i] = kept;
    }
  g_test_message ("an invitation of %zu bytes, one of them changed: %u tried, %u refused, nothing written, %u in dates and the like without "
                  "effect; control: a reader of zips alone accepts %u", letter.length, letter.tried, letter.refused, letter.same, letter.control);
  g_assert_cmpuint (letter.control, >, letter.same);
  finish_letter (&letter);
}

/* A byte of what stands in an entry, and the zip packed anew, so that its own checksums fit. */
static void
repack (Letter *letter, const char *name, GRand *random)
{
  g_autoptr (GHashTable) entries = read_zip (letter->bytes, letter->length);
  gsize length;
  const char *was = g_bytes_get_data (g_hash_table_lookup (entries, name), &length);
  char *is = g_memdup2 (was, length);
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GError) error = NULL;

  is[g_rand_int_range (random, 0, (gint32) length)] ^= (char) g_rand_int_range (random, 1, 256);
  g_hash_table_insert (entries, g_strdup (name), g_bytes_new_take (is, length));
  packed = avow_pack_write (entries, AVOW_INVITATION_SEAL, 0, &error);
  g_assert_no_error (error);
  try_letter (letter, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
}

static void
test_letter_repacked (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261127);
  Letter letter = { 0 };
  g_autoptr (GPtrArray) names = NULL;
  guint rounds = g_test_thorough () ? REPACKED_THOROUGH : 1;

  begin_letter (&letter);
  names = avow_pack_list (letter.entries, NULL);
  for (guint i = 0; i < names->len * rounds; i++)
    repack (&letter, g_ptr_array_index (names, i % names->len), random);
  g_test_message ("a byte in one of an invitation's %u entries changed, and packed anew: %u tried, %u refused, nothing written; control: a reader "
                  "of zips alone accepts %u", names->len, letter.tried, letter.refused, letter.control);
  g_assert_cmpuint (letter.refused, ==, letter.tried);
  g_assert_cmpuint (letter.control, ==, letter.tried);
  finish_letter (&letter);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/outside-file{cut short}", test_cut);
  g_test_add_func ("/avow/attack/outside-file{changed}", test_changed);
  g_test_add_func ("/avow/attack/outside-file{invitation, cut short}", test_letter_cut);
  g_test_add_func ("/avow/attack/outside-file{invitation, changed}", test_letter_changed);
  g_test_add_func ("/avow/attack/outside-file{invitation, packed anew}", test_letter_repacked);
  return stations_run ();
}
