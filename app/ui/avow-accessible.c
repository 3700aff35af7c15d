/* avow-accessible.c: what the toolkit leaves to be done for large text and screen readers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-accessible.h"

#include <glib/gi18n-lib.h>

static void
mend_label (GtkButton *button)
{
  GtkWidget *child = gtk_button_get_child (button);

  if (gtk_button_get_label (button) == NULL || !GTK_IS_LABEL (child))
    return;

  gtk_label_set_wrap (GTK_LABEL (child), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (child), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_justify (GTK_LABEL (child), GTK_JUSTIFY_CENTER);

  /* the relation to its label stays, and names it */
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static void
label_changed_cb (GtkButton *button, GParamSpec *pspec, gpointer user_data)
{
  mend_label (button);
}

static void
mend_button (GtkButton *button)
{
  if (gtk_button_get_label (button) == NULL || !GTK_IS_LABEL (gtk_button_get_child (button)))
    return;
  if (g_signal_handler_find (button, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, label_changed_cb, NULL) != 0)
    return;

  mend_label (button);
  g_signal_connect (button, "notify::label", G_CALLBACK (label_changed_cb), NULL);
}

static void
mend_scrollbar (GtkScrollbar *scrollbar)
{
  gboolean vertical = gtk_orientable_get_orientation (GTK_ORIENTABLE (scrollbar)) == GTK_ORIENTATION_VERTICAL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (scrollbar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  vertical ? _("Scroll up and down") : _("Scroll to the sides"), -1);
}

/* Only the page that shows is there for a screen reader, as for everybody else. */
static void
set_hidden (GtkWidget *page, gboolean hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

static void
mend_pages (GtkSelectionModel *pages)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (G_LIST_MODEL (pages), i);
      const char *title = gtk_stack_page_get_title (GTK_STACK_PAGE (page));

      gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : _("Page"), -1);
      set_hidden (gtk_stack_page_get_child (GTK_STACK_PAGE (page)), !gtk_widget_get_mapped (gtk_stack_page_get_child (GTK_STACK_PAGE (page))));
    }
}

static void
pages_changed_cb (GtkSelectionModel *pages, guint position, guint removed, guint added, gpointer user_data)
{
  mend_pages (pages);
}

static void
mend_stack (GtkStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (stack);

  if (g_object_get_data (G_OBJECT (stack), "avow-pages") != NULL)
    return;

  mend_pages (pages);
  g_signal_connect (pages, "items-changed", G_CALLBACK (pages_changed_cb), NULL);
  g_object_set_data_full (G_OBJECT (stack), "avow-pages", g_object_ref (pages), g_object_unref);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GObject *widget = g_value_get_object (&values[0]);

  if (GTK_IS_BUTTON (widget))
    mend_button (GTK_BUTTON (widget));
  else if (GTK_IS_SCROLLBAR (widget))
    mend_scrollbar (GTK_SCROLLBAR (widget));
  else if (GTK_IS_STACK (widget))
    mend_stack (GTK_STACK (widget));
  if (GTK_IS_STACK (gtk_widget_get_parent (GTK_WIDGET (widget))))
    set_hidden (GTK_WIDGET (widget), FALSE);

  return G_SOURCE_CONTINUE;
}

static gboolean
unmapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_STACK (gtk_widget_get_parent (widget)))
    set_hidden (widget, TRUE);

  return G_SOURCE_CONTINUE;
}

void
avow_accessible_install (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, unmapped_cb, NULL, NULL);
}
