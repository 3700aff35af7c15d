/* avow-root-key.h: the organisation's own keys, and who holds them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-organisation.h"

G_BEGIN_DECLS

/* The root's key and the one in reserve lie once for each officer who holds them, under that officer's passphrase, and
 * once under the recovery code: keys/root-HOLDER.pem and keys/backup-HOLDER.pem, HOLDER being a person's id or
 * “recovery”. Those of a renewed root are named root-HOLDER-FINGERPRINT.pem (16 hex digits, of the certificate that it was
 * given by the root before), so that what is new never takes the place of what still counts. */

#define AVOW_ROOT_KEY_RECOVERY "recovery"

typedef struct
{
  AvowKey *root;
  AvowKey *backup; /* nullable: it can't be opened with what opens the root */
} AvowRootKey;

void avow_root_key_free (AvowRootKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowRootKey, avow_root_key_free)

AvowRootKey *avow_root_key_new (GError **error); /* (transfer full): two keys, nowhere kept yet */

/**
 * avow_root_key_open:
 * @store: a desk's store
 * @officer: id of an officer who holds the keys
 * @passphrase: the officer's
 * @error: return location for a #GError
 *
 * A file alone makes nobody a holder: the records must say so, and the officer's own key must not be withdrawn. Takes
 * about half a second.
 *
 * Returns: (transfer full): the keys, or %NULL; %AVOW_PEOPLE_ERROR_SIGN_IN where the passphrase is wrong,
 *   %AVOW_PEOPLE_ERROR_REFUSED where the officer does not hold them here
 */
AvowRootKey *avow_root_key_open (AvowStore *store, const char *officer, const char *passphrase, GError **error);

/* (transfer full): the same with the recovery code, as typed; wrong ones make the wait grow as wrong passphrases do. */
AvowRootKey *avow_root_key_recover (AvowStore *store, const char *code, GError **error);

/**
 * avow_root_key_save:
 * @self: the keys
 * @store: a desk's store
 * @link: (nullable): the certificate that the root was given by the root before it; %NULL for the first
 * @holder: id of an officer, or %AVOW_ROOT_KEY_RECOVERY
 * @secret: what is to open them
 * @error: return location for a #GError
 *
 * Each file takes the place of an earlier one of the same name in one step.
 *
 * Returns: whether both lie there; where not, what was there lies there still
 */
gboolean avow_root_key_save (AvowRootKey *self, AvowStore *store, AvowCertificate *link, const char *holder, const char *secret,
                             GError **error);

/* Removes the files of a holder, or of everybody where it is %NULL; but for those of @keep, if given. */
gboolean avow_root_key_remove (AvowStore *store, const char *holder, AvowCertificate *keep, GError **error);

gboolean avow_root_key_exists (AvowStore *store, const char *holder); /* any file of a holder */

/* Whether the records say that a person holds the keys. */
gboolean avow_root_key_is_held (AvowStore *store, const char *person, gboolean *out_held, GError **error);

G_END_DECLS
