/* avow-store-private.h: what the files of the store share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-leaf.h"
#include "avow-query.h"
#include "avow-store-version.h"
#include "avow-tree.h"

G_BEGIN_DECLS

#define AVOW_STORE_APPLICATION_ID 0x41766f77 /* "Avow" */
#define AVOW_STORE_FILE_NEW AVOW_STORE_FILE ".new" /* until a store is complete */
#define AVOW_STORE_SEAL "seal"

/* Where the own ledger stands, as of @data_version. Valid within a write transaction only. */
typedef struct
{
  AvowTree *tree;      /* nullable: has to be read again */
  gint64 position;     /* of the store's last record */
  AvowDigest previous; /* leaf hash of the ledger's last record */
  guint64 sealed;      /* size of the stored checkpoint */
  gint64 data_version; /* changes when another connection has written */
} AvowHead;

struct _AvowStore
{
  gatomicrefcount ref_count;
  char *folder;
  char *path;             /* of the database */
  sqlite3 *database;
  GError *obstacle;       /* nullable: why nothing can be written */
  GHashTable *statements; /* of GQueue of idle sqlite3_stmt, by SQL */
  GHashTable *event_inserts; /* of char *, by AvowRecordKind: see avow-event.c */
  GHashTable *event_selects;
  GHashTable *view_kinds; /* of AvowKindSet, by name of a state table: see avow-projection.c */
  gint64 ledger_number;
  AvowDigest ledger;
  GBytes *seal_public;
  AvowKey *seal_key;      /* nullable: read at the first append */
  guint depth;            /* of transactions */
  gboolean owes;          /* purges that are not recorded yet; see avow-store-owed.c */
  gboolean unsettled;     /* one could not be taken back yet */
  AvowHead head;
  GPtrArray *purges;      /* nullable: of the transaction under way; see avow-store-purge.c */
  GPtrArray *leftovers;   /* nullable: of char: paths of what a purge could not remove */
  int sample;             /* -1 until there is a first record */
  int making;             /* the folder, locked while a store is made in it; -1 */
  gboolean made_folder;   /* for it */
};

/* avow-query.c */

/* The statement `ROOM/FILE:NAME`, or all of `ROOM/FILE`; (transfer none), for as long as the process lives. */
const char *avow_sql_find (const char *name, GError **error);
AvowQuery *avow_query_new (AvowStore *store, const char *sql, GError **error);
sqlite3_stmt *avow_query_get_statement (AvowQuery *self);
gboolean avow_query_run (AvowQuery *self, GError **error); /* to its end */

/* avow-store-open.c */

/* Opens @path for @store in the one safe mode (RECORDS, section 3). */
gboolean avow_store_connect (AvowStore *store, const char *path, GError **error);
AvowStore *avow_store_alloc (const char *folder);
gboolean avow_store_run_script (AvowStore *store, const char *sql, GError **error);
gboolean avow_store_get_version (AvowStore *store, gint64 *out_version, GError **error); /* of its tables */
void avow_store_check_newer (AvowStore *store, gint64 version); /* an obstacle where it is */

/* avow-store-create.c */

gboolean avow_store_sync_folder (const char *folder); /* what was renamed in it stays so; sets errno */

/* avow-store-migrate.c */

/* Takes the steps of `record/migrate` from the store's version to this one, after a copy of it was made as avow.db.VERSION.
 * Where that fails, the store is as it was. */
gboolean avow_store_migrate (AvowStore *store, GError **error);

/* avow-store.c */

void avow_store_disconnect (AvowStore *store); /* from its database; of what was asked nothing may be under way */
gboolean avow_store_begin_reading (AvowStore *store, GError **error); /* one state of the store, until avow_store_end_reading() */
void avow_store_end_reading (AvowStore *store);

/* avow-store-purge.c */

