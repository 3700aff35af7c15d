/* avow-leaf.h: the header of one record in its ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sign/avow-digest.h"

G_BEGIN_DECLS

#define AVOW_LEAF_VERSION 1
#define AVOW_SALT_LENGTH 32

/* RECORDS, section 2. Serialised length-prefixed, in this order: version, ledger, sequence, kind,
 * previous, time, commitment. Neither subject nor retention is in it: the one would survive a purge,
 * the other changes. */
typedef struct
{
  AvowDigest ledger;     /* SHA-256 of the seal's raw public key */
  guint64 sequence;      /* from 0 */
  guint8 kind;           /* code of the record's kind */
  AvowDigest previous;   /* leaf hash before; zero for the first */
  gint64 time;           /* ms since 1970 UTC */
  AvowDigest commitment; /* SHA-256(0x02 ‖ salt ‖ payload) */
} AvowLeaf;

GBytes *avow_leaf_serialise (const AvowLeaf *self); /* (transfer full) */
void avow_leaf_hash (const AvowLeaf *self, AvowDigest *out_hash); /* SHA-256(0x00 ‖ serialised) */
void avow_leaf_commit (const guint8 salt[AVOW_SALT_LENGTH], GBytes *payload, AvowDigest *out_commitment);

G_END_DECLS
