/* avow-training-page.c: what a person has to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-training-page.h"

#include "avow-duty-row.h"
#include "avow-format.h"
#include "avow-recall-card.h"

#include <glib/gi18n-lib.h>

struct _AvowTrainingPage
{
  AdwBin parent_instance;

  AvowContext *context;
  GCancellable *cancellable;
  GPtrArray *done_rows; /* of GtkWidget, in done_row */
  gboolean shown;       /* at least once */

  GtkStack *stack;
  AdwStatusPage *error;
  GtkButton *again_button;
  GtkLabel *headline;
  GtkLabel *summary;
  GtkWidget *hand_over_button;
  GtkListBox *todo;
  GtkListBox *done;
  AdwExpanderRow *done_row;
  AdwBin *recall;
};

G_DEFINE_FINAL_TYPE (AvowTrainingPage, avow_training_page, ADW_TYPE_BIN)

static void
clear_rows (AvowTrainingPage *self)
{
  GtkWidget *row;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->todo, 0))) != NULL)
    gtk_list_box_remove (self->todo, row);
  for (guint i = 0; i < self->done_rows->len; i++)
    adw_expander_row_remove (self->done_row, g_ptr_array_index (self->done_rows, i));
  g_ptr_array_set_size (self->done_rows, 0);
}

static GtkWidget *
create_done_row (const AvowTrainingItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean has_receipt = !g_str_equal (item->duty->item_kind, "course") && item->duty->done_position > 0;
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", "go-next-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->duty->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->state);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  if (has_receipt)
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", item->duty->done_position);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-receipt");
    }
  else
    {
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", item->duty->item, item->duty->cycle);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-duty");
    }

  return row;
}

static gboolean
has_declined (const AvowTraining *training)
{
  for (guint i = 0; i < training->done->len; i++)
    if (((AvowTrainingItem *) g_ptr_array_index (training->done, i))->duty->standing == AVOW_STANDING_DECLINED)
      return TRUE;

  return FALSE;
}

static void
show_headline (AvowTrainingPage *self, const AvowTraining *training)
{
  g_autofree char *headline = avow_training_get_headline (training);
  guint minutes = avow_training_count_minutes (training);
  g_autofree char *summary = NULL;

  if (training->unknown)
    summary = g_strdup (_("Everything asked of you is done, but only this computer knows. Hand over your records, so that your compliance team knows too."));
  else if (training->todo->len == 0 && has_declined (training))
    summary = g_strdup (_("You have answered everything asked of you. What you signed or declined is below."));
  else if (training->todo->len == 0)
    summary = g_strdup (_("Everything asked of you is done. What you signed is below."));
  else
    summary = g_strdup_printf (ngettext ("About %u minute in all; you can stop at any time.",
                                         "About %u minutes in all; you can stop at any time.", minutes), minutes);

  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->summary, summary);
  /* of what can't be opened nobody knows how long it takes */
  gtk_widget_set_visible (self->hand_over_button, training->unknown);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), training->todo->len == 0 || minutes > 0);
}

static void
show_done (AvowTrainingPage *self, const AvowTraining *training)
{
  guint n = training->done->len;
  g_autofree char *count = g_strdup_printf (ngettext ("%u thing", "%u things", n), n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = create_done_row (g_ptr_array_index (training->done, i));

      g_ptr_array_add (self->done_rows, row);
      adw_expander_row_add_row (self->done_row, row);
    }
  adw_expander_row_set_subtitle (self->done_row, count);
  gtk_widget_set_visible (GTK_WIDGET (self->done), n > 0);
}

static gboolean
has_focus_inside (AvowTrainingPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
show_training (AvowTrainingPage *self, const AvowTraining *training)
{
  const AvowTrainingItem *next = avow_training_find_next (training);
  /* whoever has just come in starts at what is to do */
  gboolean takes_focus = !self->shown || has_focus_inside (self);

  clear_rows (self);
  show_headline (self, training);
  for (guint i = 0; i < training->todo->len; i++)
    {
      const AvowTrainingItem *item = g_ptr_array_index (training->todo, i);

      gtk_list_box_append (self->todo, avow_duty_row_new (item, training->today, item == next));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->todo), training->todo->len > 0);
  show_done (self, training);

  gtk_stack_set_visible_child_name (self->stack, training->todo->len + training->done->len > 0 ? "list" : "empty");
  self->shown = TRUE;
  if (takes_focus)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowTrainingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowTraining) training = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (training != NULL)
    {
      show_training (self, training);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
}

/* What is under way is given up for what holds now. */
static void
load (AvowTrainingPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  avow_worker_run_async (avow_context_get_worker (self->context), avow_training_load,
                         g_strdup (avow_context_get_person (self->context)->id), g_free, (GDestroyNotify) avow_training_free,
                         self->cancellable, loaded_cb, g_object_ref (self));
}

static void
changed_cb (AvowTrainingPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

/* Whoever comes back from a course has got further, though no record says so. */
static void
avow_training_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (avow_training_page_parent_class)->map (widget);

  load (AVOW_TRAINING_PAGE (widget));
}

static void
avow_training_page_dispose (GObject *object)
{
  AvowTrainingPage *self = AVOW_TRAINING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->done_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_training_page_parent_class)->dispose (object);
}

static void
avow_training_page_class_init (AvowTrainingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_training_page_dispose;
  widget_class->map = avow_training_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-training-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, error);
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, headline);
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, summary);
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, hand_over_button);
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, todo);
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, done);
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, done_row);
  gtk_widget_class_bind_template_child (widget_class, AvowTrainingPage, recall);
}

static void
avow_training_page_init (AvowTrainingPage *self)
{
  self->done_rows = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->again_button, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_training_page_new (AvowContext *context)
{
  AvowTrainingPage *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);

  self = g_object_new (AVOW_TYPE_TRAINING_PAGE, NULL);
  self->context = g_object_ref (context);
  adw_bin_set_child (self->recall, avow_recall_card_new (context));
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
