/* avow-draft-picture.c: the pictures of a question
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-draft.h"

#include "course/avow-course-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PLUGIN_FILE "@@PLUGINFILE@@/" /* Moodle: a file that the question carries */
#define MAX_FILES (AVOW_EDITION_MAX_FILES - 10)
#define MAX_DRAWING (2 * 1024 * 1024)

/* A drawing has no scripts, and defines no entities: what is drawn is what is in it. */
static gboolean
is_drawing (GBytes *bytes)
{
  static const AvowPrescanLimits limits = {
    .bytes = MAX_DRAWING, .depth = 64, .elements = 20000, .value = 256 * 1024, .text = 256 * 1024, .instructions = FALSE,
  };
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowTree) tree = NULL;
  AvowSource source;

  avow_source_init (&source, bytes, "", found);
  tree = avow_reader_read_within (&source, &limits);
  if (tree == NULL || !g_str_equal (tree->root->name, "svg"))
    return FALSE;
  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    if (node->name != NULL && (g_str_equal (node->name, "script") || g_str_equal (node->name, "foreignObject")))
      return FALSE;

  return TRUE;
}

/* (nullable): the ending of a picture of this kind, by what is in it. */
static const char *
find_ending (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  if (length > 8 && memcmp (data, "\x89PNG\r\n\x1A\n", 8) == 0)
    return "png";
  if (length > 3 && memcmp (data, "\xFF\xD8\xFF", 3) == 0)
    return "jpg";
  if (length > 4 && memchr (data, '<', MIN (length, 64)) != NULL && is_drawing (bytes))
    return "svg";

  return NULL;
}

/* data:image/png;base64,… */
static GBytes *
read_data_address (const char *address)
{
  const char *comma = strchr (address, ',');
  gsize length;
  guchar *bytes;

  if (comma == NULL || memmem (address, comma - address, ";base64", 7) == NULL)
    return NULL;
  bytes = g_base64_decode (comma + 1, &length);

  return g_bytes_new_take (bytes, length);
}

char *
avow_import_resolve (const char *folder, const char *address)
{
  g_autofree char *plain = g_uri_unescape_string (address, NULL);
  g_autofree char *joined = g_strconcat (folder != NULL ? folder : "", plain != NULL ? plain : address, NULL);
  g_auto (GStrv) parts = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], ".."))
      {
        if (kept->len == 0)
          return NULL;
        g_ptr_array_set_size (kept, kept->len - 1);
      }
    else if (*parts[i] != '\0' && !g_str_equal (parts[i], "."))
      g_ptr_array_add (kept, parts[i]);
  g_ptr_array_add (kept, NULL);

  return g_strjoinv ("/", (char **) kept->pdata);
}

/* (transfer none) (nullable): the bytes of a name that may be written in the way of addresses. */
static GBytes *
find_file (AvowDraft *self, const char *address)
{
  g_autofree char *plain = g_uri_unescape_string (address, NULL);
  g_autofree char *path = NULL;
  const char *name = plain != NULL ? plain : address;
  GBytes *bytes = NULL;

  if (self->files != NULL && g_str_has_prefix (name, PLUGIN_FILE))
    {
      g_autofree char *bare = g_strndup (name + strlen (PLUGIN_FILE), strcspn (name + strlen (PLUGIN_FILE), "?"));

      return g_hash_table_lookup (self->files, bare);
    }
  if (self->import->entries == NULL)
    return NULL;
  path = avow_import_resolve (self->base, address);
  if (path != NULL)
    bytes = g_hash_table_lookup (self->import->entries, path);
  if (bytes == NULL && g_str_has_prefix (name, "/"))
    bytes = g_hash_table_lookup (self->import->entries, name + 1);

  return bytes;
}

/* pictures/NAME.ENDING; another picture of the same name gets another. */
static char *
choose_path (AvowDraft *self, const char *address, const char *ending, GBytes *bytes)
{
  g_autofree char *base = g_str_has_prefix (address, "data:") ? NULL : g_path_get_basename (address);
  g_autofree char *plain = base != NULL ? g_uri_unescape_string (base, NULL) : NULL;
  g_autofree char *stem = g_strdup (plain != NULL ? plain : base != NULL ? base : "picture");
  g_autofree char *slug = NULL;
  char *path;

  if (strrchr (stem, '.') != NULL)
    *strrchr (stem, '.') = '\0';
  slug = g_utf8_validate (stem, -1, NULL) ? avow_import_slug (stem) : g_strdup ("");
  path = g_strdup_printf ("pictures/%s.%s", *slug != '\0' ? slug : "picture", ending);
  for (guint i = 2; TRUE; i++)
    {
      GBytes *other = g_hash_table_lookup (self->import->pictures, path);

      if (other == NULL)
        other = g_hash_table_lookup (self->pictures, path);
      if (other == NULL || g_bytes_equal (other, bytes))
        return path;
      g_free (path);
      path = g_strdup_printf ("pictures/%s-%u.%s", *slug != '\0' ? slug : "picture", i, ending);
    }
}

static gboolean
is_remote (const char *address)
{
  return g_str_has_prefix (address, "//") || strstr (address, "://") != NULL;
}

static gboolean
fits (AvowDraft *self, GBytes *bytes)
{
  gsize total = self->import->picture_bytes + g_bytes_get_size (bytes);
  GHashTableIter iter;
  gpointer other;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, NULL, &other))
    total += g_bytes_get_size (other);

  return total <= AVOW_IMPORT_MAX_PICTURES && g_hash_table_size (self->import->pictures) + g_hash_table_size (self->pictures) < MAX_FILES;
}

char *
avow_draft_add_picture (AvowDraft *self, const char *address)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *ending;
  char *path;

  if (g_str_has_prefix (address, "data:"))
    bytes = read_data_address (address);
  else if (is_remote (address))
    {
      avow_draft_note (self, _("a picture that lies on another computer is not taken"), _("put it into the course’s folder and show it from there"));
      return NULL;
    }
  else if (find_file (self, address) != NULL)
    bytes = g_bytes_ref (find_file (self, address));

  if (bytes == NULL)
    {
      g_autofree char *message = avow_import_quote (_("the picture “%s” does not come with it"), g_str_has_prefix (address, "data:") ? "data:" : address);

      avow_draft_note (self, message, _("put it into the course’s folder and show it from there"));
      return NULL;
    }
  ending = find_ending (bytes);
  if (ending == NULL)
    {
      avow_draft_note (self, _("a picture is neither PNG, JPEG nor a plain SVG, so that it is not taken"), _("save it as PNG, and put it into the course’s folder"));
      return NULL;
    }
  if (!fits (self, bytes))
    {
      avow_draft_note (self, _("there are more pictures than a course holds, so that this is not taken"), _("use smaller pictures, or import fewer files"));
      return NULL;
    }

  path = choose_path (self, address, ending, bytes);
  g_hash_table_insert (self->pictures, g_strdup (path), g_steal_pointer (&bytes));
  return path;
}
