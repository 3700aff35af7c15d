/* avow-people-counting.c: what counts although its key was withdrawn, or its root was renewed, and what does not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-private.h"

#include "avow-withdrawal.h"
#include "record/avow-record-attempt.h"
#include "record/avow-record-completion.h"
#include "record/avow-record-declaration.h"
#include "record/avow-record-enrolment.h"
#include "record/avow-record-installation.h"
#include "record/avow-record-withdrawal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* RECORDS, section 6: what was signed with a key that was withdrawn counts if its leaf was in a desk's hands before. The same
 * goes for keys and computers that an earlier root certified: whoever has copied its key can certify with it still. Each is
 * asked of what stood here when the record came; of a declaration, on which nothing stands, also of withdrawals that came
 * later. */

/* That a signed document has our one fixed shape is asked elsewhere, and reading it once more would take as long as verifying
 * it. */
char *
avow_people_find_signer (AvowRecord *record)
{
  static const char begin[] = "<ds:X509Certificate>";
  gsize length;
  const char *text = g_bytes_get_data (avow_record_get_payload (record), &length);
  const char *start = memmem (text, length, begin, strlen (begin));
  const char *end;

  if (start == NULL)
    return NULL;
  start += strlen (begin);
  end = memchr (start, '<', length - (gsize) (start - text));
  return end == NULL ? NULL : g_strndup (start, (gsize) (end - start));
}

/* Whether a record is known to have stood before the root @link took over; of several records of that the first does. One that
 * came later than the record in question ends nothing here. */
static gboolean
is_before_root (AvowStore *store, AvowCertificate *link, gint64 position, gboolean *out_before, GError **error)
{
  GError *local_error = NULL;
  g_autofree char *base64 = avow_certificate_to_base64 (link);
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/keys:root-records", &local_error, "si", base64, position);
  gboolean any = FALSE;

  *out_before = FALSE;
  while (!*out_before && avow_query_next (query, &local_error))
    {
      any = TRUE;
      if (!avow_withdrawal_is_before (store, position, avow_query_integer (query, 0), out_before, error))
        return FALSE;
    }
  *out_before |= !any;
  return avow_people_check_end (local_error, error);
}

gboolean
avow_people_judge_root (AvowStore *store, const AvowOrganisation *organisation, GPtrArray *chain, gint64 position,
                        AvowRootStanding *out_standing, GError **error)
{
  guint renewed = organisation->links->len;
  guint links = chain->len - 1;
  gboolean before = TRUE;

  *out_standing = AVOW_ROOT_UNRECORDED;
  for (guint i = 1; i <= links; i++)
    if (links > renewed
        || !avow_people_is_same_certificate (g_ptr_array_index (chain, i), g_ptr_array_index (organisation->links, renewed - links + i - 1)))
      return TRUE;
  if (links < renewed
      && !is_before_root (store, g_ptr_array_index (organisation->links, renewed - links - 1), position, &before, error))
    return FALSE;
  *out_standing = before ? AVOW_ROOT_COUNTS : AVOW_ROOT_ENDED;
  return TRUE;
}

gboolean
avow_organisation_bears_out (const AvowOrganisation *self, AvowStore *store, GPtrArray *chain, gint64 position, gboolean *out_counts,
                             GError **error)
{
  AvowRootStanding standing;

  if (!avow_people_judge_root (store, self, chain, position, &standing, error))
    return FALSE;
  *out_counts = standing == AVOW_ROOT_COUNTS;
  return TRUE;
}

/* Whether a root had taken over from another by then. */
static gboolean
is_renewed (AvowStore *store, gint64 position, gboolean *out_renewed, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/keys:renewed", error, "i", position);
  gint64 found;

  if (query == NULL || !avow_people_look_up (query, &found, error))
    return FALSE;
  *out_renewed = found != 0;
  return TRUE;
}

