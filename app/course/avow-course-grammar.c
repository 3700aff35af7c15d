/* avow-course-grammar.c: whether a course is as the published grammar says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-grammar.h"

#include "avow-course-suggest.h"
#include "avow-course.h"

#include <glib/gi18n-lib.h>

/* Deeper than this nothing is looked at; the prescan lets nothing deeper through. */
static void check_element (AvowNode *node, AvowSource *source, gboolean later);

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text++)
    if (*text != ' ' && *text != '\n' && *text != '\t' && *text != '\r')
      return FALSE;

  return TRUE;
}

static void
report (AvowNode *node, const char *attribute, AvowSource *source, char *message, char *remedy)
{
  avow_node_report (node, attribute, source, AVOW_DIAGNOSTIC_GRAMMAR, message, remedy);
}

/* The name of an attribute as the table writes it. */
static char *
get_attribute_name (const AvowNodeAttribute *attribute)
{
  switch (attribute->namespace)
    {
    case AVOW_NODE_FORMAT:
      return g_strdup (attribute->name);
    case AVOW_NODE_XML:
      return g_strconcat ("xml:", attribute->name, NULL);
    case AVOW_NODE_ITS:
      return g_strconcat ("its:", attribute->name, NULL);
    case AVOW_NODE_OTHER_NAMESPACE:
    default:
      return g_strconcat ("?", attribute->name, NULL);
    }
}

static const AvowNodeAttribute *
find_attribute (const AvowNode *node, const char *name)
{
  for (guint i = 0; i < node->n_attributes; i++)
    {
      g_autofree char *own = get_attribute_name (&node->attributes[i]);

      if (g_str_equal (own, name))
        return &node->attributes[i];
    }

  return NULL;
}

static void
check_attribute (AvowNode *node, const AvowNodeAttribute *attribute, AvowSource *source)
{
  g_autofree char *name = get_attribute_name (attribute);
  g_autofree char *written = attribute->prefix != NULL ? g_strconcat (attribute->prefix, ":", attribute->name, NULL)
                                                       : g_strdup (attribute->name);
  const AvowElementAttribute *allowed = avow_element_find_attribute (node->element, name);

  if (allowed == NULL)
    report (node, written, source, g_strdup_printf (_("<%s> has no attribute “%s”"), node->name, written),
            avow_suggest_attribute (node->element, written));
  else if (!avow_value_is (allowed->kind, attribute->value))
    report (node, written, source,
            g_strdup_printf (_("“%.60s” can't be the value of “%s”"), attribute->value, written),
            g_strdup (avow_value_describe (allowed->kind)));
}

static void
check_attributes (AvowNode *node, AvowSource *source)
{
  for (guint i = 0; i < node->n_attributes; i++)
    check_attribute (node, &node->attributes[i], source);

  for (guint i = 0; i < AVOW_ELEMENT_MAX_ATTRIBUTES && node->element->attributes[i].name != NULL; i++)
    {
      const AvowElementAttribute *wanted = &node->element->attributes[i];

      if (wanted->required && find_attribute (node, wanted->name) == NULL)
        report (node, NULL, source,
                g_strdup_printf (_("<%s> lacks its attribute “%s”"), node->name, wanted->name),
                g_strdup_printf (_("add %s=\"…\": %s"), wanted->name, avow_value_describe (wanted->kind)));
    }
}

/* A child where none of its kind may be: say so once, and say it of the child. */
static void
report_child (AvowNode *parent, AvowNode *child, AvowModelState state, AvowSource *source)
{
  const AvowElement *element = parent->element;
  g_autofree char *wanted = avow_model_describe (element->model, state);

  if (child->namespace != AVOW_NODE_FORMAT || !avow_element_exists (child->name))
    {
      report (child, NULL, source, g_strdup_printf (_("the format has no element <%s>"), child->name),
              child->namespace != AVOW_NODE_FORMAT ? g_strdup_printf (_("it is in a namespace other than “%s”"),
                                                                      AVOW_COURSE_NAMESPACE)
                                                   : avow_suggest_element (element, child->name));
      return;
    }

  if (avow_model_find (element->model, child->name) == NULL)
    {
      g_autofree char *parents = avow_element_describe_parents (child->name);

      report (child, NULL, source, g_strdup_printf (_("<%s> can't stand in <%s>"), child->name, parent->name),
              *parents != '\0' ? g_strdup_printf (_("it may stand in: %s"), parents)
                               : g_strdup (_(element->remedy)));
      return;
    }

  if (*wanted != '\0')
    report (child, NULL, source, g_strdup_printf (_("<%s> stands where <%s> expects: %s"), child->name,
                                                  parent->name, wanted),
            g_strdup (_(element->remedy)));
  else
    report (child, NULL, source, g_strdup_printf (_("<%s> is too much here"), child->name),
            g_strdup (_(element->remedy)));
}

