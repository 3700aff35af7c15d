/* avow-column.c: a column of text that is no wider than can be read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-column.h"

struct _AvowColumn
{
  AdwBin parent_instance;

  AdwClamp *clamp;
};

G_DEFINE_FINAL_TYPE (AvowColumn, avow_column, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CONTENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
update_width (AvowColumn *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = AVOW_COLUMN_CHARACTERS * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  if (adw_clamp_get_maximum_size (self->clamp) == width)
    return;

  adw_clamp_set_tightening_threshold (self->clamp, width);
  adw_clamp_set_maximum_size (self->clamp, width);
}

static void
avow_column_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (avow_column_parent_class)->css_changed (widget, change);

  update_width (AVOW_COLUMN (widget));
}

static void
avow_column_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (avow_column_parent_class)->system_setting_changed (widget, setting);

  update_width (AVOW_COLUMN (widget));
}

static void
avow_column_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AvowColumn *self = AVOW_COLUMN (object);

  switch (id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, adw_clamp_get_child (self->clamp));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
avow_column_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AvowColumn *self = AVOW_COLUMN (object);

  switch (id)
    {
    case PROP_CONTENT:
      adw_clamp_set_child (self->clamp, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
avow_column_class_init (AvowColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = avow_column_get_property;
  object_class->set_property = avow_column_set_property;
  widget_class->css_changed = avow_column_css_changed;
  widget_class->system_setting_changed = avow_column_system_setting_changed;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
avow_column_init (AvowColumn *self)
{
  self->clamp = ADW_CLAMP (adw_clamp_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->clamp));
}

GtkWidget *
avow_column_new (GtkWidget *content)
{
  return g_object_new (AVOW_TYPE_COLUMN, "content", content, NULL);
}
