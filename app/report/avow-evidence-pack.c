/* avow-evidence-pack.c: all that shows one declaration to somebody who has no Avow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-evidence-pack.h"

#include "avow-receipt.h"
#include "avow-report.h"
#include "people/avow-organisation.h"
#include "record/avow-clock.h"
#include "record/avow-proof.h"
#include "record/avow-query.h"
#include "record/avow-record-export.h"
#include "sign/avow-pack.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define RESOURCES "/avow/report/"
#define QR_PREFIX "avow:"

/* RFC 8410, section 4: what stands before the 32 bytes of an Ed25519 key. */
static const guint8 public_key_prefix[] = { 0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00 };

typedef struct
{
  AvowStore *store;
  GHashTable *entries; /* of GBytes by name */
  AvowReceipt *receipt;
  const AvowRecordDeclaration *body;
  AvowProof *proof;
  AvowSignatureInfo *info;
} Pack;

static void
add_bytes (Pack *self, const char *name, gconstpointer data, gsize length)
{
  g_hash_table_insert (self->entries, g_strdup (name), g_bytes_new (data, length));
}

static void
add_text (Pack *self, const char *name, char *text /* (transfer full) */)
{
  g_hash_table_insert (self->entries, g_strdup (name), g_bytes_new_take (text, strlen (text)));
}

static void
add_signer (Pack *self)
{
  g_autoptr (GString) chain = g_string_new (NULL);

  for (guint i = 0; i < self->info->chain->len; i++)
    {
      g_autofree char *pem = avow_certificate_to_pem (g_ptr_array_index (self->info->chain, i));

      g_string_append (chain, pem);
    }
  add_text (self, AVOW_EVIDENCE_SIGNER, avow_certificate_to_pem (self->info->certificate));
  add_bytes (self, AVOW_EVIDENCE_CHAIN, chain->str, chain->len);
}

static gboolean
add_root (Pack *self, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (self->store, error);

  if (organisation == NULL)
    return FALSE;
  add_text (self, AVOW_EVIDENCE_ROOT, avow_certificate_to_pem (organisation->root));
  return TRUE;
}

static void
add_leaf (Pack *self)
{
  g_autoptr (GBytes) leaf = avow_leaf_serialise (&self->proof->leaf);

  g_hash_table_insert (self->entries, g_strdup (AVOW_EVIDENCE_DOCUMENT), g_bytes_ref (self->proof->payload));
  g_hash_table_insert (self->entries, g_strdup (AVOW_EVIDENCE_LEAF), g_steal_pointer (&leaf));
  add_bytes (self, AVOW_EVIDENCE_SALT, self->proof->salt, AVOW_SALT_LENGTH);
  add_text (self, AVOW_EVIDENCE_CHECKPOINT, g_strdup (self->proof->ledger->note));
}

static void
add_proof (Pack *self)
{
  g_autoptr (GBytes) sides = avow_proof_get_sides (self->proof);
  const guint8 *is_left = g_bytes_get_data (sides, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->proof->path->len; i++)
    {
      const AvowDigest *hash = &g_array_index (self->proof->path, AvowDigest, i);
      g_autofree char *base64 = g_base64_encode (hash->bytes, AVOW_DIGEST_LENGTH);

      g_string_append_printf (text, "%s %s\n", is_left[i] ? "left" : "right", base64);
    }
  add_bytes (self, AVOW_EVIDENCE_PROOF, text->str, text->len);
}

static void
add_public_key (Pack *self, const char *name, GBytes *raw)
{
  g_autoptr (GByteArray) der = g_byte_array_new ();
  g_autofree char *file = g_strconcat (name, ".pub", NULL);
  g_autofree char *base64 = NULL;

  g_byte_array_append (der, public_key_prefix, sizeof public_key_prefix);
  g_byte_array_append (der, g_bytes_get_data (raw, NULL), (guint) g_bytes_get_size (raw));
  base64 = g_base64_encode (der->data, der->len);
  add_text (self, file, g_strdup_printf ("-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n", base64));
}