/* Where the first of the chains that a query gives counts; 0 where none does. (transfer full) @query */
static gboolean
find_first (AvowStore *store, AvowQuery *query, gint64 *out_first, GError **error)
{
  g_autoptr (AvowQuery) owned = query;
  g_autoptr (AvowOrganisation) organisation = NULL;
  GError *local_error = NULL;

  *out_first = 0;
  organisation = query != NULL ? avow_organisation_get (store, error) : NULL;
  if (organisation == NULL)
    return FALSE;
  while (*out_first == 0 && avow_query_next (query, &local_error))
    {
      g_autoptr (GPtrArray) chain = avow_certificate_list_from_text (avow_query_text (query, 0), NULL);
      AvowRootStanding standing = AVOW_ROOT_UNRECORDED;

      if (chain != NULL && !avow_people_judge_root (store, organisation, chain, avow_query_integer (query, 1), &standing, error))
        return FALSE;
      if (standing == AVOW_ROOT_COUNTS)
        *out_first = avow_query_integer (query, 1);
    }
  return avow_people_check_end (local_error, error);
}

/* What a key, or somebody on a computer, was found to count from: of a root's renewal hundreds of records ask the same. */
static GHashTable *
get_known (GData **memory)
{
  GHashTable *known = g_datalist_get_data (memory, "avow-people-counting");

  if (known == NULL)
    {
      known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_datalist_set_data_full (memory, "avow-people-counting", known, (GDestroyNotify) g_hash_table_unref);
    }
  return known;
}

static gboolean
is_known (GData **memory, const char *key, gint64 position)
{
  const gint64 *first = g_hash_table_lookup (get_known (memory), key);

  return first != NULL && *first <= position;
}

static void
note_known (GData **memory, const char *key, gint64 first)
{
  if (first > 0)
    g_hash_table_insert (get_known (memory), g_strdup (key), g_memdup2 (&first, sizeof first));
}

/* Whether one of the roots that certified a key counts. An invitation copies the enrolments of officers into the ledger that it
 * founds: a key that is known from before stays known. */
static gboolean
has_root (AvowStore *store, const char *certificate, gint64 position, GData **memory, gboolean *out_has, GError **error)
{
  gint64 first;

  *out_has = is_known (memory, certificate, position);
  if (*out_has)
    return TRUE;
  if (!find_first (store, avow_store_query (store, "people/keys:chains-of", error, "si", certificate, position), &first, error))
    return FALSE;
  note_known (memory, certificate, first);
  *out_has = first > 0;
  return TRUE;
}

static gboolean
has_computer (AvowStore *store, const char *person, const AvowPlace *place, GData **memory, gboolean *out_has, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, person, place->ledger_number);
  gint64 first;

  *out_has = is_known (memory, key, place->position);
  if (*out_has)
    return TRUE;
  if (!find_first (store, avow_store_query (store, "people/keys:computers-of", error, "sii", person, place->ledger_number, place->position),
                   &first, error))
    return FALSE;
  note_known (memory, key, first);
  *out_has = first > 0;
  return TRUE;
}

/* A withdrawal that an invitation copied into the ledger that it founded is the one that counted before. */
static gboolean
is_copy (AvowStore *store, AvowRecord *record, gint64 position, gboolean *out_copy, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;

  *out_copy = FALSE;
  if (avow_record_get_kind (record) != &avow_record_kind_withdrawal)
    return TRUE;
  query = avow_store_query (store, "people/invitation:withdrawals-of", &local_error, "s", avow_record_get_subject (record));
  while (!*out_copy && avow_query_next (query, &local_error))
    {
      gint64 other = avow_query_integer (query, 0);
      g_autoptr (AvowRecord) counted = other < position ? avow_store_get_record (store, other, NULL, NULL) : NULL;

      *out_copy = counted != NULL && g_bytes_equal (avow_record_get_payload (counted), avow_record_get_payload (record));
    }
  return avow_people_check_end (local_error, error);
}

