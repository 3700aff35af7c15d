/* avow-course-normalise.c: one form for what means the same
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-normalise.h"

#include <string.h>

/* Where we are in a line of text. */
typedef struct
{
  gboolean space;     /* at its beginning, or after a space */
  AvowNode *trailing; /* text that ends in a space, if nothing came after it */
} Line;

static void normalise_element (AvowNode *node);

static void
end_line (Line *line)
{
  if (line->trailing != NULL)
    line->trailing->text[strlen (line->trailing->text) - 1] = '\0';

  line->trailing = NULL;
  line->space = TRUE;
}

/* In place, for folded text is never longer. */
static void
fold_text (AvowNode *node, Line *line)
{
  char *to = node->text;

  for (const char *from = node->text; *from != '\0'; from++)
    {
      gboolean space = *from == ' ' || *from == '\n' || *from == '\t' || *from == '\r';

      if (!space)
        *to++ = *from;
      else if (!line->space)
        *to++ = ' ';
      line->space = space;
    }
  *to = '\0';

  if (to > node->text)
    line->trailing = line->space ? node : NULL;
}

/* Whether the text is in NFC without a closer look: all below the first combining character is, and so are dashes,
 * quotation marks and the ellipsis (Unicode Standard Annex 15, section 9). That is most of what is ever written. */
static gboolean
is_composed (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      gunichar c;

      if ((guchar) *p < 0xC0)
        continue;
      c = g_utf8_get_char (p);
      if (c >= 0x300 && (c < 0x2010 || c > 0x2027))
        return FALSE;
    }

  return TRUE;
}

/* (nullable): the text in NFC, where it is not @text itself. */
static char *
compose (AvowTree *tree, const char *text)
{
  g_autofree char *composed = is_composed (text) ? NULL : g_utf8_normalize (text, -1, G_NORMALIZE_NFC);

  return composed != NULL ? avow_tree_keep (tree, composed, -1) : NULL;
}

static void
fold_line (AvowNode *node, Line *line)
{
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    {
      if (child->name == NULL)
        fold_text (child, line);
      else if (child->element != NULL && (child->element->flags & AVOW_ELEMENT_INLINE) == 0)
        {
          /* feedback after an option's words, a list below an item's */
          end_line (line);
          normalise_element (child);
        }
      else if (child->element != NULL && avow_model_has_text (child->element->model))
        fold_line (child, line);
      else
        {
          line->space = FALSE;
          line->trailing = NULL;
          normalise_element (child);
        }
    }
}

static void
normalise_element (AvowNode *node)
{
  /* what the format does not know is left as it is */
  if (node->element == NULL)
    return;

  if (avow_model_has_text (node->element->model))
    {
      Line line = { TRUE, NULL };

      fold_line (node, &line);
      end_line (&line);
      return;
    }

  for (AvowNode *child = node->first; child != NULL; child = child->next)
    {
      Line line = { TRUE, NULL };

      if (child->name != NULL)
        normalise_element (child);
      else
        {
          fold_text (child, &line);
          end_line (&line);
        }
    }
}

static void
compose_node (AvowTree *tree, AvowNode *node)
{
  char *composed = node->text != NULL ? compose (tree, node->text) : NULL;

  if (composed != NULL)
    node->text = composed;
  for (guint i = 0; i < node->n_attributes; i++)
    {
      composed = compose (tree, node->attributes[i].value);
      if (composed != NULL)
        node->attributes[i].value = composed;
    }
}

void
avow_normalise (AvowTree *tree)
{
  normalise_element (tree->root);

  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    compose_node (tree, node);
}
