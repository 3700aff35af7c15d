/* avow-receipt-check.c: does the ledger still hold what a person has a receipt for?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-receipt-check.h"

#include "avow-evidence-pack.h"
#include "avow-receipt.h"
#include "avow-report.h"
#include "people/avow-organisation.h"
#include "sign/avow-pack.h"
#include "record/avow-proof.h"
#include "record/avow-tree.h"
#include "sign/avow-base64.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* A receipt has 15 files; the longest, the document, is a record. */
static const AvowPackLimits limits = { 4 * 1024 * 1024, 8 * 1024 * 1024, 32 };

/* What the receipt says. */
typedef struct
{
  AvowLeaf leaf;
  AvowDigest hash;
  AvowCheckpoint checkpoint;
  AvowCertificate *root;
  gboolean whole; /* its parts lead to one another */
  char *discount; /* nullable: why the declaration counts for nothing */
} Receipt;

static GHashTable *
fail_damaged (const char *path, const char *why, GError **error)
{
  g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_RECEIPT,
               _("“%s” is no receipt, or a damaged one (%s). Give the zip file that “Save Evidence” wrote."), path, why);
  return NULL;
}

static GHashTable *
read_entries (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) file = NULL;
  GHashTable *entries;
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, &local_error))
    return fail_damaged (path, local_error->message, error);
  file = g_bytes_new_take (contents, length);
  entries = avow_pack_read (file, &limits, &local_error);
  return entries != NULL ? entries : fail_damaged (path, local_error->message, error);
}

/* (transfer full) (nullable): an entry, as text. */
static char *
get_text (GHashTable *entries, const char *name)
{
  GBytes *bytes = g_hash_table_lookup (entries, name);

  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

/* (transfer full) (nullable): the hashes of the path; which stands where follows from the place in the tree. */
static GArray *
parse_proof (const char *text)
{
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (AvowDigest));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      const char *base64 = strchr (lines[i], ' ');
      g_autoptr (GBytes) bytes = base64 != NULL ? avow_base64_decode (base64 + 1) : NULL;

      if (bytes == NULL || g_bytes_get_size (bytes) != AVOW_DIGEST_LENGTH)
        return NULL;
      g_array_append_vals (path, g_bytes_get_data (bytes, NULL), 1);
    }
  return g_steal_pointer (&path);
}

/* (transfer full) (nullable): the 32 bytes of an Ed25519 key, with which its SPKI ends. */
static GBytes *
parse_public_key (const char *pem)
{
  g_auto (GStrv) lines = g_strsplit (pem, "\n", -1);
  g_autoptr (GBytes) der = g_strv_length (lines) >= 2 ? avow_base64_decode (lines[1]) : NULL;
  gsize length = der != NULL ? g_bytes_get_size (der) : 0;

  return length > AVOW_DIGEST_LENGTH ? g_bytes_new_from_bytes (der, length - AVOW_DIGEST_LENGTH, AVOW_DIGEST_LENGTH) : NULL;
}

static gboolean
is_sealed (const char *note, const char *pem, AvowCheckpoint *checkpoint)
{
  g_autoptr (GBytes) raw = parse_public_key (pem);
  gboolean valid = FALSE;

  return raw != NULL && avow_checkpoint_verify (note, raw, checkpoint, &valid, NULL) && valid;
}

