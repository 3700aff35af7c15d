/* test-signed-xml.c: signed documents that do not stand, each beside what xmlsec1 alone makes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "forged-xml.h"
#include "plain-xmlsec.h"
#include "sign/avow-signature-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <openssl/bn.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define SIG "http://www.w3.org/2000/09/xmldsig#"
#define MORE "http://www.w3.org/2001/04/xmldsig-more#"
#define ENC "http://www.w3.org/2001/04/xmlenc#"
#define C14N_METHOD "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">"
#define EXCLUSIVE "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>"
#define ENVELOPED "<ds:Transform Algorithm=\"" SIG "enveloped-signature\"></ds:Transform>"
#define DIGEST(algorithm) "<ds:DigestMethod Algorithm=\"" algorithm "\"></ds:DigestMethod><ds:DigestValue>"
#define PROPERTIES_REFERENCE "<ds:Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#signed-properties\">"

typedef struct
{
  const char *name;
  const char *find;
  const char *with;
  gboolean plain; /* whether xmlsec1 alone accepts it */
} Change;

/* --- by whoever has the file, but no key */

static const Change changes[] = {
  { "another name", "Jane", "Joan", FALSE },
  { "a clause left out", "<clause id=\"a\">I keep it.</clause>\n", "", FALSE },
  { "a clause more", "<clause id=\"a\">", "<clause id=\"b\">And more.</clause>\n<clause id=\"a\">", FALSE },
  { "another time", "2026-11-24T13", "2026-11-25T13", FALSE },
  { "approval for refusal", "http://uri.etsi.org/01903/v1.2.2#ProofOfApproval", "urn:avow:commitment:refusal", FALSE },

  /* what stands inside the signature is not signed unless a reference says so */
  { "an object more", "</ds:Signature>", "<ds:Object><name>Mallory</name></ds:Object></ds:Signature>", TRUE },
  { "something more in its object", "<ds:Object>", "<ds:Object><name>Mallory</name>", TRUE },
  { "an id for its object", "<ds:Object>", "<ds:Object Id=\"x\">", TRUE },
  { "a key name", "<ds:KeyInfo>", "<ds:KeyInfo><ds:KeyName>Mallory</ds:KeyName>", TRUE },
  { "unsigned properties", "</xades:SignedProperties>",
    "</xades:SignedProperties><xades:UnsignedProperties></xades:UnsignedProperties>", TRUE },
  { "an id for its value", "<ds:SignatureValue>", "<ds:SignatureValue Id=\"x\">", TRUE },
  { "another target", " Target=\"#signature\"", " Target=\"#other\"", TRUE },
  { "no target", " Target=\"#signature\"", "", TRUE },
  { "a line break in the signature", "</ds:Signature>", "\n</ds:Signature>", TRUE },
  { "a comment in the signature", "<ds:KeyInfo>", "<!-- --><ds:KeyInfo>", TRUE },
  { "a processing instruction in the signature", "<ds:KeyInfo>", "<?x y?><ds:KeyInfo>", TRUE },
  { "a namespace for the signature", "<ds:Signature ", "<ds:Signature xmlns:x=\"urn:x\" ", TRUE },

  /* what SignedInfo says of how it was signed */
  { "C14N 1.0, inclusive", C14N_METHOD, "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\">", FALSE },
  { "no such C14N", C14N_METHOD, "<ds:CanonicalizationMethod Algorithm=\"urn:none\">", FALSE },
  { "no enveloped signature", ENVELOPED, "", FALSE },
  { "the document's digest by SHA-1", DIGEST (ENC "sha256"), DIGEST (SIG "sha1"), FALSE },
  { "the value by ECDSA with SHA-1", "ecdsa-sha256", "ecdsa-sha1", FALSE },
  { "the reference to the properties renamed", "#signed-properties", "#other-properties", FALSE },

  /* a document that is written otherwise, but means the same to every reader of XML */
  { "a space in a tag", "<name>Jane", "<name >Jane", TRUE },
  { "a character reference", "Jane", "&#74;ane", TRUE },
  { "a CDATA section", "Jane", "J<![CDATA[an]]>e", TRUE },
  { "single quotes", "id=\"a\"", "id='a'", TRUE },
  { "single quotes in the signature", "Id=\"signature\"", "Id='signature'", TRUE },
  { "a character reference in the signature", "Id=\"signature\"", "Id=\"signatur&#101;\"", TRUE },
  { "an empty tag", ENVELOPED EXCLUSIVE, ENVELOPED "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>", TRUE },
  { "a space in a tag of the signature", "<ds:Object>", "<ds:Object >", TRUE },
  { "a namespace that nothing uses", "<declaration ", "<declaration xmlns:unused=\"urn:unused\" ", TRUE },
  { "a line break at the end", "</ds:Signature></declaration>", "</ds:Signature></declaration>\n", TRUE },
  { "a comment", "<name>", "<!-- Mallory --><name>", TRUE },
  { "a comment before the root", "<declaration ", "<!-- Mallory --><declaration ", TRUE },
  { "an XML declaration", "<declaration ", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<declaration ", TRUE },
  { "an XML declaration of Latin-1", "<declaration ", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<declaration ", TRUE },
  { "an XML declaration of XML 1.1", "<declaration ", "<?xml version=\"1.1\"?>\n<declaration ", TRUE },
  { "a standalone XML declaration", "<declaration ", "<?xml version=\"1.0\" standalone=\"yes\"?><declaration ", TRUE },
  { "a byte order mark", "<declaration ", "\xef\xbb\xbf<declaration ", TRUE },
  { "a style sheet", "<declaration ", "<?xml-stylesheet href=\"urn:x\"?><declaration ", FALSE },
  { "a DOCTYPE", "<declaration ", "<!DOCTYPE declaration><declaration ", TRUE },
  { "a DOCTYPE that makes ids", "<declaration ", "<!DOCTYPE declaration [<!ATTLIST clause id ID #IMPLIED>]><declaration ", TRUE },
  { "a DOCTYPE with an entity", "<declaration xmlns=\"urn:avow:record:1\">\n<name>Jane",
    "<!DOCTYPE declaration [<!ENTITY who \"Jane\">]><declaration xmlns=\"urn:avow:record:1\">\n<name>&who;", FALSE },
};

static void
test_changes (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);

  forged_assert_accepted (text, world->root);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *changed = forged_replace (text, changes[i].find, changes[i].with);

      forged_assert_refused (changes[i].name, changed, world->root, changes[i].plain);
    }
}

