/* avow-signing.c: a declaration, from the first clause to the signature
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-signing-private.h"

#include "avow-json.h"
#include "avow-session-private.h"
#include "people/avow-organisation.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DRAFT_VERSION 1

static void
free_clause (gpointer data)
{
  AvowClauseState *self = data;

  g_free (self->text);
  g_free (self->previous);
  g_free (self);
}

static AvowClauseState *
get_clause (AvowSigning *self, guint clause)
{
  g_return_val_if_fail (clause < self->clauses->len, NULL);

  return g_ptr_array_index (self->clauses, clause);
}

static void
resolve_texts (AvowSigning *self)
{
  AvowDocument *document = self->document;

  self->preamble = avow_blocks_to_text (document->preamble, self->variables);
  self->statement = avow_inlines_to_text (document->statement, self->variables);
  for (guint i = 0; i < document->clauses->len; i++)
    {
      const AvowClause *clause = g_ptr_array_index (document->clauses, i);
      AvowClauseState *state = g_new0 (AvowClauseState, 1);

      state->text = avow_blocks_to_text (clause->blocks, self->variables);
      g_ptr_array_add (self->clauses, state);
    }
}

static AvowSigning *
new_signing (const char *person, const AvowDuty *duty, AvowDocument *document, GHashTable *variables, GPtrArray *languages)
{
  AvowSigning *self = g_new0 (AvowSigning, 1);

  g_ref_count_init (&self->ref_count);
  self->person = g_strdup (person);
  self->duty = avow_duty_copy (duty);
  self->document = avow_document_ref (document);
  self->variables = g_hash_table_ref (variables);
  self->languages = g_ptr_array_ref (languages);
  self->clauses = g_ptr_array_new_with_free_func (free_clause);
  resolve_texts (self);
  return self;
}

static void
add_text (GChecksum *checksum, const char *text)
{
  /* with its end, so that no text can run into the next */
  g_checksum_update (checksum, (const guchar *) text, strlen (text) + 1);
}

char *
avow_signing_digest_text (AvowSigning *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *edition = avow_digest_to_hex (&self->duty->digest);

  add_text (checksum, edition);
  add_text (checksum, self->preamble);
  for (guint i = 0; i < self->clauses->len; i++)
    add_text (checksum, ((AvowClauseState *) g_ptr_array_index (self->clauses, i))->text);
  add_text (checksum, self->statement);

  return g_strdup (g_checksum_get_string (checksum));
}

/* a draft of another edition keeps only the name: its clauses may read differently */
static void
read_draft (AvowSigning *self, const char *draft)
{
  g_autoptr (JsonObject) object = avow_json_parse (draft);
  g_autofree char *shown = avow_signing_digest_text (self);
  gboolean same = g_strcmp0 (avow_json_get_text (object, "text"), shown) == 0;
  JsonObject *viewed = same ? avow_json_get_object (object, "viewed") : NULL;
  JsonObject *agreed = same ? avow_json_get_object (object, "agreed") : NULL;
  const char *typed_name = avow_json_get_text (object, "typed-name");

  self->typed_name = g_strdup (typed_name != NULL ? typed_name : "");
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const AvowClause *clause = g_ptr_array_index (self->document->clauses, i);
      AvowClauseState *state = g_ptr_array_index (self->clauses, i);

      state->viewed = viewed != NULL ? avow_json_get_integer (viewed, clause->id) : 0;
      state->agreed = agreed != NULL ? avow_json_get_integer (agreed, clause->id) : 0;
    }
}

static const AvowRecordClause *
find_signed_clause (const AvowRecordDeclaration *declaration, const char *id)
{
  for (guint i = 0; i < declaration->clauses->len; i++)
    {
      const AvowRecordClause *clause = g_ptr_array_index (declaration->clauses, i);
      if (g_str_equal (clause->clause, id))
        return clause;
    }

  return NULL;
}

/* What was signed, in the language that is shown now: else a change of language would look like a change of every clause.
 * NULL where it was signed in this language, or was not offered in it. */
static AvowSigning *
load_before (AvowSigning *self, AvowStore *store, const AvowRecordDeclaration *before)
{
  const char *wanted[] = { self->document->language, NULL };
  g_autoptr (GHashTable) variables = NULL;
  g_autoptr (GPtrArray) languages = NULL;
  g_autoptr (AvowDocument) document = NULL;

  if (g_strcmp0 (before->language, self->document->language) == 0)
    return NULL;

  document = avow_programme_offer_document (store, &before->digest, wanted, &variables, &languages, NULL);
  return document != NULL && g_str_equal (document->language, self->document->language)
           ? new_signing (self->person, self->duty, document, variables, languages) : NULL;
}

static const char *
find_old_text (const AvowRecordDeclaration *before, AvowSigning *translated, const char *id)
{
  const AvowRecordClause *old = find_signed_clause (before, id);

  if (translated == NULL || old == NULL)
    return old != NULL ? old->text : NULL;

  for (guint i = 0; i < translated->clauses->len; i++)
    if (g_str_equal (((AvowClause *) g_ptr_array_index (translated->document->clauses, i))->id, id))
      return ((AvowClauseState *) g_ptr_array_index (translated->clauses, i))->text;

  return NULL;
}

