/* avow-shipped.c: courses and documents that come with Avow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-shipped.h"

#include "avow-cycle.h"
#include "avow-fact.h"
#include "avow-organisation.h"
#include "avow-people-private.h"
#include "avow-rule.h"
#include "course/avow-language.h"

#include <glib/gi18n-lib.h>

/* Ids of the rules that ask for what ships. */
#define ONBOARDING "onboarding"
#define REFRESHER "refresher"

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

  g_clear_pointer (&self->course, avow_course_unref);
  g_clear_pointer (&self->document, avow_document_unref);
  g_clear_pointer (&self->rule, avow_record_unref);
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
  const char *language = avow_language_choose (avow_shipped_item_get_languages (self), g_get_language_names ());

  return avow_edition_get_title (avow_shipped_item_get_edition (self), language);
}

GPtrArray *
avow_shipped_item_get_languages (const AvowShippedItem *self)
{
  return avow_edition_get_languages (avow_shipped_item_get_edition (self));
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

gboolean
avow_shipped_item_is_template (const AvowShippedItem *self)
{
  return self->document != NULL && self->document->template;
}

gboolean
avow_shipped_item_is_notice (const AvowShippedItem *self)
{
  return self->document != NULL && self->document->kind == AVOW_DOCUMENT_NOTICE;
}

GPtrArray *
avow_shipped_item_list_variables (const AvowShippedItem *self, GHashTable *facts)
{
  return self->course != NULL ? g_ptr_array_ref (self->course->variables) : avow_document_list_variables (self->document, facts);
}

GPtrArray *
avow_shipped_item_list_missing (const AvowShippedItem *self, GHashTable *facts)
{
  g_autoptr (GPtrArray) used = avow_shipped_item_list_variables (self, facts);
  g_autoptr (GPtrArray) names = avow_fact_sort (used);
  GPtrArray *missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *value = g_hash_table_lookup (facts, name);

      if (value == NULL || *value == '\0')
        g_ptr_array_add (missing, avow_fact_get_label (name));
    }

  return missing;
}

/* @main_file is what @path is, or what stands in it. */
static AvowShippedItem *
load_item (const char *path, const char *main_file, GError **error)
{
  g_autoptr (AvowEdition) edition = avow_edition_load (path, error);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  AvowShippedItem *item;

  if (edition == NULL)
    return NULL;

  item = g_new0 (AvowShippedItem, 1);
  g_atomic_ref_count_init (&item->ref_count);
  if (avow_edition_is_document (edition))
    item->document = avow_document_new (edition, main_file, diagnostics, error);
  else
    item->course = avow_course_new (edition, main_file, diagnostics, error);
  if (item->course == NULL && item->document == NULL)
    g_clear_pointer (&item, avow_shipped_item_unref);

  return item;
}

/* What belongs to the file beside it is no document of its own. */
static gboolean
is_translation (const char *folder, const char *name)
{
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".xml"));
  const char *dot = strrchr (stem, '.');
  g_autofree char *source = dot != NULL ? g_strdup_printf ("%.*s.xml", (int) (dot - stem), stem) : NULL;
  g_autofree char *language = source != NULL ? avow_edition_read_language (source, name) : NULL;
  g_autofree char *path = language != NULL ? g_build_filename (folder, source, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
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
      if (!is_folder && (!g_str_has_suffix (name, ".xml") || is_translation (folder, name)))
        continue;

      item = load_item (path, is_folder ? main_file : path, error);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (items, item);
    }

  return TRUE;
}

/* What everyone begins with, what some do, what comes a year later; then what is signed, read, and published. */
static guint
get_place (const AvowShippedItem *item)
{
  if (item->course == NULL)
    return 3 + item->document->kind;
  if (item->course->refreshes != NULL)
    return 2;

  return item->course->role != NULL ? 1 : 0;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const AvowShippedItem *first = *(const AvowShippedItem *const *) a;
  const AvowShippedItem *second = *(const AvowShippedItem *const *) b;
  guint first_place = get_place (first), second_place = get_place (second);

  if (first_place != second_place)
    return first_place < second_place ? -1 : 1;

  return g_utf8_collate (avow_shipped_item_get_title (first), avow_shipped_item_get_title (second));
}

