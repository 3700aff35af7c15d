/* avow-publication.c: a course or document as others read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-publication.h"

#include <glib/gi18n-lib.h>

const char *
avow_publication_get_own_language (void)
{
  /* Translators: the code of your language (BCP 47), such as “de” */
  return C_("language", "en");
}

const char *
avow_aside_role_to_label (AvowAsideRole role)
{
  static const char *const labels[] = {
    [AVOW_ASIDE_NOTE] = N_("Note"),
    [AVOW_ASIDE_CASE] = N_("A case"),
    [AVOW_ASIDE_HABIT] = N_("A habit"),
  };

  return _(labels[role]);
}

gboolean
avow_block_is_row_of_headers (const AvowBlock *row)
{
  for (guint i = 0; i < row->children->len; i++)
    if (!((const AvowBlock *) g_ptr_array_index (row->children, i))->header)
      return FALSE;

  return TRUE;
}

static void
free_section (gpointer data)
{
  AvowSection *section = data;

  g_free (section->id);
  g_free (section->title);
  g_ptr_array_unref (section->blocks);
  g_free (section);
}

static void
free_particular (gpointer data)
{
  AvowParticular *particular = data;

  g_free (particular->label);
  g_free (particular->value);
  g_free (particular);
}

void
avow_publication_free (AvowPublication *self)
{
  g_free (self->title);
  g_free (self->language);
  g_free (self->publisher);
  g_ptr_array_unref (self->particulars);
  g_ptr_array_unref (self->preamble);
  g_ptr_array_unref (self->sections);
  g_hash_table_unref (self->variables);
  g_ptr_array_unref (self->missing);
  avow_edition_unref (self->files);
  g_clear_pointer (&self->course, avow_course_unref);
  g_clear_pointer (&self->document, avow_document_unref);
  g_free (self);
}

static GPtrArray *
new_blocks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) avow_block_free);
}

static GPtrArray *
new_inlines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) avow_inline_free);
}

static AvowBlock *
new_block (AvowBlockKind kind, GPtrArray *inlines, GPtrArray *children)
{
  AvowBlock *block = g_new0 (AvowBlock, 1);

  block->kind = kind;
  block->inlines = inlines;
  block->children = children;

  return block;
}

/* A `when` without a condition is just what it holds. */
static AvowInline *
new_inline (AvowInlineKind kind, const char *text, const char *target, GPtrArray *children)
{
  AvowInline *part = g_new0 (AvowInline, 1);

  part->kind = kind;
  part->text = g_strdup (text);
  part->target = g_strdup (target);
  part->children = children;

  return part;
}

/* Takes @blocks. */
static void
add_section (AvowPublication *self, guint level, const char *id, const char *title, GPtrArray *blocks)
{
  AvowSection *section = g_new0 (AvowSection, 1);

  *section = (AvowSection){ level, g_strdup (id), g_strdup (title), blocks };
  g_ptr_array_add (self->sections, section);
}

/* One line of text, in its own section. */
static void
add_line (AvowPublication *self, const char *id, const char *title, GPtrArray *inlines)
{
  GPtrArray *blocks = new_blocks ();

  g_ptr_array_add (blocks, new_block (AVOW_BLOCK_PARAGRAPH, g_ptr_array_ref (inlines), NULL));
  add_section (self, 2, id, title, blocks);
}

static void
add_particular (AvowPublication *self, const char *label, const char *value)
{
  AvowParticular *particular = g_new0 (AvowParticular, 1);

  *particular = (AvowParticular){ g_strdup (label), g_strdup (value) };
  g_ptr_array_add (self->particulars, particular);
}

static AvowPublication *
create (const char *title, const char *language, const char *owner, GHashTable *variables, AvowEdition *files)
{
  AvowPublication *self = g_new0 (AvowPublication, 1);
  const char *organisation = variables != NULL ? g_hash_table_lookup (variables, AVOW_FACT_ORGANISATION) : NULL;

  self->title = g_strdup (title);
  self->language = g_strdup (language);
  self->publisher = g_strdup (organisation != NULL ? organisation : owner);
  self->particulars = g_ptr_array_new_with_free_func (free_particular);
  self->preamble = new_blocks ();
  self->sections = g_ptr_array_new_with_free_func (free_section);
  self->variables = variables != NULL ? g_hash_table_ref (variables) : g_hash_table_new (g_str_hash, g_str_equal);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->files = avow_edition_ref (files);

  return self;
}

