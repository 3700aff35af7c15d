/* avow-record-obligation.h: a person owes something; subject: that person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *item;        /* id of the course or document */
  char *item_kind;
  char *title;
  char *edition;     /* current when it was opened */
  AvowDigest digest;
  char *rule;        /* id of the rule that opened it */
  char *cycle;       /* UNIQUE with person and item */
  char *assigned;    /* date */
  char *due;         /* date */
} AvowRecordObligation;

extern const AvowRecordKind avow_record_kind_obligation;

G_END_DECLS
