/* avow-flow.c: what flows over pages of paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-flow.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#define MARGIN 48.0
#define FOOTER 24.0    /* of the bottom margin */
#define FOLLOWING 28.0 /* of what comes after a heading: about two lines stay with it */

typedef struct
{
  double height;
  AvowFlowDraw draw;
  gpointer data;
  GDestroyNotify free_data;
  guint page;
  double top;
} Item;

typedef struct
{
  int repeat;  /* index in the repeats of what is drawn at its top, or -1 */
  guint first; /* index of its first item */
} Page;

struct _AvowFlow
{
  double page_width;
  double page_height;
  GPtrArray *items;   /* of Item, in order */
  GPtrArray *repeats; /* of Item */
  GArray *pages;      /* of Page */
  int repeat;         /* for pages begun from now on */
  double y;           /* where the next item goes, from the upper margin */
  char *footer;
  PangoContext *context;
};

/* One line of a paragraph. */
typedef struct
{
  PangoLayout *layout;
  PangoLayoutLine *line;
  double x;
  double baseline;
} Line;

static const char *const fonts[] = {
  [AVOW_TEXT_TITLE] = "Sans Bold 18",
  [AVOW_TEXT_HEADING] = "Sans Bold 11",
  [AVOW_TEXT_BODY] = "Sans 10",
  [AVOW_TEXT_SMALL] = "Sans 8",
  [AVOW_TEXT_MONOSPACE] = "Monospace 8",
};

static void
item_free (gpointer data)
{
  Item *item = data;
  if (item->free_data != NULL)
    item->free_data (item->data);
  g_free (item);
}

static Item *
item_new (double height, AvowFlowDraw draw, gpointer data, GDestroyNotify free_data)
{
  Item *item = g_new0 (Item, 1);
  *item = (Item){ .height = height, .draw = draw, .data = data, .free_data = free_data };
  return item;
}

static void
begin_page (AvowFlow *self)
{
  Page page = { self->repeat, self->items->len };
  g_array_append_val (self->pages, page);
  self->y = self->repeat >= 0 ? ((Item *) g_ptr_array_index (self->repeats, self->repeat))->height : 0;
}

AvowFlow *
avow_flow_new (double page_width, double page_height)
{
  AvowFlow *self = g_new0 (AvowFlow, 1);
  self->page_width = page_width;
  self->page_height = page_height;
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->repeats = g_ptr_array_new_with_free_func (item_free);
  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  self->repeat = -1;
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  /* one point of the page is one unit of the layout, whatever the surface */
  pango_cairo_context_set_resolution (self->context, 72);
  begin_page (self);
  return self;
}

void
avow_flow_free (AvowFlow *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->repeats);
  g_array_unref (self->pages);
  g_free (self->footer);
  g_object_unref (self->context);
  g_free (self);
}

double
avow_flow_get_width (AvowFlow *self)
{
  return self->page_width - 2 * MARGIN;
}

static double
get_room (AvowFlow *self)
{
  return self->page_height - 2 * MARGIN;
}

/* A page that has nothing yet is as good as the next. */
void
avow_flow_keep (AvowFlow *self, double height)
{
  Page *last = &g_array_index (self->pages, Page, self->pages->len - 1);
  if (self->y + height > get_room (self) && self->items->len > last->first)
    begin_page (self);
}

static void
place (AvowFlow *self, Item *item)
{
  avow_flow_keep (self, item->height);
  item->page = self->pages->len - 1;
  item->top = self->y;
  self->y += item->height;
  g_ptr_array_add (self->items, item);
}

void
avow_flow_add (AvowFlow *self, double height, AvowFlowDraw draw, gpointer data, GDestroyNotify free_data)
{
  place (self, item_new (height, draw, data, free_data));
}

void
avow_flow_add_space (AvowFlow *self, double height)
{
  if (self->y > 0 && self->y + height <= get_room (self))
    self->y += height;
}

