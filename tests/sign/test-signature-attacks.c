/* test-signature-attacks.c: signatures that do not stand, each beside what xmlsec alone makes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "plain-xmlsec.h"
#include "sign-world.h"
#include "sign/avow-signature-private.h"

#include <openssl/bn.h>
#include <string.h>

#define TIME G_GINT64_CONSTANT (1795525500123)
#define BODY "<name>Jane</name>\n<clause id=\"a\">I keep it.</clause>\n"
#define DOCUMENT "<declaration xmlns=\"urn:avow:record:1\">\n" BODY "</declaration>"

static char *
sign_text (World *world, const char *text)
{
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) signed_document = NULL;
  g_autoptr (GError) error = NULL;

  signed_document = avow_signature_sign (document, world->person_key, world->person, world->chain, AVOW_COMMITMENT_AGREEMENT,
                                         TIME, &error);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (signed_document, NULL), g_bytes_get_size (signed_document));
}

/* What is no signed document is not valid either. */
static gboolean
avow_accepts (GBytes *document, AvowCertificate *root)
{
  gboolean valid = TRUE;

  avow_signature_verify (document, root, &valid, NULL, NULL);
  return valid;
}

static char *
replace (const char *text, const char *find, const char *with)
{
  GString *changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, find, with, 1), ==, 1);
  return g_string_free (changed, FALSE);
}

/* The text between two marks, marks included. */
static char *
cut (const char *text, const char *from, const char *to)
{
  const char *start = strstr (text, from);
  const char *end = start != NULL ? strstr (start, to) : NULL;

  g_assert_nonnull (end);
  return g_strndup (start, (gsize) (end + strlen (to) - start));
}

/* Asserts that Avow refuses @text, and that xmlsec alone is of the opinion @plain. */
static void
assert_refused (const char *text, World *world, gboolean plain)
{
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));

  g_test_message ("%s", text);
  g_assert_false (avow_accepts (document, world->root));
  g_assert_cmpint (plain_xmlsec_accepts (document, world->root), ==, plain);
}

static void
assert_both_accept (const char *text, World *world)
{
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));

  g_assert_true (avow_accepts (document, world->root));
  g_assert_true (plain_xmlsec_accepts (document, world->root));
}

/* Changes each byte in two ways: by its lowest bit, and by the one that makes a letter large or small. */
static void
test_each_byte (void)
{
  static const char masks[] = { 0x01, 0x20 };
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = sign_text (world, DOCUMENT);
  guint tried = 0, accepted = 0, plain = 0, plain_tried = 0;
  gsize length = strlen (text);

  assert_both_accept (text, world);
  for (gsize i = 0; i < length * G_N_ELEMENTS (masks); i++)
    {
      g_autofree char *changed = g_memdup2 (text, length);
      g_autoptr (GBytes) document = NULL;

      changed[i / 2] ^= masks[i % 2];
      document = g_bytes_new_take (g_steal_pointer (&changed), length);
      accepted += avow_accepts (document, world->root);
      tried++;
      if (i % 3 == 0)
        {
          plain += plain_xmlsec_accepts (document, world->root);
          plain_tried++;
        }
    }

  g_test_message ("Avow accepts %u of %u changed documents, xmlsec alone %u of %u", accepted, tried, plain, plain_tried);
  g_assert_cmpuint (accepted, ==, 0);
  g_assert_cmpuint (plain, >, 0);
}

/* The signed properties move where nobody looks, and others take their place. */
static void
test_moved_original (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = sign_text (world, DOCUMENT);
  g_autofree char *object = cut (text, "<ds:Object>", "</ds:Object>");
  g_autofree char *anonymous = replace (object, " Id=\"signed-properties\"", "");
  g_autofree char *forged = replace (anonymous, "2026-11-24", "2020-01-01");
  g_autofree char *both = g_strconcat (forged, object, NULL);
  g_autofree char *hidden = g_strdup_printf ("<ds:Object>%s</ds:Object>", object);
  g_autofree char *beside = replace (text, object, both);
  g_autofree char *below = replace (text, object, hidden);

  assert_refused (beside, world, TRUE);
  assert_refused (below, world, TRUE);
}

static void
test_unsigned_additions (void)
{
  static const struct
  {
    const char *find;
    const char *with;
  } table[] = {
    /* what stands inside the signature is not signed unless a reference says so */
    { "</ds:Signature>", "<ds:Object><name>Mallory</name></ds:Object></ds:Signature>" },
    { "<ds:Object>", "<ds:Object><name>Mallory</name>" },
    { "<ds:Object>", "<ds:Object Id=\"x\">" },
    { "<ds:KeyInfo>", "<ds:KeyInfo><ds:KeyName>Mallory</ds:KeyName>" },
    { "</xades:SignedProperties>", "</xades:SignedProperties><xades:UnsignedProperties></xades:UnsignedProperties>" },
    { "<ds:SignatureValue>", "<ds:SignatureValue Id=\"x\">" },
    { " Target=\"#signature\"", " Target=\"#other\"" },
    { " Target=\"#signature\"", "" },
    { "</ds:Signature>", "\n</ds:Signature>" },
    { "<ds:KeyInfo>", "<!-- --><ds:KeyInfo>" },
    { "<ds:KeyInfo>", "<?x y?><ds:KeyInfo>" },
    { "<ds:Signature ", "<ds:Signature xmlns:x=\"urn:x\" " },
  };
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = sign_text (world, DOCUMENT);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *changed = replace (text, table[i].find, table[i].with);

      assert_refused (changed, world, TRUE);
    }
}

