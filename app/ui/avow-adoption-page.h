/* avow-adoption-page.h: a text before the organisation takes it for its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"
#include "avow-adoption.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The whole text, the organisation's facts in it, and the officer's passphrase. */
#define AVOW_TYPE_ADOPTION_PAGE (avow_adoption_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowAdoptionPage, avow_adoption_page, AVOW, ADOPTION_PAGE, AdwBin)

/* @variables: what is known of the organisation's facts */
GtkWidget *avow_adoption_page_new (AvowContext *context, AvowShippedItem *item, GHashTable *variables);

G_END_DECLS
