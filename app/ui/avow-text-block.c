/* avow-text-block.c: one paragraph, with its links and terms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-text-block.h"

#include "avow-markup.h"
#include "avow-wrap-box.h"

#include <glib/gi18n-lib.h>

/* The narrowest line. Without it the toolkit lays out each text at one letter a line, to know how narrow it could
 * be: that alone cost more than all else of turning a page. */
#define MIN_CHARACTERS 12

struct _AvowTextBlock
{
  GtkWidget parent_instance;

  AvowCourse *course;   /* nullable */
  GHashTable *variables; /* nullable */
  GPtrArray *targets;   /* of AvowInline, one a button */
  GPtrArray *buttons;   /* of GtkWidget (transfer none) */
  GWeakRef focused;     /* what had the focus when the popover came up */
  GtkAccessibleRole role;
  guint level;

  GtkLabel *label;
  GtkWidget *row;       /* nullable: there are no links */
  GtkWidget *popover;   /* nullable: no term is open */
};

G_DEFINE_FINAL_TYPE (AvowTextBlock, avow_text_block, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_TEXT_ROLE,
  PROP_LEVEL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
forget_popover (gpointer user_data)
{
  gtk_widget_unparent (user_data);

  return G_SOURCE_REMOVE;
}

static void
popover_closed_cb (AvowTextBlock *self, GtkWidget *popover)
{
  g_autoptr (GtkWidget) focused = g_weak_ref_get (&self->focused);

  if (focused != NULL && gtk_widget_get_mapped (focused))
    gtk_widget_grab_focus (focused);
  if (self->popover != popover)
    return;

  self->popover = NULL;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, forget_popover, g_object_ref (popover), g_object_unref);
}

static GtkWidget *
create_definition (const AvowTerm *term, GHashTable *variables)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *name = gtk_label_new (term->name);
  g_autofree char *text = avow_inlines_to_text (term->inlines, variables);
  GtkWidget *definition = gtk_label_new (text);

  gtk_widget_add_css_class (name, "heading");
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (definition), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (definition), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (definition), MIN_CHARACTERS);
  gtk_label_set_max_width_chars (GTK_LABEL (definition), 36);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (definition), GTK_NATURAL_WRAP_WORD);
  gtk_widget_add_css_class (definition, "avow-text");
  gtk_label_set_xalign (GTK_LABEL (definition), 0);
  /* takes the focus, so that it is read */
  gtk_label_set_selectable (GTK_LABEL (definition), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (definition), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, term->name, -1);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), definition);
  gtk_widget_add_css_class (box, "avow-definition");

  return box;
}

static void
show_term (AvowTextBlock *self, const char *id, GtkWidget *button)
{
  AvowTerm *term = self->course != NULL ? avow_course_find_term (self->course, id) : NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *content;

  if (term == NULL || self->popover != NULL)
    return;

  g_weak_ref_set (&self->focused, root != NULL ? gtk_root_get_focus (root) : NULL);
  content = create_definition (term, self->variables);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL, term->name, -1);
  /* the viewport brings what has the focus into view, and takes it to be where the popover's parent is */
  gtk_widget_set_parent (self->popover, button);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (popover_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_label_select_region (GTK_LABEL (gtk_widget_get_last_child (content)), 0, 0);
}

static void
open_target (AvowTextBlock *self, guint index)
{
  const AvowInline *target = g_ptr_array_index (self->targets, index);

  if (target->kind == AVOW_INLINE_TERM)
    show_term (self, target->target, g_ptr_array_index (self->buttons, index));
  else if (target->target[0] == '#')
    gtk_widget_activate_action (GTK_WIDGET (self), "page.open", "s", target->target + 1);
}

static void
clicked_cb (AvowTextBlock *self, GtkWidget *button)
{
  guint index;

  if (g_ptr_array_find (self->buttons, button, &index))
    open_target (self, index);
}

/* An address that leads out of Avow is left to the toolkit, which opens it in the browser. */
static gboolean
activate_link_cb (AvowTextBlock *self, const char *address)
{
  for (guint i = 0; i < self->targets->len; i++)
    {
      const AvowInline *target = g_ptr_array_index (self->targets, i);
      g_autofree char *full = g_strconcat (target->kind == AVOW_INLINE_TERM ? AVOW_MARKUP_TERM : "", target->target, NULL);

      if (g_str_equal (full, address) && (target->kind == AVOW_INLINE_TERM || target->target[0] == '#'))
        {
          open_target (self, i);
          return TRUE;
        }
    }

  return FALSE;
}

