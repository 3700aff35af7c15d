/* avow-import-gift.c: GIFT, as Moodle's documentation defines it (“GIFT format”)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reduce.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLANK " _____ "

/* Signs that mean something, where they were written so that they don't: characters for private use, U+E010 and on. */
static const char escapes[] = "~=#{}:\\";
#define ESCAPE_FIRST 0xE010
#define ESCAPED_NEWLINE 0xE01F

typedef struct
{
  AvowDraft *draft;
  AvowTextFormat format; /* of the question, and of its answers where they don't say */
  char *feedback;        /* nullable: on whatever was answered */
} Gift;

typedef struct
{
  char *text;
  char *feedback; /* nullable */
  double weight;  /* in percent */
} Answer;

static void
free_answer (Answer *answer)
{
  g_free (answer->text);
  g_free (answer->feedback);
  g_free (answer);
}

static void
append_escape (GString *out, char sign)
{
  g_string_append_unichar (out, ESCAPE_FIRST + (strchr (escapes, sign) - escapes));
}

/* Whether a tag of HTML begins here: people forget to escape what is in one. */
static gboolean
begins_tag (const char *p)
{
  gsize length;

  if (*p != '<' || !(g_ascii_isalpha (p[1]) || (p[1] == '/' && g_ascii_isalpha (p[2]))))
    return FALSE;
  length = 1 + strcspn (p + 1, "<>{}\n");

  return length < 2000 && p[length] == '>';
}

static char *
hide_escapes (const char *text)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text));
  gboolean inside = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      inside = inside ? *p != '>' : begins_tag (p);
      if (*p == '\\' && p[1] == 'n')
        {
          g_string_append_unichar (out, ESCAPED_NEWLINE);
          p++;
        }
      else if (*p == '\\' && p[1] != '\0' && strchr (escapes, p[1]) != NULL)
        append_escape (out, *++p);
      else if (inside && strchr ("=~#:", *p) != NULL)
        append_escape (out, *p);
      else if (*p == '&' && p[1] == '#' && (g_ascii_isdigit (p[2]) || p[2] == 'x'))
        {
          g_string_append_c (out, '&');
          append_escape (out, *++p);
        }
      else
        g_string_append_c (out, *p);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
show_escapes (const char *text)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == ESCAPED_NEWLINE)
        g_string_append_c (out, '\n');
      else if (c >= ESCAPE_FIRST && c < ESCAPE_FIRST + strlen (escapes))
        g_string_append_c (out, escapes[c - ESCAPE_FIRST]);
      else
        g_string_append_unichar (out, c);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Past the format that a text may begin with. */
static const char *
read_format (const char *text, AvowTextFormat *format)
{
  static const struct
  {
    const char *mark;
    AvowTextFormat format;
  } marks[] = {
    { "[html]", AVOW_TEXT_HTML },
    { "[plain]", AVOW_TEXT_PLAIN },
    { "[moodle]", AVOW_TEXT_MOODLE },
    { "[markdown]", AVOW_TEXT_MARKDOWN },
  };

  while (g_ascii_isspace (*text))
    text++;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_prefix (text, marks[i].mark))
      {
        *format = marks[i].format;
        return text + strlen (marks[i].mark);
      }

  return text;
}

static GPtrArray *
read_line (Gift *self, const char *text)
{
  AvowTextFormat format = self->format;
  g_autofree char *plain = show_escapes (read_format (text, &format));
  GPtrArray *inlines;

  g_strstrip (plain);
  inlines = avow_reduce_inlines (self->draft, plain, format);
  if (format != AVOW_TEXT_MOODLE || avow_inlines_say (inlines) || strstr (plain, "<img") != NULL)
    return inlines;

  /* an answer that is a tag and nothing else is meant to be read */
  g_ptr_array_unref (inlines);
  return avow_reduce_inlines (self->draft, plain, AVOW_TEXT_PLAIN);
}

/* An answer: perhaps a weight, words, perhaps feedback. Cuts @text. */
static Answer *
read_answer (char *text, double weight)
{
  Answer *answer = g_new0 (Answer, 1);
  char *feedback, *end = NULL;

  g_strstrip (text);
  answer->weight = weight;
  if (*text == '%')
    {
      double given = g_ascii_strtod (text + 1, &end);

      if (end != text + 1 && *end == '%')
        {
          answer->weight = given;
          text = end + 1;
        }
    }
  feedback = strchr (text, '#');
  if (feedback != NULL)
    {
      *feedback++ = '\0';
      answer->feedback = g_strdup (feedback);
    }
  answer->text = g_strdup (g_strstrip (text));

  return answer;
}

