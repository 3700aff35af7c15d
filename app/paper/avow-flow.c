/* avow-flow.c: what flows over pages of paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-flow.h"

#include "avow-flow-line.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#define MARGIN 48.0
#define FOOTER 24.0    /* of the bottom margin */
#define FOLLOWING 28.0 /* of what comes after a heading: about two lines stay with it */

#define MARKER_WIDTH 18.0
#define BAR_WIDTH 2.5
#define MAX_DEPTH 8      /* of the outline */

typedef struct
{
  double height;
  AvowFlowDraw draw;
  gpointer data;
  GDestroyNotify free_data;
  guint page;
  double top;
  double indent;
  double bar;          /* where the bar before it stands, or -1 */
  AvowTag *tag;        /* nullable: the element that it belongs to */
  PangoLayout *marker; /* nullable */
  AvowTag *marker_tag; /* the element that the marker belongs to */
  char *anchor;        /* nullable */
  gboolean heads;      /* what comes after it: it is not left alone at the end of a page */
} Item;

typedef struct
{
  double indent;
  double bar;
} Indent;

/* An entry of the outline. */
typedef struct
{
  char *title;
  char *anchor;
  guint level;
} Mark;

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

  double scale;
  char *language;      /* nullable */
  Indent indent;
  GArray *indents;     /* of Indent: those around it */
  GPtrArray *tags;     /* of AvowTag: all that were begun */
  AvowTag *tag;        /* the innermost one */
  GPtrArray *entries;  /* of AvowTagEntries */
  GPtrArray *marks;    /* of Mark */
  PangoLayout *marker; /* nullable: of the next item */
  AvowTag *marker_tag;
  char *anchor;        /* nullable: of the next item */
  gboolean heads;      /* of the items that are added now */
};

static const struct
{
  const char *font;
  const char *tag;
} styles[] = {
  [AVOW_TEXT_TITLE] = { "Sans Bold 18", "H1" },
  [AVOW_TEXT_SECTION] = { "Sans Bold 13", "H2" },
  [AVOW_TEXT_HEADING] = { "Sans Bold 11", "H2" },
  [AVOW_TEXT_SUBHEADING] = { "Sans Bold 10", "H3" },
  [AVOW_TEXT_BODY] = { "Sans 10", "P" },
  [AVOW_TEXT_SMALL] = { "Sans 8", "P" },
  [AVOW_TEXT_MONOSPACE] = { "Monospace 8", "P" },
};

static void
item_free (gpointer data)
{
  Item *item = data;
  if (item->free_data != NULL)
    item->free_data (item->data);
  g_clear_object (&item->marker);
  g_free (item->anchor);
  g_free (item);
}

static void
mark_free (gpointer data)
{
  Mark *mark = data;
  g_free (mark->title);
  g_free (mark->anchor);
  g_free (mark);
}

static Item *
item_new (double height, AvowFlowDraw draw, gpointer data, GDestroyNotify free_data)
{
  Item *item = g_new0 (Item, 1);
  *item = (Item){ .height = height, .draw = draw, .data = data, .free_data = free_data, .bar = -1 };
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
  self->scale = 1;
  self->indent.bar = -1;
  self->indents = g_array_new (FALSE, FALSE, sizeof (Indent));
  self->tags = g_ptr_array_new_with_free_func (g_free);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_tag_entries_free);
  self->marks = g_ptr_array_new_with_free_func (mark_free);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  /* one point of the page is one unit of the layout, whatever the surface */
  pango_cairo_context_set_resolution (self->context, 72);
  begin_page (self);
  avow_flow_begin (self, "Document");
  return self;
}

void
avow_flow_free (AvowFlow *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->repeats);
  g_array_unref (self->pages);
  g_array_unref (self->indents);
  g_ptr_array_unref (self->tags);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->marks);
  g_clear_object (&self->marker);
  g_free (self->anchor);
  g_free (self->footer);
  g_free (self->language);
  g_object_unref (self->context);
  g_free (self);
}

double
avow_flow_get_width (AvowFlow *self)
{
  return self->page_width - 2 * MARGIN - self->indent.indent;
}

void
avow_flow_set_scale (AvowFlow *self, double scale)
{
  self->scale = scale;
}

double
avow_flow_get_scale (AvowFlow *self)
{
  return self->scale;
}

void
avow_flow_set_language (AvowFlow *self, const char *language)
{
  g_free (self->language);
  self->language = g_strdup (language);
  pango_context_set_language (self->context, pango_language_from_string (language));
}

void
avow_flow_begin (AvowFlow *self, const char *tag)
{
  AvowTag *inner = g_new0 (AvowTag, 1);
  *inner = (AvowTag){ self->tag, tag };
  g_ptr_array_add (self->tags, inner);
  self->tag = inner;
}

