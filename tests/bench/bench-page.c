/* bench-page.c: turning a page of the course, beside the time that a screen gives for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench.h"

#include "ui/avow-accessible.h"
#include "ui/avow-page-view.h"
#include "ui/avow-ui-resources.h"

#define COURSE BENCH_SOURCE "/courses/maintaining-customer-privacy"
#define FRAME (1.0 / 60) /* seconds that a screen of 60 Hz shows one picture */
#define ROUNDS 5

typedef struct
{
  AvowCourse *course;
  GHashTable *facts; /* of char* by name */
  AvowPageView *view;
  GtkWidget *window;
  double begin;   /* of the frame at hand */
  double work;    /* from there to its end */
  gboolean drawn;
} Page;

static void
before_paint_cb (GdkFrameClock *clock, Page *self)
{
  self->begin = bench_now ();
}

static void
after_paint_cb (GdkFrameClock *clock, Page *self)
{
  self->work = bench_now () - self->begin;
  self->drawn = TRUE;
}

static void
wait_for_frame (Page *self)
{
  self->drawn = FALSE;
  while (!self->drawn)
    g_main_context_iteration (NULL, TRUE);
}

/* What keeps the main loop: putting the page in the place of the last one, laying it out, drawing it. The wait for
 * the screen between these is not counted. */
static double
turn (Page *self, const AvowPage *page)
{
  double begin = bench_now (), building;

  avow_page_view_set_title (self->view, page->title);
  avow_page_view_set_blocks (self->view, page->blocks, self->facts, self->course);
  building = bench_now () - begin;
  wait_for_frame (self);
  return building + self->work;
}

static void
open_window (Page *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  GdkFrameClock *clock;

  gtk_css_provider_load_from_resource (style, "/org/avow/Avow/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->view = AVOW_PAGE_VIEW (avow_page_view_new ());
  self->window = adw_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  adw_window_set_content (ADW_WINDOW (self->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 960, 680);
  gtk_window_present (GTK_WINDOW (self->window));

  clock = gtk_widget_get_frame_clock (self->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  wait_for_frame (self);
}

static void
load (Page *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowEdition) edition = avow_edition_load (COURSE, &error);

  self->course = edition != NULL ? avow_course_new (edition, COURSE, diagnostics, &error) : NULL;
  if (self->course == NULL)
    g_error ("%s", error->message);
  self->facts = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->course->variables->len; i++)
    g_hash_table_insert (self->facts, g_ptr_array_index (self->course->variables, i), (gpointer) "the compliance team");
}

/* (transfer full) of AvowPage */
static GPtrArray *
list_pages (AvowCourse *course)
{
  GPtrArray *pages = g_ptr_array_new ();

  for (guint i = 0; i < course->modules->len; i++)
    {
      const AvowModule *module = g_ptr_array_index (course->modules, i);

      for (guint j = 0; j < module->steps->len; j++)
        {
          const AvowStep *step = g_ptr_array_index (module->steps, j);

          if (step->kind == AVOW_STEP_PAGE)
            g_ptr_array_add (pages, step->page);
        }
    }
  return pages;
}

void
bench_page (const BenchWorld *world)
{
  Page self = { 0 };
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (double));
  const AvowPage *longest = NULL;
  double worst = 0;

  adw_init ();
  avow_ui_get_resource ();
  avow_accessible_install ();
  load (&self);
  pages = list_pages (self.course);
  open_window (&self);
  for (guint i = 0; i < ROUNDS * pages->len; i++)
    {
      const AvowPage *page = g_ptr_array_index (pages, i % pages->len);
      double took = turn (&self, page);

      g_array_append_val (figures, took);
      if (took > worst)
        {
          worst = took;
          longest = page;
        }
    }
  bench_print_row ("turning a page / one frame of 60 Hz", BENCH_SECONDS, bench_median (figures), FRAME, bench_median (figures) / FRAME, 1);
  bench_print_note ("%u pages, %u times; at most %.1f ms, for “%s”", pages->len, ROUNDS, worst * 1e3, longest->title);

  gtk_window_destroy (GTK_WINDOW (self.window));
  g_hash_table_unref (self.facts);
  avow_course_unref (self.course);
}
