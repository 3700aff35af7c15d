/* avow-course-check-question.c: that a question can be answered rightly, and wrongly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-check.h"

#include <glib/gi18n-lib.h>

static void
report (AvowNode *node, AvowSource *source, char *message, char *remedy)
{
  avow_node_report (node, NULL, source, AVOW_DIAGNOSTIC_MEANING, message, remedy);
}

static guint
count (AvowNode *parent, const char *key)
{
  guint n = 0;

  for (AvowNode *child = parent->first; child != NULL; child = child->next)
    n += avow_node_is (child, key);

  return n;
}

static guint
count_yes (AvowNode *parent, const char *key, const char *attribute)
{
  guint n = 0;

  for (AvowNode *child = parent->first; child != NULL; child = child->next)
    n += avow_node_is (child, key) && avow_node_get_yes (child, attribute);

  return n;
}

/* Whether there are words in it at all; white space was folded away. */
static gboolean
is_empty (AvowNode *node)
{
  return node->first == NULL || *node->first->text == '\0';
}

static void
check_options (AvowNode *node, AvowSource *source, gboolean multiple, const char *remedy)
{
  guint options = count (node, "option"), correct = count_yes (node, "option", "correct");

  if (options < 2)
    report (node, source, g_strdup (_("there is nothing to choose between")), g_strdup (_("write at least two options")));

  if (correct == 0)
    report (node, source, g_strdup (_("no option is right")), g_strdup (_("write correct=\"yes\" on the right one")));
  else if (correct > 1 && !multiple)
    report (node, source, g_strdup_printf (_("%u options are right where one can be chosen"), correct), g_strdup (remedy));
}

static void
check_choice (AvowNode *question, AvowSource *source)
{
  const char *kind = avow_node_get (question, "kind");
  guint options = count (question, "option");

  /* the kind was refused */
  if (kind == NULL || !avow_value_is (AVOW_VALUE_QUESTION_KIND, kind))
    return;

  if (g_str_equal (kind, "true-false") && options > 2)
    report (question, source, g_strdup_printf (_("a true-false question has two options, this has %u"), options),
            g_strdup (_("keep one for true and one for false, or write kind=\"single\"")));

  check_options (question, source, g_str_equal (kind, "multiple"),
                 _("keep correct=\"yes\" on one, or write kind=\"multiple\""));
}

static void
check_match (AvowNode *match, AvowSource *source)
{
  if (count (match, "pair") + count (match, "decoy") < 2)
    report (match, source, g_strdup (_("there is nothing to choose between")),
            g_strdup (_("write at least two pairs, or a pair and a <decoy>")));
}

static void
check_order (AvowNode *order, AvowSource *source)
{
  if (count (order, "entry") < 2)
    report (order, source, g_strdup (_("there is nothing to put in order")), g_strdup (_("write at least two entries")));
}

static void
check_inline_choice (AvowNode *question, AvowSource *source)
{
  AvowNode *passage = avow_node_find (question, "passage");

  if (passage->broken)
    return;

  if (count (passage, "gap") == 0)
    report (passage, source, g_strdup (_("the passage has no gap")),
            g_strdup (_("write <gap id=\"…\"> with its options where a word is to be chosen")));

  for (AvowNode *gap = passage->first; gap != NULL; gap = gap->next)
    if (avow_node_is (gap, "gap") && !gap->broken)
      check_options (gap, source, FALSE, _("keep correct=\"yes\" on one"));
}

static void
check_text_entry (AvowNode *question, AvowSource *source)
{
  for (AvowNode *accept = question->first; accept != NULL; accept = accept->next)
    if (avow_node_is (accept, "accept") && !accept->broken && is_empty (accept))
      report (accept, source, g_strdup_printf (_("<%s> says nothing"), accept->name),
              g_strdup (_("write what it is to say, or remove it")));
}

static void
check_inbox (AvowNode *inbox, AvowSource *source)
{
  guint suspicious = count_yes (inbox, "message", "suspicious");

  if (suspicious == 0)
    report (inbox, source, g_strdup (_("no message is suspicious")),
            g_strdup (_("write suspicious=\"yes\" on those that are not what they seem")));
  else if (suspicious == count (inbox, "message"))
    report (inbox, source, g_strdup (_("all messages are suspicious")),
            g_strdup (_("add some that are genuine: whoever distrusts everything has learned nothing")));
}

static void
check_redact (AvowNode *question, AvowSource *source)
{
  AvowNode *passage = avow_node_find (question, "passage:redact");
  gboolean others = FALSE;

  if (passage->broken)
    return;

  for (AvowNode *child = passage->first; child != NULL; child = child->next)
    if (child->name == NULL)
      others = others || (*child->text != '\0' && !g_str_equal (child->text, " "));
    else if (avow_node_is (child, "private") && !child->broken && is_empty (child))
      report (child, source, g_strdup_printf (_("<%s> says nothing"), child->name),
              g_strdup (_("write what it is to say, or remove it")));

  if (count (passage, "private") == 0)
    report (passage, source, g_strdup (_("nothing in the passage is private")),
            g_strdup (_("write <private id=\"…\"> around what has to go")));
  else if (!others)
    report (passage, source, g_strdup (_("all of the passage is private")),
            g_strdup (_("leave some words that may stay")));
}

static const struct
{
  const char *key;
  void (*check) (AvowNode *question, AvowSource *source);
} checks[] = {
  { "question", check_choice },
  { "match", check_match },
  { "order", check_order },
  { "inline-choice", check_inline_choice },
  { "text-entry", check_text_entry },
  { "inbox", check_inbox },
  { "redact", check_redact },
};

void
avow_check_question (AvowNode *question, AvowSource *source)
{
  /* what the grammar refused is not looked at */
  if (question->broken)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (avow_node_is (question, checks[i].key))
      checks[i].check (question, source);
}

/* Whether whoever answers is told why: by each option or message, or by the question as a whole. */
static gboolean
is_explained (AvowNode *question)
{
  gboolean found = avow_node_find (question, "feedback") != NULL;

  for (AvowNode *node = question; !found && node != NULL; node = avow_node_next (node, question))
    if ((avow_node_is (node, "option") || avow_node_is (node, "message")) && avow_node_find (node, "feedback") == NULL)
      return FALSE;

  return found || avow_node_is (question, "question") || avow_node_is (question, "inline-choice") ||
         avow_node_is (question, "inbox");
}

void
avow_check_question_advice (AvowNode *question, AvowSource *source)
{
  if (!is_explained (question))
    avow_node_report (question, NULL, source, AVOW_DIAGNOSTIC_ADVICE,
                      g_strdup (_("not every answer says why")),
                      g_strdup (_("add <feedback>: people learn most from what was wrong")));
}
