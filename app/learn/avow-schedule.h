/* avow-schedule.h: which missed question is due when, for one person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-sm2.h"

G_BEGIN_DECLS

#define AVOW_SCHEDULE_MAX_A_WEEK 2

/* A question that was missed once. */
typedef struct
{
  char *item;     /* id of the course */
  char *question; /* its id there */
  AvowSm2 sm2;
  char *due;      /* date */
  gint64 counted; /* ms UTC: of the last answer that is reckoned with */
} AvowCard;

typedef struct
{
  char *week;        /* nullable: the latest in which a question was answered: `2026-W48` (ISO 8601, 4.1.4.2) */
  guint asked;       /* how many were, in that week */
  GHashTable *cards; /* AvowCard by `ITEM/QUESTION` */
} AvowSchedule;

/**
 * avow_schedule_parse:
 * @state: (nullable): what avow_schedule_to_string() made, perhaps damaged
 *
 * Takes what can be read and passes over the rest.
 *
 * Returns: (transfer full): the schedule
 */
AvowSchedule *avow_schedule_parse (const char *state);
char *avow_schedule_to_string (AvowSchedule *self); /* (transfer full): JSON; the same schedule gives the same text */
void avow_schedule_free (AvowSchedule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowSchedule, avow_schedule_free)

AvowCard *avow_schedule_find (AvowSchedule *self, const char *item, const char *question); /* (transfer none) (nullable) */

/**
 * avow_schedule_count:
 * @self: a schedule
 * @item: id of a course
 * @question: id of a question of it
 * @quality: of the answer, as avow-sm2.h has it
 * @time: ms UTC, when it was given
 *
 * Reckons with an answer. A question is taken in with the first one that is wrong, and is due a day after; what was right from
 * the start is none of it.
 */
void avow_schedule_count (AvowSchedule *self, const char *item, const char *question, guint quality, gint64 time);

/* Whether as many questions as there may be were answered in the week of @date. A clock that was set back gives none twice:
 * in a week before the latest, there are as many as in that one. */
gboolean avow_schedule_is_full (AvowSchedule *self, const char *date);
void avow_schedule_note_asked (AvowSchedule *self, const char *date);

/* (transfer full): the week of a date, as above. */
char *avow_schedule_get_week (const char *date);

G_END_DECLS
