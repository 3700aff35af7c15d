/* avow-report-row.c: a row of a report, for lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-row.h"

struct _AvowReportRow
{
  GObject parent_instance;

  AvowTable *table;
  guint index;
};

G_DEFINE_FINAL_TYPE (AvowReportRow, avow_report_row, G_TYPE_OBJECT)

static void
avow_report_row_finalize (GObject *object)
{
  avow_table_unref (AVOW_REPORT_ROW (object)->table);

  G_OBJECT_CLASS (avow_report_row_parent_class)->finalize (object);
}

static void
avow_report_row_class_init (AvowReportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = avow_report_row_finalize;
}

static void
avow_report_row_init (AvowReportRow *self)
{
}

AvowReportRow *
avow_report_row_new (AvowTable *table, guint index)
{
  AvowReportRow *self = g_object_new (AVOW_TYPE_REPORT_ROW, NULL);

  self->table = avow_table_ref (table);
  self->index = index;

  return self;
}

const char *
avow_report_row_get_cell (AvowReportRow *self, guint column)
{
  g_return_val_if_fail (AVOW_IS_REPORT_ROW (self), "");

  return avow_table_get_cell (self->table, self->index, column);
}
