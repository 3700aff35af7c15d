/* test-course-limits.c: hostile and damaged files are answered, and quickly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "course/avow-course-prescan.h"
#include "course/avow-course-reader.h"
#include "course/avow-course.h"

#include <libxml/parser.h>
#include <string.h>

#define N_DAMAGES 20000

/* (nullable): the first thing wrong, and that it is the only one. */
static char *
read_text (const char *text, gsize length)
{
  g_autoptr(GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, length);
  g_autoptr(AvowTree) tree = NULL;
  const AvowDiagnostic *first;
  AvowSource source;

  avow_source_init (&source, bytes, "course.xml", diagnostics);
  tree = avow_reader_read (&source);
  g_assert_cmpuint (diagnostics->len, ==, tree != NULL ? 0 : 1);
  if (tree != NULL)
    return NULL;

  first = g_ptr_array_index (diagnostics, 0);
  g_assert_cmpint (first->cause, ==, AVOW_DIAGNOSTIC_SYNTAX);
  g_assert_true (g_utf8_validate (first->message, -1, NULL));

  return g_strdup (first->message);
}

static void
load_text (const char *text, GPtrArray *diagnostics)
{
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr(AvowEdition) edition = NULL;
  g_autoptr(AvowCourse) course = NULL;
  g_autoptr(GError) error = NULL;

  g_hash_table_insert (files, (gpointer) AVOW_EDITION_MAIN, g_bytes_new (text, strlen (text)));
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);
  course = avow_course_new (edition, "course.xml", diagnostics, NULL);
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

static char *
number_attributes (guint n)
{
  GString *text = g_string_new ("<course");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, " a%u=\"\"", i);
  g_string_append (text, "/>");

  return g_string_free (text, FALSE);
}

static char *
nest (guint depth)
{
  g_autofree char *open = repeat ("", "<p>", depth, "");

  return repeat (open, "</p>", depth, "");
}

/* Just inside a limit is fine; one more is not, and the message says which limit. */
static void
assert_limit (char *inside, char *outside, const char *message)
{
  g_autofree char *fine = read_text (inside, strlen (inside));
  g_autofree char *refused = read_text (outside, strlen (outside));

  g_assert_cmpstr (fine, ==, NULL);
  g_assert_cmpstr (refused, ==, message);
  g_free (inside);
  g_free (outside);
}

static void
test_size (void)
{
  guint n = AVOW_COURSE_MAX_BYTES - strlen ("<p><!---->") - strlen ("</p>");

  assert_limit (repeat ("<p><!--", " ", n, "--></p>"), repeat ("<p><!--", " ", n + 1, "--></p>"),
                "the file is larger than 8 MB");
}

static void
test_depth (void)
{
  assert_limit (nest (AVOW_COURSE_MAX_DEPTH), nest (AVOW_COURSE_MAX_DEPTH + 1),
                "elements lie more than 64 deep in one another");
}

static void
test_elements (void)
{
  assert_limit (repeat ("<p>", "<b/>", AVOW_COURSE_MAX_ELEMENTS - 1, "</p>"),
                repeat ("<p>", "<b/>", AVOW_COURSE_MAX_ELEMENTS, "</p>"), "there are more than 20000 elements");
}

static void
test_attributes (void)
{
  assert_limit (number_attributes (AVOW_COURSE_MAX_ATTRIBUTES), number_attributes (AVOW_COURSE_MAX_ATTRIBUTES + 1),
                "this element has more than 32 attributes");
}

static void
test_value (void)
{
  assert_limit (repeat ("<p a='", "x", AVOW_COURSE_MAX_VALUE - 1, "'/>"),
                repeat ("<p a='", "x", AVOW_COURSE_MAX_VALUE, "'/>"), "the attribute “a” is longer than 4096 bytes");
}

static void
test_name (void)
{
  assert_limit (repeat ("<", "x", AVOW_COURSE_MAX_NAME, "/>"), repeat ("<", "x", AVOW_COURSE_MAX_NAME + 1, "/>"),
                "this name is longer than 100 bytes");
}

static void
test_text (void)
{
  assert_limit (repeat ("<p>", "x", AVOW_COURSE_MAX_TEXT, "</p>"), repeat ("<p>", "x", AVOW_COURSE_MAX_TEXT + 1, "</p>"),
                "this text is longer than 65536 bytes");
}

