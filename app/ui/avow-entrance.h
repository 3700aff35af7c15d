/* avow-entrance.h: a page of several steps, for whoever is not in Avow yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The steps are the pages of a stack. Back, by its button or Alt+Left, leads from one to the one before, and not while
 * something is under way. Signals: `ready` (utf8), with the id of who can come in now; `left`, where the first step was
 * gone back from. */
#define AVOW_TYPE_ENTRANCE (avow_entrance_get_type ())
G_DECLARE_DERIVABLE_TYPE (AvowEntrance, avow_entrance, AVOW, ENTRANCE, AdwBin)

struct _AvowEntranceClass
{
  AdwBinClass parent_class;

  void (*back) (AvowEntrance *self, const char *step); /* goes back from the step that is shown */
};

/* For the subclass, once its template stands. @busy is shown while something is under way. */
void avow_entrance_set_up (AvowEntrance *self, GtkButton *back_button, GtkStack *steps, GtkWidget *busy);

void avow_entrance_show (AvowEntrance *self, const char *step, GtkWidget *focus);
void avow_entrance_set_working (AvowEntrance *self, gboolean working);
gboolean avow_entrance_is_working (AvowEntrance *self);

void avow_entrance_end (AvowEntrance *self, const char *person); /* emits `ready` */
void avow_entrance_leave (AvowEntrance *self);                   /* emits `left` */

G_END_DECLS
