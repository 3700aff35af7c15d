/* avow-certificate-intern.c: certificates that were read before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-certificate-private.h"

#define MAX_KEPT 4096 /* certificates, of some 5 KB each; then the table begins anew */

static GMutex mutex;
static GHashTable *kept; /* of AvowCertificate, by its base64 */

static AvowCertificate *
find (const char *base64)
{
  AvowCertificate *found = NULL;

  g_mutex_lock (&mutex);
  if (kept != NULL)
    found = g_hash_table_lookup (kept, base64);
  if (found != NULL)
    avow_certificate_ref (found);
  g_mutex_unlock (&mutex);

  return found;
}

static void
keep (const char *base64, AvowCertificate *certificate)
{
  g_mutex_lock (&mutex);
  if (kept == NULL)
    kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) avow_certificate_unref);
  if (g_hash_table_size (kept) >= MAX_KEPT)
    g_hash_table_remove_all (kept);
  g_hash_table_replace (kept, g_strdup (base64), avow_certificate_ref (certificate));
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
