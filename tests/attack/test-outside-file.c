/* test-outside-file.c: a hand-over or an invitation that is cut short, or of which a byte is another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "people/avow-pack.h"

#include <string.h>

#define SHORT_EVERY 64

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
static gboolean
is_zip (const char *bytes, gsize length)
{
  const AvowPackLimits none = { G_MAXSIZE, G_MAXSIZE, G_MAXUINT };
  g_autoptr (GBytes) file = g_bytes_new_static (bytes, length);
  g_autoptr (GHashTable) entries = avow_pack_read (file, &none, NULL);

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/outside-file{cut short}", test_cut);
  g_test_add_func ("/avow/attack/outside-file{changed}", test_changed);
  return stations_run ();
}
