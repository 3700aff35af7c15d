/* avow-course-reader.c: XML text in, elements with their places out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-reader.h"

#include "avow-course.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#define ITS_NAMESPACE "http://www.w3.org/2005/11/its"

#if LIBXML_VERSION >= 21200
typedef const xmlError XmlError;
#else
typedef xmlError XmlError;
#endif

typedef struct
{
  AvowSource *source;
  AvowTree *tree;
  GArray *tags;    /* of guint32: places, from the prescan */
  guint n_tags;    /* how many the parser has reported */
  AvowNode *current;
  GString *text;   /* since the last tag */
  gboolean failed;
  int code;        /* libxml2's, of the first error */
  gsize offset;    /* of the first error */
  xmlParserCtxt *parser;
} Reader;

static gboolean
error_is_of_namespace (int code)
{
  return code >= XML_NS_ERR_XML_NAMESPACE && code <= XML_NS_ERR_COLON;
}

static void
fail (Reader *self, int code)
{
  if (self->failed)
    return;

  self->failed = TRUE;
  self->code = code;
  self->offset = MAX (xmlByteConsumed (self->parser), 0);
  /* of names libxml2 speaks once it has read their whole tag */
  if (error_is_of_namespace (code) && self->n_tags < self->tags->len)
    self->offset = g_array_index (self->tags, guint32, self->n_tags);
  xmlStopParser (self->parser);
}

static void
flush_text (Reader *self)
{
  AvowNode *node;

  if (self->text->len == 0)
    return;

  if (self->current != NULL)
    {
      node = avow_tree_add (self->tree, self->current);
      node->text = avow_tree_keep (self->tree, self->text->str, self->text->len);
      node->offset = g_array_index (self->tags, guint32, self->n_tags - 1);
    }
  g_string_truncate (self->text, 0);
}

/* The place of the tag that the parser reports now. Both count the same tags; should they ever disagree, there is
 * no telling where we are. */
static gboolean
take_tag (Reader *self, guint32 *out_offset)
{
  if (self->failed)
    return FALSE;
  if (self->n_tags == self->tags->len)
    {
      fail (self, XML_ERR_INTERNAL_ERROR);
      return FALSE;
    }

  flush_text (self);
  *out_offset = g_array_index (self->tags, guint32, self->n_tags++);
  return TRUE;
}

static AvowNodeNamespace
find_namespace (const xmlChar *uri, const char *own)
{
  const char *text = (const char *) uri;

  if (g_strcmp0 (text, own) == 0)
    return AVOW_NODE_FORMAT;
  if (g_strcmp0 (text, (const char *) XML_XML_NAMESPACE) == 0)
    return AVOW_NODE_XML;
  if (g_strcmp0 (text, ITS_NAMESPACE) == 0)
    return AVOW_NODE_ITS;

  return AVOW_NODE_OTHER_NAMESPACE;
}

/* As a grammar's token: no white space around, single spaces within. */
static const char *
keep_collapsed (Reader *self, const char *value, gsize length)
{
  g_autoptr(GString) text = NULL;
  gboolean space = FALSE;

  /* nearly all are names */
  if (length == 0 || (memchr (value, ' ', length) == NULL && memchr (value, '\n', length) == NULL &&
                      memchr (value, '\t', length) == NULL && memchr (value, '\r', length) == NULL))
    return avow_tree_keep (self->tree, value, length);

  text = g_string_sized_new (length + 1);
  for (gsize i = 0; i < length; i++)
    {
      if (strchr (" \n\t\r", value[i]) != NULL)
        {
          space = text->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (text, ' ');
      g_string_append_c (text, value[i]);
      space = FALSE;
    }

  return avow_tree_keep (self->tree, text->str, text->len);
}

static void
read_attributes (Reader *self, AvowNode *node, int n_attributes, const xmlChar **attributes)
{
  node->n_attributes = n_attributes;
  node->attributes = avow_tree_alloc (self->tree, sizeof (AvowNodeAttribute) * n_attributes);

  for (int i = 0; i < n_attributes; i++, attributes += 5)
    {
      AvowNodeAttribute *attribute = &node->attributes[i];

      attribute->namespace = find_namespace (attributes[2], NULL);
      attribute->name = avow_tree_keep (self->tree, (const char *) attributes[0], -1);
      if (attributes[1] != NULL)
        attribute->prefix = avow_tree_keep (self->tree, (const char *) attributes[1], -1);
      attribute->value = keep_collapsed (self, (const char *) attributes[3], attributes[4] - attributes[3]);
    }
}

static void
start_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
               const xmlChar **namespaces, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
  Reader *self = data;
  AvowNode *node;
  guint32 offset;

  if (!take_tag (self, &offset))
    return;

  node = avow_tree_add (self->tree, self->current);
  node->offset = offset;
  node->namespace = find_namespace (uri, AVOW_COURSE_NAMESPACE);
  node->name = avow_tree_keep (self->tree, (const char *) name, -1);
  read_attributes (self, node, n_attributes, attributes);
  self->current = node;
}

