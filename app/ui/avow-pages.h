/* avow-pages.h: which pages there are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"
#include "people/avow-programme.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A page in the sidebar of the main view. It has no header bar: the main view shows one with its title.
 * It fills what it gets, and scrolls by itself. */
typedef struct
{
  const char *name;     /* for `win.show-page` */
  const char *title;    /* with a mnemonic; to be translated */
  const char *icon;
  gboolean restricted;  /* shown only to who may do @action */
  AvowAction action;
  GtkWidget *(*create) (AvowContext *context);
} AvowRootPage;

/* Ended by an entry without a name. */
extern const AvowRootPage avow_root_pages[];

/**
 * avow_pages_new_duty:
 * @context: who is at it
 * @duty: what is owed
 *
 * Returns: (transfer floating): the page on which it is done, with a header bar of its own
 */
GtkWidget *avow_pages_new_duty (AvowContext *context, const AvowDuty *duty);

/* The receipt of the declaration at that position, with a header bar of its own; (transfer floating). */
GtkWidget *avow_pages_new_receipt (AvowContext *context, gint64 position);

/* The question that was missed once and is due, with a header bar of its own; (transfer floating). */
GtkWidget *avow_pages_new_recall (AvowContext *context);

G_END_DECLS
