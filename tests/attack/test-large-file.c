/* test-large-file.c: a hand-over of a large ledger, who waits while it is taken in, and files beyond each limit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "record/avow-clock.h"
#include "record/avow-record-obligation.h"
#include "sign/avow-pack.h"

#include <glib/gstdio.h>
#include <string.h>

#define RECORDS 2000
#define RECORDS_THOROUGH 20000
#define A_BATCH 1000
#define PAUSE_US 5000 /* between two writes */

static guint
count_records (void)
{
  return g_test_thorough () ? RECORDS_THOROUGH : RECORDS;
}

/* What somebody owes, again and again: each a record like any other. */
static void
add_records (Life *life, const char *person, guint count)
{
  for (guint done = 0; done < count;)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
      g_autoptr (GError) error = NULL;

      for (; done < count && records->len < A_BATCH; done++)
        {
          g_autofree char *cycle = g_strdup_printf ("cycle-%u", done);
          AvowRecordObligation body = {
            .item = (char *) "privacy", .item_kind = (char *) "course", .title = (char *) "Privacy", .edition = (char *) "1", .rule = (char *) "r-1",
            .cycle = cycle, .assigned = (char *) "2026-01-05", .due = (char *) "2026-02-04", .digest = { { 1 } },
          };

          g_ptr_array_add (records, avow_record_new (&avow_record_kind_obligation, person, person, &body));
        }
      avow_store_append (life->store, records, &error);
      g_assert_no_error (error);
    }
}

typedef struct
{
  char *folder;    /* of the desk's store */
  gint ended;      /* atomic */
  gint64 longest;  /* µs that one write took */
  gint64 took;     /* µs that the hand-over did */
  gint writes;     /* atomic */
} Writer;

static void
write_once (Writer *self, AvowStore *store)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  avow_store_set_local (store, "progress", "somebody", "page 3", &error);
  g_assert_no_error (error);
  self->longest = MAX (self->longest, g_get_monotonic_time () - begin);
  g_atomic_int_inc (&self->writes);
  g_usleep (PAUSE_US);
}

/* Somebody else at the same desk, who waits for the same lock. */
static gpointer
write_meanwhile (gpointer data)
{
  Writer *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (self->folder, &error);

  g_assert_no_error (error);
  while (!g_atomic_int_get (&self->ended))
    write_once (self, store);
  return NULL;
}

/* How long somebody waits who writes while @path is taken in at @desk; @held: the lock is, from beginning to end. */
static Writer
take_in (Stations *self, Life *desk, const char *path, gboolean held)
{
  g_autofree char *folder = g_strdup (avow_store_get_folder (desk->store));
  Writer writer = { .folder = folder };
  g_autoptr (GError) error = NULL;
  GThread *thread;
  gint64 begin;

  thread = g_thread_new ("writer", write_meanwhile, &writer);
  while (g_atomic_int_get (&writer.writes) == 0)
    g_usleep (PAUSE_US);
  begin = g_get_monotonic_time ();
  g_assert_true (!held || avow_store_begin (desk->store, &error));
  g_assert_cmpstr (stations_take_in (self, desk, desk->officer, path, NULL), ==, "OK");
  g_assert_true (!held || avow_store_commit (desk->store, &error));
  writer.took = g_get_monotonic_time () - begin;
  g_atomic_int_set (&writer.ended, TRUE);
  g_thread_join (thread);
  return writer;
}

static void
test_large (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *path = NULL;
  Life other = { 0 };
  Writer waits, control;

  add_records (&self->home, self->home_person, count_records ());
  path = stations_hand_over (self, &self->home, self->home_person, NULL);
  stations_copy (self, &self->desk, "desk-held", &other);
  waits = take_in (self, &self->desk, path, FALSE);
  control = take_in (self, &other, path, TRUE);
  g_print ("# %u records taken in within %" G_GINT64_FORMAT " ms; somebody who wrote %d times meanwhile waited %" G_GINT64_FORMAT " ms at most; "
           "control, with the lock held while they are verified: %" G_GINT64_FORMAT " ms\n", count_records (), waits.took / 1000, waits.writes,
           waits.longest / 1000, control.longest / 1000);
  /* the control: who writes waits until the lock is let go */
  g_assert_cmpint (control.longest, >, control.took / 2);
  if (g_test_thorough ())
    g_assert_cmpint (waits.longest, <, control.longest);
  stations_close (&other);
}

static void
refuse (Stations *self, GHashTable *entries, const char *what)
{
  g_autofree char *path = g_build_filename (self->folder, "large", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = avow_pack_write (entries, "manifest", avow_clock_now (), &error);
  g_autofree char *reason = NULL;

  g_assert_no_error (error);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, path, &reason), ==, "refused");
  g_print ("# %s: %s\n", what, reason);
  g_unlink (path);
}

/* A hand-over as it was, and as much of nothing more as goes beyond the limit by one. */
static void
test_beyond_limits (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *path = stations_hand_over (self, &self->home, self->home_person, NULL);
  g_autoptr (AvowHandOverFile) file = stations_read (path);
  g_autoptr (GBytes) nothing = g_bytes_new_take (g_malloc0 (AVOW_HAND_OVER_MAX_UNPACKED), AVOW_HAND_OVER_MAX_UNPACKED);
  g_autofree char *reason = NULL;

  g_hash_table_insert (file->entries, g_strdup ("nothing"), g_bytes_ref (nothing));
  refuse (self, file->entries, "unpacks to more than 512 MB");
  g_hash_table_remove (file->entries, "nothing");

  for (guint i = g_hash_table_size (file->entries); i <= AVOW_HAND_OVER_MAX_ENTRIES; i++)
    g_hash_table_insert (file->entries, g_strdup_printf ("nothing/%u", i), g_bytes_new (NULL, 0));
  refuse (self, file->entries, "one file more than 20,000");

  g_assert_cmpint (truncate (path, AVOW_HAND_OVER_MAX_FILE + 1), ==, 0);
  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, path, &reason), ==, "refused");
  g_print ("# a byte more than 256 MB: %s\n", reason);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/large-file{taken in}", test_large);
  if (g_test_thorough ())
    g_test_add_func ("/avow/attack/large-file{beyond limits}", test_beyond_limits);
  return stations_run ();
}
