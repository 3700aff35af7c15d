/* avow-paper-picture.c: a picture of a course on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-paper-picture.h"

#include <librsvg/rsvg.h>

#define POINTS_PER_PIXEL 0.75   /* CSS: 96 pixels are 72 points */
#define MOST_HEIGHT 330.0       /* points: of a page, something else is on it, too */

typedef struct
{
  RsvgHandle *drawing;      /* nullable: it is a photograph */
  cairo_surface_t *surface; /* nullable: likewise */
  double width;             /* its own, in points */
  double height;
  double scale;
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_clear_object (&picture->drawing);
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
  g_free (picture);
}

static void
draw_picture (cairo_t *cr, double width, gpointer data)
{
  Picture *picture = data;
  const RsvgRectangle viewport = { 0, 0, picture->width, picture->height };

  avow_tag_begin (cr, "Figure", NULL);
  cairo_scale (cr, picture->scale, picture->scale);
  if (picture->drawing != NULL)
    rsvg_handle_render_document (picture->drawing, cr, &viewport, NULL);
  else
    {
      cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
      cairo_set_source_surface (cr, picture->surface, 0, 0);
      cairo_paint (cr);
    }
  avow_tag_end (cr, "Figure");
}

static guint32
mix_pixel (const guchar *pixel, gboolean has_alpha)
{
  guint alpha = has_alpha ? pixel[3] : 255;

  return alpha << 24 | pixel[0] * alpha / 255 << 16 | pixel[1] * alpha / 255 << 8 | pixel[2] * alpha / 255;
}

/* Cairo has its colours multiplied by what is seen of them. */
static cairo_surface_t *
create_surface (GdkPixbuf *photograph)
{
  int width = gdk_pixbuf_get_width (photograph);
  int height = gdk_pixbuf_get_height (photograph);
  gboolean has_alpha = gdk_pixbuf_get_has_alpha (photograph);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guchar *rows = cairo_image_surface_get_data (surface);

  for (int y = 0; rows != NULL && y < height; y++)
    {
      const guchar *from = gdk_pixbuf_read_pixels (photograph) + (gsize) y * gdk_pixbuf_get_rowstride (photograph);
      guint32 *to = (guint32 *) (rows + (gsize) y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++)
        to[x] = mix_pixel (from + x * (has_alpha ? 4 : 3), has_alpha);
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

static gboolean
read_photograph (Picture *picture, GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean whole = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  GdkPixbuf *photograph;

  whole = gdk_pixbuf_loader_close (loader, NULL) && whole;
  photograph = whole ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (photograph == NULL)
    return FALSE;

  picture->surface = create_surface (photograph);
  picture->width = gdk_pixbuf_get_width (photograph) * POINTS_PER_PIXEL;
  picture->height = gdk_pixbuf_get_height (photograph) * POINTS_PER_PIXEL;

  return TRUE;
}

static gboolean
read_drawing (Picture *picture, GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  double width, height;

  picture->drawing = rsvg_handle_new_from_data (data, length, NULL);
  if (picture->drawing == NULL)
    return FALSE;

  rsvg_handle_set_dpi (picture->drawing, 96);
  if (!rsvg_handle_get_intrinsic_size_in_pixels (picture->drawing, &width, &height))
    {
      width = 640;
      height = 360;
    }
  picture->width = width * POINTS_PER_PIXEL;
  picture->height = height * POINTS_PER_PIXEL;

  return width > 0 && height > 0;
}

void
avow_paper_picture_add (AvowFlow *flow, GBytes *bytes, const char *alternative)
{
  Picture *picture = g_new0 (Picture, 1);
  double room = avow_flow_get_width (flow);

  if (!read_drawing (picture, bytes) && !read_photograph (picture, bytes))
    {
      picture_free (picture);
      return;
    }
  picture->scale = MIN (avow_flow_get_scale (flow), MIN (room / picture->width, MOST_HEIGHT / picture->height));
  avow_flow_add_entries (flow, avow_tag_entries_new ("Figure", avow_tag_describe (alternative)));
  avow_flow_add (flow, picture->height * picture->scale, draw_picture, picture, picture_free);
}
