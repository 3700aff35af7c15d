/* avow-root-renewal.c: a new root takes over from one whose key somebody may have copied
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-officer.h"
#include "avow-people-private.h"
#include "avow-recovery.h"
#include "avow-root-key.h"
#include "record/avow-record-root.h"
#include "sign/avow-code.h"

#include <glib/gi18n-lib.h>

#define MAX_LINKS 7 /* with the invitation's, the certificates that may come with a person's */

typedef struct
{
  AvowIdentity *identity; /* not owned */
  const char *passphrase;
  AvowOrganisation *organisation;
  AvowRootKey *keys;
  AvowCertificate *link;
  AvowCertificate *backup;
  char *code;
} Renewal;

static void
clear_renewal (Renewal *self)
{
  g_clear_pointer (&self->organisation, avow_organisation_free);
  g_clear_pointer (&self->keys, avow_root_key_free);
  g_clear_pointer (&self->link, avow_certificate_unref);
  g_clear_pointer (&self->backup, avow_certificate_unref);
  g_clear_pointer (&self->code, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Renewal, clear_renewal)

static gboolean
prepare (Renewal *self, AvowStore *store, GError **error)
{
  g_autoptr (AvowRootKey) old = avow_root_key_open (store, self->identity->person, self->passphrase, error);

  self->keys = old != NULL ? avow_root_key_new (error) : NULL;
  if (self->keys == NULL)
    return FALSE;
  self->link = avow_certificate_new_link (self->keys->root, self->organisation->issuer, old->root, error);
  if (self->link != NULL)
    self->backup = avow_certificate_new_root (self->keys->backup, self->organisation->name, "Reserve root", error);
  self->code = avow_code_generate ();
  return self->backup != NULL;
}

/* Who held the old key does not hold the new one. */
static gboolean
add_others (Renewal *self, AvowStore *store, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) officers = avow_officer_list (store, error);

  for (guint i = 0; officers != NULL && i < officers->len; i++)
    {
      const AvowOfficer *officer = g_ptr_array_index (officers, i);

      if (officer->holds && !g_str_equal (officer->person, self->identity->person)
          && !avow_officer_add_holding (self->identity, officer->person, FALSE, records, error))
        return FALSE;
    }
  return officers != NULL;
}

static gboolean
list_records (Renewal *self, AvowStore *store, GPtrArray *records, GError **error)
{
  g_autofree char *link = avow_certificate_to_base64 (self->link);
  g_autofree char *backup = avow_certificate_to_base64 (self->backup);
  AvowRecordRoot body = { link, backup };
  g_autoptr (AvowRecord) record = avow_record_new (&avow_record_kind_root, self->organisation->id, self->identity->person, &body);
  AvowRecord *signed_record = avow_identity_sign (self->identity, record, AVOW_COMMITMENT_AGREEMENT, error);

  if (signed_record == NULL)
    return FALSE;
  g_ptr_array_add (records, signed_record);
  return add_others (self, store, records, error);
}

/* The new files have names of their own: until the records stand, the old ones count. */
static gboolean
write_renewal (AvowStore *store, gpointer data, GError **error)
{
  Renewal *self = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);

  return list_records (self, store, records, error)
         && avow_root_key_save (self->keys, store, self->link, self->identity->person, self->passphrase, error)
         && avow_root_key_save (self->keys, store, self->link, AVOW_ROOT_KEY_RECOVERY, self->code, error)
         && avow_store_append (store, records, error);
}

gboolean
avow_root_renew (AvowStore *store, AvowIdentity *identity, const char *passphrase, AvowConfirmCode confirm, gpointer data, GError **error)
{
  g_auto (Renewal) self = { .identity = identity, .passphrase = passphrase };

  g_return_val_if_fail (identity != NULL && passphrase != NULL && confirm != NULL, FALSE);

  if (!avow_access_require (store, identity->person, AVOW_ACTION_GRANT, error))
    return FALSE;
  self.organisation = avow_organisation_get (store, error);
  if (self.organisation == NULL)
    return FALSE;
  if (self.organisation->links->len >= MAX_LINKS)
    {
      g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
                   _("The root has been renewed %d times, and can’t be once more: a signature has no room for more certificates."), MAX_LINKS);
      return FALSE;
    }
  if (!prepare (&self, store, error) || !confirm (self.code, data, error) || !avow_people_run (store, write_renewal, &self, error))
    return FALSE;
  return avow_root_key_remove (store, NULL, self.link, error);
}
