/* avow-edited-part.c: which part of a course somebody is working on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-edited-part.h"

#include "course/avow-course-reading.h"

static const char *const parts[] = {
  "summary", "page", "check", "question", "scenario", "term", "preamble", "clause", "statement", "contact",
};

static gsize
find_difference (AvowEdition *before, AvowEdition *after)
{
  gsize length, other_length, at = 0;
  const char *text = g_bytes_get_data (avow_edition_get_file (before, AVOW_EDITION_MAIN), &length);
  const char *other = g_bytes_get_data (avow_edition_get_file (after, AVOW_EDITION_MAIN), &other_length);

  while (at < length && at < other_length && text[at] == other[at])
    at++;

  return at < length || at < other_length ? at : G_MAXSIZE;
}

static gboolean
is_part (const AvowNode *node)
{
  for (guint i = 0; node->name != NULL && i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (node->name, parts[i]))
      return TRUE;

  return FALSE;
}

static char *
name_part (const AvowNode *node)
{
  const char *id = avow_node_get (node, "id");

  if (id == NULL)
    id = avow_node_get (node, "ref"); /* where a scenario has its place */

  return g_strdup (id != NULL ? id : node->name);
}

/* Up to the difference both texts are the same, so that either's places hold. */
char *
avow_edition_find_edited_part (AvowEdition *before, AvowEdition *after)
{
  const AvowReading *reading = avow_edition_get_reading (after);
  gsize at = find_difference (before, after);
  AvowNode *found = NULL;

  if (reading->tree == NULL)
    reading = avow_edition_get_reading (before);
  if (reading->tree == NULL || at == G_MAXSIZE)
    return NULL;

  for (AvowNode *node = reading->tree->root; node != NULL; node = avow_node_next (node, reading->tree->root))
    if (is_part (node) && node->offset <= at && at <= node->end)
      found = node;

  return found != NULL ? name_part (found) : NULL;
}
