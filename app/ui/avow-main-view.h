/* avow-main-view.h: what a person who is signed in sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A sidebar with the pages that the person may see, beside the one chosen; on top of both, the pages that
 * were pushed. */
#define AVOW_TYPE_MAIN_VIEW (avow_main_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowMainView, avow_main_view, AVOW, MAIN_VIEW, AdwBin)

GtkWidget *avow_main_view_new (AvowContext *context);

AvowContext *avow_main_view_get_context (AvowMainView *self); /* (transfer none) */
void avow_main_view_set_banner (AvowMainView *self, const char *text, const char *action_label, const char *action);

GtkWidget *avow_main_view_show_page (AvowMainView *self, const char *name); /* (nullable): the page; leaves what was pushed */
void avow_main_view_push (AvowMainView *self, GtkWidget *page);
gboolean avow_main_view_back (AvowMainView *self); /* whether there was anything to go back to */

G_END_DECLS
