/* avow-life.h: an organisation in a temporary folder, for tests of a person's learning
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"
#include "learn/avow-signing.h"
#include "record/avow-verify.h"

G_BEGIN_DECLS

#define LIFE_PASSPHRASE "lantern harbour violet cricket meadow"
#define LIFE_MINUTE (60 * G_GINT64_CONSTANT (1000))
#define LIFE_DAY (24 * 60 * LIFE_MINUTE)

/* One organisation, one officer who has a key and learns too, one colleague without a key. The course has two pages,
 * a check and a scenario; its assessment asks 3 of 9 questions and 1 of 3 that must be right, needs 75 %, and allows
 * three attempts with 15 minutes between. A declaration follows it. Both are asked for every year. */
typedef struct
{
  char *folder;
  AvowStore *store;
  const char *officer;   /* id */
  const char *colleague; /* id */
  const char *contact;   /* nullable: whom the organisation names from now on where it adopts */
  gint64 now;      /* what the clock says */
  AvowDigest adopted; /* of the edition adopted last */
} Life;

void life_set_up (Life *self, gconstpointer data);
void life_tear_down (Life *self, gconstpointer data);
void life_register (void); /* before any store is opened */
int life_run (void);       /* g_test_run(), and what the tests have in common removed */

#define life_add(path, func) g_test_add (path, Life, NULL, life_set_up, func, life_tear_down)

void life_reopen (Life *self); /* as after a power cut: another store on the same folder */
/* (transfer full): what these adopt, as XML */
char *life_write_course (const char *edition, guint attempts);
char *life_write_declaration (const char *edition, const char *first_clause);
void life_adopt_course (Life *self, const char *edition, guint attempts);
void life_adopt_text (Life *self, const char *xml); /* a course or declaration as it stands */
void life_adopt_declaration (Life *self, const char *edition, const char *first_clause);
void life_adopt_plain_course (Life *self); /* without an assessment; asked for as well */

/* Two modules with pre-tests, of two questions each out of six; the final questions are two of each; all has to be right. Asked for
 * each year. Its id is `known`. */
void life_adopt_known_course (Life *self);

/* (transfer full): what @person owes of @item: the latest cycle */
AvowDuty *life_find_duty (Life *self, const char *person, const char *item);

AvowSession *life_open (Life *self, const char *person);                /* (transfer full) */
AvowSession *life_open_item (Life *self, const char *person, const char *item); /* (transfer full) */
void life_answer_question (AvowSession *session, const char *question, gboolean right);
void life_save (Life *self, AvowSession *session);
void life_do_steps (AvowSession *session);
void life_start (AvowSession *session);
void life_answer (AvowSession *session, guint right, gboolean must);    /* @right of the three, and the one that must be right */
AvowGrade *life_hand_in (Life *self, AvowSession *session);             /* (transfer full) */
void life_pass (Life *self, const char *person);                        /* all of the above, with everything right */

AvowSigning *life_open_declaration (Life *self, const char *person);    /* (transfer full) */
void life_agree (AvowSigning *signing, const char *typed_name);

gint64 life_count (Life *self, const char *table);
AvowVerdict *life_verify (Life *self);                                  /* (transfer full) */

G_END_DECLS
