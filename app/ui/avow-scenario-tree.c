/* avow-scenario-tree.c: the map of a decision tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-scenario-tree.h"

#include "avow-scenario-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROW 2.6       /* of the height of a line of text, from one row to the next */
#define NODE 0.75     /* half the width of a scene */
#define MIN_COLUMN 1.6 /* the least from one scene of a row to the next */
#define MAX_COLUMN 6

struct _AvowScenarioTree
{
  GtkWidget parent_instance;

  AvowScenario *scenario; /* (transfer none) (nullable): none is shown */
  GPtrArray *layout;      /* of AvowScenarioPlace */
  GPtrArray *visited;     /* of AvowScene, as they were passed */
};

G_DEFINE_FINAL_TYPE (AvowScenarioTree, avow_scenario_tree, GTK_TYPE_WIDGET)

typedef struct
{
  GdkRGBA faint; /* what was not taken */
  GdkRGBA path;
  GdkRGBA on_path;
} Colours;

/* The height of a line: the map grows with the text. */
static double
get_line (AvowScenarioTree *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height;
}

static guint
count_rows (AvowScenarioTree *self)
{
  const AvowScenarioPlace *last = g_ptr_array_index (self->layout, self->layout->len - 1);

  return last->rank + 1;
}

/* The room that the fullest row takes, in scenes. */
static double
count_columns (AvowScenarioTree *self)
{
  double most = 0;
  double room = 0;

  for (guint i = 0, rank = 0; i < self->layout->len; i++)
    {
      const AvowScenarioPlace *place = g_ptr_array_index (self->layout, i);

      if (place->rank != rank)
        room = 0;
      rank = place->rank;
      room += avow_scenario_place_get_weight (place);
      most = MAX (most, room);
    }

  return most;
}

static void
avow_scenario_tree_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                            int *minimum_baseline, int *natural_baseline)
{
  AvowScenarioTree *self = AVOW_SCENARIO_TREE (widget);
  double line = get_line (self);

  *minimum = *natural = 0;
  if (self->layout == NULL)
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) ceil (count_rows (self) * ROW * line);
  else
    {
      *minimum = (int) ceil (count_columns (self) * MIN_COLUMN * line);
      *natural = (int) ceil (count_columns (self) * MAX_COLUMN * line);
    }
}

static graphene_point_t
find_point (AvowScenarioTree *self, const AvowScenarioPlace *place, double line)
{
  return GRAPHENE_POINT_INIT ((float) (place->position * gtk_widget_get_width (GTK_WIDGET (self))),
                              (float) ((place->rank + 0.5) * ROW * line));
}

static void
append_line (GtkSnapshot *snapshot, const graphene_point_t *from, const graphene_point_t *to, float width, const GdkRGBA *colour)
{
  float length = hypotf (to->x - from->x, to->y - from->y);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, from);
  gtk_snapshot_rotate (snapshot, atan2f (to->y - from->y, to->x - from->x) * 180 / G_PI);
  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (0, -width / 2, length, width));
  gtk_snapshot_restore (snapshot);
}

/* The number of a scene in the path, from 1; 0 where it was not passed. */
static guint
find_number (AvowScenarioTree *self, const AvowScene *scene)
{
  guint index;

  return g_ptr_array_find (self->visited, scene, &index) ? index + 1 : 0;
}

/* From a scene through the lanes to another. */
static void
append_way (AvowScenarioTree *self, GtkSnapshot *snapshot, const AvowScenarioPlace *from, const AvowScene *to, double line, float width,
            const GdkRGBA *colour)
{
  const AvowScenarioPlace *end = avow_scenario_layout_find (self->layout, to);
  graphene_point_t last = find_point (self, from, line);
  guint rank = from->rank < end->rank ? from->rank + 1 : end->rank; /* a way back is a straight line */

  for (; rank <= end->rank; rank++)
    {
      graphene_point_t next = find_point (self, avow_scenario_layout_find_in_rank (self->layout, to, rank), line);

      append_line (snapshot, &last, &next, width, colour);
      last = next;
    }
}

static gboolean
is_taken (AvowScenarioTree *self, const AvowScene *from, const AvowScene *to)
{
  guint number = find_number (self, from);

  return number > 0 && number < self->visited->len && g_ptr_array_index (self->visited, number) == to;
}

static void
append_ways (AvowScenarioTree *self, GtkSnapshot *snapshot, const AvowScenarioPlace *from, double line, gboolean taken,
             const Colours *colours)
{
  for (guint i = 0; !from->is_lane && i < from->scene->choices->len; i++)
    {
      const AvowChoice *choice = g_ptr_array_index (from->scene->choices, i);
      const AvowScene *to = avow_scenario_find_scene (self->scenario, choice->to);

      if (is_taken (self, from->scene, to) == taken)
        append_way (self, snapshot, from, to, line, taken ? 4 : 1, taken ? &colours->path : &colours->faint);
    }
}

static void
append_number (AvowScenarioTree *self, GtkSnapshot *snapshot, const graphene_point_t *at, guint number, const GdkRGBA *colour)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width;
  int height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (at->x - width / 2.f, at->y - height / 2.f));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
