/* avow-declaration-check.c: whether a declaration says what was to be signed, and who signed it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-check-run.h"

#include "avow-signing.h"
#include "record/avow-purges.h"
#include "record/avow-query.h"
#include "record/avow-record-completion.h"
#include "record/avow-record-declaration.h"

#include <glib/gi18n-lib.h>

static gboolean
is_signed (const AvowRecordDeclaration *declaration)
{
  return g_strcmp0 (declaration->outcome, "signed") == 0;
}

static gboolean
is_text (char *text /* (transfer full) */, const char *recorded)
{
  g_autofree char *owned = text;

  return g_strcmp0 (owned, recorded) == 0;
}

/* whether the texts are the document's with these facts; otherwise @out_part tells which one is not */
static gboolean
compare_texts (const AvowRecordDeclaration *declaration, AvowDocument *document, GHashTable *variables, const char **out_part)
{
  *out_part = _("the preamble");
  if (!is_text (avow_blocks_to_text (document->preamble, variables), declaration->preamble))
    return FALSE;

  *out_part = _("the statement");
  if (!is_text (avow_inlines_to_text (document->statement, variables), declaration->statement))
    return FALSE;

  for (guint i = 0; i < document->clauses->len; i++)
    {
      const AvowClause *clause = g_ptr_array_index (document->clauses, i);
      const AvowRecordClause *kept = g_ptr_array_index (declaration->clauses, i);

      *out_part = clause->title;
      if (g_strcmp0 (clause->id, kept->clause) != 0 || g_strcmp0 (clause->title, kept->title) != 0
          || !is_text (avow_blocks_to_text (clause->blocks, variables), kept->text))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_offered (const AvowCheckAdoption *adoption, const AvowCheckEdition *edition, AvowDocument *document)
{
  return document == edition->document || g_hash_table_contains (adoption->languages, document->language);
}

/* any adoption ahead of the signature will do: the text was shown as of one of them */
static char *
compare_adoptions (const AvowRecordDeclaration *declaration, const AvowCheckEdition *edition, AvowDocument *document, gint64 position)
{
  const char *part = NULL;

  for (guint i = edition->adoptions->len; i > 0; i--)
    {
      const AvowCheckAdoption *adoption = g_ptr_array_index (edition->adoptions, i - 1);

      if (adoption->position < position && is_offered (adoption, edition, document)
          && compare_texts (declaration, document, adoption->variables, &part))
        return NULL;
    }

  if (part == NULL)
    return g_strdup (_("Its edition had not been adopted when it was signed"));
  return g_strdup_printf (_("Its text differs from that of its edition: %s"), part);
}

static char *
compare_document (const AvowRecordDeclaration *declaration, AvowDocument *document)
{
  const char *kind = avow_document_get_kind_name (document);

  if (g_strcmp0 (declaration->item, document->id) != 0 || g_strcmp0 (declaration->item_kind, kind) != 0)
    return g_strdup_printf (_("It names “%s”, but its edition is of “%s”"), declaration->item, document->id);
  if (g_strcmp0 (declaration->title, document->title) != 0 || g_strcmp0 (declaration->edition, document->edition) != 0
      || g_strcmp0 (declaration->language, document->language) != 0)
    return g_strdup_printf (_("It says that it is edition %s of “%s”, but its edition is %s of “%s”"),
                            declaration->edition, declaration->title, document->edition, document->title);
  if (document->kind == AVOW_DOCUMENT_NOTICE)
    return g_strdup (_("It acknowledges a notice, which nobody is asked to"));
  if (declaration->clauses->len != document->clauses->len)
    return g_strdup_printf (_("It has %u clauses, but its edition has %u"), declaration->clauses->len, document->clauses->len);
  return NULL;
}

/* what a person signs they have seen and agreed to, clause by clause */
static char *
check_agreed (const AvowRecordDeclaration *declaration)
{
  for (guint i = 0; is_signed (declaration) && i < declaration->clauses->len; i++)
    {
      const AvowRecordClause *clause = g_ptr_array_index (declaration->clauses, i);

      if (clause->viewed == 0 || clause->agreed == 0)
        return g_strdup_printf (_("The clause “%s” was not seen, or not agreed to"), clause->title);
    }

  return NULL;
}

static gboolean
check_text (AvowStore *store, const AvowRecordDeclaration *declaration, const AvowPlace *place, AvowVerdict *verdict,
            char **out_fault, GError **error)
{
  AvowCheckRun *run = avow_check_run_get (verdict);
  const AvowCheckEdition *edition = avow_check_run_get_edition (run, store, &declaration->digest, error);
  const char *organisation = edition != NULL ? avow_check_run_get_organisation (run, store, error) : NULL;
  AvowDocument *document = NULL;

  if (organisation == NULL)
    return FALSE;

  if (edition->document == NULL)
    *out_fault = avow_check_edition_describe (edition, declaration->title, declaration->edition);
  else if (g_strcmp0 (declaration->organisation, organisation) != 0)
    *out_fault = g_strdup_printf (_("It names the organisation “%s”, but this is “%s”"), declaration->organisation, organisation);
  else
    {
      document = avow_check_edition_find_document (edition, declaration->language, place->position);
      *out_fault = document != NULL ? compare_document (declaration, document)
                                    : g_strdup_printf (_("It says that it was shown in “%s”, in which its edition was not offered"),
                                                       declaration->language);
    }

  if (*out_fault == NULL)
    *out_fault = compare_adoptions (declaration, edition, document, place->position);
  if (*out_fault == NULL)
    *out_fault = check_agreed (declaration);
  return TRUE;
}

static char *
compare_closed_course (const AvowRecordDeclaration *declaration, const char *person, AvowRecord *cited)
{
  const AvowRecordCompletion *completion;

  if (cited == NULL || avow_record_get_kind (cited) != &avow_record_kind_completion)
    return g_strdup (_("It cites a completion that is not in the store"));

  completion = avow_record_get_body (cited);
  if (g_strcmp0 (avow_record_get_subject (cited), person) != 0)
    return g_strdup (_("It cites a completion of another person"));
  if (g_strcmp0 (completion->item, declaration->course) != 0)
    return g_strdup (_("It cites a completion of another course"));
  if (g_strcmp0 (completion->cycle, declaration->cycle) != 0)
    return g_strdup_printf (_("It is of the cycle “%s”, but cites a completion of the cycle “%s”"),
                            declaration->cycle, completion->cycle);
  return NULL;
}

static gboolean
check_closed_course (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
                     GError **error)
{
  const AvowRecordDeclaration *declaration = avow_record_get_body (record);
  g_autoptr (AvowRecord) cited = NULL;
  gint64 purge = 0;

  if (avow_check_is_zero (&declaration->completion_leaf))
    {
      if (declaration->course != NULL && is_signed (declaration))
        *out_fault = g_strdup (_("It closes a course, but cites no completion of it"));
      return TRUE;
    }

  if (!avow_check_run_find_cited (avow_check_run_get (verdict), store, &declaration->completion_leaf, place->position, &cited,
                                  error))
    return FALSE;

  if (cited == NULL && !avow_purges_find (avow_verdict_get_purges (verdict, store), &declaration->completion_leaf, &purge, error))
    return FALSE;
  if (purge == 0)
    *out_fault = compare_closed_course (declaration, avow_record_get_subject (record), cited);
  return TRUE;
}

static gboolean
check_name (AvowStore *store, AvowRecord *record, const AvowPlace *place, char **out_fault, GError **error)
{
  const AvowRecordDeclaration *declaration = avow_record_get_body (record);
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:roster-entry-before", error, "si",
                                                  avow_record_get_subject (record), place->position);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;

  if (!avow_query_next (query, &local_error))
    *out_fault = g_strdup (_("Its signer was not in the roster"));
  else if (g_strcmp0 (avow_query_text (query, 0), declaration->staff_number) != 0
           || g_strcmp0 (avow_query_text (query, 1), declaration->name) != 0)
    *out_fault = g_strdup_printf (_("It names %s (%s), but the roster then had %s (%s)"),
                                  declaration->name, declaration->staff_number,
                                  avow_query_text (query, 1), avow_query_text (query, 0));
  else if (is_signed (declaration)
           && (declaration->typed_name == NULL || !avow_signing_names_equal (declaration->typed_name, declaration->name)))
    *out_fault = g_strdup_printf (_("The name typed is not that of the signer, %s"), declaration->name);

  if (local_error == NULL)
    return TRUE;

  g_clear_pointer (out_fault, g_free);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
avow_declaration_check (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
                        GError **error)
{
  return check_text (store, avow_record_get_body (record), place, verdict, out_fault, error)
         && (*out_fault != NULL || check_closed_course (store, record, place, verdict, out_fault, error))
         && (*out_fault != NULL || check_name (store, record, place, out_fault, error));
}
