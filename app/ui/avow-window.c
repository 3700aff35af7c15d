/* avow-window.c: the window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-window.h"

#include "avow-application.h"
#include "avow-drop.h"
#include "avow-exchange-page.h"
#include "avow-idle.h"
#include "avow-main-view.h"
#include "avow-sign-in-page.h"
#include "avow-start.h"
#include "avow-toast-title.h"
#include "avow-welcome-page.h"
#include "avow-window-actions.h"
#include "record/avow-record-error.h"

#include <glib/gi18n-lib.h>

#define WINDOW_DELAY_MS 150 /* the store is open by then as a rule, and an empty window need not be drawn before */
#define SPINNER_DELAY_MS 500

struct _AvowWindow
{
  AdwApplicationWindow parent_instance;

  AvowWorker *worker;
  GCancellable *cancellable; /* ends what the window waits for */
  AvowIdle *idle;
  AvowStart *start;          /* nullable: not loaded yet, or there is no store */
  char *newcomer;            /* nullable: id of who has just joined, and comes in without knocking */
  gboolean is_new;           /* who comes in has just joined */
  GFile *invitation;         /* nullable: to be opened once all is loaded */
  GPtrArray *handed_over;    /* of GFile: to be taken in once somebody is signed in */
  guint present_source;
  guint spinner_source;

  AvowMainView *main;        /* nullable: nobody is signed in */
  AvowSignInPage *sign_in;   /* nullable */
  AvowWelcomePage *welcome;  /* nullable */
  AdwToast *toast;           /* nullable, weak: the one that is shown */
  GtkWidget *focused;        /* nullable, weak: what had the focus when the window was locked */
  gboolean locked;

  AdwToastOverlay *toasts;
  GtkStack *views;
  GtkSpinner *spinner;
  AdwStatusPage *obstacle;
  GtkButton *again_button;
};

G_DEFINE_FINAL_TYPE (AvowWindow, avow_window, ADW_TYPE_APPLICATION_WINDOW)

static void load (AvowWindow *self);

static void
show_obstacle (AvowWindow *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->obstacle, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->again_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, error->message, -1);
  gtk_stack_set_visible_child_name (self->views, "obstacle");
  gtk_widget_grab_focus (GTK_WIDGET (self->again_button));
}

static void
remove_view (AvowWindow *self, gpointer view)
{
  GtkWidget **place = view;

  if (*place != NULL)
    gtk_stack_remove (self->views, *place);
  *place = NULL;
}

/* Signing out and the lock are only where there is somebody else. */
static void
update_actions (AvowWindow *self)
{
  gboolean shared = self->start != NULL && self->start->people->len > 1;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.sign-out", shared && self->main != NULL && !self->locked);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.lock", shared && self->main != NULL && !self->locked);
}

static void
set_locked (AvowWindow *self, gboolean locked)
{
  self->locked = locked;
  update_actions (self);
}

static void
take_in_files (AvowWindow *self)
{
  g_autoptr (GPtrArray) files = NULL;

  if (self->main == NULL || self->locked || self->handed_over->len == 0)
    return;

  files = g_steal_pointer (&self->handed_over);
  self->handed_over = g_ptr_array_new_with_free_func (g_object_unref);
  avow_exchange_page_take_in (AVOW_EXCHANGE_PAGE (avow_main_view_show_page (self->main, "exchange")), files);
}

static void
show_main_view (AvowWindow *self)
{
  set_locked (self, FALSE);
  gtk_stack_set_visible_child_name (self->views, "main");
  if (self->focused != NULL)
    gtk_widget_grab_focus (self->focused);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->main), GTK_DIR_TAB_FORWARD);
  g_clear_weak_pointer (&self->focused);
  take_in_files (self);
}

static void
show_banner (AvowWindow *self)
{
  if (self->start->obstacle != NULL)
    avow_main_view_set_banner (self->main, self->start->obstacle, NULL, NULL);
  else if (self->start->sample && self->start->people->len > 1)
    avow_main_view_set_banner (self->main, _("Sample organisation. Nothing in it is real."), _("_Be Someone Else"), "win.sign-out");
  else if (self->start->sample)
    avow_main_view_set_banner (self->main, _("Sample organisation. Nothing in it is real."), NULL, NULL);
}

