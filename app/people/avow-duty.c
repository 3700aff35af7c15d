/* avow-duty.c: what people owe, and where it stands as of a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-programme.h"

#include "avow-people-private.h"
#include "avow-plan.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"

#define SOON_DAYS 7

typedef struct
{
  AvowDuty *duty;
  guint person; /* place of the person in the list */
  guint rank;   /* place of the item among what rules ask for */
} Entry;

AvowDuty *
avow_duty_copy (const AvowDuty *self)
{
  AvowDuty *copy = g_new (AvowDuty, 1);

  *copy = *self;
  copy->person = g_strdup (self->person);
  copy->item = g_strdup (self->item);
  copy->item_kind = g_strdup (self->item_kind);
  copy->title = g_strdup (self->title);
  copy->edition = g_strdup (self->edition);
  copy->cycle = g_strdup (self->cycle);
  copy->assigned = g_strdup (self->assigned);
  copy->due = g_strdup (self->due);

  return copy;
}

void
avow_duty_free (AvowDuty *self)
{
  if (self == NULL)
    return;
  g_free (self->person);
  g_free (self->item);
  g_free (self->item_kind);
  g_free (self->title);
  g_free (self->edition);
  g_free (self->cycle);
  g_free (self->assigned);
  g_free (self->due);
  g_free (self);
}

static void
clear_entry (gpointer data)
{
  g_clear_pointer (&((Entry *) data)->duty, avow_duty_free);
}

static AvowStanding
parse_standing (const char *standing)
{
  if (g_strcmp0 (standing, "done") == 0)
    return AVOW_STANDING_DONE;
  if (g_strcmp0 (standing, "declined") == 0)
    return AVOW_STANDING_DECLINED;
  if (g_strcmp0 (standing, "in-progress") == 0)
    return AVOW_STANDING_IN_PROGRESS;
  return AVOW_STANDING_TODO;
}

gboolean
avow_duty_is_late (const char *due, const char *today)
{
  return strcmp (due, today) < 0;
}

static AvowUrgency
judge (const AvowDuty *duty, const char *today, const char *soon)
{
  if (duty->standing == AVOW_STANDING_DONE || duty->standing == AVOW_STANDING_DECLINED)
    return AVOW_URGENCY_NONE;
  if (avow_duty_is_late (duty->due, today))
    return AVOW_URGENCY_LATE;
  return strcmp (duty->due, soon) <= 0 ? AVOW_URGENCY_SOON : AVOW_URGENCY_DUE;
}

static AvowDuty *
read_duty (AvowQuery *query, const char *today, const char *soon)
{
  AvowDuty *duty = g_new0 (AvowDuty, 1);

  duty->person = g_strdup (avow_query_text (query, 0));
  duty->item = g_strdup (avow_query_text (query, 1));
  duty->item_kind = g_strdup (avow_query_text (query, 2));
  duty->cycle = g_strdup (avow_query_text (query, 3));
  duty->assigned = g_strdup (avow_query_text (query, 5));
  duty->due = g_strdup (avow_query_text (query, 6));
  duty->standing = parse_standing (avow_query_text (query, 7));
  duty->title = g_strdup (avow_query_text (query, 8));
  duty->edition = g_strdup (avow_query_text (query, 9));
  avow_query_digest (query, 10, &duty->digest);
  duty->urgency = judge (duty, today, soon);
  if (duty->standing == AVOW_STANDING_DONE || duty->standing == AVOW_STANDING_DECLINED)
    duty->done_time = avow_query_integer (query, 11);
  if (duty->standing == AVOW_STANDING_DONE)
    {
      duty->done_position = avow_query_integer (query, 12);
      duty->right = avow_query_integer (query, 13);
      duty->asked = avow_query_integer (query, 14);
      duty->points = avow_query_integer (query, 15);
    }
  return duty;
}

/* By person, then in the order to do them; a later cycle of the same thing comes later. */
static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;
  int order;

  if (first->person != second->person)
    return first->person < second->person ? -1 : 1;
  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  order = strcmp (first->duty->due, second->duty->due);
  if (order == 0)
    order = strcmp (first->duty->item, second->duty->item);
  return order != 0 ? order : strcmp (first->duty->cycle, second->duty->cycle);
}

/* @people: places by id; NULL takes everyone. */
static GPtrArray *
collect (AvowStore *store, AvowQuery *query, GHashTable *people, const char *today, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowPlan) plan = avow_plan_load (store, error);
  g_autofree char *soon = avow_date_add_days (today, SOON_DAYS);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GPtrArray *duties;

  if (plan == NULL)
    return NULL;
  g_array_set_clear_func (entries, clear_entry);
  while (avow_query_next (query, &local_error))
    {
      gpointer place = NULL;
      Entry entry;

      if (people != NULL && !g_hash_table_lookup_extended (people, avow_query_text (query, 0), NULL, &place))
        continue;
      entry.person = GPOINTER_TO_UINT (place);
      entry.rank = avow_plan_get_rank (plan, avow_query_text (query, 4), avow_query_text (query, 1));
      entry.duty = read_duty (query, today, soon);
      g_array_append_val (entries, entry);
    }
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return NULL;

  g_array_sort (entries, compare_entries);
  duties = g_ptr_array_new_full (entries->len, (GDestroyNotify) avow_duty_free);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (duties, g_steal_pointer (&g_array_index (entries, Entry, i).duty));
  return duties;
}

static void
translate_titles (AvowStore *store, GPtrArray *duties)
{
  for (guint i = 0; i < duties->len; i++)
    {
      AvowDuty *duty = g_ptr_array_index (duties, i);
      char *title = avow_programme_translate_title (store, &duty->digest, g_get_language_names ());

      if (title == NULL)
        continue;
      g_free (duty->title);
      duty->title = title;
    }
}

GPtrArray *
avow_programme_list_duties (AvowStore *store, const char *person, const char *today, GError **error)
{
  g_autoptr (AvowQuery) query = NULL;
  GPtrArray *duties;

  g_return_val_if_fail (person != NULL && today != NULL, NULL);

  query = avow_store_query (store, "people/programme:duties-of", error, "s", person);
  duties = query == NULL ? NULL : collect (store, query, NULL, today, error);
  if (duties != NULL)
    translate_titles (store, duties);
  return duties;
}

GPtrArray *
avow_programme_list_team (AvowStore *store, const char *team, const char *today, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (AvowQuery) query = NULL;

  g_return_val_if_fail (today != NULL, NULL);

  people = avow_roster_list (store, team, error);
  if (people == NULL)
    return NULL;
  for (guint i = 0; i < people->len; i++)
    {
      AvowPerson *person = g_ptr_array_index (people, i);

      if (person->left == NULL || strcmp (person->left, today) > 0)
        g_hash_table_insert (places, person->id, GUINT_TO_POINTER (i));
    }

  query = avow_store_query (store, "people/programme:duties", error, "");
  return query == NULL ? NULL : collect (store, query, places, today, error);
}
