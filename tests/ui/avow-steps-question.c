/* avow-steps-question.c: questions read and answered, each kind by its keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include "avow-words.h"
#include "learn/avow-response.h"

#include <libintl.h>

#define MAX_WAITS 400
#define MAX_KEYS 200

typedef gboolean (*Matches) (AtspiAccessible *accessible);

static gboolean
has_state (AtspiAccessible *accessible, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, state);
}

static gboolean
is_option (AtspiAccessible *accessible)
{
  AtspiRole role = atspi_accessible_get_role (accessible, NULL);

  return role == ATSPI_ROLE_RADIO_BUTTON || role == ATSPI_ROLE_CHECK_BOX;
}

static gboolean
is_focused (AtspiAccessible *accessible)
{
  return has_state (accessible, ATSPI_STATE_FOCUSED);
}

/* What matches below @top, in reading order. */
static void
collect (AtspiAccessible *top, Matches matches, GPtrArray *found)
{
  int n = atspi_accessible_get_child_count (top, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (top, i, NULL);

      if (child == NULL)
        continue;
      if (matches (child))
        g_ptr_array_add (found, g_object_ref (child));
      collect (child, matches, found);
    }
}

static GPtrArray *
list (AtspiAccessible *top, Matches matches)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  collect (top, matches, found);
  return found;
}

/* The parts or entries of a question stand right in it. */
static GPtrArray *
list_groups (AtspiAccessible *interaction)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);
  int n = atspi_accessible_get_child_count (interaction, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (interaction, i, NULL);

      if (child != NULL && atspi_accessible_get_role (child, NULL) == ATSPI_ROLE_PANEL)
        g_ptr_array_add (groups, g_steal_pointer (&child));
    }

  return groups;
}

/* The group that is named as a question asks, and has something to be chosen, moved or filled in. */
static AtspiAccessible *
find_interaction (AvowSteps *self, AvowQuestion **out_question)
{
  g_autoptr (GPtrArray) groups = avow_driver_list (self->driver, ATSPI_ROLE_PANEL, "?*");

  for (guint i = 0; i < groups->len; i++)
    {
      AtspiAccessible *group = g_ptr_array_index (groups, i);
      g_autofree char *name = atspi_accessible_get_name (group, NULL);
      AvowQuestion *question = name != NULL && *name != '\0' ? avow_answers_find (self->course, name) : NULL;

      if (question == NULL)
        continue;
      *out_question = question;
      return g_object_ref (group);
    }

  return NULL;
}

static char *
get_name (AtspiAccessible *accessible)
{
  char *name = atspi_accessible_get_name (accessible, NULL);

  return name != NULL ? name : g_strdup ("");
}

/* What can be chosen, and what is; of an order what stands where, and of a text what was typed. */
static void
list_names (AvowSteps *self, AvowQuestion *question, AtspiAccessible *interaction, GPtrArray *options, GPtrArray *chosen)
{
  g_autoptr (GPtrArray) found = question->kind == AVOW_QUESTION_ORDER ? list_groups (interaction) : list (interaction, is_option);

  for (guint i = 0; i < found->len; i++)
    {
      AtspiAccessible *one = g_ptr_array_index (found, i);
      gboolean on = has_state (one, ATSPI_STATE_CHECKED);

      g_ptr_array_add (options, get_name (one));
      if (question->kind == AVOW_QUESTION_ORDER || on)
        g_ptr_array_add (chosen, get_name (one));
    }

  if (question->kind == AVOW_QUESTION_TEXT_ENTRY)
    g_ptr_array_add (chosen, avow_driver_read (self->driver, gettext ("Your answer")));
}

char *
avow_steps_read_question (AvowSteps *self, GPtrArray **out_options, GPtrArray **out_chosen)
{
  AvowQuestion *question = NULL;
  g_autoptr (AtspiAccessible) interaction = find_interaction (self, &question);
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_free);
  char *prompt = interaction != NULL ? atspi_accessible_get_name (interaction, NULL) : NULL;

  if (interaction != NULL && (out_options != NULL || out_chosen != NULL))
    list_names (self, question, interaction, options, chosen);
  if (out_options != NULL)
    *out_options = g_steal_pointer (&options);
  if (out_chosen != NULL)
    *out_chosen = g_steal_pointer (&chosen);
  return prompt;
}

