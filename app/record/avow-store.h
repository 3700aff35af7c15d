/* avow-store.h: the one file that keeps everything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-checkpoint.h"
#include "avow-record.h"
#include "course/avow-edition.h"

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* A store lies in a folder of its own (0700):
 *
 *     avow.db            the database (0600)
 *     avow.db.N          what it was when an Avow with later tables than those of version N opened it first (0600)
 *     keys/seal.pem      the installation's Ed25519 key
 *     keys/PERSON.pem    a person's key, under a passphrase
 *     keys/root-PERSON.pem, keys/backup-PERSON.pem, keys/root-recovery.pem, keys/backup-recovery.pem
 *                        the organisation's keys (people/avow-root-key.h)
 *
 * A store belongs to the thread that opened it; open it again for another. */

#define AVOW_STORE_FILE "avow.db"
#define AVOW_STORE_KEYS "keys"
#define AVOW_STORE_BUSY_MS 10000

typedef struct _AvowStore AvowStore;

/**
 * avow_store_create:
 * @folder: a folder that is empty or does not exist yet
 * @seal_key: the installation's Ed25519 key; saved in the folder
 * @error: return location for a #GError
 *
 * Returns: (transfer full): an empty store, or %NULL, in which case nothing is left behind
 */
AvowStore *avow_store_create (const char *folder, AvowKey *seal_key, GError **error);

/**
 * avow_store_begin_new:
 * @folder: a folder that is empty or does not exist yet
 * @seal_key: the installation's Ed25519 key; saved in the folder
 * @error: return location for a #GError
 *
 * Begins what avow_store_create() does at once, for whoever has something to put there first. Until
 * avow_store_finish_new() there is no store in the folder: whenever the power fails or the program is
 * killed, what is left is known for unfinished, and removed where a store is made there again.
 *
 * Returns: (transfer full): a store to be finished or discarded, or %NULL, in which case nothing is left behind
 */
AvowStore *avow_store_begin_new (const char *folder, AvowKey *seal_key, GError **error);
AvowStore *avow_store_finish_new (AvowStore *self /* (transfer full) */, GError **error); /* (transfer full): as avow_store_open() gives it; or NULL, and discarded */
void avow_store_discard_new (AvowStore *self /* (transfer full) */); /* removes all that was made */

/**
 * avow_store_open:
 * @folder: a store's folder
 * @error: return location for a #GError
 *
 * Opens a store, migrating it or rebuilding its projections where this version of Avow needs it. Where it
 * can't be written (a newer version's, a read-only file), it opens for reading, and
 * avow_store_get_obstacle() says why. Reads the right edge of the tree only.
 *
 * Returns: (transfer full): the store, or %NULL
 */
AvowStore *avow_store_open (const char *folder, GError **error);

AvowStore *avow_store_ref (AvowStore *self);
void avow_store_unref (AvowStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowStore, avow_store_unref)

const char *avow_store_get_folder (AvowStore *self);
char *avow_store_get_key_path (AvowStore *self, const char *name); /* (transfer full): FOLDER/keys/NAME.pem */
char *avow_store_get_seal_path (AvowStore *self);                  /* (transfer full): of the key that seals the own ledger */
const GError *avow_store_get_obstacle (AvowStore *self);           /* (nullable): why nothing can be written */
void avow_store_get_ledger_id (AvowStore *self, AvowDigest *out_ledger);
gint64 avow_store_get_position (AvowStore *self);                  /* of the last record; 0 where there is none */

/* The same for whoever must not take a store that can't be read for an empty one. */
gboolean avow_store_read_position (AvowStore *self, gint64 *out_position, GError **error);

/**
 * avow_store_append:
 * @self: a store
 * @records: (element-type AvowRecord): what happened, in order
 * @error: return location for a #GError
 *
 * Appends all of @records, with their event rows, state rows and the new checkpoint, in one
 * transaction, or none of them. Once it returns %TRUE they survive a power cut. Refused with
 * %AVOW_RECORD_ERROR_EXISTS where one of them may happen only once and has happened. Joins a
 * transaction that avow_store_begin() opened.
 *
 * Returns: whether they are kept
 */
