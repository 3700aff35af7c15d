/* avow-tested-out-check.h: whether modules that were skipped were passed ahead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-check-run.h"
#include "record/avow-record-attempt.h"

G_BEGIN_DECLS

/* Of which record it is asked; borrowed. */
typedef struct
{
  const char *person;
  const char *item;
  const char *cycle;
  const AvowDigest *digest; /* of the edition */
  AvowCourse *course;
  const AvowPlace *place;
} AvowTestedOutClaim;

/* Each of @tested_out cites a pre-test that this person passed in this cycle and edition; one that was purged or withheld
 * is believed, as it was when the record was made. FALSE only where the store can't be read. */
gboolean avow_tested_out_check (const AvowTestedOutClaim *claim, GPtrArray *tested_out, AvowStore *store, AvowVerdict *verdict,
                                char **out_fault, GError **error);

/* Whether nothing is left for the assessment to ask. */
gboolean avow_tested_out_is_all (GPtrArray *tested_out, const AvowCourse *course);

gboolean avow_tested_out_is_same (GPtrArray *one, GPtrArray *other);

G_END_DECLS
