/* avow-closing.c: which courses come before a document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-signing-private.h"

#include "record/avow-query.h"

/* One course that the same rule asks for. */
typedef struct
{
  char *item;
  char *title;
  gboolean completed;
  AvowDigest leaf;
  guint place; /* in the rule's order */
} Course;

static void
free_course (gpointer data)
{
  Course *self = data;

  g_free (self->item);
  g_free (self->title);
  g_free (self);
}

static int
compare_courses (gconstpointer a, gconstpointer b)
{
  const Course *one = *(const Course *const *) a;
  const Course *other = *(const Course *const *) b;

  return one->place < other->place ? -1 : one->place > other->place;
}

/* the rule that asks for the document; NULL without error where none is known */
static char *
find_rule (AvowStore *store, const char *person, const AvowDuty *duty, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:rule-of", error, "sss",
                                                  person, duty->item, duty->cycle);

  return avow_query_next (query, error) ? g_strdup (avow_query_text (query, 0)) : NULL;
}

static AvowRecord *
load_rule (AvowStore *store, const char *rule, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:rule-edition", error, "s", rule);

  return avow_query_next (query, error) ? avow_store_get_record (store, avow_query_integer (query, 0), NULL, error) : NULL;
}

/* G_MAXUINT for what the rule does not name any more */
static guint
find_place (const AvowRecordRule *rule, const char *item)
{
  guint place;

  if (rule->items != NULL && g_ptr_array_find_with_equal_func (rule->items, item, g_str_equal, &place))
    return place;
  return G_MAXUINT;
}

static GPtrArray *
list_courses (AvowStore *store, const char *person, const char *rule_id, const char *cycle, const AvowRecordRule *rule,
              GError **error)
{
  g_autoptr (GPtrArray) courses = g_ptr_array_new_with_free_func (free_course);
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:courses-beside", error, "sss", person, rule_id, cycle);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return NULL;

  while (avow_query_next (query, &local_error))
    {
      Course *course = g_new0 (Course, 1);

      course->item = g_strdup (avow_query_text (query, 0));
      course->title = avow_programme_translate_item (store, course->item, g_get_language_names ());
      if (course->title == NULL)
        course->title = g_strdup (avow_query_text (query, 1));
      course->completed = avow_query_digest (query, 2, &course->leaf);
      course->place = find_place (rule, course->item);
      g_ptr_array_add (courses, course);
    }

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  g_ptr_array_sort (courses, compare_courses);
  return g_steal_pointer (&courses);
}

static void
conclude (AvowClosing *self, GPtrArray *courses, guint place)
{
  for (guint i = 0; i < courses->len; i++)
    {
      const Course *course = g_ptr_array_index (courses, i);

      if (course->place >= place)
        continue;

      g_free (self->course);
      self->course = g_strdup (course->item);
      self->leaf = course->leaf;
      if (!course->completed && self->obstacle == NULL)
        self->obstacle = g_strdup (course->title);
    }
}

void
avow_closing_clear (AvowClosing *self)
{
  g_clear_pointer (&self->course, g_free);
  g_clear_pointer (&self->obstacle, g_free);
}

gboolean
avow_closing_find (AvowStore *store, const char *person, const AvowDuty *duty, AvowClosing *out_closing, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *rule_id = find_rule (store, person, duty, &local_error);
  g_autoptr (AvowRecord) rule = NULL;
  g_autoptr (GPtrArray) courses = NULL;

  *out_closing = (AvowClosing) { 0 };
  if (rule_id != NULL)
    rule = load_rule (store, rule_id, &local_error);
  if (rule != NULL)
    courses = list_courses (store, person, rule_id, duty->cycle, avow_record_get_body (rule), &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (courses != NULL)
    conclude (out_closing, courses, find_place (avow_record_get_body (rule), duty->item));
  return TRUE;
}
