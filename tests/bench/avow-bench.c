/* avow-bench.c: how fast Avow is, each figure beside a reference measured in the same run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-rooms.h"
#include "bench.h"
#include "bench-process.h"

#include <locale.h>
#include <stdio.h>

/* In this order: the last two add to the records that others read. */
static const struct
{
  const char *name;
  void (*run) (const BenchWorld *world);
  gboolean small; /* which sample organisations it takes */
  gboolean large;
  gboolean huge;
  gboolean rare;  /* a quarter of an hour to make: only where it is asked for by name */
} rows[] = {
  { "course", bench_course, FALSE, FALSE },
  { "start", bench_start, TRUE, FALSE },
  { "page", bench_page, TRUE, FALSE },
  { "verify", bench_verify, FALSE, TRUE },
  { "verify-huge", bench_verify_huge, .huge = TRUE, .rare = TRUE },
  { "take-in", bench_take_in },
  { "take-in-huge", bench_take_in_huge, .rare = TRUE },
  { "report", bench_report, FALSE, TRUE },
  { "sign", bench_sign, FALSE, TRUE },
  { "since", bench_since, TRUE, TRUE },
};

static char *
make_sample (const BenchWorld *world, const char *people)
{
  char *folder = g_build_filename (world->folder, people, NULL);
  const char *argv[] = { "avowctl", "sample", folder, "--people", people, "--seed", "1", NULL };
  double took = bench_process_run (argv, NULL).wall;

  bench_print_note ("a sample organisation of %s people was made in %.0f s", people, took);
  return folder;
}

/* In the build folder: the temporary one may be memory, where nothing has to reach a disk. */
static void
make_world (BenchWorld *world, gboolean small, gboolean large, gboolean huge)
{
  /* kept open to the end: a server that loses its last client starts anew */
  world->screen = bench_screen_open ();
  world->folder = g_mkdtemp (g_strdup (BENCH_BUILD "/bench-XXXXXX"));
  if (world->folder == NULL)
    g_error ("%s can't be written", BENCH_BUILD);
  if (small)
    world->small = make_sample (world, "12");
  if (large)
    world->large = make_sample (world, "1000");
  if (huge)
    world->huge = make_sample (world, "68000");
}

static void
remove_world (BenchWorld *world)
{
  const char *argv[] = { "rm", "-r", world->folder, NULL };

  bench_process_run (argv, NULL);
  bench_screen_close (world->screen);
  g_free (world->folder);
  g_free (world->small);
  g_free (world->large);
  g_free (world->huge);
}

static gboolean
is_asked_for (guint row, int argc, char **argv)
{
  return argc == 1 ? !rows[row].rare : g_strv_contains ((const char *const *) argv + 1, rows[row].name);
}

int
main (int argc, char **argv)
{
  BenchWorld world = { 0 };
  gboolean small = FALSE, large = FALSE, huge = FALSE;

  /* the same for both sides: no graphics card, no settings of whoever runs this, no language but the reference's */
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  setlocale (LC_ALL, "");

  avow_rooms_register ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_asked_for (i, argc, argv))
      {
        small |= rows[i].small;
        large |= rows[i].large;
        huge |= rows[i].huge;
      }
  make_world (&world, small, large, huge);
  bench_print_head ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (is_asked_for (i, argc, argv))
      rows[i].run (&world);
  remove_world (&world);
  return 0;
}
