/* avow-verify-certificate.c: the certificates that records bring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-enrolment.h"
#include "avow-record-installation.h"
#include "avow-record-organisation.h"
#include "avow-verify-private.h"

#include <glib/gi18n-lib.h>

/* (transfer full) (nullable): why @base64 is no certificate of that purpose that leads to @root. */
static char *
check_chain (const char *base64, const char *chain_text, AvowCertificate *root, AvowPurpose purpose)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowCertificate) certificate = avow_certificate_new_from_base64 (base64, &error);
  g_autoptr (GPtrArray) chain = certificate != NULL ? avow_certificate_list_from_text (chain_text, &error) : NULL;
  g_autofree char *reason = NULL;
  gboolean valid;

  if (chain == NULL)
    return g_strdup_printf (_("its certificate can't be read: %s"), error->message);
  if (root == NULL)
    return g_strdup (_("there is no root certificate to check its certificate by"));
  if (!avow_certificate_verify (certificate, chain, root, purpose, &valid, &reason, &error))
    return g_strdup_printf (_("its certificate can't be checked: %s"), error->message);
  if (!valid)
    return g_strdup_printf (_("its certificate does not lead to the organisation's root: %s"), reason != NULL ? reason : "");
  return NULL;
}

static char *
check_organisation (const AvowRecordOrganisation *body)
{
  const char *const certificates[] = { body->root_certificate, body->backup_certificate };

  for (guint i = 0; i < G_N_ELEMENTS (certificates); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowCertificate) certificate = avow_certificate_new_from_base64 (certificates[i], &error);

      if (certificate == NULL)
        return g_strdup_printf (_("its root certificate can't be read: %s"), error->message);
    }
  return NULL;
}

/* A seal's certificate has to be for the key that seals the very ledger that the record is about: a ledger's id is the digest
 * of its seal. */
static char *
check_installation (const AvowRecordInstallation *body, const char *subject, AvowCertificate *root)
{
  g_autofree char *id = NULL;
  g_autoptr (AvowCertificate) certificate = NULL;
  g_autoptr (GBytes) raw = NULL;
  AvowDigest ledger;
  char *fault = check_chain (body->seal_certificate, body->chain, root, AVOW_PURPOSE_SEAL);

  if (fault != NULL)
    return fault;
  certificate = avow_certificate_new_from_base64 (body->seal_certificate, NULL);
  raw = avow_certificate_get_public_raw (certificate);
  if (raw != NULL)
    {
      avow_digest_compute (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), &ledger);
      id = avow_digest_to_hex (&ledger);
    }
  return g_strcmp0 (subject, id) == 0 ? NULL : g_strdup (_("its certificate is not that of the key that seals this ledger"));
}

char *
avow_verify_certificates (AvowRecord *record, AvowCertificate *root)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);
  gconstpointer body = avow_record_get_body (record);

  if (kind == &avow_record_kind_organisation)
    return check_organisation (body);
  if (kind == &avow_record_kind_installation)
    return check_installation (body, avow_record_get_subject (record), root);
  if (kind == &avow_record_kind_enrolment)
    return check_chain (((const AvowRecordEnrolment *) body)->certificate, ((const AvowRecordEnrolment *) body)->chain, root,
                        AVOW_PURPOSE_PERSON);
  return NULL;
}

/* The root is what the first record says. That nobody put another record in its place is what the seal shows, and
 * who trusts the root has compared its fingerprint with what the organisation gave them. */
gboolean
avow_verify_find_root (AvowVerifier *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowRecord) record = self->total > 0 ? avow_store_get_record (self->store, 1, NULL, &local_error) : NULL;
  const AvowRecordOrganisation *body;

  /* a disk that fails is no fault of what is verified; what is damaged is told where it is looked at */
  if (g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE)
      || g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (record == NULL || avow_record_get_kind (record) != &avow_record_kind_organisation)
    return TRUE;
  body = avow_record_get_body (record);
  self->root = avow_certificate_new_from_base64 (body->root_certificate, NULL);
  return TRUE;
}
