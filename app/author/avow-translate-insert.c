/* avow-translate-insert.c: translations put in the place of a source's words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-translate-insert.h"

#include "course/avow-course-translation.h"
#include "course/avow-edition-digest.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#define ITS_NAMESPACE "http://www.w3.org/2005/11/its"
#define FRAGMENT_OPTIONS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

struct _AvowInsertion
{
  xmlDoc *document;
  xmlNs *its;
  GHashTable *elements; /* of xmlNode by AvowNode */
  AvowSource source;
};

static xmlNode *
find_element (xmlNode *node)
{
  while (node != NULL && node->type != XML_ELEMENT_NODE)
    node = node->next;

  return node;
}

/* Both trees were made of the same text. */
static void
pair_elements (AvowInsertion *self, AvowNode *node, xmlNode *element)
{
  xmlNode *child = find_element (element->children);

  g_hash_table_insert (self->elements, node, element);
  for (AvowNode *own = node->first; own != NULL; own = own->next)
    if (own->name != NULL)
      {
        pair_elements (self, own, child);
        child = find_element (child->next);
      }
}

char *
avow_insertion_find_picture (const char *folder, const char *path, const char *language)
{
  g_autofree char *name = avow_value_is (AVOW_VALUE_PICTURE, path) ? avow_translation_name_picture (path, language) : NULL;
  g_autofree char *full = name != NULL ? g_build_filename (folder, name, NULL) : NULL;

  return full != NULL && g_file_test (full, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&name) : NULL;
}

static void
choose_pictures (AvowInsertion *self, AvowTree *tree, const char *folder, const char *language)
{
  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    {
      g_autofree char *picture = avow_node_is (node, "img")
                                   ? avow_insertion_find_picture (folder, avow_node_get (node, "src"), language) : NULL;

      if (picture != NULL)
        xmlSetProp (g_hash_table_lookup (self->elements, node), (const xmlChar *) "src", (const xmlChar *) picture);
    }
}

AvowInsertion *
avow_insertion_new (const AvowReading *reading, const char *path, const char *language, const char *folder, GPtrArray *diagnostics)
{
  AvowInsertion *self = g_new0 (AvowInsertion, 1);
  g_autofree char *digest = avow_edition_digest_xml (reading);
  xmlNode *root;

  avow_reading_continue (reading, path, diagnostics, &self->source);
  self->elements = g_hash_table_new (NULL, NULL);
  self->document = xmlReadMemory (reading->source.text, reading->source.length, NULL, NULL, FRAGMENT_OPTIONS);
  root = xmlDocGetRootElement (self->document);
  pair_elements (self, reading->tree->root, root);
  choose_pictures (self, reading->tree, folder, language);

  xmlNodeSetLang (root, (const xmlChar *) language);
  xmlSetProp (root, (const xmlChar *) "translation-of", (const xmlChar *) digest);
  return self;
}

void
avow_insertion_free (AvowInsertion *self)
{
  xmlFreeDoc (self->document);
  g_hash_table_unref (self->elements);
  g_free (self);
}

static void
report (AvowInsertion *self, const AvowTranslateUnit *unit, char *message, const char *remedy)
{
  avow_node_report (unit->node, unit->attribute != NULL ? unit->attribute->name : NULL, &self->source, AVOW_DIAGNOSTIC_MEANING,
                    message, g_strdup (remedy));
}

static void
append_signature (GString *out, const xmlNode *element)
{
  g_string_append_printf (out, "<%s", (const char *) element->name);
  for (xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next)
    {
      xmlChar *value = xmlNodeListGetString (element->doc, attribute->children, 1);

      g_string_append_printf (out, " %s=\"%s\"", (const char *) attribute->name, value != NULL ? (const char *) value : "");
      xmlFree (value);
    }
  g_string_append_c (out, '>');
}

/* The elements inside a line, however they lie in each other, in the order of their names. */
static void
collect_signatures (const xmlNode *node, GPtrArray *signatures)
{
  for (; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        GString *signature = g_string_new (NULL);

        append_signature (signature, node);
        g_ptr_array_add (signatures, g_string_free (signature, FALSE));
        collect_signatures (node->children, signatures);
      }
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full) */
static GPtrArray *
list_signatures (const xmlNode *nodes)
{
  GPtrArray *signatures = g_ptr_array_new_with_free_func (g_free);

  collect_signatures (nodes, signatures);
  g_ptr_array_sort (signatures, compare_texts);
  return signatures;
}

/* (transfer none) (nullable): the first of @some that @others lack. */
static const char *
find_lacking (GPtrArray *some, GPtrArray *others)
{
  guint k = 0;

  for (guint i = 0; i < some->len; i++)
    {
      const char *one = g_ptr_array_index (some, i);

      while (k < others->len && strcmp (g_ptr_array_index (others, k), one) < 0)
        k++;
      if (k == others->len || strcmp (g_ptr_array_index (others, k), one) != 0)
        return one;
      k++;
    }

  return NULL;
}

