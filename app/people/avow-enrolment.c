/* avow-enrolment.c: how a person gets a key of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-enrolment.h"

#include "avow-key-file.h"
#include "avow-people-private.h"
#include "avow-root-key.h"
#include "record/avow-query.h"
#include "record/avow-record-enrolment.h"
#include "sign/avow-code.h"

#include <glib/gi18n-lib.h>

AvowIssuer *
avow_issuer_new (AvowCertificate *root, AvowKey *root_key, const char *staff_number, GError **error)
{
  g_autoptr (AvowIssuer) self = g_new0 (AvowIssuer, 1);

  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_certificate_unref);
  self->key = avow_key_new (AVOW_KEY_P256, error);
  if (self->key == NULL)
    return NULL;
  self->certificate = avow_certificate_new_invitation (self->key, root, root_key, staff_number, error);
  if (self->certificate == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

static void
copy_links (GPtrArray *links, GPtrArray *into)
{
  for (guint i = 0; i < links->len; i++)
    g_ptr_array_add (into, avow_certificate_ref (g_ptr_array_index (links, i)));
}

AvowIssuer *
avow_issuer_new_for (const AvowOrganisation *organisation, AvowKey *root_key, const char *staff_number, GError **error)
{
  AvowIssuer *self = avow_issuer_new (organisation->issuer, root_key, staff_number, error);

  if (self != NULL)
    copy_links (organisation->links, self->links);
  return self;
}

void
avow_issuer_free (AvowIssuer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->certificate, avow_certificate_unref);
  g_clear_pointer (&self->key, avow_key_unref);
  g_free (self);
}

AvowIdentity *
avow_issuer_enrol (AvowIssuer *self, AvowCertificate *root, const AvowPerson *person, GError **error)
{
  g_autoptr (AvowIdentity) identity = g_new0 (AvowIdentity, 1);
  g_autofree char *reason = NULL;
  gboolean valid;

  identity->person = g_strdup (person->id);
  identity->key = avow_key_new (AVOW_KEY_P256, error);
  if (identity->key == NULL)
    return NULL;
  identity->certificate = avow_certificate_new_person (identity->key, self->certificate, self->key, person->staff_number,
                                                       person->name, error);
  if (identity->certificate == NULL)
    return NULL;
  identity->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_certificate_unref);
  g_ptr_array_add (identity->chain, avow_certificate_ref (self->certificate));
  copy_links (self->links, identity->chain);

  if (!avow_certificate_verify (identity->certificate, identity->chain, root, AVOW_PURPOSE_PERSON, &valid, &reason, error))
    return NULL;
  if (!valid)
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                   _("The key of %s can’t be certified: %s. Ask for a new invitation."), person->name,
                   reason != NULL ? reason : _("the invitation is not the organisation’s"));
      return NULL;
    }
  return g_steal_pointer (&identity);
}

AvowCertificate *
avow_issuer_certify_seal (AvowIssuer *self, AvowKey *seal_key, const char *staff_number, GError **error)
{
  g_autoptr (GBytes) raw = avow_key_get_public_raw (seal_key);
  AvowDigest ledger;

  avow_digest_compute (g_bytes_get_data (raw, NULL), g_bytes_get_size (raw), &ledger);
  return avow_certificate_new_seal (seal_key, self->certificate, self->key, staff_number, &ledger, error);
}

AvowRecord *
avow_enrolment_to_record (AvowIdentity *identity, const char *actor)
{
  g_autofree char *certificate = avow_certificate_to_base64 (identity->certificate);
  g_autofree char *chain = avow_certificate_list_to_text (identity->chain);
  AvowRecordEnrolment body = { certificate, chain };

  return avow_record_new (&avow_record_kind_enrolment, identity->person, actor, &body);
}

static gboolean
has_enrolment (AvowStore *store, const char *person, gboolean *out_has, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/identity:enrolments", &local_error, "s", person);

  *out_has = avow_query_next (query, &local_error);
  return avow_people_check_end (g_steal_pointer (&local_error), error);
}

char *
avow_enrolment_save_key (AvowStore *store, AvowIdentity *identity, const char *passphrase, gboolean sample, GError **error)
{
  g_autofree char *path = NULL;
  gboolean has;

  if (!has_enrolment (store, identity->person, &has, error))
    return NULL;
  path = avow_key_file_get_path (store, identity->person, NULL);
  /* a file without an enrolment is what a power cut left of an earlier try */
  if (has || g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_free (path);
      path = avow_key_file_get_path (store, identity->person, identity->certificate);
    }
  if (!avow_key_save (identity->key, path, passphrase, avow_key_file_get_cost (sample), error))
    return NULL;
  return g_steal_pointer (&path);
}

gboolean
avow_enrolment_check_passphrase (const char *passphrase, const AvowPerson *person, const char *organisation, gboolean sample,
                                 GError **error)
{
  const char *about[] = { person->name, person->staff_number, organisation, NULL };
  g_autofree char *reason = NULL;

  if (sample || avow_passphrase_judge (passphrase, about, &reason) != AVOW_STRENGTH_REFUSED)
    return TRUE;
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                       reason != NULL ? reason : _("This passphrase is too easy to guess. Choose a longer one."));
  return FALSE;
}

AvowKey *
avow_enrolment_open_root (AvowStore *store, const char *officer, const char *passphrase, GError **error)
{
  g_autoptr (AvowRootKey) keys = avow_root_key_open (store, officer, passphrase, error);

  return keys != NULL ? g_steal_pointer (&keys->root) : NULL;
}
