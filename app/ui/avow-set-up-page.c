/* avow-set-up-page.c: a new organisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-set-up-page.h"

#include "avow-format.h"
#include "avow-passphrase-chooser.h"
#include "avow-problem.h"
#include "people/avow-organisation.h"
#include "people/avow-shipped.h"
#include "sign/avow-code.h"
#include "sign/avow-secret.h"

#include <glib/gi18n-lib.h>

struct _AvowSetUpPage
{
  AvowEntrance parent_instance;

  char *folder;
  char *officer;  /* id, once there is one */
  char *recovery; /* its code, until it was typed back */

  GtkButton *back_button;
  GtkStack *steps;
  GtkEditable *organisation;
  GtkEditable *officer_name;
  GtkEditable *staff_number;
  GtkEditable *team;
  GtkLabel *organisation_problem;
  GtkButton *organisation_button;
  AvowPassphraseChooser *chooser;
  GtkLabel *problem;
  GtkWidget *busy;
  GtkButton *create_button;
  GtkLabel *recovery_code;
  GtkButton *recovery_button;
  GtkEditable *repeat;
  GtkLabel *repeat_problem;
  GtkButton *repeat_button;
  GtkLabel *next;
  GtkButton *done_button;
};

G_DEFINE_FINAL_TYPE (AvowSetUpPage, avow_set_up_page, AVOW_TYPE_ENTRANCE)

typedef struct
{
  char *folder;
  char *organisation;
  AvowPerson *officer;
  char *passphrase;
} SetUp;

static void
free_set_up (gpointer data)
{
  SetUp *set_up = data;

  avow_secret_free (set_up->passphrase);
  g_free (set_up->organisation);
  g_free (set_up->folder);
  avow_person_free (set_up->officer);
  g_free (set_up);
}

typedef struct
{
  char *officer;
  char *recovery;
  char *problem; /* nullable: why the courses are not assigned */
} Outcome;

static void
free_outcome (gpointer data)
{
  Outcome *outcome = data;

  g_free (outcome->officer);
  g_free (outcome->recovery);
  g_free (outcome->problem);
  g_free (outcome);
}

static void
create_organisation (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const SetUp *set_up = data;
  GError *error = NULL;
  g_autoptr (GError) assign_error = NULL;
  Outcome *outcome = g_new0 (Outcome, 1);
  g_autoptr (AvowPerson) officer = NULL;
  g_autoptr (AvowStore) store = avow_organisation_create (set_up->folder, set_up->organisation, set_up->officer,
                                                          set_up->passphrase, FALSE, &outcome->recovery, &error);

  if (store != NULL)
    officer = avow_roster_find (store, set_up->officer->staff_number, &error);

  /* the organisation stands, recovery code and all: a course that can't be assigned now can be later */
  if (officer != NULL && !avow_shipped_assign_courses (store, officer->id, &assign_error))
    outcome->problem = g_strdup (assign_error->message);
  if (officer != NULL)
    {
      outcome->officer = g_strdup (officer->id);
      g_task_return_pointer (task, outcome, free_outcome);
    }
  else
    {
      free_outcome (outcome);
      g_task_return_error (task, error);
    }
}

/* The way back ends where the organisation has been made. */
static void
show_step (AvowSetUpPage *self, const char *name, GtkWidget *focus)
{
  gtk_widget_set_visible (GTK_WIDGET (self->back_button),
                          self->officer == NULL || g_str_equal (name, "repeat"));
  avow_entrance_show (AVOW_ENTRANCE (self), name, focus);
}

static void
show_unassigned (AvowSetUpPage *self, const char *problem)
{
  g_autofree char *text = g_strdup_printf (_("The course could not be assigned (%s). Try it again under Programme, where you also read and adopt "
                                             "the declarations. Avow takes you there."),
                                           problem);

  gtk_label_set_label (self->next, text);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AvowSetUpPage *self = AVOW_SET_UP_PAGE (source);
  g_autoptr (GError) error = NULL;
  Outcome *outcome = g_task_propagate_pointer (G_TASK (result), &error);

  avow_entrance_set_working (AVOW_ENTRANCE (self), FALSE);
  if (outcome == NULL)
    {
      avow_problem_show (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->create_button));
      return;
    }

  self->officer = g_steal_pointer (&outcome->officer);
  self->recovery = g_steal_pointer (&outcome->recovery);
  if (outcome->problem != NULL)
    show_unassigned (self, outcome->problem);
  free_outcome (outcome);
  avow_passphrase_chooser_clear (self->chooser);
  gtk_label_set_label (self->recovery_code, self->recovery);
  gtk_widget_set_visible (GTK_WIDGET (self->recovery_code), TRUE);
  show_step (self, "recovery", GTK_WIDGET (self->recovery_button));
}

