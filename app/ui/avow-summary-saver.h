/* avow-summary-saver.h: what to keep of a course, as a PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether there is anything to keep: a course may have no habits. */
gboolean avow_summary_exists (AvowSession *session);

/* Asks where, writes it on a thread of its own, and tells over the window of @page. */
void avow_summary_save (GtkWidget *page, AvowSession *session);

G_END_DECLS
