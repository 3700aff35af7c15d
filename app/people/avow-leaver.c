/* avow-leaver.c: people who have left, and what of them is destroyed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-leaver.h"

#include "avow-people-private.h"
#include "record/avow-clock.h"
#include "record/avow-purge.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define MAX_REASON 400 /* letters */

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID, message);
  return FALSE;
}

/* Whoever leaves may do nothing any more: an officer's work is handed over before. */
static gboolean
check_no_officer (AvowStore *store, const AvowPerson *person, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/roster:officers", &local_error, "");
  gboolean officer = FALSE;

  while (avow_query_next (query, &local_error))
    officer |= g_strcmp0 (avow_query_text (query, 0), person->id) == 0;
  if (!avow_people_check_end (local_error, error))
    return FALSE;
  if (officer)
    g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                 _("%s is a compliance officer. Take that role back first, so that somebody else looks after the records."), person->name);
  return !officer;
}

gboolean
avow_leaver_enter (AvowStore *store, const char *actor, const char *person, const char *left, GError **error)
{
  g_autoptr (AvowPerson) entry = NULL;
  g_autoptr (AvowPerson) clean = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);

  g_return_val_if_fail (actor != NULL && person != NULL && left != NULL, FALSE);

  if (!avow_access_require (store, actor, AVOW_ACTION_EDIT_ROSTER, error))
    return FALSE;
  entry = avow_roster_get (store, person, error);
  if (entry == NULL || !check_no_officer (store, entry, error))
    return FALSE;
  g_free (entry->left);
  entry->left = g_strdup (left);
  clean = avow_person_normalise (entry, error);
  if (clean == NULL)
    return FALSE;
  g_free (clean->id);
  clean->id = g_strdup (entry->id);
  g_ptr_array_add (records, avow_person_to_record (clean, actor));
  return avow_store_append (store, records, error);
}

void
avow_purge_plan_free (AvowPurgePlan *self)
{
  g_free (self->person);
  g_free (self->staff_number);
  g_free (self->name);
  g_clear_pointer (&self->positions, g_array_unref);
  g_array_unref (self->groups);
  g_free (self);
}

static gboolean
ask (AvowStore *store, const char *statement, const char *person, gboolean *out_yes, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, statement, error, "s", person);
  gint64 found;

  if (query == NULL || !avow_people_look_up (query, &found, error))
    return FALSE;
  *out_yes = found != 0;
  return TRUE;
}

static gboolean
check_may_go (AvowStore *store, const AvowPerson *person, GError **error)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  gboolean officer;

  if (person->left == NULL || strcmp (person->left, today) > 0)
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                   _("%s has not left. Only who has left can be purged: enter the day with “avowctl person leave %s” first."),
                   person->name, person->staff_number);
      return FALSE;
    }
  if (!ask (store, "people/purge:was-officer", person->id, &officer, error))
    return FALSE;
  if (officer)
    g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                 _("%s was a compliance officer, or has withdrawn a key. What they signed so bears their name, and the records of others "
                   "stand on it, so they can’t be purged."), person->name);
  return !officer;
}

/* By staff number; somebody without an entry by id, where one was purged. */
static gboolean
find_person (AvowPurgePlan *self, AvowStore *store, const char *person, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowPerson) entry = avow_roster_find (store, person, &local_error);
  gboolean purged = FALSE;

  if (entry != NULL)
    {
      self->person = g_strdup (entry->id);
      self->staff_number = g_strdup (entry->staff_number);
      self->name = g_strdup (entry->name);
      return check_may_go (store, entry, error);
    }
  if (g_error_matches (local_error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN)
      && !ask (store, "people/purge:was-purged", person, &purged, error))
    return FALSE;
  if (!purged)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->person = g_strdup (person);
  return TRUE;
}

