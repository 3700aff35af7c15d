/* avow-record-rule.h: who has to do what, by when; the latest edition of a rule counts; subject: the rule's id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;
  char *team;          /* nullable: everyone */
  char *role;          /* nullable: whoever has one of these roles, with spaces between them */
  gint64 due_days;     /* after a cycle's begin (people/avow-cycle.h) */
  char *cycle;         /* once, yearly, or anniversary: when it asks, and how cycles are named */
  char *since;         /* date, by UTC: from which it counts; kept through its editions and on every machine */
  gboolean active;
  GPtrArray *items;    /* of char*: ids of courses and documents, in the order to do them */
} AvowRecordRule;

extern const AvowRecordKind avow_record_kind_rule;

G_END_DECLS
