/* avow-main-view.c: what a person who is signed in sees
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-main-view.h"

#include "avow-banner.h"
#include "avow-pages.h"
#include "avow-split.h"
#include "avow-tab-stop.h"
#include "record/avow-purge.h"

#include <glib/gi18n-lib.h>

struct _AvowMainView
{
  AdwBin parent_instance;

  AvowContext *context;
  GPtrArray *pushed;     /* of GtkWidget: pages above the split, the one shown last */
  GPtrArray *focused;    /* of GWeakRef: what had the focus below each of them */

  GtkStack *pages;
  AvowSplit *split;
  AdwHeaderBar *sidebar_header;
  AdwHeaderBar *content_header;
  GtkLabel *organisation;
  GtkLabel *person;
  GtkLabel *content_title;
  GtkMenuButton *menu_button;
  GtkButton *back_button;
  GtkListBox *list;
  AvowBanner *banner;
  AvowBanner *leftovers;
  GtkStack *content;
};

G_DEFINE_FINAL_TYPE (AvowMainView, avow_main_view, ADW_TYPE_BIN)

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static char *
strip_mnemonic (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("", parts);
}

static const AvowRootPage *
get_root_page (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "avow-root-page");
}

/* Pages are made when they are first shown: each of them reads from the store. */
static void
show_root_page (AvowMainView *self, const AvowRootPage *page)
{
  g_autofree char *title = strip_mnemonic (_(page->title));

  if (gtk_stack_get_child_by_name (self->content, page->name) == NULL)
    gtk_stack_add_titled (self->content, page->create (self->context), page->name, title);
  gtk_stack_set_visible_child_name (self->content, page->name);
  gtk_label_set_label (self->content_title, title);
}

static void
row_selected_cb (AvowMainView *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_root_page (self, get_root_page (row));
}

/* A page that is still being read has nothing yet that could have the focus; then it goes to what stands above the page
 * rather than stay in a list that is out of sight. */
static void
focus_content (AvowMainView *self)
{
  if (!gtk_widget_child_focus (gtk_stack_get_visible_child (self->content), GTK_DIR_TAB_FORWARD)
      && avow_split_get_folded (self->split))
    gtk_widget_grab_focus (GTK_WIDGET (self->back_button));
}

static void
row_activated_cb (AvowMainView *self, GtkListBoxRow *row)
{
  avow_split_show_content (self->split);
  focus_content (self);
}

static void
folded_changed_cb (AvowMainView *self)
{
  gboolean folded = avow_split_get_folded (self->split);

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), folded);
  adw_header_bar_set_show_start_title_buttons (self->content_header, folded);
  adw_header_bar_set_show_end_title_buttons (self->sidebar_header, folded);
}

/* The button that opens the menu answers to F10 only where it is shown. */
static void
open_menu_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowMainView *self = AVOW_MAIN_VIEW (widget);

  if (self->pushed->len > 0)
    return;

  avow_split_show_sidebar (self->split);
  gtk_menu_button_popup (self->menu_button);
}

static GtkWidget *
create_row (const AvowRootPage *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE,
                                  "icon-name", page->icon,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);
  GtkWidget *label = gtk_label_new_with_mnemonic (_(page->title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), row);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "avow-root-page", (gpointer) page);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);

  return row;
}

static void
fill_sidebar (AvowMainView *self)
{
  const AvowAccess *access = avow_context_get_access (self->context);

  for (const AvowRootPage *page = avow_root_pages; page->name != NULL; page++)
    if (!page->restricted || avow_access_allows (access, page->action))
      gtk_list_box_append (self->list, create_row (page));
}

/* A page that was left goes once it has slid away. */
static void
forget_page (AvowMainView *self, GtkWidget *page)
{
  gtk_stack_remove (self->pages, page);
}

static void
transition_changed_cb (GtkStack *pages, GParamSpec *pspec, GtkWidget *page)
{
  if (gtk_stack_get_transition_running (pages))
    return;

  g_signal_handlers_disconnect_by_func (pages, transition_changed_cb, page);
  gtk_stack_remove (pages, page);
}

static void
leave_page (AvowMainView *self, GtkWidget *page, GtkWidget *below)
{
  gtk_stack_set_visible_child_full (self->pages, gtk_stack_page_get_name (gtk_stack_get_page (self->pages, below)),
                                    GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
  if (gtk_stack_get_transition_running (self->pages))
    g_signal_connect_object (self->pages, "notify::transition-running", G_CALLBACK (transition_changed_cb), page, 0);
  else
    forget_page (self, page);
}

static void
restore_focus (AvowMainView *self, GtkWidget *below, GWeakRef *ref)
{
  g_autoptr (GtkWidget) focused = g_weak_ref_get (ref);

  if (focused != NULL && gtk_widget_get_mapped (focused) && gtk_widget_grab_focus (focused))
    return;

  if (below == GTK_WIDGET (self->split))
    focus_content (self);
  else
    gtk_widget_child_focus (below, GTK_DIR_TAB_FORWARD);
}

static gpointer
describe_leftovers (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return avow_store_describe_leftovers (store);
}

static void
described_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowMainView) self = user_data;
  g_autofree char *leftovers = avow_worker_run_finish (AVOW_WORKER (worker), result, NULL);

  if (self->context != NULL)
    avow_banner_set_text (self->leftovers, leftovers);
}

