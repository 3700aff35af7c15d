/* avow-join-page.c: joining an organisation by invitation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-join-page.h"

#include "avow-passphrase-chooser.h"
#include "avow-problem.h"
#include "sign/avow-code.h"
#include "sign/avow-secret.h"

#include <glib/gi18n-lib.h>

struct _AvowJoinPage
{
  AvowEntrance parent_instance;

  char *folder;
  AvowInvitation *invitation;

  GtkButton *back_button;
  GtkStack *steps;
  GtkLabel *who;
  GtkEditable *code;
  GtkLabel *code_problem;
  GtkButton *code_button;
  GtkButton *privacy_button;
  AvowPassphraseChooser *chooser;
  GtkLabel *problem;
  GtkWidget *busy;
  GtkButton *join_button;
};

G_DEFINE_FINAL_TYPE (AvowJoinPage, avow_join_page, AVOW_TYPE_ENTRANCE)

static void
open_invitation (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = g_file_get_path (data);
  GError *error = NULL;
  AvowInvitation *invitation;

  if (path == NULL)
    {
      g_task_return_new_error (task, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                               _("Avow reads invitations only from this computer. Save the file here first."));
      return;
    }

  invitation = avow_invitation_open (path, &error);
  if (invitation != NULL)
    g_task_return_pointer (task, invitation, (GDestroyNotify) avow_invitation_unref);
  else
    g_task_return_error (task, error);
}

void
avow_join_open_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, open_invitation);
}

AvowInvitation *
avow_join_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  AvowInvitation *invitation; /* the page's, which outlives the task */
  char *folder;
  char *code;
  char *passphrase;
} Join;

static void
free_join (gpointer data)
{
  Join *join = data;

  avow_secret_free (join->passphrase);
  avow_secret_wipe (join->code);
  g_free (join->folder);
  g_free (join);
}

static void
accept_invitation (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Join *join = data;
  GError *error = NULL;
  char *person = NULL;
  g_autoptr (AvowStore) store = avow_invitation_accept (join->invitation, join->folder, join->code, join->passphrase, &person, &error);

  if (store != NULL)
    g_task_return_pointer (task, person, g_free);
  else
    g_task_return_error (task, error);
}

/* A wrong code shows only when the key in the invitation is opened with it. */
static void
show_failure (AvowJoinPage *self, const GError *error)
{
  if (g_error_matches (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION))
    {
      avow_problem_show (self->code_problem, error->message);
      avow_entrance_show (AVOW_ENTRANCE (self), "code", GTK_WIDGET (self->code));
    }
  else
    {
      avow_problem_show (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->join_button));
    }
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AvowJoinPage *self = AVOW_JOIN_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *person = g_task_propagate_pointer (G_TASK (result), &error);

  avow_entrance_set_working (AVOW_ENTRANCE (self), FALSE);
  if (person == NULL)
    {
      show_failure (self, error);
      return;
    }

  avow_passphrase_chooser_clear (self->chooser);
  avow_entrance_end (AVOW_ENTRANCE (self), person);
}

static void
join (AvowJoinPage *self)
{
  const char *passphrase = avow_passphrase_chooser_check (self->chooser);
  g_autoptr (GTask) task = NULL;
  Join *data;

  if (passphrase == NULL || avow_entrance_is_working (AVOW_ENTRANCE (self)))
    return;

  data = g_new0 (Join, 1);
  data->invitation = self->invitation;
  data->folder = g_strdup (self->folder);
  data->code = avow_code_normalise (gtk_editable_get_text (self->code));
  data->passphrase = avow_secret_dup (passphrase);

  avow_problem_show (self->problem, NULL);
  avow_entrance_set_working (AVOW_ENTRANCE (self), TRUE);
  task = g_task_new (self, NULL, accepted_cb, NULL);
  g_task_set_task_data (task, data, free_join);
  g_task_run_in_thread (task, accept_invitation);
}

static void
take_code (AvowJoinPage *self)
{
  g_autofree char *code = avow_code_normalise (gtk_editable_get_text (self->code));

  if (code == NULL)
    {
      avow_problem_show (self->code_problem, _("This is not a whole code. It has four groups of five letters and digits."));
      gtk_widget_grab_focus (GTK_WIDGET (self->code));
      return;
    }

  avow_problem_show (self->code_problem, NULL);
  avow_entrance_show (AVOW_ENTRANCE (self), "privacy", GTK_WIDGET (self->privacy_button));
}

static void
privacy_read_cb (AvowJoinPage *self)
{
  avow_entrance_show (AVOW_ENTRANCE (self), "passphrase", GTK_WIDGET (self->chooser));
}

static void
avow_join_page_back (AvowEntrance *page, const char *step)
{
  AvowJoinPage *self = AVOW_JOIN_PAGE (page);

  if (g_str_equal (step, "passphrase"))
    avow_entrance_show (page, "privacy", GTK_WIDGET (self->privacy_button));
  else if (g_str_equal (step, "privacy"))
    avow_entrance_show (page, "code", GTK_WIDGET (self->code));
  else
    avow_entrance_leave (page);
}

static gboolean
avow_join_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AVOW_JOIN_PAGE (widget)->code));
}

static void
avow_join_page_finalize (GObject *object)
{
  AvowJoinPage *self = AVOW_JOIN_PAGE (object);

  g_clear_pointer (&self->invitation, avow_invitation_unref);
  g_free (self->folder);

  G_OBJECT_CLASS (avow_join_page_parent_class)->finalize (object);
}

static void
avow_join_page_class_init (AvowJoinPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_join_page_finalize;
  widget_class->grab_focus = avow_join_page_grab_focus;
  AVOW_ENTRANCE_CLASS (klass)->back = avow_join_page_back;

  g_type_ensure (AVOW_TYPE_PASSPHRASE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-join-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, steps);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, who);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, code);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, code_problem);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, code_button);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, privacy_button);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, busy);
  gtk_widget_class_bind_template_child (widget_class, AvowJoinPage, join_button);
}

static void
avow_join_page_init (AvowJoinPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  avow_entrance_set_up (AVOW_ENTRANCE (self), self->back_button, self->steps, self->busy);

  g_signal_connect_object (self->code, "activate", G_CALLBACK (take_code), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->code_button, "clicked", G_CALLBACK (take_code), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->privacy_button, "clicked", G_CALLBACK (privacy_read_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chooser, "activate", G_CALLBACK (join), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->join_button, "clicked", G_CALLBACK (join), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_join_page_new (const char *folder, AvowInvitation *invitation)
{
  AvowJoinPage *self;
  g_autofree char *who = NULL;
  const char *about[] = { NULL, NULL, NULL, NULL };

  g_return_val_if_fail (folder != NULL && invitation != NULL, NULL);

  self = g_object_new (AVOW_TYPE_JOIN_PAGE, NULL);
  self->folder = g_strdup (folder);
  self->invitation = invitation;

  about[0] = avow_invitation_get_name (invitation);
  about[1] = avow_invitation_get_staff_number (invitation);
  about[2] = avow_invitation_get_organisation (invitation);
  avow_passphrase_chooser_set_about (self->chooser, about);

  /* Translators: an organisation, a person’s name, and their staff number */
  who = g_strdup_printf (_("%s invites %s, staff number %s. If that is not you, please give the file back."), about[2], about[0], about[1]);
  gtk_label_set_label (self->who, who);

  return GTK_WIDGET (self);
}
