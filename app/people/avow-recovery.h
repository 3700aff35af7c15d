/* avow-recovery.h: every officer's passphrase is lost, or somebody may have copied the organisation's key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-identity.h"

G_BEGIN_DECLS

/* Shows a new recovery code, and has it typed back. Nothing is written before it has answered TRUE. */
typedef gboolean (*AvowConfirmCode) (const char *code, gpointer data, GError **error);

/* Whether what was typed back is @code, forgiving as avow_code_normalise() does. */
gboolean avow_recovery_check_typed (const char *code, const char *typed, GError **error);

/**
 * avow_recovery_run:
 * @store: a desk's store
 * @person: id of a compliance officer
 * @code: the recovery code
 * @passphrase: what the officer has chosen
 * @confirm: has the next recovery code typed back
 * @data: handed to @confirm
 * @error: return location for a #GError
 *
 * The code opens the organisation's key, which certifies a new key of the officer as an invitation would; with it the
 * officer signs that their earlier keys are withdrawn, as lost, and holds the organisation's key again. From then on the
 * next code opens it, and the used one nothing.
 *
 * Returns: whether it is done
 */
gboolean avow_recovery_run (AvowStore *store, const char *person, const char *code, const char *passphrase, AvowConfirmCode confirm,
                            gpointer data, GError **error);

/**
 * avow_root_renew:
 * @store: a desk's store
 * @identity: an officer who holds the organisation's key, and signs
 * @passphrase: theirs
 * @confirm: has the new root's recovery code typed back
 * @data: handed to @confirm
 * @error: return location for a #GError
 *
 * Makes a new root, certified by the one before and recorded under the officer's signature. What was signed stays valid by
 * organisation.pem, and so does what is signed under the new root; what the old key certifies from now on does not count.
 * Invitations that nobody has accepted yet are void. Only @identity's person holds the new key: others are added anew.
 *
 * Returns: whether it is done
 */
gboolean avow_root_renew (AvowStore *store, AvowIdentity *identity, const char *passphrase, AvowConfirmCode confirm, gpointer data,
                          GError **error);

G_END_DECLS
