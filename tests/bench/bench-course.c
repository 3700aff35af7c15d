/* bench-course.c: loading the shipped course, beside libxml2's own check of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench.h"
#include "bench-process.h"

#include "course/avow-course.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>

#define PAIRS 15
#define LOADS 20 /* a figure */
#define QUESTIONS 800

#define COURSE BENCH_SOURCE "/courses/maintaining-customer-privacy"
#define COURSE_FILE COURSE "/" AVOW_EDITION_MAIN
#define GRAMMAR BENCH_SOURCE "/data/avow-course.rng"

static double
run_avowctl (gpointer data)
{
  static const char *const argv[] = { "avowctl", "course", "check", COURSE, NULL };

  return bench_process_run (argv, NULL).wall;
}

static double
run_xmllint (gpointer data)
{
  static const char *const argv[] = { "xmllint", "--noout", "--relaxng", GRAMMAR, COURSE_FILE, NULL };

  return bench_process_run (argv, NULL).wall;
}

/* A bank of some hundred questions in Moodle XML, as a teacher has it. */
static char *
write_bank (const BenchWorld *world)
{
  g_autoptr (GString) bank = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
  char *path = g_build_filename (world->folder, "bank.xml", NULL);

  for (guint i = 0; i < QUESTIONS; i++)
    {
      g_string_append_printf (bank, "<question type=\"multichoice\"><name><text>Question %u</text></name><questiontext format=\"html\"><text>"
                                    "<![CDATA[<p>A caller <b>says</b> that she is customer number %u.</p><ul><li>What do you do?</li></ul>]]></text>"
                                    "</questiontext><single>true</single>\n", i, i);
      for (guint k = 0; k < 4; k++)
        g_string_append_printf (bank, "<answer fraction=\"%d\" format=\"html\"><text>Answer &lt;em&gt;%u&lt;/em&gt;</text>"
                                      "<feedback format=\"html\"><text>Why %u is so.</text></feedback></answer>\n", k == 1 ? 100 : 0, k, k);
      g_string_append (bank, "</question>\n");
    }
  g_string_append (bank, "</quiz>\n");
  if (!g_file_set_contents (path, bank->str, bank->len, NULL))
    g_error ("%s can’t be written", path);

  return path;
}

static double
import_bank (gpointer path)
{
  g_autofree char *folder = g_strconcat (path, ".course", NULL);
  const char *argv[] = { "avowctl", "course", "import", path, "-o", folder, NULL };
  const char *remove[] = { "rm", "-r", folder, NULL };
  double took = bench_process_run (argv, NULL).wall;

  bench_process_run (remove, NULL);
  return took;
}

static double
lint_bank (gpointer path)
{
  const char *argv[] = { "xmllint", "--noout", path, NULL };

  return bench_process_run (argv, NULL).wall;
}

static void
load_course (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowEdition) edition = avow_edition_load (COURSE, &error);
  g_autoptr (AvowCourse) course = edition != NULL ? avow_course_new (edition, COURSE_FILE, diagnostics, &error) : NULL;

  if (course == NULL)
    g_error ("%s", error->message);
}

static double
load_courses (gpointer data)
{
  double begin = bench_now ();

  for (guint i = 0; i < LOADS; i++)
    load_course ();
  return (bench_now () - begin) / LOADS;
}

/* The grammar is read once, before the clock starts. */
static double
validate_courses (gpointer data)
{
  xmlRelaxNGPtr grammar = data;
  double begin = bench_now ();

  for (guint i = 0; i < LOADS; i++)
    {
      xmlDocPtr doc = xmlReadFile (COURSE_FILE, NULL, XML_PARSE_NONET);
      xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt (grammar);

      if (doc == NULL || xmlRelaxNGValidateDoc (context, doc) != 0)
        g_error ("%s is not as the grammar says", COURSE_FILE);
      xmlRelaxNGFreeValidCtxt (context);
      xmlFreeDoc (doc);
    }
  return (bench_now () - begin) / LOADS;
}

void
bench_course (const BenchWorld *world)
{
  xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt (GRAMMAR);
  xmlRelaxNGPtr grammar = xmlRelaxNGParse (parser);
  g_autofree char *bank = write_bank (world);
  const BenchPair pairs[] = {
    { "checking the course, as a command / xmllint --relaxng", BENCH_SECONDS, 2, PAIRS, run_avowctl, run_xmllint, NULL },
    { "loading the course, within / xmlRelaxNGValidateDoc", BENCH_SECONDS, 2, PAIRS, load_courses, validate_courses, grammar },
    { "importing " G_STRINGIFY (QUESTIONS) " questions from Moodle XML / xmllint", BENCH_SECONDS, 6, PAIRS, import_bank, lint_bank, bank },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    bench_compare (&pairs[i]);
  xmlRelaxNGFree (grammar);
  xmlRelaxNGFreeParserCtxt (parser);
}
