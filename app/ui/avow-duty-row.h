/* avow-duty-row.h: one thing to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-training.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card in a list: what it is, where it stands, how long it takes and by when. The next one to do has a
 * button; all of them can be opened. */
#define AVOW_TYPE_DUTY_ROW (avow_duty_row_get_type ())
G_DECLARE_FINAL_TYPE (AvowDutyRow, avow_duty_row, AVOW, DUTY_ROW, GtkListBoxRow)

GtkWidget *avow_duty_row_new (const AvowTrainingItem *item, const char *today, gboolean is_next);

G_END_DECLS
