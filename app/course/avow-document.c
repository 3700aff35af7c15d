/* avow-document.c: a declaration or policy, clause by clause
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-document.h"

#include "avow-course-build.h"
#include "avow-course-check.h"
#include "avow-course-load.h"

#include <glib/gi18n-lib.h>

void
avow_clause_free (AvowClause *self)
{
  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

AvowDocument *
avow_document_new (AvowEdition *edition, const char *name, GPtrArray *diagnostics, GError **error)
{
  return avow_document_new_in (edition, NULL, name, diagnostics, error);
}

AvowDocument *
avow_document_new_in (AvowEdition *edition, const char *language, const char *name, GPtrArray *diagnostics, GError **error)
{
  AvowDocument *document = NULL;
  AvowSource source;
  AvowTree *tree;

  g_return_val_if_fail (edition != NULL && name != NULL && diagnostics != NULL, NULL);

  if (language != NULL && avow_edition_get_translation (edition, language) == NULL)
    language = NULL;
  tree = avow_load_check (edition, language, name, diagnostics, &source);
  if (tree != NULL && !avow_edition_is_document (edition))
    avow_node_report (tree->root, NULL, &source, AVOW_DIAGNOSTIC_MEANING,
                      g_strdup (_("this is a course, not a declaration or policy")),
                      g_strdup (_("open it as a course")));
  else if (tree != NULL)
    {
      document = avow_build_document (tree, edition);
      avow_load_advise (edition, language, tree, NULL, &source);
    }

  avow_load_finish (&source, error);
  return document;
}

AvowDocument *
avow_document_ref (AvowDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

GPtrArray *
avow_document_list_variables (const AvowDocument *self, GHashTable *facts)
{
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *names = g_ptr_array_new ();

  g_hash_table_add (used, g_strdup (AVOW_FACT_JURISDICTION));
  avow_blocks_collect_variables (self->preamble, facts, used);
  for (guint i = 0; i < self->clauses->len; i++)
    avow_blocks_collect_variables (((const AvowClause *) g_ptr_array_index (self->clauses, i))->blocks, facts, used);
  avow_inlines_collect_variables (self->statement, facts, used);
  avow_inlines_collect_variables (self->contact, facts, used);

  for (guint i = 0; i < self->variables->len; i++)
    if (g_hash_table_contains (used, g_ptr_array_index (self->variables, i)))
      g_ptr_array_add (names, g_ptr_array_index (self->variables, i));
  return names;
}

const char *
avow_document_get_kind_name (const AvowDocument *self)
{
  switch (self->kind)
    {
    case AVOW_DOCUMENT_DECLARATION:
      return "declaration";
    case AVOW_DOCUMENT_POLICY:
      return "policy";
    case AVOW_DOCUMENT_NOTICE:
    default:
      return "notice";
    }
}

void
avow_document_unref (AvowDocument *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->edition);
  g_free (self->language);
  g_free (self->title);
  g_free (self->governing);
  g_free (self->owner);
  g_free (self->reviewed);
  g_ptr_array_unref (self->preamble);
  g_ptr_array_unref (self->clauses);
  g_ptr_array_unref (self->statement);
  g_ptr_array_unref (self->contact);
  g_ptr_array_unref (self->variables);
  avow_edition_unref (self->files);
  g_free (self);
}
