/* avow-record-declaration.h: a declaration was signed or declined, or a policy acknowledged; signed; subject: the person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-record.h"

G_BEGIN_DECLS

typedef struct
{
  char *clause;  /* its id */
  char *title;
  char *text;
  gint64 viewed; /* when it had been brought fully into view */
  gint64 agreed; /* when its box was ticked; 0 where it was not */
} AvowRecordClause;

typedef struct
{
  char *organisation;
  char *item;              /* the document's id */
  char *item_kind;         /* declaration or policy */
  char *title;
  char *edition;
  char *language;
  AvowDigest digest;
  char *cycle;             /* UNIQUE with person and item where signed */
  char *outcome;           /* signed or declined */
  char *preamble;          /* the text shown, variables resolved */
  GPtrArray *clauses;      /* of AvowRecordClause */
  char *statement;
  char *staff_number;
  char *name;              /* as in the roster */
  char *typed_name;        /* nullable: as typed, where signed */
  char *reason;            /* nullable: why declined */
  char *course;            /* nullable: id of the course that it closes */
  AvowDigest completion_leaf; /* leaf hash of that course's completion; zero where there is none */
  char *local_time;        /* as the signer's clock showed it, with the offset from UTC */
} AvowRecordDeclaration;

extern const AvowRecordKind avow_record_kind_declaration;

G_END_DECLS
