/* avow-record-completion.h: a course is completed; subject: the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record-attempt.h"

G_BEGIN_DECLS

typedef struct
{
  char *item;
  char *title;
  char *edition;
  AvowDigest digest;
  char *cycle;             /* UNIQUE with person and item */
  AvowDigest attempt_leaf; /* leaf hash of the attempt that passed; zero where the course has no assessment, or all of it was tested out */
  gint64 right;
  gint64 asked;
  gint64 points;           /* as the attempt has it */
  gint64 pass_percent;
  gint64 started;
  gint64 finished;
  GPtrArray *tested_out;   /* of AvowRecordTestedOut: modules that were passed ahead of being taught, and skipped */
} AvowRecordCompletion;

extern const AvowRecordKind avow_record_kind_completion;

G_END_DECLS
