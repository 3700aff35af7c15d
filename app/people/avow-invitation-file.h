/* avow-invitation-file.h: an invitation as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-roster.h"

G_BEGIN_DECLS

/* A zip of:
 *
 *     manifest             a key file: the format, the organisation's id, the person's id
 *     organisation.xml     the record of the organisation
 *     person.xml           the roster entry of who is invited
 *     organisation.pem     the root's certificate
 *     invitation.pem       the certificate that may certify one key, of this staff number
 *     invitation.key       its private key, under the one-time code
 *     links                where the root was renewed: the certificates between it and the first root
 *     records/NNNNNN.xml   what has to stand before the roster entry: officers, editions, rules
 *     owed/NNNNNN.xml      what the person owes
 *     editions/DIGEST/PATH the editions in use
 *     seal                 what the code vouches for
 *
 * The seal is HMAC-SHA256, under a key that scrypt derives from the one-time code, over a list of all other
 * entries: a line each, in order of name, of SHA-256 in hex, two spaces, name. Before it is checked nothing in
 * the file is believed: names are shown as what the file claims. Whoever does not know the code can change
 * nothing, not even the root. */

#define AVOW_INVITATION_FORMAT "1"
#define AVOW_INVITATION_MAX_FILE (64 * 1024 * 1024)      /* bytes of the zip */
#define AVOW_INVITATION_MAX_ENTRIES 5000
#define AVOW_INVITATION_MAX_UNPACKED (128 * 1024 * 1024) /* bytes of all entries together, counted as they are read */

#define AVOW_INVITATION_SEAL "seal"

/* (transfer full): the zip of an a pack (avow-pack.h), sealed; @entries gets the seal. */
GBytes *avow_invitation_pack (GHashTable *entries, const char *code, GError **error);

/**
 * avow_invitation_unpack:
 * @file: the bytes of a zip
 * @error: return location for a #GError
 *
 * Into memory only; no name in it ever becomes a path.
 *
 * Returns: (transfer full): the entries, or %NULL; %AVOW_PEOPLE_ERROR_INVITATION where a limit is passed, an entry
 *   is no plain file, has a name that leads elsewhere, or stands twice
 */
GHashTable *avow_invitation_unpack (GBytes *file, GError **error);

/* Whether the code vouches for the entries; %AVOW_PEOPLE_ERROR_INVITATION where not. Takes about 0.2 s. */
gboolean avow_invitation_check_seal (GHashTable *entries, const char *code, GError **error);

/* What every damaged invitation says; @what tells the place. */
void avow_invitation_set_damaged (GError **error, const char *what);

G_END_DECLS