/* Answers begin with `=` (right) or `~` (wrong, or as the weight says). */
static GPtrArray *
read_answers (const char *text)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) free_answer);

  while (*text != '\0')
    {
      char sign = *text;
      gsize length = strcspn (text + 1, "=~");
      g_autofree char *piece = NULL;

      /* what stands before the first one is none */
      if (sign != '=' && sign != '~')
        {
          text += strcspn (text, "=~");
          continue;
        }
      piece = g_strndup (text + 1, length);
      /* a percent sign may be written before the = */
      if (length > 0 && *g_strchug (piece) != '\0')
        g_ptr_array_add (answers, read_answer (piece, sign == '=' ? 100 : 0));
      text += 1 + length;
    }

  return answers;
}

static void
read_choice (Gift *self, const char *text)
{
  g_autoptr (GPtrArray) answers = read_answers (text);
  AvowDraft *draft = self->draft;
  guint whole = 0, weighted = 0;

  for (guint i = 0; i < answers->len; i++)
    {
      const Answer *answer = g_ptr_array_index (answers, i);

      whole += answer->weight >= 100;
      weighted += answer->weight > 0 && answer->weight < 100;
    }
  draft->question->kind = whole > 1 || (whole == 0 && weighted > 0) ? AVOW_QUESTION_MULTIPLE : AVOW_QUESTION_SINGLE;
  if (whole == 1 && weighted > 0)
    avow_draft_note (draft, _("an answer that was right in part counts as wrong"), _("let several be chosen, if that is meant"));

  for (guint i = 0; i < answers->len; i++)
    {
      const Answer *answer = g_ptr_array_index (answers, i);
      gboolean correct = draft->question->kind == AVOW_QUESTION_SINGLE ? answer->weight >= 100 : answer->weight > 0;

      avow_draft_add_option (draft, avow_draft_create_option (NULL, read_line (self, answer->text), correct,
                                                              answer->feedback != NULL ? read_line (self, answer->feedback) : NULL));
    }
}

static void
add_accepted (Gift *self, const char *text)
{
  g_autofree char *plain = show_escapes (text);

  if (strchr (plain, '*') != NULL)
    avow_draft_note (self->draft, _("an answer with * stands for many, and is not taken"), _("write each as an <accept> of its own"));
  else
    g_ptr_array_add (self->draft->question->accepted, avow_draft_clean (g_strstrip (plain), -1));
}

static void
note_feedback (Gift *self, const char *feedback)
{
  if (feedback != NULL && avow_text_says (feedback))
    avow_draft_note (self->draft, _("feedback on one of the words that may be typed is not taken"),
                     _("say in <feedback> what helps whoever typed anything"));
}

static void
read_short_answer (Gift *self, const char *text)
{
  g_autoptr (GPtrArray) answers = read_answers (text);

  self->draft->question->kind = AVOW_QUESTION_TEXT_ENTRY;
  for (guint i = 0; i < answers->len; i++)
    {
      const Answer *answer = g_ptr_array_index (answers, i);

      note_feedback (self, answer->feedback);
      if (answer->weight >= 100)
        add_accepted (self, answer->text);
      else if (answer->weight > 0)
        avow_draft_note (self->draft, _("an answer that was right in part counts as wrong"), _("write it as an <accept>, if it is right"));
    }
}

/* `3.14:0.01`, `1..5`: whether it is one number and no other. */
static gboolean
is_exact (const char *text, char **out_number)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);
  char *end = NULL;

  *out_number = NULL;
  if (parts[0] == NULL || strstr (text, "..") != NULL)
    return FALSE;
  if (parts[1] != NULL && (g_ascii_strtod (parts[1], &end) != 0 || end == parts[1]))
    return FALSE;
  *out_number = g_strdup (g_strstrip (parts[0]));

  return **out_number != '\0';
}

static void
read_number (Gift *self, const char *text)
{
  g_autofree char *whole = strpbrk (text, "=~") != NULL ? g_strdup (text) : g_strdup_printf ("=%s", text);
  g_autoptr (GPtrArray) answers = read_answers (whole);

  self->draft->question->kind = AVOW_QUESTION_TEXT_ENTRY;
  for (guint i = 0; i < answers->len; i++)
    {
      const Answer *answer = g_ptr_array_index (answers, i);
      g_autofree char *number = NULL;

      note_feedback (self, answer->feedback);
      if (answer->weight < 100)
        continue;
      if (!is_exact (answer->text, &number))
        avow_draft_refuse (self->draft, g_strdup (_("it accepts numbers within limits, and Avow only numbers that are exact")),
                           g_strdup (_("let people choose between numbers")));
      else
        add_accepted (self, number);
    }
}

