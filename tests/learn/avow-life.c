/* avow-life.c: an organisation in a temporary folder, for tests of a person's learning
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"

#include "people/avow-organisation.h"
#include "record/avow-clock.h"

#include <glib/gstdio.h>

#include <ftw.h>
#include <stdio.h>
#include <string.h>

#define START G_GINT64_CONSTANT (1772442000000) /* 2026-03-02T09:00:00Z */

static gint64
read_clock (gpointer data)
{
  const Life *self = data;

  return self->now;
}

static int
remove_entry (const char *path, const struct stat *status, int flag, struct FTW *place)
{
  return remove (path);
}

/* pool of questions NAME-1, NAME-2...; the first option of each is right, the second is not */
static void
write_pool (GString *xml, const char *name, guint size)
{
  g_string_append_printf (xml, "<pool id='%s' title='%s'>\n", name, name);
  for (guint i = 1; i <= size; i++)
    g_string_append_printf (xml,
                            "<question id='%1$s-%2$u' kind='single'><prompt><p>What now, in case %2$u of %1$s?</p></prompt>\n"
                            "<option id='%1$s-%2$u-right' correct='yes'>One thing<feedback>It is right.</feedback></option>\n"
                            "<option id='%1$s-%2$u-wrong'>Or another<feedback>It is not right.</feedback></option>\n"
                            "</question>\n",
                            name, i);
  g_string_append (xml, "</pool>\n");
}

static void
write_scenario (GString *xml)
{
  g_string_append (xml,
                   "<scenario id='caller' title='A caller'><intro><p>The phone rings.</p></intro>\n"
                   "<scene id='s-start' title='The call'><p>May I have it?</p>\n"
                   "<choice id='c-give' to='s-given'>You give it.</choice>\n"
                   "<choice id='c-offer' to='s-offer'>You offer to pass on a message.</choice></scene>\n"
                   "<scene id='s-offer' title='More'><p>That takes too long.</p>\n"
                   "<choice id='c-stay' to='s-good'>You stay with your offer.</choice>\n"
                   "<choice id='c-wait' to='s-start'>You ask for time to think.</choice>\n"
                   "<choice id='c-yield' to='s-doubt'>You give half of it.</choice></scene>\n"
                   "<scene id='s-doubt' title='Doubt'><p>And the other half?</p>\n"
                   "<choice id='c-rest' to='s-given'>You give the rest.</choice>\n"
                   "<choice id='c-stop' to='s-late'>You stop here.</choice></scene>\n"
                   "<scene id='s-given' title='Later'><p>It went wrong.</p><ending kind='poor'/></scene>\n"
                   "<scene id='s-late' title='Later still'><p>It went wrong all the same.</p><ending kind='poor'/></scene>\n"
                   "<scene id='s-good' title='The next day'><p>It went well.</p><ending kind='good'/></scene>\n"
                   "</scenario>\n");
}

char *
life_write_course (const char *edition, guint attempts)
{
  GString *xml = g_string_new (NULL);

  g_string_append_printf (xml,
                          "<course xmlns='urn:avow:course:1' format='1' id='callers' edition='%s' xml:lang='en'\n"
                          " title='Callers' owner='Privacy Team' reviewed='2026-01-12' material='yes'>\n"
                          "<summary><p>Who may be told what.</p></summary>\n"
                          "<module id='first' title='First'>\n"
                          "<page id='page-one' title='One'><p>A page at <var name='organisation'/>.</p></page>\n"
                          "<check id='check-one' pool='warm-up' draw='2'/>\n"
                          "<scenario ref='caller'/></module>\n"
                          "<module id='second' title='Second'>\n"
                          "<page id='page-two' title='Two'><p>Another page.</p></page></module>\n",
                          edition);
  write_pool (xml, "warm-up", 4);
  write_pool (xml, "case", 9);
  write_pool (xml, "must", 3);
  write_scenario (xml);
  g_string_append_printf (xml,
                          "<assessment id='final' pass='75' attempts='%u' wait='PT15M' show-answers='yes'>\n"
                          "<draw pool='case' count='3' module='first'/>\n"
                          "<draw pool='must' count='1' must-pass='yes' module='second'/></assessment>\n"
                          "</course>\n",
                          attempts);
  return g_string_free (xml, FALSE);
}

