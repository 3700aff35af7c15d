/* test-access.c: who may do what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

/* Every role by every action: - no, o what is theirs, t in the own team, a all. */
static void
test_table (void)
{
  static const struct
  {
    AvowRole role;
    const char *reach; /* learn, see team, export, edit roster, assign, grant, verify, documents, hand over, take in, purge, accommodate, answers */
  } cases[] = {
    { AVOW_ROLE_STAFF, "a------ooa---" },
    { AVOW_ROLE_MANAGER, "att----ooa---" },
    { AVOW_ROLE_OFFICER, "aaaaaaaaaaaaa" },
    { AVOW_ROLE_EXECUTIVE, "aaa---aaoa---" },
    { AVOW_ROLE_AUDITOR, "aaa---aaoa---" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AvowAccess access = { (char *) "p-1", 1u << AVOW_ROLE_STAFF | 1u << cases[i].role, (char *) "Sales" };

      for (guint action = AVOW_ACTION_LEARN; action <= AVOW_ACTION_SEE_ANSWERS; action++)
        {
          char reach = cases[i].reach[action];

          g_test_message ("%s, action %u", avow_role_to_name (cases[i].role), action);
          g_assert_cmpint (avow_access_allows (&access, action), ==, reach != '-');
          g_assert_cmpstr (avow_access_get_scope (&access, action), ==, reach == 'a' ? NULL : reach == 't' ? "Sales" : "");
        }
    }
}

static void
test_widest (void)
{
  AvowAccess both = { (char *) "p-1", 1u << AVOW_ROLE_STAFF | 1u << AVOW_ROLE_MANAGER | 1u << AVOW_ROLE_AUDITOR, (char *) "Sales" };
  AvowAccess nobody = { (char *) "p-1", 0, NULL };

  g_assert_null (avow_access_get_scope (&both, AVOW_ACTION_EXPORT));
  g_assert_false (avow_access_allows (&both, AVOW_ACTION_GRANT));
  g_assert_false (avow_access_allows (&nobody, AVOW_ACTION_LEARN));
}

static void
test_names (void)
{
  for (guint i = AVOW_ROLE_STAFF; i <= AVOW_ROLE_AUDITOR; i++)
    {
      AvowRole role;

      g_assert_true (avow_role_from_name (avow_role_to_name (i), &role));
      g_assert_cmpuint (role, ==, i);
      g_assert_nonnull (avow_role_to_label (i));
    }
  g_assert_false (avow_role_from_name ("king", &(AvowRole) { 0 }));
  g_assert_false (avow_role_from_name (NULL, &(AvowRole) { 0 }));
}

static void
grant (Fixture *fixture, AvowIdentity *officer, const char *person, AvowRole role, const char *team, gboolean granted)
{
  g_autoptr (GError) error = NULL;

  avow_grant_role (fixture->store, officer, person, role, team, granted, &error);
  g_assert_no_error (error);
}

static void
test_of (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowAccess) own = avow_access_of (fixture->store, fixture->officer, &error);
  g_autoptr (AvowAccess) access = avow_access_of (fixture->store, kim, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (own->roles, ==, 1u << AVOW_ROLE_STAFF | 1u << AVOW_ROLE_OFFICER);
  g_assert_cmpuint (access->roles, ==, 1u << AVOW_ROLE_STAFF);
  g_assert_null (access->team);
  g_clear_pointer (&access, avow_access_free);

  grant (fixture, officer, kim, AVOW_ROLE_MANAGER, "Sales", TRUE);
  grant (fixture, officer, kim, AVOW_ROLE_AUDITOR, NULL, TRUE);
  access = avow_access_of (fixture->store, kim, &error);
  g_assert_cmpuint (access->roles, ==, 1u << AVOW_ROLE_STAFF | 1u << AVOW_ROLE_MANAGER | 1u << AVOW_ROLE_AUDITOR);
  g_assert_cmpstr (access->team, ==, "Sales");
  g_clear_pointer (&access, avow_access_free);

  /* another team, and one role taken back */
  grant (fixture, officer, kim, AVOW_ROLE_MANAGER, "Support", TRUE);
  grant (fixture, officer, kim, AVOW_ROLE_AUDITOR, NULL, FALSE);
  access = avow_access_of (fixture->store, kim, &error);
  g_assert_cmpuint (access->roles, ==, 1u << AVOW_ROLE_STAFF | 1u << AVOW_ROLE_MANAGER);
  g_assert_cmpstr (access->team, ==, "Support");
}

static void
test_left (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  AvowPerson person = { .staff_number = (char *) "b-7", .name = (char *) "Kim Lee", .team = (char *) "Sales",
                        .joined = (char *) "2026-02-01", .left = (char *) "2026-11-25" };
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowAccess) before = NULL;
  g_autoptr (AvowAccess) after = NULL;
  g_autofree char *kim = NULL;

  avow_roster_add (fixture->store, fixture->officer, &person, &kim, &error);
  g_assert_no_error (error);
  before = avow_access_of (fixture->store, kim, &error);
  g_assert_true (avow_access_allows (before, AVOW_ACTION_LEARN));
  fixture_set_time ("2026-11-26T12:00:00.000Z");
  after = avow_access_of (fixture->store, kim, &error);
  g_assert_false (avow_access_allows (after, AVOW_ACTION_LEARN));
}

static void
test_grant_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-02-01");
  g_autoptr (AvowIdentity) staff = fixture_enrol (fixture, kim);
  const struct
  {
    AvowIdentity *identity;
    const char *person;
    AvowRole role;
    const char *team;
    gboolean granted;
    AvowPeopleError code;
  } cases[] = {
    { staff, kim, AVOW_ROLE_OFFICER, NULL, TRUE, AVOW_PEOPLE_ERROR_REFUSED },
    { officer, "p-nobody", AVOW_ROLE_OFFICER, NULL, TRUE, AVOW_PEOPLE_ERROR_UNKNOWN },
    { officer, kim, AVOW_ROLE_STAFF, NULL, TRUE, AVOW_PEOPLE_ERROR_INVALID },
    { officer, kim, AVOW_ROLE_MANAGER, NULL, TRUE, AVOW_PEOPLE_ERROR_INVALID },
    { officer, kim, AVOW_ROLE_MANAGER, "", TRUE, AVOW_PEOPLE_ERROR_INVALID },
    { officer, fixture->officer, AVOW_ROLE_OFFICER, NULL, FALSE, AVOW_PEOPLE_ERROR_INVALID },
  };
  gint64 position = avow_store_get_position (fixture->store);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (avow_grant_role (fixture->store, cases[i].identity, cases[i].person, cases[i].role, cases[i].team,
                                       cases[i].granted, &error));
      g_assert_error (error, AVOW_PEOPLE_ERROR, (int) cases[i].code);
    }
  g_assert_cmpint (avow_store_get_position (fixture->store), ==, position);

  /* once there is another officer, the first may go */
  grant (fixture, officer, kim, AVOW_ROLE_OFFICER, NULL, TRUE);
  grant (fixture, officer, fixture->officer, AVOW_ROLE_OFFICER, NULL, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/people/access{table}", test_table);
  g_test_add_func ("/avow/people/access{widest-role-counts}", test_widest);
  g_test_add_func ("/avow/people/access{names}", test_names);
  g_test_add_func ("/avow/people/access{of}", test_of);
  g_test_add_func ("/avow/people/access{left}", test_left);
  g_test_add_func ("/avow/people/access{grant-refused}", test_grant_refused);
  return g_test_run ();
}
