/* avow-team.h: how a team stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-access.h"
#include "avow-programme.h"

G_BEGIN_DECLS

/* How a person stands as a whole: the first of these that holds. */
typedef enum
{
  AVOW_MEMBER_LATE,     /* something is past its day */
  AVOW_MEMBER_DECLINED, /* something was declined, nothing is late */
  AVOW_MEMBER_SOON,     /* something is due within a week */
  AVOW_MEMBER_DUE,      /* something is to do, in more than a week */
  AVOW_MEMBER_DONE,     /* nothing is to do */
  AVOW_MEMBER_LEFT,     /* nothing is asked of them any more */
  AVOW_MEMBER_N_STATES,
} AvowMemberState;

typedef struct
{
  AvowPerson *person;
  GPtrArray *duties; /* of AvowDuty, in the order to do them */
  AvowMemberState state;
} AvowMember;

void avow_member_free (AvowMember *self);

/* How one duty stands, by the same names. */
AvowMemberState avow_member_judge_duty (const AvowDuty *duty);

/**
 * avow_team_list:
 * @store: a store
 * @access: who asks: a manager sees their own team, the compliance team everyone
 * @today: a date
 * @error: return location for a #GError
 *
 * People who have left are among them only for who may destroy what was recorded about them.
 *
 * Returns: (transfer full) (element-type AvowMember): by name; or %NULL, with %AVOW_PEOPLE_ERROR_REFUSED where the
 *   role does not allow it
 */
GPtrArray *avow_team_list (AvowStore *store, const AvowAccess *access, const char *today, GError **error);

/* How many of @members stand so. */
guint avow_team_count (GPtrArray *members, AvowMemberState state);

G_END_DECLS
