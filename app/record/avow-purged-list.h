/* avow-purged-list.h: the file that says what a backup must not bring back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-store.h"

G_BEGIN_DECLS

#define AVOW_PURGED_LIST "purged.list"

/* Beside the store and its backups stands a text, which is only ever added to. For each purge it has
 *
 *     leaf HEX                      a line for each leaf hash whose record was destroyed
 *     purge PERSON SHA-256 BASE64   the signed record of the purge, and the digest of its bytes
 *     done SHA-256                  it is in the store
 *
 * The second closes an entry: what a power cut has left of one without it was never decided. With the record at hand a
 * purge that was put down, but did not reach the store, can be carried out with its proof. One that is done and whose texts
 * are there again was undone by a backup. It holds no name. */

typedef struct
{
  char *person;   /* id */
  GArray *leaves; /* of AvowDigest */
  GBytes *record; /* bytes of the signed record */
  char *digest;   /* of them, in hex */
  gboolean done;
} AvowPurgedEntry;

/* (transfer full) (element-type AvowPurgedEntry): none where there is no such file. */
GPtrArray *avow_purged_list_read (const char *folder, GError **error);

/**
 * avow_purged_list_add:
 * @folder: the store's
 * @records: (element-type AvowRecord): purges
 * @out_before: (out): how long the list was; for avow_purged_list_cut()
 * @error: return location for a #GError
 *
 * Returns: whether they are on the disk to stay
 */
gboolean avow_purged_list_add (const char *folder, GPtrArray *records, gsize *out_before, GError **error);

/* Adds to each entry that is not done yet that it is. */
gboolean avow_purged_list_mark_done (const char *folder, GPtrArray *entries);

/* Takes back what was added since, as it did not happen. */
gboolean avow_purged_list_cut (const char *folder, gsize before);

G_END_DECLS
