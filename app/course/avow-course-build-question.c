/* avow-course-build-question.c: from a sound tree to the questions of a pool
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-build-private.h"

#include "avow-course-content.h"
#include "avow-course-load.h"

#include <string.h>

GPtrArray *
avow_build_items (AvowNode *parent, const char *key, AvowBuildItem build_item, GDestroyNotify free_item)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (free_item);

  for (AvowNode *child = parent != NULL ? parent->first : NULL; child != NULL; child = child->next)
    if (avow_node_is (child, key))
      g_ptr_array_add (items, build_item (child));

  return items;
}

char *
avow_build_text (AvowNode *node, const char *attribute)
{
  return g_strdup (avow_node_get (node, attribute));
}

static AvowOption *
create_option (const char *id, AvowNode *words /* (nullable) */, AvowNode *feedback /* (nullable) */)
{
  AvowOption *option = g_new0 (AvowOption, 1);

  option->id = g_strdup (id);
  option->inlines = avow_content_read_inlines (words);
  option->feedback = avow_content_read_inlines (feedback);

  return option;
}

/* An option, and what is like one: a decoy, an entry. */
static gpointer
read_option (AvowNode *node)
{
  AvowOption *option = create_option (avow_node_get (node, "id"), node, avow_node_find (node, "feedback"));

  option->correct = avow_node_get_yes (node, "correct");

  return option;
}

static AvowOption *
find_correct (GPtrArray *options)
{
  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, i);

      if (option->correct)
        return option;
    }

  return NULL;
}

static GPtrArray *
create_options (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) avow_option_free);
}

static void
read_choice_question (AvowQuestion *question, AvowNode *node)
{
  const char *kind = avow_node_get (node, "kind");

  if (g_str_equal (kind, "multiple"))
    question->kind = AVOW_QUESTION_MULTIPLE;
  else if (g_str_equal (kind, "true-false"))
    question->kind = AVOW_QUESTION_TRUE_FALSE;

  g_ptr_array_extend_and_steal (question->options,
                                avow_build_items (node, "option", read_option, (GDestroyNotify) avow_option_free));
}

/* A left side and its right bear the id of their pair. */
static void
read_pair (AvowQuestion *question, AvowNode *node)
{
  AvowOption *right = create_option (avow_node_get (node, "id"), avow_node_find (node, "right"), NULL);
  AvowPart *part = g_new0 (AvowPart, 1);

  right->correct = TRUE;
  g_ptr_array_add (question->options, right);

  part->id = avow_build_text (node, "id");
  part->inlines = avow_content_read_inlines (avow_node_find (node, "left"));
  part->options = g_ptr_array_ref (question->options);
  part->correct = right;
  g_ptr_array_add (question->parts, part);
}

static void
read_match (AvowQuestion *question, AvowNode *node)
{
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (avow_node_is (child, "pair"))
      read_pair (question, child);
    else if (avow_node_is (child, "decoy"))
      g_ptr_array_add (question->options, read_option (child));
}

static void
read_order (AvowQuestion *question, AvowNode *node)
{
  g_ptr_array_extend_and_steal (question->options,
                                avow_build_items (node, "entry", read_option, (GDestroyNotify) avow_option_free));
}

static void
add_piece (AvowQuestion *question, char *text, AvowPart *part)
{
  AvowPiece *piece = g_new0 (AvowPiece, 1);

  piece->text = text;
  piece->part = part;
  g_ptr_array_add (question->passage, piece);
}

static void
read_gap (AvowQuestion *question, AvowNode *node)
{
  AvowPart *part = g_new0 (AvowPart, 1);

  part->id = avow_build_text (node, "id");
  part->options = avow_build_items (node, "option", read_option, (GDestroyNotify) avow_option_free);
  part->correct = find_correct (part->options);
  g_ptr_array_add (question->parts, part);
  add_piece (question, NULL, part);
}

static void
read_inline_choice (AvowQuestion *question, AvowNode *node)
{
  for (AvowNode *child = avow_node_find (node, "passage")->first; child != NULL; child = child->next)
    if (avow_node_is (child, "gap"))
      read_gap (question, child);
    else if (child->name == NULL && *child->text != '\0')
      add_piece (question, g_strdup (child->text), NULL);
}

static void
read_text_entry (AvowQuestion *question, AvowNode *node)
{
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (avow_node_is (child, "accept"))
      g_ptr_array_add (question->accepted, g_strdup (child->first->text));
}

