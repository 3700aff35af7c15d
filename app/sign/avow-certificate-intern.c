/* avow-certificate-intern.c: certificates that were read before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-certificate-private.h"

#define MAX_KEPT 4096 /* certificates a generation, of some 5 KB each */

/* What was asked for lately, and what was before. Once there are so many of the former, the latter go: what is asked for again
 * and again is read once, however many others there are. */
static GMutex mutex;
static GHashTable *recent; /* of AvowCertificate, by its base64 */
static GHashTable *older;

static void
keep_locked (char *base64, AvowCertificate *certificate)
{
  if (recent == NULL || g_hash_table_size (recent) >= MAX_KEPT)
    {
      g_clear_pointer (&older, g_hash_table_unref);
      older = recent;
      recent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) avow_certificate_unref);
    }
  g_hash_table_replace (recent, base64, certificate);
}

static AvowCertificate *
find_locked (const char *base64)
{
  AvowCertificate *found = recent != NULL ? g_hash_table_lookup (recent, base64) : NULL;
  gpointer key, value;

  if (found == NULL && older != NULL && g_hash_table_steal_extended (older, base64, &key, &value))
    {
      found = value;
      keep_locked (key, found);
    }
  return found;
}

static AvowCertificate *
find (const char *base64)
{
  AvowCertificate *found;

  g_mutex_lock (&mutex);
  found = find_locked (base64);
  if (found != NULL)
    avow_certificate_ref (found);
  g_mutex_unlock (&mutex);

  return found;
}

static void
keep (const char *base64, AvowCertificate *certificate)
{
  g_mutex_lock (&mutex);
  keep_locked (g_strdup (base64), avow_certificate_ref (certificate));
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