/* From the document to the leaf, from the leaf to the root, and from the root to the ledger's seal. */
static gboolean
is_whole (GHashTable *entries, const char *note, Receipt *receipt)
{
  GBytes *document = g_hash_table_lookup (entries, AVOW_EVIDENCE_DOCUMENT);
  GBytes *salt = g_hash_table_lookup (entries, AVOW_EVIDENCE_SALT);
  g_autofree char *proof = get_text (entries, AVOW_EVIDENCE_PROOF);
  g_autofree char *pem = get_text (entries, AVOW_EVIDENCE_SEAL ".pub");
  g_autoptr (GArray) path = proof != NULL ? parse_proof (proof) : NULL;
  AvowDigest commitment;

  if (document == NULL || salt == NULL || g_bytes_get_size (salt) != AVOW_SALT_LENGTH || pem == NULL || path == NULL)
    return FALSE;
  avow_leaf_commit (g_bytes_get_data (salt, NULL), document, &commitment);
  return avow_digest_equal (&commitment, &receipt->leaf.commitment) && is_sealed (note, pem, &receipt->checkpoint)
         && avow_digest_equal (&receipt->checkpoint.ledger, &receipt->leaf.ledger)
         && avow_tree_verify_inclusion (&receipt->hash, receipt->leaf.sequence, receipt->checkpoint.size, path, &receipt->checkpoint.root);
}

static gboolean
read_receipt (const char *path, Receipt *receipt, GError **error)
{
  g_autoptr (GHashTable) entries = read_entries (path, error);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *note = NULL;
  g_autofree char *root = NULL;
  GBytes *leaf;

  if (entries == NULL)
    return FALSE;
  leaf = g_hash_table_lookup (entries, AVOW_EVIDENCE_LEAF);
  note = get_text (entries, AVOW_EVIDENCE_CHECKPOINT);
  root = get_text (entries, AVOW_EVIDENCE_ROOT);
  if (leaf == NULL || note == NULL || root == NULL)
    {
      fail_damaged (path, _("a part of it is missing"), error);
      return FALSE;
    }
  receipt->root = avow_certificate_new_from_pem (root, NULL);
  if (receipt->root == NULL || g_bytes_get_size (leaf) != AVOW_LEAF_LENGTH
      || !avow_leaf_parse (g_bytes_get_data (leaf, NULL), &receipt->leaf))
    return TRUE;
  avow_leaf_hash (&receipt->leaf, &receipt->hash);
  receipt->whole = is_whole (entries, note, receipt);
  return TRUE;
}

static char *
describe (AvowReceiptVerdict verdict, const Receipt *receipt, guint64 size)
{
  guint64 seen = receipt->checkpoint.size;

  switch (verdict)
    {
    case AVOW_RECEIPT_HELD:
      return g_strdup_printf (_("Held: the ledger still has the declaration of this receipt, as entry %" PRIu64 ". It had %" PRIu64
                                " entries when the receipt was made, and those stand unchanged among the %" PRIu64 " of today."),
                              receipt->leaf.sequence + 1, seen, size);
    case AVOW_RECEIPT_DISCOUNTED:
      return g_strdup_printf (_("Does not count: the ledger still has the declaration of this receipt, as entry %" PRIu64
                                ", but it counts for nothing. %s"), receipt->leaf.sequence + 1, receipt->discount);
    case AVOW_RECEIPT_CHANGED:
      return g_strdup (_("Changed: the parts of this receipt do not belong together, so it shows nothing. Look for another copy of it."));
    case AVOW_RECEIPT_OTHER_ORGANISATION:
      return g_strdup (_("Another organisation’s: this receipt was given by an organisation with another certificate than the one "
                         "whose records these are."));
    case AVOW_RECEIPT_NOT_THERE:
      return g_strdup (_("Not there: these records are the organisation’s, but the entry that this receipt is for is not among them. "
                         "Where it was signed on another computer, look there, or take in what that one hands over."));
    case AVOW_RECEIPT_ROLLED_BACK:
      return g_strdup_printf (_("Rolled back: the ledger had %" PRIu64 " entries when the receipt was made, and has %" PRIu64
                                " now. Its last entries were taken away."), seen, size);
    case AVOW_RECEIPT_FORKED:
      return g_strdup_printf (_("Forked: the ledger’s first %" PRIu64 " entries are not those that it had when the receipt was made. "
                                "It was rolled back and written on, or written anew."), seen);
    case AVOW_RECEIPT_TEXT_GONE:
    default:
      return g_strdup_printf (_("Text gone: the ledger still has the entry of this receipt, entry %" PRIu64
                                ", but no longer the declaration itself. “avowctl verify” tells whether it was removed by the rules."),
                              receipt->leaf.sequence + 1);
    }
}

