/* test-access.c: who may do what, tried through what the pages and commands call
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-world.h"

#include "exchange/avow-exchange.h"
#include "exchange/avow-hand-over.h"
#include "exchange/avow-take-in.h"
#include "learn/avow-session.h"
#include "learn/avow-signing.h"
#include "people/avow-accommodation.h"
#include "people/avow-leaver.h"
#include "people/avow-officer.h"
#include "people/avow-team.h"
#include "people/avow-withdrawal.h"
#include "record/avow-record-grant.h"
#include "record/avow-verify.h"
#include "report/avow-course-report.h"
#include "report/avow-evidence-pack.h"
#include "report/avow-evidence.h"

#include <glib/gstdio.h>
#include <string.h>

#define TOMS "five-small-words-of-mine"
#define CHEAP 16 /* scrypt's N */

enum
{
  OFFICER,
  MANAGER,  /* of Sales */
  STAFF,    /* in Sales */
  EXECUTIVE,
  AUDITOR,
  LEAVER,   /* was in Sales */
  STRANGER, /* not in the roster */
  N_ACTORS,
};

static const char *const actor_names[] = { "officer", "manager", "staff", "executive", "auditor", "leaver", "stranger" };

typedef struct
{
  Fixture *world;
  char *ids[N_ACTORS];
  char *tom;      /* of Support */
  char *ann;      /* of the Board, and an auditor: to be changed */
  AvowIdentity *identities[N_ACTORS]; /* nullable */
  AvowAccess *accesses[N_ACTORS];     /* as of signing in */
  char *gone;     /* has left, and is to be purged */
  gint64 others;  /* position of a declaration of none of theirs */
  guint number;   /* of staff numbers and names given out */
} Firm;

/* Does it as @actor; how far it reached. */
typedef struct
{
  gboolean done;
  char reach; /* o theirs, t the team, a all; where it is done */
} Outcome;

typedef void (*Try) (Firm *firm, guint actor, Outcome *outcome, GError **error);

static void
append_record (Firm *firm, AvowRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, record);
  avow_store_append (firm->world->store, records, &error);
  g_assert_no_error (error);
}

static void
grant (Firm *firm, guint actor, AvowRole role, const char *team, gboolean granted)
{
  g_autoptr (GError) error = NULL;

  avow_grant_role (firm->world->store, firm->identities[OFFICER], firm->ids[actor], role, team, granted, &error);
  g_assert_no_error (error);
}

static void
add_people (Firm *firm)
{
  static const char *const teams[] = { NULL, "Sales", "Sales", "Board", "Audit", "Sales" };

  firm->ids[OFFICER] = g_strdup (firm->world->officer);
  for (guint i = MANAGER; i <= LEAVER; i++)
    {
      g_autofree char *number = g_strdup_printf ("B-%u", i);

      firm->ids[i] = fixture_add_person (firm->world, number, actor_names[i], teams[i], "2026-01-05");
      firm->identities[i] = fixture_enrol (firm->world, firm->ids[i]);
    }
  firm->ids[STRANGER] = avow_id_new ("p");
}

/* Whom the acts are about. */
static void
add_ann (Firm *firm)
{
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;

  firm->ann = fixture_add_person (firm->world, "C-2", "Ann", "Board", "2026-01-05");
  firm->gone = fixture_add_person (firm->world, "C-3", "Gil", "Board", "2026-01-05");
  identity = fixture_enrol (firm->world, firm->ann);
  avow_grant_role (firm->world->store, firm->identities[OFFICER], firm->ann, AVOW_ROLE_AUDITOR, NULL, TRUE, &error);
  g_assert_no_error (error);
}

/* Whoever is to be an officer has a key on this computer. */
static void
save_key (Firm *firm, AvowIdentity *identity)
{
  g_autofree char *path = avow_store_get_key_path (firm->world->store, identity->person);
  g_autoptr (GError) error = NULL;

  avow_key_save (identity->key, path, TOMS, CHEAP, &error);
  g_assert_no_error (error);
}

