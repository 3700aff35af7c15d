/* avow-welcome-page.c: the very first start
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-welcome-page.h"

#include "avow-file-dialog.h"
#include "avow-focus.h"
#include "avow-join-page.h"
#include "avow-problem.h"
#include "avow-set-up-page.h"

#include <glib/gi18n-lib.h>

struct _AvowWelcomePage
{
  AdwBin parent_instance;

  char *folder;
  GtkWidget *child; /* nullable: the way that was taken */

  GtkStack *stack;
  GtkButton *back_button;
  GtkButton *invitation_button;
  GtkButton *organisation_button;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (AvowWelcomePage, avow_welcome_page, ADW_TYPE_BIN)

enum
{
  READY,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
ready_cb (AvowWelcomePage *self, const char *person)
{
  g_signal_emit (self, signals[READY], 0, person);
}

static void
left_cb (AvowWelcomePage *self)
{
  gboolean was_joining = AVOW_IS_JOIN_PAGE (self->child);

  gtk_stack_set_visible_child_name (self->stack, "start");
  gtk_widget_grab_focus (GTK_WIDGET (was_joining ? self->invitation_button : self->organisation_button));
}

/* Both ways start afresh each time: what was typed before may have been for another file. */
static void
show_child (AvowWelcomePage *self, GtkWidget *child)
{
  if (self->child != NULL)
    gtk_stack_remove (self->stack, self->child);
  self->child = child;
  gtk_stack_add_named (self->stack, child, "way");
  g_signal_connect_object (child, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (child, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "way");
  gtk_widget_grab_focus (child);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowWelcomePage) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowInvitation *invitation = avow_join_open_finish (result, &error);

  if (invitation != NULL)
    show_child (self, avow_join_page_new (self->folder, invitation));
  else
    avow_problem_show (self->problem, error->message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowWelcomePage) self = user_data;
  g_autoptr (GFile) file = avow_file_dialog_finish (result);

  if (file != NULL)
    avow_welcome_page_open_invitation (self, file);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->invitation_button));
}

static void
back_clicked_cb (AvowWelcomePage *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

/* Only where there is something to go back to. */
static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowWelcomePage *self = AVOW_WELCOME_PAGE (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->back_button)))
    back_clicked_cb (self);
}

static void
invitation_clicked_cb (AvowWelcomePage *self)
{
  avow_welcome_page_open_invitation (self, NULL);
}

static void
organisation_clicked_cb (AvowWelcomePage *self)
{
  avow_problem_show (self->problem, NULL);
  show_child (self, avow_set_up_page_new (self->folder));
}

static gboolean
avow_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (AVOW_WELCOME_PAGE (widget)->invitation_button));
}

static void
avow_welcome_page_finalize (GObject *object)
{
  g_free (AVOW_WELCOME_PAGE (object)->folder);

  G_OBJECT_CLASS (avow_welcome_page_parent_class)->finalize (object);
}

static void
avow_welcome_page_class_init (AvowWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = avow_welcome_page_finalize;
  widget_class->focus = avow_focus_children;
  widget_class->grab_focus = avow_welcome_page_grab_focus;

  signals[READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowWelcomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, AvowWelcomePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AvowWelcomePage, invitation_button);
  gtk_widget_class_bind_template_child (widget_class, AvowWelcomePage, organisation_button);
  gtk_widget_class_bind_template_child (widget_class, AvowWelcomePage, problem);
  gtk_widget_class_install_action (widget_class, "welcome.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "welcome.back", NULL);
}

static void
avow_welcome_page_init (AvowWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->back_button, "clicked", G_CALLBACK (back_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->invitation_button, "clicked", G_CALLBACK (invitation_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->organisation_button, "clicked", G_CALLBACK (organisation_clicked_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_welcome_page_new (const char *folder, gboolean has_store, gboolean has_people)
{
  AvowWelcomePage *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (AVOW_TYPE_WELCOME_PAGE, NULL);
  self->folder = g_strdup (folder);
  gtk_widget_set_visible (GTK_WIDGET (self->organisation_button), !has_store);
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), has_people);

  return GTK_WIDGET (self);
}

void
avow_welcome_page_open_invitation (AvowWelcomePage *self, GFile *file)
{
  g_return_if_fail (AVOW_IS_WELCOME_PAGE (self));

  avow_problem_show (self->problem, NULL);
  if (file != NULL)
    avow_join_open_async (file, opened_cb, g_object_ref (self));
  else
    avow_file_dialog_open_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Open an Invitation"),
                                 _("Invitations"), "*.avow-invitation", chosen_cb, g_object_ref (self));
}
