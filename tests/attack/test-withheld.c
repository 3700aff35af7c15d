/* test-withheld.c: what a manager's desk is not shown, and is shown later
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "people/avow-invitation.h"

#include <string.h>

#define TEAM "Office"

/* What others say that somebody owes: the manager's desk opens what is due by itself. */
#define HANDED "(SELECT subject FROM event_obligation JOIN ledger ON number = ledger WHERE own = 0)"

/* Somebody of another team, who works on the same computer as the colleague. The rogue, who means well here, has the desk of a
 * manager. */
typedef struct
{
  Stations *stations;
  char *guest; /* id */
} World;

static void
move (World *self, const char *team)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) entry = avow_roster_get (self->stations->desk.store, self->guest, &error);

  g_assert_no_error (error);
  g_free (entry->team);
  entry->team = g_strdup (team);
  g_ptr_array_add (records, avow_person_to_record (entry, self->stations->desk.officer));
  avow_store_append (self->stations->desk.store, records, &error);
  g_assert_no_error (error);
}

static void
join (World *self)
{
  Stations *stations = self->stations;
  AvowPerson person = { .staff_number = (char *) "1005", .name = (char *) "Gesa Guest", .team = (char *) "Field", .joined = (char *) "2026-03-02" };
  g_autofree char *path = g_build_filename (stations->folder, "guest.avow-invitation", NULL);
  g_autofree char *code = NULL;
  g_autoptr (AvowInvitation) invitation = NULL;
  g_autoptr (GError) error = NULL;

  avow_roster_add (stations->desk.store, stations->desk.officer, &person, &self->guest, &error);
  g_assert_no_error (error);
  avow_invitation_write (stations->desk.store, stations->desk.officer, LIFE_PASSPHRASE, self->guest, path, &code, &error);
  g_assert_no_error (error);
  invitation = avow_invitation_open (path, &error);
  g_assert_no_error (error);
  avow_store_unref (avow_invitation_accept (invitation, avow_store_get_folder (stations->home.store), code, STATIONS_PASSPHRASE, NULL, &error));
  g_assert_no_error (error);
}

static void
set_up (World *self)
{
  self->stations = stations_new ();
  join (self);
  life_pass (&self->stations->home, self->stations->home_person);
  life_pass (&self->stations->home, self->guest);
}

static void
tear_down (World *self)
{
  g_free (self->guest);
  stations_free (self->stations);
}

/* From the computer to the desk, and from there to the manager's. (transfer full): the second file. */
static char *
pass_on (World *self)
{
  AvowHandOverTo to = { .team = TEAM };
  g_autofree char *home = stations_hand_over (self->stations, &self->stations->home, self->stations->home_person, NULL);

  stations_take_in (self->stations, &self->stations->desk, self->stations->desk.officer, home, NULL);
  return stations_hand_over (self->stations, &self->stations->desk, self->stations->desk.officer, &to);
}

/* @filled: how many texts the home computer's ledger brought that were withheld before */
static void
take_in (World *self, const char *path, AvowIntakeVerdict verdict, gboolean fills)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = avow_take_in_file (self->stations->rogue.store, self->stations->rogue_person, path, &error);
  const AvowTakenIn *home;
  g_autofree char *words = NULL;

  g_assert_no_error (error);
  home = g_ptr_array_index (results, results->len - 1);
  words = avow_taken_in_describe (home);
  g_test_message ("%s: %s", avow_intake_verdict_to_name (home->verdict), words);
  g_assert_cmpint (home->verdict, ==, verdict);
  g_assert_true ((home->filled > 0) == fills);
}

static gint64
count (World *self, const char *table)
{
  g_autofree char *where = g_strdup_printf ("%s WHERE subject = '%s'", table, self->guest);

  return life_count (&self->stations->rogue, where);
}

