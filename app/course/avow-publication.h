/* avow-publication.h: a course or document as others read it: one text, from its title to its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course.h"
#include "avow-document.h"

G_BEGIN_DECLS

/* A stretch of text below a heading. Headings within its blocks are one level below it and deeper. */
typedef struct
{
  guint level; /* of its heading: 2, or 3 for a page of a module */
  char *id;    /* unique in the publication */
  char *title;
  GPtrArray *blocks; /* of AvowBlock; perhaps none */
} AvowSection;

/* What stands below the title: `Edition`, `2026.1`. */
typedef struct
{
  char *label; /* translated */
  char *value;
} AvowParticular;

/**
 * AvowPublication:
 *
 * What is made of a course or document for people who don't use Avow. Questions and scenarios are left out.
 */
typedef struct
{
  char *title;
  char *language;         /* BCP 47 */
  char *publisher;        /* the organisation, or else who answers for the text */
  GPtrArray *particulars; /* of AvowParticular */
  GPtrArray *preamble;    /* of AvowBlock */
  GPtrArray *sections;    /* of AvowSection */
  GHashTable *variables;  /* facts by name */
  GPtrArray *missing;     /* of char*: names of facts that it uses and that are not known, sorted */
  gboolean one_page;      /* whether it is to fit on one sheet of paper */
  AvowEdition *files;

  /*< private >*/
  AvowCourse *course;     /* nullable */
  AvowDocument *document; /* nullable */
} AvowPublication;

/* Ids of terms in the glossary, so that they are nobody else's. */
#define AVOW_PUBLICATION_TERM "term-"

/* Facts that a publication shows by itself. */
#define AVOW_FACT_ORGANISATION "organisation"
#define AVOW_FACT_BREACH_CONTACT "breach-contact"

/* A declaration or policy: preamble, clauses, statement, whom to ask. @variables: (nullable): the organisation's facts. */
AvowPublication *avow_publication_new_document (AvowDocument *document, GHashTable *variables);

/* A course: its summary, its pages by module, its glossary. */
AvowPublication *avow_publication_new_course (AvowCourse *course, GHashTable *variables);

/**
 * avow_publication_new_summary:
 * @course: a course
 * @variables: (nullable): the organisation's facts
 *
 * What to keep of a course: the habits that its pages end with, by module, and whom to tell when something goes wrong.
 *
 * Returns: (transfer full) (nullable): the summary, or %NULL where the course has no habits
 */
AvowPublication *avow_publication_new_summary (AvowCourse *course, GHashTable *variables);

void avow_publication_free (AvowPublication *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowPublication, avow_publication_free)

/* BCP 47: of what the program itself says, in the publication as elsewhere. */
const char *avow_publication_get_own_language (void);

/* Translated: what kind of aside it is, in a word or two. */
const char *avow_aside_role_to_label (AvowAsideRole role);

/**
 * avow_block_is_row_of_headers:
 * @row: a row of a table
 *
 * Returns: whether all its cells are headers, so that they are those of the columns
 */
gboolean avow_block_is_row_of_headers (const AvowBlock *row);

G_END_DECLS
