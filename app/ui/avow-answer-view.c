/* avow-answer-view.c: one question as it was answered, and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-answer-view.h"

#include "avow-page-view.h"
#include "avow-part-name.h"
#include "avow-text-block.h"
#include "learn/avow-grade.h"
#include "learn/avow-response.h"

#include <glib/gi18n-lib.h>

#define ICON_RIGHT "emblem-ok-symbolic"
#define ICON_WRONG "window-close-symbolic"

struct _AvowAnswerView
{
  GtkBox parent_instance;

  AvowSession *session;

  AvowPageView *prompt;
  GtkImage *icon;
  AvowTextBlock *verdict;
  GtkBox *options;
};

G_DEFINE_FINAL_TYPE (AvowAnswerView, avow_answer_view, GTK_TYPE_BOX)

static const char *
get_verdict (AvowQuestion *question, GPtrArray *response)
{
  if (avow_grade_is_right (question, response))
    return _("Right.");
  if (response->len == 0)
    return _("You did not answer this question.");

  switch (question->kind)
    {
    case AVOW_QUESTION_SINGLE:
      return _("Not the best answer.");
    case AVOW_QUESTION_TRUE_FALSE:
    case AVOW_QUESTION_TEXT_ENTRY:
      return _("Not right.");
    case AVOW_QUESTION_MULTIPLE:
    case AVOW_QUESTION_MATCH:
    case AVOW_QUESTION_ORDER:
    case AVOW_QUESTION_INLINE_CHOICE:
    case AVOW_QUESTION_INBOX:
    case AVOW_QUESTION_REDACT:
    default:
      return _("Not all of it is right.");
    }
}

static GtkWidget *
create_text (AvowAnswerView *self, GPtrArray *inlines)
{
  GtkWidget *text = avow_text_block_new (GTK_ACCESSIBLE_ROLE_LABEL);

  avow_text_block_set_inlines (AVOW_TEXT_BLOCK (text), inlines, avow_session_get_variables (self->session),
                               avow_session_get_course (self->session));

  return text;
}

static GtkWidget *
create_plain_text (const char *words)
{
  GtkWidget *text = avow_text_block_new (GTK_ACCESSIBLE_ROLE_LABEL);

  avow_text_block_set_text (AVOW_TEXT_BLOCK (text), words);

  return text;
}

static GtkWidget *
create_mark (const char *mark, gboolean right)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (mark);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", right ? ICON_RIGHT : ICON_WRONG,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "avow-strong");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

/* One thing that was answered: what it is in words, how it stands (nullable), and why (nullable). */
static void
append_line (AvowAnswerView *self, const char *mark, gboolean right, GtkWidget *text, GPtrArray *feedback)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                 "orientation", GTK_ORIENTATION_VERTICAL,
                                 "spacing", 6,
                                 NULL);

  gtk_widget_add_css_class (box, "avow-option");
  if (mark != NULL)
    {
      gtk_box_append (GTK_BOX (box), create_mark (mark, right));
      gtk_widget_add_css_class (box, right ? "avow-right" : "avow-wrong");
      gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, mark, -1);
    }
  gtk_box_append (GTK_BOX (box), text);
  if (feedback != NULL && feedback->len > 0)
    {
      GtkWidget *why = create_text (self, feedback);

      gtk_widget_add_css_class (why, "avow-feedback");
      gtk_box_append (GTK_BOX (box), why);
    }

  gtk_box_append (self->options, box);
}

/* What an option is, in words; NULL where it is neither chosen nor right. */
static const char *
get_mark (AvowQuestion *question, const AvowOption *option, gboolean chosen)
{
  gboolean is_best = question->kind == AVOW_QUESTION_SINGLE;

  if (chosen && option->correct)
    return is_best ? _("Your answer, and the best one") : _("Your answer, and right");
  if (chosen)
    return is_best ? _("Your answer") : _("Your answer, and not right");
  if (option->correct)
    return is_best ? _("The best answer") : _("Right");

  return NULL;
}

