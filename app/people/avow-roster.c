/* avow-roster.c: who there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-roster.h"

#include "avow-access.h"
#include "avow-key-file.h"
#include "avow-people-private.h"
#include "avow-plan.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"
#include "record/avow-record-person.h"

#include <glib/gi18n-lib.h>

/* What a certificate holds of a name or number: RFC 5280, appendix A.1, ub-common-name and ub-serial-number. */
#define MAX_NAME 64
#define MAX_STAFF_NUMBER 32
#define MAX_TEAM 64
#define MAX_EMAIL 254 /* RFC 5321, 4.5.3.1.3, without the brackets */

G_DEFINE_QUARK (avow-people-error-quark, avow_people_error)

AvowPerson *
avow_person_copy (const AvowPerson *self)
{
  AvowPerson *copy = g_new0 (AvowPerson, 1);

  copy->id = g_strdup (self->id);
  copy->staff_number = g_strdup (self->staff_number);
  copy->name = g_strdup (self->name);
  copy->email = g_strdup (self->email);
  copy->team = g_strdup (self->team);
  copy->joined = g_strdup (self->joined);
  copy->left = g_strdup (self->left);
  copy->enrolled = self->enrolled;

  return copy;
}

void
avow_person_free (AvowPerson *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->staff_number);
  g_free (self->name);
  g_free (self->email);
  g_free (self->team);
  g_free (self->joined);
  g_free (self->left);
  g_free (self);
}

/* Signs that nobody sees: two names that look alike would not be, and one could turn around what is written beside it
 * (Unicode, TR 36, 2.10). The joiners are spelling in Arabic and Indic scripts, and nothing elsewhere (UAX 31, 2.3.1). */
static gboolean
is_hidden (gunichar character, gunichar before)
{
  static const gunichar blanks[] = { 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 };

  if (character == 0x200C || character == 0x200D)
    switch (g_unichar_get_script (before))
      {
      case G_UNICODE_SCRIPT_COMMON:
      case G_UNICODE_SCRIPT_CYRILLIC:
      case G_UNICODE_SCRIPT_GREEK:
      case G_UNICODE_SCRIPT_HAN:
      case G_UNICODE_SCRIPT_INHERITED:
      case G_UNICODE_SCRIPT_LATIN:
        return TRUE;
      default:
        return before == 0 || g_unichar_isspace (before);
      }
  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    if (character == blanks[i])
      return TRUE;
  return g_unichar_type (character) == G_UNICODE_FORMAT;
}

char *
avow_person_fold_text (const char *text)
{
  g_autofree char *composed = NULL;
  g_autoptr (GString) folded = NULL;
  gunichar before = 0;
  gboolean gap = FALSE;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return NULL;
  composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);

  folded = g_string_new (NULL);
  for (const char *c = composed; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isspace (character))
        {
          gap = TRUE;
          continue;
        }
      if (g_unichar_iscntrl (character) || is_hidden (character, before))
        return NULL;
      before = character;
      if (gap && folded->len > 0)
        g_string_append_c (folded, ' ');
      gap = FALSE;
      g_string_append_unichar (folded, character);
    }
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID, message);
  return FALSE;
}

static gboolean
is_staff_number (const char *text)
{
  gsize length = text == NULL ? 0 : strlen (text);

  if (length < 1 || length > MAX_STAFF_NUMBER)
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr (".-", *c) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_text (const char *text, glong max)
{
  return text != NULL && *text != '\0' && g_utf8_strlen (text, -1) <= max;
}

/* Whether it may be one: what really is one, only a letter sent there shows. */
static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');

  return strlen (text) <= MAX_EMAIL && at != NULL && at != text && at[1] != '\0' && strchr (at + 1, '@') == NULL
         && strpbrk (text, " ,;<>") == NULL;
}

static gboolean
check_dates (const AvowPerson *person, GError **error)
{
  if (person->joined == NULL || !avow_date_is_valid (person->joined))
    return refuse (error, _("The day of joining is missing or is no date. Write it as year, month and day, like 2026-11-24."));
  if (person->left != NULL && !avow_date_is_valid (person->left))
    return refuse (error, _("The day of leaving is no date. Write it as year, month and day, like 2026-11-24, or leave it empty."));
  if (person->left != NULL && strcmp (person->left, person->joined) < 0)
    return refuse (error, _("The day of leaving lies before the day of joining. Check which of the two is wrong."));
  return TRUE;
}

AvowPerson *
avow_person_normalise (const AvowPerson *person, GError **error)
{
  g_autoptr (AvowPerson) clean = g_new0 (AvowPerson, 1);

  clean->id = g_strdup (person->id);
  clean->staff_number = avow_person_fold_text (person->staff_number);
  clean->name = avow_person_fold_text (person->name);
  clean->email = person->email == NULL ? g_strdup ("") : avow_person_fold_text (person->email);
  clean->team = avow_person_fold_text (person->team);
  clean->joined = g_strdup (person->joined);
  clean->left = person->left != NULL && *person->left != '\0' ? g_strdup (person->left) : NULL;

  if (!is_staff_number (clean->staff_number))
    {
      refuse (error, _("The staff number is missing or has something in it that it can’t have. "
                       "Use 1 to 32 letters without accents, digits, dots and dashes."));
      return NULL;
    }
  if (!is_text (clean->name, MAX_NAME))
    {
      refuse (error, _("The name is missing, too long, or has signs in it that can’t be seen. Write the name as the person signs it, in up to 64 letters."));
      return NULL;
    }
  if (!is_text (clean->team, MAX_TEAM))
    {
      refuse (error, _("The team is missing, too long, or has signs in it that can’t be seen. Name the team that the person works in, in up to 64 letters."));
      return NULL;
    }
  if (clean->email == NULL || (*clean->email != '\0' && !is_email (clean->email)))
    {
      refuse (error, _("The e-mail address is not one. Write it like name@example.org, or leave it empty."));
      return NULL;
    }
  if (!check_dates (clean, error))
    return NULL;

  if (*clean->email == '\0')
    g_clear_pointer (&clean->email, g_free);
  return g_steal_pointer (&clean);
}

