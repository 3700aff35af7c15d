/* avow-course-block.c: what a page is made of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-block.h"

#include <string.h>

void
avow_inline_free (AvowInline *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->target);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  avow_condition_free (self->condition);
  g_free (self);
}

void
avow_block_free (AvowBlock *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_clear_pointer (&self->inlines, g_ptr_array_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->source);
  g_free (self->alternative);
  avow_condition_free (self->condition);
  g_free (self);
}

static void
write_variable (GString *text, const char *name, GHashTable *variables)
{
  const char *value = variables != NULL ? g_hash_table_lookup (variables, name) : NULL;

  if (value != NULL)
    g_string_append (text, value);
  else
    g_string_append_printf (text, "[%s]", name);
}

/* A text that is kept as evidence says where its links lead. */
static void
write_inlines (GString *text, GPtrArray *inlines, GHashTable *variables, gboolean addresses)
{
  for (guint i = 0; i < inlines->len; i++)
    {
      const AvowInline *part = g_ptr_array_index (inlines, i);

      if (!avow_condition_holds (part->condition, variables))
        continue;

      if (part->kind == AVOW_INLINE_TEXT)
        g_string_append (text, part->text);
      else if (part->kind == AVOW_INLINE_VAR)
        write_variable (text, part->target, variables);
      else
        write_inlines (text, part->children, variables, addresses);

      if (addresses && part->kind == AVOW_INLINE_LINK && part->target[0] != '#')
        g_string_append_printf (text, " (%s)", part->target);
    }
}

char *
avow_inlines_to_text (GPtrArray *inlines, GHashTable *variables)
{
  GString *text = g_string_new (NULL);

  if (inlines != NULL)
    write_inlines (text, inlines, variables, FALSE);

  return g_string_free (text, FALSE);
}

static void write_blocks (GString *text, GPtrArray *blocks, GHashTable *variables, const char *between);

/* Appends lines with a marker before the first and as many spaces before the others. */
static void
append_indented (GString *text, const char *marker, const char *lines)
{
  g_auto(GStrv) split = g_strsplit (lines, "\n", -1);

  for (guint i = 0; split[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      if (i == 0)
        g_string_append (text, marker);
      else if (*split[i] != '\0')
        g_string_append_printf (text, "%*s", (int) strlen (marker), "");
      g_string_append (text, split[i]);
    }
}

static void
write_list (GString *text, const AvowBlock *list, GHashTable *variables)
{
  for (guint i = 0; i < list->children->len; i++)
    {
      const AvowBlock *item = g_ptr_array_index (list->children, i);
      g_autoptr(GString) lines = g_string_new (NULL);
      g_autofree char *marker = list->ordered ? g_strdup_printf ("%u. ", i + 1) : g_strdup ("- ");

      if (i > 0)
        g_string_append_c (text, '\n');
      write_blocks (lines, item->children, variables, "\n");
      append_indented (text, marker, lines->str);
    }
}

static void
write_table (GString *text, const AvowBlock *table, GHashTable *variables)
{
  for (guint i = 0; i < table->children->len; i++)
    {
      const AvowBlock *row = g_ptr_array_index (table->children, i);

      if (i > 0)
        g_string_append_c (text, '\n');
      for (guint j = 0; j < row->children->len; j++)
        {
          const AvowBlock *cell = g_ptr_array_index (row->children, j);

          if (j > 0)
            g_string_append (text, " | ");
          write_inlines (text, cell->inlines, variables, TRUE);
        }
    }
}

static void
write_block (GString *text, const AvowBlock *block, GHashTable *variables)
{
  if (block->kind == AVOW_BLOCK_FIGURE)
    g_string_append_printf (text, "[%s]", block->alternative);

  if (block->inlines != NULL && block->inlines->len > 0)
    {
      if (block->kind == AVOW_BLOCK_FIGURE)
        g_string_append_c (text, '\n');
      write_inlines (text, block->inlines, variables, TRUE);
      if (block->children != NULL)
        g_string_append (text, "\n");
    }

  if (block->kind == AVOW_BLOCK_LIST)
    write_list (text, block, variables);
  else if (block->kind == AVOW_BLOCK_TABLE)
    write_table (text, block, variables);
  else if (block->children != NULL)
    write_blocks (text, block->children, variables, "\n\n");
}

static void
write_blocks (GString *text, GPtrArray *blocks, GHashTable *variables, const char *between)
{
  gsize begin = text->len;

  for (guint i = 0; i < blocks->len; i++)
    {
      const AvowBlock *block = g_ptr_array_index (blocks, i);

      if (!avow_condition_holds (block->condition, variables))
        continue;
      if (text->len > begin)
        g_string_append (text, between);
      if (block->kind == AVOW_BLOCK_WHEN)
        write_blocks (text, block->children, variables, between);
      else
        write_block (text, block, variables);
    }
}

char *
avow_blocks_to_text (GPtrArray *blocks, GHashTable *variables)
{
  GString *text = g_string_new (NULL);

  if (blocks != NULL)
    write_blocks (text, blocks, variables, "\n\n");

  return g_string_free (text, FALSE);
}

void
avow_inlines_collect_variables (GPtrArray *inlines, GHashTable *facts, GHashTable *names)
{
  for (guint i = 0; inlines != NULL && i < inlines->len; i++)
    {
      const AvowInline *part = g_ptr_array_index (inlines, i);

      if (!avow_condition_holds (part->condition, facts))
        continue;
      if (part->kind == AVOW_INLINE_VAR)
        g_hash_table_add (names, g_strdup (part->target));
      avow_inlines_collect_variables (part->children, facts, names);
    }
}

void
avow_blocks_collect_variables (GPtrArray *blocks, GHashTable *facts, GHashTable *names)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const AvowBlock *block = g_ptr_array_index (blocks, i);

      if (!avow_condition_holds (block->condition, facts))
        continue;
      avow_inlines_collect_variables (block->inlines, facts, names);
      avow_blocks_collect_variables (block->children, facts, names);
    }
}

static guint
count_words (const char *text)
{
  guint words = 0;
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      /* most of a text is ASCII, where a table look-up per letter can be spared */
      gboolean space = (guchar) *p < 0x80 ? g_ascii_isspace (*p) : g_unichar_isspace (g_utf8_get_char (p));

      if (!space && !inside)
        words++;
      inside = !space;
    }

  return words;
}

guint
avow_blocks_count_words (GPtrArray *blocks)
{
  guint words = 0;

  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const AvowBlock *block = g_ptr_array_index (blocks, i);
      g_autofree char *line = avow_inlines_to_text (block->inlines, NULL);

      words += count_words (line);
      if (block->alternative != NULL)
        words += count_words (block->alternative);
      words += avow_blocks_count_words (block->children);
    }

  return words;
}
