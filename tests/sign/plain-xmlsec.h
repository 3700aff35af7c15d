/* plain-xmlsec.h: what xmlsec alone makes of a document, as the control of what Avow refuses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sign/avow-certificate.h"

#include <openssl/evp.h>

G_BEGIN_DECLS

/* Whether xmlsec accepts @document, with the key that it finds in KeyInfo and @root as the trusted certificate:
 * what the command `xmlsec1 --verify --trusted-pem` does, without its process. */
gboolean plain_xmlsec_accepts (GBytes *document, AvowCertificate *root);

/* Signs @text anew, whatever its signature looks like, with @key; the values are as Avow's would be.
 * Returns: (transfer full): the fixed serialisation of what came out. */
GBytes *plain_xmlsec_sign (const char *text, AvowKey *key);

/* The same with any key that xmlsec can use, or with a secret that both sides know. */
GBytes *plain_xmlsec_sign_with (const char *text, EVP_PKEY *pkey);
GBytes *plain_xmlsec_sign_hmac (const char *text, GBytes *secret);

G_END_DECLS
