/* avow-check-run.h: what one verification keeps in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"
#include "course/avow-document.h"
#include "record/avow-verify.h"

G_BEGIN_DECLS

/* A thousand attempts cite one edition: it is loaded once a verification, not once a record. */
typedef struct _AvowCheckRun AvowCheckRun;

/* One adoption of an edition. */
typedef struct
{
  gint64 position;
  GHashTable *variables; /* the organisation's facts by name */
  GHashTable *languages; /* set of char*: in which it is offered besides that of its source */
} AvowCheckAdoption;

/* An edition as the store has it; where both are NULL, @fault says why. */
typedef struct
{
  AvowCourse *course;     /* nullable */
  AvowDocument *document; /* nullable */
  char *fault;            /* nullable; translated */
  GPtrArray *adoptions;   /* of AvowCheckAdoption, by position */
  GHashTable *translations; /* of Content, by language: those that were asked for */
} AvowCheckEdition;

/* The course or document in the language in which a record says that it was shown; NULL is that of the source. (transfer
 * none) (nullable): NULL where, ahead of @position, it was not adopted in that language, or is not whole in it. */
AvowCourse *avow_check_edition_find_course (const AvowCheckEdition *self, const char *language, gint64 position);
AvowDocument *avow_check_edition_find_document (const AvowCheckEdition *self, const char *language, gint64 position);

/**
 * avow_check_run_get:
 * @verdict: of the verification under way
 *
 * It ends with the verification: the next one believes nothing that this one has loaded.
 *
 * Returns: (transfer none): the memory of this verification
 */
AvowCheckRun *avow_check_run_get (AvowVerdict *verdict);

/* (transfer none): the edition with that digest; NULL with @error only where the store can't be read. */
const AvowCheckEdition *avow_check_run_get_edition (AvowCheckRun *self, AvowStore *store, const AvowDigest *digest, GError **error);

/* (transfer none): the organisation's name, or NULL with @error. */
const char *avow_check_run_get_organisation (AvowCheckRun *self, AvowStore *store, GError **error);

/* (transfer full): what to say of a record that cites an edition which can't be looked at. */
char *avow_check_edition_describe (const AvowCheckEdition *self, const char *title, const char *edition);

/* An AvowRecordCheck: declarations say what their edition says, of whom the roster says. */
gboolean avow_declaration_check (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict,
                                 char **out_fault, GError **error);

/* Whether a digest is all zero: nothing is cited. */
gboolean avow_check_is_zero (const AvowDigest *digest);

/* Keeps a record, whose leaf and signature stand, for those that cite it; whether what it says is right is asked of itself. */
void avow_check_run_keep (AvowCheckRun *self, AvowRecord *record, const AvowPlace *place);

/**
 * avow_check_run_find_cited:
 * @self: the memory of a verification
 * @store: its store
 * @leaf: a leaf hash
 * @position: of the record that cites it
 * @out_record: (out) (transfer full) (nullable): the record, where one with that leaf stands ahead of @position
 * @error: return location for a #GError
 *
 * Returns: %FALSE where the store can't be read
 */
gboolean avow_check_run_find_cited (AvowCheckRun *self, AvowStore *store, const AvowDigest *leaf, gint64 position, AvowRecord **out_record,
                                    GError **error);

G_END_DECLS