/* Comments and CDATA don't begin a new count. */
static void
test_text_in_pieces (void)
{
  assert_limit (repeat ("<p>", "xxxx<!-- -->", AVOW_COURSE_MAX_TEXT / 4, "</p>"),
                repeat ("<p>", "xxxx<!-- -->", AVOW_COURSE_MAX_TEXT / 4 + 1, "</p>"),
                "this text is longer than 65536 bytes");
}

/* What libxml2 alone would take seconds for, or refuse in words of its own. */
static void
test_hostile (void)
{
  g_autofree char *nested = nest (1400 * 1000); /* 10 MB */
  g_autofree char *less_nested = nest (140 * 1000);
  g_autofree char *attributes = number_attributes (60 * 1000);
  g_autofree char *too_large = read_text (nested, strlen (nested));
  g_autofree char *too_deep = read_text (less_nested, strlen (less_nested));
  g_autofree char *too_many = read_text (attributes, strlen (attributes));

  g_assert_cmpuint (strlen (nested), >, 9 * 1000 * 1000);
  g_assert_cmpstr (too_large, ==, "the file is larger than 8 MB");
  g_assert_cmpstr (too_deep, ==, "elements lie more than 64 deep in one another");
  g_assert_cmpstr (too_many, ==, "this element has more than 32 attributes");
}

static void
append_to (GString *text, const char *format, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_auto(GStrv) parts = g_strsplit (format, "%", -1);
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *next = g_strdup_printf ("%u", (i + 1) % n);
      g_autofree char *whole = g_strjoinv (number, parts);
      g_auto(GStrv) ends = g_strsplit (whole, "@", -1);
      g_autofree char *joined = g_strjoinv (next, ends);

      g_string_append (text, joined);
    }
}

/* As large as the limits allow, and as tangled as can be: nothing may take time that grows with its square. There is
 * no clock in this test; the suite's own time-out is what a cubic check would run into. */
static void
test_tangled (void)
{
  static const char *formats[] = {
    "<pool id='p%' title='P'><question id='q%' kind='single'><prompt/></question></pool>"
    "<module id='m%' title='M'><check id='k%' pool='p@' draw='9'/><check id='l%' pool='none' draw='1'/></module>",
    "<scenario id='s%' title='S'><scene id='a%' title='A'><p><em/><em/><term ref='none'/></p>"
    "<choice id='c%' to='a%'/></scene></scenario>",
    "<p class='x%'><strong><b/></strong></p>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr(GString) text = g_string_new ("<course xmlns='urn:avow:course:1'>");
      g_autoptr(GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);

      append_to (text, formats[i], AVOW_COURSE_MAX_ELEMENTS / 8);
      g_string_append (text, "</course>");
      load_text (text->str, diagnostics);
      g_assert_true (avow_diagnostics_have_errors (diagnostics));
    }
}

/* One scenario of many scenes in a ring, with one way out. */
static void
test_long_scenario (void)
{
  g_autoptr(GString) text = g_string_new ("<course xmlns='urn:avow:course:1' format='1' id='c' edition='1' xml:lang='en' "
                                          "title='T' owner='O' reviewed='2026-03-02' material='no'><summary><p>S</p>"
                                          "</summary><module id='m' title='M'><scenario ref='s'/></module>"
                                          "<scenario id='s' title='S'>");
  g_autoptr(GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);

  append_to (text, "<scene id='a%' title='A'><p>A</p><choice id='c%' to='a@'>C</choice></scene>",
             AVOW_COURSE_MAX_ELEMENTS / 3 - 10);
  g_string_append (text, "<scene id='z' title='Z'><p>Z</p><ending kind='good'/></scene></scenario></course>");
  load_text (text->str, diagnostics);
  g_assert_cmpuint (diagnostics->len, ==, 1);
}

/* Cut off anywhere, a file is refused: there is no end at which a part passes for the whole. */
static void
test_cut_off (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "course", "minimal", "course.xml", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  while (length > 0 && text[length - 1] != '>')
    length--;

  for (gsize i = 0; i < length; i++)
    {
      /* at the end of its memory, so that a reader that goes past it is caught */
      g_autofree char *part = g_memdup2 (text, i);
      g_autofree char *message = read_text (part, i);

      g_assert_nonnull (message);
    }
}

