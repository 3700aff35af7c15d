/* avow-hand-over-view.c: what is handed over, to whom, and when it was done last
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-hand-over-view.h"

#include "avow-file-dialog.h"
#include "avow-format.h"
#include "avow-hand-over-job.h"
#include "avow-problem.h"
#include "avow-saved-toast.h"
#include "exchange/avow-hand-over.h"

#include <glib/gi18n-lib.h>

/* As the rows of the template have them. */
typedef enum
{
  TO_TEAM,
  TO_PERSON,
  TO_DESK,
} Recipient;

struct _AvowHandOverView
{
  AdwBin parent_instance;

  AvowContext *context;
  GCancellable *cancellable; /* of the plan that is being read */
  gboolean chooses;          /* to whom; else it is the compliance team */
  gboolean working;
  gboolean whole;            /* what the file that is being saved is going to hold: see #AvowHandOverTo */

  GtkLabel *heading;
  GtkWidget *choices;
  AdwComboRow *to_row;
  AdwComboRow *team_row;
  GtkWidget *number_box;
  GtkEditable *number;
  GtkLabel *what;
  GtkLabel *last;
  GtkLabel *problem;
  GtkWidget *busy;
  GtkWidget *save_button;
  GtkWidget *again; /* to hand over everything */
  GtkWidget *again_row;
};

G_DEFINE_FINAL_TYPE (AvowHandOverView, avow_hand_over_view, ADW_TYPE_BIN)

static Recipient
get_recipient (AvowHandOverView *self)
{
  return self->chooses ? adw_combo_row_get_selected (self->to_row) : TO_DESK;
}

static AvowHandOverOrder *
create_order (AvowHandOverView *self)
{
  AvowHandOverOrder *order = g_new0 (AvowHandOverOrder, 1);
  GtkStringObject *team = adw_combo_row_get_selected_item (self->team_row);
  Recipient recipient = get_recipient (self);

  order->whole = self->whole;
  order->actor = g_strdup (avow_context_get_person (self->context)->id);
  if (recipient == TO_TEAM && team != NULL)
    order->team = g_strdup (gtk_string_object_get_string (team));
  else if (recipient == TO_PERSON)
    order->staff_number = g_strstrip (g_strdup (gtk_editable_get_text (self->number)));

  return order;
}

static const char *
describe (AvowHandOverView *self)
{
  switch (get_recipient (self))
    {
    case TO_TEAM:
      return _("The file holds all records about the people of the team, and of everybody else only that there are some. With it the manager sees and reports how the team stands.");
    case TO_PERSON:
      return _("The file holds what this person’s Avow has to know: new courses and declarations, and all records about them; of everybody else only that there are some.");
    case TO_DESK:
    default:
      break;
    }

  return self->chooses ? _("The file holds everything that is recorded here, about everybody. With it the other desk reports the same numbers.")
                       : _("The file holds what was recorded on this computer: who joined, what was learned, and what was signed or declined. Until your compliance team has it, they can’t know.");
}

static void
add_teams (AvowHandOverView *self, GPtrArray *teams)
{
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (self->team_row));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (names));

  for (guint i = 0; i < teams->len; i++)
    {
      const char *team = g_ptr_array_index (teams, i);

      /* what is chosen stays so, and as a rule there is nothing new */
      if (i >= n || !g_str_equal (gtk_string_list_get_string (names, i), team))
        {
          gtk_string_list_splice (names, i, 0, (const char *[]) { team, NULL });
          n++;
        }
    }
  if (n > teams->len)
    gtk_string_list_splice (names, teams->len, n - teams->len, NULL);
}

static void
show_plan (AvowHandOverView *self, const AvowHandOverPlan *plan)
{
  g_autofree char *moment = avow_format_moment (plan->last);
  g_autofree char *text = NULL;

  if (plan->last == 0)
    text = g_strdup (_("Never handed over yet."));
  else if (self->chooses || plan->due)
    text = g_strdup_printf (_("Last handed over on %s."), moment);
  else
    text = g_strdup_printf (_("Last handed over on %s. Since then you have finished and signed nothing here."), moment);
  gtk_label_set_label (self->last, text);
  gtk_widget_set_visible (GTK_WIDGET (self->last), TRUE);
  if (self->chooses)
    add_teams (self, plan->teams);
}

static void
plan_loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowHandOverView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowHandOverPlan) plan = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (plan != NULL)
    show_plan (self, plan);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    avow_problem_show (self->problem, error->message);
}

static void
load (AvowHandOverView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  avow_worker_run_async (avow_context_get_worker (self->context), avow_hand_over_plan_load, create_order (self),
                         (GDestroyNotify) avow_hand_over_order_free, (GDestroyNotify) avow_hand_over_plan_free, self->cancellable,
                         plan_loaded_cb, g_object_ref (self));
}

