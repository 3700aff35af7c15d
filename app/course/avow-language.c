/* avow-language.c: languages, and which of them somebody reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-language.h"

#include <string.h>

/* By code, and sorted by it. Whoever looks for a language finds it by its own name, whatever the page around speaks. */
static const struct
{
  const char *code;
  const char *name;
} names[] = {
  { "ar", "العربية" },   { "bg", "Български" }, { "cs", "Čeština" },   { "da", "Dansk" },    { "de", "Deutsch" },
  { "el", "Ελληνικά" },  { "en", "English" },   { "es", "Español" },   { "et", "Eesti" },    { "fi", "Suomi" },
  { "fr", "Français" },  { "ga", "Gaeilge" },   { "he", "עברית" },     { "hi", "हिन्दी" },      { "hr", "Hrvatski" },
  { "hu", "Magyar" },    { "it", "Italiano" },  { "ja", "日本語" },      { "ko", "한국어" },     { "lt", "Lietuvių" },
  { "lv", "Latviešu" },  { "mi", "Te reo Māori" }, { "mt", "Malti" },  { "nb", "Norsk bokmål" }, { "nl", "Nederlands" },
  { "pl", "Polski" },    { "pt", "Português" }, { "ro", "Română" },    { "ru", "Русский" },  { "sk", "Slovenčina" },
  { "sl", "Slovenščina" }, { "sr", "Српски" },  { "sv", "Svenska" },   { "tr", "Türkçe" },   { "uk", "Українська" },
  { "zh", "中文" },
};

static gsize
measure_primary (const char *language)
{
  return strcspn (language, "-_.@");
}

static gboolean
is_same_primary (const char *a, const char *b)
{
  gsize length = measure_primary (a);

  return length == measure_primary (b) && g_ascii_strncasecmp (a, b, length) == 0;
}

/* `de_AT.UTF-8` is `de-AT`. */
static char *
read_locale (const char *locale)
{
  char *language = g_strndup (locale, strcspn (locale, ".@"));

  return g_strdelimit (language, "_", '-');
}

const char *
avow_language_choose (GPtrArray *offered, const char *const *wanted)
{
  g_return_val_if_fail (offered->len > 0, NULL);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      g_autofree char *language = read_locale (wanted[i]);

      for (guint k = 0; k < offered->len; k++)
        if (g_ascii_strcasecmp (g_ptr_array_index (offered, k), language) == 0)
          return g_ptr_array_index (offered, k);
      for (guint k = 0; k < offered->len; k++)
        if (is_same_primary (g_ptr_array_index (offered, k), language))
          return g_ptr_array_index (offered, k);
    }

  return g_ptr_array_index (offered, 0);
}

const char *
avow_language_get_name (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].code) == strlen (language) && is_same_primary (names[i].code, language))
      return names[i].name;

  return language;
}

char *
avow_language_list_names (GPtrArray *languages)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < languages->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", avow_language_get_name (g_ptr_array_index (languages, i)));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