char *
life_write_declaration (const char *edition, const char *first_clause)
{
  return g_strdup_printf ("<declaration xmlns='urn:avow:course:1' format='1' id='promise' edition='%s' xml:lang='en'\n"
                          " title='Promise' owner='Privacy Team' reviewed='2026-01-12' material='yes'>\n"
                          "<preamble><p>Customers of <var name='organisation'/> trust us.</p></preamble>\n"
                          "<clause id='collect' title='Collect'><p>%s</p></clause>\n"
                          "<clause id='disclose' title='Disclose'><p>I tell nobody; I ask <var name='contact'/>.</p></clause>\n"
                          "<statement>I will keep to it at <var name='organisation'/>.</statement>\n"
                          "<contact>Questions: <var name='contact'/>.</contact>\n"
                          "</declaration>\n",
                          edition, first_clause);
}

void
life_adopt_text (Life *self, const char *xml)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (AvowEdition) edition = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (variables, (char *) "organisation", (char *) "Ladder & Sons");
  g_hash_table_insert (variables, (char *) "contact", (char *) (self->contact != NULL ? self->contact : "the privacy desk"));
  g_hash_table_insert (files, (char *) AVOW_EDITION_MAIN, g_bytes_new (xml, strlen (xml)));
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);
  avow_programme_adopt (self->store, self->officer, edition, variables, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (avow_digest_parse (avow_edition_get_digest (edition), &self->adopted));
}

static void
set_rule (Life *self, const char *title, const char *const *items)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  AvowRecordRule rule = {
    .title = (char *) title,
    .due_days = 14,
    .cycle = (char *) "yearly",
    .active = TRUE,
    .items = ids,
  };

  for (gsize i = 0; items[i] != NULL; i++)
    g_ptr_array_add (ids, (char *) items[i]);
  avow_programme_set_rule (self->store, self->officer, NULL, &rule, &error);
  g_assert_no_error (error);
}

