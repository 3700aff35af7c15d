/* avow-csv.h: a table as comma-separated values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-table.h"

G_BEGIN_DECLS

/**
 * avow_csv_write:
 * @table: a table
 *
 * Writes RFC 4180: UTF-8 with a byte-order mark, so that spreadsheets know it; lines end with CRLF; every
 * field is quoted. The first line holds the columns' ids. A cell that a spreadsheet would run as a
 * formula (it begins with = + - @, one of their full-width forms, tab or an end of line, and is no
 * number) gets an apostrophe before it, and so becomes text.
 *
 * Returns: (transfer full): the file's bytes
 */
GBytes *avow_csv_write (AvowTable *table);

G_END_DECLS