void
avow_flow_end (AvowFlow *self)
{
  self->tag = self->tag->parent;
}

void
avow_flow_add_entries (AvowFlow *self, AvowTagEntries *entries)
{
  g_ptr_array_add (self->entries, entries);
}

void
avow_flow_indent (AvowFlow *self, double width, gboolean bar)
{
  g_array_append_val (self->indents, self->indent);
  if (bar)
    self->indent.bar = self->indent.indent;
  self->indent.indent += width;
}

void
avow_flow_unindent (AvowFlow *self)
{
  self->indent = g_array_index (self->indents, Indent, self->indents->len - 1);
  g_array_set_size (self->indents, self->indents->len - 1);
}

static double
get_room (AvowFlow *self)
{
  return self->page_height - 2 * MARGIN;
}

/* Headings at the end of a page go with what they stand above; @first: index of the first of them. */
static void
take_along (AvowFlow *self, guint first)
{
  g_array_index (self->pages, Page, self->pages->len - 1).first = first;
  for (guint i = first; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);
      item->page = self->pages->len - 1;
      item->top = self->y;
      self->y += item->height;
    }
}

/* A page that has nothing yet is as good as the next. */
void
avow_flow_keep (AvowFlow *self, double height)
{
  guint first = g_array_index (self->pages, Page, self->pages->len - 1).first;
  guint end = self->items->len;
  if (self->y + height <= get_room (self) || end == first)
    return;
  while (end > first && !self->heads && ((Item *) g_ptr_array_index (self->items, end - 1))->heads)
    end--;
  if (end == first)
    return;
  begin_page (self);
  take_along (self, end);
}

static void
place (AvowFlow *self, Item *item)
{
  avow_flow_keep (self, item->height);
  item->page = self->pages->len - 1;
  item->top = self->y;
  item->indent = self->indent.indent;
  item->bar = self->indent.bar;
  item->tag = self->tag;
  item->marker = g_steal_pointer (&self->marker);
  item->marker_tag = self->marker_tag;
  item->anchor = g_steal_pointer (&self->anchor);
  item->heads = self->heads;
  self->y += item->height;
  g_ptr_array_add (self->items, item);
}

void
avow_flow_add (AvowFlow *self, double height, AvowFlowDraw draw, gpointer data, GDestroyNotify free_data)
{
  place (self, item_new (height, draw, data, free_data));
}

static void
draw_nothing (cairo_t *cr, double width, gpointer data)
{
}

/* A bar goes on through what is empty. */
void
avow_flow_add_space (AvowFlow *self, double height)
{
  height *= self->scale;
  if (self->y == 0 || self->y + height > get_room (self))
    return;
  if (self->indent.bar < 0)
    self->y += height;
  else
    avow_flow_add (self, height, draw_nothing, NULL, NULL);
}

PangoLayout *
avow_flow_create_layout (AvowFlow *self, AvowTextStyle style, const char *text, PangoAttrList *attributes, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (styles[style].font);
  g_autoptr (PangoAttrList) own = attributes != NULL ? pango_attr_list_copy (attributes) : pango_attr_list_new ();
  pango_font_description_set_size (font, pango_font_description_get_size (font) * self->scale);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing (layout, 1.15f);
  pango_layout_set_text (layout, text, -1);
  /* what is drawn as one letter is searched for, and read aloud, as two */
  pango_attr_list_insert (own, pango_attr_font_features_new ("liga=0, clig=0"));
  pango_layout_set_attributes (layout, own);
  return layout;
}

static PangoLayout *
create_layout (AvowFlow *self, AvowTextStyle style, const char *text)
{
  return avow_flow_create_layout (self, style, text, NULL, self->page_width - 2 * MARGIN);
}

void
avow_flow_add_rich_text (AvowFlow *self, AvowTextStyle style, const char *tag, const char *text, PangoAttrList *attributes,
                         GPtrArray *links)
{
  g_autoptr (PangoLayout) layout = avow_flow_create_layout (self, style, text, attributes, avow_flow_get_width (self));
  gboolean heads = style >= AVOW_TEXT_SECTION && style <= AVOW_TEXT_SUBHEADING;
  if (heads)
    {
      int height;
      pango_layout_get_size (layout, NULL, &height);
      avow_flow_keep (self, (double) height / PANGO_SCALE + FOLLOWING);
    }
  self->heads = heads;
  if (tag != NULL)
    avow_flow_begin (self, tag);
  avow_flow_add_lines (self, layout, links);
  self->heads = FALSE;
  if (tag != NULL)
    avow_flow_end (self);
}

void
avow_flow_add_text (AvowFlow *self, AvowTextStyle style, const char *text)
{
  avow_flow_add_rich_text (self, style, styles[style].tag, text, NULL, NULL);
}