static void
read_pairs (Gift *self, const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "=", -1);

  self->draft->question->kind = AVOW_QUESTION_MATCH;
  for (guint i = 1; pieces[0] != NULL && pieces[i] != NULL; i++)
    {
      char *arrow = strstr (pieces[i], "->");

      if (arrow == NULL)
        {
          avow_draft_refuse (self->draft, g_strdup (_("a pair of it lacks its “->”")), g_strdup (_("write =left -> right")));
          return;
        }
      *arrow = '\0';
      avow_draft_pair (self->draft, NULL, read_line (self, pieces[i]), read_line (self, arrow + 2));
    }
  avow_draft_settle_pairs (self->draft);
}

/* {T}, {FALSE#wrong#right}: feedback for whoever was wrong comes first. Gives whether it is one at all. */
static gboolean
read_true_false (Gift *self, const char *text)
{
  static const char *const words[] = { "T", "TRUE", "F", "FALSE" };
  g_auto (GStrv) parts = g_strsplit (text, "#", 3);
  guint word;

  for (word = 0; word < G_N_ELEMENTS (words); word++)
    if (parts[0] != NULL && g_ascii_strcasecmp (g_strstrip (parts[0]), words[word]) == 0)
      break;
  if (word == G_N_ELEMENTS (words))
    return FALSE;

  self->draft->question->kind = AVOW_QUESTION_TRUE_FALSE;
  for (guint i = 0; i < 2; i++)
    {
      gboolean correct = (word < 2) == (i == 0);
      const char *feedback = parts[1] == NULL ? NULL : !correct ? parts[1] : parts[2];

      avow_draft_add_option (self->draft, avow_draft_create_option (NULL, avow_inlines_new_words (i == 0 ? _("True") : _("False")), correct,
                                                                    feedback != NULL ? read_line (self, feedback) : NULL));
    }

  return TRUE;
}

static void
refuse_essay (Gift *self)
{
  avow_draft_refuse (self->draft, g_strdup (_("it is answered by an essay, which Avow can’t grade")), g_strdup (_("ask it as a choice")));
}

static void
read_braces (Gift *self, char *text)
{
  char *general = strstr (text, "####");

  if (general != NULL)
    {
      self->feedback = g_strdup (general + 4);
      *general = '\0';
    }
  g_strstrip (text);

  if (*text == '\0')
    refuse_essay (self);
  else if (*text == '#')
    read_number (self, text + 1);
  else if (read_true_false (self, text))
    return;
  else if (strchr (text, '~') != NULL)
    read_choice (self, text);
  else if (strstr (text, "->") != NULL && *text == '=')
    read_pairs (self, text);
  else if (*text == '=')
    read_short_answer (self, text);
  else
    avow_draft_refuse (self->draft, g_strdup (_("no answer of it begins with = or ~")), g_strdup (_("write {=right ~wrong}")));
}

/* ::name:: at the beginning. Gives what follows. */
static char *
read_name (Gift *self, char *text)
{
  char *end;

  while (g_ascii_isspace (*text))
    text++;
  if (!g_str_has_prefix (text, "::"))
    return text;
  end = strstr (text + 2, "::");
  if (end == NULL)
    return text;
  *end = '\0';
  self->draft->name = show_escapes (text + 2);
  g_strstrip (self->draft->name);

  return end + 2;
}

static void
set_prompt (Gift *self, const char *before, const char *after)
{
  g_autofree char *whole = g_strconcat (before, avow_text_says (after) ? BLANK : "", after, NULL);
  g_autofree char *plain = show_escapes (whole);

  g_clear_pointer (&self->draft->question->prompt, g_ptr_array_unref);
  self->draft->question->prompt = avow_reduce_blocks (self->draft, g_strstrip (plain), self->format);
}

static void
read_page (Gift *self, const char *text)
{
  g_autofree char *plain = show_escapes (text);

  avow_draft_finish_page (self->draft, avow_reduce_blocks (self->draft, g_strstrip (plain), self->format));
}

