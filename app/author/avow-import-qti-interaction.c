/* avow-import-qti-interaction.c: what QTI's interactions ask, as questions of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-import-qti.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Words of a choice, without the feedback that stands among them. */
static gboolean
skip_feedback (AvowNode *node, GString *text, gpointer data)
{
  return avow_qti_is (node, "feedbackInline") || avow_qti_is (node, "feedbackBlock") ||
         (!avow_qti_is (node, "prompt") && avow_qti_see_to (node, text, data));
}

static GPtrArray *
read_words (AvowQtiItem *self, AvowNode *node)
{
  return avow_reduce_node_inlines (self->draft, node, skip_feedback, self);
}

/* (nullable): feedback among the words of a choice, for whoever chose it. */
static GPtrArray *
read_inner_feedback (AvowQtiItem *self, AvowNode *choice)
{
  AvowNode *feedback = avow_qti_find_inside (choice, "feedbackInline");

  if (feedback == NULL)
    feedback = avow_qti_find_inside (choice, "feedbackBlock");

  return feedback != NULL ? avow_reduce_node_inlines (self->draft, feedback, skip_feedback, self) : NULL;
}

static gboolean
reads (const AvowOption *option, const char *word, const char *translated)
{
  g_autofree char *text = avow_inlines_to_text (option->inlines, NULL);

  return g_ascii_strcasecmp (g_strstrip (text), word) == 0 || g_str_equal (text, translated);
}

static gboolean
ends_with (const AvowOption *option, const char *word)
{
  return option->id != NULL && g_str_has_suffix (option->id, word);
}

static void
settle_true_false (AvowQuestion *question)
{
  const AvowOption *first, *second;

  if (question->kind != AVOW_QUESTION_SINGLE || question->options->len != 2)
    return;
  first = g_ptr_array_index (question->options, 0);
  second = g_ptr_array_index (question->options, 1);
  if ((reads (first, "true", _("True")) && reads (second, "false", _("False"))) ||
      (ends_with (first, "-true") && ends_with (second, "-false")))
    question->kind = AVOW_QUESTION_TRUE_FALSE;
}

void
avow_qti_read_choice (AvowQtiItem *self, AvowNode *interaction)
{
  g_auto (AvowQtiResponse) response = { 0 };
  AvowQuestion *question = self->draft->question;

  avow_qti_response_read (&response, self->item, interaction);
  question->kind = response.single ? AVOW_QUESTION_SINGLE : AVOW_QUESTION_MULTIPLE;
  AVOW_QTI_FOR_EACH (choice, interaction, "simpleChoice")
    {
      const char *key = avow_qti_get (choice, "identifier");

      avow_draft_add_option (self->draft, avow_draft_create_option (key, read_words (self, choice), avow_qti_response_has (&response, key),
                                                                    read_inner_feedback (self, choice)));
    }
  settle_true_false (question);
}

static AvowNode *
find_choice (AvowNode *parent, const char *name, const char *identifier)
{
  AVOW_QTI_FOR_EACH (choice, parent, name)
    if (g_strcmp0 (avow_qti_get (choice, "identifier"), identifier) == 0)
      return choice;

  return NULL;
}

static guint
count_children (AvowNode *parent, const char *name)
{
  guint n = 0;

  AVOW_QTI_FOR_EACH (choice, parent, name)
    n++;

  return n;
}

void
avow_qti_read_order (AvowQtiItem *self, AvowNode *interaction)
{
  g_auto (AvowQtiResponse) response = { 0 };

  avow_qti_response_read (&response, self->item, interaction);
  self->draft->question->kind = AVOW_QUESTION_ORDER;
  if (response.correct->len == 0)
    avow_draft_refuse (self->draft, g_strdup (_("no answer of it is right")), g_strdup (_("say which order is right")));
  else if (response.correct->len != count_children (interaction, "simpleChoice"))
    avow_draft_refuse (self->draft, g_strdup (_("only some of its entries are put in order")), g_strdup (_("take away what has no place")));
  for (guint i = 0; i < response.correct->len && !avow_draft_is_refused (self->draft); i++)
    {
      const char *key = g_ptr_array_index (response.correct, i);
      AvowNode *choice = find_choice (interaction, "simpleChoice", key);

      if (choice != NULL)
        avow_draft_add_option (self->draft, avow_draft_create_option (key, read_words (self, choice), FALSE, NULL));
      else
        avow_draft_refuse (self->draft, avow_import_quote (_("its answer names “%s”, which is not there"), key), g_strdup (_("name an entry of it")));
    }
}

