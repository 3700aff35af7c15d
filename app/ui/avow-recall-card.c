/* avow-recall-card.c: whether to be asked again what was missed, and the question that is due
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-recall-card.h"

#include "avow-window.h"
#include "learn/avow-recall.h"

struct _AvowRecallCard
{
  AdwBin parent_instance;

  AvowContext *context;
  GCancellable *cancellable;
  gboolean showing; /* the switch is moved by what holds, not by a person */

  GtkWidget *list;
  GtkWidget *due_row;
  GtkWidget *due_button;
  GtkSwitch *on_switch;
};

G_DEFINE_FINAL_TYPE (AvowRecallCard, avow_recall_card, ADW_TYPE_BIN)

/* What a person has chosen. */
typedef struct
{
  char *person;
  gboolean on;
} Choice;

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_free (choice->person);
  g_free (choice);
}

static gpointer
read_recall (AvowStore *store, gpointer person, GCancellable *cancellable, GError **error)
{
  AvowRecall recall;

  return avow_recall_read (store, person, &recall, error) ? g_memdup2 (&recall, sizeof recall) : NULL;
}

/* Gives what holds then. */
static gpointer
keep_choice (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Choice *choice = data;

  return avow_recall_set_on (store, choice->person, choice->on, error) ? read_recall (store, choice->person, cancellable, error) : NULL;
}

static void
show_recall (AvowRecallCard *self, const AvowRecall *recall)
{
  /* what is hidden can't have the focus */
  if (!recall->due && gtk_widget_has_focus (self->due_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->on_switch));

  self->showing = TRUE;
  gtk_switch_set_active (self->on_switch, recall->on);
  self->showing = FALSE;
  gtk_widget_set_visible (self->due_row, recall->due);
  gtk_widget_set_visible (self->list, recall->missed || recall->on);
}

static void load (AvowRecallCard *self);

static void
read_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowRecallCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree AvowRecall *recall = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (recall != NULL)
    show_recall (self, recall);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_set_visible (self->list, FALSE);
}

/* A choice that could not be kept is not shown as if it were. */
static void
kept_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowRecallCard) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree AvowRecall *recall = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (recall != NULL)
    show_recall (self, recall);
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    {
      avow_window_toast (avow_window_of (GTK_WIDGET (self)), error->message);
      load (self);
    }
}

static void
load (AvowRecallCard *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  avow_worker_run_async (avow_context_get_worker (self->context), read_recall,
                         g_strdup (avow_context_get_person (self->context)->id), g_free, g_free,
                         self->cancellable, read_cb, g_object_ref (self));
}

static void
switched_cb (AvowRecallCard *self)
{
  Choice *choice;

  if (self->showing)
    return;

  choice = g_new0 (Choice, 1);
  choice->person = g_strdup (avow_context_get_person (self->context)->id);
  choice->on = gtk_switch_get_active (self->on_switch);
  /* what was read before it was chosen holds no more */
  g_cancellable_cancel (self->cancellable);
  avow_worker_run_async (avow_context_get_worker (self->context), keep_choice, choice, free_choice, g_free, NULL, kept_cb,
                         g_object_ref (self));
}

static void
changed_cb (AvowRecallCard *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
avow_recall_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (avow_recall_card_parent_class)->map (widget);

  load (AVOW_RECALL_CARD (widget));
}

static void
avow_recall_card_dispose (GObject *object)
{
  AvowRecallCard *self = AVOW_RECALL_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (avow_recall_card_parent_class)->dispose (object);
}

static void
avow_recall_card_class_init (AvowRecallCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_recall_card_dispose;
  widget_class->map = avow_recall_card_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-recall-card.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowRecallCard, list);
  gtk_widget_class_bind_template_child (widget_class, AvowRecallCard, due_row);
  gtk_widget_class_bind_template_child (widget_class, AvowRecallCard, due_button);
  gtk_widget_class_bind_template_child (widget_class, AvowRecallCard, on_switch);
}

static void
avow_recall_card_init (AvowRecallCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->on_switch, "notify::active", G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_recall_card_new (AvowContext *context)
{
  AvowRecallCard *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);

  self = g_object_new (AVOW_TYPE_RECALL_CARD, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
