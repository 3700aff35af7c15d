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

/* What can't be signed, and beside it the nearest that can. */
static void
test_unfit_documents (void)
{
  static const struct
  {
    const char *text;
    gboolean ok;
  } table[] = {
    { "<a></a>", TRUE },
    { "<a/>", FALSE },
    { "<a></a>\n", FALSE },
    { "<a b='1'></a>", FALSE },
    { "<a b=\"1\"></a>", TRUE },
    { "<a", FALSE },
    { "", FALSE },
    { "<a xml:lang=\"de\"></a>", TRUE },
    { "<a xml:id=\"signed-properties\"></a>", FALSE },
    { "<a xmlns=\"relative\"></a>", FALSE },
    { "<a><ds:Object xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"></ds:Object></a>", FALSE },
    { "<a><ds:Object xmlns:ds=\"urn:other\"></ds:Object></a>", TRUE },
  };
  g_autoptr (World) world = world_new ("Sample");

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) plain = make_document (table[i].text);
      g_autoptr (GBytes) document = NULL;
      g_autoptr (GError) error = NULL;

      document = avow_signature_sign (plain, world->person_key, world->person, world->chain, AVOW_COMMITMENT_AGREEMENT, TIME,
                                      &error);
      if (table[i].ok)
        g_assert_true (is_valid (document, world->root));
      else
        g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
    }
}

static void
test_signed_twice (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (GBytes) document = sign (world, DOCUMENT);
  g_autoptr (GError) error = NULL;

  g_assert_null (avow_signature_sign (document, world->person_key, world->person, world->chain, AVOW_COMMITMENT_AGREEMENT,
                                      TIME, &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
}

static void
test_unfit_signers (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (GBytes) plain = make_document (DOCUMENT);
  g_autoptr (GPtrArray) five = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < AVOW_SIGNATURE_MAX_CERTIFICATES; i++)
    g_ptr_array_add (five, world->invitation);

  g_assert_null (avow_signature_sign (plain, world->root_key, world->person, world->chain, AVOW_COMMITMENT_AGREEMENT, TIME,
                                      &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_CRYPTO);
  g_clear_error (&error);
  g_assert_null (avow_signature_sign (plain, world->seal_key, world->seal, world->chain, AVOW_COMMITMENT_AGREEMENT, TIME,
                                      &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_CRYPTO);
  g_clear_error (&error);
  g_assert_null (avow_signature_sign (plain, world->person_key, world->person, five, AVOW_COMMITMENT_AGREEMENT, TIME, &error));
  g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
}

static void
test_times (void)
{
  static const struct
  {
    gint64 time;
    gboolean ok;
  } table[] = {
    { 0, TRUE },
    { 999, TRUE },
    { TIME, TRUE },
    { G_GINT64_CONSTANT (253402300799999), TRUE },
    { G_GINT64_CONSTANT (253402300800000), FALSE },
    { -1, FALSE },
  };
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (GBytes) plain = make_document (DOCUMENT);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) document = NULL;
      g_autoptr (AvowSignatureInfo) info = NULL;

      document = avow_signature_sign (plain, world->person_key, world->person, world->chain, AVOW_COMMITMENT_AGREEMENT,
                                      table[i].time, NULL);
      g_assert_cmpint (document != NULL, ==, table[i].ok);
      if (document == NULL)
        continue;
      info = avow_signature_read (document, NULL);
      g_assert_cmpint (info->time, ==, table[i].time);
    }
}

/* Malformed is an error, wrong is FALSE. */
static void
test_no_signed_document (void)
{
  static const char *const table[] = { "", "<a", "<a></a>", DOCUMENT, "<!DOCTYPE a><a></a>" };
  g_autoptr (World) world = world_new ("Sample");

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) document = make_document (table[i]);
      g_autoptr (GError) error = NULL;
      gboolean valid = TRUE;

      g_assert_false (avow_signature_verify (document, world->root, &valid, NULL, &error));
      g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
      g_assert_false (valid);
    }
}

typedef struct
{
  World *world;
  GBytes *good;
  GBytes *bad;
} Shared;

static gpointer
verify_often (gpointer data)
{
  const Shared *shared = data;

  for (guint i = 0; i < 200; i++)
    {
      g_assert_true (is_valid (shared->good, shared->world->root));
      g_assert_false (is_valid (shared->bad, shared->world->root));
    }

  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (GBytes) good = sign (world, DOCUMENT);
  g_autofree char *text = g_strndup (g_bytes_get_data (good, NULL), g_bytes_get_size (good));
  g_autoptr (GBytes) bad = NULL;
  Shared shared = { world, good, NULL };
  GThread *threads[4];

  strstr (text, "keep")[0] = 'K';
  bad = make_document (text);
  shared.bad = bad;
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("verify", verify_often, &shared);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/signature{round-trip}", test_round_trip);
  g_test_add_func ("/avow/sign/signature{read}", test_read);
  g_test_add_func ("/avow/sign/signature{serialisation}", test_serialisation);
  g_test_add_func ("/avow/sign/signature{xmlsec1-agrees}", test_xmlsec1);
  g_test_add_func ("/avow/sign/signature{unfit-documents}", test_unfit_documents);
  g_test_add_func ("/avow/sign/signature{signed-twice}", test_signed_twice);
  g_test_add_func ("/avow/sign/signature{unfit-signers}", test_unfit_signers);
  g_test_add_func ("/avow/sign/signature{times}", test_times);
  g_test_add_func ("/avow/sign/signature{no-signed-document}", test_no_signed_document);
  g_test_add_func ("/avow/sign/signature{threads}", test_threads);

  return g_test_run ();
}
