/* avow-statistics.c: how the questions of an assessment do their work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-statistics.h"

#include "avow-response.h"

#include <math.h>

/* What is known of a question on the way. */
typedef struct
{
  AvowItemStatistics *item;
  AvowModule *module;
  GArray *worth;         /* of double: what each answer is worth, 0 to 1 */
  GArray *rest;          /* of double: what the other answers of the same attempt are worth on average */
  GPtrArray *responses;  /* of GPtrArray (transfer none) */
} Item;

/* One person's answers in a module, by what they said of them. */
typedef struct
{
  guint sure_right;
  guint sure_wrong;
  guint unsure_right;
  guint unsure_wrong;
} Said;

typedef struct
{
  AvowConfidenceStatistics *statistics;
  GArray *people; /* of Said */
} Module;

typedef struct
{
  const AvowAssessment *assessment;
  GHashTable *items;  /* Item by question */
  GPtrArray *modules; /* of Module */
} Reading;

static void
free_item_statistics (gpointer data)
{
  g_free (((AvowItemStatistics *) data)->chosen);
  g_free (data);
}

static void
free_item (gpointer data)
{
  Item *item = data;

  g_array_unref (item->worth);
  g_array_unref (item->rest);
  g_ptr_array_unref (item->responses);
  g_free (item);
}

static void
free_module (gpointer data)
{
  g_array_unref (((Module *) data)->people);
  g_free (data);
}

void
avow_statistics_free (AvowStatistics *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->modules);
  g_free (self);
}

/* How many of a group are counted: whole fives. */
static guint
cut (guint people)
{
  return people - people % AVOW_STATISTICS_LEAST;
}

static void
add_item (AvowStatistics *self, Reading *reading, const AvowDraw *draw, AvowQuestion *question)
{
  Item *item;

  if (g_hash_table_contains (reading->items, question))
    return;

  item = g_new0 (Item, 1);
  item->item = g_new0 (AvowItemStatistics, 1);
  item->item->question = question;
  item->item->pool = draw->pool;
  item->module = draw->module;
  item->worth = g_array_new (FALSE, FALSE, sizeof (double));
  item->rest = g_array_new (FALSE, FALSE, sizeof (double));
  item->responses = g_ptr_array_new ();
  g_hash_table_insert (reading->items, question, item);
  g_ptr_array_add (self->items, item->item);
}

static Module *
find_module (Reading *reading, const AvowModule *module)
{
  for (guint i = 0; i < reading->modules->len; i++)
    {
      Module *one = g_ptr_array_index (reading->modules, i);
      if (one->statistics->module == module)
        return one;
    }

  return NULL;
}

static void
add_module (AvowStatistics *self, Reading *reading, AvowModule *module)
{
  Module *one;

  if (find_module (reading, module) != NULL)
    return;

  one = g_new0 (Module, 1);
  one->statistics = g_new0 (AvowConfidenceStatistics, 1);
  one->statistics->module = module;
  one->people = g_array_new (FALSE, TRUE, sizeof (Said));
  g_ptr_array_add (reading->modules, one);
  g_ptr_array_add (self->modules, one->statistics);
}

static void
add_draws (AvowStatistics *self, Reading *reading)
{
  for (guint i = 0; i < reading->assessment->draws->len; i++)
    {
      const AvowDraw *draw = g_ptr_array_index (reading->assessment->draws, i);

      add_module (self, reading, draw->module);
      for (guint k = 0; k < draw->pool->questions->len; k++)
        add_item (self, reading, draw, g_ptr_array_index (draw->pool->questions, k));
    }
}

/* As the assessment counts it. */
static double
weigh (Reading *reading, AvowQuestion *question, const AvowRecordResponse *response)
{
  guint points = avow_grade_get_points (question, response->options);

  if (!reading->assessment->partial && points < AVOW_GRADE_WHOLE)
    points = 0;
  return (double) points / AVOW_GRADE_WHOLE;
}

static void
note_said (Said *said, const char *confidence, gboolean right)
{
  if (g_str_equal (confidence, AVOW_CONFIDENCE_SURE))
    *(right ? &said->sure_right : &said->sure_wrong) += 1;
  else
    *(right ? &said->unsure_right : &said->unsure_wrong) += 1;
}

/* One person's: of every module in which they said something. */
static void
read_confidence (Reading *reading, AvowCourse *course, const AvowRecordAttempt *attempt)
{
  for (guint i = 0; i < reading->modules->len; i++)
    {
      Module *module = g_ptr_array_index (reading->modules, i);
      Said said = { 0 };
      gboolean any = FALSE;

      for (guint k = 0; k < attempt->responses->len; k++)
        {
          const AvowRecordResponse *response = g_ptr_array_index (attempt->responses, k);
          AvowQuestion *question = avow_course_find_question (course, response->question);
          const Item *item = question != NULL ? g_hash_table_lookup (reading->items, question) : NULL;

          if (item == NULL || response->confidence == NULL || item->module != module->statistics->module)
            continue;
          note_said (&said, response->confidence, avow_grade_is_right (question, response->options));
          any = TRUE;
        }
      if (any)
        g_array_append_val (module->people, said);
    }
}

