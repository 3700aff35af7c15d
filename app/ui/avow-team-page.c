/* avow-team-page.c: how a team stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-team-page.h"

#include "avow-focus.h"
#include "avow-format.h"
#include "avow-member-page.h"
#include "avow-window.h"
#include "avow-wrap-box.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows shown at once: more than anybody reads, few enough to appear at once. The search narrows them. */
#define MOST_ROWS 200

struct _AvowTeamPage
{
  AdwBin parent_instance;

  AvowContext *context;
  GCancellable *cancellable;
  GPtrArray *members; /* nullable; of AvowMember */
  char *today;
  int filter;         /* an AvowMemberState, or -1: everyone */

  GtkStack *stack;
  AdwStatusPage *error;
  GtkButton *again_button;
  GtkLabel *headline;
  AvowWrapBox *filters;
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkLabel *more;
};

G_DEFINE_FINAL_TYPE (AvowTeamPage, avow_team_page, ADW_TYPE_BIN)

/* What the job takes, and gives. */
typedef struct
{
  AvowAccess *access;
  char *today;
} Query;

static void
free_query (gpointer data)
{
  Query *query = data;

  avow_access_free (query->access);
  g_free (query->today);
  g_free (query);
}

static gpointer
load_team (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Query *query = data;

  return avow_team_list (store, query->access, query->today, error);
}

static gboolean
is_shown (AvowTeamPage *self, const AvowMember *member)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_autofree char *name = g_utf8_casefold (member->person->name, -1);

  /* who has left is only shown where one asks for them */
  if (self->filter >= 0 ? (int) member->state != self->filter : member->state == AVOW_MEMBER_LEFT)
    return FALSE;

  return strstr (name, wanted) != NULL || strstr (member->person->staff_number, wanted) != NULL;
}

static void
row_activated_cb (AvowTeamPage *self, GtkListBoxRow *row)
{
  const AvowMember *member = g_object_get_data (G_OBJECT (row), "avow-member");

  avow_window_push (avow_window_of (GTK_WIDGET (self)), avow_member_page_new (self->context, member, self->today));
}

static GtkWidget *
create_icon (const char *name)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static GtkWidget *
create_row (AvowTeamPage *self, const AvowMember *member)
{
  g_autofree char *state = avow_member_describe (member);
  gboolean everyone = avow_access_get_scope (avow_context_get_access (self->context), AVOW_ACTION_SEE_TEAM) == NULL;
  g_autofree char *subtitle = everyone ? g_strdup_printf ("%s · %s", state, member->person->team) : g_strdup (state);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), member->person->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), create_icon (avow_member_get_icon (member->state)));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_icon ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "avow-member", (gpointer) member);

  return row;
}

static void
fill_list (AvowTeamPage *self)
{
  GtkWidget *row;
  guint shown = 0;
  guint hidden = 0;
  g_autofree char *more = NULL;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; self->members != NULL && i < self->members->len; i++)
    {
      const AvowMember *member = g_ptr_array_index (self->members, i);

      if (!is_shown (self, member))
        continue;
      if (shown++ < MOST_ROWS)
        gtk_list_box_append (self->list, create_row (self, member));
      else
        hidden++;
    }

  if (shown == 0)
    more = g_strdup (_("Nobody here. Choose another figure above, or clear the search."));
  else if (hidden > 0)
    more = g_strdup_printf (ngettext ("And %u more. Type a name to find them.", "And %u more. Type a name to find them.", hidden), hidden);
  gtk_widget_set_visible (GTK_WIDGET (self->list), shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), more != NULL);
  gtk_label_set_label (self->more, more != NULL ? more : "");
}

static void
filter_toggled_cb (AvowTeamPage *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;

  self->filter = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "avow-state"));
  fill_list (self);
}

static char *
describe_filter (int state, guint count)
{
  switch (state)
    {
    case AVOW_MEMBER_LATE:
      return g_strdup_printf (ngettext ("%u late", "%u late", count), count);
    case AVOW_MEMBER_DECLINED:
      return g_strdup_printf (ngettext ("%u declined", "%u declined", count), count);
    case AVOW_MEMBER_SOON:
      return g_strdup_printf (ngettext ("%u due within a week", "%u due within a week", count), count);
    case AVOW_MEMBER_DUE:
      return g_strdup_printf (ngettext ("%u due later", "%u due later", count), count);
    case AVOW_MEMBER_DONE:
      return g_strdup_printf (ngettext ("%u done", "%u done", count), count);
    case AVOW_MEMBER_LEFT:
      return g_strdup_printf (ngettext ("%u has left", "%u have left", count), count);
    default:
      return g_strdup_printf (ngettext ("All %u", "All %u", count), count);
    }
}

