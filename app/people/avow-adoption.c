/* avow-adoption.c: which text is in use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-programme.h"

#include "avow-fact.h"
#include "avow-people-private.h"
#include "course/avow-course-value.h"
#include "course/avow-language.h"
#include "record/avow-query.h"
#include "record/avow-record-edition.h"

#include <glib/gi18n-lib.h>

/* What adoption has to know of an edition, whichever of the two it is of. */
typedef struct
{
  AvowCourse *course;     /* either this */
  AvowDocument *document; /* or that */
} Content;

static void
clear_content (Content *content)
{
  g_clear_pointer (&content->course, avow_course_unref);
  g_clear_pointer (&content->document, avow_document_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Content, clear_content)

/* @language is NULL for the source. */
static gboolean
load_content (AvowEdition *edition, const char *language, Content *out_content, GError **error)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);

  if (avow_edition_is_document (edition))
    out_content->document = avow_document_new_in (edition, language, AVOW_EDITION_MAIN, diagnostics, error);
  else
    out_content->course = avow_course_new_in (edition, language, AVOW_EDITION_MAIN, diagnostics, error);
  return out_content->course != NULL || out_content->document != NULL;
}

static const char *
get_kind_name (const Content *content)
{
  return content->course != NULL ? "course" : avow_document_get_kind_name (content->document);
}

static void
free_variable (gpointer data)
{
  AvowRecordVariable *variable = data;

  g_free (variable->name);
  g_free (variable->value);
  g_free (variable);
}

/* (transfer full) of AvowRecordVariable: the facts that the text uses, in the order of their names. */
static GPtrArray *
fill_variables (GPtrArray *names, GHashTable *values, const char *title, GError **error)
{
  g_autoptr (GPtrArray) filled = g_ptr_array_new_with_free_func (free_variable);
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *given = values != NULL ? g_hash_table_lookup (values, name) : NULL;
      g_autofree char *value = avow_fact_normalise (given != NULL ? given : "");
      AvowRecordVariable *variable;

      if (*value == '\0')
        {
          g_ptr_array_add (missing, avow_fact_get_label (name));
          continue;
        }
      variable = g_new0 (AvowRecordVariable, 1);
      variable->name = g_strdup (name);
      variable->value = g_steal_pointer (&value);
      g_ptr_array_add (filled, variable);
    }
  if (missing->len > 0)
    {
      g_autofree char *list = NULL;

      g_ptr_array_add (missing, NULL);
      list = g_strjoinv ("; ", (char **) missing->pdata);
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                   _("“%s” speaks of facts about your organisation that are not filled in: %s. Fill them in and adopt it again."),
                   title, list);
      return NULL;
    }
  return g_steal_pointer (&filled);
}

static gboolean
check_lengths (GPtrArray *variables, GError **error)
{
  for (guint i = 0; i < variables->len; i++)
    {
      const AvowRecordVariable *variable = g_ptr_array_index (variables, i);
      g_autofree char *label = avow_fact_get_label (variable->name);

      if (g_utf8_strlen (variable->value, -1) <= AVOW_FACT_MAX_LONG_LENGTH)
        continue;
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                   _("“%s” takes more than %d letters. Say it more briefly, or write it into a copy of the text itself."), label,
                   AVOW_FACT_MAX_LONG_LENGTH);
      return FALSE;
    }

  return TRUE;
}

static void
free_translation (gpointer data)
{
  AvowRecordTranslation *translation = data;

  g_free (translation->language);
  g_free (translation->title);
  g_free (translation);
}

/* (transfer full) of AvowRecordTranslation: whoever adopts an edition adopts it in every language in which it is whole. */
static GPtrArray *
list_translations (AvowEdition *edition)
{
  GPtrArray *translations = g_ptr_array_new_with_free_func (free_translation);
  GPtrArray *languages = avow_edition_get_languages (edition);

  for (guint i = 1; i < languages->len; i++)
    {
      AvowRecordTranslation *translation = g_new0 (AvowRecordTranslation, 1);

      translation->language = g_strdup (g_ptr_array_index (languages, i));
      translation->title = g_strdup (avow_edition_get_title (edition, translation->language));
      g_ptr_array_add (translations, translation);
    }
  return translations;
}

