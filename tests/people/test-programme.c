/* test-programme.c: what is asked of whom, and by when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

#include "people/avow-grant.h"
#include "record/avow-clock.h"
#include "record/avow-verify.h"

static void
open_due (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  avow_programme_open_due (fixture->store, &error);
  g_assert_no_error (error);
}

#define assert_duties(fixture, person, expected) G_STMT_START { \
    g_autofree char *told = fixture_tell_duties (fixture, person); \
    g_assert_cmpstr (told, ==, expected); } G_STMT_END

/* Every obligation as the last record left it, and verification agrees. */
static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowVerdict) verdict = avow_store_verify (fixture->store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
}

static void
test_order (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-11-20");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  fixture_adopt (fixture, "beta", "1", TRUE, "Beta.");
  fixture_adopt (fixture, "gamma", "1", TRUE, "Gamma.");
  first = fixture_set_rule (fixture, NULL, NULL, "once", 20, "2026-11-01", TRUE, "gamma", "alpha", NULL);
  second = fixture_set_rule (fixture, NULL, "Sales", "once", 2, "2026-11-01", TRUE, "beta", "alpha", NULL);

  /* as the rules say, not as they fall due; and alpha is asked once only */
  assert_duties (fixture, kim,
                 "gamma once 1 2026-11-24 2026-12-14 todo due\n"
                 "alpha once 1 2026-11-24 2026-12-14 todo due\n"
                 "beta once 1 2026-11-24 2026-11-26 todo soon\n");
  /* not in the team */
  assert_duties (fixture, fixture->officer,
                 "gamma once 1 2026-11-24 2026-12-14 todo due\n"
                 "alpha once 1 2026-11-24 2026-12-14 todo due\n");
  assert_sound (fixture);
}

static void
test_idempotent (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-11-20");
  g_autofree char *rule = NULL;
  gint64 position;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "yearly", 20, "2026-11-01", TRUE, "alpha", NULL);
  position = avow_store_get_position (fixture->store);
  for (guint i = 0; i < 3; i++)
    open_due (fixture);
  g_assert_cmpint (avow_store_get_position (fixture->store), ==, position);

  /* control: a year later there is something to open, once */
  fixture_set_time ("2027-11-24T12:00:00.000Z");
  open_due (fixture);
  g_assert_cmpint (avow_store_get_position (fixture->store), ==, position + 2);
  open_due (fixture);
  g_assert_cmpint (avow_store_get_position (fixture->store), ==, position + 2);
}

static void
test_due (void)
{
  static const struct
  {
    const char *joined, *since, *today;
    const char *assigned, *due;
  } cases[] = {
    /* on the day */
    { "2026-11-24", "2026-01-01", "2026-11-24", "2026-11-24", "2026-12-08" },
    /* entered ahead of the first day: counted from it */
    { "2026-12-01", "2026-01-01", "2026-11-24", "2026-11-24", "2026-12-15" },
    /* entered late: nobody is late on the first day */
    { "2024-03-01", "2026-01-01", "2026-11-24", "2026-11-24", "2026-12-08" },
    /* a rule that begins later */
    { "2024-03-01", "2027-01-01", "2026-11-24", "2026-11-24", "2027-01-15" },
    /* over the ends of a leap February and of a year */
    { "2028-02-20", "2026-01-01", "2028-02-20", "2028-02-20", "2028-03-05" },
    { "2026-12-25", "2026-01-01", "2026-12-25", "2026-12-25", "2027-01-08" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Fixture) fixture = fixture_new ("Sample");
      g_autofree char *now = g_strdup_printf ("%sT12:00:00.000Z", cases[i].today);
      g_autofree char *rule = NULL;
      g_autofree char *kim = NULL;
      g_autoptr (GPtrArray) duties = NULL;
      g_autoptr (GError) error = NULL;
      const AvowDuty *duty;

      fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
      rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, cases[i].since, TRUE, "alpha", NULL);
      fixture_set_time (now);
      kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", cases[i].joined);
      duties = avow_programme_list_duties (fixture->store, kim, cases[i].today, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (duties->len, ==, 1);
      duty = g_ptr_array_index (duties, 0);
      g_test_message ("joined %s, rule %s, on %s", cases[i].joined, cases[i].since, cases[i].today);
      g_assert_cmpstr (duty->assigned, ==, cases[i].assigned);
      g_assert_cmpstr (duty->due, ==, cases[i].due);
      g_assert_cmpint (duty->standing, ==, AVOW_STANDING_TODO);
    }
}

