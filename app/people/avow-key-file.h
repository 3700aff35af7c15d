/* avow-key-file.h: where the keys of people lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-store.h"

G_BEGIN_DECLS

/* A person's first key of an installation is keys/PERSON.pem; one made after a lost passphrase is
 * keys/PERSON-FINGERPRINT.pem (16 hex digits of its certificate's), so that no file is ever replaced and
 * each key is known by the enrolment that it belongs to. */

/* (transfer full): its path; @certificate is %NULL for the first. */
char *avow_key_file_get_path (AvowStore *store, const char *person, AvowCertificate *certificate);

gboolean avow_key_file_exists (AvowStore *store, const char *person);

/* (transfer full): the set of ids of people who have a key here. */
GHashTable *avow_key_file_list (AvowStore *store);

/**
 * avow_key_file_open:
 * @store: a store
 * @person: whose passphrase it is
 * @path: a key file
 * @passphrase: what opens it
 * @error: return location for a #GError
 *
 * Opens a key file, whichever it is, with the growing wait that avow_identity_unlock() tells of: it is the
 * passphrase that is guarded.
 *
 * Returns: (transfer full): the key, or %NULL; %AVOW_PEOPLE_ERROR_SIGN_IN where the passphrase is wrong
 */
AvowKey *avow_key_file_open (AvowStore *store, const char *person, const char *path, const char *passphrase, GError **error);

/* The one message for a wrong staff number and a wrong passphrase, so that neither is told from the other. */
void avow_key_file_set_wrong (GError **error);

/**
 * avow_key_file_get_cost:
 * @sample: whether the keys are a sample's, whose passphrases everybody knows
 *
 * Returns: scrypt's N for a key file
 */
guint64 avow_key_file_get_cost (gboolean sample);

G_END_DECLS
