/* avow-intake.h: taking in what another installation handed over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-ledger.h"
#include "avow-projection.h"

G_BEGIN_DECLS

/* RECORDS, section 8. */
typedef enum
{
  AVOW_INTAKE_VERDICT_OK,       /* it goes on from what is here */
  AVOW_INTAKE_VERDICT_SAME,     /* all of it is here already */
  AVOW_INTAKE_VERDICT_STALE,    /* an older file: more than it holds is here already */
  AVOW_INTAKE_VERDICT_GAP,      /* leaves between what is here and what it begins with are missing */
  AVOW_INTAKE_VERDICT_ROLLBACK, /* made later than what is here, by its own installation, and holds less: that lost records;
                                   of the own ledger: this one did */
  AVOW_INTAKE_VERDICT_FORK,     /* its checkpoint and the one that is here can't both be of one ledger, and its seal signed both */
  AVOW_INTAKE_VERDICT_UNKNOWN,  /* not of this organisation */
} AvowIntakeVerdict;

/**
 * AvowIncoming:
 *
 * A part of a ledger on its way into a store: its checkpoint, and its leaves from some number up to the checkpoint's size.
 */
typedef struct _AvowIncoming AvowIncoming;

/**
 * avow_incoming_new:
 * @seal_public: the 32 bytes of the seal's public key
 * @note: the checkpoint, signed
 * @first: sequence of the first leaf that is going to be added
 * @error: return location for a #GError
 *
 * Returns: (transfer full): a part without leaves, or %NULL with %AVOW_RECORD_ERROR_MALFORMED where the checkpoint is not
 *   signed by that seal
 */
AvowIncoming *avow_incoming_new (GBytes *seal_public, const char *note, guint64 first, GError **error);
void avow_incoming_free (AvowIncoming *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowIncoming, avow_incoming_free)

/* The next leaf; @salt and @payload (plain) NULL where it came without. FALSE with %AVOW_RECORD_ERROR_MALFORMED where it does
 * not follow from the one before, or is not what was committed to. */
gboolean avow_incoming_add (AvowIncoming *self, const AvowLeaf *leaf, const guint8 *salt, GBytes *payload, GError **error);

const AvowCheckpoint *avow_incoming_get_checkpoint (AvowIncoming *self);

/* (transfer full) (nullable): the first record of that kind among its payloads, or NULL. */
AvowRecord *avow_incoming_find (AvowIncoming *self, const AvowRecordKind *kind, const char *subject);

/* Of what was taken in, how much counts for nothing (avow-counting.h); @out_reason: (out) (transfer none) (nullable): why. */
guint64 avow_incoming_get_discounted (AvowIncoming *self, const char **out_reason);

typedef void (*AvowIncomingFunc) (AvowRecord *record, gpointer data);

/* Calls @func with each record that was taken in, and each of which the text was filled in. */
void avow_incoming_foreach_taken (AvowIncoming *self, AvowIncomingFunc func, gpointer data);

/* How a part is to be taken in. */
typedef struct
{
  const char *actor; /* id of the person who does it */
  gint64 made;       /* when it was handed over, by the other's clock; ms since 1970 UTC */
  gboolean relayed;  /* by another installation than its own */
  gboolean desk;     /* whether its word on roster, roles, rules and editions counts here */
  gboolean partial;  /* whether payloads may be withheld */
} AvowIntakeTerms;

/**
 * avow_store_judge:
 * @self: a store
 * @incoming: a part of a ledger, all of its leaves added
 * @made: when its own installation handed it over; %G_MININT64 where another did, who may have less of it than is here
 * @out_verdict: (out): what it is worth; never %AVOW_INTAKE_VERDICT_UNKNOWN, which is for whoever knows the organisation to say
 * @error: return location for a #GError
 *
 * Returns: whether it could be judged
 */
gboolean avow_store_judge (AvowStore *self, AvowIncoming *incoming, gint64 made, AvowIntakeVerdict *out_verdict, GError **error);

/**
 * avow_store_verify_incoming:
 * @self: a store
 * @incoming: a part of a ledger, all of its leaves added
 * @error: return location for a #GError
 *
 * What can be said of each record by itself, on all cores: its signature, its certificates. Call it before a transaction
 * begins, so that nobody waits for it.
 *
 * Returns: whether all of them stand; %AVOW_RECORD_ERROR_UNSOUND where not
 */
gboolean avow_store_verify_incoming (AvowStore *self, AvowIncoming *incoming, GError **error);

/**
 * avow_store_take_in:
 * @self: a store
 * @incoming: a part of a ledger that avow_store_verify_incoming() found to stand
 * @terms: how to take it
 * @out_verdict: (out): as of avow_store_judge()
 * @out_added: (out): how many leaves are new
 * @error: return location for a #GError
 *
 * Where the verdict is OK: an intake record, and the leaves behind it. A purge that counts here is carried out, and what was
 * purged here before is not kept. Of a fork both checkpoints are recorded, once. Else nothing is written. To be called in a
 * transaction that avow_store_begin() opened, and that is not committed before avow_store_check_taken_in() has found all parts
 * of it to stand. Editions that the records cite have to be in the store by then.
 *
 * Returns: %FALSE where nothing was taken; %AVOW_RECORD_ERROR_UNSOUND where a record is not what it claims
 */
gboolean avow_store_take_in (AvowStore *self, AvowIncoming *incoming, const AvowIntakeTerms *terms, AvowIntakeVerdict *out_verdict,
                             guint64 *out_added, GError **error);

/**
 * avow_store_lacks:
 * @self: a store
 * @incoming: a part of a ledger, all of its leaves added
 * @out_lacks: (out): whether it brings texts that were withheld from this store before
 * @error: return location for a #GError
 *
 * Returns: whether it could be read
 */
gboolean avow_store_lacks (AvowStore *self, AvowIncoming *incoming, gboolean *out_lacks, GError **error);

/**
 * avow_store_fill_in:
 * @self: a store
 * @incoming: a part of a ledger that is here, or its beginning; avow_store_verify_incoming() found it to stand
 * @out_filled: (out): how many texts it has brought
 * @error: return location for a #GError
 *
 * A text that was withheld is put where its leaf stands, and counts as if it had come with it. The leaf has committed to it.
 * In a transaction, and with a check to follow, as avow_store_take_in(), which is to be called after it.
 *
 * Returns: whether it is done
 */
gboolean avow_store_fill_in (AvowStore *self, AvowIncoming *incoming, guint64 *out_filled, GError **error);

/**
 * avow_store_check_taken_in:
 * @self: a store
 * @incoming: a part that was handed to avow_store_fill_in() or avow_store_take_in()
 * @error: return location for a #GError
 *
 * What can be said of its records together with all others, of other parts, too: what the rooms above know to check, and
 * whether of each text that is missing a record tells that it was purged.
 *
 * Returns: whether all of them stand; %AVOW_RECORD_ERROR_UNSOUND where not
 */
gboolean avow_store_check_taken_in (AvowStore *self, AvowIncoming *incoming, GError **error);

G_END_DECLS
