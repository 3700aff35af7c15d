/* avow-note.c: signed notes (C2SP signed-note v1)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-note.h"

#include "avow-base64.h"
#include "avow-key-private.h"
#include "avow-sign-error-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <string.h>

#define MAX_SIGNATURES 100
#define SIGNATURE_TYPE_ED25519 0x01
#define KEY_ID_LENGTH 4
#define PUBLIC_LENGTH 32
#define SIGNATURE_LENGTH 64
#define LINE_START "\xe2\x80\x94 " /* an em dash and a space */

/* What is known of the one key whose signature counts. */
typedef struct
{
  const char *name;
  guint8 id[KEY_ID_LENGTH];
  EVP_PKEY *pkey;
} Signer;

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED, why);
  return FALSE;
}

static gboolean
check_name (const char *name, GError **error)
{
  gboolean ok = name[0] != '\0' && g_utf8_validate (name, -1, NULL);

  for (const char *p = name; ok && *p != '\0'; p = g_utf8_next_char (p))
    ok = *p != '+' && !g_unichar_isspace (g_utf8_get_char (p)) && !g_unichar_iscntrl (g_utf8_get_char (p));

  return ok || refuse (_("The name of a note’s key must have no space and no plus sign."), error);
}

static gboolean
check_characters (const char *text, GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return refuse (_("The note is not text in UTF-8."), error);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != '\n' && g_ascii_iscntrl (*p) && *p != 0x7f)
      return refuse (_("The note contains a control character."), error);

  return TRUE;
}

static void
compute_key_id (const char *name, gconstpointer public_raw, guint8 *out_id)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  AvowDigest digest;

  g_byte_array_append (bytes, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (bytes, (const guint8[]) { '\n', SIGNATURE_TYPE_ED25519 }, 2);
  g_byte_array_append (bytes, public_raw, PUBLIC_LENGTH);
  avow_digest_compute (bytes->data, bytes->len, &digest);
  memcpy (out_id, digest.bytes, KEY_ID_LENGTH);
}

static gboolean
sign_text (const char *text, AvowKey *key, guint8 *out_signature, GError **error)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gsize length = SIGNATURE_LENGTH;
  gboolean ok;

  ok = EVP_DigestSignInit (context, NULL, NULL, NULL, avow_key_get_pkey (key)) == 1
       && EVP_DigestSign (context, out_signature, &length, (const guint8 *) text, strlen (text)) == 1;
  EVP_MD_CTX_free (context);

  if (!ok)
    avow_sign_set_openssl_error (error, _("The note could not be signed"));
  return ok;
}

static gboolean
verify_text (const char *text, gsize length, const guint8 *signature, EVP_PKEY *pkey)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gboolean ok;

  ok = EVP_DigestVerifyInit (context, NULL, NULL, NULL, pkey) == 1
       && EVP_DigestVerify (context, signature, SIGNATURE_LENGTH, (const guint8 *) text, length) == 1;
  EVP_MD_CTX_free (context);
  ERR_clear_error ();

  return ok;
}

/* Takes one line apart. */
static GBytes *
parse_line (const char *line, char **out_name, GError **error)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GBytes) value = NULL;

  if (g_str_has_prefix (line, LINE_START))
    parts = g_strsplit (line + strlen (LINE_START), " ", 3);
  if (parts != NULL && g_strv_length (parts) == 2 && check_name (parts[0], NULL))
    value = avow_base64_decode (parts[1]);

  if (value == NULL || g_bytes_get_size (value) <= KEY_ID_LENGTH)
    {
      refuse (_("A signature line of the note is malformed."), error);
      return NULL;
    }

  *out_name = g_strdup (parts[0]);
  return g_steal_pointer (&value);
}

/* A signature that names a known key and does not stand spoils the note (C2SP signed-note). */
static gboolean
verify_lines (const char *text, gsize length, char **lines, const Signer *signer, gboolean *out_valid, GError **error)
{
  guint good = 0, bad = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GBytes) value = parse_line (lines[i], &name, error);
      const guint8 *bytes;
      gsize size;

      if (value == NULL)
        return FALSE;

      bytes = g_bytes_get_data (value, &size);
      if (strcmp (name, signer->name) != 0 || memcmp (bytes, signer->id, KEY_ID_LENGTH) != 0)
        continue;

      if (size == KEY_ID_LENGTH + SIGNATURE_LENGTH && verify_text (text, length, bytes + KEY_ID_LENGTH, signer->pkey))
        good++;
      else
        bad++;
    }

  *out_valid = good > 0 && bad == 0;
  return TRUE;
}

/* Finds the empty line that ends the text, and cuts what follows into lines. */
static char **
split_note (const char *note, gsize *out_length, GError **error)
{
  const char *gap = g_strrstr (note, "\n\n");
  g_auto (GStrv) lines = NULL;
  guint count;

  if (gap == NULL || gap[2] == '\0' || !g_str_has_suffix (note, "\n"))
    {
      refuse (_("The note has no signature."), error);
      return NULL;
    }

  lines = g_strsplit (gap + 2, "\n", MAX_SIGNATURES + 2);
  count = g_strv_length (lines);
  if (count > MAX_SIGNATURES + 1)
    {
      refuse (_("The note has too many signatures."), error);
      return NULL;
    }
  g_clear_pointer (&lines[count - 1], g_free); /* behind the last line's end */

  *out_length = (gsize) (gap + 1 - note);
  return g_steal_pointer (&lines);
}

char *
avow_note_sign (const char *text, const char *name, AvowKey *key, GError **error)
{
  guint8 value[KEY_ID_LENGTH + SIGNATURE_LENGTH];
  g_autoptr (GBytes) public_raw = NULL;
  g_autofree char *base64 = NULL;

  g_return_val_if_fail (avow_key_get_kind (key) == AVOW_KEY_ED25519, NULL);

  if (!check_characters (text, error) || !check_name (name, error))
    return NULL;
  if (!g_str_has_suffix (text, "\n"))
    {
      refuse (_("The text of a note must end with a line’s end."), error);
      return NULL;
    }

  public_raw = avow_key_get_public_raw (key);
  compute_key_id (name, g_bytes_get_data (public_raw, NULL), value);
  if (!sign_text (text, key, value + KEY_ID_LENGTH, error))
    return NULL;

  base64 = g_base64_encode (value, sizeof value);
  return g_strconcat (text, "\n" LINE_START, name, " ", base64, "\n", NULL);
}

gboolean
avow_note_verify (const char *note, const char *name, GBytes *public_raw, char **out_text, gboolean *out_valid,
                  GError **error)
{
  g_auto (GStrv) lines = NULL;
  Signer signer = { .name = name };
  gsize length;
  gboolean asked;

  *out_valid = FALSE;
  if (out_text != NULL)
    *out_text = NULL;

  if (g_bytes_get_size (public_raw) != PUBLIC_LENGTH)
    return refuse (_("The public key of a note must be 32 bytes long."), error);
  if (!check_characters (note, error))
    return FALSE;
  lines = split_note (note, &length, error);
  if (lines == NULL)
    return FALSE;

  compute_key_id (name, g_bytes_get_data (public_raw, NULL), signer.id);
  signer.pkey = EVP_PKEY_new_raw_public_key (EVP_PKEY_ED25519, NULL, g_bytes_get_data (public_raw, NULL),
                                             PUBLIC_LENGTH);
  asked = verify_lines (note, length, lines, &signer, out_valid, error);
  EVP_PKEY_free (signer.pkey);

  if (asked && *out_valid && out_text != NULL)
    *out_text = g_strndup (note, length);
  return asked;
}