static GtkWidget *
create_button_content (const char *icon, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE,
                                   "icon-name", icon,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static GtkWidget *
create_term_button (AvowTextBlock *self, const AvowInline *target)
{
  const AvowTerm *term = avow_course_find_term (self->course, target->target);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *definition = avow_inlines_to_text (term->inlines, self->variables);

  gtk_button_set_child (GTK_BUTTON (button), create_button_content ("accessories-dictionary-symbolic", term->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, term->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, definition,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE,
                                  -1);

  return button;
}

static GtkWidget *
create_link_button (AvowTextBlock *self, const AvowInline *target)
{
  gboolean is_inside = target->target[0] == '#';
  AvowPage *page = is_inside && self->course != NULL ? avow_course_find_page (self->course, target->target + 1) : NULL;
  g_autofree char *text = page != NULL ? g_strdup (page->title) : avow_inlines_to_text (target->children, self->variables);
  GtkWidget *button = is_inside ? gtk_button_new () : gtk_link_button_new (target->target);

  gtk_button_set_child (GTK_BUTTON (button), create_button_content (is_inside ? "go-next-symbolic" : "web-browser-symbolic", text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (!is_inside)
    gtk_widget_set_tooltip_text (button, target->target);

  return button;
}

static void
add_button (AvowTextBlock *self, const AvowInline *target)
{
  GtkWidget *button = target->kind == AVOW_INLINE_TERM ? create_term_button (self, target) : create_link_button (self, target);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "avow-target");
  if (!GTK_IS_LINK_BUTTON (button))
    g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->buttons, button);
  avow_wrap_box_append (AVOW_WRAP_BOX (self->row), button);
}

/* Without a course there is nothing that explains a term. */
static void
drop_unknown_targets (AvowTextBlock *self)
{
  for (guint i = self->targets->len; i > 0; i--)
    {
      const AvowInline *target = g_ptr_array_index (self->targets, i - 1);

      if (target->kind == AVOW_INLINE_TERM && (self->course == NULL || avow_course_find_term (self->course, target->target) == NULL))
        g_ptr_array_remove_index (self->targets, i - 1);
    }
}

static void
add_buttons (AvowTextBlock *self)
{
  drop_unknown_targets (self);
  if (self->targets->len == 0)
    return;

  self->row = avow_wrap_box_new ();
  for (guint i = 0; i < self->targets->len; i++)
    add_button (self, g_ptr_array_index (self->targets, i));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}

static void
clear_content (AvowTextBlock *self)
{
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_ptr_array_set_size (self->buttons, 0);
  g_ptr_array_set_size (self->targets, 0);
  g_clear_pointer (&self->course, avow_course_unref);
  g_clear_pointer (&self->variables, g_hash_table_unref);
}

static gboolean
avow_text_block_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AvowTextBlock *self = AVOW_TEXT_BLOCK (widget);
  gboolean on_text = gtk_widget_is_focus (GTK_WIDGET (self->label));

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (avow_text_block_parent_class)->focus (widget, direction);
  if (self->row == NULL || (on_text && direction == GTK_DIR_TAB_BACKWARD))
    return FALSE;

  return gtk_widget_child_focus (self->row, direction);
}

static void
avow_text_block_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AvowTextBlock *self = AVOW_TEXT_BLOCK (object);

  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, gtk_label_get_text (self->label));
      break;
    case PROP_TEXT_ROLE:
      g_value_set_enum (value, self->role);
      break;
    case PROP_LEVEL:
      g_value_set_uint (value, self->level);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