/* Asserts that nothing has opened the file that @watch is for since it was asked last, or that something has. */
static void
assert_opened (int watch, gboolean expected)
{
  char events[4096];
  gboolean opened = read (watch, events, sizeof events) > 0;

  g_assert_cmpint (opened, ==, expected);
}

/* What a reader of XML makes of @text that puts entities in: with `xmllint --noent`. */
static char *
put_entities_in (const char *text)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "xmllint", "--noent", "-", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, text, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  return output;
}

/* A text from another file: the same that was signed, so that whoever puts it in finds the signature in order. */
static void
test_external_entity (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);
  g_autofree char *folder = g_dir_make_tmp ("avow-entity-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "secret.txt", NULL);
  g_autofree char *doctype = g_strdup_printf ("<!DOCTYPE declaration [<!ENTITY who SYSTEM \"file://%s\">]><declaration ", path);
  g_autofree char *outer = forged_replace (text, "<declaration ", doctype);
  g_autofree char *changed = forged_replace (outer, "Jane", "&who;");
  g_autofree char *subset = g_strdup_printf ("<!DOCTYPE declaration SYSTEM \"file://%s\"><declaration ", path);
  g_autofree char *by_subset = forged_replace (text, "<declaration ", subset);
  g_autofree char *control = NULL;
  int watch = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);

  g_assert_true (g_file_set_contents (path, "Jane", -1, NULL));
  g_assert_cmpint (inotify_add_watch (watch, path, IN_OPEN), >=, 0);
  forged_assert_refused ("an external entity", changed, world->root, FALSE);
  forged_assert_refused ("an external subset", by_subset, world->root, TRUE);
  assert_opened (watch, FALSE);

  control = put_entities_in (changed);
  assert_opened (watch, TRUE);
  forged_assert_refused ("an external entity that another reader has put in", control, world->root, TRUE);
  close (watch);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_other_encodings (void)
{
  static const char *const encodings[] = { "UTF-16", "UTF-16LE", "UTF-32", "UTF-7", "IBM037" };
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);
  guint plain = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length;
      g_autofree char *converted = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, &error);
      g_autoptr (GBytes) document = NULL;

      g_assert_no_error (error);
      document = g_bytes_new (converted, length);
      g_assert_false (forged_is_accepted (document, world->root));
      plain += plain_xmlsec_accepts (document, world->root);
    }
  g_test_message ("%u other encodings: all refused; control: xmlsec alone accepts %u", (guint) G_N_ELEMENTS (encodings), plain);
  g_assert_cmpuint (plain, >, 0);
}

