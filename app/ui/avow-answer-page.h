/* avow-answer-page.h: one answer of the last attempt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The answer with that index in the last attempt, with its title, in a column; (transfer floating). */
GtkWidget *avow_answer_page_new (AvowSession *session, guint index);

G_END_DECLS
