/* avow-verify-private.h: what the files of verification share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-ledger.h"
#include "avow-order.h"
#include "avow-store-private.h"
#include "avow-verify.h"

G_BEGIN_DECLS

typedef struct
{
  AvowStore *store;
  AvowVerdict *verdict;
  AvowProgress progress; /* nullable */
  gpointer data;
  const AvowTrustedPoint *since; /* nullable: what was verified before, and is not read again */
  gint64 total;          /* records to look at: the position when it began */
  GPtrArray *ledgers;    /* of AvowLedger, as they stood then; the own one first */
  AvowCertificate *root; /* nullable: the organisation's */
  gboolean schema_sound; /* tables, views and indexes are as they must be */
  gint unwanted;         /* atomic: nobody waits for the verdict any more */
} AvowVerifier;

AvowVerdict *avow_verdict_new (void); /* (transfer full): without findings */

/* @message is taken. */
void avow_verifier_find (AvowVerifier *self, gint64 position, const char *kind, const char *subject, char *message);

/* What the database says while it is read: damage is a finding, all else goes to @error. Takes @problem. */
gboolean avow_verifier_absorb (AvowVerifier *self, GError *problem, GError **error);
gboolean avow_verifier_report (AvowVerifier *self, gint64 done, GError **error); /* progress */

/* Each looks at one thing; FALSE where it could not be looked at. */
gboolean avow_verify_schema (AvowVerifier *self, GError **error);
gboolean avow_verify_records (AvowVerifier *self, GError **error);
gboolean avow_verify_states (AvowVerifier *self, GError **error);
gboolean avow_verify_editions (AvowVerifier *self, GError **error);
gboolean avow_verify_locals (AvowVerifier *self, GError **error);
gboolean avow_verify_owed (AvowVerifier *self, GError **error); /* purges that are not recorded yet */
gboolean avow_verify_pages (AvowVerifier *self, GError **error);
gboolean avow_verify_indexes (AvowVerifier *self, const char *table, GError **error);

/* States, editions, locals and pages, on a thread of its own, from start to finish, which waits and takes the findings over. To
 * free it before means to give up. */
typedef struct _AvowVerifyAside AvowVerifyAside;

AvowVerifyAside *avow_verify_aside_start (AvowVerifier *main, GError **error);
gboolean avow_verify_aside_finish (AvowVerifyAside *self, AvowVerdict *verdict, GError **error);
void avow_verify_aside_free (AvowVerifyAside *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowVerifyAside, avow_verify_aside_free)

/* What the rooms registered for a record; calls each in turn, with the faults going to the verdict. */
gboolean avow_verify_call_checks (AvowVerifier *self, AvowRecord *record, const AvowPlace *place, GError **error);

/* avow-verify-time.c */

void avow_verify_time (AvowVerifier *self, const AvowRow *row); /* of each record, in order */

/* avow-verify-since.c; where there is such a point */

gboolean avow_verify_trusted (AvowVerifier *self, GError **error); /* that what is here goes on from it */
gboolean avow_verify_resume (AvowVerifier *self, AvowOrder *order, GError **error);
const AvowCheckpoint *avow_verify_get_trusted (AvowVerifier *self, const AvowDigest *id); /* (nullable): of that ledger */

/* avow-verify-certificate.c */

/* The certificates that a record brings. (transfer full) (nullable): what is wrong with them. Thread-safe. */
char *avow_verify_certificates (AvowRecord *record, AvowCertificate *root);
gboolean avow_verify_find_root (AvowVerifier *self, GError **error); /* FALSE only where the disk fails */

/* avow-verify-tree.c: the tree is made again from the leaves, and compared with tiles and checkpoint. */

typedef struct _AvowTreeCheck AvowTreeCheck;

/* @ledger is one of the verifier's. */
AvowTreeCheck *avow_tree_check_new (AvowVerifier *verifier, const AvowLedger *ledger, GError **error);
void avow_tree_check_append (AvowTreeCheck *self, const AvowDigest *leaf);
void avow_tree_check_get_root (AvowTreeCheck *self, AvowDigest *out_root); /* of what was appended so far */
gboolean avow_tree_check_compare (AvowTreeCheck *self, GError **error); /* the tiles filled since; in a read transaction */
gboolean avow_tree_check_finish (AvowTreeCheck *self, GError **error);  /* the rest, and the checkpoint */
void avow_tree_check_free (AvowTreeCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowTreeCheck, avow_tree_check_free)

/* avow-verify-pool.c: what can be said of a record by itself, on all cores. */

typedef struct
{
  AvowRow *row;
  AvowRecord *record; /* nullable: can't be read */
  char *fault;        /* nullable: the first that was found */
  gboolean may_lack;  /* its text may be withheld */
  gboolean foreign;   /* it was taken in */
  gboolean unheard;   /* counts for nothing here: see avow-order.h, avow-counting.h */
  gboolean verified;  /* whether a signature was looked at */
} AvowVerifyJob;

typedef struct _AvowVerifyPool AvowVerifyPool;
typedef struct _AvowVerifyChunk AvowVerifyChunk;

AvowVerifyPool *avow_verify_pool_new (AvowVerifier *verifier, GError **error);
guint avow_verify_pool_get_width (AvowVerifyPool *self); /* how many chunks keep it busy */
void avow_verify_pool_push (AvowVerifyPool *self, AvowVerifyChunk *chunk);
void avow_verify_pool_wait (AvowVerifyPool *self, AvowVerifyChunk *chunk); /* until all jobs of @chunk are done */
void avow_verify_pool_free (AvowVerifyPool *self); /* waits for what is at work, drops the rest */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowVerifyPool, avow_verify_pool_free)

AvowVerifyChunk *avow_verify_chunk_new (void);
void avow_verify_chunk_add (AvowVerifyChunk *self, AvowRow *row); /* takes @row */
GPtrArray *avow_verify_chunk_get_jobs (AvowVerifyChunk *self);    /* of AvowVerifyJob */
void avow_verify_chunk_free (AvowVerifyChunk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowVerifyChunk, avow_verify_chunk_free)

G_END_DECLS