/* What chooses parts of a text has to be written so that it can. */
static gboolean
check_jurisdiction (GHashTable *values, GError **error)
{
  const char *value = values != NULL ? g_hash_table_lookup (values, AVOW_FACT_JURISDICTION) : NULL;

  if (value == NULL || avow_value_is (AVOW_VALUE_JURISDICTIONS, value))
    return TRUE;

  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID, _("“%s” is no jurisdiction: %s."), value,
               avow_value_describe (AVOW_VALUE_JURISDICTIONS));
  return FALSE;
}

/* A name stands for one text: reports and cycles name editions, and must not mean two. */
static gboolean
check_name (AvowStore *store, const char *item, const char *name, const AvowDigest *digest, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/programme:adoptions", &local_error, "ss", item, name);
  AvowDigest other;

  while (avow_query_next (query, &local_error))
    {
      if (!avow_query_digest (query, 0, &other) || avow_digest_equal (&other, digest))
        continue;
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                   _("An edition called “%s” with another text is in use already. Give the new one an edition name of its own."), name);
      return FALSE;
    }
  return avow_people_check_end (g_steal_pointer (&local_error), error);
}

/* Whether it is asked of people does not change under their hands. */
static gboolean
check_kind (AvowStore *store, const char *item, const char *kind, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/programme:other-kind", error, "ss", item, kind);
  gint64 other;

  if (query == NULL || !avow_people_look_up (query, &other, error))
    return FALSE;
  if (other == 0)
    return TRUE;
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
               _("“%s” has been in use as something else: a course, a declaration, a policy and a notice are four things. "
                 "Give the new one an id of its own."), item);
  return FALSE;
}

static AvowRecord *
make_adoption (AvowStore *store, const char *actor, AvowEdition *edition, const Content *content, GHashTable *variables,
               AvowIdentity *identity, GError **error)
{
  const AvowCourse *course = content->course;
  const AvowDocument *document = content->document;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) filled = NULL;
  g_autoptr (GPtrArray) translations = list_translations (edition);
  g_autoptr (AvowRecord) record = NULL;
  AvowRecordEdition body = {
    .item_kind = (char *) get_kind_name (content),
    .edition = course != NULL ? course->edition : document->edition,
    .title = course != NULL ? course->title : document->title,
    .language = course != NULL ? course->language : document->language,
    .material = course != NULL ? course->material : document->material,
    .minutes = course != NULL ? course->minutes : 0,
    .reviewer = identity != NULL ? identity->person : NULL,
    .translations = translations,
  };
  const char *item = course != NULL ? course->id : document->id;

  if (!avow_digest_parse (avow_edition_get_digest (edition), &body.digest))
    g_return_val_if_reached (NULL);
  if (!check_name (store, item, body.edition, &body.digest, error) || !check_kind (store, item, body.item_kind, error))
    return NULL;
  if (!check_jurisdiction (variables, error))
    return NULL;
  names = course != NULL ? g_ptr_array_ref (course->variables) : avow_document_list_variables (document, variables);
  filled = fill_variables (names, variables, body.title, error);
  if (filled == NULL || !check_lengths (filled, error))
    return NULL;
  body.variables = filled;

  record = avow_record_new (&avow_record_kind_edition, item, actor, &body);
  if (identity == NULL)
    return g_steal_pointer (&record);
  return avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, error);
}

typedef struct
{
  AvowEdition *edition;
  AvowRecord *record;
} Adoption;

static gboolean
keep_adoption (AvowStore *store, gpointer data, GError **error)
{
  Adoption *adoption = data;

  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);

  g_ptr_array_add (records, avow_record_ref (adoption->record));
  return avow_store_add_edition (store, adoption->edition, error) && avow_store_append (store, records, error)
         && avow_programme_open_due (store, error);
}