static GtkWidget *
add_filter (AvowTeamPage *self, int state, guint count, GtkWidget *group)
{
  g_autofree char *text = describe_filter (state, count);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), label);
  g_object_set_data (G_OBJECT (button), "avow-state", GINT_TO_POINTER (state));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), state == self->filter);
  g_signal_connect_object (button, "toggled", G_CALLBACK (filter_toggled_cb), self, G_CONNECT_SWAPPED);
  avow_wrap_box_append (self->filters, button);

  return button;
}

/* "12 people: 9 done, 2 due within a week, 1 late." Each number is a button. */
static void
fill_filters (AvowTeamPage *self)
{
  guint n = self->members->len - avow_team_count (self->members, AVOW_MEMBER_LEFT);
  const char *scope = avow_access_get_scope (avow_context_get_access (self->context), AVOW_ACTION_SEE_TEAM);
  g_autofree char *people = g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  /* Translators: a team and how many are in it, e.g. “Finance: 12 people” */
  g_autofree char *headline = g_strdup_printf (_("%s: %s"), scope != NULL ? scope : _("Everyone"), people);
  GtkWidget *all;

  gtk_label_set_label (self->headline, headline);
  avow_wrap_box_clear (self->filters);
  if (self->filter >= 0 && avow_team_count (self->members, self->filter) == 0)
    self->filter = -1;
  all = add_filter (self, -1, n, NULL);
  for (int state = 0; state < AVOW_MEMBER_N_STATES; state++)
    if (avow_team_count (self->members, state) > 0)
      add_filter (self, state, avow_team_count (self->members, state), all);
}

static void
grab_any_focus (AvowTeamPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->search));
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowTeamPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *members = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  gboolean had_focus = avow_focus_is_inside (GTK_WIDGET (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (members == NULL)
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);

      adw_status_page_set_description (self->error, text);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  g_clear_pointer (&self->members, g_ptr_array_unref);
  self->members = members;
  fill_filters (self);
  fill_list (self);
  gtk_stack_set_visible_child_name (self->stack, members->len > 0 ? "list" : "empty");
  /* what had it is gone with what was shown before; GTK would look for another far off, where Tab may not lead back */
  if (had_focus && !avow_focus_is_inside (GTK_WIDGET (self)))
    grab_any_focus (self);
}

static void
load (AvowTeamPage *self)
{
  Query *query = g_new0 (Query, 1);

  g_free (self->today);
  self->today = avow_format_today ();
  query->access = avow_access_copy (avow_context_get_access (self->context));
  query->today = g_strdup (self->today);
  avow_worker_run_async (avow_context_get_worker (self->context), load_team, query, free_query, (GDestroyNotify) g_ptr_array_unref,
                         self->cancellable, loaded_cb, g_object_ref (self));
}

static void
avow_team_page_dispose (GObject *object)
{
  AvowTeamPage *self = AVOW_TEAM_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->today, g_free);

  G_OBJECT_CLASS (avow_team_page_parent_class)->dispose (object);
}

static void
avow_team_page_class_init (AvowTeamPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_team_page_dispose;

  g_type_ensure (AVOW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-team-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowTeamPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AvowTeamPage, error);
  gtk_widget_class_bind_template_child (widget_class, AvowTeamPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, AvowTeamPage, headline);
  gtk_widget_class_bind_template_child (widget_class, AvowTeamPage, filters);
  gtk_widget_class_bind_template_child (widget_class, AvowTeamPage, search);
  gtk_widget_class_bind_template_child (widget_class, AvowTeamPage, list);
  gtk_widget_class_bind_template_child (widget_class, AvowTeamPage, more);
}

static void
avow_team_page_init (AvowTeamPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->filter = -1;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->again_button, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (fill_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_team_page_new (AvowContext *context)
{
  AvowTeamPage *self = g_object_new (AVOW_TYPE_TEAM_PAGE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);

  return GTK_WIDGET (self);
}
