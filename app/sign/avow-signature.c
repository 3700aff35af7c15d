/* avow-signature.c: what a signature claims
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-signature-private.h"

#include "avow-certificate-private.h"
#include "avow-sign-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ETSI TS 119 172-1, annex B for the first; ours for what the standard has no word for. */
static const char *const commitments[] = {
  [AVOW_COMMITMENT_AGREEMENT] = "http://uri.etsi.org/01903/v1.2.2#ProofOfApproval",
  [AVOW_COMMITMENT_REFUSAL] = "urn:avow:commitment:refusal",
};

static gboolean
parse_commitment (const char *uri, AvowCommitment *out_commitment)
{
  for (guint i = 0; i < G_N_ELEMENTS (commitments); i++)
    if (strcmp (uri, commitments[i]) == 0)
      {
        *out_commitment = (AvowCommitment) i;
        return TRUE;
      }

  return FALSE;
}

/* Takes only what avow_signature_format_time() writes. */
static gboolean
parse_time (const char *text, gint64 *out_time)
{
  g_autoptr (GDateTime) second = g_date_time_new_from_iso8601 (text, NULL);
  g_autofree char *again = NULL;
  gsize length = strlen (text);

  if (second == NULL || length < 5)
    return FALSE;

  *out_time = g_date_time_to_unix (second) * 1000 + (gint64) g_ascii_strtoull (text + length - 4, NULL, 10);
  again = avow_signature_format_time (*out_time);
  return g_strcmp0 (again, text) == 0;
}

static gboolean
read_certificates (AvowSignatureInfo *self, const AvowSignatureParts *parts)
{
  self->certificate = avow_certificate_new_from_base64 (parts->certificates[0], NULL);
  self->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_certificate_unref);

  for (guint i = 1; parts->certificates[i] != NULL; i++)
    {
      AvowCertificate *certificate = avow_certificate_new_beside (parts->certificates[i], NULL);

      if (certificate == NULL)
        return FALSE;
      g_ptr_array_add (self->chain, certificate);
    }

  return self->certificate != NULL;
}

char *
avow_signature_format_time (gint64 time)
{
  g_autoptr (GDateTime) utc = time >= 0 ? g_date_time_new_from_unix_utc (time / 1000) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%S") : NULL;

  return text != NULL ? g_strdup_printf ("%s.%03dZ", text, (int) (time % 1000)) : NULL;
}

const char *
avow_signature_commitment_uri (AvowCommitment commitment)
{
  return commitments[commitment];
}

AvowSignatureInfo *
avow_signature_info_new (const AvowSignatureParts *parts)
{
  g_autoptr (AvowSignatureInfo) self = g_new0 (AvowSignatureInfo, 1);

  if (!read_certificates (self, parts)
      || !parse_time (parts->time, &self->time)
      || !parse_commitment (parts->commitment, &self->commitment))
    return NULL;

  return g_steal_pointer (&self);
}

void
avow_signature_info_free (AvowSignatureInfo *self)
{
  g_clear_pointer (&self->certificate, avow_certificate_unref);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_free (self);
}

AvowSignatureInfo *
avow_signature_read (GBytes *document, GError **error)
{
  g_autoptr (xmlDoc) doc = avow_xml_parse (document, AVOW_SIGNATURE_MAX_DOCUMENT, error);
  AvowSignatureInfo *self = NULL;
  AvowSignatureParts parts;
  xmlNodePtr signature;

  if (doc == NULL)
    return NULL;

  signature = avow_signature_find (doc);
  if (signature != NULL && !avow_signature_has_strangers (doc, signature) && avow_signature_match (signature, &parts))
    self = avow_signature_info_new (&parts);
  if (self == NULL)
    g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED,
                         _("The document bears no signature of the one form that Avow makes."));

  return self;
}
