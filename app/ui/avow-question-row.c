/* avow-question-row.c: one question in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-question-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static GtkWidget *
create_icon (const char *name)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

GtkWidget *
avow_question_row_new (AvowSession *session, AvowQuestion *question, guint index, const char *icon, const char *state,
                       const char *action)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *prompt = avow_blocks_to_text (question->prompt, avow_session_get_variables (session));
  /* Translators: the place of a question, and how it stands: “4: answered, flagged” */
  g_autofree char *title = g_strdup_printf (_("%u: %s"), index + 1, state);
  g_autofree char *name = g_strdup_printf ("%s. %s", title, prompt);

  g_strdelimit (prompt, "\n", ' ');
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), prompt);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), create_icon (icon));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_icon ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", index);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);

  return row;
}
