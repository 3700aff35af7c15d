/* avow-report.c: what is handed over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report.h"

#include "avow-report-private.h"
#include "avow-report-purged.h"
#include "avow-report-rows.h"
#include "avow-report-resources.h"
#include "people/avow-organisation.h"
#include "record/avow-clock.h"

#include "record/avow-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Few enough that no read lasts over 50 ms (RECORDS, section 3). */
#define RECORDS_A_READ 20000

G_DEFINE_QUARK (avow-report-error-quark, avow_report_error)

const char *
avow_report_kind_to_name (AvowReportKind kind)
{
  static const char *const names[] = {
    [AVOW_REPORT_COMPLETION] = "completion",
    [AVOW_REPORT_ATTESTATION] = "attestation",
    [AVOW_REPORT_QUESTIONS] = "questions",
    [AVOW_REPORT_CONFIDENCE] = "confidence",
  };
  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);
  return names[kind];
}

gboolean
avow_report_kind_from_name (const char *name, AvowReportKind *out_kind)
{
  for (AvowReportKind kind = AVOW_REPORT_COMPLETION; kind <= AVOW_REPORT_ATTESTATION; kind++)
    if (g_strcmp0 (name, avow_report_kind_to_name (kind)) == 0)
      {
        *out_kind = kind;
        return TRUE;
      }
  return FALSE;
}

char *
avow_report_format_time (gint64 time)
{
  g_autofree char *iso = avow_time_to_iso (time);
  g_autofree char *seconds = g_strndup (iso, strlen ("0000-00-00T00:00:00"));
  return g_strconcat (seconds, "Z", NULL);
}

static void
total_free (gpointer data)
{
  AvowTotal *total = data;
  g_free (total->label);
  g_free (total->denominator);
  g_free (total);
}

void
avow_report_free (AvowReport *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->organisation);
  g_free (self->organisation_id);
  g_free (self->team);
  g_free (self->root);
  g_free (self->ledger);
  g_free (self->exporter);
  g_clear_pointer (&self->totals, g_ptr_array_unref);
  g_clear_pointer (&self->table, avow_table_unref);
  g_clear_pointer (&self->data, avow_table_unref);
  g_free (self);
}

void
avow_report_add_total (AvowReport *self, const char *label, guint count, guint of, const char *denominator)
{
  AvowTotal *total = g_new0 (AvowTotal, 1);
  *total = (AvowTotal){ g_strdup (label), count, of, g_strdup (denominator) };
  g_ptr_array_add (self->totals, total);
}

static void
add_totals (AvowReport *self, const AvowReportCounts *counts)
{
  if (self->kind == AVOW_REPORT_COMPLETION)
    {
      const char *who = _("courses assigned to people who have not left");
      avow_report_add_total (self, _("Completed"), counts->done, counts->rows, who);
      avow_report_add_total (self, _("Not completed, in time"), counts->open, counts->rows, who);
      avow_report_add_total (self, _("Late"), counts->late, counts->rows, who);
    }
  else
    {
      const char *who = _("declarations asked of people who have not left");
      avow_report_add_total (self, _("Signed"), counts->done, counts->rows, who);
      avow_report_add_total (self, _("Declined"), counts->declined, counts->rows, who);
      avow_report_add_total (self, _("Outstanding, in time"), counts->open, counts->rows, who);
      avow_report_add_total (self, _("Outstanding, late"), counts->late, counts->rows, who);
    }
  avow_report_add_total (self, _("People without any of these"), counts->people_without, counts->people, _("people who have not left"));
  avow_report_add_total (self, _("People who had left, not listed"), counts->people_left, counts->people + counts->people_left, _("people in the roster"));
}

/* The ledger's head, as it is printed on the report: whoever keeps the report can later tell whether it was
 * shortened or rewritten. */
static gboolean
read_head (AvowReport *self, AvowStore *store, GError **error)
{
  AvowCheckpoint checkpoint;
  g_autofree char *note = avow_store_get_checkpoint (store, &checkpoint, error);
  if (note == NULL)
    return FALSE;
  self->root = avow_digest_to_hex (&checkpoint.root);
  self->ledger = avow_digest_to_hex (&checkpoint.ledger);
  self->size = checkpoint.size;
  return TRUE;
}

static gboolean
read_names (AvowReport *self, AvowStore *store, const AvowAccess *access, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  if (organisation == NULL)
    return FALSE;
  self->organisation = g_strdup (organisation->name);
  self->organisation_id = g_strdup (organisation->id);
  g_autoptr (AvowPerson) exporter = avow_roster_get (store, access->person, error);
  if (exporter == NULL)
    return FALSE;
  self->exporter = g_strdup_printf ("%s (%s)", exporter->name, exporter->staff_number);
  return TRUE;
}

/* Whether the first record dated up to @until was found after @after and up to @last. */
static gboolean
find_since (AvowReport *self, AvowStore *store, gint64 until, gint64 after, gint64 last, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "report/report:first-record", error, "iii", last, until, after);
  if (query == NULL || !avow_query_next (query, error))
    return FALSE;
  self->since = avow_query_integer (query, 0);
  return TRUE;
}

