/* avow-import-moodle.c: Moodle XML, as question/format/xml of Moodle writes it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-import-moodle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MIN_FRACTION 99.9 /* of an answer that is right: a third is written 33.33333 */

AvowNode *
avow_moodle_find (AvowNode *node, const char *name)
{
  for (AvowNode *child = node != NULL ? node->first : NULL; child != NULL; child = child->next)
    if (child->name != NULL && g_str_equal (child->name, name))
      return child;

  return NULL;
}

static char *
get_text (AvowNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (AvowNode *child = node != NULL ? node->first : NULL; child != NULL; child = child->next)
    if (child->name == NULL)
      g_string_append (text, child->text);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
avow_moodle_get_text (AvowNode *node)
{
  AvowNode *inner = avow_moodle_find (node, "text");
  g_autofree char *text = get_text (inner != NULL ? inner : node);

  return g_strdup (g_strstrip (text));
}

static gboolean
is_yes (AvowNode *node, const char *name)
{
  g_autofree char *text = avow_moodle_get_text (avow_moodle_find (node, name));

  return g_ascii_strcasecmp (text, "true") == 0 || g_str_equal (text, "1");
}

static AvowTextFormat
get_format (AvowNode *node)
{
  static const struct
  {
    const char *name;
    AvowTextFormat format;
  } formats[] = {
    { "html", AVOW_TEXT_HTML },
    { "plain_text", AVOW_TEXT_PLAIN },
    { "moodle_auto_format", AVOW_TEXT_MOODLE },
    { "markdown", AVOW_TEXT_MARKDOWN },
  };
  const char *name = node != NULL ? avow_node_get (node, "format") : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return formats[i].format;

  return AVOW_TEXT_HTML;
}

/* The files that stand beside a text, for its pictures. */
static void
take_files (AvowDraft *draft, AvowNode *node)
{
  for (AvowNode *child = node != NULL ? node->first : NULL; child != NULL; child = child->next)
    if (child->name != NULL && g_str_equal (child->name, "file") && avow_node_get (child, "name") != NULL)
      {
        const char *folder = avow_node_get (child, "path");
        g_autofree char *base64 = get_text (child);
        gsize length;
        guchar *bytes = g_base64_decode (base64, &length);

        if (draft->files == NULL)
          draft->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
        g_hash_table_replace (draft->files, g_strconcat (folder != NULL && *folder == '/' ? folder + 1 : "", avow_node_get (child, "name"), NULL),
                              g_bytes_new_take (bytes, length));
      }
}

GPtrArray *
avow_moodle_read_instead (AvowDraft *draft, AvowNode *node, const char *text)
{
  take_files (draft, node);
  return avow_reduce_blocks (draft, text, get_format (node));
}

GPtrArray *
avow_moodle_read_blocks (AvowDraft *draft, AvowNode *node)
{
  g_autofree char *text = avow_moodle_get_text (node);

  return avow_moodle_read_instead (draft, node, text);
}

GPtrArray *
avow_moodle_read_line (AvowDraft *draft, AvowNode *node)
{
  return avow_reduce_to_line (draft, avow_moodle_read_blocks (draft, node));
}

static double
get_fraction (AvowNode *answer)
{
  const char *fraction = avow_node_get (answer, "fraction");

  return fraction != NULL ? g_ascii_strtod (fraction, NULL) : 0;
}

static AvowNode *
next_named (AvowNode *node, const char *name)
{
  while (node != NULL && (node->name == NULL || !g_str_equal (node->name, name)))
    node = node->next;

  return node;
}

#define FOR_EACH(child, parent, name) \
  for (AvowNode *child = next_named ((parent)->first, name); child != NULL; child = next_named (child->next, name))

static void
set_prompt (AvowDraft *draft, AvowNode *question)
{
  g_ptr_array_unref (draft->question->prompt);
  draft->question->prompt = avow_moodle_read_blocks (draft, avow_moodle_find (question, "questiontext"));
}

static void
read_choice (AvowDraft *draft, AvowNode *question)
{
  gboolean one = avow_moodle_find (question, "single") == NULL || is_yes (question, "single");
  double best = 0;

  draft->question->kind = one ? AVOW_QUESTION_SINGLE : AVOW_QUESTION_MULTIPLE;
  FOR_EACH (answer, question, "answer")
    best = MAX (best, get_fraction (answer));
  FOR_EACH (answer, question, "answer")
    {
      double fraction = get_fraction (answer);
      AvowNode *feedback = avow_moodle_find (answer, "feedback");

      if (one && fraction > 0 && fraction < best)
        avow_draft_note (draft, _("an answer that was right in part counts as wrong"), _("let several be chosen, if that is meant"));
      avow_draft_add_option (draft, avow_draft_create_option (NULL, avow_moodle_read_line (draft, answer), fraction > 0 && (!one || fraction == best),
                                                              feedback != NULL ? avow_moodle_read_line (draft, feedback) : NULL));
    }
}

/* A plug-in's choice, which marks the right answers in another way. */
static void
read_marked_choice (AvowDraft *draft, AvowNode *question)
{
  draft->question->kind = AVOW_QUESTION_MULTIPLE;
  FOR_EACH (answer, question, "answer")
    {
      AvowNode *feedback = avow_moodle_find (answer, "feedback");
      gboolean correct = is_yes (answer, "correctanswer") || get_fraction (answer) > 0;

      avow_draft_add_option (draft, avow_draft_create_option (NULL, avow_moodle_read_line (draft, answer), correct,
                                                              feedback != NULL ? avow_moodle_read_line (draft, feedback) : NULL));
    }
}

static void
read_true_false (AvowDraft *draft, AvowNode *question)
{
  AvowNode *answers[2] = { NULL, NULL };

  draft->question->kind = AVOW_QUESTION_TRUE_FALSE;
  FOR_EACH (answer, question, "answer")
    {
      g_autofree char *text = avow_moodle_get_text (answer);

      answers[g_ascii_strcasecmp (text, "true") == 0 ? 0 : 1] = answer;
    }
  for (guint i = 0; i < 2; i++)
    {
      AvowNode *feedback = avow_moodle_find (answers[i], "feedback");

      if (answers[i] == NULL)
        {
          avow_draft_refuse (draft, g_strdup (_("it lacks one of “true” and “false”")), g_strdup (_("write both")));
          return;
        }
      avow_draft_add_option (draft, avow_draft_create_option (NULL, avow_inlines_new_words (i == 0 ? _("True") : _("False")),
                                                              get_fraction (answers[i]) > 0,
                                                              feedback != NULL ? avow_moodle_read_line (draft, feedback) : NULL));
    }
}

static void
note_feedback (AvowDraft *draft, AvowNode *answer)
{
  g_autofree char *feedback = avow_moodle_get_text (avow_moodle_find (answer, "feedback"));

  if (avow_text_says (feedback))
    avow_draft_note (draft, _("feedback on one of the words that may be typed is not taken"), _("say in <feedback> what helps whoever typed anything"));
}

static void
read_short_answer (AvowDraft *draft, AvowNode *question)
{
  draft->question->kind = AVOW_QUESTION_TEXT_ENTRY;
  if (is_yes (question, "usecase"))
    avow_draft_note (draft, _("capital letters counted in it, and don’t here"), _("see whether it is still the same question"));
  FOR_EACH (answer, question, "answer")
    {
      g_autofree char *text = avow_moodle_get_text (answer);
      double fraction = get_fraction (answer);

      note_feedback (draft, answer);
      if (fraction > 0 && fraction < MIN_FRACTION)
        avow_draft_note (draft, _("an answer that was right in part counts as wrong"), _("write it as an <accept>, if it is right"));
      else if (fraction > 0)
        avow_moodle_add_accepted (draft, text);
    }
}

void
avow_moodle_add_accepted (AvowDraft *draft, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\\*", -1);
  g_autofree char *plain = g_strjoinv ("*", parts);

  for (guint i = 0; parts[i] != NULL; i++)
    if (strchr (parts[i], '*') != NULL)
      {
        avow_draft_note (draft, _("an answer with * stands for many, and is not taken"), _("write each as an <accept> of its own"));
        return;
      }
  g_ptr_array_add (draft->question->accepted, avow_draft_clean (plain, -1));
}

static void
read_number (AvowDraft *draft, AvowNode *question)
{
  draft->question->kind = AVOW_QUESTION_TEXT_ENTRY;
  if (avow_moodle_find (avow_moodle_find (question, "units"), "unit") != NULL)
    avow_draft_refuse (draft, g_strdup (_("it asks for a number with its unit")), g_strdup (_("let people choose between numbers")));
  FOR_EACH (answer, question, "answer")
    {
      g_autofree char *tolerance = avow_moodle_get_text (avow_moodle_find (answer, "tolerance"));
      g_autofree char *text = avow_moodle_get_text (answer);

      note_feedback (draft, answer);
      if (get_fraction (answer) < MIN_FRACTION || g_str_equal (text, "*"))
        continue;
      if (g_ascii_strtod (tolerance, NULL) != 0)
        avow_draft_refuse (draft, g_strdup (_("it accepts numbers within limits, and Avow only numbers that are exact")),
                           g_strdup (_("let people choose between numbers")));
      else
        avow_moodle_add_accepted (draft, text);
    }
}

static void
read_match (AvowDraft *draft, AvowNode *question)
{
  draft->question->kind = AVOW_QUESTION_MATCH;
  FOR_EACH (pair, question, "subquestion")
    {
      GPtrArray *left = avow_moodle_read_line (draft, pair);

      avow_draft_pair (draft, NULL, left, avow_moodle_read_line (draft, avow_moodle_find (pair, "answer")));
    }
  avow_draft_settle_pairs (draft);
}

static void
read_order (AvowDraft *draft, AvowNode *question)
{
  g_autofree char *selected = avow_moodle_get_text (avow_moodle_find (question, "selecttype"));
  g_autofree char *count = avow_moodle_get_text (avow_moodle_find (question, "selectcount"));

  draft->question->kind = AVOW_QUESTION_ORDER;
  FOR_EACH (answer, question, "answer")
    avow_draft_add_option (draft, avow_draft_create_option (NULL, avow_moodle_read_line (draft, answer), FALSE, NULL));
  if (*selected != '\0' && !g_str_equal (selected, "0") && !g_str_equal (selected, "ALL") &&
      g_ascii_strtoull (count, NULL, 10) < draft->question->options->len && *count != '\0')
    avow_draft_note (draft, _("it showed some of its entries, and shows all of them here"), _("take away what is too much"));
}

static void
read_kprime (AvowDraft *draft, AvowNode *question)
{
  avow_draft_refuse (draft, g_strdup (_("each of its statements is judged by itself")), g_strdup (_("make a true-false question of each")));
}

static void
read_essay (AvowDraft *draft, AvowNode *question)
{
  avow_draft_refuse (draft, g_strdup (_("it is answered by an essay, which Avow can’t grade")), g_strdup (_("ask it as a choice")));
}

static void
read_calculated (AvowDraft *draft, AvowNode *question)
{
  avow_draft_refuse (draft, g_strdup (_("its numbers are calculated anew for each person")), g_strdup (_("write it with fixed numbers")));
}

static void
read_drawing (AvowDraft *draft, AvowNode *question)
{
  avow_draft_refuse (draft, g_strdup (_("it is answered with a mouse on a picture")), g_strdup (_("ask it in words, so that everybody can answer it")));
}

static void
read_random (AvowDraft *draft, AvowNode *question)
{
  avow_draft_refuse (draft, g_strdup (_("it stands for other questions that are drawn")), g_strdup (_("draw them by <check> or <assessment>")));
}

static const struct
{
  const char *type;
  void (*read) (AvowDraft *draft, AvowNode *question);
  gboolean text; /* whether the question's text is its prompt */
} types[] = {
  { "multichoice", read_choice, TRUE },
  { "multichoiceset", read_choice, TRUE },
  { "oumultiresponse", read_marked_choice, TRUE },
  { "truefalse", read_true_false, TRUE },
  { "shortanswer", read_short_answer, TRUE },
  { "numerical", read_number, TRUE },
  { "matching", read_match, TRUE },
  { "match", read_match, TRUE },
  { "ordering", read_order, TRUE },
  { "gapselect", avow_moodle_read_gaps, FALSE },
  { "ddwtos", avow_moodle_read_gaps, FALSE },
  { "cloze", avow_moodle_read_cloze, FALSE },
  { "multianswer", avow_moodle_read_cloze, FALSE },
  { "gapfill", avow_moodle_read_gapfill, FALSE },
  { "essay", read_essay, TRUE },
  { "essayautograde", read_essay, TRUE },
  { "essaywiris", read_essay, TRUE },
  { "poodllrecording", read_essay, TRUE },
  { "recordrtc", read_essay, TRUE },
  { "kprime", read_kprime, TRUE },
  { "mtf", read_kprime, TRUE },
  { "calculated", read_calculated, TRUE },
  { "calculatedmulti", read_calculated, TRUE },
  { "calculatedsimple", read_calculated, TRUE },
  { "formulas", read_calculated, TRUE },
  { "stack", read_calculated, TRUE },
  { "ddimageortext", read_drawing, TRUE },
  { "ddmarker", read_drawing, TRUE },
  { "imagetarget", read_drawing, TRUE },
  { "random", read_random, TRUE },
  { "randomsamatch", read_random, TRUE },
};

/* Phrases that Moodle writes by itself explain nothing. */
static gboolean
is_stock (const char *text)
{
  static const char *const phrases[] = {
    "Your answer is correct.", "Your answer is incorrect.", "Your answer is partially correct.", "Correct", "Incorrect", "Partially correct",
    "That is correct.", "That is not correct.", "Die Antwort ist richtig.", "Die Antwort ist falsch.", "Die Antwort ist teilweise richtig.",
    "Your answer is correct", "Your answer is incorrect", "Your answer is partially correct", "Well done!", "Parts, but only parts, of your response are correct.", NULL,
  };

  return !avow_text_says (text) || g_strv_contains (phrases, text);
}

static void
take_result (AvowDraft *draft, AvowNode *question, const char *name, gboolean right)
{
  GPtrArray *feedback = avow_moodle_read_line (draft, avow_moodle_find (question, name));
  g_autofree char *text = avow_inlines_to_text (feedback, NULL);

  if (is_stock (g_strstrip (text)))
    g_ptr_array_unref (feedback);
  else
    avow_draft_explain_result (draft, right, feedback);
}

static void
take_feedback (AvowDraft *draft, AvowNode *question)
{
  AvowNode *general = avow_moodle_find (question, "generalfeedback"), *hint = avow_moodle_find (question, "hint");
  AvowNode *partly = avow_moodle_find (question, "partiallycorrectfeedback");
  g_autofree char *hint_text = avow_moodle_get_text (hint);
  g_autoptr (GPtrArray) partly_line = avow_moodle_read_line (draft, partly);
  g_autofree char *partly_words = avow_inlines_to_text (partly_line, NULL);

  take_result (draft, question, "correctfeedback", TRUE);
  take_result (draft, question, "incorrectfeedback", FALSE);
  if (draft->question->kind == AVOW_QUESTION_MULTIPLE && !is_stock (g_strstrip (partly_words)))
    avow_draft_note (draft, _("feedback that depends on whether the answer is right is not taken"),
                     _("say in <feedback> what helps whoever answered either way"));
  if (general != NULL)
    avow_draft_explain (draft, avow_moodle_read_line (draft, general));
  if (avow_text_says (hint_text))
    avow_draft_note (draft, _("hints for another attempt are not taken"), _("say it in <feedback>"));
}

static void
read_question (AvowImport *import, AvowNode *node)
{
  g_auto (AvowDraft) draft = { 0 };
  const char *type = avow_node_get (node, "type");
  guint i;

  avow_draft_init (&draft, import, node->offset);
  draft.name = avow_moodle_get_text (avow_moodle_find (node, "name"));
  draft.key = avow_moodle_get_text (avow_moodle_find (node, "idnumber"));
  if (*draft.key == '\0')
    g_clear_pointer (&draft.key, g_free);

  if (g_strcmp0 (type, "description") == 0)
    {
      avow_draft_finish_page (&draft, avow_moodle_read_blocks (&draft, avow_moodle_find (node, "questiontext")));
      return;
    }

  for (i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (type, types[i].type) == 0)
      break;
  if (i == G_N_ELEMENTS (types))
    avow_draft_refuse (&draft, avow_import_quote (_("Avow has no questions of the type “%s”"), type != NULL ? type : ""),
                       g_strdup (_("ask it as a choice")));
  else
    {
      if (types[i].text)
        set_prompt (&draft, node);
      types[i].read (&draft, node);
      if (!avow_draft_is_refused (&draft))
        take_feedback (&draft, node);
    }
  avow_draft_finish (&draft);
}

void
avow_import_read_moodle (AvowImport *self, AvowTree *tree)
{
  FOR_EACH (node, tree->root, "question")
    if (g_strcmp0 (avow_node_get (node, "type"), "category") == 0)
      {
        g_autofree char *path = avow_moodle_get_text (avow_moodle_find (node, "category"));

        avow_import_enter_category (self, path);
      }
    else
      read_question (self, node);
}
