/* test-travelling-purge.c: a purge on its way from desk to desk, and texts that are gone without one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "people/avow-invitation.h"
#include "people/avow-leaver.h"
#include "record/avow-purge.h"
#include "record/avow-purged-list.h"

#include <string.h>

#define NAME "Tomasz Nowak"

static void
take (Stations *self, Life *at, const char *actor, const char *path, const char *verdict)
{
  g_assert_cmpstr (stations_take_in (self, at, actor, path, NULL), ==, verdict);
}

/* The colleague learns at home, and the desk knows. */
static void
learn (Stations *self)
{
  g_autofree char *path = NULL;

  life_pass (&self->home, self->home_person);
  path = stations_hand_over (self, &self->home, self->home_person, NULL);
  take (self, &self->desk, self->desk.officer, path, "OK");
}

static void
purge (Stations *self)
{
  g_autoptr (AvowPurgePlan) plan = NULL;
  g_autoptr (AvowIdentity) officer = NULL;
  g_autoptr (GError) error = NULL;
  gint64 position;

  avow_leaver_enter (self->desk.store, self->desk.officer, self->home_person, "2026-03-02", &error);
  g_assert_no_error (error);
  plan = avow_purge_plan_new (self->desk.store, self->desk.officer, "1002", &error);
  g_assert_no_error (error);
  officer = avow_identity_unlock (self->desk.store, self->desk.officer, LIFE_PASSPHRASE, &error);
  g_assert_no_error (error);
  avow_purge_plan_run (plan, self->desk.store, officer, "The time for keeping it is over", &position, &error);
  g_assert_no_error (error);
}

static char *
hand_over (Stations *self, const char *person)
{
  AvowHandOverTo to = { .person = person, .whole = TRUE };

  return stations_hand_over (self, &self->desk, self->desk.officer, &to);
}

