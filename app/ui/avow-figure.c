/* avow-figure.c: a picture of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-figure.h"

#include <librsvg/rsvg.h>

#define MAX_PIXELS 4096 /* a side, of what is drawn */

struct _AvowFigure
{
  GtkWidget parent_instance;

  RsvgHandle *drawing; /* nullable: it is a photograph */
  GdkTexture *texture; /* nullable: as last drawn, or the photograph */
  double width;        /* of its own, in logical pixels */
  double height;
};

G_DEFINE_FINAL_TYPE (AvowFigure, avow_figure, GTK_TYPE_WIDGET)

static GdkTexture *
wrap_surface (cairo_surface_t *surface, int width, int height)
{
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) stride * height);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
draw (AvowFigure *self, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  const RsvgRectangle viewport = { 0, 0, width, height };

  g_clear_object (&self->texture);
  if (rsvg_handle_render_document (self->drawing, cr, &viewport, NULL))
    self->texture = wrap_surface (surface, width, height);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
ensure_drawn (AvowFigure *self, double width, double height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int pixel_width = CLAMP ((int) (width * scale + 0.5), 1, MAX_PIXELS);
  int pixel_height = CLAMP ((int) (height * scale + 0.5), 1, MAX_PIXELS);

  if (self->drawing == NULL)
    return;
  if (self->texture != NULL && gdk_texture_get_width (self->texture) == pixel_width &&
      gdk_texture_get_height (self->texture) == pixel_height)
    return;

  draw (self, pixel_width, pixel_height);
}

static void
avow_figure_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AvowFigure *self = AVOW_FIGURE (widget);
  double room_width = gtk_widget_get_width (widget);
  double room_height = gtk_widget_get_height (widget);
  double scale = MIN (1, MIN (room_width / self->width, room_height / self->height));
  double width = self->width * scale;
  double height = self->height * scale;

  if (width < 1 || height < 1)
    return;

  ensure_drawn (self, width, height);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture,
                                 &GRAPHENE_RECT_INIT ((room_width - width) / 2, (room_height - height) / 2, width, height));
}

static GtkSizeRequestMode
avow_figure_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
avow_figure_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  AvowFigure *self = AVOW_FIGURE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 1;
      *natural = self->width + 0.5;
    }
  else
    {
      double width = for_size < 0 ? self->width : MIN (for_size, self->width);

      *minimum = *natural = self->height * width / self->width + 0.5;
    }
}

/* Tab visits controls only; who walks from block to block comes here too. */
static gboolean
avow_figure_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return FALSE;
}

static void
avow_figure_finalize (GObject *object)
{
  AvowFigure *self = AVOW_FIGURE (object);

  g_clear_object (&self->drawing);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (avow_figure_parent_class)->finalize (object);
}

static void
avow_figure_class_init (AvowFigureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_figure_finalize;
  widget_class->snapshot = avow_figure_snapshot;
  widget_class->get_request_mode = avow_figure_get_request_mode;
  widget_class->measure = avow_figure_measure;
  widget_class->focus = avow_figure_focus;

  gtk_widget_class_set_css_name (widget_class, "avow-figure");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
avow_figure_init (AvowFigure *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

static gboolean
read_drawing (AvowFigure *self, GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  gboolean has_box;
  RsvgRectangle box;

  /* without a base to start from, it finds no file */
  self->drawing = rsvg_handle_new_from_data (data, length, NULL);
  if (self->drawing == NULL)
    return FALSE;
  if (rsvg_handle_get_intrinsic_size_in_pixels (self->drawing, &self->width, &self->height))
    return TRUE;

  rsvg_handle_get_intrinsic_dimensions (self->drawing, NULL, NULL, NULL, NULL, &has_box, &box);
  if (!has_box)
    return FALSE;
  self->width = box.width;
  self->height = box.height;

  return TRUE;
}

static gboolean
read_photograph (AvowFigure *self, GBytes *bytes)
{
  self->texture = gdk_texture_new_from_bytes (bytes, NULL);
  if (self->texture == NULL)
    return FALSE;
  self->width = gdk_texture_get_width (self->texture);
  self->height = gdk_texture_get_height (self->texture);

  return TRUE;
}

static gboolean
is_photograph (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  /* PNG and JPEG begin with a byte that no XML begins with */
  return length > 0 && (data[0] == 0x89 || data[0] == 0xff);
}

GtkWidget *
avow_figure_new (GBytes *bytes, const char *alternative)
{
  AvowFigure *self;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (alternative != NULL, NULL);

  self = g_object_ref_sink (g_object_new (AVOW_TYPE_FIGURE, NULL));
  if (!(is_photograph (bytes) ? read_photograph (self, bytes) : read_drawing (self, bytes)) || self->width < 1 || self->height < 1)
    {
      g_object_unref (self);
      return NULL;
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, alternative, -1);
  g_object_force_floating (G_OBJECT (self));

  return GTK_WIDGET (self);
}
