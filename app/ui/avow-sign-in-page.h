/* avow-sign-in-page.h: who is it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-start.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Staff number and passphrase, where several people use one installation; also what covers the window while
 * it is locked. Signal: `signed-in` (an #AvowEntry, which stays the page's). */
#define AVOW_TYPE_SIGN_IN_PAGE (avow_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowSignInPage, avow_sign_in_page, AVOW, SIGN_IN_PAGE, AdwBin)

GtkWidget *avow_sign_in_page_new (AvowWorker *worker, const AvowStart *start);

/* @person: (nullable): whose work lies below; %NULL where nobody is signed in */
void avow_sign_in_page_prepare (AvowSignInPage *self, const AvowPerson *person);

G_END_DECLS
