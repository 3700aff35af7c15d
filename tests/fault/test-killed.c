/* test-killed.c: Avow is killed at any moment, and what was acknowledged is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-acts.h"
#include "avow-disk.h"
#include "avow-rooms.h"
#include "avow-survivor.h"

#include "people/avow-roster.h"
#include "record/avow-clock.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define SEED 20260302
#define SHORT_KILLS 40
#define LONG_KILLS 250
#define CONTROL_KILLS 8

static const char *const stores[] = { STAGE_DESK, STAGE_OWN };

/* What the child says once an act is done: how far its stores are. */
typedef struct
{
  gint64 took; /* us */
  gint64 positions[G_N_ELEMENTS (stores)];
  AvowDigest rest[G_N_ELEMENTS (stores)];
} Word;

/* When the child is killed: so long after it has said so much. */
typedef struct
{
  guint words;
  gint64 later; /* us; negative: never */
} Moment;

static char *folder;

static void
say (int to, Stage *stage, gint64 ahead)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();
  Word word = { .took = last > 0 ? now - last : 0 };

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      AvowStore *store = i == 0 ? stage->desk : stage->own;
      g_autoptr (Survivor) survivor = survivor_of_store (store);

      word.positions[i] = survivor->position + (store != NULL ? ahead : 0);
      avow_digest_compute (survivor->rest != NULL ? survivor->rest : "", survivor->rest != NULL ? strlen (survivor->rest) : 0,
                           &word.rest[i]);
    }
  if (write (to, &word, sizeof word) != sizeof word)
    _exit (1);
  last = g_get_monotonic_time ();
}

/* A session from its beginning, in a process of its own. */
static void
live (const char *where, int to)
{
  Stage *stage = stage_new (where, TRUE);

  say (to, stage, 0);
  for (guint i = 0; i < n_acts; i++)
    {
      act_run (&acts[i], stage);
      say (to, stage, 0);
    }
  _exit (0);
}

/* Control: says that a record is kept, and then keeps it. */
static void
boast (const char *where, int to)
{
  Stage *stage = stage_new (where, TRUE);
  AvowPerson person = { .name = (char *) "Ada Smith", .team = (char *) "Office", .joined = (char *) "2026-03-02" };

  act_run (&acts[0], stage);
  act_prepare (&acts[1], stage);
  for (guint i = 0;; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", 2000 + i);

      person.staff_number = number;
      say (to, stage, 1);
      g_assert_true (avow_roster_add (stage->desk, stage->officer, &person, NULL, NULL));
    }
}

static char *
make_place (guint number)
{
  char *where = g_strdup_printf ("%s/%u", folder, number);
  g_autofree char *files = g_build_filename (where, "files", NULL);

  g_assert_cmpint (g_mkdir_with_parents (files, 0700), ==, 0);
  return where;
}

/* The words of a child until it is killed; whether it was. It is this program, begun anew: threads don't come along. */
static gboolean
run_and_kill (const char *where, const char *work, Moment moment, GArray *words)
{
  int ends[2], status;
  pid_t child;
  Word word;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autofree char *to = g_strdup_printf ("%d", ends[1]);

      close (ends[0]);
      execl ("/proc/self/exe", "killed", work, where, to, NULL);
      _exit (1);
    }
  close (ends[1]);
  while (words->len < moment.words && read (ends[0], &word, sizeof word) == sizeof word)
    g_array_append_val (words, word);
  if (moment.later >= 0)
    {
      g_usleep ((gulong) moment.later);
      kill (child, SIGKILL);
    }
  while (read (ends[0], &word, sizeof word) == sizeof word)
    g_array_append_val (words, word);
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);
  return WIFSIGNALED (status);
}

static Survivor *
look (const char *where, guint which)
{
  g_autofree char *path = g_build_filename (where, stores[which], NULL);

  return survivor_open (path, TRUE);
}

/* Whoever was setting up sets up again, and whoever was at work goes on. */
static void
assert_usable (const char *where)
{
  const AvowPerson person = { .staff_number = (char *) "3000", .name = (char *) "Ada Smith", .team = (char *) "Office",
                              .joined = (char *) "2026-03-02" };
  Stage like = { .sample = TRUE, .now = avow_clock_now () };
  g_autoptr (Stage) stage = stage_resume (where, &like);
  g_autoptr (AvowPerson) officer = NULL;
  g_autoptr (GError) error = NULL;

  if (stage->desk == NULL)
    act_run (&acts[0], stage);
  officer = avow_roster_find (stage->desk, "1001", &error);
  g_assert_no_error (error);
  avow_roster_add (stage->desk, officer->id, &person, NULL, &error);
  g_assert_no_error (error);
}

typedef struct
{
  guint killed;
  guint purged; /* after somebody was, of whom nothing tells */
  guint telling; /* before: the control */
  guint acts[2]; /* that were under way: not there, there whole */
} Tally;

/* Whether the store is just as it was when that was said. */
static gboolean
is_as_said (const Survivor *survivor, const Word *word, guint which)
{
  AvowDigest rest;

  avow_digest_compute (survivor->rest != NULL ? survivor->rest : "", survivor->rest != NULL ? strlen (survivor->rest) : 0, &rest);
  return survivor->position == word->positions[which] && avow_digest_equal (&rest, &word->rest[which]);
}