/* --- pairs -------------------------------------------------------------------------------------------------------- */

/* “left right”, between spaces. */
static gboolean
cut_pair (const char *value, char **out_left, char **out_right)
{
  g_auto (GStrv) parts = g_strsplit_set (value, " \t\r\n", -1);
  const char *words[2] = { NULL, NULL };
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      {
        if (n < 2)
          words[n] = parts[i];
        n++;
      }
  if (n != 2)
    return FALSE;
  *out_left = g_strdup (words[0]);
  *out_right = g_strdup (words[1]);

  return TRUE;
}

/* Who goes with whom: of the first by the second, or the other way round. Where one has several, there is no such table. */
static GHashTable *
tabulate (const AvowQtiResponse *response, gboolean turned)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < response->correct->len; i++)
    {
      char *left, *right;
      gboolean is_new;

      if (!cut_pair (g_ptr_array_index (response->correct, i), &left, &right))
        return NULL;
      is_new = turned ? g_hash_table_insert (table, right, left) : g_hash_table_insert (table, left, right);
      if (!is_new)
        return NULL;
    }

  return g_steal_pointer (&table);
}

/* Whether each of a set has its own in @table. */
static gboolean
covers (GHashTable *table, AvowNode *set)
{
  if (table == NULL)
    return FALSE;
  AVOW_QTI_FOR_EACH (choice, set, "simpleAssociableChoice")
    {
      const char *key = avow_qti_get (choice, "identifier");

      if (key == NULL || !g_hash_table_contains (table, key))
        return FALSE;
    }

  return TRUE;
}

static void
pair_sets (AvowQtiItem *self, GHashTable *table, AvowNode *lefts, AvowNode *rights)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  AVOW_QTI_FOR_EACH (left, lefts, "simpleAssociableChoice")
    {
      const char *key = avow_qti_get (left, "identifier"), *other = g_hash_table_lookup (table, key);
      AvowNode *right = find_choice (rights, "simpleAssociableChoice", other);

      if (right == NULL)
        {
          avow_draft_refuse (self->draft, avow_import_quote (_("its answer names “%s”, which is not there"), other), g_strdup (_("name an entry of it")));
          return;
        }
      g_hash_table_add (used, (gpointer) other);
      avow_draft_pair (self->draft, key, read_words (self, left), read_words (self, right));
    }
  AVOW_QTI_FOR_EACH (right, rights, "simpleAssociableChoice")
    {
      const char *key = avow_qti_get (right, "identifier");

      if (key != NULL && !g_hash_table_contains (used, key))
        avow_draft_add_option (self->draft, avow_draft_create_option (key, read_words (self, right), FALSE, NULL));
    }
  avow_draft_settle_pairs (self->draft);
}

void
avow_qti_read_match (AvowQtiItem *self, AvowNode *interaction)
{
  g_auto (AvowQtiResponse) response = { 0 };
  g_autoptr (GHashTable) table = NULL, turned = NULL;
  AvowNode *first = avow_qti_find (interaction, "simpleMatchSet");
  AvowNode *second = first != NULL ? avow_qti_next (first->next, "simpleMatchSet") : NULL;

  avow_qti_response_read (&response, self->item, interaction);
  self->draft->question->kind = AVOW_QUESTION_MATCH;
  table = tabulate (&response, FALSE);
  turned = tabulate (&response, TRUE);
  if (second == NULL)
    avow_draft_refuse (self->draft, g_strdup (_("it lacks one of its two sides")), g_strdup (_("write both")));
  else if (response.correct->len == 0)
    avow_draft_refuse (self->draft, g_strdup (_("no answer of it is right")), g_strdup (_("say which belongs to which")));
  else if (covers (table, first))
    pair_sets (self, table, first, second);
  else if (covers (turned, second))
    pair_sets (self, turned, second, first);
  else
    avow_draft_refuse (self->draft, g_strdup (_("something in it belongs to several others, or to none")), g_strdup (_("let each belong to one")));
}