/* Opening the store tries to remove what was destroyed, and whatever was done may have destroyed something, here or at a desk. */
static void
look_for_leftovers (AvowMainView *self)
{
  avow_worker_run_async (avow_context_get_worker (self->context), describe_leftovers, NULL, NULL, g_free, NULL, described_cb,
                         g_object_ref (self));
}

static void
avow_main_view_dispose (GObject *object)
{
  AvowMainView *self = AVOW_MAIN_VIEW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->pushed, g_ptr_array_unref);
  g_clear_pointer (&self->focused, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_main_view_parent_class)->dispose (object);
}

static void
avow_main_view_class_init (AvowMainViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_main_view_dispose;

  g_type_ensure (AVOW_TYPE_BANNER);
  g_type_ensure (AVOW_TYPE_SPLIT);
  g_type_ensure (AVOW_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-main-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, pages);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, split);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, sidebar_header);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, organisation);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, person);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, content_header);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, content_title);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, back_button);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, list);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, banner);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, leftovers);
  gtk_widget_class_bind_template_child (widget_class, AvowMainView, content);
  gtk_widget_class_install_action (widget_class, "main.open-menu", NULL, open_menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, 0, "main.open-menu", NULL);
}

static void
avow_main_view_init (AvowMainView *self)
{
  self->pushed = g_ptr_array_new ();
  self->focused = g_ptr_array_new_with_free_func (free_weak_ref);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::folded", G_CALLBACK (folded_changed_cb), self, G_CONNECT_SWAPPED);
  folded_changed_cb (self);
}

GtkWidget *
avow_main_view_new (AvowContext *context)
{
  AvowMainView *self;

  g_return_val_if_fail (AVOW_IS_CONTEXT (context), NULL);

  self = g_object_new (AVOW_TYPE_MAIN_VIEW, NULL);
  self->context = g_object_ref (context);
  gtk_label_set_label (self->organisation, avow_context_get_organisation (context));
  gtk_label_set_label (self->person, avow_context_get_person (context)->name);
  gtk_stack_page_set_name (gtk_stack_get_page (self->pages, GTK_WIDGET (self->split)), "0");
  fill_sidebar (self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  g_signal_connect_object (context, "changed", G_CALLBACK (look_for_leftovers), self, G_CONNECT_SWAPPED);
  look_for_leftovers (self);

  return GTK_WIDGET (self);
}

AvowContext *
avow_main_view_get_context (AvowMainView *self)
{
  g_return_val_if_fail (AVOW_IS_MAIN_VIEW (self), NULL);

  return self->context;
}

void
avow_main_view_set_banner (AvowMainView *self, const char *text, const char *action_label, const char *action)
{
  g_return_if_fail (AVOW_IS_MAIN_VIEW (self));

  avow_banner_set_text (self->banner, text);
  avow_banner_set_action (self->banner, action_label, action);
}

GtkWidget *
avow_main_view_show_page (AvowMainView *self, const char *name)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (AVOW_IS_MAIN_VIEW (self), NULL);

  while (self->pushed->len > 0)
    avow_main_view_back (self);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (get_root_page (row)->name, name))
      {
        gtk_list_box_select_row (self->list, row);
        avow_split_show_content (self->split);
        focus_content (self);
      }

  return gtk_stack_get_child_by_name (self->content, name);
}

void
avow_main_view_push (AvowMainView *self, GtkWidget *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GWeakRef *ref = g_new0 (GWeakRef, 1);
  g_autofree char *name = NULL;

  g_return_if_fail (AVOW_IS_MAIN_VIEW (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  g_weak_ref_init (ref, root != NULL ? gtk_root_get_focus (root) : NULL);
  g_ptr_array_add (self->focused, ref);
  g_ptr_array_add (self->pushed, page);

  name = g_strdup_printf ("%p", page);
  gtk_stack_add_named (self->pages, page, name);
  gtk_stack_set_visible_child_full (self->pages, name, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
  /* a page says by its grab_focus where one begins */
  if (!gtk_widget_grab_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

gboolean
avow_main_view_back (AvowMainView *self)
{
  GtkWidget *page;
  GtkWidget *below;

  g_return_val_if_fail (AVOW_IS_MAIN_VIEW (self), FALSE);

  if (self->pushed->len == 0)
    {
      if (!avow_split_is_sidebar_hidden (self->split))
        return FALSE;
      avow_split_show_sidebar (self->split);
      return TRUE;
    }

  page = g_ptr_array_steal_index (self->pushed, self->pushed->len - 1);
  below = self->pushed->len > 0 ? g_ptr_array_index (self->pushed, self->pushed->len - 1) : GTK_WIDGET (self->split);
  leave_page (self, page, below);
  restore_focus (self, below, g_ptr_array_index (self->focused, self->focused->len - 1));
  g_ptr_array_remove_index (self->focused, self->focused->len - 1);

  return TRUE;
}
