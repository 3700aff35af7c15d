/* test-bit-rot.c: single bits of a store's file, changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-page-map.h"
#include "avow-rooms.h"

#include "record/avow-verify.h"

#include <fcntl.h>
#include <ftw.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SEED 20260302
#define FLIPS 150
#define FLIPS_THOROUGH 2000

#define COMMENTS "comments and white space in a course's file, which its digest leaves out"
#define PADDING "the bits that fill the last byte of a packed text"

typedef struct
{
  char *folder;    /* of everything */
  char *store;     /* the folder of the store that is damaged */
  char *path;      /* its database */
  char *copy;      /* of it as it was */
  guint8 *sound;   /* the file as it was */
  gsize length;
  PageMap *map;
} Rot;

/* What became of a changed bit. */
typedef enum
{
  FOUND_BY_VERIFY,
  FOUND_AT_OPENING, /* refused, or opened for reading only, with a message */
  MENDED,           /* what it changed was made again at opening */
  NOT_FOUND,
  FATES
} Fate;

typedef struct
{
  guint fates[FATES];
  guint meaningless[PAGE_MAP_LAST];
  guint comments;
  guint padding;
  guint missed;        /* neither found nor meaningless */
  guint control_found; /* of all, by integrity_check alone */
  guint control_missed; /* of those that were found or mended here */
} Tally;

static int
remove_entry (const char *path, const struct stat *status, int flag, struct FTW *place)
{
  return remove (path);
}

static void
run_avowctl (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

/* A store that has lived: what was deleted has left free pages and blocks. */
static void
make_store (Rot *self)
{
  const char *const sample[] = { "avowctl", "sample", self->store, "--seed", "1", NULL };
  g_autofree char *file = g_build_filename (self->folder, "report.csv", NULL);
  const char *const report[] = { "avowctl", "--data", self->store, "report", "completion", "--format", "csv", "-o", file, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = NULL;

  run_avowctl (sample);
  run_avowctl (report);
  store = avow_store_open (self->store, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *key = g_strdup_printf ("p-%u/course/%u", i, i);
      g_autofree char *value = g_strnfill (400 + 37 * i, 'x');

      g_assert_true (avow_store_set_local (store, "draft", key, value, &error));
    }
  for (guint i = 0; i < 60; i++)
    if (i % 5 != 0)
      {
        g_autofree char *key = g_strdup_printf ("p-%u/course/%u", i, i);

        g_assert_true (avow_store_set_local (store, "draft", key, NULL, &error));
      }
}

static void
rot_set_up (Rot *self, gconstpointer data)
{
  char *bytes;

  self->folder = g_dir_make_tmp ("avow-rot-XXXXXX", NULL);
  self->store = g_build_filename (self->folder, "store", NULL);
  self->path = g_build_filename (self->store, AVOW_STORE_FILE, NULL);
  make_store (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &self->length, NULL));
  self->sound = (guint8 *) bytes;
  self->copy = g_build_filename (self->folder, "copy", NULL);
  g_assert_true (g_file_set_contents (self->copy, bytes, self->length, NULL));
  self->map = page_map_new (self->path);
}

static void
rot_tear_down (Rot *self, gconstpointer data)
{
  g_assert_cmpint (nftw (self->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), ==, 0);
  page_map_free (self->map);
  g_free (self->sound);
  g_free (self->folder);
  g_free (self->store);
  g_free (self->path);
  g_free (self->copy);
}

/* The sound file, but for one bit of the byte at @offset; @bit 8: none. */
static void
write_changed (Rot *self, gsize offset, guint bit)
{
  int file = g_open (self->path, O_WRONLY | O_TRUNC | O_CLOEXEC, 0600);
  guint8 changed = self->sound[offset] ^ (1 << bit);

  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, self->sound, self->length), ==, (gssize) self->length);
  g_assert_cmpint (pwrite (file, &changed, 1, offset), ==, 1);
  g_assert_true (g_close (file, NULL));
}

/* Whether the file is no longer as write_changed() left it. */
static gboolean
was_rewritten (Rot *self, gsize offset, guint bit)
{
  g_autofree char *bytes = NULL;
  gsize length;
  gboolean same;

  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  self->sound[offset] ^= 1 << bit;
  same = length == self->length && memcmp (bytes, self->sound, length) == 0;
  self->sound[offset] ^= 1 << bit;
  return !same;
}

