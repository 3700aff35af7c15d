/* avow-hand-over-file.c: a hand-over as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-hand-over-file.h"

#include "record/avow-clock.h"
#include "sign/avow-pack.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MANIFEST "manifest"
#define GROUP "hand-over"
#define PAYLOAD_HEAD (8 + AVOW_SALT_LENGTH + 4) /* bytes before a record */

static const AvowPackLimits limits = {
  .file = AVOW_HAND_OVER_MAX_FILE,
  .unpacked = AVOW_HAND_OVER_MAX_UNPACKED,
  .entries = AVOW_HAND_OVER_MAX_ENTRIES,
};

static void
set_damaged (GError **error, const char *what)
{
  g_set_error (error, AVOW_EXCHANGE_ERROR, AVOW_EXCHANGE_ERROR_DAMAGED,
               _("This is no hand-over, or it was changed on its way (%s). Nothing was taken in. Ask for the file again."), what);
}

AvowHandOverFile *
avow_hand_over_file_new (const char *organisation, gint64 made, const AvowDigest *sender)
{
  AvowHandOverFile *self = g_new0 (AvowHandOverFile, 1);

  self->organisation = g_strdup (organisation);
  self->made = made;
  self->sender = *sender;
  self->ledgers = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_hand_over_ledger_free);
  self->known = g_ptr_array_new_with_free_func (g_free);
  self->entries = avow_pack_new ();
  return self;
}

void
avow_hand_over_file_free (AvowHandOverFile *self)
{
  g_ptr_array_unref (self->ledgers);
  g_ptr_array_unref (self->known);
  g_hash_table_unref (self->entries);
  g_free (self->organisation);
  g_free (self);
}

void
avow_hand_over_ledger_free (AvowHandOverLedger *self)
{
  g_clear_pointer (&self->seal_public, g_bytes_unref);
  g_clear_pointer (&self->leaves, g_bytes_unref);
  g_clear_pointer (&self->payloads, g_bytes_unref);
  g_free (self->note);
  g_free (self);
}

/* Writing */

static void
add_entry (AvowHandOverFile *self, const char *id, const char *name, GBytes *bytes)
{
  g_hash_table_insert (self->entries, g_strdup_printf ("ledgers/%s/%s", id, name), g_bytes_ref (bytes));
}

static char *
to_hex (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (hex, "%02x", data[i]);
  return g_string_free (hex, FALSE);
}

static void
add_ledger (AvowHandOverFile *self, GKeyFile *manifest, const AvowHandOverLedger *ledger)
{
  g_autofree char *id = avow_digest_to_hex (&ledger->id);
  g_autofree char *group = g_strconcat ("ledger ", id, NULL);
  g_autofree char *seal = to_hex (ledger->seal_public);
  g_autoptr (GBytes) note = g_bytes_new (ledger->note, strlen (ledger->note));

  add_entry (self, id, "leaves", ledger->leaves);
  add_entry (self, id, "payloads", ledger->payloads);
  add_entry (self, id, "checkpoint", note);
  g_key_file_set_string (manifest, group, "seal", seal);
  g_key_file_set_uint64 (manifest, group, "first", ledger->first);
  g_key_file_set_boolean (manifest, group, "partial", ledger->partial);
}

static void
add_known (GKeyFile *manifest, const AvowHandOverKnown *known)
{
  g_autofree char *id = avow_digest_to_hex (&known->id);
  g_autofree char *root = avow_digest_to_hex (&known->root);
  g_autofree char *group = g_strconcat ("known ", id, NULL);

  g_key_file_set_uint64 (manifest, group, "size", known->size);
  g_key_file_set_string (manifest, group, "root", root);
}

static char *
digest_list (GHashTable *entries)
{
  g_autofree char *list = avow_pack_list_digests (entries, MANIFEST);
  AvowDigest digest;

  avow_digest_compute (list, strlen (list), &digest);
  return avow_digest_to_hex (&digest);
}