static gboolean
check_elements (AvowInsertion *self, const AvowTranslateUnit *unit, xmlNode *original, xmlNode *translated)
{
  g_autoptr (GPtrArray) wanted = list_signatures (original);
  g_autoptr (GPtrArray) given = list_signatures (translated);
  const char *lacking = find_lacking (wanted, given);
  const char *extra = find_lacking (given, wanted);

  if (lacking != NULL)
    report (self, unit, g_strdup_printf (_("the translation of this lacks %s"), lacking),
            _("copy it from the source into the .po, around the words that correspond"));
  else if (extra != NULL)
    report (self, unit, g_strdup_printf (_("the translation of this has %s, which the source has not"), extra),
            _("take it out of the .po"));

  return lacking == NULL && extra == NULL;
}

/* (transfer full) (nullable): XML as nodes, as if it stood in @element. */
static gboolean
parse_fragment (xmlNode *element, const char *text, xmlNode **out_nodes)
{
  *out_nodes = NULL;
  return xmlParseInNodeContext (element, text, strlen (text), FRAGMENT_OPTIONS, out_nodes) == XML_ERR_OK;
}

static gboolean
is_inline (AvowInsertion *self, const AvowNode *node, const xmlNode *child)
{
  if (child->type != XML_ELEMENT_NODE)
    return TRUE;

  for (const AvowNode *own = node->first; own != NULL; own = own->next)
    if (g_hash_table_lookup (self->elements, own) == child)
      return own->name != NULL && (own->element->flags & AVOW_ELEMENT_INLINE) != 0;

  return FALSE;
}

/* (transfer full): the white space that a line ends with, for what follows stands on a line of its own. */
static char *
copy_ending (const xmlNode *last)
{
  const char *text = last != NULL && last->type == XML_TEXT_NODE ? (const char *) last->content : "";
  const char *end = text + strlen (text);

  while (end > text && g_ascii_isspace (end[-1]))
    end--;
  return g_strdup (end);
}

static void
replace_line (AvowInsertion *self, const AvowNode *node, xmlNode *element, xmlNode *translated)
{
  xmlNode *anchor = xmlNewDocComment (self->document, NULL);
  xmlNode *child = element->children;
  xmlNode *last = NULL;
  g_autofree char *ending = NULL;

  for (xmlNode *one = child; one != NULL && is_inline (self, node, one); one = one->next)
    last = one;
  ending = copy_ending (last);

  while (child != NULL && is_inline (self, node, child))
    {
      xmlNode *next = child->next;

      xmlUnlinkNode (child);
      xmlFreeNode (child);
      child = next;
    }

  /* libxml2 joins texts that come to stand side by side, and a comment keeps them where they are put */
  if (child != NULL)
    xmlAddPrevSibling (child, anchor);
  else
    xmlAddChild (element, anchor);
  while (translated != NULL)
    {
      xmlNode *next = translated->next;

      xmlUnlinkNode (translated);
      xmlAddPrevSibling (anchor, translated);
      translated = next;
    }
  xmlAddPrevSibling (anchor, xmlNewDocText (self->document, (const xmlChar *) ending));
  xmlUnlinkNode (anchor);
  xmlFreeNode (anchor);
}

static void
put_attribute (AvowInsertion *self, const AvowTranslateUnit *unit, xmlNode *element, xmlNode *translated)
{
  xmlChar *value = xmlNodeListGetString (self->document, translated, 1);

  xmlSetProp (element, (const xmlChar *) unit->attribute->name, value);
  xmlFree (value);
}

void
avow_insertion_put (AvowInsertion *self, const AvowTranslateUnit *unit, const char *translation)
{
  xmlNode *element = g_hash_table_lookup (self->elements, unit->node);
  xmlNode *original, *translated;

  parse_fragment (element, unit->text, &original);
  if (!parse_fragment (element, translation, &translated))
    report (self, unit, g_strdup_printf (_("the translation of this is not well-formed: “%.80s”"), translation),
            _("close each tag in the .po, and write &amp; and &lt; for what begins one"));
  else if (check_elements (self, unit, original, translated))
    {
      if (unit->attribute != NULL)
        put_attribute (self, unit, element, translated);
      else
        {
          replace_line (self, unit->node, element, translated);
          translated = NULL;
        }
    }
  xmlFreeNodeList (original);
  xmlFreeNodeList (translated);
}

void
avow_insertion_mark (AvowInsertion *self, const AvowTranslateUnit *unit)
{
  xmlNode *root = xmlDocGetRootElement (self->document);
  const char *name = strchr (AVOW_ELEMENT_UNTRANSLATED, ':') + 1;

  if (self->its == NULL)
    self->its = xmlSearchNsByHref (self->document, root, (const xmlChar *) ITS_NAMESPACE);
  if (self->its == NULL)
    self->its = xmlNewNs (root, (const xmlChar *) ITS_NAMESPACE, (const xmlChar *) "its");
  xmlSetNsProp (g_hash_table_lookup (self->elements, unit->node), self->its, (const xmlChar *) name, (const xmlChar *) "untranslated");
}

char *
avow_insertion_finish (AvowInsertion *self, const char *catalogue)
{
  g_autofree char *text = g_strdup_printf (" Made from %s by “avowctl course translate”: translate there, not here. ", catalogue);
  xmlNode *root = xmlDocGetRootElement (self->document);
  xmlChar *written;
  int length;
  char *copy;

  xmlAddPrevSibling (root, xmlNewDocComment (self->document, (const xmlChar *) text));
  xmlDocDumpMemoryEnc (self->document, &written, &length, "UTF-8");
  copy = g_strndup ((const char *) written, length);
  xmlFree (written);

  return copy;
}
