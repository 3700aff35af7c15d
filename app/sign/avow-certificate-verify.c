/* avow-certificate-verify.c: whether a certificate goes back to the root, and is good for its purpose
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-certificate-private.h"

#include "avow-key-private.h"
#include "avow-sign-error-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <openssl/x509_vfy.h>
#include <string.h>

#define MAX_CHAIN 8        /* intermediates that may come with a certificate */
#define MAX_CACHED 65536   /* verdicts; then the cache begins anew */
#define SECURITY_LEVEL 2   /* of OpenSSL: 112 bits */

/* An answer that was given before. */
typedef struct
{
  AvowDigest question;
  const char *reason; /* translated; NULL: valid */
} Verdict;

static GMutex cache_mutex;
static GHashTable *cache; /* set of Verdict, by question */

/* What each purpose asks for, beside a path to the root. */
static const struct
{
  guint32 key_usage;
  AvowKeyKind kind;
} purposes[] = {
  [AVOW_PURPOSE_PERSON] = { KU_NON_REPUDIATION, AVOW_KEY_P256 },
  [AVOW_PURPOSE_SEAL] = { KU_DIGITAL_SIGNATURE, AVOW_KEY_ED25519 },
};

static guint
hash_verdict (gconstpointer verdict)
{
  guint hash;

  memcpy (&hash, ((const Verdict *) verdict)->question.bytes, sizeof hash);
  return hash;
}

static gboolean
equal_verdicts (gconstpointer a, gconstpointer b)
{
  return avow_digest_equal (&((const Verdict *) a)->question, &((const Verdict *) b)->question);
}

static void
append_fingerprint (GByteArray *bytes, AvowCertificate *certificate)
{
  AvowDigest fingerprint;

  avow_certificate_get_fingerprint (certificate, &fingerprint);
  g_byte_array_append (bytes, fingerprint.bytes, AVOW_DIGEST_LENGTH);
}

static void
compute_question (AvowCertificate *self, GPtrArray *chain, AvowCertificate *root, AvowPurpose purpose,
                  AvowDigest *out_question)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 which = (guint8) purpose;

  g_byte_array_append (bytes, &which, 1);
  append_fingerprint (bytes, self);
  append_fingerprint (bytes, root);
  for (guint i = 0; i < chain->len; i++)
    append_fingerprint (bytes, chain->pdata[i]);
  avow_digest_compute (bytes->data, bytes->len, out_question);
}

static gboolean
find_cached (const AvowDigest *question, const char **out_reason)
{
  const Verdict sought = { .question = *question };
  const Verdict *found = NULL;

  g_mutex_lock (&cache_mutex);
  if (cache != NULL)
    found = g_hash_table_lookup (cache, &sought);
  if (found != NULL)
    *out_reason = found->reason;
  g_mutex_unlock (&cache_mutex);

  return found != NULL;
}

static void
keep (const AvowDigest *question, const char *reason)
{
  Verdict *verdict = g_new (Verdict, 1);

  verdict->question = *question;
  verdict->reason = reason;

  g_mutex_lock (&cache_mutex);
  if (cache == NULL)
    cache = g_hash_table_new_full (hash_verdict, equal_verdicts, g_free, NULL);
  if (g_hash_table_size (cache) >= MAX_CACHED)
    g_hash_table_remove_all (cache);
  g_hash_table_add (cache, verdict);
  g_mutex_unlock (&cache_mutex);
}

static const char *
describe (int code)
{
  switch (code)
    {
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION:
    case X509_V_ERR_SUBTREE_MINMAX:
      return _("The certificate names another person or organisation than its invitation was for.");
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return _("The certificate does not go back to the organisation’s root certificate.");
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
      return _("The certificate was altered after it was made.");
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
      return _("The certificate was made by somebody who may not make any.");
    default:
      return _("The certificate breaks a rule of the standard for certificates (RFC 5280).");
    }
}

static gboolean
is_endless (const X509 *x509)
{
  const ASN1_TIME *end = X509_get0_notAfter (x509);

  return ASN1_STRING_type (end) == V_ASN1_GENERALIZEDTIME
         && ASN1_STRING_length (end) == (int) strlen (AVOW_CERTIFICATE_NOT_AFTER)
         && memcmp (ASN1_STRING_get0_data (end), AVOW_CERTIFICATE_NOT_AFTER, strlen (AVOW_CERTIFICATE_NOT_AFTER)) == 0;
}

static gboolean
names_its_ledger (AvowCertificate *self)
{
  g_autoptr (GBytes) raw = avow_certificate_get_public_raw (self);
  g_autofree char *hex = NULL;
  g_autofree char *name = NULL;
  AvowDigest ledger;

  avow_digest_compute (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), &ledger);
  hex = avow_digest_to_hex (&ledger);
  name = g_strconcat ("seal ", hex, NULL);
  return strcmp (name, avow_certificate_get_name (self)) == 0;
}

