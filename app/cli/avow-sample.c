/* avow-sample.c: a sample organisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-sample.h"

#include "avow-cli.h"
#include "avow-sample-acts.h"
#include "people/avow-enrolment.h"
#include "people/avow-shipped.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define DAY (24 * 60 * 60 * 1000LL)
#define MORNING (9 * 60 * 60 * 1000LL)
#define YEAR 366 /* days, whether it leaps or not */
#define ACTS_A_BATCH 200 /* acts a transaction: a power cut costs a sample nothing that matters */

typedef gboolean (*ActFunc) (AvowSampleStage *stage, AvowSamplePerson *person, GError **error);

typedef struct
{
  gint64 time;
  guint order; /* in which acts of the same time were planned */
  AvowSamplePerson *person;
  ActFunc run;
} Act;

typedef struct
{
  AvowSampleStage stage;
  GPtrArray *people; /* of AvowSamplePerson */
  GArray *acts;      /* of Act */
} Sample;

static gint64
read_stage_clock (gpointer data)
{
  return ((AvowSampleStage *) data)->now;
}

static void
plan (Sample *sample, AvowSamplePerson *person, gint64 days_after_joining, gint64 time_of_day, ActFunc run)
{
  gint64 today = sample->stage.now - sample->stage.now % DAY;
  Act act = { today + (days_after_joining - person->joined_days_ago) * DAY + time_of_day, sample->acts->len, person, run };
  g_array_append_val (sample->acts, act);
  person->acts_left++;
}

/* What happens to a person, day by day after joining. */
static void
plan_story (Sample *sample, AvowSamplePerson *person)
{
  gint64 minutes = (gint64) avow_draws_below (sample->stage.draws, 300) * 60 * 1000;
  AvowSampleStory story = person->story;
  gboolean passes = story == AVOW_SAMPLE_COMPLETED || story == AVOW_SAMPLE_DECLINED || story == AVOW_SAMPLE_FINISHED;
  if (person != sample->stage.officer)
    {
      plan (sample, person, 0, MORNING, avow_sample_join);
      plan (sample, person, 1, MORNING + minutes, avow_sample_enrol);
    }
  if (person->role == AVOW_ROLE_MANAGER)
    plan (sample, person, 1, MORNING + DAY / 3, avow_sample_grant);
  if (story == AVOW_SAMPLE_READING)
    plan (sample, person, 3, MORNING + minutes, avow_sample_read);
  if (story == AVOW_SAMPLE_FAILED || story == AVOW_SAMPLE_LAST_TRY)
    plan (sample, person, 4, MORNING + minutes, avow_sample_fail);
  if (story == AVOW_SAMPLE_LAST_TRY)
    plan (sample, person, 6, MORNING + minutes, avow_sample_fail);
  if (passes)
    plan (sample, person, 5, MORNING + minutes, avow_sample_pass);
  if (passes && person->role == AVOW_ROLE_MANAGER)
    plan (sample, person, 6, MORNING + minutes, avow_sample_pass);
  if (story == AVOW_SAMPLE_DECLINED)
    plan (sample, person, 7, MORNING + minutes, avow_sample_decline);
  if (story == AVOW_SAMPLE_FINISHED)
    plan (sample, person, 8, MORNING + minutes, avow_sample_sign);
  /* a year later: the manager has yet to do what the officer has done */
  if (person->joined_days_ago > YEAR)
    plan (sample, person, YEAR + 1, MORNING, avow_sample_remind);
  if (person->joined_days_ago > YEAR && person == sample->stage.officer)
    plan (sample, person, YEAR + 4, MORNING + minutes, avow_sample_refresh);
}

static int
compare_acts (gconstpointer a, gconstpointer b)
{
  const Act *first = a, *second = b;
  if (first->time != second->time)
    return first->time < second->time ? -1 : 1;
  return first->order < second->order ? -1 : 1;
}

/* OpenSSL has room for some ten thousands of keys (avow-secret.c), and a key whose last act is done is used no more. The officer's
 * is, by others' acts. */
