/* avow-officers-view.c: who the compliance officers are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-officers-view.h"

#include "avow-act-page.h"
#include "avow-window.h"
#include "avow-wrap-row.h"
#include "people/avow-officer.h"

#include <glib/gi18n-lib.h>

struct _AvowOfficersView
{
  AdwBin parent_instance;

  AvowContext *context;
  GPtrArray *candidates; /* nullable; of AvowPerson */

  GtkListBox *list;
  GtkWidget *nobody;
  GtkWidget *add_button;
};

G_DEFINE_FINAL_TYPE (AvowOfficersView, avow_officers_view, ADW_TYPE_BIN)

/* What the job gives. */
typedef struct
{
  GPtrArray *officers;   /* of AvowOfficer */
  GPtrArray *people;     /* of AvowPerson: they, in the same order */
  GPtrArray *candidates; /* of AvowPerson */
} Team;

static void
free_team (gpointer data)
{
  Team *team = data;

  g_clear_pointer (&team->officers, g_ptr_array_unref);
  g_clear_pointer (&team->people, g_ptr_array_unref);
  g_clear_pointer (&team->candidates, g_ptr_array_unref);
  g_free (team);
}

static gpointer
load_team (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Team *team = g_new0 (Team, 1);

  team->officers = avow_officer_list (store, error);
  team->candidates = team->officers != NULL ? avow_officer_list_candidates (store, error) : NULL;
  team->people = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_person_free);
  for (guint i = 0; team->candidates != NULL && i < team->officers->len; i++)
    {
      AvowPerson *person = avow_roster_get (store, ((AvowOfficer *) g_ptr_array_index (team->officers, i))->person, error);

      if (person == NULL)
        g_clear_pointer (&team->candidates, g_ptr_array_unref);
      else
        g_ptr_array_add (team->people, person);
    }
  if (team->candidates != NULL)
    return team;
  free_team (team);
  return NULL;
}

static void
push (AvowOfficersView *self, GtkWidget *page)
{
  AvowWindow *window = avow_window_of (GTK_WIDGET (self));

  if (window != NULL)
    avow_window_push (window, page);
}

/* Both are there: the one who adds, and the one who is added. */
static char *
run_add (AvowStore *store, const AvowAct *act, GError **error)
{
  GPtrArray *candidates = act->data;
  const AvowPerson *person = g_ptr_array_index (candidates, MIN (avow_act_get_choice (act, 0), candidates->len - 1));
  const char *passphrase = avow_act_get_value (act, 1);
  g_autoptr (AvowIdentity) identity = avow_act_unlock (act, store, error);
  g_autoptr (AvowIdentity) other = identity != NULL ? avow_identity_unlock (store, person->id, passphrase, error) : NULL;

  if (identity != NULL && other == NULL)
    /* Translators: who typed a passphrase, before why it was not accepted */
    g_prefix_error (error, _("%s: "), person->name);
  if (other == NULL || !avow_officer_add (store, identity, act->passphrase, person->id, passphrase, error))
    return NULL;

  return g_strdup_printf (_("%s is a compliance officer now."), person->name);
}

static const AvowActKind add_kind = {
  .title = N_("Add an Officer"),
  .button = N_("_Add"),
  .page = "programme",
  .is_signed = TRUE,
  .run = run_add,
};