gboolean avow_store_append (AvowStore *self, GPtrArray *records, GError **error);

/* A transaction over records and local rows together. Reads that only read need none. They nest: an inner one is
 * taken back alone, and kept only with the outer ones; avow_store_append() and what else writes is an inner one.
 * The write lock is held from the outermost begin on, so what is read within is what holds. A commit that fails has
 * rolled back; it must not be followed by avow_store_rollback(). */
gboolean avow_store_begin (AvowStore *self, GError **error);
gboolean avow_store_commit (AvowStore *self, GError **error);
void avow_store_rollback (AvowStore *self);

/* Where a record stands. */
typedef struct
{
  gint64 position;    /* in the store, from 1 */
  guint64 sequence;   /* in its ledger, from 0 */
  gint64 time;        /* ms since 1970 UTC */
  AvowDigest ledger;
  AvowDigest leaf;    /* leaf hash: what is cited everywhere */
  gint64 ledger_number; /* of its ledger, in this store */
} AvowPlace;

/**
 * avow_store_get_record:
 * @self: a store
 * @position: where it stands
 * @out_place: (out) (optional): its place
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the record, or %NULL
 */
AvowRecord *avow_store_get_record (AvowStore *self, gint64 position, AvowPlace *out_place, GError **error);

/* The position of the record with that leaf hash; 0 where there is none (no error) or an error. */
gint64 avow_store_find_leaf (AvowStore *self, const AvowDigest *leaf, GError **error);

/* The latest checkpoint, as a signed note; (transfer full). */
char *avow_store_get_checkpoint (AvowStore *self, AvowCheckpoint *out_checkpoint, GError **error);

/**
 * avow_store_begin_ledger:
 * @self: a store that was restored from a backup, in a transaction
 * @seal_key: a new Ed25519 key; saved in the folder
 * @error: return location for a #GError
 *
 * From now on records are appended to a new ledger, for what came after the backup may lie on a desk, and no ledger can go on
 * twice from one place (RECORDS, section 8). The old one stays beside it, and is never added to. The first record has to be
 * that of the installation, and has to cite the old one's last checkpoint. Where the transaction is rolled back, the store has
 * to be opened again.
 *
 * Returns: whether it has begun
 */
gboolean avow_store_begin_ledger (AvowStore *self, AvowKey *seal_key, GError **error);
void avow_store_remove_frozen_seals (AvowStore *self); /* once that is committed: nobody can go on with the old ledger */

/* (transfer full): @text, which ends with a newline, as a note signed by the installation's seal (avow-note.h); the key's name
 * is that of a checkpoint. */
char *avow_store_sign_note (AvowStore *self, const char *text, GError **error);

/* Editions, kept whole by digest. Adding one that is there already changes nothing. */
gboolean avow_store_add_edition (AvowStore *self, AvowEdition *edition, GError **error);
AvowEdition *avow_store_get_edition (AvowStore *self, const AvowDigest *digest, GError **error); /* (transfer full) */

/* What is not evidence: reading progress, drafts, settings. Each row bears a checksum; a row whose
 * checksum is wrong reads as absent, with a warning in the log. */
gboolean avow_store_set_local (AvowStore *self, const char *area, const char *key, const char *value /* (nullable): removes it */, GError **error);
char *avow_store_get_local (AvowStore *self, const char *area, const char *key, GError **error); /* (transfer full) (nullable) */

/* The database, for queries (avow-query.h) and migrations. */
sqlite3 *avow_store_get_database (AvowStore *self);

/* Whether the first record says that this is a sample (RECORDS, section 10). */
gboolean avow_store_is_sample (AvowStore *self);

G_END_DECLS
