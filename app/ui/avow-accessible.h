/* avow-accessible.h: what the toolkit leaves to be done for large text and screen readers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * avow_accessible_install:
 *
 * Called once a process. From then on each widget, wherever it stands and whenever it is made, is put right as it is
 * first shown:
 *
 * - the label of a button breaks into lines: at twice the text size one of two words is wider than a narrow window;
 * - so does what the toolkit would cut short, such as the title of a window, a toast or a row;
 * - a button is called by its label, once (GTK 4.8 says it twice, the first time with the mnemonic's underscore);
 * - scroll bars, the pages of a stack, and what one chooses from have names, which otherwise are those of their classes;
 * - what a stack, a leaflet or a revealer does not show is hidden from screen readers as well, as are the toolkit's
 *   own icons.
 */
void avow_accessible_install (void);

G_END_DECLS