static void
add_message_option (AvowPart *part, const char *id, gboolean correct)
{
  AvowOption *option = create_option (id, NULL, NULL);

  option->correct = correct;
  g_ptr_array_add (part->options, option);
  if (correct)
    part->correct = option;
}

static GPtrArray *
read_marks (AvowNode *message)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func (g_free);

  for (AvowNode *node = message; node != NULL; node = avow_node_next (node, message))
    if (avow_node_is (node, "mark"))
      {
        g_autoptr(GPtrArray) words = avow_content_read_inlines (node);

        g_ptr_array_add (marks, avow_inlines_to_text (words, NULL));
      }

  return marks;
}

static gpointer
read_message (AvowNode *node)
{
  AvowPart *part = g_new0 (AvowPart, 1);
  gboolean suspicious = avow_node_get_yes (node, "suspicious");

  part->id = avow_build_text (node, "id");
  part->from = avow_build_text (node, "from");
  part->subject = avow_build_text (node, "subject");
  part->blocks = avow_content_read_blocks (node);
  part->marks = read_marks (node);
  part->feedback = avow_content_read_inlines (avow_node_find (node, "feedback"));
  part->options = create_options ();
  add_message_option (part, AVOW_OPTION_GENUINE, !suspicious);
  add_message_option (part, AVOW_OPTION_SUSPICIOUS, suspicious);

  return part;
}

static void
read_inbox (AvowQuestion *question, AvowNode *node)
{
  g_ptr_array_extend_and_steal (question->parts,
                                avow_build_items (node, "message", read_message, (GDestroyNotify) avow_part_free));
}

/* A word goes as a whole where a part of it is private: what touches it without a space belongs to it. */
static void
add_words (AvowQuestion *question, const char *text, gboolean private, gboolean *apart)
{
  const char *end;

  for (const char *word = text; *word != '\0'; word = end)
    {
      AvowPiece *last = question->passage->len > 0 ? g_ptr_array_index (question->passage, question->passage->len - 1) : NULL;

      *apart = *apart || *word == ' ';
      word += strspn (word, " ");
      end = word + strcspn (word, " ");
      if (end == word)
        return;

      if (last == NULL || *apart)
        {
          add_piece (question, g_strndup (word, end - word), NULL);
          last = g_ptr_array_index (question->passage, question->passage->len - 1);
        }
      else
        {
          g_autofree char *begun = g_steal_pointer (&last->text);

          last->text = g_strdup_printf ("%s%.*s", begun, (int) (end - word), word);
        }
      last->private = last->private || private;
      *apart = FALSE;
    }
}

static void
read_redact (AvowQuestion *question, AvowNode *node)
{
  gboolean apart = TRUE;

  for (AvowNode *child = avow_node_find (node, "passage:redact")->first; child != NULL; child = child->next)
    if (child->name == NULL)
      add_words (question, child->text, FALSE, &apart);
    else if (child->first != NULL)
      add_words (question, child->first->text, TRUE, &apart);
}

static const struct
{
  const char *key;
  AvowQuestionKind kind;
  void (*read) (AvowQuestion *question, AvowNode *node);
} kinds[] = {
  { "question", AVOW_QUESTION_SINGLE, read_choice_question },
  { "match", AVOW_QUESTION_MATCH, read_match },
  { "order", AVOW_QUESTION_ORDER, read_order },
  { "inline-choice", AVOW_QUESTION_INLINE_CHOICE, read_inline_choice },
  { "text-entry", AVOW_QUESTION_TEXT_ENTRY, read_text_entry },
  { "inbox", AVOW_QUESTION_INBOX, read_inbox },
  { "redact", AVOW_QUESTION_REDACT, read_redact },
};

static AvowQuestion *
create_question (AvowNode *node)
{
  AvowQuestion *question = g_new0 (AvowQuestion, 1);

  question->id = avow_build_text (node, "id");
  question->prompt = avow_content_read_blocks (avow_node_find (node, "prompt"));
  question->options = create_options ();
  question->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_part_free);
  question->passage = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_piece_free);
  question->accepted = g_ptr_array_new_with_free_func (g_free);
  question->feedback = avow_content_read_inlines (avow_node_find (node, "feedback"));

  return question;
}

GPtrArray *
avow_build_questions (AvowNode *pool)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_question_free);

  for (AvowNode *node = pool->first; node != NULL; node = node->next)
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      if (avow_node_is (node, kinds[i].key))
        {
          AvowQuestion *question = create_question (node);

          question->kind = kinds[i].kind;
          kinds[i].read (question, node);
          g_ptr_array_add (questions, question);
          break;
        }

  return questions;
}
