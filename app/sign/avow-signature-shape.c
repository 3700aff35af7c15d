/* avow-signature-shape.c: the one fixed shape of a signature, checked and written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-signature-private.h"

#include <libxml/uri.h>
#include <string.h>

#define EXCLUSIVE_C14N "http://www.w3.org/2001/10/xml-exc-c14n#"
#define SHA256 "http://www.w3.org/2001/04/xmlenc#sha256"
#define MAX_ATTRIBUTES 3

typedef enum
{
  DS,    /* W3C XML Signature */
  XADES, /* ETSI EN 319 132-1 */
  N_NAMESPACES
} Namespace;

static const struct
{
  const char *prefix;
  const char *uri;
  guint declared; /* at this depth, in a document */
} namespaces[N_NAMESPACES] = {
  [DS] = { "ds", "http://www.w3.org/2000/09/xmldsig#", 0 },
  [XADES] = { "xades", "http://uri.etsi.org/01903/v1.3.2#", 2 },
};

/* One element; its children are those that follow with a greater depth. */
typedef struct
{
  guint depth;
  Namespace namespace;
  const char *name;
  struct
  {
    const char *name;
    const char *value;
  } attributes[MAX_ATTRIBUTES]; /* in C14N's order */
  enum
  {
    NO_TEXT,
    FIXED_TEXT,
    ONE_TEXT,
    SEVERAL_TEXTS, /* comes once or more often, each time with a text */
  } content;
  gsize offset;     /* of its text in the parts */
  const char *text; /* that it always has */
} Element;

#define ATTR(name, value) { name, value }
#define FIXED(value) .content = FIXED_TEXT, .text = value
#define TEXT(member) .content = ONE_TEXT, .offset = G_STRUCT_OFFSET (AvowSignatureParts, member)
#define TEXTS(member) .content = SEVERAL_TEXTS, .offset = G_STRUCT_OFFSET (AvowSignatureParts, member)

