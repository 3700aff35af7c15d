/* avow-page-view.c: a page of a course or document
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-page-view.h"

#include "avow-column.h"
#include "avow-page-builder.h"
#include "avow-text-block.h"

struct _AvowPageView
{
  AdwBin parent_instance;

  char *title;           /* nullable */
  GPtrArray *blocks;     /* nullable: kept, for the widgets borrow from it */
  GPtrArray *stops;      /* of GtkWidget (transfer none): what can be walked to */
};

G_DEFINE_FINAL_TYPE (AvowPageView, avow_page_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_PAGE_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_PAGE_REQUESTED], 0, g_variant_get_string (parameter, NULL));
}

static void
focus_stop (GtkWidget *stop)
{
  if (AVOW_IS_TEXT_BLOCK (stop))
    avow_text_block_focus_text (AVOW_TEXT_BLOCK (stop));
  else
    gtk_widget_grab_focus (stop);
}

/* The stop that has the focus, or else the last one ahead of it; -1 where the focus is ahead of all. */
static int
find_position (AvowPageView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_point_t place;
  int position = -1;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return -1;
  if (!gtk_widget_compute_point (focus, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (0, 0), &place))
    return -1;

  for (guint i = 0; i < self->stops->len; i++)
    {
      GtkWidget *stop = g_ptr_array_index (self->stops, i);
      graphene_point_t other;

      if (stop == focus || gtk_widget_is_ancestor (focus, stop))
        return i;
      if (gtk_widget_get_mapped (stop) && gtk_widget_compute_point (stop, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (0, 0), &other) &&
          other.y <= place.y)
        position = i;
    }

  return position;
}

static gboolean
walk_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return avow_page_view_walk (AVOW_PAGE_VIEW (widget), g_variant_get_int32 (arguments));
}

static void
avow_page_view_dispose (GObject *object)
{
  AvowPageView *self = AVOW_PAGE_VIEW (object);

  g_ptr_array_set_size (self->stops, 0);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_page_view_parent_class)->dispose (object);
}

static void
avow_page_view_finalize (GObject *object)
{
  AvowPageView *self = AVOW_PAGE_VIEW (object);

  g_free (self->title);
  g_ptr_array_unref (self->stops);

  G_OBJECT_CLASS (avow_page_view_parent_class)->finalize (object);
}

static void
avow_page_view_class_init (AvowPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = avow_page_view_dispose;
  object_class->finalize = avow_page_view_finalize;

  signals[SIGNAL_PAGE_REQUESTED] = g_signal_new ("page-requested", AVOW_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST,
                                                 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "page.open", "s", open_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_CONTROL_MASK, walk_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK, walk_cb, "i", -1);
}

static void
avow_page_view_init (AvowPageView *self)
{
  self->stops = g_ptr_array_new ();
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
  AvowPageBuilder builder = { variables, course, NULL };
  GPtrArray *old;
  GtkWidget *box;

  g_return_if_fail (AVOW_IS_PAGE_VIEW (self));

  old = self->blocks;
  self->blocks = blocks != NULL ? g_ptr_array_ref (blocks) : NULL;
  g_ptr_array_set_size (self->stops, 0);
  builder.stops = self->stops;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  if (self->title != NULL)
    gtk_box_append (GTK_BOX (box), avow_page_builder_create_heading (&builder, NULL, self->title, 1));
  avow_page_builder_append_blocks (&builder, GTK_BOX (box), blocks);
  adw_bin_set_child (ADW_BIN (self), avow_column_new (box));

  g_clear_pointer (&old, g_ptr_array_unref);
}

void
avow_page_view_focus_start (AvowPageView *self)
{
  g_return_if_fail (AVOW_IS_PAGE_VIEW (self));

  if (self->stops->len > 0)
    focus_stop (g_ptr_array_index (self->stops, 0));
}

gboolean
avow_page_view_walk (AvowPageView *self, int step)
{
  g_return_val_if_fail (AVOW_IS_PAGE_VIEW (self), FALSE);

  for (int i = find_position (self) + step; i >= 0 && i < (int) self->stops->len; i += step)
    {
      GtkWidget *stop = g_ptr_array_index (self->stops, i);

      if (gtk_widget_get_mapped (stop))
        {
          focus_stop (stop);
          return TRUE;
        }
    }

  return FALSE;
}
