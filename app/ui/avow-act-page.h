/* avow-act-page.h: something that is done once, after one has read what it does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"
#include "people/avow-identity.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* In plain words what happens, what there is to fill in or choose, the passphrase of who is signed in where they sign for
 * it, and one button. What is wrong is said in the page; what was done, as a toast on the page of the sidebar that it goes
 * back to. */
#define AVOW_TYPE_ACT_PAGE (avow_act_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowActPage, avow_act_page, AVOW, ACT_PAGE, AdwBin)

/* What was filled in. */
typedef struct
{
  char *actor;       /* id of who is signed in */
  GPtrArray *values; /* of AvowSecret: of each field in turn; of a choice its number, see avow_act_get_choice() */
  char *passphrase;  /* nullable */
  gpointer data;
} AvowAct;

/* Runs on the worker's thread; gives (transfer full) in words what was done, or %NULL. */
typedef char *(*AvowActRun) (AvowStore *store, const AvowAct *act, GError **error);

typedef struct
{
  const char *title;    /* to be translated, as @button, which has a mnemonic */
  const char *button;
  const char *page;     /* where it goes back to, by its name in the sidebar */
  gboolean is_signed;
  gboolean destroys;    /* something that can't be taken back */
  AvowActRun run;
} AvowActKind;

/* @data: (transfer full): handed to the act. */
GtkWidget *avow_act_page_new (AvowContext *context, const AvowActKind *kind, const char *heading, const char *text, gpointer data,
                              GDestroyNotify free_data);

/* What there is to fill in, in this order; @label has a mnemonic, but for a choice's. */
void avow_act_page_add_entry (AvowActPage *self, const char *label, const char *value);
void avow_act_page_add_choice (AvowActPage *self, const char *label, const char *const *choices);
void avow_act_page_add_passphrase (AvowActPage *self, const char *label, const char *name); /* of somebody else; @name: as a screen reader says it */

const char *avow_act_get_value (const AvowAct *act, guint field);
guint avow_act_get_choice (const AvowAct *act, guint field);
AvowIdentity *avow_act_unlock (const AvowAct *act, AvowStore *store, GError **error); /* of who is signed in */

G_END_DECLS