static void
test_yearly (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *rule = NULL;
  g_autofree char *kim = NULL;
  g_autoptr (AvowIdentity) identity = NULL;

  fixture_set_time ("2028-02-29T12:00:00.000Z");
  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, "Sales", "yearly", 10, "2026-01-01", TRUE, "alpha", NULL);
  kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2028-02-29");
  identity = fixture_enrol (fixture, kim);
  fixture_answer_nth (fixture, identity, 0, "signed");
  assert_duties (fixture, kim, "alpha 2028 1 2028-02-29 2028-03-10 done none\n");

  /* the day before the anniversary, and the day; the old cycle is left as it was */
  fixture_set_time ("2029-02-27T12:00:00.000Z");
  open_due (fixture);
  assert_duties (fixture, kim, "alpha 2028 1 2028-02-29 2028-03-10 done none\n");
  fixture_set_time ("2029-02-28T12:00:00.000Z");
  open_due (fixture);
  assert_duties (fixture, kim,
                 "alpha 2028 1 2028-02-29 2028-03-10 done none\n"
                 "alpha 2029 1 2029-02-28 2029-03-10 todo due\n");

  /* opened late, it is due all the same as if it had been opened on the day; missed years are not opened */
  fixture_set_time ("2032-12-31T12:00:00.000Z");
  open_due (fixture);
  assert_duties (fixture, kim,
                 "alpha 2028 1 2028-02-29 2028-03-10 done none\n"
                 "alpha 2029 1 2029-02-28 2029-03-10 todo late\n"
                 "alpha 2032 1 2032-12-31 2032-03-10 todo late\n");
  assert_sound (fixture);
}

static void
test_urgency (void)
{
  static const struct
  {
    const char *today;
    AvowUrgency urgency;
  } cases[] = {
    { "2026-11-24", AVOW_URGENCY_DUE },  { "2026-11-30", AVOW_URGENCY_DUE },  { "2026-12-01", AVOW_URGENCY_SOON },
    { "2026-12-08", AVOW_URGENCY_SOON }, { "2026-12-09", AVOW_URGENCY_LATE }, { "2027-12-09", AVOW_URGENCY_LATE },
  };
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *rule = NULL;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, NULL, TRUE, "alpha", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) duties = avow_programme_list_duties (fixture->store, fixture->officer, cases[i].today, &error);

      g_assert_no_error (error);
      g_assert_cmpint (((AvowDuty *) g_ptr_array_index (duties, 0))->urgency, ==, cases[i].urgency);
    }
}

static void
test_declined (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autofree char *rule = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GError) error = NULL;
  const AvowDuty *duty;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, NULL, TRUE, "alpha", NULL);
  fixture_answer_nth (fixture, officer, 0, "declined");
  assert_duties (fixture, fixture->officer, "alpha once 1 2026-11-24 2026-12-08 declined none\n");
  duties = avow_programme_list_duties (fixture->store, fixture->officer, "2026-11-24", &error);
  duty = g_ptr_array_index (duties, 0);
  g_assert_cmpint (duty->done_time, ==, avow_clock_now ());
  g_clear_pointer (&duties, g_ptr_array_unref);

  /* a mind may change */
  fixture_answer_nth (fixture, officer, 0, "signed");
  assert_duties (fixture, fixture->officer, "alpha once 1 2026-11-24 2026-12-08 done none\n");
  duties = avow_programme_list_duties (fixture->store, fixture->officer, "2026-11-24", &error);
  duty = g_ptr_array_index (duties, 0);
  g_assert_cmpint (duty->done_position, ==, avow_store_get_position (fixture->store));
  g_assert_cmpint (duty->done_time, ==, avow_clock_now ());
  assert_sound (fixture);
}

