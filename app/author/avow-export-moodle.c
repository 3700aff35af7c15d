/* avow-export-moodle.c: questions as Moodle XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-export-private.h"

#include <string.h>

void
avow_export_begin_moodle (GString *out, const AvowPool *pool)
{
  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n  <question type=\"category\">\n    <category><text>$course$/top/");
  /* a slash would begin a category below */
  for (const char *p = pool->title; *p != '\0'; p = g_utf8_next_char (p))
    {
      g_autofree char *character = g_strndup (p, g_utf8_next_char (p) - p);

      avow_html_write_text (out, *p == '/' ? "//" : character);
    }
  g_string_append (out, "</text></category>\n  </question>\n");
}

void
avow_export_end_moodle (GString *out)
{
  g_string_append (out, "</quiz>\n");
}

/* HTML as the text of an element; pictures stand beside it. Takes what was written since @begin of html->out. */
static void
wrap_html (AvowHtml *html, AvowCourse *course, gsize begin, guint first_picture)
{
  g_autofree char *written = g_strdup (html->out->str + begin);

  g_string_truncate (html->out, begin);
  g_string_append (html->out, "<text>");
  avow_html_write_text (html->out, written);
  g_string_append (html->out, "</text>");
  for (guint i = first_picture; i < html->pictures->len; i++)
    {
      const char *path = g_ptr_array_index (html->pictures, i);
      g_autofree char *folder = g_path_get_dirname (path), *base = g_path_get_basename (path), *base64 = NULL;
      GBytes *bytes = avow_edition_get_file (course->files, path);

      if (bytes == NULL)
        continue;
      base64 = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_string_append_printf (html->out, "<file name=\"%s\" path=\"/%s%s\" encoding=\"base64\">%s</file>", base,
                              g_str_equal (folder, ".") ? "" : folder, g_str_equal (folder, ".") ? "" : "/", base64);
    }
}

static void
write_inlines (AvowHtml *html, AvowCourse *course, const char *element, GPtrArray *inlines)
{
  gsize begin;

  g_string_append_printf (html->out, "<%s format=\"html\">", element);
  begin = html->out->len;
  avow_html_write_inlines (html, inlines);
  wrap_html (html, course, begin, html->pictures->len);
  g_string_append_printf (html->out, "</%s>", element);
}

static void
write_answer (AvowHtml *html, AvowCourse *course, double fraction, GPtrArray *inlines, GPtrArray *feedback)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  gsize begin;

  g_ascii_formatd (number, sizeof number, "%.7g", fraction);
  g_string_append_printf (html->out, "    <answer fraction=\"%s\" format=\"html\">", number);
  begin = html->out->len;
  avow_html_write_inlines (html, inlines);
  wrap_html (html, course, begin, html->pictures->len);
  if (feedback != NULL && feedback->len > 0)
    write_inlines (html, course, "feedback", feedback);
  g_string_append (html->out, "</answer>\n");
}

static guint
count_correct (const AvowQuestion *question)
{
  guint n = 0;

  for (guint i = 0; i < question->options->len; i++)
    n += ((AvowOption *) g_ptr_array_index (question->options, i))->correct;

  return n;
}

static void
write_choice (AvowHtml *html, AvowCourse *course, const AvowQuestion *question)
{
  gboolean several = question->kind == AVOW_QUESTION_MULTIPLE;
  double share = several ? 100.0 / count_correct (question) : 100;

  g_string_append_printf (html->out, "    <single>%s</single>\n    <shuffleanswers>%s</shuffleanswers>\n    <answernumbering>abc</answernumbering>\n",
                          several ? "false" : "true", question->kind == AVOW_QUESTION_TRUE_FALSE ? "false" : "true");
  for (guint i = 0; i < question->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i);

      /* whoever ticks everything gets nothing */
      write_answer (html, course, option->correct ? share : several ? -100 : 0, option->inlines, option->feedback);
    }
}

static void
write_true_false (AvowHtml *html, AvowCourse *course, const AvowQuestion *question)
{
  for (guint i = 0; i < 2; i++)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i);

      g_string_append_printf (html->out, "    <answer fraction=\"%d\" format=\"moodle_auto_format\"><text>%s</text>", option->correct ? 100 : 0, i == 0 ? "true" : "false");
      if (option->feedback->len > 0)
        write_inlines (html, course, "feedback", option->feedback);
      g_string_append (html->out, "</answer>\n");
    }
}

static void
write_match (AvowHtml *html, AvowCourse *course, const AvowQuestion *question)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  g_string_append (html->out, "    <shuffleanswers>true</shuffleanswers>\n");
  for (guint i = 0; i < question->parts->len + question->options->len; i++)
    {
      const AvowPart *part = i < question->parts->len ? g_ptr_array_index (question->parts, i) : NULL;
      const AvowOption *option = part != NULL ? part->correct : g_ptr_array_index (question->options, i - question->parts->len);
      g_autofree char *right = avow_inlines_to_text (option->inlines, NULL);
      gsize begin;

      if (part == NULL && option->correct)
        continue;
      for (guint k = 0; k < option->inlines->len; k++)
        html->has_looks = html->has_looks || ((AvowInline *) g_ptr_array_index (option->inlines, k))->kind != AVOW_INLINE_TEXT;
      g_string_append (html->out, "    <subquestion format=\"html\">");
      begin = html->out->len;
      avow_html_write_inlines (html, part != NULL ? part->inlines : nothing);
      wrap_html (html, course, begin, html->pictures->len);
      g_string_append (html->out, "<answer><text>");
      avow_html_write_text (html->out, right);
      g_string_append (html->out, "</text></answer></subquestion>\n");
    }
}

