/* avow-acts.c: what people do with Avow, one act after another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-acts.h"

#include "exchange/avow-hand-over.h"
#include "exchange/avow-take-in.h"
#include "people/avow-grant.h"
#include "people/avow-leaver.h"
#include "people/avow-officer.h"
#include "people/avow-organisation.h"
#include "people/avow-withdrawal.h"
#include "record/avow-clock.h"

#include <glib/gstdio.h>
#include <string.h>

#define START G_GINT64_CONSTANT (1772442000000) /* 2026-03-02T09:00:00Z */
#define NAME STAGE_PURGED
#define NUMBER "1002"
#define COLLEAGUE "1003"
#define LEFT "2026-03-02"

static gint64
tell_time (gpointer data)
{
  return ((Stage *) data)->now;
}

Stage *
stage_new (const char *folder, gboolean sample)
{
  Stage *self = g_new0 (Stage, 1);

  self->folder = g_strdup (folder);
  self->sample = sample;
  self->now = START;
  avow_clock_replace (tell_time, self);
  return self;
}

static AvowStore *
open_store (const char *folder, const char *below)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  g_autoptr (GError) error = NULL;
  AvowStore *store = avow_store_open (path, &error);

  if (!g_error_matches (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NO_STORE))
    g_assert_no_error (error);
  return store;
}

Stage *
stage_resume (const char *folder, const Stage *like)
{
  Stage *self = stage_new (folder, like->sample);

  self->now = like->now;
  self->officer = g_strdup (like->officer);
  self->joiner = g_strdup (like->joiner);
  self->code = g_strdup (like->code);
  self->desk = open_store (folder, STAGE_DESK);
  self->own = open_store (folder, STAGE_OWN);
  return self;
}

static void
clear_screen (Stage *self)
{
  g_clear_pointer (&self->invitation, avow_invitation_unref);
  g_clear_pointer (&self->session, avow_session_unref);
  g_clear_pointer (&self->signing, avow_signing_unref);
  g_clear_pointer (&self->report, avow_report_free);
}

void
stage_free (Stage *self)
{
  if (self == NULL)
    return;
  avow_clock_replace (NULL, NULL);
  clear_screen (self);
  g_clear_pointer (&self->desk, avow_store_unref);
  g_clear_pointer (&self->own, avow_store_unref);
  g_free (self->folder);
  g_free (self->officer);
  g_free (self->joiner);
  g_free (self->code);
  g_free (self);
}

static char *
get_path (Stage *stage, const char *name)
{
  return g_build_filename (stage->folder, name, NULL);
}

/* A view of the stage as those helpers want it that know of one store only. */
static Life
get_life (Stage *stage)
{
  return (Life) { .store = stage->own, .now = stage->now };
}

static gboolean
set_up (Stage *stage, GError **error)
{
  const AvowPerson officer = { .staff_number = (char *) "1001", .name = (char *) "Zoë Ångström", .team = (char *) "Office",
                               .joined = (char *) "2026-03-02" };
  g_autofree char *path = get_path (stage, STAGE_DESK);
  g_autofree char *code = NULL;

  stage->desk = avow_organisation_create (path, stage->sample ? "Sample" : "Ladder & Sons", &officer, LIFE_PASSPHRASE, stage->sample,
                                          &code, error);
  return stage->desk != NULL;
}

static gboolean
add_person (Stage *stage, GError **error)
{
  const AvowPerson person = { .staff_number = (char *) NUMBER, .name = (char *) NAME, .team = (char *) "Office",
                              .joined = (char *) "2026-03-02" };

  return avow_roster_add (stage->desk, stage->officer, &person, &stage->joiner, error);
}

