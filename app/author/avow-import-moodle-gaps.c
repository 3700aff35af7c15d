/* avow-import-moodle-gaps.c: Moodle's texts with gaps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-import-moodle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLANK "_____"

/* --- gapselect and ddwtos: [[1]] is the place of the first choice, out of those of its group ---------------------- */

typedef struct
{
  char *text;
  char *group;
} Choice;

static void
free_choice (Choice *choice)
{
  g_free (choice->text);
  g_free (choice->group);
  g_free (choice);
}

static GPtrArray *
read_choices (AvowDraft *draft, AvowNode *question)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify) free_choice);

  for (AvowNode *node = question->first; node != NULL; node = node->next)
    if (node->name != NULL && (g_str_equal (node->name, "selectoption") || g_str_equal (node->name, "dragbox")))
      {
        Choice *choice = g_new0 (Choice, 1);
        g_autofree char *html = avow_moodle_get_text (node);
        g_autoptr (GPtrArray) line = avow_reduce_inlines (draft, html, AVOW_TEXT_HTML);

        choice->text = avow_inlines_to_text (line, NULL);
        choice->group = avow_moodle_get_text (avow_moodle_find (node, "group"));
        g_ptr_array_add (choices, choice);
      }

  return choices;
}

static void
fill_gap (AvowPart *gap, GPtrArray *choices, const Choice *correct)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (choices, i);

      if (g_str_equal (choice->group, correct->group) && g_hash_table_add (seen, choice->text))
        avow_gap_add_option (gap, avow_draft_create_option (NULL, avow_inlines_new_words (choice->text), g_str_equal (choice->text, correct->text), NULL));
    }
}

/* Marks in the place of [[1]]; what is no number in it stays as it is. */
static char *
mark_gaps (AvowDraft *draft, const char *text, GPtrArray *choices)
{
  GString *marked = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      char *end = NULL;
      guint64 number = g_str_has_prefix (p, "[[") ? g_ascii_strtoull (p + 2, &end, 10) : 0;

      if (number == 0 || end == p + 2 || !g_str_has_prefix (end, "]]"))
        {
          g_string_append_c (marked, *p++);
          continue;
        }
      if (number > choices->len)
        avow_draft_refuse (draft, g_strdup_printf (_("its gap [[%u]] has no word"), (guint) MIN (number, G_MAXUINT)), g_strdup (_("write the word that belongs there")));
      else
        {
          avow_draft_write_mark (marked, draft->question->parts->len);
          fill_gap (avow_draft_add_gap (draft, NULL), choices, g_ptr_array_index (choices, number - 1));
        }
      p = end + 2;
    }

  return g_string_free (marked, FALSE);
}

static GPtrArray *
read_marked (AvowDraft *draft, AvowNode *question, const char *marked)
{
  return avow_moodle_read_instead (draft, avow_moodle_find (question, "questiontext"), marked);
}

void
avow_moodle_read_gaps (AvowDraft *draft, AvowNode *question)
{
  g_autoptr (GPtrArray) choices = read_choices (draft, question);
  g_autofree char *text = avow_moodle_get_text (avow_moodle_find (question, "questiontext"));
  g_autofree char *marked = NULL;

  draft->question->kind = AVOW_QUESTION_INLINE_CHOICE;
  marked = mark_gaps (draft, text, choices);
  avow_draft_set_passage (draft, read_marked (draft, question, marked));
}

/* --- gapfill: [word] -------------------------------------------------------------------------------------------- */

/* Marks in the place of what stands in brackets, which @words (of char*) gets. */
static char *
mark_brackets (const char *text, const char *delimiters, GPtrArray *words)
{
  GString *marked = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      const char *end = *p == delimiters[0] ? strchr (p + 1, delimiters[1]) : NULL;

      if (end == NULL)
        {
          g_string_append_c (marked, *p++);
          continue;
        }
      avow_draft_write_mark (marked, words->len);
      g_ptr_array_add (words, g_strstrip (g_strndup (p + 1, end - p - 1)));
      p = end + 1;
    }

  return g_string_free (marked, FALSE);
}

static void
add_word (AvowPart *gap, GHashTable *seen, const char *word, gboolean correct)
{
  if (g_hash_table_add (seen, (gpointer) word))
    avow_gap_add_option (gap, avow_draft_create_option (NULL, avow_inlines_new_words (word), correct, NULL));
}

