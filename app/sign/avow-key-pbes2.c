/* avow-key-pbes2.c: what opening a key file may cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-key-private.h"

#include "avow-digest.h"

#include <glib/gi18n-lib.h>
#include <openssl/asn1t.h>
#include <openssl/err.h>

#define SCRYPT_R 8
#define SCRYPT_P 5
#define SALT_LENGTH 16

typedef struct
{
  guint64 n;
  guint64 r;
  guint64 p;
} Cost;

static gboolean
refuse (int code, const char *why, GError **error)
{
  g_set_error_literal (error, AVOW_SIGN_ERROR, code, why);
  ERR_clear_error ();
  return FALSE;
}

static int
get_nid (const X509_ALGOR *algorithm)
{
  const ASN1_OBJECT *object;

  X509_ALGOR_get0 (&object, NULL, NULL, algorithm);
  return OBJ_obj2nid (object);
}

static gpointer
unpack (const X509_ALGOR *algorithm, const ASN1_ITEM *item)
{
  const void *value;
  int type;

  X509_ALGOR_get0 (NULL, &type, &value, algorithm);
  if (type != V_ASN1_SEQUENCE)
    return NULL;

  return ASN1_item_unpack (value, item);
}

static gboolean
read_cost (const X509_ALGOR *kdf, Cost *out_cost)
{
  SCRYPT_PARAMS *params = unpack (kdf, ASN1_ITEM_rptr (SCRYPT_PARAMS));
  gboolean ok;

  if (params == NULL)
    return FALSE;

  ok = ASN1_INTEGER_get_uint64 (&out_cost->n, params->costParameter) == 1
       && ASN1_INTEGER_get_uint64 (&out_cost->r, params->blockSize) == 1
       && ASN1_INTEGER_get_uint64 (&out_cost->p, params->parallelizationParameter) == 1;
  SCRYPT_PARAMS_free (params);

  return ok;
}

/* Without an output OpenSSL only judges the numbers: N a power of two, the memory under the limit. */
static gboolean
check_cost (const Cost *cost, GError **error)
{
  if (cost->p > AVOW_KEY_SCRYPT_MAX_P
      || EVP_PBE_scrypt (NULL, 0, NULL, 0, cost->n, cost->r, cost->p, AVOW_KEY_SCRYPT_MAX_MEMORY, NULL, 0) != 1)
    return refuse (AVOW_SIGN_ERROR_LIMIT,
                   _("The key file asks for more memory or work than Avow allows. "
                     "It was not made by Avow; use the original file."), error);

  return TRUE;
}

X509_ALGOR *
avow_key_pbes2_new (guint64 scrypt_n)
{
  /* OpenSSL draws the IV, but would draw a salt of 8 bytes only */
  guint8 salt[SALT_LENGTH];

  avow_random_bytes (salt, sizeof salt);
  return PKCS5_pbe2_set_scrypt (EVP_aes_256_cbc (), salt, sizeof salt, NULL, scrypt_n, SCRYPT_R, SCRYPT_P);
}

gboolean
avow_key_pbes2_check (const X509_ALGOR *algorithm, GError **error)
{
  PBE2PARAM *params = NULL;
  Cost cost = { 0, };
  gboolean known;

  if (get_nid (algorithm) == NID_pbes2)
    params = unpack (algorithm, ASN1_ITEM_rptr (PBE2PARAM));

  known = params != NULL
          && get_nid (params->keyfunc) == NID_id_scrypt
          && get_nid (params->encryption) == NID_aes_256_cbc
          && read_cost (params->keyfunc, &cost);
  PBE2PARAM_free (params);

  if (!known)
    return refuse (AVOW_SIGN_ERROR_MALFORMED,
                   _("The key file is not protected in Avow’s way (scrypt and AES-256). "
                     "Use a key file that Avow made."), error);

  return check_cost (&cost, error);
}