static void
damage (GString *text, GRand *rand)
{
  static const char *pieces[] = {
    "<", ">", "/", "&", ";", "\"", "'", "=", " ", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "&amp;", "&#60;", "&#0;",
    "&#xD800;", "&lt;", "</p>", "<p>", "<p/>", "x:", "xmlns:x=\"u\"", "xmlns=\"\"", "--", "\xC3\xA4", "\xCC\x81", "\r\n",
    "\t", "id=\"x\"", "<p id=\"x\"/>", "]]", "\x7F", "\xEF\xBF\xBE", ":", "-", "1",
  };
  const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
  gsize place = g_rand_int_range (rand, 0, text->len), length = g_rand_int_range (rand, 1, 6);

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      g_string_erase (text, place, MIN (text->len - place, length));
      break;
    case 1:
      g_string_insert (text, place, piece);
      break;
    default:
      g_string_overwrite (text, MIN (place, text->len - MIN (text->len, strlen (piece))), piece);
      break;
    }
}

static void
ignore_error (void *data, const char *message, ...)
{
}

static gboolean
has_instructions (xmlNode *node)
{
  for (; node != NULL; node = node->next)
    if (node->type == XML_PI_NODE || (node->type == XML_ELEMENT_NODE && has_instructions (node->children)))
      return TRUE;

  return FALSE;
}

/* Whether libxml2 takes it, and there is nothing in it that XML allows and a course may not have. */
static gboolean
is_sound (const char *text, gsize length)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  xmlDoc *document;
  gboolean sound;

  xmlSetGenericErrorFunc (NULL, ignore_error);
  document = xmlCtxtReadMemory (context, text, length, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR);
  sound = document != NULL && context->wellFormed && context->nsWellFormed && !has_instructions (document->children);
  xmlFreeDoc (document);
  xmlFreeParserCtxt (context);

  return sound;
}

/* The prescan reads tags by itself, so it must neither take what libxml2 refuses nor refuse what it takes. */
static void
test_damaged (void)
{
  static const char *small = "<course xmlns=\"urn:avow:course:1\" id='c'><!-- a -->\n <p id=\"x\" a=\"&amp;\">w &lt; "
                             "<em>e</em><![CDATA[<x>]]></p>\n<ul/></course>\n";
  g_autoptr(GRand) rand = g_rand_new_with_seed (20260324);
  guint sound = 0;

  for (guint i = 0; i < N_DAMAGES; i++)
    {
      g_autoptr(GString) text = g_string_new (small);
      g_autofree char *message = NULL;
      gboolean wanted;

      for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
        damage (text, rand);

      wanted = is_sound (text->str, text->len);
      message = read_text (text->str, text->len);
      if (wanted != (message == NULL))
        g_test_message ("%s\n%s", text->str, message);
      g_assert_cmpint (message == NULL, ==, wanted);
      sound += wanted;
    }

  g_test_message ("%u of %u damaged texts were well-formed all the same", sound, N_DAMAGES);
  g_assert_cmpuint (sound, >, N_DAMAGES / 50);
  g_assert_cmpuint (sound, <, N_DAMAGES / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/course/limits{size}", test_size);
  g_test_add_func ("/avow/course/limits{depth}", test_depth);
  g_test_add_func ("/avow/course/limits{elements}", test_elements);
  g_test_add_func ("/avow/course/limits{attributes}", test_attributes);
  g_test_add_func ("/avow/course/limits{value}", test_value);
  g_test_add_func ("/avow/course/limits{name}", test_name);
  g_test_add_func ("/avow/course/limits{text}", test_text);
  g_test_add_func ("/avow/course/limits{text-in-pieces}", test_text_in_pieces);
  g_test_add_func ("/avow/course/limits{hostile}", test_hostile);
  g_test_add_func ("/avow/course/limits{tangled}", test_tangled);
  g_test_add_func ("/avow/course/limits{long-scenario}", test_long_scenario);
  g_test_add_func ("/avow/course/limits{cut-off}", test_cut_off);
  g_test_add_func ("/avow/course/limits{damaged}", test_damaged);

  return g_test_run ();
}
