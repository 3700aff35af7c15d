/* avow-course-check-scenario.c: whether a scenario can be played to its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-check.h"

#include <glib/gi18n-lib.h>

/* Scenes as the points of a graph, choices as its ways. */
typedef struct
{
  GHashTable *scenes; /* AvowNode by id */
  GHashTable *after;  /* GPtrArray of AvowNode by AvowNode: where its choices lead */
  GHashTable *before; /* the same, the other way round */
} Graph;

static void
add_way (GHashTable *ways, AvowNode *from, AvowNode *to)
{
  GPtrArray *ends = g_hash_table_lookup (ways, from);

  if (ends == NULL)
    {
      ends = g_ptr_array_new ();
      g_hash_table_insert (ways, from, ends);
    }

  g_ptr_array_add (ends, to);
}

static void
free_graph (Graph *graph)
{
  g_hash_table_unref (graph->scenes);
  g_hash_table_unref (graph->after);
  g_hash_table_unref (graph->before);
  g_free (graph);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Graph, free_graph)

static AvowNode *
find_scene (Graph *graph, const char *id)
{
  return id != NULL ? g_hash_table_lookup (graph->scenes, id) : NULL;
}

static Graph *
create_graph (AvowNode *scenario)
{
  Graph *graph = g_new0 (Graph, 1);

  graph->scenes = g_hash_table_new (g_str_hash, g_str_equal);
  graph->after = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  graph->before = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (AvowNode *scene = scenario->first; scene != NULL; scene = scene->next)
    if (avow_node_is (scene, "scene") && avow_node_get (scene, "id") != NULL)
      g_hash_table_insert (graph->scenes, (gpointer) avow_node_get (scene, "id"), scene);

  for (AvowNode *scene = scenario->first; scene != NULL; scene = scene->next)
    for (AvowNode *choice = scene->first; choice != NULL; choice = choice->next)
      {
        AvowNode *next = avow_node_is (choice, "choice") ? find_scene (graph, avow_node_get (choice, "to")) : NULL;

        if (next == NULL)
          continue;

        add_way (graph->after, scene, next);
        add_way (graph->before, next, scene);
      }

  return graph;
}

/* All that can be come to from @start, itself included. */
static GHashTable *
follow_ways (GHashTable *ways, GPtrArray *start)
{
  GHashTable *visited = g_hash_table_new (NULL, NULL);
  g_autoptr(GPtrArray) left = g_ptr_array_copy (start, NULL, NULL);

  while (left->len > 0)
    {
      AvowNode *scene = g_ptr_array_steal_index_fast (left, left->len - 1);
      GPtrArray *ends = g_hash_table_lookup (ways, scene);

      if (!g_hash_table_add (visited, scene) || ends == NULL)
        continue;

      for (guint i = 0; i < ends->len; i++)
        g_ptr_array_add (left, g_ptr_array_index (ends, i));
    }

  return visited;
}

static GHashTable *
find_played (AvowNode *scenario, Graph *graph)
{
  g_autoptr(GPtrArray) start = g_ptr_array_new ();

  g_ptr_array_add (start, avow_node_find (scenario, "scene"));

  return follow_ways (graph->after, start);
}

/* The scenes from which an ending can be come to: of @kind, or of any where it is NULL. */
static GHashTable *
find_ending (AvowNode *scenario, Graph *graph, const char *kind)
{
  g_autoptr(GPtrArray) endings = g_ptr_array_new ();

  for (AvowNode *scene = scenario->first; scene != NULL; scene = scene->next)
    {
      AvowNode *ending = avow_node_find (scene, "ending");

      if (ending != NULL && (kind == NULL || g_strcmp0 (avow_node_get (ending, "kind"), kind) == 0))
        g_ptr_array_add (endings, scene);
    }

  return follow_ways (graph->before, endings);
}

/* Whether every part was taken by the grammar and every choice leads somewhere; else a path that seems to be
 * missing may only be misspelt. */
static gboolean
is_whole (AvowNode *scenario, Graph *graph)
{
  if (scenario->broken)
    return FALSE;

  for (AvowNode *node = scenario; node != NULL; node = avow_node_next (node, scenario))
    {
      if (avow_node_is (node, "scene") && node->broken)
        return FALSE;
      if (avow_node_is (node, "choice") && find_scene (graph, avow_node_get (node, "to")) == NULL)
        return FALSE;
      if (avow_node_is (node, "ending") && avow_node_get (node, "kind") == NULL)
        return FALSE;
    }

  return TRUE;
}

void
avow_check_scenario (AvowNode *scenario, AvowSource *source)
{
  g_autoptr(Graph) graph = create_graph (scenario);
  g_autoptr(GHashTable) played = NULL;
  g_autoptr(GHashTable) ending = NULL;
  g_autoptr(GHashTable) ending_well = NULL;

  if (!is_whole (scenario, graph))
    return;

  played = find_played (scenario, graph);
  ending = find_ending (scenario, graph, NULL);
  ending_well = find_ending (scenario, graph, "good");

  for (AvowNode *scene = scenario->first; scene != NULL; scene = scene->next)
    if (g_hash_table_contains (played, scene) && !g_hash_table_contains (ending, scene))
      {
        avow_node_report (scene, NULL, source, AVOW_DIAGNOSTIC_MEANING,
                          g_strdup (_("no ending can be reached from this scene")),
                          g_strdup (_("let one of its choices lead to a scene with an <ending>")));
        return;
      }

  if (!g_hash_table_contains (ending_well, avow_node_find (scenario, "scene")))
    avow_node_report (scenario, NULL, source, AVOW_DIAGNOSTIC_MEANING,
                      g_strdup (_("no path through this scenario ends well")),
                      g_strdup (_("let one path lead to a scene with <ending kind=\"good\"/>")));
}

void
avow_check_scenario_advice (AvowNode *scenario, AvowSource *source)
{
  g_autoptr(Graph) graph = create_graph (scenario);
  g_autoptr(GHashTable) played = find_played (scenario, graph);

  for (AvowNode *scene = scenario->first; scene != NULL; scene = scene->next)
    if (avow_node_is (scene, "scene") && !g_hash_table_contains (played, scene))
      avow_node_report (scene, NULL, source, AVOW_DIAGNOSTIC_ADVICE, g_strdup (_("no choice leads to this scene")),
                        g_strdup_printf (_("write to=\"%s\" on a choice, or remove the scene"),
                                         avow_node_get (scene, "id")));
}
