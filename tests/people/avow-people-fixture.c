/* avow-people-fixture.c: an organisation in a temporary folder, for tests of this room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-fixture.h"

#include "record/avow-clock.h"
#include "record/avow-record-declaration.h"

#include <glib/gstdio.h>

static gint64 now;

static gint64
tell_time (gpointer data)
{
  return now;
}

void
fixture_set_time (const char *iso)
{
  g_assert_true (avow_time_parse (iso, &now));
  avow_clock_replace (tell_time, NULL);
}

void
fixture_forward (gint64 ms)
{
  now += ms;
}

static void
collect_files (const char *folder, const char *prefix, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *relative = g_build_filename (prefix, name, NULL);

      g_ptr_array_add (paths, relative);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        collect_files (path, relative, paths);
    }
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
fixture_tell_files (const char *folder)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  collect_files (folder, "", paths);
  g_ptr_array_sort (paths, compare_strings);
  g_ptr_array_add (paths, NULL);
  return g_strjoinv ("\n", (char **) paths->pdata);
}

void
fixture_remove (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_dir_open (path, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      fixture_remove (child);
    }
  g_remove (path);
}

Fixture *
fixture_new (const char *name)
{
  static gboolean registered = FALSE;
  Fixture *self = g_new0 (Fixture, 1);
  AvowPerson officer = { .staff_number = (char *) "A-1", .name = (char *) "Ada Okafor", .team = (char *) "Compliance",
                         .joined = (char *) "2026-01-05" };
  g_autoptr (AvowPerson) entry = NULL;
  g_autoptr (GError) error = NULL;

  if (!registered)
    avow_people_register ();
  registered = TRUE;
  fixture_set_time ("2026-11-24T12:00:00.000Z");

  self->root = g_dir_make_tmp ("avow-people-XXXXXX", &error);
  g_assert_no_error (error);
  self->folder = g_build_filename (self->root, "store", NULL);
  self->store = avow_organisation_create (self->folder, name, &officer, FIXTURE_PASSPHRASE, strcmp (name, "Sample") == 0,
                                          &self->recovery_code, &error);
  g_assert_no_error (error);
  entry = avow_roster_find (self->store, "A-1", &error);
  g_assert_no_error (error);
  self->officer = g_strdup (entry->id);
  return self;
}

void
fixture_free (Fixture *self)
{
  g_clear_pointer (&self->store, avow_store_unref);
  fixture_remove (self->root);
  g_free (self->root);
  g_free (self->folder);
  g_free (self->officer);
  g_free (self->recovery_code);
  g_free (self);
  avow_clock_replace (NULL, NULL);
}

char *
fixture_path (Fixture *self, const char *name)
{
  return g_build_filename (self->root, name, NULL);
}

char *
fixture_add_person (Fixture *self, const char *staff_number, const char *name, const char *team, const char *joined)
{
  AvowPerson person = { .staff_number = (char *) staff_number, .name = (char *) name, .team = (char *) team,
                        .joined = (char *) joined };
  g_autoptr (GError) error = NULL;
  char *id = NULL;

  avow_roster_add (self->store, self->officer, &person, &id, &error);
  g_assert_no_error (error);
  return id;
}

static AvowEdition *
make_edition (const char *xml)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  AvowEdition *made;

  g_hash_table_insert (files, g_strdup (AVOW_EDITION_MAIN), g_bytes_new (xml, strlen (xml)));
  made = avow_edition_new (files, &error);
  g_assert_no_error (error);
  return made;
}

AvowEdition *
fixture_make_document (const char *id, const char *edition, gboolean material, gboolean template, const char *text)
{
  g_autofree char *xml = g_strdup_printf (
    "<declaration xmlns=\"urn:avow:course:1\" format=\"1\" id=\"%s\" edition=\"%s\" xml:lang=\"en\" title=\"Title of %s\" "
    "owner=\"Privacy team\" reviewed=\"2026-01-12\" material=\"%s\" template=\"%s\">\n"
    "  <preamble><p>%s</p></preamble>\n"
    "  <clause id=\"first\" title=\"First\"><p>You keep it.</p></clause>\n"
    "  <statement>I agree.</statement>\n"
    "  <contact>Ask <var name=\"contact\"/>.</contact>\n"
    "</declaration>\n",
    id, edition, id, material ? "yes" : "no", template ? "yes" : "no", text);

  return make_edition (xml);
}

AvowEdition *
fixture_make_policy (const char *id, const char *edition, const char *statement)
{
  g_autofree char *xml = g_strdup_printf (
    "<policy xmlns=\"urn:avow:course:1\" format=\"1\" id=\"%s\" edition=\"%s\" xml:lang=\"en\" title=\"Title of %s\" "
    "owner=\"Privacy team\" reviewed=\"2026-01-12\" material=\"yes\">\n"
    "  <preamble><p>Read this.</p></preamble>\n"
    "  <clause id=\"first\" title=\"First\"><p>We keep it.</p></clause>\n"
    "  %s\n"
    "  <contact>Ask <var name=\"contact\"/>.</contact>\n"
    "</policy>\n",
    id, edition, id, statement);

  return make_edition (xml);
}

GHashTable *
fixture_make_facts (void)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_hash_table_insert (facts, g_strdup ("contact"), g_strdup ("Ada"));
  return facts;
}

void
fixture_adopt (Fixture *self, const char *id, const char *edition, gboolean material, const char *text)
{
  g_autoptr (AvowEdition) made = fixture_make_document (id, edition, material, FALSE, text);
  g_autoptr (GHashTable) facts = fixture_make_facts ();
  g_autoptr (GError) error = NULL;

  avow_programme_adopt (self->store, self->officer, made, facts, NULL, &error);
  g_assert_no_error (error);
}

char *
fixture_set_rule (Fixture *self, const char *id, const char *team, const char *cycle, gint64 due_days, const char *since,
                  gboolean active, ...)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  AvowRecordRule rule = { .title = (char *) "A rule", .team = (char *) team, .due_days = due_days, .cycle = (char *) cycle,
                          .since = (char *) since, .active = active, .items = items };
  g_autoptr (GError) error = NULL;
  char *rule_id = id != NULL ? g_strdup (id) : avow_id_new ("r");
  va_list arguments;
  char *item;

  va_start (arguments, active);
  while ((item = va_arg (arguments, char *)) != NULL)
    g_ptr_array_add (items, item);
  va_end (arguments);
  avow_programme_set_rule (self->store, self->officer, rule_id, &rule, &error);
  g_assert_no_error (error);
  return rule_id;
}

AvowIdentity *
fixture_unlock (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  AvowIdentity *identity = avow_identity_unlock (self->store, self->officer, FIXTURE_PASSPHRASE, &error);

  g_assert_no_error (error);
  return identity;
}

AvowIdentity *
fixture_enrol (Fixture *self, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (self->store, &error);
  g_autoptr (AvowKey) root_key = avow_enrolment_open_root (self->store, self->officer, FIXTURE_PASSPHRASE, &error);
  g_autoptr (AvowPerson) entry = avow_roster_get (self->store, person, &error);
  g_autoptr (AvowIssuer) issuer = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  AvowIdentity *identity;

  g_assert_no_error (error);
  issuer = avow_issuer_new (organisation->root, root_key, entry->staff_number, &error);
  g_assert_no_error (error);
  identity = avow_issuer_enrol (issuer, organisation->root, entry, &error);
  g_assert_no_error (error);
  g_ptr_array_add (records, avow_enrolment_to_record (identity, person));
  avow_store_append (self->store, records, &error);
  g_assert_no_error (error);
  return identity;
}

void
fixture_answer (Fixture *self, AvowIdentity *identity, const AvowDuty *duty, const char *outcome)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new ();
  AvowRecordClause clause = { (char *) "first", (char *) "First", (char *) "You keep it.", now, now };
  AvowRecordDeclaration body = {
    .organisation = (char *) "o-1",
    .item = duty->item,
    .item_kind = duty->item_kind,
    .title = duty->title,
    .edition = duty->edition,
    .language = (char *) "en",
    .digest = duty->digest,
    .cycle = duty->cycle,
    .outcome = (char *) outcome,
    .preamble = (char *) "Preamble",
    .clauses = clauses,
    .statement = (char *) "I agree.",
    .staff_number = (char *) "A-1",
    .name = (char *) "Ada Okafor",
    .local_time = (char *) "2026-11-24T12:00:00+00:00",
  };
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (clauses, &clause);
  record = avow_record_new (&avow_record_kind_declaration, duty->person, identity->person, &body);
  g_ptr_array_add (records, avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, &error));
  g_assert_no_error (error);
  avow_store_append (self->store, records, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list_today (Fixture *self, const char *person)
{
  g_autofree char *today = avow_time_to_date (now);
  g_autoptr (GError) error = NULL;
  GPtrArray *duties = avow_programme_list_duties (self->store, person, today, &error);

  g_assert_no_error (error);
  return duties;
}

void
fixture_answer_nth (Fixture *self, AvowIdentity *identity, guint index, const char *outcome)
{
  g_autoptr (GPtrArray) duties = list_today (self, identity->person);

  g_assert_cmpuint (index, <, duties->len);
  fixture_answer (self, identity, g_ptr_array_index (duties, index), outcome);
}

char *
fixture_tell_duties (Fixture *self, const char *person)
{
  static const char *const standings[] = { "todo", "in-progress", "done", "declined" };
  static const char *const urgencies[] = { "none", "due", "soon", "late" };
  g_autoptr (GPtrArray) duties = list_today (self, person);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < duties->len; i++)
    {
      const AvowDuty *duty = g_ptr_array_index (duties, i);

      g_string_append_printf (text, "%s %s %s %s %s %s %s\n", duty->item, duty->cycle, duty->edition, duty->assigned, duty->due,
                              standings[duty->standing], urgencies[duty->urgency]);
    }
  return g_string_free (text, FALSE);
}