static void
add_clicked_cb (AvowOfficersView *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *page = avow_act_page_new (self->context, &add_kind, _("Add a compliance officer"),
                                       _("Do this together: whoever becomes an officer types their own passphrase here, too. It opens the "
                                         "organisation’s key from then on."),
                                       g_ptr_array_ref (self->candidates), (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < self->candidates->len; i++)
    {
      const AvowPerson *person = g_ptr_array_index (self->candidates, i);

      g_ptr_array_add (labels, g_strdup_printf ("%s (%s)", person->name, person->staff_number));
    }
  g_ptr_array_add (labels, NULL);
  avow_act_page_add_choice (AVOW_ACT_PAGE (page), _("Who"), (const char *const *) labels->pdata);
  avow_act_page_add_passphrase (AVOW_ACT_PAGE (page), _("_Their passphrase"), _("Their passphrase"));
  push (self, page);
}

static char *
run_remove (AvowStore *store, const AvowAct *act, GError **error)
{
  const AvowPerson *person = act->data;
  g_autoptr (AvowIdentity) identity = avow_act_unlock (act, store, error);

  if (identity == NULL || !avow_officer_remove (store, identity, person->id, error))
    return NULL;

  return g_strdup_printf (_("%s is no compliance officer any more."), person->name);
}

static const AvowActKind remove_kind = {
  .title = N_("Remove an Officer"),
  .button = N_("_Remove"),
  .page = "programme",
  .is_signed = TRUE,
  .destroys = TRUE,
  .run = run_remove,
};

static void
remove_clicked_cb (AvowOfficersView *self, GtkButton *button)
{
  const AvowPerson *person = g_object_get_data (G_OBJECT (button), "avow-person");
  g_autofree char *heading = g_strdup_printf (_("%s is to be no officer any more"), person->name);

  push (self, avow_act_page_new (self->context, &remove_kind, heading,
                                 _("The role is taken back, and what opens the organisation’s key for them here is removed. Where they may have "
                                   "copied that key, renew it next: “avowctl root renew”."),
                                 avow_person_copy (person), (GDestroyNotify) avow_person_free));
}

static GtkWidget *
create_row (AvowOfficersView *self, const AvowOfficer *officer, const AvowPerson *person, gboolean is_last)
{
  const char *holds = !officer->holds ? _("Does not hold the organisation’s key")
                      : officer->here ? _("Holds the organisation’s key") : _("Holds the organisation’s key, but not on this computer");
  GtkWidget *row = avow_wrap_row_new (person->name, holds);
  GtkWidget *button;

  if (is_last)
    return row;

  button = gtk_button_new_with_label (_("Remove…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, person->name, -1);
  g_object_set_data_full (G_OBJECT (button), "avow-person", avow_person_copy (person), (GDestroyNotify) avow_person_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  avow_wrap_row_set_end (AVOW_WRAP_ROW (row), button);

  return row;
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowOfficersView) self = user_data;
  Team *team = avow_worker_run_finish (AVOW_WORKER (worker), result, NULL);
  GtkWidget *row;

  /* what is wrong with the store is said where the rest of the page is */
  gtk_widget_set_visible (GTK_WIDGET (self), team != NULL);
  if (team == NULL)
    return;

  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < team->officers->len; i++)
    gtk_list_box_append (self->list, create_row (self, g_ptr_array_index (team->officers, i), g_ptr_array_index (team->people, i),
                                                 team->officers->len == 1));
  gtk_widget_set_visible (self->nobody, team->candidates->len == 0);
  gtk_widget_set_visible (self->add_button, team->candidates->len > 0);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  self->candidates = g_steal_pointer (&team->candidates);
  free_team (team);
}

static void
load (AvowOfficersView *self)
{
  avow_worker_run_async (avow_context_get_worker (self->context), load_team, NULL, NULL, free_team, NULL, loaded_cb, g_object_ref (self));
}

static void
avow_officers_view_dispose (GObject *object)
{
  AvowOfficersView *self = AVOW_OFFICERS_VIEW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_officers_view_parent_class)->dispose (object);
}

static void
avow_officers_view_class_init (AvowOfficersViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_officers_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-officers-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowOfficersView, list);
  gtk_widget_class_bind_template_child (widget_class, AvowOfficersView, nobody);
  gtk_widget_class_bind_template_child (widget_class, AvowOfficersView, add_button);
}

static void
avow_officers_view_init (AvowOfficersView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
}

void
avow_officers_view_set_context (AvowOfficersView *self, AvowContext *context)
{
  g_return_if_fail (AVOW_IS_OFFICERS_VIEW (self));
  g_return_if_fail (AVOW_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  load (self);
}
