/* avow-field-private.h: what writing and reading fields have in common
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-field.h"

G_BEGIN_DECLS

/* Where @self lies in @values. */
gpointer avow_field_locate (const AvowField *self, gconstpointer values);

/* Whether the list's items are char *, not structs. */
gboolean avow_field_is_list_of_texts (const AvowField *self);

/* Whether there is an element for @self: a required one is always written, if it has a value at all. */
gboolean avow_field_is_written (const AvowField *self, gconstpointer values);

G_END_DECLS