static void
firm_set_up (Firm *firm, gconstpointer data)
{
  g_autoptr (AvowIdentity) identity = NULL;

  firm->world = world_new ();
  firm->identities[OFFICER] = fixture_unlock (firm->world);
  add_people (firm);
  firm->tom = fixture_add_person (firm->world, "C-1", "Tom", "Support", "2026-01-05");
  identity = fixture_enrol (firm->world, firm->tom);
  save_key (firm, identity);
  add_ann (firm);
  grant (firm, MANAGER, AVOW_ROLE_MANAGER, "Sales", TRUE);
  grant (firm, EXECUTIVE, AVOW_ROLE_EXECUTIVE, NULL, TRUE);
  grant (firm, AUDITOR, AVOW_ROLE_AUDITOR, NULL, TRUE);
  world_ask (firm->world, "once");
  fixture_answer_nth (firm->world, identity, 1, "signed");
  firm->others = avow_store_get_position (firm->world->store);
  world_change_entry (firm->world, firm->ids[LEAVER], NULL, "2026-11-23");
  world_change_entry (firm->world, firm->gone, NULL, "2026-11-23");
  for (guint i = 0; i < STRANGER; i++)
    firm->accesses[i] = world_get_access (firm->world, firm->ids[i]);
  /* nobody gives a stranger one */
  firm->accesses[STRANGER] = g_new0 (AvowAccess, 1);
  firm->accesses[STRANGER]->person = g_strdup (firm->ids[STRANGER]);
}

static void
firm_tear_down (Firm *firm, gconstpointer data)
{
  for (guint i = 0; i < N_ACTORS; i++)
    {
      g_free (firm->ids[i]);
      g_clear_pointer (&firm->identities[i], avow_identity_free);
      avow_access_free (firm->accesses[i]);
    }
  g_free (firm->tom);
  g_free (firm->ann);
  g_free (firm->gone);
  fixture_free (firm->world);
}

static char *
name_file (Firm *firm, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%u-%s", firm->number++, name);

  return fixture_path (firm->world, file);
}

/* --- what there is to do */

/* (transfer full): what they owe, however it stands; a stranger owes nothing, and takes Tom's. */
static AvowDuty *
find_duty (Firm *firm, guint actor, const char *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (firm->world->store, actor == STRANGER ? firm->tom : firm->ids[actor],
                                                             "2026-11-24", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < duties->len; i++)
    if (g_str_equal (((AvowDuty *) g_ptr_array_index (duties, i))->item, item))
      return g_ptr_array_steal_index (duties, i);
  g_assert_not_reached ();
}

static void
try_complete (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  AvowDuty *duty = find_duty (firm, actor, WORLD_COURSE);
  g_autoptr (AvowSession) session = avow_session_load (firm->world->store, firm->ids[actor], duty, error);

  avow_duty_free (duty);
  if (session == NULL)
    return;
  for (guint i = 0; i < avow_session_get_n_steps (session); i++)
    avow_session_set_position (session, i);
  outcome->done = avow_session_complete (session, firm->world->store, error);
  outcome->reach = 'a';
}

static AvowSigning *
open_signing (Firm *firm, guint actor, GError **error)
{
  AvowDuty *duty = find_duty (firm, actor, WORLD_DECLARATION);
  AvowSigning *signing = avow_signing_load (firm->world->store, firm->ids[actor], duty, error);

  avow_duty_free (duty);
  if (signing == NULL)
    return NULL;
  avow_signing_mark_viewed (signing, 0);
  avow_signing_set_agreed (signing, 0, TRUE);
  avow_signing_set_typed_name (signing, avow_signing_get_name (signing));
  return signing;
}

static void
try_decline (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autoptr (AvowSigning) signing = open_signing (firm, actor, error);

  if (signing == NULL)
    return;
  outcome->done = avow_signing_decline_as (signing, firm->world->store, NULL, firm->identities[actor], error) != 0;
  outcome->reach = 'a';
}

/* What was declined can still be signed. */
static void
try_sign (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autoptr (AvowSigning) signing = open_signing (firm, actor, error);

  if (signing == NULL)
    return;
  outcome->done = avow_signing_sign_as (signing, firm->world->store, firm->identities[actor], error) != 0;
  outcome->reach = 'a';
}

static void
try_see_team (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autoptr (GPtrArray) members = avow_team_list (firm->world->store, firm->accesses[actor], "2026-11-24", error);
  gboolean others = FALSE;

  outcome->done = members != NULL;
  for (guint i = 0; members != NULL && i < members->len; i++)
    others |= !g_str_equal (((AvowMember *) g_ptr_array_index (members, i))->person->team, "Sales");
  outcome->reach = others ? 'a' : 't';
}

