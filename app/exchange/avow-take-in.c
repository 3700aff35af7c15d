/* avow-take-in.c: taking in what another machine handed over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-take-in.h"

#include "avow-editions.h"
#include "avow-hand-over.h"
#include "people/avow-access.h"
#include "people/avow-organisation.h"
#include "people/avow-programme.h"
#include "record/avow-query.h"
#include "record/avow-record-installation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A ledger of the file on its way. */
typedef struct
{
  const AvowHandOverLedger *source;
  AvowIncoming *incoming;
  AvowCertificate *seal; /* nullable: not the organisation's */
  gboolean gap;          /* whose it is stands in what is missing */
  gboolean partial;      /* payloads may be missing */
  gboolean wanted;       /* it has something to take */
  gboolean current;      /* certified by the root that invites now, or here before another took over from it */
  AvowTakenIn *result;   /* not owned */
} Part;

typedef struct
{
  AvowStore *store;
  const char *actor;
  AvowHandOverFile *file;
  AvowOrganisation *organisation;
  GPtrArray *parts;   /* of Part */
  GPtrArray *results; /* of AvowTakenIn */
  gboolean heard;     /* a desk's word came with it */
} Taking;

static void
free_part (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->incoming, avow_incoming_free);
  g_clear_pointer (&part->seal, avow_certificate_unref);
  g_free (part);
}

static void
clear_taking (Taking *self)
{
  g_clear_pointer (&self->file, avow_hand_over_file_free);
  g_clear_pointer (&self->organisation, avow_organisation_free);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, clear_taking)

static AvowHandOverFile *
fail_read (const char *path, const GError *reason, GError **error)
{
  g_set_error (error, reason->domain, reason->code,
               _("“%s” can't be read (%s). Check that the file is there, and that you may read it, then try again."), path,
               reason->message);
  return NULL;
}

static AvowHandOverFile *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, &local_error);
  g_autoptr (GBytes) bytes = NULL;

  if (info == NULL)
    return fail_read (path, local_error, error);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR || g_file_info_get_size (info) > AVOW_HAND_OVER_MAX_FILE)
    {
      g_set_error (error, AVOW_EXCHANGE_ERROR, AVOW_EXCHANGE_ERROR_DAMAGED,
                   _("“%s” is no hand-over: it is no file, or larger than 256 MB. Choose the file that you were sent."), path);
      return NULL;
    }
  bytes = g_file_load_bytes (file, NULL, NULL, &local_error);
  return bytes != NULL ? avow_hand_over_file_unpack (bytes, error) : fail_read (path, local_error, error);
}