static gboolean
adopt (Stage *stage, char *xml, GError **error)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (AvowEdition) edition = NULL;

  g_hash_table_insert (variables, (char *) "organisation", (char *) "Ladder & Sons");
  g_hash_table_insert (variables, (char *) "contact", (char *) "the privacy desk");
  g_hash_table_insert (files, (char *) AVOW_EDITION_MAIN, g_bytes_new_take (xml, strlen (xml)));
  edition = avow_edition_new (files, NULL);
  g_assert_nonnull (edition);
  return avow_programme_adopt (stage->desk, stage->officer, edition, variables, NULL, error);
}

static gboolean
adopt_course (Stage *stage, GError **error)
{
  return adopt (stage, life_write_course ("2026.1", 3), error);
}

static gboolean
adopt_declaration (Stage *stage, GError **error)
{
  return adopt (stage, life_write_declaration ("2026.1", "I collect only what I need."), error);
}

static gboolean
set_rule (Stage *stage, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  const AvowRecordRule rule = { .title = (char *) "Everyone", .due_days = 14, .cycle = (char *) "yearly", .active = TRUE, .items = items };

  g_ptr_array_add (items, (char *) "callers");
  g_ptr_array_add (items, (char *) "promise");
  return avow_programme_set_rule (stage->desk, stage->officer, NULL, &rule, error);
}

/* Whoever is invited next has another code. */
static gboolean
write_invitation (Stage *stage, const char *person, GError **error)
{
  g_autofree char *path = get_path (stage, "files/tomasz.avow-invitation");
  char *code = NULL;

  if (!avow_invitation_write (stage->desk, stage->officer, LIFE_PASSPHRASE, person, path, &code, error))
    return FALSE;
  g_free (stage->code);
  stage->code = code;
  return TRUE;
}

static gboolean
invite (Stage *stage, GError **error)
{
  return write_invitation (stage, stage->joiner, error);
}

static void
open_invitation (Stage *stage)
{
  g_autofree char *path = get_path (stage, "files/tomasz.avow-invitation");
  g_autoptr (GError) error = NULL;

  stage->invitation = avow_invitation_open (path, &error);
  g_assert_no_error (error);
}

static gboolean
enrol (Stage *stage, GError **error)
{
  g_autofree char *path = get_path (stage, STAGE_OWN);

  stage->own = avow_invitation_accept (stage->invitation, path, stage->code, LIFE_PASSPHRASE, NULL, error);
  return stage->own != NULL;
}

static void
learn (Stage *stage)
{
  Life life = get_life (stage);

  stage->session = life_open (&life, stage->joiner);
  life_do_steps (stage->session);
  life_start (stage->session);
}

static gboolean
keep_progress (Stage *stage, GError **error)
{
  g_autofree char *state = avow_session_get_state (stage->session);

  return avow_session_save (stage->own, stage->joiner, avow_session_get_item (stage->session),
                            avow_session_get_cycle (stage->session), state, error);
}

static void
answer_wrong (Stage *stage)
{
  Life life = get_life (stage);

  stage->session = life_open (&life, stage->joiner);
  life_answer (stage->session, 0, FALSE);
}

static void
answer_right (Stage *stage)
{
  Life life;

  stage->now += 16 * LIFE_MINUTE;
  life = get_life (stage);
  stage->session = life_open (&life, stage->joiner);
  life_start (stage->session);
  life_answer (stage->session, 3, TRUE);
}

static gboolean
hand_in (Stage *stage, GError **error)
{
  g_autoptr (AvowGrade) grade = avow_session_hand_in (stage->session, stage->own, error);

  return grade != NULL;
}

static void
read_declaration (Stage *stage)
{
  Life life = get_life (stage);

  stage->signing = life_open_declaration (&life, stage->joiner);
  life_agree (stage->signing, NAME);
}

static gboolean
keep_draft (Stage *stage, GError **error)
{
  g_autofree char *state = avow_signing_get_state (stage->signing);
  const AvowDuty *duty = avow_signing_get_duty (stage->signing);

  return avow_signing_save (stage->own, stage->joiner, duty->item, duty->cycle, state, error);
}