static char *
compose_manifest (AvowHandOverFile *self)
{
  g_autoptr (GKeyFile) manifest = g_key_file_new ();
  g_autofree char *sender = avow_digest_to_hex (&self->sender);
  g_autofree char *list = NULL;

  g_key_file_set_string (manifest, GROUP, "format", AVOW_HAND_OVER_FORMAT);
  g_key_file_set_string (manifest, GROUP, "organisation", self->organisation);
  g_key_file_set_int64 (manifest, GROUP, "made", self->made);
  g_key_file_set_string (manifest, GROUP, "sender", sender);
  for (guint i = 0; i < self->ledgers->len; i++)
    add_ledger (self, manifest, g_ptr_array_index (self->ledgers, i));
  for (guint i = 0; i < self->known->len; i++)
    add_known (manifest, g_ptr_array_index (self->known, i));
  list = digest_list (self->entries);
  g_key_file_set_string (manifest, GROUP, "entries", list);
  return g_key_file_to_data (manifest, NULL, NULL);
}

GBytes *
avow_hand_over_file_pack (AvowHandOverFile *self, AvowStore *store, GError **error)
{
  g_autofree char *text = compose_manifest (self);
  g_autofree char *note = avow_store_sign_note (store, text, error);
  g_autoptr (GError) local_error = NULL;
  GBytes *file;

  if (note == NULL)
    return NULL;
  g_hash_table_insert (self->entries, g_strdup (MANIFEST), g_bytes_new (note, strlen (note)));
  if (!avow_pack_is_within (self->entries, &limits))
    {
      g_set_error_literal (error, AVOW_EXCHANGE_ERROR, AVOW_EXCHANGE_ERROR_WRITE,
                           _("This is more than one hand-over can hold (512 MB). Hand over team by team."));
      return NULL;
    }
  file = avow_pack_write (self->entries, MANIFEST, avow_clock_now (), &local_error);
  if (file == NULL)
    g_set_error (error, AVOW_EXCHANGE_ERROR, AVOW_EXCHANGE_ERROR_WRITE, _("The hand-over can’t be put together: %s."),
                 local_error->message);
  return file;
}

static void
append_number (GByteArray *bytes, guint64 value, guint width)
{
  guint64 number = GUINT64_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &number + sizeof number - width, width);
}

void
avow_hand_over_append (GByteArray *leaves, GByteArray *payloads, const AvowLedgerEntry *entry, gboolean given)
{
  g_autoptr (GBytes) leaf = avow_leaf_serialise (&entry->leaf);
  gsize length;
  gconstpointer data = g_bytes_get_data (leaf, &length);

  g_byte_array_append (leaves, data, (guint) length);
  if (!given || entry->payload == NULL)
    return;
  data = g_bytes_get_data (entry->payload, &length);
  append_number (payloads, entry->leaf.sequence, 8);
  g_byte_array_append (payloads, entry->salt, AVOW_SALT_LENGTH);
  append_number (payloads, length, 4);
  g_byte_array_append (payloads, data, (guint) length);
}

/* Reading */

