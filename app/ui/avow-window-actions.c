/* avow-window-actions.c: what the window can be asked to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-window-actions.h"

#include "avow-pages.h"
#include "avow-shortcuts.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *person;
  char *item;
  char *cycle;
} DutyQuery;

static void
free_query (gpointer data)
{
  DutyQuery *query = data;

  g_free (query->person);
  g_free (query->item);
  g_free (query->cycle);
  g_free (query);
}

static gpointer
find_duty (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const DutyQuery *query = data;
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (store, query->person, today, error);

  if (duties == NULL)
    return NULL;

  for (guint i = 0; i < duties->len; i++)
    {
      AvowDuty *duty = g_ptr_array_index (duties, i);

      if (g_str_equal (duty->item, query->item) && g_str_equal (duty->cycle, query->cycle))
        return g_ptr_array_steal_index (duties, i);
    }

  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN,
               _("This is not asked of you any more. Your training shows what is."));
  return NULL;
}

static void
duty_found_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowDuty *duty = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  AvowContext *context = avow_window_get_context (self);

  if (duty == NULL)
    avow_window_toast (self, error->message);
  else if (context != NULL && g_str_equal (avow_context_get_person (context)->id, duty->person))
    avow_window_push (self, avow_pages_new_duty (context, duty));
  g_clear_pointer (&duty, avow_duty_free);
}

static void
open_duty_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowContext *context = avow_window_get_context (AVOW_WINDOW (widget));
  DutyQuery *query;

  if (context == NULL)
    return;

  query = g_new0 (DutyQuery, 1);
  query->person = g_strdup (avow_context_get_person (context)->id);
  g_variant_get (parameter, "(ss)", &query->item, &query->cycle);
  avow_worker_run_async (avow_context_get_worker (context), find_duty, query, free_query, (GDestroyNotify) avow_duty_free,
                         NULL, duty_found_cb, g_object_ref (widget));
}

static void
open_receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowContext *context = avow_window_get_context (AVOW_WINDOW (widget));

  if (context != NULL)
    avow_window_push (AVOW_WINDOW (widget), avow_pages_new_receipt (context, g_variant_get_int64 (parameter)));
}

static void
open_recall_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowContext *context = avow_window_get_context (AVOW_WINDOW (widget));

  if (context != NULL)
    avow_window_push (AVOW_WINDOW (widget), avow_pages_new_recall (context));
}

static void
show_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_window_show_page (AVOW_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_window_pop (AVOW_WINDOW (widget));
}

static void
show_shortcuts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_shortcuts_show (GTK_WINDOW (widget));
}

void
avow_window_class_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.open-duty", "(ss)", open_duty_action);
  gtk_widget_class_install_action (klass, "win.open-receipt", "x", open_receipt_action);
  gtk_widget_class_install_action (klass, "win.open-recall", NULL, open_recall_action);
  gtk_widget_class_install_action (klass, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (klass, "win.back", NULL, back_action);
  gtk_widget_class_install_action (klass, "win.show-shortcuts", NULL, show_shortcuts_action);

  /* not the application's, for a page may have steps of its own to go back */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_KP_Left, GDK_ALT_MASK, "win.back", NULL);
}