static gboolean
decline (Stage *stage, GError **error)
{
  return avow_signing_decline (stage->signing, stage->own, "I have a question first.", LIFE_PASSPHRASE, error) > 0;
}

static gboolean
sign (Stage *stage, GError **error)
{
  return avow_signing_sign (stage->signing, stage->own, LIFE_PASSPHRASE, error) > 0;
}

static AvowAccess *
get_access (Stage *stage)
{
  AvowAccess *access = avow_access_of (stage->desk, stage->officer, NULL);

  g_assert_nonnull (access);
  return access;
}

static void
make_report (Stage *stage)
{
  g_autoptr (AvowAccess) access = get_access (stage);
  g_autoptr (GError) error = NULL;

  stage->report = avow_report_new (stage->desk, access, AVOW_REPORT_COMPLETION, NULL, 0, &error);
  g_assert_no_error (error);
}

static gboolean
export (Stage *stage, GError **error)
{
  g_autofree char *path = get_path (stage, "files/report.csv");
  AvowAccess access = { .person = stage->officer, .roles = 1u << AVOW_ROLE_STAFF | 1u << AVOW_ROLE_OFFICER };

  return avow_report_export (stage->report, stage->desk, &access, AVOW_FORMAT_CSV, path, error);
}

static gboolean
hand_over (Stage *stage, GError **error)
{
  g_autofree char *path = get_path (stage, "files/tomasz.avow-hand-over");
  const AvowHandOverTo desk = { NULL, NULL, FALSE };
  AvowHandOverSummary summary;

  return avow_hand_over_write (stage->own, stage->joiner, &desk, path, &summary, error);
}

static gboolean
take_in (Stage *stage, GError **error)
{
  g_autofree char *path = get_path (stage, "files/tomasz.avow-hand-over");
  g_autoptr (GPtrArray) taken = avow_take_in_file (stage->desk, stage->officer, path, error);

  return taken != NULL;
}

/* On the desk, from here on. */

/* (transfer full): what an officer signs with; made anew for each act. */
static AvowIdentity *
unlock (Stage *stage, GError **error)
{
  return avow_identity_unlock (stage->desk, stage->officer, LIFE_PASSPHRASE, error);
}

static gboolean
withdraw (Stage *stage, GError **error)
{
  g_autoptr (AvowIdentity) identity = unlock (stage, error);

  return identity != NULL && avow_withdrawal_write (stage->desk, identity, stage->joiner, "lost", NULL, NULL, error);
}

static gboolean
enrol_on_desk (Stage *stage, GError **error)
{
  g_autofree char *path = get_path (stage, STAGE_DESK);
  g_autoptr (AvowStore) store = avow_invitation_accept (stage->invitation, path, stage->code, LIFE_PASSPHRASE, NULL, error);

  return store != NULL;
}

static gboolean
give_role (Stage *stage, GError **error)
{
  g_autoptr (AvowIdentity) identity = unlock (stage, error);

  return identity != NULL && avow_grant_role (stage->desk, identity, stage->joiner, AVOW_ROLE_MANAGER, "Office", TRUE, error);
}

static gboolean
add_colleague (Stage *stage, GError **error)
{
  const AvowPerson person = { .staff_number = (char *) COLLEAGUE, .name = (char *) "Ada Smith", .team = (char *) "Office",
                              .joined = (char *) "2026-03-02" };

  return avow_roster_add (stage->desk, stage->officer, &person, NULL, error);
}

static gboolean
invite_colleague (Stage *stage, GError **error)
{
  g_autoptr (AvowPerson) colleague = avow_roster_find (stage->desk, COLLEAGUE, error);

  return colleague != NULL && write_invitation (stage, colleague->id, error);
}

static gboolean
add_officer (Stage *stage, GError **error)
{
  g_autoptr (AvowPerson) colleague = avow_roster_find (stage->desk, COLLEAGUE, error);
  g_autoptr (AvowIdentity) identity = colleague != NULL ? unlock (stage, error) : NULL;

  return identity != NULL
         && avow_officer_add (stage->desk, identity, LIFE_PASSPHRASE, colleague->id, LIFE_PASSPHRASE, error);
}

