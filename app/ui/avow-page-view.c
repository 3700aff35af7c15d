/* avow-page-view.c: a page of a course or document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-page-view.h"

#include "avow-column.h"
#include "avow-page-builder.h"
#include "avow-text-block.h"
#include "avow-walk.h"

struct _AvowPageView
{
  AdwBin parent_instance;

  char *title;       /* nullable */
  GPtrArray *blocks; /* nullable: kept, for the widgets borrow from it */
};

G_DEFINE_FINAL_TYPE (AvowPageView, avow_page_view, ADW_TYPE_BIN)

static gboolean
walk_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return avow_walk (widget, g_variant_get_int32 (arguments));
}

static void
avow_page_view_dispose (GObject *object)
{
  AvowPageView *self = AVOW_PAGE_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_page_view_parent_class)->dispose (object);
}

static void
avow_page_view_finalize (GObject *object)
{
  AvowPageView *self = AVOW_PAGE_VIEW (object);

  g_free (self->title);

  G_OBJECT_CLASS (avow_page_view_parent_class)->finalize (object);
}

static void
avow_page_view_class_init (AvowPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = avow_page_view_dispose;
  object_class->finalize = avow_page_view_finalize;

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_CONTROL_MASK, walk_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK, walk_cb, "i", -1);
}

static void
avow_page_view_init (AvowPageView *self)
{
}

GtkWidget *
avow_page_view_new (void)
{
  return g_object_new (AVOW_TYPE_PAGE_VIEW, NULL);
}

void
avow_page_view_set_title (AvowPageView *self, const char *title)
{
  g_autofree char *old = NULL;

  g_return_if_fail (AVOW_IS_PAGE_VIEW (self));

  old = self->title;
  self->title = g_strdup (title);
}

void
avow_page_view_set_blocks (AvowPageView *self, GPtrArray *blocks, GHashTable *variables, AvowCourse *course)
{
  AvowPageBuilder builder = { variables, course };
  GPtrArray *old;
  GtkWidget *box;

  g_return_if_fail (AVOW_IS_PAGE_VIEW (self));

  old = self->blocks;
  self->blocks = blocks != NULL ? g_ptr_array_ref (blocks) : NULL;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  if (self->title != NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (AVOW_TYPE_TEXT_BLOCK, "level", 1, "text", self->title, NULL));
  avow_page_builder_append_blocks (&builder, GTK_BOX (box), blocks);
  adw_bin_set_child (ADW_BIN (self), avow_column_new (box));

  g_clear_pointer (&old, g_ptr_array_unref);
}
