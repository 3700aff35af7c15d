/* avow-sign-error.h: what can go wrong with keys, certificates and signatures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AVOW_SIGN_ERROR (avow_sign_error_quark ())
GQuark avow_sign_error_quark (void);

typedef enum
{
  AVOW_SIGN_ERROR_MALFORMED,  /* not a key, certificate, note or signature at all */
  AVOW_SIGN_ERROR_PASSPHRASE, /* the passphrase or code does not open the key */
  AVOW_SIGN_ERROR_LIMIT,      /* a key file asks for more memory or work than Avow allows */
  AVOW_SIGN_ERROR_FILE,       /* a key file can't be read or written */
  AVOW_SIGN_ERROR_CRYPTO,     /* the library refused; the message says what */
} AvowSignError;

G_END_DECLS
