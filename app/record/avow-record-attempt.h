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

/* A module that was passed ahead of being taught, and the pre-test that shows it. */
typedef struct
{
  char *module;            /* its id in the course */
  char *title;
  AvowDigest attempt_leaf; /* leaf hash of the attempt at its pre-test */
} AvowRecordTestedOut;

extern const AvowField avow_record_tested_out_fields[];

typedef struct
{
  char *attempt_id;
  char *item;             /* the course's id */
  char *title;
  char *edition;
  char *language;         /* nullable: in which it was asked; that of the source where it is not said */
  AvowDigest digest;
  char *cycle;
  char *assessment;       /* its id in the course */
  char *module;           /* nullable: where it is a pre-test, the id of the module that it is the pre-test of */
  gint64 grading_version;
  char *seed;             /* hex */
  gint64 number;          /* from 1, in the cycle; of a pre-test, from 1 among those of its module */
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
  GPtrArray *tested_out;  /* of AvowRecordTestedOut: modules that it did not ask about */
  GPtrArray *responses;   /* of AvowRecordResponse, in the order asked */
} AvowRecordAttempt;

extern const AvowRecordKind avow_record_kind_attempt;

G_END_DECLS
