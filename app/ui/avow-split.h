/* avow-split.h: a sidebar beside its content, or one of the two where it is narrow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The only place that knows the toolkit's widget for it. Properties: `sidebar` and `content` (widgets, each
 * with a header bar of its own), `folded` (whether only one of them is shown). In a folded split the
 * content shows a button with the action `split.show-sidebar`; the actions work inside both panes. */
#define AVOW_TYPE_SPLIT (avow_split_get_type ())
G_DECLARE_FINAL_TYPE (AvowSplit, avow_split, AVOW, SPLIT, AdwBin)

GtkWidget *avow_split_new (void);

gboolean avow_split_get_folded (AvowSplit *self);

/* Shows one of the two where only one fits. */
void avow_split_show_content (AvowSplit *self);
void avow_split_show_sidebar (AvowSplit *self);
gboolean avow_split_is_sidebar_hidden (AvowSplit *self); /* folded, and the content is shown */

G_END_DECLS
