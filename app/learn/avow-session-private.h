/* avow-session-private.h: what the files of a session share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-progress.h"
#include "avow-session.h"

G_BEGIN_DECLS

struct _AvowSession
{
  grefcount ref_count;

  /* what is taken, and by whom */
  char *person;
  char *item;
  char *cycle;
  AvowDigest digest;
  AvowCourse *course;      /* in the reader's language */
  GPtrArray *languages;    /* of char*: all that it is offered in */
  GHashTable *variables;
  GPtrArray *steps;        /* of AvowStep, of all modules */
  GPtrArray *step_modules; /* of AvowModule, one a step */
  char *seed;              /* hex: of checks and of the order of their options */

  /* what the records say */
  gint64 attempts;         /* made in this cycle */
  gint64 last_finished;    /* ms UTC, of the last of them */
  gboolean completed;
  AvowRecord *last_attempt; /* nullable */
  AvowGrade *last_grade;    /* nullable */
  char *accommodation;      /* nullable: leaf hash, in hex, of what was granted */
  guint extra_time;         /* percent */
  gboolean untimed;
  guint extra_attempts;

  /* what is kept between two sittings */
  AvowProgress *progress;

  /* the count of the assessment's time: where it stood last, by avow_clock_elapsed() */
  gboolean counting;
  gint64 counted;

  /* ahead of being taught (avow-session-pretest.c) */
  GHashTable *pretests;          /* those of this cycle and edition, by module id */
  GPtrArray *pretest_questions;  /* nullable: of AvowQuestion, of the pre-test under way */
  GPtrArray *asked;              /* of char*: ids of questions asked in this cycle or the last, in that order */

  /* worked out from the above, and kept because callers borrow it */
  GPtrArray *questions;    /* nullable: of AvowQuestion, of the assessment under way */
  GHashTable *checks;      /* by check id: GPtrArray of AvowQuestion */
  GHashTable *options;     /* by question id: GPtrArray of AvowOption, as shown */
  GHashTable *paths;       /* by scenario id: GPtrArray of AvowChoice */
  GPtrArray *nothing;      /* what is answered where nothing is */
};

#define AVOW_PROGRESS_AREA "progress"
#define AVOW_DRAFT_AREA "draft"

/* Where progress or a draft is kept: its key within its area; (transfer full). */
char *avow_session_make_key (const char *person, const char *item, const char *cycle);

/* (transfer full): a session with nothing behind it, to answer single questions of @duty's edition in: its item, cycle and
 * digest are what counts. It is never saved. */
AvowSession *avow_session_new_apart (AvowStore *store, const char *person, const AvowDuty *duty, GError **error);

gboolean avow_session_is_running (AvowSession *self, const char *question); /* whether the assessment under way asks it */
gboolean avow_session_is_scenario_done (AvowSession *self, AvowScenario *scenario);
gint64 avow_session_count_left (AvowSession *self); /* steps not done yet */

/* The answers of a run as a record has them, in the order asked; all that they point to is borrowed. */
GPtrArray *avow_session_collect_responses (AvowSession *self, GPtrArray *questions, const AvowRun *run);

/* Keeps out of a draw what was asked lately, while the pools have others; and remembers what is asked. */
void avow_session_exclude_asked (AvowSession *self, AvowRun *run);
void avow_session_add_asked (AvowSession *self, const AvowRecordAttempt *attempt);

GHashTable *avow_session_pretests_new (void);
gboolean avow_session_read_pretests (AvowSession *self, AvowStore *store, GError **error);
void avow_session_take_up_pretest (AvowSession *self); /* draws its questions again, or drops it where it can't go on */
gboolean avow_session_is_in_pretest (AvowSession *self, const char *question); /* whether the one under way asks it */
const char *avow_session_find_pretest_seed (AvowSession *self, const char *question); /* (nullable): by which its options were shown */
GPtrArray *avow_session_list_tested_out (AvowSession *self); /* (transfer full) of AvowRecordTestedOut, in the course's order */

/* What the records say of this cycle: attempts, completion, last result. */
gboolean avow_session_read_records (AvowSession *self, AvowStore *store, GError **error);

/* What was granted to this person in this course and cycle. */
gboolean avow_session_read_accommodation (AvowSession *self, AvowStore *store, GError **error);

void avow_session_begin_time (AvowSession *self);                             /* of an assessment that was just started */
void avow_session_take_time (AvowSession *self, AvowRecordAttempt *attempt);  /* what an attempt says of it */

/* Draws the questions of the assessment under way again, and drops what of it this edition lacks. */
void avow_session_take_up_run (AvowSession *self);

G_END_DECLS