static void
test_editions (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-11-20");
  g_autofree char *rule = NULL;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, NULL, TRUE, "alpha", NULL);
  fixture_answer_nth (fixture, officer, 0, "signed");

  /* editorial: nothing new for who is done; who is not meets the new one */
  fixture_set_time ("2026-11-25T12:00:00.000Z");
  fixture_adopt (fixture, "alpha", "1.1", FALSE, "Alpha, better said.");
  assert_duties (fixture, fixture->officer, "alpha once 1 2026-11-24 2026-12-08 done none\n");
  assert_duties (fixture, kim, "alpha once 1.1 2026-11-24 2026-12-08 todo due\n");

  /* material: a cycle of its own for who is done; who is not meets the new one */
  fixture_set_time ("2026-11-26T12:00:00.000Z");
  fixture_adopt (fixture, "alpha", "2", TRUE, "Alpha and more.");
  assert_duties (fixture, fixture->officer,
                 "alpha once 1 2026-11-24 2026-12-08 done none\n"
                 "alpha edition-2 2 2026-11-26 2026-12-10 todo due\n");
  assert_duties (fixture, kim, "alpha once 2 2026-11-24 2026-12-08 todo due\n");

  /* the same text again asks nobody */
  fixture_answer_nth (fixture, officer, 1, "signed");
  fixture_set_time ("2026-11-27T12:00:00.000Z");
  fixture_adopt (fixture, "alpha", "2", TRUE, "Alpha and more.");
  fixture_adopt (fixture, "alpha", "2.1", FALSE, "Alpha and more, better said.");
  open_due (fixture);
  assert_duties (fixture, fixture->officer,
                 "alpha once 1 2026-11-24 2026-12-08 done none\n"
                 "alpha edition-2 2 2026-11-26 2026-12-10 done none\n");
  assert_sound (fixture);
}

static void
test_edition_while_open (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autofree char *rule = NULL;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "yearly", 14, "2026-11-24", TRUE, "alpha", NULL);
  fixture_answer_nth (fixture, officer, 0, "signed");
  fixture_set_time ("2027-11-24T12:00:00.000Z");
  open_due (fixture);
  fixture_adopt (fixture, "alpha", "2", TRUE, "Alpha and more.");

  /* it is being asked for anyway */
  assert_duties (fixture, fixture->officer,
                 "alpha 2026 1 2026-11-24 2026-12-08 done none\n"
                 "alpha 2027 2 2027-11-24 2027-12-08 todo due\n");
}

static void
test_leaver (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  AvowPerson gone = { .staff_number = (char *) "b-7", .name = (char *) "Kim Lee", .team = (char *) "Sales",
                      .joined = (char *) "2026-02-01", .left = (char *) "2026-11-24" };
  AvowPerson going = { .staff_number = (char *) "b-8", .name = (char *) "Ola Nordmann", .team = (char *) "Sales",
                       .joined = (char *) "2026-02-01", .left = (char *) "2026-11-25" };
  g_autofree char *rule = NULL;
  g_autofree char *gone_id = NULL;
  g_autofree char *going_id = NULL;
  g_autoptr (GPtrArray) team = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GError) error = NULL;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, NULL, TRUE, "alpha", NULL);
  g_assert_true (avow_roster_add (fixture->store, fixture->officer, &gone, &gone_id, &error));
  g_assert_true (avow_roster_add (fixture->store, fixture->officer, &going, &going_id, &error));
  assert_duties (fixture, gone_id, "");
  assert_duties (fixture, going_id, "alpha once 1 2026-11-24 2026-12-08 todo due\n");

  team = avow_programme_list_team (fixture->store, "Sales", "2026-11-24", &error);
  g_assert_cmpuint (team->len, ==, 1);
  later = avow_programme_list_team (fixture->store, "Sales", "2026-11-25", &error);
  g_assert_cmpuint (later->len, ==, 0);
}

