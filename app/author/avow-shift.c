/* avow-shift.c: superscripts and subscripts as characters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-shift.h"

#include <string.h>

static const struct
{
  const char *plain;
  const char *up;   /* nullable */
  const char *down; /* nullable */
} shifted[] = {
  { "0", "⁰", "₀" }, { "1", "¹", "₁" }, { "2", "²", "₂" }, { "3", "³", "₃" }, { "4", "⁴", "₄" },
  { "5", "⁵", "₅" }, { "6", "⁶", "₆" }, { "7", "⁷", "₇" }, { "8", "⁸", "₈" }, { "9", "⁹", "₉" },
  { "+", "⁺", "₊" }, { "-", "⁻", "₋" }, { "−", "⁻", "₋" }, { "–", "⁻", "₋" }, { "=", "⁼", "₌" },
  { "(", "⁽", "₍" }, { ")", "⁾", "₎" },
  { "n", "ⁿ", "ₙ" }, { "i", "ⁱ", "ᵢ" }, { "a", NULL, "ₐ" }, { "e", NULL, "ₑ" }, { "o", NULL, "ₒ" }, { "x", NULL, "ₓ" },
  { "j", NULL, "ⱼ" }, { "k", NULL, "ₖ" }, { "m", NULL, "ₘ" }, { "p", NULL, "ₚ" }, { "t", NULL, "ₜ" },
};

static const char *
find_shifted (const char *character, gboolean up)
{
  for (guint i = 0; i < G_N_ELEMENTS (shifted); i++)
    if (g_str_equal (shifted[i].plain, character))
      return up ? shifted[i].up : shifted[i].down;

  return NULL;
}

static gboolean
is_small_type (const char *text)
{
  static const char *const known[] = { "st", "nd", "rd", "th", "TM", "SM", "er", "re", "ère", "e", "ème", "o", "a", "ª", "º", "®", "©", "™", "*", "°", NULL };

  return g_strv_contains (known, text);
}

char *
avow_shift (const char *text, gboolean up)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (*text == '\0' || (up && is_small_type (text)))
    return g_strdup (text);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *character = g_strndup (p, g_utf8_next_char (p) - p);
      const char *found = find_shifted (character, up);

      if (found == NULL)
        return g_utf8_strlen (text, -1) == 1 ? g_strdup_printf ("%s%s", up ? "^" : "_", text)
                                             : g_strdup_printf ("%s(%s)", up ? "^" : "_", text);
      g_string_append (out, found);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}