static void
append_options (AvowAnswerView *self, AvowQuestion *question, GPtrArray *response)
{
  GPtrArray *options = avow_session_get_options (self->session, question);

  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, i);
      const char *mark = get_mark (question, option, avow_response_has (response, option->id));

      append_line (self, mark, option->correct, create_text (self, option->inlines), mark != NULL ? option->feedback : NULL);
    }
}

static char *
describe_choice (AvowAnswerView *self, AvowPart *part, AvowOption *chosen)
{
  GHashTable *variables = avow_session_get_variables (self->session);
  g_autofree char *right = avow_part_option_to_text (part->correct, variables);
  g_autofree char *given = chosen != NULL ? avow_part_option_to_text (chosen, variables) : NULL;

  if (chosen == part->correct)
    return g_strdup_printf (_("“%s”: your answer, and right"), right);
  if (chosen == NULL)
    return g_strdup_printf (_("Not answered; right is “%s”"), right);

  return g_strdup_printf (_("Your answer was “%s”; right is “%s”"), given, right);
}

/* A part by its name, and where it is a message, with the words that tell. */
static char *
describe_part (AvowAnswerView *self, AvowPart *part, guint number)
{
  g_autofree char *name = avow_part_get_name (part, number, avow_session_get_variables (self->session));
  g_autoptr (GString) text = g_string_new (name);

  for (guint i = 0; part->marks != NULL && i < part->marks->len; i++)
    {
      const char *mark = g_ptr_array_index (part->marks, i);

      if (i == 0)
        /* Translators: the first words of a message by which one can tell that it is not genuine; others follow */
        g_string_append_printf (text, _("\nWhat tells: “%s”"), mark);
      else
        g_string_append_printf (text, _(", “%s”"), mark);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GPtrArray *
get_part_feedback (AvowPart *part, AvowOption *chosen)
{
  if (part->feedback != NULL)
    return part->feedback;

  return chosen != NULL && chosen->feedback->len > 0 ? chosen->feedback : part->correct->feedback;
}

static void
append_parts (AvowAnswerView *self, AvowQuestion *question, GPtrArray *response)
{
  if (question->passage->len > 0)
    {
      g_autofree char *passage = avow_part_passage_to_text (question, avow_session_get_variables (self->session));

      append_line (self, NULL, FALSE, create_plain_text (passage), NULL);
    }

  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);
      AvowOption *chosen = avow_response_find_choice (response, part);
      g_autofree char *mark = describe_choice (self, part, chosen);
      g_autofree char *text = describe_part (self, part, i + 1);

      append_line (self, mark, chosen == part->correct, create_plain_text (text), get_part_feedback (part, chosen));
    }
}

/* In the right order, and where each was put. */
static void
append_entries (AvowAnswerView *self, AvowQuestion *question, GPtrArray *response)
{
  for (guint i = 0; i < question->options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (question->options, i);
      guint put = 0;
      gboolean found = g_ptr_array_find_with_equal_func (response, option->id, g_str_equal, &put);
      g_autofree char *mark = NULL;

      if (!found)
        mark = g_strdup_printf (_("Place %u"), i + 1);
      else if (put == i)
        mark = g_strdup_printf (_("Place %u, as you put it"), i + 1);
      else
        mark = g_strdup_printf (_("Place %u; you put it at %u"), i + 1, put + 1);
      append_line (self, mark, found && put == i, create_text (self, option->inlines), NULL);
    }
}

static void
append_typed (AvowAnswerView *self, AvowQuestion *question, GPtrArray *response)
{
  gboolean right = avow_grade_is_right (question, response);

  if (response->len > 0)
    append_line (self, right ? _("Your answer, and right") : _("Your answer, and not right"), right,
                 create_plain_text (g_ptr_array_index (response, 0)), NULL);
  if (!right)
    append_line (self, _("Right"), TRUE, create_plain_text (g_ptr_array_index (question->accepted, 0)), NULL);
}

