/* avow-record-attempt.h: an assessment was handed in; subject: the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *question;
  gboolean flagged;    /* whether it was flagged for review at the end */
  GPtrArray *options;  /* of char*: what was given, as learn/avow-response.h says; empty where unanswered */
  gint64 time;         /* of the last change */
  char *confidence;    /* nullable: not asked, or not said; AVOW_CONFIDENCE_SURE or AVOW_CONFIDENCE_UNSURE */
} AvowRecordResponse;

#define AVOW_CONFIDENCE_SURE "sure"
#define AVOW_CONFIDENCE_UNSURE "unsure"

typedef struct
{
  char *attempt_id;
  char *item;             /* the course's id */
  char *title;
  char *edition;
  AvowDigest digest;
  char *cycle;
  char *assessment;       /* its id in the course */
  gint64 grading_version;
  char *seed;             /* hex */
  gint64 number;          /* from 1, in the cycle */
  gint64 right;
  gint64 asked;
  gint64 points;          /* where answers count that are right in part: in ten-thousandths of a right one; else 0 */
  gint64 pass_percent;
  gboolean passed;        /* enough right, and every must-pass question right */
  gint64 started;
  gint64 finished;
  gint64 time_limit;      /* seconds that this person had; 0: no limit */
  gint64 time_spent;      /* seconds, at most that many; 0 where there is no limit */
  gboolean time_up;       /* whether it was handed in because the time was up */
  char *accommodation;    /* nullable: leaf hash, in hex, of the accommodation that was made use of */
  GPtrArray *excluded;    /* of char*: ids of questions kept out of the draw */
  GPtrArray *responses;   /* of AvowRecordResponse, in the order asked */
} AvowRecordAttempt;

extern const AvowRecordKind avow_record_kind_attempt;

G_END_DECLS
