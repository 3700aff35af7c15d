/* avow-course-check-scenario.c: whether a scenario can be played to its end
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-check.h"

#include <glib/gi18n-lib.h>

static AvowNode *
find_scene (AvowNode *scenario, const char *id)
{
  for (AvowNode *scene = scenario->first; scene != NULL; scene = scene->next)
    if (avow_node_is (scene, "scene") && g_strcmp0 (avow_node_get (scene, "id"), id) == 0)
      return scene;

  return NULL;
}

/* Adds the scenes that choices of @scene lead to, and so on; at most one visit to each. */
static void
visit_scene (AvowNode *scenario, AvowNode *scene, GHashTable *visited)
{
  g_autoptr(GQueue) left = g_queue_new ();

  g_queue_push_tail (left, scene);
  while ((scene = g_queue_pop_head (left)) != NULL)
    {
      if (!g_hash_table_add (visited, scene))
        continue;

      for (AvowNode *choice = scene->first; choice != NULL; choice = choice->next)
        {
          AvowNode *next = avow_node_is (choice, "choice") ? find_scene (scenario, avow_node_get (choice, "to")) : NULL;

          if (next != NULL)
            g_queue_push_tail (left, next);
        }
    }
}

static gboolean
leads_to_ending (AvowNode *scenario, AvowNode *scene, const char *kind)
{
  g_autoptr(GHashTable) visited = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  AvowNode *visit;

  visit_scene (scenario, scene, visited);
  g_hash_table_iter_init (&iter, visited);
  while (g_hash_table_iter_next (&iter, (gpointer *) &visit, NULL))
    {
      AvowNode *ending = avow_node_find (visit, "ending");

      if (ending != NULL && (kind == NULL || g_strcmp0 (avow_node_get (ending, "kind"), kind) == 0))
        return TRUE;
    }

  return FALSE;
}

GPtrArray *
avow_check_reachable_scenes (AvowNode *scenario)
{
  g_autoptr(GHashTable) visited = g_hash_table_new (NULL, NULL);
  GPtrArray *scenes = g_ptr_array_new ();

  visit_scene (scenario, avow_node_find (scenario, "scene"), visited);
  for (AvowNode *scene = scenario->first; scene != NULL; scene = scene->next)
    if (g_hash_table_contains (visited, scene))
      g_ptr_array_add (scenes, scene);

  return scenes;
}

/* Whether every part was taken by the grammar and every choice leads somewhere; else a path that seems to be
 * missing may only be misspelt. */
static gboolean
is_whole (AvowNode *scenario)
{
  if (scenario->broken)
    return FALSE;

  for (AvowNode *node = scenario; node != NULL; node = avow_node_next (node, scenario))
    {
      if (avow_node_is (node, "scene") && node->broken)
        return FALSE;
      if (avow_node_is (node, "choice") && find_scene (scenario, avow_node_get (node, "to")) == NULL)
        return FALSE;
      if (avow_node_is (node, "ending") && avow_node_get (node, "kind") == NULL)
        return FALSE;
    }

  return TRUE;
}

void
avow_check_scenario (AvowNode *scenario, AvowSource *source)
{
  g_autoptr(GPtrArray) scenes = NULL;

  if (!is_whole (scenario))
    return;

  scenes = avow_check_reachable_scenes (scenario);
  for (guint i = 0; i < scenes->len; i++)
    {
      AvowNode *scene = g_ptr_array_index (scenes, i);

      if (leads_to_ending (scenario, scene, NULL))
        continue;

      avow_node_report (scene, NULL, source, AVOW_DIAGNOSTIC_MEANING,
                        g_strdup (_("no ending can be reached from this scene")),
                        g_strdup (_("let one of its choices lead to a scene with an <ending>")));
      return;
    }

  if (!leads_to_ending (scenario, g_ptr_array_index (scenes, 0), "good"))
    avow_node_report (scenario, NULL, source, AVOW_DIAGNOSTIC_MEANING,
                      g_strdup (_("no path through this scenario ends well")),
                      g_strdup (_("let one path lead to a scene with <ending kind=\"good\"/>")));
}
