/* avow-html.c: HTML as elements and text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-html.h"

#include <cmark.h>
#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* No text of a question comes near these; deep nesting and thousands of attributes cost libxml2 time that grows with their square. */
#define MAX_BYTES (12 * 1024 * 1024) /* with pictures in it */
#define MAX_TAGS 20000
#define MAX_TAG 4096                 /* bytes of a tag outside of quotation marks */
#define MAX_DEPTH 200

typedef struct
{
  AvowTree *tree;
  AvowNode *current;
  GString *text;
  guint depth;
  gboolean too_deep;
  htmlParserCtxt *parser;
} Reader;

static void
flush_text (Reader *self)
{
  if (self->text->len > 0)
    avow_tree_add (self->tree, self->current)->text = avow_tree_keep (self->tree, self->text->str, self->text->len);
  g_string_truncate (self->text, 0);
}

static void
read_attributes (Reader *self, AvowNode *node, const xmlChar **attributes)
{
  guint n = 0;

  while (attributes != NULL && attributes[2 * n] != NULL)
    n++;
  node->n_attributes = n;
  node->attributes = avow_tree_alloc (self->tree, sizeof (AvowNodeAttribute) * MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      const char *value = (const char *) attributes[2 * i + 1];

      node->attributes[i].namespace = AVOW_NODE_FORMAT;
      node->attributes[i].name = avow_tree_keep (self->tree, (const char *) attributes[2 * i], -1);
      node->attributes[i].value = avow_tree_keep (self->tree, value != NULL ? value : "", -1);
    }
}

static void
start_element (void *data, const xmlChar *name, const xmlChar **attributes)
{
  Reader *self = data;
  g_autofree char *lower = g_ascii_strdown ((const char *) name, -1);

  if (self->too_deep)
    return;
  flush_text (self);
  if (++self->depth > MAX_DEPTH)
    {
      self->too_deep = TRUE;
      xmlStopParser (self->parser);
      return;
    }
  self->current = avow_tree_add (self->tree, self->current);
  self->current->name = avow_tree_keep (self->tree, lower, -1);
  read_attributes (self, self->current, attributes);
}

static void
end_element (void *data, const xmlChar *name)
{
  Reader *self = data;

  if (self->too_deep || self->current->parent == NULL)
    return;
  flush_text (self);
  self->depth--;
  self->current = self->current->parent;
}

static void
read_characters (void *data, const xmlChar *text, int length)
{
  Reader *self = data;

  if (!self->too_deep)
    g_string_append_len (self->text, (const char *) text, length);
}

/* An element of HTML by its name, in whichever case. */
static gboolean
is_element (const char *name, gsize length)
{
  g_autofree char *lower = g_ascii_strdown (name, length);

  /* newer than the table of libxml2 */
  static const char *const newer[] = { "section", "article", "header", "footer", "main", "aside", "nav", "figure", "figcaption", "mark",
                                       "audio", "video", "source", "canvas", "svg", "math", "details", "summary", "wbr", "time",
                                       "template", "noscript", NULL };

  return htmlTagLookup ((const xmlChar *) lower) != NULL || g_strv_contains (newer, lower);
}

/* Past the end of a tag, or NULL where it has none, or is too long. */
static const char *
skip_tag (const char *tag)
{
  gsize length = 0;

  for (const char *p = tag + 1; *p != '\0' && length <= MAX_TAG; p++, length++)
    if (*p == '>')
      return p + 1;
    else if (*p == '<')
      return NULL;
    else if (*p == '=' && (p[1] == '"' || p[1] == '\''))
      {
        const char *close = strchr (p + 2, p[1]);

        if (close == NULL)
          return NULL;
        p = close;
      }

  return NULL;
}

