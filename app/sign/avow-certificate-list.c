/* avow-certificate-list.c: a chain of certificates as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-certificate.h"

GPtrArray *
avow_certificate_list_from_text (const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_certificate_unref);
  guint i = 0;

  do
    {
      AvowCertificate *certificate = avow_certificate_new_beside (parts[i] != NULL ? parts[i] : "", error);

      if (certificate == NULL)
        return NULL;
      g_ptr_array_add (list, certificate);
    }
  while (parts[i] != NULL && parts[++i] != NULL);
  return g_steal_pointer (&list);
}

char *
avow_certificate_list_to_text (GPtrArray *list)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (parts, avow_certificate_to_base64 (g_ptr_array_index (list, i)));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" ", (char **) parts->pdata);
}
