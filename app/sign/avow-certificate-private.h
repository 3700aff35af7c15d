/* avow-certificate-private.h: a certificate as OpenSSL has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-certificate.h"

#include <openssl/x509.h>

G_BEGIN_DECLS

/* RFC 5280, 4.1.2.5: has no well-defined end */
#define AVOW_CERTIFICATE_NOT_AFTER "99991231235959Z"

X509 *avow_certificate_get_x509 (AvowCertificate *self); /* (transfer none) */

/**
 * avow_certificate_new_take:
 * @x509: (transfer full): a certificate
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the certificate, or %NULL where its subject is not O, perhaps serialNumber, CN
 */
AvowCertificate *avow_certificate_new_take (X509 *x509, GError **error);

/* (transfer full): of bytes that were found to be a certificate before; it is read when somebody looks at it. */
AvowCertificate *avow_certificate_new_known (GBytes *der, const AvowDigest *fingerprint);

/* As avow_certificate_new_from_base64(), but reads it, whether or not it was read before. */
AvowCertificate *avow_certificate_read_base64 (const char *base64, GError **error);

G_END_DECLS
