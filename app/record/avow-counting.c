/* avow-counting.c: whether a record that was taken in counts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-counting.h"

#include "avow-record-enrolment.h"
#include "avow-record-installation.h"

static AvowCountingRule registered;

void
avow_counting_register (AvowCountingRule rule)
{
  registered = rule;
}

gboolean
avow_counting_ask (AvowStore *store, AvowRecord *record, const AvowPlace *place, GData **memory, gboolean *out_counts,
                   char **out_reason, GError **error)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);

  *out_counts = TRUE;
  *out_reason = NULL;
  if (registered == NULL)
    return TRUE;
  if (!registered (store, record, place, memory, out_reason, error))
    return FALSE;
  *out_counts = *out_reason == NULL || kind == &avow_record_kind_enrolment || kind == &avow_record_kind_installation;
  return TRUE;
}