static void
test_several_signatures (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);
  g_autofree char *signature = forged_cut (text, "<ds:Signature ", "</ds:Signature>");
  g_autofree char *twice_with = g_strconcat (signature, signature, NULL);
  g_autofree char *twice = forged_replace (text, signature, twice_with);
  g_autofree char *other = forged_replace (signature, "Id=\"signature\"", "Id=\"other\"");
  g_autofree char *other_object = g_strdup_printf ("<ds:Object>%s</ds:Object></ds:Signature>", other);
  g_autofree char *within = forged_replace (text, "</ds:Signature>", other_object);
  g_autofree char *without = forged_replace (text, signature, "");
  g_autofree char *start_with = g_strconcat (signature, "<name>", NULL);
  g_autofree char *start = forged_replace (without, "<name>", start_with);
  g_autofree char *twins = g_strconcat (signature, other, NULL);
  g_autofree char *beside = forged_replace (text, signature, twins);

  forged_assert_refused ("the signature twice", twice, world->root, FALSE);
  forged_assert_refused ("a second signature, with another id", beside, world->root, FALSE);
  forged_assert_refused ("a second signature within the first", within, world->root, TRUE);
  forged_assert_refused ("no signature", without, world->root, FALSE);
  forged_assert_refused ("the signature not at the end", start, world->root, TRUE);
}

/* --- the value: anybody can make a second signature of the same document out of the first */

static char *
change_value (const char *text, void (*change) (guint8 *raw))
{
  g_autofree char *element = forged_cut (text, "<ds:SignatureValue>", "</ds:SignatureValue>");
  g_autofree char *value = g_strndup (element + strlen ("<ds:SignatureValue>"), 88);
  gsize length;
  g_autofree guint8 *raw = g_base64_decode (value, &length);
  g_autofree char *changed = NULL;

  g_assert_cmpuint (length, ==, AVOW_SIGNATURE_VALUE_LENGTH);
  change (raw);
  changed = g_base64_encode (raw, length);
  return forged_replace (text, value, changed);
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

static void
make_r_zero (guint8 *raw)
{
  memset (raw, 0, AVOW_SIGNATURE_VALUE_LENGTH / 2);
}

static void
make_s_zero (guint8 *raw)
{
  memset (raw + AVOW_SIGNATURE_VALUE_LENGTH / 2, 0, AVOW_SIGNATURE_VALUE_LENGTH / 2);
}

/* r = s = n, which are zero to whoever reduces them first */
static void
make_order (guint8 *raw)
{
  BIGNUM *n = NULL;

  BN_hex2bn (&n, "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
  BN_bn2binpad (n, raw, 32);
  BN_bn2binpad (n, raw + 32, 32);
  BN_free (n);
}

static void
make_full (guint8 *raw)
{
  memset (raw, 0xff, AVOW_SIGNATURE_VALUE_LENGTH);
}

static void
swap_halves (guint8 *raw)
{
  for (guint i = 0; i < 32; i++)
    {
      guint8 byte = raw[i];

      raw[i] = raw[32 + i];
      raw[32 + i] = byte;
    }
}

static const struct
{
  const char *name;
  void (*change) (guint8 *raw);
  gboolean plain;
} values[] = {
  { "n - s for s, the high one", make_high, TRUE },
  { "zero", make_zero, FALSE },
  { "r zero", make_r_zero, FALSE },
  { "s zero", make_s_zero, FALSE },
  { "the order of the curve", make_order, FALSE },
  { "all bits set", make_full, FALSE },
  { "r and s swapped", swap_halves, FALSE },
};


/* Other base64 of the same bytes. */
static const Change codings[] = {
  { "a line break in the value", "<ds:SignatureValue>", "<ds:SignatureValue>\n", TRUE },
  { "a space behind the value", "</ds:SignatureValue>", " </ds:SignatureValue>", TRUE },
  { "a line break in a digest", "<ds:DigestValue>", "<ds:DigestValue>\n", FALSE }, /* which is in SignedInfo, and signed */
  { "a line break in a certificate", "<ds:X509Certificate>", "<ds:X509Certificate>\n", TRUE },
  { "no padding", "==</ds:SignatureValue>", "</ds:SignatureValue>", FALSE },
  { "padding twice", "==</ds:SignatureValue>", "====</ds:SignatureValue>", FALSE },
};

static void
test_values (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);
  g_autofree char *same = change_value (text, change_nothing);
  g_autofree char *spare = g_strdup (text);
  char *end = strstr (spare, "==</ds:SignatureValue>");

  forged_assert_accepted (same, world->root);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *changed = change_value (text, values[i].change);

      forged_assert_refused (values[i].name, changed, world->root, values[i].plain);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (codings); i++)
    {
      g_autofree char *changed = forged_replace (text, codings[i].find, codings[i].with);

      forged_assert_refused (codings[i].name, changed, world->root, codings[i].plain);
    }

  g_assert_nonnull (strchr ("AQgw", end[-1]));
  end[-1]++;
  forged_assert_refused ("spare bits of the value's base64", spare, world->root, TRUE);
}

