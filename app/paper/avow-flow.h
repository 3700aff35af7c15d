/* avow-flow.h: what flows over pages of paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-paper-tag.h"

#include <pango/pango.h>

G_BEGIN_DECLS

/* A column of items, each as high as it says, broken into pages. Lengths are points (1/72 inch). */
typedef struct _AvowFlow AvowFlow;

#define AVOW_A4_SHORT 595.28 /* ISO 216 */
#define AVOW_A4_LONG 841.89

typedef enum
{
  AVOW_TEXT_TITLE,
  AVOW_TEXT_SECTION,
  AVOW_TEXT_HEADING,
  AVOW_TEXT_SUBHEADING,
  AVOW_TEXT_BODY,
  AVOW_TEXT_SMALL,
  AVOW_TEXT_MONOSPACE,
} AvowTextStyle;

/* Draws an item whose top left corner is at the origin. */
typedef void (*AvowFlowDraw) (cairo_t *cr, double width, gpointer data);

AvowFlow *avow_flow_new (double page_width, double page_height);
void avow_flow_free (AvowFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowFlow, avow_flow_free)

double avow_flow_get_width (AvowFlow *self); /* between the margins, and from the indent on */

/* Everything that is added from then on is smaller by this factor. */
void avow_flow_set_scale (AvowFlow *self, double scale);
double avow_flow_get_scale (AvowFlow *self);

/* BCP 47: in which it is read aloud. */
void avow_flow_set_language (AvowFlow *self, const char *language);

/* Adds an item that is never broken; @data is freed by @free_data. */
void avow_flow_add (AvowFlow *self, double height, AvowFlowDraw draw, gpointer data, GDestroyNotify free_data);

/* Adds a paragraph, which may be broken between lines. */
void avow_flow_add_text (AvowFlow *self, AvowTextStyle style, const char *text);
void avow_flow_add_space (AvowFlow *self, double height); /* nothing at the top of a page */

/* A stretch of a text, in bytes, that leads somewhere. */
typedef struct
{
  guint start;
  guint end;
  char *address; /* of the web, or `#` and an anchor that there is */
} AvowFlowLink;

/**
 * avow_flow_add_rich_text:
 * @self: a flow
 * @style: its size
 * @tag: (nullable): what it is, such as `H3`; %NULL where that was begun
 * @text: the text
 * @attributes: (nullable): of its parts
 * @links: (element-type AvowFlowLink) (nullable): in the order of the text
 *
 * Adds a paragraph of which parts look otherwise, or lead elsewhere.
 */
void avow_flow_add_rich_text (AvowFlow *self, AvowTextStyle style, const char *tag, const char *text, PangoAttrList *attributes,
                              GPtrArray *links);

/* (transfer full): @text in a style, as wide as @width: for items that draw it themselves. */
PangoLayout *avow_flow_create_layout (AvowFlow *self, AvowTextStyle style, const char *text, PangoAttrList *attributes, double width);

/* What is added between the two belongs to an element of this name (static). */
void avow_flow_begin (AvowFlow *self, const char *tag);
void avow_flow_end (AvowFlow *self);

/* Entries for the element begun last, or for those that an item draws, in their order; taken. */
void avow_flow_add_entries (AvowFlow *self, AvowTagEntries *entries);

/* What is added between the two stands further in by @width; with a bar before it, or not. */
void avow_flow_indent (AvowFlow *self, double width, gboolean bar);
void avow_flow_unindent (AvowFlow *self);

/* What stands before the next item: a number, or a dot. */
void avow_flow_set_marker (AvowFlow *self, const char *marker);

/* The next item can be linked to by this name; with a @title it is in the outline, below the last one of a lower @level. */
void avow_flow_set_anchor (AvowFlow *self, const char *name, const char *title /* (nullable) */, guint level);

void avow_flow_keep (AvowFlow *self, double height);      /* begins a new page where less than that is left */

/* What is drawn again at the top of each page begun from now on; NULL: nothing. */
void avow_flow_set_repeat (AvowFlow *self, double height, AvowFlowDraw draw, gpointer data, GDestroyNotify free_data);

/* A line below every page, beside "Page x of y". */
void avow_flow_set_footer (AvowFlow *self, const char *footer);

guint avow_flow_get_n_pages (AvowFlow *self);
void avow_flow_draw_page (AvowFlow *self, cairo_t *cr, guint page);

/* (transfer full): a PDF of all pages. */
GBytes *avow_flow_to_pdf (AvowFlow *self, const char *title, const char *author);

G_END_DECLS
