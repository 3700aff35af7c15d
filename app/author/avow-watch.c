/* avow-watch.c: a course folder that somebody is working on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-watch.h"

#include <glib/gstdio.h>
#include <string.h>

#define QUIET_MS 150 /* after the last of an editor's doings; each of them is over within a few */
#define MOST_FOLDERS 100

struct _AvowWatch
{
  char *folder;
  char *stem;          /* nullable: of the file that is watched alone, `policy` of `policy.xml` */
  AvowWatchChanged changed;
  gpointer data;
  GPtrArray *monitors; /* of GFileMonitor */
  char *state;         /* of the files: names, times and lengths */
  guint source;
};

static void look (AvowWatch *self);

/* What editors leave behind is no part of a course. */
static gboolean
is_part (const char *name)
{
  return name[0] != '.' && name[0] != '#' && !g_str_has_suffix (name, "~");
}

/* In a folder of several documents the others are not watched. */
static gboolean
is_watched (const AvowWatch *self, const char *folder, const char *name)
{
  return self->stem == NULL || !g_str_equal (folder, self->folder) || g_str_has_prefix (name, self->stem);
}

static gboolean
quiet_cb (gpointer data)
{
  AvowWatch *self = data;
  g_autofree char *before = g_strdup (self->state);

  self->source = 0;
  look (self);
  if (!g_str_equal (before, self->state))
    self->changed (self->data);

  return G_SOURCE_REMOVE;
}

static void
event_cb (AvowWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (QUIET_MS, quiet_cb, self);
}

static void
watch_folder (AvowWatch *self, const char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  GFileMonitor *monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor == NULL)
    return;
  g_file_monitor_set_rate_limit (monitor, QUIET_MS);
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (event_cb), self);
  g_ptr_array_add (self->monitors, monitor);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_part (name))
      g_ptr_array_add (names, g_strdup (name));
  g_clear_pointer (&dir, g_dir_close);
  g_ptr_array_sort (names, compare_names);

  return names;
}

/* Notes what is in a folder, and watches it and those in it. */
static void
look_into (AvowWatch *self, const char *folder, GString *state)
{
  g_autoptr (GPtrArray) names = list_names (folder);

  if (self->monitors->len >= MOST_FOLDERS)
    return;
  watch_folder (self, folder);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf own;

      if (g_lstat (path, &own) != 0)
        continue;
      if (S_ISDIR (own.st_mode))
        look_into (self, path, state);
      else if (is_watched (self, folder, name))
        g_string_append_printf (state, "%s %" G_GUINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld %" G_GINT64_FORMAT "\n", path, (guint64) own.st_ino,
                                (gint64) own.st_mtim.tv_sec, own.st_mtim.tv_nsec, (gint64) own.st_size);
    }
}

static void
look (AvowWatch *self)
{
  g_autoptr (GString) state = g_string_new (NULL);

  g_ptr_array_set_size (self->monitors, 0);
  look_into (self, self->folder, state);
  g_free (self->state);
  self->state = g_strdup (state->str);
}

static void
free_monitor (gpointer data)
{
  g_file_monitor_cancel (data);
  g_object_unref (data);
}

AvowWatch *
avow_watch_new (const char *path, AvowWatchChanged changed, gpointer data)
{
  AvowWatch *self = g_new0 (AvowWatch, 1);
  gboolean is_file = g_str_has_suffix (path, ".xml") && !g_file_test (path, G_FILE_TEST_IS_DIR);

  self->folder = is_file ? g_path_get_dirname (path) : g_strdup (path);
  if (is_file)
    {
      g_autofree char *name = g_path_get_basename (path);

      self->stem = g_strndup (name, strlen (name) - strlen (".xml"));
    }
  self->changed = changed;
  self->data = data;
  self->monitors = g_ptr_array_new_with_free_func (free_monitor);
  look (self);

  return self;
}

void
avow_watch_free (AvowWatch *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_ptr_array_unref (self->monitors);
  g_free (self->folder);
  g_free (self->stem);
  g_free (self->state);
  g_free (self);
}