/* All words of the text, and those that belong nowhere, are offered for each gap. */
static void
offer_words (AvowDraft *draft, GPtrArray *words, GPtrArray *wrong)
{
  for (guint i = 0; i < words->len; i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      AvowPart *gap = avow_draft_add_gap (draft, NULL);
      const char *right = g_ptr_array_index (words, i);

      for (guint k = 0; k < words->len; k++)
        add_word (gap, seen, g_ptr_array_index (words, k), g_str_equal (g_ptr_array_index (words, k), right));
      for (guint k = 0; k < wrong->len; k++)
        add_word (gap, seen, g_ptr_array_index (wrong, k), FALSE);
    }
}

static GPtrArray *
read_wrong_words (AvowNode *question)
{
  GPtrArray *wrong = g_ptr_array_new_with_free_func (g_free);

  for (AvowNode *node = question->first; node != NULL; node = node->next)
    if (node->name != NULL && g_str_equal (node->name, "answer") && g_strcmp0 (avow_node_get (node, "fraction"), "0") == 0)
      g_ptr_array_add (wrong, avow_moodle_get_text (node));

  return wrong;
}

/* What is to be typed is a blank to the eye. */
static void
show_blank (GString *marked)
{
  g_autoptr (GString) mark = g_string_new (NULL);

  avow_draft_write_mark (mark, 0);
  g_string_replace (marked, mark->str, BLANK, 0);
}

static void
read_typed_word (AvowDraft *draft, AvowNode *question, const char *text, const char *word)
{
  g_autoptr (GString) marked = g_string_new (text);
  g_auto (GStrv) words = g_strsplit (word, "|", -1);

  draft->question->kind = AVOW_QUESTION_TEXT_ENTRY;
  show_blank (marked);
  g_ptr_array_unref (draft->question->prompt);
  draft->question->prompt = read_marked (draft, question, marked->str);
  for (guint i = 0; words[i] != NULL; i++)
    avow_moodle_add_accepted (draft, g_strstrip (words[i]));
}

void
avow_moodle_read_gapfill (AvowDraft *draft, AvowNode *question)
{
  g_autofree char *display = avow_moodle_get_text (avow_moodle_find (question, "answerdisplay"));
  g_autofree char *delimiters = avow_moodle_get_text (avow_moodle_find (question, "delimitchars"));
  g_autofree char *text = avow_moodle_get_text (avow_moodle_find (question, "questiontext"));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free), wrong = read_wrong_words (question);
  g_autofree char *marked = mark_brackets (text, strlen (delimiters) == 2 ? delimiters : "[]", words);

  draft->question->kind = AVOW_QUESTION_INLINE_CHOICE;
  if (words->len == 0)
    avow_draft_refuse (draft, g_strdup (_("its text has no gap")), g_strdup (_("write one where a word is to be chosen")));
  else if (!g_str_equal (display, "gapfill"))
    {
      offer_words (draft, words, wrong);
      avow_draft_set_passage (draft, read_marked (draft, question, marked));
    }
  else if (words->len > 1)
    avow_draft_refuse (draft, g_strdup (_("something is to be typed into one of several gaps")), g_strdup (_("let people choose in each gap, or make a question of each")));
  else
    read_typed_word (draft, question, marked, g_ptr_array_index (words, 0));
}

/* --- cloze: {1:MULTICHOICE:=right#why~wrong} ---------------------------------------------------------------------- */

typedef enum
{
  CLOZE_NONE,
  CLOZE_CHOICE,
  CLOZE_WORDS,
  CLOZE_NUMBER,
  CLOZE_SEVERAL,
} ClozeKind;

