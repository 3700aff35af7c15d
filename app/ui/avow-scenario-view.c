/* avow-scenario-view.c: a decision tree, scene by scene
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-scenario-view.h"

#include "avow-column.h"
#include "avow-markup.h"
#include "avow-page-view.h"
#include "avow-scenario-map.h"
#include "avow-scenario-tree.h"
#include "avow-text-block.h"

#include <glib/gi18n-lib.h>

#define MAX_KEYS 9

struct _AvowScenarioView
{
  GtkWidget parent_instance;

  AvowSession *session;
  AvowScenario *scenario;

  AvowTextBlock *title;
  AvowPageView *intro;
  AvowTextBlock *recap;
  GtkWidget *speaker_box;
  AvowTextBlock *speaker;
  AvowPageView *scene;
  GtkBox *choices;
  GtkWidget *ending;
  GtkImage *ending_icon;
  AvowTextBlock *ending_text;
  AvowTextBlock *turn_text;
  GtkButton *again_button;
  AvowScenarioTree *tree;
  AvowScenarioMap *map;
};

G_DEFINE_FINAL_TYPE (AvowScenarioView, avow_scenario_view, GTK_TYPE_WIDGET)

static void show_scene (AvowScenarioView *self);

static char *
describe_choice (AvowScenarioView *self, const AvowChoice *choice)
{
  return avow_inlines_to_text (choice->inlines, avow_session_get_variables (self->session));
}

static void
set_text (AvowTextBlock *block, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (block), text != NULL);
  avow_text_block_set_text (block, text);
}

/* After a step the focus goes to what tells of it, and a screen reader reads on from there. */
static void
go_on (AvowScenarioView *self)
{
  show_scene (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self->recap)))
    avow_text_block_focus_text (self->recap);
  else
    avow_text_block_focus_text (self->title);
  gtk_widget_activate_action (GTK_WIDGET (self), "reader.turned", NULL);
}

static void
choose (AvowScenarioView *self, guint index)
{
  AvowScene *scene = avow_session_get_scene (self->session, self->scenario);

  if (index >= scene->choices->len)
    return;

  avow_session_choose (self->session, self->scenario, g_ptr_array_index (scene->choices, index));
  go_on (self);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (AVOW_SCENARIO_VIEW (widget), g_variant_get_uint32 (parameter) - 1);
}

/* To the choice where it turned; after a good ending, to the first. */
static void
again_cb (AvowScenarioView *self)
{
  guint turn = avow_session_get_turn (self->session, self->scenario);

  avow_session_go_back (self->session, self->scenario, turn == G_MAXUINT ? 0 : turn);
  go_on (self);
}

static GtkWidget *
create_choice (AvowScenarioView *self, const AvowChoice *choice, guint number)
{
  g_autofree char *markup = avow_markup_from_inlines (choice->inlines, avow_session_get_variables (self->session), NULL);
  g_autofree char *text = describe_choice (self, choice);
  g_autofree char *key = g_strdup_printf ("%u", number);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *hint = g_object_new (GTK_TYPE_LABEL, "label", key, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "avow-option-text");
  gtk_widget_add_css_class (hint, "avow-key");
  gtk_widget_set_valign (hint, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (hint, number <= MAX_KEYS);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "avow-choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", number);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "question.choose");

  return button;
}

static void
show_choices (AvowScenarioView *self, AvowScene *scene)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, child);
  for (guint i = 0; i < scene->choices->len; i++)
    gtk_box_append (self->choices, create_choice (self, g_ptr_array_index (scene->choices, i), i + 1));
  gtk_widget_set_visible (GTK_WIDGET (self->choices), scene->choices->len > 0);
}

static void
show_recap (AvowScenarioView *self)
{
  GPtrArray *path = avow_session_get_path (self->session, self->scenario);
  g_autofree char *choice = NULL;
  g_autofree char *text = NULL;

  if (path->len > 0)
    {
      choice = describe_choice (self, g_ptr_array_index (path, path->len - 1));
      text = g_strdup_printf (_("You chose: %s"), choice);
    }
  set_text (self->recap, text);
}

static void
show_speaker (AvowScenarioView *self, const AvowScene *scene)
{
  g_autofree char *text = scene->speaker != NULL ? g_strdup_printf (_("%s speaks"), scene->speaker) : NULL;

  gtk_widget_set_visible (self->speaker_box, scene->speaker != NULL && scene->ending == AVOW_ENDING_NONE);
  set_text (self->speaker, text);
}

