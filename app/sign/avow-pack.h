/* avow-pack.h: a zip of few files, from and to memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AVOW_PACK_ERROR (avow_pack_error_quark ())
GQuark avow_pack_error_quark (void);

typedef enum
{
  AVOW_PACK_ERROR_DAMAGED, /* the message says in a few words what is wrong */
} AvowPackError;

#define AVOW_PACK_MAX_NAME 512 /* bytes of an entry's name */

/* What is accepted, before anything in the file is believed. */
typedef struct
{
  gsize file;     /* bytes of the zip */
  gsize unpacked; /* bytes of all entries together, counted as they are read */
  guint entries;
  gboolean foreign; /* whether another program made it: folders in it are passed over, and names may have any characters */
} AvowPackLimits;

GHashTable *avow_pack_new (void); /* (transfer full): bytes by name */

/* (transfer container): the names, in order, but for @last (nullable). */
GPtrArray *avow_pack_list (GHashTable *entries, const char *last);

/* (transfer full): a line each entry but @last (nullable), in order of name: SHA-256 in hex, two spaces, name. */
char *avow_pack_list_digests (GHashTable *entries, const char *last);

gboolean avow_pack_is_within (GHashTable *entries, const AvowPackLimits *limits); /* so that whoever reads it can */

/* (transfer full): the zip, as made at @time (ms); the entry @last (nullable) stands at its end. */
GBytes *avow_pack_write (GHashTable *entries, const char *last, gint64 time, GError **error);

/**
 * avow_pack_read:
 * @file: the bytes of a zip
 * @limits: what is accepted
 * @error: return location for a #GError
 *
 * Into memory only; no name in it ever becomes a path.
 *
 * Returns: (transfer full): the entries, or %NULL; %AVOW_PACK_ERROR_DAMAGED where a limit is passed, an entry is no plain
 *   file, has a name that leads elsewhere, or stands twice
 */
GHashTable *avow_pack_read (GBytes *file, const AvowPackLimits *limits, GError **error);

G_END_DECLS
