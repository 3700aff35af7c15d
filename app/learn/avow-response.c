/* avow-response.c: what somebody gave to a question
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-response.h"

#include <string.h>

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
create_response (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static GPtrArray *
read_options (AvowQuestion *question, GPtrArray *values)
{
  GPtrArray *response = create_response ();

  for (guint i = 0; i < values->len; i++)
    {
      const char *id = g_ptr_array_index (values, i);

      if (avow_question_find_option (question, id) != NULL && !avow_response_has (response, id))
        g_ptr_array_add (response, g_strdup (id));
    }

  return response;
}

static GPtrArray *
read_choice (AvowQuestion *question, GPtrArray *values)
{
  GPtrArray *response = read_options (question, values);

  g_ptr_array_sort (response, compare_texts);
  return response;
}

/* an order lacks nothing, or it is none */
static GPtrArray *
read_order (AvowQuestion *question, GPtrArray *values)
{
  GPtrArray *response = read_options (question, values);

  if (response->len < question->options->len)
    g_ptr_array_set_size (response, 0);
  return response;
}

static GPtrArray *
read_pairs (AvowQuestion *question, GPtrArray *values)
{
  GPtrArray *response = create_response ();

  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);
      AvowOption *option = avow_response_find_choice (values, part);

      if (option != NULL)
        g_ptr_array_add (response, avow_response_new_pair (part, option));
    }

  return response;
}

static GPtrArray *
read_text (AvowQuestion *question, GPtrArray *values)
{
  GPtrArray *response = create_response ();
  g_autofree char *folded = values->len > 0 ? avow_response_fold (g_ptr_array_index (values, 0)) : NULL;

  if (folded != NULL && *folded != '\0')
    g_ptr_array_add (response, g_strdup (g_ptr_array_index (values, 0)));
  return response;
}

static GPtrArray *
read_words (AvowQuestion *question, GPtrArray *values)
{
  GPtrArray *response = create_response ();

  for (guint number = 1; number <= question->passage->len; number++)
    if (avow_response_has_word (values, number))
      g_ptr_array_add (response, avow_response_new_word (number));

  return response;
}

GPtrArray *
avow_response_new (AvowQuestion *question, GPtrArray *values)
{
  switch (question->kind)
    {
    case AVOW_QUESTION_ORDER:
      return read_order (question, values);
    case AVOW_QUESTION_MATCH:
    case AVOW_QUESTION_INLINE_CHOICE:
    case AVOW_QUESTION_INBOX:
      return read_pairs (question, values);
    case AVOW_QUESTION_TEXT_ENTRY:
      return read_text (question, values);
    case AVOW_QUESTION_REDACT:
      return read_words (question, values);
    case AVOW_QUESTION_SINGLE:
    case AVOW_QUESTION_MULTIPLE:
    case AVOW_QUESTION_TRUE_FALSE:
    default:
      return read_choice (question, values);
    }
}

GPtrArray *
avow_response_new_right (AvowQuestion *question)
{
  g_autoptr (GPtrArray) values = create_response ();

  for (guint i = 0; i < question->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i);

      if (option->correct || question->kind == AVOW_QUESTION_ORDER)
        g_ptr_array_add (values, g_strdup (option->id));
    }
  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);

      g_ptr_array_add (values, avow_response_new_pair (part, part->correct));
    }
  for (guint number = 1; number <= question->passage->len; number++)
    if (((AvowPiece *) g_ptr_array_index (question->passage, number - 1))->private)
      g_ptr_array_add (values, avow_response_new_word (number));
  if (question->accepted->len > 0)
    g_ptr_array_add (values, g_strdup (g_ptr_array_index (question->accepted, 0)));

  return avow_response_new (question, values);
}

gboolean
avow_response_is_sound (AvowQuestion *question, GPtrArray *values)
{
  g_autoptr (GPtrArray) response = avow_response_new (question, values);

  return response->len == values->len;
}

gboolean
avow_response_is_complete (AvowQuestion *question, GPtrArray *response)
{
  return response->len > 0 && response->len >= question->parts->len;
}

gboolean
avow_response_has (GPtrArray *response, const char *value)
{
  return g_ptr_array_find_with_equal_func (response, value, g_str_equal, NULL);
}

gboolean
avow_response_has_word (GPtrArray *response, guint number)
{
  g_autofree char *word = avow_response_new_word (number);

  return avow_response_has (response, word);
}

AvowOption *
avow_response_find_choice (GPtrArray *response, AvowPart *part)
{
  gsize length = strlen (part->id);

  for (guint i = 0; i < response->len; i++)
    {
      const char *value = g_ptr_array_index (response, i);

      if (strncmp (value, part->id, length) == 0 && value[length] == ' ')
        return avow_part_find_option (part, value + length + 1);
    }

  return NULL;
}

char *
avow_response_new_pair (AvowPart *part, AvowOption *option)
{
  return g_strconcat (part->id, " ", option->id, NULL);
}

char *
avow_response_new_word (guint number)
{
  return g_strdup_printf ("%u", number);
}

static gboolean
is_edge (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_ispunct (c);
}

/* without what stands at the ends, and with one space where there were several */
static char *
squeeze (const char *text)
{
  g_autoptr (GString) squeezed = g_string_new (NULL);
  const char *end = text + strlen (text);
  gboolean space = FALSE;

  while (*text != '\0' && is_edge (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_edge (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (squeezed, c);
      else if (!space)
        g_string_append_c (squeezed, ' ');
      space = g_unichar_isspace (c);
    }

  return g_string_free (g_steal_pointer (&squeezed), FALSE);
}

char *
avow_response_fold (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = composed != NULL ? g_utf8_casefold (composed, -1) : NULL;
  g_autofree char *again = folded != NULL ? g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE) : NULL;

  return squeeze (again != NULL ? again : "");
}
