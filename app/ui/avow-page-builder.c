/* avow-page-builder.c: a widget for each kind of block
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-page-builder.h"

#include "avow-figure.h"
#include "avow-list-item.h"
#include "avow-text-block.h"
#include "avow-wide.h"
#include "course/avow-publication.h"

#include <glib/gi18n-lib.h>

#define MIN_CELL_CHARACTERS 6
#define CELL_CHARACTERS 28 /* a cell's line, where there is room */

static GtkWidget *
create_text (AvowPageBuilder *self, GtkAccessibleRole role, GPtrArray *inlines)
{
  GtkWidget *text = avow_text_block_new (role);

  avow_text_block_set_inlines (AVOW_TEXT_BLOCK (text), inlines, self->variables, self->course);

  return text;
}

static GtkWidget *
create_box (GtkAccessibleRole role, int spacing)
{
  return g_object_new (GTK_TYPE_BOX,
                       "accessible-role", role,
                       "orientation", GTK_ORIENTATION_VERTICAL,
                       "spacing", spacing,
                       NULL);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
create_heading (AvowPageBuilder *self, const AvowBlock *block)
{
  GtkWidget *heading = avow_text_block_new_heading (block->level);

  avow_text_block_set_inlines (AVOW_TEXT_BLOCK (heading), block->inlines, self->variables, self->course);

  return heading;
}

/* What it begins with. */
static char *
describe_item (AvowPageBuilder *self, const AvowBlock *block, const char *mark)
{
  if (block->inlines != NULL && block->inlines->len > 0)
    return avow_inlines_to_text (block->inlines, self->variables);
  if (block->children != NULL && block->children->len > 0)
    return describe_item (self, g_ptr_array_index (block->children, 0), mark);

  return g_strdup (mark);
}

static GtkWidget *
create_item (AvowPageBuilder *self, const AvowBlock *block, const char *mark)
{
  GtkWidget *content = create_box (GTK_ACCESSIBLE_ROLE_GROUP, 6);
  GtkWidget *item = avow_list_item_new (mark, content);
  g_autofree char *name = describe_item (self, block, mark);

  if (block->inlines != NULL && block->inlines->len > 0)
    gtk_box_append (GTK_BOX (content), create_text (self, GTK_ACCESSIBLE_ROLE_LABEL, block->inlines));
  avow_page_builder_append_blocks (self, GTK_BOX (content), block->children);
  set_name (item, name);

  return item;
}

static GtkWidget *
create_list (AvowPageBuilder *self, const AvowBlock *block)
{
  GtkWidget *list = create_box (GTK_ACCESSIBLE_ROLE_LIST, 6);
  guint n_items = block->children != NULL ? block->children->len : 0;
  /* Translators: a list in a text, as a screen reader says it */
  g_autofree char *name = g_strdup_printf (ngettext ("List of %u item", "List of %u items", n_items), n_items);

  set_name (list, name);
  for (guint i = 0; i < n_items; i++)
    {
      g_autofree char *mark = block->ordered ? g_strdup_printf ("%u.", i + 1) : g_strdup ("•");

      gtk_box_append (GTK_BOX (list), create_item (self, g_ptr_array_index (block->children, i), mark));
    }

  return list;
}

/* The words for a picture stand in its place where it can't be shown. */
static GtkWidget *
create_picture (AvowPageBuilder *self, const AvowBlock *block)
{
  GBytes *bytes = self->course != NULL ? avow_edition_get_file (self->course->files, block->source) : NULL;
  GtkWidget *picture = bytes != NULL ? avow_figure_new (bytes, block->alternative) : NULL;

  if (picture != NULL)
    return picture;

  picture = create_text (self, GTK_ACCESSIBLE_ROLE_LABEL, NULL);
  avow_text_block_set_text (AVOW_TEXT_BLOCK (picture), block->alternative);

  return picture;
}

static GtkWidget *
create_caption (AvowPageBuilder *self, GPtrArray *inlines)
{
  GtkWidget *caption = create_text (self, GTK_ACCESSIBLE_ROLE_CAPTION, inlines);

  gtk_widget_add_css_class (caption, "avow-caption");

  return caption;
}

static GtkWidget *
create_figure (AvowPageBuilder *self, const AvowBlock *block)
{
  GtkWidget *figure = create_box (GTK_ACCESSIBLE_ROLE_GROUP, 6);

  gtk_box_append (GTK_BOX (figure), create_picture (self, block));
  if (block->inlines != NULL && block->inlines->len > 0)
    gtk_box_append (GTK_BOX (figure), create_caption (self, block->inlines));

  return figure;
}

static GtkWidget *
create_cell (AvowPageBuilder *self, const AvowBlock *block, guint row)
{
  GtkAccessibleRole role = !block->header ? GTK_ACCESSIBLE_ROLE_CELL
                           : row == 0     ? GTK_ACCESSIBLE_ROLE_COLUMN_HEADER
                                          : GTK_ACCESSIBLE_ROLE_ROW_HEADER;
  GtkWidget *cell = create_text (self, role, block->inlines);
  GtkLabel *label = avow_text_block_get_label (AVOW_TEXT_BLOCK (cell));

  /* words are kept whole, so that a narrow table scrolls rather than falls to letters */
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD);
  gtk_label_set_width_chars (label, MIN_CELL_CHARACTERS);
  gtk_label_set_max_width_chars (label, CELL_CHARACTERS);
  gtk_widget_add_css_class (cell, "avow-cell");
  if (block->header)
    gtk_widget_add_css_class (GTK_WIDGET (label), "avow-strong");
  if (row > 0)
    gtk_widget_add_css_class (cell, "avow-below");
  gtk_widget_set_hexpand (cell, TRUE);

  return cell;
}

