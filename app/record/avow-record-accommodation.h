/* avow-record-accommodation.h: somebody gets more time, or more attempts, in an assessment; signed; subject: that person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *item;                /* the course's id */
  char *title;
  char *cycle;
  gint64 extra_time_percent; /* of the course's time limit, on top of it */
  gboolean untimed;          /* without any limit */
  gint64 extra_attempts;     /* on top of those that the course allows */
  char *reason;              /* what was agreed; for the compliance team and the person, and for nobody else */
} AvowRecordAccommodation;

/* The latest of a person, course and cycle counts; one that grants nothing takes back what was granted. */
extern const AvowRecordKind avow_record_kind_accommodation;

G_END_DECLS