static void
read_items (Reading *reading, AvowCourse *course, const AvowRecordAttempt *attempt)
{
  g_autofree double *worth = g_new0 (double, attempt->responses->len);
  double sum = 0;

  for (guint i = 0; i < attempt->responses->len; i++)
    {
      const AvowRecordResponse *response = g_ptr_array_index (attempt->responses, i);
      AvowQuestion *question = avow_course_find_question (course, response->question);

      worth[i] = question != NULL ? weigh (reading, question, response) : 0;
      sum += worth[i];
    }

  for (guint i = 0; i < attempt->responses->len; i++)
    {
      const AvowRecordResponse *response = g_ptr_array_index (attempt->responses, i);
      AvowQuestion *question = avow_course_find_question (course, response->question);
      Item *item = question != NULL ? g_hash_table_lookup (reading->items, question) : NULL;
      double rest = attempt->responses->len > 1 ? (sum - worth[i]) / (attempt->responses->len - 1) : 0;

      if (item == NULL)
        continue;
      g_array_append_val (item->worth, worth[i]);
      g_array_append_val (item->rest, rest);
      g_ptr_array_add (item->responses, response->options);
    }
}

/* Text, parts and orders have no options of which one or several are chosen. */
static gboolean
has_choices (const AvowQuestion *question)
{
  return question->kind == AVOW_QUESTION_SINGLE || question->kind == AVOW_QUESTION_MULTIPLE || question->kind == AVOW_QUESTION_TRUE_FALSE;
}

static void
count_choices (Item *item)
{
  AvowQuestion *question = item->item->question;

  if (!has_choices (question))
    return;

  item->item->chosen = g_new0 (guint, question->options->len);
  for (guint i = 0; i < item->item->asked; i++)
    for (guint k = 0; k < question->options->len; k++)
      item->item->chosen[k] += avow_response_has (g_ptr_array_index (item->responses, i), ((AvowOption *) g_ptr_array_index (question->options, k))->id);
}

gboolean
avow_statistics_correlate (const double *x, const double *y, guint length, double *out_r)
{
  double mean_x = 0, mean_y = 0, both = 0, square_x = 0, square_y = 0;

  for (guint i = 0; i < length; i++)
    {
      mean_x += x[i] / length;
      mean_y += y[i] / length;
    }
  for (guint i = 0; i < length; i++)
    {
      both += (x[i] - mean_x) * (y[i] - mean_y);
      square_x += (x[i] - mean_x) * (x[i] - mean_x);
      square_y += (y[i] - mean_y) * (y[i] - mean_y);
    }

  /* what is the same for all differs by less than it was rounded by */
  if (square_x < 1e-12 || square_y < 1e-12)
    return FALSE;
  *out_r = both / sqrt (square_x * square_y);
  return TRUE;
}

static void
conclude_item (Item *item)
{
  AvowItemStatistics *statistics = item->item;
  const double *worth = (const double *) (gpointer) item->worth->data;
  const double *rest = (const double *) (gpointer) item->rest->data;
  double sum = 0;

  statistics->asked = cut (item->worth->len);
  if (statistics->asked == 0)
    return;

  for (guint i = 0; i < statistics->asked; i++)
    sum += worth[i];
  statistics->facility = sum / statistics->asked;
  statistics->discriminates = avow_statistics_correlate (worth, rest, statistics->asked, &statistics->discrimination);
  count_choices (item);
}

static void
conclude_module (Module *module)
{
  AvowConfidenceStatistics *statistics = module->statistics;

  statistics->people = cut (module->people->len);
  for (guint i = 0; i < statistics->people; i++)
    {
      const Said *said = &g_array_index (module->people, Said, i);

      statistics->sure_right += said->sure_right;
      statistics->sure_wrong += said->sure_wrong;
      statistics->unsure_right += said->unsure_right;
      statistics->unsure_wrong += said->unsure_wrong;
    }
}

AvowStatistics *
avow_statistics_new (AvowCourse *course, GPtrArray *attempts)
{
  AvowStatistics *self = g_new0 (AvowStatistics, 1);
  g_autoptr (GHashTable) items = g_hash_table_new_full (NULL, NULL, NULL, free_item);
  g_autoptr (GPtrArray) modules = g_ptr_array_new_with_free_func (free_module);
  Reading reading = { course->assessment, items, modules };
  GHashTableIter iter;
  gpointer item;

  self->people = attempts->len;
  self->items = g_ptr_array_new_with_free_func (free_item_statistics);
  self->modules = g_ptr_array_new_with_free_func (g_free);
  add_draws (self, &reading);
  for (guint i = 0; i < attempts->len; i++)
    {
      read_items (&reading, course, g_ptr_array_index (attempts, i));
      read_confidence (&reading, course, g_ptr_array_index (attempts, i));
    }

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    conclude_item (item);
  for (guint i = 0; i < modules->len; i++)
    conclude_module (g_ptr_array_index (modules, i));
  return self;
}