static void
test_several_signatures (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = sign_text (world, DOCUMENT);
  g_autofree char *signature = cut (text, "<ds:Signature ", "</ds:Signature>");
  g_autofree char *twice_with = g_strconcat (signature, signature, NULL);
  g_autofree char *twice = replace (text, signature, twice_with);
  g_autofree char *other = replace (signature, "Id=\"signature\"", "Id=\"other\"");
  g_autofree char *other_object = g_strdup_printf ("<ds:Object>%s</ds:Object></ds:Signature>", other);
  g_autofree char *within = replace (text, "</ds:Signature>", other_object);
  g_autofree char *without = replace (text, signature, "");
  g_autofree char *start_with = g_strconcat (signature, "<name>", NULL);
  g_autofree char *start = replace (without, "<name>", start_with);

  assert_refused (twice, world, FALSE);
  assert_refused (within, world, TRUE);
  assert_refused (without, world, FALSE);
  assert_refused (start, world, TRUE); /* not the last child */
}

/* A document that is written otherwise, but means the same to every reader of XML. */
static void
test_other_spellings (void)
{
  static const struct
  {
    const char *find;
    const char *with;
  } table[] = {
    { "<name>Jane", "<name >Jane" },
    { "Jane", "&#74;ane" },
    { "Jane", "J<![CDATA[an]]>e" },
    { "id=\"a\"", "id='a'" },
    { "Id=\"signature\"", "Id='signature'" },
    { "Id=\"signature\"", "Id=\"signatur&#101;\"" },
    { "</ds:Transform><ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>",
      "</ds:Transform><ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>" },
    { "<declaration ", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<declaration " },
    { "<declaration ", "<declaration xmlns:unused=\"urn:unused\" " },
    { "</ds:Signature></declaration>", "</ds:Signature></declaration>\n" },
    { "<name>", "<!-- Mallory --><name>" },
    { "<ds:Object>", "<ds:Object >" },
  };
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = sign_text (world, DOCUMENT);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *changed = replace (text, table[i].find, table[i].with);

      assert_refused (changed, world, TRUE);
    }
}

static char *
change_value (const char *text, void (*change) (guint8 *raw))
{
  g_autofree char *element = cut (text, "<ds:SignatureValue>", "</ds:SignatureValue>");
  g_autofree char *value = g_strndup (element + strlen ("<ds:SignatureValue>"), 88);
  gsize length;
  g_autofree guint8 *raw = g_base64_decode (value, &length);
  g_autofree char *changed = NULL;

  g_assert_cmpuint (length, ==, AVOW_SIGNATURE_VALUE_LENGTH);
  change (raw);
  changed = g_base64_encode (raw, length);
  return replace (text, value, changed);
}

static void
change_nothing (guint8 *raw)
{
}

