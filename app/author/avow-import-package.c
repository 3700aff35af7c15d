/* avow-import-package.c: packages of QTI: a zip with imsmanifest.xml (IMS Content Packaging)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-import-format.h"
#include "avow-import-qti.h"

#include "sign/avow-pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MANIFEST "imsmanifest.xml"

static const AvowPackLimits pack_limits = {
  .file = AVOW_IMPORT_MAX_BYTES,
  .unpacked = 2 * AVOW_IMPORT_MAX_BYTES,
  .entries = AVOW_IMPORT_MAX_ENTRIES,
  .foreign = TRUE,
};

char *
avow_import_get_folder (const char *path)
{
  const char *slash = strrchr (path, '/');

  return g_strndup (path, slash != NULL ? (gsize) (slash + 1 - path) : 0);
}

/* (nullable): the manifest that lies least deep. */
static const char *
find_manifest (GHashTable *entries)
{
  g_autoptr (GPtrArray) names = avow_pack_list (entries, NULL);
  const char *found = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if ((g_str_equal (name, MANIFEST) || g_str_has_suffix (name, "/" MANIFEST)) && (found == NULL || strlen (name) < strlen (found)))
        found = name;
    }

  return found;
}

/* Begins an entry of the package. */
static gboolean
begin_entry (AvowImport *self, const char *package, const char *path, GBytes *bytes)
{
  char *name = g_strdup_printf ("%s/%s", package, path);
  g_autoptr (GBytes) text = NULL;

  g_ptr_array_add (self->names, name);
  text = avow_import_decode (self, name, bytes);
  if (text == NULL)
    return FALSE;
  avow_import_begin (self, name, text);

  return TRUE;
}

static void
read_entry (AvowImport *self, const char *package, const char *path, GBytes *bytes)
{
  g_autofree char *folder = avow_import_get_folder (path);
  g_autoptr (AvowTree) tree = NULL;

  if (!begin_entry (self, package, path, bytes))
    return;
  tree = avow_import_read_xml (self);
  if (tree == NULL)
    return;
  if (avow_import_format_find_root (tree->root->name) == AVOW_ROOT_ITEM)
    avow_import_read_item (self, tree, folder);
  else
    avow_import_refuse (self, tree->root->offset, NULL, g_strdup_printf (_("<%s> is no question, as the package says it is"), tree->root->name),
                        g_strdup (_("make the package anew")));
}

typedef enum
{
  RESOURCE_OTHER,
  RESOURCE_ITEM,
  RESOURCE_TEST,
  RESOURCE_OLD,
} Resource;

static Resource
find_resource (const char *type)
{
  static const struct
  {
    const char *prefix;
    Resource resource;
  } types[] = {
    { "imsqti_item_xmlv2p", RESOURCE_ITEM },
    { "imsqti_item_xmlv3p", RESOURCE_ITEM },
    { "imsqti_apipitem_xmlv2p", RESOURCE_ITEM },
    { "imsqti_assessment_item", RESOURCE_ITEM },
    { "imsqti_test_xmlv2p", RESOURCE_TEST },
    { "imsqti_test_xmlv3p", RESOURCE_TEST },
    { "imsqti_apiptest_xmlv2p", RESOURCE_TEST },
    { "imsqti_xmlv1p", RESOURCE_OLD },
    { "assessment/x-bb-", RESOURCE_OLD },
  };

  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_has_prefix (type, types[i].prefix))
      return types[i].resource;

  return RESOURCE_OTHER;
}

