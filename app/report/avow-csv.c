/* avow-csv.c: a table as comma-separated values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-csv.h"

#include <csv.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static gboolean
is_number (const char *cell)
{
  char *end = NULL;
  g_ascii_strtod (cell, &end);
  return end != cell && *end == '\0' && strpbrk (cell, "xXnN") == NULL;
}

/* OWASP, "CSV Injection": what makes a spreadsheet take a cell for a formula. */
static gboolean
is_formula (const char *cell)
{
  switch (g_utf8_get_char (cell))
    {
    case '=':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0xFF1D: /* ＝ */
    case 0xFF0B: /* ＋ */
    case 0xFF0D: /* － */
    case 0xFF20: /* ＠ */
      return TRUE;
    case '+':
    case '-':
      return !is_number (cell);
    default:
      return FALSE;
    }
}

static void
append_quoted (GByteArray *bytes, const char *cell)
{
  g_autofree char *harmless = is_formula (cell) ? g_strconcat ("'", cell, NULL) : NULL;
  const char *text = harmless != NULL ? harmless : cell;
  gsize length = strlen (text);
  guint start = bytes->len;
  /* each quote is doubled, and two are put around */
  g_byte_array_set_size (bytes, start + 2 * length + 2);
  gsize written = csv_write (bytes->data + start, 2 * length + 2, text, length);
  g_byte_array_set_size (bytes, start + written);
}

static void
end_field (GByteArray *bytes, gboolean last)
{
  g_byte_array_append (bytes, (const guint8 *) (last ? "\r\n" : ","), last ? 2 : 1);
}

GBytes *
avow_csv_write (AvowTable *table)
{
  GByteArray *bytes = g_byte_array_new ();
  guint n_columns = avow_table_get_n_columns (table);
  g_byte_array_append (bytes, (const guint8 *) BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK));
  for (guint column = 0; column < n_columns; column++)
    {
      append_quoted (bytes, avow_table_get_column (table, column)->id);
      end_field (bytes, column + 1 == n_columns);
    }
  for (guint row = 0; row < avow_table_get_n_rows (table); row++)
    for (guint column = 0; column < n_columns; column++)
      {
        append_quoted (bytes, avow_table_get_cell (table, row, column));
        end_field (bytes, column + 1 == n_columns);
      }
  return g_byte_array_free_to_bytes (bytes);
}
