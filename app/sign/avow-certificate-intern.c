/* avow-certificate-intern.c: certificates that were read before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-certificate-private.h"

#include "avow-base64.h"

#define MAX_KEPT 4096    /* certificates a generation, of some 5 KB each */
#define MAX_KNOWN 262144 /* fingerprints; then the table begins anew */

/* What was asked for lately, and what was before. Once there are so many of the former, the latter go: what is asked for again
 * and again is read once, however many others there are. */
static GMutex mutex;
static GHashTable *recent; /* of AvowCertificate, by its base64 */
static GHashTable *older;

/* Fingerprints of all that was read: OpenSSL 3.0 takes 0.1 ms to read a certificate, and those that come beside a signer's are not
 * looked at again once it is known where they lead to. */
static GHashTable *known; /* set of AvowDigest */

/* (transfer full) (nullable): a generation that goes. */
static GHashTable *
keep_locked (char *base64, AvowCertificate *certificate)
{
  GHashTable *gone = NULL;

  if (recent == NULL || g_hash_table_size (recent) >= MAX_KEPT)
    {
      gone = older;
      older = recent;
      recent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) avow_certificate_unref);
    }
  g_hash_table_replace (recent, base64, certificate);
  return gone;
}

static AvowCertificate *
find (const char *base64)
{
  g_autoptr (GHashTable) gone = NULL; /* freed behind the lock: it takes its time */
  AvowCertificate *found = NULL;
  gpointer key, value;

  g_mutex_lock (&mutex);
  if (recent != NULL)
    found = g_hash_table_lookup (recent, base64);
  if (found == NULL && older != NULL && g_hash_table_steal_extended (older, base64, &key, &value))
    {
      found = value;
      gone = keep_locked (key, found);
    }
  if (found != NULL)
    avow_certificate_ref (found);
  g_mutex_unlock (&mutex);

  return found;
}

static void
keep (const char *base64, AvowCertificate *certificate)
{
  g_autoptr (GHashTable) gone = NULL;

  g_mutex_lock (&mutex);
  gone = keep_locked (g_strdup (base64), avow_certificate_ref (certificate));
  g_mutex_unlock (&mutex);
}

static gboolean
is_known (const AvowDigest *fingerprint)
{
  gboolean is;

  g_mutex_lock (&mutex);
  is = known != NULL && g_hash_table_contains (known, fingerprint);
  g_mutex_unlock (&mutex);

  return is;
}

static void
note_known (AvowCertificate *certificate)
{
  AvowDigest fingerprint;

  avow_certificate_get_fingerprint (certificate, &fingerprint);
  g_mutex_lock (&mutex);
  if (known == NULL)
    known = g_hash_table_new_full (avow_digest_hash, avow_digest_equal, g_free, NULL);
  if (g_hash_table_size (known) >= MAX_KNOWN)
    g_hash_table_remove_all (known);
  g_hash_table_add (known, g_memdup2 (&fingerprint, sizeof fingerprint));
  g_mutex_unlock (&mutex);
}

AvowCertificate *
avow_certificate_new_from_base64 (const char *base64, GError **error)
{
  AvowCertificate *certificate;

  g_return_val_if_fail (base64 != NULL, NULL);

  certificate = find (base64);
  if (certificate == NULL)
    {
      certificate = avow_certificate_read_base64 (base64, error);
      if (certificate != NULL)
        keep (base64, certificate);
    }

  return certificate;
}

AvowCertificate *
avow_certificate_new_beside (const char *base64, GError **error)
{
  g_autoptr (GBytes) der = NULL;
  AvowCertificate *certificate;
  AvowDigest fingerprint;

  g_return_val_if_fail (base64 != NULL, NULL);

  der = avow_base64_decode (base64);
  if (der != NULL)
    {
      avow_digest_compute (g_bytes_get_data (der, NULL), g_bytes_get_size (der), &fingerprint);
      if (is_known (&fingerprint))
        return avow_certificate_new_known (der, &fingerprint);
    }
  certificate = avow_certificate_read_base64 (base64, error);
  if (certificate != NULL)
    note_known (certificate);
  return certificate;
}
