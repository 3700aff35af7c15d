/* avow-report-view.c: a report on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-view.h"

#include "avow-report-row.h"
#include "avow-wrap-row.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _AvowReportView
{
  AdwBin parent_instance;

  GtkListBox *totals;
  GtkColumnView *table;
  GtkScrolledWindow *table_window;
  GtkLabel *empty;
  GtkLabel *proof;
};

G_DEFINE_FINAL_TYPE (AvowReportView, avow_report_view, ADW_TYPE_BIN)

static GtkWidget *
create_total_row (const AvowTotal *total)
{
  /* Translators: a figure and its denominator, e.g. “9 of 12” */
  g_autofree char *figure = g_strdup_printf (_("%u of %u"), total->count, total->of);
  GtkWidget *row = avow_wrap_row_new (total->label, total->denominator);
  GtkWidget *label = gtk_label_new (figure);

  gtk_widget_add_css_class (label, "numeric");
  avow_wrap_row_set_end (AVOW_WRAP_ROW (row), label);

  return row;
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The toolkit names neither a cell nor a row; a row goes by what stands first in it, which says whose it is. */
static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  AvowReportRow *row = AVOW_REPORT_ROW (gtk_list_item_get_item (item));
  const char *text = avow_report_row_get_cell (row, GPOINTER_TO_UINT (column));
  /* Translators: a cell of a table in which nothing stands, as a screen reader says it */
  const char *name = *text != '\0' ? text : _("empty");
  GtkWidget *label = gtk_list_item_get_child (item);
  GtkWidget *cell = gtk_widget_get_parent (label);

  gtk_label_set_label (GTK_LABEL (label), text);
  set_name (label, name);
  set_name (cell, name);
  if (GPOINTER_TO_UINT (column) == 0)
    set_name (gtk_widget_get_parent (cell), name);
}

static void
add_column (AvowReportView *self, AvowTable *table, guint index)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (index));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (index));
  column = gtk_column_view_column_new (avow_table_get_column (table, index)->title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->table, column);
}

static void
show_table (AvowReportView *self, AvowTable *table)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  GListStore *rows = g_list_store_new (AVOW_TYPE_REPORT_ROW);
  guint n_rows = avow_table_get_n_rows (table);

  for (guint i = g_list_model_get_n_items (columns); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i - 1);

      gtk_column_view_remove_column (self->table, column);
    }
  for (guint i = 0; i < avow_table_get_n_columns (table); i++)
    add_column (self, table, i);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (AvowReportRow) row = avow_report_row_new (table, i);

      g_list_store_append (rows, row);
    }
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (rows))));
  gtk_widget_set_visible (GTK_WIDGET (self->table_window), n_rows > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), n_rows == 0);
}

void
avow_report_view_set_report (AvowReportView *self, const AvowReport *report)
{
  g_autofree char *as_of = avow_report_format_time (report->as_of);
  g_autofree char *proof = NULL;
  GtkListBoxRow *row;

  g_return_if_fail (AVOW_IS_REPORT_VIEW (self));

  while ((row = gtk_list_box_get_row_at_index (self->totals, 0)) != NULL)
    gtk_list_box_remove (self->totals, GTK_WIDGET (row));
  for (guint i = 0; i < report->totals->len; i++)
    gtk_list_box_append (self->totals, create_total_row (g_ptr_array_index (report->totals, i)));
  show_table (self, report->table);
  proof = g_strdup_printf (_("As it stood at %s, known by record %" PRId64 ".\nLedger root: %s"), as_of, report->position, report->root);
  gtk_label_set_label (self->proof, proof);
}

static void
avow_report_view_class_init (AvowReportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-report-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowReportView, totals);
  gtk_widget_class_bind_template_child (widget_class, AvowReportView, table);
  gtk_widget_class_bind_template_child (widget_class, AvowReportView, table_window);
  gtk_widget_class_bind_template_child (widget_class, AvowReportView, empty);
  gtk_widget_class_bind_template_child (widget_class, AvowReportView, proof);
}

/* A column view is made of a row of titles and a list of rows. */
static void
avow_report_view_init (AvowReportView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  set_name (gtk_widget_get_first_child (GTK_WIDGET (self->table)), _("Column titles"));
  set_name (gtk_widget_get_last_child (GTK_WIDGET (self->table)), _("Rows"));
}