static void
line_free (gpointer data)
{
  Line *line = data;
  pango_layout_line_unref (line->line);
  g_object_unref (line->layout);
  g_free (line);
}

static void
draw_line (cairo_t *cr, double width, gpointer data)
{
  Line *line = data;
  cairo_move_to (cr, line->x, line->baseline);
  pango_cairo_show_layout_line (cr, line->line);
}

static PangoLayout *
create_layout (AvowFlow *self, AvowTextStyle style, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (fonts[style]);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, avow_flow_get_width (self) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.15f);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

void
avow_flow_add_text (AvowFlow *self, AvowTextStyle style, const char *text)
{
  g_autoptr (PangoLayout) layout = create_layout (self, style, text);
  if (style == AVOW_TEXT_HEADING)
    {
      int height;
      pango_layout_get_size (layout, NULL, &height);
      avow_flow_keep (self, (double) height / PANGO_SCALE + FOLLOWING);
    }
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
      line->x = (double) extents.x / PANGO_SCALE;
      line->baseline = (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE;
      avow_flow_add (self, (double) (bottom - top) / PANGO_SCALE, draw_line, line, line_free);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

void
avow_flow_set_repeat (AvowFlow *self, double height, AvowFlowDraw draw, gpointer data, GDestroyNotify free_data)
{
  self->repeat = -1;
  if (draw == NULL)
    return;
  self->repeat = self->repeats->len;
  g_ptr_array_add (self->repeats, item_new (height, draw, data, free_data));
}

void
avow_flow_set_footer (AvowFlow *self, const char *footer)
{
  g_free (self->footer);
  self->footer = g_strdup (footer);
}

guint
avow_flow_get_n_pages (AvowFlow *self)
{
  return self->pages->len;
}

static void
draw_item (AvowFlow *self, cairo_t *cr, Item *item, double top)
{
  cairo_save (cr);
  cairo_translate (cr, MARGIN, MARGIN + top);
  item->draw (cr, avow_flow_get_width (self), item->data);
  cairo_restore (cr);
}

static void
draw_footer (AvowFlow *self, cairo_t *cr, guint page)
{
  /* Translators: of a printed document, e.g. “Page 2 of 3” */
  g_autofree char *number = g_strdup_printf (_("Page %u of %u"), page + 1, avow_flow_get_n_pages (self));
  g_autoptr (PangoLayout) right = create_layout (self, AVOW_TEXT_SMALL, number);
  g_autoptr (PangoLayout) left = create_layout (self, AVOW_TEXT_SMALL, self->footer != NULL ? self->footer : "");
  pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
  pango_layout_set_width (left, (avow_flow_get_width (self) - 90) * PANGO_SCALE);
  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  double y = self->page_height - MARGIN + FOOTER / 2;
  cairo_set_source_rgb (cr, 0.3, 0.3, 0.3);
  cairo_move_to (cr, MARGIN, y);
  pango_cairo_show_layout (cr, left);
  cairo_move_to (cr, MARGIN, y);
  pango_cairo_show_layout (cr, right);
}

void
avow_flow_draw_page (AvowFlow *self, cairo_t *cr, guint page)
{
  g_return_if_fail (page < avow_flow_get_n_pages (self));
  Page *here = &g_array_index (self->pages, Page, page);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (here->repeat >= 0)
    draw_item (self, cr, g_ptr_array_index (self->repeats, here->repeat), 0);
  for (guint i = here->first; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      if (item->page != page)
        break;
      draw_item (self, cr, item, item->top);
    }
  draw_footer (self, cr, page);
  cairo_restore (cr);
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
avow_flow_to_pdf (AvowFlow *self, const char *title, const char *author)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, self->page_width, self->page_height);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Avow " AVOW_VERSION);
  cairo_t *cr = cairo_create (surface);
  for (guint page = 0; page < avow_flow_get_n_pages (self); page++)
    {
      avow_flow_draw_page (self, cr, page);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}
