/* avow-passphrase.c: passphrases, suggested and judged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-code.h"

#include "avow-digest.h"
#include "avow-secret.h"
#include "avow-sign-resources.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <pwquality.h>
#include <string.h>

#define WORDS 2048
#define SUGGESTED_WORDS 5
#define MIN_LENGTH 10    /* characters */
#define MIN_SURPRISES 5  /* characters that do not follow from the one before */
#define MIN_REST 5       /* characters beside what everybody knows of the person */
#define GOOD_SCORE 50    /* of pwquality's 100 */
#define STRONG_SCORE 80

/* What the list of every attacker begins with, in the languages of our users. */
static const char *const common[] = {
  "password", "passwort", "passphrase", "kennwort", "geheim", "secret", "letmein", "welcome", "willkommen", "admin",
  "login", "changeme", "default", "avow", "privacy", "iloveyou", "sunshine", "princess", "football", "baseball",
  "dragon", "monkey", "master", "hallo", "hello", "qwertz", "qwerty", "asdf", "zxcv", "yxcv", NULL,
};

/* Rows of keys and of signs, along which a finger or a thought runs. */
static const char *const rows[] = {
  "1234567890", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "abcdefghijklmnopqrstuvwxyz", NULL,
};

/* Where systems keep cracklib's dictionary, and the file by which it is there. */
static const struct
{
  const char *path;
  const char *index;
} dictionaries[] = {
  { "/var/cache/cracklib/cracklib_dict", "/var/cache/cracklib/cracklib_dict.pwd" },
  { "/usr/share/cracklib/pw_dict", "/usr/share/cracklib/pw_dict.pwd" },
  { NULL, NULL },
};

static char *
get_words (void)
{
  g_autoptr (GBytes) bytes = NULL;

  avow_sign_get_resource (); /* so that the linker keeps it */
  bytes = g_resources_lookup_data ("/avow/sign/words.txt", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
are_neighbours (gunichar a, gunichar b)
{
  for (guint i = 0; rows[i] != NULL; i++)
    {
      const char *at = a < 0x80 && a != 0 ? strchr (rows[i], (int) a) : NULL;

      if (at == NULL)
        continue;
      if ((gunichar) (guchar) at[1] == b || (at > rows[i] && (gunichar) (guchar) at[-1] == b))
        return TRUE;
    }

  return a == b;
}

/* The length of what is repeated: 3 for “tomtomtom”. */
static glong
find_period (const gunichar *text, glong length)
{
  for (glong period = 1; period < length; period++)
    if (memcmp (text, text + period, (gsize) (length - period) * sizeof *text) == 0)
      return period;

  return length;
}

static glong
count_surprises (const char *folded)
{
  glong length;
  g_autofree gunichar *text = g_utf8_to_ucs4_fast (folded, -1, &length);
  glong period = find_period (text, length);
  glong count = period > 0;

  for (glong i = 1; i < period; i++)
    count += !are_neighbours (text[i - 1], text[i]);

  OPENSSL_cleanse (text, (gsize) length * sizeof *text);
  return count;
}

/* Of ASCII, GLib would leave parts behind. */
static AvowSecret *
fold (const char *passphrase)
{
  g_autofree char *folded = NULL;
  AvowSecret *secret;

  if (!g_str_is_ascii (passphrase))
    {
      folded = g_utf8_casefold (passphrase, -1);
      secret = avow_secret_dup (folded);
      OPENSSL_cleanse (folded, strlen (folded));
      return secret;
    }

  secret = avow_secret_dup (passphrase);
  for (char *at = secret; *at != '\0'; at++)
    *at = g_ascii_tolower (*at);
  return secret;
}

static void
take_out (GString *rest, const char *known)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *folded = g_utf8_casefold (known, -1);

  /* a name is known in its parts: of two letters nothing would be left of any passphrase */
  parts = g_strsplit_set (folded, " \t-_.,;:/@'", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_utf8_strlen (parts[i], -1) > 2)
      g_string_replace (rest, parts[i], "", 0);
}

static gsize
count_rest (const char *folded, const char *const *about)
{
  g_autoptr (GString) rest = g_string_new (folded);
  gboolean in_number = FALSE;
  gsize count = 0;

  for (guint i = 0; about != NULL && about[i] != NULL; i++)
    take_out (rest, about[i]);
  for (guint i = 0; common[i] != NULL; i++)
    take_out (rest, common[i]);

  /* a number counts as one character: most are years, and 1 */
  for (const char *at = rest->str; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isalnum (c) && !(in_number && g_unichar_isdigit (c)))
        count++;
      in_number = g_unichar_isdigit (c);
    }

  OPENSSL_cleanse (rest->str, rest->allocated_len);
  return count;
}