/* --- somebody who may sign does so in another shape: all is true, and still it is not what Avow understands */

#define AFTER_ENVELOPED(transform) ENVELOPED, ENVELOPED transform

static const Change shapes[] = {
  { "SHA-512 for the document", DIGEST (ENC "sha256"), DIGEST (ENC "sha512"), TRUE },
  { "SHA-1 for the document", DIGEST (ENC "sha256"), DIGEST (SIG "sha1"), TRUE },
  { "MD5 for the document", DIGEST (ENC "sha256"), DIGEST (MORE "md5"), TRUE },
  { "RIPEMD-160 for the document", DIGEST (ENC "sha256"), DIGEST (ENC "ripemd160"), TRUE },
  { "ECDSA with SHA-1", MORE "ecdsa-sha256", MORE "ecdsa-sha1", TRUE },
  { "ECDSA with SHA-512", MORE "ecdsa-sha256", MORE "ecdsa-sha512", TRUE },
  { "C14N 1.0, inclusive", C14N_METHOD, "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\">", TRUE },
  { "C14N 1.1", C14N_METHOD, "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2006/12/xml-c14n11\">", TRUE },
  { "C14N with comments", C14N_METHOD,
    "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#WithComments\">", TRUE },
  { "C14N of namespaces by list", EXCLUSIVE,
    "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"><ec:InclusiveNamespaces "
    "xmlns:ec=\"http://www.w3.org/2001/10/xml-exc-c14n#\" PrefixList=\"ds\"></ec:InclusiveNamespaces></ds:Transform>", TRUE },
  /* only a part of the document is signed, or what something else makes of it */
  { "only the properties, twice", " URI=\"\"", " URI=\"#signed-properties\"", TRUE },
  { "an XPath that leaves a clause out",
    AFTER_ENVELOPED ("<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
                     "<ds:XPath>not(ancestor-or-self::*[local-name()='clause'])</ds:XPath></ds:Transform>"), TRUE },
  { "an XPath filter that leaves a clause out",
    AFTER_ENVELOPED ("<ds:Transform Algorithm=\"http://www.w3.org/2002/06/xmldsig-filter2\">"
                     "<x:XPath xmlns:x=\"http://www.w3.org/2002/06/xmldsig-filter2\" Filter=\"subtract\">//*[local-name()='clause']"
                     "</x:XPath></ds:Transform>"), TRUE },
  { "an XPointer to the root", " URI=\"\"", " URI=\"#xpointer(/)\"", TRUE },
  { "an XSLT that makes one text of all",
    AFTER_ENVELOPED ("<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"><xsl:stylesheet "
                     "xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\"><xsl:template match=\"/\"><same></same>"
                     "</xsl:template></xsl:stylesheet></ds:Transform>"), TRUE },
  { "no reference to the document", "<ds:Reference Id=\"document\" URI=\"\"><ds:Transforms>" ENVELOPED EXCLUSIVE "</ds:Transforms>",
    "<ds:Reference Id=\"document\" URI=\"#signed-properties\"><ds:Transforms>" EXCLUSIVE "</ds:Transforms>", TRUE },
  { "no type of its reference", "Type=\"http://uri.etsi.org/01903#SignedProperties\" ", "", TRUE },
  { "no id of its reference", "<ds:Reference Id=\"document\" ", "<ds:Reference ", TRUE },
  { "a third reference", "</ds:SignedInfo>",
    "<ds:Reference URI=\"#signed-properties\">" DIGEST (ENC "sha256") "</ds:DigestValue></ds:Reference></ds:SignedInfo>", TRUE },
  /* what the properties say */
  { "another kind of file", "application/xml", "text/html", TRUE },
  { "another object", "#document\"", "#other\"", TRUE },
  { "another meaning", "ProofOfApproval", "ProofOfOrigin", TRUE },
  { "a time without its fraction", "2026-11-24T13:05:00.123Z", "2026-11-24T13:05:00Z", TRUE },
  { "a time of another zone", "2026-11-24T13:05:00.123Z", "2026-11-24T14:05:00.123+01:00", TRUE },
  { "a day that is none", "2026-11-24T13:05:00.123Z", "2026-02-30T13:05:00.123Z", TRUE },
  { "nothing said of which objects", "<xades:AllSignedDataObjects></xades:AllSignedDataObjects>", "", TRUE },
  { "a certificate's address", "<xades:Cert>", "<xades:Cert URI=\"urn:x\">", TRUE },
  { "a reference that could mean either of two", "<name>", "<name xml:id=\"other\">", TRUE },
};

