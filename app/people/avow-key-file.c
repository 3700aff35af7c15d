/* avow-key-file.c: where the keys of people lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-key-file.h"

#include "avow-roster.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

#define ID_LENGTH 34 /* `p-` and 32 hex digits: avow_id_new() */
#define FINGERPRINT_LENGTH 16
#define MAX_WAIT (60 * 1000) /* ms */
#define SAMPLE_SCRYPT_N 1024
#define SIGN_IN_AREA "sign-in"

char *
avow_key_file_get_path (AvowStore *store, const char *person, AvowCertificate *certificate)
{
  g_autofree char *name = NULL;
  g_autofree char *hex = NULL;
  AvowDigest fingerprint;

  if (certificate == NULL)
    return avow_store_get_key_path (store, person);

  avow_certificate_get_fingerprint (certificate, &fingerprint);
  hex = avow_digest_to_hex (&fingerprint);
  name = g_strdup_printf ("%s-%.*s", person, FINGERPRINT_LENGTH, hex);
  return avow_store_get_key_path (store, name);
}

GHashTable *
avow_key_file_list (AvowStore *store)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *folder = g_build_filename (avow_store_get_folder (store), AVOW_STORE_KEYS, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "p-") && g_str_has_suffix (name, ".pem") && strlen (name) >= ID_LENGTH)
      g_hash_table_add (people, g_strndup (name, ID_LENGTH));
  return g_steal_pointer (&people);
}

gboolean
avow_key_file_exists (AvowStore *store, const char *person)
{
  g_autofree char *first = avow_store_get_key_path (store, person);
  g_autoptr (GHashTable) people = NULL;

  if (g_file_test (first, G_FILE_TEST_EXISTS))
    return TRUE;
  people = avow_key_file_list (store);
  return g_hash_table_contains (people, person);
}

guint64
avow_key_file_get_cost (gboolean sample)
{
  return sample ? SAMPLE_SCRYPT_N : AVOW_KEY_SCRYPT_N;
}

void
avow_key_file_set_wrong (GError **error)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN, _("The passphrase is wrong. Please type it again."));
}

/* What is kept of wrong passphrases: how many in a row, and when the last one was. */
typedef struct
{
  guint count;
  gint64 last; /* ms since 1970 UTC */
} Failures;

static gboolean
load_failures (AvowStore *store, const char *person, Failures *out_failures, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *value = avow_store_get_local (store, SIGN_IN_AREA, person, &local_error);
  char *end = NULL;

  out_failures->count = 0;
  out_failures->last = 0;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (value == NULL)
    return TRUE;
  out_failures->count = (guint) MIN (g_ascii_strtoull (value, &end, 10), G_MAXUINT - 1);
  out_failures->last = g_ascii_strtoll (end, NULL, 10);
  return TRUE;
}

/* In a transaction, so that two windows that guess at once count twice. */
static gboolean
count_failure (AvowStore *store, const char *person, GError **error)
{
  g_autofree char *value = NULL;
  Failures failures;

  if (!avow_store_begin (store, error))
    return FALSE;
  if (load_failures (store, person, &failures, error))
    {
      value = g_strdup_printf ("%u %" G_GINT64_FORMAT, failures.count + 1, avow_clock_now ());
      if (avow_store_set_local (store, SIGN_IN_AREA, person, value, error) && avow_store_commit (store, error))
        return TRUE;
    }
  avow_store_rollback (store);
  return FALSE;
}

static gint64
compute_wait (const Failures *failures)
{
  if (failures->count == 0)
    return 0;
  if (failures->count > 6)
    return MAX_WAIT;
  return MIN (MAX_WAIT, (gint64) 1000 << (failures->count - 1));
}

static gboolean
check_wait (AvowStore *store, const char *person, Failures *out_failures, GError **error)
{
  gint64 left, elapsed;

  if (!load_failures (store, person, out_failures, error))
    return FALSE;
  /* a clock that was set back neither shortens the wait nor makes it last until it has caught up */
  elapsed = avow_clock_now () - out_failures->last;
  left = compute_wait (out_failures) - (elapsed < 0 ? 0 : elapsed);
  if (left <= 0)
    return TRUE;
  if (elapsed < 0 && avow_store_get_obstacle (store) == NULL)
    {
      g_autofree char *value = g_strdup_printf ("%u %" G_GINT64_FORMAT, out_failures->count, avow_clock_now ());

      if (!avow_store_set_local (store, SIGN_IN_AREA, person, value, error))
        return FALSE;
    }

  left = (left + 999) / 1000;
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_WAIT,
               ngettext ("The last passphrase was wrong. Wait %d second, then try again.",
                         "The last passphrase was wrong. Wait %d seconds, then try again.", (gulong) left), (int) left);
  return FALSE;
}

AvowKey *
avow_key_file_open (AvowStore *store, const char *person, const char *path, const char *passphrase, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowKey) key = NULL;
  Failures failures;

  if (!check_wait (store, person, &failures, error))
    return NULL;

  key = avow_key_load (path, passphrase, &local_error);
  if (key == NULL && !g_error_matches (local_error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_PASSPHRASE))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  /* a store that can't be written can't count either; whoever has a copy of the file is not held up by it */
  if (key == NULL)
    {
      if (avow_store_get_obstacle (store) == NULL && !count_failure (store, person, error))
        return NULL;
      avow_key_file_set_wrong (error);
      return NULL;
    }
  if (failures.count > 0 && avow_store_get_obstacle (store) == NULL
      && !avow_store_set_local (store, SIGN_IN_AREA, person, NULL, error))
    return NULL;
  return g_steal_pointer (&key);
}
