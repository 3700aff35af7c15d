/* avow-window-actions.h: what the window can be asked to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-window.h"

G_BEGIN_DECLS

/* Called once, by the class of the window: installs the actions that avow-window.h lists. */
void avow_window_class_install_actions (GtkWidgetClass *klass);

G_END_DECLS
