/* avow-part-name.c: what the parts of a question are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-part-name.h"

#include "learn/avow-response.h"

#include <glib/gi18n-lib.h>

char *
avow_part_get_name (AvowPart *part, guint number, GHashTable *variables)
{
  if (part->inlines != NULL)
    return avow_inlines_to_text (part->inlines, variables);
  if (part->subject != NULL)
    /* Translators: a message, by its sender and its subject */
    return g_strdup_printf (_("From %s: %s"), part->from, part->subject);

  return g_strdup_printf (_("Gap %u"), number);
}

char *
avow_part_option_to_text (AvowOption *option, GHashTable *variables)
{
  if (g_str_equal (option->id, AVOW_OPTION_GENUINE))
    return g_strdup (_("Genuine"));
  if (g_str_equal (option->id, AVOW_OPTION_SUSPICIOUS))
    return g_strdup (_("Suspicious"));

  return avow_inlines_to_text (option->inlines, variables);
}

static void
append_gap (GString *markup, AvowPart *part, guint number, GPtrArray *response, GHashTable *variables)
{
  AvowOption *option = avow_response_find_choice (response, part);
  g_autofree char *text = option != NULL ? avow_part_option_to_text (option, variables) : g_strdup_printf ("…… (%u)", number);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (markup, "<b>%s</b>", escaped);
}

char *
avow_part_passage_to_markup (AvowQuestion *question, GPtrArray *response, GHashTable *variables)
{
  GString *markup = g_string_new (NULL);
  guint number = 0;

  for (guint i = 0; i < question->passage->len; i++)
    {
      const AvowPiece *piece = g_ptr_array_index (question->passage, i);
      g_autofree char *escaped = piece->text != NULL ? g_markup_escape_text (piece->text, -1) : NULL;

      if (piece->part != NULL)
        append_gap (markup, piece->part, ++number, response, variables);
      else
        g_string_append (markup, escaped);
    }

  return g_string_free (markup, FALSE);
}

char *
avow_part_passage_to_text (AvowQuestion *question, GHashTable *variables)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < question->passage->len; i++)
    {
      const AvowPiece *piece = g_ptr_array_index (question->passage, i);
      g_autofree char *right = piece->part != NULL ? avow_part_option_to_text (piece->part->correct, variables) : NULL;

      g_string_append (text, right != NULL ? right : piece->text);
    }

  return g_string_free (text, FALSE);
}