static void
enter (AvowWindow *self, const AvowEntry *entry)
{
  g_autoptr (AvowContext) context = avow_context_new (self->worker, entry->person, entry->access, self->start->organisation);

  g_clear_weak_pointer (&self->focused);
  remove_view (self, &self->main);
  self->main = AVOW_MAIN_VIEW (avow_main_view_new (context));
  gtk_stack_add_named (self->views, GTK_WIDGET (self->main), "main");
  show_banner (self);
  show_main_view (self);
  if (self->is_new && avow_access_allows (entry->access, AVOW_ACTION_ASSIGN))
    avow_main_view_show_page (self->main, "programme");
  self->is_new = FALSE;
  remove_view (self, &self->welcome);
}

static gboolean
present_cb (gpointer user_data)
{
  AvowWindow *self = user_data;

  g_clear_handle_id (&self->present_source, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));

  return G_SOURCE_REMOVE;
}

/* A new window comes up as soon as it has something to show. */
static void
come_up (AvowWindow *self)
{
  if (self->present_source != 0 && g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "loading") != 0)
    present_cb (self);
}

static void
entered_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEntry) entry = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (entry != NULL)
    enter (self, entry);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_obstacle (self, error);
  come_up (self);
}

static void
let_in (AvowWindow *self, const char *person)
{
  AvowKnock *knock = g_new0 (AvowKnock, 1);

  knock->person = g_strdup (person);
  avow_worker_run_async (self->worker, avow_start_enter, knock, (GDestroyNotify) avow_knock_free, (GDestroyNotify) avow_entry_free,
                         self->cancellable, entered_cb, g_object_ref (self));
}

static void
signed_in_cb (AvowWindow *self, AvowEntry *entry)
{
  AvowContext *context = avow_window_get_context (self);

  if (context != NULL && g_str_equal (avow_context_get_person (context)->id, entry->person->id))
    show_main_view (self);
  else
    enter (self, entry);
}

static void
show_sign_in (AvowWindow *self)
{
  AvowContext *context = avow_window_get_context (self);

  if (self->sign_in == NULL)
    {
      self->sign_in = AVOW_SIGN_IN_PAGE (avow_sign_in_page_new (self->worker, self->start));
      g_signal_connect_object (self->sign_in, "signed-in", G_CALLBACK (signed_in_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->views, GTK_WIDGET (self->sign_in), "sign-in");
    }
  gtk_stack_set_visible_child_name (self->views, "sign-in");
  avow_sign_in_page_prepare (self->sign_in, context != NULL ? avow_context_get_person (context) : NULL);
  update_actions (self);
}

static void
dismiss_toast (AvowWindow *self)
{
  AdwToast *toast = self->toast;

  g_clear_weak_pointer (&self->toast);
  if (toast != NULL)
    adw_toast_dismiss (toast);
}

/* Dialogs above the window would show what the lock is to cover; closing one answers “no”. A toast tells whoever
 * comes next what their forerunner did. */
static void
close_dialogs (AvowWindow *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self))
      gtk_window_close (l->data);
  dismiss_toast (self);
}

static void
lock (AvowWindow *self)
{
  if (self->main == NULL || self->locked || self->start->people->len < 2)
    return;

  close_dialogs (self);
  g_set_weak_pointer (&self->focused, gtk_root_get_focus (GTK_ROOT (self)));
  set_locked (self, TRUE);
  show_sign_in (self);
}

static gboolean
idle_cb (AvowWindow *self)
{
  gboolean was_locked = self->locked;

  lock (self);
  return self->locked && !was_locked;
}

static void
welcomed_cb (AvowWindow *self, const char *person)
{
  g_free (self->newcomer);
  self->newcomer = g_strdup (person);
  load (self);
}

static void
show_home (AvowWindow *self)
{
  if (self->main != NULL && !self->locked)
    show_main_view (self);
  else
    show_sign_in (self);
}

