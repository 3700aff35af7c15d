/* avow-session.h: one person taking one course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-grade.h"
#include "people/avow-programme.h"

G_BEGIN_DECLS

/* A state machine without a screen and, but for three functions, without a store: loading, saving and
 * handing in take one and may block; all else answers at once. It belongs to one thread at a time. */
typedef struct _AvowSession AvowSession;

#define AVOW_LEARN_ERROR (avow_learn_error_quark ())
GQuark avow_learn_error_quark (void);

typedef enum
{
  AVOW_LEARN_ERROR_NOT_OPEN,   /* the assessment can't be started now; the message says why and when */
  AVOW_LEARN_ERROR_INCOMPLETE, /* something is missing: a clause not agreed to, a name that differs */
  AVOW_LEARN_ERROR_DRAW,       /* an attempt's questions don't follow from its seed */
  AVOW_LEARN_ERROR_RESPONSE,   /* an answer names an option that its question does not have */
  AVOW_LEARN_ERROR_VERSION,    /* a grading version that this Avow does not know */
} AvowLearnError;

/**
 * avow_session_load:
 * @store: a store
 * @person: who takes the course
 * @duty: what is owed; a course
 * @error: return location for a #GError
 *
 * Takes up exactly where the person left: same step, same drawn questions, same answers. An assessment under
 * way is finished in the edition that it was begun in, whatever was adopted since; everything else is taken
 * from the edition of @duty.
 *
 * Returns: (transfer full): the session, or %NULL
 */
AvowSession *avow_session_load (AvowStore *store, const char *person, const AvowDuty *duty, GError **error);

/* (transfer full): one that nobody takes and no store keeps, to look at a course. */
AvowSession *avow_session_new_preview (AvowCourse *course, GHashTable *variables);

void avow_session_unref (AvowSession *self);
AvowSession *avow_session_ref (AvowSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowSession, avow_session_unref)

AvowCourse *avow_session_get_course (AvowSession *self);        /* (transfer none) */
GPtrArray *avow_session_get_languages (AvowSession *self);      /* (transfer none) of char*: all in which it may be read now; that of the source first */

/* Chooses one of them: from the next avow_session_load() on, once the state is saved. While an assessment is under way
 * there is nothing to choose. */
void avow_session_set_language (AvowSession *self, const char *language);

GHashTable *avow_session_get_variables (AvowSession *self);     /* (transfer none): facts by name, as they were filled in when the edition was adopted */

/* What is kept. @state is made on one thread and written on another. */
char *avow_session_get_state (AvowSession *self); /* (transfer full): JSON */
gboolean avow_session_save (AvowStore *store, const char *person, const char *item, const char *cycle, const char *state, GError **error);
const char *avow_session_get_person (AvowSession *self);
const char *avow_session_get_item (AvowSession *self);
const char *avow_session_get_cycle (AvowSession *self);

/* Steps: all modules' steps one after the other. */
guint avow_session_get_n_steps (AvowSession *self);
AvowStep *avow_session_get_step (AvowSession *self, guint index, AvowModule **out_module /* (optional) */);
guint avow_session_get_position (AvowSession *self); /* the number of steps: at the assessment, as long as all are done */
void avow_session_set_position (AvowSession *self, guint index); /* marks it visited; the number of steps: at the assessment */
gboolean avow_session_is_done (AvowSession *self, guint index);  /* page visited, check checked, an ending reached; or its module tested out */
gboolean avow_session_is_owed (AvowSession *self, guint index);  /* not done yet, and not optional */
guint avow_session_get_minutes_left (AvowSession *self);

/* Answers, to checks and in the assessment alike, by question id. Where the assessment under way asks a question
 * that a check asks too, its answer is the assessment's until that is handed in. A checked answer stays as it is. */
GPtrArray *avow_session_get_answer (AvowSession *self, const char *question);  /* (transfer none) of char*: a response (avow-response.h); empty where unanswered */
gboolean avow_session_is_answered (AvowSession *self, const char *question);   /* with nothing left to answer */
void avow_session_set_answer (AvowSession *self, const char *question, GPtrArray *options);
GPtrArray *avow_session_get_options (AvowSession *self, AvowQuestion *question); /* (transfer none) of AvowOption, as shown */
GPtrArray *avow_session_get_part_options (AvowSession *self, AvowQuestion *question, AvowPart *part); /* (transfer none) of AvowOption, as shown */

/* Knowledge checks. */
GPtrArray *avow_session_get_check_questions (AvowSession *self, AvowCheck *check); /* (transfer none) of AvowQuestion */
gboolean avow_session_is_checked (AvowSession *self, const char *question);
void avow_session_check (AvowSession *self, const char *question); /* its feedback is shown from now on; nothing where something is left to answer */

/* Scenarios: the path is the choices made, in order. */
GPtrArray *avow_session_get_path (AvowSession *self, AvowScenario *scenario);      /* (transfer none) of AvowChoice */
AvowScene *avow_session_get_scene (AvowSession *self, AvowScenario *scenario);     /* (transfer none): where the path leads */
void avow_session_choose (AvowSession *self, AvowScenario *scenario, AvowChoice *choice);
void avow_session_go_back (AvowSession *self, AvowScenario *scenario, guint depth); /* keeps the first @depth choices */
/* The depth of the first choice after which no good ending can be reached any more; or of the last that could
 * still have led elsewhere. G_MAXUINT where the ending is good. */
guint avow_session_get_turn (AvowSession *self, AvowScenario *scenario);

