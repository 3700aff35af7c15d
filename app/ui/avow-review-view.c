/* avow-review-view.c: all answers, ahead of handing them in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-review-view.h"

#include "avow-column.h"
#include "avow-question-row.h"
#include "avow-text-block.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _AvowReviewView
{
  GtkWidget parent_instance;

  AvowTextBlock *summary;
  GtkButton *jump_button;
  GtkWidget *finish_button;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AvowReviewView, avow_review_view, GTK_TYPE_WIDGET)

static guint
count_flagged (AvowSession *session, GPtrArray *questions)
{
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    if (avow_session_is_flagged (session, ((AvowQuestion *) g_ptr_array_index (questions, i))->id))
      n++;

  return n;
}

static char *
describe_answers (AvowSession *session, GPtrArray *questions)
{
  guint unanswered = avow_session_get_n_unanswered (session);
  guint flagged = count_flagged (session, questions);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (unanswered > 0)
    first = g_strdup_printf (ngettext ("%u question is unanswered, and will count as not right.",
                                       "%u questions are unanswered, and will count as not right.", unanswered), unanswered);
  else
    first = g_strdup (_("All questions are answered."));
  if (flagged == 0)
    return g_steal_pointer (&first);

  second = g_strdup_printf (ngettext ("You flagged %u for review.", "You flagged %u for review.", flagged), flagged);
  return g_strdup_printf ("%s %s", first, second);
}

static GtkWidget *
create_row (AvowSession *session, AvowQuestion *question, guint index)
{
  gboolean answered = avow_session_is_answered (session, question->id);
  gboolean flagged = avow_session_is_flagged (session, question->id);
  const char *state = answered ? _("Answered") : _("Not answered");
  g_autofree char *both = flagged ? g_strdup_printf (_("%s, flagged"), state) : g_strdup (state);
  const char *icon = !answered ? "dialog-warning-symbolic" : flagged ? "emoji-flags-symbolic" : "object-select-symbolic";

  return avow_question_row_new (session, question, index, icon, both, "reader.open-question");
}

/* What comes next is the first question that is unanswered; or else to finish. */
static void
show_buttons (AvowReviewView *self, AvowSession *session, GPtrArray *questions)
{
  guint next = 0;
  g_autofree char *label = NULL;

  while (next < questions->len &&
         avow_session_is_answered (session, ((AvowQuestion *) g_ptr_array_index (questions, next))->id))
    next++;

  gtk_widget_set_visible (GTK_WIDGET (self->jump_button), next < questions->len);
  if (next == questions->len)
    {
      gtk_widget_add_css_class (self->finish_button, "suggested-action");
      return;
    }

  label = g_strdup_printf (_("Answer Question %u"), next + 1);
  gtk_button_set_label (self->jump_button, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->jump_button), "u", next);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->jump_button), "reader.open-question");
}

static void
avow_review_view_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (avow_review_view_parent_class)->dispose (object);
}

static void
avow_review_view_class_init (AvowReviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_review_view_dispose;

  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-review-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowReviewView, summary);
  gtk_widget_class_bind_template_child (widget_class, AvowReviewView, jump_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReviewView, finish_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReviewView, list);
}

static void
avow_review_view_init (AvowReviewView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_review_view_new (AvowSession *session)
{
  AvowReviewView *self;
  GPtrArray *questions;
  g_autofree char *summary = NULL;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (avow_session_get_questions (session) != NULL, NULL);

  self = g_object_new (AVOW_TYPE_REVIEW_VIEW, NULL);
  questions = avow_session_get_questions (session);
  summary = describe_answers (session, questions);

  avow_text_block_set_text (self->summary, summary);
  show_buttons (self, session, questions);
  for (guint i = 0; i < questions->len; i++)
    gtk_list_box_append (self->list, create_row (session, g_ptr_array_index (questions, i), i));

  return GTK_WIDGET (self);
}
