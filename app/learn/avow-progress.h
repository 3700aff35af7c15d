/* avow-progress.h: how far a person has come in a course, and how that is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is kept of a course between two sittings. It is no evidence, and not in the ledger. Everything is
 * told by id, so that it outlives a change of edition; the session leaves out what its edition lacks. */

typedef struct
{
  GPtrArray *options; /* of char*: ids chosen */
  gint64 time;        /* ms UTC, of the last change */
} AvowAnswer;

/* An assessment under way. */
typedef struct
{
  char *attempt_id;
  char *module;        /* nullable: of a pre-test, id of its module */
  char *digest;        /* hex: of the edition that it was drawn from */
  char *language;      /* nullable: in which it is asked; that of the source */
  char *seed;          /* hex */
  GPtrArray *excluded; /* of char*: ids of questions */
  gint64 started;      /* ms UTC */
  gint64 spent;        /* ms, of a time limit; 0 where there is none */
  gint64 seen;         /* ms UTC: when @spent was counted last; 0 where it was not */
  guint position;      /* of the question at hand */
  GHashTable *answers; /* AvowAnswer by question id */
  GHashTable *flagged; /* set of question ids */
  GHashTable *sure;    /* set of question ids: those that the person said to be sure of */
  GHashTable *unsure;  /* the same of those they said not to be */
} AvowRun;

typedef struct
{
  gint64 started;      /* ms UTC: when the course was first opened in this cycle; 0 where it was not */
  char *language;      /* nullable: chosen on the page, rather than that of the desktop */
  char *position;      /* nullable: id of the step at hand */
  GHashTable *visited; /* set of step ids */
  GHashTable *ended;   /* set of ids of scenarios that were played to an ending */
  GHashTable *checked; /* set of question ids */
  GHashTable *answers; /* AvowAnswer by question id: to knowledge checks */
  GHashTable *paths;   /* by scenario id: GPtrArray of char*, ids of choices */
  AvowRun *run;        /* nullable */
  AvowRun *pretest;    /* nullable: the pre-test under way */
} AvowProgress;

AvowProgress *avow_progress_new (void); /* (transfer full) */

/**
 * avow_progress_parse:
 * @state: (nullable): what avow_progress_to_string() made, perhaps of another version, perhaps damaged
 *
 * Takes what can be read and passes over the rest; nothing readable is a fresh start. An assessment is
 * taken whole or not at all.
 *
 * Returns: (transfer full): the progress
 */
AvowProgress *avow_progress_parse (const char *state);

char *avow_progress_to_string (AvowProgress *self); /* (transfer full): JSON; the same progress gives the same text */

void avow_progress_free (AvowProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowProgress, avow_progress_free)

AvowRun *avow_run_new (void); /* (transfer full): with empty lists, and nothing else */
void avow_run_free (AvowRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowRun, avow_run_free)

AvowAnswer *avow_answer_new (GPtrArray *options /* of char*; copied */, gint64 time); /* (transfer full) */
void avow_answer_free (AvowAnswer *self);

G_END_DECLS