gboolean
avow_people_find_ended (AvowStore *store, AvowRecord *record, const AvowPlace *place, gint64 before, GData **memory, char **out_reason,
                        GError **error)
{
  g_autofree char *certificate = avow_people_find_signer (record);
  gboolean withdrawn, renewed, copy, has = TRUE;

  if (!avow_withdrawal_ends (store, avow_record_get_actor (record), certificate, place->position, before, &withdrawn, error)
      || !is_renewed (store, place->position, &renewed, error)
      || (renewed && certificate != NULL && !has_root (store, certificate, place->position, memory, &has, error)))
    return FALSE;
  if (!withdrawn && has)
    return TRUE;
  if (!is_copy (store, record, place->position, &copy, error))
    return FALSE;
  if (copy)
    return TRUE;
  *out_reason = g_strdup (withdrawn ? _("It is signed with a key that was withdrawn, and is not provably before the withdrawal.")
                                    : _("It is signed with a key that comes from a root that another has taken over from, and is not "
                                        "provably before that."));
  return TRUE;
}

/* Of a certificate that a record brings. */
static gboolean
find_ended_root (AvowStore *store, const char *chain_text, gint64 position, char **out_reason, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, error);
  g_autoptr (GPtrArray) chain = avow_certificate_list_from_text (chain_text, NULL);
  AvowRootStanding standing = AVOW_ROOT_COUNTS;

  if (organisation == NULL || (chain != NULL && !avow_people_judge_root (store, organisation, chain, position, &standing, error)))
    return FALSE;
  if (standing == AVOW_ROOT_ENDED)
    *out_reason = g_strdup (_("Its certificate comes from a root that another has taken over from, and is not provably before that."));
  return TRUE;
}

static gboolean
find_ended_key (AvowStore *store, const AvowRecordEnrolment *enrolment, gint64 position, GData **memory, char **out_reason, GError **error)
{
  gboolean has;

  if (!has_root (store, enrolment->certificate, position, memory, &has, error))
    return FALSE;
  return has || find_ended_root (store, enrolment->chain, position, out_reason, error);
}

static gboolean
find_ended_computer (AvowStore *store, AvowRecord *record, const AvowPlace *place, GData **memory, char **out_reason, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/verify:joined-here", error, "si", avow_record_get_subject (record),
                                                  place->ledger_number);
  gint64 joined;
  gboolean has;

  /* whoever has not joined there at all makes it up, which is another matter */
  if (query == NULL || !avow_people_look_up (query, &joined, error))
    return FALSE;
  if (joined == 0)
    return TRUE;
  if (!has_computer (store, avow_record_get_subject (record), place, memory, &has, error))
    return FALSE;
  if (!has)
    *out_reason = g_strdup (_("It comes from a computer whose certificate is of a root that another has taken over from, and is not provably "
                              "before that."));
  return TRUE;
}

gboolean
avow_people_find_reason (AvowStore *store, AvowRecord *record, const AvowPlace *place, GData **memory, char **out_reason, GError **error)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);
  gboolean renewed;

  if (avow_record_is_signed (record))
    return avow_people_find_ended (store, record, place, kind == &avow_record_kind_declaration ? G_MAXINT64 : place->position, memory,
                                   out_reason, error);
  if (kind != &avow_record_kind_attempt && kind != &avow_record_kind_completion && kind != &avow_record_kind_enrolment
      && kind != &avow_record_kind_installation)
    return TRUE;
  if (!is_renewed (store, place->position, &renewed, error))
    return FALSE;
  if (!renewed)
    return TRUE;
  if (kind == &avow_record_kind_enrolment)
    return find_ended_key (store, avow_record_get_body (record), place->position, memory, out_reason, error);
  if (kind == &avow_record_kind_installation)
    return find_ended_root (store, ((const AvowRecordInstallation *) avow_record_get_body (record))->chain, place->position, out_reason, error);
  return find_ended_computer (store, record, place, memory, out_reason, error);
}
