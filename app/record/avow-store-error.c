/* avow-store-error.c: what the database says, in plain words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-store-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

/* SQLite knows ENOSPC as "full"; a quota and a file size limit are the same to whoever reads the message, and come as
 * a failed write. Where that happens in a commit SQLite keeps no system error, but the C library still has it. */
static gboolean
is_full (sqlite3 *database, int extended, int number)
{
  int kept = sqlite3_system_errno (database);

  if ((extended & 0xff) == SQLITE_FULL)
    return TRUE;
  return extended == SQLITE_IOERR_WRITE && (kept == EDQUOT || kept == EFBIG || number == EDQUOT || number == EFBIG);
}

static AvowRecordError
classify (sqlite3 *database, int number)
{
  int extended = sqlite3_extended_errcode (database);

  if (is_full (database, extended, number))
    return AVOW_RECORD_ERROR_FULL;
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY)
    return AVOW_RECORD_ERROR_EXISTS;
  switch (extended & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return AVOW_RECORD_ERROR_BUSY;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return AVOW_RECORD_ERROR_READ_ONLY;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return AVOW_RECORD_ERROR_DAMAGED;
    default:
      return AVOW_RECORD_ERROR_STORE;
    }
}

static const char *
describe (AvowRecordError code)
{
  switch (code)
    {
    case AVOW_RECORD_ERROR_FULL:
      return _("The disk that holds “%s” is full. Nothing was changed. Make some room on it, then try again.");
    case AVOW_RECORD_ERROR_EXISTS:
      return _("This has been recorded in “%s” before, and can be recorded only once. Nothing was changed.");
    case AVOW_RECORD_ERROR_BUSY:
      return _("Another program kept “%s” locked for more than ten seconds. Nothing was changed. "
               "Close the other program, then try again.");
    case AVOW_RECORD_ERROR_READ_ONLY:
      return _("“%s” can't be opened or written. Nothing was changed. "
               "Check that the file and its folder belong to you and may be written, then try again.");
    case AVOW_RECORD_ERROR_DAMAGED:
      return _("“%s” is damaged, or is no Avow store. Keep a copy of it as it is, and restore the latest backup.");
    default:
      return _("The store “%s” could not do what was asked. Nothing was changed. Try again; if it goes wrong once more, check the "
               "disk, and keep a copy of the folder elsewhere.");
    }
}

static gboolean
is_out_of_memory (sqlite3 *database)
{
  int extended = sqlite3_extended_errcode (database);

  return (extended & 0xff) == SQLITE_NOMEM || extended == SQLITE_IOERR_NOMEM;
}

void
avow_store_set_unconfirmed (AvowStore *store, GError **error)
{
  g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_UNCONFIRMED,
               _("The disk did not confirm that “%s” keeps this: it may be there, or may not. Check the disk, and whether it is "
                 "there, before you try again."), store->path);
}

void
avow_store_set_error (AvowStore *store, GError **error)
{
  AvowRecordError code = classify (store->database, errno);
  g_autofree char *message = NULL;

  if (is_out_of_memory (store->database))
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_STORE,
                   _("There is too little memory left to work on “%s”. Nothing was changed. Close other programs, then try again."),
                   store->path);
      return;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  message = g_strdup_printf (describe (code), store->path);
#pragma GCC diagnostic pop

  /* The database's own words only where ours say nothing. */
  if (code == AVOW_RECORD_ERROR_STORE)
    g_set_error (error, AVOW_RECORD_ERROR, code, "%s (%s)", message, sqlite3_errmsg (store->database));
  else
    g_set_error_literal (error, AVOW_RECORD_ERROR, code, message);
}