/* Whether this edition is in use, and what it was filled with. (transfer full) (nullable) */
static GHashTable *
find_own_facts (AvowStore *store, const AvowShippedItem *item)
{
  AvowDigest digest;
  GHashTable *facts = NULL;

  if (!avow_digest_parse (avow_edition_get_digest (avow_shipped_item_get_edition (item)), &digest))
    return NULL;

  if (item->course != NULL)
    {
      g_autoptr (AvowCourse) course = avow_programme_get_course (store, &digest, &facts, NULL);
    }
  else
    {
      g_autoptr (AvowDocument) document = avow_programme_get_document (store, &digest, &facts, NULL);
    }

  return facts;
}

GPtrArray *
avow_shipped_list (AvowStore *store, GError **error)
{
  const char *given = g_getenv ("AVOW_COURSES");
  g_autofree char *folder = given != NULL ? g_strdup (given) : g_build_filename (AVOW_DATA_DIR, "courses", NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_shipped_item_unref);
  g_autoptr (GPtrArray) rules = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!load_folder (items, folder, TRUE, &local_error))
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SHIPPED,
                   _("What comes with Avow can’t be read. Your records are not affected. Please install Avow again. (%s)"),
                   local_error->message);
      return NULL;
    }

  rules = avow_rule_list (store, error);
  if (rules == NULL)
    return NULL;

  g_ptr_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i++)
    {
      AvowShippedItem *item = g_ptr_array_index (items, i);
      g_autoptr (GHashTable) facts = find_own_facts (store, item);
      AvowRecord *rule = avow_rule_list_find_item (rules, avow_shipped_item_get_id (item));

      item->adopted = facts != NULL;
      item->rule = rule != NULL ? avow_record_ref (rule) : NULL;
    }

  return g_steal_pointer (&items);
}

static void
take_facts (GHashTable *facts, GHashTable *own)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (facts, g_strdup (name), g_strdup (value));
}

/* What holds of any organisation until somebody says more. */
static void
add_first_facts (GHashTable *facts, const AvowPerson *officer)
{
  static const char *const contacts[] = { "privacy-contact", "breach-contact" };
  static const char *const retentions[] = { "retention-customer-records", "retention-enquiries" };

  for (guint i = 0; i < G_N_ELEMENTS (contacts); i++)
    g_hash_table_insert (facts, g_strdup (contacts[i]),
                         officer->email != NULL ? g_strdup_printf ("%s, %s", officer->name, officer->email) : g_strdup (officer->name));
  for (guint i = 0; i < G_N_ELEMENTS (retentions); i++)
    /* Translators: how long records are kept, after the kind of record and a colon */
    g_hash_table_insert (facts, g_strdup (retentions[i]), g_strdup (_("as long as our retention schedule says")));
  g_hash_table_insert (facts, g_strdup ("accountable-executive"), g_strdup (officer->name));
}

GHashTable *
avow_shipped_get_facts (AvowStore *store, GPtrArray *items, const char *actor, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  g_autoptr (AvowPerson) officer = organisation != NULL ? avow_roster_get (store, actor, error) : NULL;
  g_autoptr (GHashTable) facts = NULL;

  if (officer == NULL)
    return NULL;

  facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_first_facts (facts, officer);
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GHashTable) own = find_own_facts (store, g_ptr_array_index (items, i));

      if (own != NULL)
        take_facts (facts, own);
    }
  g_hash_table_insert (facts, g_strdup ("organisation"), g_strdup (organisation->name));

  return g_steal_pointer (&facts);
}

/* Everyone's rule, and one for each role that something is for. */
static char *
get_rule_id (const AvowShippedItem *item)
{
  const char *base = item->course != NULL && item->course->refreshes != NULL ? REFRESHER : ONBOARDING;
  char *id = item->course != NULL && item->course->role != NULL ? g_strconcat (base, "-", item->course->role, NULL) : g_strdup (base);

  return g_strdelimit (id, " ", '-');
}

/* The year after which people are reminded is counted from when the first course came into force. (transfer full) (nullable) */
static char *
find_since (GPtrArray *rules, const AvowCourse *course)
{
  AvowRecord *first = avow_rule_list_find_item (rules, course->refreshes);

  return first != NULL ? g_strdup (((const AvowRecordRule *) avow_record_get_body (first))->since) : NULL;
}

