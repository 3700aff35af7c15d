/* avow-given.h: what a person has answered so far
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "people/avow-programme.h"

G_BEGIN_DECLS

typedef struct
{
  char *item;     /* id of the course */
  char *question; /* its id there */
  guint quality;  /* by the edition that was asked, as avow-sm2.h has it */
  gint64 time;    /* ms UTC */
} AvowGiven;

/**
 * avow_given_list:
 * @store: a store
 * @person: their id
 * @duties: (element-type AvowDuty): what they owe, or owed
 * @error: return location for a #GError
 *
 * What was given in recorded attempts, graded again, and in knowledge checks as far as they are kept. Where somebody was right
 * and said how sure they were of it, that is counted, too. Left out are answers whose edition can't be read here, or does not have what they name.
 *
 * Returns: (transfer full) (element-type AvowGiven): answers in the order given, or %NULL
 */
GPtrArray *avow_given_list (AvowStore *store, const char *person, GPtrArray *duties, GError **error);

G_END_DECLS