static const Element shape[] = {
  { 0, DS, "Signature", { ATTR ("Id", "signature") } },
  { 1, DS, "SignedInfo" },
  { 2, DS, "CanonicalizationMethod", { ATTR ("Algorithm", EXCLUSIVE_C14N) } },
  { 2, DS, "SignatureMethod", { ATTR ("Algorithm", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256") } },
  { 2, DS, "Reference", { ATTR ("Id", "document"), ATTR ("URI", "") } },
  { 3, DS, "Transforms" },
  { 4, DS, "Transform", { ATTR ("Algorithm", "http://www.w3.org/2000/09/xmldsig#enveloped-signature") } },
  { 4, DS, "Transform", { ATTR ("Algorithm", EXCLUSIVE_C14N) } },
  { 3, DS, "DigestMethod", { ATTR ("Algorithm", SHA256) } },
  { 3, DS, "DigestValue", TEXT (document_digest) },
  { 2, DS, "Reference", { ATTR ("Type", "http://uri.etsi.org/01903#SignedProperties"), ATTR ("URI", "#signed-properties") } },
  { 3, DS, "Transforms" },
  { 4, DS, "Transform", { ATTR ("Algorithm", EXCLUSIVE_C14N) } },
  { 3, DS, "DigestMethod", { ATTR ("Algorithm", SHA256) } },
  { 3, DS, "DigestValue", TEXT (properties_digest) },
  { 1, DS, "SignatureValue", TEXT (value) },
  { 1, DS, "KeyInfo" },
  { 2, DS, "X509Data" },
  { 3, DS, "X509Certificate", TEXTS (certificates) },
  { 1, DS, "Object" },
  { 2, XADES, "QualifyingProperties", { ATTR ("Target", "#signature") } },
  { 3, XADES, "SignedProperties", { ATTR ("Id", "signed-properties") } },
  { 4, XADES, "SignedSignatureProperties" },
  { 5, XADES, "SigningTime", TEXT (time) },
  { 5, XADES, "SigningCertificateV2" },
  { 6, XADES, "Cert" },
  { 7, XADES, "CertDigest" },
  { 8, DS, "DigestMethod", { ATTR ("Algorithm", SHA256) } },
  { 8, DS, "DigestValue", TEXT (certificate_digest) },
  { 4, XADES, "SignedDataObjectProperties" },
  { 5, XADES, "DataObjectFormat", { ATTR ("ObjectReference", "#document") } },
  { 6, XADES, "MimeType", FIXED ("application/xml") },
  { 5, XADES, "CommitmentTypeIndication" },
  { 6, XADES, "CommitmentTypeId" },
  { 7, XADES, "Identifier", TEXT (commitment) },
  { 6, XADES, "AllSignedDataObjects" },
};

/* By the name of its root, which is nowhere else in the shape. */
static const char *const trees[] = {
  [AVOW_SIGNATURE_WHOLE] = "Signature",
  [AVOW_SIGNATURE_SIGNED_INFO] = "SignedInfo",
  [AVOW_SIGNATURE_SIGNED_PROPERTIES] = "SignedProperties",
};

/* The texts of an element: one, or a row that ends with NULL. */
static const char **
get_texts (AvowSignatureParts *parts, const Element *element)
{
  return (const char **) G_STRUCT_MEMBER_P (parts, element->offset);
}

static gboolean
has_child (guint parent, guint index)
{
  return index < G_N_ELEMENTS (shape) && shape[index].depth > shape[parent].depth;
}

static void
append_name (GString *out, const char *before, const char *prefix, const char *name)
{
  g_string_append (out, before);
  g_string_append (out, prefix);
  g_string_append_c (out, ':');
  g_string_append (out, name);
}

static void
append_attribute (GString *out, const char *prefix, const char *name, const char *value)
{
  g_string_append_c (out, ' ');
  g_string_append (out, prefix);
  g_string_append (out, name);
  g_string_append (out, "=\"");
  g_string_append (out, value);
  g_string_append_c (out, '"');
}

static void render_element (GString *out, const AvowSignatureParts *parts, guint *index, const gboolean *declared);

/* @declared: of which namespaces an ancestor in the output bears the declaration (W3C xml-exc-c14n, section 3) */
static void
render_once (GString *out, const AvowSignatureParts *parts, guint *index, const char *text, const gboolean *declared)
{
  const guint self = *index;
  const Element *element = &shape[self];
  const char *prefix = namespaces[element->namespace].prefix;
  gboolean within[N_NAMESPACES] = { declared[DS], declared[XADES] };

  append_name (out, "<", prefix, element->name);
  if (!declared[element->namespace])
    append_attribute (out, "xmlns:", prefix, namespaces[element->namespace].uri);
  within[element->namespace] = TRUE;
  for (guint i = 0; i < MAX_ATTRIBUTES && element->attributes[i].name != NULL; i++)
    append_attribute (out, "", element->attributes[i].name, element->attributes[i].value);
  g_string_append_c (out, '>');

  if (text != NULL)
    g_string_append (out, text);
  for ((*index)++; has_child (self, *index);)
    render_element (out, parts, index, within);

  append_name (out, "</", prefix, element->name);
  g_string_append_c (out, '>');
}

static void
render_element (GString *out, const AvowSignatureParts *parts, guint *index, const gboolean *declared)
{
  const Element *element = &shape[*index];
  const char **texts = get_texts ((AvowSignatureParts *) parts, element);
  const guint self = *index;

  if (element->content == NO_TEXT || element->content == FIXED_TEXT)
    render_once (out, parts, index, element->text, declared);
  else if (element->content == ONE_TEXT)
    render_once (out, parts, index, texts[0], declared);
  else
    for (guint i = 0; texts[i] != NULL; i++)
      {
        *index = self;
        render_once (out, parts, index, texts[i], declared);
      }
}

static gboolean
is_element (const xmlNode *node, const Element *element)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && node->ns != NULL && node->ns->prefix != NULL
         && strcmp ((const char *) node->name, element->name) == 0
         && strcmp ((const char *) node->ns->prefix, namespaces[element->namespace].prefix) == 0
         && strcmp ((const char *) node->ns->href, namespaces[element->namespace].uri) == 0;
}

/* The text of an element or attribute that has no other child. */
static const char *
get_only_text (const xmlNode *first)
{
  if (first == NULL)
    return "";
  if (first->type != XML_TEXT_NODE || first->next != NULL || first->content == NULL)
    return NULL;

  return (const char *) first->content;
}

static gboolean
match_attributes (const xmlNode *node, const Element *element)
{
  const xmlAttr *attribute = node->properties;

  for (guint i = 0; i < MAX_ATTRIBUTES && element->attributes[i].name != NULL; i++, attribute = attribute->next)
    if (attribute == NULL || attribute->ns != NULL
        || strcmp ((const char *) attribute->name, element->attributes[i].name) != 0
        || g_strcmp0 (get_only_text (attribute->children), element->attributes[i].value) != 0)
      return FALSE;

  return attribute == NULL;
}

/* Declarations stand where the fixed serialisation has them, and nowhere else. */
static gboolean
match_declarations (const xmlNode *node, const Element *element)
{
  if (element->depth != namespaces[element->namespace].declared)
    return node->nsDef == NULL;

  return node->nsDef == node->ns && node->nsDef->next == NULL;
}

static gboolean match_children (const xmlNode *node, guint *index, AvowSignatureParts *parts);

/* @out_text: (nullable): where the element's text goes */
static gboolean
match_element (const xmlNode *node, guint *index, AvowSignatureParts *parts, const char **out_text)
{
  const Element *element = &shape[*index];
  const char *text;

  if (!is_element (node, element) || !match_attributes (node, element) || !match_declarations (node, element))
    return FALSE;
  if (element->content == NO_TEXT)
    return match_children (node, index, parts);

  (*index)++;
  text = get_only_text (node->children);
  if (text == NULL || text[0] == '\0' || (element->content == FIXED_TEXT && strcmp (text, element->text) != 0))
    return FALSE;
  if (out_text != NULL)
    *out_text = text;
  return TRUE;
}

/* One to AVOW_SIGNATURE_MAX_CERTIFICATES elements alike. */
static gboolean
match_several (const xmlNode **node, guint *index, AvowSignatureParts *parts)
{
  const guint self = *index;
  const char **texts = get_texts (parts, &shape[self]);
  guint count = 0;

  for (; *node != NULL && count < AVOW_SIGNATURE_MAX_CERTIFICATES; *node = (*node)->next, count++)
    {
      *index = self;
      if (!match_element (*node, index, parts, &texts[count]))
        return FALSE;
    }

  texts[count] = NULL;
  return count > 0;
}

static gboolean
match_children (const xmlNode *node, guint *index, AvowSignatureParts *parts)
{
  const guint self = *index;
  const xmlNode *child = node->children;

  for ((*index)++; has_child (self, *index);)
    {
      const Element *element = &shape[*index];

      if (element->content == SEVERAL_TEXTS)
        {
          if (!match_several (&child, index, parts))
            return FALSE;
          continue;
        }

      if (!match_element (child, index, parts, element->content == ONE_TEXT ? get_texts (parts, element) : NULL))
        return FALSE;
      child = child->next;
    }

  return child == NULL;
}

/* C14N has no form for a namespace whose name is relative, or no URI (W3C xml-c14n, 1.3). */
static gboolean
is_formless (const xmlNs *declaration)
{
  const char *name = (const char *) declaration->href;
  xmlURIPtr uri;
  gboolean formless;

  if (name == NULL || name[0] == '\0')
    return FALSE;

  uri = xmlParseURI (name);
  formless = uri == NULL || uri->scheme == NULL;
  xmlFreeURI (uri);
  return formless;
}

static gboolean
is_strange (const xmlNode *node)
{
  if (node->type != XML_ELEMENT_NODE)
    return node->type != XML_TEXT_NODE;
  if (node->ns != NULL && strcmp ((const char *) node->ns->href, namespaces[DS].uri) == 0)
    return TRUE;

  for (const xmlNs *declaration = node->nsDef; declaration != NULL; declaration = declaration->next)
    if (is_formless (declaration))
      return TRUE;
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (attribute->ns != NULL && strcmp ((const char *) attribute->ns->href, (const char *) XML_XML_NAMESPACE) == 0
        && strcmp ((const char *) attribute->name, "id") == 0)
      return TRUE;

  return FALSE;
}

static gboolean
holds_strange (const xmlNode *node, const xmlNode *signature)
{
  if (node == signature)
    return FALSE;
  if (is_strange (node))
    return TRUE;

  for (const xmlNode *child = node->type == XML_ELEMENT_NODE ? node->children : NULL; child != NULL; child = child->next)
    if (holds_strange (child, signature))
      return TRUE;

  return FALSE;
}

GString *
avow_signature_render (const AvowSignatureParts *parts, AvowSignatureTree tree)
{
  const gboolean declared[N_NAMESPACES] = { FALSE, FALSE };
  GString *out = g_string_sized_new (8192);
  guint index = 0;

  while (strcmp (shape[index].name, trees[tree]) != 0)
    index++;
  render_element (out, parts, &index, declared);
  return out;
}

xmlNodePtr
avow_signature_find (xmlDocPtr doc)
{
  xmlNodePtr root = xmlDocGetRootElement (doc);

  return root != NULL && is_element (root->last, &shape[0]) ? root->last : NULL;
}

gboolean
avow_signature_has_strangers (xmlDocPtr doc, xmlNodePtr signature)
{
  for (const xmlNode *node = doc->children; node != NULL; node = node->next)
    if (holds_strange (node, signature))
      return TRUE;

  return FALSE;
}

gboolean
avow_signature_match (xmlNodePtr signature, AvowSignatureParts *out_parts)
{
  guint index = 0;

  memset (out_parts, 0, sizeof *out_parts);
  return match_element (signature, &index, out_parts, NULL) && index == G_N_ELEMENTS (shape);
}
