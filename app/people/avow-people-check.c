/* avow-people-check.c: whether whoever acted was who they said, and might
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-people-private.h"

#include "avow-accommodation-check.h"
#include "avow-organisation.h"
#include "avow-programme.h"
#include "record/avow-record-accommodation.h"
#include "record/avow-record-attempt.h"
#include "record/avow-record-completion.h"
#include "record/avow-record-edition.h"
#include "record/avow-record-enrolment.h"
#include "record/avow-record-grant.h"
#include "record/avow-record-installation.h"
#include "record/avow-record-officer.h"
#include "record/avow-record-organisation.h"
#include "record/avow-record-person.h"
#include "record/avow-record-purge.h"
#include "record/avow-record-root.h"
#include "record/avow-record-rule.h"
#include "record/avow-record-withdrawal.h"

#include <glib/gi18n-lib.h>

static gboolean
look_up (AvowStore *store, AvowQuery *query, gint64 *out_number, GError **error)
{
  return query != NULL && avow_people_look_up (query, out_number, error);
}

static gboolean
was_enrolled (AvowStore *store, const char *person, const char *certificate, gint64 position, gboolean *out_was, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/verify:keys", &local_error, "si", person, position);

  *out_was = FALSE;
  while (!*out_was && avow_query_next (query, &local_error))
    *out_was = g_strcmp0 (avow_query_text (query, 0), certificate) == 0;
  return avow_people_check_end (local_error, error);
}

static gboolean
was_officer (AvowStore *store, const char *person, gint64 position, gboolean *out_was, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/verify:officer", error, "si", person, position);
  gint64 granted;

  if (!look_up (store, query, &granted, error))
    return FALSE;
  *out_was = granted != 0;
  return TRUE;
}

static gboolean
was_any_officer (AvowStore *store, gint64 position, gboolean *out_was, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/verify:any-officer", error, "i", position);
  gint64 found;

  if (!look_up (store, query, &found, error))
    return FALSE;
  *out_was = found != 0;
  return TRUE;
}

/* Whoever signed had a key of their own, and still had it. Whether the signature stands is not asked here. What another
 * installation signed with a key that had ended by then was not handed to this check: it counts for nothing. */
static gboolean
check_signer (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault, GError **error)
{
  g_autofree char *certificate = NULL;
  gboolean enrolled;

  if (!avow_record_is_signed (record))
    return TRUE;
  certificate = avow_people_find_signer (record);
  if (!was_enrolled (store, avow_record_get_actor (record), certificate, place->position, &enrolled, error))
    return FALSE;
  if (!enrolled)
    *out_fault = g_strdup (_("It is signed with a key that its signer had not been given by then."));
  return !enrolled || avow_people_find_ended (store, record, place, place->position, &verdict->memory, out_fault, error);
}

static gboolean
check_officer_acted (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
                     GError **error)
{
  gboolean officer;

  if (!was_officer (store, avow_record_get_actor (record), place->position, &officer, error))
    return FALSE;
  if (!officer)
    *out_fault = g_strdup (_("Whoever did this was not a compliance officer at the time."));
  return TRUE;
}

gboolean
avow_accommodation_check_cited (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
                                GError **error)
{
  if (!avow_record_is_signed (record))
    {
      *out_fault = g_strdup (_("Nobody signed for it."));
      return TRUE;
    }
  return check_signer (store, record, place, verdict, out_fault, error)
         && (*out_fault != NULL || check_officer_acted (store, record, place, verdict, out_fault, error));
}

/* The first officer says so of themselves; there is nobody before them who could. */
static gboolean
check_grant (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault, GError **error)
{
  const AvowRecordGrant *grant = avow_record_get_body (record);
  gboolean any;

  if (!was_any_officer (store, place->position, &any, error))
    return FALSE;
  if (!any && grant->granted && g_strcmp0 (grant->role, avow_role_to_name (AVOW_ROLE_OFFICER)) == 0
      && g_strcmp0 (avow_record_get_subject (record), avow_record_get_actor (record)) == 0)
    return TRUE;
  return check_officer_acted (store, record, place, verdict, out_fault, error);
}

