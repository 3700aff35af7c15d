/* test-code.c: codes and passphrases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sign/avow-code.h"

#include <gio/gio.h>
#include <string.h>

static void
test_generate (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint used[128] = { 0, };
  guint kinds = 0;

  for (guint i = 0; i < 1000; i++)
    {
      char *code = avow_code_generate ();
      g_autofree char *normal = avow_code_normalise (code);

      g_assert_true (g_regex_match_simple ("^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$", code, 0, 0));
      g_assert_cmpstr (normal, ==, code);
      for (const char *at = code; *at != '\0'; at++)
        used[(guchar) *at]++;
      g_assert_true (g_hash_table_add (seen, code));
    }

  /* each of the 32 digits comes about 625 times, and the hyphen */
  for (guint i = 0; i < G_N_ELEMENTS (used); i++)
    if (used[i] > 0)
      {
        g_assert_cmpuint (used[i], >, 450);
        kinds++;
      }
  g_assert_cmpuint (kinds, ==, 33);
}

static void
test_normalise (void)
{
  static const struct
  {
    const char *typed;
    const char *code;
  } table[] = {
    { "0123A-BCDEF-GHJKM-NPQRS", "0123A-BCDEF-GHJKM-NPQRS" },
    /* lower case, no or other separators, space around */
    { " 0123abcdefghjkmnpqrs\n", "0123A-BCDEF-GHJKM-NPQRS" },
    { "0123 abcd efgh jkmn pqrs", "0123A-BCDEF-GHJKM-NPQRS" },
    { "0123a\xe2\x80\x93" "bcdef\xe2\x80\x93ghjkm\xe2\x80\x93npqrs", "0123A-BCDEF-GHJKM-NPQRS" },
    /* what looks like a digit is one */
    { "OIL1o-ilLOO-00000-11111", "01110-11100-00000-11111" },
    /* too short, too long, no digit of ours */
    { "0123A-BCDEF-GHJKM-NPQR", NULL },
    { "0123A-BCDEF-GHJKM-NPQRST", NULL },
    { "0123A-BCDEF-GHJKM-NPQRU", NULL },
    { "0123A-BCDEF-GHJKM-NPQR\xc3\xa4", NULL },
    { "0123A-BCDEF-GHJKM-NPQR\xff", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *code = avow_code_normalise (table[i].typed);

      g_assert_cmpstr (code, ==, table[i].code);
    }
}

static char **
load_words (void)
{
  /* the first call brings the list in */
  g_autofree char *passphrase = avow_passphrase_generate ();
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/avow/sign/words.txt", 0, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_nonnull (passphrase);
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  return g_strsplit (text, "\n", -1);
}

static gboolean
differ_by_one (const char *a, const char *b)
{
  gsize i = 0;

  while (a[i] != '\0' && a[i] == b[i])
    i++;

  return strcmp (a + i + (a[i] != '\0'), b + i + (b[i] != '\0')) == 0
         || strcmp (a + i, b + i + (b[i] != '\0')) == 0
         || strcmp (a + i + (a[i] != '\0'), b + i) == 0;
}

/* A slip of one letter never makes another word of the list. */
static void
test_words (void)
{
  g_auto (GStrv) words = load_words ();

  g_assert_true (differ_by_one ("cat", "cart"));
  g_assert_true (differ_by_one ("cat", "cut"));
  g_assert_false (differ_by_one ("cat", "cot-"));

  g_assert_cmpuint (g_strv_length (words), ==, 2048);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_assert_true (g_regex_match_simple ("^[a-z]{3,7}$", words[i], 0, 0));
      g_assert_true (i == 0 || strcmp (words[i - 1], words[i]) < 0);
      for (guint k = 0; k < i; k++)
        g_assert_false (differ_by_one (words[k], words[i]));
    }
}

static void
test_suggestion (void)
{
  g_auto (GStrv) words = load_words ();

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *passphrase = avow_passphrase_generate ();
      g_autofree char *again = avow_passphrase_generate ();
      g_auto (GStrv) parts = g_strsplit (passphrase, "-", -1);

      g_assert_cmpstr (passphrase, !=, again);
      g_assert_cmpuint (g_strv_length (parts), ==, 5);
      for (guint k = 0; parts[k] != NULL; k++)
        g_assert_true (g_strv_contains ((const char *const *) words, parts[k]));
      g_assert_cmpint (avow_passphrase_judge (passphrase, NULL, NULL), ==, AVOW_STRENGTH_STRONG);
    }
}

