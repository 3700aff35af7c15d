/* test-score.c: a score, as people and programs read it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "learn/avow-score.h"

#include <locale.h>

static const struct
{
  gint64 points;
  const char *text;
} scores[] = {
  { 0, "0" },
  { 1, "0" },
  { 99, "0" },
  { 100, "0.01" },
  { 5000, "0.5" },
  { 3334, "0.33" },
  { 9999, "0.99" },
  { 10000, "1" },
  { 185000, "18.5" },
  { 159999, "15.99" }, /* 16 of 20 pass: this does not, and does not look so */
  { 160000, "16" },
  { 160001, "16" },
  { 200000, "20" },
  { 10000000, "1000" },
};

static void
test_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    {
      g_autofree char *data = avow_score_to_data (scores[i].points);
      g_autofree char *text = avow_score_to_text (scores[i].points);

      g_assert_cmpstr (data, ==, scores[i].text);
      g_assert_cmpstr (text, ==, scores[i].text);
    }
}

/* Whatever passes, and however many are asked: what is shown reaches what is needed exactly where the score does. */
static void
test_truthful (void)
{
  for (gint64 asked = 1; asked <= 30; asked++)
    for (gint64 percent = 1; percent <= 100; percent++)
      {
        gint64 needed = percent * asked * (AVOW_GRADE_WHOLE / 100);
        g_autofree char *shown = avow_score_to_data (needed);
        g_autofree char *below = avow_score_to_data (needed - 1);

        g_assert_cmpint ((gint64) (g_ascii_strtod (shown, NULL) * 100 + 0.5), ==, percent * asked);
        g_assert_cmpfloat (g_ascii_strtod (below, NULL), <, g_ascii_strtod (shown, NULL));
      }
}

static void
test_from_record (void)
{
  g_assert_cmpint (avow_score_from_record (18, 0), ==, 180000);
  g_assert_cmpint (avow_score_from_record (17, 185000), ==, 185000);
  g_assert_cmpint (avow_score_from_record (0, 0), ==, 0);
}

static void
test_describe (void)
{
  g_autofree char *half = avow_score_describe (185000, 20);
  g_autofree char *whole = avow_score_describe (180000, 20);

  g_assert_cmpstr (half, ==, "18.5 of 20");
  g_assert_cmpstr (whole, ==, "18 of 20");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/learn/score{text}", test_text);
  g_test_add_func ("/avow/learn/score{truthful}", test_truthful);
  g_test_add_func ("/avow/learn/score{from-record}", test_from_record);
  g_test_add_func ("/avow/learn/score{describe}", test_describe);
  return g_test_run ();
}