/* (nullable): past the tag or comment that begins here, NULL where the `<` is only a character. */
static const char *
find_tag_end (const char *p)
{
  const char *name = p[1] == '/' ? p + 2 : p + 1;
  gsize length = 0;

  if (g_str_has_prefix (p, "<!--"))
    {
      const char *close = strstr (p, "-->");

      return close != NULL ? close + 3 : NULL;
    }
  if (p[1] == '!' || p[1] == '?')
    return skip_tag (p);

  while (g_ascii_isalnum (name[length]))
    length++;
  /* o:p and other tags of word processors */
  if (length > 0 && name[length] == ':')
    return skip_tag (p);

  return length > 0 && length < 20 && is_element (name, length) ? skip_tag (p) : NULL;
}

/* The text with each `<` that begins no tag written so that it can't be taken for one; NULL where there are too many that do. */
static char *
escape_strays (const char *text, gboolean lines)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text) + 64);
  guint tags = 0;

  for (const char *p = text, *next; *p != '\0'; p = next)
    {
      next = p + 1;
      if (*p == '<')
        {
          const char *end = find_tag_end (p);

          /* strays count too: looking for the end of each takes time */
          if (++tags > MAX_TAGS)
            return NULL;
          if (end != NULL)
            g_string_append_len (out, p, end - p);
          else
            g_string_append (out, "&lt;");
          next = end != NULL ? end : next;
        }
      else if (*p == '\n' && lines)
        g_string_append (out, "<br>");
      else
        g_string_append_c (out, *p);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Moodle breaks the lines of its own format, where nothing else does. */
static gboolean
has_blocks (const char *text)
{
  static const char *const tags[] = { "<p", "<br", "<div", "<li", "<table", "<pre", "<P", "<BR", "<DIV", "<LI", "<TABLE", "<PRE" };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (strstr (text, tags[i]) != NULL)
      return TRUE;

  return FALSE;
}

static void
parse (Reader *self, const char *html)
{
  htmlSAXHandler handler = {
    .startElement = start_element,
    .endElement = end_element,
    .characters = read_characters,
    .ignorableWhitespace = read_characters,
  };

  self->parser = htmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  g_assert (self->parser != NULL); /* as GLib, when memory is gone */
  htmlCtxtUseOptions (self->parser, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER |
                                      HTML_PARSE_IGNORE_ENC);
  htmlParseChunk (self->parser, html, strlen (html), 0);
  htmlParseChunk (self->parser, NULL, 0, 1);
  if (self->parser->myDoc != NULL)
    xmlFreeDoc (self->parser->myDoc);
  htmlFreeParserCtxt (self->parser);
  if (!self->too_deep)
    flush_text (self);
}

static AvowTree *
refuse (AvowDraft *draft, char *message)
{
  avow_draft_refuse (draft, message, g_strdup (_("write the text more simply")));
  return NULL;
}

AvowTree *
avow_html_read (AvowDraft *draft, const char *text, AvowTextFormat format)
{
  g_autoptr (AvowTree) tree = avow_tree_new ();
  g_autofree char *html = NULL, *converted = NULL;
  Reader self = { .tree = tree };

  if (strlen (text) > MAX_BYTES)
    return refuse (draft, g_strdup_printf (_("it has a text of more than %d MB"), MAX_BYTES / 1024 / 1024));

  if (format == AVOW_TEXT_MARKDOWN)
    converted = cmark_markdown_to_html (text, strlen (text), CMARK_OPT_UNSAFE);
  html = escape_strays (converted != NULL ? converted : text, format == AVOW_TEXT_MOODLE && !has_blocks (text));
  if (html == NULL)
    return refuse (draft, g_strdup_printf (_("its text has more than %d tags"), MAX_TAGS));

  self.text = g_string_new (NULL);
  self.current = avow_tree_add (tree, NULL);
  self.current->name = "";
  parse (&self, html);
  g_string_free (self.text, TRUE);
  if (self.too_deep)
    return refuse (draft, g_strdup_printf (_("elements of its text lie more than %d deep in one another"), MAX_DEPTH));

  return g_steal_pointer (&tree);
}
