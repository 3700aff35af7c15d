/* avow-preview-window.c: a course while its author works on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-preview-window.h"

#include "author/avow-edited-part.h"
#include "author/avow-watch.h"
#include "avow-accessible.h"
#include "avow-column.h"
#include "avow-preview-part.h"
#include "avow-split.h"
#include "avow-tab-stop.h"
#include "avow-ui-resources.h"
#include "avow-wrap-row.h"
#include "course/avow-course-review.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

#define APPLICATION_ID "org.avow.Avow.Preview"
#define RESOURCES "/org/avow/Avow"

struct _AvowPreviewWindow
{
  AdwApplicationWindow parent_instance;

  char *path;
  AvowWatch *watch;
  AvowEdition *edition;  /* nullable: what is shown, which was sound */
  AvowPreviewText *text; /* nullable: likewise */
  AvowSession *session;  /* nullable: of a course */
  GPtrArray *parts;      /* nullable; of AvowPreviewPart */
  guint shown;           /* index in them */
  gboolean loading;
  gboolean again;        /* it was saved while it was loading */

  AvowSplit *split;
  AdwWindowTitle *course_title;
  AdwWindowTitle *part_title;
  GtkListBox *list;
  GtkScrolledWindow *scroller;
  GtkLabel *state;
  GtkListBox *problems;
  AdwBin *place;
};

G_DEFINE_FINAL_TYPE (AvowPreviewWindow, avow_preview_window, ADW_TYPE_APPLICATION_WINDOW)

/* What was read, on a thread of its own. */
typedef struct
{
  AvowEdition *edition;   /* nullable: nothing could be read */
  AvowPreviewText *text;  /* nullable: there are mistakes */
  GPtrArray *diagnostics; /* of AvowDiagnostic */
} Loaded;

static void load (AvowPreviewWindow *self);

static void
loaded_free (gpointer data)
{
  Loaded *loaded = data;

  g_clear_pointer (&loaded->edition, avow_edition_unref);
  g_clear_pointer (&loaded->text, avow_preview_text_free);
  g_ptr_array_unref (loaded->diagnostics);
  g_free (loaded);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = data;
  g_autofree char *name = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_strdup (AVOW_EDITION_MAIN) : g_path_get_basename (path);
  g_autofree char *today = avow_time_to_date (avow_clock_now ());
  GError *error = NULL;
  Loaded *loaded = g_new0 (Loaded, 1);
  AvowPreviewText text = { NULL, NULL };

  loaded->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  loaded->edition = avow_edition_load (path, &error);
  if (loaded->edition == NULL)
    {
      loaded_free (loaded);
      g_task_return_error (task, error);
      return;
    }
  if (avow_edition_is_document (loaded->edition))
    text.document = avow_document_new (loaded->edition, name, loaded->diagnostics, NULL);
  else
    text.course = avow_course_new (loaded->edition, name, loaded->diagnostics, NULL);
  if (text.course != NULL || text.document != NULL)
    loaded->text = g_memdup2 (&text, sizeof text);
  avow_edition_check_review (loaded->edition, name, today, loaded->diagnostics);
  g_task_return_pointer (task, loaded, loaded_free);
}

static void
show_part (AvowPreviewWindow *self, guint index)
{
  const AvowPreviewPart *part = g_ptr_array_index (self->parts, index);

  self->shown = index;
  adw_window_title_set_title (self->part_title, part->title);
  adw_bin_set_child (self->place, avow_preview_part_create (part, self->text, self->session));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
}

static void
scroll_to_top (AvowPreviewWindow *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
row_activated_cb (AvowPreviewWindow *self, GtkListBoxRow *row)
{
  show_part (self, gtk_list_box_row_get_index (row));
  scroll_to_top (self);
  avow_split_show_content (self->split);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AvowPreviewWindow *self = AVOW_PREVIEW_WINDOW (widget);
  guint index = self->parts != NULL ? avow_preview_find_part (self->parts, self->text, g_variant_get_string (parameter, NULL)) : 0;

  if (self->parts == NULL || index == self->parts->len)
    return;
  show_part (self, index);
  scroll_to_top (self);
}

static GtkWidget *
create_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  AvowPreviewWindow *self = user_data;
  const AvowPreviewPart *part = g_ptr_array_index (self->parts, gtk_list_box_row_get_index (row));
  const AvowPreviewPart *previous = before != NULL ? g_ptr_array_index (self->parts, gtk_list_box_row_get_index (before)) : NULL;
  GtkWidget *header = NULL;

  if (part->group != NULL && (previous == NULL || g_strcmp0 (previous->group, part->group) != 0))
    {
      header = create_label (part->group);
      gtk_widget_add_css_class (header, "heading");
      gtk_widget_add_css_class (header, "avow-module");
    }
  gtk_list_box_row_set_header (row, header);
}

