/* avow-granted-check.h: what an attempt says of its time, and of what was granted for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"
#include "record/avow-record-attempt.h"
#include "record/avow-verify.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean unknown;     /* it cites what was purged since: neither time nor number can be judged */
  guint extra_time;     /* percent */
  gboolean untimed;
  guint extra_attempts;
} AvowGranted;

/**
 * avow_granted_check:
 * @store: a store
 * @record: an attempt
 * @place: where it stands
 * @verdict: the verification under way
 * @out_granted: (out caller-allocates): what it was granted
 * @out_fault: (out) (transfer full) (nullable): what is wrong with what it cites
 * @error: return location for a #GError
 *
 * Returns: %FALSE where the store can't be read
 */
gboolean avow_granted_check (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, AvowGranted *out_granted,
                             char **out_fault, GError **error);

/* (transfer full) (nullable): what is wrong with the time that it says it had and took. */
char *avow_granted_compare_time (const AvowRecordAttempt *attempt, const AvowAssessment *assessment, const AvowGranted *granted);

/* (transfer full) (nullable): where the computer's clock says that there was more. A clock that was set ahead says so as well, so
 * it is no fault; whoever looks at the records may want to ask. */
char *avow_granted_describe_clock (const AvowRecordAttempt *attempt);

G_END_DECLS