gboolean
avow_programme_adopt (AvowStore *store, const char *actor, AvowEdition *edition, GHashTable *variables, AvowIdentity *identity,
                      GError **error)
{
  g_auto (Content) content = { NULL, NULL };
  g_autoptr (AvowRecord) record = NULL;
  Adoption adoption;

  g_return_val_if_fail (actor != NULL && edition != NULL, FALSE);

  if (!avow_access_require (store, actor, AVOW_ACTION_ASSIGN, error) || !load_content (edition, NULL, &content, error))
    return FALSE;
  if (identity != NULL && strcmp (identity->person, actor) != 0)
    {
      g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
                           _("An edition is adopted by the person who signs for it. Sign in as that person."));
      return FALSE;
    }
  if (content.document != NULL && content.document->template && identity == NULL && !avow_store_is_sample (store))
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
                   _("“%s” is a template. Read it, fill in what it leaves open, and sign that you adopt it."), content.document->title);
      return FALSE;
    }

  record = make_adoption (store, actor, edition, &content, variables, identity, error);
  if (record == NULL)
    return FALSE;
  adoption.edition = edition;
  adoption.record = record;
  return avow_people_run (store, keep_adoption, &adoption, error);
}

/* (transfer full): how an edition was last adopted. */
static AvowRecord *
read_adoption (AvowStore *store, const AvowDigest *digest, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/programme:latest-adoption", error, "d", digest);
  gint64 position;

  if (query == NULL || !avow_people_look_up (query, &position, error))
    return NULL;
  if (position == 0)
    {
      g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN,
                           _("This edition was never adopted here. Ask your compliance team to adopt it."));
      return NULL;
    }
  return avow_store_get_record (store, position, NULL, error);
}

/* The organisation's facts, as they were filled in. */
static GHashTable *
copy_variables (const AvowRecordEdition *body)
{
  GHashTable *variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; body->variables != NULL && i < body->variables->len; i++)
    {
      const AvowRecordVariable *variable = g_ptr_array_index (body->variables, i);

      g_hash_table_insert (variables, g_strdup (variable->name), g_strdup (variable->value));
    }
  return variables;
}

static const AvowRecordTranslation *
find_translation (const AvowRecordEdition *body, const char *language)
{
  for (guint i = 0; body->translations != NULL && i < body->translations->len; i++)
    {
      const AvowRecordTranslation *translation = g_ptr_array_index (body->translations, i);

      if (g_str_equal (translation->language, language))
        return translation;
    }
  return NULL;
}

/* (transfer full): the languages that were adopted and, by whatever this Avow asks of them, are whole. */
static GPtrArray *
list_offered (AvowEdition *edition, const AvowRecordEdition *body)
{
  GPtrArray *offered = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *languages = avow_edition_get_languages (edition);

  for (guint i = 0; i < languages->len; i++)
    if (i == 0 || find_translation (body, g_ptr_array_index (languages, i)) != NULL)
      g_ptr_array_add (offered, g_strdup (g_ptr_array_index (languages, i)));
  return offered;
}

/* @wanted is NULL for the source. */
static gboolean
read_content (AvowStore *store, const AvowDigest *digest, const char *const *wanted, Content *out_content, GHashTable **out_variables,
              GPtrArray **out_languages, GError **error)
{
  g_autoptr (AvowRecord) adoption = read_adoption (store, digest, error);
  g_autoptr (AvowEdition) edition = adoption == NULL ? NULL : avow_store_get_edition (store, digest, error);
  g_autoptr (GPtrArray) offered = edition == NULL ? NULL : list_offered (edition, avow_record_get_body (adoption));
  const char *language = wanted != NULL && offered != NULL ? avow_language_choose (offered, wanted) : NULL;

  if (edition == NULL || !load_content (edition, language, out_content, error))
    return FALSE;
  if (out_variables != NULL)
    *out_variables = copy_variables (avow_record_get_body (adoption));
  if (out_languages != NULL)
    *out_languages = g_steal_pointer (&offered);
  return TRUE;
}

static void
set_other_kind (GError **error)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN,
                       _("This edition is of another kind than what was asked for. Run “avowctl verify” to check the records."));
}

