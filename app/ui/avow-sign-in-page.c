/* avow-sign-in-page.c: who is it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-sign-in-page.h"

#include "avow-banner.h"
#include "avow-passphrase-entry.h"
#include "avow-problem.h"
#include "avow-sample-sign-ins.h"
#include "sign/avow-secret.h"

#include <glib/gi18n-lib.h>

struct _AvowSignInPage
{
  AdwBin parent_instance;

  AvowWorker *worker;
  GPtrArray *sample_people; /* of AvowSampleSignIn */
  gboolean busy;

  GtkLabel *organisation;
  AvowBanner *banner;
  GtkLabel *title;
  GtkLabel *description;
  GtkEditable *staff_number;
  AvowPassphraseEntry *passphrase;
  GtkLabel *problem;
  GtkButton *button;
  GtkWidget *sample;
  GtkListBox *people;
};

G_DEFINE_FINAL_TYPE (AvowSignInPage, avow_sign_in_page, ADW_TYPE_BIN)

enum
{
  SIGNED_IN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set_busy (AvowSignInPage *self, gboolean busy)
{
  self->busy = busy;
}

static void
entered_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEntry) entry = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  set_busy (self, FALSE);
  if (entry != NULL)
    {
      avow_passphrase_entry_clear (self->passphrase);
      g_signal_emit (self, signals[SIGNED_IN], 0, entry);
    }
  else
    {
      avow_problem_show (self->problem, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
    }
}

static void
sign_in (AvowSignInPage *self)
{
  const char *staff_number = gtk_editable_get_text (self->staff_number);
  const char *passphrase = avow_passphrase_entry_get_text (self->passphrase);
  AvowKnock *knock;

  if (self->busy)
    return;
  if (*staff_number == '\0' || *passphrase == '\0')
    {
      avow_problem_show (self->problem, _("Please type your staff number and your passphrase."));
      gtk_widget_grab_focus (*staff_number == '\0' ? GTK_WIDGET (self->staff_number) : GTK_WIDGET (self->passphrase));
      return;
    }

  avow_problem_show (self->problem, NULL);
  set_busy (self, TRUE);
  knock = g_new0 (AvowKnock, 1);
  knock->staff_number = g_strstrip (g_strdup (staff_number));
  knock->passphrase = avow_secret_dup (passphrase);
  avow_worker_run_async (self->worker, avow_start_enter, knock, (GDestroyNotify) avow_knock_free, (GDestroyNotify) avow_entry_free,
                         NULL, entered_cb, g_object_ref (self));
}

static void
staff_number_activated_cb (AvowSignInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

static void
sample_person_activated_cb (AvowSignInPage *self, GtkListBoxRow *row)
{
  const AvowSampleSignIn *person = g_object_get_data (G_OBJECT (row), "avow-sample-person");

  gtk_editable_set_text (self->staff_number, person->staff_number);
  avow_passphrase_entry_set_text (self->passphrase, person->passphrase);
  avow_problem_show (self->problem, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

static const char *
get_role_label (const AvowSampleSignIn *person)
{
  AvowRole role;

  return avow_role_from_name (person->role, &role) ? avow_role_to_label (role) : person->role;
}

static void
add_sample_person (AvowSignInPage *self, const AvowSampleSignIn *person)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_strdup_printf ("%s, %s", person->name, get_role_label (person));
  g_autofree char *subtitle = g_strdup_printf (_("Staff number %s, passphrase “%s”"), person->staff_number, person->passphrase);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "avow-sample-person", (gpointer) person);
  g_signal_connect_object (row, "activated", G_CALLBACK (sample_person_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->people, row);
}

static void
avow_sign_in_page_dispose (GObject *object)
{
  AvowSignInPage *self = AVOW_SIGN_IN_PAGE (object);

  g_clear_object (&self->worker);
  g_clear_pointer (&self->sample_people, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_sign_in_page_parent_class)->dispose (object);
}

static void
avow_sign_in_page_class_init (AvowSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_sign_in_page_dispose;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (AVOW_TYPE_BANNER);
  g_type_ensure (AVOW_TYPE_PASSPHRASE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, organisation);
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, banner);
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, title);
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, description);
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, staff_number);
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, problem);
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, button);
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, sample);
  gtk_widget_class_bind_template_child (widget_class, AvowSignInPage, people);
}

static void
avow_sign_in_page_init (AvowSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->staff_number, "activate", G_CALLBACK (staff_number_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->passphrase, "activate", G_CALLBACK (sign_in), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (sign_in), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_sign_in_page_new (AvowWorker *worker, const AvowStart *start)
{
  AvowSignInPage *self;

  g_return_val_if_fail (AVOW_IS_WORKER (worker), NULL);
  g_return_val_if_fail (start != NULL, NULL);

  self = g_object_new (AVOW_TYPE_SIGN_IN_PAGE, NULL);
  self->worker = g_object_ref (worker);
  gtk_label_set_label (self->organisation, start->organisation);
  if (start->sample)
    avow_banner_set_text (self->banner, _("Sample organisation. Nothing in it is real."));

  self->sample_people = avow_sample_sign_ins_parse (start->sample_people);
  for (guint i = 0; i < self->sample_people->len; i++)
    add_sample_person (self, g_ptr_array_index (self->sample_people, i));
  gtk_widget_set_visible (self->sample, self->sample_people->len > 0);

  return GTK_WIDGET (self);
}

/* The page begins at its top, wherever it was left; and only once the field has its place: before that, the page scrolls to
 * where it isn't. */
static gboolean
focus_cb (GtkWidget *field, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *window = gtk_widget_get_ancestor (field, GTK_TYPE_SCROLLED_WINDOW);

  if (gtk_widget_get_height (field) == 0)
    return G_SOURCE_CONTINUE;

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)), 0);
  gtk_widget_grab_focus (field);
  return G_SOURCE_REMOVE;
}

void
avow_sign_in_page_prepare (AvowSignInPage *self, const AvowPerson *person)
{
  g_autofree char *locked = NULL;

  g_return_if_fail (AVOW_IS_SIGN_IN_PAGE (self));

  if (person != NULL)
    locked = g_strdup_printf (_("%s is signed in. Everything is as you left it."), person->name);
  gtk_label_set_label (self->title, person != NULL ? _("Locked") : _("Sign in"));
  gtk_label_set_label (self->description, person != NULL ? locked : _("Several people use Avow on this computer."));
  gtk_button_set_label (self->button, person != NULL ? _("_Unlock") : _("_Sign In"));

  avow_problem_show (self->problem, NULL);
  avow_passphrase_entry_clear (self->passphrase);
  gtk_editable_set_text (self->staff_number, person != NULL ? person->staff_number : "");
  gtk_widget_add_tick_callback (person != NULL ? GTK_WIDGET (self->passphrase) : GTK_WIDGET (self->staff_number), focus_cb, NULL, NULL);
}
