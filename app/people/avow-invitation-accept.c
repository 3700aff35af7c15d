/* avow-invitation-accept.c: a person joins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-invitation-private.h"

#include "avow-founding.h"
#include "avow-invitation-file.h"
#include "avow-people-private.h"
#include "avow-programme.h"
#include "record/avow-record-accommodation.h"
#include "record/avow-record-edition.h"
#include "record/avow-record-enrolment.h"
#include "record/avow-record-grant.h"
#include "record/avow-record-obligation.h"
#include "record/avow-record-officer.h"
#include "record/avow-record-organisation.h"
#include "record/avow-record-person.h"
#include "record/avow-record-root.h"
#include "record/avow-record-rule.h"
#include "record/avow-record-withdrawal.h"
#include "sign/avow-code.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* What an invitation turns into once its code has vouched for it. */
typedef struct
{
  AvowInvitation *invitation; /* not owned */
  const char *passphrase;
  AvowCertificate *root;
  AvowIssuer *issuer;
  AvowPerson *person;
  AvowIdentity *identity;
  gboolean sample;
} Joining;

static void
clear_joining (Joining *self)
{
  g_clear_pointer (&self->root, avow_certificate_unref);
  g_clear_pointer (&self->issuer, avow_issuer_free);
  g_clear_pointer (&self->person, avow_person_free);
  g_clear_pointer (&self->identity, avow_identity_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Joining, clear_joining)

static gboolean
read_root (Joining *self, GError **error)
{
  const AvowRecordOrganisation *organisation = avow_record_get_body (self->invitation->organisation);
  g_autofree char *pem = avow_invitation_read_text (self->invitation, "organisation.pem", error);
  g_autofree char *base64 = NULL;

  if (pem == NULL)
    return FALSE;
  self->root = avow_certificate_new_from_pem (pem, error);
  if (self->root == NULL)
    return FALSE;
  self->sample = organisation->sample;
  base64 = avow_certificate_to_base64 (self->root);
  if (g_strcmp0 (base64, organisation->root_certificate) == 0)
    return TRUE;
  avow_invitation_set_damaged (error, "organisation.pem");
  return FALSE;
}

static gboolean
read_links (Joining *self, GError **error)
{
  g_autofree char *text = NULL;

  if (!g_hash_table_contains (self->invitation->entries, "links"))
    {
      self->issuer->links = g_ptr_array_new ();
      return TRUE;
    }
  text = avow_invitation_read_text (self->invitation, "links", error);
  if (text != NULL)
    self->issuer->links = avow_certificate_list_from_text (text, error);
  return self->issuer->links != NULL;
}

static gboolean
read_issuer (Joining *self, const char *code, GError **error)
{
  g_autofree char *certificate = avow_invitation_read_text (self->invitation, "invitation.pem", error);
  g_autofree char *key = certificate == NULL ? NULL : avow_invitation_read_text (self->invitation, "invitation.key", error);

  if (key == NULL)
    return FALSE;
  self->issuer = g_new0 (AvowIssuer, 1);
  self->issuer->certificate = avow_certificate_new_from_pem (certificate, error);
  if (self->issuer->certificate == NULL)
    return FALSE;
  self->issuer->key = avow_key_decrypt (key, code, error);
  return self->issuer->key != NULL && read_links (self, error);
}

static void
read_person (Joining *self)
{
  const AvowRecordPerson *body = avow_record_get_body (self->invitation->person);

  self->person = g_new0 (AvowPerson, 1);
  self->person->id = g_strdup (avow_record_get_subject (self->invitation->person));
  self->person->staff_number = g_strdup (body->staff_number);
  self->person->name = g_strdup (body->name);
  self->person->email = g_strdup (body->email);
  self->person->team = g_strdup (body->team);
  self->person->joined = g_strdup (body->joined);
  self->person->left = g_strdup (body->left);
}

/* Nothing of the file is believed before this has found the code to vouch for it. */
static gboolean
read_invitation (Joining *self, const char *code, GError **error)
{
  g_autofree char *clean = avow_code_normalise (code);

  if (clean == NULL)
    {
      g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                           _("This is not a whole code. It has four groups of five letters and digits."));
      return FALSE;
    }
  if (!avow_invitation_check_seal (self->invitation->entries, clean, error) || !read_root (self, error)
      || !read_issuer (self, clean, error))
    return FALSE;
  read_person (self);
  return avow_enrolment_check_passphrase (self->passphrase, self->person, avow_invitation_get_organisation (self->invitation),
                                          self->sample, error);
}

