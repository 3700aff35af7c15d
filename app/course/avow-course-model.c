/* avow-course-model.c: what may stand in an element, and in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-model.h"

#include "avow-course-elements.h"

#include <string.h>

#define TEXT "#text"

struct _AvowModel
{
  guint n_places;
  const AvowElement *elements[AVOW_MODEL_MAX_PLACES]; /* NULL is text, and place 0 */
  AvowModelState follow[AVOW_MODEL_MAX_PLACES];       /* what may come after each place */
  AvowModelState last;                                /* where the element may end */
  AvowModelState text;                                /* places that take text */
  GPtrArray *named;                                   /* of AvowElement: those that are not text */
};

/* A part of a model: where it may begin and end, and whether it may be left out. */
typedef struct
{
  AvowModelState first;
  AvowModelState last;
  gboolean nullable;
} Part;

typedef struct
{
  AvowModel *model;
  AvowModelLookup lookup;
  const char *p;
} Parser;

static Part parse_choice (Parser *parser);

static char
peek (Parser *parser)
{
  parser->p += strspn (parser->p, " \n");
  return *parser->p;
}

static void
connect_places (AvowModel *model, AvowModelState from, AvowModelState to)
{
  for (guint i = 0; i < model->n_places; i++)
    if (from & ((AvowModelState) 1 << i))
      model->follow[i] |= to;
}

static Part
parse_name (Parser *parser)
{
  AvowModel *model = parser->model;
  gsize length = strcspn (parser->p, " \n,|?*+()");
  g_autofree char *name = g_strndup (parser->p, length);
  AvowModelState place = (AvowModelState) 1 << model->n_places;

  g_assert (length > 0 && model->n_places < AVOW_MODEL_MAX_PLACES);

  if (g_str_equal (name, TEXT))
    model->text |= place;
  else
    {
      model->elements[model->n_places] = parser->lookup (name);
      g_assert (model->elements[model->n_places] != NULL);
      g_ptr_array_add (model->named, (gpointer) model->elements[model->n_places]);
    }

  model->n_places++;
  parser->p += length;

  return (Part) { place, place, FALSE };
}

static Part
parse_item (Parser *parser)
{
  Part part;

  if (peek (parser) == '(')
    {
      parser->p++;
      part = parse_choice (parser);
      g_assert (peek (parser) == ')');
      parser->p++;
    }
  else
    part = parse_name (parser);

  if (*parser->p == '*' || *parser->p == '+')
    connect_places (parser->model, part.last, part.first);
  if (*parser->p == '*' || *parser->p == '?')
    part.nullable = TRUE;
  if (*parser->p != '\0' && strchr ("*+?", *parser->p) != NULL)
    parser->p++;

  return part;
}

static Part
parse_sequence (Parser *parser)
{
  Part part = parse_item (parser);

  while (peek (parser) == ',')
    {
      Part next;

      parser->p++;
      next = parse_item (parser);
      connect_places (parser->model, part.last, next.first);
      part.first |= part.nullable ? next.first : 0;
      part.last = next.last | (next.nullable ? part.last : 0);
      part.nullable = part.nullable && next.nullable;
    }

  return part;
}

static Part
parse_choice (Parser *parser)
{
  Part part = parse_sequence (parser);

  while (peek (parser) == '|')
    {
      Part next;

      parser->p++;
      next = parse_sequence (parser);
      part.first |= next.first;
      part.last |= next.last;
      part.nullable = part.nullable || next.nullable;
    }

  return part;
}

AvowModel *
avow_model_new (const char *content, AvowModelLookup lookup)
{
  AvowModel *self = g_new0 (AvowModel, 1);
  Parser parser = { self, lookup, content };
  Part whole = { 0, 0, TRUE };

  self->n_places = 1;
  self->named = g_ptr_array_new ();
  if (peek (&parser) != '\0')
    whole = parse_choice (&parser);
  g_assert (peek (&parser) == '\0');

  self->follow[0] = whole.first;
  self->last = whole.last | (whole.nullable ? AVOW_MODEL_BEGIN : 0);

  return self;
}

/* Where we may be next, whatever comes. */
static AvowModelState
step (const AvowModel *self, AvowModelState state)
{
  AvowModelState next = 0;

  for (; state != 0; state &= state - 1)
    next |= self->follow[__builtin_ctzll (state)];

  return next;
}

gboolean
avow_model_may_end (const AvowModel *self, AvowModelState state)
{
  return (state & self->last) != 0;
}

const AvowElement *
avow_model_take (const AvowModel *self, AvowModelState *state, const char *name)
{
  const AvowElement *found = NULL;
  AvowModelState taken = 0;

  for (AvowModelState next = step (self, *state); next != 0; next &= next - 1)
    {
      guint place = __builtin_ctzll (next);
      const AvowElement *element = self->elements[place];

      if (element != NULL && g_str_equal (element->name, name))
        {
          found = element;
          taken |= (AvowModelState) 1 << place;
        }
    }

  if (found != NULL)
    *state = taken;

  return found;
}

gboolean
avow_model_take_text (const AvowModel *self, AvowModelState *state)
{
  AvowModelState taken = step (self, *state) & self->text;

  if (taken == 0)
    return FALSE;

  *state = taken;
  return TRUE;
}

const AvowElement *
avow_model_find (const AvowModel *self, const char *name)
{
  for (guint i = 0; i < self->named->len; i++)
    if (g_str_equal (avow_model_get_element (self, i)->name, name))
      return avow_model_get_element (self, i);

  return NULL;
}

guint
avow_model_get_n_elements (const AvowModel *self)
{
  return self->named->len;
}

const AvowElement *
avow_model_get_element (const AvowModel *self, guint index)
{
  return g_ptr_array_index (self->named, index);
}

gboolean
avow_model_has_text (const AvowModel *self)
{
  return self->text != 0;
}

char *
avow_model_describe (const AvowModel *self, AvowModelState state)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (AvowModelState next = step (self, state) & ~self->text; next != 0; next &= next - 1)
    {
      const AvowElement *element = self->elements[__builtin_ctzll (next)];
      g_autofree char *tag = g_strdup_printf ("<%s>", element->name);

      /* a place may come twice, where two ways part later */
      if (strstr (text->str, tag) == NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", tag);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