static void
export_as (Firm *firm, guint actor, const char *team, Outcome *outcome, GError **error)
{
  g_autofree char *path = name_file (firm, "report.csv");
  g_autoptr (AvowReport) report = avow_report_new (firm->world->store, firm->accesses[actor], AVOW_REPORT_COMPLETION, team, 0, error);
  g_autofree char *written = NULL;

  outcome->done = report != NULL && avow_report_export (report, firm->world->store, firm->accesses[actor], AVOW_FORMAT_CSV, path, error);
  g_assert_cmpint (outcome->done, ==, g_file_test (path, G_FILE_TEST_EXISTS));
  if (outcome->done)
    g_assert_true (g_file_get_contents (path, &written, NULL, NULL));
  outcome->reach = written != NULL && strstr (written, "Support") != NULL ? 'a' : 't';
}

static void
try_export (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  export_as (firm, actor, NULL, outcome, error);
}

/* Whichever team they ask for. */
static void
try_export_other (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  export_as (firm, actor, "Support", outcome, error);
}

static void
try_add_person (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autofree char *number = g_strdup_printf ("D-%u", firm->number++);
  AvowPerson person = { .staff_number = number, .name = (char *) "New", .team = (char *) "Support", .joined = (char *) "2026-11-24" };

  outcome->done = avow_roster_add (firm->world->store, firm->ids[actor], &person, NULL, error);
  outcome->reach = 'a';
}

/* It is the officer's passphrase that opens the root key, whoever types it. */
static void
try_invite (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autofree char *path = name_file (firm, "invitation");
  g_autofree char *code = NULL;

  outcome->done = avow_invitation_write (firm->world->store, firm->ids[actor], FIXTURE_PASSPHRASE, firm->ids[STAFF], path, &code, error);
  g_assert_cmpint (outcome->done, ==, g_file_test (path, G_FILE_TEST_EXISTS));
  outcome->reach = 'a';
}

static void
try_adopt (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autofree char *name = g_strdup_printf ("2026.%u", 10 + firm->number++);
  g_autoptr (AvowEdition) edition = fixture_make_document ("other", name, TRUE, FALSE, name);
  g_autoptr (GHashTable) facts = fixture_make_facts ();

  outcome->done = avow_programme_adopt (firm->world->store, firm->ids[actor], edition, facts, NULL, error);
  outcome->reach = 'a';
}

static void
try_set_rule (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  AvowRecordRule rule = { .title = (char *) "Another", .due_days = 30, .cycle = (char *) "once", .active = TRUE, .items = items };

  g_ptr_array_add (items, (char *) WORLD_COURSE);
  outcome->done = avow_programme_set_rule (firm->world->store, firm->ids[actor], NULL, &rule, error);
  outcome->reach = 'a';
}

/* A stranger has no key; somebody's in their name is no better. */
static AvowIdentity *
get_identity (Firm *firm, guint actor)
{
  return firm->identities[actor != STRANGER ? actor : STAFF];
}

/* Themselves, an officer: what whoever wants more would do. */
static void
try_grant (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  const char *whom = actor == STRANGER ? firm->ids[STAFF] : firm->ids[actor];

  outcome->done = avow_grant_role (firm->world->store, get_identity (firm, actor), whom, AVOW_ROLE_OFFICER, NULL, TRUE, error);
  outcome->reach = 'a';
}

static void
try_export_documents (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autofree char *folder = name_file (firm, "evidence");
  guint count = 0;

  outcome->done = avow_evidence_export (firm->world->store, firm->accesses[actor], folder, &count, error);
  g_assert_cmpint (outcome->done, ==, g_file_test (folder, G_FILE_TEST_EXISTS));
  /* each has declined and signed once */
  outcome->reach = count > 2 ? 'a' : 'o';
}

static void
try_evidence_of_others (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autofree char *path = name_file (firm, "evidence.zip");

  outcome->done = avow_evidence_save (firm->world->store, firm->accesses[actor], firm->others, path, NULL, error);
  g_assert_cmpint (outcome->done, ==, g_file_test (path, G_FILE_TEST_EXISTS));
  outcome->reach = 'a';
}