/* Hands out what is wanted only where all of it is. */
static gboolean
offer (AvowStore *store, const AvowDigest *digest, gboolean is_course, const char *const *wanted, Content *out_content,
       GHashTable **out_variables, GPtrArray **out_languages, GError **error)
{
  g_auto (Content) content = { NULL, NULL };
  g_autoptr (GHashTable) variables = NULL;
  g_autoptr (GPtrArray) languages = NULL;

  if (!read_content (store, digest, wanted, &content, &variables, &languages, error))
    return FALSE;
  if ((content.course != NULL) != is_course)
    {
      set_other_kind (error);
      return FALSE;
    }
  out_content->course = g_steal_pointer (&content.course);
  out_content->document = g_steal_pointer (&content.document);
  if (out_variables != NULL)
    *out_variables = g_steal_pointer (&variables);
  if (out_languages != NULL)
    *out_languages = g_steal_pointer (&languages);
  return TRUE;
}

AvowCourse *
avow_programme_offer_course (AvowStore *store, const AvowDigest *digest, const char *const *wanted, GHashTable **out_variables,
                             GPtrArray **out_languages, GError **error)
{
  Content content = { NULL, NULL };

  return offer (store, digest, TRUE, wanted, &content, out_variables, out_languages, error) ? content.course : NULL;
}

AvowDocument *
avow_programme_offer_document (AvowStore *store, const AvowDigest *digest, const char *const *wanted, GHashTable **out_variables,
                               GPtrArray **out_languages, GError **error)
{
  Content content = { NULL, NULL };

  return offer (store, digest, FALSE, wanted, &content, out_variables, out_languages, error) ? content.document : NULL;
}

AvowCourse *
avow_programme_get_course (AvowStore *store, const AvowDigest *digest, GHashTable **out_variables, GError **error)
{
  return avow_programme_offer_course (store, digest, NULL, out_variables, NULL, error);
}

AvowDocument *
avow_programme_get_document (AvowStore *store, const AvowDigest *digest, GHashTable **out_variables, GError **error)
{
  return avow_programme_offer_document (store, digest, NULL, out_variables, NULL, error);
}

char *
avow_programme_translate_title (AvowStore *store, const AvowDigest *digest, const char *const *wanted)
{
  g_autoptr (AvowRecord) adoption = read_adoption (store, digest, NULL);
  const AvowRecordEdition *body = adoption != NULL ? avow_record_get_body (adoption) : NULL;
  g_autoptr (GPtrArray) languages = g_ptr_array_new ();
  const AvowRecordTranslation *translation;

  if (body == NULL || body->translations == NULL || body->translations->len == 0)
    return NULL;
  g_ptr_array_add (languages, body->language);
  for (guint i = 0; i < body->translations->len; i++)
    g_ptr_array_add (languages, ((AvowRecordTranslation *) g_ptr_array_index (body->translations, i))->language);
  translation = find_translation (body, avow_language_choose (languages, wanted));
  return translation != NULL ? g_strdup (translation->title) : NULL;
}

GHashTable *
avow_programme_get_facts (AvowStore *store, const char *item, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/programme:current-edition", error, "s", item);
  GError *local_error = NULL;
  AvowDigest digest;
  g_autoptr (AvowRecord) adoption = NULL;
  gboolean found = query != NULL && avow_query_next (query, &local_error) && avow_query_digest (query, 1, &digest);

  if (query == NULL || !avow_people_check_end (local_error, error))
    return NULL;

  g_clear_pointer (&query, avow_query_free);
  if (!found)
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  adoption = read_adoption (store, &digest, error);
  return adoption != NULL ? copy_variables (avow_record_get_body (adoption)) : NULL;
}

char *
avow_programme_translate_item (AvowStore *store, const char *item, const char *const *wanted)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/programme:current-edition", NULL, "s", item);
  AvowDigest digest;

  if (query == NULL || !avow_query_next (query, NULL) || !avow_query_digest (query, 1, &digest))
    return NULL;
  return avow_programme_translate_title (store, &digest, wanted);
}
