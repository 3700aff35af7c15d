/* avow-toast-title.c: what a toast says, in as many lines as it takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-toast-title.h"

/* What a toast has around it: margin, padding, and the button that closes it. */
#define AROUND 96

struct _AvowToastTitle
{
  GtkWidget parent_instance;

  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (AvowToastTitle, avow_toast_title, GTK_TYPE_WIDGET)

static int
get_room (GtkWidget *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  int width = overlay != NULL ? gtk_widget_get_width (overlay) : 0;

  return width > 0 ? MAX (width - AROUND, 0) : G_MAXINT;
}

static GtkSizeRequestMode
avow_toast_title_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
avow_toast_title_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (AVOW_TOAST_TITLE (widget)->child, orientation, for_size, minimum, natural, NULL, NULL);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, MIN (*natural, get_room (widget)));
}

static void
avow_toast_title_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (AVOW_TOAST_TITLE (widget)->child, width, height, baseline, NULL);
}

static void
avow_toast_title_dispose (GObject *object)
{
  g_clear_pointer (&AVOW_TOAST_TITLE (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (avow_toast_title_parent_class)->dispose (object);
}

static void
avow_toast_title_class_init (AvowToastTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_toast_title_dispose;
  widget_class->get_request_mode = avow_toast_title_get_request_mode;
  widget_class->measure = avow_toast_title_measure;
  widget_class->size_allocate = avow_toast_title_size_allocate;
}

static void
avow_toast_title_init (AvowToastTitle *self)
{
}

GtkWidget *
avow_toast_title_new (GtkWidget *child)
{
  AvowToastTitle *self = g_object_new (AVOW_TYPE_TOAST_TITLE, NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

GtkWidget *
avow_toast_title_new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "avow-toast");

  return label;
}
