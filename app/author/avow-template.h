/* avow-template.h: a small whole course to begin with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-edition.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  const char *title;
  const char *language; /* BCP 47; where Avow has no course in it, the text is English */
  const char *owner;
  const char *reviewed; /* date */
} AvowTemplate;

/**
 * avow_template_write:
 * @self: what it is to be called
 * @folder: where; made if it is not there
 * @error: return location for a #GError
 *
 * Writes a course with one of everything, and with comments that say what it is for. Nothing is written where what it is to be called
 * is not as the grammar says, or where there is a course already.
 *
 * Returns: whether it is done
 */
gboolean avow_template_write (const AvowTemplate *self, const char *folder, GError **error);

G_END_DECLS
