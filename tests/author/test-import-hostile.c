/* test-import-hostile.c: whatever a file holds, it is answered, and what comes of it is a course or nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "importing.h"

#include "sign/avow-pack.h"

#include <string.h>

#define N_DAMAGES 2000

/* Takes it, and makes a course of whatever was taken. Gives how much that was. */
static guint
import_bytes (GBytes *bytes, AvowImportFormat format)
{
  g_autoptr (AvowImport) import = avow_import_new ();
  g_autoptr (GHashTable) course = NULL;

  avow_import_take (import, "hostile", bytes, format);
  course = make_course (import);
  for (guint i = 0; i < avow_import_get_diagnostics (import)->len; i++)
    {
      const AvowDiagnostic *diagnostic = g_ptr_array_index (avow_import_get_diagnostics (import), i);

      g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
      g_assert_cmpuint (diagnostic->line, >, 0);
    }

  return avow_import_count_taken (import);
}

static guint
import_text (const char *text, AvowImportFormat format)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return import_bytes (bytes, format);
}

static GBytes *
make_package (void)
{
  g_autoptr (GHashTable) entries = avow_pack_new ();
  static const char manifest[] = "<manifest><resources><resource type='imsqti_item_xmlv3p0' href='item-3.xml'/></resources></manifest>";
  g_autoptr (GError) error = NULL;
  GBytes *zip;

  g_hash_table_insert (entries, g_strdup ("imsmanifest.xml"), g_bytes_new (manifest, strlen (manifest)));
  g_hash_table_insert (entries, g_strdup ("item-3.xml"), read_sample ("item-3.xml"));
  zip = avow_pack_write (entries, NULL, 0, &error);
  g_assert_no_error (error);

  return zip;
}

static const char *const samples[] = { "questions.gift", "questions.aiken.txt", "questions.moodle.xml", "item-2.xml", "item-3.xml", NULL };

static GBytes *
read_nth (guint i)
{
  return samples[i] != NULL ? read_sample (samples[i]) : make_package ();
}

/* Cut short after each byte. */
static void
test_cut (gconstpointer data)
{
  g_autoptr (GBytes) whole = read_nth (GPOINTER_TO_UINT (data));
  gsize length = g_bytes_get_size (whole);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, i);

      import_bytes (part, AVOW_IMPORT_ANY);
    }
  g_assert_cmpuint (import_bytes (whole, AVOW_IMPORT_ANY), >, 0);
}

/* With a few bytes changed, taken out or put in; the same each time. */
static void
test_damaged (gconstpointer data)
{
  g_autoptr (GBytes) whole = read_nth (GPOINTER_TO_UINT (data));
  g_autoptr (GRand) chance = g_rand_new_with_seed (2026 + GPOINTER_TO_UINT (data));
  static const char signs[] = "<>&{}=~#:\"'/[]%\\\n\0\xFF-!?x1";

  for (guint i = 0; i < N_DAMAGES; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GBytes) damaged = NULL;

      g_byte_array_append (bytes, g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
      for (gint k = g_rand_int_range (chance, 1, 6); k > 0; k--)
        {
          guint at = g_rand_int_range (chance, 0, bytes->len), n = g_rand_int_range (chance, 1, 20);

          if (g_rand_boolean (chance))
            bytes->data[at] = signs[g_rand_int_range (chance, 0, sizeof signs - 1)];
          else if (bytes->len > 40)
            g_byte_array_remove_range (bytes, at, MIN (bytes->len - at, n));
        }
      damaged = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
      import_bytes (damaged, AVOW_IMPORT_ANY);
    }
}

/* @begin, @n times @middle, @end. */
static char *
repeat (const char *begin, const char *middle, guint n, const char *end)
{
  GString *text = g_string_new (begin);

  for (guint i = 0; i < n; i++)
    g_string_append (text, middle);
  g_string_append (text, end);

  return g_string_free (text, FALSE);
}

#define MOODLE(text) "<quiz><question type='truefalse'><name><text>N</text></name><questiontext format='html'><text>" text
#define MOODLE_END "</text></questiontext><answer fraction='100'><text>true</text></answer><answer fraction='0'><text>false</text></answer></question></quiz>"