static GBytes *
from_hex (const char *hex, gsize length)
{
  g_autofree guint8 *data = NULL;

  if (hex == NULL || strlen (hex) != 2 * length)
    return NULL;
  data = g_malloc (length);
  for (gsize i = 0; i < length; i++)
    {
      int high = g_ascii_xdigit_value (hex[2 * i]);
      int low = g_ascii_xdigit_value (hex[2 * i + 1]);

      if (high < 0 || low < 0)
        return NULL;
      data[i] = (guint8) (high << 4 | low);
    }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static gboolean
read_digest (GKeyFile *manifest, const char *group, const char *key, AvowDigest *out_digest)
{
  g_autofree char *hex = g_key_file_get_string (manifest, group, key, NULL);

  return hex != NULL && avow_digest_parse (hex, out_digest);
}

static GBytes *
get_entry (AvowHandOverFile *self, const char *id, const char *name)
{
  g_autofree char *path = g_strdup_printf ("ledgers/%s/%s", id, name);
  GBytes *bytes = g_hash_table_lookup (self->entries, path);

  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

static gboolean
read_ledger (AvowHandOverFile *self, GKeyFile *manifest, const char *group, const char *id)
{
  AvowHandOverLedger *ledger = g_new0 (AvowHandOverLedger, 1);
  g_autofree char *seal = g_key_file_get_string (manifest, group, "seal", NULL);
  g_autoptr (GBytes) note = get_entry (self, id, "checkpoint");

  g_ptr_array_add (self->ledgers, ledger);
  ledger->seal_public = from_hex (seal, AVOW_DIGEST_LENGTH);
  ledger->first = g_key_file_get_uint64 (manifest, group, "first", NULL);
  ledger->partial = g_key_file_get_boolean (manifest, group, "partial", NULL);
  ledger->leaves = get_entry (self, id, "leaves");
  ledger->payloads = get_entry (self, id, "payloads");
  if (note != NULL)
    ledger->note = g_strndup (g_bytes_get_data (note, NULL), g_bytes_get_size (note));
  return avow_digest_parse (id, &ledger->id) && ledger->seal_public != NULL && ledger->note != NULL && ledger->leaves != NULL
         && ledger->payloads != NULL;
}

static gboolean
read_known (AvowHandOverFile *self, GKeyFile *manifest, const char *group, const char *id)
{
  AvowHandOverKnown *known = g_new0 (AvowHandOverKnown, 1);

  g_ptr_array_add (self->known, known);
  known->size = g_key_file_get_uint64 (manifest, group, "size", NULL);
  return avow_digest_parse (id, &known->id) && read_digest (manifest, group, "root", &known->root);
}

static gboolean
read_groups (AvowHandOverFile *self, GKeyFile *manifest)
{
  g_auto (GStrv) groups = g_key_file_get_groups (manifest, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      const char *group = groups[i];

      if (g_str_has_prefix (group, "ledger ") && !read_ledger (self, manifest, group, group + strlen ("ledger ")))
        return FALSE;
      if (g_str_has_prefix (group, "known ") && !read_known (self, manifest, group, group + strlen ("known ")))
        return FALSE;
    }
  return TRUE;
}

/* The text of the signed note, as far as it may be looked at before its signature was. (transfer full) (nullable) */
static GKeyFile *
read_manifest (const char *note)
{
  const char *end = strstr (note, "\n\n— ");
  g_autoptr (GKeyFile) manifest = g_key_file_new ();

  if (end == NULL || !g_key_file_load_from_data (manifest, note, (gsize) (end - note + 1), G_KEY_FILE_NONE, NULL))
    return NULL;
  return g_steal_pointer (&manifest);
}

/* By the seal that the manifest itself names for its sender: that it is the organisation's is asked later, by its certificate. */
static gboolean
check_signature (AvowHandOverFile *self, const char *note)
{
  g_autofree char *sender = avow_digest_to_hex (&self->sender);
  g_autofree char *name = g_strconcat ("avow/", sender, NULL);
  gboolean valid = FALSE;

  for (guint i = 0; i < self->ledgers->len; i++)
    {
      const AvowHandOverLedger *ledger = g_ptr_array_index (self->ledgers, i);
      AvowDigest id;

      avow_digest_compute (g_bytes_get_data (ledger->seal_public, NULL), g_bytes_get_size (ledger->seal_public), &id);
      if (!avow_digest_equal (&id, &ledger->id))
        return FALSE;
      if (avow_digest_equal (&ledger->id, &self->sender)
          && !avow_note_verify (note, name, ledger->seal_public, NULL, &valid, NULL))
        return FALSE;
    }
  return valid;
}

static const char *
find_fault (AvowHandOverFile *self, const char *note)
{
  g_autoptr (GKeyFile) manifest = read_manifest (note);
  g_autofree char *format = manifest != NULL ? g_key_file_get_string (manifest, GROUP, "format", NULL) : NULL;
  g_autofree char *claimed = NULL;
  g_autofree char *list = NULL;

  if (format == NULL)
    return _("its manifest can’t be read");
  if (!g_str_equal (format, AVOW_HAND_OVER_FORMAT))
    return _("it was made by a newer Avow; install that version here first");
  self->organisation = g_key_file_get_string (manifest, GROUP, "organisation", NULL);
  self->made = g_key_file_get_int64 (manifest, GROUP, "made", NULL);
  claimed = g_key_file_get_string (manifest, GROUP, "entries", NULL);
  if (self->organisation == NULL || !read_digest (manifest, GROUP, "sender", &self->sender) || !read_groups (self, manifest))
    return _("its manifest is not whole");
  if (!check_signature (self, note))
    return _("its manifest is not signed by whoever it says");
  list = digest_list (self->entries);
  return g_strcmp0 (list, claimed) == 0 ? NULL : _("it does not hold what its manifest says");
}

AvowHandOverFile *
avow_hand_over_file_unpack (GBytes *bytes, GError **error)
{
  static const AvowDigest nobody;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GHashTable) entries = avow_pack_read (bytes, &limits, &local_error);
  g_autoptr (AvowHandOverFile) self = NULL;
  g_autofree char *note = NULL;
  GBytes *manifest;
  const char *fault;

  if (entries == NULL)
    {
      set_damaged (error, local_error->message);
      return NULL;
    }
  self = avow_hand_over_file_new (NULL, 0, &nobody);
  g_hash_table_unref (self->entries);
  self->entries = g_steal_pointer (&entries);
  manifest = g_hash_table_lookup (self->entries, MANIFEST);
  note = manifest != NULL ? g_strndup (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest)) : g_strdup ("");
  fault = g_utf8_validate (note, -1, NULL) ? find_fault (self, note) : _("its manifest can’t be read");
  if (fault == NULL)
    return g_steal_pointer (&self);
  set_damaged (error, fault);
  return NULL;
}

