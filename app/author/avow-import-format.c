/* avow-import-format.c: which format a file is in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-import-format.h"

#include <string.h>

static const struct
{
  const char *name;
  AvowRoot root;
} roots[] = {
  { "quiz", AVOW_ROOT_MOODLE },
  { "assessmentItem", AVOW_ROOT_ITEM },
  { "qti-assessment-item", AVOW_ROOT_ITEM },
  { "assessmentTest", AVOW_ROOT_PART },
  { "qti-assessment-test", AVOW_ROOT_PART },
  { "assessmentSection", AVOW_ROOT_PART },
  { "qti-assessment-section", AVOW_ROOT_PART },
  { "assessmentStimulus", AVOW_ROOT_PART },
  { "qti-assessment-stimulus", AVOW_ROOT_PART },
  { "manifest", AVOW_ROOT_PART },
  { "questestinterop", AVOW_ROOT_OLD },
};

static const struct
{
  const char *name;
  AvowImportFormat format;
} formats[] = {
  { "moodle", AVOW_IMPORT_MOODLE },
  { "gift", AVOW_IMPORT_GIFT },
  { "aiken", AVOW_IMPORT_AIKEN },
  { "qti", AVOW_IMPORT_QTI },
};

AvowRoot
avow_import_format_find_root (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
    if (g_str_equal (roots[i].name, name))
      return roots[i].root;

  return AVOW_ROOT_OTHER;
}

gboolean
avow_import_format_parse (const char *name, AvowImportFormat *out_format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      {
        *out_format = formats[i].format;
        return TRUE;
      }

  return FALSE;
}

gboolean
avow_import_format_is_zip (GBytes *file)
{
  gsize length;
  const char *data = g_bytes_get_data (file, &length);

  return length >= 4 && memcmp (data, "PK\3\4", 4) == 0;
}

/* `ANSWER: B` on a line of its own. */
static gboolean
has_answer_line (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *line = text; line < end; )
    {
      const char *stop = memchr (line, '\n', end - line);

      while (line < end && (*line == ' ' || *line == '\t'))
        line++;
      if (end - line > 7 && g_ascii_strncasecmp (line, "ANSWER:", 7) == 0)
        return TRUE;
      line = stop != NULL ? stop + 1 : end;
    }

  return FALSE;
}

AvowImportFormat
avow_import_format_guess (GBytes *text)
{
  gsize length;
  const char *p = g_bytes_get_data (text, &length), *end, *begin = p;

  if (p == NULL)
    return AVOW_IMPORT_ANY; /* an empty file */

  end = p + length;
  while (p < end && g_ascii_isspace (*p))
    p++;

  if (p < end && *p == '<' && end - p > 1 && (g_ascii_isalpha (p[1]) || p[1] == '?' || p[1] == '!'))
    {
      /* a question in GIFT may begin with a tag, and none of XML has these */
      if (p[1] != '?' && memmem (p, end - p, "</", 2) != NULL && memchr (p, '{', end - p) != NULL &&
          (memmem (p, end - p, "{~", 2) != NULL || memmem (p, end - p, "{=", 2) != NULL))
        return AVOW_IMPORT_GIFT;
      return AVOW_IMPORT_QTI;
    }
  if (has_answer_line (begin, length) && memmem (begin, length, "::", 2) == NULL)
    return AVOW_IMPORT_AIKEN;
  if (memchr (begin, '{', length) != NULL && memchr (begin, '}', length) != NULL)
    return AVOW_IMPORT_GIFT;
  if (has_answer_line (begin, length))
    return AVOW_IMPORT_AIKEN;

  return AVOW_IMPORT_ANY;
}