/* The first officer's own entry comes before anybody is one. */
static gboolean
check_person (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault, GError **error)
{
  gboolean any;

  if (!was_any_officer (store, place->position, &any, error))
    return FALSE;
  return any ? check_officer_acted (store, record, place, verdict, out_fault, error) : TRUE;
}

/* A person may give up their own key. */
static gboolean
check_withdrawal (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
                  GError **error)
{
  if (g_strcmp0 (avow_record_get_subject (record), avow_record_get_actor (record)) == 0)
    return TRUE;
  return check_officer_acted (store, record, place, verdict, out_fault, error);
}

static gboolean
is_template (AvowStore *store, const AvowDigest *digest, gboolean *out_is, char **out_fault, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowDocument) document = avow_programme_get_document (store, digest, NULL, &local_error);

  *out_is = document != NULL && document->template;
  /* that the edition is whole is asked elsewhere */
  if (document != NULL || g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED))
    return TRUE;
  if (local_error->domain == AVOW_RECORD_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *out_fault = g_strdup_printf (_("Its edition can’t be read as what it says that it is: %s"), local_error->message);
  return TRUE;
}

/* Nobody is offered what is not whole; what says that it was adopted all the same was not made by Avow. */
static gboolean
check_translations (AvowStore *store, const AvowRecordEdition *record, char **out_fault, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowEdition) edition = NULL;

  if (record->translations->len == 0)
    return TRUE;

  edition = avow_store_get_edition (store, &record->digest, &local_error);
  for (guint i = 0; edition != NULL && i < record->translations->len; i++)
    {
      const AvowRecordTranslation *translation = g_ptr_array_index (record->translations, i);

      if (!g_ptr_array_find_with_equal_func (avow_edition_get_languages (edition), translation->language, g_str_equal, NULL)
          || g_strcmp0 (avow_edition_get_title (edition, translation->language), translation->title) != 0)
        *out_fault = g_strdup_printf (_("It says that the edition is offered in “%s” as “%s”, and it has no such whole translation."),
                                      translation->language, translation->title);
      if (*out_fault != NULL)
        return TRUE;
    }

  /* that the edition is whole is asked elsewhere */
  if (local_error == NULL || g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
check_edition (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault, GError **error)
{
  const AvowRecordEdition *edition = avow_record_get_body (record);
  gboolean template = FALSE;

  if (!check_officer_acted (store, record, place, verdict, out_fault, error)
      || (*out_fault == NULL && !check_translations (store, edition, out_fault, error)))
    return FALSE;
  if (*out_fault != NULL || avow_record_is_signed (record) || avow_store_is_sample (store)
      || g_strcmp0 (edition->item_kind, "course") == 0)
    return TRUE;
  if (!is_template (store, &edition->digest, &template, out_fault, error))
    return FALSE;
  if (template)
    *out_fault = g_strdup (_("It puts a template to use, and nobody signed for it."));
  return TRUE;
}

/* Whoever has no key of the organisation's can seal with a key of their own, but has no certificate for it. */
static gboolean
check_seal (AvowStore *store, const AvowPlace *place, char **out_fault, GError **error)
{
  g_autofree char *ledger = avow_digest_to_hex (&place->ledger);
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/verify:seal", error, "is", place->ledger_number, ledger);
  gint64 known;

  if (!look_up (store, query, &known, error))
    return FALSE;
  if (known == 0)
    *out_fault = g_strdup (_("Its ledger is sealed with a key that nobody of the organisation certified."));
  return TRUE;
}

/* A key that was made for a sample leads to a root of a sample, and to no other. */
static gboolean
check_organisation (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
                    GError **error)
{
  const AvowRecordOrganisation *organisation = avow_record_get_body (record);
  g_autoptr (AvowCertificate) root = avow_certificate_new_from_base64 (organisation->root_certificate, NULL);

  if (root == NULL)
    *out_fault = g_strdup (_("The organisation’s certificate can’t be read."));
  else if (g_strcmp0 (avow_certificate_get_organisation (root), organisation->name) != 0)
    *out_fault = g_strdup (_("The organisation’s certificate is made out to another name."));
  else if (organisation->sample != (strcmp (organisation->name, "Sample") == 0))
    *out_fault = g_strdup (_("It mixes a sample with real records: only a sample, and every sample, is called “Sample”."));
  return *out_fault != NULL || check_seal (store, place, out_fault, error);
}

static gboolean
check_staff_number (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowCertificate *certificate, char **out_fault,
                    GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/verify:entry", &local_error, "si", avow_record_get_subject (record),
                                                  place->position);

  /* an officer elsewhere has no entry here; whose certificate it is, their own desk knows */
  if (avow_query_next (query, &local_error)
      && g_strcmp0 (avow_query_text (query, 0), avow_certificate_get_staff_number (certificate)) != 0)
    *out_fault = g_strdup (_("The certificate is made out to another staff number."));
  return avow_people_check_end (local_error, error);
}

