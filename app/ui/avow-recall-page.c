/* avow-recall-page.c: one question that was missed once, asked again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-recall-page.h"

#include "avow-answer-view.h"
#include "avow-column.h"
#include "avow-question-view.h"
#include "avow-text-block.h"
#include "avow-walk.h"
#include "avow-window.h"
#include "learn/avow-grade.h"
#include "learn/avow-recall.h"

#define MAX_KEYS 9

struct _AvowRecallPage
{
  AdwBin parent_instance;

  AvowContext *context;
  GCancellable *cancellable;
  AvowSession *session;     /* nullable: not loaded yet, or none is due */
  AvowQuestion *question;   /* of the session */
  AvowQuestionView *asking; /* nullable: not asked yet, or answered */

  GtkStack *stack;
  AdwStatusPage *error;
  AvowTextBlock *title;
  GtkBox *place;
  GtkWidget *check_button;
  GtkWidget *done_button;
};

G_DEFINE_FINAL_TYPE (AvowRecallPage, avow_recall_page, ADW_TYPE_BIN)

/* What was asked. */
typedef struct
{
  AvowSession *session;
  AvowQuestion *question;
} Asked;

/* What was answered. */
typedef struct
{
  char *person;
  char *item;
  char *question;
  gboolean right;
} Answer;

static void
free_asked (gpointer data)
{
  Asked *asked = data;

  g_clear_pointer (&asked->session, avow_session_unref);
  g_free (asked);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, free_asked)

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_free (answer->person);
  g_free (answer->item);
  g_free (answer->question);
  g_free (answer);
}

static gpointer
ask (AvowStore *store, gpointer person, GCancellable *cancellable, GError **error)
{
  g_autoptr (Asked) asked = g_new0 (Asked, 1);
  g_autoptr (GError) local_error = NULL;

  asked->session = avow_recall_ask (store, person, &asked->question, &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&asked);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gpointer
keep_answer (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Answer *answer = data;

  avow_recall_answer (store, answer->person, answer->item, answer->question, answer->right, error);
  return NULL;
}

static void
update_check (AvowRecallPage *self)
{
  gboolean answered = self->asking != NULL && avow_session_is_answered (self->session, self->question->id);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "question.submit", answered);
}

static void
show_question (AvowRecallPage *self)
{
  avow_text_block_set_text (self->title, avow_session_get_course (self->session)->title);
  self->asking = AVOW_QUESTION_VIEW (avow_question_view_new (self->session, self->question));
  gtk_box_append (self->place, GTK_WIDGET (self->asking));
  update_check (self);
  gtk_stack_set_visible_child_name (self->stack, "question");
  gtk_widget_child_focus (GTK_WIDGET (self->place), GTK_DIR_TAB_FORWARD);
}

static void
asked_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowRecallPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (Asked) asked = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (asked == NULL)
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  if (asked->session == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }

  self->session = g_steal_pointer (&asked->session);
  self->question = asked->question;
  show_question (self);
}

static void
kept_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowRecallPage) self = user_data;
  g_autoptr (GError) error = NULL;

  avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  if (error != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    avow_window_toast (avow_window_of (GTK_WIDGET (self)), error->message);
}

static void
keep (AvowRecallPage *self)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->person = g_strdup (avow_context_get_person (self->context)->id);
  answer->item = g_strdup (avow_session_get_item (self->session));
  answer->question = g_strdup (self->question->id);
  answer->right = avow_grade_is_right (self->question, avow_session_get_answer (self->session, self->question->id));
  avow_worker_run_async (avow_context_get_worker (self->context), keep_answer, answer, free_answer, NULL, NULL, kept_cb,
                         g_object_ref (self));
}

static void
submit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowRecallPage *self = AVOW_RECALL_PAGE (widget);
  GtkWidget *answer;

  if (self->asking == NULL || !avow_session_is_answered (self->session, self->question->id))
    return;

  avow_session_check (self->session, self->question->id);
  answer = avow_answer_view_new (self->session, self->question, avow_session_get_answer (self->session, self->question->id));
  gtk_box_append (self->place, answer);
  avow_answer_view_focus_verdict (AVOW_ANSWER_VIEW (answer));
  gtk_box_remove (self->place, GTK_WIDGET (g_steal_pointer (&self->asking)));
  gtk_widget_set_visible (self->check_button, FALSE);
  gtk_widget_set_visible (self->done_button, TRUE);
  update_check (self);
  keep (self);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowRecallPage *self = AVOW_RECALL_PAGE (widget);

  if (self->asking != NULL)
    avow_question_view_choose (self->asking, g_variant_get_uint32 (parameter));
}

/* What an interaction tells of an answer. */
static void
changed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  update_check (AVOW_RECALL_PAGE (widget));
}

/* A row of a list is for the same key. */
static gboolean
submit_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL && !GTK_IS_LIST_BOX_ROW (gtk_root_get_focus (root)) && gtk_widget_activate_action (widget, "question.submit", NULL);
}

static gboolean
walk_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return avow_walk (GTK_WIDGET (AVOW_RECALL_PAGE (widget)->place), g_variant_get_int32 (arguments));
}

static void
avow_recall_page_dispose (GObject *object)
{
  AvowRecallPage *self = AVOW_RECALL_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  self->asking = NULL;

  G_OBJECT_CLASS (avow_recall_page_parent_class)->dispose (object);
}

/* The question's view, which is gone by now, borrows from it. */
static void
avow_recall_page_finalize (GObject *object)
{
  g_clear_pointer (&AVOW_RECALL_PAGE (object)->session, avow_session_unref);

  G_OBJECT_CLASS (avow_recall_page_parent_class)->finalize (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  for (guint i = 1; i <= MAX_KEYS; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + i, 0, "question.choose", "u", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + i, 0, "question.choose", "u", i);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, submit_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, submit_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_CONTROL_MASK, walk_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK, walk_cb, "i", -1);
}

static void
avow_recall_page_class_init (AvowRecallPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_recall_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = avow_recall_page_finalize;

  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-recall-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowRecallPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AvowRecallPage, error);
  gtk_widget_class_bind_template_child (widget_class, AvowRecallPage, title);
  gtk_widget_class_bind_template_child (widget_class, AvowRecallPage, place);
  gtk_widget_class_bind_template_child (widget_class, AvowRecallPage, check_button);
  gtk_widget_class_bind_template_child (widget_class, AvowRecallPage, done_button);
  gtk_widget_class_install_action (widget_class, "question.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "question.choose", "u", choose_action);
  gtk_widget_class_install_action (widget_class, "reader.changed", NULL, changed_action);
  add_bindings (widget_class);
}

static void
avow_recall_page_init (AvowRecallPage *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_recall_page_new (AvowContext *context)
{
  AvowRecallPage *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);

  self = g_object_new (AVOW_TYPE_RECALL_PAGE, NULL);
  self->context = g_object_ref (context);
  avow_worker_run_async (avow_context_get_worker (context), ask, g_strdup (avow_context_get_person (context)->id), g_free, free_asked,
                         self->cancellable, asked_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
