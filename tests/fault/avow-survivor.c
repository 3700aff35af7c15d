/* avow-survivor.c: what a store still holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-survivor.h"

#include "avow-acts.h"

#include <string.h>

#define LEAF_LENGTH 32

static void
add_bytes (GByteArray *array, sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      g_byte_array_append (array, sqlite3_column_blob (statement, i), (guint) sqlite3_column_bytes (statement, i));
  sqlite3_finalize (statement);
}

static guint
count_keys (AvowStore *store)
{
  g_autofree char *folder = g_build_filename (avow_store_get_folder (store), AVOW_STORE_KEYS, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    count += g_str_has_suffix (name, ".pem") ? 1 : 0;
  return count;
}

Survivor *
survivor_of_store (AvowStore *store)
{
  Survivor *self = g_new0 (Survivor, 1);
  sqlite3 *database = store != NULL ? avow_store_get_database (store) : NULL;
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  g_autoptr (GByteArray) last = g_byte_array_new ();
  GByteArray *leaves;

  self->position = -1;
  if (store == NULL)
    return self;
  leaves = g_byte_array_new ();
  add_bytes (leaves, database, "SELECT hash FROM leaf ORDER BY position");
  add_bytes (rest, database, "SELECT edition, path, bytes FROM edition_file ORDER BY edition, path");
  add_bytes (rest, database, "SELECT area, key, value FROM local ORDER BY area, key");
  add_bytes (last, database, "SELECT bytes FROM payload WHERE position = (SELECT max(position) FROM leaf)");
  self->last = g_compute_checksum_for_data (G_CHECKSUM_SHA256, last->data, last->len);
  self->position = avow_store_get_position (store);
  self->keys = count_keys (store);
  self->leaves = g_byte_array_free_to_bytes (leaves);
  self->rest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, rest->data, rest->len);
  return self;
}

static char *
find_fault (AvowStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (store, NULL, NULL, &error);

  if (verdict == NULL)
    return g_strdup (error->message);
  if (avow_verdict_is_sound (verdict))
    return NULL;
  return g_strdup (((AvowFinding *) g_ptr_array_index (verdict->findings, 0))->message);
}

Survivor *
survivor_open (const char *folder, gboolean verify)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (folder, &error);
  Survivor *self;

  self = survivor_of_store (store);
  if (store == NULL && !g_error_matches (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NO_STORE))
    self->fault = g_strdup (error->message);
  else if (store != NULL && avow_store_get_obstacle (store) != NULL)
    self->fault = g_strdup (avow_store_get_obstacle (store)->message);
  else if (store != NULL && verify)
    self->fault = find_fault (store);
  g_clear_pointer (&store, avow_store_unref);
  self->telling = stage_count_telling (folder);
  return self;
}

void
survivor_free (Survivor *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->leaves, g_bytes_unref);
  g_free (self->last);
  g_free (self->rest);
  g_free (self->fault);
  g_free (self);
}

/* Whether the first records of @self are those of @other. */
static gboolean
begins_with (const Survivor *self, const Survivor *other)
{
  gsize length = other->position > 0 ? (gsize) other->position * LEAF_LENGTH : 0;

  return length == 0
         || (self->position >= other->position
             && memcmp (g_bytes_get_data (self->leaves, NULL), g_bytes_get_data (other->leaves, NULL), length) == 0);
}

/* What the next opening carries out is recorded when it does: the leaf has another time, and another salt. */
static gboolean
ends_alike (const Survivor *self, const Survivor *other)
{
  gsize length = other->position > 0 ? (gsize) (other->position - 1) * LEAF_LENGTH : 0;

  if (begins_with (self, other))
    return TRUE;
  return self->position == other->position && g_str_equal (self->last, other->last)
         && memcmp (g_bytes_get_data (self->leaves, NULL), g_bytes_get_data (other->leaves, NULL), length) == 0;
}

SurvivorFate
survivor_judge (const Survivor *self, const Survivor *before, const Survivor *after)
{
  if (self->fault != NULL)
    return SURVIVOR_BROKEN;
  if (!begins_with (self, before))
    return SURVIVOR_LOST;
  if (self->position == after->position && ends_alike (self, after) && g_strcmp0 (self->rest, after->rest) == 0)
    return self->keys == after->keys || after->position == before->position ? SURVIVOR_AFTER : SURVIVOR_LOST;
  if (self->position == before->position)
    return g_strcmp0 (self->rest, before->rest) == 0 ? SURVIVOR_BEFORE : SURVIVOR_LOST;
  return self->position < after->position && begins_with (after, self) ? SURVIVOR_BETWEEN : SURVIVOR_BROKEN;
}
