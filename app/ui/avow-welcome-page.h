/* avow-welcome-page.h: the very first start
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Two ways in: an invitation, or a new organisation. Signals: `ready` (id of the person who is now at home
 * here): there is a store; `left`: back to where others are at home. */
#define AVOW_TYPE_WELCOME_PAGE (avow_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowWelcomePage, avow_welcome_page, AVOW, WELCOME_PAGE, AdwBin)

/* @has_store: whether there is an organisation already, so that only an invitation is left
 * @has_people: whether someone is at home here already, so that there is a way back */
GtkWidget *avow_welcome_page_new (const char *folder, gboolean has_store, gboolean has_people);
void avow_welcome_page_open_invitation (AvowWelcomePage *self, GFile *file /* (nullable): asks which */);

G_END_DECLS
