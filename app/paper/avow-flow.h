/* avow-flow.h: what flows over pages of paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A column of items, each as high as it says, broken into pages. Lengths are points (1/72 inch). */
typedef struct _AvowFlow AvowFlow;

#define AVOW_A4_SHORT 595.28 /* ISO 216 */
#define AVOW_A4_LONG 841.89

typedef enum
{
  AVOW_TEXT_TITLE,
  AVOW_TEXT_HEADING,
  AVOW_TEXT_BODY,
  AVOW_TEXT_SMALL,
  AVOW_TEXT_MONOSPACE,
} AvowTextStyle;

/* Draws an item whose top left corner is at the origin. */
typedef void (*AvowFlowDraw) (cairo_t *cr, double width, gpointer data);

AvowFlow *avow_flow_new (double page_width, double page_height);
void avow_flow_free (AvowFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowFlow, avow_flow_free)

double avow_flow_get_width (AvowFlow *self); /* between the margins */

/* Adds an item that is never broken; @data is freed by @free_data. */
void avow_flow_add (AvowFlow *self, double height, AvowFlowDraw draw, gpointer data, GDestroyNotify free_data);

/* Adds a paragraph, which may be broken between lines. */
void avow_flow_add_text (AvowFlow *self, AvowTextStyle style, const char *text);
void avow_flow_add_space (AvowFlow *self, double height); /* nothing at the top of a page */

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