static void
hand_over_to (Firm *firm, guint actor, const char *team, const char *person, Outcome *outcome, GError **error)
{
  g_autofree char *path = name_file (firm, "hand-over");
  AvowHandOverTo to = { team, person, TRUE };
  AvowHandOverSummary summary;

  outcome->done = avow_hand_over_write (firm->world->store, firm->ids[actor], &to, path, &summary, error);
  g_assert_cmpint (outcome->done, ==, g_file_test (path, G_FILE_TEST_EXISTS));
  outcome->reach = 'a';
}

static void
try_hand_over (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  hand_over_to (firm, actor, NULL, NULL, outcome, error);
}

static void
try_hand_over_team (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  hand_over_to (firm, actor, "Sales", NULL, outcome, error);
}

static void
try_hand_over_person (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  hand_over_to (firm, actor, NULL, firm->tom, outcome, error);
}

/* Who may is told what is wrong with the file; who may not, not even that. */
static void
try_take_in (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autofree char *path = name_file (firm, "none.avow-hand-over");
  g_autoptr (GError) local_error = NULL;

  g_assert_true (g_file_set_contents (path, "This is none.", -1, NULL));
  g_assert_null (avow_take_in_file (firm->world->store, firm->ids[actor], path, &local_error));
  outcome->done = g_error_matches (local_error, AVOW_EXCHANGE_ERROR, AVOW_EXCHANGE_ERROR_DAMAGED);
  outcome->reach = 'a';
  if (!outcome->done)
    g_propagate_error (error, g_steal_pointer (&local_error));
}

static void
try_take_role_back (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  outcome->done = avow_grant_role (firm->world->store, get_identity (firm, actor), firm->ann, AVOW_ROLE_AUDITOR, NULL, FALSE, error);
  outcome->reach = 'a';
}

/* Tom, who holds the organisation's key from then on. It is the officer's passphrase that opens it, whoever types it. */
static void
try_add_officer (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  outcome->done = avow_officer_add (firm->world->store, get_identity (firm, actor), FIXTURE_PASSPHRASE, firm->tom, TOMS, error);
  outcome->reach = 'a';
}

static void
try_take_officers_role (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  outcome->done = avow_grant_role (firm->world->store, get_identity (firm, actor), firm->tom, AVOW_ROLE_OFFICER, NULL, FALSE, error);
  outcome->reach = 'a';
}

/* Who has the key still, though the role was taken back. */
static void
try_remove_officer (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  outcome->done = avow_officer_remove (firm->world->store, get_identity (firm, actor), firm->tom, error);
  outcome->reach = 'a';
}

static void
try_withdraw (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  outcome->done = avow_withdrawal_write (firm->world->store, get_identity (firm, actor), firm->ann, "lost", NULL, NULL, error);
  outcome->reach = 'a';
}

static void
try_enter_leaver (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  outcome->done = avow_leaver_enter (firm->world->store, firm->ids[actor], firm->ann, "2026-11-24", error);
  outcome->reach = 'a';
}

static void
try_plan_purge (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autoptr (AvowPurgePlan) plan = avow_purge_plan_new (firm->world->store, firm->ids[actor], "C-3", error);

  outcome->done = plan != NULL;
  outcome->reach = 'a';
}

/* By a plan that an officer made. */
static void
try_purge (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autoptr (GError) none = NULL;
  g_autoptr (AvowPurgePlan) plan = avow_purge_plan_new (firm->world->store, firm->ids[OFFICER], "C-3", &none);
  gint64 position;

  g_assert_no_error (none);
  outcome->done = avow_purge_plan_run (plan, firm->world->store, get_identity (firm, actor), "The time to keep it is over.", &position, error);
  outcome->reach = 'a';
}

static void
try_accommodate (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  AvowDuty *duty = find_duty (firm, STAFF, WORLD_COURSE);
  AvowAccommodation granted = { .item = duty->item, .cycle = duty->cycle, .extra_time = 50, .reason = (char *) "As agreed." };

  outcome->done = avow_accommodation_grant (firm->world->store, get_identity (firm, actor), firm->ids[STAFF], &granted, error);
  outcome->reach = 'a';
  avow_duty_free (duty);
}

/* Why somebody needs longer their manager never learns. */
static void
try_see_accommodations (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autoptr (GPtrArray) list = avow_accommodation_list (firm->world->store, firm->accesses[actor], firm->ids[STAFF], error);

  outcome->done = list != NULL;
  outcome->reach = 'a';
}