/* Returns: cracklib's dictionary, %NULL where it is not installed: pwquality would then refuse anything. */
static const char *
find_dictionary (void)
{
  for (guint i = 0; dictionaries[i].index != NULL; i++)
    if (g_file_test (dictionaries[i].index, G_FILE_TEST_EXISTS))
      return dictionaries[i].path;

  return NULL;
}

static pwquality_settings_t *
new_settings (void)
{
  pwquality_settings_t *settings = pwquality_default_settings ();
  const char *dictionary = find_dictionary ();

  if (settings == NULL)
    g_error ("Out of memory for pwquality");

  pwquality_set_int_value (settings, PWQ_SETTING_MIN_LENGTH, MIN_LENGTH);
  pwquality_set_int_value (settings, PWQ_SETTING_DIFF_OK, 0);
  pwquality_set_int_value (settings, PWQ_SETTING_DIG_CREDIT, 0);
  pwquality_set_int_value (settings, PWQ_SETTING_UP_CREDIT, 0);
  pwquality_set_int_value (settings, PWQ_SETTING_LOW_CREDIT, 0);
  pwquality_set_int_value (settings, PWQ_SETTING_OTH_CREDIT, 0);
  pwquality_set_int_value (settings, PWQ_SETTING_MIN_CLASS, 0);
  pwquality_set_int_value (settings, PWQ_SETTING_DICT_CHECK, dictionary != NULL);
  if (dictionary != NULL)
    pwquality_set_str_value (settings, PWQ_SETTING_DICT_PATH, dictionary);
  return settings;
}

static int
compute_score (const char *passphrase)
{
  static GMutex mutex; /* cracklib works in static memory */
  pwquality_settings_t *settings;
  int score;

  g_mutex_lock (&mutex);
  settings = new_settings ();
  score = pwquality_check (settings, passphrase, NULL, NULL, NULL);
  pwquality_free_settings (settings);
  g_mutex_unlock (&mutex);

  return score;
}

static const char *
find_fault (const char *passphrase, const char *const *about, int *out_score)
{
  g_autoptr (AvowSecret) folded = NULL;

  if (!g_utf8_validate (passphrase, -1, NULL))
    return _("This contains signs that can’t be read. Use letters, digits and spaces.");
  if (g_utf8_strlen (passphrase, -1) < MIN_LENGTH)
    return _("Use at least 10 characters. Four or five words in a row are easy to remember.");

  folded = fold (passphrase);
  if (count_surprises (folded) < MIN_SURPRISES)
    return _("This repeats itself or follows the keyboard, so it is among the first to be tried. "
              "Use some words that don’t belong together.");
  if (count_rest (folded, about) < MIN_REST)
    return _("This is made of names or words that anyone would try first. "
              "Use some words that don’t belong together.");

  *out_score = compute_score (passphrase);
  if (*out_score < 0)
    return _("This is close to a word that anyone would try first. "
              "Use some words that don’t belong together.");

  return NULL;
}

char *
avow_passphrase_generate (void)
{
  g_autofree char *text = get_words ();
  g_auto (GStrv) words = g_strsplit (text, "\n", -1);
  GString *passphrase = g_string_new (NULL);
  guint16 random[SUGGESTED_WORDS];

  g_assert (g_strv_length (words) == WORDS + 1);

  avow_random_bytes (random, sizeof random);
  for (guint i = 0; i < SUGGESTED_WORDS; i++)
    g_string_append_printf (passphrase, "%s%s", i > 0 ? "-" : "", words[random[i] % WORDS]);

  return g_string_free (passphrase, FALSE);
}

AvowStrength
avow_passphrase_judge (const char *passphrase, const char *const *about, char **out_reason)
{
  int score = 0;
  const char *fault;

  g_return_val_if_fail (passphrase != NULL, AVOW_STRENGTH_REFUSED);

  fault = find_fault (passphrase, about, &score);
  if (out_reason != NULL)
    *out_reason = g_strdup (fault);

  if (fault != NULL)
    return AVOW_STRENGTH_REFUSED;
  if (score < GOOD_SCORE)
    return AVOW_STRENGTH_FAIR;
  return score < STRONG_SCORE ? AVOW_STRENGTH_GOOD : AVOW_STRENGTH_STRONG;
}
