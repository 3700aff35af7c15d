/* avow-organisation.c: how an organisation begins
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-organisation.h"

#include "avow-founding.h"
#include "avow-key-file.h"
#include "avow-people-private.h"
#include "record/avow-record-grant.h"
#include "record/avow-record-officer.h"
#include "record/avow-record-organisation.h"
#include "sign/avow-code.h"

#include <glib/gi18n-lib.h>

#define SAMPLE_NAME "Sample"
#define MAX_NAME 64 /* RFC 5280, appendix A.1, ub-organization-name */

void
avow_organisation_free (AvowOrganisation *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_clear_pointer (&self->root, avow_certificate_unref);
  g_clear_pointer (&self->issuer, avow_certificate_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_links (AvowOrganisation *self, AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/keys:roots", &local_error, "");

  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_certificate_unref);
  while (avow_query_next (query, &local_error))
    {
      AvowCertificate *link = avow_certificate_new_from_base64 (avow_query_text (query, 0), error);

      if (link == NULL)
        return FALSE;
      g_ptr_array_insert (self->links, 0, link);
    }
  self->issuer = avow_certificate_ref (self->links->len > 0 ? g_ptr_array_index (self->links, 0) : self->root);
  return avow_people_check_end (g_steal_pointer (&local_error), error);
}

gboolean
avow_people_is_same_certificate (AvowCertificate *one, AvowCertificate *other)
{
  AvowDigest first, second;

  avow_certificate_get_fingerprint (one, &first);
  avow_certificate_get_fingerprint (other, &second);
  return avow_digest_equal (&first, &second);
}

gboolean
avow_organisation_is_current (const AvowOrganisation *self, GPtrArray *chain)
{
  if (chain->len < self->links->len + 1)
    return FALSE;
  for (guint i = 1; i <= self->links->len; i++)
    if (!avow_people_is_same_certificate (g_ptr_array_index (self->links, self->links->len - i), g_ptr_array_index (chain, chain->len - i)))
      return FALSE;
  return TRUE;
}

AvowOrganisation *
avow_organisation_get (AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/programme:organisation", error, "");
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowOrganisation) self = NULL;
  const AvowRecordOrganisation *body;
  gint64 position;

  if (query == NULL || !avow_people_look_up (query, &position, error))
    return NULL;
  if (position == 0)
    {
      g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_UNKNOWN,
                           _("These records name no organisation. Set one up, or join one by an invitation."));
      return NULL;
    }
  record = avow_store_get_record (store, position, NULL, error);
  if (record == NULL)
    return NULL;

  body = avow_record_get_body (record);
  self = g_new0 (AvowOrganisation, 1);
  self->id = g_strdup (avow_record_get_subject (record));
  self->name = g_strdup (body->name);
  self->sample = body->sample;
  self->root = avow_certificate_new_from_base64 (body->root_certificate, error);
  return self->root != NULL && read_links (self, store, error) ? g_steal_pointer (&self) : NULL;
}

/* An authority that lasts: its key, and the certificate that it gave itself. */
typedef struct
{
  AvowKey *key;
  AvowCertificate *certificate;
} Authority;

static void
clear_authority (Authority *authority)
{
  g_clear_pointer (&authority->key, avow_key_unref);
  g_clear_pointer (&authority->certificate, avow_certificate_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Authority, clear_authority)

static gboolean
make_authority (Authority *out_authority, const char *organisation, const char *name, GError **error)
{
  out_authority->key = avow_key_new (AVOW_KEY_P256, error);
  if (out_authority->key == NULL)
    return FALSE;
  out_authority->certificate = avow_certificate_new_root (out_authority->key, organisation, name, error);
  return out_authority->certificate != NULL;
}

/* NAME-HOLDER.pem under the officer's passphrase, and NAME-recovery.pem under the code. */
static gboolean
save_authority (AvowStore *store, const Authority *authority, const char *name, const char *holder, const char *passphrase,
                const char *code, gboolean sample, GError **error)
{
  guint64 cost = avow_key_file_get_cost (sample);
  g_autofree char *own_name = g_strdup_printf ("%s-%s", name, holder);
  g_autofree char *own_path = avow_store_get_key_path (store, own_name);
  g_autofree char *recovery_name = g_strdup_printf ("%s-recovery", name);
  g_autofree char *recovery_path = avow_store_get_key_path (store, recovery_name);

  return avow_key_save (authority->key, own_path, passphrase, cost, error)
         && avow_key_save (authority->key, recovery_path, code, cost, error);
}

static gboolean
check_name (const char *name, gboolean sample, GError **error)
{
  const char *message = NULL;

  if (name == NULL || *name == '\0' || g_utf8_strlen (name, -1) > MAX_NAME)
    message = _("The organisation’s name is missing, too long, or has signs in it that can’t be seen. Write it as in its documents, in up to 64 letters.");
  else if (sample && strcmp (name, SAMPLE_NAME) != 0)
    message = _("A sample’s organisation is called “Sample”, so that nobody takes it for a real one.");
  else if (!sample && g_ascii_strcasecmp (name, SAMPLE_NAME) == 0)
    message = _("“Sample” is the name of the sample organisation. Write your organisation’s own name.");
  if (message == NULL)
    return TRUE;
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID, message);
  return FALSE;
}

