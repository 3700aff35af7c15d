/* avow-store-local.c: reading progress, drafts, settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store-private.h"

#include <string.h>

/* The zero at the end of area and of key keeps the three apart. */
void
avow_local_checksum (const char *area, const char *key, const char *value, AvowDigest *out_checksum)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) area, strlen (area) + 1);
  g_byte_array_append (bytes, (const guint8 *) key, strlen (key) + 1);
  g_byte_array_append (bytes, (const guint8 *) value, strlen (value));
  avow_digest_compute (bytes->data, bytes->len, out_checksum);
}

static gboolean
write_local (AvowStore *store, const char *area, const char *key, const char *value, GError **error)
{
  AvowDigest checksum;

  if (value == NULL)
    return avow_store_execute (store, "record/store:remove-local", error, "ss", area, key);
  avow_local_checksum (area, key, value, &checksum);
  return avow_store_execute (store, "record/store:set-local", error, "sssd", area, key, value, &checksum);
}

gboolean
avow_store_set_local (AvowStore *self, const char *area, const char *key, const char *value, GError **error)
{
  g_return_val_if_fail (self != NULL && area != NULL && key != NULL, FALSE);

  if (!avow_store_begin (self, error))
    return FALSE;
  if (write_local (self, area, key, value, error))
    return avow_store_commit (self, error);
  avow_store_rollback (self);
  return FALSE;
}

char *
avow_store_get_local (AvowStore *self, const char *area, const char *key, GError **error)
{
  g_autoptr (AvowQuery) query = NULL;
  g_autofree char *value = NULL;
  AvowDigest stored, wanted;

  g_return_val_if_fail (self != NULL && area != NULL && key != NULL, NULL);

  query = avow_store_query (self, "record/store:local", error, "ss", area, key);
  if (!avow_query_next (query, error))
    return NULL;
  value = g_strdup (avow_query_text (query, 0));
  avow_local_checksum (area, key, value, &wanted);
  if (avow_query_digest (query, 1, &stored) && avow_digest_equal (&stored, &wanted))
    return g_steal_pointer (&value);
  g_warning ("The value of %s/%s was changed from outside, and is passed over", area, key);
  return NULL;
}
