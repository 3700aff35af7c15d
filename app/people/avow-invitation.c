/* avow-invitation.c: what an invitation says before its code is known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-invitation-private.h"

#include "avow-invitation-file.h"
#include "record/avow-record-organisation.h"
#include "record/avow-record-person.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

char *
avow_invitation_read_text (AvowInvitation *self, const char *name, GError **error)
{
  GBytes *bytes = g_hash_table_lookup (self->entries, name);
  gsize length = 0;
  const char *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &length);

  if (data != NULL && g_utf8_validate_len (data, length, NULL))
    return g_strndup (data, length);
  avow_invitation_set_damaged (error, name);
  return NULL;
}

AvowRecord *
avow_invitation_read_record (AvowInvitation *self, const char *name, const AvowRecordKind *kind, GError **error)
{
  GBytes *bytes = g_hash_table_lookup (self->entries, name);
  g_autoptr (AvowRecord) record = bytes == NULL ? NULL : avow_record_parse (bytes, NULL);

  if (record != NULL && (kind == NULL || avow_record_get_kind (record) == kind))
    return g_steal_pointer (&record);
  avow_invitation_set_damaged (error, name);
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
avow_invitation_list (AvowInvitation *self, const char *folder)
{
  g_autofree char *prefix = g_strconcat (folder, "/", NULL);
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, prefix))
      g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GStatBuf status;
  char *data;
  gsize length;

  if (g_stat (path, &status) == 0 && status.st_size > AVOW_INVITATION_MAX_FILE)
    {
      avow_invitation_set_damaged (error, _("it is larger than 64 MB"));
      return NULL;
    }
  if (g_file_get_contents (path, &data, &length, &local_error))
    return g_bytes_new_take (data, length);
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
               _("The invitation can’t be read (%s). See that the file is there and may be read, then open it again."),
               local_error->message);
  return NULL;
}

static gboolean
check_manifest (AvowInvitation *self, GError **error)
{
  g_autoptr (GKeyFile) manifest = g_key_file_new ();
  g_autofree char *text = avow_invitation_read_text (self, "manifest", error);
  g_autofree char *format = NULL;
  g_autofree char *organisation = NULL;
  g_autofree char *person = NULL;

  if (text == NULL)
    return FALSE;
  if (g_key_file_load_from_data (manifest, text, strlen (text), G_KEY_FILE_NONE, NULL))
    {
      format = g_key_file_get_string (manifest, "invitation", "format", NULL);
      organisation = g_key_file_get_string (manifest, "invitation", "organisation", NULL);
      person = g_key_file_get_string (manifest, "invitation", "person", NULL);
    }
  if (format != NULL && strcmp (format, AVOW_INVITATION_FORMAT) != 0)
    {
      g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                           _("The invitation was written by a newer Avow. Install that one here, then open it again."));
      return FALSE;
    }
  if (g_strcmp0 (organisation, avow_record_get_subject (self->organisation)) == 0
      && g_strcmp0 (person, avow_record_get_subject (self->person)) == 0)
    return TRUE;
  avow_invitation_set_damaged (error, "manifest");
  return FALSE;
}

static AvowInvitation *
unpack (GBytes *file, GError **error)
{
  g_autoptr (AvowInvitation) self = g_new0 (AvowInvitation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->entries = avow_invitation_unpack (file, error);
  if (self->entries == NULL)
    return NULL;
  self->organisation = avow_invitation_read_record (self, "organisation.xml", &avow_record_kind_organisation, error);
  if (self->organisation == NULL)
    return NULL;
  self->person = avow_invitation_read_record (self, "person.xml", &avow_record_kind_person, error);
  if (self->person == NULL || !check_manifest (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

AvowInvitation *
avow_invitation_open (const char *path, GError **error)
{
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) local_error = NULL;
  AvowInvitation *self;

  g_return_val_if_fail (path != NULL, NULL);

  file = read_file (path, error);
  if (file == NULL)
    return NULL;
  self = unpack (file, &local_error);
  if (self == NULL)
    {
      g_autofree char *name = g_path_get_basename (path);

      g_propagate_prefixed_error (error, g_steal_pointer (&local_error), "“%s”: ", name);
    }
  return self;
}

void
avow_invitation_unref (AvowInvitation *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_pointer (&self->organisation, avow_record_unref);
  g_clear_pointer (&self->person, avow_record_unref);
  g_free (self);
}

const char *
avow_invitation_get_organisation (AvowInvitation *self)
{
  return ((const AvowRecordOrganisation *) avow_record_get_body (self->organisation))->name;
}

const char *
avow_invitation_get_name (AvowInvitation *self)
{
  return ((const AvowRecordPerson *) avow_record_get_body (self->person))->name;
}

const char *
avow_invitation_get_staff_number (AvowInvitation *self)
{
  return ((const AvowRecordPerson *) avow_record_get_body (self->person))->staff_number;
}