static const char *const about[] = { "Anna-Maria Lindqvist", "A-2041", "Nordwind Energie GmbH", NULL };

static void
test_refused (void)
{
  static const char *const table[] = {
    "",
    "short",
    "xk3$Vq9!z",                /* nine characters */
    "caf\xff" "caf\xff" "abcdef", /* not UTF-8 */
    /* repeats and rows */
    "aaaaaaaaaaaaaaaa",
    "tomtomtomtomtom",
    "1234567890",
    "qwertyuiop",
    "QWERTZUIOPASDFGHJKL",
    "abcdefghijklmnop",
    "1111122222333",
    "abc123abc123abc123",
    /* every attacker's list */
    "password123456",
    "Passwort2024!",
    "welcome-welcome-1",
    /* what anyone knows of the person */
    "Anna-Maria Lindqvist",
    "lindqvist1990",
    "annamaria2041",
    "NordwindEnergie",
    "nordwind-anna-1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *reason = NULL;

      g_assert_cmpint (avow_passphrase_judge (table[i], about, &reason), ==, AVOW_STRENGTH_REFUSED);
      g_assert_nonnull (reason);
    }
}

static void
test_taken (void)
{
  static const char *const table[] = {
    "lindqvist walks her horse", /* more than a name */
    "moss under seven bridges",
    "all small letters here",
    "xk3$Vq9!zr",
    "\xd0\xbf\xd1\x8f\xd1\x82\xd1\x8c \xd1\x81\xd0\xbb\xd0\xbe\xd0\xbd\xd0\xbe\xd0\xb2 \xd0\xb8\xd0\xb4\xd1\x83\xd1\x82",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *reason = NULL;

      g_assert_cmpint (avow_passphrase_judge (table[i], about, &reason), !=, AVOW_STRENGTH_REFUSED);
      g_assert_null (reason);
    }
}

/* Without the strings about the person the same text is taken: the control of what is refused above. */
static void
test_about (void)
{
  static const char *const czech[] = { "Ji\xc5\x99\xc3\xad Dvo\xc5\x99\xc3\xa1k", NULL };

  g_assert_cmpint (avow_passphrase_judge ("NordwindEnergie", about, NULL), ==, AVOW_STRENGTH_REFUSED);
  g_assert_cmpint (avow_passphrase_judge ("NordwindEnergie", NULL, NULL), !=, AVOW_STRENGTH_REFUSED);

  /* a letter outside ASCII is one, whatever its bytes */
  g_assert_cmpint (avow_passphrase_judge ("ji\xc5\x99\xc3\xad dvo\xc5\x99\xc3\xa1k", czech, NULL), ==, AVOW_STRENGTH_REFUSED);
  g_assert_cmpint (avow_passphrase_judge ("ji\xc5\x99\xc3\xad dvo\xc5\x99\xc3\xa1k", about, NULL), !=, AVOW_STRENGTH_REFUSED);
}

static void
test_order (void)
{
  AvowStrength fair = avow_passphrase_judge ("velodrome x", NULL, NULL);
  AvowStrength strong = avow_passphrase_judge ("velodrome kettle orbit maples", NULL, NULL);

  g_assert_cmpint (fair, >, AVOW_STRENGTH_REFUSED);
  g_assert_cmpint (fair, <, strong);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/code{generated}", test_generate);
  g_test_add_func ("/avow/sign/code{typing-forgiven}", test_normalise);
  g_test_add_func ("/avow/sign/passphrase{word-list}", test_words);
  g_test_add_func ("/avow/sign/passphrase{suggestion}", test_suggestion);
  g_test_add_func ("/avow/sign/passphrase{refused}", test_refused);
  g_test_add_func ("/avow/sign/passphrase{taken}", test_taken);
  g_test_add_func ("/avow/sign/passphrase{known-of-the-person}", test_about);
  g_test_add_func ("/avow/sign/passphrase{longer-is-stronger}", test_order);

  return g_test_run ();
}