static AvowStore *
create_organisation (const char *path, char **out_officer, char **out_colleague)
{
  AvowPerson officer = {
    .staff_number = (char *) "1001",
    .name = (char *) "Zoë  Ångström",
    .team = (char *) "Office",
    .joined = (char *) "2026-03-02",
  };
  AvowPerson colleague = {
    .staff_number = (char *) "1002",
    .name = (char *) "Tomasz Nowak",
    .team = (char *) "Office",
    .joined = (char *) "2026-03-02",
  };
  g_autofree char *code = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  AvowStore *store = avow_organisation_create (path, "Ladder & Sons", &officer, LIFE_PASSPHRASE, FALSE, &code, &error);

  g_assert_no_error (error);
  people = avow_roster_list (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 1);
  *out_officer = g_strdup (((AvowPerson *) g_ptr_array_index (people, 0))->id);
  avow_roster_add (store, *out_officer, &colleague, out_colleague, &error);
  g_assert_no_error (error);
  return store;
}

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (from, 0, &error);
  const char *name;

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (source);
      g_autoptr (GFile) copy = g_file_new_for_path (target);

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        copy_folder (source, target);
      else
        g_file_copy (file, copy, G_FILE_COPY_ALL_METADATA, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
remove_folder (const char *path)
{
  g_assert_cmpint (nftw (path, remove_entry, 8, FTW_DEPTH | FTW_PHYS), ==, 0);
}

/* What all tests begin with: deriving its keys takes seconds, so it is founded once, and copied. */
static struct
{
  char *folder;
  char *officer;
  char *colleague;
} founded;

static void
found (Life *self)
{
  static const char *const items[] = { "callers", "promise", NULL };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  founded.folder = g_dir_make_tmp ("avow-learn-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (founded.folder, "store", NULL);
  self->store = create_organisation (path, &founded.officer, &founded.colleague);
  self->officer = founded.officer;
  life_adopt_course (self, "2026.1", 3);
  life_adopt_declaration (self, "2026.1", "I collect only what I need.");
  set_rule (self, "Everyone", items);
  g_clear_pointer (&self->store, avow_store_unref);
}

int
life_run (void)
{
  int status = g_test_run ();

  if (founded.folder != NULL)
    remove_folder (founded.folder);
  g_free (founded.folder);
  g_free (founded.officer);
  g_free (founded.colleague);
  return status;
}

void
life_register (void)
{
  avow_people_register ();
  avow_learn_register ();
}

static void
open_store (Life *self)
{
  g_autofree char *path = g_build_filename (self->folder, "store", NULL);
  g_autoptr (GError) error = NULL;

  self->store = avow_store_open (path, &error);
  g_assert_no_error (error);
}

void
life_set_up (Life *self, gconstpointer data)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (GError) error = NULL;

  self->now = START;
  avow_clock_replace (read_clock, self);
  if (founded.folder == NULL)
    found (self);

  self->folder = g_dir_make_tmp ("avow-learn-XXXXXX", &error);
  g_assert_no_error (error);
  self->officer = founded.officer;
  self->colleague = founded.colleague;
  from = g_build_filename (founded.folder, "store", NULL);
  to = g_build_filename (self->folder, "store", NULL);
  copy_folder (from, to);
  open_store (self);
}

void
life_tear_down (Life *self, gconstpointer data)
{
  g_clear_pointer (&self->store, avow_store_unref);
  avow_clock_replace (NULL, NULL);
  remove_folder (self->folder);
  g_free (self->folder);
}

void
life_reopen (Life *self)
{
  avow_store_unref (self->store);
  open_store (self);
}

void
life_adopt_course (Life *self, const char *edition, guint attempts)
{
  g_autofree char *xml = life_write_course (edition, attempts);

  life_adopt_text (self, xml);
}

void
life_adopt_declaration (Life *self, const char *edition, const char *first_clause)
{
  g_autofree char *xml = life_write_declaration (edition, first_clause);

  life_adopt_text (self, xml);
}

void
life_adopt_plain_course (Life *self)
{
  static const char *const items[] = { "plain", NULL };

  life_adopt_text (self, "<course xmlns='urn:avow:course:1' format='1' id='plain' edition='1' xml:lang='en' title='Plain'\n"
                         " owner='Privacy Team' reviewed='2026-01-12' material='yes'><summary><p>Two pages.</p></summary>\n"
                         "<module id='only' title='Only'><page id='plain-one' title='One'><p>One.</p></page>\n"
                         "<page id='plain-two' title='Two'><p>Two.</p></page><scenario ref='plain-game' optional='yes'/></module>\n"
                         "<scenario id='plain-game' title='Game'><scene id='g-one' title='One'><p>One.</p>\n"
                         "<choice id='g-go' to='g-two'>Go</choice></scene>\n"
                         "<scene id='g-two' title='Two'><p>Two.</p><ending kind='good'/></scene></scenario></course>\n");
  set_rule (self, "Plain", items);
}

void
life_adopt_known_course (Life *self)
{
  static const char *const items[] = { "known", NULL };
  g_autoptr (GString) xml = g_string_new ("<course xmlns='urn:avow:course:1' format='1' id='known' edition='1' xml:lang='en' title='Known'\n"
                                          " owner='Privacy Team' reviewed='2026-01-12' material='no'><summary><p>Again.</p></summary>\n"
                                          "<module id='alpha' title='Alpha'><pretest id='pre-alpha'><draw pool='ask-a' count='2'/></pretest>\n"
                                          "<page id='known-a' title='A'><p>A page.</p></page></module>\n"
                                          "<module id='beta' title='Beta'><pretest id='pre-beta'><draw pool='ask-b' count='2'/></pretest>\n"
                                          "<page id='known-b' title='B'><p>Another page.</p></page></module>\n");

  write_pool (xml, "ask-a", 6);
  write_pool (xml, "ask-b", 6);
  g_string_append (xml, "<assessment id='known-final' pass='100' attempts='3'>\n"
                        "<draw pool='ask-a' count='2' module='alpha'/><draw pool='ask-b' count='2' module='beta'/></assessment></course>\n");
  life_adopt_text (self, xml->str);
  set_rule (self, "Known", items);
}

AvowDuty *
life_find_duty (Life *self, const char *person, const char *item)
{
  g_autofree char *today = avow_time_to_date (self->now);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duties = avow_programme_list_duties (self->store, person, today, &error);
  guint found = G_MAXUINT;

  g_assert_no_error (error);
  for (guint i = 0; i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);
      const AvowDuty *best = found < duties->len ? g_ptr_array_index (duties, found) : NULL;

      if (g_str_equal (duty->item, item) && (best == NULL || strcmp (duty->assigned, best->assigned) > 0))
        found = i;
    }

  g_assert_cmpuint (found, <, duties->len);
  return g_ptr_array_steal_index (duties, found);
}

AvowSession *
life_open (Life *self, const char *person)
{
  return life_open_item (self, person, "callers");
}

