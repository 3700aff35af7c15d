/* avow-founding.c: a store that stands whole, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-founding.h"

#include "record/avow-record-installation.h"

#include <glib/gstdio.h>

struct _AvowFounding
{
  AvowStore *store; /* NULL once it is finished */
  char *folder;
  gboolean made_folder;
};

AvowFounding *
avow_founding_begin (const char *folder, AvowKey *seal_key, GError **error)
{
  g_autoptr (AvowFounding) self = g_new0 (AvowFounding, 1);

  self->folder = g_strdup (folder);
  self->made_folder = !g_file_test (folder, G_FILE_TEST_EXISTS);
  self->store = avow_store_create (folder, seal_key, error);
  if (self->store == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

AvowStore *
avow_founding_get_store (AvowFounding *self)
{
  return self->store;
}

AvowStore *
avow_founding_finish (AvowFounding *self)
{
  return g_steal_pointer (&self->store);
}

/* Links are removed, never followed. */
static void
remove_contents (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          remove_contents (path);
          g_rmdir (path);
        }
      else
        {
          g_unlink (path);
        }
    }
}

void
avow_founding_free (AvowFounding *self)
{
  if (self == NULL)
    return;
  /* the store made the folder, or found it empty: all that lies there is ours */
  if (self->store != NULL)
    {
      g_clear_pointer (&self->store, avow_store_unref);
      remove_contents (self->folder);
      if (self->made_folder)
        g_rmdir (self->folder);
    }
  g_free (self->folder);
  g_free (self);
}

AvowRecord *
avow_founding_to_record (AvowFounding *self, AvowIssuer *issuer, AvowKey *seal_key, const AvowPerson *person, GError **error)
{
  g_autoptr (AvowCertificate) certificate = avow_issuer_certify_seal (issuer, seal_key, person->staff_number, error);
  g_autofree char *seal = NULL;
  g_autofree char *chain = NULL;
  g_autofree char *ledger = NULL;
  AvowRecordInstallation body = { NULL };
  AvowDigest id;

  if (certificate == NULL)
    return NULL;
  avow_store_get_ledger_id (self->store, &id);
  ledger = avow_digest_to_hex (&id);
  seal = avow_certificate_to_base64 (certificate);
  chain = avow_certificate_to_base64 (issuer->certificate);
  body.name = (char *) g_get_host_name ();
  body.seal_certificate = seal;
  body.chain = chain;
  return avow_record_new (&avow_record_kind_installation, ledger, person->id, &body);
}