/* When the first of the records was made that the report rests on. Almost always it is the very first; as of a day before
 * all it is none, and they are looked through some at a time. */
static gboolean
read_since (AvowReport *self, AvowStore *store, gint64 until, GError **error)
{
  GError *local_error = NULL;
  gint64 after = 0;
  while (local_error == NULL && after < self->position
         && !find_since (self, store, until, after, MIN (after + RECORDS_A_READ, self->position), &local_error))
    after += RECORDS_A_READ;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL;
}

/* A team that somebody asked for by name, and that nobody is in, is a slip of the pen, unless it was founded later. */
static gboolean
check_team (AvowReport *self, AvowStore *store, const AvowReportCounts *counts, GError **error)
{
  if (self->team == NULL || counts->people + counts->people_left > 0)
    return TRUE;
  g_autoptr (GPtrArray) teams = avow_roster_teams (store, error);
  if (teams == NULL)
    return FALSE;
  if (g_ptr_array_find_with_equal_func (teams, self->team, g_str_equal, NULL))
    return TRUE;
  g_ptr_array_add (teams, NULL);
  g_autofree char *list = g_strjoinv (", ", (char **) teams->pdata);
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN, _("There is no team “%s” in the roster. The teams are: %s."), self->team, list);
  return FALSE;
}

/* Of now only who is there counts; of an earlier day, what has been purged since is at least told as a number. */
static gboolean
add_purged (AvowReport *self, AvowStore *store, gint64 until, GError **error)
{
  AvowReportPurged counts;
  if (!avow_report_count_purged (store, self->kind, until, self->position, &counts, error))
    return FALSE;
  if (counts.purged > 0)
    avow_report_add_total (self, _("Purged since, and not listed"), counts.purged, counts.all,
               self->kind == AVOW_REPORT_COMPLETION ? _("completions recorded up to then, in all teams")
                                                    : _("declarations recorded up to then, in all teams"));
  return TRUE;
}

static AvowReport *
create_report (AvowReportKind kind)
{
  AvowReport *self = g_new0 (AvowReport, 1);
  self->kind = kind;
  self->made = avow_clock_now ();
  self->as_of = self->made;
  self->totals = g_ptr_array_new_with_free_func (total_free);
  return self;
}

AvowReport *
avow_report_begin (AvowStore *store, const AvowAccess *access, AvowReportKind kind, GError **error)
{
  g_autoptr (AvowReport) self = create_report (kind);
  if (!avow_store_read_position (store, &self->position, error) || !read_names (self, store, access, error)
      || !read_head (self, store, error) || !read_since (self, store, G_MAXINT64, error))
    return NULL;
  return g_steal_pointer (&self);
}

static AvowReport *
read_report (AvowStore *store, const AvowAccess *access, AvowReportKind kind, const char *team, gint64 as_of, GError **error)
{
  g_autofree char *scope = NULL;
  if (!avow_access_check (store, access, AVOW_ACTION_EXPORT, &scope, error))
    return NULL;
  gint64 until = as_of != 0 ? as_of : G_MAXINT64;
  g_autoptr (AvowReport) self = create_report (kind);
  self->title = g_strdup (kind == AVOW_REPORT_COMPLETION ? _("Completion report") : _("Attestation report"));
  self->team = g_strdup (scope != NULL ? scope : team);
  self->as_of = as_of != 0 ? as_of : self->made;
  if (!avow_store_read_position (store, &self->position, error) || !read_names (self, store, access, error)
      || !read_head (self, store, error) || !read_since (self, store, until, error))
    return NULL;

  AvowReportCounts counts = { 0 };
  self->table = avow_report_rows_read (store, kind, self->team, self->as_of, until, self->position, &counts, &self->data, error);
  if (self->table == NULL || (scope == NULL && !check_team (self, store, &counts, error)))
    return NULL;
  add_totals (self, &counts);
  if (!add_purged (self, store, until, error))
    return NULL;
  return g_steal_pointer (&self);
}

AvowReport *
avow_report_new (AvowStore *store, const AvowAccess *access, AvowReportKind kind, const char *team, gint64 as_of, GError **error)
{
  if (!avow_access_allows (access, AVOW_ACTION_EXPORT))
    {
      g_set_error_literal (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_REFUSED,
                           _("Reports are for managers and the compliance team. Ask the compliance team for one."));
      return NULL;
    }
  /* where a purge is met on the way, it is begun anew */
  for (;;)
    {
      gint64 before;
      gboolean purged;
      if (!avow_store_read_position (store, &before, error))
        return NULL;
      g_autoptr (GError) local_error = NULL;
      g_autoptr (AvowReport) self = read_report (store, access, kind, team, as_of, &local_error);
      if (!avow_report_was_purged (store, before, &purged, error))
        return NULL;
      if (purged)
        continue;
      if (self == NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return g_steal_pointer (&self);
    }
}

void
avow_report_register (void)
{
  /* naming it is what makes the linker take the resource out of the static library */
  g_resources_register (avow_report_get_resource ());
}
