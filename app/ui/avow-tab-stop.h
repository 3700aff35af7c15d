/* avow-tab-stop.h: what Tab comes to once, and then leaves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Stands around a list in which the selection follows the focus, with what scrolls it. There Tab would go from row to row
 * and select each on the way, as GtkListBox does until one can say otherwise (`tab-behavior`, GTK 4.18). In it, the arrows
 * go from row to row; Tab and Shift+Tab leave it. Its rows hold nothing else that takes the focus. */
#define AVOW_TYPE_TAB_STOP (avow_tab_stop_get_type ())
G_DECLARE_FINAL_TYPE (AvowTabStop, avow_tab_stop, AVOW, TAB_STOP, AdwBin)

G_END_DECLS
