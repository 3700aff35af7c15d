/* test-power-cut.c: the power goes at any moment, and what was acknowledged is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-acts.h"
#include "avow-disk-cut.h"
#include "avow-rooms.h"
#include "avow-survivor.h"

#include "people/avow-organisation.h"

#include <glib/gstdio.h>
#include <string.h>

#define SEED 20260302
#define SHORT_STATES 600         /* in the short run, and of the long run of a control */
#define SHORT_CONTROL_STATES 100 /* in the short run of a control */
#define SEEDED 64         /* ways to cut where too many steps are in doubt for every subset */
#define ANEW_EACH 40      /* of so many folders without a store, in one a store is made anew */

static const char *const stores[] = { STAGE_DESK, STAGE_OWN };

/* What stood when an act was acknowledged. */
typedef struct
{
  const char *name;
  guint step; /* so many steps were taken */
  gboolean purged; /* somebody, whose name is nowhere on the desk from now on */
  Survivor *stores[G_N_ELEMENTS (stores)];
  GPtrArray *files; /* of char*: what else has to be there from now on */
} Mark;

/* A session that was written down. */
typedef struct
{
  char *folder; /* of everything */
  char *before; /* a copy of the folder from before the first step */
  char *live;   /* where it took place */
  char *target; /* where a cut is looked at */
  GPtrArray *steps;
  GPtrArray *marks; /* of Mark */
  DiskCuts *cuts;
  GHashTable *images;   /* Survivor by DiskImage: of what is below a store's folder */
  GHashTable *verified; /* Survivor by digest of what is there after it was opened */
  GPtrArray *survivors; /* owns them */
  gboolean verify;
} Session;

typedef struct
{
  guint states;
  guint images; /* that differ */
  guint fates[SURVIVOR_BROKEN + 1];
  guint anew;
  guint purged;  /* folders of after an acknowledged purge */
  guint told;    /* of these, such as tell of who was purged */
  guint telling; /* of before: the control */
  gint64 most_lost; /* records, by one cut */
} Tally;

static void
free_mark (gpointer data)
{
  Mark *mark = data;

  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    survivor_free (mark->stores[i]);
  g_ptr_array_unref (mark->files);
  g_free (mark);
}

static guint
hash_image (gconstpointer data)
{
  return (guint) ((const DiskImage *) data)->key[0];
}

static gboolean
images_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (DiskImage)) == 0;
}

static char *
make_folder (const char *parent, const char *name)
{
  char *path = g_build_filename (parent, name, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  return path;
}

static Session *
session_new (void)
{
  Session *self = g_new0 (Session, 1);

  self->folder = g_dir_make_tmp ("avow-power-XXXXXX", NULL);
  self->before = make_folder (self->folder, "before");
  self->live = make_folder (self->folder, "live");
  self->target = g_build_filename (self->folder, "cut", NULL);
  self->marks = g_ptr_array_new_with_free_func (free_mark);
  self->images = g_hash_table_new_full (hash_image, images_equal, g_free, NULL);
  self->verified = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->survivors = g_ptr_array_new_with_free_func ((GDestroyNotify) survivor_free);
  return self;
}

static void
session_free (Session *self)
{
  disk_stop ();
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_ptr_array_unref (self->marks);
  disk_cuts_free (self->cuts);
  g_hash_table_unref (self->images);
  g_hash_table_unref (self->verified);
  g_ptr_array_unref (self->survivors);
  disk_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->before);
  g_free (self->live);
  g_free (self->target);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Session, session_free)

/* Every file below a folder: (transfer none) in @paths, relative. */
static void
list_files (const char *folder, const char *below, GPtrArray *paths)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *relative = *below != '\0' ? g_build_filename (below, name, NULL) : g_strdup (name);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        list_files (path, relative, paths);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        g_free (relative);
      else
        g_ptr_array_add (paths, relative);
    }
}

/* What SQLite keeps is asked for by opening the store. */
static GPtrArray *
list_other_files (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  list_files (folder, "", paths);
  for (guint i = paths->len; i-- > 0; )
    if (strstr (g_ptr_array_index (paths, i), AVOW_STORE_FILE "-") != NULL)
      g_ptr_array_remove_index (paths, i);
  return paths;
}