static GtkWidget *
create_grid (AvowPageBuilder *self, const AvowBlock *block)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE, NULL);

  for (guint row = 0; row < block->children->len; row++)
    {
      const AvowBlock *cells = g_ptr_array_index (block->children, row);

      for (guint column = 0; column < cells->children->len; column++)
        gtk_grid_attach (GTK_GRID (grid), create_cell (self, g_ptr_array_index (cells->children, column), row), column, row, 1, 1);
    }
  gtk_widget_add_css_class (grid, "avow-table");

  return grid;
}

static GtkWidget *
create_table (AvowPageBuilder *self, const AvowBlock *block)
{
  GtkWidget *table = create_box (GTK_ACCESSIBLE_ROLE_GROUP, 6);
  GtkWidget *grid;

  if (block->inlines != NULL && block->inlines->len > 0)
    {
      g_autofree char *name = avow_inlines_to_text (block->inlines, self->variables);

      gtk_box_append (GTK_BOX (table), create_caption (self, block->inlines));
      grid = create_grid (self, block);
      set_name (grid, name);
    }
  else
    {
      grid = create_grid (self, block);
    }

  gtk_box_append (GTK_BOX (table), avow_wide_new (grid));

  return table;
}

static GtkWidget *
create_aside_heading (AvowAsideRole role)
{
  static const char *const icons[] = {
    [AVOW_ASIDE_NOTE] = "dialog-information-symbolic",
    [AVOW_ASIDE_CASE] = "avatar-default-symbolic",
    [AVOW_ASIDE_HABIT] = "starred-symbolic",
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (avow_aside_role_to_label (role));
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", icons[role],
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  gtk_widget_add_css_class (label, "avow-strong");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static GtkWidget *
create_aside (AvowPageBuilder *self, const AvowBlock *block)
{
  static const char *const classes[] = { "avow-note", "avow-case", "avow-habit" };
  GtkWidget *aside = create_box (GTK_ACCESSIBLE_ROLE_GROUP, 6);
  GtkWidget *heading = create_aside_heading (block->role);

  gtk_widget_add_css_class (aside, "avow-aside");
  gtk_widget_add_css_class (aside, classes[block->role]);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (aside), GTK_ACCESSIBLE_RELATION_LABELLED_BY, gtk_widget_get_last_child (heading), NULL, -1);
  gtk_box_append (GTK_BOX (aside), heading);
  avow_page_builder_append_blocks (self, GTK_BOX (aside), block->children);

  return aside;
}

static GtkWidget *
create_details (AvowPageBuilder *self, const AvowBlock *block)
{
  g_autofree char *summary = avow_inlines_to_text (block->inlines, self->variables);
  GtkWidget *expander = gtk_expander_new (NULL);
  GtkWidget *label = gtk_label_new (summary);
  GtkWidget *content = create_box (GTK_ACCESSIBLE_ROLE_GROUP, 12);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "avow-strong");
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), label);
  avow_page_builder_append_blocks (self, GTK_BOX (content), block->children);
  gtk_widget_add_css_class (content, "avow-details");
  gtk_expander_set_child (GTK_EXPANDER (expander), content);
  set_name (expander, summary);

  return expander;
}

GtkWidget *
avow_page_builder_create_block (AvowPageBuilder *self, const AvowBlock *block)
{
  switch (block->kind)
    {
    case AVOW_BLOCK_HEADING:
      return create_heading (self, block);
    case AVOW_BLOCK_LIST:
      return create_list (self, block);
    case AVOW_BLOCK_FIGURE:
      return create_figure (self, block);
    case AVOW_BLOCK_TABLE:
      return create_table (self, block);
    case AVOW_BLOCK_ASIDE:
      return create_aside (self, block);
    case AVOW_BLOCK_DETAILS:
      return create_details (self, block);
    case AVOW_BLOCK_PARAGRAPH:
    case AVOW_BLOCK_ITEM: /* these three stand in what they are part of */
    case AVOW_BLOCK_ROW:
    case AVOW_BLOCK_CELL:
    default:
      return create_text (self, GTK_ACCESSIBLE_ROLE_LABEL, block->inlines);
    }
}

void
avow_page_builder_append_blocks (AvowPageBuilder *self, GtkBox *box, GPtrArray *blocks)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const AvowBlock *block = g_ptr_array_index (blocks, i);

      if (!avow_condition_holds (block->condition, self->variables))
        continue;
      if (block->kind == AVOW_BLOCK_WHEN)
        avow_page_builder_append_blocks (self, box, block->children);
      else
        gtk_box_append (box, avow_page_builder_create_block (self, block));
    }
}
