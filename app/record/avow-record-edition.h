/* avow-record-edition.h: an edition of a course or document is adopted for use; subject: the item's id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *value;
} AvowRecordVariable;

typedef struct
{
  char *language;
  char *title;
} AvowRecordTranslation;

typedef struct
{
  char *item_kind;    /* course, declaration, policy, notice */
  char *edition;      /* as the author names it */
  char *title;
  char *language;
  AvowDigest digest;  /* of the edition's files */
  gboolean material;  /* whether it has to be taken or signed anew */
  gint64 minutes;     /* courses: computed */
  char *reviewer;     /* nullable: id of the person who read and adopted it */
  GPtrArray *variables; /* of AvowRecordVariable: the organisation's facts, as filled in */
  GPtrArray *translations; /* of AvowRecordTranslation: in which languages it is offered besides its own */
} AvowRecordEdition;

extern const AvowRecordKind avow_record_kind_edition;

G_END_DECLS
