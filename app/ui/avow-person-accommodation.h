/* avow-person-accommodation.h: more time, or more attempts, for a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-person-acts.h"

G_BEGIN_DECLS

/* An #AvowPersonAct: what is said of it, and its page. */
char *avow_person_accommodation_describe (const AvowPersonFacts *facts);
void avow_person_accommodation_open (GtkWidget *from, AvowContext *context, const AvowPersonFacts *facts, GtkLabel *problem);

G_END_DECLS
