/* avow-organisation.h: how an organisation begins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-roster.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *name;
  gboolean sample;
  AvowCertificate *root;   /* the first: what everybody trusts */
  AvowCertificate *issuer; /* of the root that invites now: the first, or the latest of @links */
  GPtrArray *links;        /* of AvowCertificate: from the latest root back to the first, each by the one before it */
} AvowOrganisation;

void avow_organisation_free (AvowOrganisation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowOrganisation, avow_organisation_free)

AvowOrganisation *avow_organisation_get (AvowStore *store, GError **error); /* (transfer full) */

/* Whether a chain, an invitation's certificate first, comes from the root that invites now, or from one that follows it and is
 * not recorded here yet. */
gboolean avow_organisation_is_current (const AvowOrganisation *self, GPtrArray *chain);

/* Whether what a chain certifies in the record at @position counts: its root invites now, or invited still when that record
 * came, or a desk had it in its hands before. */
gboolean avow_organisation_bears_out (const AvowOrganisation *self, AvowStore *store, GPtrArray *chain, gint64 position,
                                      gboolean *out_counts, GError **error);

/**
 * avow_organisation_create:
 * @folder: where the store is to be
 * @name: the organisation's name
 * @officer: the first compliance officer's roster entry
 * @passphrase: the officer's
 * @sample: whether it is a sample (RECORDS, section 10)
 * @out_recovery_code: (out) (transfer full): opens the root key if every officer's passphrase is lost; shown once
 * @error: return location for a #GError
 *
 * Makes the root and backup keys, the officer's key and the seal, the store, and its first records:
 * organisation, installation, person, enrolment, grant, officer. Takes about a second.
 *
 * Returns: (transfer full): the store, or %NULL, in which case nothing is left behind
 */
AvowStore *avow_organisation_create (const char *folder, const char *name, const AvowPerson *officer, const char *passphrase,
                                     gboolean sample, char **out_recovery_code, GError **error);

G_END_DECLS
