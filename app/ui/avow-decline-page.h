/* avow-decline-page.h: a declaration is declined
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"
#include "learn/avow-signing.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Why, if one wants to say, and the passphrase: nobody declines for another. */
#define AVOW_TYPE_DECLINE_PAGE (avow_decline_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowDeclinePage, avow_decline_page, AVOW, DECLINE_PAGE, AdwBin)

GtkWidget *avow_decline_page_new (AvowContext *context, AvowSigning *signing);

G_END_DECLS
