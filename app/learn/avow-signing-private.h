/* avow-signing-private.h: what the files of a signing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-signing.h"
#include "record/avow-record-declaration.h"

G_BEGIN_DECLS

/* What became of one clause before the person. */
typedef struct
{
  char *text;          /* variables resolved: what is shown, and kept */
  char *previous;      /* nullable: see avow_signing_get_previous_text() */
  gint64 viewed;       /* ms UTC; 0 where it was not */
  gint64 agreed;       /* ms UTC; 0 where it was not */
} AvowClauseState;

struct _AvowSigning
{
  grefcount ref_count;

  char *person;
  AvowDuty *duty;
  AvowDocument *document;  /* in the language in which it is shown */
  GPtrArray *languages;    /* of char*: all that it is offered in */
  char *wanted;            /* nullable: the language chosen on the page */
  GHashTable *variables;
  char *organisation;
  char *name;
  char *staff_number;
  char *preamble;      /* variables resolved */
  char *statement;
  GPtrArray *clauses;  /* of AvowClauseState, one a clause */
  char *typed_name;    /* never NULL */
  char *obstacle;      /* nullable: title of the course that has to be completed first */
};

/* (transfer full): SHA-256, hex, of all that is shown: the edition, with the organisation's facts in it. What was ticked
 * holds for this text and no other. */
char *avow_signing_digest_text (AvowSigning *self);

/* (transfer full): it anew from what is in use now, in the language that it is shown in. */
AvowSigning *avow_signing_load_same (AvowSigning *self, AvowStore *store, GError **error);

/* The course that a document closes. */
typedef struct
{
  char *course;        /* nullable: its id */
  AvowDigest leaf;     /* of its completion; zero where there is none */
  char *obstacle;      /* nullable: title of the first course that is not completed */
} AvowClosing;

void avow_closing_clear (AvowClosing *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AvowClosing, avow_closing_clear)

/**
 * avow_closing_find:
 * @store: a store
 * @person: who signs
 * @duty: what is signed
 * @out_closing: (out): what was found
 * @error: return location for a #GError
 *
 * Finds the courses that the same rule asks of @person in the same cycle, ahead of the document.
 *
 * Returns: %FALSE where the store can't be read
 */
gboolean avow_closing_find (AvowStore *store, const char *person, const AvowDuty *duty, AvowClosing *out_closing, GError **error);

G_END_DECLS
