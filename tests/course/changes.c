/* changes.c: courses changed at random
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "changes.h"

#include <string.h>

static const char *names[] = {
  "course", "declaration", "summary", "module", "page", "check", "scenario", "assessment", "draw", "glossary", "term",
  "pool", "prompt", "feedback", "question", "option", "match", "pair", "left", "right", "order", "entry", "passage",
  "gap", "accept", "message", "private", "intro", "scene", "choice", "ending", "h2", "h3", "h4", "p", "ul", "ol", "li",
  "figure", "img", "figcaption", "table", "caption", "tr", "th", "td", "aside", "details", "audio", "video",
  "transcript", "when", "strong", "em", "a", "var", "preamble", "clause", "statement", "contact", "policy",
  "script", "style", "math", "b", "Page", "paragraph", "div",
};

const char *change_attributes[] = {
  "id", "was", "title", "topic", "pool", "draw", "count", "ref", "pass", "attempts", "wait", "show-answers", "must-pass",
  "module", "kind", "correct", "to", "speaker", "name", "src", "alt", "href", "role", "jurisdiction", "format",
  "edition", "owner", "reviewed", "material", "minutes", "template", "class", "style", "lang", "onclick",
  NULL,
};

const char *change_values[] = {
  "", " ", "yes", "no", " yes ", "Yes", "1", "0", "00", "01", "100", "101", "999", "1000", "-1", "+5", "5.0", " 7 ",
  "single", "multiple", "true-false", "good", "poor", "case", "note", "habit", "2026-01-31", "2026-02-31", "2026-13-01",
  "2026-1-1", "2026-01-31Z", " 2026-01-31", "en", "de-AT", "e", "en_GB", "x-klingon", "PT30M", "PT", "P1D", "PT1H30M",
  "P1Y", "PT30S", "https://example.com", "http://example.com", "https://", "mailto:a@b", "#", "#a", "javascript:x",
  "https://a b", "pictures/a.svg", "../a.svg", "/a.svg", "a.gif", "https://example.com/a.png", "a/b/c.jpeg", ".a.png",
  "a//b.png", "talk.opus", "talk.mp3", "GB", "GB DE-BY", "GB  DE", "gb", "manager", "Manager", "a b", "a:b", "1a",
  "_a", "\xC3\xBC" "ber", "\xC2\xB7" "dot", "a\xC2\xB7", "some words", " some  words ", "2026.1", "2026 1", ".1",
  "\xE2\x84\xA6", "\xEF\xAC\x9D", "line\nline", "\xC2\xA0",
  NULL,
};

static const char *texts[] = { "words", " ", "\n\t ", "\xC2\xA0", "1" };

#define PICK(rand, array) ((array)[g_rand_int_range (rand, 0, G_N_ELEMENTS (array))])
#define PICK_NAMED(rand, array) ((array)[g_rand_int_range (rand, 0, G_N_ELEMENTS (array) - 1)])

void
change_collect (xmlNode *node, GPtrArray *elements)
{
  for (; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        g_ptr_array_add (elements, node);
        change_collect (node->children, elements);
      }
}

static xmlNode *
pick_element (xmlDoc *document, GRand *rand, guint from)
{
  g_autoptr(GPtrArray) elements = g_ptr_array_new ();

  change_collect (xmlDocGetRootElement (document), elements);

  return elements->len > from ? g_ptr_array_index (elements, g_rand_int_range (rand, from, elements->len)) : NULL;
}

static xmlNode *
pick_child (xmlNode *parent, GRand *rand)
{
  guint n = 0, index;
  xmlNode *child;

  for (child = parent->children; child != NULL; child = child->next)
    n++;
  if (n == 0)
    return NULL;

  index = g_rand_int_range (rand, 0, n);
  for (child = parent->children; index > 0; index--)
    child = child->next;

  return child;
}

/* Puts a node before a random child, or at the end. */
static void
insert_somewhere (xmlNode *parent, xmlNode *node, GRand *rand)
{
  xmlNode *before = pick_child (parent, rand);

  if (before != NULL && g_rand_boolean (rand))
    xmlAddPrevSibling (before, node);
  else
    xmlAddChild (parent, node);
}

static gboolean
is_within (xmlNode *node, xmlNode *outer)
{
  for (; node != NULL; node = node->parent)
    if (node == outer)
      return TRUE;

  return FALSE;
}

static xmlNode *
create_element (xmlDoc *document, GRand *rand)
{
  return xmlNewDocNode (document, xmlDocGetRootElement (document)->ns, (const xmlChar *) PICK (rand, names), NULL);
}

static void
rename_element (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlNodeSetName (element, (const xmlChar *) PICK (rand, names));
}

static void
delete_element (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlUnlinkNode (element);
  xmlFreeNode (element);
}

static void
unwrap_element (xmlDoc *document, xmlNode *element, GRand *rand)
{
  while (element->children != NULL)
    {
      xmlNode *child = element->children;

      xmlAddPrevSibling (element, child);
      /* its namespace may have been declared by what it stood in, which goes */
      if (child->type == XML_ELEMENT_NODE)
        xmlReconciliateNs (document, child);
    }
  delete_element (document, element, rand);
}

static void
wrap_element (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlNode *wrapper = create_element (document, rand);

  xmlAddPrevSibling (element, wrapper);
  xmlUnlinkNode (element);
  xmlAddChild (wrapper, element);
}

static void
duplicate_element (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlAddNextSibling (element, xmlDocCopyNode (element, document, 1));
}