static void
fill_list (AvowPreviewWindow *self)
{
  GtkListBoxRow *row;

  gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->parts->len; i++)
    {
      const AvowPreviewPart *part = g_ptr_array_index (self->parts, i);
      GtkWidget *own = gtk_list_box_row_new ();

      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (own), create_label (part->title));
      gtk_accessible_update_property (GTK_ACCESSIBLE (own), GTK_ACCESSIBLE_PROPERTY_LABEL, part->title, -1);
      gtk_list_box_append (self->list, own);
    }
  gtk_list_box_set_header_func (self->list, update_header_cb, self, NULL);
}

/* Where one was, unless what was edited is elsewhere. */
static guint
choose_part (AvowPreviewWindow *self, GPtrArray *parts, const AvowPreviewText *text, const char *edited)
{
  guint index = edited != NULL ? avow_preview_find_part (parts, text, edited) : parts->len;

  if (index == parts->len && self->parts != NULL)
    index = avow_preview_find_part (parts, text, ((AvowPreviewPart *) g_ptr_array_index (self->parts, self->shown))->id);

  return index < parts->len ? index : 0;
}

static void
clear_text (AvowPreviewWindow *self)
{
  adw_bin_set_child (self->place, NULL);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->session, avow_session_unref);
  g_clear_pointer (&self->text, avow_preview_text_free);
  g_clear_pointer (&self->edition, avow_edition_unref);
}

/* Takes what is sound into the window. */
static void
take_text (AvowPreviewWindow *self, Loaded *loaded, const char *edited)
{
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *parts = avow_preview_list_parts (loaded->text);
  gboolean was_shown = self->parts != NULL;
  guint before = self->shown;
  guint index = choose_part (self, parts, loaded->text, edited);

  clear_text (self);
  self->edition = g_steal_pointer (&loaded->edition);
  self->text = g_steal_pointer (&loaded->text);
  self->parts = parts;
  if (self->text->course != NULL)
    self->session = avow_session_new_preview (self->text->course, nothing);
  adw_window_title_set_subtitle (self->course_title, self->text->course != NULL ? self->text->course->title : self->text->document->title);
  fill_list (self);
  show_part (self, index);
  if (!was_shown || before != index)
    scroll_to_top (self);
}

static void
add_problem (AvowPreviewWindow *self, const AvowDiagnostic *diagnostic)
{
  /* Translators: a file, a line and a column in it; what to do */
  g_autofree char *place = g_strdup_printf (_("%s, line %u, column %u: %s."), diagnostic->file, diagnostic->line, diagnostic->column,
                                            diagnostic->remedy);
  g_autofree char *message = diagnostic->severity == AVOW_DIAGNOSTIC_ERROR ? g_strdup_printf (_("Mistake: %s"), diagnostic->message)
                                                                           : g_strdup_printf (_("Advice: %s"), diagnostic->message);

  gtk_list_box_append (self->problems, avow_wrap_row_new (message, place));
}

static char *
describe_state (AvowPreviewWindow *self, gboolean sound)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (avow_clock_now () / 1000);
  g_autofree char *time = g_date_time_format (now, "%X");

  if (sound)
    return g_strdup_printf (_("As saved at %s"), time);
  if (self->text != NULL)
    return g_strdup_printf (_("At %s there were mistakes in what was saved. Below is what was sound last."), time);

  return g_strdup_printf (_("At %s there were mistakes in what was saved. It is shown once they are mended."), time);
}

static void
show_state (AvowPreviewWindow *self, gboolean sound, GPtrArray *diagnostics)
{
  g_autofree char *state = describe_state (self, sound);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->problems, 0)) != NULL)
    gtk_list_box_remove (self->problems, GTK_WIDGET (row));
  for (guint i = 0; diagnostics != NULL && i < diagnostics->len; i++)
    add_problem (self, g_ptr_array_index (diagnostics, i));
  gtk_widget_set_visible (GTK_WIDGET (self->problems), diagnostics != NULL && diagnostics->len > 0);
  gtk_label_set_label (self->state, state);
}

