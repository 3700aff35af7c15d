/* test-failing-disk.c: each thing asked of the disk, or of the memory, fails in turn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-acts.h"
#include "avow-disk.h"
#include "avow-rooms.h"
#include "avow-survivor.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define SHORT_CASES 10    /* of a fault, over all acts, in the short run */
#define MEMORY_CASES 3000 /* about, in the long run */
#define VERIFY_EACH 3     /* of so many cases, one is verified in the short run */
#define CONTROL_CASES 20  /* about, a fault */
#define CONTROL_CASES_THOROUGH 100

static const char *const stores[] = { STAGE_DESK, STAGE_OWN };

typedef struct
{
  const char *name;
  int number;      /* errno; 0: SQLite gets no memory */
  gboolean for_good;
} Fault;

static const Fault faults[] = {
  { "fails once", EIO, FALSE },
  { "is full", ENOSPC, TRUE },
  { "is gone", EIO, TRUE },
  { "gives no memory once", 0, FALSE },
  { "gives no memory", 0, TRUE },
};

/* The folder as it was before an act, and after. */
typedef struct
{
  const Act *act;
  char *folder;
  Stage like; /* its ids and its clock */
  Survivor *before[G_N_ELEMENTS (stores)];
  Survivor *after[G_N_ELEMENTS (stores)];
  guint steps;       /* that the act takes on the disk */
  guint allocations; /* that SQLite makes in it */
} Scene;

static struct
{
  char *folder;
  char *work;
  GPtrArray *scenes; /* of Scene: one an act */
  Scene *signing;    /* that of the act “sign” */
  char *signed_store; /* a database of after it */
} world;

typedef struct
{
  guint cases;
  guint failed;
  guint harmless;     /* what failed was of no consequence */
  guint uncertain;    /* whoever did it is told that the disk did not confirm it */
  guint elsewhere;    /* it is done, but its file could not get its name, and whoever did it is told */
  guint verified;
  guint purged;       /* somebody was, and nothing tells of them */
  GHashTable *messages; /* number of times, by message */
} Tally;

/* SQLite's memory */

static struct
{
  sqlite3_mem_methods real;
  guint asked;
  guint broken;
  gboolean for_good;
} memory;

static gboolean
memory_fails (void)
{
  memory.asked++;
  return memory.broken != 0 && (memory.for_good ? memory.asked >= memory.broken : memory.asked == memory.broken);
}

static void *
take_memory (int size)
{
  return memory_fails () ? NULL : memory.real.xMalloc (size);
}

static void *
take_more_memory (void *block, int size)
{
  return memory_fails () ? NULL : memory.real.xRealloc (block, size);
}

static void
memory_install (void)
{
  sqlite3_mem_methods methods;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &memory.real), ==, SQLITE_OK);
  methods = memory.real;
  methods.xMalloc = take_memory;
  methods.xRealloc = take_more_memory;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
}

static void
break_memory (guint allocation, gboolean for_good)
{
  memory.asked = 0;
  memory.broken = allocation;
  memory.for_good = for_good;
}

/* Scenes */

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &bytes, &length, NULL)
                 && g_file_set_contents_full (to, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
copy_folder (const char *from, const char *to)
{
  g_autoptr (GDir) folder = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir (to, 0700), ==, 0);
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        copy_folder (source, target);
      else
        copy_file (source, target);
    }
}

static void
note_stores (Stage *stage, Survivor **survivors)
{
  survivors[0] = survivor_of_store (stage->desk);
  survivors[1] = survivor_of_store (stage->own);
}

static void
free_scene (gpointer data)
{
  Scene *scene = data;

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      survivor_free (scene->before[i]);
      survivor_free (scene->after[i]);
    }
  g_free (scene->like.officer);
  g_free (scene->like.joiner);
  g_free (scene->like.code);
  g_free (scene->folder);
  g_free (scene);
}

static void
note_signing (Scene *scene, Stage *stage)
{
  g_autofree char *path = g_build_filename (stage->folder, STAGE_OWN, AVOW_STORE_FILE, NULL);

  world.signing = scene;
  world.signed_store = g_build_filename (world.folder, "signed", NULL);
  copy_file (path, world.signed_store);
}

/* Control: what is looked for once somebody was purged is there before. */
static void
assert_telling (const Scene *scene, const Act *act)
{
  g_autofree char *path = g_build_filename (scene->folder, STAGE_DESK, NULL);

  g_assert_true (!act->purges || stage_count_telling (path) > 0);
}

