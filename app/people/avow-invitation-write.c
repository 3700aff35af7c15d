/* avow-invitation-write.c: an officer invites a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-invitation.h"

#include "avow-enrolment.h"
#include "avow-invitation-file.h"
#include "sign/avow-pack.h"
#include "avow-people-private.h"
#include "record/avow-clock.h"
#include "record/avow-target.h"
#include "sign/avow-code.h"

#include <glib/gi18n-lib.h>

static void
add_text (GHashTable *entries, const char *name, const char *text)
{
  g_hash_table_insert (entries, g_strdup (name), g_bytes_new (text, strlen (text)));
}

/* Where the desk has taken in ledgers that earlier invitations founded, it has more than one copy of what these brought. */
static gboolean
is_there (GHashTable *entries, GBytes *payload)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    if (g_bytes_equal (entry, payload))
      return TRUE;
  return FALSE;
}

static gboolean
add_record (GHashTable *entries, const char *name, AvowStore *store, gint64 position, GError **error)
{
  g_autoptr (AvowRecord) record = avow_store_get_record (store, position, NULL, error);

  if (record == NULL)
    return FALSE;
  if (!is_there (entries, avow_record_get_payload (record)))
    g_hash_table_insert (entries, g_strdup (name), g_bytes_ref (avow_record_get_payload (record)));
  return TRUE;
}

/* FOLDER/NNNNNN.xml for every position that a statement about @person answers with. */
static gboolean
add_records (GHashTable *entries, const char *folder, AvowStore *store, const char *statement, const char *person, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, statement, &local_error, "s", person);
  guint number = 0;

  while (avow_query_next (query, &local_error))
    {
      g_autofree char *name = g_strdup_printf ("%s/%06u.xml", folder, ++number);

      if (!add_record (entries, name, store, avow_query_integer (query, 0), error))
        return FALSE;
    }
  return avow_people_check_end (local_error, error);
}

static gboolean
add_organisation (GHashTable *entries, AvowStore *store, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/programme:organisation", error, "");
  gint64 position;

  return query != NULL && avow_people_look_up (query, &position, error)
         && add_record (entries, "organisation.xml", store, position, error);
}

static gboolean
add_person (GHashTable *entries, AvowStore *store, const char *person, GError **error)
{
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/invitation:entry", error, "s", person);
  gint64 position;

  return query != NULL && avow_people_look_up (query, &position, error)
         && add_record (entries, "person.xml", store, position, error);
}

static gboolean
add_edition (GHashTable *entries, AvowStore *store, const AvowDigest *digest, GError **error)
{
  g_autoptr (AvowEdition) edition = avow_store_get_edition (store, digest, error);
  g_autoptr (GPtrArray) paths = NULL;

  if (edition == NULL)
    return FALSE;
  paths = avow_edition_get_paths (edition);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

      g_hash_table_insert (entries, g_strdup_printf ("editions/%s/%s", avow_edition_get_digest (edition), escaped),
                           g_bytes_ref (avow_edition_get_file (edition, path)));
    }
  return TRUE;
}

static gboolean
add_editions (GHashTable *entries, AvowStore *store, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/invitation:editions", &local_error, "");
  AvowDigest digest;

  while (avow_query_next (query, &local_error))
    if (avow_query_digest (query, 0, &digest) && !add_edition (entries, store, &digest, error))
      return FALSE;
  return avow_people_check_end (local_error, error);
}

/* The means to certify one key, under the code. */
static gboolean
add_issuer (GHashTable *entries, AvowStore *store, AvowOrganisation *organisation, const char *actor, const char *passphrase,
            const AvowPerson *person, const char *code, GError **error)
{
  g_autoptr (AvowKey) root_key = avow_enrolment_open_root (store, actor, passphrase, error);
  g_autoptr (AvowIssuer) issuer = NULL;
  g_autofree char *root_pem = NULL;
  g_autofree char *issuer_pem = NULL;
  g_autofree char *key_pem = NULL;
  g_autofree char *links = NULL;

  if (root_key == NULL)
    return FALSE;
  issuer = avow_issuer_new_for (organisation, root_key, person->staff_number, error);
  if (issuer == NULL)
    return FALSE;
  key_pem = avow_key_encrypt (issuer->key, code, AVOW_KEY_SCRYPT_N, error);
  if (key_pem == NULL)
    return FALSE;

  root_pem = avow_certificate_to_pem (organisation->root);
  issuer_pem = avow_certificate_to_pem (issuer->certificate);
  add_text (entries, "organisation.pem", root_pem);
  add_text (entries, "invitation.pem", issuer_pem);
  add_text (entries, "invitation.key", key_pem);
  if (issuer->links->len > 0)
    {
      links = avow_certificate_list_to_text (issuer->links);
      add_text (entries, "links", links);
    }
  return TRUE;
}

static void
add_manifest (GHashTable *entries, AvowOrganisation *organisation, const AvowPerson *person)
{
  g_autofree char *text = g_strdup_printf ("[invitation]\nformat=%s\norganisation=%s\nperson=%s\n", AVOW_INVITATION_FORMAT,
                                           organisation->id, person->id);

  add_text (entries, "manifest", text);
}

static gboolean
check_invited (const AvowPerson *person, GError **error)
{
  g_autofree char *today = avow_time_to_date (avow_clock_now ());

  if (person->left == NULL || strcmp (person->left, today) > 0)
    return TRUE;
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
               _("%s has left and can’t be invited. If that is wrong, correct the day of leaving first."), person->name);
  return FALSE;
}

static gboolean
write_file (const char *path, GBytes *file, GError **error)
{
  const char *fault = avow_target_find_fault (path);
  g_autoptr (GError) local_error = NULL;

  if (fault == NULL
      && g_file_set_contents_full (path, g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, fault != NULL ? G_FILE_ERROR_INVAL : local_error->code,
               _("The invitation could not be written to “%s” (%s). Choose another place for it."), path,
               fault != NULL ? fault : local_error->message);
  return FALSE;
}

gboolean
avow_invitation_write (AvowStore *store, const char *actor, const char *passphrase, const char *person, const char *path,
                       char **out_code, GError **error)
{
  g_autoptr (GHashTable) entries = avow_pack_new ();
  g_autoptr (AvowPerson) entry = NULL;
  g_autoptr (AvowOrganisation) organisation = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *code = NULL;

  g_return_val_if_fail (actor != NULL && passphrase != NULL && person != NULL && path != NULL && out_code != NULL, FALSE);

  if (!avow_access_require (store, actor, AVOW_ACTION_EDIT_ROSTER, error))
    return FALSE;
  entry = avow_roster_get (store, person, error);
  organisation = entry == NULL ? NULL : avow_organisation_get (store, error);
  if (organisation == NULL || !check_invited (entry, error))
    return FALSE;

  code = avow_code_generate ();
  add_manifest (entries, organisation, entry);
  if (!add_issuer (entries, store, organisation, actor, passphrase, entry, code, error)
      || !add_organisation (entries, store, error) || !add_person (entries, store, person, error)
      || !add_records (entries, "records", store, "people/invitation:support", person, error)
      || !add_records (entries, "owed", store, "people/invitation:owed", person, error) || !add_editions (entries, store, error))
    return FALSE;

  file = avow_invitation_pack (entries, code, error);
  if (file == NULL || !write_file (path, file, error))
    return FALSE;
  *out_code = g_steal_pointer (&code);
  return TRUE;
}