/* Returns: why it is not good for @purpose, or %NULL */
static const char *
find_unfitness (AvowCertificate *self, AvowPurpose purpose)
{
  X509 *x509 = avow_certificate_get_x509 (self);
  EVP_PKEY *pkey = X509_get0_pubkey (x509);
  AvowKeyKind kind;

  if (X509_get_version (x509) != X509_VERSION_3 || (X509_get_extension_flags (x509) & (EXFLAG_CA | EXFLAG_INVALID)) != 0
      || X509_get_key_usage (x509) != purposes[purpose].key_usage
      || pkey == NULL || !avow_key_kind_of (pkey, &kind) || kind != purposes[purpose].kind)
    return purpose == AVOW_PURPOSE_PERSON ? _("The certificate is not one for a person’s signatures.")
                                          : _("The certificate is not one for the seal of an installation.");
  if (avow_certificate_get_staff_number (self) == NULL)
    return _("The certificate has no staff number.");
  if (!is_endless (x509))
    return _("The certificate has an end, which Avow’s own never have.");
  if (purpose == AVOW_PURPOSE_SEAL && !names_its_ledger (self))
    return _("The certificate names another ledger than that of its own key.");

  return NULL;
}

/* OpenSSL compares names without regard to case and space; a staff number must be the same to the letter. */
static const char *
compare_issuer (AvowCertificate *self, GPtrArray *chain, AvowCertificate *root, X509 *issuer)
{
  for (guint i = 0; i < chain->len; i++)
    {
      AvowCertificate *invitation = chain->pdata[i];

      if (avow_certificate_get_x509 (invitation) != issuer)
        continue;
      if (g_strcmp0 (avow_certificate_get_staff_number (invitation), avow_certificate_get_staff_number (self)) != 0
          || strcmp (avow_certificate_get_organisation (root), avow_certificate_get_organisation (self)) != 0)
        return describe (X509_V_ERR_PERMITTED_VIOLATION);
      return NULL;
    }

  return _("The certificate was not made by an invitation.");
}

static X509_STORE_CTX *
new_context (AvowCertificate *self, STACK_OF(X509) *intermediates, AvowCertificate *root, X509_STORE *store)
{
  X509_STORE_CTX *context = X509_STORE_CTX_new ();
  X509_VERIFY_PARAM *param;

  if (context == NULL || store == NULL || X509_STORE_add_cert (store, avow_certificate_get_x509 (root)) != 1
      || X509_STORE_CTX_init (context, store, avow_certificate_get_x509 (self), intermediates) != 1)
    {
      X509_STORE_CTX_free (context);
      return NULL;
    }

  /* ends are stated by records, so the clock is not asked */
  param = X509_STORE_CTX_get0_param (context);
  X509_VERIFY_PARAM_set_flags (param, X509_V_FLAG_X509_STRICT | X509_V_FLAG_NO_CHECK_TIME);
  X509_VERIFY_PARAM_set_auth_level (param, SECURITY_LEVEL);
  return context;
}

/* Path validation as in RFC 5280, section 6. */
static gboolean
walk_path (AvowCertificate *self, GPtrArray *chain, AvowCertificate *root, const char **out_reason, GError **error)
{
  STACK_OF(X509) *intermediates = sk_X509_new_null ();
  X509_STORE *store = X509_STORE_new ();
  X509_STORE_CTX *context;
  int answer = -1;

  for (guint i = 0; i < chain->len; i++)
    sk_X509_push (intermediates, avow_certificate_get_x509 (chain->pdata[i]));

  context = new_context (self, intermediates, root, store);
  if (context != NULL)
    answer = X509_verify_cert (context);
  if (answer == 0)
    *out_reason = describe (X509_STORE_CTX_get_error (context));
  else if (answer == 1)
    *out_reason = compare_issuer (self, chain, root, sk_X509_value (X509_STORE_CTX_get0_chain (context), 1));

  X509_STORE_CTX_free (context);
  X509_STORE_free (store);
  sk_X509_free (intermediates);
  if (answer < 0)
    avow_sign_set_openssl_error (error, _("The certificate could not be checked"));
  ERR_clear_error ();

  return answer >= 0;
}

gboolean
avow_certificate_is_link_of (AvowCertificate *self, AvowCertificate *issuer)
{
  X509 *x509 = avow_certificate_get_x509 (self);
  X509 *above = avow_certificate_get_x509 (issuer);
  guint32 flags = X509_get_extension_flags (x509);
  EVP_PKEY *pkey = X509_get0_pubkey (above);
  gboolean is = (flags & EXFLAG_CA) != 0 && (flags & EXFLAG_INVALID) == 0 && is_endless (x509)
                && X509_NAME_cmp (X509_get_subject_name (x509), X509_get_subject_name (above)) == 0
                && X509_check_issued (above, x509) == X509_V_OK && pkey != NULL && X509_verify (x509, pkey) == 1;

  ERR_clear_error ();
  return is;
}

gboolean
avow_certificate_verify (AvowCertificate *self, GPtrArray *chain, AvowCertificate *root, AvowPurpose purpose,
                         gboolean *out_valid, char **out_reason, GError **error)
{
  AvowDigest question;
  const char *reason = NULL;

  *out_valid = FALSE;
  if (out_reason != NULL)
    *out_reason = NULL;

  compute_question (self, chain, root, purpose, &question);
  if (!find_cached (&question, &reason))
    {
      reason = chain->len > MAX_CHAIN ? _("The certificate comes with too many others.")
                                      : find_unfitness (self, purpose);
      if (reason == NULL && !walk_path (self, chain, root, &reason, error))
        return FALSE;
      keep (&question, reason);
    }

  *out_valid = reason == NULL;
  if (out_reason != NULL)
    *out_reason = g_strdup (reason);
  return TRUE;
}