static void
compare_clauses (AvowSigning *self, AvowStore *store, const AvowRecordDeclaration *before)
{
  g_autoptr (AvowSigning) translated = load_before (self, store, before);

  for (guint i = 0; i < self->clauses->len; i++)
    {
      const AvowClause *clause = g_ptr_array_index (self->document->clauses, i);
      const char *old = find_old_text (before, translated, clause->id);
      AvowClauseState *state = g_ptr_array_index (self->clauses, i);

      if (old == NULL || g_strcmp0 (old, state->text) != 0)
        state->previous = g_strdup (old != NULL ? old : "");
    }
}

static gboolean
read_previous (AvowSigning *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:last-signed", error, "ss",
                                                  self->person, self->duty->item);
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  if (avow_query_next (query, &local_error))
    record = avow_store_get_record (store, avow_query_integer (query, 0), NULL, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (record != NULL)
    compare_clauses (self, store, avow_record_get_body (record));
  return TRUE;
}

static gboolean
read_person (AvowSigning *self, AvowStore *store, GError **error)
{
  AvowPerson *person = avow_roster_get (store, self->person, error);
  g_autoptr (AvowOrganisation) organisation = person != NULL ? avow_organisation_get (store, error) : NULL;

  if (organisation != NULL)
    {
      self->name = g_strdup (person->name);
      self->staff_number = g_strdup (person->staff_number);
      self->organisation = g_strdup (organisation->name);
    }

  g_clear_pointer (&person, avow_person_free);
  return organisation != NULL;
}

static gboolean
read_obstacle (AvowSigning *self, AvowStore *store, GError **error)
{
  g_auto (AvowClosing) closing = { 0 };

  if (!avow_closing_find (store, self->person, self->duty, &closing, error))
    return FALSE;

  self->obstacle = g_steal_pointer (&closing.obstacle);
  return TRUE;
}

/* (transfer full) (nullable): what was chosen on the page. */
static char *
read_language (const char *draft)
{
  g_autoptr (JsonObject) object = avow_json_parse (draft);

  return g_strdup (avow_json_get_text (object, "language"));
}

static AvowSigning *
load_in (AvowStore *store, const char *person, const AvowDuty *duty, const char *draft, const char *language, GError **error)
{
  const char *chosen[] = { language, NULL };
  g_autoptr (GHashTable) variables = NULL;
  g_autoptr (GPtrArray) languages = NULL;
  g_autoptr (AvowDocument) document = avow_programme_offer_document (store, &duty->digest, language != NULL ? chosen : g_get_language_names (),
                                                                     &variables, &languages, error);
  g_autoptr (AvowSigning) self = NULL;

  if (document == NULL)
    return NULL;

  self = new_signing (person, duty, document, variables, languages);
  self->wanted = g_strdup (language);
  read_draft (self, draft);
  if (!read_person (self, store, error) || !read_previous (self, store, error) || !read_obstacle (self, store, error))
    return NULL;

  return g_steal_pointer (&self);
}

AvowSigning *
avow_signing_load (AvowStore *store, const char *person, const AvowDuty *duty, GError **error)
{
  g_autofree char *key = avow_session_make_key (person, duty->item, duty->cycle);
  g_autofree char *draft = NULL;
  g_autofree char *language = NULL;
  g_autoptr (GError) local_error = NULL;

  draft = avow_store_get_local (store, AVOW_DRAFT_AREA, key, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  language = read_language (draft);
  return load_in (store, person, duty, draft, language, error);
}

AvowSigning *
avow_signing_load_same (AvowSigning *self, AvowStore *store, GError **error)
{
  return load_in (store, self->person, self->duty, NULL, self->document->language, error);
}

AvowSigning *
avow_signing_copy (AvowSigning *self)
{
  AvowSigning *copy = new_signing (self->person, self->duty, self->document, self->variables, self->languages);

  copy->wanted = g_strdup (self->wanted);
  copy->organisation = g_strdup (self->organisation);
  copy->name = g_strdup (self->name);
  copy->staff_number = g_strdup (self->staff_number);
  copy->typed_name = g_strdup (self->typed_name);
  copy->obstacle = g_strdup (self->obstacle);
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const AvowClauseState *from = g_ptr_array_index (self->clauses, i);
      AvowClauseState *to = g_ptr_array_index (copy->clauses, i);

      to->previous = g_strdup (from->previous);
      to->viewed = from->viewed;
      to->agreed = from->agreed;
    }
  return copy;
}

