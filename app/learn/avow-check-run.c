/* avow-check-run.c: what one verification keeps in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-check-run.h"

#include "people/avow-organisation.h"
#include "record/avow-query.h"
#include "record/avow-record-edition.h"

#include <glib/gi18n-lib.h>

/* Records that later ones may cite. What is cited lies near as a rule: a completion follows its attempt, a
 * declaration its completion. Any other is read from the store again. */
#define MAX_KEPT 512

typedef struct
{
  AvowPlace place;
  AvowRecord *record;
} Kept;

struct _AvowCheckRun
{
  GHashTable *editions; /* AvowCheckEdition by digest in hex */
  char *organisation;   /* nullable */
  GHashTable *kept;     /* of Kept, by its leaf */
  GQueue order;         /* of the same, the latest last */
};

/* An edition in one language; both are NULL where it is not whole in it. */
typedef struct
{
  AvowCourse *course;
  AvowDocument *document;
} Content;

static void
free_content (gpointer data)
{
  Content *self = data;

  g_clear_pointer (&self->course, avow_course_unref);
  g_clear_pointer (&self->document, avow_document_unref);
  g_free (self);
}

static void
free_adoption (gpointer data)
{
  AvowCheckAdoption *self = data;

  g_hash_table_unref (self->languages);
  g_hash_table_unref (self->variables);
  g_free (self);
}

static void
free_edition (gpointer data)
{
  AvowCheckEdition *self = data;

  g_clear_pointer (&self->course, avow_course_unref);
  g_clear_pointer (&self->document, avow_document_unref);
  g_ptr_array_unref (self->adoptions);
  g_hash_table_unref (self->translations);
  g_free (self->fault);
  g_free (self);
}

static void
free_run (gpointer data)
{
  AvowCheckRun *self = data;

  g_hash_table_unref (self->editions);
  g_queue_clear (&self->order);
  g_hash_table_unref (self->kept);
  g_free (self->organisation);
  g_free (self);
}

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  avow_record_unref (kept->record);
  g_free (kept);
}

static AvowCheckRun *
new_run (void)
{
  AvowCheckRun *self = g_new0 (AvowCheckRun, 1);

  self->editions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_edition);
  self->kept = g_hash_table_new_full (avow_digest_hash, avow_digest_equal, NULL, free_kept);
  return self;
}

/* what is damaged is an answer, and found at fault in its own place; everything else is no answer */
static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED)
         || g_error_matches (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED);
}

static AvowCheckAdoption *
make_adoption (AvowRecord *record, gint64 position)
{
  const AvowRecordEdition *edition;
  AvowCheckAdoption *adoption;

  edition = avow_record_get_body (record);
  adoption = g_new0 (AvowCheckAdoption, 1);
  adoption->position = position;
  adoption->variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < edition->variables->len; i++)
    {
      const AvowRecordVariable *variable = g_ptr_array_index (edition->variables, i);
      g_hash_table_replace (adoption->variables, g_strdup (variable->name), g_strdup (variable->value));
    }

  adoption->languages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < edition->translations->len; i++)
    {
      const AvowRecordTranslation *translation = g_ptr_array_index (edition->translations, i);
      g_hash_table_add (adoption->languages, g_strdup (translation->language));
    }

  return adoption;
}

static gboolean
load_adoptions (AvowStore *store, const AvowDigest *digest, GPtrArray *adoptions, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:adoptions", error, "d", digest);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  while (local_error == NULL && avow_query_next (query, &local_error))
    {
      gint64 position = avow_query_integer (query, 0);
      g_autoptr (AvowRecord) record = avow_store_get_record (store, position, NULL, &local_error);

      if (record != NULL)
        g_ptr_array_add (adoptions, make_adoption (record, position));
      else if (is_damage (local_error))
        g_clear_error (&local_error);
    }

  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
load_contents (AvowCheckEdition *self, AvowEdition *edition)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (GError) error = NULL;

  if (avow_edition_is_document (edition))
    self->document = avow_document_new (edition, AVOW_EDITION_MAIN, diagnostics, &error);
  else
    self->course = avow_course_new (edition, AVOW_EDITION_MAIN, diagnostics, &error);

  if (error != NULL)
    self->fault = g_strdup (error->message);
}

static AvowCheckEdition *
load_edition (AvowStore *store, const AvowDigest *digest, GError **error)
{
  AvowCheckEdition *self;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowEdition) edition = avow_store_get_edition (store, digest, &local_error);

  if (edition == NULL && !is_damage (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  self = g_new0 (AvowCheckEdition, 1);
  self->adoptions = g_ptr_array_new_with_free_func (free_adoption);
  self->translations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_content);
  if (edition != NULL)
    load_contents (self, edition);
  else
    self->fault = g_strdup (local_error->message);

  if (load_adoptions (store, digest, self->adoptions, error))
    return self;

  free_edition (self);
  return NULL;
}

