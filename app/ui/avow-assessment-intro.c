/* avow-assessment-intro.c: ahead of the first question of an assessment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-assessment-intro.h"

#include "avow-column.h"
#include "avow-format.h"
#include "avow-step-name.h"
#include "avow-text-block.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define SECONDS_PER_QUESTION 40 /* as the course counts its minutes */

struct _AvowAssessmentIntro
{
  GtkWidget parent_instance;

  AvowTextBlock *summary;
  AvowTextBlock *advice;
  GtkListBox *left;
  GtkWidget *start_button;
};

G_DEFINE_FINAL_TYPE (AvowAssessmentIntro, avow_assessment_intro, GTK_TYPE_WIDGET)

static char *
describe_attempts (AvowSession *session)
{
  guint allowed = avow_session_get_attempts_allowed (session);
  guint made = avow_session_get_attempts_made (session);
  guint left = allowed > made ? allowed - made : 0;

  if (allowed == 0)
    return g_strdup (_("as many attempts as you like"));
  if (made == 0)
    return g_strdup_printf (ngettext ("%u attempt", "%u attempts", allowed), allowed);

  return g_strdup_printf (ngettext ("%u attempt left", "%u attempts left", left), left);
}

/* “20 questions, about 15 minutes, 80 % to pass, 3 attempts.” */
static char *
describe_assessment (AvowSession *session)
{
  const AvowAssessment *assessment = avow_session_get_course (session)->assessment;
  g_autofree char *questions = NULL;
  g_autofree char *minutes = NULL;
  g_autofree char *attempts = describe_attempts (session);
  guint n_questions = 0;
  guint n_minutes;

  for (guint i = 0; i < assessment->draws->len; i++)
    {
      const AvowDraw *draw = g_ptr_array_index (assessment->draws, i);

      if (draw->module == NULL || !avow_session_is_tested_out (session, draw->module))
        n_questions += draw->count;
    }
  n_minutes = MAX ((n_questions * SECONDS_PER_QUESTION + 59) / 60, 1);

  questions = g_strdup_printf (ngettext ("%u question", "%u questions", n_questions), n_questions);
  minutes = g_strdup_printf (ngettext ("about %u minute", "about %u minutes", n_minutes), n_minutes);

  /* Translators: “20 questions, about 15 minutes, 80 % to pass, 3 attempts.” */
  return g_strdup_printf (_("%s, %s, %u %% to pass, %s."), questions, minutes, assessment->pass_percent, attempts);
}

static char *
describe_time (AvowSession *session)
{
  guint limit = avow_session_get_time_limit (session);
  g_autofree char *time = limit > 0 ? avow_format_duration (limit) : NULL;

  if (limit == 0 && avow_session_get_course (session)->assessment->limit_seconds > 0)
    return g_strdup (_("There is no time limit for you. You can stop at any time; your answers are kept."));
  if (limit == 0)
    return g_strdup (_("You can stop at any time; your answers are kept."));
  if (avow_session_has_accommodation (session))
    /* Translators: “45 minutes” */
    return g_strdup_printf (_("You have %s, with what your compliance team gave you. Your answers are kept if you stop, but the time goes on. "
                              "When it is up, what you have answered is handed in."), time);
  return g_strdup_printf (_("You have %s. Your answers are kept if you stop, but the time goes on. When it is up, what you have answered is "
                            "handed in. If you need longer, ask your compliance team before you start: they can give you more time, or no "
                            "limit at all."), time);
}

static char *
describe_terms (AvowSession *session)
{
  g_autofree char *time = describe_time (session);

  if (!avow_session_get_course (session)->assessment->confidence)
    return g_steal_pointer (&time);
  /* Translators: the first is a sentence or two */
  return g_strdup_printf (_("%s You can also say how sure you are of each answer. That counts for nothing; your compliance team sees it only "
                            "of groups of five or more, and never who said what."), time);
}

static GtkWidget *
create_row (AvowSession *session, guint index)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = avow_step_name (session, index);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", "go-next-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "reader.open-step");

  return row;
}

static void
avow_assessment_intro_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (avow_assessment_intro_parent_class)->dispose (object);
}

static void
avow_assessment_intro_class_init (AvowAssessmentIntroClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_assessment_intro_dispose;

  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-assessment-intro.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowAssessmentIntro, summary);
  gtk_widget_class_bind_template_child (widget_class, AvowAssessmentIntro, advice);
  gtk_widget_class_bind_template_child (widget_class, AvowAssessmentIntro, left);
  gtk_widget_class_bind_template_child (widget_class, AvowAssessmentIntro, start_button);
}

static void
avow_assessment_intro_init (AvowAssessmentIntro *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_assessment_intro_new (AvowSession *session)
{
  AvowAssessmentIntro *self;
  gboolean open;
  g_autofree char *summary = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (AVOW_TYPE_ASSESSMENT_INTRO, NULL);
  open = avow_session_get_assessment_state (session) == AVOW_ASSESSMENT_OPEN;
  summary = describe_assessment (session);

  avow_text_block_set_text (self->summary, summary);
  time = describe_terms (session);
  avow_text_block_set_text (self->advice, open ? time : _("First do what is left of the course. Then the questions open."));
  for (guint i = 0; !open && i < avow_session_get_n_steps (session); i++)
    if (avow_session_is_owed (session, i))
      gtk_list_box_append (self->left, create_row (session, i));
  gtk_widget_set_visible (GTK_WIDGET (self->left), !open);
  gtk_widget_set_visible (self->start_button, open);

  return GTK_WIDGET (self);
}
