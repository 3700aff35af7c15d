/* avow-record-accommodation.c: the fields of an accommodation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-accommodation.h"

static const AvowField fields[] = {
  AVOW_FIELD (AvowRecordAccommodation, item, "item", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAccommodation, title, "title", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAccommodation, cycle, "cycle", TEXT, TRUE),
  AVOW_FIELD (AvowRecordAccommodation, extra_time_percent, "extra-time-percent", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordAccommodation, untimed, "untimed", BOOLEAN, TRUE),
  AVOW_FIELD (AvowRecordAccommodation, extra_attempts, "extra-attempts", INTEGER, TRUE),
  AVOW_FIELD (AvowRecordAccommodation, reason, "reason", TEXT, TRUE),
  AVOW_FIELD_END,
};

const AvowRecordKind avow_record_kind_accommodation = {
  .name = "accommodation",
  .code = 18,
  .signed_act = TRUE,
  .of_desk = TRUE,
  .fields = fields,
  .body_size = sizeof (AvowRecordAccommodation),
};
