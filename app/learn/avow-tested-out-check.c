/* avow-tested-out-check.c: whether modules that were skipped were passed ahead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-tested-out-check.h"

#include "avow-draw.h"
#include "record/avow-purges.h"
#include "record/avow-query.h"

#include <glib/gi18n-lib.h>

static char *
compare (const AvowTestedOutClaim *claim, const AvowRecordTestedOut *one, AvowRecord *cited)
{
  const AvowRecordAttempt *attempt;

  if (avow_record_get_kind (cited) != &avow_record_kind_attempt)
    return g_strdup_printf (_("For “%s” it cites a pre-test that is none"), one->title);

  attempt = avow_record_get_body (cited);
  if (g_strcmp0 (avow_record_get_subject (cited), claim->person) != 0)
    return g_strdup_printf (_("For “%s” it cites a pre-test of another person"), one->title);
  if (g_strcmp0 (attempt->item, claim->item) != 0 || !avow_digest_equal (&attempt->digest, claim->digest)
      || g_strcmp0 (attempt->cycle, claim->cycle) != 0 || g_strcmp0 (attempt->module, one->module) != 0)
    return g_strdup_printf (_("For “%s” it cites a pre-test of another module, edition or cycle"), one->title);
  if (!attempt->passed)
    return g_strdup_printf (_("It skips “%s”, whose pre-test was not passed"), one->title);
  return NULL;
}

static gboolean
is_withheld (AvowStore *store, const AvowDigest *leaf, const AvowPlace *place, gboolean *out_withheld, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "learn/learn:withheld", &local_error, "diii", leaf,
                                                  (gint64) avow_record_kind_attempt.code, place->position, place->ledger_number);

  *out_withheld = avow_query_next (query, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* purged, or withheld from here; or there never was one */
static gboolean
check_without (const AvowTestedOutClaim *claim, const AvowRecordTestedOut *one, AvowStore *store, AvowVerdict *verdict,
               char **out_fault, GError **error)
{
  gboolean withheld = FALSE;
  gint64 purge;

  if (!avow_purges_find (avow_verdict_get_purges (verdict, store), &one->attempt_leaf, &purge, error)
      || (purge == 0 && !is_withheld (store, &one->attempt_leaf, claim->place, &withheld, error)))
    return FALSE;
  if (purge == 0 && !withheld)
    *out_fault = g_strdup_printf (_("For “%s” it cites a pre-test that is not in the store"), one->title);
  return TRUE;
}

static gboolean
check_one (const AvowTestedOutClaim *claim, const AvowRecordTestedOut *one, AvowCheckRun *run, AvowStore *store, AvowVerdict *verdict,
           char **out_fault, GError **error)
{
  const AvowModule *module = avow_course_find_module (claim->course, one->module);
  g_autoptr (AvowRecord) cited = NULL;

  if (module == NULL || module->pretest == NULL || g_strcmp0 (module->title, one->title) != 0)
    {
      *out_fault = g_strdup_printf (_("It skips “%s”, which its edition has no pre-test for"), one->title);
      return TRUE;
    }
  if (!avow_check_run_find_cited (run, store, &one->attempt_leaf, claim->place->position, &cited, error))
    return FALSE;
  if (cited == NULL)
    return check_without (claim, one, store, verdict, out_fault, error);
  *out_fault = compare (claim, one, cited);
  return TRUE;
}

gboolean
avow_tested_out_check (const AvowTestedOutClaim *claim, GPtrArray *tested_out, AvowStore *store, AvowVerdict *verdict, char **out_fault,
                       GError **error)
{
  AvowCheckRun *run = avow_check_run_get (verdict);

  for (guint i = 0; tested_out != NULL && i < tested_out->len && *out_fault == NULL; i++)
    if (!check_one (claim, g_ptr_array_index (tested_out, i), run, store, verdict, out_fault, error))
      return FALSE;
  return TRUE;
}

gboolean
avow_tested_out_is_all (GPtrArray *tested_out, const AvowCourse *course)
{
  for (guint i = 0; course->assessment != NULL && i < course->assessment->draws->len; i++)
    if (!avow_draw_is_tested_out (tested_out, ((const AvowDraw *) g_ptr_array_index (course->assessment->draws, i))->module))
      return FALSE;
  return TRUE;
}

gboolean
avow_tested_out_is_same (GPtrArray *one, GPtrArray *other)
{
  guint length = one != NULL ? one->len : 0;

  if (length != (other != NULL ? other->len : 0))
    return FALSE;
  for (guint i = 0; i < length; i++)
    {
      const AvowRecordTestedOut *first = g_ptr_array_index (one, i), *second = g_ptr_array_index (other, i);

      if (g_strcmp0 (first->module, second->module) != 0 || !avow_digest_equal (&first->attempt_leaf, &second->attempt_leaf))
        return FALSE;
    }
  return TRUE;
}