static void
read_block (Gift *self, const char *block)
{
  g_autofree char *hidden = hide_escapes (block);
  char *text = read_name (self, hidden), *open, *close;

  text = (char *) read_format (text, &self->format);
  open = strchr (text, '{');
  close = open != NULL ? strrchr (open, '}') : NULL;
  if (open == NULL)
    {
      read_page (self, text);
      return;
    }
  if (close == NULL)
    avow_draft_refuse (self->draft, g_strdup (_("its “{” is never closed")), g_strdup (_("write “}” after the answers")));
  else
    {
      *open = *close = '\0';
      set_prompt (self, text, close + 1);
      read_braces (self, open + 1);
    }
  if (self->feedback != NULL && !avow_draft_is_refused (self->draft))
    avow_draft_explain (self->draft, read_line (self, self->feedback));
  avow_draft_finish (self->draft);
}

/* [id:NAME] in a comment before a question. */
static void
read_comment (const char *line, gsize length, char **key)
{
  const char *id = memmem (line, length, "[id:", 4);
  const char *end = id != NULL ? memchr (id, ']', line + length - id) : NULL;

  if (end == NULL)
    return;
  g_free (*key);
  *key = g_strndup (id + 4, end - id - 4);
}

static void
read_question (AvowImport *import, const char *text, gsize offset, const char *key)
{
  g_auto (AvowDraft) draft = { 0 };
  Gift self = { .draft = &draft, .format = AVOW_TEXT_MOODLE };

  avow_draft_init (&draft, import, offset);
  draft.key = g_strdup (key);
  read_block (&self, text);
  g_free (self.feedback);
}

/* Braces that are open after @text. */
static int
count_open (const char *text)
{
  int open = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '\\' && p[1] != '\0')
      p++;
    else
      open += (*p == '{') - (*p == '}');

  return open;
}

static gboolean
begins_with (const char *line, gsize length, const char *what)
{
  return length >= strlen (what) && memcmp (line, what, strlen (what)) == 0;
}

/* A blank line ends a question. One within braces does not, unless what follows can only be another question. */
static gboolean
ends_here (const char *text, const char *rest, const char *end)
{
  if (count_open (text) <= 0)
    return TRUE;
  while (rest < end && g_ascii_isspace (*rest))
    rest++;

  return rest == end || begins_with (rest, end - rest, "::") || begins_with (rest, end - rest, "$CATEGORY") || begins_with (rest, end - rest, "//");
}

static void
enter_category (AvowImport *self, const char *line, gsize length)
{
  g_autofree char *path = g_strndup (line + strlen ("$CATEGORY:"), length - strlen ("$CATEGORY:"));

  avow_import_enter_category (self, g_strstrip (path));
}

void
avow_import_read_gift (AvowImport *self)
{
  const char *begin = self->source.text, *end = begin + self->source.length;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *key = NULL;
  gsize offset = 0;

  for (const char *line = begin, *next; line <= end; line = next)
    {
      const char *stop = line < end ? memchr (line, '\n', end - line) : NULL;
      const char *first = line;
      gsize length;

      next = stop != NULL ? stop + 1 : end + 1;
      stop = stop != NULL ? stop : end;
      if (stop > line && stop[-1] == '\r')
        stop--;
      while (first < stop && (*first == ' ' || *first == '\t'))
        first++;
      length = stop - first;

      /* a name begins a question, even where the blank line before it was forgotten */
      if (begins_with (first, length, "::") && strchr (text->str, '}') != NULL && count_open (text->str) <= 0)
        {
          read_question (self, text->str, offset, key);
          g_clear_pointer (&key, g_free);
          g_string_truncate (text, 0);
        }
      if (begins_with (first, length, "//"))
        read_comment (first, length, &key);
      else if (length == 0 && text->len > 0 && (next > end || ends_here (text->str, next, end)))
        {
          read_question (self, text->str, offset, key);
          g_clear_pointer (&key, g_free);
          g_string_truncate (text, 0);
        }
      else if (text->len == 0 && begins_with (first, length, "$CATEGORY:"))
        enter_category (self, first, length);
      else if (length > 0 || text->len > 0)
        {
          if (text->len == 0)
            offset = first - begin;
          else
            g_string_append_c (text, '\n');
          /* how far in a line begins counts where lines are set as they are */
          g_string_append_len (text, text->len == 0 ? first : line, stop - (text->len == 0 ? first : line));
        }
    }
  if (text->len > 0)
    read_question (self, text->str, offset, key);
}