static void
try_see_answers (Firm *firm, guint actor, Outcome *outcome, GError **error)
{
  g_autoptr (AvowReport) report = avow_report_new_for_course (firm->world->store, firm->accesses[actor], AVOW_REPORT_QUESTIONS, WORLD_COURSE, NULL, error);

  /* the course there is has no assessment: who may ask is told so */
  outcome->done = report != NULL || (error != NULL && g_error_matches (*error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_UNKNOWN));
  outcome->reach = 'a';
  if (outcome->done)
    g_clear_error (error);
}

/* --- the table, as people are told it; - is refused */

static const struct
{
  const char *name;
  Try try;
  const char *reach; /* officer, manager, staff, executive, auditor, leaver, stranger */
} actions[] = {
  { "complete a course", try_complete, "aaaaa--" },
  { "decline", try_decline, "aaaaa--" },
  { "sign", try_sign, "aaaaa--" },
  { "see how others stand", try_see_team, "at-aa--" },
  { "export a report", try_export, "at-aa--" },
  { "export another team's report", try_export_other, "at-aa--" },
  { "add a person", try_add_person, "a------" },
  { "invite", try_invite, "a------" },
  { "adopt", try_adopt, "a------" },
  { "set a rule", try_set_rule, "a------" },
  { "export signed documents", try_export_documents, "aooaa--" },
  { "save the evidence of others", try_evidence_of_others, "a--aa--" },
  { "grant a role", try_grant, "a------" },
  { "take a role back", try_take_role_back, "a------" },
  { "add an officer", try_add_officer, "a------" },
  { "take an officer's role back", try_take_officers_role, "a------" },
  { "remove an officer", try_remove_officer, "a------" },
  { "hand over what is here", try_hand_over, "aaaaa--" },
  { "hand over to a team", try_hand_over_team, "a------" },
  { "hand over to a person", try_hand_over_person, "a------" },
  { "take in", try_take_in, "aaaaa--" },
  { "withdraw another's key", try_withdraw, "a------" },
  { "enter who left", try_enter_leaver, "a------" },
  { "see what a purge destroys", try_plan_purge, "a------" },
  { "give more time or attempts", try_accommodate, "a------" },
  { "see who has more, and why", try_see_accommodations, "a------" },
  { "see how questions are answered", try_see_answers, "a------" },
  { "purge", try_purge, "a------" },
};

/* Tries a cell; whether it is as the table has it. */
static gboolean
try_cell (Firm *firm, guint action, guint actor, char wanted)
{
  gint64 before = avow_store_get_position (firm->world->store);
  Outcome outcome = { FALSE, '-' };
  g_autoptr (GError) error = NULL;

  g_test_message ("%s: %s", actor_names[actor], actions[action].name);
  actions[action].try (firm, actor, &outcome, &error);
  if (wanted != '-')
    {
      g_assert_no_error (error);
      return outcome.done && outcome.reach == wanted;
    }
  /* refused in words, and nothing of it recorded */
  if (outcome.done)
    return FALSE;
  g_assert_nonnull (error);
  g_assert_true (g_error_matches (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED)
                 || g_error_matches (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_REFUSED)
                 || (actor == STRANGER && g_error_matches (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN)));
  return avow_store_get_position (firm->world->store) == before;
}

static void
test_table (Firm *firm, gconstpointer data)
{
  guint refused = 0, allowed = 0;

  /* the officer comes last: whoever may not finds everything as it has to be for the act, but for the rule */
  for (guint action = 0; action < G_N_ELEMENTS (actions); action++)
    for (guint actor = N_ACTORS; actor-- > 0;)
      {
        char wanted = actions[action].reach[actor];

        /* a stranger has no key to grant with: tried with that of staff, who may not either */
        g_assert_true (try_cell (firm, action, actor, wanted));
        refused += wanted == '-';
        allowed += wanted != '-';
      }
  g_test_message ("%u cells tried: %u allowed and done as far as the table says, %u refused and nothing recorded", refused + allowed,
                  allowed, refused);
}