gboolean avow_store_carry_out_purge (AvowStore *store, AvowRecord *record, GError **error); /* that stands in the store; in a transaction */
void avow_store_end_purges (AvowStore *store, gboolean kept); /* as a transaction within another ends; before its depth is left */
gboolean avow_store_list_purges (AvowStore *store, gsize *out_before, GError **error); /* before the outermost is committed */
void avow_store_unlist_purges (AvowStore *store, gsize before, GError **failure); /* as that failed: *@failure tells more where it can't be */
void avow_store_finish_purges (AvowStore *store);               /* as it is done */
gboolean avow_store_apply_purged_list (AvowStore *store, GError **error); /* what a backup brought back goes; at opening */

/* avow-store-owed.c */

AvowRecord *avow_store_read_purge (AvowStore *store, GBytes *bytes); /* (transfer full) (nullable): where its signature stands */
gboolean avow_store_owe_purge (AvowStore *store, AvowRecord *record, GError **error); /* to be recorded; in a transaction */
GPtrArray *avow_store_list_owed (AvowStore *store, GError **error); /* (transfer full) (element-type AvowRecord) */
GPtrArray *avow_store_take_owed (AvowStore *store, GError **error); /* the same, of what is not recorded yet; they are owed no more */
gboolean avow_store_check_owes (AvowStore *store, GError **error);  /* at opening */

/* avow-store-error.c */

void avow_store_set_error (AvowStore *store, GError **error); /* from what the database said last */
void avow_store_set_unconfirmed (AvowStore *store, GError **error); /* nobody can tell whether it was done */

/* avow-store-head.c */

gboolean avow_store_read_head (AvowStore *store, GError **error);  /* where it isn't what memory holds; in a transaction */
gboolean avow_store_check_head (AvowStore *store, GError **error); /* against the checkpoint, at opening */
gboolean avow_store_write_head (AvowStore *store, GError **error); /* tiles and checkpoint */
gboolean avow_store_write_tiles (AvowStore *store, gint64 ledger, AvowTree *tree, GError **error);
GBytes *avow_store_read_tile (AvowStore *store, gint64 ledger, guint level, guint64 index, guint needed, GError **error);
void avow_store_forget_head (AvowStore *store);
gboolean avow_store_load_seal (AvowStore *store, GError **error);


/* avow-store-append.c; in a transaction */

gboolean avow_store_add_leaf (AvowStore *store, const AvowPlace *place, const AvowLeaf *leaf, GError **error);
gboolean avow_store_add_payload (AvowStore *store, gint64 position, const guint8 *salt, GBytes *plain, GError **error);

/* avow-ledger.c */

AvowTree *avow_store_open_tree (AvowStore *store, gint64 ledger, guint64 size, GError **error); /* (transfer full): from its tiles */

/* avow-store-row.c */

/* A record as it lies in the store. */
typedef struct
{
  gint64 position;
  AvowLeaf leaf;
  AvowDigest hash;                  /* as stored */
  guint8 salt[AVOW_SALT_LENGTH];
  GBytes *payload;                  /* nullable: purged; packed until avow_row_unpack() */
  gboolean packed;
  gint64 length;                    /* of the plain payload */
  gint64 ledger_number;
} AvowRow;

AvowRow *avow_row_read (AvowQuery *query); /* from `record/store:rows-after` */
gboolean avow_row_unpack (AvowRow *self);  /* FALSE where it can't be */
gboolean avow_row_is_whole (AvowRow *self, const char **out_fault); /* commitment and leaf hash */
AvowPlace avow_row_get_place (AvowRow *self);
void avow_row_free (AvowRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowRow, avow_row_free)

GBytes *avow_payload_pack (GBytes *plain); /* (transfer full) (nullable): NULL where that makes it no smaller */

/* avow-store-edition.c */

gboolean avow_store_has_edition (AvowStore *store, const AvowDigest *digest, gboolean *out_has, GError **error);

/* avow-store-local.c */

void avow_local_checksum (const char *area, const char *key, const char *value, AvowDigest *out_checksum);

G_END_DECLS
