/* forger.h: the owner of a machine, who has its seal key, writes a ledger anew
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-store.h"
#include "record/avow-verify.h"

G_BEGIN_DECLS

/* Everything that the seal's owner can do: texts are other texts, records come and go, and all that was computed from
 * them is computed again: commitments, leaves, citations in what nobody signed, tiles, checkpoint, tables. What
 * they can't do is sign for somebody. */

typedef struct
{
  guint kind;
  gint64 time;
  guint8 salt[32];
  char *text;      /* its plain payload */
  AvowDigest hash; /* of its leaf, as it was */
} ForgerEntry;

/* (transfer full) of ForgerEntry: the own ledger of a store that nobody has open. */
GPtrArray *forger_read (const char *folder);
ForgerEntry *forger_copy (const ForgerEntry *entry);
void forger_entry_free (ForgerEntry *entry);

/* The index of the last entry whose text holds @part; there is one. */
guint forger_find (GPtrArray *entries, const char *part);
void forger_replace (ForgerEntry *entry, const char *find, const char *with);

/* Writes @entries as the store's own ledger, sealed with the key in its folder, and has Avow make all tables again. Returns
 * why Avow does not do that; (nullable). */
char *forger_write (const char *folder, GPtrArray *entries);

/* The ledger goes on under another seal, whose key replaces the one in the folder. */
void forger_change_seal (const char *folder);

/* What somebody else keeps of a ledger: as a desk that took in a hand-over, or a receipt. */
AvowCheckpoint forger_keep_checkpoint (const char *folder);

/* Whether the ledger goes back on @kept: it is shorter, or its first records are others. */
gboolean forger_contradicts (const char *folder, const AvowCheckpoint *kept);

/* Another program at work on the file, which knows nothing of Avow. */
void forger_run_sql (const char *folder, const char *sql);

/* Whether SQLite finds the file in order. */
gboolean forger_sqlite_says_ok (const char *folder);

/* (transfer full): what Avow finds, a line each, or why it can't look; empty where all is sound. @since (nullable): a point up
 * to which it was verified before. */
char *forger_verify (const char *folder, const AvowTrustedPoint *since);

/* Says under @name what was @said; @says has to be in it. */
void forger_expect (const char *name, const char *said, const char *says);

/* What several tests forge: a colleague and what they owe, their name, when they were added, and what was signed. */
void forger_drop_person (GPtrArray *entries);
void forger_change_name (GPtrArray *entries);
void forger_change_time (GPtrArray *entries);
void forger_strip_signature (GPtrArray *entries);
void forger_change_clause (GPtrArray *entries);

G_END_DECLS
