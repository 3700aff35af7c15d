/* avow-root-key.c: the organisation's own keys, and who holds them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-root-key.h"

#include "avow-key-file.h"
#include "avow-people-private.h"
#include "avow-withdrawal.h"
#include "sign/avow-code.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define FINGERPRINT_LENGTH 16

static const char *const names[] = { "root", "backup" };

void
avow_root_key_free (AvowRootKey *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->root, avow_key_unref);
  g_clear_pointer (&self->backup, avow_key_unref);
  g_free (self);
}

AvowRootKey *
avow_root_key_new (GError **error)
{
  g_autoptr (AvowRootKey) self = g_new0 (AvowRootKey, 1);

  self->root = avow_key_new (AVOW_KEY_P256, error);
  self->backup = self->root != NULL ? avow_key_new (AVOW_KEY_P256, error) : NULL;
  return self->backup != NULL ? g_steal_pointer (&self) : NULL;
}

/* (transfer full): `-FINGERPRINT` of a renewed root; empty for the first. */
static char *
name_generation (AvowCertificate *link)
{
  g_autofree char *hex = NULL;
  AvowDigest fingerprint;

  if (link == NULL)
    return g_strdup ("");
  avow_certificate_get_fingerprint (link, &fingerprint);
  hex = avow_digest_to_hex (&fingerprint);
  return g_strdup_printf ("-%.*s", FINGERPRINT_LENGTH, hex);
}

static char *
get_path (AvowStore *store, const char *name, const char *holder, AvowCertificate *link)
{
  g_autofree char *generation = name_generation (link);
  g_autofree char *file = g_strconcat (name, "-", holder, generation, NULL);

  return avow_store_get_key_path (store, file);
}

static AvowCertificate *
get_link (const AvowOrganisation *organisation)
{
  return organisation->links->len > 0 ? g_ptr_array_index (organisation->links, 0) : NULL;
}

/* @guard: whose wrong passphrases are counted. */
static AvowRootKey *
open_files (AvowStore *store, const char *holder, const char *guard, const char *secret, GError **error)
{
  g_autoptr (AvowRootKey) self = g_new0 (AvowRootKey, 1);
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  g_autofree char *path = NULL;
  g_autofree char *backup = NULL;

  if (organisation == NULL)
    return NULL;
  path = get_path (store, "root", holder, get_link (organisation));
  backup = get_path (store, "backup", holder, get_link (organisation));
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
                           _("The organisation’s key does not lie on this computer for you. Only an officer who holds it "
                             "can invite people, at the desk where it was made."));
      return NULL;
    }
  self->root = avow_key_file_open (store, guard, path, secret, error);
  if (self->root == NULL)
    return NULL;
  /* the one in reserve is not worth refusing the other for */
  self->backup = avow_key_load (backup, secret, NULL);
  return g_steal_pointer (&self);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED, message);
  return FALSE;
}

gboolean
avow_root_key_is_held (AvowStore *store, const char *person, gboolean *out_held, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/keys:holds", error, "s", person);
  gint64 holds;

  if (query == NULL || !avow_people_look_up (query, &holds, error))
    return FALSE;
  *out_held = holds != 0;
  return TRUE;
}

static gboolean
check_holder (AvowStore *store, const char *officer, GError **error)
{
  gboolean held, has_key;

  if (!avow_root_key_is_held (store, officer, &held, error) || !avow_withdrawal_has_key (store, officer, &has_key, error))
    return FALSE;
  if (!held)
    return refuse (error, _("By the records you do not hold the organisation’s key. Only an officer who holds it can invite people "
                            "and name other officers."));
  if (!has_key)
    return refuse (error, _("Your own key has been withdrawn, so that the organisation’s key is not opened for you. Ask another officer "
                            "for an invitation; where there is none, use the recovery code."));
  return TRUE;
}

AvowRootKey *
avow_root_key_open (AvowStore *store, const char *officer, const char *passphrase, GError **error)
{
  return check_holder (store, officer, error) ? open_files (store, officer, officer, passphrase, error) : NULL;
}

AvowRootKey *
avow_root_key_recover (AvowStore *store, const char *code, GError **error)
{
  g_autofree char *clean = avow_code_normalise (code);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowRootKey) self = NULL;

  if (clean == NULL)
    {
      g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                           _("This is not a whole code. It has four groups of five letters and digits."));
      return NULL;
    }
  self = open_files (store, AVOW_ROOT_KEY_RECOVERY, AVOW_ROOT_KEY_RECOVERY, clean, &local_error);
  if (g_error_matches (local_error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN))
    g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN,
                         _("This is not the recovery code that is in force. Each serves once: look for the one that was printed last."));
  else if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return g_steal_pointer (&self);
}

/* Beside the file whose place it will take. */
static gboolean
save_beside (AvowKey *key, const char *path, const char *secret, guint64 cost, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);

  /* what a power cut left */
  g_unlink (beside);
  return avow_key_save (key, beside, secret, cost, error);
}

static gboolean
put_in_place (const char *path, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".new", NULL);

  if (g_rename (beside, path) == 0 && avow_key_sync_folder (path))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _("“%s” can’t be written (%s). See that its folder may be written to, then try again."),
               path, g_strerror (errno));
  return FALSE;
}

gboolean
avow_root_key_save (AvowRootKey *self, AvowStore *store, AvowCertificate *link, const char *holder, const char *secret, GError **error)
{
  g_autofree char *path = get_path (store, names[0], holder, link);
  g_autofree char *backup = get_path (store, names[1], holder, link);
  guint64 cost = avow_key_file_get_cost (avow_store_is_sample (store));

  if (!save_beside (self->root, path, secret, cost, error)
      || (self->backup != NULL && !save_beside (self->backup, backup, secret, cost, error)))
    return FALSE;
  return (self->backup == NULL || put_in_place (backup, error)) && put_in_place (path, error);
}

/* Whether a file's name is NAME-HOLDER[-FINGERPRINT].pem of @holder, or of anybody where it is NULL. */
static gboolean
is_of (const char *file, const char *holder)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *prefix = g_strconcat (names[i], "-", holder, NULL);

      if (g_str_has_prefix (file, prefix) && (holder == NULL || strchr ("-.", file[strlen (prefix)]) != NULL))
        return TRUE;
    }
  return FALSE;
}

/* (transfer full): paths. */
static GPtrArray *
list_files (AvowStore *store, const char *holder)
{
  g_autofree char *folder = g_build_filename (avow_store_get_folder (store), AVOW_STORE_KEYS, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_of (name, holder))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  return paths;
}

gboolean
avow_root_key_remove (AvowStore *store, const char *holder, AvowCertificate *keep, GError **error)
{
  g_autoptr (GPtrArray) paths = list_files (store, holder);
  g_autofree char *generation = name_generation (keep);
  g_autofree char *kept = g_strconcat (generation, ".pem", NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);

      if ((keep != NULL && g_str_has_suffix (path, kept)) || (g_unlink (path) == 0 && avow_key_sync_folder (path)))
        continue;
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                   _("It is recorded, but “%s” could not be removed (%s). Remove it by hand."), path, g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

gboolean
avow_root_key_exists (AvowStore *store, const char *holder)
{
  g_autoptr (GPtrArray) paths = list_files (store, holder);

  return paths->len > 0;
}
