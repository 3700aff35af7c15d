/* avow-programme-page.h: what is asked of people, and who they are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* For officers: adopt the courses and declarations that came with Avow, add and invite people. */
#define AVOW_TYPE_PROGRAMME_PAGE (avow_programme_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowProgrammePage, avow_programme_page, AVOW, PROGRAMME_PAGE, AdwBin)

GtkWidget *avow_programme_page_new (AvowContext *context);

G_END_DECLS
