/* avow-record-error.h: what can go wrong with records and the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define AVOW_RECORD_ERROR (avow_record_error_quark ())
GQuark avow_record_error_quark (void);

typedef enum
{
  AVOW_RECORD_ERROR_MALFORMED, /* not a record at all */
  AVOW_RECORD_ERROR_EXISTS,    /* a UNIQUE constraint says that this has happened already */
  AVOW_RECORD_ERROR_NO_STORE,  /* there is no store in the folder */
  AVOW_RECORD_ERROR_NEWER,     /* the store was written by a newer Avow: it can be read, not written */
  AVOW_RECORD_ERROR_READ_ONLY, /* the store or its folder can't be written */
  AVOW_RECORD_ERROR_FULL,      /* the disk is full */
  AVOW_RECORD_ERROR_BUSY,      /* someone else kept the store locked for longer than we wait */
  AVOW_RECORD_ERROR_NETWORK,   /* the folder lies on a network file system */
  AVOW_RECORD_ERROR_DAMAGED,   /* the store is no database, or what it says of itself is not so */
  AVOW_RECORD_ERROR_CANCELLED, /* someone cancelled */
  AVOW_RECORD_ERROR_UNSOUND,   /* what came from elsewhere does not stand */
  AVOW_RECORD_ERROR_STORE,     /* the database refused; the message says what */
  AVOW_RECORD_ERROR_UNCONFIRMED, /* nobody can tell whether it was done: what belongs to it stays */
} AvowRecordError;

G_END_DECLS