static void
assert_signed_refused (const char *name, const char *changed, World *world, gboolean plain)
{
  g_autoptr (GBytes) document = plain_xmlsec_sign (changed, world->person_key);
  g_autofree char *text = g_strndup (g_bytes_get_data (document, NULL), g_bytes_get_size (document));
  g_autofree char *title = g_strdup_printf ("signed anew, %s", name);

  forged_assert_refused (title, text, world->root, plain);
}

static void
test_shapes (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);
  g_autofree char *first = forged_cut (text, "<ds:Reference Id=\"document\"", "</ds:Reference>");
  g_autofree char *second = forged_cut (text, PROPERTIES_REFERENCE, "</ds:Reference>");
  g_autofree char *turned_with = g_strconcat (second, first, NULL);
  g_autofree char *both = g_strconcat (first, second, NULL);
  g_autofree char *without_first = forged_replace (text, first, "");
  g_autofree char *without_second = forged_replace (text, second, "");
  g_autofree char *turned = forged_replace (text, both, turned_with);
  g_autoptr (GBytes) control = plain_xmlsec_sign (text, world->person_key);

  g_assert_true (forged_is_accepted (control, world->root));
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *changed = forged_replace (text, shapes[i].find, shapes[i].with);

      assert_signed_refused (shapes[i].name, changed, world, shapes[i].plain);
    }
  assert_signed_refused ("without the reference to the document", without_first, world, TRUE);
  assert_signed_refused ("without the reference to the properties", without_second, world, TRUE);
  assert_signed_refused ("the references in turn", turned, world, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/attack/signed-xml{changes}", test_changes);
  g_test_add_func ("/avow/attack/signed-xml{external-entity}", test_external_entity);
  g_test_add_func ("/avow/attack/signed-xml{other-encodings}", test_other_encodings);
  g_test_add_func ("/avow/attack/signed-xml{several-signatures}", test_several_signatures);
  g_test_add_func ("/avow/attack/signed-xml{values}", test_values);
  g_test_add_func ("/avow/attack/signed-xml{shapes}", test_shapes);

  return forged_run ();
}
