/* avow-course-delta.c: what has changed between two editions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-delta.h"

#include "avow-course-reading.h"
#include "avow-edition-digest.h"

struct _AvowDelta
{
  GHashTable *changes; /* of the newer edition's parts: AvowChange by id */
  GPtrArray *changed;  /* of char* */
  GPtrArray *removed;  /* of char* */
};

typedef struct
{
  AvowEdition *edition;
  GHashTable *names; /* nullable: what a renamed thing was called in the edition before, by its id */
} Side;

static gboolean
is_part (const AvowNode *node)
{
  static const char *const parts[] = { "page", "scenario", "clause", "term", "statement", "question", "match", "order",
                                       "inline-choice", "text-entry", "inbox", "redact" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (avow_node_is (node, parts[i]))
      return TRUE;

  return FALSE;
}

/* A document's statement has no id, as there is but one. */
static const char *
get_id (const AvowNode *part)
{
  const char *id = avow_node_get (part, "id");

  return id != NULL ? id : part->name;
}

static const char *
find_old_name (const Side *side, const char *id)
{
  const char *name = side->names != NULL ? g_hash_table_lookup (side->names, id) : NULL;

  return name != NULL ? name : id;
}

static char *
digest_file (const Side *side, const char *path)
{
  GBytes *bytes = avow_edition_get_file (side->edition, path);

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : g_strdup (path);
}

/* Names as they were, files by what is in them. */
static char *
map_attribute (const AvowNode *node, const AvowNodeAttribute *attribute, gpointer data)
{
  const Side *side = data;
  const AvowElementAttribute *known = node->element != NULL ? avow_element_find_attribute (node->element, attribute->name) : NULL;

  if (known == NULL)
    return g_strdup (attribute->value);
  if (g_str_equal (attribute->name, "was"))
    return NULL;
  if (known->kind == AVOW_VALUE_PICTURE || known->kind == AVOW_VALUE_RECORDING)
    return digest_file (side, attribute->value);
  if (known->kind == AVOW_VALUE_LINK && attribute->value[0] == '#')
    return g_strconcat ("#", find_old_name (side, attribute->value + 1), NULL);
  if (known->kind == AVOW_VALUE_ID && !avow_node_is (node, "var"))
    return g_strdup (find_old_name (side, attribute->value));

  return g_strdup (attribute->value);
}

/* Digests by id, as the edition before would call it. */
static GHashTable *
digest_parts (Side *side, AvowTree *tree)
{
  GHashTable *digests = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    if (is_part (node))
      g_hash_table_insert (digests, (gpointer) find_old_name (side, get_id (node)), avow_edition_digest_part (node, map_attribute, side));

  return digests;
}

static GHashTable *
collect_ids (AvowTree *tree)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    if (node->name != NULL && avow_node_get (node, "id") != NULL)
      g_hash_table_add (ids, (gpointer) avow_node_get (node, "id"));

  return ids;
}

/* A rename counts where the edition before has the old name; else it is of an earlier one, and long known. */
static GHashTable *
collect_names (AvowTree *before, AvowTree *after)
{
  g_autoptr (GHashTable) known = collect_ids (before);
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (AvowNode *node = after->root; node != NULL; node = avow_node_next (node, after->root))
    {
      const char *was = node->name != NULL ? avow_node_get (node, "was") : NULL;

      if (was != NULL && g_hash_table_contains (known, was) && !g_hash_table_contains (known, avow_node_get (node, "id")))
        g_hash_table_insert (names, (gpointer) avow_node_get (node, "id"), (gpointer) was);
    }

  return names;
}

static void
compare (AvowDelta *self, Side *after, AvowTree *tree, GHashTable *old_digests, GHashTable *new_digests)
{
  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    {
      const char *id = is_part (node) ? get_id (node) : NULL;
      const char *old_name = id != NULL ? find_old_name (after, id) : NULL;
      const char *old = id != NULL ? g_hash_table_lookup (old_digests, old_name) : NULL;

      if (id == NULL || g_strcmp0 (old, g_hash_table_lookup (new_digests, old_name)) == 0)
        continue;
      g_ptr_array_add (self->changed, g_strdup (id));
      g_hash_table_insert (self->changes, g_ptr_array_index (self->changed, self->changed->len - 1),
                           GINT_TO_POINTER (old != NULL ? AVOW_CHANGE_TEXT : AVOW_CHANGE_NEW));
    }
}

static void
find_removed (AvowDelta *self, AvowTree *before, GHashTable *new_digests)
{
  for (AvowNode *node = before->root; node != NULL; node = avow_node_next (node, before->root))
    if (is_part (node) && !g_hash_table_contains (new_digests, get_id (node)))
      g_ptr_array_add (self->removed, g_strdup (get_id (node)));
}

AvowDelta *
avow_delta_new (AvowEdition *before, AvowEdition *after)
{
  const AvowReading *old_reading;
  const AvowReading *new_reading;
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (GHashTable) old_digests = NULL;
  g_autoptr (GHashTable) new_digests = NULL;
  AvowDelta *self;

  g_return_val_if_fail (before != NULL && after != NULL, NULL);

  old_reading = avow_edition_get_reading (before);
  new_reading = avow_edition_get_reading (after);
  if (!avow_reading_is_valid (old_reading) || !avow_reading_is_valid (new_reading))
    return NULL;

  self = g_new0 (AvowDelta, 1);
  self->changes = g_hash_table_new (g_str_hash, g_str_equal);
  self->changed = g_ptr_array_new_with_free_func (g_free);
  self->removed = g_ptr_array_new_with_free_func (g_free);
  names = collect_names (old_reading->tree, new_reading->tree);
  old_digests = digest_parts (&(Side) { before, NULL }, old_reading->tree);
  new_digests = digest_parts (&(Side) { after, names }, new_reading->tree);
  compare (self, &(Side) { after, names }, new_reading->tree, old_digests, new_digests);
  find_removed (self, old_reading->tree, new_digests);

  return self;
}

void
avow_delta_free (AvowDelta *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->changes);
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->removed);
  g_free (self);
}

AvowChange
avow_delta_get_change (AvowDelta *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, AVOW_CHANGE_NONE);

  return GPOINTER_TO_INT (g_hash_table_lookup (self->changes, id));
}

GPtrArray *
avow_delta_get_removed (AvowDelta *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->removed;
}

GPtrArray *
avow_delta_get_changed (AvowDelta *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->changed;
}
