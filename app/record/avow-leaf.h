/* avow-leaf.h: the header of one record in its ledger
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sign/avow-digest.h"

G_BEGIN_DECLS

#define AVOW_LEAF_VERSION 1
#define AVOW_SALT_LENGTH 32

#define AVOW_LEAF_LENGTH 128 /* bytes of a leaf, serialised */

/* RECORDS, section 2. Serialised as seven fields, each with its length in two bytes before it; all numbers
 * are big-endian:
 *
 *     offset  length, field
 *          0  00 01   version     1 byte: 01
 *          3  00 20   ledger      32 bytes
 *         37  00 08   sequence    8 bytes, unsigned
 *         47  00 01   kind        1 byte
 *         50  00 20   previous    32 bytes
 *         84  00 08   time        8 bytes, two's complement
 *         94  00 20   commitment  32 bytes
 *
 * which makes 128 bytes. Neither subject nor retention is in it: the one would survive a purge, the other
 * changes. */
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
gboolean avow_leaf_parse (const guint8 data[AVOW_LEAF_LENGTH], AvowLeaf *out_leaf); /* FALSE where it is none of this version */
void avow_leaf_hash (const AvowLeaf *self, AvowDigest *out_hash); /* SHA-256(0x00 ‖ serialised) */
void avow_leaf_commit (const guint8 salt[AVOW_SALT_LENGTH], GBytes *payload, AvowDigest *out_commitment);

G_END_DECLS
