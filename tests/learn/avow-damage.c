/* avow-damage.c: a sound text, damaged at random
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-damage.h"

void
damage (GRand *random, GString *text)
{
  guint place = g_rand_int_range (random, 0, (gint32) text->len);
  guint wanted = g_rand_int_range (random, 1, 30);
  guint length = MIN (wanted, (guint) text->len - place);
  g_autofree char *piece = g_strndup (text->str + place, length);

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      text->str[place] = "[]{}\",:0-a\\"[g_rand_int_range (random, 0, 11)];
      break;
    case 1:
      text->str[place] = (char) g_rand_int_range (random, 1, 256);
      break;
    case 2:
      g_string_erase (text, place, length);
      break;
    case 3:
      g_string_insert (text, g_rand_int_range (random, 0, (gint32) text->len), piece);
      break;
    case 4:
    default:
      if (g_rand_int_range (random, 0, 20) == 0)
        g_string_truncate (text, MAX (place, 1));
      break;
    }
}
