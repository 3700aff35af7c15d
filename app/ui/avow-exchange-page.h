/* avow-exchange-page.h: handing over, and taking in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What is done on it most stands first: at a compliance officer's desk that is taking in. */
#define AVOW_TYPE_EXCHANGE_PAGE (avow_exchange_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowExchangePage, avow_exchange_page, AVOW, EXCHANGE_PAGE, AdwBin)

GtkWidget *avow_exchange_page_new (AvowContext *context);

void avow_exchange_page_take_in (AvowExchangePage *self, GPtrArray *files /* of GFile */);

G_END_DECLS
