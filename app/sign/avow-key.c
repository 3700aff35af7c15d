/* avow-key.c: private keys, made, encrypted and opened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-key-private.h"

#include "avow-secret.h"
#include "avow-sign-error-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <string.h>

struct _AvowKey
{
  gatomicrefcount ref_count;
  EVP_PKEY *pkey;
  AvowKeyKind kind;
};

/* Takes @pkey. */
static AvowKey *
wrap (EVP_PKEY *pkey, AvowKeyKind kind)
{
  AvowKey *self = g_new0 (AvowKey, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->pkey = pkey;
  self->kind = kind;
  return self;
}

/* One passphrase has several spellings in Unicode, and keyboards differ in which they send (NIST SP
 * 800-63B, 5.1.1.2). ASCII has one: GLib would leave a copy of it behind. */
static AvowSecret *
normalise_passphrase (const char *passphrase, GError **error)
{
  char *normal;
  AvowSecret *secret;

  if (g_str_is_ascii (passphrase))
    return avow_secret_dup (passphrase);

  normal = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFKC);
  if (normal == NULL)
    g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_PASSPHRASE, _("The passphrase is not text in UTF-8."));
  secret = avow_secret_dup (normal);
  avow_secret_wipe (normal);
  return secret;
}

static char *
take_text (BIO *bio)
{
  char *data;
  long length = BIO_get_mem_data (bio, &data);
  char *text = g_strndup (data, (gsize) length);

  BIO_free (bio); /* wipes its own copy */
  return text;
}

/* The cipher of a key file does not tell a changed file from a whole one: the private half may have become another
 * number, with which nothing would be signed that anybody could verify. */
static gboolean
is_pair (EVP_PKEY *pkey, AvowKeyKind kind)
{
  EVP_PKEY_CTX *context;
  gboolean pair;

  if (kind != AVOW_KEY_P256) /* of the other kind, a file holds no public half */
    return TRUE;
  context = EVP_PKEY_CTX_new (pkey, NULL);
  pair = context != NULL && EVP_PKEY_pairwise_check (context) == 1;
  EVP_PKEY_CTX_free (context);
  ERR_clear_error ();
  return pair;
}

static AvowKey *
take_pkcs8 (PKCS8_PRIV_KEY_INFO *info, GError **error)
{
  EVP_PKEY *pkey = info != NULL ? EVP_PKCS82PKEY (info) : NULL;
  AvowKeyKind kind;

  PKCS8_PRIV_KEY_INFO_free (info);
  ERR_clear_error ();

  if (pkey == NULL || !avow_key_kind_of (pkey, &kind) || !is_pair (pkey, kind))
    {
      EVP_PKEY_free (pkey);
      g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED,
                           _("This is not a key that Avow can use. Use a key file that Avow made."));
      return NULL;
    }

  return wrap (pkey, kind);
}

static X509_SIG *
read_encrypted (const char *pem, GError **error)
{
  BIO *bio = BIO_new_mem_buf (pem, -1);
  X509_SIG *sealed = PEM_read_bio_PKCS8 (bio, NULL, NULL, NULL);

  BIO_free (bio);
  ERR_clear_error ();
  if (sealed == NULL)
    g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED,
                         _("This is not an encrypted key file, or it is damaged. Use a key file that Avow made."));
  return sealed;
}

static PKCS8_PRIV_KEY_INFO *
open_encrypted (X509_SIG *sealed, const char *passphrase, GError **error)
{
  g_autoptr (AvowSecret) normal = normalise_passphrase (passphrase, error);
  PKCS8_PRIV_KEY_INFO *info;

  if (normal == NULL)
    return NULL;

  info = PKCS8_decrypt (sealed, normal, (int) strlen (normal));
  if (info != NULL)
    return info;

  /* within our limits, but over those of this OpenSSL */
  if (ERR_GET_REASON (ERR_peek_error ()) == EVP_R_ILLEGAL_SCRYPT_PARAMETERS)
    g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_LIMIT,
                         _("The key file asks for more memory than this system’s OpenSSL allows."));
  else
    g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_PASSPHRASE,
                         _("That passphrase or code does not open the key. "
                           "Check it and try again; nothing was changed."));
  ERR_clear_error ();
  return NULL;
}

AvowKey *
avow_key_new (AvowKeyKind kind, GError **error)
{
  EVP_PKEY *pkey = kind == AVOW_KEY_P256 ? EVP_EC_gen ("P-256") : EVP_PKEY_Q_keygen (NULL, NULL, "ED25519");

  if (pkey == NULL)
    {
      avow_sign_set_openssl_error (error, _("A new key could not be made"));
      return NULL;
    }

  return wrap (pkey, kind);
}