static gboolean
has_name (World *self)
{
  g_autofree char *path = g_build_filename (avow_store_get_folder (self->stations->rogue.store), AVOW_STORE_FILE, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return memmem (bytes, length, "Gesa Guest", strlen ("Gesa Guest")) != NULL;
}

static void
check_sees (World *self, gint64 completions)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AvowVerdict) verdict = life_verify (&self->stations->rogue);
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < verdict->findings->len; j++)
        g_test_message ("  %s", ((AvowFinding *) g_ptr_array_index (verdict->findings, j))->message);
      g_assert_true (avow_verdict_is_sound (verdict));
      g_assert_cmpint (count (self, "event_completion"), ==, completions);
      g_assert_cmpint (count (self, "event_attempt"), ==, 0);
      g_assert_cmpint (count (self, "state_person"), ==, completions > 0);
      g_assert_true (has_name (self) == (completions > 0));
      avow_store_rebuild (self->stations->rogue.store, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_filled_in (void)
{
  World self = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  gint64 owed;

  set_up (&self);
  first = pass_on (&self);
  take_in (&self, first, AVOW_INTAKE_VERDICT_OK, FALSE);
  check_sees (&self, 0);

  /* they join the team */
  move (&self, TEAM);
  second = pass_on (&self);
  take_in (&self, second, AVOW_INTAKE_VERDICT_SAME, TRUE);
  check_sees (&self, 1);
  take_in (&self, second, AVOW_INTAKE_VERDICT_SAME, FALSE);

  /* they leave it, and more is asked of them */
  owed = count (&self, HANDED);
  g_assert_cmpint (owed, >, 0);
  move (&self, "Field");
  life_adopt_plain_course (&self.stations->desk);
  {
    AvowHandOverTo to = { .person = self.guest };
    g_autofree char *news = stations_hand_over (self.stations, &self.stations->desk, self.stations->desk.officer, &to);

    g_assert_cmpstr (stations_take_in (self.stations, &self.stations->home, self.guest, news, NULL), ==, "OK");
  }
  third = pass_on (&self);
  take_in (&self, third, AVOW_INTAKE_VERDICT_OK, FALSE);
  check_sees (&self, 1);
  g_assert_cmpint (count (&self, HANDED), ==, owed);
  g_assert_cmpint (count (&self, "(SELECT * FROM state_person WHERE team = 'Field')"), ==, 1);
  take_in (&self, first, AVOW_INTAKE_VERDICT_STALE, FALSE);
  check_sees (&self, 1);
  tear_down (&self);
}

/* One byte of a text that was withheld is another, and the desk signs for the file. */
static void
test_changed (void)
{
  World self = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (AvowHandOverFile) file = NULL;
  AvowHandOverLedger *ledger;
  GByteArray *payloads = g_byte_array_new ();
  guint8 *place;
  g_autofree char *said = NULL;

  set_up (&self);
  first = pass_on (&self);
  take_in (&self, first, AVOW_INTAKE_VERDICT_OK, FALSE);
  move (&self, TEAM);
  second = pass_on (&self);
  file = stations_read (second);
  ledger = g_ptr_array_index (file->ledgers, file->ledgers->len - 1);
  g_byte_array_append (payloads, g_bytes_get_data (ledger->payloads, NULL), (guint) g_bytes_get_size (ledger->payloads));
  place = memmem (payloads->data, payloads->len, "Gesa Guest", strlen ("Gesa Guest"));
  g_assert_nonnull (place);
  place[0] = 'B';
  g_bytes_unref (ledger->payloads);
  ledger->payloads = g_byte_array_free_to_bytes (payloads);
  stations_write (file, &self.stations->desk, second);
  g_assert_true (stations_manifest_accepts (second));
  g_assert_cmpstr (stations_take_in (self.stations, &self.stations->rogue, self.stations->rogue_person, second, &said), ==, "refused");
  check_sees (&self, 0);
  tear_down (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/withheld{filled in}", test_filled_in);
  g_test_add_func ("/avow/attack/withheld{changed}", test_changed);
  return stations_run ();
}
