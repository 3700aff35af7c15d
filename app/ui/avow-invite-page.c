/* avow-invite-page.c: inviting a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-invite-page.h"

#include "avow-file-dialog.h"
#include "avow-focus.h"
#include "avow-format.h"
#include "avow-passphrase-entry.h"
#include "avow-problem.h"
#include "avow-window.h"
#include "people/avow-invitation.h"
#include "sign/avow-secret.h"

#include <glib/gi18n-lib.h>

struct _AvowInvitePage
{
  AdwBin parent_instance;

  AvowContext *context;
  gboolean working;

  GtkStack *steps;
  GtkEditable *staff_number;
  GtkEditable *person_name;
  GtkEditable *team;
  AvowPassphraseEntry *passphrase;
  GtkLabel *problem;
  GtkWidget *busy;
  GtkButton *save_button;
  GtkLabel *saved;
  GtkLabel *code;
  GtkButton *another_button;
  GtkButton *done_button;
};

G_DEFINE_FINAL_TYPE (AvowInvitePage, avow_invite_page, ADW_TYPE_BIN)

typedef struct
{
  char *actor;
  char *passphrase;
  AvowPerson *person;
  char *path;
} Invite;

static void
free_invite (gpointer data)
{
  Invite *invite = data;

  avow_secret_free (invite->passphrase);
  g_free (invite->actor);
  g_free (invite->path);
  avow_person_free (invite->person);
  g_free (invite);
}

/* The person's id: of the roster's entry if there is one, or of a new one. (transfer full) */
static char *
find_or_add (AvowStore *store, const Invite *invite, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (AvowPerson) person = avow_roster_find (store, invite->person->staff_number, &local);
  char *id = NULL;

  if (person != NULL)
    return g_strdup (person->id);
  if (!g_error_matches (local, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  avow_roster_add (store, invite->actor, invite->person, &id, error);
  return id;
}

/* Gives the code. The passphrase is tried first, so that a slip leaves no entry behind. */
static gpointer
write_invitation (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Invite *invite = data;
  g_autoptr (AvowIdentity) identity = avow_identity_unlock (store, invite->actor, invite->passphrase, error);
  g_autofree char *person = NULL;
  char *code = NULL;

  if (identity == NULL)
    return NULL;
  person = find_or_add (store, invite, error);
  if (person == NULL)
    return NULL;
  avow_invitation_write (store, invite->actor, invite->passphrase, person, invite->path, &code, error);

  return code;
}

static void
set_working (AvowInvitePage *self, gboolean working)
{
  self->working = working;
  gtk_widget_set_visible (self->busy, working);
}

static void
written_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowInvitePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  set_working (self, FALSE);
  if (code == NULL)
    {
      avow_problem_show (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return;
    }

  avow_passphrase_entry_clear (self->passphrase);
  gtk_label_set_label (self->code, code);
  gtk_widget_set_visible (GTK_WIDGET (self->code), TRUE);
  gtk_stack_set_visible_child_name (self->steps, "code");
  gtk_widget_grab_focus (GTK_WIDGET (self->done_button));
  avow_context_changed (self->context);
}

static char *
get_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
write_to (AvowInvitePage *self, const char *path)
{
  Invite *invite = g_new0 (Invite, 1);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *saved = g_strdup_printf (_("It is in the file “%s”."), name);

  invite->actor = g_strdup (avow_context_get_person (self->context)->id);
  invite->passphrase = avow_secret_dup (avow_passphrase_entry_get_text (self->passphrase));
  invite->path = g_strdup (path);
  invite->person = g_new0 (AvowPerson, 1);
  invite->person->staff_number = get_text (self->staff_number);
  invite->person->name = get_text (self->person_name);
  invite->person->team = get_text (self->team);
  invite->person->joined = avow_format_today ();

  gtk_label_set_label (self->saved, saved);
  gtk_widget_set_visible (GTK_WIDGET (self->saved), TRUE);
  set_working (self, TRUE);
  avow_worker_run_async (avow_context_get_worker (self->context), write_invitation, invite, free_invite, g_free, NULL,
                         written_cb, g_object_ref (self));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowInvitePage) self = user_data;
  g_autoptr (GFile) file = avow_file_dialog_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    write_to (self, path);
  else if (file != NULL)
    avow_problem_show (self->problem, _("Avow writes invitations only to this computer. Choose a folder here, and send the file from there."));
  gtk_widget_grab_focus (GTK_WIDGET (self->save_button));
}

static gboolean
check (AvowInvitePage *self)
{
  GtkEditable *entries[] = { self->staff_number, self->person_name, self->team };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *text = get_text (entries[i]);

      if (*text != '\0')
        continue;
      avow_problem_show (self->problem, _("Please fill in staff number, name and team."));
      gtk_widget_grab_focus (GTK_WIDGET (entries[i]));
      return FALSE;
    }
  if (*avow_passphrase_entry_get_text (self->passphrase) == '\0')
    {
      avow_problem_show (self->problem, _("Please type your passphrase."));
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return FALSE;
    }

  return TRUE;
}

static void
save (AvowInvitePage *self)
{
  g_autofree char *number = get_text (self->staff_number);
  g_autofree char *name = NULL;

  if (self->working || !check (self))
    return;

  avow_problem_show (self->problem, NULL);
  name = g_strdup_printf ("%s.avow-invitation", g_strdelimit (number, "/\\", '-'));
  avow_file_dialog_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save Invitation"), name,
                               chosen_cb, g_object_ref (self));
}

static void
another_cb (AvowInvitePage *self)
{
  gtk_label_set_label (self->code, "");
  gtk_editable_set_text (self->staff_number, "");
  gtk_editable_set_text (self->person_name, "");
  gtk_stack_set_visible_child_name (self->steps, "person");
  gtk_widget_grab_focus (GTK_WIDGET (self->staff_number));
}

static void
done_cb (AvowInvitePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static gboolean
avow_invite_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AVOW_INVITE_PAGE (widget)->staff_number));
}

static void
avow_invite_page_dispose (GObject *object)
{
  g_clear_object (&AVOW_INVITE_PAGE (object)->context);

  G_OBJECT_CLASS (avow_invite_page_parent_class)->dispose (object);
}

static void
avow_invite_page_class_init (AvowInvitePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_invite_page_dispose;
  widget_class->focus = avow_focus_children;
  widget_class->grab_focus = avow_invite_page_grab_focus;

  g_type_ensure (AVOW_TYPE_PASSPHRASE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-invite-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, steps);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, staff_number);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, person_name);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, team);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, busy);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, save_button);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, saved);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, code);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, another_button);
  gtk_widget_class_bind_template_child (widget_class, AvowInvitePage, done_button);
}

static void
avow_invite_page_init (AvowInvitePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->passphrase, "activate", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->another_button, "clicked", G_CALLBACK (another_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->done_button, "clicked", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_invite_page_new (AvowContext *context)
{
  AvowInvitePage *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);

  self = g_object_new (AVOW_TYPE_INVITE_PAGE, NULL);
  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}
