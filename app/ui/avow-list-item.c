/* avow-list-item.c: one item of a list, behind its mark
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-list-item.h"

#define SPACING 6
#define MARK_CHARACTERS 2

struct _AvowListItem
{
  GtkWidget parent_instance;

  GtkWidget *mark;
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (AvowListItem, avow_list_item, GTK_TYPE_WIDGET)

static int
get_indent (AvowListItem *self)
{
  int width;

  gtk_widget_measure (self->mark, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);

  return width + SPACING;
}

static GtkSizeRequestMode
avow_list_item_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
avow_list_item_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  AvowListItem *self = AVOW_LIST_ITEM (widget);
  int indent = get_indent (self);
  int height;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
      *minimum += indent;
      *natural += indent;
      return;
    }

  gtk_widget_measure (self->mark, orientation, -1, NULL, &height, NULL, NULL);
  gtk_widget_measure (self->content, orientation, for_size < 0 ? -1 : MAX (for_size - indent, 0), minimum, natural, NULL, NULL);
  *minimum = MAX (*minimum, height);
  *natural = MAX (*natural, height);
}

static void
avow_list_item_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AvowListItem *self = AVOW_LIST_ITEM (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int indent = get_indent (self);
  int mark_width = indent - SPACING;
  int mark_height;

  gtk_widget_measure (self->mark, GTK_ORIENTATION_VERTICAL, mark_width, NULL, &mark_height, NULL, NULL);
  gtk_widget_size_allocate (self->mark, &(GtkAllocation) { is_rtl ? width - mark_width : 0, 0, mark_width, mark_height }, -1);
  gtk_widget_size_allocate (self->content, &(GtkAllocation) { is_rtl ? 0 : indent, 0, width - indent, height }, -1);
}

static void
avow_list_item_dispose (GObject *object)
{
  AvowListItem *self = AVOW_LIST_ITEM (object);

  g_clear_pointer (&self->mark, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (avow_list_item_parent_class)->dispose (object);
}

static void
avow_list_item_class_init (AvowListItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_list_item_dispose;
  widget_class->get_request_mode = avow_list_item_get_request_mode;
  widget_class->measure = avow_list_item_measure;
  widget_class->size_allocate = avow_list_item_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
avow_list_item_init (AvowListItem *self)
{
}

GtkWidget *
avow_list_item_new (const char *mark, GtkWidget *content)
{
  AvowListItem *self = g_object_new (AVOW_TYPE_LIST_ITEM, NULL);

  self->mark = g_object_new (GTK_TYPE_LABEL, "label", mark, "xalign", 1.0, "width-chars", MARK_CHARACTERS, NULL);
  gtk_widget_add_css_class (self->mark, "avow-text");
  self->content = content;
  gtk_widget_set_parent (self->mark, GTK_WIDGET (self));
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}