AvowRecord *
avow_person_to_record (const AvowPerson *person, const char *actor)
{
  AvowRecordPerson body = {
    .staff_number = person->staff_number,
    .name = person->name,
    .email = person->email,
    .team = person->team,
    .joined = person->joined,
    .left = person->left,
  };

  return avow_record_new (&avow_record_kind_person, person->id, actor, &body);
}

static AvowPerson *
read_person (AvowQuery *query)
{
  AvowPerson *person = g_new0 (AvowPerson, 1);

  person->id = g_strdup (avow_query_text (query, 0));
  person->staff_number = g_strdup (avow_query_text (query, 1));
  person->name = g_strdup (avow_query_text (query, 2));
  person->email = g_strdup (avow_query_text (query, 3));
  person->team = g_strdup (avow_query_text (query, 4));
  person->joined = g_strdup (avow_query_text (query, 5));
  person->left = g_strdup (avow_query_text (query, 6));
  return person;
}

static AvowPerson *
read_one (AvowStore *store, const char *statement, const char *key, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, statement, &local_error, "s", key);

  if (avow_query_next (query, &local_error))
    {
      AvowPerson *person = read_person (query);

      person->enrolled = avow_key_file_exists (store, person->id);
      return person;
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN,
                 _("There is nobody called “%s” in the roster. Check the spelling, or add the person first."), key);
  return NULL;
}

AvowPerson *
avow_roster_get (AvowStore *store, const char *id, GError **error)
{
  g_return_val_if_fail (id != NULL, NULL);

  return read_one (store, "people/roster:get", id, error);
}

AvowPerson *
avow_roster_find (AvowStore *store, const char *staff_number, GError **error)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (staff_number != NULL, NULL);

  clean = avow_person_fold_text (staff_number);
  return read_one (store, "people/roster:find", clean != NULL ? clean : "", error);
}

/* Sorted here and not by SQLite, which knows no alphabet but ASCII's. */
typedef struct
{
  AvowPerson *person;
  char *key;
} Sortable;

static void
clear_sortable (gpointer data)
{
  Sortable *sortable = data;

  g_clear_pointer (&sortable->person, avow_person_free);
  g_free (sortable->key);
}

static int
compare_sortables (gconstpointer a, gconstpointer b)
{
  const Sortable *first = a, *second = b;
  int order = strcmp (first->key, second->key);

  return order != 0 ? order : strcmp (first->person->staff_number, second->person->staff_number);
}

GPtrArray *
avow_roster_list (AvowStore *store, const char *team, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GHashTable) keys = avow_key_file_list (store);
  g_autoptr (GArray) sortables = g_array_new (FALSE, FALSE, sizeof (Sortable));
  GPtrArray *people;

  g_array_set_clear_func (sortables, clear_sortable);
  query = team == NULL ? avow_store_query (store, "people/roster:list", &local_error, "")
                       : avow_store_query (store, "people/roster:by-team", &local_error, "s", team);
  while (avow_query_next (query, &local_error))
    {
      Sortable sortable = { read_person (query), NULL };

      sortable.person->enrolled = g_hash_table_contains (keys, sortable.person->id);
      sortable.key = g_utf8_collate_key (sortable.person->name, -1);
      g_array_append_val (sortables, sortable);
    }
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return NULL;

  g_array_sort (sortables, compare_sortables);
  people = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_person_free);
  for (guint i = 0; i < sortables->len; i++)
    g_ptr_array_add (people, g_steal_pointer (&g_array_index (sortables, Sortable, i).person));
  return people;
}

GPtrArray *
avow_roster_teams (AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/roster:teams", &local_error, "");
  g_autoptr (GPtrArray) teams = g_ptr_array_new_with_free_func (g_free);

  while (avow_query_next (query, &local_error))
    g_ptr_array_add (teams, g_strdup (avow_query_text (query, 0)));
  if (!avow_people_check_end (g_steal_pointer (&local_error), error))
    return NULL;
  return g_steal_pointer (&teams);
}

static gboolean
check_is_free (AvowStore *store, const char *staff_number, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowPerson) other = avow_roster_find (store, staff_number, &local_error);

  if (other != NULL)
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                   _("The staff number %s belongs to %s already. Check which of the two is right."), staff_number, other->name);
      return FALSE;
    }
  if (g_error_matches (local_error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
avow_roster_add (AvowStore *store, const char *actor, const AvowPerson *person, char **out_id, GError **error)
{
  g_autoptr (AvowPerson) clean = NULL;
  g_autoptr (AvowPlan) plan = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *today = avow_time_to_date (avow_clock_now ());

  g_return_val_if_fail (actor != NULL && person != NULL, FALSE);

  if (!avow_access_require (store, actor, AVOW_ACTION_EDIT_ROSTER, error))
    return FALSE;
  clean = avow_person_normalise (person, error);
  if (clean == NULL || !check_is_free (store, clean->staff_number, error))
    return FALSE;
  plan = avow_plan_load (store, error);
  if (plan == NULL)
    return FALSE;

  g_free (clean->id);
  clean->id = avow_id_new ("p");
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_ptr_array_add (records, avow_person_to_record (clean, actor));
  avow_plan_open (plan, clean, NULL, today, records);
  if (!avow_store_append (store, records, error))
    return FALSE;

  if (out_id != NULL)
    *out_id = g_steal_pointer (&clean->id);
  return TRUE;
}
