/* avow-programme.h: what is asked of whom, and by when
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-identity.h"
#include "course/avow-course.h"
#include "course/avow-document.h"
#include "record/avow-record-rule.h"

G_BEGIN_DECLS

/**
 * avow_programme_adopt:
 * @store: a store
 * @actor: id of who adopts
 * @edition: a course's or document's edition
 * @variables: (element-type utf8 utf8): the organisation's facts, as filled in
 * @identity: (nullable): signs the adoption; required for a template outside a sample
 * @error: return location for a #GError
 *
 * Keeps the edition whole, records that it is in use from now on, and opens what follows: a material
 * edition is asked of everyone who met the item with an older one. Variables that are missing are named in
 * the error. An edition's name stands for one text: another text under a name that was adopted before is refused.
 *
 * Returns: whether it is done
 */
gboolean avow_programme_adopt (AvowStore *store, const char *actor, AvowEdition *edition, GHashTable *variables,
                               AvowIdentity *identity, GError **error);

/**
 * avow_programme_set_rule:
 * @store: a store
 * @actor: id of who sets it
 * @id: (nullable): the rule's id; %NULL makes a new rule
 * @rule: the rule, for a team, a role, both, or everyone; where its `since` is %NULL, it counts from the day it did before, or from today if it is new
 * @error: return location for a #GError
 *
 * Makes or changes a rule, and opens what follows from it. When it asks, and by when, is told in avow-cycle.h.
 * What was opened stays owed, whatever becomes of the rule.
 *
 * Returns: whether it is done; %AVOW_PEOPLE_ERROR_UNKNOWN where it asks for what was not adopted
 */
gboolean avow_programme_set_rule (AvowStore *store, const char *actor, const char *id /* (nullable): a new one */,
                                  const AvowRecordRule *rule, GError **error);

/**
 * avow_programme_open_due:
 * @store: a store
 * @error: return location for a #GError
 *
 * Opens every obligation that follows from the rules as of today and is not open yet: whenever Avow or its
 * timer runs. UNIQUE by (person, item, cycle), so doing it twice changes nothing; nor does doing it on a store
 * that can only be read.
 *
 * Returns: whether it is done
 */
gboolean avow_programme_open_due (AvowStore *store, GError **error);

typedef enum
{
  AVOW_STANDING_TODO,        /* nothing done yet */
  AVOW_STANDING_IN_PROGRESS, /* an attempt was made */
  AVOW_STANDING_DONE,        /* completed, or signed */
  AVOW_STANDING_DECLINED,
} AvowStanding;

typedef enum
{
  AVOW_URGENCY_NONE, /* done or declined */
  AVOW_URGENCY_DUE,
  AVOW_URGENCY_SOON, /* due within a week */
  AVOW_URGENCY_LATE,
} AvowUrgency;

/* What one person owes, and where it stands, as of a day. */
typedef struct
{
  char *person;
  char *item;
  char *item_kind; /* course, declaration, policy */
  char *title;
  char *edition;     /* the one in use; where it is done or declined, the one that was */
  AvowDigest digest;
  char *cycle;
  char *assigned; /* date */
  char *due;      /* date */
  AvowStanding standing;
  AvowUrgency urgency;
  gint64 done_time; /* ms, of being done or declined; 0 before */
  gint64 done_position; /* of the completion or declaration; 0 where not done */
  gint64 right;     /* of the completion; 0 where there is none */
  gint64 asked;
  gint64 points;    /* of the completion, as its record has it */
} AvowDuty;

/* Whether what is due on one day is late on another, if it is not done: from the day after on. Both are dates. */
gboolean avow_duty_is_late (const char *due, const char *today);

AvowDuty *avow_duty_copy (const AvowDuty *self); /* (transfer full) */
void avow_duty_free (AvowDuty *self);

/* (transfer full) of AvowDuty, in the order to do them, with titles in the language of whoever runs the program, where they
 * are offered in it; @today is a date. */
GPtrArray *avow_programme_list_duties (AvowStore *store, const char *person, const char *today, GError **error);

/* The same for all of a team, or everyone where @team is NULL, who has not left; by person, then order. */
GPtrArray *avow_programme_list_team (AvowStore *store, const char *team, const char *today, GError **error);

/* The edition that an obligation is to be met with, loaded, and the organisation's facts in it. */
AvowCourse *avow_programme_get_course (AvowStore *store, const AvowDigest *digest, GHashTable **out_variables, GError **error);
AvowDocument *avow_programme_get_document (AvowStore *store, const AvowDigest *digest, GHashTable **out_variables, GError **error);

/* (transfer full) (element-type utf8 utf8): the facts that the edition of @item in use was filled with; of what is not in use, none. */
GHashTable *avow_programme_get_facts (AvowStore *store, const char *item, GError **error);

/**
 * avow_programme_offer_course:
 * @store: a store
 * @digest: of an edition that was adopted
 * @wanted: (array zero-terminated=1): the reader's languages, the best first, as g_get_language_names() has them
 * @out_variables: (out) (optional) (transfer full): the organisation's facts
 * @out_languages: (out) (optional) (transfer full) (element-type utf8): all languages in which it may be offered: those of
 *   its source, first, and of whole translations that were adopted with it
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the course in the first of @wanted that it may be offered in, else that of its source
 */
AvowCourse *avow_programme_offer_course (AvowStore *store, const AvowDigest *digest, const char *const *wanted,
                                         GHashTable **out_variables, GPtrArray **out_languages, GError **error);
AvowDocument *avow_programme_offer_document (AvowStore *store, const AvowDigest *digest, const char *const *wanted,
                                             GHashTable **out_variables, GPtrArray **out_languages, GError **error);

/* (transfer full) (nullable): the title of an adopted edition in the first of @wanted that it is offered in; NULL where
 * that is the language of its source, or nothing is known of it. */
char *avow_programme_translate_title (AvowStore *store, const AvowDigest *digest, const char *const *wanted);

/* The same for the edition of an item that is in use. */
char *avow_programme_translate_item (AvowStore *store, const char *item, const char *const *wanted);

/* What app/avow-rooms.c registers. */
void avow_people_register (void);

G_END_DECLS
