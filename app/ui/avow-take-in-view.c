/* avow-take-in-view.c: what others handed over, and what became of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-take-in-view.h"

#include "avow-file-dialog.h"
#include "avow-format.h"
#include "avow-problem.h"
#include "avow-taken-row.h"
#include "avow-wrap-box.h"
#include "exchange/avow-hand-over-file.h"
#include "exchange/avow-take-in.h"

#include <glib/gi18n-lib.h>

struct _AvowTakeInView
{
  AdwBin parent_instance;

  AvowContext *context;
  GPtrArray *waiting; /* of GFile: still to be taken in, after the one that is */
  gboolean working;
  guint64 added;      /* records, by what is listed as just now */
  guint n_odd;        /* of what is listed so, what somebody has to look into */

  GtkLabel *what;
  GtkWidget *choose_button;
  GtkWidget *busy;
  GtkLabel *progress;
  GtkWidget *stop_button;
  GtkLabel *summary;
  GtkListBox *results;
  GtkLabel *problem;
  GtkWidget *before_heading;
  GtkListBox *before;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (AvowTakeInView, avow_take_in_view, ADW_TYPE_BIN)

/* A file that is being taken in. */
typedef struct
{
  AvowTakeInView *view;
  char *actor;
  char *path; /* nullable: it is not on this computer */
  char *name; /* of the file, as it is shown */
} Taking;

static void
free_taking (gpointer data)
{
  Taking *taking = data;

  g_object_unref (taking->view);
  g_free (taking->actor);
  g_free (taking->path);
  g_free (taking->name);
  g_free (taking);
}

static gpointer
take_in (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Taking *taking = data;

  if (taking->path != NULL)
    return avow_take_in_file (store, taking->actor, taking->path, error);

  g_set_error_literal (error, AVOW_EXCHANGE_ERROR, AVOW_EXCHANGE_ERROR_DAMAGED,
                       _("Avow reads files only from this computer. Save it here first, and take it in then."));
  return NULL;
}

static gpointer
list_before (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return avow_take_in_list (store, error);
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static char *
describe_before (const AvowTakenBefore *entry)
{
  g_autofree char *moment = avow_format_moment (entry->time);

  if (entry->verdict != AVOW_INTAKE_VERDICT_OK)
    /* Translators: when it was */
    return g_strdup_printf (_("%s: it contradicts what was taken in before. Ask what happened there."), moment);
  if (entry->partial)
    /* Translators: when it was, and how many records there are of that computer */
    return g_strdup_printf (ngettext ("%s, %u record, with what concerns this desk", "%s, %u records, with what concerns this desk",
                                      (gulong) entry->size), moment, (guint) entry->size);
  return g_strdup_printf (ngettext ("%s, %u record", "%s, %u records", (gulong) entry->size), moment, (guint) entry->size);
}

static void
listed_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowTakeInView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  avow_problem_show (self->problem, entries == NULL ? error->message : NULL);
  if (entries == NULL)
    return;

  clear_list (self->before);
  for (guint i = 0; i < entries->len; i++)
    {
      const AvowTakenBefore *entry = g_ptr_array_index (entries, i);
      g_autofree char *text = describe_before (entry);

      gtk_list_box_append (self->before, avow_taken_row_new (entry->name, text, entry->verdict == AVOW_INTAKE_VERDICT_OK));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->before), entries->len > 0);
  gtk_widget_set_visible (self->before_heading, entries->len > 0);
  gtk_widget_set_visible (self->empty, entries->len == 0);
}

static void
load (AvowTakeInView *self)
{
  avow_worker_run_async (avow_context_get_worker (self->context), list_before, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                         listed_cb, g_object_ref (self));
}

static void
add_result (AvowTakeInView *self, const char *title, const char *verdict, gboolean fine)
{
  gtk_list_box_append (self->results, avow_taken_row_new (title, verdict, fine));
  gtk_widget_set_visible (GTK_WIDGET (self->results), TRUE);
  if (!fine)
    self->n_odd++;
}

/* What came back of this computer's own says nothing, unless it is alone or odd. */
static void
add_ledgers (AvowTakeInView *self, const Taking *taking, GPtrArray *ledgers)
{
  for (guint i = 0; i < ledgers->len; i++)
    {
      const AvowTakenIn *ledger = g_ptr_array_index (ledgers, i);
      gboolean fine = avow_taken_in_is_fine (ledger);
      g_autofree char *words = avow_taken_in_describe (ledger);
      /* Translators: what became of it, and the name of the file that it came in */
      g_autofree char *verdict = g_strdup_printf (_("%s (%s)"), words, taking->name);

      self->added += ledger->added;
      if (!ledger->own || !fine || ledgers->len == 1)
        add_result (self, ledger->own ? _("This computer") : ledger->name, verdict, fine);
    }
}

static void
show_summary (AvowTakeInView *self)
{
  g_autofree char *came = g_strdup_printf (ngettext ("%u new record was taken in.", "%u new records were taken in.", (gulong) self->added),
                                           (guint) self->added);
  g_autofree char *odd = g_strdup_printf (ngettext ("%u thing needs a look.", "%u things need a look.", self->n_odd), self->n_odd);
  g_autofree char *text = g_strdup_printf ("%s %s", self->added > 0 ? came : _("Nothing new came."), self->n_odd > 0 ? odd : "");

  avow_problem_show (self->summary, g_strchomp (text));
}

