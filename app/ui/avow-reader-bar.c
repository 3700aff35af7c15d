/* avow-reader-bar.c: the way on, below what is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reader-bar.h"

#define SPACING 12
#define ROW_SPACING 6

struct _AvowReaderBar
{
  GtkWidget parent_instance;

  GtkWidget *back_button;
  GtkWidget *progress;
  GtkWidget *continue_button;
};

G_DEFINE_FINAL_TYPE (AvowReaderBar, avow_reader_bar, GTK_TYPE_WIDGET)

static int
measure_width (GtkWidget *child)
{
  int natural = 0;

  if (gtk_widget_should_layout (child))
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static int
measure_minimum (GtkWidget *child)
{
  int minimum = 0;

  if (gtk_widget_should_layout (child))
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static int
measure_height (GtkWidget *child, int width)
{
  int height = 0;

  if (gtk_widget_should_layout (child))
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);

  return height;
}

/* The text stands in the middle, so both sides count as the wider one; where there is no room, it stands above. */
static gboolean
fits_one_row (AvowReaderBar *self, int width)
{
  int side = MAX (measure_width (self->back_button), measure_width (self->continue_button));

  return width < 0 || width >= 2 * (side + SPACING) + measure_width (self->progress);
}

/* As wide as they like; where there is no room for that, half each. */
static int
get_button_width (AvowReaderBar *self, GtkWidget *button, int width)
{
  if (measure_width (self->back_button) + SPACING + measure_width (self->continue_button) <= width)
    return measure_width (button);

  return MAX (measure_minimum (button), MIN (measure_width (button), (width - SPACING) / 2));
}

static int
measure_buttons (AvowReaderBar *self, int width)
{
  if (width < 0)
    return MAX (measure_height (self->back_button, -1), measure_height (self->continue_button, -1));

  return MAX (measure_height (self->back_button, get_button_width (self, self->back_button, width)),
              measure_height (self->continue_button, get_button_width (self, self->continue_button, width)));
}

static gboolean
has_text (AvowReaderBar *self)
{
  return *gtk_label_get_label (GTK_LABEL (self->progress)) != '\0';
}

static GtkSizeRequestMode
avow_reader_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
avow_reader_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  AvowReaderBar *self = AVOW_READER_BAR (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (measure_minimum (self->back_button) + SPACING + measure_minimum (self->continue_button),
                      measure_minimum (self->progress));
      *natural = 2 * (MAX (measure_width (self->back_button), measure_width (self->continue_button)) + SPACING) +
                 measure_width (self->progress);
      *natural = MAX (*minimum, *natural);
      return;
    }

  *minimum = measure_buttons (self, for_size);
  if (fits_one_row (self, for_size))
    *minimum = MAX (*minimum, measure_height (self->progress, -1));
  else if (has_text (self))
    *minimum += ROW_SPACING + measure_height (self->progress, for_size);
  *natural = *minimum;
}

static void
allocate (GtkWidget *child, int x, int y, int width, int height)
{
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, y));

  if (gtk_widget_should_layout (child))
    gtk_widget_allocate (child, width, height, -1, transform);
  else
    gsk_transform_unref (transform);
}

static void
avow_reader_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AvowReaderBar *self = AVOW_READER_BAR (widget);
  gboolean one_row = fits_one_row (self, width);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int back = get_button_width (self, self->back_button, width);
  int forward = get_button_width (self, self->continue_button, width);
  int row_height = one_row ? height : MIN (measure_buttons (self, width), height);
  int text_height = one_row ? height : MAX (height - row_height - ROW_SPACING, 0);
  int side = one_row ? MAX (back, forward) + SPACING : 0;

  allocate (self->back_button, is_rtl ? width - back : 0, height - row_height, back, row_height);
  allocate (self->continue_button, is_rtl ? 0 : width - forward, height - row_height, forward, row_height);
  allocate (self->progress, side, 0, MAX (width - 2 * side, measure_minimum (self->progress)),
            MAX (text_height, measure_height (self->progress, MAX (width - 2 * side, measure_minimum (self->progress)))));
}

static void
avow_reader_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (avow_reader_bar_parent_class)->dispose (object);
}

static void
avow_reader_bar_class_init (AvowReaderBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_reader_bar_dispose;
  widget_class->get_request_mode = avow_reader_bar_get_request_mode;
  widget_class->measure = avow_reader_bar_measure;
  widget_class->size_allocate = avow_reader_bar_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "avow-reader-bar");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-reader-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowReaderBar, back_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReaderBar, progress);
  gtk_widget_class_bind_template_child (widget_class, AvowReaderBar, continue_button);
}

static void
avow_reader_bar_init (AvowReaderBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
avow_reader_bar_set_progress (AvowReaderBar *self, const char *text)
{
  g_return_if_fail (AVOW_IS_READER_BAR (self));

  gtk_label_set_label (GTK_LABEL (self->progress), text);
}

void
avow_reader_bar_set_way_on (AvowReaderBar *self, AvowWayOn way_on)
{
  g_return_if_fail (AVOW_IS_READER_BAR (self));

  gtk_widget_set_visible (self->continue_button, way_on != AVOW_WAY_ON_HIDDEN);
  if (way_on == AVOW_WAY_ON_SUGGESTED)
    gtk_widget_add_css_class (self->continue_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->continue_button, "suggested-action");
}