static void
welcome_left_cb (AvowWindow *self)
{
  show_home (self);
  remove_view (self, &self->welcome);
}

static void
show_welcome (AvowWindow *self)
{
  gboolean has_store = self->start != NULL;
  gboolean has_people = has_store && self->start->people->len > 0;

  remove_view (self, &self->welcome);
  self->welcome = AVOW_WELCOME_PAGE (avow_welcome_page_new (avow_worker_get_folder (self->worker), has_store, has_people));
  g_signal_connect_object (self->welcome, "ready", G_CALLBACK (welcomed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->welcome, "left", G_CALLBACK (welcome_left_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->views, GTK_WIDGET (self->welcome), "welcome");
  gtk_stack_set_visible_child_name (self->views, "welcome");
  gtk_widget_grab_focus (GTK_WIDGET (self->welcome));
}

static gboolean
is_loading (AvowWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "loading") == 0;
}

/* Why nothing comes of files that were handed over. */
static void
tell_waiting (AvowWindow *self)
{
  if (self->handed_over->len > 0 && !is_loading (self))
    avow_window_toast (self, self->start != NULL ? _("Sign in. What others handed over is taken in then.")
                                                 : _("Open your invitation first. What others hand over can be taken in then."));
}

/* What comes after loading: whoever has just joined, one person alone, several, or nobody yet. */
static void
proceed (AvowWindow *self)
{
  g_autofree char *newcomer = g_steal_pointer (&self->newcomer);
  g_autoptr (GFile) invitation = g_steal_pointer (&self->invitation);

  remove_view (self, &self->sign_in);
  self->is_new = newcomer != NULL;
  if (newcomer != NULL)
    let_in (self, newcomer);
  else if (invitation != NULL || self->start == NULL || self->start->people->len == 0)
    show_welcome (self);
  else if (self->start->people->len == 1)
    let_in (self, ((AvowPerson *) g_ptr_array_index (self->start->people, 0))->id);
  else
    show_sign_in (self);

  if (invitation != NULL)
    avow_welcome_page_open_invitation (self->welcome, invitation);
  tell_waiting (self);
}

static void
loaded_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowStart *start = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_spinner_stop (self->spinner);
  g_clear_pointer (&self->start, avow_start_free);
  self->start = start;
  if (start != NULL || g_error_matches (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_NO_STORE))
    proceed (self);
  else
    show_obstacle (self, error);
  come_up (self);
}

static gboolean
start_spinner_cb (gpointer user_data)
{
  AvowWindow *self = user_data;

  self->spinner_source = 0;
  if (is_loading (self))
    gtk_spinner_start (self->spinner);

  return G_SOURCE_REMOVE;
}

static void
load (AvowWindow *self)
{
  gtk_stack_set_visible_child_name (self->views, "loading");
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, start_spinner_cb, self);
  avow_worker_run_async (self->worker, avow_start_load, NULL, NULL, (GDestroyNotify) avow_start_free,
                         self->cancellable, loaded_cb, g_object_ref (self));
}

static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowWindow *self = AVOW_WINDOW (widget);

  close_dialogs (self);
  g_clear_weak_pointer (&self->focused);
  set_locked (self, FALSE);
  remove_view (self, &self->main);
  show_sign_in (self);
}

static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lock (AVOW_WINDOW (widget));
}

static void
open_invitation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowWindow *self = AVOW_WINDOW (widget);

  show_welcome (self);
  avow_welcome_page_open_invitation (self->welcome, NULL);
}

static void
avow_window_dispose (GObject *object)
{
  AvowWindow *self = AVOW_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->focused);
  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->idle);
  g_clear_object (&self->invitation);
  g_clear_pointer (&self->handed_over, g_ptr_array_unref);
  g_clear_pointer (&self->newcomer, g_free);
  g_clear_handle_id (&self->present_source, g_source_remove);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->worker);
  g_clear_pointer (&self->start, avow_start_free);

  G_OBJECT_CLASS (avow_window_parent_class)->dispose (object);
}

