/* avow-banner.h: a message across a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A slim line below a header bar that stays: what kind of store this is, or why nothing can be written. It is
 * shown as long as its text is not empty, and may offer one thing to do. */
#define AVOW_TYPE_BANNER (avow_banner_get_type ())
G_DECLARE_FINAL_TYPE (AvowBanner, avow_banner, AVOW, BANNER, AdwBin)

GtkWidget *avow_banner_new (void);
void avow_banner_set_text (AvowBanner *self, const char *text /* (nullable) */);
void avow_banner_set_action (AvowBanner *self, const char *label, const char *detailed_action /* (nullable): none */);

G_END_DECLS
