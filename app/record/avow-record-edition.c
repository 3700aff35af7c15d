/* avow-record-edition.c: the fields of an edition's adoption
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-edition.h"

static const AvowField variable_fields[] = {
  AVOW_FIELD (AvowRecordVariable, name, "name", TEXT, TRUE),
  AVOW_FIELD (AvowRecordVariable, value, "value", TEXT, TRUE),
  AVOW_FIELD_END,
};

static const AvowField translation_fields[] = {
  AVOW_FIELD (AvowRecordTranslation, language, "language", TEXT, TRUE),
  AVOW_FIELD (AvowRecordTranslation, title, "title", TEXT, TRUE),
  AVOW_FIELD_END,
};

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordEdition, item_kind, "item-kind", TEXT, TRUE),
  AVOW_FIELD (AvowRecordEdition, edition, "edition", TEXT, TRUE),
  AVOW_FIELD (AvowRecordEdition, title, "title", TEXT, TRUE),
  AVOW_FIELD (AvowRecordEdition, language, "language", TEXT, TRUE),
  AVOW_FIELD (AvowRecordEdition, digest, "digest", DIGEST, TRUE),
  AVOW_FIELD (AvowRecordEdition, material, "material", BOOLEAN, TRUE),
  AVOW_FIELD (AvowRecordEdition, minutes, "minutes", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordEdition, reviewer, "reviewer", TEXT, FALSE),
  AVOW_FIELD_ITEMS (AvowRecordEdition, variables, "variables", FALSE, "variable", variable_fields, AvowRecordVariable),
  AVOW_FIELD_ITEMS (AvowRecordEdition, translations, "translations", FALSE, "translation", translation_fields, AvowRecordTranslation),
  AVOW_FIELD_END,
};

/* It bears a signature where it has a reviewer, and none where an installation adopts what it ships with. */
const AvowRecordKind avow_record_kind_edition = {
  .name = "edition",
  .code = 8,
  .signed_act = FALSE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordEdition),
};