append_mark (GtkSnapshot *snapshot, const graphene_point_t *at, float radius, AvowEnding ending, const GdkRGBA *colour)
{
  float r = radius / 2;

  if (ending == AVOW_ENDING_POOR)
    append_line (snapshot, &GRAPHENE_POINT_INIT (at->x - r, at->y), &GRAPHENE_POINT_INIT (at->x + r, at->y), 3, colour);
  else
    {
      append_line (snapshot, &GRAPHENE_POINT_INIT (at->x - r, at->y), &GRAPHENE_POINT_INIT (at->x - r / 4, at->y + r * 0.75f), 3, colour);
      append_line (snapshot, &GRAPHENE_POINT_INIT (at->x - r / 4, at->y + r * 0.75f), &GRAPHENE_POINT_INIT (at->x + r, at->y - r * 0.75f), 3, colour);
    }
}

static void
append_scene (AvowScenarioTree *self, GtkSnapshot *snapshot, const AvowScenarioPlace *place, double line, const Colours *colours)
{
  graphene_point_t at = find_point (self, place, line);
  float radius = (float) (NODE * line);
  guint number = find_number (self, place->scene);
  const GdkRGBA *border = number > 0 ? &colours->path : &colours->faint;
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (at.x - radius, at.y - radius, 2 * radius, 2 * radius),
                                   place->scene->ending == AVOW_ENDING_NONE ? radius : radius / 4);
  /* what stands below must not show through an empty one */
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, number > 0 ? &colours->path : &colours->on_path, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { *border, *border, *border, *border });

  if (place->scene->ending != AVOW_ENDING_NONE)
    append_mark (snapshot, &at, radius, place->scene->ending, number > 0 ? &colours->on_path : &colours->faint);
  else if (number > 0)
    append_number (self, snapshot, &at, number, &colours->on_path);
}

static void
get_colours (AvowScenarioTree *self, Colours *colours)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA text;

  gtk_style_context_get_color (style, &text);
  if (!gtk_style_context_lookup_color (style, "accent_color", &colours->path))
    colours->path = text;
  if (!gtk_style_context_lookup_color (style, "window_bg_color", &colours->on_path))
    colours->on_path = (GdkRGBA) { 1, 1, 1, 1 };
  colours->faint = text;
  colours->faint.alpha *= 0.6f;
}

static void
avow_scenario_tree_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AvowScenarioTree *self = AVOW_SCENARIO_TREE (widget);
  double line = get_line (self);
  Colours colours;

  if (self->layout == NULL)
    return;

  get_colours (self, &colours);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->layout->len; i++)
      append_ways (self, snapshot, g_ptr_array_index (self->layout, i), line, pass == 1, &colours);
  for (guint i = 0; i < self->layout->len; i++)
    {
      const AvowScenarioPlace *place = g_ptr_array_index (self->layout, i);

      if (!place->is_lane)
        append_scene (self, snapshot, place, line, &colours);
    }
}

static void
avow_scenario_tree_finalize (GObject *object)
{
  AvowScenarioTree *self = AVOW_SCENARIO_TREE (object);

  g_clear_pointer (&self->layout, g_ptr_array_unref);
  g_clear_pointer (&self->visited, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_scenario_tree_parent_class)->finalize (object);
}

static void
avow_scenario_tree_class_init (AvowScenarioTreeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_scenario_tree_finalize;
  widget_class->measure = avow_scenario_tree_measure;
  widget_class->snapshot = avow_scenario_tree_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
avow_scenario_tree_init (AvowScenarioTree *self)
{
}

static guint
count_scenes (AvowScenarioTree *self, AvowEnding ending)
{
  guint n = 0;

  for (guint i = 0; i < self->layout->len; i++)
    {
      const AvowScenarioPlace *place = g_ptr_array_index (self->layout, i);

      n += !place->is_lane && place->scene->ending == ending;
    }

  return n;
}

/* (transfer full): the map in a sentence; the path itself stands beside it, scene by scene. */
static char *
describe (AvowScenarioTree *self)
{
  guint good = count_scenes (self, AVOW_ENDING_GOOD);
  guint poor = count_scenes (self, AVOW_ENDING_POOR);
  g_autofree char *good_text = g_strdup_printf (ngettext ("%u good ending", "%u good endings", good), good);
  g_autofree char *poor_text = g_strdup_printf (ngettext ("%u poor one", "%u poor ones", poor), poor);

  /* Translators: numbers of scenes; then “2 good endings”, “3 poor ones” */
  return g_strdup_printf (_("A map of the case: your path leads through %u of %u scenes. There are %s and %s."), self->visited->len,
                          count_scenes (self, AVOW_ENDING_NONE) + good + poor, good_text, poor_text);
}

void
avow_scenario_tree_show (AvowScenarioTree *self, AvowSession *session, AvowScenario *scenario)
{
  GPtrArray *path;
  g_autofree char *text = NULL;

  g_return_if_fail (AVOW_IS_SCENARIO_TREE (self));

  path = avow_session_get_path (session, scenario);
  g_clear_pointer (&self->layout, g_ptr_array_unref);
  g_clear_pointer (&self->visited, g_ptr_array_unref);
  self->scenario = scenario;
  self->layout = avow_scenario_layout_new (scenario);
  self->visited = g_ptr_array_new ();
  g_ptr_array_add (self->visited, g_ptr_array_index (scenario->scenes, 0));
  for (guint i = 0; i < path->len; i++)
    g_ptr_array_add (self->visited, avow_scenario_find_scene (scenario, ((AvowChoice *) g_ptr_array_index (path, i))->to));

  text = describe (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