/* The scene in which a choice of the path was made. */
static AvowScene *
find_scene (AvowScenarioView *self, guint depth)
{
  GPtrArray *path = avow_session_get_path (self->session, self->scenario);

  if (depth == 0)
    return g_ptr_array_index (self->scenario->scenes, 0);

  return avow_scenario_find_scene (self->scenario, ((AvowChoice *) g_ptr_array_index (path, depth - 1))->to);
}

static char *
describe_turn (AvowScenarioView *self, guint turn)
{
  GPtrArray *path = avow_session_get_path (self->session, self->scenario);
  g_autofree char *choice = NULL;

  if (turn == G_MAXUINT)
    return NULL;

  choice = describe_choice (self, g_ptr_array_index (path, turn));
  /* Translators: the first is the title of a scene, the second a full sentence */
  return g_strdup_printf (_("The turn was at “%s”: %s"), find_scene (self, turn)->title, choice);
}

static void
show_ending (AvowScenarioView *self, const AvowScene *scene)
{
  gboolean good = scene->ending == AVOW_ENDING_GOOD;
  g_autofree char *turn = NULL;

  gtk_widget_set_visible (self->ending, scene->ending != AVOW_ENDING_NONE);
  if (scene->ending == AVOW_ENDING_NONE)
    return;

  turn = describe_turn (self, avow_session_get_turn (self->session, self->scenario));
  avow_text_block_set_text (self->ending_text, good ? _("This went well.") : _("This could have gone better."));
  gtk_image_set_from_icon_name (self->ending_icon, good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  set_text (self->turn_text, turn);
  gtk_button_set_label (self->again_button, good ? _("_Play It Again") : _("_Go Back to That Choice"));
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->again_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->again_button), "suggested-action");
  avow_scenario_tree_show (self->tree, self->session, self->scenario);
  avow_scenario_map_show (self->map, self->session, self->scenario);
}

static void
show_scene (AvowScenarioView *self)
{
  AvowScene *scene = avow_session_get_scene (self->session, self->scenario);
  gboolean at_start = avow_session_get_path (self->session, self->scenario)->len == 0;

  avow_text_block_set_text (self->title, at_start ? self->scenario->title : scene->title);
  gtk_widget_set_visible (GTK_WIDGET (self->intro), at_start);
  show_recap (self);
  show_speaker (self, scene);
  avow_page_view_set_blocks (self->scene, scene->blocks, avow_session_get_variables (self->session),
                             avow_session_get_course (self->session));
  show_choices (self, scene);
  show_ending (self, scene);
}

static void
avow_scenario_view_dispose (GObject *object)
{
  AvowScenarioView *self = AVOW_SCENARIO_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->session, avow_session_unref);

  G_OBJECT_CLASS (avow_scenario_view_parent_class)->dispose (object);
}

static void
avow_scenario_view_class_init (AvowScenarioViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_scenario_view_dispose;

  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_PAGE_VIEW);
  g_type_ensure (AVOW_TYPE_SCENARIO_MAP);
  g_type_ensure (AVOW_TYPE_SCENARIO_TREE);
  g_type_ensure (AVOW_TYPE_TEXT_BLOCK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-scenario-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, title);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, intro);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, recap);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, speaker_box);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, speaker);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, scene);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, choices);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, ending);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, ending_icon);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, ending_text);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, turn_text);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, again_button);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, tree);
  gtk_widget_class_bind_template_child (widget_class, AvowScenarioView, map);
  gtk_widget_class_install_action (widget_class, "question.choose", "u", choose_action);
}

static void
avow_scenario_view_init (AvowScenarioView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->again_button, "clicked", G_CALLBACK (again_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_scenario_view_new (AvowSession *session, AvowScenario *scenario)
{
  AvowScenarioView *self;

  g_return_val_if_fail (session != NULL, NULL);
  g_return_val_if_fail (scenario != NULL, NULL);

  self = g_object_new (AVOW_TYPE_SCENARIO_VIEW, NULL);
  self->session = avow_session_ref (session);
  self->scenario = scenario;
  avow_page_view_set_blocks (self->intro, scenario->intro, avow_session_get_variables (session), avow_session_get_course (session));
  show_scene (self);

  return GTK_WIDGET (self);
}
