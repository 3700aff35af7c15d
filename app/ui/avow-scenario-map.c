/* avow-scenario-map.c: the path that was taken through a decision tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-scenario-map.h"

#include "avow-text-block.h"

#include <glib/gi18n-lib.h>

struct _AvowScenarioMap
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (AvowScenarioMap, avow_scenario_map, GTK_TYPE_BOX)

static void
append_text (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *block = avow_text_block_new (GTK_ACCESSIBLE_ROLE_LABEL);

  avow_text_block_set_text (AVOW_TEXT_BLOCK (block), text);
  if (css_class != NULL)
    gtk_widget_add_css_class (block, css_class);
  gtk_box_append (GTK_BOX (box), block);
}

/* A stop on the path: the mark that it has on the map at the left, words at the right. */
static GtkWidget *
create_stop (const char *name, GtkWidget *mark, gboolean is_turn)
{
  GtkWidget *stop = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "spacing", 12, NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_accessible_update_property (GTK_ACCESSIBLE (stop), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (stop, is_turn ? "avow-turn" : "avow-stop");
  gtk_box_append (GTK_BOX (stop), mark);
  gtk_box_append (GTK_BOX (stop), words);

  return stop;
}

static GtkWidget *
create_number (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "avow-key");

  return label;
}

static void
append_choice (AvowScenarioMap *self, AvowSession *session, const AvowScene *scene, const AvowChoice *choice, guint number,
               gboolean is_turn)
{
  GtkWidget *stop = create_stop (scene->title, create_number (number), is_turn);
  GtkWidget *words = gtk_widget_get_last_child (stop);
  g_autofree char *text = avow_inlines_to_text (choice->inlines, avow_session_get_variables (session));
  guint others = scene->choices->len - 1;
  g_autofree char *ways = g_strdup_printf (ngettext ("%u other way", "%u other ways", others), others);

  append_text (words, scene->title, "avow-strong");
  append_text (words, text, NULL);
  append_text (words, is_turn ? _("Here it turned") : ways, "avow-caption");
  gtk_box_append (GTK_BOX (self), stop);
}

static void
append_ending (AvowScenarioMap *self, const AvowScene *scene)
{
  gboolean good = scene->ending == AVOW_ENDING_GOOD;
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", good ? "emblem-ok-symbolic" : "list-remove-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  GtkWidget *stop = create_stop (scene->title, mark, FALSE);
  GtkWidget *words = gtk_widget_get_last_child (stop);

  append_text (words, scene->title, "avow-strong");
  append_text (words, good ? _("A good ending") : _("A poor ending"), "avow-caption");
  gtk_box_append (GTK_BOX (self), stop);
}

static void
avow_scenario_map_class_init (AvowScenarioMapClass *klass)
{
}

static void
avow_scenario_map_init (AvowScenarioMap *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}

void
avow_scenario_map_show (AvowScenarioMap *self, AvowSession *session, AvowScenario *scenario)
{
  GPtrArray *path = avow_session_get_path (session, scenario);
  guint turn = avow_session_get_turn (session, scenario);
  AvowScene *scene = g_ptr_array_index (scenario->scenes, 0);
  GtkWidget *child;

  g_return_if_fail (AVOW_IS_SCENARIO_MAP (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);

  for (guint i = 0; i < path->len; i++)
    {
      const AvowChoice *choice = g_ptr_array_index (path, i);

      append_choice (self, session, scene, choice, i + 1, i == turn);
      scene = avow_scenario_find_scene (scenario, choice->to);
    }
  append_ending (self, scene);
}