/* Whether one of the records that a statement about @subject answers with is, byte for byte, @record. */
static gboolean
holds_payload (AvowStore *store, const char *statement, AvowRecord *record, gboolean *out_holds, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, statement, &local_error, "s", avow_record_get_subject (record));

  *out_holds = FALSE;
  while (!*out_holds && avow_query_next (query, &local_error))
    {
      g_autoptr (AvowRecord) other = avow_store_get_record (store, avow_query_integer (query, 0), NULL, error);

      if (other == NULL)
        return FALSE;
      *out_holds = g_bytes_equal (avow_record_get_payload (other), avow_record_get_payload (record));
    }
  return avow_people_check_end (local_error, error);
}

static gboolean
holds_subject (AvowQuery *query, gboolean *out_holds, GError **error)
{
  gint64 position = 0;

  if (query == NULL || !avow_people_look_up (query, &position, error))
    return FALSE;
  *out_holds = position != 0;
  return TRUE;
}

/* Whether a store needs no telling of what a record tells: of an item or a rule, what the station knows is newer. */
static gboolean
is_known (AvowStore *store, AvowRecord *record, gboolean *out_known, GError **error)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);
  const char *subject = avow_record_get_subject (record);
  g_autoptr (AvowQuery) query = NULL;

  if (kind == &avow_record_kind_enrolment)
    return holds_payload (store, "people/invitation:enrolments-of", record, out_known, error);
  if (kind == &avow_record_kind_grant)
    return holds_payload (store, "people/invitation:grants-of", record, out_known, error);
  if (kind == &avow_record_kind_officer)
    return holds_payload (store, "people/invitation:officers-of", record, out_known, error);
  if (kind == &avow_record_kind_root)
    return holds_payload (store, "people/invitation:roots-of", record, out_known, error);
  if (kind == &avow_record_kind_withdrawal)
    return holds_payload (store, "people/invitation:withdrawals-of", record, out_known, error);
  if (kind == &avow_record_kind_accommodation)
    return holds_payload (store, "people/invitation:accommodations-of", record, out_known, error);

  if (kind == &avow_record_kind_obligation)
    {
      const AvowRecordObligation *body = avow_record_get_body (record);

      query = avow_store_query (store, "people/invitation:owed-once", error, "sss", subject, body->item, body->cycle);
    }
  else if (kind == &avow_record_kind_edition)
    query = avow_store_query (store, "people/programme:current-edition", error, "s", subject);
  else if (kind == &avow_record_kind_rule)
    query = avow_store_query (store, "people/programme:rule", error, "s", subject);
  else
    {
      avow_invitation_set_damaged (error, kind->name);
      return FALSE;
    }
  return holds_subject (query, out_known, error);
}

static gboolean
list_records (Joining *self, const char *folder, AvowStore *store, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) names = avow_invitation_list (self->invitation, folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (AvowRecord) record = avow_invitation_read_record (self->invitation, g_ptr_array_index (names, i), NULL, error);
      gboolean known;

      if (record == NULL || !is_known (store, record, &known, error))
        return FALSE;
      if (!known)
        g_ptr_array_add (records, g_steal_pointer (&record));
    }
  return TRUE;
}

/* Bytes by path, of one edition: editions/DIGEST/PATH. */
static gboolean
add_edition (Joining *self, AvowStore *store, const char *digest, GError **error)
{
  g_autofree char *folder = g_strconcat ("editions/", digest, NULL);
  g_autoptr (GPtrArray) names = avow_invitation_list (self->invitation, folder);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (AvowEdition) edition = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      char *path = g_uri_unescape_string (name + strlen (folder) + 1, NULL);

      if (path == NULL)
        {
          avow_invitation_set_damaged (error, name);
          return FALSE;
        }
      g_hash_table_insert (files, path, g_bytes_ref (g_hash_table_lookup (self->invitation->entries, name)));
    }
  edition = avow_edition_new (files, error);
  if (edition == NULL)
    return FALSE;
  if (strcmp (avow_edition_get_digest (edition), digest) == 0)
    return avow_store_add_edition (store, edition, error);
  avow_invitation_set_damaged (error, folder);
  return FALSE;
}

static gboolean
add_editions (Joining *self, AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) names = avow_invitation_list (self->invitation, "editions");
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < names->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (names, i), "/", 3);

      if (!g_hash_table_add (done, g_strdup (parts[1])))
        continue;
      if (!add_edition (self, store, parts[1], error))
        return FALSE;
    }
  return TRUE;
}

