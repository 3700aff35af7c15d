/* avow-invitation-file.c: an invitation as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-invitation-file.h"

#include "record/avow-clock.h"
#include "sign/avow-mac.h"
#include "sign/avow-pack.h"

#include <glib/gi18n-lib.h>

static const AvowPackLimits limits = {
  .file = AVOW_INVITATION_MAX_FILE,
  .unpacked = AVOW_INVITATION_MAX_UNPACKED,
  .entries = AVOW_INVITATION_MAX_ENTRIES,
};

void
avow_invitation_set_damaged (GError **error, const char *what)
{
  /* Translators: %s says in a few words what is wrong, and where */
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
               _("The invitation is damaged or is none (%s). Ask your compliance team to send it again."), what);
}

/* Whoever reads it must be able to. */
static gboolean
check_limits (GHashTable *entries, GError **error)
{
  if (avow_pack_is_within (entries, &limits))
    return TRUE;
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                       _("The courses in use are too large for an invitation. Make their pictures smaller, and adopt them anew."));
  return FALSE;
}

static GBytes *
write_zip (GHashTable *entries, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GBytes *file = avow_pack_write (entries, AVOW_INVITATION_SEAL, avow_clock_now (), &local_error);

  if (file == NULL)
    g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION, _("The invitation can’t be put together: %s."),
                 local_error->message);
  return file;
}

GBytes *
avow_invitation_pack (GHashTable *entries, const char *code, GError **error)
{
  g_autofree char *list = avow_pack_list_digests (entries, AVOW_INVITATION_SEAL);
  g_autoptr (GString) seal = g_string_new (NULL);
  g_autofree char *hex = NULL;
  guint8 salt[AVOW_MAC_SALT_LENGTH];
  AvowDigest mac;

  avow_random_bytes (salt, sizeof salt);
  if (!avow_mac_compute (code, salt, list, strlen (list), &mac, error))
    return NULL;
  for (guint i = 0; i < sizeof salt; i++)
    g_string_append_printf (seal, "%02x", salt[i]);
  hex = avow_digest_to_hex (&mac);
  g_string_append_printf (seal, "\n%s\n", hex);
  g_hash_table_insert (entries, g_strdup (AVOW_INVITATION_SEAL), g_bytes_new (seal->str, seal->len));

  return check_limits (entries, error) ? write_zip (entries, error) : NULL;
}

GHashTable *
avow_invitation_unpack (GBytes *file, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  GHashTable *entries = avow_pack_read (file, &limits, &local_error);

  if (entries == NULL)
    avow_invitation_set_damaged (error, local_error->message);
  return entries;
}

static gboolean
read_seal (GHashTable *entries, guint8 salt[AVOW_MAC_SALT_LENGTH], AvowDigest *out_mac)
{
  GBytes *bytes = g_hash_table_lookup (entries, AVOW_INVITATION_SEAL);
  g_autofree char *text = bytes == NULL ? NULL : g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  if (lines == NULL || g_strv_length (lines) != 3 || *lines[2] != '\0' || strlen (lines[0]) != 2 * AVOW_MAC_SALT_LENGTH)
    return FALSE;
  for (guint i = 0; i < AVOW_MAC_SALT_LENGTH; i++)
    {
      int high = g_ascii_xdigit_value (lines[0][2 * i]);
      int low = g_ascii_xdigit_value (lines[0][2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      salt[i] = (guint8) (high << 4 | low);
    }
  return avow_digest_parse (lines[1], out_mac);
}

gboolean
avow_invitation_check_seal (GHashTable *entries, const char *code, GError **error)
{
  g_autofree char *list = avow_pack_list_digests (entries, AVOW_INVITATION_SEAL);
  guint8 salt[AVOW_MAC_SALT_LENGTH];
  AvowDigest claimed, mac;

  if (!read_seal (entries, salt, &claimed))
    {
      avow_invitation_set_damaged (error, _("its seal is missing"));
      return FALSE;
    }
  if (!avow_mac_compute (code, salt, list, strlen (list), &mac, error))
    return FALSE;
  if (avow_mac_equal (&mac, &claimed))
    return TRUE;

  /* a wrong code and a changed file look the same, and must */
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_INVITATION,
                       _("The code does not fit this invitation. Check it letter by letter. If it is right, the file was changed "
                         "on its way: ask your compliance team for a new one."));
  return FALSE;
}
