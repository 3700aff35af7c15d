/* avow-code.c: one-time codes and recovery codes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-code.h"

#include "avow-digest.h"

#include <openssl/crypto.h>
#include <string.h>

#define GROUPS 4
#define GROUP_LENGTH 5
#define DIGITS (GROUPS * GROUP_LENGTH) /* of 5 bits each */
#define CODE_LENGTH (DIGITS + GROUPS - 1)

/* Crockford's base 32: no I, L, O, which look like other digits, and no U */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static char *
format_code (const char *digits)
{
  char *code = g_malloc (CODE_LENGTH + 1);
  char *at = code;

  for (guint i = 0; i < DIGITS; i++)
    {
      if (i > 0 && i % GROUP_LENGTH == 0)
        *at++ = '-';
      *at++ = digits[i];
    }
  *at = '\0';

  return code;
}

/* Returns '\0' for what can't be a digit. */
static char
read_digit (char c)
{
  c = g_ascii_toupper (c);
  if (c == 'I' || c == 'L')
    return '1';
  if (c == 'O')
    return '0';

  return c != '\0' && strchr (alphabet, c) != NULL ? c : '\0';
}

/* A hyphen of any kind that a word processor may have made of ours, or space. */
static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == '.' || c == '_' || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION;
}

char *
avow_code_generate (void)
{
  guint8 random[DIGITS];
  char digits[DIGITS];
  char *code;

  avow_random_bytes (random, sizeof random);
  for (guint i = 0; i < DIGITS; i++)
    digits[i] = alphabet[random[i] % 32]; /* 256 is a multiple of 32: no digit is likelier */
  code = format_code (digits);

  OPENSSL_cleanse (random, sizeof random);
  OPENSSL_cleanse (digits, sizeof digits);
  return code;
}

char *
avow_code_normalise (const char *typed)
{
  char digits[DIGITS];
  guint count = 0;

  g_return_val_if_fail (typed != NULL, NULL);

  if (!g_utf8_validate (typed, -1, NULL))
    return NULL;

  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (is_separator (g_utf8_get_char (at)))
        continue;
      if (count == DIGITS || read_digit (*at) == '\0')
        return NULL;
      digits[count++] = read_digit (*at);
    }

  return count == DIGITS ? format_code (digits) : NULL;
}
