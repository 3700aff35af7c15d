/* avow-reader-private.h: what the files of the reader share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-banner.h"
#include "avow-language-choice.h"
#include "avow-outline.h"
#include "avow-reader-bar.h"
#include "avow-reader.h"
#include "avow-saver.h"
#include "avow-split.h"
#include "learn/avow-session.h"

G_BEGIN_DECLS

/* What is shown. */
typedef enum
{
  AVOW_READER_AT_STEP,
  AVOW_READER_AT_INTRO,
  AVOW_READER_AT_QUESTION,
  AVOW_READER_AT_REVIEW,
  AVOW_READER_AT_RESULT,
  AVOW_READER_AT_ANSWER,
} AvowReaderPlace;

struct _AvowReader
{
  AdwBin parent_instance;

  AvowContext *context;
  AvowDuty *duty;
  AvowSession *session;  /* nullable: not loaded yet */
  AvowSaver *saver;      /* nullable */
  AvowDuty *next;        /* nullable: what is to be done after this course */
  GCancellable *cancellable;
  AvowReaderPlace shown;
  guint answer;          /* at AVOW_READER_AT_ANSWER: which */
  gboolean completed;
  gboolean busy;         /* the session is handed in, and nobody may touch it */
  guint spinner_source;
  guint open_source;     /* until the assessment opens again */
  guint time_source;     /* while an assessment with a time limit is under way */
  guint warned;          /* seconds left: of the warning that was given last */
  gint64 minutes_shown;  /* minutes left, as they are shown */
  gint64 kept;           /* avow_clock_elapsed() when its time was kept last */
  gint64 tried;          /* the same, when it was to be handed in because its time was up; 0: not yet */

  AvowSplit *split;
  AdwHeaderBar *sidebar_header;
  AdwHeaderBar *content_header;
  AdwWindowTitle *course_title; /* above the outline */
  AdwWindowTitle *title;        /* of the module */
  GtkWidget *leave_button;
  GtkWidget *outline_button;
  AvowLanguageChoice *language;
  AvowOutline *outline;
  AvowBanner *banner;
  GtkWidget *time_box;
  GtkLabel *time_label;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwStatusPage *error;
  GtkWidget *again_button;
  GtkScrolledWindow *scroller;
  AdwBin *place;
  AvowReaderBar *bar;
};

AvowWorker *avow_reader_get_worker (AvowReader *self);
gboolean avow_reader_has_assessment (AvowReader *self);

/* Hands in the assessment, or completes a course that has none, and shows the result. */
void avow_reader_hand_in (AvowReader *self);
void avow_reader_hand_in_pretest (AvowReader *self);
gboolean avow_reader_is_in_pretest (AvowReader *self); /* whether its questions are being answered */

/* avow-reader-place.c: what is shown. Each shows something new, from its beginning, and keeps that it does. */
void avow_reader_show_step (AvowReader *self, guint index);
void avow_reader_show_question (AvowReader *self, guint index);
void avow_reader_show_review (AvowReader *self);
void avow_reader_show_assessment (AvowReader *self); /* wherever that stands */
void avow_reader_show_result (AvowReader *self);
void avow_reader_show_answer (AvowReader *self, guint index);

/* Brings outline and bar to what now holds. */
void avow_reader_update (AvowReader *self);
void avow_reader_scroll_to_top (AvowReader *self);

/* avow-reader-time.c: the time of an assessment that has a limit. While one is under way it is counted, and at its end handed in. */
char *avow_reader_describe_time (AvowReader *self); /* (transfer full) (nullable): what is left; begins to count where that has not begun */
void avow_reader_stop_time (AvowReader *self);

/* avow-reader-actions.c: what it can be asked to do. */
void avow_reader_class_install_actions (GtkWidgetClass *klass);
void avow_reader_class_add_bindings (GtkWidgetClass *klass);

G_END_DECLS
