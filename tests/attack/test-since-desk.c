/* test-since-desk.c: a desk's verification that goes on from one before, with ledgers taken in between
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "forger.h"
#include "stations.h"

static void
hand_over (Stations *self, Life *from, const char *person)
{
  g_autofree char *path = stations_hand_over (self, from, person, NULL);

  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, path, NULL), ==, "OK");
}

static AvowVerdict *
verify (Stations *self, const AvowTrustedPoint *point)
{
  g_autoptr (GError) error = NULL;
  AvowVerdict *verdict = avow_store_verify_since (self->desk.store, point, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  return verdict;
}

/* One ledger came before, and goes on; another is new. */
static void
test_taken_in (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autoptr (AvowVerdict) before = NULL;
  g_autoptr (AvowVerdict) after = NULL;

  hand_over (self, &self->home, self->home_person);
  before = life_verify (&self->desk);
  g_assert_true (avow_verdict_is_sound (before));
  g_assert_cmpuint (before->point->ledgers->len, ==, 2);

  life_pass (&self->home, self->home_person);
  hand_over (self, &self->home, self->home_person);
  hand_over (self, &self->rogue, self->rogue_person);
  after = verify (self, before->point);
  g_assert_true (avow_verdict_is_sound (after));
  g_assert_cmpint (after->records, ==, after->position - before->position);
  g_assert_cmpuint (after->point->ledgers->len, ==, 3);
}

/* Control: SQLite finds the file in order. */
static const struct
{
  const char *name;
  const char *sql;
} attacks[] = {
  { "a tree that was taken in", "UPDATE tile SET hashes = CAST (randomblob (32) || substr (hashes, 33) AS BLOB) WHERE ledger = 2" },
  { "a ledger that was taken in, gone", "DELETE FROM tile WHERE ledger = 2; DELETE FROM checkpoint WHERE ledger = 2" },
  { "a new record that was taken in", "UPDATE payload SET codec = 0, length = 3, bytes = x'414243' WHERE position = (SELECT max (position) FROM leaf "
    "WHERE ledger = 2)" },
  { "the last record that was taken in, dropped", "DELETE FROM payload WHERE position = (SELECT max (position) FROM leaf); "
    "DELETE FROM leaf WHERE position = (SELECT max (position) FROM leaf)" },
};

static void
test_attack (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (Stations) self = stations_new ();
  g_autoptr (AvowVerdict) before = NULL;
  g_autoptr (AvowVerdict) after = NULL;

  hand_over (self, &self->home, self->home_person);
  before = life_verify (&self->desk);
  life_pass (&self->home, self->home_person);
  hand_over (self, &self->home, self->home_person);
  forger_run_sql (avow_store_get_folder (self->desk.store), attacks[i].sql);
  g_assert_true (forger_sqlite_says_ok (avow_store_get_folder (self->desk.store)));
  after = verify (self, before->point);
  g_assert_false (avow_verdict_is_sound (after));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/since-desk{nothing}", test_taken_in);
  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/attack/since-desk{%s}", attacks[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_attack);
    }
  return stations_run ();
}
