/* avow-store-filesystem.c: where a store may lie
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store-filesystem.h"

#include "avow-record-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#define MAGIC_FUSE 0x65735546

/* statfs(2) and linux/magic.h */
static const gint64 network_magics[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB2 */
  0x564c,     /* NCP */
  0x73757245, /* CODA */
  0x5346414f, /* AFS, OpenAFS */
  0x6b414653, /* AFS, the kernel's */
  0x00c36400, /* CEPH */
  0x0bd00bd0, /* Lustre */
  0x01161970, /* GFS2 */
  0x7461636f, /* OCFS2 */
};

static const char *const local_fuse_types[] = {
  "fuseblk", "fuse.bindfs", "fuse.encfs", "fuse.fuse-overlayfs", "fuse.gocryptfs", "fuse.mergerfs", "fuse.ntfs-3g", NULL
};

gboolean
avow_filesystem_is_network (gint64 magic, const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (network_magics); i++)
    if (magic == network_magics[i])
      return TRUE;
  return magic == MAGIC_FUSE && (type == NULL || !g_strv_contains (local_fuse_types, type));
}

/* The type stands after " - " in the line whose third field is the device (proc(5)). */
static char *
find_mount_type (dev_t device)
{
  g_autofree char *mounts = NULL;
  g_autofree char *number = g_strdup_printf ("%u:%u", major (device), minor (device));
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/mountinfo", &mounts, NULL, NULL))
    return NULL;
  lines = g_strsplit (mounts, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", 4);
      const char *type = strstr (lines[i], " - ");

      if (g_strv_length (fields) == 4 && type != NULL && g_str_equal (fields[2], number))
        return g_strndup (type + strlen (" - "), strcspn (type + strlen (" - "), " "));
    }
  return NULL;
}

gboolean
avow_filesystem_check (const char *folder, GError **error)
{
  g_autofree char *type = NULL;
  struct statfs file_system;
  struct stat status;

  if (statfs (folder, &file_system) != 0 || stat (folder, &status) != 0)
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_READ_ONLY, _("The folder “%s” can't be read: %s."), folder,
                   g_strerror (errno));
      return FALSE;
    }
  type = find_mount_type (status.st_dev);
  if (!avow_filesystem_is_network ((gint64) (guint32) file_system.f_type, type))
    return TRUE;
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NETWORK,
               _("The folder “%s” lies on a network file system, where records could get lost. "
                 "Choose a folder on a disk of this computer."), folder);
  return FALSE;
}
