/* avow-figure.h: a picture of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Drawings are drawn anew for the size and the screen that they are shown on; they can't refer to anything
 * outside of themselves. A picture is never enlarged beyond what its author made it. */
#define AVOW_TYPE_FIGURE (avow_figure_get_type ())
G_DECLARE_FINAL_TYPE (AvowFigure, avow_figure, AVOW, FIGURE, GtkWidget)

/**
 * avow_figure_new:
 * @bytes: a picture: SVG, PNG or JPEG
 * @alternative: what it shows, in words
 *
 * Returns: (transfer floating) (nullable): the picture, or %NULL where @bytes can't be shown
 */
GtkWidget *avow_figure_new (GBytes *bytes, const char *alternative);

G_END_DECLS