static Scene *
make_scene (Stage *stage, const Act *act)
{
  Scene *scene = g_new0 (Scene, 1);
  g_autoptr (GError) error = NULL;

  scene->act = act;
  scene->folder = g_build_filename (world.folder, act->name, NULL);
  scene->like = (Stage) { .sample = TRUE, .now = stage->now, .officer = g_strdup (stage->officer), .joiner = g_strdup (stage->joiner),
                          .code = g_strdup (stage->code) };
  copy_folder (stage->folder, scene->folder);
  assert_telling (scene, act);
  note_stores (stage, scene->before);
  act_prepare (act, stage);
  disk_break (stage->folder, 0, 0, FALSE);
  break_memory (0, FALSE);
  act->run (stage, &error);
  g_assert_no_error (error);
  scene->steps = disk_get_steps ();
  scene->allocations = memory.asked;
  disk_stop ();
  note_stores (stage, scene->after);
  if (g_str_equal (act->name, "sign"))
    note_signing (scene, stage);
  return scene;
}

static void
make_world (void)
{
  g_autofree char *path = NULL;
  g_autofree char *files = NULL;
  g_autoptr (Stage) stage = NULL;

  world.folder = g_dir_make_tmp ("avow-failing-XXXXXX", NULL);
  world.work = g_build_filename (world.folder, "work", NULL);
  world.scenes = g_ptr_array_new_with_free_func (free_scene);
  path = g_build_filename (world.folder, "stage", NULL);
  files = g_build_filename (path, "files", NULL);
  g_assert_cmpint (g_mkdir_with_parents (files, 0700), ==, 0);
  stage = stage_new (path, TRUE);
  for (guint i = 0; i < n_acts; i++)
    g_ptr_array_add (world.scenes, make_scene (stage, &acts[i]));
}

/* Cases */

/* Whether a person who reads it knows what to do. */
static gboolean
names_remedy (const char *message)
{
  static const char *const remedies[] = { "try again", "Try again", "Choose ", "Check ", "Close ", "Make ", "Ask ", "rename it", "restore " };

  for (guint i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (strstr (message, remedies[i]) != NULL)
      return g_utf8_validate (message, -1, NULL);
  return FALSE;
}

static void
note_message (Tally *tally, const GError *error)
{
  g_autoptr (GString) message = g_string_new (error->message);
  gpointer key;
  guint times;

  g_string_replace (message, world.work, "…", 0);
  key = message->str;
  times = GPOINTER_TO_UINT (g_hash_table_lookup (tally->messages, key));
  g_hash_table_replace (tally->messages, g_strdup (key), GUINT_TO_POINTER (times + 1));
}

static gboolean
run_broken (const Act *act, Stage *stage, const Fault *fault, guint step, GError **error)
{
  gboolean done;

  if (fault->number == 0)
    break_memory (step, fault->for_good);
  else
    disk_break (world.work, step, fault->number, fault->for_good);
  done = act->run (stage, error);
  disk_stop ();
  break_memory (0, FALSE);
  return done;
}

static void
assert_fate (const Act *act, const Fault *fault, guint step, Stage *stage, const Scene *scene, gboolean done, const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autoptr (Survivor) now = survivor_of_store (i == 0 ? stage->desk : stage->own);
      gint64 expected = done ? scene->after[i]->position : scene->before[i]->position;
      gboolean as_before = now->position == scene->before[i]->position && g_strcmp0 (now->rest, scene->before[i]->rest) == 0;

      if (now->position == expected && (done || as_before))
        continue;
      g_test_message ("%s, %s, step %u (%s): %s: %s, but %s has %" G_GINT64_FORMAT " records, not %" G_GINT64_FORMAT, act->name,
                      fault->name, step, fault->number != 0 ? disk_kind_to_name (disk_get_broken ()) : "memory",
                      done ? "done" : "not done", error != NULL ? error->message : "", stores[i], now->position, expected);
      g_test_fail ();
    }
}

/* @scene: (nullable): whose act may have been done; where it was, its keys are there. */
static void
assert_sound (const char *name, guint step, const Scene *scene)
{
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    {
      g_autofree char *path = g_build_filename (world.work, stores[i], NULL);
      g_autoptr (Survivor) survivor = survivor_open (path, TRUE);

      if (survivor->fault != NULL)
        g_test_message ("%s, step %u: %s", name, step, survivor->fault);
      g_assert_null (survivor->fault);
      if (scene != NULL && survivor->position == scene->after[i]->position && survivor->position > scene->before[i]->position)
        g_assert_cmpuint (survivor->keys, ==, scene->after[i]->keys);
    }
}

