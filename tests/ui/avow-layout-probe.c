/* avow-layout-probe.c: looks, from inside a running application, for what does not fit into its windows
 *
 * The driver has the dynamic linker load this into the application as it ships. At SIGUSR1 it writes what it finds
 * into the file that $AVOW_LAYOUT_REPORT names, a line a finding: KIND, WHERE and WHAT, with tabs between.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib-unix.h>
#include <graphene.h>
#include <gtk/gtk.h>
#include <math.h>
#include <signal.h>

#define MAX_TEXT 60
#define MAX_CHAIN 5
#define SLACK 1.5       /* pixels that rounding may take */
#define SHARE 0.6       /* of its parent's minimum that a child which forces it has */
#define ENDLESS 1000000

typedef struct
{
  GString *report;
  int width;  /* that each window has to do with */
  int height;
  gboolean fits; /* whether the one that is looked at has no more to do with than that */
} Probe;

/* What of a window is not hidden by what lies around, in the window's pixels. */
typedef struct
{
  float left, top, right, bottom;
} Clip;

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_text (GTK_EDITABLE (widget));

  return NULL;
}

/* The id that somebody gave it: a template bears its class's name, and those that the builder makes up begin with “_”. */
static const char *
get_id (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  return id != NULL && id[0] != '_' && !g_str_equal (id, G_OBJECT_TYPE_NAME (widget)) ? id : NULL;
}

static char *
shorten (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');

  if (g_utf8_strlen (line, -1) <= MAX_TEXT)
    return g_steal_pointer (&line);

  *g_utf8_offset_to_pointer (line, MAX_TEXT) = '\0';
  return g_strconcat (line, "…", NULL);
}

static char *
describe (GtkWidget *widget)
{
  GString *name = g_string_new (G_OBJECT_TYPE_NAME (widget));
  const char *text = get_text (widget);

  if (get_id (widget) != NULL)
    g_string_append_printf (name, "#%s", get_id (widget));
  if (text != NULL)
    {
      g_autofree char *shown = shorten (text);

      g_string_append_printf (name, " “%s”", shown);
    }

  return g_string_free (name, FALSE);
}

static gboolean
is_toolkit_made (GtkWidget *widget)
{
  return g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Gtk") || g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Adw");
}

/* From the last widget of the application's own down to this one, so far as they have names. */
static char *
describe_place (GtkWidget *widget)
{
  GString *place = g_string_new (NULL);
  g_autofree char *own = describe (widget);

  for (GtkWidget *at = gtk_widget_get_parent (widget), *below = widget; at != NULL && is_toolkit_made (below); at = gtk_widget_get_parent (at))
    {
      if (get_id (at) != NULL || !is_toolkit_made (at) || gtk_widget_get_parent (at) == NULL)
        {
          g_autofree char *step = describe (at);

          g_string_prepend (place, " / ");
          g_string_prepend (place, step);
        }
      below = at;
    }
  g_string_append (place, own);

  return g_string_free (place, FALSE);
}

static void G_GNUC_PRINTF (4, 5)
add_finding (Probe *probe, const char *kind, GtkWidget *widget, const char *format, ...)
{
  g_autofree char *place = describe_place (widget);
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_string_append_printf (probe->report, "%s\t%s\t%s\n", kind, place, what);
}

static int
measure_minimum (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* The child that asks for most of what its parent does: not for more, as then it is not what the parent goes by. */
static GtkWidget *
find_greediest (GtkWidget *widget, GtkOrientation orientation, int for_size, int *out_minimum)
{
  GtkWidget *greediest = NULL;
  int most = SHARE * *out_minimum;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int asked = gtk_widget_get_visible (child) && !GTK_IS_NATIVE (child) ? measure_minimum (child, orientation, for_size) : 0;

      if (asked > *out_minimum || asked < most || (asked == most && !gtk_widget_get_mapped (child)))
        continue;
      greediest = child;
      most = asked;
    }
  if (greediest != NULL)
    *out_minimum = most;

  return greediest;
}