static const struct
{
  const char *name;
  ClozeKind kind;
} cloze_names[] = {
  { "MULTICHOICE", CLOZE_CHOICE }, { "MC", CLOZE_CHOICE }, { "MULTICHOICE_V", CLOZE_CHOICE }, { "MCV", CLOZE_CHOICE },
  { "MULTICHOICE_H", CLOZE_CHOICE }, { "MCH", CLOZE_CHOICE }, { "MULTICHOICE_S", CLOZE_CHOICE }, { "MCS", CLOZE_CHOICE },
  { "MULTICHOICE_VS", CLOZE_CHOICE }, { "MCVS", CLOZE_CHOICE }, { "MULTICHOICE_HS", CLOZE_CHOICE }, { "MCHS", CLOZE_CHOICE },
  { "SHORTANSWER", CLOZE_WORDS }, { "SA", CLOZE_WORDS }, { "MW", CLOZE_WORDS }, { "SHORTANSWER_C", CLOZE_WORDS },
  { "SAC", CLOZE_WORDS }, { "MWC", CLOZE_WORDS },
  { "NUMERICAL", CLOZE_NUMBER }, { "NM", CLOZE_NUMBER },
  { "MULTIRESPONSE", CLOZE_SEVERAL }, { "MR", CLOZE_SEVERAL }, { "MULTIRESPONSE_H", CLOZE_SEVERAL }, { "MRH", CLOZE_SEVERAL },
  { "MULTIRESPONSE_S", CLOZE_SEVERAL }, { "MRS", CLOZE_SEVERAL }, { "MULTIRESPONSE_HS", CLOZE_SEVERAL }, { "MRHS", CLOZE_SEVERAL },
};

typedef struct
{
  ClozeKind kind;
  char *answers; /* what follows the kind */
} Cloze;

static void
clear_cloze (Cloze *cloze)
{
  g_free (cloze->answers);
}

/* Reads {1:KIND:answers} at @p; gives what follows it, or NULL where it is none. */
static const char *
read_cloze_gap (const char *p, Cloze *cloze)
{
  const char *name = p + 1, *colon;

  while (g_ascii_isdigit (*name))
    name++;
  if (*p != '{' || *name != ':')
    return NULL;
  name++;
  colon = strchr (name, ':');
  for (guint i = 0; colon != NULL && i < G_N_ELEMENTS (cloze_names); i++)
    if ((gsize) (colon - name) == strlen (cloze_names[i].name) && g_ascii_strncasecmp (name, cloze_names[i].name, colon - name) == 0)
      cloze->kind = cloze_names[i].kind;
  if (cloze->kind == CLOZE_NONE)
    return NULL;

  for (const char *end = colon + 1; *end != '\0'; end++)
    if (*end == '\\' && end[1] != '\0')
      end++;
    else if (*end == '}')
      {
        cloze->answers = g_strndup (colon + 1, end - colon - 1);
        return end + 1;
      }

  return NULL;
}

/* Up to the next of @signs that is not escaped; gives its text without the escapes, and goes past it. */
static char *
read_until (const char **p, const char *signs)
{
  GString *text = g_string_new (NULL);

  for (; **p != '\0' && strchr (signs, **p) == NULL; (*p)++)
    {
      if (**p == '\\' && (*p)[1] != '\0' && strchr ("~=#}{\\\"", (*p)[1]) != NULL)
        (*p)++;
      g_string_append_c (text, **p);
    }

  return g_strstrip (g_string_free (text, FALSE));
}

typedef void (*ClozeAnswer) (AvowDraft *draft, gpointer data, double weight, const char *text, const char *feedback);

static void
for_each_answer (AvowDraft *draft, const char *answers, ClozeAnswer take, gpointer data)
{
  for (const char *p = answers; *p != '\0';)
    {
      double weight = 0;
      g_autofree char *text = NULL, *feedback = NULL;

      if (*p == '~')
        p++;
      if (*p == '=')
        {
          weight = 100;
          p++;
        }
      else if (*p == '%')
        {
          char *end = NULL;
          double given = g_ascii_strtod (p + 1, &end);

          if (end != p + 1 && *end == '%')
            {
              weight = given;
              p = end + 1;
            }
        }
      text = read_until (&p, "#~");
      if (*p == '#')
        {
          p++;
          feedback = read_until (&p, "~");
        }
      take (draft, data, weight, text, feedback);
    }
}

static void
take_option (AvowDraft *draft, gpointer data, double weight, const char *text, const char *feedback)
{
  AvowPart *gap = data;

  if (weight > 0 && weight < 100)
    avow_draft_note (draft, _("an answer that was right in part counts as wrong"), _("let several be chosen, if that is meant"));
  avow_gap_add_option (gap, avow_draft_create_option (NULL, avow_reduce_inlines (draft, text, AVOW_TEXT_HTML), weight >= 100,
                                                      feedback != NULL ? avow_reduce_inlines (draft, feedback, AVOW_TEXT_HTML) : NULL));
}

