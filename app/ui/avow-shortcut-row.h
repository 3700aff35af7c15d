/* avow-shortcut-row.h: what a key does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Its keys, `accelerator` as GtkShortcutLabel takes it, stand beside its title, or below where there is no room: a
 * GtkShortcutsWindow is far wider than a narrow screen at large text. */
#define AVOW_TYPE_SHORTCUT_ROW (avow_shortcut_row_get_type ())
G_DECLARE_FINAL_TYPE (AvowShortcutRow, avow_shortcut_row, AVOW, SHORTCUT_ROW, AdwPreferencesRow)

G_END_DECLS
