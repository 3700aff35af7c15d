/* test-withdrawn.c: what was signed with a key that was withdrawn, and comes late
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "people/avow-withdrawal.h"
#include "record/avow-purge.h"

#include <string.h>

#define REASON "It is signed with a key that was withdrawn, and is not provably before the withdrawal."

static void
sign (Stations *self)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (GError) error = NULL;

  life_pass (&self->home, self->home_person);
  signing = life_open_declaration (&self->home, self->home_person);
  life_agree (signing, "Tomasz Nowak");
  g_assert_cmpint (avow_signing_sign (signing, self->home.store, STATIONS_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);
}

static void
withdraw (Stations *self)
{
  g_autoptr (AvowIdentity) officer = NULL;
  g_autoptr (GError) error = NULL;

  officer = avow_identity_unlock (self->desk.store, self->desk.officer, LIFE_PASSPHRASE, &error);
  g_assert_no_error (error);
  avow_withdrawal_write (self->desk.store, officer, self->home_person, "stolen", NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What came of the home computer's ledger. */
static void
hand_over (Stations *self, AvowIntakeVerdict verdict, guint64 discounted)
{
  g_autofree char *path = stations_hand_over (self, &self->home, self->home_person, NULL);
  g_autofree char *words = NULL;
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GError) error = NULL;
  const AvowTakenIn *first;

  stations_wait (self, LIFE_MINUTE);
  results = avow_take_in_file (self->desk.store, self->desk.officer, path, &error);
  g_assert_no_error (error);
  first = g_ptr_array_index (results, 0);
  words = avow_taken_in_describe (first);
  g_test_message ("%s: %s", avow_intake_verdict_to_name (first->verdict), words);
  g_assert_cmpint (first->verdict, ==, verdict);
  g_assert_cmpuint (first->discounted, ==, discounted);
  g_assert_true (avow_taken_in_is_fine (first) == (discounted == 0));
  if (discounted > 0)
    g_assert_nonnull (strstr (words, REASON));
}

static guint
count_notes (AvowVerdict *verdict)
{
  guint count = 0;

  for (guint i = 0; i < verdict->notes->len; i++)
    count += strstr (((AvowFinding *) g_ptr_array_index (verdict->notes, i))->message, REASON) != NULL;
  return count;
}

/* Whether the declaration counts there, as its tables are and as they are made again. */
static void
check_counts_at (Stations *self, Life *life, gint64 declarations)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AvowVerdict) verdict = life_verify (life);
      AvowDuty *duty = life_find_duty (life, self->home_person, "promise");
      g_autoptr (GError) error = NULL;

      g_assert_true (avow_verdict_is_sound (verdict));
      g_assert_cmpuint (count_notes (verdict), ==, 1 - declarations);
      g_assert_cmpint (life_count (life, "event_declaration"), ==, declarations);
      g_assert_cmpint (life_count (life, "event_completion"), ==, 1);
      g_assert_cmpint (duty->standing, ==, declarations > 0 ? AVOW_STANDING_DONE : AVOW_STANDING_TODO);
      avow_duty_free (duty);
      avow_store_rebuild (life->store, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

/* What does not count goes with the rest, once its person's records are destroyed. */
static void
check_purged (Stations *self, Life *life)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) positions = avow_purge_list (life->store, self->home_person, &error);
  guint declarations = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < positions->len; i++)
    {
      g_autoptr (AvowRecord) record = avow_store_get_record (life->store, g_array_index (positions, gint64, i), NULL, &error);

      g_assert_no_error (error);
      declarations += g_str_equal (avow_record_get_kind (record)->name, "declaration");
    }
  g_assert_cmpuint (declarations, ==, 1);
}

static void
check_counts (Stations *self, gint64 declarations)
{
  check_counts_at (self, &self->desk, declarations);
}

/* One's own computer comes to the same as the desk, once it has heard of the withdrawal. */
static void
check_counts_at_home (Stations *self, gint64 declarations)
{
  check_counts_at (self, &self->home, declarations);
}

/* A record more in the home computer's ledger, which knows of the withdrawal then. */
static void
hear_of_it (Stations *self)
{
  AvowHandOverTo to = { .person = self->home_person };
  g_autofree char *path = stations_hand_over (self, &self->desk, self->desk.officer, &to);

  g_assert_cmpstr (stations_take_in (self, &self->home, self->home_person, path, NULL), ==, "OK");
}

static void
test_late (void)
{
  g_autoptr (Stations) self = stations_new ();

  hand_over (self, AVOW_INTAKE_VERDICT_OK, 0);
  sign (self);
  withdraw (self);
  hand_over (self, AVOW_INTAKE_VERDICT_OK, 1);
  check_counts (self, 0);
  hand_over (self, AVOW_INTAKE_VERDICT_SAME, 0);
  check_counts_at_home (self, 1);
  hear_of_it (self);
  check_counts_at_home (self, 0);
  check_purged (self, &self->home);
  check_purged (self, &self->desk);
  hand_over (self, AVOW_INTAKE_VERDICT_OK, 0);
  check_counts (self, 0);
}

