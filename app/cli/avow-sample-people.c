/* avow-sample-people.c: who works at the sample organisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-sample-people.h"

#include "record/avow-clock.h"

#define FIRST_STAFF_NUMBER 1001

/* Names from many places; whoever is called so in life is not meant. */
static const char *const given_names[] = {
  "Amara", "Benoît", "Chiara", "Dmitri", "Elif", "Farid", "Grace", "Hiroshi", "Ingrid", "Jamal", "Katarzyna", "Liam", "Mei", "Nikhil",
  "Olga", "Pablo", "Quynh", "Rania", "Søren", "Tomasz", "Uchenna", "Valeria", "Wanjiru", "Xavier", "Yusuf", "Zoë", "Aroha", "Björn",
  "Carmen", "Dalia", "Emeka", "Fatima",
};
static const char *const family_names[] = {
  "Okafor", "Lefèvre", "Romano", "Sokolov", "Yılmaz", "Haddad", "Mensah", "Tanaka", "Lindqvist", "Carter", "Nowak", "Murphy", "Chen",
  "Patel", "Petrova", "García", "Nguyen", "Khalil", "Jensen", "Wójcik", "Eze", "Rossi", "Kamau", "Dubois", "Demir", "Papadopoulos",
  "Ngata", "Eriksson", "Ortiz", "Cohen", "Adeyemi", "Hussain",
};
static const char *const teams[] = { "Customer Service", "Finance", "Compliance" };

/* The first people, so that every page has something true to show. All others are drawn. */
static const struct
{
  const char *team;
  AvowRole role;
  AvowSampleStory story;
  gboolean has_key;
  guint joined_days_ago;
} cast[] = {
  { "Compliance", AVOW_ROLE_OFFICER, AVOW_SAMPLE_FINISHED, TRUE, 500 },
  { "Customer Service", AVOW_ROLE_MANAGER, AVOW_SAMPLE_FINISHED, TRUE, 380 },
  { "Customer Service", AVOW_ROLE_STAFF, AVOW_SAMPLE_NEW, TRUE, 3 },
  { "Customer Service", AVOW_ROLE_STAFF, AVOW_SAMPLE_LATE, FALSE, 47 },
  { "Finance", AVOW_ROLE_STAFF, AVOW_SAMPLE_DECLINED, FALSE, 26 },
  { "Customer Service", AVOW_ROLE_STAFF, AVOW_SAMPLE_FAILED, FALSE, 19 },
  { "Customer Service", AVOW_ROLE_STAFF, AVOW_SAMPLE_LAST_TRY, TRUE, 24 },
  { "Finance", AVOW_ROLE_STAFF, AVOW_SAMPLE_COMPLETED, TRUE, 21 },
  { "Finance", AVOW_ROLE_STAFF, AVOW_SAMPLE_READING, FALSE, 12 },
  { "Finance", AVOW_ROLE_STAFF, AVOW_SAMPLE_NEW, FALSE, 6 },
  { "Compliance", AVOW_ROLE_STAFF, AVOW_SAMPLE_READING, FALSE, 14 },
  { "Customer Service", AVOW_ROLE_STAFF, AVOW_SAMPLE_NEW, FALSE, 9 },
};

static void
sample_person_free (gpointer data)
{
  AvowSamplePerson *self = data;
  g_free (self->person.id);
  g_free (self->person.staff_number);
  g_free (self->person.name);
  g_free (self->person.email);
  g_free (self->person.team);
  g_free (self->person.joined);
  g_clear_pointer (&self->identity, avow_identity_free);
  g_free (self);
}

/* Of a hundred who were not cast: most have finished. */
static AvowSampleStory
draw_story (AvowDraws *draws)
{
  guint chance = avow_draws_below (draws, 100);
  return chance < 70   ? AVOW_SAMPLE_FINISHED
         : chance < 78 ? AVOW_SAMPLE_COMPLETED
         : chance < 82 ? AVOW_SAMPLE_DECLINED
         : chance < 88 ? AVOW_SAMPLE_READING
         : chance < 92 ? AVOW_SAMPLE_FAILED
         : chance < 96 ? AVOW_SAMPLE_LATE
                       : AVOW_SAMPLE_NEW;
}

static guint
draw_days (AvowDraws *draws, AvowSampleStory story)
{
  switch (story)
    {
    case AVOW_SAMPLE_LATE:
      return 35 + avow_draws_below (draws, 60);
    case AVOW_SAMPLE_FINISHED:
      return 20 + avow_draws_below (draws, 95);
    case AVOW_SAMPLE_NEW:
      return 1 + avow_draws_below (draws, 20);
    default:
      return 15 + avow_draws_below (draws, 14);
    }
}

/* The pairs of names run out after the product of the two lists; after that a number tells people apart. */
static char *
create_name (guint index, guint offset)
{
  guint n_given = G_N_ELEMENTS (given_names), n_family = G_N_ELEMENTS (family_names);
  guint round = index / (n_given * n_family);
  const char *given = given_names[(index + offset) % n_given];
  const char *family = family_names[(index * 5 + index / n_given * 7 + offset) % n_family];
  return round == 0 ? g_strdup_printf ("%s %s", given, family) : g_strdup_printf ("%s %s %u", given, family, round + 1);
}

GPtrArray *
avow_sample_people_new (guint n_people, AvowDraws *draws, const char *today)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (sample_person_free);
  guint offset = avow_draws_below (draws, 1000);
  for (guint i = 0; i < n_people; i++)
    {
      AvowSamplePerson *self = g_new0 (AvowSamplePerson, 1);
      gboolean is_cast = i < G_N_ELEMENTS (cast);
      self->role = is_cast ? cast[i].role : AVOW_ROLE_STAFF;
      self->story = is_cast ? cast[i].story : draw_story (draws);
      self->has_key = is_cast && cast[i].has_key;
      self->joined_days_ago = is_cast ? cast[i].joined_days_ago : draw_days (draws, self->story);
      self->person.staff_number = g_strdup_printf ("%u", FIRST_STAFF_NUMBER + i);
      self->person.name = create_name (i, offset);
      self->person.team = g_strdup (is_cast ? cast[i].team : teams[avow_draws_below (draws, G_N_ELEMENTS (teams))]);
      self->person.joined = avow_date_add_days (today, -(int) self->joined_days_ago);
      g_ptr_array_add (people, self);
    }
  return people;
}