static void
test_team (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *zoe = fixture_add_person (fixture, "b-1", "Zoë Lima", "Sales", "2026-11-20");
  g_autofree char *kim = fixture_add_person (fixture, "b-2", "Kim Lee", "Sales", "2026-11-20");
  g_autofree char *rule = NULL;
  g_autoptr (GPtrArray) team = NULL;
  g_autoptr (GPtrArray) everyone = NULL;
  g_autoptr (GError) error = NULL;
  const char *expected[] = { kim, kim, zoe, zoe };

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  fixture_adopt (fixture, "beta", "1", TRUE, "Beta.");
  rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, NULL, TRUE, "beta", "alpha", NULL);
  team = avow_programme_list_team (fixture->store, "Sales", "2026-11-24", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (team->len, ==, 4);
  for (guint i = 0; i < team->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (team, i);

      g_assert_cmpstr (duty->person, ==, expected[i]);
      g_assert_cmpstr (duty->item, ==, i % 2 == 0 ? "beta" : "alpha");
    }
  everyone = avow_programme_list_team (fixture->store, NULL, "2026-11-24", &error);
  g_assert_cmpuint (everyone->len, ==, 6);
}

static void
test_rule_edition (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *rule = NULL;
  g_autofree char *again = NULL;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  fixture_adopt (fixture, "beta", "1", TRUE, "Beta.");
  rule = fixture_set_rule (fixture, NULL, NULL, "yearly", 14, NULL, TRUE, "alpha", NULL);

  /* half a year later it asks for one thing more: with its full time, in the running cycle */
  fixture_set_time ("2027-05-01T12:00:00.000Z");
  again = fixture_set_rule (fixture, rule, NULL, "yearly", 14, NULL, TRUE, "alpha", "beta", NULL);
  assert_duties (fixture, fixture->officer,
                 "alpha 2026 1 2026-11-24 2026-12-08 todo late\n"
                 "beta 2026 1 2027-05-01 2027-05-15 todo due\n");

  /* the rule's day is still that of its first edition */
  fixture_set_time ("2027-11-24T12:00:00.000Z");
  open_due (fixture);
  assert_duties (fixture, fixture->officer,
                 "alpha 2026 1 2026-11-24 2026-12-08 todo late\n"
                 "alpha 2027 1 2027-11-24 2027-12-08 todo due\n"
                 "beta 2026 1 2027-05-01 2027-05-15 todo late\n"
                 "beta 2027 1 2027-11-24 2027-12-08 todo due\n");

  /* a rule out of force asks for nothing new */
  g_free (again);
  again = fixture_set_rule (fixture, rule, NULL, "yearly", 14, NULL, FALSE, "alpha", "beta", NULL);
  fixture_set_time ("2028-12-01T12:00:00.000Z");
  open_due (fixture);
  {
    g_autofree char *told = fixture_tell_duties (fixture, fixture->officer);

    g_assert_null (strstr (told, "2028 "));
  }
}

static void
ask_role (Fixture *fixture, const char *role, const char *team, const char *item)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  AvowRecordRule rule = { .title = (char *) "For some", .role = (char *) role, .team = (char *) team, .due_days = 14,
                          .cycle = (char *) "once", .active = TRUE, .items = items };

  g_ptr_array_add (items, (char *) item);
  avow_programme_set_rule (fixture->store, fixture->officer, "for-some", &rule, &error);
  g_assert_no_error (error);
}

static void
change_role (Fixture *fixture, const char *person, AvowRole role, gboolean granted)
{
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autoptr (GError) error = NULL;

  avow_grant_role (fixture->store, officer, person, role, role == AVOW_ROLE_MANAGER && granted ? "Sales" : NULL, granted, &error);
  g_assert_no_error (error);
}