/* What a purge could not remove is removed when the store is opened again, which assert_sound() has done. */
static void
assert_nothing_told (const Act *act, const Fault *fault, guint step, Tally *tally)
{
  g_autofree char *path = g_build_filename (world.work, STAGE_DESK, NULL);
  guint telling = act->purges ? stage_count_telling (path) : 0;

  tally->purged += act->purges ? 1 : 0;
  if (telling == 0)
    return;
  g_test_message ("%s, %s, step %u (%s): %u files tell of who was purged", act->name, fault->name, step,
                  fault->number != 0 ? disk_kind_to_name (disk_get_broken ()) : "memory", telling);
  g_test_fail ();
}

static Stage *
restore (const Scene *scene)
{
  disk_remove_folder (world.work);
  copy_folder (scene->folder, world.work);
  return stage_resume (world.work, &scene->like);
}

static void
try_case (const Act *act, const Scene *scene, const Fault *fault, guint step, Tally *tally)
{
  g_autoptr (Stage) stage = restore (scene);
  g_autoptr (GError) error = NULL;
  gboolean done;

  act_prepare (act, stage);
  done = run_broken (act, stage, fault, step, &error);
  tally->cases++;
  if (!done && error != NULL && strstr (error->message, "The report is recorded") != NULL)
    {
      /* what people are told: what was asked for lies there under another name */
      tally->elsewhere++;
      assert_fate (act, fault, step, stage, scene, TRUE, error);
      return;
    }
  if (!done && error != NULL && strstr (error->message, "did not confirm") != NULL)
    {
      tally->uncertain++;
      note_message (tally, error);
      g_clear_pointer (&stage, stage_free);
      assert_sound (act->name, step, scene);
      return;
    }
  assert_fate (act, fault, step, stage, scene, done, error);
  if (done)
    {
      g_assert_no_error (error);
      tally->harmless++;
    }
  else
    {
      g_autoptr (GError) again = NULL;

      g_assert_nonnull (error);
      tally->failed++;
      note_message (tally, error);
      if (!names_remedy (error->message))
        {
          g_test_message ("%s, %s, step %u: no remedy in: %s", act->name, fault->name, step, error->message);
          g_test_fail ();
        }
      if (!act->run (stage, &again))
        {
          g_test_message ("%s, %s, step %u (%s): at first: %s: again: %s", act->name, fault->name, step,
                          fault->number != 0 ? disk_kind_to_name (disk_get_broken ()) : "memory", error->message, again->message);
          g_test_fail ();
          return;
        }
      assert_fate (act, fault, step, stage, scene, TRUE, NULL);
    }
  if (g_test_thorough () || act->purges || tally->cases % VERIFY_EACH == 0)
    {
      g_clear_pointer (&stage, stage_free);
      assert_sound (act->name, step, NULL);
      assert_nothing_told (act, fault, step, tally);
      tally->verified++;
    }
}

static guint
count_steps (const Scene *scene, const Fault *fault)
{
  return fault->number == 0 ? scene->allocations : scene->steps;
}

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  Tally tally = { .messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  guint all = 0, wanted = SHORT_CASES;
  GHashTableIter iter;
  gpointer message, times;

  for (guint i = 0; i < n_acts; i++)
    all += count_steps (g_ptr_array_index (world.scenes, i), fault);
  if (g_test_thorough ())
    wanted = fault->number == 0 ? MEMORY_CASES : G_MAXINT;
  for (guint i = 0; i < n_acts; i++)
    {
      const Scene *scene = g_ptr_array_index (world.scenes, i);

      for (guint step = 1; step <= count_steps (scene, fault); step++)
        if (wanted >= all || g_rand_int_range (random, 0, (gint32) all) < (gint32) wanted)
          try_case (&acts[i], scene, fault, step, &tally);
    }
  g_test_message ("%s %s: %u of %u steps of %u acts failed: %u times the act was refused and nothing of it kept, %u times it was done all "
                  "the same, %u times it was told that the disk did not confirm it, %u times that the file could not get its name; the second try succeeded; %u times verified; "
                  "%u times somebody was purged, and no file told of them",
                  fault->number == 0 ? "SQLite" : "the disk", fault->name, tally.cases, all, n_acts, tally.failed, tally.harmless,
                  tally.uncertain, tally.elsewhere, tally.verified, tally.purged);
  g_hash_table_iter_init (&iter, tally.messages);
  while (g_hash_table_iter_next (&iter, &message, &times))
    g_test_message ("%u times: %s", GPOINTER_TO_UINT (times), (char *) message);
  g_assert_cmpuint (tally.failed, >, 0);
  g_hash_table_unref (tally.messages);
}