static void
set_mark (Session *self, Stage *stage, const char *name, gboolean purged)
{
  Mark *mark = g_new0 (Mark, 1);

  mark->name = name;
  mark->step = self->steps->len;
  mark->purged = purged;
  mark->stores[0] = survivor_of_store (stage->desk);
  mark->stores[1] = survivor_of_store (stage->own);
  mark->files = list_other_files (self->live);
  g_ptr_array_add (self->marks, mark);
}

/* The folder that a cut leaves where everything reached the disk is the folder that is there: nothing was missed. */
static void
assert_complete (Session *self)
{
  g_autoptr (GPtrArray) there = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) here = g_ptr_array_new_with_free_func (g_free);

  disk_cuts_write (self->cuts, self->steps->len, 0, "", self->target);
  list_files (self->live, "", there);
  list_files (self->target, "", here);
  for (guint i = there->len; i-- > 0; )
    if (g_str_has_suffix (g_ptr_array_index (there, i), "-shm"))
      g_ptr_array_remove_index (there, i);
  g_assert_cmpuint (here->len, ==, there->len);
  for (guint i = 0; i < there->len; i++)
    {
      g_autofree char *live = g_build_filename (self->live, g_ptr_array_index (there, i), NULL);
      g_autofree char *replayed = g_build_filename (self->target, g_ptr_array_index (there, i), NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *others = NULL;
      gsize length, other_length = 0;

      g_assert_true (g_file_get_contents (live, &bytes, &length, NULL));
      g_file_get_contents (replayed, &others, &other_length, NULL);
      g_assert_cmpmem (bytes, length, others, other_length);
    }
}

/* A session in another of SQLite's modes, where @mode is not NULL: set on the store that Avow opened. */
static Session *
record_session (const char *mode)
{
  Session *self = session_new ();
  g_autofree char *before = make_folder (self->before, "files");
  g_autofree char *files = make_folder (self->live, "files");
  g_autoptr (Stage) stage = stage_new (self->live, mode != NULL);
  gboolean purged = FALSE;

  self->verify = mode == NULL;
  self->steps = disk_record (self->live);
  set_mark (self, stage, "the beginning", FALSE);
  for (guint i = 0; i < n_acts; i++)
    {
      /* in another mode than Avow's a store can't be opened a second time, as whoever joins there does */
      if (mode != NULL && g_str_equal (acts[i].name, "enrol on the desk"))
        break;
      purged |= acts[i].purges;
      act_run (&acts[i], stage);
      set_mark (self, stage, acts[i].name, purged);
      if (mode != NULL && g_str_equal (acts[i].name, "set up"))
        g_assert_cmpint (sqlite3_exec (avow_store_get_database (stage->desk), mode, NULL, NULL, NULL), ==, SQLITE_OK);
      if (mode != NULL && g_str_equal (acts[i].name, "enrol"))
        g_assert_cmpint (sqlite3_exec (avow_store_get_database (stage->own), mode, NULL, NULL, NULL), ==, SQLITE_OK);
    }
  self->cuts = disk_cuts_new (self->before, self->steps);
  disk_stop ();
  assert_complete (self);
  return self;
}

static char *
digest_folder (const char *folder)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) paths = list_other_files (folder);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (paths, i), NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;
      AvowDigest digest;

      g_file_get_contents (path, &bytes, &length, NULL);
      avow_digest_compute (bytes, length, &digest);
      g_checksum_update (checksum, g_ptr_array_index (paths, i), -1);
      g_checksum_update (checksum, digest.bytes, sizeof digest.bytes);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* The store in the target, opened; verified where what is there now was not verified before. */
static Survivor *
examine (Session *self)
{
  Survivor *survivor = survivor_open (self->target, FALSE);
  g_autofree char *digest = NULL;
  Survivor *known;

  if (survivor->fault != NULL || survivor->position < 0 || !self->verify)
    {
      g_ptr_array_add (self->survivors, survivor);
      return survivor;
    }
  survivor_free (survivor);
  digest = digest_folder (self->target);
  known = g_hash_table_lookup (self->verified, digest);
  if (known != NULL)
    return known;
  known = survivor_open (self->target, TRUE);
  g_ptr_array_add (self->survivors, known);
  g_hash_table_insert (self->verified, g_steal_pointer (&digest), known);
  return known;
}

