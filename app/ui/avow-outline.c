/* avow-outline.c: the modules and steps of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-outline.h"

#include "avow-step-name.h"
#include "avow-tab-stop.h"

#include <glib/gi18n-lib.h>

#define ICON_DONE "object-select-symbolic"
#define SCROLL_MARGIN 24
#define SCROLL_DELAY_MS 50 /* a few frames */

struct _AvowOutline
{
  AdwBin parent_instance;

  AvowSession *session;
  GPtrArray *marks; /* of GtkImage (transfer none), one a row */
  guint scroll_source;

  GtkScrolledWindow *scroller;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (AvowOutline, avow_outline, ADW_TYPE_BIN)

static gboolean
is_assessment (AvowOutline *self, guint index)
{
  return index >= avow_session_get_n_steps (self->session);
}

static gboolean
is_done (AvowOutline *self, guint index)
{
  if (is_assessment (self, index))
    return avow_session_get_assessment_state (self->session) == AVOW_ASSESSMENT_PASSED;

  return avow_session_is_done (self->session, index);
}

/* What one has shown to know already. */
static gboolean
is_skipped (AvowOutline *self, guint index)
{
  AvowModule *module = NULL;

  return !is_assessment (self, index) && avow_session_get_step (self->session, index, &module)->kind != AVOW_STEP_PRETEST
         && avow_session_is_tested_out (self->session, module);
}

static char *
get_name (AvowOutline *self, guint index)
{
  return is_assessment (self, index) ? g_strdup (_("Final questions")) : avow_step_name (self->session, index);
}

static void
row_activated_cb (AvowOutline *self, GtkListBoxRow *row)
{
  guint index = gtk_list_box_row_get_index (row);

  if (is_assessment (self, index))
    gtk_widget_activate_action (GTK_WIDGET (self), "reader.open-assessment", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "reader.open-step", "u", index);
}

static GtkWidget *
create_header (const char *title)
{
  GtkWidget *header = g_object_new (GTK_TYPE_LABEL, "label", title, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_label_set_wrap (GTK_LABEL (header), TRUE);
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "heading");
  gtk_widget_add_css_class (header, "avow-module");

  return header;
}

/* A module's name stands above its first step. */
static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  AvowOutline *self = user_data;
  guint index = gtk_list_box_row_get_index (row);
  AvowModule *module = NULL;
  AvowModule *previous = NULL;

  if (is_assessment (self, index))
    return;

  avow_session_get_step (self->session, index, &module);
  if (before != NULL)
    avow_session_get_step (self->session, index - 1, &previous);
  if (module != previous)
    gtk_list_box_row_set_header (row, create_header (module->title));
}

static GtkWidget *
create_row (AvowOutline *self, guint index)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *name = get_name (self, index);
  gboolean is_check = !is_assessment (self, index) && avow_session_get_step (self->session, index, NULL)->kind == AVOW_STEP_CHECK;
  /* what it is about stands in the row above */
  GtkWidget *label = gtk_label_new (is_check ? _("Check") : name);
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (is_check)
    gtk_widget_add_css_class (label, "avow-step-check");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_ptr_array_add (self->marks, mark);

  return row;
}

static void
update_row (AvowOutline *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);
  g_autofree char *name = get_name (self, index);
  gboolean done = is_done (self, index);
  g_autofree char *text = is_skipped (self, index) ? g_strdup_printf (_("%s, skipped"), name)
                          /* Translators: a page or step of a course that is done */
                          : done ? g_strdup_printf (_("%s, done"), name) : g_strdup (name);

  gtk_image_set_from_icon_name (g_ptr_array_index (self->marks, index), done ? ICON_DONE : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Where one is, is in view; the rows have their places only once they have been laid out. */
static gboolean
scroll_cb (gpointer user_data)
{
  AvowOutline *self = user_data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_widget_get_height (GTK_WIDGET (self->list)) == 0)
    return G_SOURCE_CONTINUE;

  self->scroll_source = 0;
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y - SCROLL_MARGIN, bounds.origin.y + bounds.size.height + SCROLL_MARGIN);

  return G_SOURCE_REMOVE;
}

static void
scroll_soon (AvowOutline *self)
{
  if (self->scroll_source == 0)
    self->scroll_source = g_timeout_add (SCROLL_DELAY_MS, scroll_cb, self);
}

/* It may be unfolded long after the place was found. */
static void
avow_outline_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (avow_outline_parent_class)->map (widget);

  scroll_soon (AVOW_OUTLINE (widget));
}

static void
avow_outline_dispose (GObject *object)
{
  g_clear_handle_id (&AVOW_OUTLINE (object)->scroll_source, g_source_remove);

  G_OBJECT_CLASS (avow_outline_parent_class)->dispose (object);
}

static void
avow_outline_finalize (GObject *object)
{
  AvowOutline *self = AVOW_OUTLINE (object);

  g_clear_pointer (&self->session, avow_session_unref);
  g_ptr_array_unref (self->marks);

  G_OBJECT_CLASS (avow_outline_parent_class)->finalize (object);
}

static void
avow_outline_class_init (AvowOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_outline_dispose;
  G_OBJECT_CLASS (klass)->finalize = avow_outline_finalize;
  widget_class->map = avow_outline_map;

  g_type_ensure (AVOW_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowOutline, scroller);
  gtk_widget_class_bind_template_child (widget_class, AvowOutline, list);
}

static void
avow_outline_init (AvowOutline *self)
{
  self->marks = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

void
avow_outline_set_session (AvowOutline *self, AvowSession *session)
{
  guint n_rows;

  g_return_if_fail (AVOW_IS_OUTLINE (self));
  g_return_if_fail (self->session == NULL);

  self->session = avow_session_ref (session);
  n_rows = avow_session_get_n_steps (session) + (avow_session_get_course (session)->assessment != NULL);
  for (guint i = 0; i < n_rows; i++)
    gtk_list_box_append (self->list, create_row (self, i));
  gtk_list_box_set_header_func (self->list, update_header_cb, self, NULL);
}

void
avow_outline_update (AvowOutline *self, guint position)
{
  GtkListBoxRow *row;

  g_return_if_fail (AVOW_IS_OUTLINE (self));

  for (guint i = 0; i < self->marks->len; i++)
    update_row (self, i);
  row = gtk_list_box_get_row_at_index (self->list, position);
  if (row == NULL || row == gtk_list_box_get_selected_row (self->list))
    return;

  gtk_list_box_select_row (self->list, row);
  scroll_soon (self);
}