/* The certificate of a seal and that of its issuer, where they name nobody but the signer. */
static gboolean
add_seal (Pack *self, const char *name, const AvowLedger *ledger, GError **error)
{
  g_autofree char *id = avow_digest_to_hex (&ledger->id);
  g_autofree char *file = g_strconcat (name, ".pem", NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "report/report:seal", error, "s", id);
  g_autoptr (AvowCertificate) seal = NULL;
  g_autoptr (AvowCertificate) issuer = NULL;

  add_public_key (self, name, ledger->seal_public);
  if (query == NULL)
    return FALSE;
  if (avow_query_next (query, &local_error))
    {
      seal = avow_certificate_new_from_base64 (avow_query_text (query, 0), &local_error);
      issuer = seal != NULL ? avow_certificate_new_from_base64 (avow_query_text (query, 1), &local_error) : NULL;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (issuer != NULL && g_strcmp0 (avow_certificate_get_staff_number (seal), self->body->staff_number) == 0
      && g_strcmp0 (avow_certificate_get_staff_number (issuer), self->body->staff_number) == 0)
    {
      g_autofree char *first = avow_certificate_to_pem (seal);
      g_autofree char *second = avow_certificate_to_pem (issuer);

      add_text (self, file, g_strconcat (first, second, NULL));
    }
  return TRUE;
}

/* Whether the declaration counts, and every withdrawal of a key of the signer's; a list that says nothing of others. */
static gboolean
add_withdrawals (Pack *self, GError **error)
{
  const char *person = avow_record_get_subject (self->receipt->record);
  g_autofree char *leaf = avow_digest_to_hex (&self->proof->hash);
  g_autofree char *now = avow_time_to_iso (avow_clock_now ());
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "report/report:withdrawals", &local_error, "s", person);
  AvowDigest key;
  char *note;

  g_string_append_printf (text, "leaf %s\nuntil %s\ncounts %s\n", leaf, now, self->receipt->discount == NULL ? "yes" : "no");
  while (local_error == NULL && avow_query_next (query, &local_error))
    if (avow_query_digest (query, 1, &key))
      {
        g_autofree char *hex = avow_digest_to_hex (&key);
        g_autofree char *time = avow_time_to_iso (avow_query_integer (query, 0));

        g_string_append_printf (text, "withdrawn %s %s %s\n", hex, time, avow_query_text (query, 2));
      }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  note = avow_store_sign_statement (self->store, "withdrawals", text->str, error);
  if (note == NULL)
    return FALSE;
  add_text (self, AVOW_EVIDENCE_WITHDRAWALS, note);
  return TRUE;
}

static gboolean
add_seals (Pack *self, GError **error)
{
  g_autoptr (GPtrArray) ledgers = avow_store_list_ledgers (self->store, error);

  return ledgers != NULL && add_seal (self, AVOW_EVIDENCE_SEAL, self->proof->ledger, error)
         && add_seal (self, AVOW_EVIDENCE_DESK, g_ptr_array_index (ledgers, 0), error);
}

/* (transfer full): the text in the first of the languages of this installation that it is there in; the commands are the same. */
static GBytes *
load_how_to (GError **error)
{
  const char *const *languages = g_get_language_names ();

  for (guint i = 0; languages[i] != NULL && !g_str_has_prefix (languages[i], "en"); i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES, languages[i], "/" AVOW_EVIDENCE_HOW_TO, NULL);
      GBytes *text = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (text != NULL)
        return text;
    }
  return g_resources_lookup_data (RESOURCES AVOW_EVIDENCE_HOW_TO, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static gboolean
add_how_to (Pack *self, GError **error)
{
  g_autoptr (GBytes) text = load_how_to (error);

  g_autoptr (GString) whole = NULL;
  gconstpointer data;
  gsize length;

  if (text == NULL)
    return FALSE;
  data = g_bytes_get_data (text, &length);
  whole = g_string_new_len (data, (gssize) length);
  if (self->receipt->discount != NULL)
    {
      g_autofree char *notice = g_strdup_printf (_("THIS DECLARATION DOES NOT COUNT\n\n%s\nPart 8 below says “NO” for it.\n\n\n"),
                                                 self->receipt->discount);

      g_string_prepend (whole, notice);
    }
  add_bytes (self, AVOW_EVIDENCE_HOW_TO, whole->str, whole->len);
  return TRUE;
}

static gboolean
collect (Pack *self, gint64 position, GError **error)
{
  self->receipt = avow_receipt_load (self->store, position, error);
  if (self->receipt == NULL)
    return FALSE;
  self->body = avow_record_get_body (self->receipt->record);
  self->info = avow_signature_read (avow_record_get_payload (self->receipt->record), error);
  self->proof = self->info != NULL ? avow_store_prove (self->store, position, error) : NULL;
  if (self->proof == NULL || !add_root (self, error) || !add_seals (self, error) || !add_withdrawals (self, error)
      || !add_how_to (self, error))
    return FALSE;
  add_signer (self);
  add_leaf (self);
  add_proof (self);
  return TRUE;
}

GBytes *
avow_evidence_pack (AvowStore *store, gint64 position, char **out_discount, GError **error)
{
  Pack self = { .store = store, .entries = avow_pack_new () };
  GBytes *zip = NULL;

  if (collect (&self, position, error))
    {
      add_text (&self, AVOW_EVIDENCE_SUMS, avow_pack_list_digests (self.entries, NULL));
      zip = avow_pack_write (self.entries, NULL, avow_clock_now (), error);
      if (zip != NULL && out_discount != NULL)
        *out_discount = g_strdup (self.receipt->discount);
    }
  g_clear_pointer (&self.receipt, avow_receipt_free);
  g_clear_pointer (&self.info, avow_signature_info_free);
  g_clear_pointer (&self.proof, avow_proof_free);
  g_hash_table_unref (self.entries);
  return zip;
}

static gint64
fail_unknown (const char *name, GError **error)
{
  g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_UNKNOWN,
               _("There is no declaration “%s”. Name it by the number of its record, as My records shows it, or by its leaf hash, as "
                 "its receipt has it."), name);
  return 0;
}

