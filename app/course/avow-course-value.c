/* avow-course-value.c: what an attribute may say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-value.h"

#include <glib/gi18n-lib.h>
#include <libxml/tree.h>

#define FILE_PATTERN "([A-Za-z0-9_][A-Za-z0-9_.\\-]*/)*[A-Za-z0-9_][A-Za-z0-9_.\\-]*\\."
#define PLACE_PATTERN "[A-Z]{2}(-[A-Z0-9]{1,3})?"

/* The patterns are those of the published grammar, and mean the same in both dialects. */
static const struct
{
  const char *pattern; /* NULL: not told by a pattern */
  const char *remedy;
} kinds[] = {
  [AVOW_VALUE_ID] = { NULL, N_("write a name without spaces that begins with a letter, such as “ask-first”") },
  [AVOW_VALUE_WORDS] = { NULL, N_("say it in words") },
  [AVOW_VALUE_YES_NO] = { "yes|no", N_("write “yes” or “no”") },
  [AVOW_VALUE_PERCENT] = { "[1-9][0-9]?|100", N_("write a number from 1 to 100, without a sign") },
  [AVOW_VALUE_COUNT] = { "[1-9][0-9]{0,2}", N_("write a number from 1 to 999") },
  [AVOW_VALUE_COUNT_OR_NONE] = { "0|[1-9][0-9]{0,2}", N_("write a number up to 999; 0 is without limit") },
  [AVOW_VALUE_DATE] = { "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
                        N_("write the date as year-month-day, such as 2026-03-31") },
  [AVOW_VALUE_LANGUAGE] = { "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*",
                            N_("write the language’s code, such as “en” or “de-AT”") },
  [AVOW_VALUE_EDITION_NAME] = { "[0-9A-Za-z][0-9A-Za-z._\\-]{0,63}",
                                N_("write letters, digits, dots and dashes, such as “2026.1”") },
  [AVOW_VALUE_DIGEST] = { "[0-9a-f]{64}", N_("“avowctl course translate” writes it; 64 digits from 0 to f") },
  [AVOW_VALUE_ISSUE] = { "untranslated", N_("write “untranslated”, or take it away once it is translated") },
  [AVOW_VALUE_DURATION] = { "P[0-9]{1,3}D|PT[0-9]{1,4}[HM]|PT[0-9]{1,3}H[0-9]{1,2}M",
                            N_("write PT30M for 30 minutes, PT2H for two hours, P1D for a day") },
  [AVOW_VALUE_LINK] = { "https://[^\\s]+|mailto:[^\\s]+|#[^\\s]+",
                        N_("write https://…, mailto:… or #page-id") },
  [AVOW_VALUE_PICTURE] = { FILE_PATTERN "(png|jpg|jpeg|svg)",
                           N_("name a .png, .jpg or .svg file in the course’s folder, such as “pictures/desk.svg”") },
  [AVOW_VALUE_RECORDING] = { FILE_PATTERN "(opus|ogg|webm)",
                             N_("name a .opus, .ogg or .webm file in the course’s folder") },
  [AVOW_VALUE_JURISDICTIONS] = { PLACE_PATTERN "( " PLACE_PATTERN ")*",
                                 N_("write country codes with spaces between them, such as “GB US-CA”") },
  [AVOW_VALUE_ROLES] = { "[a-z][a-z\\-]*( [a-z][a-z\\-]*)*", N_("write roles in small letters") },
  [AVOW_VALUE_FORMAT] = { "1", N_("write format=\"1\"; a course for a newer Avow needs a newer Avow") },
  [AVOW_VALUE_QUESTION_KIND] = { "single|multiple|true-false", N_("write “single”, “multiple” or “true-false”") },
  [AVOW_VALUE_ENDING_KIND] = { "good|poor", N_("write “good” or “poor”") },
  [AVOW_VALUE_ASIDE_ROLE] = { "note|case|habit", N_("write “note”, “case” or “habit”") },
};

static gpointer
compile_patterns (gpointer data)
{
  GRegex **patterns = g_new0 (GRegex *, G_N_ELEMENTS (kinds));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *whole = g_strdup_printf ("^(?:%s)\\z", kinds[i].pattern);

      if (kinds[i].pattern != NULL)
        patterns[i] = g_regex_new (whole, G_REGEX_OPTIMIZE, 0, NULL);
    }

  return patterns;
}

gboolean
avow_value_is (AvowValueKind kind, const char *value)
{
  static GOnce once = G_ONCE_INIT;
  GRegex **patterns;

  if (kind == AVOW_VALUE_ID)
    return xmlValidateNCName ((const xmlChar *) value, 0) == 0;
  if (kind == AVOW_VALUE_WORDS)
    return *value != '\0';

  patterns = g_once (&once, compile_patterns, NULL);
  return g_regex_match (patterns[kind], value, 0, NULL);
}

const char *
avow_value_describe (AvowValueKind kind)
{
  return _(kinds[kind].remedy);
}

guint
avow_value_get_seconds (const char *duration)
{
  guint seconds = 0;

  for (const char *p = duration; *p != '\0'; )
    {
      char *end = NULL;
      guint number = g_ascii_strtoull (p, &end, 10);

      if (end == p)
        {
          p++; /* the letters P and T */
          continue;
        }

      seconds += number * (*end == 'D' ? 24 * 60 * 60 : *end == 'H' ? 60 * 60 : 60);
      p = end + 1;
    }

  return seconds;
}
