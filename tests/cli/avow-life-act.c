/* avow-life-act.c: what people do in the application's window, for tests of several computers that have no screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"

#include "avow-rooms.h"
#include "learn/avow-response.h"
#include "people/avow-grant.h"
#include "people/avow-shipped.h"
#include "record/avow-clock.h"

#include <stdio.h>

static void
stop_on (GError *error)
{
  if (error == NULL)
    return;
  g_printerr ("%s\n", error->message);
  exit (1);
}

static AvowIdentity *
unlock (Life *life, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  AvowIdentity *identity = avow_identity_unlock (life->store, life->officer, passphrase, &error);

  stop_on (error);
  return identity;
}

static void
answer (AvowSession *session, AvowQuestion *question)
{
  g_autoptr (GPtrArray) right = avow_response_new_right (question);

  avow_session_set_answer (session, question->id, right);
}

static void
do_step (AvowSession *session, AvowStep *step)
{
  if (step->kind == AVOW_STEP_CHECK)
    {
      GPtrArray *questions = avow_session_get_check_questions (session, step->check);

      for (guint i = 0; i < questions->len; i++)
        {
          AvowQuestion *question = g_ptr_array_index (questions, i);

          answer (session, question);
          avow_session_check (session, question->id);
        }
    }
  while (step->kind == AVOW_STEP_SCENARIO && avow_session_get_scene (session, step->scenario)->ending == AVOW_ENDING_NONE)
    avow_session_choose (session, step->scenario, g_ptr_array_index (avow_session_get_scene (session, step->scenario)->choices, 0));
}

static void
finish (Life *life, AvowSession *session)
{
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *questions;

  if (avow_session_get_assessment_state (session) == AVOW_ASSESSMENT_NONE)
    {
      avow_session_complete (session, life->store, &error);
      stop_on (error);
      return;
    }
  avow_session_start_assessment (session, &error);
  stop_on (error);
  questions = avow_session_get_questions (session);
  for (guint i = 0; i < questions->len; i++)
    answer (session, g_ptr_array_index (questions, i));
  grade = avow_session_hand_in (session, life->store, &error);
  stop_on (error);
  g_print ("%u of %u right\n", grade->right, grade->asked);
}

static void
take_course (Life *life, const AvowDuty *duty)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowSession) session = avow_session_load (life->store, life->officer, duty, &error);

  stop_on (error);
  for (guint i = 0; i < avow_session_get_n_steps (session); i++)
    {
      avow_session_set_position (session, i);
      do_step (session, avow_session_get_step (session, i, NULL));
    }
  g_print ("takes “%s”: ", duty->title);
  finish (life, session);
}

static void
sign_document (Life *life, const AvowDuty *duty, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowSigning) signing = avow_signing_load (life->store, life->officer, duty, &error);

  stop_on (error);
  life_agree (signing, avow_signing_get_name (signing));
  avow_signing_sign (signing, life->store, passphrase, &error);
  stop_on (error);
  g_print ("signs “%s”\n", duty->title);
}

/* Courses where @passphrase is NULL, else the documents. */
static void
work (Life *life, const char *passphrase)
{
  g_autofree char *today = avow_time_to_date (life->now);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (life->store, life->officer, today, &error);

  stop_on (error);
  for (guint i = 0; i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);
      gboolean course = g_str_equal (duty->item_kind, "course");

      if (duty->standing == AVOW_STANDING_DONE || course != (passphrase == NULL))
        continue;
      if (course)
        take_course (life, duty);
      else
        sign_document (life, duty, passphrase);
    }
}

static void
list_owed (Life *life)
{
  g_autofree char *today = avow_time_to_date (life->now);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (life->store, life->officer, today, &error);

  stop_on (error);
  for (guint i = 0; i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      g_print ("%s %s %s\n", duty->item, duty->cycle, duty->standing == AVOW_STANDING_DONE ? "done" : "open");
    }
}

/* What only an officer can say. */
static void
fill_in (GHashTable *facts, const AvowShippedItem *item)
{
  g_autoptr (GPtrArray) names = avow_shipped_item_list_variables (item, facts);

  for (guint i = 0; i < names->len; i++)
    if (!g_hash_table_contains (facts, g_ptr_array_index (names, i)))
      g_hash_table_insert (facts, g_strdup (g_ptr_array_index (names, i)), g_strdup ("two years"));
}

static void
adopt (Life *life, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = avow_shipped_list (life->store, &error);
  g_autoptr (AvowIdentity) identity = unlock (life, passphrase);
  g_autoptr (GHashTable) facts = NULL;

  stop_on (error);
  facts = avow_shipped_get_facts (life->store, items, life->officer, &error);
  stop_on (error);
  g_hash_table_insert (facts, g_strdup ("jurisdiction"), g_strdup ("DE GB"));
  for (guint i = 0; i < items->len; i++)
    {
      AvowShippedItem *item = g_ptr_array_index (items, i);

      if (!avow_shipped_item_is_template (item))
        continue;
      fill_in (facts, item);
      avow_shipped_adopt (life->store, life->officer, item, facts, identity, &error);
      stop_on (error);
      g_print ("adopts “%s”\n", avow_shipped_item_get_title (item));
    }
}

static void
name_manager (Life *life, const char *number, const char *team, const char *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) person = avow_roster_find (life->store, number, &error);
  g_autoptr (AvowIdentity) identity = unlock (life, passphrase);

  stop_on (error);
  avow_grant_role (life->store, identity, person->id, AVOW_ROLE_MANAGER, team, TRUE, &error);
  stop_on (error);
  g_print ("%s manages “%s”\n", person->name, team);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (GPtrArray) people = NULL;
  Life life = { 0 };
  const char *act = argc > 2 ? argv[2] : "";

  avow_rooms_register ();
  store = argc > 2 ? avow_store_open (argv[1], &error) : NULL;
  stop_on (error);
  people = store != NULL ? avow_identity_list (store, &error) : NULL;
  stop_on (error);
  if (people == NULL || people->len == 0)
    return 2;
  life = (Life) { .store = store, .officer = g_ptr_array_index (people, 0), .now = avow_clock_now () };
  if (g_str_equal (act, "learn"))
    work (&life, NULL);
  else if (g_str_equal (act, "owed"))
    list_owed (&life);
  else if (g_str_equal (act, "sign") && argc == 4)
    work (&life, argv[3]);
  else if (g_str_equal (act, "adopt") && argc == 4)
    adopt (&life, argv[3]);
  else if (g_str_equal (act, "manager") && argc == 6)
    name_manager (&life, argv[3], argv[4], argv[5]);
  else if (g_str_equal (act, "publish"))
    life_adopt_plain_course (&life);
  else
    return 2;
  return 0;
}