static void
press_number (AvowSteps *self, guint number)
{
  g_autofree char *key = g_strdup_printf ("%u", number);

  avow_driver_press (self->driver, key);
}

/* Chooses by the number keys; what was chosen before gives way, as a person would see to it. */
static void
choose_options (AvowSteps *self, AvowQuestion *question, AtspiAccessible *interaction, GPtrArray *response)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_free);

  list_names (self, question, interaction, options, chosen);
  for (guint i = 0; i < options->len && question->kind == AVOW_QUESTION_MULTIPLE; i++)
    if (avow_response_has (chosen, g_ptr_array_index (options, i)))
      press_number (self, i + 1);
  for (guint i = 0; i < options->len; i++)
    if (avow_response_has (response, avow_answers_find_option (question->options, g_ptr_array_index (options, i))->id))
      press_number (self, i + 1);
}

static char *
get_focused (AtspiAccessible *top, AtspiRole role)
{
  g_autoptr (GPtrArray) focused = list (top, is_focused);
  AtspiAccessible *one = focused->len > 0 ? g_ptr_array_index (focused, focused->len - 1) : NULL;

  if (one == NULL || atspi_accessible_get_role (one, NULL) != role)
    return NULL;
  return get_name (one);
}

/* Presses a key until, within @top, what has the focus matches. */
static void
press_until (AvowSteps *self, AtspiAccessible *top, const char *key, AtspiRole role, const char *pattern)
{
  for (guint presses = 0; presses < MAX_KEYS; presses++)
    {
      g_autofree char *name = get_focused (top, role);

      if (name != NULL && g_pattern_match_simple (pattern, name))
        return;
      avow_driver_press (self->driver, key);
      g_usleep (30000);
    }

  avow_driver_give_up (self->driver, "The focus never came to", pattern);
}

/* Tab goes from part to part, the arrow keys from option to option. */
static void
choose_parts (AvowSteps *self, AvowQuestion *question, AtspiAccessible *interaction, GPtrArray *response)
{
  g_autoptr (GPtrArray) groups = list_groups (interaction);

  g_assert_cmpuint (groups->len, ==, question->parts->len);
  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);
      AvowOption *option = avow_response_find_choice (response, part);
      g_autofree char *name = avow_answers_name_option (option);
      g_autofree char *pattern = g_strconcat (name, "*", NULL);

      press_until (self, g_ptr_array_index (groups, i), "Tab", ATSPI_ROLE_RADIO_BUTTON, "*");
      for (guint j = 1; j < part->options->len; j++)
        avow_driver_press (self->driver, "Left");
      press_until (self, g_ptr_array_index (groups, i), "Right", ATSPI_ROLE_RADIO_BUTTON, pattern);
      avow_driver_press (self->driver, "space");
    }
}

static guint
find_place (AtspiAccessible *interaction, const AvowOption *option)
{
  g_autoptr (GPtrArray) rows = list_groups (interaction);
  g_autofree char *text = avow_inlines_to_text (option->inlines, NULL);
  g_autofree char *pattern = g_strconcat ("*: ", text, "*", NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *name = get_name (g_ptr_array_index (rows, i));

      if (g_pattern_match_simple (pattern, name))
        return i;
    }

  g_error ("No entry says “%s”", text);
}

