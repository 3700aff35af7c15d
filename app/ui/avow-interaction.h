/* avow-interaction.h: where a question is answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What QTI calls an interaction: everything of a question but its prompt. An answer goes into the session at once, and
 * the action `reader.changed` is activated; Enter on what is answered activates `question.submit`. */
#define AVOW_TYPE_INTERACTION (avow_interaction_get_type ())
G_DECLARE_DERIVABLE_TYPE (AvowInteraction, avow_interaction, AVOW, INTERACTION, GtkBox)

struct _AvowInteractionClass
{
  GtkBoxClass parent_class;

  /* shows the answer that the session has; called once */
  void (*build) (AvowInteraction *self);
  /* chooses by a number key, from 1; whether there is anything of that number */
  gboolean (*choose) (AvowInteraction *self, guint number);
};

/* (transfer floating): the interaction for a question's kind. */
GtkWidget *avow_interaction_new (AvowSession *session, AvowQuestion *question);

AvowSession *avow_interaction_get_session (AvowInteraction *self);    /* (transfer none) */
AvowQuestion *avow_interaction_get_question (AvowInteraction *self);  /* (transfer none) */

/* (transfer none) (nullable): how to answer, where that isn't plain to see. */
const char *avow_interaction_get_hint (AvowInteraction *self);

/* Keeps an answer, of char*. */
void avow_interaction_keep (AvowInteraction *self, GPtrArray *values);

gboolean avow_interaction_choose (AvowInteraction *self, guint number);

/* For Enter on a check button in @self: chooses it, or, where it is chosen and nothing is left to answer, submits. */
gboolean avow_interaction_enter (AvowInteraction *self, guint keyval);

G_END_DECLS
