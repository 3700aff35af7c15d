/* avow-key-file.c: how private keys lie on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-key-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_FILE_LENGTH (16 * 1024) /* bytes; ours take about 500 */

static gboolean
fail (const char *path, const char *what, int number, GError **error)
{
  /* Translators: a whole sentence without its full stop, a file, and the system's own reason */
  g_set_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_FILE, _("%s: “%s” (%s). Check the folder and its disk, then try again."), what, path, g_strerror (number));
  return FALSE;
}

static gboolean
write_all (int fd, const char *text)
{
  gsize left = strlen (text);

  while (left > 0)
    {
      gssize written = write (fd, text, left);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      text += written;
      left -= (gsize) written;
    }

  return TRUE;
}

/* A new file is only there after a power cut if its folder reached the disk too. */
gboolean
avow_key_sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return ok;
}

static gboolean
write_file (const char *path, const char *text, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean ok;
  int number;

  if (fd < 0)
    return fail (path, _("The key file could not be made"), errno, error);

  ok = write_all (fd, text) && fsync (fd) == 0 && avow_key_sync_folder (path);
  number = errno;
  close (fd);
  if (ok)
    return TRUE;

  unlink (path);
  return fail (path, _("The key file could not be written, so none was left behind"), number, error);
}

static gboolean
check_file (int fd, const char *path, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    return fail (path, _("The key file could not be read"), errno, error);

  if (!S_ISREG (status.st_mode) || status.st_size > MAX_FILE_LENGTH)
    {
      g_set_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED, _("“%s” is not a key file."), path);
      return FALSE;
    }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    {
      g_set_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_FILE,
                   _("Others on this computer may open the key file “%s”, so it is not used. "
                     "Make it yours alone: chmod 600."), path);
      return FALSE;
    }

  return TRUE;
}

/* Fills @buffer, which has one byte more than a key file may, with a string. */
static gboolean
read_file (const char *path, char *buffer, GError **error)
{
  int fd = open (path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  gssize length = 0;

  if (fd < 0)
    return fail (path, _("The key file could not be opened"), errno, error);

  if (check_file (fd, path, error))
    {
      length = read (fd, buffer, MAX_FILE_LENGTH);
      if (length < 0)
        fail (path, _("The key file could not be read"), errno, error);
      else
        buffer[length] = '\0';
    }
  else
    length = -1;
  close (fd);

  return length >= 0;
}

gboolean
avow_key_save (AvowKey *self, const char *path, const char *passphrase, guint64 scrypt_n, GError **error)
{
  g_autofree char *pem = NULL;
  gboolean ok;

  g_return_val_if_fail (passphrase != NULL || avow_key_get_kind (self) == AVOW_KEY_ED25519, FALSE);

  pem = passphrase != NULL ? avow_key_encrypt (self, passphrase, scrypt_n, error) : avow_key_to_pem (self, error);
  if (pem == NULL)
    return FALSE;

  ok = write_file (path, pem, error);
  OPENSSL_cleanse (pem, strlen (pem));
  return ok;
}

AvowKey *
avow_key_load (const char *path, const char *passphrase, GError **error)
{
  char buffer[MAX_FILE_LENGTH + 1];
  g_autoptr (AvowKey) self = NULL;

  if (!read_file (path, buffer, error))
    return NULL;

  self = passphrase != NULL ? avow_key_decrypt (buffer, passphrase, error) : avow_key_new_from_pem (buffer, error);
  OPENSSL_cleanse (buffer, sizeof buffer);

  if (self != NULL && passphrase == NULL && avow_key_get_kind (self) != AVOW_KEY_ED25519)
    {
      g_set_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED,
                   _("“%s” holds a person’s key without a passphrase, so it is not used."), path);
      return NULL;
    }
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);

  return g_steal_pointer (&self);
}