/* Payloads, in order of sequence. */
typedef struct
{
  const guint8 *data;
  gsize left;
} Payloads;

static guint64
read_number (const guint8 *data, guint width)
{
  guint64 number = 0;

  for (guint i = 0; i < width; i++)
    number = number << 8 | data[i];
  return number;
}

/* The payload of @sequence, if it is the next one; (transfer full) (nullable). FALSE where the bytes are no payloads. */
static gboolean
next_payload (Payloads *self, guint64 sequence, const guint8 **out_salt, GBytes **out_payload)
{
  gsize length;

  *out_salt = NULL;
  *out_payload = NULL;
  if (self->left == 0)
    return TRUE;
  if (self->left < PAYLOAD_HEAD)
    return FALSE;
  if (read_number (self->data, 8) != sequence)
    return TRUE;
  length = read_number (self->data + 8 + AVOW_SALT_LENGTH, 4);
  if (length > AVOW_RECORD_MAX_BYTES || length > self->left - PAYLOAD_HEAD)
    return FALSE;
  *out_salt = self->data + 8;
  *out_payload = g_bytes_new (self->data + PAYLOAD_HEAD, length);
  self->data += PAYLOAD_HEAD + length;
  self->left -= PAYLOAD_HEAD + length;
  return TRUE;
}

static gboolean
read_leaf (AvowIncoming *incoming, const guint8 *data, Payloads *payloads, guint64 sequence, GError **error)
{
  g_autoptr (GBytes) payload = NULL;
  const guint8 *salt;
  AvowLeaf leaf;

  if (avow_leaf_parse (data, &leaf) && next_payload (payloads, sequence, &salt, &payload))
    return avow_incoming_add (incoming, &leaf, salt, payload, error);
  set_damaged (error, _("a record in it can’t be read"));
  return FALSE;
}

AvowIncoming *
avow_hand_over_ledger_read (const AvowHandOverLedger *self, GError **error)
{
  g_autoptr (AvowIncoming) incoming = avow_incoming_new (self->seal_public, self->note, self->first, error);
  gsize length;
  const guint8 *leaves = g_bytes_get_data (self->leaves, &length);
  Payloads payloads = { 0 };

  if (incoming == NULL)
    return NULL;
  payloads.data = g_bytes_get_data (self->payloads, &payloads.left);
  for (gsize i = 0; i + AVOW_LEAF_LENGTH <= length; i += AVOW_LEAF_LENGTH)
    if (!read_leaf (incoming, leaves + i, &payloads, self->first + i / AVOW_LEAF_LENGTH, error))
      return NULL;
  if (length % AVOW_LEAF_LENGTH == 0 && payloads.left == 0)
    return g_steal_pointer (&incoming);
  set_damaged (error, _("it holds more than its ledgers tell of"));
  return NULL;
}
