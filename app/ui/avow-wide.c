/* avow-wide.c: something that scrolls sideways where it does not fit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-wide.h"

struct _AvowWide
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkWidget *child; /* (transfer none): in the scroller */
};

G_DEFINE_FINAL_TYPE (AvowWide, avow_wide, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
avow_wide_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_height (AvowWide *self, int width, int *height)
{
  GtkWidget *bar = gtk_scrolled_window_get_hscrollbar (GTK_SCROLLED_WINDOW (self->scroller));
  int needed;
  int bar_height;

  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &needed, NULL, NULL, NULL);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width < 0 ? -1 : MAX (width, needed), NULL, height, NULL, NULL);
  if (width >= 0 && width < needed)
    {
      gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, -1, &bar_height, NULL, NULL, NULL);
      *height += bar_height;
    }
}

static void
avow_wide_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  AvowWide *self = AVOW_WIDE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->scroller, orientation, -1, minimum, NULL, NULL, NULL);
      gtk_widget_measure (self->child, orientation, -1, NULL, natural, NULL, NULL);
      *natural = MAX (*minimum, *natural);
    }
  else
    {
      measure_height (self, for_size, natural);
      *minimum = *natural;
    }
}

static void
avow_wide_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (AVOW_WIDE (widget)->scroller, width, height, baseline, NULL);
}

static void
avow_wide_dispose (GObject *object)
{
  AvowWide *self = AVOW_WIDE (object);

  self->child = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (avow_wide_parent_class)->dispose (object);
}

static void
avow_wide_class_init (AvowWideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_wide_dispose;
  widget_class->get_request_mode = avow_wide_get_request_mode;
  widget_class->measure = avow_wide_measure;
  widget_class->size_allocate = avow_wide_size_allocate;
}

static void
avow_wide_init (AvowWide *self)
{
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW,
                                 "hscrollbar-policy", GTK_POLICY_AUTOMATIC,
                                 "vscrollbar-policy", GTK_POLICY_EXTERNAL,
                                 "overlay-scrolling", FALSE,
                                 NULL);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
avow_wide_new (GtkWidget *child)
{
  AvowWide *self = g_object_new (AVOW_TYPE_WIDE, NULL);

  self->child = child;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), child);

  return GTK_WIDGET (self);
}
