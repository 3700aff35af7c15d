/* avow-base64.h: base64 with one spelling a value
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * avow_base64_decode:
 * @text: base64 (RFC 4648, section 4)
 *
 * Takes only the canonical form: no line ends or other strangers, full padding, unused bits zero
 * (RFC 4648, 3.5). What is signed or hashed must not have a second spelling.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL where @text is not canonical
 */
GBytes *avow_base64_decode (const char *text);

G_END_DECLS
