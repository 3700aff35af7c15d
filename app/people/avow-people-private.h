/* avow-people-private.h: what the files of this room share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-organisation.h"
#include "record/avow-counting.h"
#include "record/avow-query.h"
#include "record/avow-verify.h"

G_BEGIN_DECLS

typedef gboolean (*AvowWork) (AvowStore *store, gpointer data, GError **error);

/* Begins a transaction, and ends it as @work ended. */
gboolean avow_people_run (AvowStore *store, AvowWork work, gpointer data, GError **error);

/* The number in the first column of the first row; 0 where there is none. */
gboolean avow_people_look_up (AvowQuery *query, gint64 *out_number, GError **error);

/* Whether a query came to its end; its error is handed on where it did not. (transfer full) @query_error */
gboolean avow_people_check_end (GError *query_error, GError **error);

/* What verification asks of this room (avow-people-check.c). */
void avow_people_register_checks (void);

/* avow-organisation.c */

gboolean avow_people_is_same_certificate (AvowCertificate *one, AvowCertificate *other);

/* avow-people-counting.c */

/* What has become of the root that a certificate comes from. */
typedef enum
{
  AVOW_ROOT_COUNTS,     /* it invites still, or did when the record stood already */
  AVOW_ROOT_ENDED,      /* another has taken over, and the record is not provably before that */
  AVOW_ROOT_UNRECORDED, /* it is none of the organisation's */
} AvowRootStanding;

/* Of the certificate with that chain, its issuer first, in the record at @position. */
gboolean avow_people_judge_root (AvowStore *store, const AvowOrganisation *organisation, GPtrArray *chain, gint64 position,
                                 AvowRootStanding *out_standing, GError **error);

char *avow_people_find_signer (AvowRecord *record); /* (transfer full) (nullable): certificate of whoever signed it, in base64 */

/* Whether the key that signed a record had ended, by what stands ahead of @before. */
gboolean avow_people_find_ended (AvowStore *store, AvowRecord *record, const AvowPlace *place, gint64 before, GData **memory,
                                 char **out_reason, GError **error);

/* The rule of what counts (record/avow-counting.h). */
gboolean avow_people_find_reason (AvowStore *store, AvowRecord *record, const AvowPlace *place, GData **memory, char **out_reason,
                                  GError **error);

G_END_DECLS
