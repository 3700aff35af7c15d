/* fixture.h: bodies of any kind of record, filled in by its table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-record.h"

/* Fills @values, which is all zero, with values that differ from field to field; without the optional ones unless
 * @is_full. To be freed with avow_fields_clear(). */
void fixture_fill (const AvowField *fields, gpointer values, gboolean is_full);

gboolean fixture_equal (const AvowField *fields, gconstpointer one, gconstpointer other);

/* (transfer full): a record of @kind so filled. */
AvowRecord *fixture_record (const AvowRecordKind *kind, gboolean is_full);

/* (transfer full): its bytes as a string. */
char *fixture_payload (AvowRecord *record);

/* (transfer full) (nullable): the record in @payload; a failure must come with its error and leave nothing else. */
AvowRecord *fixture_parse (const char *payload, gssize length);

/* Whether kind, subject, actor and body are the same. */
gboolean fixture_says_the_same (AvowRecord *one, AvowRecord *other);

/* Tells the beginning of a text, which must not break the lines in which tests report. */
void fixture_tell (const char *text);