static gboolean
check_used_once (AvowStore *store, const AvowRecordEnrolment *enrolment, const AvowPlace *place, char **out_fault, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/verify:used-before", error, "ssi", enrolment->chain,
                                                  enrolment->certificate, place->position);
  gint64 used;

  if (!look_up (store, query, &used, error))
    return FALSE;
  if (used != 0)
    *out_fault = g_strdup (_("The invitation was used twice: somebody joined by it on another computer before. Ask the person whether "
                             "both were them; if not, withdraw the key that was given first. Either way, invite them anew."));
  return TRUE;
}

/* The organisation, read once a verification rather than once an enrolment. (transfer none) */
static const AvowOrganisation *
get_organisation (AvowStore *store, AvowVerdict *verdict, GError **error)
{
  AvowOrganisation *organisation = g_datalist_get_data (&verdict->memory, "avow-people-organisation");

  if (organisation == NULL)
    {
      organisation = avow_organisation_get (store, error);
      if (organisation != NULL)
        g_datalist_set_data_full (&verdict->memory, "avow-people-organisation", organisation, (GDestroyNotify) avow_organisation_free);
    }
  return organisation;
}

/* A root that another has taken over from may be the one; what counts by it is another question (avow-people-counting.c). */
static gboolean
check_recorded (AvowStore *store, const AvowOrganisation *organisation, GPtrArray *chain, const AvowPlace *place, char **out_fault,
                GError **error)
{
  AvowRootStanding standing;

  if (!avow_people_judge_root (store, organisation, chain, place->position, &standing, error))
    return FALSE;
  if (standing == AVOW_ROOT_UNRECORDED)
    *out_fault = g_strdup (_("Its certificate comes from a root that the organisation never recorded."));
  return TRUE;
}

/* The seal of a ledger is told of in that ledger; elsewhere somebody speaks for another's machine. */
static gboolean
check_installation (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault,
                    GError **error)
{
  const AvowRecordInstallation *installation = avow_record_get_body (record);
  const AvowOrganisation *organisation = get_organisation (store, verdict, error);
  g_autoptr (GPtrArray) chain = avow_certificate_list_from_text (installation->chain, NULL);
  g_autofree char *ledger = avow_digest_to_hex (&place->ledger);

  if (organisation == NULL)
    return FALSE;
  if (g_strcmp0 (avow_record_get_subject (record), ledger) != 0)
    *out_fault = g_strdup (_("It tells of another computer than the one that it comes from."));
  /* that a chain can't be read is told elsewhere */
  return *out_fault != NULL || chain == NULL || check_recorded (store, organisation, chain, place, out_fault, error);
}

