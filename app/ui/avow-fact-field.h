/* avow-fact-field.h: where a fact about the organisation is filled in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What it means, and below it a line, or for a fact that may be long a few. Emits “changed”. */
#define AVOW_TYPE_FACT_FIELD (avow_fact_field_get_type ())
G_DECLARE_FINAL_TYPE (AvowFactField, avow_fact_field, AVOW, FACT_FIELD, GtkBox)

GtkWidget *avow_fact_field_new (const char *name, const char *value /* (nullable) */);
const char *avow_fact_field_get_name (AvowFactField *self);
char *avow_fact_field_get_value (AvowFactField *self); /* (transfer full): as it stands in a sentence; perhaps empty */
void avow_fact_field_focus (AvowFactField *self);

G_END_DECLS
