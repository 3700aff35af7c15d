/* avow-list-item.h: one item of a list, behind its mark
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A mark (a bullet, a number) and beside it what the item holds. GtkBox would do, but lays out long texts many
 * times over to share out a width of which only one side is in question. */
#define AVOW_TYPE_LIST_ITEM (avow_list_item_get_type ())
G_DECLARE_FINAL_TYPE (AvowListItem, avow_list_item, AVOW, LIST_ITEM, GtkWidget)

GtkWidget *avow_list_item_new (const char *mark, GtkWidget *content);

G_END_DECLS
