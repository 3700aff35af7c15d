/* avow-preview-part.h: what there is to look at in a course or document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-publication.h"
#include "learn/avow-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Either is NULL. */
typedef struct
{
  AvowCourse *course;
  AvowDocument *document;
} AvowPreviewText;

void avow_preview_text_free (AvowPreviewText *self);

/* Borrows from its text. */
typedef struct
{
  char *id;          /* of what it shows, as the author wrote it */
  char *title;
  const char *group; /* nullable: the heading that it stands below */
  GPtrArray *blocks; /* nullable: of AvowBlock */
  AvowCheck *check;  /* nullable: a check, or a question as one */
  AvowScenario *scenario; /* nullable */
  AvowPool *own_pool; /* nullable: made for a question of its own */
} AvowPreviewPart;

/* (transfer full) of AvowPreviewPart: a course's summary, its modules' steps, every question, and its glossary; a document's parts. */
GPtrArray *avow_preview_list_parts (const AvowPreviewText *text);

/* (transfer floating): the part as a learner would see it. @session: (nullable): as long as it is looked at; none for a document. */
GtkWidget *avow_preview_part_create (const AvowPreviewPart *self, const AvowPreviewText *text, AvowSession *session);

/* The index of the part that shows what avow_edition_find_edited_part() found; the number of parts where there is none. */
guint avow_preview_find_part (GPtrArray *parts, const AvowPreviewText *text, const char *id);

G_END_DECLS
