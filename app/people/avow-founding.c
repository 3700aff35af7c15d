/* avow-founding.c: a store that stands whole, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-founding.h"

#include "record/avow-record-installation.h"

struct _AvowFounding
{
  AvowStore *store; /* NULL once it is finished */
};

AvowFounding *
avow_founding_begin (const char *folder, AvowKey *seal_key, GError **error)
{
  g_autoptr (AvowFounding) self = g_new0 (AvowFounding, 1);

  self->store = avow_store_begin_new (folder, seal_key, error);
  if (self->store == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

AvowStore *
avow_founding_get_store (AvowFounding *self)
{
  return self->store;
}

AvowStore *
avow_founding_finish (AvowFounding *self, GError **error)
{
  return avow_store_finish_new (g_steal_pointer (&self->store), error);
}

void
avow_founding_free (AvowFounding *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->store, avow_store_discard_new);
  g_free (self);
}

AvowRecord *
avow_founding_to_record (AvowStore *store, AvowIssuer *issuer, AvowKey *seal_key, const AvowPerson *person, const char *previous,
                         GError **error)
{
  g_autoptr (AvowCertificate) certificate = avow_issuer_certify_seal (issuer, seal_key, person->staff_number, error);
  g_autoptr (GPtrArray) certificates = NULL;
  g_autofree char *seal = NULL;
  g_autofree char *chain = NULL;
  g_autofree char *ledger = NULL;
  AvowRecordInstallation body = { NULL };
  AvowDigest id;

  if (certificate == NULL)
    return NULL;
  avow_store_get_ledger_id (store, &id);
  ledger = avow_digest_to_hex (&id);
  seal = avow_certificate_to_base64 (certificate);
  certificates = g_ptr_array_new ();
  g_ptr_array_add (certificates, issuer->certificate);
  g_ptr_array_extend (certificates, issuer->links, NULL, NULL);
  chain = avow_certificate_list_to_text (certificates);
  body.name = (char *) g_get_host_name ();
  body.seal_certificate = seal;
  body.chain = chain;
  body.previous = (char *) previous;
  return avow_record_new (&avow_record_kind_installation, ledger, person->id, &body);
}
