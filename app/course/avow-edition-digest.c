/* avow-edition-digest.c: the digest of an edition's XML
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-edition-digest.h"

#include "avow-course.h"

#include <libxml/c14n.h>
#include <libxml/tree.h>

#define ITS_NAMESPACE "http://www.w3.org/2005/11/its"

typedef struct
{
  xmlDoc *document;
  xmlNs *format;
  xmlNs *its;
  xmlNs *xml;
  AvowAttributeMap map;
  gpointer data;
} Writer;

static char *
keep_value (const AvowNode *node, const AvowNodeAttribute *attribute, gpointer data)
{
  return g_strdup (attribute->value);
}

static void
write_attributes (Writer *self, xmlNode *element, AvowNode *node)
{
  for (guint i = 0; i < node->n_attributes; i++)
    {
      const AvowNodeAttribute *attribute = &node->attributes[i];
      xmlNs *namespace = attribute->namespace == AVOW_NODE_XML ? self->xml
                         : attribute->namespace == AVOW_NODE_ITS ? self->its
                                                                 : NULL;
      g_autofree char *value = self->map (node, attribute, self->data);

      if (value != NULL)
        xmlNewNsProp (element, namespace, (const xmlChar *) attribute->name, (const xmlChar *) value);
    }
}

static void
write_children (Writer *self, xmlNode *element, AvowNode *node)
{
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    {
      xmlNode *copy;

      if (child->name != NULL)
        {
          copy = xmlNewDocNode (self->document, self->format, (const xmlChar *) child->name, NULL);
          write_attributes (self, copy, child);
          write_children (self, copy, child);
        }
      else if (*child->text != '\0')
        copy = xmlNewDocText (self->document, (const xmlChar *) child->text);
      else
        continue;

      xmlAddChild (element, copy);
    }
}

/* Prefixes are ours, not the author's: how a namespace is abbreviated makes no new edition. */
static xmlDoc *
write_document (AvowNode *top, AvowAttributeMap map, gpointer data)
{
  xmlDoc *document = xmlNewDoc ((const xmlChar *) "1.0");
  xmlNode *root = xmlNewDocNode (document, NULL, (const xmlChar *) top->name, NULL);
  Writer self = { .document = document, .map = map, .data = data };

  xmlDocSetRootElement (document, root);
  self.format = xmlNewNs (root, (const xmlChar *) AVOW_COURSE_NAMESPACE, NULL);
  self.its = xmlNewNs (root, (const xmlChar *) ITS_NAMESPACE, (const xmlChar *) "its");
  self.xml = xmlSearchNs (document, root, (const xmlChar *) "xml");
  xmlSetNs (root, self.format);
  write_attributes (&self, root, top);
  write_children (&self, root, top);

  return document;
}

char *
avow_edition_digest_part (AvowNode *part, AvowAttributeMap map, gpointer data)
{
  xmlDoc *document = write_document (part, map, data);
  xmlChar *canonical = NULL;
  int length = xmlC14NDocDumpMemory (document, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &canonical);
  char *digest = NULL;

  if (length >= 0)
    digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, canonical, length);
  xmlFree (canonical);
  xmlFreeDoc (document);

  return digest;
}

char *
avow_edition_digest_xml (const AvowReading *reading)
{
  char *digest = avow_reading_is_valid (reading) ? avow_edition_digest_part (reading->tree->root, keep_value, NULL) : NULL;

  return digest != NULL ? digest : g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) reading->source.text,
                                                                reading->source.length);
}