/* Courses before documents, as they ship, and behind them what an officer added. (transfer container) of char* */
static GPtrArray *
merge_items (GPtrArray *shipped, const AvowRecordRule *before, const char *added)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < shipped->len; i++)
    {
      const char *id = avow_shipped_item_get_id (g_ptr_array_index (shipped, i));

      if (g_str_equal (id, added) || (before != NULL && avow_rule_asks_for (before, id)))
        g_ptr_array_add (ids, (char *) id);
    }
  for (guint i = 0; before != NULL && i < before->items->len; i++)
    if (!g_ptr_array_find_with_equal_func (ids, g_ptr_array_index (before->items, i), g_str_equal, NULL))
      g_ptr_array_add (ids, g_ptr_array_index (before->items, i));

  return ids;
}

static gboolean
make_rule (AvowStore *store, const char *actor, GPtrArray *shipped, const AvowShippedItem *item, const char *id,
           const AvowRecordRule *before, GPtrArray *rules, GError **error)
{
  g_autoptr (GPtrArray) ids = merge_items (shipped, before, avow_shipped_item_get_id (item));
  g_autofree char *since = NULL;
  AvowRecordRule rule = { .title = (char *) _("Onboarding"), .due_days = AVOW_SHIPPED_DUE_DAYS, .cycle = (char *) AVOW_CYCLE_ONCE,
                          .active = TRUE };

  if (before != NULL)
    {
      rule = *before;
    }
  else if (item->course != NULL)
    {
      rule.role = item->course->role;
      if (item->course->refreshes != NULL)
        {
          rule.title = (char *) _("Yearly refresher");
          rule.cycle = (char *) AVOW_CYCLE_ANNIVERSARY;
          rule.since = since = find_since (rules, item->course);
        }
    }
  rule.items = ids;

  return avow_programme_set_rule (store, actor, id, &rule, error);
}

/* What a rule asks for already, be it another one, is not asked for twice. */
static gboolean
ask_for (AvowStore *store, const char *actor, GPtrArray *shipped, const AvowShippedItem *item, GError **error)
{
  g_autoptr (GPtrArray) rules = avow_rule_list (store, error);
  g_autofree char *id = get_rule_id (item);
  g_autoptr (AvowRecord) before = NULL;

  if (rules == NULL)
    return FALSE;
  if (avow_shipped_item_is_notice (item) || avow_rule_list_find_item (rules, avow_shipped_item_get_id (item)) != NULL)
    return TRUE;
  if (!avow_rule_find (store, id, &before, error))
    return FALSE;

  return make_rule (store, actor, shipped, item, id, before != NULL ? avow_record_get_body (before) : NULL, rules, error);
}

typedef struct
{
  const char *actor;
  const AvowShippedItem *item;
  GHashTable *variables;
  AvowIdentity *identity;
} Adopting;

static gboolean
adopt (AvowStore *store, gpointer data, GError **error)
{
  const Adopting *adopting = data;
  g_autoptr (GPtrArray) shipped = avow_shipped_list (store, error);

  return shipped != NULL
         && avow_programme_adopt (store, adopting->actor, avow_shipped_item_get_edition (adopting->item), adopting->variables,
                                  adopting->identity, error)
         && ask_for (store, adopting->actor, shipped, adopting->item, error);
}

gboolean
avow_shipped_adopt (AvowStore *store, const char *actor, const AvowShippedItem *item, GHashTable *variables, AvowIdentity *identity,
                    GError **error)
{
  Adopting adopting = { actor, item, variables, identity };

  return avow_people_run (store, adopt, &adopting, error);
}

static gboolean
assign_courses (AvowStore *store, gpointer data, GError **error)
{
  const char *actor = data;
  g_autoptr (GPtrArray) items = avow_shipped_list (store, error);
  g_autoptr (GHashTable) facts = items != NULL ? avow_shipped_get_facts (store, items, actor, error) : NULL;

  if (facts == NULL)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      const AvowShippedItem *item = g_ptr_array_index (items, i);

      if (!avow_shipped_item_is_template (item)
          && (!avow_programme_adopt (store, actor, avow_shipped_item_get_edition (item), facts, NULL, error)
              || !ask_for (store, actor, items, item, error)))
        return FALSE;
    }

  return TRUE;
}

gboolean
avow_shipped_assign_courses (AvowStore *store, const char *actor, GError **error)
{
  return avow_people_run (store, assign_courses, (gpointer) actor, error);
}