static void
take (AvowPreviewWindow *self, Loaded *loaded)
{
  g_autofree char *edited = self->edition != NULL ? avow_edition_find_edited_part (self->edition, loaded->edition) : NULL;
  gboolean sound = loaded->text != NULL;

  if (sound)
    take_text (self, loaded, edited);
  else if (self->parts != NULL && edited != NULL)
    {
      guint index = avow_preview_find_part (self->parts, self->text, edited);

      if (index < self->parts->len && index != self->shown)
        show_part (self, index);
    }
  show_state (self, sound, loaded->diagnostics);
  if (!sound)
    scroll_to_top (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  AvowPreviewWindow *self = AVOW_PREVIEW_WINDOW (source);
  g_autoptr (GError) error = NULL;
  Loaded *loaded = g_task_propagate_pointer (G_TASK (result), &error);

  self->loading = FALSE;
  /* closed meanwhile */
  if (self->watch != NULL && loaded != NULL)
    take (self, loaded);
  else if (self->watch != NULL)
    {
      show_state (self, FALSE, NULL);
      gtk_label_set_label (self->state, error->message);
    }
  g_clear_pointer (&loaded, loaded_free);
  if (self->watch != NULL && self->again)
    load (self);
}

static void
load (AvowPreviewWindow *self)
{
  g_autoptr (GTask) task = NULL;

  self->again = self->loading;
  if (self->loading)
    return;

  self->loading = TRUE;
  task = g_task_new (self, NULL, loaded_cb, NULL);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, load_thread);
}

static void
saved_cb (gpointer data)
{
  load (AVOW_PREVIEW_WINDOW (data));
}

static void
avow_preview_window_dispose (GObject *object)
{
  AvowPreviewWindow *self = AVOW_PREVIEW_WINDOW (object);

  g_clear_pointer (&self->watch, avow_watch_free);
  if (self->list != NULL)
    gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  if (self->place != NULL)
    clear_text (self);

  G_OBJECT_CLASS (avow_preview_window_parent_class)->dispose (object);
}

static void
avow_preview_window_finalize (GObject *object)
{
  g_free (AVOW_PREVIEW_WINDOW (object)->path);

  G_OBJECT_CLASS (avow_preview_window_parent_class)->finalize (object);
}

static void
avow_preview_window_class_init (AvowPreviewWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_preview_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = avow_preview_window_finalize;

  g_type_ensure (AVOW_TYPE_COLUMN);
  g_type_ensure (AVOW_TYPE_SPLIT);
  g_type_ensure (AVOW_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/ui/avow-preview-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowPreviewWindow, split);
  gtk_widget_class_bind_template_child (widget_class, AvowPreviewWindow, course_title);
  gtk_widget_class_bind_template_child (widget_class, AvowPreviewWindow, part_title);
  gtk_widget_class_bind_template_child (widget_class, AvowPreviewWindow, list);
  gtk_widget_class_bind_template_child (widget_class, AvowPreviewWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, AvowPreviewWindow, state);
  gtk_widget_class_bind_template_child (widget_class, AvowPreviewWindow, problems);
  gtk_widget_class_bind_template_child (widget_class, AvowPreviewWindow, place);
  gtk_widget_class_install_action (widget_class, "page.open", "s", open_action);
}

static void
avow_preview_window_init (AvowPreviewWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

void
avow_preview_window_show (GtkApplication *application, const char *path)
{
  AvowPreviewWindow *self = g_object_new (AVOW_TYPE_PREVIEW_WINDOW, "application", application, NULL);

  self->path = g_canonicalize_filename (path, NULL);
  self->watch = avow_watch_new (self->path, saved_cb, self);
  load (self);
  gtk_window_present (GTK_WINDOW (self));
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  static const char *const close_keys[] = { "<Control>w", "<Control>q", NULL };

  avow_accessible_install ();
  gtk_application_set_accels_for_action (application, "window.close", close_keys);
  avow_preview_window_show (application, user_data);
}

int
avow_preview_run (const char *path)
{
  g_autoptr (AdwApplication) application = NULL;

  /* the linker would drop resources that nobody asks for */
  avow_ui_get_resource ();
  application = g_object_new (ADW_TYPE_APPLICATION,
                              "application-id", APPLICATION_ID,
                              "flags", G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", RESOURCES,
                              NULL);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), (gpointer) path);

  return g_application_run (G_APPLICATION (application), 0, NULL);
}