/* Whoever was setting up sets up again. */
static gboolean
can_set_up (Session *self, char **out_fault)
{
  const AvowPerson officer = { .staff_number = (char *) "1001", .name = (char *) "Zoë Ångström", .team = (char *) "Office",
                               .joined = (char *) "2026-03-02" };
  g_autofree char *code = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_organisation_create (self->target, "Sample", &officer, LIFE_PASSPHRASE, TRUE, &code, &error);

  if (store == NULL)
    *out_fault = g_strdup (error->message);
  return store != NULL;
}

/* Whoever was purged is nowhere on the desk, backups and keys included, whatever was cut afterwards. */
static void
look_for_purged (const Survivor *survivor, const Mark *before, guint which, Tally *tally)
{
  if (!g_str_equal (stores[which], STAGE_DESK))
    return;
  tally->purged += before->purged ? 1 : 0;
  tally->told += before->purged && survivor->telling > 0 ? 1 : 0;
  tally->telling += !before->purged && survivor->telling > 0 ? 1 : 0;
}

static void
judge (Session *self, guint step, guint variant, guint which, const Mark *before, const Mark *after, Tally *tally)
{
  DiskImage image = disk_cuts_get_image (self->cuts, step, variant, stores[which]);
  Survivor *survivor = g_hash_table_lookup (self->images, &image);
  SurvivorFate fate;

  if (survivor == NULL)
    {
      g_autofree char *fault = NULL;

      disk_cuts_write (self->cuts, step, variant, stores[which], self->target);
      survivor = examine (self);
      g_hash_table_insert (self->images, g_memdup2 (&image, sizeof image), survivor);
      tally->images++;
      if (self->verify && survivor->position <= 0 && image.key[0] % ANEW_EACH == 0)
        {
          tally->anew++;
          if (!can_set_up (self, &fault))
            g_test_message ("%s, step %u, way %u: %s", stores[which], step, variant, fault);
          g_assert_null (fault);
        }
    }
  fate = survivor_judge (survivor, before->stores[which], after->stores[which]);
  tally->fates[fate]++;
  look_for_purged (survivor, before, which, tally);
  if (fate == SURVIVOR_LOST)
    tally->most_lost = MAX (tally->most_lost, before->stores[which]->position - survivor->position);
  if (fate >= SURVIVOR_LOST && self->verify)
    g_test_message ("%s, step %u, way %u, after “%s”: %s, %" G_GINT64_FORMAT " records, not %" G_GINT64_FORMAT ": %s", stores[which],
                    step, variant, before->name, fate == SURVIVOR_LOST ? "lost" : "broken", survivor->position,
                    before->stores[which]->position, survivor->fault);
}

static void
cut (Session *self, guint step, guint variant, Tally *tally)
{
  guint last = 0;

  while (last + 1 < self->marks->len && ((Mark *) g_ptr_array_index (self->marks, last + 1))->step <= step)
    last++;
  tally->states++;
  for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
    judge (self, step, variant, i, g_ptr_array_index (self->marks, last),
           g_ptr_array_index (self->marks, MIN (last + 1, self->marks->len - 1)), tally);
}

/* All cuts, or @states of them: by lot, and those in which an act was just acknowledged. */
static void
cut_everywhere (Session *self, guint states, Tally *tally)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  guint all = 0;

  for (guint step = 0; step <= self->steps->len; step++)
    all += disk_cuts_count (self->cuts, step, SEEDED);
  for (guint step = 0; step <= self->steps->len; step++)
    {
      guint ways = disk_cuts_count (self->cuts, step, SEEDED);

      for (guint i = 0; i < ways; i++)
        if (states >= all || g_rand_int_range (random, 0, (gint32) all) < (gint32) states)
          cut (self, step, i, tally);
    }
  for (guint i = 0; i < self->marks->len; i++)
    cut (self, ((Mark *) g_ptr_array_index (self->marks, i))->step, 1, tally);
}