static Content *
load_translation (AvowEdition *edition, const char *language)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  Content *content = g_new0 (Content, 1);

  if (!g_ptr_array_find_with_equal_func (avow_edition_get_languages (edition), language, g_str_equal, NULL))
    return content;
  if (avow_edition_is_document (edition))
    content->document = avow_document_new_in (edition, language, AVOW_EDITION_MAIN, diagnostics, NULL);
  else
    content->course = avow_course_new_in (edition, language, AVOW_EDITION_MAIN, diagnostics, NULL);
  return content;
}

static gboolean
was_offered (const AvowCheckEdition *self, const char *language, gint64 position)
{
  for (guint i = 0; i < self->adoptions->len; i++)
    {
      const AvowCheckAdoption *adoption = g_ptr_array_index (self->adoptions, i);

      if (adoption->position < position && g_hash_table_contains (adoption->languages, language))
        return TRUE;
    }

  return FALSE;
}

/* (nullable) */
static const Content *
find_translation (const AvowCheckEdition *self, AvowEdition *edition, const char *language, gint64 position)
{
  Content *content = g_hash_table_lookup (self->translations, language);

  if (!was_offered (self, language, position))
    return NULL;
  if (content == NULL)
    {
      content = load_translation (edition, language);
      g_hash_table_insert (self->translations, g_strdup (language), content);
    }
  return content;
}

AvowCourse *
avow_check_edition_find_course (const AvowCheckEdition *self, const char *language, gint64 position)
{
  const Content *content;

  if (language == NULL || g_str_equal (language, self->course->language))
    return self->course;
  content = find_translation (self, self->course->files, language, position);
  return content != NULL ? content->course : NULL;
}

AvowDocument *
avow_check_edition_find_document (const AvowCheckEdition *self, const char *language, gint64 position)
{
  const Content *content;

  if (language == NULL || g_str_equal (language, self->document->language))
    return self->document;
  content = find_translation (self, self->document->files, language, position);
  return content != NULL ? content->document : NULL;
}

AvowCheckRun *
avow_check_run_get (AvowVerdict *verdict)
{
  AvowCheckRun *self = g_datalist_get_data (&verdict->memory, "avow-check-run");

  if (self == NULL)
    {
      self = new_run ();
      g_datalist_set_data_full (&verdict->memory, "avow-check-run", self, free_run);
    }

  return self;
}

const AvowCheckEdition *
avow_check_run_get_edition (AvowCheckRun *self, AvowStore *store, const AvowDigest *digest, GError **error)
{
  g_autofree char *hex = avow_digest_to_hex (digest);
  AvowCheckEdition *edition = g_hash_table_lookup (self->editions, hex);

  if (edition == NULL)
    {
      edition = load_edition (store, digest, error);
      if (edition != NULL)
        g_hash_table_insert (self->editions, g_steal_pointer (&hex), edition);
    }

  return edition;
}

const char *
avow_check_run_get_organisation (AvowCheckRun *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = NULL;

  if (self->organisation == NULL)
    {
      organisation = avow_organisation_get (store, error);
      self->organisation = organisation != NULL ? g_strdup (organisation->name) : NULL;
    }

  return self->organisation;
}

char *
avow_check_edition_describe (const AvowCheckEdition *self, const char *title, const char *edition)
{
  if (self->fault != NULL)
    return g_strdup_printf (_("Edition %s of “%s”, which it cites, can't be read, so it can't be checked: %s"),
                            edition, title, self->fault);

  return g_strdup_printf (_("Edition %s of “%s”, which it cites, is something else, so it can't be checked"), edition, title);
}

gboolean
avow_check_is_zero (const AvowDigest *digest)
{
  static const AvowDigest zero = { { 0 } };

  return avow_digest_equal (digest, &zero);
}

void
avow_check_run_keep (AvowCheckRun *self, AvowRecord *record, const AvowPlace *place)
{
  Kept *kept;

  if (g_hash_table_contains (self->kept, &place->leaf))
    return;
  kept = g_new (Kept, 1);
  *kept = (Kept) { *place, avow_record_ref (record) };
  if (self->order.length == MAX_KEPT)
    {
      Kept *oldest = g_queue_pop_head (&self->order);

      g_hash_table_remove (self->kept, &oldest->place.leaf);
    }
  g_hash_table_insert (self->kept, &kept->place.leaf, kept);
  g_queue_push_tail (&self->order, kept);
}

gboolean
avow_check_run_find_cited (AvowCheckRun *self, AvowStore *store, const AvowDigest *leaf, gint64 position, AvowRecord **out_record,
                           GError **error)
{
  const Kept *kept = g_hash_table_lookup (self->kept, leaf);
  g_autoptr (GError) local_error = NULL;
  gint64 cited;

  if (kept != NULL && kept->place.position < position)
    {
      *out_record = avow_record_ref (kept->record);
      return TRUE;
    }

  cited = avow_store_find_leaf (store, leaf, &local_error);
  if (cited > 0 && cited < position)
    *out_record = avow_store_get_record (store, cited, NULL, &local_error);

  if (local_error == NULL || is_damage (local_error))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