static AvowRecord *
make_organisation_record (const char *id, const char *name, gboolean sample, const Authority *root, const Authority *backup,
                          const char *actor)
{
  g_autofree char *root_certificate = avow_certificate_to_base64 (root->certificate);
  g_autofree char *backup_certificate = avow_certificate_to_base64 (backup->certificate);
  AvowRecordOrganisation body = { (char *) name, sample, root_certificate, backup_certificate };

  return avow_record_new (&avow_record_kind_organisation, id, actor, &body);
}

/* What the first officer signs: that they are one, and that they hold the root's key. */
static gboolean
add_signed_acts (AvowIdentity *officer, GPtrArray *records, GError **error)
{
  AvowRecordGrant grant = { (char *) avow_role_to_name (AVOW_ROLE_OFFICER), NULL, TRUE };
  AvowRecordOfficer holder = { TRUE };
  g_autoptr (AvowRecord) first = avow_record_new (&avow_record_kind_grant, officer->person, officer->person, &grant);
  g_autoptr (AvowRecord) second = avow_record_new (&avow_record_kind_officer, officer->person, officer->person, &holder);
  AvowRecord *unsigned_records[] = { first, second };

  for (guint i = 0; i < G_N_ELEMENTS (unsigned_records); i++)
    {
      AvowRecord *record = avow_identity_sign (officer, unsigned_records[i], AVOW_COMMITMENT_AGREEMENT, error);

      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }
  return TRUE;
}

/* All that is made in memory, before anything is on the disk. */
typedef struct
{
  AvowPerson *officer;
  char *code;
  Authority root;
  Authority backup;
  AvowIssuer *issuer;
  AvowKey *seal;
  AvowIdentity *identity;
} Beginning;

static void
clear_beginning (Beginning *self)
{
  g_clear_pointer (&self->officer, avow_person_free);
  g_clear_pointer (&self->code, g_free);
  clear_authority (&self->root);
  clear_authority (&self->backup);
  g_clear_pointer (&self->issuer, avow_issuer_free);
  g_clear_pointer (&self->seal, avow_key_unref);
  g_clear_pointer (&self->identity, avow_identity_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Beginning, clear_beginning)

static gboolean
prepare (Beginning *self, const char *name, const AvowPerson *officer, GError **error)
{
  self->officer = avow_person_normalise (officer, error);
  if (self->officer == NULL)
    return FALSE;
  g_free (self->officer->id);
  self->officer->id = avow_id_new ("p");
  self->code = avow_code_generate ();

  if (!make_authority (&self->root, name, "Root", error) || !make_authority (&self->backup, name, "Reserve root", error))
    return FALSE;
  self->seal = avow_key_new (AVOW_KEY_ED25519, error);
  if (self->seal == NULL)
    return FALSE;
  self->issuer = avow_issuer_new (self->root.certificate, self->root.key, self->officer->staff_number, error);
  if (self->issuer == NULL)
    return FALSE;
  self->identity = avow_issuer_enrol (self->issuer, self->root.certificate, self->officer, error);
  return self->identity != NULL;
}

static GPtrArray *
list_first_records (Beginning *self, AvowFounding *founding, const char *name, gboolean sample, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autofree char *id = avow_id_new ("o");
  const char *officer = self->officer->id;
  AvowRecord *installation = avow_founding_to_record (avow_founding_get_store (founding), self->issuer, self->seal, self->officer, NULL, error);

  if (installation == NULL)
    return NULL;
  g_ptr_array_add (records, make_organisation_record (id, name, sample, &self->root, &self->backup, officer));
  g_ptr_array_add (records, installation);
  g_ptr_array_add (records, avow_person_to_record (self->officer, officer));
  g_ptr_array_add (records, avow_enrolment_to_record (self->identity, officer));
  return add_signed_acts (self->identity, records, error) ? g_steal_pointer (&records) : NULL;
}

static gboolean
save_keys (Beginning *self, AvowStore *store, const char *passphrase, gboolean sample, GError **error)
{
  g_autofree char *path = avow_enrolment_save_key (store, self->identity, passphrase, sample, error);

  return path != NULL && save_authority (store, &self->root, "root", self->officer->id, passphrase, self->code, sample, error)
         && save_authority (store, &self->backup, "backup", self->officer->id, passphrase, self->code, sample, error);
}

AvowStore *
avow_organisation_create (const char *folder, const char *name, const AvowPerson *officer, const char *passphrase, gboolean sample,
                          char **out_recovery_code, GError **error)
{
  g_auto (Beginning) beginning = { NULL };
  g_autoptr (AvowFounding) founding = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *clean = avow_person_fold_text (name);
  AvowStore *store;

  g_return_val_if_fail (folder != NULL && officer != NULL && passphrase != NULL && out_recovery_code != NULL, NULL);

  if (!check_name (clean, sample, error) || !prepare (&beginning, clean, officer, error)
      || !avow_enrolment_check_passphrase (passphrase, beginning.officer, clean, sample, error))
    return NULL;
  founding = avow_founding_begin (folder, beginning.seal, error);
  if (founding == NULL)
    return NULL;

  store = avow_founding_get_store (founding);
  records = list_first_records (&beginning, founding, clean, sample, error);
  if (records == NULL || !save_keys (&beginning, store, passphrase, sample, error) || !avow_store_append (store, records, error))
    return NULL;

  store = avow_founding_finish (founding, error);
  if (store != NULL)
    *out_recovery_code = g_steal_pointer (&beginning.code);
  return store;
}
