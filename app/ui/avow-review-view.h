/* avow-review-view.h: all answers, ahead of handing them in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is unanswered or flagged, a way to each question, and *Finish*. Activates `reader.open-question` and
 * `reader.finish`. */
#define AVOW_TYPE_REVIEW_VIEW (avow_review_view_get_type ())
G_DECLARE_FINAL_TYPE (AvowReviewView, avow_review_view, AVOW, REVIEW_VIEW, GtkWidget)

GtkWidget *avow_review_view_new (AvowSession *session);

G_END_DECLS
