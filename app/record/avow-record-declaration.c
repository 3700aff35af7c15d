/* avow-record-declaration.c: the fields of a declaration
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-declaration.h"

static const AvowField clause_fields[] = {
  AVOW_FIELD (AvowRecordClause, clause, "clause", TEXT, TRUE),
  AVOW_FIELD (AvowRecordClause, title, "title", TEXT, TRUE),
  AVOW_FIELD (AvowRecordClause, text, "text", TEXT, TRUE),
  AVOW_FIELD (AvowRecordClause, viewed, "viewed", TIME, FALSE),
  AVOW_FIELD (AvowRecordClause, agreed, "agreed", TIME, FALSE),
  AVOW_FIELD_END,
};

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordDeclaration, organisation, "organisation", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, item, "item", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, item_kind, "item-kind", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, title, "title", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, edition, "edition", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, language, "language", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, digest, "digest", DIGEST, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, cycle, "cycle", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, outcome, "outcome", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, preamble, "preamble", TEXT, TRUE),
  AVOW_FIELD_ITEMS (AvowRecordDeclaration, clauses, "clauses", TRUE, "clause", clause_fields, AvowRecordClause),
  AVOW_FIELD (AvowRecordDeclaration, statement, "statement", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, staff_number, "staff-number", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, name, "name", TEXT, TRUE),
  AVOW_FIELD (AvowRecordDeclaration, typed_name, "typed-name", TEXT, FALSE),
  AVOW_FIELD (AvowRecordDeclaration, reason, "reason", TEXT, FALSE),
  AVOW_FIELD (AvowRecordDeclaration, course, "course", TEXT, FALSE),
  AVOW_FIELD (AvowRecordDeclaration, completion_leaf, "completion-leaf", DIGEST, FALSE),
  AVOW_FIELD (AvowRecordDeclaration, local_time, "local-time", TEXT, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_declaration = {
  .name = "declaration",
  .code = 13,
  .signed_act = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordDeclaration),
};
