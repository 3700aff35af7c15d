/* avow-markup.c: a course's text as the toolkit's markup
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-markup.h"

static void write_inlines (GString *markup, GPtrArray *inlines, GHashTable *variables, GPtrArray *targets);

static void
write_escaped (GString *markup, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (markup, escaped);
}

static void
write_variable (GString *markup, const char *name, GHashTable *variables)
{
  const char *value = variables != NULL ? g_hash_table_lookup (variables, name) : NULL;

  if (value != NULL)
    {
      write_escaped (markup, value);
      return;
    }

  /* a gap is seen, and never passed over */
  g_string_append_c (markup, '[');
  write_escaped (markup, name);
  g_string_append_c (markup, ']');
}

static void
add_target (GPtrArray *targets, AvowInline *self)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const AvowInline *known = g_ptr_array_index (targets, i);

      if (known->kind == self->kind && g_str_equal (known->target, self->target))
        return;
    }

  g_ptr_array_add (targets, self);
}

static void
write_link (GString *markup, AvowInline *self, const char *prefix, GHashTable *variables, GPtrArray *targets)
{
  g_string_append (markup, "<a href=\"");
  g_string_append (markup, prefix);
  write_escaped (markup, self->target);
  g_string_append (markup, "\">");
  write_inlines (markup, self->children, variables, NULL);
  g_string_append (markup, "</a>");

  add_target (targets, self);
}

static void
write_element (GString *markup, const char *name, AvowInline *self, GHashTable *variables, GPtrArray *targets)
{
  g_string_append_printf (markup, "<%s>", name);
  write_inlines (markup, self->children, variables, targets);
  g_string_append_printf (markup, "</%s>", name);
}

/* Links do not nest: without @targets, as inside a link, one is written as its text. */
static void
write_inline (GString *markup, AvowInline *self, GHashTable *variables, GPtrArray *targets)
{
  switch (self->kind)
    {
    case AVOW_INLINE_STRONG:
      write_element (markup, "b", self, variables, targets);
      break;
    case AVOW_INLINE_EM:
      write_element (markup, "i", self, variables, targets);
      break;
    case AVOW_INLINE_WHEN:
      if (avow_condition_holds (self->condition, variables))
        write_inlines (markup, self->children, variables, targets);
      break;
    case AVOW_INLINE_MARK: /* what tells is for the reader to find */
      write_inlines (markup, self->children, variables, targets);
      break;
    case AVOW_INLINE_LINK:
    case AVOW_INLINE_TERM:
      if (targets != NULL)
        write_link (markup, self, self->kind == AVOW_INLINE_TERM ? AVOW_MARKUP_TERM : "", variables, targets);
      else
        write_inlines (markup, self->children, variables, NULL);
      break;
    case AVOW_INLINE_VAR:
      write_variable (markup, self->target, variables);
      break;
    case AVOW_INLINE_TEXT:
    default:
      write_escaped (markup, self->text);
    }
}

static void
write_inlines (GString *markup, GPtrArray *inlines, GHashTable *variables, GPtrArray *targets)
{
  for (guint i = 0; inlines != NULL && i < inlines->len; i++)
    write_inline (markup, g_ptr_array_index (inlines, i), variables, targets);
}

char *
avow_markup_from_inlines (GPtrArray *inlines, GHashTable *variables, GPtrArray *targets)
{
  GString *markup = g_string_new (NULL);

  write_inlines (markup, inlines, variables, targets);

  return g_string_free (markup, FALSE);
}
