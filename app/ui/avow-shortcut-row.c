/* avow-shortcut-row.c: what a key does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-shortcut-row.h"

#include "avow-wrap-box.h"

struct _AvowShortcutRow
{
  AdwPreferencesRow parent_instance;

  GtkShortcutLabel *keys;
};

G_DEFINE_FINAL_TYPE (AvowShortcutRow, avow_shortcut_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_0,
  PROP_ACCELERATOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* As one says it; a range of keys is not known as a key. */
static char *
describe_key (const char *accelerator)
{
  guint key;
  GdkModifierType modifiers;

  return gtk_accelerator_parse (accelerator, &key, &modifiers) ? gtk_accelerator_get_label (key, modifiers) : g_strdup (accelerator);
}

static char *
describe (const char *accelerator)
{
  g_auto (GStrv) keys = g_strsplit (accelerator, " ", -1);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *key = keys[i];

      keys[i] = describe_key (key);
    }

  return g_strjoinv (", ", keys);
}

static void
set_accelerator (AvowShortcutRow *self, const char *accelerator)
{
  g_autofree char *description = describe (accelerator);

  gtk_shortcut_label_set_accelerator (self->keys, accelerator);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
avow_shortcut_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ACCELERATOR:
      set_accelerator (AVOW_SHORTCUT_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
avow_shortcut_row_class_init (AvowShortcutRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = avow_shortcut_row_set_property;

  properties[PROP_ACCELERATOR] = g_param_spec_string ("accelerator", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  g_type_ensure (AVOW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-shortcut-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowShortcutRow, keys);
}

static void
avow_shortcut_row_init (AvowShortcutRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
