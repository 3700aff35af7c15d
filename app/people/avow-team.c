/* avow-team.c: how a team stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-team.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
avow_member_free (AvowMember *self)
{
  avow_person_free (self->person);
  g_ptr_array_unref (self->duties);
  g_free (self);
}

AvowMemberState
avow_member_judge_duty (const AvowDuty *duty)
{
  if (duty->standing == AVOW_STANDING_DONE)
    return AVOW_MEMBER_DONE;
  if (duty->standing == AVOW_STANDING_DECLINED)
    return AVOW_MEMBER_DECLINED;
  switch (duty->urgency)
    {
    case AVOW_URGENCY_LATE:
      return AVOW_MEMBER_LATE;
    case AVOW_URGENCY_SOON:
      return AVOW_MEMBER_SOON;
    default:
      return AVOW_MEMBER_DUE;
    }
}

static AvowMember *
member_new (AvowPerson *person, AvowMemberState state)
{
  AvowMember *self = g_new0 (AvowMember, 1);
  self->person = person;
  self->duties = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_duty_free);
  self->state = state;
  return self;
}

static void
take_duty (AvowMember *self, AvowDuty *duty)
{
  self->state = MIN (self->state, avow_member_judge_duty (duty));
  g_ptr_array_add (self->duties, duty);
}

static gboolean
is_still_there (const AvowPerson *person, const char *today)
{
  return person->left == NULL || strcmp (person->left, today) > 0;
}

GPtrArray *
avow_team_list (AvowStore *store, const AvowAccess *access, const char *today, GError **error)
{
  if (!avow_access_allows (access, AVOW_ACTION_SEE_TEAM))
    {
      g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
                           _("Teams are for managers and the compliance team to see."));
      return NULL;
    }
  gboolean shows_left = avow_access_allows (access, AVOW_ACTION_PURGE);
  g_autofree char *team = NULL;
  if (!avow_access_check (store, access, AVOW_ACTION_SEE_TEAM, &team, error))
    return NULL;
  g_autoptr (GPtrArray) people = avow_roster_list (store, team, error);
  g_autoptr (GPtrArray) duties = people != NULL ? avow_programme_list_team (store, team, today, error) : NULL;
  if (duties == NULL)
    return NULL;

  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_member_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_set_free_func (people, NULL);
  for (guint i = 0; i < people->len; i++)
    {
      AvowPerson *person = g_ptr_array_index (people, i);
      gboolean there = is_still_there (person, today);
      if (!there && !shows_left)
        {
          avow_person_free (person);
          continue;
        }
      AvowMember *member = member_new (person, there ? AVOW_MEMBER_DONE : AVOW_MEMBER_LEFT);
      if (there)
        g_hash_table_insert (by_id, person->id, member);
      g_ptr_array_add (members, member);
    }
  g_ptr_array_set_free_func (duties, NULL);
  for (guint i = 0; i < duties->len; i++)
    {
      AvowDuty *duty = g_ptr_array_index (duties, i);
      AvowMember *member = g_hash_table_lookup (by_id, duty->person);
      if (member != NULL)
        take_duty (member, duty);
      else
        avow_duty_free (duty);
    }
  return members;
}

guint
avow_team_count (GPtrArray *members, AvowMemberState state)
{
  guint count = 0;
  for (guint i = 0; i < members->len; i++)
    count += ((AvowMember *) g_ptr_array_index (members, i))->state == state;
  return count;
}
