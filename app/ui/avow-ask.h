/* avow-ask.h: a question, and its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  AVOW_ASK_PLAIN,
  AVOW_ASK_SUGGESTED,
  AVOW_ASK_DESTRUCTIVE,
} AvowAskStyle;

/**
 * avow_ask_async:
 * @parent: the window that asks
 * @heading: the question
 * @body: (nullable): what follows from the answer
 * @extra: (nullable): (transfer floating): a widget below the body
 * @cancel: how to say no, with a mnemonic; what Escape answers
 * @confirm: (nullable): how to say yes, with a mnemonic; %NULL where there is nothing to decide
 * @style: how @confirm looks
 * @callback: called with the answer; call avow_ask_finish() there
 * @user_data: handed to @callback
 */
void avow_ask_async (GtkWindow *parent, const char *heading, const char *body, GtkWidget *extra, const char *cancel,
                     const char *confirm, AvowAskStyle style, GAsyncReadyCallback callback, gpointer user_data);

/* Whether the answer was yes. */
gboolean avow_ask_finish (GAsyncResult *result);

G_END_DECLS
