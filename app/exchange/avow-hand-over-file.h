/* avow-hand-over-file.h: a hand-over as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-exchange.h"

G_BEGIN_DECLS

/* A zip of:
 *
 *     ledgers/ID/leaves       the leaves, of 128 bytes each (record/avow-leaf.h), from some number to the ledger's end
 *     ledgers/ID/payloads     for each that is given: 8 bytes sequence, 32 salt, 4 length, all big-endian, and the record
 *     ledgers/ID/checkpoint   the ledger's head, a signed note
 *     editions/DIGEST/PATH    the editions that the payloads cite
 *     manifest                a signed note, by the seal of whoever hands over
 *
 * The manifest's text is a key file: the format, the organisation's id, when it was made, who made it (a ledger's id), and the
 * digest of the list of all other entries; then a group for each ledger, and one for each that the sender knows: how far.
 * Nothing in the file is believed before the manifest's signature stands; whether its seal is of the organisation is asked
 * next. */

#define AVOW_HAND_OVER_FORMAT "1"
#define AVOW_HAND_OVER_MAX_FILE (256 * 1024 * 1024)
#define AVOW_HAND_OVER_MAX_UNPACKED (512u * 1024 * 1024)
#define AVOW_HAND_OVER_MAX_ENTRIES 20000
#define AVOW_HAND_OVER_SUFFIX ".avow-hand-over"

/* A ledger in the file. */
typedef struct
{
  AvowDigest id;
  GBytes *seal_public;
  char *note;
  guint64 first;
  gboolean partial;
  GBytes *leaves;
  GBytes *payloads;
} AvowHandOverLedger;

/* How far the sender knows a ledger. */
typedef struct
{
  AvowDigest id;
  guint64 size;
  AvowDigest root;
} AvowHandOverKnown;

typedef struct
{
  char *organisation;
  gint64 made;         /* ms since 1970 UTC */
  AvowDigest sender;   /* its ledger's id */
  GPtrArray *ledgers;  /* of AvowHandOverLedger, the sender's first */
  GPtrArray *known;    /* of AvowHandOverKnown */
  GHashTable *entries; /* as in a pack: the editions, and what the ledgers were made of */
} AvowHandOverFile;

AvowHandOverFile *avow_hand_over_file_new (const char *organisation, gint64 made, const AvowDigest *sender); /* (transfer full) */
void avow_hand_over_file_free (AvowHandOverFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowHandOverFile, avow_hand_over_file_free)

void avow_hand_over_ledger_free (AvowHandOverLedger *self);

/* (transfer full): the bytes of the zip. @store signs: it is the sender's. */
GBytes *avow_hand_over_file_pack (AvowHandOverFile *self, AvowStore *store, GError **error);

/* (transfer full): the file, its manifest's signature and digests checked; or NULL with %AVOW_EXCHANGE_ERROR_DAMAGED. */
AvowHandOverFile *avow_hand_over_file_unpack (GBytes *bytes, GError **error);

/* (transfer full): a ledger's leaves and payloads, each looked at; or NULL with the error of what is wrong. */
AvowIncoming *avow_hand_over_ledger_read (const AvowHandOverLedger *self, GError **error);

/* Adds an entry to what avow_hand_over_ledger_read() gives. */
void avow_hand_over_append (GByteArray *leaves, GByteArray *payloads, const AvowLedgerEntry *entry, gboolean given);

G_END_DECLS
