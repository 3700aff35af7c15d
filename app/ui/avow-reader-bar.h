/* avow-reader-bar.h: the way on, below what is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* *Back*, how far one is, *Continue*, side by side or, where there is no room, the text above. Activates `reader.back` and `reader.continue`. */
#define AVOW_TYPE_READER_BAR (avow_reader_bar_get_type ())
G_DECLARE_FINAL_TYPE (AvowReaderBar, avow_reader_bar, AVOW, READER_BAR, GtkWidget)

void avow_reader_bar_set_progress (AvowReaderBar *self, const char *text);

typedef enum
{
  AVOW_WAY_ON_HIDDEN,    /* what is shown has its own */
  AVOW_WAY_ON_OPEN,      /* possible, but something else comes first */
  AVOW_WAY_ON_SUGGESTED, /* the one thing to do next */
} AvowWayOn;

void avow_reader_bar_set_way_on (AvowReaderBar *self, AvowWayOn way_on);

G_END_DECLS
