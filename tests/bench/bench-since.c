/* bench-since.c: verifying what is new since a verification, with many records before and with few
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench.h"
#include "bench-process.h"

#include "people/avow-roster.h"

#define NEW 100

typedef struct
{
  char *many; /* folders of stores */
  char *few;
  char *many_point; /* files */
  char *few_point;
} Since;

/* A hundred people more; (transfer full): where it stands how far the records before them were verified. */
static char *
prepare (const char *folder)
{
  char *point = g_strconcat (folder, ".verified", NULL);
  const char *argv[] = { "avowctl", "--data", folder, "verify", "--keep", point, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (folder, &error);
  g_autoptr (AvowPerson) officer = store != NULL ? avow_roster_find (store, "1001", &error) : NULL;

  bench_process_run (argv, NULL);
  for (guint i = 0; i < NEW && error == NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("new-%u", i);
      g_autofree char *id = NULL;
      AvowPerson person = { .staff_number = number, .name = (char *) "Ada Smith", .team = (char *) "Sales", .joined = (char *) "2026-01-05" };

      avow_roster_add (store, officer->id, &person, &id, &error);
    }
  if (error != NULL)
    g_error ("%s", error->message);
  return point;
}

static double
run_since (const char *folder, const char *point)
{
  const char *argv[] = { "avowctl", "--data", folder, "verify", "--since", point, NULL };

  return bench_process_run (argv, NULL).wall;
}

static double
run_many (gpointer data)
{
  const Since *self = data;

  return run_since (self->many, self->many_point);
}

static double
run_few (gpointer data)
{
  const Since *self = data;

  return run_since (self->few, self->few_point);
}

void
bench_since (const BenchWorld *world)
{
  Since self = { world->large, world->small, prepare (world->large), prepare (world->small) };
  BenchPair pair = {
    .what = "verify what is new, after 8,000 records / after 80",
    .unit = BENCH_SECONDS,
    .aim = 1.2,
    .pairs = 15,
    .ours = run_many,
    .reference = run_few,
    .data = &self,
  };

  bench_compare (&pair);
  bench_print_note ("%d people were added, with what they owe", NEW);
  g_free (self.many_point);
  g_free (self.few_point);
}