static char *
get_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
create (AvowSetUpPage *self)
{
  const char *passphrase = avow_passphrase_chooser_check (self->chooser);
  g_autoptr (GTask) task = NULL;
  SetUp *data;

  if (passphrase == NULL || avow_entrance_is_working (AVOW_ENTRANCE (self)))
    return;

  data = g_new0 (SetUp, 1);
  data->folder = g_strdup (self->folder);
  data->organisation = get_text (self->organisation);
  data->passphrase = avow_secret_dup (passphrase);
  data->officer = g_new0 (AvowPerson, 1);
  data->officer->name = get_text (self->officer_name);
  data->officer->staff_number = get_text (self->staff_number);
  data->officer->team = get_text (self->team);
  data->officer->joined = avow_format_today ();

  avow_problem_show (self->problem, NULL);
  avow_entrance_set_working (AVOW_ENTRANCE (self), TRUE);
  task = g_task_new (self, NULL, created_cb, NULL);
  g_task_set_task_data (task, data, free_set_up);
  g_task_run_in_thread (task, create_organisation);
}

static void
take_organisation (AvowSetUpPage *self)
{
  GtkEditable *entries[] = { self->organisation, self->officer_name, self->staff_number, self->team };
  g_autofree char *organisation = get_text (self->organisation);
  g_autofree char *name = get_text (self->officer_name);
  g_autofree char *staff_number = get_text (self->staff_number);
  const char *about[] = { organisation, name, staff_number, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_autofree char *text = get_text (entries[i]);

      if (*text != '\0')
        continue;
      avow_problem_show (self->organisation_problem, _("Please fill in all four. They stand on every record, and can be corrected later."));
      gtk_widget_grab_focus (GTK_WIDGET (entries[i]));
      return;
    }

  avow_problem_show (self->organisation_problem, NULL);
  avow_passphrase_chooser_set_about (self->chooser, about);
  show_step (self, "passphrase", GTK_WIDGET (self->chooser));
}

static void
written_down_cb (AvowSetUpPage *self)
{
  gtk_editable_set_text (self->repeat, "");
  avow_problem_show (self->repeat_problem, NULL);
  show_step (self, "repeat", GTK_WIDGET (self->repeat));
}

static void
take_repeat (AvowSetUpPage *self)
{
  g_autofree char *typed = avow_code_normalise (gtk_editable_get_text (self->repeat));

  if (g_strcmp0 (typed, self->recovery) != 0)
    {
      avow_problem_show (self->repeat_problem, _("This is not the code. Look at the paper again; with Back you see the code once more."));
      gtk_widget_grab_focus (GTK_WIDGET (self->repeat));
      return;
    }

  gtk_label_set_label (self->recovery_code, "");
  gtk_widget_set_visible (GTK_WIDGET (self->recovery_code), FALSE);
  gtk_editable_set_text (self->repeat, "");
  g_clear_pointer (&self->recovery, g_free);
  show_step (self, "done", GTK_WIDGET (self->done_button));
}

static void
done_cb (AvowSetUpPage *self)
{
  avow_entrance_end (AVOW_ENTRANCE (self), self->officer);
}

static void
avow_set_up_page_back (AvowEntrance *page, const char *step)
{
  AvowSetUpPage *self = AVOW_SET_UP_PAGE (page);

  if (g_str_equal (step, "repeat"))
    show_step (self, "recovery", GTK_WIDGET (self->recovery_button));
  else if (g_str_equal (step, "passphrase"))
    show_step (self, "organisation", GTK_WIDGET (self->organisation));
  else if (g_str_equal (step, "organisation"))
    avow_entrance_leave (page);
}

static gboolean
avow_set_up_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AVOW_SET_UP_PAGE (widget)->organisation));
}

static void
avow_set_up_page_finalize (GObject *object)
{
  AvowSetUpPage *self = AVOW_SET_UP_PAGE (object);

  g_free (self->folder);
  g_free (self->officer);
  g_free (self->recovery);

  G_OBJECT_CLASS (avow_set_up_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, back_button);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, steps);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, organisation);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, officer_name);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, staff_number);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, team);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, organisation_problem);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, organisation_button);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, chooser);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, problem);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, busy);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, create_button);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, recovery_code);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, recovery_button);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, repeat);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, repeat_problem);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, repeat_button);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, next);
  gtk_widget_class_bind_template_child (klass, AvowSetUpPage, done_button);
}

static void
avow_set_up_page_class_init (AvowSetUpPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_set_up_page_finalize;
  widget_class->grab_focus = avow_set_up_page_grab_focus;
  AVOW_ENTRANCE_CLASS (klass)->back = avow_set_up_page_back;

  g_type_ensure (AVOW_TYPE_PASSPHRASE_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-set-up-page.ui");
  bind_children (widget_class);
}

static void
avow_set_up_page_init (AvowSetUpPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  avow_entrance_set_up (AVOW_ENTRANCE (self), self->back_button, self->steps, self->busy);

  g_signal_connect_object (self->team, "activate", G_CALLBACK (take_organisation), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->organisation_button, "clicked", G_CALLBACK (take_organisation), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chooser, "activate", G_CALLBACK (create), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->create_button, "clicked", G_CALLBACK (create), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recovery_button, "clicked", G_CALLBACK (written_down_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->repeat, "activate", G_CALLBACK (take_repeat), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->repeat_button, "clicked", G_CALLBACK (take_repeat), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->done_button, "clicked", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_set_up_page_new (const char *folder)
{
  AvowSetUpPage *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (AVOW_TYPE_SET_UP_PAGE, NULL);
  self->folder = g_strdup (folder);

  return GTK_WIDGET (self);
}
