/* avow-record-attempt.c: the fields of an attempt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-attempt.h"

static const AvowField response_fields[] = {
  AVOW_FIELD (AvowRecordResponse, question, "question", TEXT, TRUE),
  AVOW_FIELD (AvowRecordResponse, flagged, "flagged", BOOLEAN, TRUE),
  AVOW_FIELD_TEXTS (AvowRecordResponse, options, "options", FALSE, "option"),
  AVOW_FIELD (AvowRecordResponse, time, "time", TIME, FALSE),
  AVOW_FIELD (AvowRecordResponse, confidence, "confidence", TEXT, FALSE),
  AVOW_FIELD_END,
};

const AvowField avow_record_tested_out_fields[] = {
  AVOW_FIELD (AvowRecordTestedOut, module, "module", TEXT, TRUE),
  AVOW_FIELD (AvowRecordTestedOut, title, "title", TEXT, TRUE),
  AVOW_FIELD (AvowRecordTestedOut, attempt_leaf, "attempt-leaf", DIGEST, TRUE),
  AVOW_FIELD_END,
};

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordAttempt, attempt_id, "attempt-id", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAttempt, item, "item", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAttempt, title, "title", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAttempt, edition, "edition", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAttempt, language, "language", TEXT, FALSE),
  AVOW_FIELD (AvowRecordAttempt, digest, "digest", DIGEST, TRUE),
  AVOW_FIELD (AvowRecordAttempt, cycle, "cycle", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAttempt, assessment, "assessment", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAttempt, module, "module", TEXT, FALSE),
  AVOW_FIELD (AvowRecordAttempt, grading_version, "grading-version", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordAttempt, seed, "seed", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAttempt, number, "number", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordAttempt, right, "right", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordAttempt, asked, "asked", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordAttempt, points, "points", INTEGER, FALSE),
  AVOW_FIELD (AvowRecordAttempt, pass_percent, "pass-percent", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordAttempt, passed, "passed", BOOLEAN, TRUE),
  AVOW_FIELD (AvowRecordAttempt, started, "started", TIME, TRUE),
  AVOW_FIELD (AvowRecordAttempt, finished, "finished", TIME, TRUE),
  AVOW_FIELD (AvowRecordAttempt, time_limit, "time-limit", INTEGER, FALSE),
  AVOW_FIELD (AvowRecordAttempt, time_spent, "time-spent", INTEGER, FALSE),
  AVOW_FIELD (AvowRecordAttempt, time_up, "time-up", BOOLEAN, FALSE),
  AVOW_FIELD (AvowRecordAttempt, accommodation, "accommodation", TEXT, FALSE),
  AVOW_FIELD_TEXTS (AvowRecordAttempt, excluded, "excluded", FALSE, "question"),
  AVOW_FIELD_ITEMS (AvowRecordAttempt, tested_out, "tested-out", FALSE, "module-passed", avow_record_tested_out_fields, AvowRecordTestedOut),
  AVOW_FIELD_ITEMS (AvowRecordAttempt, responses, "responses", TRUE, "response", response_fields, AvowRecordResponse),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_attempt = {
  .name = "attempt",
  .code = 11,
  .signed_act = FALSE,
  .fields = fields,
  .body_size = sizeof (AvowRecordAttempt),
};