/* Whether @text has @word, and not as a part of another: 7 is not in 17. */
static gboolean
has_word (const char *text, const char *word)
{
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  g_autofree char *folded_word = g_utf8_casefold (word, -1);
  gsize length = strlen (folded_word);

  for (const char *at = folded_text; (at = strstr (at, folded_word)) != NULL; at++)
    {
      const char *before = g_utf8_find_prev_char (folded_text, at);

      if ((before == NULL || !g_unichar_isalnum (g_utf8_get_char (before))) && !g_unichar_isalnum (g_utf8_get_char (at + length)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
tells (const AvowPurgePlan *self, const char *text)
{
  return has_word (text, self->name) || has_word (text, self->staff_number);
}

/* Files that left under a name such as `Ines Duarte.zip`. */
static gboolean
add_exports (AvowPurgePlan *self, AvowStore *store, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;

  if (self->name == NULL)
    return TRUE;
  query = avow_store_query (store, "people/purge:exports", &local_error, "");
  while (avow_query_next (query, &local_error))
    {
      gint64 position = avow_query_integer (query, 0);

      if (tells (self, avow_query_text (query, 1)))
        g_array_append_val (self->positions, position);
    }
  return avow_people_check_end (local_error, error);
}

static gboolean
list_positions (AvowPurgePlan *self, AvowStore *store, GError **error)
{
  g_clear_pointer (&self->positions, g_array_unref);
  self->positions = avow_purge_list (store, self->person, error);
  return self->positions != NULL && add_exports (self, store, error);
}

static void
count (AvowPurgePlan *self, const AvowRecordKind *kind)
{
  AvowPurgeGroup group = { kind->name, 1 };

  for (guint i = 0; i < self->groups->len; i++)
    if (g_array_index (self->groups, AvowPurgeGroup, i).kind == kind->name)
      {
        g_array_index (self->groups, AvowPurgeGroup, i).count++;
        return;
      }
  g_array_append_val (self->groups, group);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  return (int) avow_record_kind_by_name (((const AvowPurgeGroup *) a)->kind)->code
         - (int) avow_record_kind_by_name (((const AvowPurgeGroup *) b)->kind)->code;
}

static gboolean
group (AvowPurgePlan *self, AvowStore *store, GError **error)
{
  for (guint i = 0; i < self->positions->len; i++)
    {
      g_autoptr (AvowQuery) query = avow_store_query (store, "people/purge:kind", error, "i", g_array_index (self->positions, gint64, i));
      gint64 code;

      if (query == NULL || !avow_people_look_up (query, &code, error))
        return FALSE;
      count (self, avow_record_kind_by_code ((guint8) code));
    }
  g_array_sort (self->groups, compare_groups);
  return TRUE;
}

AvowPurgePlan *
avow_purge_plan_new (AvowStore *store, const char *actor, const char *person, GError **error)
{
  g_autoptr (AvowPurgePlan) self = NULL;

  g_return_val_if_fail (store != NULL && actor != NULL && person != NULL, NULL);

  if (!avow_access_require (store, actor, AVOW_ACTION_PURGE, error))
    return NULL;
  self = g_new0 (AvowPurgePlan, 1);
  self->groups = g_array_new (FALSE, FALSE, sizeof (AvowPurgeGroup));
  if (!find_person (self, store, person, error) || !list_positions (self, store, error) || !group (self, store, error))
    return NULL;
  if (self->positions->len > 0)
    return g_steal_pointer (&self);
  refuse (error, _("All that was recorded about this person has been purged already. There is nothing left to do."));
  return NULL;
}

static const char *
describe_kind (const char *kind, guint count)
{
  if (g_str_equal (kind, "person"))
    return ngettext ("entry in the roster", "entries in the roster", count);
  if (g_str_equal (kind, "enrolment"))
    return ngettext ("certificate", "certificates", count);
  if (g_str_equal (kind, "grant"))
    return ngettext ("role, given or taken back", "roles, given or taken back", count);
  if (g_str_equal (kind, "obligation"))
    return ngettext ("thing that was asked of them", "things that were asked of them", count);
  if (g_str_equal (kind, "attempt"))
    return ngettext ("attempt, with its answers", "attempts, with their answers", count);
  if (g_str_equal (kind, "completion"))
    return ngettext ("course completed", "courses completed", count);
  if (g_str_equal (kind, "declaration"))
    return ngettext ("declaration, signed or declined", "declarations, signed or declined", count);
  if (g_str_equal (kind, "export"))
    return ngettext ("file that was exported under their name", "files that were exported under their name", count);
  return kind;
}

char *
avow_purge_plan_describe (const AvowPurgePlan *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  if (self->name != NULL)
    g_string_append_printf (text, _("What was recorded about %s (%s) will be destroyed, for ever:\n"), self->name, self->staff_number);
  else
    g_string_append_printf (text, _("What has been recorded about %s since they were purged will be destroyed, for ever:\n"), self->person);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const AvowPurgeGroup *group = &g_array_index (self->groups, AvowPurgeGroup, i);
      g_string_append_printf (text, "  %5u  %s\n", group->count, describe_kind (group->kind, group->count));
    }
  g_string_append (text, _("The key files and the reading progress go too, and copies of the store beside it. Withdrawals of keys stay, and for each record "
                           "its entry in the ledger, which names nobody. What left the system, on paper or as a file, is not reached."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
avow_purge_plan_get_word (const AvowPurgePlan *self)
{
  return self->staff_number != NULL ? self->staff_number : self->person;
}

gboolean
avow_purge_plan_check_typed (const AvowPurgePlan *self, const char *typed, GError **error)
{
  g_autofree char *clean = g_strstrip (g_strdup (typed));
  if (strcmp (clean, avow_purge_plan_get_word (self)) == 0)
    return TRUE;
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID, _("“%s” is not what was to be typed to confirm. Nothing was destroyed."), clean);
  return FALSE;
}

gboolean
avow_purge_plan_check_reason (const AvowPurgePlan *self, const char *reason, GError **error)
{
  g_autofree char *clean = avow_person_fold_text (reason);
  g_auto (GStrv) words = self->name != NULL ? g_strsplit (self->name, " ", -1) : NULL;

  if (clean == NULL || *clean == '\0' || g_utf8_strlen (clean, -1) > MAX_REASON)
    return refuse (error, _("A purge needs a reason. Write it in a sentence of up to 400 letters; it stays when all else is gone."));
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (*words[i] != '\0' && has_word (clean, words[i]))
      return refuse (error, _("The reason stays when all else is gone, and tells the person’s name. Write it without."));
  if (self->staff_number != NULL && has_word (clean, self->staff_number))
    return refuse (error, _("The reason stays when all else is gone, and tells the person’s staff number. Write it without."));
  return TRUE;
}

typedef struct
{
  const AvowPurgePlan *plan;
  AvowIdentity *identity;
  char *reason;
  gint64 *position; /* of the record */
} Purging;

/* Under the lock for writing: what was shown is what goes. */
static gboolean
check_unchanged (const AvowPurgePlan *plan, AvowStore *store, GError **error)
{
  g_autoptr (AvowPurgePlan) now = g_new0 (AvowPurgePlan, 1);

  now->groups = g_array_new (FALSE, FALSE, sizeof (AvowPurgeGroup));
  now->person = g_strdup (plan->person);
  now->name = g_strdup (plan->name);
  now->staff_number = g_strdup (plan->staff_number);
  if (!list_positions (now, store, error))
    return FALSE;
  if (now->positions->len == plan->positions->len
      && memcmp (now->positions->data, plan->positions->data, plan->positions->len * sizeof (gint64)) == 0)
    return TRUE;
  return refuse (error, _("Something was recorded about this person meanwhile. Nothing was destroyed; begin again."));
}

static gboolean
run (AvowStore *store, gpointer data, GError **error)
{
  const Purging *purging = data;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowRecord) signed_record = NULL;
  g_autoptr (AvowQuery) query = NULL;

  if (!check_unchanged (purging->plan, store, error))
    return FALSE;
  record = avow_purge_compose (store, purging->plan->person, purging->identity->person, purging->reason, purging->plan->positions, error);
  signed_record = record != NULL ? avow_identity_sign (purging->identity, record, AVOW_COMMITMENT_AGREEMENT, error) : NULL;
  if (signed_record == NULL || !avow_store_purge (store, signed_record, error))
    return FALSE;
  /* asked here: once it is committed nothing may fail any more */
  query = avow_store_query (store, "people/purge:purge-of", error, "s", purging->plan->person);
  return query != NULL && avow_people_look_up (query, purging->position, error);
}

gboolean
avow_purge_plan_run (const AvowPurgePlan *self, AvowStore *store, AvowIdentity *identity, const char *reason, gint64 *out_position,
                     GError **error)
{
  g_autofree char *clean = avow_person_fold_text (reason);
  Purging purging = { self, identity, clean, out_position };

  g_return_val_if_fail (self != NULL && store != NULL && identity != NULL && reason != NULL && out_position != NULL, FALSE);

  return avow_access_require (store, identity->person, AVOW_ACTION_PURGE, error) && avow_purge_plan_check_reason (self, reason, error)
         && avow_people_run (store, run, &purging, error);
}