static gboolean
run_act (Sample *sample, const Act *act, GError **error)
{
  AvowSamplePerson *person = act->person;
  if (!act->run (&sample->stage, person, error))
    return FALSE;
  if (--person->acts_left == 0 && person != sample->stage.officer)
    g_clear_pointer (&person->identity, avow_identity_free);
  return TRUE;
}

static gboolean
play_batch (Sample *sample, guint from, guint to, GError **error)
{
  if (!avow_store_begin (sample->stage.store, error))
    return FALSE;
  for (guint i = from; i < to; i++)
    {
      Act *act = &g_array_index (sample->acts, Act, i);
      /* acts take time, so the next may have to begin a little later than planned */
      sample->stage.now = MAX (sample->stage.now + 1000, act->time);
      if (!run_act (sample, act, error))
        {
          avow_store_rollback (sample->stage.store);
          return FALSE;
        }
    }
  return avow_store_commit (sample->stage.store, error);
}

static gboolean
play (Sample *sample, AvowProgress progress, gpointer data, GError **error)
{
  for (guint from = 0; from < sample->acts->len; from += ACTS_A_BATCH)
    {
      guint to = MIN (from + ACTS_A_BATCH, sample->acts->len);
      if (!play_batch (sample, from, to, error))
        return FALSE;
      if (progress != NULL && !progress (to, sample->acts->len, data))
        {
          g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_CANCELLED, _("Cancelled; nothing was made."));
          return FALSE;
        }
    }
  return TRUE;
}

/* The organisation, with its officer. */
static gboolean
found (AvowSampleStage *stage, const char *folder, GError **error)
{
  AvowSamplePerson *officer = stage->officer;
  g_autofree char *code = NULL;
  stage->store = avow_organisation_create (folder, "Sample", &officer->person, AVOW_SAMPLE_PASSPHRASE, TRUE, &code, error);
  g_autoptr (AvowPerson) entry = stage->store != NULL ? avow_roster_find (stage->store, officer->person.staff_number, error) : NULL;
  if (entry == NULL)
    return FALSE;
  officer->person.id = g_strdup (entry->id);
  stage->organisation = avow_organisation_get (stage->store, error);
  officer->identity = stage->organisation != NULL ? avow_identity_unlock (stage->store, entry->id, AVOW_SAMPLE_PASSPHRASE, error) : NULL;
  stage->root_key = officer->identity != NULL ? avow_enrolment_open_root (stage->store, entry->id, AVOW_SAMPLE_PASSPHRASE, error) : NULL;
  return stage->root_key != NULL;
}

/* What the organisation says of itself, besides what is known of any. */
static void
add_facts (GHashTable *facts)
{
  static const struct
  {
    const char *name;
    const char *value;
  } table[] = {
    { "jurisdiction", "DE GB US-CA" },
    { "confidentiality-term", N_("two years") },
    { "approved-places", N_("the page “Where data may be” on our internal web site") },
    { "retention-schedule", N_("the page “How long we keep things” on our internal web site") },
    { "identity-check", N_("the page “Who is calling?” on our internal web site") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_hash_table_insert (facts, g_strdup (table[i].name), g_strdup (_(table[i].value)));
}

/* The officer adopts what ships, templates included; the notice to customers, with its many facts, is left for whoever tries
 * the sample. */
static gboolean
adopt_all (AvowSampleStage *stage, GError **error)
{
  AvowSamplePerson *officer = stage->officer;
  g_autoptr (GPtrArray) items = avow_shipped_list (stage->store, error);
  g_autoptr (GHashTable) facts = items != NULL ? avow_shipped_get_facts (stage->store, items, officer->person.id, error) : NULL;
  if (facts == NULL)
    return FALSE;
  add_facts (facts);
  for (guint i = 0; i < items->len; i++)
    {
      const AvowShippedItem *item = g_ptr_array_index (items, i);
      if (!avow_shipped_item_is_notice (item)
          && !avow_shipped_adopt (stage->store, officer->person.id, item, facts, officer->identity, error))
        return FALSE;
    }
  return TRUE;
}

/* For the banner of the window: who can sign in, and how. */
static gboolean
keep_sign_ins (Sample *sample, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < sample->people->len; i++)
    {
      const AvowSamplePerson *person = g_ptr_array_index (sample->people, i);
      if (!person->has_key)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "staff_number");
      json_builder_add_string_value (builder, person->person.staff_number);
      json_builder_set_member_name (builder, "name");
      json_builder_add_string_value (builder, person->person.name);
      json_builder_set_member_name (builder, "role");
      json_builder_add_string_value (builder, avow_role_to_name (person->role));
      json_builder_set_member_name (builder, "passphrase");
      json_builder_add_string_value (builder, AVOW_SAMPLE_PASSPHRASE);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);
  return avow_store_set_local (sample->stage.store, "sample", "people", text, error);
}