/* The last act that was acknowledged, or one before it, may have purged somebody, of whom nothing on the desk tells then. */
static void
look_for_purged (const Survivor *desk, guint done, Tally *tally)
{
  gboolean purged = FALSE;

  for (guint i = 0; i < done; i++)
    purged |= acts[i].purges;
  tally->purged += purged ? 1 : 0;
  tally->telling += !purged && desk->telling > 0 ? 1 : 0;
  g_assert_true (!purged || desk->telling == 0);
}

/* @model: the words of a session that nobody killed: how many records each act makes. */
static void
judge (const char *where, GArray *words, GArray *model, Tally *tally)
{
  const Word *before = &g_array_index (words, Word, words->len - 1);
  const Word *after = &g_array_index (model, Word, MIN (words->len, model->len - 1));
  gboolean same = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autoptr (Survivor) survivor = look (where, i);

      if (survivor->fault != NULL)
        g_test_message ("%s after %u acts: %s", stores[i], words->len - 1, survivor->fault);
      g_assert_null (survivor->fault);
      /* as it was, or as the act under way leaves it, which may add no record, but change a draft */
      g_assert_true (is_as_said (survivor, before, i) || survivor->position == after->positions[i]);
      same = same && is_as_said (survivor, before, i);
      if (i == 0)
        look_for_purged (survivor, words->len - 1, tally);
    }
  tally->acts[same ? 0 : 1]++;
}

/* Some time in some act; the acts of few ms as often as those that derive keys. */
static Moment
choose_moment (GRand *random, GArray *model)
{
  guint act = (guint) g_rand_int_range (random, 1, (gint32) model->len);

  return (Moment) { act, (gint64) (g_rand_double (random) * 1.2 * (double) g_array_index (model, Word, act).took) };
}

static void
test_killed (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (Word));
  g_autofree char *first = make_place (0);
  g_autoptr (GString) moments = g_string_new (NULL);
  Tally tally = { 0 };
  guint wanted = g_test_thorough () ? LONG_KILLS : SHORT_KILLS;

  g_assert_false (run_and_kill (first, "live", (Moment) { 0, -1 }, model));
  g_assert_cmpuint (model->len, ==, n_acts + 1);
  for (guint i = 1; tally.killed < wanted; i++)
    {
      g_autofree char *where = make_place (i);
      g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
      Moment moment = choose_moment (random, model);

      g_assert_cmpuint (i, <, 10 * wanted);
      if (!run_and_kill (where, "live", moment, words))
        continue;
      tally.killed++;
      g_string_append_printf (moments, " %u+%.1f", moment.words - 1, (double) moment.later / 1000);
      judge (where, words, model, &tally);
      assert_usable (where);
      disk_remove_folder (where);
    }
  g_test_message ("seed %d; killed after acts+ms:%s", SEED, moments->str);
  g_test_message ("killed %u times during %u acts: everything acknowledged was there each time, and each store was sound, and usable "
                  "again; the act under way was not there %u times, there whole %u times, in part never",
                  tally.killed, n_acts, tally.acts[0], tally.acts[1]);
  g_test_message ("after an acknowledged purge it was killed %u times, and nothing told of who was purged; before, something did %u times",
                  tally.purged, tally.telling);
  g_assert_cmpuint (tally.acts[0], >, 0);
  g_assert_cmpuint (tally.purged, >, 0);
  /* the control: what is looked for is found where nobody was purged yet */
  g_assert_cmpuint (tally.telling, >, 0);
}

static void
test_boast (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint lost = 0;

  for (guint i = 0; i < CONTROL_KILLS; i++)
    {
      g_autofree char *where = make_place (10000 + i);
      g_autoptr (GArray) words = g_array_new (FALSE, FALSE, sizeof (Word));
      g_autoptr (Survivor) survivor = NULL;
      Moment moment = { (guint) g_rand_int_range (random, 1, 10), g_rand_int_range (random, 0, 2000) };

      g_assert_true (run_and_kill (where, "boast", moment, words));
      survivor = look (where, 0);
      lost += survivor->position < g_array_index (words, Word, words->len - 1).positions[0] ? 1 : 0;
      disk_remove_folder (where);
    }
  g_test_message ("control: who acknowledges before the commit lost a record in %u of %u kills", lost, CONTROL_KILLS);
  g_assert_cmpuint (lost, >, 0);
}

int
main (int argc, char **argv)
{
  int status;

  if (argc == 4 && (g_str_equal (argv[1], "live") || g_str_equal (argv[1], "boast")))
    {
      avow_rooms_register ();
      disk_skip_syncs (TRUE); /* the system survives */
      (g_str_equal (argv[1], "live") ? live : boast) (argv[2], atoi (argv[3]));
    }
  g_test_init (&argc, &argv, NULL);
  avow_rooms_register ();
  folder = g_dir_make_tmp ("avow-killed-XXXXXX", NULL);
  disk_skip_syncs (TRUE);
  g_test_add_func ("/avow/fault/killed", test_killed);
  g_test_add_func ("/avow/fault/killed{control-boast}", test_boast);
  status = g_test_run ();
  disk_remove_folder (folder);
  g_free (folder);
  return status;
}