AvowSigning *
avow_signing_ref (AvowSigning *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
avow_signing_unref (AvowSigning *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_free (self->person);
  avow_duty_free (self->duty);
  g_hash_table_unref (self->variables);
  g_ptr_array_unref (self->languages);
  g_free (self->wanted);
  g_free (self->organisation);
  g_free (self->name);
  g_free (self->staff_number);
  g_free (self->preamble);
  g_free (self->statement);
  g_ptr_array_unref (self->clauses);
  g_free (self->typed_name);
  g_free (self->obstacle);
  avow_document_unref (self->document);
  g_free (self);
}

AvowDocument *
avow_signing_get_document (AvowSigning *self)
{
  return self->document;
}

GPtrArray *
avow_signing_get_languages (AvowSigning *self)
{
  return self->languages;
}

void
avow_signing_set_language (AvowSigning *self, const char *language)
{
  if (!g_ptr_array_find_with_equal_func (self->languages, language, g_str_equal, NULL))
    return;

  g_free (self->wanted);
  self->wanted = g_strdup (language);
}

GHashTable *
avow_signing_get_variables (AvowSigning *self)
{
  return self->variables;
}

const char *
avow_signing_get_name (AvowSigning *self)
{
  return self->name;
}

const AvowDuty *
avow_signing_get_duty (AvowSigning *self)
{
  return self->duty;
}

char *
avow_signing_get_obstacle (AvowSigning *self)
{
  if (self->obstacle == NULL)
    return NULL;

  return g_strdup_printf (_("Complete “%s” first"), self->obstacle);
}

const char *
avow_signing_get_previous_text (AvowSigning *self, guint clause)
{
  const AvowClauseState *state = get_clause (self, clause);

  return state != NULL ? state->previous : NULL;
}

void
avow_signing_mark_viewed (AvowSigning *self, guint clause)
{
  AvowClauseState *state = get_clause (self, clause);

  if (state != NULL && state->viewed == 0)
    state->viewed = avow_clock_now ();
}

gboolean
avow_signing_is_viewed (AvowSigning *self, guint clause)
{
  const AvowClauseState *state = get_clause (self, clause);

  return state != NULL && state->viewed != 0;
}

void
avow_signing_set_agreed (AvowSigning *self, guint clause, gboolean agreed)
{
  AvowClauseState *state = get_clause (self, clause);

  if (state == NULL)
    return;
  if (!agreed)
    state->agreed = 0;
  else if (state->agreed == 0)
    state->agreed = avow_clock_now ();
}

gboolean
avow_signing_is_agreed (AvowSigning *self, guint clause)
{
  const AvowClauseState *state = get_clause (self, clause);

  return state != NULL && state->agreed != 0;
}

void
avow_signing_set_typed_name (AvowSigning *self, const char *typed_name)
{
  char *copy = g_strdup (typed_name != NULL ? typed_name : "");

  g_free (self->typed_name);
  self->typed_name = copy;
}

const char *
avow_signing_get_typed_name (AvowSigning *self)
{
  return self->typed_name;
}

char *
avow_signing_get_state (AvowSigning *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = avow_signing_digest_text (self);

  json_builder_begin_object (builder);
  avow_json_add_integer (builder, "version", DRAFT_VERSION);
  avow_json_add_text (builder, "language", self->wanted);
  avow_json_add_text (builder, "text", shown);
  avow_json_add_text (builder, "typed-name", self->typed_name);
  for (int agreed = 0; agreed < 2; agreed++)
    {
      json_builder_set_member_name (builder, agreed ? "agreed" : "viewed");
      json_builder_begin_object (builder);
      for (guint i = 0; i < self->clauses->len; i++)
        {
          const AvowClause *clause = g_ptr_array_index (self->document->clauses, i);
          const AvowClauseState *state = g_ptr_array_index (self->clauses, i);
          gint64 time = agreed ? state->agreed : state->viewed;

          if (time != 0)
            avow_json_add_integer (builder, clause->id, time);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);

  return avow_json_finish (builder);
}

gboolean
avow_signing_save (AvowStore *store, const char *person, const char *item, const char *cycle, const char *state, GError **error)
{
  g_autofree char *key = avow_session_make_key (person, item, cycle);

  return avow_store_set_local (store, AVOW_DRAFT_AREA, key, state, error);
}

gboolean
avow_signing_names_equal (const char *a, const char *b)
{
  g_autofree char *one = avow_person_fold_text (a);
  g_autofree char *other = avow_person_fold_text (b);

  return one != NULL && g_strcmp0 (one, other) == 0;
}

gboolean
avow_signing_check (AvowSigning *self, GError **error)
{
  for (guint i = 0; i < self->clauses->len; i++)
    {
      const AvowClause *clause = g_ptr_array_index (self->document->clauses, i);

      if (!avow_signing_is_viewed (self, i))
        {
          g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_INCOMPLETE,
                       _("The clause “%s” has not been shown in full yet. Scroll to its end."), clause->title);
          return FALSE;
        }
      if (!avow_signing_is_agreed (self, i))
        {
          g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_INCOMPLETE,
                       _("You have not agreed to the clause “%s” yet. Tick its box, or decline."), clause->title);
          return FALSE;
        }
    }

  if (avow_signing_names_equal (self->typed_name, ""))
    {
      g_set_error_literal (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_INCOMPLETE, _("Type your name to sign."));
      return FALSE;
    }
  if (!avow_signing_names_equal (self->typed_name, self->name))
    {
      g_set_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_INCOMPLETE,
                   _("The name must read “%s”, as in the roster. If the roster is wrong, ask your compliance team."),
                   self->name);
      return FALSE;
    }

  return TRUE;
}