static void
write_order (AvowHtml *html, AvowCourse *course, const AvowQuestion *question)
{
  g_string_append (html->out, "    <layouttype>VERTICAL</layouttype>\n    <selecttype>ALL</selecttype>\n    <selectcount>0</selectcount>\n"
                              "    <gradingtype>ALL_OR_NOTHING</gradingtype>\n    <showgrading>SHOW</showgrading>\n");
  for (guint i = 0; i < question->options->len; i++)
    write_answer (html, course, i + 1, ((AvowOption *) g_ptr_array_index (question->options, i))->inlines, NULL);
}

static void
write_accepted (AvowHtml *html, AvowCourse *course, const AvowQuestion *question)
{
  g_string_append (html->out, "    <usecase>0</usecase>\n");
  for (guint i = 0; i < question->accepted->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (question->accepted, i), "*", -1);
      g_autofree char *plain = g_strjoinv ("\\*", parts);

      g_string_append (html->out, "    <answer fraction=\"100\" format=\"moodle_auto_format\"><text>");
      avow_html_write_text (html->out, plain);
      g_string_append (html->out, "</text></answer>\n");
    }
}

/* What is written into {1:MULTICHOICE:…}, where some signs mean something. */
static void
append_cloze (AvowHtml *html, GPtrArray *inlines)
{
  gsize begin = html->out->len;
  g_autofree char *written = NULL;

  avow_html_write_inlines (html, inlines);
  written = g_strdup (html->out->str + begin);
  g_string_truncate (html->out, begin);
  for (const char *p = written; *p != '\0'; p++)
    {
      if (strchr ("~=#}{\\\"", *p) != NULL)
        g_string_append_c (html->out, '\\');
      g_string_append_c (html->out, *p);
    }
}

static void
append_gap (AvowHtml *html, const AvowPart *gap)
{
  g_string_append (html->out, "{1:MULTICHOICE:");
  for (guint i = 0; i < gap->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (gap->options, i);

      g_string_append_printf (html->out, "%s%s", i > 0 ? "~" : "", option->correct ? "=" : "");
      append_cloze (html, option->inlines);
      if (option->feedback != NULL && option->feedback->len > 0)
        {
          g_string_append_c (html->out, '#');
          append_cloze (html, option->feedback);
        }
    }
  g_string_append_c (html->out, '}');
}

static void
append_passage (AvowHtml *html, const AvowQuestion *question)
{
  g_string_append (html->out, "<p>");
  for (guint i = 0; i < question->passage->len; i++)
    {
      const AvowPiece *piece = g_ptr_array_index (question->passage, i);

      if (piece->part != NULL)
        append_gap (html, piece->part);
      else
        avow_html_write_text (html->out, piece->text);
    }
  g_string_append (html->out, "</p>");
}

static const struct
{
  const char *type;
  void (*write) (AvowHtml *html, AvowCourse *course, const AvowQuestion *question);
} kinds[] = {
  [AVOW_QUESTION_SINGLE] = { "multichoice", write_choice },
  [AVOW_QUESTION_MULTIPLE] = { "multichoice", write_choice },
  [AVOW_QUESTION_TRUE_FALSE] = { "truefalse", write_true_false },
  [AVOW_QUESTION_MATCH] = { "matching", write_match },
  [AVOW_QUESTION_ORDER] = { "ordering", write_order },
  [AVOW_QUESTION_INLINE_CHOICE] = { "cloze", NULL },
  [AVOW_QUESTION_TEXT_ENTRY] = { "shortanswer", write_accepted },
};

void
avow_export_write_moodle (AvowHtml *html, AvowCourse *course, const AvowQuestion *question)
{
  g_autofree char *title = avow_export_get_title (question);
  AvowQuestionKind kind = question->kind == AVOW_QUESTION_TRUE_FALSE && !avow_export_is_plain_true_false (question) ? AVOW_QUESTION_SINGLE : question->kind;
  gsize begin;

  g_string_append_printf (html->out, "  <question type=\"%s\">\n    <name><text>", kinds[kind].type);
  avow_html_write_text (html->out, title);
  g_string_append (html->out, "</text></name>\n    <questiontext format=\"html\">");
  begin = html->out->len;
  avow_html_write_blocks (html, question->prompt);
  if (kind == AVOW_QUESTION_INLINE_CHOICE)
    append_passage (html, question);
  wrap_html (html, course, begin, 0);
  g_string_append (html->out, "</questiontext>\n");
  if (question->feedback->len > 0)
    {
      g_string_append (html->out, "    ");
      write_inlines (html, course, "generalfeedback", question->feedback);
      g_string_append_c (html->out, '\n');
    }
  g_string_append (html->out, "    <defaultgrade>1</defaultgrade>\n    <hidden>0</hidden>\n    <idnumber>");
  avow_html_write_text (html->out, question->id);
  g_string_append (html->out, "</idnumber>\n");
  if (kinds[kind].write != NULL)
    kinds[kind].write (html, course, question);
  g_string_append (html->out, "  </question>\n");
}
