/* avow-reader-actions.c: what the reader can be asked to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reader-private.h"

#include "avow-walk.h"
#include "avow-window.h"

#define MAX_KEYS 9

static void
leave (AvowReader *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

/* After the last step of a course without an assessment there is nothing but to be done. */
static void
go_past_steps (AvowReader *self)
{
  if (avow_reader_has_assessment (self))
    avow_reader_show_assessment (self);
  else if (self->completed)
    avow_reader_show_result (self);
  else
    avow_reader_hand_in (self);
}

/* From a pre-test that was passed, to what comes after its module. */
static guint
find_next_step (AvowReader *self)
{
  guint position = avow_session_get_position (self->session);
  guint next = position + 1;
  AvowModule *module = NULL;
  AvowModule *other = NULL;

  if (avow_session_get_step (self->session, position, &module)->kind != AVOW_STEP_PRETEST
      || !avow_session_is_tested_out (self->session, module))
    return next;

  while (next < avow_session_get_n_steps (self->session)
         && (avow_session_get_step (self->session, next, &other), other == module))
    next++;

  return next;
}

static void
continue_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowReader *self = AVOW_READER (widget);
  guint next;

  if (self->session == NULL)
    return;

  switch (self->shown)
    {
    case AVOW_READER_AT_STEP:
      /* the pages that answer its questions come after them */
      if (avow_reader_is_in_pretest (self))
        {
          gtk_widget_activate_action (adw_bin_get_child (self->place), "question.submit", NULL);
          return;
        }
      next = find_next_step (self);
      if (next < avow_session_get_n_steps (self->session))
        avow_reader_show_step (self, next);
      else
        go_past_steps (self);
      break;
    case AVOW_READER_AT_QUESTION:
      next = avow_session_get_question_position (self->session) + 1;
      if (next < avow_session_get_questions (self->session)->len)
        avow_reader_show_question (self, next);
      else
        avow_reader_show_review (self);
      break;
    case AVOW_READER_AT_ANSWER:
      if (self->answer + 1 < avow_session_get_last_attempt (self->session)->responses->len)
        avow_reader_show_answer (self, self->answer + 1);
      else
        avow_reader_show_result (self);
      break;
    case AVOW_READER_AT_INTRO:
    case AVOW_READER_AT_REVIEW:
    case AVOW_READER_AT_RESULT:
    default:
      break;
    }
}

static void
go_back_from_question (AvowReader *self)
{
  guint position = avow_session_get_question_position (self->session);

  if (position > 0)
    avow_reader_show_question (self, position - 1);
  else
    avow_reader_show_step (self, avow_session_get_n_steps (self->session) - 1);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowReader *self = AVOW_READER (widget);
  guint position;

  if (self->session == NULL)
    {
      leave (self);
      return;
    }

  switch (self->shown)
    {
    case AVOW_READER_AT_STEP:
      position = avow_session_get_position (self->session);
      if (position > 0)
        avow_reader_show_step (self, position - 1);
      else
        leave (self);
      break;
    case AVOW_READER_AT_QUESTION:
      go_back_from_question (self);
      break;
    case AVOW_READER_AT_REVIEW:
      avow_reader_show_question (self, avow_session_get_question_position (self->session));
      break;
    case AVOW_READER_AT_ANSWER:
      avow_reader_show_result (self);
      break;
    case AVOW_READER_AT_INTRO:
    case AVOW_READER_AT_RESULT:
    default:
      avow_reader_show_step (self, avow_session_get_n_steps (self->session) - 1);
    }
}

static void
leave_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  leave (AVOW_READER (widget));
}

static void
open_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowReader *self = AVOW_READER (widget);
  guint index = g_variant_get_uint32 (parameter);

  if (index < avow_session_get_n_steps (self->session))
    avow_reader_show_step (self, index);
}

static void
open_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowReader *self = AVOW_READER (widget);

  for (guint i = 0; i < avow_session_get_n_steps (self->session); i++)
    {
      const AvowStep *step = avow_session_get_step (self->session, i, NULL);

      if (step->kind == AVOW_STEP_PAGE && g_str_equal (step->page->id, g_variant_get_string (parameter, NULL)))
        {
          avow_reader_show_step (self, i);
          return;
        }
    }
}

static void
open_assessment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_reader_show_assessment (AVOW_READER (widget));
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowReader *self = AVOW_READER (widget);
  g_autoptr (GError) error = NULL;

  if (avow_session_start_assessment (self->session, &error))
    {
      avow_banner_set_text (self->banner, NULL);
      avow_reader_show_question (self, 0);
    }
  else
    {
      avow_banner_set_text (self->banner, error->message);
      avow_reader_show_assessment (self);
    }
}

static void
start_pretest_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowReader *self = AVOW_READER (widget);
  guint position = avow_session_get_position (self->session);
  AvowModule *module = NULL;
  g_autoptr (GError) error = NULL;

  if (avow_session_get_step (self->session, position, &module)->kind != AVOW_STEP_PRETEST)
    return;

  avow_session_start_pretest (self->session, module, &error);
  avow_banner_set_text (self->banner, error != NULL ? error->message : NULL);
  avow_reader_show_step (self, position);
}