static void
take_words (AvowDraft *draft, gpointer data, double weight, const char *text, const char *feedback)
{
  gboolean number = GPOINTER_TO_INT (data);
  const char *colon = number ? strchr (text, ':') : NULL;
  g_autofree char *html = g_strndup (text, colon != NULL ? (gsize) (colon - text) : strlen (text));
  g_autoptr (GPtrArray) line = avow_reduce_inlines (draft, html, AVOW_TEXT_HTML);
  g_autofree char *bare = avow_inlines_to_text (line, NULL);

  if (feedback != NULL && avow_text_says (feedback))
    avow_draft_note (draft, _("feedback on one of the words that may be typed is not taken"), _("say in <feedback> what helps whoever typed anything"));
  if (weight >= 100 && colon != NULL && g_ascii_strtod (colon + 1, NULL) != 0)
    avow_draft_refuse (draft, g_strdup (_("it accepts numbers within limits, and Avow only numbers that are exact")), g_strdup (_("let people choose between numbers")));
  else if (weight >= 100)
    avow_moodle_add_accepted (draft, g_strstrip (bare));
  else if (weight > 0)
    avow_draft_note (draft, _("an answer that was right in part counts as wrong"), _("write it as an <accept>, if it is right"));
}

/* A text in which one thing is to be typed is a question with a blank in it. */
static void
read_typed (AvowDraft *draft, const Cloze *cloze)
{
  draft->question->kind = AVOW_QUESTION_TEXT_ENTRY;
  for_each_answer (draft, cloze->answers, take_words, GINT_TO_POINTER (cloze->kind == CLOZE_NUMBER));
}

static GArray *
cut_cloze (const char *text, GString *marked)
{
  GArray *gaps = g_array_new (FALSE, TRUE, sizeof (Cloze));

  g_array_set_clear_func (gaps, (GDestroyNotify) clear_cloze);
  for (const char *p = text; *p != '\0';)
    {
      Cloze cloze = { CLOZE_NONE, NULL };
      const char *rest = *p == '{' ? read_cloze_gap (p, &cloze) : NULL;

      if (rest == NULL)
        {
          g_string_append_c (marked, *p++);
          continue;
        }
      avow_draft_write_mark (marked, gaps->len);
      g_array_append_val (gaps, cloze);
      p = rest;
    }

  return gaps;
}

static void
read_gapped (AvowDraft *draft, AvowNode *question, GArray *gaps, const char *marked)
{
  draft->question->kind = AVOW_QUESTION_INLINE_CHOICE;
  for (guint i = 0; i < gaps->len; i++)
    for_each_answer (draft, g_array_index (gaps, Cloze, i).answers, take_option, avow_draft_add_gap (draft, NULL));
  avow_draft_set_passage (draft, read_marked (draft, question, marked));
}

void
avow_moodle_read_cloze (AvowDraft *draft, AvowNode *question)
{
  g_autofree char *text = avow_moodle_get_text (avow_moodle_find (question, "questiontext"));
  g_autoptr (GString) marked = g_string_new (NULL);
  g_autoptr (GArray) gaps = cut_cloze (text, marked);
  guint chosen = 0, several = 0;

  for (guint i = 0; i < gaps->len; i++)
    {
      chosen += g_array_index (gaps, Cloze, i).kind == CLOZE_CHOICE;
      several += g_array_index (gaps, Cloze, i).kind == CLOZE_SEVERAL;
    }

  if (gaps->len == 0)
    avow_draft_refuse (draft, g_strdup (_("its text has no gap")), g_strdup (_("write one where a word is to be chosen")));
  else if (chosen == gaps->len)
    read_gapped (draft, question, gaps, marked->str);
  else if (several > 0)
    avow_draft_refuse (draft, g_strdup (_("several answers are right in a gap of it")), g_strdup (_("ask it as a choice")));
  else if (gaps->len > 1)
    avow_draft_refuse (draft, g_strdup (_("something is to be typed into one of several gaps")), g_strdup (_("let people choose in each gap, or make a question of each")));
  else
    {
      show_blank (marked);
      g_ptr_array_unref (draft->question->prompt);
      draft->question->prompt = read_marked (draft, question, marked->str);
      read_typed (draft, &g_array_index (gaps, Cloze, 0));
    }
}
