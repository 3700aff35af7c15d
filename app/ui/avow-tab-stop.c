/* avow-tab-stop.c: what Tab comes to once, and then leaves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-tab-stop.h"

#include "avow-focus.h"

struct _AvowTabStop
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (AvowTabStop, avow_tab_stop, ADW_TYPE_BIN)

/* FALSE sends the focus on to what stands after, or before. */
static gboolean
avow_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean by_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (by_tab && avow_focus_is_inside (widget))
    return FALSE;

  return GTK_WIDGET_CLASS (avow_tab_stop_parent_class)->focus (widget, direction);
}

static void
avow_tab_stop_class_init (AvowTabStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = avow_tab_stop_focus;
}

static void
avow_tab_stop_init (AvowTabStop *self)
{
}
