/* test-paper-names.c: a report on paper, where another program than Avow put names into the roster
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-world.h"

#include "paper/avow-report-pdf.h"

#include <gio/gio.h>
#include <string.h>

/* Avow's own roster refuses these; what another machine hands over may have them. */
static void
record_person (Fixture *world, const char *staff_number, const char *name)
{
  g_autofree char *id = avow_id_new ("p");
  AvowPerson person = {
    .id = id,
    .staff_number = (char *) staff_number,
    .name = (char *) name,
    .team = (char *) "Lighthouse",
    .joined = (char *) "2026-01-05",
  };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, avow_person_to_record (&person, world->officer));
  avow_store_append (world->store, records, &error);
  g_assert_no_error (error);
}

static char *
repeat (const char *part, guint times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times; i++)
    g_string_append (text, part);
  return g_string_free (text, FALSE);
}

/* (transfer full): what `pdftotext -bbox` says of each page and word, in points. */
static char *
read_boxes (GBytes *pdf)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) said = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "pdftotext", "-bbox", "-", "-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (process, pdf, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (said, NULL), g_bytes_get_size (said));
}

static guint
assert_on_page (const char *boxes)
{
  double width = 0, height = 0, left, top, right, bottom;
  g_auto (GStrv) lines = g_strsplit (boxes, "\n", -1);
  guint words = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    if (sscanf (lines[i], " <page width=\"%lf\" height=\"%lf\"", &width, &height) != 2
        && sscanf (lines[i], " <word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &left, &top, &right, &bottom) == 4)
      {
        words++;
        if (left < 0 || top < 0 || right > width || bottom > height)
          g_error ("beside the page of %.0f x %.0f: %s", width, height, lines[i]);
      }
  return words;
}

static void
test_names (void)
{
  static const struct
  {
    const char *part;
    guint times;
  } names[] = {
    { "W", 10000 }, { "name ", 2000 }, { "名", 10000 }, { "اسم ", 2500 }, { "e\u0301\u0302\u0303", 2500 }, { "\u202eKim", 2500 },
    { "\u202eeel miK", 1 }, { "Kim\u202d Lee\u202c", 1 }, { "Kim\u2067Lee", 1 }, { "Kim\u200b\u200bLee", 1 }, { "\n", 10000 }, { "👩‍👩‍👧", 1000 },
  };
  g_autoptr (Fixture) world = world_new ();
  g_autoptr (AvowReport) report = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;
  g_autofree char *boxes = NULL;
  guint words;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = repeat (names[i].part, names[i].times);
      g_autofree char *number = g_strdup_printf ("row%03u", i);

      record_person (world, number, name);
    }
  world_ask (world, "once");
  report = world_report (world, AVOW_REPORT_COMPLETION, NULL, 0);
  pdf = avow_report_pdf_write (report);
  text = world_read_pdf (pdf);
  boxes = read_boxes (pdf);
  words = assert_on_page (boxes);

  /* a name reaches into no other cell: whatever stands beside it reads as it was written */
  g_assert_cmpuint (world_count_text (text, "row0"), ==, G_N_ELEMENTS (names));
  g_assert_cmpuint (world_count_text (text, "Lighthouse"), ==, G_N_ELEMENTS (names));
  g_assert_cmpuint (world_count_pages (pdf), <=, 4);
  g_test_message ("%u names on paper, %u words, %u pages: none beside the page, no cell turned around", (guint) G_N_ELEMENTS (names), words,
                  world_count_pages (pdf));
}

/* In one text with what stands beside it, such a name turns that around. */
static void
test_control (void)
{
  g_autoptr (Fixture) world = world_new ();
  g_autoptr (AvowReport) report = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *text = NULL;

  record_person (world, "row000", "Kim Lighthouse");
  record_person (world, "row001", "\u202eKim Lighthouse");
  world_ask (world, "once");
  report = world_report (world, AVOW_REPORT_COMPLETION, NULL, 0);
  pdf = avow_report_pdf_write (report);
  text = world_read_pdf (pdf);
  /* in both teams, and in the first name */
  g_assert_cmpuint (world_count_text (text, "Lighthouse"), ==, 3);
  g_test_message ("control: in one text with the name, a word beside it is turned around");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/attack/paper{names}", test_names);
  g_test_add_func ("/avow/attack/paper{control}", test_control);
  return world_run ();
}