avow_text_block_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AvowTextBlock *self = AVOW_TEXT_BLOCK (object);

  switch (id)
    {
    case PROP_TEXT:
      avow_text_block_set_text (self, g_value_get_string (value));
      break;
    case PROP_TEXT_ROLE:
      self->role = g_value_get_enum (value);
      break;
    case PROP_LEVEL:
      self->level = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* A screen reader of the toolkit's floor is not told the level by itself. */
static void
become_heading (AvowTextBlock *self)
{
  static const struct
  {
    const char *css_class;
    int characters; /* as wide as those of a text: the larger the letter, the fewer */
  } looks[] = { { "title-1", 6 }, { "title-3", 9 }, { "title-4", 10 }, { "heading", MIN_CHARACTERS } };
  guint look = MIN (self->level, G_N_ELEMENTS (looks)) - 1;
  g_autofree char *description = g_strdup_printf (_("Heading, level %u"), self->level);

  gtk_widget_add_css_class (GTK_WIDGET (self->label), looks[look].css_class);
  gtk_label_set_width_chars (self->label, looks[look].characters);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->level == 1 ? "avow-title" : "avow-heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label),
                                  GTK_ACCESSIBLE_PROPERTY_LEVEL, self->level,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

/* The role of a widget is fixed when it is made. */
static void
avow_text_block_constructed (GObject *object)
{
  AvowTextBlock *self = AVOW_TEXT_BLOCK (object);

  G_OBJECT_CLASS (avow_text_block_parent_class)->constructed (object);

  self->label = g_object_new (GTK_TYPE_LABEL,
                              "accessible-role", self->level > 0 ? GTK_ACCESSIBLE_ROLE_HEADING : self->role,
                              "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "xalign", 0.0,
                              "width-chars", MIN_CHARACTERS,
                              "selectable", TRUE,
                              NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "avow-text");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  g_signal_connect_object (self->label, "activate-link", G_CALLBACK (activate_link_cb), self, G_CONNECT_SWAPPED);
  if (self->level > 0)
    become_heading (self);
}

static void
avow_text_block_dispose (GObject *object)
{
  AvowTextBlock *self = AVOW_TEXT_BLOCK (object);
  GtkWidget *child;

  clear_content (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->label = NULL;

  G_OBJECT_CLASS (avow_text_block_parent_class)->dispose (object);
}

static void
avow_text_block_finalize (GObject *object)
{
  AvowTextBlock *self = AVOW_TEXT_BLOCK (object);

  g_ptr_array_unref (self->targets);
  g_ptr_array_unref (self->buttons);
  g_weak_ref_clear (&self->focused);

  G_OBJECT_CLASS (avow_text_block_parent_class)->finalize (object);
}

static void
avow_text_block_class_init (AvowTextBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = avow_text_block_constructed;
  object_class->get_property = avow_text_block_get_property;
  object_class->set_property = avow_text_block_set_property;
  object_class->dispose = avow_text_block_dispose;
  object_class->finalize = avow_text_block_finalize;
  widget_class->focus = avow_text_block_focus;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT_ROLE] = g_param_spec_enum ("text-role", NULL, NULL, GTK_TYPE_ACCESSIBLE_ROLE, GTK_ACCESSIBLE_ROLE_LABEL,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LEVEL] = g_param_spec_uint ("level", NULL, NULL, 0, 4, 0,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
avow_text_block_init (AvowTextBlock *self)
{
  self->targets = g_ptr_array_new ();
  self->buttons = g_ptr_array_new ();
  g_weak_ref_init (&self->focused, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
avow_text_block_new (GtkAccessibleRole role)
{
  return g_object_new (AVOW_TYPE_TEXT_BLOCK, "text-role", role, NULL);
}

GtkWidget *
avow_text_block_new_heading (guint level)
{
  return g_object_new (AVOW_TYPE_TEXT_BLOCK, "level", level, NULL);
}

void
avow_text_block_set_inlines (AvowTextBlock *self, GPtrArray *inlines, GHashTable *variables, AvowCourse *course)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (AVOW_IS_TEXT_BLOCK (self));

  clear_content (self);
  self->course = course != NULL ? avow_course_ref (course) : NULL;
  self->variables = variables != NULL ? g_hash_table_ref (variables) : NULL;
  markup = avow_markup_from_inlines (inlines, variables, self->targets);
  gtk_label_set_markup (self->label, markup);
  add_buttons (self);
}

void
avow_text_block_set_text (AvowTextBlock *self, const char *text)
{
  g_return_if_fail (AVOW_IS_TEXT_BLOCK (self));

  clear_content (self);
  gtk_label_set_text (self->label, text != NULL ? text : "");
}

GtkLabel *
avow_text_block_get_label (AvowTextBlock *self)
{
  g_return_val_if_fail (AVOW_IS_TEXT_BLOCK (self), NULL);

  return self->label;
}

void
avow_text_block_focus_text (AvowTextBlock *self)
{
  g_return_if_fail (AVOW_IS_TEXT_BLOCK (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->label));
  /* the toolkit selects all of it, as if it were to be replaced */
  gtk_label_select_region (self->label, 0, 0);
}