static gboolean
has_text (Life *at, const char *text)
{
  g_autofree char *path = g_build_filename (at->folder, "store", AVOW_STORE_FILE, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  return memmem (bytes, length, text, strlen (text)) != NULL;
}

static gboolean
is_listed (Life *at)
{
  g_autofree char *folder = g_build_filename (at->folder, "store", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = avow_purged_list_read (folder, &error);

  g_assert_no_error (error);
  return entries->len > 0;
}

static void
is_sound (Life *at)
{
  g_autoptr (AvowVerdict) verdict = life_verify (at);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("  %s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_true (avow_verdict_is_sound (verdict));
  avow_store_rebuild (at->store, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
is_gone (Life *at)
{
  g_assert_cmpint (stations_ask (at, "SELECT count (*) FROM event_completion"), ==, 0);
  g_assert_cmpint (stations_ask (at, "SELECT count (*) FROM event_person WHERE name = '" NAME "'"), ==, 0);
  g_assert_false (has_text (at, NAME));
  g_assert_true (is_listed (at));
  is_sound (at);
}

/* Whoever has heard of nobody yet is handed all of it. */
static void
test_whole (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *path = NULL;

  learn (self);
  purge (self);
  is_gone (&self->desk);
  path = hand_over (self, NULL);
  take (self, &self->rogue, self->rogue_person, path, "OK");
  is_gone (&self->rogue);
  take (self, &self->rogue, self->rogue_person, path, "SAME");
}

/* How far they have read, and a copy of the store beside it. (transfer full): the copy. */
static char *
leave_traces (Stations *self)
{
  const char *folder = avow_store_get_folder (self->rogue.store);
  g_autofree char *path = g_build_filename (folder, AVOW_STORE_FILE, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *copy = g_build_filename (folder, AVOW_STORE_FILE ".0", NULL);
  gsize length;

  avow_store_set_local (self->rogue.store, "progress", self->home_person, "3", &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (copy, bytes, (gssize) length, &error);
  g_assert_no_error (error);
  return copy;
}

/* Whoever has the texts loses them. */
static void
test_carried_out (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *progress = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  learn (self);
  before = hand_over (self, NULL);
  take (self, &self->rogue, self->rogue_person, before, "OK");
  g_assert_cmpint (stations_ask (&self->rogue, "SELECT count (*) FROM event_completion"), ==, 1);
  g_assert_true (has_text (&self->rogue, NAME));
  copy = leave_traces (self);
  purge (self);
  after = hand_over (self, NULL);
  take (self, &self->rogue, self->rogue_person, after, "OK");
  is_gone (&self->rogue);
  progress = avow_store_get_local (self->rogue.store, "progress", self->home_person, &error);
  g_assert_no_error (error);
  g_assert_null (progress);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* The person's own computer, too; and what comes back of it is not kept again. */
static void
test_dropped (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *texts = NULL;
  g_autofree char *purged = NULL;
  g_autofree char *home = NULL;

  learn (self);
  texts = stations_hand_over (self, &self->home, self->home_person, NULL);
  purge (self);
  purged = hand_over (self, self->rogue_person);
  take (self, &self->rogue, self->rogue_person, purged, "OK");
  g_assert_cmpint (stations_ask (&self->rogue, "SELECT count (*) FROM ledger"), ==, 2);
  take (self, &self->rogue, self->rogue_person, texts, "OK");
  g_assert_cmpint (stations_ask (&self->rogue, "SELECT count (*) FROM ledger"), ==, 3);
  is_gone (&self->rogue);

  home = hand_over (self, self->home_person);
  take (self, &self->home, self->home_person, home, "OK");
  is_gone (&self->home);
}

/* Controls: nothing was purged, or by somebody who may not */

/* A purge of all that the colleague has learned, by the person who sits at @life. */
static void
forge_purge (Stations *self, Life *life, const char *person)
{
  g_autoptr (GArray) positions = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  positions = avow_purge_list (self->desk.store, self->home_person, &error);
  g_assert_no_error (error);
  record = avow_purge_compose (self->desk.store, self->home_person, person, "I don't like it", positions, &error);
  g_assert_no_error (error);
  identity = avow_identity_unlock (life->store, person, STATIONS_PASSPHRASE, &error);
  g_assert_no_error (error);
  g_ptr_array_add (records, avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, &error));
  g_assert_no_error (error);
  avow_store_append (life->store, records, &error);
  g_assert_no_error (error);
}

static void
test_no_officer (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *path = NULL;

  learn (self);
  forge_purge (self, &self->rogue, self->rogue_person);
  path = stations_hand_over (self, &self->rogue, self->rogue_person, NULL);
  take (self, &self->desk, self->desk.officer, path, "OK");
  g_assert_cmpint (stations_ask (&self->desk, "SELECT count (*) FROM event_completion"), ==, 1);
  g_assert_cmpint (stations_ask (&self->desk, "SELECT count (*) FROM event_purge"), ==, 0);
  g_assert_true (has_text (&self->desk, NAME));
  g_assert_false (is_listed (&self->desk));
  is_sound (&self->desk);
}

/* What the desk lost without a purge. */
static void
lose_texts (Life *desk)
{
  const char sql[] = "DELETE FROM payload WHERE position IN (SELECT position FROM event_attempt UNION SELECT position FROM event_completion)";

  g_assert_cmpint (sqlite3_exec (avow_store_get_database (desk->store), sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
test_no_purge (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;

  learn (self);
  lose_texts (&self->desk);
  path = hand_over (self, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, path, &said), ==, "refused");
  g_assert_nonnull (strstr (said, "its text is missing"));
  is_sound (&self->rogue);
}

/* Somebody who has heard of nothing yet. */
static void
join (Stations *self, Life *out_joined)
{
  AvowPerson person = { .staff_number = (char *) "1004", .name = (char *) "Nora Nest", .team = (char *) "Office", .joined = (char *) "2026-03-02" };
  g_autofree char *path = g_build_filename (self->folder, "nora.avow-invitation", NULL);
  g_autofree char *folder = g_build_filename (self->folder, "nora", NULL);
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  g_autoptr (AvowInvitation) invitation = NULL;
  g_autoptr (GError) error = NULL;

  avow_roster_add (self->desk.store, self->desk.officer, &person, &id, &error);
  g_assert_no_error (error);
  avow_invitation_write (self->desk.store, self->desk.officer, LIFE_PASSPHRASE, id, path, &code, &error);
  g_assert_no_error (error);
  invitation = avow_invitation_open (path, &error);
  g_assert_no_error (error);
  *out_joined = (Life) { .officer = g_intern_string (id) };
  out_joined->store = avow_invitation_accept (invitation, folder, code, STATIONS_PASSPHRASE, NULL, &error);
  g_assert_no_error (error);
}

/* The purge that would explain it is in the file, in a ledger whose word on it counts for nothing. */
static void
test_other_purge (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *rogue = NULL;
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;
  Life joined;

  learn (self);
  join (self, &joined);
  forge_purge (self, &self->rogue, self->rogue_person);
  rogue = stations_hand_over (self, &self->rogue, self->rogue_person, NULL);
  take (self, &self->desk, self->desk.officer, rogue, "OK");
  lose_texts (&self->desk);
  path = hand_over (self, NULL);
  g_assert_cmpstr (stations_take_in (self, &joined, joined.officer, path, &said), ==, "refused");
  g_assert_nonnull (strstr (said, "its text is missing"));
  stations_close (&joined);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/travelling-purge{whole}", test_whole);
  g_test_add_func ("/avow/attack/travelling-purge{carried out}", test_carried_out);
  g_test_add_func ("/avow/attack/travelling-purge{dropped}", test_dropped);
  g_test_add_func ("/avow/attack/travelling-purge{control: no officer}", test_no_officer);
  g_test_add_func ("/avow/attack/travelling-purge{control: no purge}", test_no_purge);
  g_test_add_func ("/avow/attack/travelling-purge{control: another's purge}", test_other_purge);
  return stations_run ();
}
