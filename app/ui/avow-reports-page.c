/* avow-reports-page.c: choose a report, look at it, export it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-reports-page.h"

#include "avow-file-dialog.h"
#include "avow-report-view.h"
#include "avow-saved-toast.h"
#include "avow-window.h"
#include "avow-wrap-box.h"
#include "record/avow-clock.h"
#include "report/avow-course-report.h"

#include <glib/gi18n-lib.h>

struct _AvowReportsPage
{
  AdwBin parent_instance;

  AvowContext *context;
  GCancellable *cancellable; /* of the report that is being read */
  AvowReport *report;        /* nullable; what is shown */
  AvowReport *leaving;       /* nullable; what is being exported, on the worker's thread; it may be shown no longer */
  AvowFormat format;         /* of the export for which a file is being chosen */
  gboolean teams_wanted;     /* for the choice of one; not read yet */
  GPtrArray *courses;        /* nullable: of AvowReportCourse, for the choice of one; only for the compliance team */

  GtkStack *stack;
  AdwStatusPage *error;
  GtkButton *again_button;
  AdwPreferencesGroup *choices;
  AdwComboRow *kind_row;
  AdwComboRow *course_row;
  AdwComboRow *team_row;
  AdwEntryRow *date_row;
  GtkLabel *date_hint;
  GtkButton *csv_button;
  GtkButton *pdf_button;
  AvowReportView *view;
};

G_DEFINE_FINAL_TYPE (AvowReportsPage, avow_reports_page, ADW_TYPE_BIN)

/* What the jobs take. */
typedef struct
{
  AvowAccess *access;
  AvowReportKind kind;
  char *team; /* nullable */
  char *item; /* nullable: the course that it is about */
  gint64 as_of;
} Order;

/* What there is to choose of a worker's. */
typedef struct
{
  GPtrArray *teams;
  GPtrArray *courses; /* nullable */
} Choices;

typedef struct
{
  AvowReport *report; /* (transfer none): the page's, as long as it is leaving */
  AvowAccess *access;
  AvowFormat format;
  char *path;
} Export;

static void
free_order (gpointer data)
{
  Order *order = data;

  avow_access_free (order->access);
  g_free (order->team);
  g_free (order->item);
  g_free (order);
}

static void
free_export (gpointer data)
{
  Export *export = data;

  avow_access_free (export->access);
  g_free (export->path);
  g_free (export);
}

static gpointer
read_report (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;

  if (order->item != NULL)
    return avow_report_new_for_course (store, order->access, order->kind, order->item, NULL, error);
  return avow_report_new (store, order->access, order->kind, order->team, order->as_of, error);
}

static void
free_choices (gpointer data)
{
  Choices *choices = data;

  g_clear_pointer (&choices->teams, g_ptr_array_unref);
  g_clear_pointer (&choices->courses, g_ptr_array_unref);
  g_free (choices);
}

/* Of courses those whose questions whoever asks may look at. */
static gpointer
read_choices (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;
  g_autoptr (GPtrArray) teams = avow_roster_teams (store, error);
  gboolean with_courses = avow_access_allows (order->access, AVOW_ACTION_SEE_ANSWERS);
  g_autoptr (GPtrArray) courses = teams != NULL && with_courses ? avow_report_list_courses (store, error) : NULL;
  Choices *choices;

  if (teams == NULL || (with_courses && courses == NULL))
    return NULL;
  choices = g_new0 (Choices, 1);
  choices->teams = g_steal_pointer (&teams);
  choices->courses = g_steal_pointer (&courses);

  return choices;
}

static gpointer
export_report (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  return avow_report_export (export->report, store, export->access, export->format, export->path, error) ? g_strdup (export->path) : NULL;
}

static void
show_error (AvowReportsPage *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->error, text);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* One export at a time. */
static void
set_exportable (AvowReportsPage *self, gboolean exportable)
{
  gboolean free_to_go = exportable && self->leaving == NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->csv_button), free_to_go);
  gtk_widget_set_sensitive (GTK_WIDGET (self->pdf_button), free_to_go);
}

static void
drop_report (AvowReportsPage *self)
{
  if (self->report != self->leaving)
    avow_report_free (self->report);
  self->report = NULL;
}

static void
drop_leaving (AvowReportsPage *self)
{
  if (self->leaving != self->report)
    avow_report_free (self->leaving);
  self->leaving = NULL;
}

