/* avow-accessible.c: what the toolkit leaves to be done for large text and screen readers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-accessible.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static void
set_hidden (GtkWidget *widget, gboolean hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

/* Instead of what named it by a relation: the toolkit's own label may say nothing, or not be for screen readers. */
static void
set_name (gpointer accessible, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (accessible), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (accessible), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
break_lines (GtkLabel *label)
{
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
}

/* The toolkit cuts short what is too long: titles of windows, toasts and rows, and what one chooses from. Not in a
 * file dialog, whose lists count on it, nor the title of an entry, which has one line to stand in. */
static void
mend_label (GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);

  if (gtk_label_get_ellipsize (label) == PANGO_ELLIPSIZE_NONE || gtk_widget_get_ancestor (widget, GTK_TYPE_FILE_CHOOSER_WIDGET) != NULL
      || gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) != NULL)
    return;

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_single_line_mode (label, FALSE);
  gtk_label_set_width_chars (label, -1);
  break_lines (label);
  if (gtk_widget_get_ancestor (widget, ADW_TYPE_WINDOW_TITLE) != NULL)
    gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

/* What the toolkit adds as an icon says nothing that the words beside it, or the state, do not. One that comes and
 * goes is no longer hidden when it comes again; that of a row goes by the row's title then. */
static void
mend_image (GtkImage *image)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (image), ADW_TYPE_PREFERENCES_ROW);

  if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (image)) != GTK_ACCESSIBLE_ROLE_IMG)
    return;

  set_hidden (GTK_WIDGET (image), TRUE);
  if (row != NULL)
    set_name (image, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static void
mend_button_label (GtkButton *button)
{
  GtkWidget *child = gtk_button_get_child (button);

  if (gtk_button_get_label (button) == NULL || !GTK_IS_LABEL (child))
    return;

  break_lines (GTK_LABEL (child));
  gtk_label_set_justify (GTK_LABEL (child), GTK_JUSTIFY_CENTER);

  /* a label with a mnemonic names its button by a relation as well, and that is enough */
  if (gtk_button_get_use_underline (button))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static gboolean
is_in_about_window (gpointer widget)
{
  return ADW_IS_ABOUT_WINDOW (gtk_widget_get_root (GTK_WIDGET (widget)));
}

/* The button that closes a toast has an icon and nothing that says so; those about Avow have what is seen only. */
static void
mend_icon (GtkButton *button)
{
  const char *icon = gtk_button_get_icon_name (button);
  const char *tooltip = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  if (g_strcmp0 (icon, "window-close-symbolic") == 0 && tooltip == NULL)
    set_name (button, _("Close"));
  else if (icon != NULL && tooltip != NULL && is_in_about_window (button))
    set_name (button, tooltip);
}

static void
mend_list_box (GtkListBox *list)
{
  if (is_in_about_window (list))
    set_name (list, gtk_window_get_title (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (list)))));
}

static void
label_changed_cb (GtkButton *button, GParamSpec *pspec, gpointer user_data)
{
  mend_button_label (button);
}

/* A label that is put into a button by hand does not name it; GTK does so only with one of its own making. */
static void
mend_child (GtkButton *button)
{
  GtkWidget *child = gtk_button_get_child (button);

  if (gtk_button_get_label (button) == NULL && GTK_IS_LABEL (child))
    gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, child, NULL, -1);
}

static void
mend_button (GtkButton *button)
{
  mend_icon (button);
  mend_child (button);
  if (g_signal_handler_find (button, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, label_changed_cb, NULL) != 0)
    return;

  /* one that has no label yet may get one */
  mend_button_label (button);
  g_signal_connect (button, "notify::label", G_CALLBACK (label_changed_cb), NULL);
}

/* The name of a check button with a mnemonic begins with the underline. */
static void
mend_check_button (GtkCheckButton *button)
{
  const char *label = gtk_check_button_get_label (button);

  if (label != NULL && gtk_check_button_get_use_underline (button))
    {
      g_auto (GStrv) parts = g_strsplit (label, "_", 2);
      g_autofree char *name = g_strjoinv ("", parts);

      set_name (button, name);
    }
}

static void
mend_scrolled_window (GtkScrolledWindow *window)
{
  set_name (window, _("Scrolled content"));
  set_name (gtk_scrolled_window_get_vscrollbar (window), _("Scroll up and down"));
  set_name (gtk_scrolled_window_get_hscrollbar (window), _("Scroll to the sides"));
}

static void
mend_expander (GtkExpander *expander)
{
  const char *label = gtk_expander_get_label (expander);

  if (label != NULL)
    set_name (expander, label);
}

/* An expander row is made of rows and lists of its own, which go by its title. */
static void
name_parts (GtkWidget *widget, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_BOX (child))
        set_name (child, title);
      /* not into the rows that the page has put there */
      if (!GTK_IS_REVEALER (child))
        name_parts (child, title);
      else if (gtk_revealer_get_child (GTK_REVEALER (child)) != NULL)
        set_name (gtk_revealer_get_child (GTK_REVEALER (child)), title);
    }
}

static void
mend_expander_row (AdwExpanderRow *row)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  set_name (row, title);
  name_parts (GTK_WIDGET (row), title);
}

/* The list that a row lets one choose from goes by the row's title. */
static void
mend_list_view (GtkListView *list)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (list), ADW_TYPE_PREFERENCES_ROW);

  if (row != NULL)
    set_name (list, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *label = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && label == NULL; child = gtk_widget_get_next_sibling (child))
    label = find_label (child);

  return label;
}

