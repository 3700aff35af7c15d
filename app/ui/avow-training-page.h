/* avow-training-page.h: what a person has to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The start of the day: what is owed, by when, and the one thing to do next; done things below. */
#define AVOW_TYPE_TRAINING_PAGE (avow_training_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowTrainingPage, avow_training_page, AVOW, TRAINING_PAGE, AdwBin)

GtkWidget *avow_training_page_new (AvowContext *context);

G_END_DECLS
