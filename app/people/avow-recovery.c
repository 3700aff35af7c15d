/* avow-recovery.c: every officer's passphrase is lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-recovery.h"

#include "avow-enrolment.h"
#include "avow-officer.h"
#include "avow-people-private.h"
#include "avow-root-key.h"
#include "avow-withdrawal.h"
#include "sign/avow-code.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

gboolean
avow_recovery_check_typed (const char *code, const char *typed, GError **error)
{
  g_autofree char *clean = avow_code_normalise (typed);

  if (g_strcmp0 (clean, code) == 0)
    return TRUE;
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVALID,
                       _("This is not the code that was shown. Nothing was changed, and the code does not count; begin again."));
  return FALSE;
}

typedef struct
{
  AvowPerson *officer;
  AvowOrganisation *organisation;
  AvowRootKey *keys;
  AvowIdentity *identity;
  const char *passphrase;
  char *code; /* the next one */
  char *key_path;
  gboolean replaced; /* the files that the used code opens are gone */
} Recovery;

static void
clear_recovery (Recovery *self)
{
  g_clear_pointer (&self->officer, avow_person_free);
  g_clear_pointer (&self->organisation, avow_organisation_free);
  g_clear_pointer (&self->keys, avow_root_key_free);
  g_clear_pointer (&self->identity, avow_identity_free);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->key_path, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Recovery, clear_recovery)

static gboolean
certify (Recovery *self, GError **error)
{
  g_autoptr (AvowIssuer) issuer = avow_issuer_new_for (self->organisation, self->keys->root, self->officer->staff_number, error);

  self->identity = issuer != NULL ? avow_issuer_enrol (issuer, self->organisation->root, self->officer, error) : NULL;
  return self->identity != NULL;
}

static gboolean
list_records (Recovery *self, AvowStore *store, GPtrArray *records, GError **error)
{
  gboolean held;

  g_ptr_array_add (records, avow_enrolment_to_record (self->identity, self->officer->id));
  return avow_withdrawal_add_earlier (store, self->identity, "lost", records, error)
         && avow_root_key_is_held (store, self->officer->id, &held, error)
         && (held || avow_officer_add_holding (self->identity, self->officer->id, TRUE, records, error));
}

/* Keys first: once the records stand, everything does. The next code has been typed back, so it may count already. */
static gboolean
write_recovery (AvowStore *store, gpointer data, GError **error)
{
  Recovery *self = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  AvowCertificate *link = self->organisation->links->len > 0 ? self->organisation->issuer : NULL;

  if (!list_records (self, store, records, error))
    return FALSE;
  self->key_path = avow_enrolment_save_key (store, self->identity, self->passphrase, avow_store_is_sample (store), error);
  if (self->key_path == NULL || !avow_root_key_save (self->keys, store, link, self->officer->id, self->passphrase, error))
    return FALSE;
  self->replaced = avow_root_key_save (self->keys, store, link, AVOW_ROOT_KEY_RECOVERY, self->code, error);
  return self->replaced && avow_store_append (store, records, error);
}

static gboolean
keep (Recovery *self, AvowStore *store, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (avow_people_run (store, write_recovery, self, &local_error))
    return TRUE;
  /* where the record may stand, it needs the key */
  if (self->key_path != NULL && !g_error_matches (local_error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_UNCONFIRMED))
    g_unlink (self->key_path);
  g_propagate_error (error, g_steal_pointer (&local_error));
  if (self->replaced)
    g_prefix_error (error, "%s", _("The new recovery code counts already, but the new key could not be recorded; begin again with that code. "));
  return FALSE;
}

gboolean
avow_recovery_run (AvowStore *store, const char *person, const char *code, const char *passphrase, AvowConfirmCode confirm, gpointer data,
                   GError **error)
{
  g_auto (Recovery) self = { .passphrase = passphrase };

  g_return_val_if_fail (person != NULL && code != NULL && passphrase != NULL && confirm != NULL, FALSE);

  if (!avow_access_require (store, person, AVOW_ACTION_GRANT, error))
    return FALSE;
  self.officer = avow_roster_get (store, person, error);
  self.organisation = self.officer != NULL ? avow_organisation_get (store, error) : NULL;
  if (self.organisation == NULL
      || !avow_enrolment_check_passphrase (passphrase, self.officer, self.organisation->name, self.organisation->sample, error))
    return FALSE;
  self.keys = avow_root_key_recover (store, code, error);
  if (self.keys == NULL || !certify (&self, error))
    return FALSE;
  self.code = avow_code_generate ();
  return confirm (self.code, data, error) && keep (&self, store, error);
}