/* A root is named by the one before it, and by an officer. */
static gboolean
check_root (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault, GError **error)
{
  const AvowRecordRoot *body = avow_record_get_body (record);
  const AvowOrganisation *organisation = get_organisation (store, verdict, error);
  g_autoptr (AvowCertificate) link = avow_certificate_new_from_base64 (body->certificate, NULL);
  guint at = 0;

  if (organisation == NULL || !check_officer_acted (store, record, place, verdict, out_fault, error))
    return FALSE;
  if (*out_fault != NULL)
    return TRUE;
  while (link != NULL && at < organisation->links->len && !avow_people_is_same_certificate (link, g_ptr_array_index (organisation->links, at)))
    at++;
  if (link == NULL || at == organisation->links->len
      || !avow_certificate_is_link_of (link, at + 1 < organisation->links->len ? g_ptr_array_index (organisation->links, at + 1)
                                                                              : organisation->root))
    *out_fault = g_strdup (_("The root that it names was not certified by the one before it."));
  return TRUE;
}

static gboolean
check_enrolment (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault, GError **error)
{
  const AvowRecordEnrolment *enrolment = avow_record_get_body (record);
  const AvowOrganisation *organisation = get_organisation (store, verdict, error);
  g_autoptr (AvowCertificate) certificate = NULL;
  g_autoptr (GPtrArray) chain = avow_certificate_list_from_text (enrolment->chain, NULL);
  gboolean valid;

  if (organisation == NULL)
    return FALSE;
  certificate = avow_certificate_new_from_base64 (enrolment->certificate, NULL);
  if (certificate == NULL || chain == NULL)
    {
      *out_fault = g_strdup (_("The certificate can’t be read."));
      return TRUE;
    }
  if (!avow_certificate_verify (certificate, chain, organisation->root, AVOW_PURPOSE_PERSON, &valid, out_fault, error))
    return FALSE;
  if (!valid && *out_fault == NULL)
    *out_fault = g_strdup (_("The certificate is not the organisation’s."));
  if (!valid)
    return TRUE;
  return check_staff_number (store, record, place, certificate, out_fault, error)
         && (*out_fault != NULL || check_used_once (store, enrolment, place, out_fault, error))
         && (*out_fault != NULL || check_recorded (store, organisation, chain, place, out_fault, error));
}

/* What is not signed rests on the seal of the machine where it happened, whose owner can make up what they like: of whoever
 * joined there, and of nobody else. That somebody did, their own invitation bears out, which certified that seal. */
static gboolean
check_learner (AvowStore *store, AvowRecord *record, const AvowPlace *place, AvowVerdict *verdict, char **out_fault, GError **error)
{
  g_autoptr (AvowQuery) query = NULL;
  AvowDigest own;
  gint64 joined;

  avow_store_get_ledger_id (store, &own);
  if (avow_digest_equal (&place->ledger, &own))
    return TRUE;
  query = avow_store_query (store, "people/verify:joined-here", error, "si", avow_record_get_subject (record),
                            place->ledger_number);
  if (!look_up (store, query, &joined, error))
    return FALSE;
  if (joined == 0)
    *out_fault = g_strdup (_("It tells of somebody who had not joined on the computer that it comes from."));
  return TRUE;
}

void
avow_people_register_checks (void)
{
  avow_verify_register (NULL, check_signer);
  avow_verify_register (&avow_record_kind_organisation, check_organisation);
  avow_verify_register (&avow_record_kind_installation, check_installation);
  avow_verify_register (&avow_record_kind_root, check_root);
  avow_verify_register (&avow_record_kind_enrolment, check_enrolment);
  avow_verify_register (&avow_record_kind_attempt, check_learner);
  avow_verify_register (&avow_record_kind_completion, check_learner);
  avow_verify_register (&avow_record_kind_person, check_person);
  avow_verify_register (&avow_record_kind_grant, check_grant);
  avow_verify_register (&avow_record_kind_officer, check_officer_acted);
  avow_verify_register (&avow_record_kind_withdrawal, check_withdrawal);
  avow_verify_register (&avow_record_kind_edition, check_edition);
  avow_verify_register (&avow_record_kind_rule, check_officer_acted);
  avow_verify_register (&avow_record_kind_purge, check_officer_acted);
  avow_verify_register (&avow_record_kind_accommodation, check_officer_acted);
}
