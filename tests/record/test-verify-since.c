/* test-verify-since.c: verification that goes on from one before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "store-fixture.h"

#include "record/avow-verify.h"

#include <string.h>

#define NEW 50

static AvowVerdict *
verify (Fixture *self, const AvowTrustedPoint *point)
{
  g_autoptr (GError) error = NULL;
  AvowVerdict *verdict = point != NULL ? avow_store_verify_since (self->store, point, NULL, NULL, &error)
                                       : avow_store_verify (self->store, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  return verdict;
}

static void
append_new (Fixture *self, guint count)
{
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *cycle = g_strdup_printf ("%u", i);

      fixture_append (self->store, fixture_obligation ("p-1", cycle));
    }
}

static void
test_new_only (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) before = NULL;
  g_autoptr (AvowVerdict) after = NULL;
  g_autoptr (AvowVerdict) later = NULL;

  fixture_append_people (self->store, 600);
  before = verify (self, NULL);
  g_assert_cmpint (before->unread, ==, 0);
  append_new (self, 5);
  after = verify (self, before->point);
  g_assert_true (avow_verdict_is_sound (after));
  g_assert_cmpint (after->unread, ==, before->position);
  g_assert_cmpint (after->records, ==, 5);

  /* which is as good to go on from */
  append_new (self, 0);
  later = verify (self, after->point);
  g_assert_true (avow_verdict_is_sound (later));
  g_assert_cmpint (later->unread, ==, after->position);
  g_assert_cmpint (later->records, ==, 0);
}

/* Of all sizes around those of tiles. */
static void
test_any_size (Fixture *self, gconstpointer data)
{
  static const guint sizes[] = { 0, 1, 2, 254, 255, 256, 257, 511, 512, 600 };
  guint size = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AvowVerdict) before = NULL;
      g_autoptr (AvowVerdict) after = NULL;

      for (; size < sizes[i]; size++)
        {
          g_autofree char *id = g_strdup_printf ("p-%u-%u", i, size);

          fixture_append (self->store, fixture_person (id, "Ada Smith"));
        }
      before = verify (self, NULL);
      fixture_append (self->store, fixture_person ("p-new", "Ada Smith"));
      size++;
      after = verify (self, before->point);
      g_assert_true (avow_verdict_is_sound (after));
      g_assert_cmpint (after->records, ==, 1);
    }
}

/* What the database has done so far: steps of all statements, which are kept. */
static guint64
count_steps (AvowStore *store)
{
  sqlite3_stmt *statement = NULL;
  guint64 steps = 0;

  while ((statement = sqlite3_next_stmt (avow_store_get_database (store), statement)) != NULL)
    steps += (guint64) sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_VM_STEP, FALSE);
  return steps;
}

/* Steps that it takes to verify NEW records after @old others: from then on, and altogether. */
static void
measure (Fixture *self, guint old, guint64 *out_since, guint64 *out_whole)
{
  g_autoptr (AvowVerdict) before = NULL;
  g_autoptr (AvowVerdict) since = NULL;
  g_autoptr (AvowVerdict) whole = NULL;

  fixture_append_people (self->store, old);
  before = verify (self, NULL);
  append_new (self, NEW);
  fixture_reopen (self);
  *out_since = count_steps (self->store);
  since = verify (self, before->point);
  *out_since = count_steps (self->store) - *out_since;
  whole = verify (self, NULL);
  *out_whole = count_steps (self->store) - *out_since;
  g_assert_true (avow_verdict_is_sound (since) && avow_verdict_is_sound (whole));
  g_assert_cmpint (since->records, ==, NEW);
}

static void
test_cost (Fixture *self, gconstpointer data)
{
  guint64 since_few, since_many, whole_few, whole_many;
  Fixture other = { 0 };

  fixture_set_up (&other, NULL);
  measure (self, 1000, &since_few, &whole_few);
  measure (&other, 20000, &since_many, &whole_many);
  g_print ("# %d new records: %" G_GUINT64_FORMAT " steps of the database after 1,000 others, %" G_GUINT64_FORMAT " after 20,000; "
           "control: all of them %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT "\n", NEW, since_few, since_many, whole_few, whole_many);
  /* the tree is a little higher */
  g_assert_cmpuint (since_many, <, since_few + since_few / 10);
  g_assert_cmpuint (whole_many, >, 10 * whole_few);
  fixture_tear_down (&other, NULL);
}

static void
test_text (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;
  g_autofree char *text = NULL;

  fixture_append_people (self->store, 3);
  verdict = verify (self, NULL);
  text = avow_trusted_point_to_text (verdict->point);
  for (gsize i = 0; i <= strlen (text); i++)
    {
      g_autofree char *cut = g_strndup (text, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowTrustedPoint) point = avow_trusted_point_parse (cut, &error);

      g_assert_true ((point != NULL) == (i == strlen (text)));
      g_assert_true (point != NULL || g_error_matches (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_register ();
  g_test_add ("/avow/record/verify-since{new-only}", Fixture, NULL, fixture_set_up, test_new_only, fixture_tear_down);
  g_test_add ("/avow/record/verify-since{any-size}", Fixture, NULL, fixture_set_up, test_any_size, fixture_tear_down);
  g_test_add ("/avow/record/verify-since{cost-of-what-is-new}", Fixture, NULL, fixture_set_up, test_cost, fixture_tear_down);
  g_test_add ("/avow/record/verify-since{kept-text}", Fixture, NULL, fixture_set_up, test_text, fixture_tear_down);
  return g_test_run ();
}
