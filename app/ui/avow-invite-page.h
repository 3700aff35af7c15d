/* avow-invite-page.h: inviting a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Who it is, where the invitation file goes, and the code that belongs to it. */
#define AVOW_TYPE_INVITE_PAGE (avow_invite_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowInvitePage, avow_invite_page, AVOW, INVITE_PAGE, AdwBin)

GtkWidget *avow_invite_page_new (AvowContext *context);

G_END_DECLS