/* Who has been here before is told of what has become of keys and roots since; of items and rules a hand-over tells. */
static gboolean
list_keys (Joining *self, AvowStore *store, GPtrArray *records, GError **error)
{
  guint first = records->len;

  if (!list_records (self, "records", store, records, error))
    return FALSE;
  for (guint i = records->len; i > first; i--)
    {
      const AvowRecordKind *kind = avow_record_get_kind (g_ptr_array_index (records, i - 1));

      if (kind == &avow_record_kind_edition || kind == &avow_record_kind_rule)
        g_ptr_array_remove_index (records, i - 1);
    }
  return TRUE;
}

/* The roster entry, and all that it rests on. */
static gboolean
list_entry (Joining *self, AvowStore *store, GPtrArray *records, GError **error)
{
  if (!list_records (self, "records", store, records, error))
    return FALSE;
  g_ptr_array_add (records, avow_record_ref (self->invitation->person));
  return list_records (self, "owed", store, records, error) && add_editions (self, store, error);
}

/* What is kept: the records and the key, both or neither. */
typedef struct
{
  Joining *joining;
  GPtrArray *records;  /* of AvowRecord: those that come first */
  gboolean with_entry; /* whether the roster entry is not there yet */
  AvowKey *seal;       /* nullable: of the ledger that takes the own one's place */
  gboolean anew;       /* in a store that is thrown away where this fails */
  char *key_path;
} Enrolling;

/* After a restore: the own ledger ends here, and the next one says so with its first record. */
static gboolean
restart_ledger (AvowStore *store, Enrolling *enrolling, GError **error)
{
  Joining *self = enrolling->joining;
  g_autofree char *previous = avow_store_get_checkpoint (store, NULL, error);
  AvowRecord *installation;

  if (previous == NULL || !avow_store_begin_ledger (store, enrolling->seal, error))
    return FALSE;
  installation = avow_founding_to_record (store, self->issuer, enrolling->seal, self->person, previous, error);
  if (installation == NULL)
    return FALSE;
  g_ptr_array_insert (enrolling->records, 0, installation);
  return TRUE;
}

static gboolean
write_enrolment (AvowStore *store, gpointer data, GError **error)
{
  Enrolling *enrolling = data;
  Joining *self = enrolling->joining;

  if (enrolling->seal != NULL && !restart_ledger (store, enrolling, error))
    return FALSE;
  if (enrolling->with_entry ? !list_entry (self, store, enrolling->records, error)
                            : !list_keys (self, store, enrolling->records, error))
    return FALSE;
  self->identity = avow_issuer_enrol (self->issuer, self->root, self->person, error);
  if (self->identity == NULL)
    return FALSE;
  g_ptr_array_add (enrolling->records, avow_enrolment_to_record (self->identity, self->person->id));
  enrolling->key_path = avow_enrolment_save_key (store, self->identity, self->passphrase, self->sample, error);
  return enrolling->key_path != NULL && avow_store_append (store, enrolling->records, error)
         && avow_programme_open_due (store, error);
}

static gboolean
keep_enrolment (Enrolling *enrolling, AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean kept = avow_people_run (store, write_enrolment, enrolling, &local_error);
  /* where the enrolment may stand, it needs the key */
  gboolean may_stand = !enrolling->anew && g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_UNCONFIRMED);

  if (!kept && !may_stand && enrolling->key_path != NULL)
    g_unlink (enrolling->key_path);
  g_free (enrolling->key_path);
  if (!kept)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return kept;
}

static AvowStore *
join_anew (Joining *self, const char *folder, GError **error)
{
  g_autoptr (AvowKey) seal = avow_key_new (AVOW_KEY_ED25519, error);
  g_autoptr (AvowFounding) founding = seal == NULL ? NULL : avow_founding_begin (folder, seal, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  AvowStore *store;
  AvowRecord *installation;
  Enrolling enrolling;

  if (founding == NULL)
    return NULL;
  store = avow_founding_get_store (founding);
  g_ptr_array_add (records, avow_record_ref (self->invitation->organisation));
  installation = avow_founding_to_record (store, self->issuer, seal, self->person, NULL, error);
  if (installation == NULL)
    return NULL;
  g_ptr_array_add (records, installation);
  enrolling = (Enrolling) { .joining = self, .records = records, .with_entry = TRUE, .anew = TRUE };
  if (!keep_enrolment (&enrolling, store, error))
    return NULL;
  return avow_founding_finish (founding, error);
}

/* Whoever has copied the key of an earlier root can write invitations with it still. */
static gboolean
check_is_current (Joining *self, const AvowOrganisation *organisation, GError **error)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();

  g_ptr_array_add (chain, self->issuer->certificate);
  g_ptr_array_extend (chain, self->issuer->links, NULL, NULL);
  if (avow_organisation_is_current (organisation, chain))
    return TRUE;
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                       _("The invitation was written before a newer root took over, and counts no more. Ask your compliance team for a new one."));
  return FALSE;
}

