/* test-roster.c: who there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

/* Each case spoils one field of an entry that is right. */
static void
test_validate (void)
{
  static const struct
  {
    const char *staff_number, *name, *email, *team, *joined, *left;
    const char *fault; /* a word of the message; NULL where it is right */
  } cases[] = {
    { "B-1", "Kim Lee", "kim@example.org", "Sales", "2026-02-01", NULL, NULL },
    { " B-2 ", "  Kim   Lee ", "", " Sales ", "2026-02-01", "", NULL },
    { "x.-9", "Zoë", NULL, "Vertrieb Süd", "2024-02-29", "2026-01-01", NULL },
    { "12345678901234567890123456789012", "K", NULL, "T", "2026-02-01", "2026-02-01", NULL },
    /* the staff number */
    { NULL, "Kim Lee", NULL, "Sales", "2026-02-01", NULL, "staff number" },
    { "", "Kim Lee", NULL, "Sales", "2026-02-01", NULL, "staff number" },
    { "   ", "Kim Lee", NULL, "Sales", "2026-02-01", NULL, "staff number" },
    { "B 1", "Kim Lee", NULL, "Sales", "2026-02-01", NULL, "staff number" },
    { "B_1", "Kim Lee", NULL, "Sales", "2026-02-01", NULL, "staff number" },
    { "B/1", "Kim Lee", NULL, "Sales", "2026-02-01", NULL, "staff number" },
    { "Bé1", "Kim Lee", NULL, "Sales", "2026-02-01", NULL, "staff number" },
    { "=1", "Kim Lee", NULL, "Sales", "2026-02-01", NULL, "staff number" },
    { "123456789012345678901234567890123", "Kim Lee", NULL, "Sales", "2026-02-01", NULL, "staff number" },
    /* the name */
    { "B-1", NULL, NULL, "Sales", "2026-02-01", NULL, "name" },
    { "B-1", " ", NULL, "Sales", "2026-02-01", NULL, "name" },
    { "B-1", "Kim\x01Lee", NULL, "Sales", "2026-02-01", NULL, "name" },
    { "B-1", "Kim \xff", NULL, "Sales", "2026-02-01", NULL, "name" },
    { "B-1", "12345678901234567890123456789012345678901234567890123456789012345", NULL, "Sales", "2026-02-01", NULL, "name" },
    { "B-1", "Kim\u202eLee", NULL, "Sales", "2026-02-01", NULL, "name" },
    { "B-1", "Kim\u200bLee", NULL, "Sales", "2026-02-01", NULL, "name" },
    { "B-1", "Kim\u200dLee", NULL, "Sales", "2026-02-01", NULL, "name" },
    { "B-1", "\u200d\u0639\u0644\u06cc", NULL, "Sales", "2026-02-01", NULL, "name" },
    { "B-1", "Kim\u3164Lee", NULL, "Sales", "2026-02-01", NULL, "name" },
    /* a joiner where it is spelling: Persian, Sinhala */
    { "B-1", "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", NULL, "Sales", "2026-02-01", NULL, NULL },
    { "B-1", "\u0dc1\u0dca\u200d\u0dbb\u0dd3", NULL, "Sales", "2026-02-01", NULL, NULL },
    /* the team */
    { "B-1", "Kim Lee", NULL, NULL, "2026-02-01", NULL, "team" },
    { "B-1", "Kim Lee", NULL, "", "2026-02-01", NULL, "team" },
    { "B-1", "Kim Lee", NULL, "Sales\u202e", "2026-02-01", NULL, "team" },
    /* the address */
    { "B-1", "Kim Lee", "kim", "Sales", "2026-02-01", NULL, "e-mail" },
    { "B-1", "Kim Lee", "@example.org", "Sales", "2026-02-01", NULL, "e-mail" },
    { "B-1", "Kim Lee", "kim@", "Sales", "2026-02-01", NULL, "e-mail" },
    { "B-1", "Kim Lee", "a@b@c", "Sales", "2026-02-01", NULL, "e-mail" },
    { "B-1", "Kim Lee", "a b@c.org", "Sales", "2026-02-01", NULL, "e-mail" },
    /* the dates */
    { "B-1", "Kim Lee", NULL, "Sales", NULL, NULL, "joining" },
    { "B-1", "Kim Lee", NULL, "Sales", "", NULL, "joining" },
    { "B-1", "Kim Lee", NULL, "Sales", "2026-02-30", NULL, "joining" },
    { "B-1", "Kim Lee", NULL, "Sales", "1.2.2026", NULL, "joining" },
    { "B-1", "Kim Lee", NULL, "Sales", "2025-02-29", NULL, "joining" },
    { "B-1", "Kim Lee", NULL, "Sales", "2026-02-01", "soon", "leaving" },
    { "B-1", "Kim Lee", NULL, "Sales", "2026-02-01", "2026-01-31", "leaving" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AvowPerson person = {
        .staff_number = (char *) cases[i].staff_number,
        .name = (char *) cases[i].name,
        .email = (char *) cases[i].email,
        .team = (char *) cases[i].team,
        .joined = (char *) cases[i].joined,
        .left = (char *) cases[i].left,
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowPerson) clean = avow_person_normalise (&person, &error);

      g_test_message ("case %u", i);
      if (cases[i].fault == NULL)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_null (clean);
      g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, cases[i].fault));
    }
}

