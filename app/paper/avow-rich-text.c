/* avow-rich-text.c: a line of a course as text with attributes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-rich-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AvowPublication *publication;
  GHashTable *anchors;
  AvowRichText *rich;
} Writer;

static void write_inlines (Writer *self, GPtrArray *inlines);

static void
free_link (gpointer data)
{
  AvowFlowLink *link = data;

  g_free (link->address);
  g_free (link);
}

void
avow_rich_text_free (AvowRichText *self)
{
  g_string_free (self->text, TRUE);
  pango_attr_list_unref (self->attributes);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_free (self);
}

/* From @start to where the text ends by now; takes @attribute. */
static void
attribute_from (Writer *self, guint start, PangoAttribute *attribute)
{
  attribute->start_index = start;
  attribute->end_index = self->rich->text->len;
  pango_attr_list_insert (self->rich->attributes, attribute);
}

static void
link_from (Writer *self, guint start, char *address)
{
  AvowFlowLink *link = g_new0 (AvowFlowLink, 1);

  *link = (AvowFlowLink){ start, self->rich->text->len, address };
  if (self->rich->links == NULL)
    self->rich->links = g_ptr_array_new_with_free_func (free_link);
  g_ptr_array_add (self->rich->links, link);
  /* cuts the text into runs at both ends of the link, which draws each in its own colour */
  attribute_from (self, start, pango_attr_foreground_new (0x1a1a, 0x5f5f, 0xb4b4));
}

/* (transfer full) (nullable): where it leads on this paper. */
static char *
find_address (Writer *self, const AvowInline *part)
{
  g_autofree char *anchor = part->kind == AVOW_INLINE_TERM ? g_strconcat (AVOW_PUBLICATION_TERM, part->target, NULL)
                            : part->target[0] == '#'       ? g_strdup (part->target + 1)
                                                           : NULL;

  if (self->anchors == NULL)
    return NULL;
  if (anchor == NULL)
    return g_strdup (part->target);

  return g_hash_table_contains (self->anchors, anchor) ? g_strconcat ("#", anchor, NULL) : NULL;
}

static void
write_variable (Writer *self, const char *name)
{
  const char *value = g_hash_table_lookup (self->publication->variables, name);
  guint start = self->rich->text->len;

  if (value != NULL)
    {
      g_string_append (self->rich->text, value);
      return;
    }
  g_string_append_printf (self->rich->text, "[%s: %s]", name, _("not filled in"));
  attribute_from (self, start, pango_attr_foreground_new (0xa5a5, 0x1d1d, 0x2d2d));
}

static void
write_inline (Writer *self, const AvowInline *part)
{
  guint start = self->rich->text->len;
  char *address;

  if (part->kind == AVOW_INLINE_TEXT)
    g_string_append (self->rich->text, part->text);
  else if (part->kind == AVOW_INLINE_VAR)
    write_variable (self, part->target);
  else
    write_inlines (self, part->children);

  if (part->kind == AVOW_INLINE_STRONG || part->kind == AVOW_INLINE_MARK)
    attribute_from (self, start, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  else if (part->kind == AVOW_INLINE_EM)
    attribute_from (self, start, pango_attr_style_new (PANGO_STYLE_ITALIC));
  else if (part->kind == AVOW_INLINE_LINK || part->kind == AVOW_INLINE_TERM)
    {
      address = find_address (self, part);
      if (address != NULL && self->rich->text->len > start)
        link_from (self, start, address);
      else
        g_free (address);
    }
}

static void
write_inlines (Writer *self, GPtrArray *inlines)
{
  for (guint i = 0; inlines != NULL && i < inlines->len; i++)
    {
      const AvowInline *part = g_ptr_array_index (inlines, i);

      if (avow_condition_holds (part->condition, self->publication->variables))
        write_inline (self, part);
    }
}

AvowRichText *
avow_rich_text_new (AvowPublication *publication, GHashTable *anchors, GPtrArray *inlines)
{
  AvowRichText *self = g_new0 (AvowRichText, 1);
  Writer writer = { publication, anchors, self };

  self->text = g_string_new (NULL);
  self->attributes = pango_attr_list_new ();
  write_inlines (&writer, inlines);

  return self;
}