static void
add_edition (AvowPublication *self, const char *edition, const char *reviewed, const char *owner)
{
  const char *organisation = g_hash_table_lookup (self->variables, AVOW_FACT_ORGANISATION);

  if (organisation != NULL)
    add_particular (self, _("Organisation"), organisation);
  add_particular (self, _("Edition"), edition);
  add_particular (self, _("Reviewed on"), reviewed);
  add_particular (self, _("Answers for the text"), owner);
}

static void
note_missing (AvowPublication *self, GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    if (!g_hash_table_contains (self->variables, g_ptr_array_index (names, i))
        && !g_str_equal (g_ptr_array_index (names, i), AVOW_FACT_ROLE)) /* the reader's, not the organisation's */
      g_ptr_array_add (self->missing, g_strdup (g_ptr_array_index (names, i)));
}

static void
set_preamble (AvowPublication *self, GPtrArray *blocks)
{
  g_ptr_array_unref (self->preamble);
  self->preamble = g_ptr_array_ref (blocks);
}

AvowPublication *
avow_publication_new_document (AvowDocument *document, GHashTable *variables)
{
  AvowPublication *self;

  g_return_val_if_fail (document != NULL, NULL);

  self = create (document->title, document->language, document->owner, variables, document->files);
  self->document = avow_document_ref (document);
  add_edition (self, document->edition, document->reviewed, document->owner);
  set_preamble (self, document->preamble);
  note_missing (self, document->variables);
  for (guint i = 0; i < document->clauses->len; i++)
    {
      const AvowClause *clause = g_ptr_array_index (document->clauses, i);

      add_section (self, 2, clause->id, clause->title, g_ptr_array_ref (clause->blocks));
    }
  if (document->kind != AVOW_DOCUMENT_NOTICE)
    add_line (self, "publication-statement",
              document->kind == AVOW_DOCUMENT_DECLARATION ? _("What is signed") : _("What is acknowledged"), document->statement);
  add_line (self, "publication-contact", _("Whom to ask"), document->contact);

  return self;
}

static void
add_pages (AvowPublication *self, const AvowModule *module)
{
  add_section (self, 2, module->id, module->title, new_blocks ());
  for (guint i = 0; i < module->steps->len; i++)
    {
      const AvowStep *step = g_ptr_array_index (module->steps, i);

      if (step->kind == AVOW_STEP_PAGE)
        add_section (self, 3, step->page->id, step->page->title, g_ptr_array_ref (step->page->blocks));
    }
}

/* Each term bold, and what it means after it; its block bears the id that links to it lead to. */
static void
add_glossary (AvowPublication *self, GPtrArray *terms)
{
  GPtrArray *blocks = new_blocks ();

  for (guint i = 0; i < terms->len; i++)
    {
      const AvowTerm *term = g_ptr_array_index (terms, i);
      GPtrArray *name = new_inlines ();
      GPtrArray *line = new_inlines ();
      AvowBlock *block = new_block (AVOW_BLOCK_PARAGRAPH, line, NULL);

      g_ptr_array_add (name, new_inline (AVOW_INLINE_TEXT, term->name, NULL, NULL));
      g_ptr_array_add (line, new_inline (AVOW_INLINE_STRONG, NULL, NULL, name));
      g_ptr_array_add (line, new_inline (AVOW_INLINE_TEXT, ": ", NULL, NULL));
      g_ptr_array_add (line, new_inline (AVOW_INLINE_WHEN, NULL, NULL, g_ptr_array_ref (term->inlines)));
      block->id = g_strconcat (AVOW_PUBLICATION_TERM, term->id, NULL);
      g_ptr_array_add (blocks, block);
    }
  add_section (self, 2, "publication-glossary", _("Glossary"), blocks);
}

AvowPublication *
avow_publication_new_course (AvowCourse *course, GHashTable *variables)
{
  AvowPublication *self;

  g_return_val_if_fail (course != NULL, NULL);

  self = create (course->title, course->language, course->owner, variables, course->files);
  self->course = avow_course_ref (course);
  add_edition (self, course->edition, course->reviewed, course->owner);
  set_preamble (self, course->summary);
  note_missing (self, course->variables);
  for (guint i = 0; i < course->modules->len; i++)
    add_pages (self, g_ptr_array_index (course->modules, i));
  if (course->terms->len > 0)
    add_glossary (self, course->terms);

  return self;
}