/* Each entry is moved up to its place by its button and Alt with the arrow key. */
static void
move_entries (AvowSteps *self, AvowQuestion *question, AtspiAccessible *interaction, GPtrArray *response)
{
  for (guint i = 0; i < response->len; i++)
    {
      AvowOption *option = avow_question_find_option (question, g_ptr_array_index (response, i));
      g_autofree char *text = avow_inlines_to_text (option->inlines, NULL);
      g_autofree char *moved = g_strconcat (avow_words_begin ("Move up, %s"), ": ", text, "*", NULL);
      guint place = find_place (interaction, option);

      if (place == i && i > 0)
        continue;
      press_until (self, interaction, "Tab", ATSPI_ROLE_PUSH_BUTTON, moved);
      for (; place > i; place--)
        avow_driver_press (self->driver, "<Alt>Up");
      /* what was in its place from the start has to be touched to be an answer */
      if (find_place (interaction, option) != i)
        g_usleep (100000);
    }
}

static void
toggle_words (AvowSteps *self, AvowQuestion *question, AtspiAccessible *interaction, GPtrArray *response)
{
  g_autoptr (GPtrArray) words = list (interaction, is_option);

  if (words->len != question->passage->len)
    avow_driver_give_up (self->driver, "Not every word can be chosen of", question->id);
  press_until (self, interaction, "Tab", ATSPI_ROLE_CHECK_BOX, "*");
  while (!is_focused (g_ptr_array_index (words, 0)))
    avow_driver_press (self->driver, "Left");
  for (guint i = 0; i < words->len; i++)
    {
      gboolean on = has_state (g_ptr_array_index (words, i), ATSPI_STATE_CHECKED);

      if (on != avow_response_has_word (response, i + 1))
        avow_driver_press (self->driver, "space");
      avow_driver_press (self->driver, "Right");
    }
}

static void
give (AvowSteps *self, AvowQuestion *question, AtspiAccessible *interaction, GPtrArray *response)
{
  switch (question->kind)
    {
    case AVOW_QUESTION_MATCH:
    case AVOW_QUESTION_INLINE_CHOICE:
    case AVOW_QUESTION_INBOX:
      choose_parts (self, question, interaction, response);
      break;
    case AVOW_QUESTION_ORDER:
      move_entries (self, question, interaction, response);
      break;
    case AVOW_QUESTION_TEXT_ENTRY:
      avow_driver_fill (self->driver, gettext ("Your answer"), g_ptr_array_index (response, 0));
      break;
    case AVOW_QUESTION_REDACT:
      toggle_words (self, question, interaction, response);
      break;
    case AVOW_QUESTION_SINGLE:
    case AVOW_QUESTION_MULTIPLE:
    case AVOW_QUESTION_TRUE_FALSE:
    default:
      choose_options (self, question, interaction, response);
    }
}

AvowQuestion *
avow_steps_answer (AvowSteps *self, gboolean right)
{
  AvowQuestion *question = NULL;
  g_autoptr (AtspiAccessible) interaction = find_interaction (self, &question);
  g_autoptr (GPtrArray) response = NULL;

  if (interaction == NULL)
    return NULL;

  response = right ? avow_response_new_right (question) : avow_answers_new_wrong (question);
  give (self, question, interaction, response);
  return question;
}

/* Enter goes on from an option that is chosen, and from a text; elsewhere it presses what has the focus. */
gboolean
avow_steps_can_enter (const AvowQuestion *question)
{
  return question->kind != AVOW_QUESTION_ORDER && question->kind != AVOW_QUESTION_REDACT;
}

static void
wait_other_question (AvowSteps *self, const AvowQuestion *question)
{
  for (guint waits = 0; waits < MAX_WAITS; waits++)
    {
      AvowQuestion *now = NULL;
      g_autoptr (AtspiAccessible) interaction = find_interaction (self, &now);

      if (interaction == NULL || now != question)
        return;
      g_usleep (40000);
    }

  g_error ("Question %s never went away", question->id);
}

void
avow_steps_check (AvowSteps *self)
{
  AvowQuestion *question;

  while ((question = avow_steps_answer (self, TRUE)) != NULL)
    {
      if (avow_steps_can_enter (question))
        avow_driver_press (self->driver, "Return");
      else
        avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Check"));
      wait_other_question (self, question);
    }
  avow_driver_wait_text (self->driver, avow_words_begin ("Right."));
}
