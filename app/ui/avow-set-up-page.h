/* avow-set-up-page.h: a new organisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-entrance.h"

G_BEGIN_DECLS

/* The organisation and its first officer, their passphrase, and the recovery code. */
#define AVOW_TYPE_SET_UP_PAGE (avow_set_up_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowSetUpPage, avow_set_up_page, AVOW, SET_UP_PAGE, AvowEntrance)

GtkWidget *avow_set_up_page_new (const char *folder);

G_END_DECLS