static void
avow_window_class_init (AvowWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, views);
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, obstacle);
  gtk_widget_class_bind_template_child (widget_class, AvowWindow, again_button);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_action);
  gtk_widget_class_install_action (widget_class, "win.open-invitation", NULL, open_invitation_action);
  avow_window_class_install_actions (widget_class);
}

static void
avow_window_init (AvowWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->handed_over = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_widget_init_template (GTK_WIDGET (self));
  avow_drop_install (self);
  g_signal_connect_object (self->again_button, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  self->idle = avow_idle_new (GTK_WIDGET (self));
  g_signal_connect_object (self->idle, "idle", G_CALLBACK (idle_cb), self, G_CONNECT_SWAPPED);
  update_actions (self);
}

static void
keep_size (AvowWindow *self, GSettings *settings)
{
  if (settings == NULL)
    return;

  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

AvowWindow *
avow_window_new (GtkApplication *application, AvowWorker *worker)
{
  AvowWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (AVOW_IS_WORKER (worker), NULL);

  self = g_object_new (AVOW_TYPE_WINDOW, "application", application, NULL);
  self->worker = g_object_ref (worker);
  keep_size (self, avow_application_get_settings (AVOW_APPLICATION (application)));
  self->present_source = g_timeout_add (WINDOW_DELAY_MS, present_cb, self);
  load (self);

  return self;
}

AvowWindow *
avow_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return AVOW_IS_WINDOW (root) ? AVOW_WINDOW (root) : NULL;
}

static void
open_invitation (AvowWindow *self, GFile *file)
{
  if (is_loading (self))
    {
      g_set_object (&self->invitation, file);
      return;
    }

  show_welcome (self);
  avow_welcome_page_open_invitation (self->welcome, file);
}

void
avow_window_open (AvowWindow *self, GPtrArray *files)
{
  gboolean has_people;

  g_return_if_fail (AVOW_IS_WINDOW (self));
  g_return_if_fail (files != NULL);

  has_people = self->start != NULL && self->start->people->len > 0;
  for (guint i = 0; i < files->len; i++)
    {
      GFile *file = g_ptr_array_index (files, i);

      if (avow_drop_is_invitation (file, has_people))
        {
          open_invitation (self, file);
          return;
        }
      g_ptr_array_add (self->handed_over, g_object_ref (file));
    }

  take_in_files (self);
  tell_waiting (self);
}

AvowContext *
avow_window_get_context (AvowWindow *self)
{
  g_return_val_if_fail (AVOW_IS_WINDOW (self), NULL);

  return self->main != NULL ? avow_main_view_get_context (self->main) : NULL;
}

void
avow_window_push (AvowWindow *self, GtkWidget *page)
{
  g_return_if_fail (AVOW_IS_WINDOW (self));
  g_return_if_fail (self->main != NULL);

  avow_main_view_push (self->main, page);
}

void
avow_window_pop (AvowWindow *self)
{
  g_return_if_fail (AVOW_IS_WINDOW (self));

  if (self->main != NULL && !self->locked)
    avow_main_view_back (self->main);
}

void
avow_window_replace (AvowWindow *self, GtkWidget *page)
{
  avow_window_pop (self);
  avow_window_push (self, page);
}

void
avow_window_show_page (AvowWindow *self, const char *name)
{
  g_return_if_fail (AVOW_IS_WINDOW (self));

  if (self->main != NULL && !self->locked)
    avow_main_view_show_page (self->main, name);
}

void
avow_window_toast (AvowWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  g_return_if_fail (AVOW_IS_WINDOW (self));

  adw_toast_set_custom_title (toast, avow_toast_title_new (avow_toast_title_new_label (text)));
  avow_window_add_toast (self, toast);
}

void
avow_window_add_toast (AvowWindow *self, AdwToast *toast)
{
  g_return_if_fail (AVOW_IS_WINDOW (self));
  g_return_if_fail (ADW_IS_TOAST (toast));

  /* news does not queue up behind what is known */
  dismiss_toast (self);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