/* Who makes it so large: the way down to the last one that asks for most of what its parent does. */
static void
add_too_large (Probe *probe, GtkWidget *window, GtkOrientation orientation, int for_size, int asked, int limit)
{
  const char *kind = orientation == GTK_ORIENTATION_HORIZONTAL ? "too-wide" : "too-high";
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) told = g_string_new (NULL);
  GtkWidget *last = window;
  int minimum = measure_minimum (window, orientation, for_size);

  for (GtkWidget *at = window; at != NULL; at = find_greediest (at, orientation, for_size, &minimum))
    {
      g_autofree char *name = describe (at);

      g_ptr_array_add (chain, g_strdup_printf ("%s%s %d", name, gtk_widget_get_mapped (at) ? "" : " (not shown)", minimum));
      last = at;
    }
  for (guint i = chain->len > MAX_CHAIN ? chain->len - MAX_CHAIN : 0; i < chain->len; i++)
    g_string_append_printf (told, "%s%s", told->len > 0 ? " > " : "", (char *) g_ptr_array_index (chain, i));

  add_finding (probe, kind, last, "the window asks for %d, and has %d: %s", asked, limit, told->str);
}

/* What is drawn round a window is no part of it: shadows, or a frame where nothing composes the screen. */
static int
measure_frame (GtkWidget *window, GtkOrientation orientation)
{
  GtkWidget *content = GTK_IS_WINDOW (window) ? gtk_window_get_child (GTK_WINDOW (window)) : NULL;
  graphene_rect_t outside, inside;

  if (content == NULL || !gtk_widget_compute_bounds (window, window, &outside) || !gtk_widget_compute_bounds (content, window, &inside))
    return 0;

  return orientation == GTK_ORIENTATION_HORIZONTAL ? outside.size.width - inside.size.width : 2 * (inside.origin.x - outside.origin.x);
}

/* Whether it is as wide as it has to be. */
static gboolean
check_size (Probe *probe, GtkWidget *window)
{
  gboolean fits;
  int frame = measure_frame (window, GTK_ORIENTATION_HORIZONTAL);
  int asked = measure_minimum (window, GTK_ORIENTATION_HORIZONTAL, -1) - frame;
  int width = MAX (asked, probe->width);

  fits = asked <= probe->width;
  if (!fits)
    add_too_large (probe, window, GTK_ORIENTATION_HORIZONTAL, -1, asked, probe->width);

  asked = measure_minimum (window, GTK_ORIENTATION_VERTICAL, width + frame) - measure_frame (window, GTK_ORIENTATION_VERTICAL);
  if (asked > probe->height)
    add_too_large (probe, window, GTK_ORIENTATION_VERTICAL, width, asked, probe->height);

  return fits;
}

static gboolean
get_box (GtkWidget *widget, GtkWidget *window, Clip *out_box)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (widget, window, &bounds))
    return FALSE;

  out_box->left = bounds.origin.x;
  out_box->top = bounds.origin.y;
  out_box->right = bounds.origin.x + bounds.size.width;
  out_box->bottom = bounds.origin.y + bounds.size.height;

  return TRUE;
}

static void
check_label (Probe *probe, GtkWidget *widget)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (widget));
  int width, height;

  if (pango_layout_is_ellipsized (layout))
    add_finding (probe, "label-cut", widget, "ends in an ellipsis");

  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > gtk_widget_get_width (widget) + SLACK || height > gtk_widget_get_height (widget) + SLACK)
    add_finding (probe, "label-cut", widget, "takes %d × %d, and has %d × %d", width, height,
                 gtk_widget_get_width (widget), gtk_widget_get_height (widget));
}

/* What a person reads or handles, and so has to see the whole of. */
static gboolean
has_to_be_whole (GtkWidget *widget)
{
  return GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_EDITABLE (widget) || GTK_IS_PICTURE (widget) || GTK_IS_IMAGE (widget) || GTK_IS_PROGRESS_BAR (widget);
}

static void
check_whole (Probe *probe, GtkWidget *widget, const Clip *box, const Clip *clip)
{
  float sideways = MAX (clip->left - box->left, box->right - clip->right);
  float upright = MAX (clip->top - box->top, box->bottom - clip->bottom);

  /* in a window that is too wide all of it is, and that was told */
  if (sideways > SLACK && probe->fits)
    add_finding (probe, "cut-off", widget, "%.0f pixels are hidden at its side", ceilf (sideways));
  if (upright > SLACK)
    add_finding (probe, "cut-off", widget, "%.0f pixels are hidden above or below", ceilf (upright));
}