static void
report_read_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowReportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  AvowReport *report = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (report == NULL)
    {
      show_error (self, error);
      return;
    }

  drop_report (self);
  self->report = report;
  avow_report_view_set_report (self->view, report);
  set_exportable (self, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "report");
}

/* The day typed, as T; 0 for now. FALSE where it is no day. */
static gboolean
read_date (AvowReportsPage *self, gint64 *out_as_of)
{
  g_autofree char *date = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->date_row))));
  gboolean valid = date[0] == '\0' || avow_date_is_valid (date);

  *out_as_of = valid && date[0] != '\0' ? avow_date_end (date) : 0;
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->date_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->date_row), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->date_hint), !valid);

  return valid;
}

static const char *
get_team (AvowReportsPage *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->team_row);

  return adw_combo_row_get_selected (self->team_row) > 0 && item != NULL ? gtk_string_object_get_string (item) : NULL;
}

/* The kinds in the order of the choice; those about a course are the compliance team's, and are added for it. */
static const struct
{
  AvowReportKind kind;
  const char *label;
  gboolean of_course;
} kinds[] = {
  { AVOW_REPORT_COMPLETION, NULL, FALSE },
  { AVOW_REPORT_ATTESTATION, NULL, FALSE },
  { AVOW_REPORT_QUESTIONS, N_("Questions: how those of a course are answered"), TRUE },
  { AVOW_REPORT_CONFIDENCE, N_("Confidence: how sure people were, and how right"), TRUE },
};

static guint
get_kind (AvowReportsPage *self)
{
  return MIN (adw_combo_row_get_selected (self->kind_row), G_N_ELEMENTS (kinds) - 1);
}

/* (transfer none) (nullable): the course that the report is about. */
static const char *
get_item (AvowReportsPage *self)
{
  guint index = adw_combo_row_get_selected (self->course_row);

  if (!kinds[get_kind (self)].of_course || self->courses == NULL || index >= self->courses->len)
    return NULL;
  return ((AvowReportCourse *) g_ptr_array_index (self->courses, index))->item;
}

/* A report about people can be of a team and a day, one about a course can't. */
static void
show_choices (AvowReportsPage *self)
{
  gboolean of_course = kinds[get_kind (self)].of_course;
  gboolean everyone = avow_access_get_scope (avow_context_get_access (self->context), AVOW_ACTION_EXPORT) == NULL;

  adw_preferences_group_set_description (self->choices,
                                         of_course ? _("It is about groups of five people or more, and never tells who.")
                                                   : _("To see how things stood at the end of a day, give it, such as 2026-12-31."));
  gtk_widget_set_visible (GTK_WIDGET (self->course_row), of_course);
  gtk_widget_set_visible (GTK_WIDGET (self->team_row), everyone && !of_course);
  gtk_widget_set_visible (GTK_WIDGET (self->date_row), !of_course);
}

static void load (AvowReportsPage *self);

static void
add_courses (AvowReportsPage *self, GPtrArray *courses)
{
  GtkStringList *titles = GTK_STRING_LIST (adw_combo_row_get_model (self->course_row));
  GtkStringList *labels = GTK_STRING_LIST (adw_combo_row_get_model (self->kind_row));

  if (courses == NULL || courses->len == 0 || self->courses != NULL)
    return;
  self->courses = g_ptr_array_ref (courses);
  for (guint i = 0; i < courses->len; i++)
    gtk_string_list_append (titles, ((AvowReportCourse *) g_ptr_array_index (courses, i))->title);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].of_course)
      gtk_string_list_append (labels, _(kinds[i].label));
}

/* Once the teams are known the report is read that was asked for. */
static void
teams_read_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowReportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  Choices *choices = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (self->team_row));

  if (choices == NULL)
    {
      show_error (self, error);
      return;
    }
  for (guint i = 0; self->teams_wanted && i < choices->teams->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (choices->teams, i));
  add_courses (self, choices->courses);
  self->teams_wanted = FALSE;
  free_choices (choices);
  load (self);
}

static Order *
create_order (AvowReportsPage *self, gint64 as_of)
{
  Order *order = g_new0 (Order, 1);

  order->access = avow_access_copy (avow_context_get_access (self->context));
  order->kind = kinds[get_kind (self)].kind;
  order->team = g_strdup (get_team (self));
  order->item = g_strdup (get_item (self));
  order->as_of = as_of;

  return order;
}