static void
report_text (AvowNode *parent, AvowNode *text, AvowSource *source)
{
  if (avow_model_find (parent->element->model, "p") != NULL)
    report (text, NULL, source, g_strdup_printf (_("text can't stand in <%s> by itself"), parent->name),
            g_strdup (_("put it into a paragraph: <p>…</p>")));
  else
    report (text, NULL, source, g_strdup_printf (_("text can't stand at this place in <%s>"), parent->name),
            g_strdup (_(parent->element->remedy)));
}

static void
report_end (AvowNode *node, AvowModelState state, AvowSource *source)
{
  g_autofree char *wanted = avow_model_describe (node->element->model, state);

  avow_source_add (source, AVOW_DIAGNOSTIC_GRAMMAR, node->end, node->name,
                   g_strdup_printf (_("<%s> ends too early; it still needs one of: %s"), node->name, wanted),
                   g_strdup (_(node->element->remedy)));
}

/* What a child is where it may stand in @parent: in the right order, or, once something was wrong, in any. */
static const AvowElement *
take_child (AvowNode *parent, AvowModelState *state, AvowNode *child)
{
  const AvowModel *model = parent->element->model;

  if (child->namespace != AVOW_NODE_FORMAT)
    return NULL;
  if (parent->broken)
    return avow_model_find (model, child->name);

  return avow_model_take (model, state, child->name);
}

static void
check_child (AvowNode *parent, AvowModelState *state, AvowNode *child, AvowSource *source, gboolean later)
{
  child->element = take_child (parent, state, child);
  if (child->element == NULL)
    {
      report_child (parent, child, *state, source);
      parent->broken = TRUE;

      /* it may be sound in itself, only in a wrong place */
      if (child->namespace == AVOW_NODE_FORMAT)
        child->element = avow_model_find (parent->element->model, child->name);
      if (child->element == NULL && child->namespace == AVOW_NODE_FORMAT)
        child->element = avow_element_find (child->name);
    }

  if (child->element != NULL)
    check_element (child, source, later);
}

static void
check_children (AvowNode *node, AvowSource *source, gboolean later)
{
  const AvowModel *model = node->element->model;
  AvowModelState state = AVOW_MODEL_BEGIN;
  gboolean text_reported = FALSE;

  for (AvowNode *child = node->first; child != NULL; child = child->next)
    {
      if (child->name != NULL)
        check_child (node, &state, child, source, later);
      else if (!is_blank (child->text) && !text_reported &&
               !(node->broken ? avow_model_has_text (model) : avow_model_take_text (model, &state)))
        {
          report_text (node, child, source);
          text_reported = node->broken = TRUE;
        }
    }

  if (!node->broken && !avow_model_may_end (model, state))
    {
      report_end (node, state, source);
      node->broken = TRUE;
    }
}

static void
check_element (AvowNode *node, AvowSource *source, gboolean later)
{
  check_attributes (node, source);

  /* what this release does not show is named once, not with all that lies in it */
  if (!later && (node->element->flags & AVOW_ELEMENT_LATER) != 0)
    {
      avow_node_report (node, NULL, source, AVOW_DIAGNOSTIC_UNSUPPORTED,
                        g_strdup_printf (_("this Avow can't show <%s> yet"), node->name),
                        g_strdup (_("leave it out, or wait for a later release")));
      later = TRUE;
    }

  check_children (node, source, later);
}

static void
report_root (AvowNode *root, AvowSource *source)
{
  if (root->namespace == AVOW_NODE_FORMAT || !avow_element_exists (root->name))
    report (root, NULL, source, g_strdup_printf (_("<%s> can't be the root of a file"), root->name),
            g_strdup (_(avow_element_get_document ()->remedy)));
  else
    report (root, NULL, source, g_strdup_printf (_("<%s> does not say that it is a course for Avow"), root->name),
            g_strdup_printf (_("write <%s xmlns=\"%s\" …>"), root->name, AVOW_COURSE_NAMESPACE));
}

void
avow_grammar_check (AvowTree *tree, AvowSource *source)
{
  const AvowElement *document = avow_element_get_document ();
  AvowModelState state = AVOW_MODEL_BEGIN;

  /* a root that is none tells nothing of what lies in it */
  if (tree->root->namespace == AVOW_NODE_FORMAT)
    tree->root->element = avow_model_take (document->model, &state, tree->root->name);

  if (tree->root->element == NULL)
    report_root (tree->root, source);
  else
    check_element (tree->root, source, FALSE);
}
