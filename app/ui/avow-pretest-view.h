/* avow-pretest-view.h: what one knows of a module already
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is offered; then its questions, one after the other and without a verdict; then how it went, with the reasons. */
#define AVOW_TYPE_PRETEST_VIEW (avow_pretest_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowPretestView, avow_pretest_view, AVOW, PRETEST_VIEW, GtkWidget)

GtkWidget *avow_pretest_view_new (AvowSession *session, AvowModule *module);

G_END_DECLS