static void take_next (AvowTakeInView *self);

static void
taken_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  Taking *taking = user_data;
  AvowTakeInView *self = taking->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ledgers = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (ledgers != NULL)
    add_ledgers (self, taking, ledgers);
  else
    add_result (self, taking->name, error->message, FALSE);
  take_next (self);
  free_taking (taking);
}

static void
take (AvowTakeInView *self, GFile *file)
{
  Taking *taking = g_new0 (Taking, 1);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *progress = NULL;

  taking->view = g_object_ref (self);
  taking->actor = g_strdup (avow_context_get_person (self->context)->id);
  taking->path = g_file_get_path (file);
  taking->name = g_filename_display_name (base);
  progress = g_strdup_printf (_("Checking “%s”…"), taking->name);
  gtk_label_set_label (self->progress, progress);
  gtk_widget_set_visible (self->stop_button, self->waiting->len > 0);
  avow_worker_run_async (avow_context_get_worker (self->context), take_in, taking, NULL, (GDestroyNotify) g_ptr_array_unref, NULL,
                         taken_cb, taking);
}

static void
take_next (AvowTakeInView *self)
{
  g_autoptr (GFile) file = self->waiting->len > 0 ? g_ptr_array_steal_index (self->waiting, 0) : NULL;

  self->working = file != NULL;
  gtk_widget_set_visible (self->busy, self->working);
  if (file != NULL)
    {
      take (self, file);
      return;
    }
  /* not if whoever did it has gone */
  if (self->context == NULL)
    return;
  show_summary (self);
  avow_context_changed (self->context);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowTakeInView) self = user_data;
  g_autoptr (GPtrArray) files = avow_file_dialog_finish_many (result);

  if (self->context == NULL)
    return;
  if (files->len > 0)
    avow_take_in_view_take_in (self, files);
  else
    gtk_widget_grab_focus (self->choose_button);
}

static void
choose_clicked_cb (AvowTakeInView *self)
{
  avow_file_dialog_open_many_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Take In Files"), _("Hand-overs"),
                                    "*" AVOW_HAND_OVER_SUFFIX, chosen_cb, g_object_ref (self));
}

static void
stop_clicked_cb (AvowTakeInView *self)
{
  g_ptr_array_set_size (self->waiting, 0);
  gtk_widget_grab_focus (self->choose_button);
  gtk_widget_set_visible (self->stop_button, FALSE);
}

static void
avow_take_in_view_dispose (GObject *object)
{
  AvowTakeInView *self = AVOW_TAKE_IN_VIEW (object);

  g_ptr_array_set_size (self->waiting, 0);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (avow_take_in_view_parent_class)->dispose (object);
}

static void
avow_take_in_view_finalize (GObject *object)
{
  g_ptr_array_unref (AVOW_TAKE_IN_VIEW (object)->waiting);

  G_OBJECT_CLASS (avow_take_in_view_parent_class)->finalize (object);
}

static void
avow_take_in_view_class_init (AvowTakeInViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_take_in_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = avow_take_in_view_finalize;

  g_type_ensure (AVOW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-take-in-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, what);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, choose_button);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, busy);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, progress);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, stop_button);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, summary);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, results);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, before_heading);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, before);
  gtk_widget_class_bind_template_child (widget_class, AvowTakeInView, empty);
}

static void
avow_take_in_view_init (AvowTakeInView *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->choose_button, "clicked", G_CALLBACK (choose_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stop_button, "clicked", G_CALLBACK (stop_clicked_cb), self, G_CONNECT_SWAPPED);
}

void
avow_take_in_view_set_context (AvowTakeInView *self, AvowContext *context)
{
  gboolean is_officer;

  g_return_if_fail (AVOW_IS_TAKE_IN_VIEW (self));
  g_return_if_fail (AVOW_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  is_officer = avow_access_get_scope (avow_context_get_access (context), AVOW_ACTION_HAND_OVER) == NULL;
  if (is_officer)
    gtk_widget_add_css_class (self->choose_button, "suggested-action");
  gtk_label_set_label (self->what,
                       is_officer ? _("Drop the files on this window, or choose them. Avow checks every record before it keeps anything, and a file that comes twice changes nothing.")
                                  : _("New courses and declarations come from your compliance team in such a file. Drop it on this window, or choose it. Avow checks every record before it keeps anything."));
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
}

void
avow_take_in_view_take_in (AvowTakeInView *self, GPtrArray *files)
{
  g_return_if_fail (AVOW_IS_TAKE_IN_VIEW (self));
  g_return_if_fail (files != NULL);

  gtk_widget_grab_focus (self->choose_button);
  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (self->waiting, g_object_ref (g_ptr_array_index (files, i)));
  if (self->working)
    return;

  self->added = 0;
  self->n_odd = 0;
  clear_list (self->results);
  gtk_widget_set_visible (GTK_WIDGET (self->results), FALSE);
  avow_problem_show (self->summary, NULL);
  take_next (self);
}