/* The seal's certificate and its issuer's, from the record of the installation: in the file, or in the store already. */
static gboolean
find_installation (Taking *self, Part *part, char **out_certificate, char **out_chain, GError **error)
{
  g_autofree char *id = avow_digest_to_hex (&part->source->id);
  g_autoptr (AvowRecord) record = avow_incoming_find (part->incoming, &avow_record_kind_installation, id);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;

  if (record != NULL)
    {
      const AvowRecordInstallation *body = avow_record_get_body (record);

      *out_certificate = g_strdup (body->seal_certificate);
      *out_chain = g_strdup (body->chain);
      return TRUE;
    }
  query = avow_store_query (self->store, "exchange/exchange:installation", &local_error, "s", id);
  if (avow_query_next (query, &local_error))
    {
      *out_certificate = g_strdup (avow_query_text (query, 1));
      *out_chain = g_strdup (avow_query_text (query, 2));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether an invitation that counts has certified the seal, in what is here already: from before another root took over, or
 * since. */
static gboolean
is_borne_out (Taking *self, Part *part, gboolean *out_is, GError **error)
{
  g_autofree char *id = avow_digest_to_hex (&part->source->id);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "exchange/exchange:installations", &local_error, "s", id);

  *out_is = FALSE;
  while (!*out_is && avow_query_next (query, &local_error))
    {
      g_autoptr (GPtrArray) chain = avow_certificate_list_from_text (avow_query_text (query, 0), NULL);

      if (chain != NULL
          && !avow_organisation_bears_out (self->organisation, self->store, chain, avow_query_integer (query, 1), out_is, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether a ledger's seal is certified by the organisation; else nothing that it seals is looked at. */
static gboolean
certify (Taking *self, Part *part, GError **error)
{
  g_autofree char *certificate = NULL;
  g_autofree char *chain = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (AvowCertificate) seal = NULL;
  g_autoptr (GPtrArray) issuers = NULL;
  g_autoptr (GBytes) raw = NULL;
  gboolean valid = FALSE;

  if (!find_installation (self, part, &certificate, &chain, error))
    return FALSE;
  /* what would certify it comes before what the file begins with */
  part->gap = certificate == NULL && part->source->first > 0 && g_strcmp0 (self->file->organisation, self->organisation->id) == 0;
  if (certificate == NULL || g_strcmp0 (self->file->organisation, self->organisation->id) != 0)
    return TRUE;
  seal = avow_certificate_new_from_base64 (certificate, NULL);
  issuers = avow_certificate_list_from_text (chain, NULL);
  if (seal == NULL || issuers == NULL)
    return TRUE;
  raw = avow_certificate_get_public_raw (seal);
  if (avow_certificate_verify (seal, issuers, self->organisation->root, AVOW_PURPOSE_SEAL, &valid, &reason, NULL) && valid
      && raw != NULL && g_bytes_equal (raw, part->source->seal_public))
    part->seal = g_steal_pointer (&seal);
  part->current = avow_organisation_is_current (self->organisation, issuers);
  return part->current || is_borne_out (self, part, &part->current, error);
}

static gboolean
add_part (Taking *self, const AvowHandOverLedger *source, GError **error)
{
  Part *part = g_new0 (Part, 1);
  AvowDigest own;

  g_ptr_array_add (self->parts, part);
  part->source = source;
  part->incoming = avow_hand_over_ledger_read (source, error);
  if (part->incoming == NULL || !certify (self, part, error))
    return FALSE;
  part->result = g_new0 (AvowTakenIn, 1);
  part->result->ledger = source->id;
  part->result->verdict = part->gap ? AVOW_INTAKE_VERDICT_GAP : AVOW_INTAKE_VERDICT_UNKNOWN;
  avow_store_get_ledger_id (self->store, &own);
  part->result->own = avow_digest_equal (&own, &source->id);
  g_ptr_array_add (self->results, part->result);
  return TRUE;
}

static gboolean
is_officer_number (Taking *self, Part *part, gboolean *out_is, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (self->store, "exchange/exchange:officer-number", &local_error, "s",
                                                  avow_certificate_get_staff_number (part->seal));

  *out_is = avow_query_next (query, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether the installation is an officer's: then its word on roster, roles, rules and editions counts here. */
static gboolean
is_desk (Taking *self, Part *part, gboolean *out_desk, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;

  *out_desk = FALSE;
  /* whoever has copied the key of an earlier root could found one in an officer's name */
  if (!part->current)
    return TRUE;
  if (!is_officer_number (self, part, out_desk, error))
    return FALSE;
  query = avow_store_query (self->store, "exchange/exchange:officer-certificates", &local_error, "");
  while (!*out_desk && avow_query_next (query, &local_error))
    {
      g_autoptr (AvowCertificate) officer = avow_certificate_new_from_base64 (avow_query_text (query, 0), NULL);

      *out_desk = officer != NULL && g_strcmp0 (avow_certificate_get_staff_number (officer),
                                                avow_certificate_get_staff_number (part->seal)) == 0;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Whether whoever signed the file is a desk, however its ledgers are ordered. */
static gboolean
is_from_desk (Taking *self, gboolean *out_desk, GError **error)
{
  *out_desk = FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = g_ptr_array_index (self->parts, i);

      if (avow_digest_equal (&part->source->id, &self->file->sender))
        return part->seal == NULL || is_desk (self, part, out_desk, error);
    }
  return TRUE;
}

/* To withhold from others is a desk's: whoever else leaves out what a record says has something to hide. */
static gboolean
find_partial (Taking *self, Part *part, GError **error)
{
  gboolean desk;

  if (!is_from_desk (self, &desk, error))
    return FALSE;
  part->partial = part->source->partial && desk;
  return TRUE;
}

/* Whoever hands on what they were handed may have less of it than is here. A restored installation hands on its old ledger, too. */
static gboolean
is_relayed (Taking *self, Part *part)
{
  return !avow_digest_equal (&part->source->id, &self->file->sender);
}

/* What is here already may come with what was withheld before. */
static gboolean
is_wanted (Taking *self, Part *part, gboolean *out_wanted, GError **error)
{
  AvowIntakeVerdict verdict = part->result->verdict;

  *out_wanted = verdict == AVOW_INTAKE_VERDICT_OK || verdict == AVOW_INTAKE_VERDICT_FORK;
  return (verdict != AVOW_INTAKE_VERDICT_SAME && verdict != AVOW_INTAKE_VERDICT_STALE)
         || avow_store_lacks (self->store, part->incoming, out_wanted, error);
}

/* Before the store is locked: what is to be taken has its records verified. */
static gboolean
verify_part (Taking *self, Part *part, GError **error)
{
  if (part->seal == NULL)
    return TRUE;
  if (!avow_store_judge (self->store, part->incoming, is_relayed (self, part) ? G_MININT64 : self->file->made,
                         &part->result->verdict, error))
    return FALSE;
  if (!is_wanted (self, part, &part->wanted, error))
    return FALSE;
  if (!part->wanted)
    return TRUE;
  return find_partial (self, part, error) && avow_store_verify_incoming (self->store, part->incoming, error);
}

static gboolean
take_part (Taking *self, Part *part, GError **error)
{
  AvowIntakeTerms terms = {
    .actor = self->actor, .made = self->file->made, .relayed = is_relayed (self, part), .partial = part->partial,
  };
  const char *reason = NULL;

  if (!part->wanted)
    return TRUE;
  if (part->result->verdict != AVOW_INTAKE_VERDICT_FORK
      && !avow_store_fill_in (self->store, part->incoming, &part->result->filled, error))
    return FALSE;
  if (!is_desk (self, part, &terms.desk, error)
      || !avow_store_take_in (self->store, part->incoming, &terms, &part->result->verdict, &part->result->added, error))
    return FALSE;
  self->heard = self->heard || (terms.desk && part->result->verdict == AVOW_INTAKE_VERDICT_OK);
  part->result->discounted = avow_incoming_get_discounted (part->incoming, &reason);
  part->result->reason = g_strdup (reason);
  return TRUE;
}

/* Of what was taken in. */
static gboolean
add_editions (Taking *self, GError **error)
{
  g_autoptr (GHashTable) cited = avow_editions_new ();

  for (guint i = 0; i < self->parts->len; i++)
    avow_incoming_foreach_taken (((Part *) g_ptr_array_index (self->parts, i))->incoming, avow_editions_note, cited);
  return avow_editions_take_in (self->store, self->file, cited, error);
}

/* A desk that knows more of the own ledger than is here, or otherwise, shows that this computer went back to an older state. */
static void
add_own_verdict (Taking *self, AvowIntakeVerdict verdict)
{
  AvowTakenIn *result;

  /* its own records may have come back with the file, and said so */
  for (guint i = 0; i < self->results->len; i++)
    if (((AvowTakenIn *) g_ptr_array_index (self->results, i))->own)
      return;
  result = g_new0 (AvowTakenIn, 1);
  avow_store_get_ledger_id (self->store, &result->ledger);
  result->own = TRUE;
  result->verdict = verdict;
  g_ptr_array_add (self->results, result);
}

static gboolean
judge_known (Taking *self, const AvowLedger *own, const AvowHandOverKnown *known, GError **error)
{
  AvowDigest root;

  if (known->size > own->checkpoint.size)
    {
      add_own_verdict (self, AVOW_INTAKE_VERDICT_ROLLBACK);
      return TRUE;
    }
  if (!avow_store_get_root (self->store, own, known->size, &root, error))
    return FALSE;
  if (avow_digest_equal (&root, &known->root))
    return avow_hand_over_note_known (self->store, &own->id, known->size, error);
  add_own_verdict (self, AVOW_INTAKE_VERDICT_FORK);
  return TRUE;
}

/* What a desk says that it has of the own ledger: the next hand-over goes on from there. */
static gboolean
note_known (Taking *self, GError **error)
{
  g_autoptr (AvowLedger) own = NULL;
  gboolean desk = FALSE;
  AvowDigest id;

  avow_store_get_ledger_id (self->store, &id);
  if (!is_from_desk (self, &desk, error))
    return FALSE;
  if (!desk || self->file->known->len == 0)
    return TRUE;
  own = avow_store_find_ledger (self->store, &id, error);
  if (own == NULL)
    return FALSE;
  for (guint i = 0; i < self->file->known->len; i++)
    {
      const AvowHandOverKnown *known = g_ptr_array_index (self->file->known, i);

      if (avow_digest_equal (&known->id, &own->id) && !judge_known (self, own, known, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_all (Taking *self, GError **error)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (!take_part (self, g_ptr_array_index (self->parts, i), error))
      return FALSE;
  if (!add_editions (self, error))
    return FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    if (!avow_store_check_taken_in (self->store, ((Part *) g_ptr_array_index (self->parts, i))->incoming, error))
      return FALSE;
  /* what is due follows from roster and rules, on which only desks are heard; and to look takes longer the more people there are */
  return note_known (self, error) && (!self->heard || avow_programme_open_due (self->store, error));
}

static gboolean
has_news (Taking *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (((Part *) g_ptr_array_index (self->parts, i))->seal != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
take_locked (Taking *self, GError **error)
{
  if (!has_news (self))
    return TRUE;
  if (!avow_store_begin (self->store, error))
    return FALSE;
  if (take_all (self, error))
    return avow_store_commit (self->store, error);
  avow_store_rollback (self->store);
  return FALSE;
}

static gboolean
read_parts (Taking *self, GError **error)
{
  for (guint i = 0; i < self->file->ledgers->len; i++)
    if (!add_part (self, g_ptr_array_index (self->file->ledgers, i), error))
      return FALSE;
  for (guint i = 0; i < self->parts->len; i++)
    if (!verify_part (self, g_ptr_array_index (self->parts, i), error))
      return FALSE;
  return TRUE;
}

static void
name_results (Taking *self)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      AvowTakenIn *result = g_ptr_array_index (self->results, i);

      result->name = avow_exchange_describe_ledger (self->store, &result->ledger);
    }
}

GPtrArray *
avow_take_in_file (AvowStore *store, const char *actor, const char *path, GError **error)
{
  g_auto (Taking) taking = { .store = store, .actor = actor };

  g_return_val_if_fail (store != NULL && actor != NULL && path != NULL, NULL);

  if (!avow_access_require (store, actor, AVOW_ACTION_TAKE_IN, error))
    return NULL;
  taking.organisation = avow_organisation_get (store, error);
  taking.file = taking.organisation != NULL ? read_file (path, error) : NULL;
  if (taking.file == NULL)
    return NULL;
  taking.parts = g_ptr_array_new_with_free_func (free_part);
  taking.results = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_taken_in_free);
  if (!read_parts (&taking, error) || !take_locked (&taking, error))
    return NULL;
  name_results (&taking);
  return g_steal_pointer (&taking.results);
}
