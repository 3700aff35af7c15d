/* test-figure.c: pictures of a course, sound and not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ui/avow-figure.h"

#include <string.h>

#define DRAWING "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='100'><rect width='300' height='100'/></svg>"
#define BOX_ONLY "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 20'><rect width='40' height='20'/></svg>"

static GtkWidget *
new_figure (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return avow_figure_new (bytes, "A picture");
}

static void
measure (GtkWidget *figure, int width, int *natural_width, int *height)
{
  gtk_widget_measure (figure, GTK_ORIENTATION_HORIZONTAL, -1, NULL, natural_width, NULL, NULL);
  gtk_widget_measure (figure, GTK_ORIENTATION_VERTICAL, width, NULL, height, NULL, NULL);
}

/* never larger than its author made it, and always in proportion */
static void
test_size (void)
{
  static const struct
  {
    int width;
    int height;
  } cases[] = { { 150, 50 }, { 300, 100 }, { 900, 100 } };
  GtkWidget *figure = g_object_ref_sink (new_figure (DRAWING));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int natural;
      int height;

      measure (figure, cases[i].width, &natural, &height);
      g_assert_cmpint (natural, ==, 300);
      g_assert_cmpint (height, ==, cases[i].height);
    }
  g_assert_finalize_object (figure);
}

static void
test_box_only (void)
{
  GtkWidget *figure = g_object_ref_sink (new_figure (BOX_ONLY));
  int natural;
  int height;

  measure (figure, 40, &natural, &height);
  g_assert_cmpint (height, ==, natural / 2);
  g_assert_finalize_object (figure);
}

/* what can't be shown is no figure; its words stand in its place */
static void
test_broken (void)
{
  static const char *const broken[] = { "", "no picture", "<svg xmlns='http://www.w3.org/2000/svg'>", "<html/>", "\x89PNG\r\n\x1a\n", "\xff\xd8\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    g_assert_null (new_figure (broken[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  g_test_add_func ("/avow/ui/figure{size}", test_size);
  g_test_add_func ("/avow/ui/figure{view-box-only}", test_box_only);
  g_test_add_func ("/avow/ui/figure{broken}", test_broken);

  return g_test_run ();
}