static void
test_limits (void)
{
  static const struct
  {
    const char *begin;
    const char *middle;
    guint n;
    const char *end;
    guint taken;
  } texts[] = {
    /* the control: the same form, within limits */
    { MOODLE ("<![CDATA["), "<div>", 30, "Words]]>" MOODLE_END, 1 },
    { MOODLE ("<![CDATA["), "<div>", 100000, "Words]]>" MOODLE_END, 0 },
    { MOODLE ("<![CDATA["), "<b><i>", 100000, "Words]]>" MOODLE_END, 0 },
    { MOODLE ("<![CDATA[Words"), "</div>", 100000, "]]>" MOODLE_END, 0 },
    { MOODLE ("<![CDATA["), "<ul><li>x", 100, "]]>" MOODLE_END, 0 },
    { MOODLE ("<![CDATA[Words <a "), "x=1 ", 100000, ">]]>" MOODLE_END, 0 },
    { MOODLE ("<![CDATA[Words"), "<", 100000, "]]>" MOODLE_END, 0 },
    { MOODLE ("<![CDATA[Words"), "<!--", 100000, "]]>" MOODLE_END, 0 },
    { MOODLE ("<![CDATA[<table>"), "<tr><td colspan=9999>x", 4000, "]]>" MOODLE_END, 0 },
    { MOODLE (""), "Words ", 100000, MOODLE_END, 0 },
    { MOODLE (""), "<x>", 1000, MOODLE_END, 0 },
    { "<!DOCTYPE quiz [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>" MOODLE (""), "&b;", 10000, MOODLE_END, 0 },
    { "<!DOCTYPE quiz SYSTEM 'file:///etc/passwd'>" MOODLE ("Words"), "", 0, MOODLE_END, 1 },
    { "<!DOCTYPE quiz [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" MOODLE ("&x;"), "", 0, MOODLE_END, 0 },
    { "Which?{=a ", "~b ", 20000, "}", 0 },
    { "Which?{=a ", "~b ", 1000, "}", 1 },
    { "", "{", 200000, "", 0 },
    { "", "x{\n", 20000, "", 0 },
    { "{T}", "\n\n", 200000, "", 0 },
    { "::a::b{T}", "::a::b{T}\n", 3000, "", 0 },
    { "Which?\n", "A. x\n", 10000, "ANSWER: A", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = repeat (texts[i].begin, texts[i].middle, texts[i].n, texts[i].end);
      guint taken;

      g_test_message ("%u: %.60s", i, text);
      taken = import_text (text, AVOW_IMPORT_ANY);
      if (texts[i].taken > 0)
        g_assert_cmpuint (taken, ==, texts[i].taken);
    }
}

/* Thousands of gaps, marks, answers: each of the forms that counts something. */
static void
test_many (void)
{
  g_autofree char *cloze = repeat ("<quiz><question type='cloze'><questiontext><text>", "{1:MC:=a~b} ", 1500, "</text></questiontext></question></quiz>");
  g_autofree char *gaps = repeat ("<quiz><question type='gapselect'><questiontext><text>", "[[1]] ", 1500,
                                  "</text></questiontext><selectoption><text>a</text><group>1</group></selectoption>"
                                  "<selectoption><text>b</text><group>1</group></selectoption></question></quiz>");
  g_autofree char *huge = repeat ("<quiz><question type='gapselect'><questiontext><text>[[", "9", 400,
                                  "]]</text></questiontext><selectoption><text>a</text></selectoption></question></quiz>");

  import_text (gaps, AVOW_IMPORT_ANY);
  import_text (huge, AVOW_IMPORT_ANY);
  import_text (cloze, AVOW_IMPORT_ANY);
}

/* A mark that Avow puts in the place of a gap does nothing where it was in the text from the start. */
static void
test_marks (void)
{
  g_assert_cmpuint (import_text ("\xEE\x80\x80" "0" "\xEE\x80\x81 Which?{=\xEE\x80\x80" "1" "\xEE\x80\x81 ~b}", AVOW_IMPORT_GIFT), ==, 1);
  import_text ("<quiz><question type='gapselect'><questiontext><text>&#xE000;0&#xE001; [[1]]</text></questiontext>"
               "<selectoption><text>a</text><group>1</group></selectoption><selectoption><text>b</text><group>1</group></selectoption></question></quiz>",
               AVOW_IMPORT_ANY);
  import_text ("Shared \xEE\x80\x90 {=a -> x =b -> x =\xEE\x80\x80" "7\xEE\x80\x81 -> y}", AVOW_IMPORT_GIFT);
}

/* Zeros by the gigabyte in a few megabytes. */
static void
test_bomb (void)
{
  g_autoptr (GHashTable) entries = avow_pack_new ();
  g_autoptr (GBytes) zip = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 40 * 1024 * 1024;

  for (guint i = 0; i < 4; i++)
    g_hash_table_insert (entries, g_strdup_printf ("zeros-%u.xml", i), g_bytes_new_take (g_malloc0 (length), length));
  zip = avow_pack_write (entries, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (zip), <, AVOW_IMPORT_MAX_BYTES);
  g_assert_cmpuint (import_bytes (zip, AVOW_IMPORT_ANY), ==, 0);
}

static void
test_nothing (void)
{
  static const AvowImportFormat formats[] = { AVOW_IMPORT_ANY, AVOW_IMPORT_GIFT, AVOW_IMPORT_AIKEN, AVOW_IMPORT_MOODLE, AVOW_IMPORT_QTI };
  static const char *const texts[] = { "", "\n", " ", "<", "<a", "<quiz/>", "{}", "PK\3\4", "\xEF\xBB\xBF", "ANSWER: A", "::", "::a", "$CATEGORY:", "//",
                                       "<?xml version='1.0' encoding='UTF-16'?><quiz/>", "<?xml encoding='x-none'?>\xFF", "&nbsp;", "<manifest/>" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
      {
        g_autoptr (AvowImport) import = avow_import_new ();
        g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));

        avow_import_take (import, "nothing", bytes, formats[f]);
        /* never in silence */
        g_assert_cmpuint (avow_import_count_taken (import) + avow_import_count_refused (import), >, 0);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      const char *name = samples[i] != NULL ? samples[i] : "package";
      g_autofree char *cut = g_strdup_printf ("/avow/author/import/cut-at-every-byte{%s}", name);
      g_autofree char *damaged = g_strdup_printf ("/avow/author/import/damaged{%s}", name);

      g_test_add_data_func (cut, GUINT_TO_POINTER (i), test_cut);
      g_test_add_data_func (damaged, GUINT_TO_POINTER (i), test_damaged);
    }
  g_test_add_func ("/avow/author/import/limits", test_limits);
  g_test_add_func ("/avow/author/import/many", test_many);
  g_test_add_func ("/avow/author/import/marks-from-outside", test_marks);
  g_test_add_func ("/avow/author/import/zip-bomb", test_bomb);
  g_test_add_func ("/avow/author/import/nothing-in-it", test_nothing);

  return g_test_run ();
}
