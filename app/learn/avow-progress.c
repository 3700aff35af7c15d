/* avow-progress.c: how far a person has come in a course, and how that is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-progress.h"

#include "avow-draw.h"
#include "avow-json.h"

#define PROGRESS_VERSION 1

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GHashTable *
new_answers (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) avow_answer_free);
}

static GHashTable *
new_paths (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

static GHashTable *
read_answers (JsonObject *parent)
{
  GHashTable *answers = new_answers ();
  JsonObject *object = avow_json_get_object (parent, "answers");
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonObject *answer = avow_json_get_object (object, name->data);
      g_autoptr (GPtrArray) options = NULL;

      if (answer == NULL)
        continue;

      options = avow_json_get_texts (answer, "options");
      g_hash_table_replace (answers, g_strdup (name->data), avow_answer_new (options, avow_json_get_integer (answer, "time")));
    }

  return answers;
}

static GHashTable *
read_paths (JsonObject *parent)
{
  GHashTable *paths = new_paths ();
  JsonObject *object = avow_json_get_object (parent, "paths");
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *name = names; name != NULL; name = name->next)
    g_hash_table_replace (paths, g_strdup (name->data), avow_json_get_texts (object, name->data));

  return paths;
}

static AvowRun *
read_run (JsonObject *parent, const char *name)
{
  JsonObject *object = avow_json_get_object (parent, name);
  const char *attempt_id, *digest, *seed;
  AvowRun *run;

  if (object == NULL)
    return NULL;

  attempt_id = avow_json_get_text (object, "attempt");
  digest = avow_json_get_text (object, "digest");
  seed = avow_json_get_text (object, "seed");
  if (attempt_id == NULL || digest == NULL || !avow_draw_seed_is_valid (seed))
    return NULL;

  run = g_new0 (AvowRun, 1);
  run->attempt_id = g_strdup (attempt_id);
  run->module = g_strdup (avow_json_get_text (object, "module"));
  run->digest = g_strdup (digest);
  run->language = g_strdup (avow_json_get_text (object, "language"));
  run->seed = g_strdup (seed);
  run->excluded = avow_json_get_texts (object, "excluded");
  run->started = avow_json_get_integer (object, "started");
  run->spent = avow_json_get_integer (object, "spent");
  run->seen = avow_json_get_integer (object, "seen");
  run->position = MIN (avow_json_get_integer (object, "position"), G_MAXINT);
  run->answers = read_answers (object);
  run->flagged = avow_json_get_set (object, "flagged");
  run->sure = avow_json_get_set (object, "sure");
  run->unsure = avow_json_get_set (object, "unsure");
  return run;
}

static void
write_answers (JsonBuilder *builder, GHashTable *answers)
{
  g_autoptr (GPtrArray) keys = avow_json_sort_keys (answers);

  json_builder_set_member_name (builder, "answers");
  json_builder_begin_object (builder);
  for (guint i = 0; i < keys->len; i++)
    {
      const AvowAnswer *answer = g_hash_table_lookup (answers, g_ptr_array_index (keys, i));

      json_builder_set_member_name (builder, g_ptr_array_index (keys, i));
      json_builder_begin_object (builder);
      avow_json_add_texts (builder, "options", answer->options);
      avow_json_add_integer (builder, "time", answer->time);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
write_paths (JsonBuilder *builder, GHashTable *paths)
{
  g_autoptr (GPtrArray) keys = avow_json_sort_keys (paths);

  json_builder_set_member_name (builder, "paths");
  json_builder_begin_object (builder);
  for (guint i = 0; i < keys->len; i++)
    avow_json_add_texts (builder, g_ptr_array_index (keys, i), g_hash_table_lookup (paths, g_ptr_array_index (keys, i)));
  json_builder_end_object (builder);
}

static void
write_run (JsonBuilder *builder, const char *name, AvowRun *run)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  avow_json_add_text (builder, "attempt", run->attempt_id);
  if (run->module != NULL)
    avow_json_add_text (builder, "module", run->module);
  avow_json_add_text (builder, "digest", run->digest);
  avow_json_add_text (builder, "language", run->language);
  avow_json_add_text (builder, "seed", run->seed);
  avow_json_add_texts (builder, "excluded", run->excluded);
  avow_json_add_integer (builder, "started", run->started);
  if (run->seen != 0)
    {
      avow_json_add_integer (builder, "spent", run->spent);
      avow_json_add_integer (builder, "seen", run->seen);
    }
  avow_json_add_integer (builder, "position", run->position);
  write_answers (builder, run->answers);
  avow_json_add_set (builder, "flagged", run->flagged);
  if (g_hash_table_size (run->sure) > 0)
    avow_json_add_set (builder, "sure", run->sure);
  if (g_hash_table_size (run->unsure) > 0)
    avow_json_add_set (builder, "unsure", run->unsure);
  json_builder_end_object (builder);
}

AvowAnswer *
avow_answer_new (GPtrArray *options, gint64 time)
{
  AvowAnswer *self = g_new0 (AvowAnswer, 1);

  self->options = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < options->len; i++)
    g_ptr_array_add (self->options, g_strdup (g_ptr_array_index (options, i)));
  self->time = time;
  return self;
}

void
avow_answer_free (AvowAnswer *self)
{
  g_ptr_array_unref (self->options);
  g_free (self);
}

AvowRun *
avow_run_new (void)
{
  AvowRun *self = g_new0 (AvowRun, 1);

  self->excluded = g_ptr_array_new_with_free_func (g_free);
  self->answers = new_answers ();
  self->flagged = new_set ();
  self->sure = new_set ();
  self->unsure = new_set ();
  return self;
}

void
avow_run_free (AvowRun *self)
{
  g_free (self->attempt_id);
  g_free (self->module);
  g_free (self->digest);
  g_free (self->language);
  g_free (self->seed);
  g_ptr_array_unref (self->excluded);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->flagged);
  g_hash_table_unref (self->sure);
  g_hash_table_unref (self->unsure);
  g_free (self);
}

AvowProgress *
avow_progress_new (void)
{
  return avow_progress_parse (NULL);
}

AvowProgress *
avow_progress_parse (const char *state)
{
  g_autoptr (JsonObject) object = avow_json_parse (state);
  AvowProgress *self = g_new0 (AvowProgress, 1);

  self->started = avow_json_get_integer (object, "started");
  self->language = g_strdup (avow_json_get_text (object, "language"));
  self->position = g_strdup (avow_json_get_text (object, "position"));
  self->visited = avow_json_get_set (object, "visited");
  self->ended = avow_json_get_set (object, "ended");
  self->checked = avow_json_get_set (object, "checked");
  self->answers = read_answers (object);
  self->paths = read_paths (object);
  self->run = read_run (object, "assessment");
  self->pretest = read_run (object, "pretest");
  return self;
}

char *
avow_progress_to_string (AvowProgress *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  avow_json_add_integer (builder, "version", PROGRESS_VERSION);
  avow_json_add_integer (builder, "started", self->started);
  avow_json_add_text (builder, "language", self->language);
  avow_json_add_text (builder, "position", self->position);
  avow_json_add_set (builder, "visited", self->visited);
  avow_json_add_set (builder, "ended", self->ended);
  avow_json_add_set (builder, "checked", self->checked);
  write_answers (builder, self->answers);
  write_paths (builder, self->paths);
  if (self->run != NULL)
    write_run (builder, "assessment", self->run);
  if (self->pretest != NULL)
    write_run (builder, "pretest", self->pretest);
  json_builder_end_object (builder);

  return avow_json_finish (builder);
}

void
avow_progress_free (AvowProgress *self)
{
  g_free (self->language);
  g_free (self->position);
  g_hash_table_unref (self->visited);
  g_hash_table_unref (self->ended);
  g_hash_table_unref (self->checked);
  g_hash_table_unref (self->answers);
  g_hash_table_unref (self->paths);
  g_clear_pointer (&self->run, avow_run_free);
  g_clear_pointer (&self->pretest, avow_run_free);
  g_free (self);
}
