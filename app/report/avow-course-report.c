/* avow-course-report.c: reports on how the questions of a course are answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-report.h"

#include "avow-course-rows.h"
#include "avow-report-private.h"
#include "people/avow-programme.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>

static void
free_course (gpointer data)
{
  AvowReportCourse *course = data;
  g_free (course->item);
  g_free (course->title);
  g_free (course);
}

GPtrArray *
avow_report_list_courses (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) courses = g_ptr_array_new_with_free_func (free_course);
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "report/report:courses", &local_error, "");
  while (local_error == NULL && avow_query_next (query, &local_error))
    {
      AvowReportCourse *course = g_new0 (AvowReportCourse, 1);
      course->item = g_strdup (avow_query_text (query, 0));
      course->title = g_strdup (avow_query_text (query, 1));
      g_ptr_array_add (courses, course);
    }
  if (local_error == NULL)
    return g_steal_pointer (&courses);
  g_propagate_error (error, local_error);
  return NULL;
}

/* The edition in use, or one that was. */
static gboolean
find_edition (AvowStore *store, const char *item, const char *edition, AvowDigest *out_digest, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "report/report:edition-of", &local_error, "ss", item, edition);
  gboolean found = local_error == NULL && avow_query_next (query, &local_error) && avow_query_digest (query, 0, out_digest);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (!found && edition != NULL)
    g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_UNKNOWN, _("There is no edition “%s” of a course “%s” here."), edition, item);
  else if (!found)
    g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_UNKNOWN,
                 _("There is no course “%s” here. Name it by its id, as it stands in its file."), item);
  return found;
}

/* (transfer full) (element-type gint64): where the first attempt of each person stands. */
static GArray *
list_first (AvowStore *store, const AvowDigest *digest, const char *assessment, gint64 position, GError **error)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "report/report:first-attempts", &local_error, "dsi", digest, assessment, position);
  while (local_error == NULL && avow_query_next (query, &local_error))
    {
      gint64 first = avow_query_integer (query, 0);
      g_array_append_val (positions, first);
    }
  if (local_error == NULL)
    return g_steal_pointer (&positions);
  g_propagate_error (error, local_error);
  return NULL;
}

/* (transfer full) of AvowRecord: one at a time, so that nobody waits for the whole read. */
static GPtrArray *
read_first (AvowStore *store, const AvowDigest *digest, const char *assessment, gint64 position, GError **error)
{
  g_autoptr (GArray) positions = list_first (store, digest, assessment, position, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  if (positions == NULL)
    return NULL;
  for (guint i = 0; i < positions->len; i++)
    {
      AvowRecord *record = avow_store_get_record (store, g_array_index (positions, gint64, i), NULL, error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}

static AvowStatistics *
work_out (AvowCourse *course, GPtrArray *records)
{
  g_autoptr (GPtrArray) attempts = g_ptr_array_new ();
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (attempts, (gpointer) avow_record_get_body (g_ptr_array_index (records, i)));
  return avow_statistics_new (course, attempts);
}

static void
add_totals (AvowReport *self, const AvowStatistics *statistics)
{
  guint told = 0, of = self->kind == AVOW_REPORT_QUESTIONS ? statistics->items->len : statistics->modules->len;
  for (guint i = 0; i < of; i++)
    if (self->kind == AVOW_REPORT_QUESTIONS)
      told += ((AvowItemStatistics *) g_ptr_array_index (statistics->items, i))->asked > 0;
    else
      told += ((AvowConfidenceStatistics *) g_ptr_array_index (statistics->modules, i))->people > 0;
  avow_report_add_total (self, self->kind == AVOW_REPORT_QUESTIONS ? _("Questions of which enough is known") : _("Modules of which enough is known"),
                         told, of, _("those that five people or more have answered; of fewer nothing is told"));
  avow_report_add_total (self, _("People whose first attempt is here"), statistics->people, statistics->people,
                         _("they count in whole groups of five, so that no two reports are one person apart"));
}

static gboolean
fill (AvowReport *self, AvowStore *store, const char *item, const char *edition, GError **error)
{
  AvowDigest digest;
  g_autoptr (GHashTable) variables = NULL;
  g_autoptr (AvowCourse) course = find_edition (store, item, edition, &digest, error)
                                    ? avow_programme_get_course (store, &digest, &variables, error) : NULL;
  if (course == NULL)
    return FALSE;
  if (course->assessment == NULL)
    {
      g_set_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_UNKNOWN, _("“%s” has no assessment, so there is nothing to tell of its questions."),
                   course->title);
      return FALSE;
    }
  g_autoptr (GPtrArray) records = read_first (store, &digest, course->assessment->id, self->position, error);
  if (records == NULL)
    return FALSE;
  g_autoptr (AvowStatistics) statistics = work_out (course, records);
  self->title = g_strdup_printf (self->kind == AVOW_REPORT_QUESTIONS ? _("Questions of “%s”, edition %s") : _("How sure people were of “%s”, edition %s"),
                                 course->title, course->edition);
  add_totals (self, statistics);
  if (self->kind == AVOW_REPORT_QUESTIONS)
    self->table = avow_course_rows_of_questions (statistics, variables, &self->data);
  else
    self->table = avow_course_rows_of_confidence (statistics, &self->data);
  return TRUE;
}

AvowReport *
avow_report_new_for_course (AvowStore *store, const AvowAccess *access, AvowReportKind kind, const char *item, const char *edition, GError **error)
{
  g_return_val_if_fail (kind == AVOW_REPORT_QUESTIONS || kind == AVOW_REPORT_CONFIDENCE, NULL);

  if (!avow_access_check (store, access, AVOW_ACTION_SEE_ANSWERS, NULL, error))
    return NULL;
  g_autoptr (AvowReport) self = avow_report_begin (store, access, kind, error);
  return self != NULL && fill (self, store, item, edition, error) ? g_steal_pointer (&self) : NULL;
}
