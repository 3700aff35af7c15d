/* avow-xml.c: XML in its one fixed serialisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-xml.h"

#include "avow-sign-error.h"

#include <glib/gi18n-lib.h>
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <string.h>

static gboolean
refuse (const char *text, const char *at, const char *why, GError **error)
{
  guint line = 1;

  for (const char *p = text; (p = memchr (p, '\n', (gsize) (at - p))) != NULL; p++)
    line++;

  /* Translators: %s is a whole sentence */
  g_set_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED, _("Line %u of the document: %s"), line, why);
  return FALSE;
}

/* Goes from a tag's `<` to behind its `>`, and counts the attributes: each has one quoted value. */
static const char *
skip_tag (const char *at, const char *end, guint *out_attributes)
{
  *out_attributes = 0;

  while (at < end && *at != '>')
    {
      if (*at == '"' || *at == '\'')
        {
          at = memchr (at + 1, *at, (gsize) (end - at - 1));
          if (at == NULL)
            return NULL;
          (*out_attributes)++;
        }
      at++;
    }

  return at < end ? at + 1 : NULL;
}

/* Looks at the tags alone, once and without memory, so that a hostile document costs nothing more. */
static gboolean
check_limits (const char *text, gsize length, GError **error)
{
  const char *end = text + length;
  const char *at = text;
  guint depth = 0;

  while ((at = memchr (at, '<', (gsize) (end - at))) != NULL)
    {
      const char *tag = at;
      guint attributes;

      if (at + 1 < end && (at[1] == '!' || at[1] == '?'))
        return refuse (text, tag,
                       _("a DOCTYPE, comment, CDATA section or processing instruction has no place here."), error);

      at = skip_tag (at, end, &attributes);
      if (at == NULL)
        return refuse (text, tag, _("a tag has no end."), error);
      if (attributes > AVOW_XML_MAX_ATTRIBUTES)
        return refuse (text, tag, _("an element has too many attributes."), error);

      if (tag[1] == '/')
        depth -= depth > 0;
      else if (at[-2] != '/' && ++depth > AVOW_XML_MAX_DEPTH)
        return refuse (text, tag, _("the elements are nested too deeply."), error);
    }

  return TRUE;
}

/* A NUL or another first byte than `<` would let libxml2 guess an encoding that the limits did not see. */
static gboolean
check_bytes (const char *text, gsize length, gsize max, GError **error)
{
  if (length > max)
    {
      g_set_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED,
                   _("The document is too long: at most %u bytes are taken."), (guint) max);
      return FALSE;
    }
  if (length == 0 || text[0] != '<' || memchr (text, '\0', length) != NULL)
    {
      g_set_error_literal (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED, _("The document is not XML in UTF-8."));
      return FALSE;
    }

  return check_limits (text, length, error);
}

static void
init_parser (void)
{
  static gsize once = 0;

  /* libxml2 wants its start in one thread */
  if (g_once_init_enter (&once))
    {
      xmlInitParser ();
      g_once_init_leave (&once, 1);
    }
}

xmlDocPtr
avow_xml_parse (GBytes *bytes, gsize max, GError **error)
{
  const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT;
  xmlParserCtxtPtr context;
  const char *text;
  gsize length;
  xmlDocPtr doc;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);
  if (!check_bytes (text, length, MIN (max, G_MAXINT), error))
    return NULL;

  init_parser ();
  context = xmlNewParserCtxt ();
  if (context == NULL)
    g_error ("Out of memory for an XML parser");

  doc = xmlCtxtReadMemory (context, text, (int) length, NULL, NULL, options);
  if (doc == NULL)
    {
      const xmlError *last = xmlCtxtGetLastError (context);

      g_set_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED,
                   _("Line %d of the document is not well-formed XML."), last != NULL ? last->line : 1);
    }
  xmlFreeParserCtxt (context);

  return doc;
}

/* libxml2's handler gets another type from 2.12 on; this one looks at nothing. */
static void
ignore_error (void)
{
}

GBytes *
avow_xml_canonicalise (xmlDocPtr doc)
{
  xmlStructuredErrorFunc handler = xmlStructuredError;
  gpointer handler_data = xmlStructuredErrorContext;
  xmlChar *text = NULL;
  int length;

  g_return_val_if_fail (doc != NULL, NULL);

  /* C14N has no context that could keep its errors: this thread's would go to standard error */
  xmlSetStructuredErrorFunc (NULL, (xmlStructuredErrorFunc) (gpointer) ignore_error);
  length = xmlC14NDocDumpMemory (doc, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, FALSE, &text);
  xmlSetStructuredErrorFunc (handler_data, handler);
  if (length < 0)
    return NULL;

  return g_bytes_new_with_free_func (text, (gsize) length, xmlFree, text);
}