void
avow_qti_read_gap_match (AvowQtiItem *self, AvowNode *interaction)
{
  g_auto (AvowQtiResponse) response = { 0 };
  g_autoptr (GHashTable) table = NULL;
  AvowDraft *draft = self->draft;
  GPtrArray *blocks;

  avow_qti_response_read (&response, self->item, interaction);
  table = tabulate (&response, TRUE);
  draft->question->kind = AVOW_QUESTION_INLINE_CHOICE;
  if (avow_qti_find (interaction, "gapImg") != NULL)
    avow_draft_refuse (draft, g_strdup (_("an answer of it has no words")), g_strdup (_("write what it says, or what its picture shows")));
  for (AvowNode *node = interaction->first; node != NULL && !avow_draft_is_refused (draft); node = avow_node_next (node, interaction))
    if (avow_qti_is (node, "gap"))
      {
        const char *key = avow_qti_get (node, "identifier");
        const char *correct = table != NULL && key != NULL ? g_hash_table_lookup (table, key) : NULL;
        AvowPart *gap = avow_draft_add_gap (draft, key);

        AVOW_QTI_FOR_EACH (choice, interaction, "gapText")
          {
            const char *own = avow_qti_get (choice, "identifier");

            avow_gap_add_option (gap, avow_draft_create_option (own, read_words (self, choice), correct != NULL && g_strcmp0 (own, correct) == 0, NULL));
          }
      }

  blocks = avow_reduce_node_blocks (draft, interaction, avow_qti_see_to_gaps, self);
  avow_draft_set_passage (draft, blocks);
}

void
avow_qti_read_inline_choices (AvowQtiItem *self)
{
  self->draft->question->kind = AVOW_QUESTION_INLINE_CHOICE;
  for (guint i = 0; i < self->interactions->len; i++)
    {
      AvowNode *interaction = g_ptr_array_index (self->interactions, i);
      g_auto (AvowQtiResponse) response = { 0 };
      AvowPart *gap = avow_draft_add_gap (self->draft, avow_qti_get (interaction, "responseIdentifier"));

      avow_qti_response_read (&response, self->item, interaction);
      AVOW_QTI_FOR_EACH (choice, interaction, "inlineChoice")
        {
          const char *key = avow_qti_get (choice, "identifier");

          avow_gap_add_option (gap, avow_draft_create_option (key, read_words (self, choice), avow_qti_response_has (&response, key),
                                                              read_inner_feedback (self, choice)));
        }
    }
  avow_draft_set_passage (self->draft, avow_reduce_node_blocks (self->draft, self->body, avow_qti_see_to, self));
}

/* --- words that are typed ----------------------------------------------------------------------------------------- */

/* Rules that compare within limits. */
static gboolean
has_tolerance (AvowNode *item)
{
  AvowNode *rules = avow_qti_find (item, "responseProcessing");

  for (AvowNode *node = rules != NULL ? rules->first : NULL; node != NULL; node = avow_node_next (node, rules))
    {
      const char *mode = node->name != NULL ? avow_qti_get (node, "toleranceMode") : NULL;

      if (mode != NULL && !g_str_equal (mode, "exact"))
        return TRUE;
    }

  return FALSE;
}

static void
accept (AvowQuestion *question, const char *value)
{
  for (guint i = 0; i < question->accepted->len; i++)
    if (g_str_equal (g_ptr_array_index (question->accepted, i), value))
      return;
  g_ptr_array_add (question->accepted, avow_draft_clean (value, -1));
}