static void
test_role (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-11-20");
  g_autofree char *ola = fixture_add_person (fixture, "b-8", "Ola Nordmann", "Sales", "2026-11-20");

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  ask_role (fixture, "manager", NULL, "alpha");
  assert_duties (fixture, kim, "");
  assert_duties (fixture, fixture->officer, "");

  /* asked the moment the role is given, with its full time, and of nobody else */
  fixture_set_time ("2026-12-01T12:00:00.000Z");
  change_role (fixture, kim, AVOW_ROLE_MANAGER, TRUE);
  assert_duties (fixture, kim, "alpha once 1 2026-12-01 2026-12-15 todo due\n");
  assert_duties (fixture, ola, "");

  /* who is no manager any more keeps what they owe, and is asked for nothing new */
  change_role (fixture, kim, AVOW_ROLE_MANAGER, FALSE);
  fixture_adopt (fixture, "beta", "1", TRUE, "Beta.");
  ask_role (fixture, "manager", NULL, "beta");
  assert_duties (fixture, kim, "alpha once 1 2026-12-01 2026-12-15 todo due\n");

  /* any of several roles; and everyone is staff */
  ask_role (fixture, "manager officer", NULL, "beta");
  assert_duties (fixture, fixture->officer, "beta once 1 2026-12-01 2026-12-15 todo due\n");
  assert_duties (fixture, ola, "");
  ask_role (fixture, "staff", "Sales", "beta");
  assert_duties (fixture, ola, "beta once 1 2026-12-01 2026-12-15 todo due\n");
  assert_sound (fixture);
}

static void
test_anniversary (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *kim = NULL;

  fixture_set_time ("2027-02-01T12:00:00.000Z");
  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  fixture_adopt (fixture, "beta", "1", TRUE, "Beta.");
  first = fixture_set_rule (fixture, NULL, "Sales", "once", 10, "2026-01-01", TRUE, "alpha", NULL);
  second = fixture_set_rule (fixture, NULL, "Sales", "anniversary", 10, "2026-01-01", TRUE, "beta", NULL);
  kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2027-02-01");

  /* not at the start, nor with an edition that has to be taken anew */
  fixture_adopt (fixture, "beta", "2", TRUE, "Beta and more.");
  fixture_set_time ("2028-01-31T12:00:00.000Z");
  open_due (fixture);
  assert_duties (fixture, kim, "alpha once 1 2027-02-01 2027-02-11 todo late\n");

  /* a year after they came, and each year */
  fixture_set_time ("2028-02-01T12:00:00.000Z");
  open_due (fixture);
  assert_duties (fixture, kim,
                 "alpha once 1 2027-02-01 2027-02-11 todo late\n"
                 "beta 2028 2 2028-02-01 2028-02-11 todo due\n");
  fixture_set_time ("2029-02-03T12:00:00.000Z");
  open_due (fixture);
  assert_duties (fixture, kim,
                 "alpha once 1 2027-02-01 2027-02-11 todo late\n"
                 "beta 2028 2 2028-02-01 2028-02-11 todo late\n"
                 "beta 2029 2 2029-02-03 2029-02-11 todo due\n");
  assert_sound (fixture);
}

static void
adopt_policy (Fixture *fixture, const char *id, const char *edition, const char *statement, GError **error)
{
  g_autoptr (AvowEdition) made = fixture_make_policy (id, edition, statement);
  g_autoptr (GHashTable) facts = fixture_make_facts ();

  avow_programme_adopt (fixture->store, fixture->officer, made, facts, NULL, error);
}

/* What nobody states is asked of nobody. */
static void
test_notice (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  AvowRecordRule rule = { .title = (char *) "Rule", .due_days = 14, .cycle = (char *) "once", .active = TRUE, .items = items };
  g_autoptr (GError) error = NULL;

  adopt_policy (fixture, "notice", "1", "", &error);
  g_assert_no_error (error);
  adopt_policy (fixture, "policy", "1", "<statement>I have read it.</statement>", &error);
  g_assert_no_error (error);
  g_ptr_array_add (items, (char *) "notice");
  g_assert_false (avow_programme_set_rule (fixture->store, fixture->officer, NULL, &rule, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID);
  g_clear_error (&error);
  assert_duties (fixture, fixture->officer, "");

  /* control: the same with a statement */
  items->pdata[0] = (gpointer) "policy";
  g_assert_true (avow_programme_set_rule (fixture->store, fixture->officer, NULL, &rule, &error));
  g_assert_no_error (error);
  assert_duties (fixture, fixture->officer, "policy once 1 2026-11-24 2026-12-08 todo due\n");

  /* and it does not become one under people's hands */
  adopt_policy (fixture, "policy", "2", "", &error);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID);
  assert_sound (fixture);
}

