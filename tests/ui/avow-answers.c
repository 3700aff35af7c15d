/* avow-answers.c: what is right, from the course itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-answers.h"

#include "course/avow-language.h"
#include "learn/avow-response.h"

#include <libintl.h>

static AvowEdition *
load (const char *path, const char **out_language)
{
  const char *courses = g_getenv ("AVOW_COURSES");
  g_autofree char *whole = g_build_filename (courses != NULL ? courses : "courses", path, NULL);
  g_autoptr (GError) error = NULL;
  AvowEdition *edition = avow_edition_load (whole, &error);

  if (edition == NULL)
    g_error ("%s: %s", whole, error->message);

  *out_language = avow_language_choose (avow_edition_get_languages (edition), g_get_language_names ());
  return edition;
}

AvowCourse *
avow_answers_load (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  const char *language;
  g_autoptr (AvowEdition) edition = load (name, &language);
  AvowCourse *course = avow_course_new_in (edition, language, name, diagnostics, &error);

  if (course == NULL)
    g_error ("%s", error->message);

  return course;
}

const char *
avow_answers_title (const char *path)
{
  const char *language;
  g_autoptr (AvowEdition) edition = load (path, &language);

  return g_intern_string (avow_edition_get_title (edition, language));
}

AvowQuestion *
avow_answers_find (AvowCourse *course, const char *prompt)
{
  for (guint i = 0; i < course->pools->len; i++)
    {
      const AvowPool *pool = g_ptr_array_index (course->pools, i);

      for (guint j = 0; j < pool->questions->len; j++)
        {
          AvowQuestion *question = g_ptr_array_index (pool->questions, j);
          g_autofree char *text = avow_blocks_to_text (question->prompt, NULL);

          if (g_str_has_prefix (prompt, text))
            return question;
        }
    }

  return NULL;
}

/* A name may be told twice, as widget and as label. */
static gboolean
is_shown_as (GPtrArray *inlines, const char *shown)
{
  g_autofree char *text = avow_inlines_to_text (inlines, NULL);
  g_autofree char *twice = g_strdup_printf ("%s %s", text, text);

  return g_str_equal (text, shown) || g_str_equal (twice, shown);
}

AvowOption *
avow_answers_find_option (GPtrArray *options, const char *shown)
{
  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, i);

      if (is_shown_as (option->inlines, shown))
        return option;
    }

  g_error ("No option says “%s”", shown);
}

char *
avow_answers_name_option (const AvowOption *option)
{
  if (g_str_equal (option->id, AVOW_OPTION_GENUINE))
    return g_strdup (gettext ("Genuine"));
  if (g_str_equal (option->id, AVOW_OPTION_SUSPICIOUS))
    return g_strdup (gettext ("Suspicious"));

  return avow_inlines_to_text (option->inlines, NULL);
}

static AvowOption *
find_wrong (AvowPart *part)
{
  AvowOption *first = g_ptr_array_index (part->options, 0);

  return first != part->correct ? first : g_ptr_array_index (part->options, 1);
}

GPtrArray *
avow_answers_new_wrong (AvowQuestion *question)
{
  GPtrArray *response = g_ptr_array_new_with_free_func (g_free);
  gboolean several = question->kind == AVOW_QUESTION_MULTIPLE || question->kind == AVOW_QUESTION_ORDER;

  for (guint i = 0; i < question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (question->parts, i);

      g_ptr_array_add (response, avow_response_new_pair (part, find_wrong (part)));
    }
  for (guint i = question->options->len; i > 0 && question->parts->len == 0; i--)
    {
      const AvowOption *option = g_ptr_array_index (question->options, i - 1);

      if (!option->correct && (several || response->len == 0))
        g_ptr_array_add (response, g_strdup (option->id));
    }
  for (guint number = 1; number <= question->passage->len && question->parts->len == 0; number++)
    if (!((const AvowPiece *) g_ptr_array_index (question->passage, number - 1))->private)
      g_ptr_array_add (response, avow_response_new_word (number));
  if (question->accepted->len > 0)
    g_ptr_array_add (response, g_strdup ("I do not know"));

  return response;
}

static gboolean
find_way (AvowScenario *scenario, const AvowScene *scene, AvowEnding ending, GArray *way)
{
  if (scene->ending != AVOW_ENDING_NONE)
    return scene->ending == ending;

  /* a tree that leads in circles ends somewhere before it has been through every scene twice */
  if (way->len > scenario->scenes->len)
    return FALSE;

  for (guint number = 1; number <= scene->choices->len; number++)
    {
      const AvowChoice *choice = g_ptr_array_index (scene->choices, number - 1);

      g_array_append_val (way, number);
      if (find_way (scenario, avow_scenario_find_scene (scenario, choice->to), ending, way))
        return TRUE;
      g_array_set_size (way, way->len - 1);
    }

  return FALSE;
}

GArray *
avow_answers_find_path (AvowScenario *scenario, AvowScene *scene, AvowEnding ending)
{
  GArray *way = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!find_way (scenario, scene, ending, way))
    g_error ("Scenario %s never ends that way", scenario->id);

  return way;
}