/* Of an entry that stands. */
static gboolean
judge_counting (AvowStore *store, gint64 position, Receipt *receipt, AvowReceiptVerdict *out_verdict, GError **error)
{
  g_autoptr (AvowReceipt) held = avow_receipt_load (store, position, error);

  if (held == NULL)
    return FALSE;
  receipt->discount = g_steal_pointer (&held->discount);
  *out_verdict = receipt->discount == NULL ? AVOW_RECEIPT_HELD : AVOW_RECEIPT_DISCOUNTED;
  return TRUE;
}

/* The row of the entry: its header, and its text. */
static gboolean
judge_entry (AvowStore *store, Receipt *receipt, AvowReceiptVerdict *out_verdict, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 position = avow_store_find_leaf (store, &receipt->hash, &local_error);
  g_autoptr (AvowProof) proof = position != 0 ? avow_store_prove (store, position, &local_error) : NULL;

  if (proof != NULL)
    return judge_counting (store, position, receipt, out_verdict, error);
  if (local_error == NULL)
    *out_verdict = AVOW_RECEIPT_NOT_THERE;
  else if (g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED))
    *out_verdict = AVOW_RECEIPT_TEXT_GONE;
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* Whether the ledger begins with what the receipt has seen. */
static gboolean
judge_ledger (AvowStore *store, Receipt *receipt, const AvowLedger *ledger, AvowReceiptVerdict *out_verdict, GError **error)
{
  guint64 size = ledger->checkpoint.size;
  AvowDigest root;

  if (size < receipt->checkpoint.size)
    {
      *out_verdict = AVOW_RECEIPT_ROLLED_BACK;
      return TRUE;
    }
  if (!avow_store_get_root (store, ledger, receipt->checkpoint.size, &root, error))
    return FALSE;
  if (avow_digest_equal (&root, &receipt->checkpoint.root))
    return judge_entry (store, receipt, out_verdict, error);
  *out_verdict = AVOW_RECEIPT_FORKED;
  return TRUE;
}

static gboolean
judge_stranger (AvowStore *store, const Receipt *receipt, AvowReceiptVerdict *out_verdict, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  AvowDigest own, theirs;

  if (organisation == NULL)
    return FALSE;
  avow_certificate_get_fingerprint (organisation->root, &own);
  avow_certificate_get_fingerprint (receipt->root, &theirs);
  *out_verdict = avow_digest_equal (&own, &theirs) ? AVOW_RECEIPT_NOT_THERE : AVOW_RECEIPT_OTHER_ORGANISATION;
  return TRUE;
}

static gboolean
judge (AvowStore *store, Receipt *receipt, AvowReceiptVerdict *out_verdict, guint64 *out_size, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowLedger) ledger = NULL;

  *out_size = 0;
  *out_verdict = AVOW_RECEIPT_CHANGED;
  if (!receipt->whole)
    return TRUE;
  ledger = avow_store_find_ledger (store, &receipt->leaf.ledger, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (ledger == NULL)
    return judge_stranger (store, receipt, out_verdict, error);
  *out_size = ledger->checkpoint.size;
  return judge_ledger (store, receipt, ledger, out_verdict, error);
}

gboolean
avow_receipt_check (AvowStore *store, const char *path, AvowReceiptVerdict *out_verdict, char **out_text, GError **error)
{
  Receipt receipt = { 0 };
  guint64 size = 0;
  gboolean done;

  g_return_val_if_fail (store != NULL && path != NULL, FALSE);

  done = read_receipt (path, &receipt, error) && judge (store, &receipt, out_verdict, &size, error);
  if (done)
    *out_text = describe (*out_verdict, &receipt, size);
  g_clear_pointer (&receipt.root, avow_certificate_unref);
  g_free (receipt.discount);
  return done;
}