/* Their pages are still open when the role is taken back. */
static void
test_taken_back (Firm *firm, gconstpointer data)
{
  static const struct
  {
    guint actor;
    AvowRole role;
    const char *team;
  } roles[] = { { MANAGER, AVOW_ROLE_MANAGER, "Sales" }, { EXECUTIVE, AVOW_ROLE_EXECUTIVE, NULL }, { AUDITOR, AVOW_ROLE_AUDITOR, NULL } };
  guint tried = 0;

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    grant (firm, roles[i].actor, roles[i].role, roles[i].team, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    for (guint action = 0; action < G_N_ELEMENTS (actions); action++, tried++)
      g_assert_true (try_cell (firm, action, roles[i].actor, actions[action].reach[STAFF]));
  g_test_message ("%u cells tried after the role was taken back from whoever is signed in: each as staff's", tried);
}

static void
test_another_team (Firm *firm, gconstpointer data)
{
  Outcome outcome = { FALSE, '-' };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = NULL;

  grant (firm, MANAGER, AVOW_ROLE_MANAGER, "Support", TRUE);
  members = avow_team_list (firm->world->store, firm->accesses[MANAGER], "2026-11-24", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (members->len, ==, 1);
  g_assert_cmpstr (((AvowMember *) g_ptr_array_index (members, 0))->person->name, ==, "Tom");
  export_as (firm, MANAGER, "Sales", &outcome, &error);
  g_assert_no_error (error);
  g_assert_cmpint (outcome.reach, ==, 'a'); /* which it tells by Support */
}

/* What is signed by whoever is staff, without asking the table. */
static void
append_grant (Firm *firm, const char *person, gboolean granted)
{
  AvowRecordGrant body = { (char *) "officer", NULL, granted };
  g_autoptr (AvowRecord) plain = avow_record_new (&avow_record_kind_grant, person, firm->ids[STAFF], &body);
  g_autoptr (GError) error = NULL;

  append_record (firm, avow_identity_sign (firm->identities[STAFF], plain, AVOW_COMMITMENT_AGREEMENT, &error));
  g_assert_no_error (error);
}

static void
append_holding (Firm *firm, const char *person, gboolean holds)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  avow_officer_add_holding (firm->identities[STAFF], person, holds, records, &error);
  g_assert_no_error (error);
  append_record (firm, avow_record_ref (g_ptr_array_index (records, 0)));
}

/* What stands between is the table alone: records made without asking it are taken, and verification names them. */
static void
test_control (Firm *firm, gconstpointer data)
{
  AvowPerson person = { .id = avow_id_new ("p"), .staff_number = (char *) "E-1", .name = (char *) "Eve", .team = (char *) "Sales",
                        .joined = (char *) "2026-01-05" };
  const guint acts = 5;
  g_autoptr (AvowVerdict) before = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;
  g_autoptr (AvowAccess) access = NULL;
  g_autoptr (AvowAccess) former = NULL;
  g_autoptr (GError) error = NULL;
  gint64 position;

  before = avow_store_verify (firm->world->store, NULL, NULL, &error);
  g_assert_no_error (error);
  position = avow_store_get_position (firm->world->store);
  append_record (firm, avow_person_to_record (&person, firm->ids[STAFF]));
  /* an officer removed, and one added */
  append_grant (firm, firm->ids[OFFICER], FALSE);
  append_holding (firm, firm->ids[OFFICER], FALSE);
  append_holding (firm, firm->ids[STAFF], TRUE);
  append_grant (firm, firm->ids[STAFF], TRUE);
  g_assert_cmpint (avow_store_get_position (firm->world->store), ==, position + acts);
  access = world_get_access (firm->world, firm->ids[STAFF]);
  g_assert_true (avow_access_allows (access, AVOW_ACTION_GRANT));
  former = world_get_access (firm->world, firm->ids[OFFICER]);
  g_assert_false (avow_access_allows (former, AVOW_ACTION_GRANT));

  verdict = avow_store_verify (firm->world->store, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verdict->findings->len, ==, before->findings->len + acts);
  g_test_message ("control: %u acts recorded past the table: all taken, and all found by verification", acts);
  g_free (person.id);
}

#define firm_add(path, func) g_test_add (path, Firm, NULL, firm_set_up, func, firm_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  avow_people_register ();
  avow_learn_register ();
  firm_add ("/avow/attack/access{table}", test_table);
  firm_add ("/avow/attack/access{taken-back}", test_taken_back);
  firm_add ("/avow/attack/access{another-team}", test_another_team);
  firm_add ("/avow/attack/access{control}", test_control);
  return world_run ();
}
