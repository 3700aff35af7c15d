/* avow-import-aiken.c: Aiken, a question with lettered answers and a line ANSWER:
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reduce.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ANSWERS 26

typedef struct
{
  AvowImport *import;
  GString *question;
  GPtrArray *answers;  /* of GString: by letter, from A */
  gsize offset;        /* of the question */
  gboolean apart;      /* whether a blank line followed its answers */
} Aiken;

/* `A. words` or `A) words`, with the next letter. */
static const char *
read_letter (Aiken *self, const char *line)
{
  const char *p = line + 1;

  if (self->answers->len == MAX_ANSWERS || g_ascii_toupper (*line) != (char) ('A' + self->answers->len))
    return NULL;
  if (*p != '.' && *p != ')')
    return NULL;

  return p[1] == ' ' || p[1] == '\t' || p[1] == '\0' || g_ascii_isupper (*line) ? p + 1 : NULL;
}

static void
free_string (GString *string)
{
  g_string_free (string, TRUE);
}

static void
begin_question (Aiken *self)
{
  g_string_truncate (self->question, 0);
  g_ptr_array_set_size (self->answers, 0);
  self->apart = FALSE;
}

/* A question that came to an end before its answer. */
static void
drop_question (Aiken *self, char *message, char *remedy)
{
  g_auto (AvowDraft) draft = { 0 };

  avow_draft_init (&draft, self->import, self->offset);
  g_clear_pointer (&draft.question->prompt, g_ptr_array_unref);
  draft.question->prompt = avow_reduce_blocks (&draft, self->question->str, AVOW_TEXT_PLAIN);
  avow_draft_refuse (&draft, message, remedy);
  avow_draft_finish (&draft);
  begin_question (self);
}

/* B, or B, C: which of the answers are right. */
static guint
mark_correct (Aiken *self, const char *letters, gboolean *correct)
{
  guint n = 0;

  for (const char *p = letters; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      {
        guint number = g_ascii_toupper (*p) - 'A';

        /* a word is no list of letters */
        if (number >= self->answers->len || (p > letters && g_ascii_isalpha (p[-1])))
          return 0;
        correct[number] = TRUE;
        n++;
      }
    else if (strchr (" \t,;&.)", *p) == NULL)
      return 0;

  return n;
}

static void
end_question (Aiken *self, const char *letters)
{
  g_auto (AvowDraft) draft = { 0 };
  gboolean correct[MAX_ANSWERS] = { FALSE };
  guint n = mark_correct (self, letters, correct);

  avow_draft_init (&draft, self->import, self->offset);
  draft.question->kind = n > 1 ? AVOW_QUESTION_MULTIPLE : AVOW_QUESTION_SINGLE;
  g_clear_pointer (&draft.question->prompt, g_ptr_array_unref);
  draft.question->prompt = avow_reduce_blocks (&draft, self->question->str, AVOW_TEXT_PLAIN);
  for (guint i = 0; i < self->answers->len; i++)
    avow_draft_add_option (&draft, avow_draft_create_option (
                                     NULL, avow_reduce_inlines (&draft, ((GString *) g_ptr_array_index (self->answers, i))->str, AVOW_TEXT_PLAIN),
                                     correct[i], NULL));
  if (n == 0)
    avow_draft_refuse (&draft, avow_import_quote (_("“ANSWER: %s” names no answer of it"), letters), g_strdup (_("write the letter of one, such as ANSWER: B")));
  avow_draft_finish (&draft);
  begin_question (self);
}

static void
read_line (Aiken *self, const char *line, gsize offset)
{
  const char *words;

  if (g_ascii_strncasecmp (line, "ANSWER:", 7) == 0)
    {
      g_autofree char *letters = g_strstrip (g_strdup (line + 7));

      if (self->question->len == 0)
        self->offset = offset;
      if (self->answers->len == 0)
        drop_question (self, g_strdup (_("it has no answers to choose between")), g_strdup (_("write A. and B. before the words of each, from the beginning of a line")));
      else
        end_question (self, letters);
      return;
    }

  if (*line == '\0')
    {
      self->apart = self->answers->len > 0;
      return;
    }
  words = self->question->len > 0 ? read_letter (self, line) : NULL;
  if (words != NULL)
    g_ptr_array_add (self->answers, g_string_new (words));
  else if (self->answers->len > 0 && !self->apart)
    {
      GString *last = g_ptr_array_index (self->answers, self->answers->len - 1);

      /* an answer goes on */
      g_string_append_printf (last, " %s", line);
    }
  else
    {
      if (self->answers->len > 0)
        drop_question (self, g_strdup (_("it lacks its line “ANSWER:”")), g_strdup (_("write the letter of the right answer, such as ANSWER: B")));
      if (self->question->len == 0)
        self->offset = offset;
      else
        g_string_append_c (self->question, '\n');
      g_string_append (self->question, line);
    }
}

void
avow_import_read_aiken (AvowImport *import)
{
  const char *begin = import->source.text, *end = begin + import->source.length;
  Aiken self = { .import = import, .question = g_string_new (NULL), .answers = g_ptr_array_new_with_free_func ((GDestroyNotify) free_string) };

  for (const char *line = begin; line < end;)
    {
      const char *stop = memchr (line, '\n', end - line);
      g_autofree char *text = g_strndup (line, (stop != NULL ? stop : end) - line);

      read_line (&self, g_strstrip (text), line - begin);
      line = stop != NULL ? stop + 1 : end;
    }
  if (self.question->len > 0)
    drop_question (&self, g_strdup (_("it lacks its line “ANSWER:”")), g_strdup (_("write the letter of the right answer, such as ANSWER: B")));

  g_string_free (self.question, TRUE);
  g_ptr_array_unref (self.answers);
}
