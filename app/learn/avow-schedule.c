/* avow-schedule.c: which missed question is due when, for one person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-schedule.h"

#include "avow-json.h"
#include "record/avow-clock.h"

#include <string.h>

#define SCHEDULE_VERSION 1

static void
free_card (gpointer data)
{
  AvowCard *card = data;

  g_free (card->item);
  g_free (card->question);
  g_free (card->due);
  g_free (card);
}

/* ids of courses and questions are NCNames, so that there is one slash */
static char *
make_key (const char *item, const char *question)
{
  return g_strconcat (item, "/", question, NULL);
}

static AvowCard *
add_card (AvowSchedule *self, const char *item, const char *question)
{
  AvowCard *card = g_new0 (AvowCard, 1);

  card->item = g_strdup (item);
  card->question = g_strdup (question);
  avow_sm2_begin (&card->sm2);
  g_hash_table_replace (self->cards, make_key (item, question), card);
  return card;
}

static void
read_card (AvowSchedule *self, const char *key, JsonObject *object)
{
  const char *due = object != NULL ? avow_json_get_text (object, "due") : NULL;
  g_auto (GStrv) ids = g_strsplit (key, "/", 0);
  AvowCard *card;

  if (g_strv_length (ids) != 2 || !avow_date_is_valid (due))
    return;

  card = add_card (self, ids[0], ids[1]);
  card->due = g_strdup (due);
  card->counted = avow_json_get_integer (object, "counted");
  card->sm2.repetition = CLAMP (avow_json_get_integer (object, "repetition"), 1, G_MAXINT);
  card->sm2.interval = CLAMP (avow_json_get_integer (object, "interval"), 1, AVOW_SM2_MAX_DAYS);
  card->sm2.factor = CLAMP (avow_json_get_integer (object, "factor"), AVOW_SM2_LEAST_FACTOR, G_MAXINT / 2);
}

static void
write_card (JsonBuilder *builder, const char *key, const AvowCard *card)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  avow_json_add_text (builder, "due", card->due);
  avow_json_add_integer (builder, "counted", card->counted);
  avow_json_add_integer (builder, "repetition", card->sm2.repetition);
  avow_json_add_integer (builder, "interval", card->sm2.interval);
  avow_json_add_integer (builder, "factor", card->sm2.factor);
  json_builder_end_object (builder);
}

AvowSchedule *
avow_schedule_parse (const char *state)
{
  g_autoptr (JsonObject) object = avow_json_parse (state);
  JsonObject *cards = avow_json_get_object (object, "cards");
  g_autoptr (GList) keys = cards != NULL ? json_object_get_members (cards) : NULL;
  AvowSchedule *self = g_new0 (AvowSchedule, 1);

  self->week = g_strdup (avow_json_get_text (object, "week"));
  self->asked = MIN (avow_json_get_integer (object, "asked"), AVOW_SCHEDULE_MAX_A_WEEK);
  self->cards = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_card);
  for (GList *key = keys; key != NULL; key = key->next)
    read_card (self, key->data, avow_json_get_object (cards, key->data));
  return self;
}

char *
avow_schedule_to_string (AvowSchedule *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) keys = avow_json_sort_keys (self->cards);

  json_builder_begin_object (builder);
  avow_json_add_integer (builder, "version", SCHEDULE_VERSION);
  avow_json_add_text (builder, "week", self->week);
  avow_json_add_integer (builder, "asked", self->asked);
  json_builder_set_member_name (builder, "cards");
  json_builder_begin_object (builder);
  for (guint i = 0; i < keys->len; i++)
    write_card (builder, g_ptr_array_index (keys, i), g_hash_table_lookup (self->cards, g_ptr_array_index (keys, i)));
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  return avow_json_finish (builder);
}

void
avow_schedule_free (AvowSchedule *self)
{
  g_free (self->week);
  g_hash_table_unref (self->cards);
  g_free (self);
}

AvowCard *
avow_schedule_find (AvowSchedule *self, const char *item, const char *question)
{
  g_autofree char *key = make_key (item, question);

  return g_hash_table_lookup (self->cards, key);
}

void
avow_schedule_count (AvowSchedule *self, const char *item, const char *question, guint quality, gint64 time)
{
  AvowCard *card = avow_schedule_find (self, item, question);
  g_autofree char *day = avow_time_to_date (time);

  if (card != NULL)
    avow_sm2_repeat (&card->sm2, quality);
  else if (quality <= AVOW_SM2_WRONG)
    card = add_card (self, item, question);
  else
    return;

  card->counted = MAX (card->counted, time);
  g_free (card->due);
  card->due = avow_date_add_days (day, card->sm2.interval);
}

char *
avow_schedule_get_week (const char *date)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *noon = g_strconcat (date, "T12:00:00Z", NULL);

  day = g_date_time_new_from_iso8601 (noon, NULL);
  g_return_val_if_fail (day != NULL, NULL);

  return g_strdup_printf ("%04d-W%02d", g_date_time_get_week_numbering_year (day), g_date_time_get_week_of_year (day));
}

gboolean
avow_schedule_is_full (AvowSchedule *self, const char *date)
{
  g_autofree char *week = avow_schedule_get_week (date);

  return self->week != NULL && strcmp (week, self->week) <= 0 && self->asked >= AVOW_SCHEDULE_MAX_A_WEEK;
}

void
avow_schedule_note_asked (AvowSchedule *self, const char *date)
{
  g_autofree char *week = avow_schedule_get_week (date);

  if (self->week == NULL || strcmp (week, self->week) > 0)
    {
      g_free (self->week);
      self->week = g_steal_pointer (&week);
      self->asked = 0;
    }
  self->asked++;
}
