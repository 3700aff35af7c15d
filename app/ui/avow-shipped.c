/* avow-shipped.c: courses and documents that came with Avow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-shipped.h"

#include "people/avow-organisation.h"

#include <glib/gi18n-lib.h>

#define RULE_ID "onboarding"

static void
clear_item (gpointer data)
{
  AvowShippedItem *item = data;

  g_clear_pointer (&item->course, avow_course_unref);
  g_clear_pointer (&item->document, avow_document_unref);
}

AvowShippedItem *
avow_shipped_item_ref (AvowShippedItem *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
avow_shipped_item_unref (AvowShippedItem *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  clear_item (self);
  g_free (self);
}

const char *
avow_shipped_item_get_id (const AvowShippedItem *self)
{
  return self->course != NULL ? self->course->id : self->document->id;
}

const char *
avow_shipped_item_get_title (const AvowShippedItem *self)
{
  return self->course != NULL ? self->course->title : self->document->title;
}

AvowEdition *
avow_shipped_item_get_edition (const AvowShippedItem *self)
{
  return self->course != NULL ? self->course->files : self->document->files;
}

GPtrArray *
avow_shipped_item_get_variables (const AvowShippedItem *self)
{
  return self->course != NULL ? self->course->variables : self->document->variables;
}

static AvowShippedItem *
load_item (const char *path, GError **error)
{
  g_autoptr (AvowEdition) edition = avow_edition_load (path, error);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  AvowShippedItem *item;

  if (edition == NULL)
    return NULL;

  item = g_new0 (AvowShippedItem, 1);
  g_atomic_ref_count_init (&item->ref_count);
  if (avow_edition_is_document (edition))
    item->document = avow_document_new (edition, path, diagnostics, error);
  else
    item->course = avow_course_new (edition, path, diagnostics, error);
  if (item->course == NULL && item->document == NULL)
    g_clear_pointer (&item, avow_shipped_item_unref);

  return item;
}

/* A course is a folder with a course.xml; any other folder may hold documents, a file each. */
static gboolean
load_folder (GPtrArray *items, const char *folder, gboolean is_top, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *main_file = g_build_filename (path, AVOW_EDITION_MAIN, NULL);
      gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
      AvowShippedItem *item;

      if (is_folder && !g_file_test (main_file, G_FILE_TEST_EXISTS))
        {
          if (is_top && !load_folder (items, path, FALSE, error))
            return FALSE;
          continue;
        }
      if (!is_folder && !g_str_has_suffix (name, ".xml"))
        continue;

      item = load_item (path, error);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
    }

  return TRUE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const AvowShippedItem *first = *(const AvowShippedItem *const *) a;
  const AvowShippedItem *second = *(const AvowShippedItem *const *) b;

  if ((first->course != NULL) != (second->course != NULL))
    return first->course != NULL ? -1 : 1;

  return g_utf8_collate (avow_shipped_item_get_title (first), avow_shipped_item_get_title (second));
}

/* Facts that an adopted edition was filled with need not be typed again. */
static void
find_adopted (AvowShippedItem *item, AvowStore *store, GHashTable *variables)
{
  AvowDigest digest;
  g_autoptr (GHashTable) own = NULL;
  g_autoptr (AvowCourse) course = NULL;
  g_autoptr (AvowDocument) document = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (!avow_digest_parse (avow_edition_get_digest (avow_shipped_item_get_edition (item)), &digest))
    return;

  if (item->course != NULL)
    course = avow_programme_get_course (store, &digest, &own, NULL);
  else
    document = avow_programme_get_document (store, &digest, &own, NULL);
  item->adopted = course != NULL || document != NULL;
  if (own == NULL)
    return;

  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (variables, g_strdup (name), g_strdup (value));
}

static char *
find_folder (void)
{
  const char *folder = g_getenv ("AVOW_COURSES");

  return folder != NULL ? g_strdup (folder) : g_build_filename (AVOW_DATA_DIR, "courses", NULL);
}

gpointer
avow_shipped_load (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (AvowShipped) self = g_new0 (AvowShipped, 1);
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *folder = find_folder ();

  if (organisation == NULL)
    return NULL;

  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_shipped_item_unref);
  self->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!load_folder (self->items, folder, TRUE, error))
    return NULL;
  g_ptr_array_sort (self->items, compare_items);

  g_hash_table_insert (self->variables, g_strdup ("organisation"), g_strdup (organisation->name));
  for (guint i = 0; i < self->items->len; i++)
    find_adopted (g_ptr_array_index (self->items, i), store, self->variables);

  people = avow_roster_list (store, NULL, error);
  if (people == NULL)
    return NULL;
  self->n_people = people->len;

  return g_steal_pointer (&self);
}

void
avow_shipped_free (AvowShipped *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->variables, g_hash_table_unref);
  g_free (self);
}

void
avow_adoption_free (AvowAdoption *self)
{
  if (self->passphrase != NULL)
    explicit_bzero (self->passphrase, strlen (self->passphrase));
  g_free (self->passphrase);
  g_clear_pointer (&self->variables, g_hash_table_unref);
  g_clear_pointer (&self->item, avow_shipped_item_unref);
  g_free (self->actor);
  g_free (self);
}

/* One rule asks everyone for all that was adopted from here. */
static gboolean
ask_everyone (AvowStore *store, const AvowAdoption *adoption, GError **error)
{
  g_autoptr (AvowShipped) shipped = avow_shipped_load (store, NULL, NULL, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  AvowRecordRule rule = { 0 };

  if (shipped == NULL)
    return FALSE;

  for (guint i = 0; i < shipped->items->len; i++)
    {
      const AvowShippedItem *item = g_ptr_array_index (shipped->items, i);

      if (item->adopted)
        g_ptr_array_add (ids, (char *) avow_shipped_item_get_id (item));
    }

  rule.title = (char *) _("Onboarding");
  rule.due_days = AVOW_SHIPPED_DUE_DAYS;
  rule.cycle = (char *) "once";
  rule.active = TRUE;
  rule.items = ids;

  return avow_programme_set_rule (store, adoption->actor, RULE_ID, &rule, error);
}

gpointer
avow_shipped_adopt (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const AvowAdoption *adoption = data;
  g_autoptr (AvowIdentity) identity = NULL;

  if (adoption->passphrase != NULL)
    {
      identity = avow_identity_unlock (store, adoption->actor, adoption->passphrase, error);
      if (identity == NULL)
        return NULL;
    }

  if (!avow_programme_adopt (store, adoption->actor, avow_shipped_item_get_edition (adoption->item), adoption->variables,
                             identity, error)
      || !ask_everyone (store, adoption, error))
    return NULL;

  return GINT_TO_POINTER (TRUE);
}
