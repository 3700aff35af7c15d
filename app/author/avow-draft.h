/* avow-draft.h: a question while it is imported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-import-private.h"

G_BEGIN_DECLS

/**
 * AvowDraft:
 *
 * What is known so far of a question, and what of it can't be taken. Ids of options and parts are keys (nullable) until
 * avow_draft_finish() makes ids of them.
 */
typedef struct
{
  AvowImport *import;
  gsize offset;        /* where it stands in the file */
  char *name;          /* nullable: what the source calls it */
  char *key;           /* nullable: what identifies it in the source */
  AvowQuestion *question;

  gboolean ours;       /* whether its keys are ids that Avow gave, and stay as they are */
  const char *base;    /* nullable: folder in a package, to which paths of pictures are relative; ends in a slash */
  GHashTable *files;   /* nullable: bytes by name, which the question carries itself */

  /*< private >*/
  char *refusal;
  char *remedy;
  GPtrArray *notes;     /* of AvowDiagnostic */
  GHashTable *pictures; /* bytes by path: those that it shows */
} AvowDraft;

void avow_draft_init (AvowDraft *self, AvowImport *import, gsize offset);
void avow_draft_clear (AvowDraft *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AvowDraft, avow_draft_clear)

/* The question as a whole can't be taken; the first reason counts. Both strings are taken. */
void avow_draft_refuse (AvowDraft *self, char *message, char *remedy);
gboolean avow_draft_is_refused (const AvowDraft *self);

/* A part of it is not taken; the same is noted once. */
void avow_draft_note (AvowDraft *self, const char *message, const char *remedy);

/* (transfer full) (nullable): the path in the course for a picture of this name; %NULL, and noted, where it is none that is shown. */
char *avow_draft_add_picture (AvowDraft *self, const char *address);

AvowOption *avow_draft_create_option (const char *key, GPtrArray *inlines /* (transfer full) */, gboolean correct,
                                      GPtrArray *feedback /* (transfer full) (nullable) */);
void avow_draft_add_option (AvowDraft *self, AvowOption *option);

/* A left side with its right side (both transfer full); without words on the left, one that goes with none. Once all have
 * been added avow_draft_settle_pairs() sees to those that share a right side: they become gaps in a list. */
void avow_draft_pair (AvowDraft *self, const char *key, GPtrArray *left, GPtrArray *right);
void avow_draft_settle_pairs (AvowDraft *self);

/* (transfer none): a gap, for which a mark stands in the text until the passage is made. */
AvowPart *avow_draft_add_gap (AvowDraft *self, const char *key);
void avow_gap_add_option (AvowPart *gap, AvowOption *option /* (transfer full) */);

/* Writes the mark of the gap with this number, from 0. */
void avow_draft_write_mark (GString *text, guint number);

/* Takes marks away that were in the text from the start, with what no XML may have. */
char *avow_draft_clean (const char *text, gssize length);

/**
 * avow_draft_set_passage:
 * @self: a draft that has all its gaps
 * @blocks: (transfer full): text with their marks
 *
 * What stands before the first gap becomes the prompt, all else the passage.
 */
void avow_draft_set_passage (AvowDraft *self, GPtrArray *blocks);

/* The same of a line of text: all of it is the passage. */
void avow_draft_cut_passage (AvowDraft *self, const char *text);

/* Feedback on whatever was answered: beside that of the options, or for the question as a whole. Taken. */
void avow_draft_explain (AvowDraft *self, GPtrArray *feedback);

/* As avow_draft_explain(), for right (or wrong) answers alone; where that can't be kept apart it is noted. */
void avow_draft_explain_result (AvowDraft *self, gboolean right, GPtrArray *feedback);

/* Ends it: the question joins the import's current pool, or it is refused. */
void avow_draft_finish (AvowDraft *self);

/* Ends it as a page: a text that asks nothing. Taken. */
void avow_draft_finish_page (AvowDraft *self, GPtrArray *blocks);

G_END_DECLS
