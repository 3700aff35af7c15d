/* avow-sign-error.c: what can go wrong with keys, certificates and signatures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-sign-error-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>

G_DEFINE_QUARK (avow-sign-error-quark, avow_sign_error)

void
avow_sign_set_openssl_error (GError **error, const char *what)
{
  const char *reason = ERR_reason_error_string (ERR_peek_last_error ());

  /* Translators: the first %s is a whole sentence without its full stop, the second a library's own words */
  g_set_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_CRYPTO, _("%s (%s)."), what,
               reason != NULL ? reason : _("no reason given"));
  ERR_clear_error ();
}