/* The words that are private or not, and were chosen or not; those that stand side by side as they stand. */
static char *
list_words (AvowQuestion *question, GPtrArray *response, gboolean private, gboolean chosen)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint last = 0;

  for (guint number = 1; number <= question->passage->len; number++)
    {
      const AvowPiece *word = g_ptr_array_index (question->passage, number - 1);

      if (word->private != private || avow_response_has_word (response, number) != chosen)
        continue;
      if (text->len > 0)
        g_string_append (text, last + 1 == number ? " " : " … ");
      g_string_append (text, word->text);
      last = number;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_words (AvowAnswerView *self, AvowQuestion *question, GPtrArray *response)
{
  g_autofree char *gone = list_words (question, response, TRUE, TRUE);
  g_autofree char *missed = list_words (question, response, TRUE, FALSE);
  g_autofree char *needless = list_words (question, response, FALSE, TRUE);

  if (*gone != '\0')
    append_line (self, _("Rightly blacked out"), TRUE, create_plain_text (gone), NULL);
  if (*missed != '\0')
    append_line (self, _("This has to go too"), FALSE, create_plain_text (missed), NULL);
  if (*needless != '\0')
    append_line (self, _("This may stay"), FALSE, create_plain_text (needless), NULL);
}

static void
append_lines (AvowAnswerView *self, AvowQuestion *question, GPtrArray *response)
{
  switch (question->kind)
    {
    case AVOW_QUESTION_MATCH:
    case AVOW_QUESTION_INLINE_CHOICE:
    case AVOW_QUESTION_INBOX:
      append_parts (self, question, response);
      break;
    case AVOW_QUESTION_ORDER:
      append_entries (self, question, response);
      break;
    case AVOW_QUESTION_TEXT_ENTRY:
      append_typed (self, question, response);
      break;
    case AVOW_QUESTION_REDACT:
      append_words (self, question, response);
      break;
    case AVOW_QUESTION_SINGLE:
    case AVOW_QUESTION_MULTIPLE:
    case AVOW_QUESTION_TRUE_FALSE:
    default:
      append_options (self, question, response);
      break;
    }

  if (question->feedback->len > 0)
    append_line (self, NULL, FALSE, create_text (self, question->feedback), NULL);
}

static void
avow_answer_view_finalize (GObject *object)
{
  g_clear_pointer (&AVOW_ANSWER_VIEW (object)->session, avow_session_unref);

  G_OBJECT_CLASS (avow_answer_view_parent_class)->finalize (object);
}

static void
avow_answer_view_class_init (AvowAnswerViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_answer_view_finalize;

  g_type_ensure (AVOW_TYPE_PAGE_VIEW);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-answer-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowAnswerView, prompt);
  gtk_widget_class_bind_template_child (widget_class, AvowAnswerView, icon);
  gtk_widget_class_bind_template_child (widget_class, AvowAnswerView, verdict);
  gtk_widget_class_bind_template_child (widget_class, AvowAnswerView, options);
}

static void
avow_answer_view_init (AvowAnswerView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_answer_view_new (AvowSession *session, AvowQuestion *question, GPtrArray *response)
{
  AvowAnswerView *self;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (question != NULL, NULL);
  g_return_val_if_fail (response != NULL, NULL);

  self = g_object_new (AVOW_TYPE_ANSWER_VIEW, NULL);
  self->session = avow_session_ref (session);

  avow_page_view_set_blocks (self->prompt, question->prompt, avow_session_get_variables (session), avow_session_get_course (session));
  avow_text_block_set_text (self->verdict, get_verdict (question, response));
  gtk_image_set_from_icon_name (self->icon, avow_grade_is_right (question, response) ? ICON_RIGHT : ICON_WRONG);

  append_lines (self, question, response);

  return GTK_WIDGET (self);
}

void
avow_answer_view_focus_verdict (AvowAnswerView *self)
{
  g_return_if_fail (AVOW_IS_ANSWER_VIEW (self));

  avow_text_block_focus_text (self->verdict);
}