static void
test_power_cut (Session **session, gconstpointer data)
{
  Session *self = *session;
  Tally tally = { 0 };

  cut_everywhere (self, g_test_thorough () ? G_MAXINT : SHORT_STATES, &tally);
  g_test_message ("power cut: %u steps on the disk in %u acts, cut in %u states; %u different folders were opened, which gave %u "
                  "different stores, each verified: the act under way was not there %u times, whole %u times, in part %u times; "
                  "something acknowledged was lost %u times, something was unsound %u times. Where there was no store yet, one was "
                  "set up anew %u times",
                  self->steps->len, n_acts, tally.states, tally.images, g_hash_table_size (self->verified),
                  tally.fates[SURVIVOR_BEFORE], tally.fates[SURVIVOR_AFTER], tally.fates[SURVIVOR_BETWEEN],
                  tally.fates[SURVIVOR_LOST], tally.fates[SURVIVOR_BROKEN], tally.anew);
  g_assert_cmpuint (tally.fates[SURVIVOR_BETWEEN], ==, 0);
  g_assert_cmpuint (tally.fates[SURVIVOR_LOST], ==, 0);
  g_assert_cmpuint (tally.fates[SURVIVOR_BROKEN], ==, 0);
  g_assert_cmpuint (tally.anew, >, 0);
  g_test_message ("power cut: after an acknowledged purge the desk was opened %u times, and told of who was purged %u times; control: "
                  "before it told of them %u times",
                  tally.purged, tally.told, tally.telling);
  g_assert_cmpuint (tally.purged, >, 0);
  g_assert_cmpuint (tally.told, ==, 0);
  g_assert_cmpuint (tally.telling, >, 0);
}

/* Keys, invitations, exports: once an act is acknowledged, nothing of its files is in doubt. */
static void
test_files (Session **session, gconstpointer data)
{
  Session *self = *session;
  guint files = 0, doubtful = 0;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = g_ptr_array_index (self->marks, i);
      g_autoptr (GPtrArray) found = disk_cuts_find_doubtful (self->cuts, mark->step, mark->files);

      files += mark->files->len;
      doubtful += found->len;
      for (guint j = 0; j < found->len; j++)
        g_test_message ("after “%s”: the %s", mark->name, (char *) g_ptr_array_index (found, j));
    }
  g_test_message ("power cut: %u files looked at after %u acts, %u not certain to be on the disk", files, n_acts, doubtful);
  g_assert_cmpuint (doubtful, ==, 0);
}

/* Control: a file that is written as most programs do, in a folder that was just made. */
static void
test_careless_file (void)
{
  g_autoptr (Session) self = session_new ();
  g_autofree char *folder = g_build_filename (self->live, "keys", NULL);
  g_autofree char *path = g_build_filename (folder, "p.pem", NULL);
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) found = NULL;

  self->steps = disk_record (self->live);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents_full (path, "key", 3, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  files = list_other_files (self->live);
  self->cuts = disk_cuts_new (self->before, self->steps);
  disk_stop ();
  found = disk_cuts_find_doubtful (self->cuts, self->steps->len, files);
  g_test_message ("control: of a file that was not synced, %u of %u steps are in doubt", found->len, self->steps->len);
  g_assert_cmpuint (found->len, >=, 3);
}

/* Control: other modes of SQLite, which are faster, lose what was acknowledged. */
static void
test_other_mode (gconstpointer mode)
{
  g_autoptr (Session) session = record_session (mode);
  Tally tally = { 0 };

  cut_everywhere (session, g_test_thorough () ? SHORT_STATES : SHORT_CONTROL_STATES, &tally);
  g_test_message ("control, %s: cut in %u states, something acknowledged was lost %u times (at most %" G_GINT64_FORMAT " records), "
                  "the store could not be read %u times",
                  (const char *) mode, tally.states, tally.fates[SURVIVOR_LOST], tally.most_lost, tally.fates[SURVIVOR_BROKEN]);
  g_assert_cmpuint (tally.fates[SURVIVOR_LOST], >, 0);
}

static void
begin (Session **session, gconstpointer data)
{
  *session = record_session (NULL);
}

static void
end (Session **session, gconstpointer data)
{
  session_free (*session);
}

static void
test_avow (Session **session, gconstpointer data)
{
  test_files (session, data);
  test_power_cut (session, data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  avow_rooms_register ();
  /* what is asked for is written down; the disk of the test itself need not be waited for */
  disk_skip_syncs (TRUE);
  g_test_add ("/avow/fault/power-cut", Session *, NULL, begin, test_avow, end);
  g_test_add_func ("/avow/fault/power-cut{control-careless-file}", test_careless_file);
  g_test_add_data_func ("/avow/fault/power-cut{control-wal-normal}", "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", test_other_mode);
  g_test_add_data_func ("/avow/fault/power-cut{control-delete-full}", "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL", test_other_mode);
  g_test_add_data_func ("/avow/fault/power-cut{control-off}", "PRAGMA synchronous = OFF", test_other_mode);
  return g_test_run ();
}
