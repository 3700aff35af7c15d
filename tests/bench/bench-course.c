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
  const BenchPair pairs[] = {
    { "checking the course, as a command / xmllint --relaxng", BENCH_SECONDS, 2, PAIRS, run_avowctl, run_xmllint, NULL },
    { "loading the course, within / xmlRelaxNGValidateDoc", BENCH_SECONDS, 2, PAIRS, load_courses, validate_courses, grammar },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    bench_compare (&pairs[i]);
  xmlRelaxNGFree (grammar);
  xmlRelaxNGFreeParserCtxt (parser);
}
