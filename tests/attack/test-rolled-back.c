/* test-rolled-back.c: a computer that goes back to an older state, and what hides it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "record/avow-record-installation.h"

#define LAST_DAY G_GINT64_CONSTANT (253402214400000) /* 9999-12-31 */

/* Home learns and hands over, by a clock that is @ahead; then its copy from before does. Returns what the desk says to that;
 * @out_again: to the same file again, once it has more. */
static const char *
roll_back (Stations *self, gint64 made, const char **out_again)
{
  Life older;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *fourth = NULL;
  g_autoptr (AvowHandOverFile) file = NULL;
  const char *answer;

  stations_copy (self, &self->home, "older", &older);
  first = stations_hand_over (self, &self->home, self->home_person, NULL);
  file = stations_read (first);
  file->made = MAX (made, file->made);
  stations_write (file, &self->home, first);
  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, first, NULL), ==, "OK");
  life_pass (&self->home, self->home_person);
  second = stations_hand_over (self, &self->home, self->home_person, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, second, NULL), ==, "OK");
  *out_again = stations_take_in (self, &self->desk, self->desk.officer, first, NULL);
  third = stations_hand_over (self, &older, self->home_person, NULL);
  answer = stations_take_in (self, &self->desk, self->desk.officer, third, NULL);

  /* what a clock that is a little ahead hides comes out as time goes by */
  stations_wait (self, 60 * LIFE_MINUTE);
  fourth = stations_hand_over (self, &older, self->home_person, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, fourth, NULL), ==, "ROLLBACK");
  stations_close (&older);
  return answer;
}

static void
test_made (void)
{
  static const struct { const char *what; gint64 ahead; const char *again; } clocks[] = {
    { "right", 0, "STALE" },
    { "an hour ahead", 60 * LIFE_MINUTE, "STALE" },
    { "on the last day of all", LAST_DAY, "ROLLBACK" },
  };
  guint noticed = 0, believed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autoptr (Stations) self = stations_new ();
      gint64 made = clocks[i].ahead == LAST_DAY ? LAST_DAY : self->desk.now + clocks[i].ahead;
      const char *again;
      const char *answer = roll_back (self, made, &again);

      g_test_message ("clock %s: %s", clocks[i].what, answer);
      g_assert_cmpstr (again, ==, clocks[i].again);
      noticed += g_str_equal (answer, "ROLLBACK");
      believed += stations_ask (&self->desk, "SELECT max (made) FROM event_intake") < self->desk.now;
    }
  g_test_message ("rolled back: %u tried, %u noticed at once and all within an hour; control: whoever believes when a file says that it was "
                  "made notices %u", (guint) G_N_ELEMENTS (clocks), noticed, believed);
  g_assert_cmpuint (noticed, ==, 2);
  g_assert_cmpuint (believed, ==, 2);
}

/* The rogue says that they took the place of the other's ledger. */
static void
claim (Stations *self)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (AvowRecord) own = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  AvowRecordInstallation body;

  own = avow_store_get_record (self->rogue.store, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (avow_record_get_kind (own) == &avow_record_kind_installation);
  body = *(const AvowRecordInstallation *) avow_record_get_body (own);
  body.previous = avow_store_get_checkpoint (self->home.store, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_add (records, avow_record_new (&avow_record_kind_installation, avow_record_get_subject (own), self->rogue_person, &body));
  avow_store_append (self->rogue.store, records, &error);
  g_assert_no_error (error);
  g_free (body.previous);
  path = stations_hand_over (self, &self->rogue, self->rogue_person, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, path, NULL), ==, "OK");
}

static void
test_claimed (void)
{
  g_autoptr (Stations) self = stations_new ();
  const char *again;

  claim (self);
  g_assert_cmpstr (roll_back (self, 0, &again), ==, "ROLLBACK");
  g_assert_cmpstr (again, ==, "STALE");
  g_assert_cmpint (stations_ask (&self->desk, "SELECT count (*) FROM event_installation WHERE previous IS NOT NULL"), ==, 1);
}

/* What others have of a ledger may be less than its own installation handed over itself: they are told of nothing. */
static void
test_relayed (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *relayed = NULL;
  g_autoptr (AvowHandOverFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = NULL;

  first = stations_hand_over (self, &self->home, self->home_person, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, first, NULL), ==, "OK");
  life_pass (&self->home, self->home_person);
  second = stations_hand_over (self, &self->home, self->home_person, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, second, NULL), ==, "OK");
  relayed = stations_hand_over (self, &self->rogue, self->rogue_person, NULL);
  stations_wait (self, LIFE_MINUTE);
  results = avow_take_in_file (self->desk.store, self->desk.officer, relayed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 2);
  g_assert_cmpint (((AvowTakenIn *) g_ptr_array_index (results, 1))->verdict, ==, AVOW_INTAKE_VERDICT_STALE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/rolled-back{clocks}", test_made);
  g_test_add_func ("/avow/attack/rolled-back{somebody else's word}", test_claimed);
  g_test_add_func ("/avow/attack/rolled-back{relayed}", test_relayed);
  return stations_run ();
}