static void
test_rule_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-11-20");
  const struct
  {
    const char *actor, *title, *cycle, *since, *item;
    gint64 due_days;
    AvowPeopleError code;
    const char *role;
  } cases[] = {
    { kim, "Rule", "once", NULL, "alpha", 14, AVOW_PEOPLE_ERROR_REFUSED },
    { fixture->officer, "", "once", NULL, "alpha", 14, AVOW_PEOPLE_ERROR_INVALID },
    { fixture->officer, "Rule", "monthly", NULL, "alpha", 14, AVOW_PEOPLE_ERROR_INVALID },
    { fixture->officer, "Rule", "once", "soon", "alpha", 14, AVOW_PEOPLE_ERROR_INVALID },
    { fixture->officer, "Rule", "once", NULL, "alpha", -1, AVOW_PEOPLE_ERROR_INVALID },
    { fixture->officer, "Rule", "once", NULL, "alpha", 100000, AVOW_PEOPLE_ERROR_INVALID },
    { fixture->officer, "Rule", "once", NULL, "omega", 14, AVOW_PEOPLE_ERROR_UNKNOWN },
    { fixture->officer, "Rule", "once", NULL, NULL, 14, AVOW_PEOPLE_ERROR_INVALID },
    { fixture->officer, "Rule", "once", NULL, "alpha", 14, AVOW_PEOPLE_ERROR_INVALID, "boss" },
    { fixture->officer, "Rule", "once", NULL, "alpha", 14, AVOW_PEOPLE_ERROR_INVALID, "manager  officer" },
  };
  gint64 position;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  position = avow_store_get_position (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      AvowRecordRule rule = { .title = (char *) cases[i].title, .due_days = cases[i].due_days, .cycle = (char *) cases[i].cycle,
                              .since = (char *) cases[i].since, .role = (char *) cases[i].role, .active = TRUE, .items = items };

      if (cases[i].item != NULL)
        g_ptr_array_add (items, (char *) cases[i].item);
      g_assert_false (avow_programme_set_rule (fixture->store, cases[i].actor, NULL, &rule, &error));
      g_assert_error (error, AVOW_PEOPLE_ERROR, (int) cases[i].code);
    }
  g_assert_cmpint (avow_store_get_position (fixture->store), ==, position);
}

