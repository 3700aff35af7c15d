/* avow-recall-page.h: one question that was missed once, asked again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Choose, check, read why, done. Left before it is checked, nothing has happened. Its actions: `question.choose` (u: from 1),
 * `question.submit`. */
#define AVOW_TYPE_RECALL_PAGE (avow_recall_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowRecallPage, avow_recall_page, AVOW, RECALL_PAGE, AdwBin)

GtkWidget *avow_recall_page_new (AvowContext *context);

G_END_DECLS
