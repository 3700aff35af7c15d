/* avow-acts.h: what people do with Avow, one act after another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-life.h"

#include "people/avow-invitation.h"
#include "report/avow-report.h"

G_BEGIN_DECLS

/* An officer sets up a desk and invites somebody, who joins in a store of their own, learns and signs. They lose their key and
 * get another on the desk, where a colleague becomes an officer; they leave, and are purged. Each act is what a page of the
 * application calls. All of it lies in one folder. */
typedef struct
{
  char *folder;
  gboolean sample; /* whose keys cost less to open */
  AvowStore *desk; /* FOLDER/data/desk; nullable: not yet */
  AvowStore *own;  /* FOLDER/data/own; nullable: not yet */
  char *officer;   /* id */
  char *joiner;    /* id */
  char *code;      /* of the invitation */
  gint64 now;      /* what the clock says */

  /* What is before somebody on their screen. */
  AvowInvitation *invitation;
  AvowSession *session;
  AvowSigning *signing;
  AvowReport *report;
} Stage;

#define STAGE_DESK "data/desk"
#define STAGE_OWN "data/own"
#define STAGE_PURGED "Tomasz Nowak" /* whose name is nowhere on the desk once the act that purges is done */

Stage *stage_new (const char *folder, gboolean sample);
Stage *stage_resume (const char *folder, const Stage *like); /* (transfer full): the same in a copy of its folder, its stores opened */
void stage_free (Stage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

typedef struct
{
  const char *name;
  void (*prepare) (Stage *stage);               /* nullable: what comes before: reading, answering, typing */
  gboolean (*run) (Stage *stage, GError **error); /* may be tried again where it failed */
  gboolean purges;
} Act;

extern const Act acts[];
extern const guint n_acts;

void act_prepare (const Act *act, Stage *stage);
/* In how many files below @folder, whatever they are, bytes or names tell of who is purged. */
guint stage_count_telling (const char *folder);

void act_run (const Act *act, Stage *stage); /* both; a failure ends the test */

G_END_DECLS
