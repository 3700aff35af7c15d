/* avow-words.c: the application's texts, as a person finds them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-words.h"

#include <libintl.h>
#include <string.h>

#define TOOLKIT "gtk40"

void
avow_words_init (void)
{
  const char *folder = g_getenv ("AVOW_LOCALE_DIR");

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : AVOW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  bind_textdomain_codeset (TOOLKIT, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* gettext gives back the very string where it has no other; its header stands under the empty one. */
static const char *
translate (const char *text)
{
  const char *translated = gettext (text);
  const char *header = gettext ("");

  if (translated == text && header[0] != '\0')
    g_error ("The translation has no text “%s”, so the sources have none", text);

  return translated;
}

static const char *
skip_directive (const char *at)
{
  at += strcspn (at, "sdu");

  return *at != '\0' ? at + 1 : at;
}

static GString *
make_pattern (const char *text)
{
  GString *pattern = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      if (*at == '%' && at[1] != '%')
        {
          g_string_append_c (pattern, '*');
          at = skip_directive (at);
          continue;
        }
      at += *at == '%';
      if (*at != '_')
        g_string_append_c (pattern, *at);
      at++;
    }

  return pattern;
}

const char *
avow_words (const char *text)
{
  g_autoptr (GString) pattern = make_pattern (translate (text));

  return g_intern_string (pattern->str);
}

const char *
avow_words_begin (const char *text)
{
  g_autoptr (GString) pattern = make_pattern (translate (text));

  g_string_append_c (pattern, '*');

  return g_intern_string (pattern->str);
}

const char *
avow_words_in (const char *context, const char *text)
{
  g_autofree char *key = g_strconcat (context, "\004", text, NULL);
  const char *translated = gettext (key);
  g_autoptr (GString) pattern = make_pattern (translated != key ? translated : text);

  return g_intern_string (pattern->str);
}

const char *
avow_words_get_mnemonic (const char *label)
{
  const char *mnemonic = strchr (translate (label), '_');
  const char key[] = { mnemonic != NULL ? g_ascii_tolower (mnemonic[1]) : '\0', '\0' };

  if (mnemonic == NULL)
    g_error ("“%s” has no mnemonic", label);

  return g_intern_string (key);
}

const char *
avow_words_of_toolkit (const char *text)
{
  g_autoptr (GString) pattern = make_pattern (dgettext (TOOLKIT, text));

  g_string_append_c (pattern, '*');

  return g_intern_string (pattern->str);
}
