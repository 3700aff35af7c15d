/* avow-session-scenario.c: the path that a person takes through a scenario
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-session-private.h"

static AvowScene *
get_first_scene (AvowScenario *scenario)
{
  return g_ptr_array_index (scenario->scenes, 0);
}

static AvowChoice *
find_choice (AvowScene *scene, const char *id)
{
  for (guint i = 0; i < scene->choices->len; i++)
    {
      AvowChoice *choice = g_ptr_array_index (scene->choices, i);
      if (g_str_equal (choice->id, id))
        return choice;
    }

  return NULL;
}

/* follows the ids kept as far as they lead in this edition */
static GPtrArray *
follow_path (AvowScenario *scenario, GPtrArray *ids)
{
  AvowScene *scene = get_first_scene (scenario);
  GPtrArray *path = g_ptr_array_new ();

  for (guint i = 0; ids != NULL && i < ids->len && scene != NULL; i++)
    {
      AvowChoice *choice = find_choice (scene, g_ptr_array_index (ids, i));

      if (choice == NULL)
        break;
      g_ptr_array_add (path, choice);
      scene = avow_scenario_find_scene (scenario, choice->to);
    }

  return path;
}

static void
keep_path (AvowSession *self, AvowScenario *scenario, GPtrArray *path)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < path->len; i++)
    {
      const AvowChoice *choice = g_ptr_array_index (path, i);
      g_ptr_array_add (ids, g_strdup (choice->id));
    }

  g_hash_table_replace (self->progress->paths, g_strdup (scenario->id), ids);
}

/* whether a choice of @scene leads to a scene of @hopeful */
static gboolean
leads_to (AvowScenario *scenario, AvowScene *scene, GHashTable *hopeful)
{
  for (guint i = 0; i < scene->choices->len; i++)
    {
      const AvowChoice *choice = g_ptr_array_index (scene->choices, i);
      if (g_hash_table_contains (hopeful, avow_scenario_find_scene (scenario, choice->to)))
        return TRUE;
    }

  return FALSE;
}

/* the scenes from which a good ending can still be reached; scenes may lead back, hence until nothing is added */
static GHashTable *
find_hopeful (AvowScenario *scenario)
{
  GHashTable *hopeful = g_hash_table_new (NULL, NULL);
  gboolean added;

  do
    {
      added = FALSE;
      for (guint i = 0; i < scenario->scenes->len; i++)
        {
          AvowScene *scene = g_ptr_array_index (scenario->scenes, i);
          if (scene->ending == AVOW_ENDING_GOOD || leads_to (scenario, scene, hopeful))
            added |= g_hash_table_add (hopeful, scene);
        }
    }
  while (added);

  return hopeful;
}

gboolean
avow_session_is_scenario_done (AvowSession *self, AvowScenario *scenario)
{
  return g_hash_table_contains (self->progress->ended, scenario->id)
         || avow_session_get_scene (self, scenario)->ending != AVOW_ENDING_NONE;
}

GPtrArray *
avow_session_get_path (AvowSession *self, AvowScenario *scenario)
{
  GPtrArray *path = g_hash_table_lookup (self->paths, scenario->id);

  if (path == NULL)
    {
      path = follow_path (scenario, g_hash_table_lookup (self->progress->paths, scenario->id));
      g_hash_table_insert (self->paths, scenario->id, path);
    }

  return path;
}

AvowScene *
avow_session_get_scene (AvowSession *self, AvowScenario *scenario)
{
  GPtrArray *path = avow_session_get_path (self, scenario);
  const AvowChoice *last;

  if (path->len == 0)
    return get_first_scene (scenario);

  last = g_ptr_array_index (path, path->len - 1);
  return avow_scenario_find_scene (scenario, last->to);
}

void
avow_session_choose (AvowSession *self, AvowScenario *scenario, AvowChoice *choice)
{
  AvowScene *scene = avow_session_get_scene (self, scenario);
  GPtrArray *path = avow_session_get_path (self, scenario);

  g_return_if_fail (find_choice (scene, choice->id) == choice);

  g_ptr_array_add (path, choice);
  keep_path (self, scenario, path);
  if (avow_session_get_scene (self, scenario)->ending != AVOW_ENDING_NONE)
    g_hash_table_add (self->progress->ended, g_strdup (scenario->id));
}

void
avow_session_go_back (AvowSession *self, AvowScenario *scenario, guint depth)
{
  GPtrArray *path = avow_session_get_path (self, scenario);

  if (depth >= path->len)
    return;

  g_ptr_array_set_size (path, depth);
  keep_path (self, scenario, path);
}

guint
avow_session_get_turn (AvowSession *self, AvowScenario *scenario)
{
  g_autoptr (GHashTable) hopeful = NULL;
  GPtrArray *path = avow_session_get_path (self, scenario);
  AvowScene *scene = get_first_scene (scenario);
  guint last_open = G_MAXUINT;

  if (avow_session_get_scene (self, scenario)->ending != AVOW_ENDING_POOR)
    return G_MAXUINT;

  hopeful = find_hopeful (scenario);
  for (guint depth = 0; depth < path->len; depth++)
    {
      const AvowChoice *choice = g_ptr_array_index (path, depth);
      AvowScene *next = avow_scenario_find_scene (scenario, choice->to);

      if (g_hash_table_contains (hopeful, scene) && !g_hash_table_contains (hopeful, next))
        return depth;
      if (scene->choices->len > 1)
        last_open = depth;
      scene = next;
    }

  return last_open;
}