static void
make_high (guint8 *raw)
{
  BIGNUM *n = NULL;
  BIGNUM *s = BN_bin2bn (raw + 32, 32, NULL);

  BN_hex2bn (&n, "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
  BN_sub (s, n, s);
  BN_bn2binpad (s, raw + 32, 32);
  BN_free (n);
  BN_free (s);
}

static void
make_zero (guint8 *raw)
{
  memset (raw, 0, AVOW_SIGNATURE_VALUE_LENGTH);
}

/* Anybody can make the second signature of the same document out of the first. */
static void
test_values (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = sign_text (world, DOCUMENT);
  g_autofree char *same = change_value (text, change_nothing);
  g_autofree char *high = change_value (text, make_high);
  g_autofree char *zero = change_value (text, make_zero);
  g_autofree char *spare = NULL;
  g_autofree char *broken = replace (text, "<ds:SignatureValue>", "<ds:SignatureValue>\n");
  char *end = strstr (text, "==</ds:SignatureValue>");

  assert_both_accept (same, world);
  assert_refused (high, world, TRUE);
  assert_refused (zero, world, FALSE);
  assert_refused (broken, world, TRUE);

  g_assert_nonnull (strchr ("AQgw", end[-1]));
  spare = g_strdup (text);
  spare[end - text - 1]++;
  assert_refused (spare, world, TRUE);
}

/* Somebody who may sign does so in another shape: all is true, and still it is not what Avow understands. */
static void
test_other_shapes (void)
{
  static const struct
  {
    const char *find;
    const char *with;
    gboolean plain;
  } table[] = {
    { "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>",
      "Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha512\"></ds:DigestMethod><ds:DigestValue>", TRUE },
    { "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">",
      "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\">", TRUE },
    { "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">",
      "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\">", TRUE },
    { "ecdsa-sha256", "ecdsa-sha512", TRUE },
    /* only a part of the document is signed */
    { " URI=\"\"", " URI=\"#signed-properties\"", TRUE },
    { "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform>",
      "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform>"
      "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
      "<ds:XPath>not(ancestor-or-self::*[local-name()='clause'])</ds:XPath></ds:Transform>", TRUE },
    { "Type=\"http://uri.etsi.org/01903#SignedProperties\" ", "", TRUE },
    { "<ds:Reference Id=\"document\" ", "<ds:Reference ", TRUE },
    { "application/xml", "text/html", TRUE },
    { "#document\"", "#other\"", TRUE },
    { "ProofOfApproval", "ProofOfOrigin", TRUE },
    { "2026-11-24T13:05:00.123Z", "2026-11-24T13:05:00Z", TRUE },
    { "2026-11-24T13:05:00.123Z", "2026-11-24T14:05:00.123+01:00", TRUE },
    { "2026-11-24T13:05:00.123Z", "2026-02-30T13:05:00.123Z", TRUE },
    { "<xades:AllSignedDataObjects></xades:AllSignedDataObjects>", "", TRUE },
    { "<xades:Cert>", "<xades:Cert URI=\"urn:x\">", TRUE },
    { "</ds:SignedInfo>",
      "<ds:Reference URI=\"#signed-properties\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\">"
      "</ds:DigestMethod><ds:DigestValue></ds:DigestValue></ds:Reference></ds:SignedInfo>", TRUE },
    /* a reference that could mean either of two */
    { "<name>", "<name xml:id=\"other\">", TRUE },
  };
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = sign_text (world, DOCUMENT);
  g_autoptr (GBytes) control = plain_xmlsec_sign (text, world->person_key);

  g_assert_true (avow_accepts (control, world->root));
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *changed = replace (text, table[i].find, table[i].with);
      g_autoptr (GBytes) document = plain_xmlsec_sign (changed, world->person_key);

      g_test_message ("%s -> %s", table[i].find, table[i].with);
      g_assert_false (avow_accepts (document, world->root));
      g_assert_cmpint (plain_xmlsec_accepts (document, world->root), ==, table[i].plain);
    }
}

/* A second certificate of the same key, with another name: only SigningCertificateV2 says which one signed. */
static void
test_swapped_certificate (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = sign_text (world, DOCUMENT);
  g_autofree char *base64 = avow_certificate_to_base64 (world->person);
  g_autofree char *other_base64 = NULL;
  g_autofree char *swapped = NULL;
  g_autoptr (AvowCertificate) other = NULL;

  other = avow_certificate_new_person (world->person_key, world->invitation, world->invitation_key, WORLD_STAFF_NUMBER, "Mallory", NULL);
  other_base64 = avow_certificate_to_base64 (other);
  swapped = replace (text, base64, other_base64);
  assert_refused (swapped, world, TRUE);
}

static void
test_wrong_signers (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autoptr (World) eve = world_new ("Sample");
  g_autofree char *by_eve = sign_text (eve, DOCUMENT);
  g_autofree char *text = sign_text (world, DOCUMENT);
  g_autofree char *jane = cut (text, "<ds:X509Certificate>", "</ds:X509Data>");
  g_autofree char *eves = cut (by_eve, "<ds:X509Certificate>", "</ds:X509Data>");
  g_autofree char *borrowed = replace (by_eve, eves, jane);
  g_autofree char *lost = replace (text, jane, "</ds:X509Data>");

  assert_both_accept (by_eve, eve);
  assert_refused (by_eve, world, FALSE);
  assert_refused (borrowed, world, FALSE);
  assert_refused (lost, world, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/signature{each-byte-counts}", test_each_byte);
  g_test_add_func ("/avow/sign/signature{moved-original}", test_moved_original);
  g_test_add_func ("/avow/sign/signature{unsigned-additions}", test_unsigned_additions);
  g_test_add_func ("/avow/sign/signature{several-signatures}", test_several_signatures);
  g_test_add_func ("/avow/sign/signature{other-spellings}", test_other_spellings);
  g_test_add_func ("/avow/sign/signature{other-values}", test_values);
  g_test_add_func ("/avow/sign/signature{other-shapes}", test_other_shapes);
  g_test_add_func ("/avow/sign/signature{swapped-certificate}", test_swapped_certificate);
  g_test_add_func ("/avow/sign/signature{wrong-signers}", test_wrong_signers);

  return g_test_run ();
}
