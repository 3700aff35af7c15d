/* avow-step-name.c: what the steps of a course are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-step-name.h"

#include <glib/gi18n-lib.h>

char *
avow_step_name (AvowSession *session, guint index)
{
  const AvowStep *step = avow_session_get_step (session, index, NULL);

  switch (step->kind)
    {
    case AVOW_STEP_CHECK:
      /* Translators: a few questions to practise on; what they are about */
      return g_strdup_printf (_("Check: %s"), step->check->pool->title);
    case AVOW_STEP_SCENARIO:
      /* Translators: a scenario that one may play, and need not */
      return step->optional ? g_strdup_printf (_("%s (optional)"), step->scenario->title) : g_strdup (step->scenario->title);
    case AVOW_STEP_PRETEST:
      return g_strdup (_("Show what you know"));
    case AVOW_STEP_PAGE:
    default:
      return g_strdup (step->page->title);
    }
}

static gboolean
has_question (const AvowPool *pool, const char *id)
{
  for (guint i = 0; i < pool->questions->len; i++)
    if (g_str_equal (((AvowQuestion *) g_ptr_array_index (pool->questions, i))->id, id))
      return TRUE;

  return FALSE;
}

guint
avow_step_find_page (AvowSession *session, const char *question)
{
  guint page = G_MAXUINT;

  for (guint i = 0; i < avow_session_get_n_steps (session); i++)
    {
      const AvowStep *step = avow_session_get_step (session, i, NULL);

      if (step->kind == AVOW_STEP_PAGE)
        page = i;
      else if (step->kind == AVOW_STEP_CHECK && has_question (step->check->pool, question))
        return page;
    }

  return G_MAXUINT;
}