/* Controls: the same faults while somebody signs, where nothing is taken back */

/* Without a rollback journal what the disk has taken stays. Returns how many steps there are to fail. */
static guint
sign_without_a_journal (const Scene *scene, const Fault *fault, guint step)
{
  g_autoptr (Stage) stage = restore (scene);
  sqlite3 *database = avow_store_get_database (stage->own);

  sqlite3_db_config (database, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  g_assert_cmpint (sqlite3_exec (database, "PRAGMA journal_mode = OFF", NULL, NULL, NULL), ==, SQLITE_OK);
  act_prepare (scene->act, stage);
  run_broken (scene->act, stage, fault, step, NULL);
  return scene->steps;
}

static int
add_name (void *data, int columns, char **values, char **names)
{
  g_ptr_array_add (data, g_strdup (values[0]));
  return 0;
}

/* What signing has written, once more, table by table, each by itself; the first that fails is the last. */
static void
copy_tables (sqlite3 *database, GPtrArray *tables)
{
  gboolean done = TRUE;

  for (guint i = 0; i < tables->len && done; i++)
    {
      g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO main.\"%1$s\" SELECT * FROM whole.\"%1$s\" EXCEPT "
                                              "SELECT * FROM main.\"%1$s\"", (char *) g_ptr_array_index (tables, i));

      done = sqlite3_exec (database, sql, NULL, NULL, NULL) == SQLITE_OK;
    }
}

/* Without a transaction around all of it what was written first stays. */
static guint
sign_without_a_transaction (const Scene *scene, const Fault *fault, guint step)
{
  g_autoptr (Stage) stage = restore (scene);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *database = avow_store_get_database (stage->own);
  guint steps;
  g_autofree char *attach = g_strdup_printf ("PRAGMA foreign_keys = OFF; ATTACH '%s' AS whole", world.signed_store);

  g_assert_cmpint (sqlite3_exec (database, attach, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "SELECT name FROM whole.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", add_name,
                                 tables, NULL), ==, SQLITE_OK);
  break_memory (step, fault->for_good);
  copy_tables (database, tables);
  steps = memory.asked;
  break_memory (0, FALSE);
  return steps;
}

static gboolean
is_unsound (void)
{
  g_autofree char *path = g_build_filename (world.work, STAGE_OWN, NULL);
  g_autoptr (Survivor) survivor = survivor_open (path, TRUE);

  return survivor->fault != NULL;
}

static void
test_nothing_taken_back (gconstpointer data)
{
  const Fault *fault = data;
  gboolean disk = fault->number != 0;
  guint (*sign) (const Scene *, const Fault *, guint) = disk ? sign_without_a_journal : sign_without_a_transaction;
  guint steps = sign (world.signing, fault, 0);
  guint cases = 0, broken = 0;

  g_assert_false (is_unsound ());
  for (guint step = 1; step <= steps; step += 1 + steps / (g_test_thorough () ? CONTROL_CASES_THOROUGH : CONTROL_CASES), cases++)
    {
      sign (world.signing, fault, step);
      broken += is_unsound () ? 1 : 0;
    }
  g_test_message ("control, %s %s: without a %s, %u of %u faults while signing left an unsound store", disk ? "the disk" : "SQLite",
                  fault->name, disk ? "journal" : "transaction", broken, cases);
  g_assert_cmpuint (broken, >, 0);
}

static int
clear_world (int status)
{
  g_ptr_array_unref (world.scenes);
  disk_remove_folder (world.folder);
  g_free (world.folder);
  g_free (world.work);
  g_free (world.signed_store);
  return status;
}

int
main (int argc, char **argv)
{
  memory_install ();
  g_test_init (&argc, &argv, NULL);
  avow_rooms_register ();
  /* what can't be read is told in the log */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  disk_skip_syncs (TRUE);
  make_world ();
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/fault/failing-disk{%s}", faults[i].name);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/fault/failing-disk{control-nothing-taken-back, %s}", faults[i].name);

      g_test_add_data_func (path, &faults[i], test_nothing_taken_back);
    }
  return clear_world (g_test_run ());
}