void
avow_flow_set_marker (AvowFlow *self, const char *marker)
{
  g_clear_object (&self->marker);
  self->marker = avow_flow_create_layout (self, AVOW_TEXT_BODY, marker, NULL, MARKER_WIDTH - 4);
  pango_layout_set_alignment (self->marker, PANGO_ALIGN_RIGHT);
  self->marker_tag = self->tag;
}

void
avow_flow_set_anchor (AvowFlow *self, const char *name, const char *title, guint level)
{
  g_free (self->anchor);
  self->anchor = g_strdup (name);
  if (title != NULL)
    {
      Mark *mark = g_new0 (Mark, 1);
      *mark = (Mark){ g_strdup (title), g_strdup (name), MIN (level, MAX_DEPTH) };
      g_ptr_array_add (self->marks, mark);
    }
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
draw_bar (cairo_t *cr, const Item *item)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.55, 0.55, 0.58);
  cairo_rectangle (cr, item->bar - item->indent, 0, BAR_WIDTH, item->height + 0.2);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
begin_item (AvowFlow *self, cairo_t *cr, const Item *item, double top)
{
  cairo_save (cr);
  cairo_translate (cr, MARGIN + item->indent, MARGIN + top);
}

/* It is an element of its own, before the one that its item belongs to. */
static void
draw_marker (AvowFlow *self, cairo_t *cr, Item *item, AvowTag **open)
{
  avow_tag_move (cr, open, item->marker_tag);
  begin_item (self, cr, item, item->top);
  avow_tag_begin (cr, "Lbl", NULL);
  cairo_move_to (cr, -MARKER_WIDTH, 0);
  pango_cairo_show_layout (cr, item->marker);
  avow_tag_end (cr, "Lbl");
  cairo_restore (cr);
}

static void
draw_item (AvowFlow *self, cairo_t *cr, Item *item, double top)
{
  g_autofree char *name = item->anchor != NULL ? g_strdup_printf ("name='%s'", item->anchor) : NULL;
  begin_item (self, cr, item, top);
  if (item->bar >= 0)
    draw_bar (cr, item);
  if (name != NULL)
    avow_tag_begin (cr, CAIRO_TAG_DEST, name);
  item->draw (cr, self->page_width - 2 * MARGIN - item->indent, item->data);
  if (name != NULL)
    avow_tag_end (cr, CAIRO_TAG_DEST);
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

/* *@open: the element that the page before ended in. */
static void
draw_page (AvowFlow *self, cairo_t *cr, guint page, AvowTag **open)
{
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
      if (item->marker != NULL)
        draw_marker (self, cr, item, open);
      avow_tag_move (cr, open, item->tag);
      draw_item (self, cr, item, item->top);
    }
  draw_footer (self, cr, page);
  cairo_restore (cr);
}

void
avow_flow_draw_page (AvowFlow *self, cairo_t *cr, guint page)
{
  AvowTag *open = NULL;
  g_return_if_fail (page < avow_flow_get_n_pages (self));
  draw_page (self, cr, page, &open);
  avow_tag_move (cr, &open, NULL);
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
add_outline (AvowFlow *self, cairo_surface_t *surface)
{
  int parents[MAX_DEPTH + 1] = { CAIRO_PDF_OUTLINE_ROOT };
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = g_ptr_array_index (self->marks, i);
      g_autofree char *link = g_strdup_printf ("dest='%s'", mark->anchor);
      int own = cairo_pdf_surface_add_outline (surface, parents[mark->level], mark->title, link, CAIRO_PDF_OUTLINE_FLAG_OPEN);
      for (guint level = mark->level + 1; level <= MAX_DEPTH; level++)
        parents[level] = own;
    }
}

static void
set_metadata (cairo_surface_t *surface, const char *title, const char *author)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Avow " AVOW_VERSION);
}

GBytes *
avow_flow_to_pdf (AvowFlow *self, const char *title, const char *author)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, self->page_width, self->page_height);
  g_autoptr (GBytes) plain = NULL;
  AvowTag *open = NULL;
  cairo_t *cr;
  /* what newer versions pack together could not be added to */
  cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  avow_tag_mark_surface (surface);
  set_metadata (surface, title, author);
  cr = cairo_create (surface);
  for (guint page = 0; page < avow_flow_get_n_pages (self); page++)
    {
      draw_page (self, cr, page, &open);
      if (page + 1 == avow_flow_get_n_pages (self))
        avow_tag_move (cr, &open, NULL);
      cairo_show_page (cr);
    }
  add_outline (self, surface);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    g_warning ("A PDF was not written: %s", cairo_status_to_string (cairo_surface_status (surface)));
  cairo_surface_destroy (surface);
  plain = g_byte_array_free_to_bytes (bytes);
  return avow_tag_finish (plain, self->language, self->entries);
}