static void
load (AvowReportsPage *self)
{
  gint64 as_of;

  set_exportable (self, FALSE);
  if (self->teams_wanted)
    {
      avow_worker_run_async (avow_context_get_worker (self->context), read_choices, create_order (self, 0), free_order, free_choices, NULL,
                             teams_read_cb, g_object_ref (self));
      return;
    }
  show_choices (self);
  if (!read_date (self, &as_of))
    return;

  /* a report that is no longer wanted must not replace the one that is */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  avow_worker_run_async (avow_context_get_worker (self->context), read_report, create_order (self, as_of), free_order, (GDestroyNotify) avow_report_free,
                         self->cancellable, report_read_cb, g_object_ref (self));
}

static void
exported_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowReportsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = avow_worker_run_finish (AVOW_WORKER (worker), result, &error);

  drop_leaving (self);
  set_exportable (self, TRUE);
  avow_saved_toast_show (GTK_WIDGET (self), path, error);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowReportsPage) self = user_data;
  g_autoptr (GFile) file = avow_file_dialog_finish (result);
  Export *export;

  if (file == NULL || self->report == NULL || self->leaving != NULL)
    return;

  self->leaving = self->report;
  export = g_new0 (Export, 1);
  export->report = self->leaving;
  export->access = avow_access_copy (avow_context_get_access (self->context));
  export->format = self->format;
  export->path = g_file_get_path (file);
  set_exportable (self, FALSE);
  avow_worker_run_async (avow_context_get_worker (self->context), export_report, export, free_export, g_free, NULL, exported_cb,
                         g_object_ref (self));
}

static void
choose_file (AvowReportsPage *self, AvowFormat format)
{
  g_autofree char *date = NULL;
  g_autofree char *name = NULL;

  if (self->report == NULL)
    return;

  date = avow_time_to_date (self->report->as_of);
  name = g_strdup_printf ("%s-%s.%s", avow_report_kind_to_name (self->report->kind), date, avow_format_to_name (format));
  self->format = format;
  avow_file_dialog_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Export Report"), name, file_chosen_cb,
                               g_object_ref (self));
}

static void
csv_clicked_cb (AvowReportsPage *self)
{
  choose_file (self, AVOW_FORMAT_CSV);
}

static void
pdf_clicked_cb (AvowReportsPage *self)
{
  choose_file (self, AVOW_FORMAT_PDF);
}

static void
avow_reports_page_dispose (GObject *object)
{
  AvowReportsPage *self = AVOW_REPORTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  /* whatever is leaving holds this page, so nothing is */
  g_clear_pointer (&self->report, avow_report_free);
  g_clear_pointer (&self->courses, g_ptr_array_unref);

  G_OBJECT_CLASS (avow_reports_page_parent_class)->dispose (object);
}

static void
avow_reports_page_class_init (AvowReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = avow_reports_page_dispose;

  g_type_ensure (AVOW_TYPE_REPORT_VIEW);
  g_type_ensure (AVOW_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/avow/Avow/ui/avow-reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, error);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, choices);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, course_row);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, team_row);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, date_row);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, date_hint);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, csv_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, pdf_button);
  gtk_widget_class_bind_template_child (widget_class, AvowReportsPage, view);
}

static void
avow_reports_page_init (AvowReportsPage *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->again_button, "clicked", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->csv_button, "clicked", G_CALLBACK (csv_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pdf_button, "clicked", G_CALLBACK (pdf_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->date_row, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
}

GtkWidget *
avow_reports_page_new (AvowContext *context)
{
  AvowReportsPage *self = g_object_new (AVOW_TYPE_REPORTS_PAGE, NULL);
  gboolean everyone = avow_access_get_scope (avow_context_get_access (context), AVOW_ACTION_EXPORT) == NULL;

  self->context = g_object_ref (context);
  gtk_widget_set_visible (GTK_WIDGET (self->team_row), everyone);
  g_signal_connect_object (context, "changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kind_row, "notify::selected", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->course_row, "notify::selected", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->team_row, "notify::selected", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  self->teams_wanted = everyone;
  load (self);

  return GTK_WIDGET (self);
}
