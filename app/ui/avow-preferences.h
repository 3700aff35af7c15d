/* avow-preferences.h: what a person can set
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-application.h"

G_BEGIN_DECLS

void avow_preferences_show (AvowApplication *application, GtkWindow *parent);

G_END_DECLS
