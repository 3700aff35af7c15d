/* avow-page-builder.h: a widget for each kind of block
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What building needs. Nothing in it is owned. */
typedef struct
{
  GHashTable *variables; /* nullable */
  AvowCourse *course;    /* nullable */
} AvowPageBuilder;

/* (transfer floating) */
GtkWidget *avow_page_builder_create_block (AvowPageBuilder *self, const AvowBlock *block);
void avow_page_builder_append_blocks (AvowPageBuilder *self, GtkBox *box, GPtrArray *blocks);

G_END_DECLS