/* The title of the test in it, else of what is said of the package. */
static char *
find_title (AvowTree *manifest, GHashTable *entries, const char *folder)
{
  AvowNode *resources = avow_qti_find (manifest->root, "resources"), *metadata = avow_qti_find (manifest->root, "metadata"), *title;

  if (resources != NULL)
    AVOW_QTI_FOR_EACH (resource, resources, "resource")
      if (find_resource (avow_qti_get (resource, "type")) == RESOURCE_TEST && avow_qti_get (resource, "href") != NULL)
        {
          g_autofree char *path = avow_import_resolve (folder, avow_qti_get (resource, "href"));
          GBytes *bytes = path != NULL ? g_hash_table_lookup (entries, path) : NULL;
          g_autoptr (AvowTree) tree = bytes != NULL ? avow_import_read_aside (bytes) : NULL;

          if (tree != NULL && avow_qti_get (tree->root, "title") != NULL && avow_text_says (avow_qti_get (tree->root, "title")))
            return g_strdup (avow_qti_get (tree->root, "title"));
        }

  title = metadata != NULL ? avow_qti_find_inside (metadata, "title") : NULL;
  return title != NULL ? avow_qti_get_text (title) : NULL;
}

static void
read_resource (AvowImport *self, const char *package, const char *folder, AvowNode *resource)
{
  const char *address = avow_qti_get (resource, "href");
  Resource kind = find_resource (avow_qti_get (resource, "type"));
  g_autofree char *path = address != NULL ? avow_import_resolve (folder, address) : NULL;
  GBytes *bytes = path != NULL ? g_hash_table_lookup (self->entries, path) : NULL;

  if (kind == RESOURCE_OLD)
    avow_import_refuse (self, resource->offset, address, g_strdup (_("this is QTI 1, which Avow does not read")), g_strdup (_("export it anew as QTI 2 or 3, or as Moodle XML")));
  else if (kind == RESOURCE_ITEM && bytes == NULL)
    avow_import_refuse (self, resource->offset, address, g_strdup (_("the package names this question, and has no such file")), g_strdup (_("make the package anew")));
  else if (kind == RESOURCE_ITEM)
    {
      g_autoptr (GBytes) text = g_bytes_ref (self->text);
      const char *name = self->source.name;

      read_entry (self, package, path, bytes);
      /* places are those of the manifest again */
      avow_import_begin (self, name, text);
    }
}

static void
read_manifest (AvowImport *self, const char *package, const char *manifest)
{
  g_autofree char *folder = avow_import_get_folder (manifest);
  g_autofree char *title = NULL, *stem = avow_import_get_stem (package);
  g_autoptr (AvowTree) tree = NULL;
  AvowNode *resources;

  if (!begin_entry (self, package, manifest, g_hash_table_lookup (self->entries, manifest)))
    return;
  tree = avow_import_read_xml (self);
  if (tree == NULL)
    return;
  title = find_title (tree, self->entries, folder);
  avow_import_enter (self, package, title != NULL && avow_text_says (title) ? title : stem);
  resources = avow_qti_find (tree->root, "resources");
  if (resources != NULL)
    AVOW_QTI_FOR_EACH (resource, resources, "resource")
      read_resource (self, package, folder, resource);
}

/* A zip of items without a manifest: whatever in it is one. */
static void
read_loose (AvowImport *self, const char *package)
{
  g_autoptr (GPtrArray) names = avow_pack_list (self->entries, NULL);
  g_autofree char *stem = avow_import_get_stem (package);

  avow_import_enter (self, package, stem);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      GBytes *bytes = g_hash_table_lookup (self->entries, name);
      g_autoptr (AvowTree) tree = g_str_has_suffix (name, ".xml") ? avow_import_read_aside (bytes) : NULL;

      if (tree != NULL && avow_import_format_find_root (tree->root->name) == AVOW_ROOT_ITEM)
        read_entry (self, package, name, bytes);
    }
}

void
avow_import_read_package (AvowImport *self, const char *name, GBytes *zip)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) entries = avow_pack_read (zip, &pack_limits, &error);
  const char *manifest;

  if (entries == NULL)
    {
      avow_import_refuse_file (self, name, g_strdup_printf (_("the package can’t be taken: %s"), error->message), g_strdup (_("make it anew")));
      return;
    }

  self->entries = entries;
  manifest = find_manifest (entries);
  if (manifest != NULL)
    read_manifest (self, name, manifest);
  else
    read_loose (self, name);
  self->entries = NULL;
}
