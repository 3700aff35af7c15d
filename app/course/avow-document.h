/* avow-document.h: a declaration or policy, clause by clause
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-block.h"
#include "avow-diagnostic.h"
#include "avow-edition.h"

G_BEGIN_DECLS

typedef enum
{
  AVOW_DOCUMENT_DECLARATION, /* signed or declined */
  AVOW_DOCUMENT_POLICY,      /* read and acknowledged */
  AVOW_DOCUMENT_NOTICE,      /* a policy without a statement: published, and asked of nobody */
} AvowDocumentKind;

typedef struct
{
  char *id;
  char *title;
  GPtrArray *blocks; /* of AvowBlock */
} AvowClause;

typedef struct _AvowDocument AvowDocument;

struct _AvowDocument
{
  AvowDocumentKind kind;
  char *id;
  char *edition;
  char *language;
  char *governing;      /* nullable: the language that counts where two texts differ */
  char *title;
  char *owner;
  char *reviewed;
  gboolean material;    /* whether those who signed the edition before must sign this one too */
  gboolean template;    /* must be adopted by the organisation before it is assigned */
  GPtrArray *preamble;  /* of AvowBlock; with the sentence on the language that counts, if there is one */
  GPtrArray *clauses;   /* of AvowClause */
  GPtrArray *statement; /* of AvowInline: what the signer states, in full; a notice has none */
  GPtrArray *contact;   /* of AvowInline: whom to ask */
  GPtrArray *variables; /* of char*: names of the facts that the text uses, sorted */
  AvowEdition *files;

  /*< private >*/
  gatomicrefcount ref_count;
};

/**
 * avow_document_new:
 * @edition: the files
 * @name: what to call the main file in diagnostics
 * @diagnostics: (element-type AvowDiagnostic): where errors and warnings are added
 * @error: return location for a #GError
 *
 * Loads a document whose root is `declaration` or `policy`; as avow_course_new().
 *
 * Returns: (transfer full): the document, or %NULL
 */
AvowDocument *avow_document_new (AvowEdition *edition, const char *name, GPtrArray *diagnostics, GError **error);

/* The same in the language of one of the edition's translations; %NULL, or one that it has not, is the source. Whoever offers
 * it to readers asks avow_edition_get_languages() for those that are whole. */
AvowDocument *avow_document_new_in (AvowEdition *edition, const char *language, const char *name, GPtrArray *diagnostics, GError **error);

AvowDocument *avow_document_ref (AvowDocument *self);
void avow_document_unref (AvowDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowDocument, avow_document_unref)

/* (transfer container) of char*: those of its @variables that it uses where @facts hold; the one that says where that is stays
 * among them. */
GPtrArray *avow_document_list_variables (const AvowDocument *self, GHashTable *facts);

/* As records have it: declaration, policy, notice. */
const char *avow_document_get_kind_name (const AvowDocument *self);

/**
 * avow_edition_is_document:
 * @edition: an edition
 *
 * Returns: whether its root element is that of a document rather than of a course
 */
gboolean avow_edition_is_document (AvowEdition *edition);

G_END_DECLS
