/* avow-window.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-window.h"

#include "avow-main-view.h"
#include "avow-start.h"
#include "avow-window-actions.h"
#include "record/avow-record-error.h"

#include <glib/gi18n-lib.h>

#define SPINNER_DELAY_MS 500

struct _AvowWindow
{
  AdwApplicationWindow parent_instance;

  AvowWorker *worker;
  GCancellable *cancellable; /* ends what the window waits for */
  AvowStart *start;          /* nullable: not loaded yet */
  AvowMainView *main;        /* nullable: nobody is signed in */
  guint spinner_source;

  AdwToastOverlay *toasts;
  GtkStack *views;
  GtkSpinner *spinner;
  AdwStatusPage *obstacle;
  GtkButton *again_button;
};

G_DEFINE_FINAL_TYPE (AvowWindow, avow_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_obstacle (AvowWindow *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->obstacle, text);
  gtk_stack_set_visible_child_name (self->views, "obstacle");
  gtk_widget_grab_focus (GTK_WIDGET (self->again_button));
}

static void
leave_main_view (AvowWindow *self)
{
  if (self->main != NULL)
    gtk_stack_remove (self->views, GTK_WIDGET (self->main));
  self->main = NULL;
}

static void
enter (AvowWindow *self, const AvowEntry *entry)
{
  g_autoptr (AvowContext) context = avow_context_new (self->worker, entry->person, entry->access, self->start->organisation);

  leave_main_view (self);
  self->main = AVOW_MAIN_VIEW (avow_main_view_new (context));
  gtk_stack_add_named (self->views, GTK_WIDGET (self->main), "main");
  avow_main_view_set_banner (self->main, self->start->obstacle, NULL, NULL);
  gtk_stack_set_visible_child_name (self->views, "main");
}

static void
entered_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  AvowWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  AvowEntry *entry = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (entry != NULL)
    enter (self, entry);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_obstacle (self, error);
  g_clear_pointer (&entry, avow_entry_free);
  g_object_unref (self);
}

static void
let_in (AvowWindow *self, const AvowPerson *person)
{
  AvowKnock *knock = g_new0 (AvowKnock, 1);

  knock->person = g_strdup (person->id);
  avow_worker_run_async (self->worker, avow_start_enter, knock, (GDestroyNotify) avow_knock_free, (GDestroyNotify) avow_entry_free,
                         self->cancellable, entered_cb, g_object_ref (self));
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  AvowWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  AvowStart *start = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  gtk_spinner_stop (self->spinner);
  if (start != NULL)
    {
      g_clear_pointer (&self->start, avow_start_free);
      self->start = start;
      if (start->people->len > 0)
        let_in (self, g_ptr_array_index (start->people, 0));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      show_obstacle (self, error);
    }
  g_object_unref (self);
}

static gboolean
start_spinner_cb (gpointer user_data)
{
  AvowWindow *self = user_data;

  self->spinner_source = 0;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "loading") == 0)
    gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
load (AvowWindow *self)
{
  gtk_stack_set_visible_child_name (self->views, "loading");
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, start_spinner_cb, self);
  avow_worker_run_async (self->worker, avow_start_load, NULL, NULL, (GDestroyNotify) avow_start_free,
                         self->cancellable, loaded_cb, g_object_ref (self));
}

static void
avow_window_dispose (GObject *object)
{
  AvowWindow *self = AVOW_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->start, avow_start_free);

  G_OBJECT_CLASS (avow_window_parent_class)->dispose (object);
}

static void
avow_window_class_init (AvowWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, views);
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, obstacle);
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, again_button);
  avow_window_class_install_actions (widget_class);
}

static void
avow_window_init (AvowWindow *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->again_button, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
}

AvowWindow *
avow_window_new (GtkApplication *application, AvowWorker *worker)
{
  AvowWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (AVOW_IS_WORKER (worker), NULL);

  self = g_object_new (AVOW_TYPE_WINDOW, "application", application, NULL);
  self->worker = g_object_ref (worker);
  load (self);

  return self;
}

AvowWindow *
avow_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return AVOW_IS_WINDOW (root) ? AVOW_WINDOW (root) : NULL;
}

void
avow_window_open_invitation (AvowWindow *self, GFile *file)
{
  g_return_if_fail (AVOW_IS_WINDOW (self));
}

AvowContext *
avow_window_get_context (AvowWindow *self)
{
  g_return_val_if_fail (AVOW_IS_WINDOW (self), NULL);

  return self->main != NULL ? avow_main_view_get_context (self->main) : NULL;
}

void
avow_window_push (AvowWindow *self, GtkWidget *page)
{
  g_return_if_fail (AVOW_IS_WINDOW (self));
  g_return_if_fail (self->main != NULL);

  avow_main_view_push (self->main, page);
}

void
avow_window_pop (AvowWindow *self)
{
  g_return_if_fail (AVOW_IS_WINDOW (self));

  if (self->main != NULL)
    avow_main_view_back (self->main);
}

void
avow_window_show_page (AvowWindow *self, const char *name)
{
  g_return_if_fail (AVOW_IS_WINDOW (self));

  if (self->main != NULL)
    avow_main_view_show_page (self->main, name);
}

void
avow_window_toast (AvowWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  g_return_if_fail (AVOW_IS_WINDOW (self));

  adw_toast_set_title (toast, text);
  avow_window_add_toast (self, toast);
}

void
avow_window_add_toast (AvowWindow *self, AdwToast *toast)
{
  g_return_if_fail (AVOW_IS_WINDOW (self));
  g_return_if_fail (ADW_IS_TOAST (toast));

  adw_toast_overlay_add_toast (self->toasts, toast);
}