/* `Title of the page: the habit`, for each habit on it. */
static void
add_habits (GPtrArray *items, const AvowPage *page)
{
  for (guint i = 0; i < page->blocks->len; i++)
    {
      const AvowBlock *aside = g_ptr_array_index (page->blocks, i);
      GPtrArray *item, *line, *title;

      if (aside->kind != AVOW_BLOCK_ASIDE || aside->role != AVOW_ASIDE_HABIT)
        continue;

      item = new_blocks ();
      line = new_inlines ();
      title = new_inlines ();
      g_ptr_array_add (title, new_inline (AVOW_INLINE_TEXT, page->title, NULL, NULL));
      g_ptr_array_add (line, new_inline (AVOW_INLINE_STRONG, NULL, NULL, title));
      for (guint k = 0; k < aside->children->len; k++)
        {
          const AvowBlock *block = g_ptr_array_index (aside->children, k);

          if (block->inlines == NULL)
            continue;
          g_ptr_array_add (line, new_inline (AVOW_INLINE_TEXT, k == 0 ? ": " : " ", NULL, NULL));
          g_ptr_array_add (line, new_inline (AVOW_INLINE_WHEN, NULL, NULL, g_ptr_array_ref (block->inlines)));
        }
      g_ptr_array_add (item, new_block (AVOW_BLOCK_PARAGRAPH, line, NULL));
      g_ptr_array_add (items, new_block (AVOW_BLOCK_ITEM, NULL, item));
    }
}

static void
add_habits_of (AvowPublication *self, const AvowModule *module)
{
  GPtrArray *items = new_blocks ();
  GPtrArray *blocks;

  for (guint i = 0; i < module->steps->len; i++)
    {
      const AvowStep *step = g_ptr_array_index (module->steps, i);

      if (step->kind == AVOW_STEP_PAGE)
        add_habits (items, step->page);
    }
  if (items->len == 0)
    {
      g_ptr_array_unref (items);
      return;
    }
  blocks = new_blocks ();
  g_ptr_array_add (blocks, new_block (AVOW_BLOCK_LIST, NULL, items));
  add_section (self, 2, module->id, module->title, blocks);
}

static gboolean
uses (const AvowCourse *course, const char *variable)
{
  return g_ptr_array_find_with_equal_func (course->variables, variable, g_str_equal, NULL);
}

/* Whom to tell: the first thing that one looks for. */
static void
add_contact (AvowPublication *self)
{
  g_autoptr (GPtrArray) name = new_inlines ();
  g_autoptr (GPtrArray) line = new_inlines ();

  g_ptr_array_add (name, new_inline (AVOW_INLINE_VAR, NULL, AVOW_FACT_BREACH_CONTACT, NULL));
  g_ptr_array_add (line, new_inline (AVOW_INLINE_TEXT, _("Tell them at once, and repair nothing alone: "), NULL, NULL));
  g_ptr_array_add (line, new_inline (AVOW_INLINE_STRONG, NULL, NULL, g_ptr_array_ref (name)));
  add_line (self, "publication-contact", _("When something goes wrong"), line);
  if (!g_hash_table_contains (self->variables, AVOW_FACT_BREACH_CONTACT))
    g_ptr_array_add (self->missing, g_strdup (AVOW_FACT_BREACH_CONTACT));
}

AvowPublication *
avow_publication_new_summary (AvowCourse *course, GHashTable *variables)
{
  g_autofree char *title = NULL;
  g_autoptr (AvowPublication) self = NULL;

  g_return_val_if_fail (course != NULL, NULL);

  /* Translators: title of the sheet with a course's habits; %s is the course's title */
  title = g_strdup_printf (_("To keep: %s"), course->title);
  self = create (title, course->language, course->owner, variables, course->files);
  self->course = avow_course_ref (course);
  self->one_page = TRUE;
  add_edition (self, course->edition, course->reviewed, course->owner);
  for (guint i = 0; i < course->modules->len; i++)
    add_habits_of (self, g_ptr_array_index (course->modules, i));
  if (self->sections->len == 0)
    return NULL;
  if (uses (course, AVOW_FACT_BREACH_CONTACT))
    add_contact (self);

  return g_steal_pointer (&self);
}
