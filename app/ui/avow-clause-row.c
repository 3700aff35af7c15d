/* avow-clause-row.c: one clause, and whether one agrees to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-clause-row.h"

#include "avow-page-view.h"

#include <glib/gi18n-lib.h>

struct _AvowClauseRow
{
  AdwBin parent_instance;

  GtkLabel *title;
  AvowPageView *text;
  GtkExpander *changed;
  GtkLabel *previous;
  GtkCheckButton *agree;
};

G_DEFINE_FINAL_TYPE (AvowClauseRow, avow_clause_row, ADW_TYPE_BIN)

enum
{
  TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
toggled_cb (AvowClauseRow *self)
{
  g_signal_emit (self, signals[TOGGLED], 0);
}

/* What changed since this person last signed: nothing, all of it, or the old text to compare. */
static void
show_change (AvowClauseRow *self, const char *previous)
{
  gtk_widget_set_visible (GTK_WIDGET (self->changed), previous != NULL);
  if (previous == NULL)
    return;

  gtk_expander_set_label (self->changed, *previous != '\0' ? _("Changed since you last signed: show the old text") : _("New since you last signed"));
  gtk_label_set_label (self->previous, *previous != '\0' ? previous : _("This clause was not there before."));
}

static void
avow_clause_row_class_init (AvowClauseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[TOGGLED] = g_signal_new ("toggled", AVOW_TYPE_CLAUSE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (AVOW_TYPE_PAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-clause-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowClauseRow, title);
  gtk_widget_class_bind_template_child (widget_class, AvowClauseRow, text);
  gtk_widget_class_bind_template_child (widget_class, AvowClauseRow, changed);
  gtk_widget_class_bind_template_child (widget_class, AvowClauseRow, previous);
  gtk_widget_class_bind_template_child (widget_class, AvowClauseRow, agree);
}

static void
avow_clause_row_init (AvowClauseRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
avow_clause_row_new (AvowSigning *signing, guint index)
{
  AvowClauseRow *self = g_object_new (AVOW_TYPE_CLAUSE_ROW, NULL);
  const AvowClause *clause = g_ptr_array_index (avow_signing_get_document (signing)->clauses, index);
  g_autofree char *title = g_strdup_printf ("%u. %s", index + 1, clause->title);
  /* Translators: the name of a box to tick, for screen readers: the clause's title */
  g_autofree char *name = g_strdup_printf (_("I have read and agree to this: %s"), clause->title);

  gtk_label_set_label (self->title, title);
  avow_page_view_set_blocks (self->text, clause->blocks, avow_signing_get_variables (signing), NULL);
  show_change (self, avow_signing_get_previous_text (signing, index));
  gtk_check_button_set_active (self->agree, avow_signing_is_agreed (signing, index));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->agree), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (self->agree, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

gboolean
avow_clause_row_get_agreed (AvowClauseRow *self)
{
  g_return_val_if_fail (AVOW_IS_CLAUSE_ROW (self), FALSE);

  return gtk_check_button_get_active (self->agree);
}

void
avow_clause_row_ask (AvowClauseRow *self)
{
  g_return_if_fail (AVOW_IS_CLAUSE_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->agree));
}
