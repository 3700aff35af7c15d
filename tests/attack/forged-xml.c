/* forged-xml.c: signed documents, changed, and what others make of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "forged-xml.h"

#include "sign/avow-signature.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static guint tried, plain_accepted;

char *
forged_sign_as (const char *text, AvowKey *key, AvowCertificate *certificate, GPtrArray *chain)
{
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) signed_document = NULL;
  g_autoptr (GError) error = NULL;

  signed_document = avow_signature_sign (document, key, certificate, chain, AVOW_COMMITMENT_AGREEMENT, FORGED_TIME, &error);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (signed_document, NULL), g_bytes_get_size (signed_document));
}

char *
forged_sign (World *world, const char *text)
{
  return forged_sign_as (text, world->person_key, world->person, world->chain);
}

char *
forged_replace (const char *text, const char *find, const char *with)
{
  GString *changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, find, with, 1), ==, 1);
  return g_string_free (changed, FALSE);
}

char *
forged_cut (const char *text, const char *from, const char *to)
{
  const char *start = strstr (text, from);
  const char *end = start != NULL ? strstr (start, to) : NULL;

  g_assert_nonnull (end);
  return g_strndup (start, (gsize) (end + strlen (to) - start));
}

gboolean
forged_is_accepted (GBytes *document, AvowCertificate *root)
{
  gboolean valid = TRUE;

  avow_signature_verify (document, root, &valid, NULL, NULL);
  return valid;
}

/* Writes to a file of @folder; its path. */
static char *
write_file (const char *folder, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

/* @arguments: (element-type char *): all but the document */
static gboolean
run_tool (GPtrArray *arguments, const char *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_ptr_array_add (arguments, (gpointer) document);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0;
}

gboolean
forged_tool_accepts (const char *text, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *folder = g_dir_make_tmp ("avow-forged-XXXXXX", NULL);
  g_autofree char *document = write_file (folder, "document.xml", text);
  const char *argument;
  gboolean accepted;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) "xmlsec1");
  g_ptr_array_add (arguments, (gpointer) "--verify");
  va_start (list, text);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  accepted = run_tool (arguments, document);

  g_unlink (document);
  g_rmdir (folder);
  return accepted;
}

/* Ids as whoever speaks of references by id would tell them to the tool. */
static gboolean
plain_accepts (const char *text, AvowCertificate *root)
{
  g_autofree char *folder = g_dir_make_tmp ("avow-forged-XXXXXX", NULL);
  g_autofree char *pem = avow_certificate_to_pem (root);
  g_autofree char *path = write_file (folder, "root.pem", pem);
  gboolean accepted = forged_tool_accepts (text, "--trusted-pem", path, "--id-attr:Id", "urn:avow:record:1:declaration",
                                           "--id-attr:Id", "urn:avow:record:1:agreed", NULL);

  g_unlink (path);
  g_rmdir (folder);
  return accepted;
}

void
forged_assert_refused (const char *name, const char *text, AvowCertificate *root, gboolean plain)
{
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));
  gboolean accepted = plain_accepts (text, root);

  tried++;
  plain_accepted += accepted;
  g_test_message ("%s: refused; xmlsec1 alone %s it", name, accepted ? "ACCEPTS" : "refuses");
  g_assert_false (forged_is_accepted (document, root));
  g_assert_cmpint (accepted, ==, plain);
}

void
forged_assert_accepted (const char *text, AvowCertificate *root)
{
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));

  g_assert_true (forged_is_accepted (document, root));
  g_assert_true (plain_accepts (text, root));
}

int
forged_run (void)
{
  int status = g_test_run ();

  g_print ("# %u forgeries tried, %u refused; control: xmlsec1 --verify --trusted-pem alone accepts %u of them\n", tried, tried,
           plain_accepted);
  return status;
}
