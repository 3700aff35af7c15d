/* avow-join-page.h: joining an organisation by invitation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-entrance.h"
#include "people/avow-invitation.h"

G_BEGIN_DECLS

/* Reads an invitation on a thread of its own. */
void avow_join_open_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data);
AvowInvitation *avow_join_open_finish (GAsyncResult *result, GError **error); /* (transfer full) */

/* The code, what Avow records, and a passphrase. */
#define AVOW_TYPE_JOIN_PAGE (avow_join_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowJoinPage, avow_join_page, AVOW, JOIN_PAGE, AvowEntrance)

GtkWidget *avow_join_page_new (const char *folder, AvowInvitation *invitation /* (transfer full) */);

G_END_DECLS
