/* avow-sign-error-private.h: what OpenSSL has to say, as a GError
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-sign-error.h"

G_BEGIN_DECLS

/**
 * avow_sign_set_openssl_error:
 * @error: return location for a #GError
 * @what: what could not be done, as a translated sentence without its full stop
 *
 * Sets %AVOW_SIGN_ERROR_CRYPTO with @what and OpenSSL's own reason, and empties OpenSSL's queue.
 */
void avow_sign_set_openssl_error (GError **error, const char *what);

G_END_DECLS