static gboolean
check_is_here (Joining *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = NULL;
  AvowDigest here, there;

  if (avow_store_get_obstacle (store) != NULL)
    {
      g_propagate_error (error, g_error_copy (avow_store_get_obstacle (store)));
      return FALSE;
    }
  organisation = avow_organisation_get (store, error);
  if (organisation == NULL)
    return FALSE;
  avow_certificate_get_fingerprint (organisation->root, &here);
  avow_certificate_get_fingerprint (self->root, &there);
  if (strcmp (organisation->id, avow_record_get_subject (self->invitation->organisation)) == 0 && avow_digest_equal (&here, &there))
    return check_is_current (self, organisation, error);
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
               _("The invitation is from %s, but the records on this computer are those of %s. Open it under another account, "
                 "or choose another folder."),
               avow_invitation_get_organisation (self->invitation), organisation->name);
  return FALSE;
}

static gboolean
check_is_unused (Joining *self, AvowStore *store, GError **error)
{
  g_autofree char *issuer = avow_certificate_to_base64 (self->issuer->certificate);
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/invitation:used", error, "s", issuer);
  gint64 used;

  if (query == NULL || !avow_people_look_up (query, &used, error))
    return FALSE;
  if (used == 0)
    return TRUE;
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                       _("The invitation has been used here already, and serves once only. If the passphrase is lost, ask your "
                         "compliance team for a new invitation."));
  return FALSE;
}

/* The seal is certified once more, by this invitation: it shows elsewhere that the person joined on this very machine. */
static gboolean
add_installation (Joining *self, AvowStore *store, GPtrArray *records, GError **error)
{
  g_autofree char *path = avow_store_get_seal_path (store);
  g_autoptr (AvowKey) seal = avow_key_load (path, NULL, error);
  AvowRecord *installation = seal != NULL ? avow_founding_to_record (store, self->issuer, seal, self->person, NULL, error) : NULL;

  if (installation != NULL)
    g_ptr_array_add (records, installation);
  return installation != NULL;
}

static AvowStore *
join_others (Joining *self, const char *folder, AvowKey *seal, GError **error)
{
  g_autoptr (AvowStore) store = avow_store_open (folder, error);
  g_autoptr (AvowPerson) entry = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  Enrolling enrolling;

  if (store == NULL || !check_is_here (self, store, error) || !check_is_unused (self, store, error))
    return NULL;
  entry = avow_roster_get (store, self->person->id, &local_error);
  if (entry == NULL && !g_error_matches (local_error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  enrolling = (Enrolling) { .joining = self, .records = records, .with_entry = entry == NULL, .seal = seal };
  if ((seal == NULL && !add_installation (self, store, records, error)) || !keep_enrolment (&enrolling, store, error))
    return NULL;
  return g_steal_pointer (&store);
}

AvowStore *
avow_invitation_accept (AvowInvitation *self, const char *folder, const char *code, const char *passphrase, char **out_person,
                        GError **error)
{
  g_auto (Joining) joining = { .invitation = self, .passphrase = passphrase };
  g_autofree char *database = NULL;
  AvowStore *store;

  g_return_val_if_fail (self != NULL && folder != NULL && code != NULL && passphrase != NULL, NULL);

  if (!read_invitation (&joining, code, error))
    return NULL;
  database = g_build_filename (folder, AVOW_STORE_FILE, NULL);
  store = g_file_test (database, G_FILE_TEST_EXISTS) ? join_others (&joining, folder, NULL, error) : join_anew (&joining, folder, error);
  if (store != NULL && out_person != NULL)
    *out_person = g_strdup (joining.person->id);
  return store;
}

AvowStore *
avow_invitation_restore (AvowInvitation *self, const char *folder, const char *code, const char *passphrase, char **out_person,
                         GError **error)
{
  g_auto (Joining) joining = { .invitation = self, .passphrase = passphrase };
  g_autoptr (AvowKey) seal = NULL;
  AvowStore *store;

  g_return_val_if_fail (self != NULL && folder != NULL && code != NULL && passphrase != NULL, NULL);

  if (!read_invitation (&joining, code, error))
    return NULL;
  seal = avow_key_new (AVOW_KEY_ED25519, error);
  store = seal != NULL ? join_others (&joining, folder, seal, error) : NULL;
  if (store == NULL)
    return NULL;
  avow_store_remove_frozen_seals (store);
  if (out_person != NULL)
    *out_person = g_strdup (joining.person->id);
  return store;
}