static Fate
judge (Rot *self, gsize offset, guint bit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (self->store, &error);
  g_autoptr (AvowVerdict) verdict = NULL;

  if (store == NULL || avow_store_get_obstacle (store) != NULL)
    {
      g_assert_cmpuint (strlen (store == NULL ? error->message : avow_store_get_obstacle (store)->message), >, 20);
      return FOUND_AT_OPENING;
    }
  verdict = avow_store_verify (store, NULL, NULL, &error);
  if (verdict == NULL || !avow_verdict_is_sound (verdict))
    return FOUND_BY_VERIFY;
  g_clear_pointer (&store, avow_store_unref);
  return was_rewritten (self, offset, bit) ? MENDED : NOT_FOUND;
}

/* Control: what SQLite alone says. */
static gboolean
is_ok_to_sqlite (Rot *self)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  gboolean ok = FALSE;

  if (sqlite3_open_v2 (self->path, &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (database, "PRAGMA integrity_check", -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    ok = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return ok;
}

static sqlite3_stmt *
read_blobs (const char *path, const char *sql, sqlite3 **out_database)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, out_database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (*out_database, sql, -1, &statement, NULL);
  return statement;
}

/* The canonical form of a course has no comments; nor, here, white space, of which a course has no more than it takes to
 * part words. */
static gboolean
is_same_course (const guint8 *a, gsize a_length, const guint8 *b, gsize b_length)
{
  g_autoptr (GRegex) left_out = g_regex_new ("<!--.*?-->|<\\?.*?\\?>|\\s+", G_REGEX_DOTALL | G_REGEX_RAW, 0, NULL);
  g_autofree char *first = g_regex_replace (left_out, (const char *) a, a_length, 0, "", 0, NULL);
  g_autofree char *second = g_regex_replace (left_out, (const char *) b, b_length, 0, "", 0, NULL);

  return g_strcmp0 (first, second) == 0;
}

/* A deflated text ends within a byte, whose other bits mean nothing; its checksum follows. */
static gboolean
is_same_but_for_padding (const guint8 *a, gsize a_length, const guint8 *b, gsize b_length)
{
  gsize last = a_length - 4 - 1;

  return a_length == b_length && memcmp (a, b, last) == 0 && memcmp (a + last + 1, b + last + 1, 4) == 0;
}

/* Whether each BLOB that @sql reads is the same as before to @is_same. */
static gboolean
changes_nothing (Rot *self, const char *sql, gboolean (*is_same) (const guint8 *, gsize, const guint8 *, gsize))
{
  sqlite3 *databases[2];
  sqlite3_stmt *now = read_blobs (self->path, sql, &databases[0]);
  sqlite3_stmt *before = read_blobs (self->copy, sql, &databases[1]);
  gboolean same = now != NULL;

  while (same && sqlite3_step (before) == SQLITE_ROW)
    same = sqlite3_step (now) == SQLITE_ROW
           && is_same (sqlite3_column_blob (before, 0), sqlite3_column_bytes (before, 0),
                       sqlite3_column_blob (now, 0), sqlite3_column_bytes (now, 0));
  sqlite3_finalize (now);
  sqlite3_finalize (before);
  sqlite3_close (databases[0]);
  sqlite3_close (databases[1]);
  return same;
}

/* What the map of pages can't know, as it lies within a value. */
static const char *
find_excuse (Rot *self, gsize offset, guint bit)
{
  const char *owner = page_map_get_owner (self->map, offset);

  write_changed (self, offset, bit);
  if (g_str_equal (owner, "edition_file") && changes_nothing (self, "SELECT bytes FROM edition_file ORDER BY rowid", is_same_course))
    return COMMENTS;
  if (g_str_equal (owner, "payload") && changes_nothing (self, "SELECT bytes FROM payload ORDER BY rowid", is_same_but_for_padding))
    return PADDING;
  return NULL;
}

static void
tell_missed (Rot *self, gsize offset, guint bit, Tally *tally)
{
  tally->missed++;
  g_test_message ("NOT FOUND: byte %" G_GSIZE_FORMAT " of page %" G_GSIZE_FORMAT " (%s), bit %u", offset % 4096, offset / 4096 + 1,
                  page_map_get_owner (self->map, offset), bit);
}

static void
try_flip (Rot *self, gsize offset, guint bit, Tally *tally)
{
  PageMapClass class = page_map_get (self->map, offset);
  const char *excuse;
  gboolean ok;
  Fate fate;

  write_changed (self, offset, bit);
  ok = is_ok_to_sqlite (self);
  write_changed (self, offset, bit);
  fate = judge (self, offset, bit);
  tally->fates[fate]++;
  tally->control_found += ok ? 0 : 1;
  if (fate != NOT_FOUND)
    {
      tally->control_missed += ok ? 1 : 0;
      return;
    }
  if (class != PAGE_MAP_MEANS)
    {
      tally->meaningless[class]++;
      return;
    }
  excuse = find_excuse (self, offset, bit);
  if (g_strcmp0 (excuse, COMMENTS) == 0)
    tally->comments++;
  else if (g_strcmp0 (excuse, PADDING) == 0)
    tally->padding++;
  else
    tell_missed (self, offset, bit, tally);
}

static void
print_tally (const Tally *tally, guint flips)
{
  guint found = flips - tally->fates[NOT_FOUND];

  g_test_message ("%u single bits of the file were changed", flips);
  g_test_message ("%6u found by verification", tally->fates[FOUND_BY_VERIFY]);
  g_test_message ("%6u found at opening, with a message", tally->fates[FOUND_AT_OPENING]);
  g_test_message ("%6u put right at opening: the lists were made again", tally->fates[MENDED]);
  for (guint i = 1; i < PAGE_MAP_LAST; i++)
    g_test_message ("%6u mean nothing: %s", tally->meaningless[i], page_map_describe (i));
  g_test_message ("%6u mean nothing: " COMMENTS, tally->comments);
  g_test_message ("%6u mean nothing: " PADDING, tally->padding);
  g_test_message ("%6u mean something, and were not found", tally->missed);
  g_test_message ("control: integrity_check alone found %u of %u, and missed %u of the %u that mean something (%u %%)", tally->control_found,
                  flips, tally->control_missed, found, found > 0 ? tally->control_missed * 100 / found : 0);
}

static void
test_bits (Rot *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint flips = g_test_thorough () ? FLIPS_THOROUGH : FLIPS;
  Tally tally = { 0 };

  for (guint i = 0; i < flips; i++)
    {
      gsize offset = g_rand_int_range (random, 0, (gint32) self->length);
      guint bit = g_rand_int_range (random, 0, 8);

      try_flip (self, offset, bit, &tally);
    }
  print_tally (&tally, flips);
  g_assert_cmpuint (tally.missed, ==, 0);
  /* the control has to miss what is found here */
  g_assert_cmpuint (tally.control_missed, >, flips / 4);
}

/* Every bit of the header, of the first page that SQLite would trust. */
static void
test_header (Rot *self, gconstpointer data)
{
  guint step = g_test_thorough () ? 1 : 7;
  guint flips = 0;
  Tally tally = { 0 };

  for (guint bit = 0; bit < 8 * 112; bit += step, flips++)
    try_flip (self, bit / 8, bit % 8, &tally);
  print_tally (&tally, flips);
  g_assert_cmpuint (tally.missed, ==, 0);
  g_assert_cmpuint (tally.control_missed, >, 0);
}

/* What is told of a sound file is that it is sound. */
static void
test_sound (Rot *self, gconstpointer data)
{
  write_changed (self, 0, 8);
  g_assert_cmpint (judge (self, 0, 8), ==, NOT_FOUND);
  g_assert_true (is_ok_to_sqlite (self));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  avow_rooms_register ();
  g_test_add ("/avow/fault/bit-rot{sound}", Rot, NULL, rot_set_up, test_sound, rot_tear_down);
  g_test_add ("/avow/fault/bit-rot{bits}", Rot, NULL, rot_set_up, test_bits, rot_tear_down);
  g_test_add ("/avow/fault/bit-rot{header}", Rot, NULL, rot_set_up, test_header, rot_tear_down);
  return g_test_run ();
}
