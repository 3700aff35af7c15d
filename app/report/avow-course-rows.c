/* avow-course-rows.c: the rows of a report on how a course's questions are answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMPT_LENGTH 70 /* characters of a question that are shown: enough to know it by */

static const AvowColumn question_columns[] = {
  { "question", N_("Question, and its answers"), FALSE },
  { "pool", N_("Pool"), FALSE },
  { "people", N_("People"), FALSE },
  { "facility", N_("Right"), FALSE },
  { "discrimination", N_("Discrimination"), FALSE },
  { "correct", N_("Right answer"), FALSE },
  { "chosen", N_("Chosen"), FALSE },
};

static const AvowColumn question_data_columns[] = {
  { "question", "", FALSE },
  { "prompt", "", FALSE },
  { "pool", "", FALSE },
  { "people", "", FALSE },
  { "facility", "", FALSE },
  { "discrimination", "", FALSE },
  { "option", "", FALSE },
  { "text", "", FALSE },
  { "correct", "", FALSE },
  { "chosen", "", FALSE },
};

static const AvowColumn confidence_columns[] = {
  { "module", N_("Module"), FALSE },
  { "people", N_("People"), FALSE },
  { "sure_wrong", N_("Sure, and wrong"), FALSE },
  { "sure_right", N_("Sure, and right"), FALSE },
  { "unsure_wrong", N_("Unsure, and wrong"), FALSE },
  { "unsure_right", N_("Unsure, and right"), FALSE },
};

static AvowTable *
create_table (const AvowColumn *columns, guint count)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < count; i++)
    {
      AvowColumn *column = g_memdup2 (&columns[i], sizeof (AvowColumn));
      column->title = *column->title != '\0' ? _(column->title) : column->id;
      g_ptr_array_add (list, column);
    }
  return avow_table_new (list);
}

/* For programs: two digits, the same everywhere. */
static char *
write_fraction (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  /* no “-0.00” */
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.2f", round (value * 100) / 100 + 0.0));
}

static char *
show_percent (double share)
{
  /* Translators: a percentage */
  return g_strdup_printf (_("%d %%"), (int) round (share * 100));
}

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');
  if (g_utf8_strlen (line, -1) <= PROMPT_LENGTH)
    return g_steal_pointer (&line);
  g_autofree char *part = g_utf8_substring (line, 0, PROMPT_LENGTH - 1);
  return g_strconcat (g_strchomp (part), "…", NULL);
}

static void
add_question (AvowTable *table, const AvowItemStatistics *item, const char *prompt)
{
  g_autofree char *shown = shorten (prompt);
  g_autofree char *people = item->asked > 0 ? g_strdup_printf ("%u", item->asked) : g_strdup (_("under five"));
  g_autofree char *facility = item->asked > 0 ? show_percent (item->facility) : g_strdup ("");
  g_autofree char *discrimination = item->discriminates ? write_fraction (item->discrimination) : g_strdup ("");
  const char *cells[] = { shown, item->pool->title, people, facility, discrimination, "", "", NULL };
  avow_table_add_row (table, cells);
}

static void
add_option (AvowTable *table, const AvowItemStatistics *item, const AvowOption *option, guint chosen, const char *text)
{
  /* Translators: an answer to the question above it */
  g_autofree char *shown = g_strdup_printf (_("– %s"), text);
  g_autofree char *share = show_percent ((double) chosen / item->asked);
  const char *cells[] = { shown, "", "", "", "", option->correct ? _("yes") : "", share, NULL };
  avow_table_add_row (table, cells);
}

static void
add_data (AvowTable *data, const AvowItemStatistics *item, const char *prompt, const AvowOption *option, guint chosen, const char *text)
{
  g_autofree char *people = item->asked > 0 ? g_strdup_printf ("%u", item->asked) : g_strdup ("");
  g_autofree char *facility = item->asked > 0 ? write_fraction (item->facility) : g_strdup ("");
  g_autofree char *discrimination = item->discriminates ? write_fraction (item->discrimination) : g_strdup ("");
  g_autofree char *share = option != NULL ? write_fraction ((double) chosen / item->asked) : g_strdup ("");
  const char *cells[] = {
    item->question->id, prompt, item->pool->id, people, facility, discrimination, option != NULL ? option->id : "", option != NULL ? text : "",
    option == NULL ? "" : option->correct ? "yes" : "no", share, NULL,
  };
  avow_table_add_row (data, cells);
}

AvowTable *
avow_course_rows_of_questions (const AvowStatistics *statistics, GHashTable *variables, AvowTable **out_data)
{
  AvowTable *table = create_table (question_columns, G_N_ELEMENTS (question_columns));
  AvowTable *data = create_table (question_data_columns, G_N_ELEMENTS (question_data_columns));
  for (guint i = 0; i < statistics->items->len; i++)
    {
      const AvowItemStatistics *item = g_ptr_array_index (statistics->items, i);
      g_autofree char *prompt = avow_blocks_to_text (item->question->prompt, variables);
      add_question (table, item, prompt);
      if (item->chosen == NULL)
        add_data (data, item, prompt, NULL, 0, NULL);
      for (guint k = 0; item->chosen != NULL && k < item->question->options->len; k++)
        {
          const AvowOption *option = g_ptr_array_index (item->question->options, k);
          g_autofree char *text = avow_inlines_to_text (option->inlines, variables);
          add_option (table, item, option, item->chosen[k], text);
          add_data (data, item, prompt, option, item->chosen[k], text);
        }
    }
  *out_data = data;
  return table;
}

static void
add_module (AvowTable *table, const AvowConfidenceStatistics *module, const char *name, const char *too_few, char *(*show) (double share))
{
  const guint counts[] = { module->sure_wrong, module->sure_right, module->unsure_wrong, module->unsure_right };
  double answers = (double) counts[0] + counts[1] + counts[2] + counts[3];
  g_auto (GStrv) cells = g_new0 (char *, G_N_ELEMENTS (confidence_columns) + 1);
  cells[0] = g_strdup (name);
  cells[1] = module->people > 0 ? g_strdup_printf ("%u", module->people) : g_strdup (too_few);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    cells[i + 2] = module->people > 0 ? show (counts[i] / answers) : g_strdup ("");
  avow_table_add_row (table, (const char *const *) cells);
}

AvowTable *
avow_course_rows_of_confidence (const AvowStatistics *statistics, AvowTable **out_data)
{
  AvowTable *table = create_table (confidence_columns, G_N_ELEMENTS (confidence_columns));
  AvowTable *data = create_table (confidence_columns, G_N_ELEMENTS (confidence_columns));
  for (guint i = 0; i < statistics->modules->len; i++)
    {
      const AvowConfidenceStatistics *module = g_ptr_array_index (statistics->modules, i);
      add_module (table, module, module->module != NULL ? module->module->title : _("Other questions"), _("under five"), show_percent);
      add_module (data, module, module->module != NULL ? module->module->id : "", "", write_fraction);
    }
  *out_data = data;
  return table;
}
