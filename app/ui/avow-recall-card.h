/* avow-recall-card.h: whether to be asked again what was missed, and the question that is due
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows nothing to whoever has missed nothing. It looks whenever it comes into view. */
#define AVOW_TYPE_RECALL_CARD (avow_recall_card_get_type ())
G_DECLARE_FINAL_TYPE (AvowRecallCard, avow_recall_card, AVOW, RECALL_CARD, AdwBin)

GtkWidget *avow_recall_card_new (AvowContext *context);

G_END_DECLS