static gboolean
write_readme (Sample *sample, const char *folder, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_string_printf (text, _("This is a sample organisation: nobody in it exists, and its records prove nothing.\n\n"
                           "Sign in as one of these; the passphrase is always “%s”.\n\n"), AVOW_SAMPLE_PASSPHRASE);
  g_autofree char *path = g_build_filename (folder, "README", NULL);
  for (guint i = 0; i < sample->people->len; i++)
    {
      const AvowSamplePerson *person = g_ptr_array_index (sample->people, i);
      if (person->has_key)
        g_string_append_printf (text, "  %s  %s (%s, %s)\n", person->person.staff_number, person->person.name, avow_role_to_label (person->role), person->person.team);
    }
  return g_file_set_contents (path, text->str, text->len, error);
}

static gboolean
make (Sample *sample, const char *folder, AvowProgress progress, gpointer data, GError **error)
{
  gint64 now = sample->stage.now;
  for (guint i = 0; i < sample->people->len; i++)
    plan_story (sample, g_ptr_array_index (sample->people, i));
  g_array_sort (sample->acts, compare_acts);
  sample->stage.now = now - now % DAY - (gint64) sample->stage.officer->joined_days_ago * DAY + MORNING / 2;
  return found (&sample->stage, folder, error) && adopt_all (&sample->stage, error) && play (sample, progress, data, error) && keep_sign_ins (sample, error)
         && write_readme (sample, folder, error);
}

static gboolean
is_vacant (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL || g_dir_read_name (dir) == NULL)
    return TRUE;
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_EXISTS, _("“%s” is not empty. Name a folder that does not exist yet."), folder);
  return FALSE;
}

gboolean
avow_sample_create (const char *folder, guint n_people, const char *seed, AvowProgress progress, gpointer data, GError **error)
{
  if (!is_vacant (folder, error))
    return FALSE;
  g_autofree char *seed_hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, seed, -1);
  seed_hex[2 * AVOW_DRAW_SEED_LENGTH] = '\0';
  g_autoptr (AvowDraws) draws = avow_draws_new (seed_hex, "sample");
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  Sample sample = { .stage = { .draws = draws, .now = avow_clock_now () } };
  sample.people = avow_sample_people_new (n_people, draws, today);
  sample.acts = g_array_new (FALSE, FALSE, sizeof (Act));
  sample.stage.officer = g_ptr_array_index (sample.people, 0);

  avow_clock_replace (read_stage_clock, &sample.stage);
  gboolean made = make (&sample, folder, progress, data, error);
  avow_clock_replace (NULL, NULL);

  g_array_unref (sample.acts);
  g_ptr_array_unref (sample.people);
  g_clear_pointer (&sample.stage.organisation, avow_organisation_free);
  g_clear_pointer (&sample.stage.root_key, avow_key_unref);
  g_clear_pointer (&sample.stage.store, avow_store_unref);
  if (!made)
    avow_cli_remove_folder (folder);
  return made;
}
