/* store-fixture.c: a store in a temporary folder, and records to put into it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"

#include "record/avow-record-obligation.h"
#include "record/avow-record-organisation.h"
#include "record/avow-record-person.h"

#include <glib/gstdio.h>
#include <string.h>

GResource *fixture_get_resource (void);

static const AvowStateTable tables[] = { { "badge" }, { NULL } };
static const AvowProjection projection = { .room = "fixture", .version = 1, .tables = tables };

void
fixture_register (void)
{
  fixture_get_resource ();
  avow_projection_register (&projection);
}

void
fixture_remove_folder (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        fixture_remove_folder (path);
      else
        g_remove (path);
    }
  g_rmdir (folder);
}

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) seal = avow_key_new (AVOW_KEY_ED25519, &error);

  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("avow-record-XXXXXX", &error);
  g_assert_no_error (error);
  self->file = g_build_filename (self->folder, AVOW_STORE_FILE, NULL);
  self->store = avow_store_create (self->folder, seal, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->store, avow_store_unref);
  fixture_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->file, g_free);
}

void
fixture_reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->store, avow_store_unref);
  self->store = avow_store_open (self->folder, &error);
  g_assert_no_error (error);
}

AvowRecord *
fixture_organisation (gboolean sample)
{
  AvowRecordOrganisation body = {
    .name = (char *) "Sample",
    .sample = sample,
    .root_certificate = (char *) "none",
    .backup_certificate = (char *) "none",
  };

  return avow_record_new (&avow_record_kind_organisation, "o-1", "avow", &body);
}

AvowRecord *
fixture_person (const char *id, const char *name)
{
  AvowRecordPerson body = {
    .staff_number = (char *) id,
    .name = (char *) name,
    .team = (char *) "Sales",
    .joined = (char *) "2026-01-05",
  };

  return avow_record_new (&avow_record_kind_person, id, "avow", &body);
}

AvowRecord *
fixture_obligation (const char *person, const char *cycle)
{
  AvowRecordObligation body = {
    .item = (char *) "privacy",
    .item_kind = (char *) "course",
    .title = (char *) "Privacy",
    .edition = (char *) "1",
    .digest = { { 1 } },
    .rule = (char *) "r-1",
    .cycle = (char *) cycle,
    .assigned = (char *) "2026-01-05",
    .due = (char *) "2026-02-04",
  };

  return avow_record_new (&avow_record_kind_obligation, person, "avow", &body);
}

AvowEdition *
fixture_edition (const char *text)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autofree char *xml = g_strdup_printf ("<course>%s</course>", text);
  g_autoptr (GError) error = NULL;
  AvowEdition *edition;

  g_hash_table_insert (files, (gpointer) AVOW_EDITION_MAIN, g_bytes_new (xml, strlen (xml)));
  g_hash_table_insert (files, (gpointer) "pictures/lock.svg", g_bytes_new ("<svg/>", 6));
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);
  return edition;
}

gboolean
fixture_try_append (AvowStore *store, AvowRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);

  g_assert_nonnull (record);
  g_ptr_array_add (records, record);
  return avow_store_append (store, records, error);
}

void
fixture_append (AvowStore *store, AvowRecord *record)
{
  g_autoptr (GError) error = NULL;

  fixture_try_append (store, record, &error);
  g_assert_no_error (error);
}

void
fixture_append_people (AvowStore *store, guint count)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < count; i++)
    {
      g_autofree char *id = g_strdup_printf ("p-%u", i);

      g_ptr_array_add (records, fixture_person (id, "Ada Smith"));
    }
  avow_store_append (store, records, &error);
  g_assert_no_error (error);
}

void
fixture_tamper (Fixture *self, const char *sql)
{
  sqlite3 *database = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->file, &database, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (database, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
}

static int
take_number (void *data, int columns, char **values, char **names)
{
  *(gint64 *) data = values[0] != NULL ? g_ascii_strtoll (values[0], NULL, 10) : 0;
  return 0;
}

gint64
fixture_ask (const char *file, const char *sql)
{
  sqlite3 *database = NULL;
  char *message = NULL;
  gint64 number = 0;

  g_assert_cmpint (sqlite3_open_v2 (file, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (database, 10000);
  sqlite3_exec (database, sql, take_number, &number, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (database);
  return number;
}
