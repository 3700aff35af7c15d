/* avow-course-node.h: a course as elements and text, with their places
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-elements.h"
#include "avow-course-source.h"

G_BEGIN_DECLS

typedef enum
{
  AVOW_NODE_OTHER_NAMESPACE, /* neither of the two below */
  AVOW_NODE_FORMAT,          /* for elements the format's namespace, for attributes none */
  AVOW_NODE_XML,             /* xml:lang */
  AVOW_NODE_ITS,             /* its:translate */
} AvowNodeNamespace;

typedef struct
{
  AvowNodeNamespace namespace;
  const char *name;
  const char *prefix; /* nullable: as written */
  const char *value;  /* white space collapsed */
} AvowNodeAttribute;

typedef struct _AvowNode AvowNode;

struct _AvowNode
{
  AvowNode *parent, *first, *last, *next;
  const AvowElement *element; /* what it is in the format; NULL for text, and for what the format does not know there */
  AvowNodeNamespace namespace;
  const char *name;           /* NULL for text */
  char *text;                 /* text only */
  guint32 offset;             /* of the start tag; for text, of the tag before it */
  guint32 end;                /* of the end tag */
  gboolean broken;            /* its children are not what they should be, and that was said */
  guint n_attributes;
  AvowNodeAttribute *attributes;
};

typedef struct
{
  AvowNode *root;

  /*< private >*/
  GStringChunk *strings;
  GSList *blocks; /* of memory, the first of which is being filled */
  gsize used;     /* bytes of it */
} AvowTree;

AvowTree *avow_tree_new (void);
void avow_node_tree_free (AvowTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowTree, avow_node_tree_free)

AvowNode *avow_tree_add (AvowTree *self, AvowNode *parent /* (nullable) */);
char *avow_tree_keep (AvowTree *self, const char *text, gssize length); /* a copy that lives with the tree */
gpointer avow_tree_alloc (AvowTree *self, gsize size); /* zeroed, lives with the tree */

/* The node after @node in the order of the text, within @top; descends into @node. */
AvowNode *avow_node_next (AvowNode *node, AvowNode *top);

gboolean avow_node_is (const AvowNode *node, const char *key);  /* whether it is this element of the format */
AvowNode *avow_node_find (AvowNode *node, const char *key);     /* its first such child */
const char *avow_node_get (const AvowNode *node, const char *attribute); /* (nullable): value */
gboolean avow_node_get_yes (const AvowNode *node, const char *attribute);
guint avow_node_get_number (const AvowNode *node, const char *attribute); /* 0 where it is not there */

/* Adds a diagnostic at a node, or at one of its attributes; message and remedy are taken. */
void avow_node_report (AvowNode *node, const char *attribute, AvowSource *source, AvowDiagnosticCause cause,
                       char *message, char *remedy);

G_END_DECLS
