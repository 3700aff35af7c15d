/* avow-withdrawal.h: a key that no longer speaks for its person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-identity.h"

G_BEGIN_DECLS

/* A key of a person, as the records tell of it. */
typedef struct
{
  AvowDigest fingerprint; /* of its certificate */
  gint64 time;            /* when it was recorded, ms since 1970 UTC */
  char *reason;           /* nullable: why it was withdrawn */
} AvowPersonKey;

GPtrArray *avow_withdrawal_list_keys (AvowStore *store, const char *person, GError **error); /* (transfer full) of AvowPersonKey, the oldest first */

/* Whether a person has a key that is not withdrawn. */
gboolean avow_withdrawal_has_key (AvowStore *store, const char *person, gboolean *out_has, GError **error);

gboolean avow_withdrawal_is_reason (const char *reason); /* lost, stolen, superseded or left */

/**
 * avow_withdrawal_write:
 * @store: a store
 * @identity: who withdraws, and signs: an officer, or the person
 * @person: id of whose key it is
 * @reason: why
 * @key: (nullable): the first hex digits of the key's fingerprint; %NULL for every key that the person still has, but for
 *   the latest where the reason is `superseded`
 * @out_count: (out) (optional): how many were withdrawn
 * @error: return location for a #GError
 *
 * The last key of the last compliance officer stays: nobody could sign any more. The recovery code gives a new one and
 * withdraws it.
 *
 * Returns: whether it is done
 */
gboolean avow_withdrawal_write (AvowStore *store, AvowIdentity *identity, const char *person, const char *reason, const char *key,
                                guint *out_count, GError **error);

/* Adds a signed withdrawal for each key of the identity's person that is not withdrawn, but for the identity's own. */
gboolean avow_withdrawal_add_earlier (AvowStore *store, AvowIdentity *identity, const char *reason, GPtrArray *records, GError **error);

/**
 * avow_withdrawal_is_before:
 * @store: a store
 * @position: of a record
 * @end: of a record that ends something: a withdrawal, a new root
 * @out_before: (out): whether the first is known to have stood before the second was made
 * @error: return location for a #GError
 *
 * In one ledger, order tells. Of two ledgers the one of the end has to have taken the other's leaf in before (RECORDS,
 * section 6): SigningTime is whatever the signer's clock said. What is one's own is asked no less, or each computer would count otherwise.
 *
 * Returns: %FALSE only where the question could not be asked
 */
gboolean avow_withdrawal_is_before (AvowStore *store, gint64 position, gint64 end, gboolean *out_before, GError **error);

/* Whether a signature at @position with the certificate does not count, as the key was withdrawn by then for all that is known
 * from the withdrawals that stand ahead of @before. */
gboolean avow_withdrawal_ends (AvowStore *store, const char *person, const char *certificate, gint64 position, gint64 before,
                               gboolean *out_ends, GError **error);

G_END_DECLS