/* What brings as many points as the right answer is right too; what brings fewer is not. */
static void
accept_mapped (AvowQtiItem *self, const AvowQtiResponse *response, AvowNode *interaction)
{
  AvowNode *mapping = NULL;
  double best = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, response->mapped);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    best = MAX (best, *(double *) value);

  AVOW_QTI_FOR_EACH (declaration, self->item, "responseDeclaration")
    if (g_strcmp0 (avow_qti_get (declaration, "identifier"), avow_qti_get (interaction, "responseIdentifier")) == 0)
      mapping = avow_qti_find (declaration, "mapping");
  if (mapping == NULL || best <= 0)
    return;
  AVOW_QTI_FOR_EACH (entry, mapping, "mapEntry")
    {
      const char *key = avow_qti_get (entry, "mapKey");
      const double *points = key != NULL ? g_hash_table_lookup (response->mapped, key) : NULL;

      if (points != NULL && *points >= best)
        accept (self->draft->question, key);
      else if (points != NULL && *points > 0)
        avow_draft_note (self->draft, _("an answer that was right in part counts as wrong"), _("write it as an <accept>, if it is right"));
    }
}

void
avow_qti_read_text_entry (AvowQtiItem *self, AvowNode *interaction)
{
  g_auto (AvowQtiResponse) response = { 0 };

  avow_qti_response_read (&response, self->item, interaction);
  self->draft->question->kind = AVOW_QUESTION_TEXT_ENTRY;
  if (has_tolerance (self->item))
    avow_draft_refuse (self->draft, g_strdup (_("it accepts numbers within limits, and Avow only numbers that are exact")),
                       g_strdup (_("let people choose between numbers")));
  for (guint i = 0; i < response.correct->len; i++)
    accept (self->draft->question, g_ptr_array_index (response.correct, i));
  accept_mapped (self, &response, interaction);
}

/* --- feedback ----------------------------------------------------------------------------------------------------- */

static AvowOption *
find_option (AvowQuestion *question, const char *key)
{
  for (guint i = 0; key != NULL && i < question->options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (question->options, i);

      if (g_strcmp0 (option->id, key) == 0)
        return option;
    }

  return NULL;
}

/* Whether the rules show it whatever was answered: they set its outcome outside of any condition. */
static gboolean
is_always_shown (AvowQtiItem *self, AvowNode *feedback)
{
  AvowNode *rules = avow_qti_find (self->item, "responseProcessing");
  const char *outcome = avow_qti_get (feedback, "outcomeIdentifier"), *identifier = avow_qti_get (feedback, "identifier");

  if (rules == NULL)
    return FALSE;
  AVOW_QTI_FOR_EACH (rule, rules, "setOutcomeValue")
    {
      AvowNode *value = avow_qti_find (rule, "baseValue");
      g_autofree char *text = value != NULL ? avow_qti_get_text (value) : NULL;

      if (g_strcmp0 (avow_qti_get (rule, "identifier"), outcome) == 0 && g_strcmp0 (text, identifier) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
names_result (const char *identifier, gboolean *out_right)
{
  static const struct
  {
    const char *name;
    gboolean right;
  } names[] = { { "correct", TRUE }, { "incorrect", FALSE }, { "right", TRUE }, { "wrong", FALSE }, { "feedbackIncorrect", FALSE }, { "feedbackCorrect", TRUE } };

  for (guint i = 0; identifier != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].name, identifier) == 0)
      {
        *out_right = names[i].right;
        return TRUE;
      }

  return FALSE;
}

void
avow_qti_read_feedback (AvowQtiItem *self)
{
  AVOW_QTI_FOR_EACH (node, self->item, "modalFeedback")
    {
      const char *identifier = avow_qti_get (node, "identifier");
      AvowOption *option = self->draft->question->kind <= AVOW_QUESTION_TRUE_FALSE ? find_option (self->draft->question, identifier) : NULL;
      GPtrArray *words = avow_reduce_node_inlines (self->draft, node, skip_feedback, self);
      gboolean right;

      if (option != NULL && g_strcmp0 (avow_qti_get (node, "showHide"), "hide") != 0)
        avow_inlines_join (option->feedback, words);
      else if (is_always_shown (self, node))
        avow_draft_explain (self->draft, words);
      else if (names_result (identifier, &right))
        avow_draft_explain_result (self->draft, right, words);
      else
        {
          avow_draft_note (self->draft, _("feedback that rules of its own decide on is not taken"), _("say in <feedback> what helps whoever answered"));
          g_ptr_array_unref (words);
        }
    }
}