static void
move_element (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlNode *target = pick_element (document, rand, 0);

  if (is_within (target, element))
    return;

  xmlUnlinkNode (element);
  insert_somewhere (target, element, rand);
  xmlReconciliateNs (document, element);
}

static void
swap_element (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlNode *next = xmlNextElementSibling (element);

  if (next != NULL)
    xmlAddNextSibling (next, element);
}

static void
insert_element (xmlDoc *document, xmlNode *element, GRand *rand)
{
  insert_somewhere (element, create_element (document, rand), rand);
}

static void
empty_element (xmlDoc *document, xmlNode *element, GRand *rand)
{
  while (element->children != NULL)
    delete_element (document, element->children, rand);
}

static void
insert_text (xmlDoc *document, xmlNode *element, GRand *rand)
{
  insert_somewhere (element, xmlNewDocText (document, (const xmlChar *) PICK (rand, texts)), rand);
}

static void
insert_comment (xmlDoc *document, xmlNode *element, GRand *rand)
{
  insert_somewhere (element, xmlNewDocComment (document, (const xmlChar *) " <p> "), rand);
}

static void
insert_cdata (xmlDoc *document, xmlNode *element, GRand *rand)
{
  const char *text = PICK (rand, texts);

  insert_somewhere (element, xmlNewCDataBlock (document, (const xmlChar *) text, strlen (text)), rand);
}

static void
change_namespace (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlNs *namespace = xmlNewNs (element, (const xmlChar *) (g_rand_boolean (rand) ? "urn:other" : "urn:avow:course:1"),
                               (const xmlChar *) "o");

  xmlSetNs (element, namespace);
}

static xmlAttr *
pick_attribute (xmlNode *element, GRand *rand)
{
  guint n = 0, index;
  xmlAttr *attribute;

  for (attribute = element->properties; attribute != NULL; attribute = attribute->next)
    n++;
  if (n == 0)
    return NULL;

  index = g_rand_int_range (rand, 0, n);
  for (attribute = element->properties; index > 0; index--)
    attribute = attribute->next;

  return attribute;
}

static void
change_attribute (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlAttr *attribute = pick_attribute (element, rand);

  if (attribute != NULL)
    xmlSetNsProp (element, attribute->ns, attribute->name, (const xmlChar *) PICK_NAMED (rand, change_values));
}

static void
delete_attribute (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlAttr *attribute = pick_attribute (element, rand);

  if (attribute != NULL)
    xmlRemoveProp (attribute);
}

static void
add_attribute (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlSetProp (element, (const xmlChar *) PICK_NAMED (rand, change_attributes), (const xmlChar *) PICK_NAMED (rand, change_values));
}

static void
add_foreign_attribute (xmlDoc *document, xmlNode *element, GRand *rand)
{
  static const char *uris[] = { "http://www.w3.org/2005/11/its", "urn:other", "urn:avow:course:1" };
  static const char *locals[] = { "translate", "id" };
  xmlNs *namespace = xmlNewNs (element, (const xmlChar *) PICK (rand, uris), (const xmlChar *) "f");

  if (namespace != NULL)
    xmlSetNsProp (element, namespace, (const xmlChar *) PICK (rand, locals), (const xmlChar *) PICK_NAMED (rand, change_values));
}

static void
rename_attribute (xmlDoc *document, xmlNode *element, GRand *rand)
{
  xmlAttr *attribute = pick_attribute (element, rand);
  g_autofree char *value = NULL;
  xmlChar *content;

  if (attribute == NULL)
    return;

  content = xmlNodeGetContent ((xmlNode *) attribute);
  value = g_strdup ((const char *) content);
  xmlFree (content);
  xmlRemoveProp (attribute);
  xmlSetProp (element, (const xmlChar *) PICK_NAMED (rand, change_attributes), (const xmlChar *) value);
}

/* The root can only be changed in place. */
static const struct
{
  const char *name;
  void (*change) (xmlDoc *document, xmlNode *element, GRand *rand);
  gboolean root;
} changes[] = {
  { "rename", rename_element, TRUE },
  { "delete", delete_element, FALSE },
  { "unwrap", unwrap_element, FALSE },
  { "wrap", wrap_element, FALSE },
  { "duplicate", duplicate_element, FALSE },
  { "move", move_element, FALSE },
  { "swap", swap_element, FALSE },
  { "insert", insert_element, TRUE },
  { "empty", empty_element, TRUE },
  { "text", insert_text, TRUE },
  { "comment", insert_comment, TRUE },
  { "cdata", insert_cdata, TRUE },
  { "namespace", change_namespace, TRUE },
  { "attribute", change_attribute, TRUE },
  { "attribute-delete", delete_attribute, TRUE },
  { "attribute-add", add_attribute, TRUE },
  { "attribute-foreign", add_foreign_attribute, TRUE },
  { "attribute-rename", rename_attribute, TRUE },
};

void
change_at_random (xmlDoc *document, GRand *rand, GString *history)
{
  int n = g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int_range (rand, 2, 4) : 1;

  for (int i = 0; i < n; i++)
    {
      guint which = g_rand_int_range (rand, 0, G_N_ELEMENTS (changes));
      xmlNode *element = pick_element (document, rand, changes[which].root ? 0 : 1);

      if (element == NULL)
        continue;

      g_string_append_printf (history, " %s(%s)", changes[which].name, element->name);
      changes[which].change (document, element, rand);
    }
}