static void
test_in_time (void)
{
  g_autoptr (Stations) self = stations_new ();

  sign (self);
  hand_over (self, AVOW_INTAKE_VERDICT_OK, 0);
  withdraw (self);
  check_counts (self, 1);
  hear_of_it (self);
  check_counts_at_home (self, 1);
  hand_over (self, AVOW_INTAKE_VERDICT_OK, 0);
  check_counts (self, 1);
}

/* Whoever hears of all at once, from the desk, comes to the same. */
static void
check_told (gboolean in_time)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *path = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;

  hand_over (self, AVOW_INTAKE_VERDICT_OK, 0);
  sign (self);
  if (in_time)
    hand_over (self, AVOW_INTAKE_VERDICT_OK, 0);
  withdraw (self);
  if (!in_time)
    hand_over (self, AVOW_INTAKE_VERDICT_OK, 1);
  path = stations_hand_over (self, &self->desk, self->desk.officer, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, path, NULL), ==, "OK");
  g_assert_cmpint (life_count (&self->rogue, "event_declaration"), ==, in_time);
  avow_store_rebuild (self->rogue.store, NULL, NULL, &error);
  g_assert_no_error (error);
  verdict = life_verify (&self->rogue);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (life_count (&self->rogue, "event_declaration"), ==, in_time);
}

/* The thief hands what they signed to somebody who has not heard yet. */
static void
check_heard_later (gboolean in_time)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *roster = NULL;
  g_autofree char *home = NULL;
  g_autofree char *desk = NULL;
  g_autoptr (AvowVerdict) before = NULL;
  g_autoptr (GError) error = NULL;

  hand_over (self, AVOW_INTAKE_VERDICT_OK, 0);
  roster = stations_hand_over (self, &self->desk, self->desk.officer, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, roster, NULL), ==, "OK");
  sign (self);
  home = stations_hand_over (self, &self->home, self->home_person, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, home, NULL), ==, "OK");
  g_assert_cmpint (life_count (&self->rogue, "event_declaration"), ==, 1);
  before = life_verify (&self->rogue);
  g_assert_true (avow_verdict_is_sound (before));
  g_assert_cmpuint (count_notes (before), ==, 0);
  if (in_time)
    hand_over (self, AVOW_INTAKE_VERDICT_OK, 0);
  withdraw (self);
  desk = stations_hand_over (self, &self->desk, self->desk.officer, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, desk, NULL), ==, "OK");
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AvowVerdict) verdict = life_verify (&self->rogue);

      g_assert_true (avow_verdict_is_sound (verdict));
      g_assert_cmpuint (count_notes (verdict), ==, !in_time);
      g_assert_cmpint (life_count (&self->rogue, "event_declaration"), ==, in_time);
      avow_store_rebuild (self->rogue.store, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_heard_later (void)
{
  check_heard_later (FALSE);
  check_heard_later (TRUE);
}

static void
test_told (void)
{
  check_told (FALSE);
  check_told (TRUE);
}

/* Somebody puts what does not count where reports read. */
static void
test_put_back (void)
{
  static const char sql[] =
    "INSERT INTO event_declaration SELECT (SELECT position FROM leaf WHERE kind = 13), (SELECT ledger FROM leaf WHERE kind = 13), d.* "
    "FROM (SELECT time, subject, actor, leaf, 'o', item, 'declaration', title, edition, 'en', digest, cycle, 'signed', 'p', 's', '1002', 'n', 'n', "
    "NULL, NULL, NULL, '2026' FROM event_completion) AS d";
  g_autoptr (Stations) self = stations_new ();
  g_autoptr (AvowVerdict) verdict = NULL;

  hand_over (self, AVOW_INTAKE_VERDICT_OK, 0);
  sign (self);
  withdraw (self);
  hand_over (self, AVOW_INTAKE_VERDICT_OK, 1);
  g_assert_cmpint (sqlite3_exec (avow_store_get_database (self->desk.store), sql, NULL, NULL, NULL), ==, SQLITE_OK);
  verdict = life_verify (&self->desk);
  g_assert_cmpuint (verdict->findings->len, >, 0);
  g_assert_nonnull (strstr (((AvowFinding *) g_ptr_array_index (verdict->findings, 0))->message, "it counts for nothing here"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/withdrawn{late}", test_late);
  g_test_add_func ("/avow/attack/withdrawn{control: in time}", test_in_time);
  g_test_add_func ("/avow/attack/withdrawn{told by the desk}", test_told);
  g_test_add_func ("/avow/attack/withdrawn{heard of later}", test_heard_later);
  g_test_add_func ("/avow/attack/withdrawn{put back}", test_put_back);
  return stations_run ();
}