gint64
avow_evidence_find (AvowStore *store, const char *name, GError **error)
{
  const char *hex = g_str_has_prefix (name, QR_PREFIX) ? name + strlen (QR_PREFIX) : name;
  g_autofree char *lower = g_ascii_strdown (hex, -1);
  GError *local_error = NULL;
  guint64 number;
  AvowDigest leaf;
  gint64 position;

  if (g_ascii_string_to_unsigned (name, 10, 1, G_MAXINT64, &number, NULL))
    {
      if (!avow_store_read_position (store, &position, error))
        return 0;
      return (gint64) number <= position ? (gint64) number : fail_unknown (name, error);
    }
  if (!avow_digest_parse (lower, &leaf))
    return fail_unknown (name, error);
  position = avow_store_find_leaf (store, &leaf, &local_error);
  if (local_error == NULL)
    return position != 0 ? position : fail_unknown (name, error);
  g_propagate_error (error, local_error);
  return 0;
}

static gboolean
append_record (AvowStore *store, const AvowAccess *access, GBytes *zip, const char *path, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  g_autofree char *file_name = g_filename_display_basename (path);
  AvowRecordExport body = {
    .report = (char *) "evidence",
    .format = (char *) "zip",
    .file_name = file_name,
    .as_of = avow_clock_now (),
    .rows = 1,
  };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  gsize size;
  gconstpointer data = g_bytes_get_data (zip, &size);

  if (organisation == NULL || !avow_store_read_position (store, &body.position, error))
    return FALSE;
  avow_digest_compute (data, size, &body.digest);
  g_ptr_array_add (records, avow_record_new (&avow_record_kind_export, organisation->id, access->person, &body));
  return avow_store_append (store, records, error);
}

/* Whether it is whoever asks that the record is about; otherwise they have to be allowed everybody's. */
static gboolean
check_access (AvowStore *store, const AvowAccess *access, gint64 position, gboolean *out_own, GError **error)
{
  g_autofree char *scope = NULL;
  g_autoptr (AvowRecord) record = NULL;

  if (!avow_access_check (store, access, AVOW_ACTION_EXPORT_DOCUMENTS, &scope, error))
    return FALSE;
  record = avow_store_get_record (store, position, NULL, error);
  if (record == NULL)
    return FALSE;
  *out_own = g_strcmp0 (avow_record_get_subject (record), access->person) == 0;
  if (*out_own || scope == NULL)
    return TRUE;
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
                       _("That record is somebody else’s. Only compliance officers, auditors and the accountable executive can "
                         "save the evidence of others. Ask one of them to do it."));
  return FALSE;
}

gboolean
avow_evidence_save (AvowStore *store, const AvowAccess *access, gint64 position, const char *path, char **out_discount,
                    GError **error)
{
  g_autoptr (GBytes) zip = NULL;
  gboolean own = FALSE;

  if (!check_access (store, access, position, &own, error))
    return FALSE;
  zip = avow_evidence_pack (store, position, out_discount, error);
  return zip != NULL && (own || append_record (store, access, zip, path, error)) && avow_receipt_write_bytes (zip, path, error);
}
