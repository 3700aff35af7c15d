/* avow-wrap-box.c: a row that goes on in the next line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-wrap-box.h"

#define SPACING 6

struct _AvowWrapBox
{
  GtkWidget parent_instance;
};

static GtkBuildableIface *parent_buildable_iface;

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    avow_wrap_box_append (AVOW_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable_iface->add_child (buildable, builder, child, type);
}

static void
buildable_iface_init (GtkBuildableIface *iface)
{
  parent_buildable_iface = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AvowWrapBox, avow_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_iface_init))

/* One line: its children from @first up to @end, and what is left of its width. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;
  int room;
  int height;
} Line;

/* As wide as it likes; what expands gives way to its neighbours, down to two thirds of a line. */
static int
get_child_width (GtkWidget *child, int width)
{
  int most = gtk_widget_get_hexpand (child) ? 2 * width / 3 : width;
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return MAX (minimum, MIN (natural, most));
}

/* What expands first takes the room that its line has left. */
static int
take_width (GtkWidget *child, int width, int *room)
{
  int child_width = get_child_width (child, width);

  if (gtk_widget_get_hexpand (child))
    {
      child_width += *room;
      *room = 0;
    }

  return child_width;
}

static int
measure_line (const Line *line, int width)
{
  int room = line->room;
  int height = 0;

  for (GtkWidget *child = line->first; child != line->end; child = gtk_widget_get_next_sibling (child))
    {
      int natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, take_width (child, width, &room), NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }

  return height;
}

/* The line that begins with @first, in @width pixels. */
static Line
break_line (GtkWidget *first, int width)
{
  Line line = { first, first, width, 0 };
  int x = 0;

  for (; line.end != NULL; line.end = gtk_widget_get_next_sibling (line.end))
    {
      int child_width;

      if (!gtk_widget_should_layout (line.end))
        continue;
      child_width = get_child_width (line.end, width);
      if (x > 0 && x + child_width > width)
        break;
      line.room = MAX (width - x - child_width, 0);
      x += child_width + SPACING;
    }
  line.height = measure_line (&line, width);

  return line;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? SPACING : 0);
    }
}

static int
measure_height (GtkWidget *widget, int width)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = break_line (child, width);

      height += line.height + (height > 0 ? SPACING : 0);
      child = line.end;
    }

  return height;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  int narrowest = 0;
  int widest = 0;

  measure_width (widget, &narrowest, &widest);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = narrowest;
      *natural = widest;
    }
  else
    {
      *minimum = *natural = measure_height (widget, for_size < 0 ? widest : MAX (for_size, narrowest));
    }
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gboolean reversed = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = break_line (child, width);
      int room = line.room;
      int x = 0;

      for (; child != line.end; child = gtk_widget_get_next_sibling (child))
        {
          GtkAllocation place = { .y = y, .height = line.height };

          if (!gtk_widget_should_layout (child))
            continue;
          place.width = take_width (child, width, &room);
          place.x = reversed ? width - x - place.width : x;
          gtk_widget_size_allocate (child, &place, -1);
          x += place.width + SPACING;
        }
      y += line.height + SPACING;
    }
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
avow_wrap_box_dispose (GObject *object)
{
  avow_wrap_box_clear (AVOW_WRAP_BOX (object));

  G_OBJECT_CLASS (avow_wrap_box_parent_class)->dispose (object);
}

static void
avow_wrap_box_class_init (AvowWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_wrap_box_dispose;
  widget_class->measure = measure;
  widget_class->size_allocate = allocate;
  widget_class->get_request_mode = get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
avow_wrap_box_init (AvowWrapBox *self)
{
}

GtkWidget *
avow_wrap_box_new (void)
{
  return g_object_new (AVOW_TYPE_WRAP_BOX, NULL);
}

void
avow_wrap_box_append (AvowWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (AVOW_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}

void
avow_wrap_box_clear (AvowWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (AVOW_IS_WRAP_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}
