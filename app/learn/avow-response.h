/* avow-response.h: what somebody gave to a question
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

/* A response is a list of texts, as QTI's response variables are (QTI 3.0, 2.9, response variables), by the kind of question:
 *
 * - single, multiple, true/false: ids of options, each once, in order of id;
 * - order: the ids of all options, in the order given;
 * - match, inline choice, inbox: directed pairs, `PART OPTION`, in the order of the parts;
 * - text entry: the words, as typed;
 * - redaction: numbers of words in the passage, from 1, ascending.
 *
 * It is empty where nothing was answered. */

/**
 * avow_response_new:
 * @question: a question
 * @values: (element-type utf8): what was given, in any order
 *
 * Returns: (transfer full) (element-type utf8): the response in the form above; what the question does not have is left out
 */
GPtrArray *avow_response_new (AvowQuestion *question, GPtrArray *values);

/* (transfer full): the response that is right. */
GPtrArray *avow_response_new_right (AvowQuestion *question);

/* Whether every value is one that the question has, and none comes twice. */
gboolean avow_response_is_sound (AvowQuestion *question, GPtrArray *values);

/* Whether nothing is left to answer: every part has its option. */
gboolean avow_response_is_complete (AvowQuestion *question, GPtrArray *response);

gboolean avow_response_has (GPtrArray *response, const char *value);
gboolean avow_response_has_word (GPtrArray *response, guint number);

/* (transfer none) (nullable): what was chosen for a part. */
AvowOption *avow_response_find_choice (GPtrArray *response, AvowPart *part);

/* (transfer full): the value that says so. */
char *avow_response_new_pair (AvowPart *part, AvowOption *option);
char *avow_response_new_word (guint number);

/* (transfer full): words as they are compared: Unicode's compatibility composition and case folding, single spaces, and neither
 * spaces nor punctuation at the ends (Unicode Standard, 3.13, compatibility caseless matching). */
char *avow_response_fold (const char *text);

G_END_DECLS
