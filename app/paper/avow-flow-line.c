/* avow-flow-line.c: the lines of a paragraph on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-flow-line.h"

#include <pango/pangocairo.h>

/* One line of a paragraph. */
typedef struct
{
  PangoLayout *layout;
  PangoLayoutLine *line;
  GPtrArray *links; /* nullable; of AvowFlowLink */
  double x;
  double baseline;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;
  pango_layout_line_unref (line->line);
  g_object_unref (line->layout);
  g_clear_pointer (&line->links, g_ptr_array_unref);
  g_free (line);
}

static const AvowFlowLink *
find_link (const Line *line, guint at)
{
  for (guint i = 0; line->links != NULL && i < line->links->len; i++)
    {
      const AvowFlowLink *link = g_ptr_array_index (line->links, i);
      if (at >= link->start && at < link->end)
        return link;
    }
  return NULL;
}

/* As Cairo wants a link's attributes; what would end the string is written as an address may write it. */
static char *
describe_link (const AvowFlowLink *link)
{
  GString *text = g_string_new (link->address[0] == '#' ? "dest='" : "uri='");
  for (const char *p = link->address[0] == '#' ? link->address + 1 : link->address; *p != '\0'; p++)
    if (*p == '\'' || *p == '\\')
      g_string_append_printf (text, "%%%02X", *p);
    else
      g_string_append_c (text, *p);
  g_string_append_c (text, '\'');
  return g_string_free (text, FALSE);
}

static void
set_colour (cairo_t *cr, const PangoLayoutRun *run)
{
  for (GSList *l = run->item->analysis.extra_attrs; l != NULL; l = l->next)
    {
      const PangoAttribute *attribute = l->data;
      const PangoColor *colour = &((const PangoAttrColor *) attribute)->color;
      if (attribute->klass->type == PANGO_ATTR_FOREGROUND)
        cairo_set_source_rgb (cr, colour->red / 65535.0, colour->green / 65535.0, colour->blue / 65535.0);
    }
}

/* A run of letters of one font, as a part of the text or as a link. */
static double
draw_run (cairo_t *cr, const Line *line, const PangoLayoutRun *run, double x)
{
  const AvowFlowLink *link = find_link (line, run->item->offset);
  g_autofree char *attributes = link != NULL ? describe_link (link) : NULL;
  const char *tag = link != NULL ? CAIRO_TAG_LINK : "Span";
  double width = (double) pango_glyph_string_get_width (run->glyphs) / PANGO_SCALE;

  cairo_save (cr);
  avow_tag_begin (cr, tag, attributes);
  set_colour (cr, run);
  cairo_move_to (cr, x, line->baseline);
  pango_cairo_show_glyph_item (cr, pango_layout_get_text (line->layout), (PangoGlyphItem *) run);
  if (link != NULL)
    {
      cairo_rectangle (cr, x, line->baseline + 1.5, width, 0.5);
      cairo_fill (cr);
    }
  avow_tag_end (cr, tag);
  cairo_restore (cr);
  return width;
}

static void
draw_line (cairo_t *cr, double width, gpointer data)
{
  Line *line = data;
  double x = line->x;
  if (line->links == NULL)
    {
      avow_tag_begin (cr, "Span", NULL);
      cairo_move_to (cr, x, line->baseline);
      pango_cairo_show_layout_line (cr, line->line);
      avow_tag_end (cr, "Span");
      return;
    }
  for (GSList *run = line->line->runs; run != NULL; run = run->next)
    x += draw_run (cr, line, run->data, x);
}

void
avow_flow_add_lines (AvowFlow *self, PangoLayout *layout, GPtrArray *links)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  do
    {
      PangoRectangle extents;
      int top, bottom;
      Line *line = g_new0 (Line, 1);
      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      line->layout = g_object_ref (layout);
      line->line = pango_layout_line_ref (pango_layout_iter_get_line_readonly (iter));
      line->links = links != NULL ? g_ptr_array_ref (links) : NULL;
      line->x = (double) extents.x / PANGO_SCALE;
      line->baseline = (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE;
      avow_flow_add (self, (double) (bottom - top) / PANGO_SCALE, draw_line, line, line_free);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}
