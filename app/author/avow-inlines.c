/* avow-inlines.c: lines of words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-inlines.h"

GPtrArray *
avow_inlines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) avow_inline_free);
}

AvowInline *
avow_inline_new (AvowInlineKind kind)
{
  AvowInline *part = g_new0 (AvowInline, 1);

  part->kind = kind;
  return part;
}

/* White space, and what looks like it. */
gboolean
avow_text_says (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0xA0 && c != 0xAD && c != 0xFEFF && !(c >= 0x200B && c <= 0x200F) && c != 0x2060)
        return TRUE;
    }

  return FALSE;
}

gboolean
avow_inlines_say (GPtrArray *inlines)
{
  for (guint i = 0; inlines != NULL && i < inlines->len; i++)
    {
      const AvowInline *part = g_ptr_array_index (inlines, i);

      if (part->kind == AVOW_INLINE_TEXT ? avow_text_says (part->text) : part->kind == AVOW_INLINE_VAR || avow_inlines_say (part->children))
        return TRUE;
    }

  return FALSE;
}

void
avow_inlines_add_text (GPtrArray *inlines, const char *text)
{
  AvowInline *part = avow_inline_new (AVOW_INLINE_TEXT);

  part->text = g_strdup (text);
  g_ptr_array_add (inlines, part);
}

static gpointer
copy_inline (gconstpointer source, gpointer data)
{
  const AvowInline *part = source;
  AvowInline *copy = avow_inline_new (part->kind);

  copy->text = g_strdup (part->text);
  copy->target = g_strdup (part->target);
  if (part->children != NULL)
    copy->children = avow_inlines_copy (part->children);

  return copy;
}

GPtrArray *
avow_inlines_copy (GPtrArray *inlines)
{
  GPtrArray *copy = g_ptr_array_copy (inlines, (GCopyFunc) copy_inline, NULL);

  g_ptr_array_set_free_func (copy, (GDestroyNotify) avow_inline_free);
  return copy;
}

void
avow_inlines_join (GPtrArray *inlines, GPtrArray *more)
{
  if (avow_inlines_say (more))
    {
      if (inlines->len > 0)
        avow_inlines_add_text (inlines, " ");
      g_ptr_array_extend_and_steal (inlines, more);
    }
  else
    g_ptr_array_unref (more);
}

GPtrArray *
avow_inlines_new_words (const char *words)
{
  GPtrArray *inlines = avow_inlines_new ();

  avow_inlines_add_text (inlines, words);
  return inlines;
}