static void
test_adopt_refused (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Example Ltd");
  g_autofree char *kim = fixture_add_person (fixture, "b-7", "Kim Lee", "Sales", "2026-11-20");
  g_autoptr (AvowIdentity) officer = fixture_unlock (fixture);
  g_autoptr (AvowEdition) template = fixture_make_document ("alpha", "1", TRUE, TRUE, "Alpha.");
  g_autoptr (AvowEdition) plain = fixture_make_document ("alpha", "1", TRUE, FALSE, "Alpha.");
  g_autoptr (AvowEdition) other = fixture_make_document ("alpha", "1", TRUE, FALSE, "Something else.");
  g_autoptr (GHashTable) facts = fixture_make_facts ();
  g_autoptr (GHashTable) empty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;

  g_assert_false (avow_programme_adopt (fixture->store, kim, plain, facts, NULL, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED);
  g_clear_error (&error);

  /* facts that are missing are named, whether there are none or they are empty */
  g_assert_false (avow_programme_adopt (fixture->store, fixture->officer, plain, NULL, officer, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "contact"));
  g_clear_error (&error);
  g_hash_table_insert (empty, g_strdup ("contact"), g_strdup (""));
  g_assert_false (avow_programme_adopt (fixture->store, fixture->officer, plain, empty, officer, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID);
  g_clear_error (&error);

  /* a template has to be signed for outside a sample */
  g_assert_false (avow_programme_adopt (fixture->store, fixture->officer, template, facts, NULL, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (avow_programme_adopt (fixture->store, fixture->officer, template, facts, officer, &error));
  g_assert_no_error (error);

  /* one name, one text */
  g_assert_false (avow_programme_adopt (fixture->store, fixture->officer, other, facts, officer, &error));
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID);
  assert_sound (fixture);
}

static void
test_get_document (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *rule = NULL;
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (AvowDocument) document = NULL;
  g_autoptr (AvowDocument) none = NULL;
  g_autoptr (AvowCourse) course = NULL;
  g_autoptr (GHashTable) facts = NULL;
  g_autoptr (GError) error = NULL;
  AvowDigest unknown = { { 1 } };
  const AvowDuty *duty;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "once", 14, NULL, TRUE, "alpha", NULL);
  duties = avow_programme_list_duties (fixture->store, fixture->officer, "2026-11-24", &error);
  duty = g_ptr_array_index (duties, 0);
  g_assert_cmpstr (duty->item_kind, ==, "declaration");
  g_assert_cmpstr (duty->title, ==, "Title of alpha");
  document = avow_programme_get_document (fixture->store, &duty->digest, &facts, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (document->id, ==, "alpha");
  g_assert_cmpstr (g_hash_table_lookup (facts, "contact"), ==, "Ada");

  course = avow_programme_get_course (fixture->store, &duty->digest, NULL, &error);
  g_assert_null (course);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN);
  g_clear_error (&error);
  none = avow_programme_get_document (fixture->store, &unknown, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN);
}

/* What a newer Avow wrote is shown as it is. */
static void
test_read_only (void)
{
  g_autoptr (Fixture) fixture = fixture_new ("Sample");
  g_autofree char *rule = NULL;
  g_autofree char *database = g_build_filename (fixture->folder, AVOW_STORE_FILE, NULL);
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  fixture_adopt (fixture, "alpha", "1", TRUE, "Alpha.");
  rule = fixture_set_rule (fixture, NULL, NULL, "yearly", 14, NULL, TRUE, "alpha", NULL);
  g_clear_pointer (&fixture->store, avow_store_unref);
  g_assert_cmpint (sqlite3_open (database, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA user_version = 1000", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);

  fixture_set_time ("2027-11-24T12:00:00.000Z");
  fixture->store = avow_store_open (fixture->folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (avow_store_get_obstacle (fixture->store));
  open_due (fixture);
  assert_duties (fixture, fixture->officer, "alpha 2026 1 2026-11-24 2026-12-08 todo late\n");
  identity = avow_identity_unlock (fixture->store, fixture->officer, "wrong", &error);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN);
  identity = fixture_unlock (fixture);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/people/programme{order}", test_order);
  g_test_add_func ("/avow/people/programme{idempotent}", test_idempotent);
  g_test_add_func ("/avow/people/programme{due}", test_due);
  g_test_add_func ("/avow/people/programme{yearly}", test_yearly);
  g_test_add_func ("/avow/people/programme{urgency}", test_urgency);
  g_test_add_func ("/avow/people/programme{declined}", test_declined);
  g_test_add_func ("/avow/people/programme{editions}", test_editions);
  g_test_add_func ("/avow/people/programme{edition-while-open}", test_edition_while_open);
  g_test_add_func ("/avow/people/programme{leaver}", test_leaver);
  g_test_add_func ("/avow/people/programme{team}", test_team);
  g_test_add_func ("/avow/people/programme{rule-edition}", test_rule_edition);
  g_test_add_func ("/avow/people/programme{rule-refused}", test_rule_refused);
  g_test_add_func ("/avow/people/programme{rule-for-a-role}", test_role);
  g_test_add_func ("/avow/people/programme{rule-on-anniversaries}", test_anniversary);
  g_test_add_func ("/avow/people/programme{notice-is-asked-of-nobody}", test_notice);
  g_test_add_func ("/avow/people/programme{adopt-refused}", test_adopt_refused);
  g_test_add_func ("/avow/people/programme{get-document}", test_get_document);
  g_test_add_func ("/avow/people/programme{read-only}", test_read_only);
  return g_test_run ();
}
