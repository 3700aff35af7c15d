/* avow-course-value.h: what an attribute may say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The kinds of value of the published grammar, by the names that it gives them. */
typedef enum
{
  AVOW_VALUE_ID, /* an NCName */
  AVOW_VALUE_WORDS,
  AVOW_VALUE_YES_NO,
  AVOW_VALUE_PERCENT,
  AVOW_VALUE_COUNT,
  AVOW_VALUE_COUNT_OR_NONE,
  AVOW_VALUE_DATE,
  AVOW_VALUE_LANGUAGE,
  AVOW_VALUE_EDITION_NAME,
  AVOW_VALUE_DIGEST,
  AVOW_VALUE_ISSUE,         /* of a translation */
  AVOW_VALUE_DURATION,
  AVOW_VALUE_LINK,
  AVOW_VALUE_PICTURE,
  AVOW_VALUE_RECORDING,
  AVOW_VALUE_JURISDICTIONS,
  AVOW_VALUE_ROLES,
  AVOW_VALUE_FORMAT,        /* the version of the format */
  AVOW_VALUE_QUESTION_KIND,
  AVOW_VALUE_ENDING_KIND,
  AVOW_VALUE_ASIDE_ROLE,
} AvowValueKind;

/* Whether @value, with its white space collapsed, is of this kind. */
gboolean avow_value_is (AvowValueKind kind, const char *value);

/* What such a value looks like, translated: the remedy where it is not. */
const char *avow_value_describe (AvowValueKind kind);

/* The seconds of a duration. */
guint avow_value_get_seconds (const char *duration);

G_END_DECLS
