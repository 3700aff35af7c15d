/* avow-condition.h: where a text holds, and for whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Two of the facts that fill a text in also choose parts of it. Each is one or more words with spaces between them. */
#define AVOW_FACT_JURISDICTION "jurisdiction" /* of the organisation: ISO 3166 codes, such as `DE US-CA` */
#define AVOW_FACT_ROLE "role"                 /* of the reader, as records name them */

/* What `when` says; either may be NULL, and then makes no difference. */
typedef struct
{
  char *jurisdictions; /* `EU` stands for every state where the GDPR holds, `US` for every state of it */
  char *roles;
} AvowCondition;

void avow_condition_free (AvowCondition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowCondition, avow_condition_free)

/**
 * avow_condition_holds:
 * @self: (nullable): a condition
 * @facts: (element-type utf8 utf8) (nullable): facts by name
 *
 * Returns: whether what stands under the condition is shown. Where the fact that it asks for is not known it is:
 *   an author wants to see all, and a reader is better told too much than too little
 */
gboolean avow_condition_holds (const AvowCondition *self, GHashTable *facts);

G_END_DECLS