AvowSession *
life_open_item (Life *self, const char *person, const char *item)
{
  AvowDuty *duty = life_find_duty (self, person, item);
  g_autoptr (GError) error = NULL;
  AvowSession *session = avow_session_load (self->store, person, duty, &error);

  g_assert_no_error (error);
  avow_duty_free (duty);
  return session;
}

void
life_save (Life *self, AvowSession *session)
{
  g_autofree char *state = avow_session_get_state (session);
  g_autoptr (GError) error = NULL;

  avow_session_save (self->store, avow_session_get_person (session), avow_session_get_item (session),
                     avow_session_get_cycle (session), state, &error);
  g_assert_no_error (error);
}

void
life_answer_question (AvowSession *session, const char *question, gboolean right)
{
  g_autoptr (GPtrArray) options = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (options, g_strdup_printf ("%s-%s", question, right ? "right" : "wrong"));
  avow_session_set_answer (session, question, options);
}

static void
do_check (AvowSession *session, AvowCheck *check)
{
  GPtrArray *questions = avow_session_get_check_questions (session, check);

  for (guint i = 0; i < questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (questions, i);

      life_answer_question (session, question->id, i == 0);
      avow_session_check (session, question->id);
    }
}

static void
do_scenario (AvowSession *session, AvowScenario *scenario)
{
  while (avow_session_get_scene (session, scenario)->ending == AVOW_ENDING_NONE)
    avow_session_choose (session, scenario, g_ptr_array_index (avow_session_get_scene (session, scenario)->choices, 0));
}

void
life_do_steps (AvowSession *session)
{
  for (guint i = 0; i < avow_session_get_n_steps (session); i++)
    {
      const AvowStep *step = avow_session_get_step (session, i, NULL);

      avow_session_set_position (session, i);
      if (step->kind == AVOW_STEP_CHECK)
        do_check (session, step->check);
      else if (step->kind == AVOW_STEP_SCENARIO)
        do_scenario (session, step->scenario);
      g_assert_true (avow_session_is_done (session, i));
    }
}

void
life_start (AvowSession *session)
{
  g_autoptr (GError) error = NULL;

  avow_session_start_assessment (session, &error);
  g_assert_no_error (error);
}

void
life_answer (AvowSession *session, guint right, gboolean must)
{
  GPtrArray *questions = avow_session_get_questions (session);

  g_assert_nonnull (questions);
  for (guint i = 0; i < questions->len; i++)
    {
      const AvowQuestion *question = g_ptr_array_index (questions, i);

      if (g_str_has_prefix (question->id, "must"))
        {
          life_answer_question (session, question->id, must);
          continue;
        }
      life_answer_question (session, question->id, right > 0);
      right -= right > 0;
    }
}

AvowGrade *
life_hand_in (Life *self, AvowSession *session)
{
  g_autoptr (GError) error = NULL;
  AvowGrade *grade = avow_session_hand_in (session, self->store, &error);

  g_assert_no_error (error);
  return grade;
}

void
life_pass (Life *self, const char *person)
{
  g_autoptr (AvowSession) session = life_open (self, person);
  g_autoptr (AvowGrade) grade = NULL;

  life_do_steps (session);
  life_start (session);
  life_answer (session, 3, TRUE);
  grade = life_hand_in (self, session);
  g_assert_true (grade->passed);
}

AvowSigning *
life_open_declaration (Life *self, const char *person)
{
  AvowDuty *duty = life_find_duty (self, person, "promise");
  g_autoptr (GError) error = NULL;
  AvowSigning *signing = avow_signing_load (self->store, person, duty, &error);

  g_assert_no_error (error);
  avow_duty_free (duty);
  return signing;
}

void
life_agree (AvowSigning *signing, const char *typed_name)
{
  for (guint i = 0; i < avow_signing_get_document (signing)->clauses->len; i++)
    {
      avow_signing_mark_viewed (signing, i);
      avow_signing_set_agreed (signing, i, TRUE);
    }
  avow_signing_set_typed_name (signing, typed_name);
}

gint64
life_count (Life *self, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", table);
  sqlite3_stmt *statement = NULL;
  gint64 count;

  g_assert_cmpint (sqlite3_prepare_v2 (avow_store_get_database (self->store), sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return count;
}

AvowVerdict *
life_verify (Life *self)
{
  g_autoptr (GError) error = NULL;
  AvowVerdict *verdict = avow_store_verify (self->store, NULL, NULL, &error);

  g_assert_no_error (error);
  return verdict;
}
