/* avow-officer.h: who looks after the records, and holds the organisation's key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-identity.h"

G_BEGIN_DECLS

typedef struct
{
  char *person;
  gboolean holds; /* the organisation's key, by the records */
  gboolean here;  /* a file of it lies on this computer */
} AvowOfficer;

void avow_officer_free (AvowOfficer *self);

/* (transfer full) of AvowOfficer: who has the role, and whoever holds the key without. */
GPtrArray *avow_officer_list (AvowStore *store, GError **error);

/* (transfer full) of AvowPerson: who could be added, as they have a key on this computer. */
GPtrArray *avow_officer_list_candidates (AvowStore *store, GError **error);

/**
 * avow_officer_add:
 * @store: a desk's store
 * @identity: the officer who adds, and signs; they hold the key
 * @passphrase: theirs: it opens the organisation's key
 * @person: id of who becomes an officer; they have a key of their own on this desk
 * @new_passphrase: that person's, which they have proven: it opens the organisation's key from now on, too
 * @error: return location for a #GError
 *
 * Grants the role where they have it not yet, records that they hold the organisation's key, and writes it under their
 * passphrase; both or neither.
 *
 * Returns: whether it is done
 */
gboolean avow_officer_add (AvowStore *store, AvowIdentity *identity, const char *passphrase, const char *person,
                           const char *new_passphrase, GError **error);

/**
 * avow_officer_remove:
 * @store: a desk's store
 * @identity: the officer who removes, and signs
 * @person: id of who is one no longer
 * @error: return location for a #GError
 *
 * Takes the role back, records that they hold the key no longer, and removes their files of it. What they copied before
 * opens still: where that may be, avow_root_renew() follows. The last officer who holds the key stays.
 *
 * Returns: whether it is done
 */
gboolean avow_officer_remove (AvowStore *store, AvowIdentity *identity, const char *person, GError **error);

/* Adds a signed record of who holds the key, or no longer does. */
gboolean avow_officer_add_holding (AvowIdentity *identity, const char *person, gboolean holds, GPtrArray *records, GError **error);

G_END_DECLS
