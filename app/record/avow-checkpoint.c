/* avow-checkpoint.c: a ledger's head, signed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-checkpoint.h"

#include "avow-record-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ORIGIN_PREFIX "avow/"

static char *
format_origin (const AvowDigest *ledger)
{
  g_autofree char *hex = avow_digest_to_hex (ledger);

  return g_strconcat (ORIGIN_PREFIX, hex, NULL);
}

static char *
format_text (const AvowCheckpoint *self)
{
  g_autofree char *origin = format_origin (&self->ledger);
  g_autofree char *root = g_base64_encode (self->root.bytes, AVOW_DIGEST_LENGTH);

  return g_strdup_printf ("%s\n%" G_GUINT64_FORMAT "\n%s\n", origin, self->size, root);
}

/* A ledger's id is the digest of its seal's public key. */
static gboolean
is_seal_of (GBytes *public_raw, const AvowDigest *ledger)
{
  AvowDigest id;

  avow_digest_compute (g_bytes_get_data (public_raw, NULL), g_bytes_get_size (public_raw), &id);
  return avow_digest_equal (&id, ledger);
}

static gboolean
parse_root (const char *base64, AvowDigest *out_root)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (base64, &length);

  if (length != AVOW_DIGEST_LENGTH)
    return FALSE;
  memcpy (out_root->bytes, bytes, length);
  return TRUE;
}

/* The lines before the note's one empty line. What they say, written again, must be what they are: that leaves one
 * form for each number and root. */
static gboolean
parse_text (const char *note, AvowCheckpoint *out_checkpoint)
{
  const char *end = strstr (note, "\n\n");
  g_autofree char *text = end != NULL ? g_strndup (note, end + 1 - note) : NULL;
  g_autofree char *written = NULL;
  g_auto (GStrv) lines = NULL;

  /* another empty line would have the note's text go on behind what is read here */
  if (text == NULL || end != g_strrstr (note, "\n\n") || !g_str_has_prefix (text, ORIGIN_PREFIX))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  if (g_strv_length (lines) != 4 || !avow_digest_parse (lines[0] + strlen (ORIGIN_PREFIX), &out_checkpoint->ledger) ||
      !g_ascii_string_to_unsigned (lines[1], 10, 0, G_MAXUINT64, &out_checkpoint->size, NULL) ||
      !parse_root (lines[2], &out_checkpoint->root))
    return FALSE;
  written = format_text (out_checkpoint);
  return g_str_equal (written, text);
}

char *
avow_checkpoint_sign (const AvowCheckpoint *self, AvowKey *seal_key, GError **error)
{
  g_autofree char *text = format_text (self);
  g_autofree char *origin = format_origin (&self->ledger);
  g_autoptr (GBytes) public_raw = avow_key_get_public_raw (seal_key);

  if (!is_seal_of (public_raw, &self->ledger))
    {
      g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED,
                           _("The seal key in the store’s folder is not this ledger’s. Put the file “seal.pem” back "
                             "that was made with the store."));
      return NULL;
    }
  return avow_note_sign (text, origin, seal_key, error);
}

gboolean
avow_checkpoint_verify (const char *note, GBytes *seal_public, AvowCheckpoint *out_checkpoint, gboolean *out_valid,
                        GError **error)
{
  g_autofree char *origin = NULL;
  gboolean is_signed;

  *out_valid = FALSE;
  memset (out_checkpoint, 0, sizeof *out_checkpoint);
  if (!parse_text (note, out_checkpoint))
    {
      g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
                           _("This is not the checkpoint of a ledger: its three lines (origin, size, root) are not as "
                             "they should be."));
      return FALSE;
    }
  origin = format_origin (&out_checkpoint->ledger);
  if (!avow_note_verify (note, origin, seal_public, NULL, &is_signed, error))
    return FALSE;
  *out_valid = is_signed && is_seal_of (seal_public, &out_checkpoint->ledger);
  return TRUE;
}
