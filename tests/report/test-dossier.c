/* test-dossier.c: what is recorded about a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-world.h"

#include "people/avow-accommodation.h"
#include "record/avow-record-officer.h"
#include "record/avow-record-withdrawal.h"
#include "report/avow-dossier.h"

#include <string.h>

static void
append (Fixture *world, const AvowRecordKind *kind, const char *subject, gconstpointer body)
{
  g_autoptr (AvowRecord) record = avow_record_new (kind, subject, world->officer, body);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  AvowIdentity *officer = fixture_unlock (world);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, avow_identity_sign (officer, record, AVOW_COMMITMENT_AGREEMENT, &error));
  g_assert_no_error (error);
  avow_store_append (world->store, records, &error);
  g_assert_no_error (error);
  avow_identity_free (officer);
}

/* One of everything happens to the person. */
static void
give (Fixture *world, AvowIdentity *officer, const char *person, const AvowDuty *duty, guint extra_time)
{
  AvowAccommodation granted = { .item = duty->item, .cycle = duty->cycle, .extra_time = extra_time, .reason = (char *) "As agreed" };
  g_autoptr (GError) error = NULL;

  avow_accommodation_grant (world->store, officer, person, &granted, &error);
  g_assert_no_error (error);
}

static void
live (Fixture *world, const char *person)
{
  AvowIdentity *identity = fixture_enrol (world, person);
  AvowIdentity *officer = fixture_unlock (world);
  AvowDuty *duty = world_find_open (world, person, WORLD_COURSE);
  AvowRecordWithdrawal withdrawal = { .reason = (char *) "lost" };
  AvowRecordOfficer holds = { TRUE };
  g_autoptr (GError) error = NULL;

  avow_certificate_get_fingerprint (identity->certificate, &withdrawal.certificate);
  give (world, officer, person, duty, 50);
  give (world, officer, person, duty, 0);
  world_attempt (world, duty, 1, FALSE);
  world_attempt (world, duty, 2, TRUE);
  world_complete (world, duty, 9, 10);
  fixture_answer_nth (world, identity, 1, "declined");
  fixture_answer_nth (world, identity, 1, "signed");
  avow_grant_role (world->store, officer, person, AVOW_ROLE_MANAGER, "Sales", TRUE, &error);
  g_assert_no_error (error);
  avow_grant_role (world->store, officer, person, AVOW_ROLE_MANAGER, "Sales", FALSE, &error);
  g_assert_no_error (error);
  append (world, &avow_record_kind_officer, person, &holds);
  append (world, &avow_record_kind_withdrawal, person, &withdrawal);
  world_change_entry (world, person, "Finance", "2027-01-31");
  avow_duty_free (duty);
  avow_identity_free (identity);
  avow_identity_free (officer);
}

static GPtrArray *
list (Fixture *world, const char *person)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = avow_dossier_list (world->store, person, &error);

  g_assert_no_error (error);
  return entries;
}

static void
test_everything (void)
{
  static const char *const texts[] = {
    "Your entry in the roster: Ines Duarte, Finance, staff number 7, joined on 2 November 2026, left on 31 January 2027",
    "Your key was withdrawn, because it was lost",
    "You were given the organisation’s key",
    "Role taken back: Manager",
    "Role given: Manager, for Sales",
    "Signed “Title of promise”, edition 2026.1",
    "Declined “Title of promise”, edition 2026.1",
    "Completed “Callers”, edition 2026.1",
    "Assessment of “Callers” passed: 9 of 10 right",
    "Assessment of “Callers” not passed: 3 of 10 right",
    "What you were given for the assessment of “Callers” was taken back (As agreed)",
    "Given for the assessment of “Callers”: half as much time again (As agreed)",
    "You joined, and chose a passphrase",
    "Asked of you: “Title of promise”, due 24 December 2026",
    "Asked of you: “Callers”, due 24 December 2026",
    "Your entry in the roster: Ines Duarte, Sales, staff number 7, joined on 2 November 2026",
  };
  g_autoptr (Fixture) world = world_new ();
  g_autofree char *person = fixture_add_person (world, "7", "Ines Duarte", "Sales", "2026-11-02");
  g_autoptr (GPtrArray) entries = NULL;

  world_ask (world, "once");
  live (world, person);
  entries = list (world, person);
  for (guint i = 0; i < MIN (entries->len, G_N_ELEMENTS (texts)); i++)
    g_assert_cmpstr (((AvowDossierEntry *) g_ptr_array_index (entries, i))->text, ==, texts[i]);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (texts));
}

/* Whatever kinds of records there are: each one about the person is an entry, with its place and leaf, and no other. */
static void
test_complete (void)
{
  g_autoptr (Fixture) world = world_new ();
  g_autofree char *ines = fixture_add_person (world, "7", "Ines Duarte", "Sales", "2026-11-02");
  g_autofree char *tom = fixture_add_person (world, "8", "Tom Nowak", "Sales", "2026-11-02");
  const char *const people[] = { ines, tom, world->officer };

  world_ask (world, "once");
  live (world, ines);
  live (world, tom);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autoptr (GPtrArray) entries = list (world, people[i]);
      gint64 expected = 0, last = G_MAXINT64;

      for (const AvowRecordKind *const *kind = avow_record_kinds (); *kind != NULL; kind++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM event_%s WHERE subject = '%s'", (*kind)->name, people[i]);

          expected += world_count (world, sql);
        }
      g_assert_cmpint (entries->len, ==, expected);
      for (guint k = 0; k < entries->len; k++)
        {
          const AvowDossierEntry *entry = g_ptr_array_index (entries, k);
          g_autoptr (GError) error = NULL;
          AvowPlace place;
          g_autoptr (AvowRecord) record = avow_store_get_record (world->store, entry->position, &place, &error);
          g_autofree char *leaf = avow_digest_to_hex (&place.leaf);

          g_assert_no_error (error);
          g_assert_cmpstr (avow_record_get_subject (record), ==, people[i]);
          g_assert_cmpstr (entry->leaf, ==, leaf);
          g_assert_cmpint (entry->time, ==, place.time);
          g_assert_nonnull (entry->text);
          g_assert_null (strstr (entry->text, people[i] == ines ? "Tom" : "Ines"));
          g_assert_cmpint (entry->has_receipt, ==, g_str_equal (avow_record_get_kind (record)->name, "declaration"));
          g_assert_cmpint (entry->position, <, last);
          last = entry->position;
        }
    }
}

static void
test_nobody (void)
{
  g_autoptr (Fixture) world = world_new ();
  g_autoptr (GPtrArray) entries = list (world, "p-00000000000000000000000000000000");

  g_assert_cmpuint (entries->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_add_func ("/avow/report/dossier{every-kind-in-words}", test_everything);
  g_test_add_func ("/avow/report/dossier{all-of-a-person-and-nothing-else}", test_complete);
  g_test_add_func ("/avow/report/dossier{nobody}", test_nobody);
  return world_run ();
}