static void
test_normalise (void)
{
  /* e and a combining acute accent, and spaces that nobody sees */
  AvowPerson person = { .staff_number = (char *) " b-7\t", .name = (char *) " Ze\xcc\x81  Lima\xc2\xa0 ", .team = (char *) "Sales  EU",
                        .joined = (char *) "2026-02-01", .left = (char *) "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) clean = avow_person_normalise (&person, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (clean->staff_number, ==, "b-7");
  g_assert_cmpstr (clean->name, ==, "Z\xc3\xa9 Lima");
  g_assert_cmpstr (clean->team, ==, "Sales EU");
  g_assert_null (clean->email);
  g_assert_null (clean->left);
}

static void
test_find (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) found = avow_roster_find (fixture->store, " B-7 ", &error);
  g_autoptr (AvowPerson) got = NULL;
  g_autoptr (AvowPerson) nobody = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, kim);
  g_assert_cmpstr (found->name, ==, "Kim Lee");
  g_assert_false (found->enrolled);
  got = avow_roster_get (fixture->store, fixture->officer, &error);
  g_assert_no_error (error);
  g_assert_true (got->enrolled);

  nobody = avow_roster_find (fixture->store, "B-8", &error);
  g_assert_null (nobody);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "B-8"));
}

static void
test_taken (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  AvowPerson twin = { .staff_number = (char *) "B-7", .name = (char *) "Kim Other", .team = (char *) "Sales",
                      .joined = (char *) "2026-02-01" };
  gint64 position = avow_store_get_position (fixture->store);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  g_assert_false (avow_roster_add (fixture->store, fixture->officer, &twin, NULL, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Kim Lee"));
  g_clear_error (&error);

  /* where nobody looks first, the database does */
  twin.id = (char *) "p-00000000000000000000000000000001";
  g_ptr_array_add (records, avow_person_to_record (&twin, fixture->officer));
  g_assert_false (avow_store_append (fixture->store, records, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_EXISTS);
  g_assert_cmpint (avow_store_get_position (fixture->store), ==, position);
}

static void
test_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  AvowPerson other = { .staff_number = (char *) "C-1", .name = (char *) "Ola Nordmann", .team = (char *) "Sales",
                       .joined = (char *) "2026-02-01" };
  g_autoptr (GError) error = NULL;

  g_assert_false (avow_roster_add (fixture->store, kim, &other, NULL, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_false (avow_roster_add (fixture->store, "p-nobody", &other, NULL, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED);
}

static void
test_list (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *a = fixture_add_person (fixture, "b-3", "Zoë Lima", "Sales", "2026-02-01");
  g_autofree char *b = fixture_add_person (fixture, "b-2", "Kim Lee", "Support", "2026-02-01");
  g_autofree char *c = fixture_add_person (fixture, "b-1", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) everyone = avow_roster_list (fixture->store, NULL, &error);
  g_autoptr (GPtrArray) sales = avow_roster_list (fixture->store, "Sales", &error);
  g_autoptr (GPtrArray) nobody = avow_roster_list (fixture->store, "sales", &error);
  g_autoptr (GPtrArray) teams = avow_roster_teams (fixture->store, &error);
  static const char *const expected[] = { "A-1", "b-1", "b-2", "b-3" };

  g_assert_no_error (error);
  g_assert_cmpuint (everyone->len, ==, 4);
  for (guint i = 0; i < everyone->len; i++)
    g_assert_cmpstr (((AvowPerson *) g_ptr_array_index (everyone, i))->staff_number, ==, expected[i]);
  g_assert_cmpuint (sales->len, ==, 2);
  g_assert_cmpuint (nobody->len, ==, 0);
  g_assert_cmpuint (teams->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (teams, 0), ==, "Compliance");
  g_assert_cmpstr (g_ptr_array_index (teams, 2), ==, "Support");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/people/roster{validate}", test_validate);
  g_test_add_func ("/avow/people/roster{normalise}", test_normalise);
  g_test_add_func ("/avow/people/roster{find}", test_find);
  g_test_add_func ("/avow/people/roster{staff-number-taken}", test_taken);
  g_test_add_func ("/avow/people/roster{refused}", test_refused);
  g_test_add_func ("/avow/people/roster{list}", test_list);
  return g_test_run ();
}