/* Pre-tests: before a module is taught, whoever thinks that they know it may show it, once a cycle and before the final
 * questions. Where all is right the module counts as done, and the assessment does not ask about it. Answers are given as
 * to any question; they may be changed until they are handed in. */
typedef enum
{
  AVOW_PRETEST_OPEN,    /* can be started */
  AVOW_PRETEST_RUNNING,
  AVOW_PRETEST_PASSED,
  AVOW_PRETEST_MISSED,  /* the module is to be read */
  AVOW_PRETEST_CLOSED,  /* too late */
} AvowPretestState;

AvowPretestState avow_session_get_pretest_state (AvowSession *self, AvowModule *module); /* @module has one */
gboolean avow_session_is_tested_out (AvowSession *self, AvowModule *module);
guint avow_session_count_pretest_questions (AvowSession *self); /* of all that can be started */
gboolean avow_session_start_pretest (AvowSession *self, AvowModule *module, GError **error); /* one at a time */
GPtrArray *avow_session_get_pretest_questions (AvowSession *self, AvowModule *module); /* (transfer none) (nullable) of AvowQuestion, while running */
const AvowRecordAttempt *avow_session_get_pretest_attempt (AvowSession *self, AvowModule *module); /* (nullable): as it was recorded */

/**
 * avow_session_hand_in_pretest:
 * @self: a session with a pre-test under way
 * @store: the store
 * @error: return location for a #GError
 *
 * Records the attempt; where with it nothing is left to do or to ask, the completion too, in one transaction.
 *
 * Returns: whether it is done; if not, the session is as it was
 */
gboolean avow_session_hand_in_pretest (AvowSession *self, AvowStore *store, GError **error);

/* Whether there is an assessment that has anything left to ask, after what was tested out. */
gboolean avow_session_has_assessment (AvowSession *self);
gboolean avow_session_is_completed (AvowSession *self);

/* The assessment. */
typedef enum
{
  AVOW_ASSESSMENT_NONE,      /* the course has none, or has nothing left to ask */
  AVOW_ASSESSMENT_LOCKED,    /* steps are left to do */
  AVOW_ASSESSMENT_OPEN,      /* can be started */
  AVOW_ASSESSMENT_RUNNING,
  AVOW_ASSESSMENT_WAITING,   /* can be started again at avow_session_get_open_time() */
  AVOW_ASSESSMENT_PASSED,
  AVOW_ASSESSMENT_EXHAUSTED, /* no attempts left */
} AvowAssessmentState;

AvowAssessmentState avow_session_get_assessment_state (AvowSession *self);
gint64 avow_session_get_open_time (AvowSession *self);        /* ms UTC */
guint avow_session_get_attempts_made (AvowSession *self);
guint avow_session_get_attempts_allowed (AvowSession *self);  /* with those that this person was granted; 0: without limit */
gboolean avow_session_has_accommodation (AvowSession *self);  /* whether this person was granted more time or attempts */
guint avow_session_get_time_limit (AvowSession *self);        /* seconds, with those that this person was granted; 0: without limit */

/**
 * avow_session_count_time:
 * @self: a session
 *
 * Counts the time of the assessment under way; it goes on while nobody looks, and is kept with the rest. Once it is up no answer
 * is taken any more, and there is nothing but to hand in: what was answered until then counts.
 *
 * Returns: seconds left; 0 where it is up, -1 where there is no limit or nothing under way
 */
gint64 avow_session_count_time (AvowSession *self);
gboolean avow_session_start_assessment (AvowSession *self, GError **error);
GPtrArray *avow_session_get_questions (AvowSession *self);    /* (transfer none) (nullable) of AvowQuestion, while running */
guint avow_session_get_question_position (AvowSession *self);
void avow_session_set_question_position (AvowSession *self, guint index);
gboolean avow_session_is_flagged (AvowSession *self, const char *question);
void avow_session_set_flagged (AvowSession *self, const char *question, gboolean flagged);
guint avow_session_get_n_unanswered (AvowSession *self);

/* How sure somebody says they are of an answer of the assessment under way; it counts for nothing. */
typedef enum
{
  AVOW_CONFIDENCE_NONE, /* not said */
  AVOW_CONFIDENCE_IS_SURE,
  AVOW_CONFIDENCE_IS_UNSURE,
} AvowConfidence;

AvowConfidence avow_session_get_confidence (AvowSession *self, const char *question);
void avow_session_set_confidence (AvowSession *self, const char *question, AvowConfidence confidence);

/**
 * avow_session_hand_in:
 * @self: a session whose assessment is running
 * @store: the store
 * @error: return location for a #GError
 *
 * Records the attempt and, where it passes, the completion that cites it, in one transaction; the progress
 * that it replaces goes with it. Where it fails, the session is as it was, and can be handed in again.
 *
 * Returns: (transfer full): the grade, or %NULL
 */
AvowGrade *avow_session_hand_in (AvowSession *self, AvowStore *store, GError **error);

/* The last attempt of this cycle as it was recorded, and its grade by module; NULL where there is none, or where
 * another edition was asked. (transfer none) */
const AvowRecordAttempt *avow_session_get_last_attempt (AvowSession *self);
const AvowGrade *avow_session_get_last_grade (AvowSession *self);

/* Completes a course that has no assessment, or nothing left to ask in it, once all steps are done. What is completed already, here or in another
 * window, stays as it is. */
gboolean avow_session_complete (AvowSession *self, AvowStore *store, GError **error);

/* What app/avow-rooms.c registers: state tables, and grading again. */
void avow_learn_register (void);

G_END_DECLS