static void
update (AvowHandOverView *self)
{
  Recipient recipient = get_recipient (self);

  gtk_widget_set_visible (GTK_WIDGET (self->team_row), recipient == TO_TEAM);
  gtk_widget_set_visible (self->number_box, recipient == TO_PERSON);
  /* what teams and people are handed begins at the beginning anyway */
  gtk_widget_set_visible (self->again, recipient == TO_DESK);
  gtk_label_set_label (self->what, describe (self));
  avow_problem_show (self->problem, NULL);
  load (self);
}

static void
set_working (AvowHandOverView *self, gboolean working)
{
  self->working = working;
  gtk_widget_set_visible (self->busy, working);
}

static void
written_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowHandOverView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (self->context == NULL)
    return;
  set_working (self, FALSE);
  if (path == NULL)
    {
      avow_problem_show (self->problem, error->message);
      return;
    }
  avow_saved_toast_show_place (GTK_WIDGET (self), path);
  load (self);
}

static void
write_to (AvowHandOverView *self, const char *path)
{
  AvowHandOverOrder *order = create_order (self);

  order->path = g_strdup (path);
  set_working (self, TRUE);
  avow_worker_run_async (avow_context_get_worker (self->context), avow_hand_over_order_run, order,
                         (GDestroyNotify) avow_hand_over_order_free, g_free, NULL, written_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowHandOverView) self = user_data;
  g_autoptr (GFile) file = avow_file_dialog_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (self->context == NULL)
    return;
  if (path != NULL)
    write_to (self, path);
  else if (file != NULL)
    avow_problem_show (self->problem, _("Avow writes hand-overs only to this computer. Choose a folder here, and send the file from there."));
  gtk_widget_grab_focus (self->whole ? self->again_row : self->save_button);
}

/* "1013-2026-11-24.avow-hand-over": whose records are in it */
static char *
propose_name (AvowHandOverView *self, AvowHandOverOrder *order)
{
  g_autofree char *today = avow_format_today ();
  const char *about = avow_context_get_person (self->context)->staff_number;

  if (order->team != NULL || order->staff_number != NULL)
    about = g_strdelimit (order->team != NULL ? order->team : order->staff_number, "/\\", '-');

  return g_strdup_printf ("%s-%s" AVOW_HAND_OVER_SUFFIX, about, today);
}

static void
save (AvowHandOverView *self, gboolean whole)
{
  AvowHandOverOrder *order;
  g_autofree char *name = NULL;

  if (self->working)
    return;

  self->whole = whole;
  avow_problem_show (self->problem, NULL);
  order = create_order (self);
  if (order->staff_number != NULL && *order->staff_number == '\0')
    {
      avow_problem_show (self->problem, _("Please fill in the staff number."));
      gtk_widget_grab_focus (GTK_WIDGET (self->number));
    }
  else
    {
      name = propose_name (self, order);
      avow_file_dialog_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save Hand-Over"), name, chosen_cb,
                                   g_object_ref (self));
    }
  avow_hand_over_order_free (order);
}

static void
save_clicked_cb (AvowHandOverView *self)
{
  save (self, FALSE);
}

static void
again_activated_cb (AvowHandOverView *self)
{
  save (self, TRUE);
}

static void
avow_hand_over_view_dispose (GObject *object)
{
  AvowHandOverView *self = AVOW_HAND_OVER_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (avow_hand_over_view_parent_class)->dispose (object);
}

static void
avow_hand_over_view_class_init (AvowHandOverViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_hand_over_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-hand-over-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, heading);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, choices);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, to_row);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, team_row);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, number_box);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, number);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, what);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, last);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, busy);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, save_button);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, again);
  gtk_widget_class_bind_template_child (widget_class, AvowHandOverView, again_row);
}

static void
avow_hand_over_view_init (AvowHandOverView *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (save_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->again_row, "activated", G_CALLBACK (again_activated_cb), self, G_CONNECT_SWAPPED);
}

void
avow_hand_over_view_set_context (AvowHandOverView *self, AvowContext *context)
{
  g_return_if_fail (AVOW_IS_HAND_OVER_VIEW (self));
  g_return_if_fail (AVOW_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  self->chooses = avow_access_get_scope (avow_context_get_access (context), AVOW_ACTION_HAND_OVER) == NULL;
  gtk_widget_set_visible (self->choices, self->chooses);
  gtk_label_set_label (self->heading, self->chooses ? _("Hand over records") : _("Hand over your records to the compliance team"));
  if (!self->chooses)
    gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to_row, "notify::selected", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->team_row, "notify::selected", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->number, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  update (self);
}
