/* avow-steps.h: what a person does in the windows of Avow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-answers.h"
#include "avow-driver.h"
#include "avow-look.h"

G_BEGIN_DECLS

/* What the journey that is tested and the tour that is shown have in common. Each step waits for what shows that
 * it was taken; what does not come about ends the process, as the driver does. Keys alone are used. */
typedef struct
{
  char *folder;    /* of the store */
  char *pictures;  /* nullable: the folder where each step told leaves a picture */
  guint n_told;
  AvowLook *look;  /* nullable, (transfer none): how it is shown, where that is not as usual */
  char *ahead;     /* nullable: how far the application's clock is ahead, as libfaketime writes it: `+31m` */
  char *locale;    /* nullable: what else the application is started with, `NAME=VALUE` */
  AvowCourse *course;
  AvowDriver *driver; /* nullable: the application is closed */
} AvowSteps;

#define AVOW_STEPS_SAMPLE_PASSPHRASE "welcome to the sample"

AvowSteps *avow_steps_new (const char *folder, const char *pictures);
void avow_steps_free (AvowSteps *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowSteps, avow_steps_free)

/* Prints a line, and takes a picture by that name where pictures are taken. */
void avow_steps_tell (AvowSteps *self, const char *picture, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* The application: started (with an invitation, or %NULL), closed as a person closes it, or as a power cut does. */
void avow_steps_open (AvowSteps *self, const char *invitation);
void avow_steps_close (AvowSteps *self);
void avow_steps_crash (AvowSteps *self);
void avow_steps_set_ahead (AvowSteps *self, const char *ahead);

/* Coming in, and going. */
void avow_steps_sign_in (AvowSteps *self, const char *staff_number, const char *passphrase);
void avow_steps_sign_out (AvowSteps *self);
void avow_steps_lock (AvowSteps *self);
void avow_steps_unlock (AvowSteps *self, const char *passphrase);
void avow_steps_join (AvowSteps *self, const char *code, const char *passphrase);
void avow_steps_show_page (AvowSteps *self, const char *label); /* as in the sources: `T_eam` */
void avow_steps_unfold (AvowSteps *self, const char *button); /* presses it, if it is there */
void avow_steps_save_as (AvowSteps *self, const char *path); /* in the dialog that opens */

/* The course: the one that everyone begins with, or another that ships. @position counts from 1, as the reader does. */
void avow_steps_use_course (AvowSteps *self, const char *name);
void avow_steps_open_duty (AvowSteps *self, const char *title);
void avow_steps_wait_position (AvowSteps *self, guint position);
guint avow_steps_count (AvowSteps *self);
AvowStep *avow_steps_get (AvowSteps *self, guint position); /* (transfer none) */
void avow_steps_take (AvowSteps *self, guint position);     /* reads, answers or plays what is shown, and continues */
void avow_steps_check (AvowSteps *self);
void avow_steps_play (AvowSteps *self, AvowScenario *scenario);
void avow_steps_open_assessment (AvowSteps *self);  /* from any step */
void avow_steps_start_assessment (AvowSteps *self); /* from its introduction */
void avow_steps_start_again (AvowSteps *self);      /* from the result of the last attempt */
char *avow_steps_read_question (AvowSteps *self, GPtrArray **out_options, GPtrArray **out_chosen); /* (transfer full): its prompt */
AvowQuestion *avow_steps_answer (AvowSteps *self, gboolean right); /* (transfer none) (nullable): what was asked */
gboolean avow_steps_can_enter (const AvowQuestion *question);       /* whether Enter goes on from it */
void avow_steps_go_on (AvowSteps *self, const AvowQuestion *question);
void avow_steps_answer_all (AvowSteps *self, guint from, gboolean right); /* up to the review */
guint avow_steps_count_questions (AvowSteps *self);
void avow_steps_finish (AvowSteps *self);
void avow_steps_leave_course (AvowSteps *self);

/* Declarations. */
void avow_steps_tick_clauses (AvowSteps *self, guint n);
guint avow_steps_count_ticks (AvowSteps *self, guint *out_clauses);
void avow_steps_sign (AvowSteps *self, const char *name, const char *passphrase);
void avow_steps_decline (AvowSteps *self, const char *reason, const char *passphrase);
void avow_steps_save_receipt (AvowSteps *self, const char *button, const char *path);
void avow_steps_leave_receipt (AvowSteps *self);

/* The desk. */
char *avow_steps_invite (AvowSteps *self, const char *staff_number, const char *name, const char *team, const char *passphrase,
                         const char *path); /* (transfer full): the code */
void avow_steps_choose_attestation (AvowSteps *self);
void avow_steps_export (AvowSteps *self, const char *format, const char *path);

/* Other programs: what they print; ends the process where they fail. @input: (nullable): what they read. */
char *avow_steps_run (const char *input, const char *const *argv);
char *avow_steps_get_name (const char *folder, const char *staff_number); /* (transfer full): as in the roster */
gboolean avow_steps_verify_signature (const char *document, const char *certificate); /* by xmlsec1 alone */

G_END_DECLS