static void
finish_pretest_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_reader_hand_in_pretest (AVOW_READER (widget));
}

static void
open_question_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_reader_show_question (AVOW_READER (widget), g_variant_get_uint32 (parameter));
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_reader_show_review (AVOW_READER (widget));
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_reader_hand_in (AVOW_READER (widget));
}

static void
open_answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_reader_show_answer (AVOW_READER (widget), g_variant_get_uint32 (parameter));
}

static void
open_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowReader *self = AVOW_READER (widget);
  AvowWindow *window = avow_window_of (widget);
  g_autoptr (GVariant) target = NULL;

  if (self->next == NULL || window == NULL)
    return;

  /* in place of this page, not above it */
  target = g_variant_ref_sink (g_variant_new ("(ss)", self->next->item, self->next->cycle));
  avow_window_pop (window);
  gtk_widget_activate_action_variant (GTK_WIDGET (window), "win.open-duty", target);
}

static void
changed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowReader *self = AVOW_READER (widget);

  avow_saver_save (self->saver);
  avow_reader_update (self);
}

static void
turned_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  changed_action (widget, name, parameter);
  avow_reader_scroll_to_top (AVOW_READER (widget));
}

static gboolean
choose_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkWidget *content = adw_bin_get_child (AVOW_READER (widget)->place);

  return content != NULL && !AVOW_READER (widget)->busy &&
         gtk_widget_activate_action (content, "question.choose", "u", g_variant_get_uint32 (arguments));
}

/* A row of a list, the outline's above all, is for the same keys. */
static gboolean
is_on_row (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL && GTK_IS_LIST_BOX_ROW (gtk_root_get_focus (root));
}

static gboolean
submit_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkWidget *content = adw_bin_get_child (AVOW_READER (widget)->place);

  return content != NULL && !AVOW_READER (widget)->busy && !is_on_row (widget) &&
         gtk_widget_activate_action (content, "question.submit", NULL);
}

static gboolean
walk_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return avow_walk (GTK_WIDGET (AVOW_READER (widget)->place), g_variant_get_int32 (arguments));
}

static gboolean
scroll_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gboolean scrolled;

  if (is_on_row (widget))
    return FALSE;

  g_signal_emit_by_name (AVOW_READER (widget)->scroller, "scroll-child", g_variant_get_int32 (arguments), FALSE, &scrolled);

  return TRUE;
}

static const struct
{
  const char *name;
  const char *type;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "reader.continue", NULL, continue_action },
  { "reader.back", NULL, back_action },
  { "reader.open-step", "u", open_step_action },
  { "page.open", "s", open_page_action },
  { "reader.open-assessment", NULL, open_assessment_action },
  { "reader.start", NULL, start_action },
  { "reader.open-question", "u", open_question_action },
  { "reader.review", NULL, review_action },
  { "reader.finish", NULL, finish_action },
  { "reader.start-pretest", NULL, start_pretest_action },
  { "reader.finish-pretest", NULL, finish_pretest_action },
  { "reader.open-answer", "u", open_answer_action },
  { "reader.open-next", NULL, open_next_action },
  { "reader.changed", NULL, changed_action },
  { "reader.turned", NULL, turned_action },
};

/* While the session is handed in it is the worker's: nobody reads or changes it here, whichever way they ask. */
static void
act_unless_busy (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions) && !AVOW_READER (widget)->busy; i++)
    if (g_str_equal (actions[i].name, name))
      {
        actions[i].activate (widget, name, parameter);
        return;
      }
}

void
avow_reader_class_install_actions (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, actions[i].type, act_unless_busy);
  /* one may always leave */
  gtk_widget_class_install_action (klass, "reader.leave", NULL, leave_action);
}

void
avow_reader_class_add_bindings (GtkWidgetClass *klass)
{
  for (guint i = 1; i <= MAX_KEYS; i++)
    {
      gtk_widget_class_add_binding (klass, GDK_KEY_0 + i, 0, choose_cb, "u", i);
      gtk_widget_class_add_binding (klass, GDK_KEY_KP_0 + i, 0, choose_cb, "u", i);
    }
  gtk_widget_class_add_binding (klass, GDK_KEY_Return, 0, submit_cb, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_KP_Enter, 0, submit_cb, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Down, GDK_CONTROL_MASK, walk_cb, "i", 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Up, GDK_CONTROL_MASK, walk_cb, "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_space, 0, scroll_cb, "i", GTK_SCROLL_PAGE_DOWN);
  gtk_widget_class_add_binding (klass, GDK_KEY_space, GDK_SHIFT_MASK, scroll_cb, "i", GTK_SCROLL_PAGE_UP);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Down, 0, scroll_cb, "i", GTK_SCROLL_PAGE_DOWN);
  gtk_widget_class_add_binding (klass, GDK_KEY_Page_Up, 0, scroll_cb, "i", GTK_SCROLL_PAGE_UP);
}
