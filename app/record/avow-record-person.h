/* avow-record-person.h: a roster entry; the latest one of a person counts; subject: that person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *staff_number;
  char *name;
  char *email;   /* nullable */
  char *team;
  char *joined;  /* date */
  char *left;    /* date; nullable: still there */
} AvowRecordPerson;

extern const AvowRecordKind avow_record_kind_person;

G_END_DECLS
