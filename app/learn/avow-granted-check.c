/* avow-granted-check.c: what an attempt says of its time, and of what was granted for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-granted-check.h"

#include "people/avow-accommodation-check.h"
#include "people/avow-accommodation.h"
#include "record/avow-purges.h"
#include "record/avow-record-accommodation.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define CLOCK_TOLERANCE 60 /* seconds: a count is kept once a minute */
#define MS 1000

/* What was granted stands in the ledger of a desk, or came with an invitation; whether that was ahead of the attempt only its hash
 * can tell, which nobody can cite before the record is there. */
static gboolean
find_cited (AvowStore *store, const AvowDigest *leaf, AvowRecord **out_record, AvowPlace *out_place, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 position = avow_store_find_leaf (store, leaf, &local_error);

  *out_record = NULL;
  if (local_error == NULL && position > 0)
    *out_record = avow_store_get_record (store, position, out_place, &local_error);
  /* what is damaged, or not here, is found where it stands */
  if (g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED))
    g_clear_error (&local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_missing (AvowStore *store, AvowRecord *record, const AvowDigest *leaf, const AvowPlace *place, AvowVerdict *verdict,
               AvowGranted *out_granted, char **out_fault, GError **error)
{
  gint64 purge;

  if (!avow_purges_find (avow_verdict_get_purges (verdict, store), leaf, &purge, error))
    return FALSE;
  out_granted->unknown = purge > 0;
  if (purge > 0)
    avow_verdict_note (verdict, place->position, avow_record_get_kind (record)->name, avow_record_get_subject (record),
                       g_strdup_printf (_("what it was granted can’t be looked at, purged under record %" PRId64), purge));
  else
    *out_fault = g_strdup (_("It cites more time or attempts that are not in the store. Take in a hand-over of the desk that granted them."));
  return TRUE;
}

static char *
compare_cited (AvowRecord *record, AvowRecord *cited)
{
  const AvowRecordAttempt *attempt = avow_record_get_body (record);
  const AvowRecordAccommodation *granted = avow_record_get_body (cited);

  if (avow_record_get_kind (cited) != &avow_record_kind_accommodation)
    return g_strdup (_("What it cites as granted is another kind of record"));
  if (g_strcmp0 (avow_record_get_subject (cited), avow_record_get_subject (record)) != 0)
    return g_strdup (_("It cites more time or attempts that were granted to another person"));
  if (g_strcmp0 (granted->item, attempt->item) != 0 || g_strcmp0 (granted->cycle, attempt->cycle) != 0)
    return g_strdup (_("It cites more time or attempts that were granted for another course or cycle"));
  return NULL;
}

static void
take (AvowRecord *cited, AvowGranted *out_granted)
{
  const AvowRecordAccommodation *granted = avow_record_get_body (cited);

  out_granted->extra_time = (guint) CLAMP (granted->extra_time_percent, 0, AVOW_ACCOMMODATION_MAX_EXTRA_TIME);
  out_granted->untimed = granted->untimed;
  out_granted->extra_attempts = (guint) CLAMP (granted->extra_attempts, 0, AVOW_ACCOMMODATION_MAX_EXTRA_ATTEMPTS);
}

gboolean
avow_granted_check (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, AvowGranted *out_granted,
                    char **out_fault, GError **error)
{
  const AvowRecordAttempt *attempt = avow_record_get_body (record);
  g_autoptr (AvowRecord) cited = NULL;
  AvowPlace cited_place;
  AvowDigest leaf;

  *out_granted = (AvowGranted) { FALSE, 0, FALSE, 0 };
  if (attempt->accommodation == NULL)
    return TRUE;
  if (!avow_digest_parse (attempt->accommodation, &leaf))
    {
      *out_fault = g_strdup (_("What it cites as granted is no leaf of a ledger"));
      return TRUE;
    }

  if (!find_cited (store, &leaf, &cited, &cited_place, error))
    return FALSE;
  if (cited == NULL)
    return check_missing (store, record, &leaf, place, verdict, out_granted, out_fault, error);

  *out_fault = compare_cited (record, cited);
  if (*out_fault != NULL)
    return TRUE;
  take (cited, out_granted);
  return avow_accommodation_check_cited (store, cited, &cited_place, verdict, out_fault, error);
}

char *
avow_granted_compare_time (const AvowRecordAttempt *attempt, const AvowAssessment *assessment, const AvowGranted *granted)
{
  guint limit = assessment->limit_seconds == 0
                  ? 0 : avow_accommodation_stretch (assessment->limit_seconds, granted->extra_time, granted->untimed);

  if (granted->unknown)
    return NULL;
  if (attempt->time_limit != limit)
    return g_strdup_printf (_("The record says a time limit of %lld seconds, its course and what was granted give %u"),
                            (long long) attempt->time_limit, limit);
  if (attempt->time_spent < 0 || attempt->time_spent > attempt->time_limit)
    return g_strdup_printf (_("The record says that it took %lld seconds, of %u that there were"), (long long) attempt->time_spent, limit);
  if (attempt->time_up != (limit > 0 && attempt->time_spent == attempt->time_limit))
    return g_strdup (_("Whether its time was up is not what its seconds say"));
  return NULL;
}

static gint64
find_last_answer (const AvowRecordAttempt *attempt)
{
  gint64 last = 0;

  for (guint i = 0; i < attempt->responses->len; i++)
    last = MAX (last, ((AvowRecordResponse *) g_ptr_array_index (attempt->responses, i))->time);
  return last;
}

char *
avow_granted_describe_clock (const AvowRecordAttempt *attempt)
{
  gint64 seconds = (find_last_answer (attempt) - attempt->started) / MS;

  if (attempt->time_limit == 0 || seconds <= attempt->time_limit + CLOCK_TOLERANCE)
    return NULL;
  return g_strdup_printf (_("by the computer’s clock its last answer came %" PRId64 " seconds after it was begun, and there were %" PRId64 "; "
                            "the clock may have been set meanwhile"), seconds, attempt->time_limit);
}
