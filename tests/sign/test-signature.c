/* test-signature.c: a person's signature on a record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sign-world.h"
#include "sign/avow-signature-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define TIME G_GINT64_CONSTANT (1795525500123) /* 2026-11-24T13:05:00.123Z */

#define DOCUMENT \
  "<declaration xmlns=\"urn:avow:record:1\" actor=\"p1\" subject=\"p1\">\n" \
  "<title>Confidentiality &amp; care</title>\n" \
  "<clause id=\"a\">I keep what customers tell us to myself &gt; always.</clause>\n" \
  "<name>Jos\xc3\xa9</name>\n" \
  "</declaration>"

static GBytes *
make_document (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static GBytes *
sign (World *world, const char *text)
{
  g_autoptr (GBytes) document = make_document (text);
  g_autoptr (GError) error = NULL;
  GBytes *signed_document;

  signed_document = avow_signature_sign (document, world->person_key, world->person, world->chain, AVOW_COMMITMENT_AGREEMENT,
                                         TIME, &error);
  g_assert_no_error (error);
  return signed_document;
}

static gboolean
is_valid (GBytes *document, AvowCertificate *root)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  gboolean valid = TRUE;

  g_assert_true (avow_signature_verify (document, root, &valid, &reason, &error));
  g_assert_no_error (error);
  g_assert_cmpint (reason == NULL, ==, valid);
  return valid;
}

static void
test_round_trip (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (World) other = world_new ("Sample");
  g_autoptr (GBytes) document = sign (world, DOCUMENT);

  g_assert_true (is_valid (document, world->root));
  g_assert_false (is_valid (document, other->root));
}

static void
test_read (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (GBytes) plain = make_document (DOCUMENT);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowSignatureInfo) info = NULL;
  g_autoptr (AvowSignatureInfo) verified = NULL;
  gboolean valid;

  document = avow_signature_sign (plain, world->person_key, world->person, world->chain, AVOW_COMMITMENT_REFUSAL, TIME, &error);
  g_assert_no_error (error);
  info = avow_signature_read (document, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (avow_certificate_get_name (info->certificate), ==, WORLD_NAME);
  g_assert_cmpuint (info->chain->len, ==, 1);
  g_assert_cmpint (info->commitment, ==, AVOW_COMMITMENT_REFUSAL);
  g_assert_cmpint (info->time, ==, TIME);

  g_assert_true (avow_signature_verify_and_read (document, world->root, &valid, NULL, &verified, &error));
  g_assert_true (valid);
  g_assert_cmpint (verified->time, ==, TIME);

  g_assert_null (avow_signature_read (plain, &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
}

/* The signed document is its own canonical form, and what it was before once the signature is taken out. */
static void
test_serialisation (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (GBytes) plain = make_document (DOCUMENT);
  g_autoptr (GBytes) document = sign (world, DOCUMENT);
  g_autoptr (xmlDoc) doc = avow_xml_parse (document, 1 << 20, NULL);
  g_autoptr (GBytes) canonical = avow_xml_canonicalise (doc);
  g_autoptr (GBytes) without = NULL;
  xmlNodePtr signature = avow_signature_find (doc);

  g_assert_true (g_bytes_equal (canonical, document));

  xmlUnlinkNode (signature);
  xmlFreeNode (signature);
  without = avow_xml_canonicalise (doc);
  g_assert_true (g_bytes_equal (without, plain));
}

static int
run_xmlsec1 (GBytes *document, AvowCertificate *root)
{
  g_autofree char *folder = g_dir_make_tmp ("avow-signature-XXXXXX", NULL);
  g_autofree char *root_path = g_build_filename (folder, "root.pem", NULL);
  g_autofree char *path = g_build_filename (folder, "document.xml", NULL);
  g_autofree char *pem = avow_certificate_to_pem (root);
  int status;

  g_assert_true (g_file_set_contents (root_path, pem, -1, NULL));
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (document, NULL), (gssize) g_bytes_get_size (document), NULL));
  status = world_run ("xmlsec1", "--verify", "--trusted-pem", root_path, path, NULL);
  g_unlink (root_path);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  return status;
}

static void
test_xmlsec1 (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (World) other = world_new ("Sample");
  g_autoptr (GBytes) document = sign (world, DOCUMENT);

  g_assert_cmpint (run_xmlsec1 (document, world->root), ==, 0);
  g_assert_cmpint (run_xmlsec1 (document, other->root), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/signature{round-trip}", test_round_trip);
  g_test_add_func ("/avow/sign/signature{read}", test_read);
  g_test_add_func ("/avow/sign/signature{serialisation}", test_serialisation);
  g_test_add_func ("/avow/sign/signature{xmlsec1-agrees}", test_xmlsec1);

  return g_test_run ();
}