/* Tables alone may scroll sideways: column views, and what the application has for those in a course. */
static gboolean
holds_table (GtkWidget *scroller)
{
  GtkWidget *parent = gtk_widget_get_parent (scroller);

  return GTK_IS_COLUMN_VIEW (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller)))
         || g_str_equal (G_OBJECT_TYPE_NAME (parent), "AvowWide");
}

static gboolean
scrolls (GtkAdjustment *adjustment)
{
  return adjustment != NULL
         && gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_lower (adjustment) > gtk_adjustment_get_page_size (adjustment) + SLACK;
}

static void
check_scrolling (Probe *probe, GtkWidget *widget)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (widget));

  if (scrolls (adjustment) && !holds_table (widget))
    add_finding (probe, "scrolls-sideways", widget, "%.0f wide, of which %.0f show", gtk_adjustment_get_upper (adjustment),
                 gtk_adjustment_get_page_size (adjustment));
}

static void
narrow (Clip *clip, const Clip *box)
{
  clip->left = MAX (clip->left, box->left);
  clip->top = MAX (clip->top, box->top);
  clip->right = MIN (clip->right, box->right);
  clip->bottom = MIN (clip->bottom, box->bottom);
}

/* What scrolls can be brought into sight. */
static void
loosen (Clip *clip, GtkScrollable *scrollable)
{
  if (scrolls (gtk_scrollable_get_hadjustment (scrollable)))
    {
      clip->left = -ENDLESS;
      clip->right = ENDLESS;
    }
  if (scrolls (gtk_scrollable_get_vadjustment (scrollable)))
    {
      clip->top = -ENDLESS;
      clip->bottom = ENDLESS;
    }
}

static void check_surface (Probe *probe, GtkWidget *surface);

static void
check_widget (Probe *probe, GtkWidget *widget, GtkWidget *window, Clip clip)
{
  Clip box;

  if (!gtk_widget_get_mapped (widget) || !get_box (widget, window, &box))
    return;
  if (GTK_IS_NATIVE (widget) && widget != window)
    {
      check_surface (probe, widget);
      return;
    }

  if (GTK_IS_LABEL (widget))
    check_label (probe, widget);
  if (GTK_IS_SCROLLED_WINDOW (widget))
    check_scrolling (probe, widget);
  if (has_to_be_whole (widget))
    check_whole (probe, widget, &box, &clip);

  if (gtk_widget_get_overflow (widget) == GTK_OVERFLOW_HIDDEN || widget == window)
    narrow (&clip, &box);
  if (GTK_IS_SCROLLABLE (widget))
    loosen (&clip, GTK_SCROLLABLE (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    check_widget (probe, child, window, clip);
}

/* A window, or what pops up over one and is no part of it. */
static void
check_surface (Probe *probe, GtkWidget *surface)
{
  const Clip all = { -ENDLESS, -ENDLESS, ENDLESS, ENDLESS };
  gboolean around_fits = probe->fits;

  probe->fits = check_size (probe, surface);
  check_widget (probe, surface, surface, all);
  probe->fits = around_fits;
}

/* The toolkit's file dialog is its own affair. */
static gboolean
is_ours (GtkWidget *window)
{
  return gtk_widget_get_mapped (window) && !GTK_IS_FILE_CHOOSER (window);
}

static gboolean
report (gpointer data)
{
  const char *path = data;
  const char *width = g_getenv ("AVOW_LAYOUT_WIDTH");
  const char *height = g_getenv ("AVOW_LAYOUT_HEIGHT");
  g_autoptr (GString) text = g_string_new (NULL);
  Probe probe = { text, width != NULL ? atoi (width) : ENDLESS, height != NULL ? atoi (height) : ENDLESS, TRUE };
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (is_ours (window))
        check_surface (&probe, window);
    }

  /* the driver waits for the file, which is there at once and whole */
  if (!g_file_set_contents (path, text->str, text->len, &error))
    g_printerr ("%s\n", error->message);

  return G_SOURCE_CONTINUE;
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *path = g_getenv ("AVOW_LAYOUT_REPORT");

  if (path == NULL)
    return;

  g_unix_signal_add (SIGUSR1, report, g_strdup (path));
}