static void
end_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Reader *self = data;
  guint32 offset;

  if (!take_tag (self, &offset))
    return;

  self->current->end = offset;
  self->current = self->current->parent;
}

static void
read_characters (void *data, const xmlChar *text, int length)
{
  Reader *self = data;

  if (!self->failed)
    g_string_append_len (self->text, (const char *) text, length);
}

static void
note_error (void *data, XmlError *error)
{
  Reader *self = data;

  if (error->level >= XML_ERR_ERROR)
    fail (self, error->code);
}

/* libxml2's own words are meant for programmers. The prescan has already said all that is common; these are left. */
static void
report_failure (Reader *self)
{
  static const struct { int code; const char *message; const char *remedy; } known[] = {
    { XML_NS_ERR_ATTRIBUTE_REDEFINED, N_("an attribute is given twice in this tag"), N_("keep one of the two") },
    { XML_ERR_INVALID_CHAR, N_("there is a control character here"), N_("remove it") },
    { XML_ERR_INVALID_CHARREF, N_("this number stands for no character"), N_("write the character itself") },
    { XML_ERR_SPACE_REQUIRED, N_("a space is missing before an attribute"), N_("put one between the two") },
    { XML_ERR_HYPHEN_IN_COMMENT, N_("a comment has “--” in it"), N_("write a single dash") },
    { XML_ERR_MISPLACED_CDATA_END, N_("“]]>” stands in the text"), N_("write “]]&gt;”") },
    { XML_ERR_DOCUMENT_END, N_("something stands after the end of the root element"), N_("remove it") },
    { XML_ERR_DOCUMENT_EMPTY, N_("something stands before the root element"), N_("remove it") },
    { XML_NS_ERR_UNDEFINED_NAMESPACE, N_("a prefix stands before a name without xmlns for it"),
      N_("remove the prefix, or declare it in the root element") },
  };
  const char *message = N_("this is not well-formed XML");
  const char *remedy = N_("check the tags and quotation marks just before this place");

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].code == self->code)
      {
        message = known[i].message;
        remedy = known[i].remedy;
      }

  avow_source_add (self->source, AVOW_DIAGNOSTIC_SYNTAX, self->offset,
                   self->current != NULL ? self->current->name : NULL, g_strdup (_(message)), g_strdup (_(remedy)));
}

static void
parse (Reader *self)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element,
    .endElementNs = end_element,
    .characters = read_characters,
    .ignorableWhitespace = read_characters,
    .cdataBlock = read_characters,
    .serror = (xmlStructuredErrorFunc) note_error,
  };

  self->parser = xmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL);
  g_assert (self->parser != NULL); /* as GLib, when memory is gone */

  /* entities are the five of XML itself, and NOENT gives them as the characters that they are */
  xmlCtxtUseOptions (self->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
  if (xmlParseChunk (self->parser, self->source->text, self->source->length, 1) != 0 && !self->failed)
    fail (self, self->parser->errNo);
  xmlFreeParserCtxt (self->parser);

  if (!self->failed && self->n_tags != self->tags->len)
    {
      self->failed = TRUE;
      self->code = XML_ERR_INTERNAL_ERROR;
    }
}

AvowTree *
avow_reader_read (AvowSource *source)
{
  return avow_reader_read_within (source, NULL);
}

AvowTree *
avow_reader_read_within (AvowSource *source, const AvowPrescanLimits *limits)
{
  g_autoptr(AvowTree) tree = avow_tree_new ();
  g_autoptr(GArray) tags = avow_prescan (source, limits);
  Reader self = { .source = source, .tree = tree, .tags = tags };

  if (tags == NULL)
    return NULL;

  self.text = g_string_new (NULL);
  parse (&self);
  g_string_free (self.text, TRUE);

  if (self.failed)
    {
      report_failure (&self);
      return NULL;
    }

  return g_steal_pointer (&tree);
}
