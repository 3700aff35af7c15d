/* avow-fact.h: what texts ask an organisation to say of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A course, declaration or policy may use a fact of any name; those that ship with Avow are known here by what they mean. */

typedef enum
{
  AVOW_FACT_GROUP_ORGANISATION,
  AVOW_FACT_GROUP_CONTACTS,
  AVOW_FACT_GROUP_RETENTION,
  AVOW_FACT_GROUP_USE,
  AVOW_FACT_GROUP_RECIPIENTS,
  AVOW_FACT_GROUP_POLICY,
  AVOW_FACT_GROUP_CALIFORNIA,
  AVOW_FACT_GROUP_OTHER, /* not known here */
} AvowFactGroup;

#define AVOW_FACT_MAX_LENGTH 256       /* letters, of what fits a line */
#define AVOW_FACT_MAX_LONG_LENGTH 1000 /* and of what may take several */

char *avow_fact_get_label (const char *name); /* (transfer full): as people read it, translated */
AvowFactGroup avow_fact_get_group (const char *name);
const char *avow_fact_group_get_title (AvowFactGroup group); /* translated */
gboolean avow_fact_is_long (const char *name); /* whether it may take several lines */

/* (transfer container) of char*: names in the order to fill them in: by group, then as they are known here. */
GPtrArray *avow_fact_sort (GPtrArray *names);

/**
 * avow_fact_normalise:
 * @value: what was filled in
 *
 * Returns: (transfer full): the same on one line, as it stands in a sentence
 */
char *avow_fact_normalise (const char *value);

G_END_DECLS
