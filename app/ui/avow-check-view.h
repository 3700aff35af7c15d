/* avow-check-view.h: a knowledge check in the flow of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Choose, check, and read why; there is no score. Its actions: `question.choose` (u: from 1), `question.submit`.
 * It activates `reader.changed`. */
#define AVOW_TYPE_CHECK_VIEW (avow_check_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowCheckView, avow_check_view, AVOW, CHECK_VIEW, GtkWidget)

GtkWidget *avow_check_view_new (AvowSession *session, AvowCheck *check);

G_END_DECLS
