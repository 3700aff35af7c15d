/* avow-preview-part.c: what there is to look at in a course or document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-preview-part.h"

#include "avow-check-view.h"
#include "avow-page-view.h"
#include "avow-scenario-view.h"

#include <glib/gi18n-lib.h>

#define TERMS "publication-glossary" /* as avow-publication.c has it */

void
avow_preview_text_free (AvowPreviewText *self)
{
  g_clear_pointer (&self->course, avow_course_unref);
  g_clear_pointer (&self->document, avow_document_unref);
  g_free (self);
}

static void
part_free (gpointer data)
{
  AvowPreviewPart *part = data;

  g_free (part->id);
  g_free (part->title);
  g_clear_pointer (&part->blocks, g_ptr_array_unref);
  if (part->own_pool != NULL)
    {
      g_ptr_array_unref (part->own_pool->questions);
      g_free (part->own_pool);
      g_free (part->check->id);
      g_free (part->check);
    }
  g_free (part);
}

static AvowPreviewPart *
add_part (GPtrArray *parts, const char *group, const char *id, const char *title)
{
  AvowPreviewPart *part = g_new0 (AvowPreviewPart, 1);

  part->group = group;
  part->id = g_strdup (id);
  part->title = g_strdup (title);
  g_ptr_array_add (parts, part);

  return part;
}

static void
add_blocks (GPtrArray *parts, const char *group, const char *id, const char *title, GPtrArray *blocks)
{
  add_part (parts, group, id, title)->blocks = g_ptr_array_ref (blocks);
}

static void
add_step (GPtrArray *parts, const AvowModule *module, const AvowStep *step)
{
  g_autofree char *title = NULL;

  switch (step->kind)
    {
    case AVOW_STEP_CHECK:
      /* Translators: a question or two in between; what it is about */
      title = g_strdup_printf (_("Check: %s"), step->check->pool->title);
      add_part (parts, module->title, step->check->id, title)->check = step->check;
      break;
    case AVOW_STEP_SCENARIO:
      add_part (parts, module->title, step->scenario->id, step->scenario->title)->scenario = step->scenario;
      break;
    case AVOW_STEP_PRETEST:
      /* its questions are shown with the others */
      break;
    case AVOW_STEP_PAGE:
    default:
      add_blocks (parts, module->title, step->page->id, step->page->title, step->page->blocks);
      break;
    }
}

/* A question is looked at as a check that asks nothing else. */
static void
add_question (GPtrArray *parts, const AvowPool *pool, AvowQuestion *question, guint number)
{
  /* Translators: the name of a topic, and the number of a question on it */
  g_autofree char *title = g_strdup_printf (_("%s, question %u"), pool->title, number);
  AvowPreviewPart *part = add_part (parts, _("Questions"), question->id, title);

  part->own_pool = g_new0 (AvowPool, 1);
  *part->own_pool = *pool;
  part->own_pool->questions = g_ptr_array_new ();
  g_ptr_array_add (part->own_pool->questions, question);
  part->check = g_new0 (AvowCheck, 1);
  *part->check = (AvowCheck){ g_strconcat ("preview-", question->id, NULL), part->own_pool, 1 };
}

/* What of a publication is not in the course's own parts. */
static void
add_sections (GPtrArray *parts, const AvowPublication *publication, gboolean glossary_only)
{
  for (guint i = 0; i < publication->sections->len; i++)
    {
      const AvowSection *section = g_ptr_array_index (publication->sections, i);

      if (!glossary_only || g_str_equal (section->id, TERMS))
        add_blocks (parts, NULL, section->id, section->title, section->blocks);
    }
}

static void
add_course (GPtrArray *parts, const AvowCourse *course, const AvowPublication *publication)
{
  add_blocks (parts, NULL, "summary", _("Summary"), course->summary);
  add_sections (parts, publication, TRUE);
  for (guint i = 0; i < course->modules->len; i++)
    {
      const AvowModule *module = g_ptr_array_index (course->modules, i);

      for (guint k = 0; k < module->steps->len; k++)
        add_step (parts, module, g_ptr_array_index (module->steps, k));
    }
  for (guint i = 0; i < course->pools->len; i++)
    {
      const AvowPool *pool = g_ptr_array_index (course->pools, i);

      for (guint k = 0; k < pool->questions->len; k++)
        add_question (parts, pool, g_ptr_array_index (pool->questions, k), k + 1);
    }
}

GPtrArray *
avow_preview_list_parts (const AvowPreviewText *text)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  g_autoptr (AvowPublication) publication = text->course != NULL ? avow_publication_new_course (text->course, NULL)
                                                                 : avow_publication_new_document (text->document, NULL);

  if (text->course != NULL)
    {
      add_course (parts, text->course, publication);
      return parts;
    }
  add_blocks (parts, NULL, "preamble", _("Preamble"), text->document->preamble);
  add_sections (parts, publication, FALSE);

  return parts;
}

GtkWidget *
avow_preview_part_create (const AvowPreviewPart *self, const AvowPreviewText *text, AvowSession *session)
{
  GtkWidget *page;

  if (self->check != NULL)
    return avow_check_view_new (session, self->check);
  if (self->scenario != NULL)
    return avow_scenario_view_new (session, self->scenario);

  page = avow_page_view_new ();
  avow_page_view_set_title (AVOW_PAGE_VIEW (page), self->title);
  avow_page_view_set_blocks (AVOW_PAGE_VIEW (page), self->blocks, NULL, text->course);

  return page;
}

guint
avow_preview_find_part (GPtrArray *parts, const AvowPreviewText *text, const char *id)
{
  g_autofree char *inner = g_strconcat ("publication-", id, NULL);
  const char *wanted = text->course != NULL && avow_course_find_term (text->course, id) != NULL ? TERMS : id;

  for (guint i = 0; i < parts->len; i++)
    {
      const AvowPreviewPart *part = g_ptr_array_index (parts, i);

      if (g_str_equal (part->id, wanted) || g_str_equal (part->id, inner))
        return i;
    }

  return parts->len;
}
