/* planted-faults.c: a window with one thing that does not fit, or with none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <gtk/gtk.h>

#define HIGH 800
#define TEXT "More than there is room for in so small a window, unless it goes on in a second line or in a third"

static GtkWidget *
create_wrapping (void)
{
  return g_object_new (GTK_TYPE_LABEL, "label", TEXT, "wrap", TRUE, NULL);
}

static GtkWidget *
create_too_wide (void)
{
  return gtk_label_new (TEXT);
}

static GtkWidget *
create_too_high (void)
{
  GtkWidget *label = create_wrapping ();

  gtk_widget_set_size_request (label, -1, HIGH);

  return label;
}

static GtkWidget *
create_ellipsized (void)
{
  return g_object_new (GTK_TYPE_LABEL, "label", TEXT, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
}

/* Over the edge of its box. */
static GtkWidget *
create_cut_off (void)
{
  GtkWidget *fixed = g_object_new (GTK_TYPE_FIXED, "overflow", GTK_OVERFLOW_HIDDEN, "width-request", 100, "halign", GTK_ALIGN_START, NULL);
  GtkWidget *label = gtk_label_new ("Half of it");

  gtk_fixed_put (GTK_FIXED (fixed), label, 0, 0);
  gtk_fixed_set_child_transform (GTK_FIXED (fixed), label, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (-30, 0)));

  return fixed;
}

static GtkWidget *
create_scrolling (void)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), gtk_label_new (TEXT));

  return scroller;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (TEXT);

  gtk_list_item_set_child (item, label);
}

/* The one thing that may. */
static GtkWidget *
create_table (void)
{
  const char *const rows[] = { "one", NULL };
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkSelectionModel *model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_string_list_new (rows))));
  GtkWidget *table = gtk_column_view_new (model);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new ("Column", factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (table), column);
  g_object_unref (column);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), table);

  return scroller;
}

static GtkWidget *
create_nameless (void)
{
  return gtk_button_new ();
}

static const struct
{
  const char *name;
  GtkWidget *(*create) (void);
} faults[] = {
  { "none", create_wrapping },
  { "too-wide", create_too_wide },
  { "too-high", create_too_high },
  { "label-cut", create_ellipsized },
  { "cut-off", create_cut_off },
  { "scrolls-sideways", create_scrolling },
  { "table", create_table },
  { "nameless", create_nameless },
};

static void
activate_cb (GtkApplication *application, const char *fault)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_title (GTK_WINDOW (window), "Planted");
  gtk_window_set_default_size (GTK_WINDOW (window), 300, 300);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].name, fault))
      gtk_window_set_child (GTK_WINDOW (window), faults[i].create ());
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