AvowKey *
avow_key_ref (AvowKey *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
avow_key_unref (AvowKey *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  EVP_PKEY_free (self->pkey); /* wipes the private part */
  g_free (self);
}

AvowKeyKind
avow_key_get_kind (AvowKey *self)
{
  return self->kind;
}

EVP_PKEY *
avow_key_get_pkey (AvowKey *self)
{
  return self->pkey;
}

gboolean
avow_key_kind_of (EVP_PKEY *pkey, AvowKeyKind *out_kind)
{
  char group[32];

  if (EVP_PKEY_is_a (pkey, "ED25519"))
    {
      *out_kind = AVOW_KEY_ED25519;
      return TRUE;
    }
  if (EVP_PKEY_is_a (pkey, "EC") && EVP_PKEY_get_group_name (pkey, group, sizeof group, NULL) == 1
      && strcmp (group, SN_X9_62_prime256v1) == 0)
    {
      *out_kind = AVOW_KEY_P256;
      return TRUE;
    }

  return FALSE;
}

GBytes *
avow_key_get_public_raw (AvowKey *self)
{
  guint8 raw[32];
  gsize length = sizeof raw;

  g_return_val_if_fail (self->kind == AVOW_KEY_ED25519, NULL);

  if (EVP_PKEY_get_raw_public_key (self->pkey, raw, &length) != 1)
    g_assert_not_reached ();
  return g_bytes_new (raw, length);
}

char *
avow_key_encrypt (AvowKey *self, const char *passphrase, guint64 scrypt_n, GError **error)
{
  g_autoptr (AvowSecret) normal = NULL;
  PKCS8_PRIV_KEY_INFO *info;
  X509_ALGOR *algorithm;
  X509_SIG *sealed = NULL;
  BIO *bio = NULL;

  g_return_val_if_fail (passphrase != NULL, NULL);

  normal = normalise_passphrase (passphrase, error);
  if (normal == NULL)
    return NULL;

  info = EVP_PKEY2PKCS8 (self->pkey);
  algorithm = avow_key_pbes2_new (scrypt_n);
  if (info != NULL && algorithm != NULL)
    sealed = PKCS8_set0_pbe (normal, (int) strlen (normal), info, algorithm);
  if (sealed == NULL)
    X509_ALGOR_free (algorithm);
  PKCS8_PRIV_KEY_INFO_free (info);

  if (sealed != NULL)
    bio = BIO_new (BIO_s_mem ());
  if (bio == NULL || PEM_write_bio_PKCS8 (bio, sealed) != 1)
    {
      X509_SIG_free (sealed);
      BIO_free (bio);
      avow_sign_set_openssl_error (error, _("The key could not be encrypted"));
      return NULL;
    }

  X509_SIG_free (sealed);
  return take_text (bio);
}

AvowKey *
avow_key_decrypt (const char *pem, const char *passphrase, GError **error)
{
  X509_SIG *sealed;
  const X509_ALGOR *algorithm;
  PKCS8_PRIV_KEY_INFO *info = NULL;

  g_return_val_if_fail (pem != NULL, NULL);
  g_return_val_if_fail (passphrase != NULL, NULL);

  sealed = read_encrypted (pem, error);
  if (sealed == NULL)
    return NULL;

  X509_SIG_get0 (sealed, &algorithm, NULL);
  if (avow_key_pbes2_check (algorithm, error))
    info = open_encrypted (sealed, passphrase, error);
  X509_SIG_free (sealed);

  return info != NULL ? take_pkcs8 (info, error) : NULL;
}

char *
avow_key_to_pem (AvowKey *self, GError **error)
{
  BIO *bio = BIO_new (BIO_s_mem ());

  if (bio == NULL || PEM_write_bio_PKCS8PrivateKey (bio, self->pkey, NULL, NULL, 0, NULL, NULL) != 1)
    {
      BIO_free (bio);
      avow_sign_set_openssl_error (error, _("The key could not be written"));
      return NULL;
    }

  return take_text (bio);
}

AvowKey *
avow_key_new_from_pem (const char *pem, GError **error)
{
  BIO *bio = BIO_new_mem_buf (pem, -1);
  PKCS8_PRIV_KEY_INFO *info = PEM_read_bio_PKCS8_PRIV_KEY_INFO (bio, NULL, NULL, NULL);

  BIO_free (bio);
  return take_pkcs8 (info, error);
}
