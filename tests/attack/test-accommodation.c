/* test-accommodation.c: more time and attempts, from the desk to the computer where they count, and who never hears of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "people/avow-accommodation.h"
#include "people/avow-invitation.h"
#include "record/avow-record-accommodation.h"

#include <string.h>

#define REASON "quartz-mandolin" /* a word that stands nowhere else */
#define TEAM "Office"

static void
grant (Life *desk, const char *person, guint extra_time, guint extra_attempts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowIdentity) identity = avow_identity_unlock (desk->store, desk->officer, LIFE_PASSPHRASE, &error);
  AvowDuty *duty = life_find_duty (desk, person, "callers");
  AvowAccommodation granted = {
    .item = duty->item, .cycle = duty->cycle, .extra_time = extra_time, .extra_attempts = extra_attempts, .reason = (char *) REASON,
  };

  g_assert_no_error (error);
  avow_accommodation_grant (desk->store, identity, person, &granted, &error);
  g_assert_no_error (error);
  avow_duty_free (duty);
}

static gboolean
holds_reason (Life *life)
{
  g_autoptr (GError) error = NULL;

  for (gint64 position = 1; position <= avow_store_get_position (life->store); position++)
    {
      g_autoptr (AvowRecord) record = avow_store_get_record (life->store, position, NULL, NULL);
      gsize length;
      const char *bytes = record != NULL ? g_bytes_get_data (avow_record_get_payload (record), &length) : NULL;

      if (bytes != NULL && memmem (bytes, length, REASON, strlen (REASON)) != NULL)
        return TRUE;
    }
  return life_count (life, "event_accommodation") > 0;
}

static void
assert_sound (Life *life)
{
  g_autoptr (AvowVerdict) verdict = life_verify (life);

  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
}

static void
take_in (Stations *stations, Life *at, const char *actor, const char *path)
{
  g_autofree char *reason = NULL;

  g_assert_cmpstr (stations_take_in (stations, at, actor, path, &reason), ==, "OK");
}

static void
adopt_timed (Life *desk)
{
  g_autofree char *xml = life_write_course ("2026.5", 3);
  g_autoptr (GString) text = g_string_new (xml);

  g_string_replace (text, " wait='PT15M'", " wait='PT15M' time-limit='PT30M'", 1);
  life_adopt_text (desk, text->str);
}

static AvowSession *
begin (Stations *stations)
{
  AvowSession *session = life_open (&stations->home, stations->home_person);

  life_do_steps (session);
  life_start (session);
  return session;
}

/* Granted at the desk, taken in at home, made use of there, handed over again: it holds in both, and the manager's desk, which is
 * handed what concerns the team, hears nothing of it. */
static void
test_travels (void)
{
  g_autoptr (Stations) stations = stations_new ();
  AvowHandOverTo person = { .person = stations->home_person };
  AvowHandOverTo team = { .team = TEAM };
  g_autofree char *there = NULL;
  g_autofree char *back = NULL;
  g_autofree char *manager = NULL;
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;

  adopt_timed (&stations->desk);
  grant (&stations->desk, stations->home_person, 50, 1);
  there = stations_hand_over (stations, &stations->desk, stations->desk.officer, &person);
  take_in (stations, &stations->home, stations->home_person, there);
  g_assert_true (holds_reason (&stations->home));

  session = begin (stations);
  g_assert_cmpuint (avow_session_get_time_limit (session), ==, 45 * 60);
  g_assert_cmpuint (avow_session_get_attempts_allowed (session), ==, 4);
  stations_wait (stations, 40 * LIFE_MINUTE);
  life_answer (session, 3, TRUE);
  grade = life_hand_in (&stations->home, session);
  g_assert_true (grade->passed);
  assert_sound (&stations->home);

  back = stations_hand_over (stations, &stations->home, stations->home_person, NULL);
  take_in (stations, &stations->desk, stations->desk.officer, back);
  assert_sound (&stations->desk);
  g_assert_cmpint (life_count (&stations->desk, "event_completion"), ==, 1);

  manager = stations_hand_over (stations, &stations->desk, stations->desk.officer, &team);
  take_in (stations, &stations->rogue, stations->rogue_person, manager);
  g_assert_cmpint (life_count (&stations->rogue, "event_completion"), ==, 1);
  g_assert_false (holds_reason (&stations->rogue));
  assert_sound (&stations->rogue);
}

/* Control: what is handed over whole does bring it, so its absence above is no accident. */
static void
test_whole (void)
{
  g_autoptr (Stations) stations = stations_new ();
  g_autofree char *whole = NULL;

  grant (&stations->desk, stations->home_person, 50, 1);
  whole = stations_hand_over (stations, &stations->desk, stations->desk.officer, NULL);
  take_in (stations, &stations->rogue, stations->rogue_person, whole);
  g_assert_true (holds_reason (&stations->rogue));
}

/* Another person's is no business of the one who is handed their own. */
static void
test_of_another (void)
{
  g_autoptr (Stations) stations = stations_new ();
  AvowHandOverTo person = { .person = stations->home_person };
  g_autofree char *there = NULL;

  grant (&stations->desk, stations->rogue_person, 50, 1);
  there = stations_hand_over (stations, &stations->desk, stations->desk.officer, &person);
  take_in (stations, &stations->home, stations->home_person, there);
  g_assert_false (holds_reason (&stations->home));
}

/* Whoever owns a computer can sign what they like there, and cite it: it counts for nothing at the desk, which says so. */
static void
test_self_granted (void)
{
  g_autoptr (Stations) stations = stations_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowIdentity) identity = avow_identity_unlock (stations->home.store, stations->home_person, STATIONS_PASSPHRASE, &error);
  AvowRecordAccommodation body = { .item = (char *) "callers", .title = (char *) "Callers", .cycle = (char *) "2026", .extra_attempts = 9,
                                   .extra_time_percent = 900, .reason = (char *) "because" };
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowRecord) signed_record = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  g_autofree char *back = NULL;
  g_autofree char *reason = NULL;

  g_assert_no_error (error);
  record = avow_record_new (&avow_record_kind_accommodation, stations->home_person, stations->home_person, &body);
  signed_record = avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, &error);
  g_assert_no_error (error);
  g_ptr_array_add (records, signed_record);
  avow_store_append (stations->home.store, records, &error);
  g_assert_no_error (error);

  session = begin (stations);
  g_assert_cmpuint (avow_session_get_attempts_allowed (session), ==, 12);
  life_answer (session, 3, TRUE);
  grade = life_hand_in (&stations->home, session);
  back = stations_hand_over (stations, &stations->home, stations->home_person, NULL);
  g_assert_cmpstr (stations_take_in (stations, &stations->desk, stations->desk.officer, back, &reason), ==, "refused");
  g_assert_nonnull (strstr (reason, "was not a compliance officer"));
  g_assert_cmpint (life_count (&stations->desk, "event_attempt"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/accommodation{travels}", test_travels);
  g_test_add_func ("/avow/attack/accommodation{whole}", test_whole);
  g_test_add_func ("/avow/attack/accommodation{of-another}", test_of_another);
  g_test_add_func ("/avow/attack/accommodation{self-granted}", test_self_granted);
  return stations_run ();
}
