/* test-course-advice.c: what is legal but poor is warned of, and nothing else is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "course/avow-course.h"

#include <string.h>

#define ROOT(more) "<course xmlns=\"urn:avow:course:1\" format=\"1\" id=\"c\" edition=\"1\" xml:lang=\"en\" title=\"T\" " \
                   "owner=\"O\" reviewed=\"2026-03-02\" material=\"yes\"" more "><summary><p>S</p></summary>\n"
#define PAGE(content) "<module id=\"m\" title=\"M\">\n<page id=\"pg\" title=\"P\">" content "</page></module>\n"

/* (transfer full): the warnings of a course that has no errors. */
static GPtrArray *
load (const char *text)
{
  GPtrArray *diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr(GError) error = NULL;
  g_autoptr(AvowEdition) edition = NULL;
  g_autoptr(AvowCourse) course = NULL;

  g_hash_table_insert (files, (gpointer) AVOW_EDITION_MAIN, g_bytes_new (text, strlen (text)));
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);
  course = avow_course_new (edition, "course.xml", diagnostics, &error);
  g_assert_no_error (error);

  return diagnostics;
}

/* @wanted: LINE:COLUMN: and the message, or NULL where nothing is to be said. */
static void
assert_advice (const char *text, const char *wanted)
{
  g_autoptr(GPtrArray) diagnostics = load (text);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const AvowDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      g_autofree char *got = g_strdup_printf ("%u:%u: %s", diagnostic->line, diagnostic->column, diagnostic->message);

      g_assert_cmpint (diagnostic->severity, ==, AVOW_DIAGNOSTIC_WARNING);
      g_assert_cmpint (diagnostic->cause, ==, AVOW_DIAGNOSTIC_ADVICE);
      g_assert_cmpstr (got, ==, wanted);
    }
  g_assert_cmpuint (diagnostics->len, ==, wanted != NULL ? 1 : 0);
}

static char *
write_page (guint n_words)
{
  GString *text = g_string_new (ROOT ("") "<module id=\"m\" title=\"M\">\n<page id=\"pg\" title=\"P\"><p>");

  for (guint i = 0; i < n_words; i++)
    g_string_append (text, "word ");
  g_string_append (text, "</p></page></module></course>");

  return g_string_free (text, FALSE);
}

static void
test_long_page (void)
{
  g_autofree char *fine = write_page (400);
  g_autofree char *poor = write_page (401);

  assert_advice (fine, NULL);
  assert_advice (poor, "3:1: this page has 401 words");
}

/* Pools of single questions whose options have the lengths given, the right one first. */
static char *
write_pool (const guint lengths[][3], guint n)
{
  GString *text = g_string_new (ROOT ("") "<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"po\" draw=\"1\"/></module>\n"
                                "<pool id=\"po\" title=\"P\">");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "<question id=\"q%u\" kind=\"single\"><prompt><p>P</p></prompt>", i);
      for (guint j = 0; j < 3; j++)
        {
          g_autofree char *words = g_strnfill (lengths[i][j], 'x');

          g_string_append_printf (text, "<option id=\"q%u-%u\"%s>%s<feedback>F</feedback></option>", i, j,
                                  j == 0 ? " correct=\"yes\"" : "", words);
        }
      g_string_append (text, "</question>");
    }
  g_string_append (text, "</pool></course>");

  return g_string_free (text, FALSE);
}

static void
test_longest (void)
{
  static const guint lengths[][3] = { { 9, 8, 1 }, { 5, 2, 3 }, { 30, 1, 29 }, { 7, 7, 1 } };
  g_autofree char *always = write_pool (lengths, 3);
  g_autofree char *by_chance = write_pool (lengths, 2);
  g_autofree char *not_always = write_pool (lengths, 4);

  assert_advice (always, "3:1: the right answer is always the longest");
  assert_advice (by_chance, NULL);
  assert_advice (not_always, NULL);
}

static void
test_minutes (void)
{
  /* a scenario: three minutes */
#define MINUTES(n) ROOT ("\nminutes=\"" n "\"") "<module id=\"m\" title=\"M\"><scenario ref=\"s\"/></module>" \
                   "<scenario id=\"s\" title=\"S\"><scene id=\"a\" title=\"A\"><p>A</p><ending kind=\"good\"/></scene></scenario></course>"
  assert_advice (MINUTES ("3"), NULL);
  assert_advice (MINUTES ("2"), "2:1: 2 minutes are stated, and it takes about 3");
}

static void
test_time_limit (void)
{
#define LIMITED(limit) ROOT ("") PAGE ("<p>P</p>") "<pool id=\"po\" title=\"P\"><question id=\"q\" kind=\"true-false\"><prompt><p>P</p></prompt>" \
                       "<option id=\"a\" correct=\"yes\">Y<feedback>F</feedback></option><option id=\"b\">N<feedback>F</feedback></option></question>" \
                       "<question id=\"q2\" kind=\"true-false\"><prompt><p>P</p></prompt>" \
                       "<option id=\"a2\" correct=\"yes\">Y<feedback>F</feedback></option><option id=\"b2\">N<feedback>F</feedback></option></question></pool>\n" \
                       "<assessment id=\"as\" pass=\"80\" attempts=\"3\"" limit "><draw pool=\"po\" count=\"2\"/></assessment></course>"
  assert_advice (LIMITED (""), NULL);
  assert_advice (LIMITED ("\ntime-limit=\"PT2M\""), NULL);
  assert_advice (LIMITED ("\ntime-limit=\"PT1M\""), "6:1: the limit leaves 30 seconds for each of 2 questions");
}

static void
test_unreachable_scene (void)
{
  assert_advice (ROOT ("") "<module id=\"m\" title=\"M\"><scenario ref=\"s\"/></module><scenario id=\"s\" title=\"S\">\n"
                 "<scene id=\"a\" title=\"A\"><p>A</p><ending kind=\"good\"/></scene>\n"
                 "<scene id=\"b\" title=\"B\"><p>B</p><choice id=\"x\" to=\"b\">Go</choice><choice id=\"y\" to=\"a\">Go</choice>"
                 "</scene></scenario></course>", "4:1: no choice leads to this scene");
}

static void
test_unused (void)
{
  assert_advice (ROOT ("") PAGE ("<p>P</p>") "<scenario id=\"s\" title=\"S\">"
                 "<scene id=\"a\" title=\"A\"><p>A</p><ending kind=\"good\"/></scene></scenario></course>",
                 "4:1: nothing uses “s”");
}

static void
test_headings (void)
{
  assert_advice (ROOT ("") PAGE ("<h2>A</h2><p>P</p><h3>B</h3><p>P</p><h2>C</h2><p>P</p>") "</course>", NULL);
  assert_advice (ROOT ("") PAGE ("<h2>A</h2><p>P</p>\n<h4>B</h4><p>P</p>") "</course>", "4:1: <h4> stands below <h2>");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/course/advice{long-page}", test_long_page);
  g_test_add_func ("/avow/course/advice{right-is-longest}", test_longest);
  g_test_add_func ("/avow/course/advice{minutes}", test_minutes);
  g_test_add_func ("/avow/course/advice{time-limit}", test_time_limit);
  g_test_add_func ("/avow/course/advice{unreachable-scene}", test_unreachable_scene);
  g_test_add_func ("/avow/course/advice{unused}", test_unused);
  g_test_add_func ("/avow/course/advice{headings}", test_headings);

  return g_test_run ();
}
