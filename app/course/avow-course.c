/* avow-course.c: what is taught
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course.h"

#include "avow-course-build.h"
#include "avow-course-check.h"
#include "avow-course-load.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (avow-course-error-quark, avow_course_error)

void
avow_option_free (AvowOption *self)
{
  g_free (self->id);
  g_ptr_array_unref (self->inlines);
  g_ptr_array_unref (self->feedback);
  g_free (self);
}

void
avow_part_free (AvowPart *self)
{
  g_free (self->id);
  g_clear_pointer (&self->inlines, g_ptr_array_unref);
  g_free (self->from);
  g_free (self->subject);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_ptr_array_unref (self->options);
  g_clear_pointer (&self->feedback, g_ptr_array_unref);
  g_free (self);
}

void
avow_piece_free (AvowPiece *self)
{
  g_free (self->text);
  g_free (self);
}

void
avow_question_free (AvowQuestion *self)
{
  g_free (self->id);
  g_ptr_array_unref (self->prompt);
  g_ptr_array_unref (self->options);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->passage);
  g_ptr_array_unref (self->accepted);
  g_ptr_array_unref (self->feedback);
  g_free (self);
}

void
avow_pool_free (AvowPool *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->topic);
  g_ptr_array_unref (self->questions);
  g_free (self);
}

void
avow_choice_free (AvowChoice *self)
{
  g_free (self->id);
  g_ptr_array_unref (self->inlines);
  g_free (self->to);
  g_free (self);
}

void
avow_scene_free (AvowScene *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->speaker);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->choices);
  g_free (self);
}

void
avow_scenario_free (AvowScenario *self)
{
  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->intro);
  g_ptr_array_unref (self->scenes);
  g_free (self);
}

static void
free_page (AvowPage *page)
{
  g_free (page->id);
  g_free (page->title);
  g_ptr_array_unref (page->blocks);
  g_free (page);
}

static void
free_assessment (AvowAssessment *assessment)
{
  g_free (assessment->id);
  g_ptr_array_unref (assessment->draws);
  g_free (assessment);
}

static void
free_check (AvowCheck *check)
{
  g_free (check->id);
  g_free (check);
}

void
avow_step_free (AvowStep *self)
{
  g_clear_pointer (&self->page, free_page);
  g_clear_pointer (&self->check, free_check);
  g_clear_pointer (&self->pretest, free_assessment);
  g_free (self);
}

void
avow_module_free (AvowModule *self)
{
  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

void
avow_term_free (AvowTerm *self)
{
  g_free (self->id);
  g_free (self->name);
  g_ptr_array_unref (self->inlines);
  g_free (self);
}

AvowCourse *
avow_course_new (AvowEdition *edition, const char *name, GPtrArray *diagnostics, GError **error)
{
  return avow_course_new_in (edition, NULL, name, diagnostics, error);
}

AvowCourse *
avow_course_new_in (AvowEdition *edition, const char *language, const char *name, GPtrArray *diagnostics, GError **error)
{
  AvowCourse *course = NULL;
  AvowSource source;
  AvowTree *tree;

  g_return_val_if_fail (edition != NULL && name != NULL && diagnostics != NULL, NULL);

  if (language != NULL && avow_edition_get_translation (edition, language) == NULL)
    language = NULL;
  tree = avow_load_check (edition, language, name, diagnostics, &source);
  if (tree != NULL && avow_edition_is_document (edition))
    avow_node_report (tree->root, NULL, &source, AVOW_DIAGNOSTIC_MEANING,
                      g_strdup_printf (_("this is a <%s>, not a course"), tree->root->name),
                      g_strdup (_("open it as a document")));
  else if (tree != NULL)
    {
      course = avow_build_course (tree, edition);
      avow_load_advise (edition, language, tree, course, &source);
    }

  avow_load_finish (&source, error);
  return course;
}

AvowCourse *
avow_course_ref (AvowCourse *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
avow_course_unref (AvowCourse *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->edition);
  g_free (self->language);
  g_free (self->title);
  g_free (self->original_title);
  g_free (self->owner);
  g_free (self->reviewed);
  g_free (self->role);
  g_free (self->refreshes);
  g_ptr_array_unref (self->summary);
  g_ptr_array_unref (self->modules);
  g_ptr_array_unref (self->pools);
  g_ptr_array_unref (self->scenarios);
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->variables);
  g_clear_pointer (&self->assessment, free_assessment);
  avow_edition_unref (self->files);
  g_free (self);
}

/* Every part begins with its id. */
static gpointer
find_by_id (GPtrArray *parts, const char *id)
{
  for (guint i = 0; i < parts->len; i++)
    {
      char **part = g_ptr_array_index (parts, i);

      if (g_str_equal (*part, id))
        return part;
    }

  return NULL;
}

G_STATIC_ASSERT (G_STRUCT_OFFSET (AvowPool, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AvowQuestion, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AvowOption, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AvowPart, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AvowTerm, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AvowScenario, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AvowScene, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (AvowModule, id) == 0);

AvowPool *
avow_course_find_pool (AvowCourse *self, const char *id)
{
  return find_by_id (self->pools, id);
}

AvowQuestion *
avow_course_find_question (AvowCourse *self, const char *id)
{
  for (guint i = 0; i < self->pools->len; i++)
    {
      const AvowPool *pool = g_ptr_array_index (self->pools, i);
      AvowQuestion *question = find_by_id (pool->questions, id);

      if (question != NULL)
        return question;
    }

  return NULL;
}

AvowOption *
avow_question_find_option (AvowQuestion *self, const char *id)
{
  return find_by_id (self->options, id);
}

AvowPart *
avow_question_find_part (AvowQuestion *self, const char *id)
{
  return find_by_id (self->parts, id);
}

AvowOption *
avow_part_find_option (AvowPart *self, const char *id)
{
  return find_by_id (self->options, id);
}

AvowTerm *
avow_course_find_term (AvowCourse *self, const char *id)
{
  return find_by_id (self->terms, id);
}

AvowScenario *
avow_course_find_scenario (AvowCourse *self, const char *id)
{
  return find_by_id (self->scenarios, id);
}

AvowScene *
avow_scenario_find_scene (AvowScenario *self, const char *id)
{
  return find_by_id (self->scenes, id);
}

AvowModule *
avow_course_find_module (AvowCourse *self, const char *id)
{
  return find_by_id (self->modules, id);
}

AvowAssessment *
avow_course_find_assessment (AvowCourse *self, const char *id)
{
  if (self->assessment != NULL && g_str_equal (self->assessment->id, id))
    return self->assessment;

  for (guint i = 0; i < self->modules->len; i++)
    {
      const AvowModule *module = g_ptr_array_index (self->modules, i);

      if (module->pretest != NULL && g_str_equal (module->pretest->id, id))
        return module->pretest;
    }

  return NULL;
}

AvowPage *
avow_course_find_page (AvowCourse *self, const char *id)
{
  for (guint i = 0; i < self->modules->len; i++)
    {
      const AvowModule *module = g_ptr_array_index (self->modules, i);

      for (guint j = 0; j < module->steps->len; j++)
        {
          const AvowStep *step = g_ptr_array_index (module->steps, j);

          if (step->page != NULL && g_str_equal (step->page->id, id))
            return step->page;
        }
    }

  return NULL;
}
