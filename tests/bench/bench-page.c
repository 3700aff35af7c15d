/* bench-page.c: turning a page of the course, beside the time that a screen gives for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench.h"

#include "people/avow-organisation.h"
#include "people/avow-programme.h"
#include "record/avow-clock.h"
#include "ui/avow-accessible.h"
#include "ui/avow-reader.h"
#include "ui/avow-ui-resources.h"

#define READER "1008"    /* of the sample: has completed the course, so that every page is open */
#define FRAME (1.0 / 60) /* seconds that a screen of 60 Hz shows one picture */
#define ROUNDS 5

typedef struct
{
  AvowWorker *worker;
  AvowCourse *course;
  GtkWidget *reader;
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

/* Nothing is on its way to the store or from it, and nothing moves any more. */
static void
settle (Page *self)
{
  avow_worker_flush (self->worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What keeps the main loop: putting the page in the place of the last one, laying it out, drawing it. The wait for
 * the screen between these is not counted, nor what comes after: the worker keeps the place, the scroll bar fades. */
static double
turn (Page *self, const AvowPage *page)
{
  double begin, building;

  /* the focus is on what was pressed to turn it, not in the page that goes */
  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_widget_child_focus (self->reader, GTK_DIR_TAB_FORWARD);
  settle (self);
  begin = bench_now ();
  if (!gtk_widget_activate_action (self->reader, "page.open", "s", page->id))
    g_error ("The reader opens no page");
  building = bench_now () - begin;
  wait_for_frame (self);
  settle (self);
  return building + self->work;
}

static void
open_window (Page *self)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  GdkFrameClock *clock;

  gtk_css_provider_load_from_resource (style, "/org/avow/Avow/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (style), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (self->window), self->reader);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 960, 680);
  gtk_window_present (GTK_WINDOW (self->window));

  clock = gtk_widget_get_frame_clock (self->window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), self);
  wait_for_frame (self);
  settle (self);
}

/* (transfer full): the course that the person has taken */
static AvowDuty *
find_course (AvowStore *store, const char *person, GError **error)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (store, person, today, error);

  for (guint i = 0; duties != NULL && i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      if (g_str_equal (duty->item_kind, "course"))
        return avow_duty_copy (duty);
    }
  return NULL;
}

static void
open_reader (Page *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (folder, &error);
  g_autoptr (AvowOrganisation) organisation = store != NULL ? avow_organisation_get (store, &error) : NULL;
  g_autoptr (AvowPerson) person = organisation != NULL ? avow_roster_find (store, READER, &error) : NULL;
  g_autoptr (AvowAccess) access = person != NULL ? avow_access_of (store, person->id, &error) : NULL;
  AvowDuty *duty = access != NULL ? find_course (store, person->id, &error) : NULL;
  g_autoptr (AvowContext) context = NULL;

  self->course = duty != NULL ? avow_programme_get_course (store, &duty->digest, NULL, &error) : NULL;
  if (self->course == NULL)
    g_error ("%s", error != NULL ? error->message : "The reader has no course");
  self->worker = avow_worker_new (folder);
  context = avow_context_new (self->worker, person, access, organisation->name);
  self->reader = avow_reader_new (context, duty);
  avow_duty_free (duty);
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
  open_reader (&self, world->small);
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
  bench_print_row ("turning a page in the reader / one frame of 60 Hz", BENCH_SECONDS, bench_median (figures), FRAME, bench_median (figures) / FRAME, 1);
  bench_print_note ("%u pages, %u times; at most %.1f ms, for “%s”", pages->len, ROUNDS, worst * 1e3, longest->title);

  gtk_window_destroy (GTK_WINDOW (self.window));
  settle (&self);
  avow_course_unref (self.course);
  g_object_unref (self.worker);
}
