/* avow-qr.c: a QR code on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-qr.h"

#define MODULE_SIZE 4 /* pixels */
#define QUIET_ZONE 4  /* modules (ISO/IEC 18004, 6.3.8) */

struct _AvowQr
{
  GtkWidget parent_instance;

  GBytes *modules;
  guint width; /* in modules */
};

G_DEFINE_FINAL_TYPE (AvowQr, avow_qr, GTK_TYPE_WIDGET)

static int
get_size (AvowQr *self)
{
  return (self->width + 2 * QUIET_ZONE) * MODULE_SIZE;
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  *minimum = *natural = get_size (AVOW_QR (widget));
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  static const GdkRGBA black = { 0, 0, 0, 1 };
  AvowQr *self = AVOW_QR (widget);
  const guint8 *modules = self->modules != NULL ? g_bytes_get_data (self->modules, NULL) : NULL;
  int size = get_size (self);

  gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, size, size));
  for (guint y = 0; y < self->width; y++)
    for (guint x = 0; x < self->width; x++)
      if (modules[y * self->width + x])
        gtk_snapshot_append_color (snapshot, &black,
                                   &GRAPHENE_RECT_INIT ((x + QUIET_ZONE) * MODULE_SIZE, (y + QUIET_ZONE) * MODULE_SIZE,
                                                        MODULE_SIZE, MODULE_SIZE));
}

static void
avow_qr_finalize (GObject *object)
{
  g_clear_pointer (&AVOW_QR (object)->modules, g_bytes_unref);

  G_OBJECT_CLASS (avow_qr_parent_class)->finalize (object);
}

static void
avow_qr_class_init (AvowQrClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_qr_finalize;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
avow_qr_init (AvowQr *self)
{
}

void
avow_qr_set_modules (AvowQr *self, GBytes *modules, guint width)
{
  g_return_if_fail (AVOW_IS_QR (self));
  g_return_if_fail (g_bytes_get_size (modules) == (gsize) width * width);

  g_clear_pointer (&self->modules, g_bytes_unref);
  self->modules = g_bytes_ref (modules);
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
