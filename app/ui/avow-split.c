/* avow-split.c: a sidebar beside its content, or one of the two where it is narrow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-split.h"

struct _AvowSplit
{
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  AdwBin *sidebar_bin;
  AdwBin *content_bin;
};

G_DEFINE_FINAL_TYPE (AvowSplit, avow_split, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_FOLDED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
child_changed_cb (AvowSplit *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "split.show-sidebar", avow_split_is_sidebar_hidden (self));
}

static void
folded_changed_cb (AvowSplit *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  child_changed_cb (self);
}

static void
show_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_split_show_sidebar (AVOW_SPLIT (widget));
}

static void
show_content_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  avow_split_show_content (AVOW_SPLIT (widget));
}

static void
avow_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AvowSplit *self = AVOW_SPLIT (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, adw_bin_get_child (self->sidebar_bin));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_bin_get_child (self->content_bin));
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, avow_split_get_folded (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
avow_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AvowSplit *self = AVOW_SPLIT (object);

  switch (id)
    {
    case PROP_SIDEBAR:
      adw_bin_set_child (self->sidebar_bin, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      adw_bin_set_child (self->content_bin, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
avow_split_class_init (AvowSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = avow_split_get_property;
  object_class->set_property = avow_split_set_property;

  properties[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-split.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowSplit, leaflet);
  gtk_widget_class_bind_template_child (widget_class, AvowSplit, sidebar_bin);
  gtk_widget_class_bind_template_child (widget_class, AvowSplit, content_bin);
  gtk_widget_class_install_action (widget_class, "split.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (widget_class, "split.show-content", NULL, show_content_action);
}

static void
avow_split_init (AvowSplit *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content_bin));
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (folded_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::visible-child", G_CALLBACK (child_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "split.show-sidebar", FALSE);
}

GtkWidget *
avow_split_new (void)
{
  return g_object_new (AVOW_TYPE_SPLIT, NULL);
}

gboolean
avow_split_get_folded (AvowSplit *self)
{
  g_return_val_if_fail (AVOW_IS_SPLIT (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet);
}

void
avow_split_show_content (AvowSplit *self)
{
  g_return_if_fail (AVOW_IS_SPLIT (self));

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->content_bin));
}

void
avow_split_show_sidebar (AvowSplit *self)
{
  g_return_if_fail (AVOW_IS_SPLIT (self));

  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar_bin));
}

gboolean
avow_split_is_sidebar_hidden (AvowSplit *self)
{
  g_return_val_if_fail (AVOW_IS_SPLIT (self), FALSE);

  return adw_leaflet_get_folded (self->leaflet) &&
         adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->content_bin);
}