/* An item of a list view stays when it comes to stand for something else, and so does its label. */
static void
mend_list_item (GtkWidget *item)
{
  GtkWidget *label = find_label (item);

  if (label != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
}

/* At GTK 4.18 the label within an item of a menu does not name it. */
static void
mend_menu_item (GtkWidget *item)
{
  GtkWidget *label = find_label (item);

  if (label != NULL)
    set_name (item, gtk_label_get_text (GTK_LABEL (label)));
}

static void mend_tree (GtkWidget *widget);

static void
mend_pages (GListModel *pages)
{
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++)
    {
      g_autoptr (GObject) page = g_list_model_get_item (pages, i);
      const char *title = gtk_stack_page_get_title (GTK_STACK_PAGE (page));

      set_name (page, title != NULL ? title : _("Page"));
      mend_tree (gtk_stack_page_get_child (GTK_STACK_PAGE (page)));
    }
}

static void
visible_child_changed_cb (GtkStack *stack)
{
  GtkWidget *visible = gtk_stack_get_visible_child (stack);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL; child = gtk_widget_get_next_sibling (child))
    set_hidden (child, child != visible);
}

static void
pages_changed_cb (GListModel *pages, guint position, guint removed, guint added, GtkStack *stack)
{
  if (added == 0)
    return;

  mend_pages (pages);
  visible_child_changed_cb (stack);
}

static void
reveal_child_changed_cb (GtkRevealer *revealer)
{
  GtkWidget *child = gtk_revealer_get_child (revealer);

  if (child != NULL)
    set_hidden (child, !gtk_revealer_get_reveal_child (revealer));
}

static void
mend_revealer (GtkRevealer *revealer)
{
  reveal_child_changed_cb (revealer);
  if (g_signal_handler_find (revealer, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, reveal_child_changed_cb, NULL) != 0)
    return;

  g_signal_connect (revealer, "notify::child", G_CALLBACK (reveal_child_changed_cb), NULL);
  g_signal_connect (revealer, "notify::reveal-child", G_CALLBACK (reveal_child_changed_cb), NULL);
}

static void
mend_stack (GtkStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  if (g_object_get_data (G_OBJECT (stack), "avow-pages") != NULL)
    return;

  pages = gtk_stack_get_pages (stack);
  g_signal_connect_object (pages, "items-changed", G_CALLBACK (pages_changed_cb), stack, 0);
  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (visible_child_changed_cb), NULL);
  g_object_set_data_full (G_OBJECT (stack), "avow-pages", g_object_ref (pages), g_object_unref);
  mend_pages (G_LIST_MODEL (pages));
  visible_child_changed_cb (stack);
}

static void
leaflet_changed_cb (AdwLeaflet *leaflet)
{
  GtkWidget *visible = adw_leaflet_get_visible_child (leaflet);
  gboolean folded = adw_leaflet_get_folded (leaflet);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (leaflet)); child != NULL; child = gtk_widget_get_next_sibling (child))
    set_hidden (child, folded && child != visible);
}

/* It is as wide as the widest of its pages, shown or not. The one about Avow asks for all of a narrow screen, and
 * its window's border comes to that. */
static void
mend_leaflet (AdwLeaflet *leaflet)
{
  if (is_in_about_window (leaflet))
    gtk_widget_set_size_request (GTK_WIDGET (leaflet), -1, -1);
  leaflet_changed_cb (leaflet);
  if (g_signal_handler_find (leaflet, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, leaflet_changed_cb, NULL) != 0)
    return;

  g_signal_connect (leaflet, "notify::folded", G_CALLBACK (leaflet_changed_cb), NULL);
  g_signal_connect (leaflet, "notify::visible-child", G_CALLBACK (leaflet_changed_cb), NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (leaflet)); child != NULL; child = gtk_widget_get_next_sibling (child))
    mend_tree (child);
}

static void
mend (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    mend_button (GTK_BUTTON (widget));
  else if (GTK_IS_CHECK_BUTTON (widget))
    mend_check_button (GTK_CHECK_BUTTON (widget));
  else if (GTK_IS_SCROLLED_WINDOW (widget))
    mend_scrolled_window (GTK_SCROLLED_WINDOW (widget));
  else if (ADW_IS_EXPANDER_ROW (widget))
    mend_expander_row (ADW_EXPANDER_ROW (widget));
  else if (GTK_IS_POPOVER_MENU (widget))
    set_name (widget, _("Menu"));
  else if (GTK_IS_EXPANDER (widget))
    mend_expander (GTK_EXPANDER (widget));
  else if (GTK_IS_LABEL (widget))
    mend_label (GTK_LABEL (widget));
  else if (GTK_IS_IMAGE (widget))
    mend_image (GTK_IMAGE (widget));
  else if (GTK_IS_LIST_VIEW (widget))
    mend_list_view (GTK_LIST_VIEW (widget));
  else if (gtk_widget_get_parent (widget) != NULL && G_OBJECT_TYPE (gtk_widget_get_parent (widget)) == GTK_TYPE_LIST_VIEW)
    mend_list_item (widget);
  else if (GTK_IS_STACK (widget))
    mend_stack (GTK_STACK (widget));
  else if (ADW_IS_LEAFLET (widget))
    mend_leaflet (ADW_LEAFLET (widget));
  else if (GTK_IS_LIST_BOX (widget))
    mend_list_box (GTK_LIST_BOX (widget));
  else if (GTK_IS_REVEALER (widget))
    mend_revealer (GTK_REVEALER (widget));
  else if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget)) == GTK_ACCESSIBLE_ROLE_MENU_ITEM)
    mend_menu_item (widget);
}

static void
mend_tree (GtkWidget *widget)
{
  mend (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    mend_tree (child);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  mend (g_value_get_object (&values[0]));

  return G_SOURCE_CONTINUE;
}

void
avow_accessible_install (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