static gboolean
leave (Stage *stage, GError **error)
{
  return avow_leaver_enter (stage->desk, stage->officer, stage->joiner, LEFT, error);
}

/* As a conversion leaves it beside the store. */
static void
leave_backup (Stage *stage)
{
  g_autofree char *path = get_path (stage, STAGE_DESK "/" AVOW_STORE_FILE ".0");
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", path);
  g_autofree char *source = get_path (stage, STAGE_DESK "/" AVOW_STORE_FILE);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (source, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

static gboolean
purge (Stage *stage, GError **error)
{
  g_autoptr (AvowIdentity) identity = unlock (stage, error);
  g_autoptr (AvowPurgePlan) plan = identity != NULL ? avow_purge_plan_new (stage->desk, stage->officer, NUMBER, error) : NULL;
  gint64 position;

  return plan != NULL && avow_purge_plan_run (plan, stage->desk, identity, "The time for keeping it is over.", &position, error);
}

/* Life goes on after a purge. */
static gboolean
add_somebody (Stage *stage, GError **error)
{
  const AvowPerson person = { .staff_number = (char *) "1004", .name = (char *) "Ines Duarte", .team = (char *) "Office",
                              .joined = (char *) "2026-03-02" };

  return avow_roster_add (stage->desk, stage->officer, &person, NULL, error);
}

const Act acts[] = {
  { "set up", NULL, set_up },
  { "add a person", NULL, add_person },
  { "adopt a course", NULL, adopt_course },
  { "adopt a declaration", NULL, adopt_declaration },
  { "set a rule", NULL, set_rule },
  { "invite", NULL, invite },
  { "enrol", open_invitation, enrol },
  { "keep progress", learn, keep_progress },
  { "hand in, and fail", answer_wrong, hand_in },
  { "hand in, and pass", answer_right, hand_in },
  { "keep a draft", read_declaration, keep_draft },
  { "decline", read_declaration, decline },
  { "sign", read_declaration, sign },
  { "hand over", NULL, hand_over },
  { "take in", NULL, take_in },
  { "export", make_report, export },
  { "withdraw a key", NULL, withdraw },
  { "invite again", NULL, invite },
  { "enrol on the desk", open_invitation, enrol_on_desk },
  { "give a role", NULL, give_role },
  { "add a colleague", NULL, add_colleague },
  { "invite the colleague", NULL, invite_colleague },
  { "enrol the colleague", open_invitation, enrol_on_desk },
  { "add an officer", NULL, add_officer },
  { "leave", NULL, leave },
  { "purge", leave_backup, purge, TRUE },
  { "add somebody else", NULL, add_somebody },
};

const guint n_acts = G_N_ELEMENTS (acts);

static gboolean
file_tells (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &bytes, &length, NULL) && memmem (bytes, length, STAGE_PURGED, strlen (STAGE_PURGED)) != NULL;
}

guint
stage_count_telling (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      count += g_file_test (path, G_FILE_TEST_IS_DIR) ? stage_count_telling (path) : file_tells (path) ? 1 : 0;
    }
  return count;
}

static void
look_up_officer (Stage *stage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) person = avow_roster_find (stage->desk, "1001", &error);

  g_assert_no_error (error);
  stage->officer = g_strdup (person->id);
}

void
act_prepare (const Act *act, Stage *stage)
{
  if (stage->desk != NULL && stage->officer == NULL)
    look_up_officer (stage);
  stage->now += LIFE_MINUTE;
  clear_screen (stage);
  if (act->prepare != NULL)
    act->prepare (stage);
}

void
act_run (const Act *act, Stage *stage)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  act_prepare (act, stage);
  done = act->run (stage, &error);
  g_assert_no_error (error);
  g_assert_true (done);
}
