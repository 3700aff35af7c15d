/* avow-base64.c: base64 with one spelling a value
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-base64.h"

#include <string.h>

GBytes *
avow_base64_decode (const char *text)
{
  g_autofree guchar *data = NULL;
  g_autofree char *again = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  /* GLib passes over what it does not know, so only what it writes back alike was canonical */
  data = g_base64_decode (text, &length);
  again = g_base64_encode (data, length);
  if (strcmp (text, again) != 0)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&data), length);
}
