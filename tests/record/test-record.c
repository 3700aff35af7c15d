/* test-record.c: hostile texts, documents that are no records, and changed bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fixture.h"

#include "record/avow-record-declaration.h"
#include "record/avow-record-error.h"
#include "record/avow-record-person.h"

#include <string.h>

#define START "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\">"
#define FIELDS_BEFORE_TEAM "\n  <staff-number>7</staff-number>\n  <name>Ann</name>"
#define FIELDS_FROM_TEAM "\n  <team>t</team>\n  <joined>2026-11-24</joined>\n"
#define FIELDS FIELDS_BEFORE_TEAM FIELDS_FROM_TEAM
#define END "</person>"
#define PERSON START FIELDS END
#define OFFICER "<officer xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\">\n  <holds>true</holds>\n</officer>"
#define SIGNATURE "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo></ds:SignedInfo></ds:Signature>"
#define SIGNED START FIELDS SIGNATURE END

static AvowRecord *
make_person (const char *name)
{
  AvowRecordPerson person = { (char *) "7", (char *) name, NULL, (char *) "t", (char *) "2026-11-24", NULL };

  return avow_record_new (&avow_record_kind_person, "p-1", "avow", &person);
}

static const char *
get_name (AvowRecord *record)
{
  return ((const AvowRecordPerson *) avow_record_get_body (record))->name;
}

static void
assert_name_becomes (const char *name, const char *becomes)
{
  g_autoptr (AvowRecord) record = make_person (name);
  g_autofree char *payload = NULL;
  g_autoptr (AvowRecord) parsed = NULL;

  g_assert_nonnull (record);
  g_assert_cmpstr (get_name (record), ==, becomes);
  payload = fixture_payload (record);
  g_test_message ("%s", payload);
  parsed = fixture_parse (payload, -1);
  g_assert_nonnull (parsed);
  g_assert_cmpstr (get_name (parsed), ==, becomes);
}

static void
test_payload (void)
{
  g_autoptr (AvowRecord) record = make_person ("Ann");
  g_autofree char *payload = fixture_payload (record);

  g_assert_cmpstr (payload, ==, PERSON);
}

static void
test_text_kept (void)
{
  static const char *const names[] = {
    "", " ", "   ", "\n", "\t", " Ann", "Ann ", "Ann\nLee", "Ann\tLee",
    /* what XML would change if it were not escaped */
    "\r", "Ann\r\nLee", "\rAnn\r", "&", "&amp;", "&#13;", "<", ">", "]]>", "<![CDATA[x]]>", "<!-- x -->", "<?x y?>", "</name>",
    "\"", "'", "<name>Ann</name>", "%s%n", "\\", "../../etc/passwd", "=1+1", "'; DROP TABLE event_person;--",
    /* scripts, and what turns text around or hides in it */
    "\xe2\x80\xae" "eeL nnA", "\xe2\x80\x8f\xd7\x97\xd7\x99\xd7\x99\xd7\x9d", "A\xe2\x80\x8bnn", "\xef\xbb\xbf" "Ann", "Ann\xc2\xa0Lee",
    "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf", "\xe5\xbc\xa0\xe4\xbc\x9f", "\xe0\xb8\xaa\xe0\xb8\xa1\xe0\xb8\x8a\xe0\xb8\xb2\xe0\xb8\xa2",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", "\xf4\x8f\xbf\xbd", "\xee\x80\x80",
    /* the same name composed and decomposed: neither becomes the other */
    "Ren\xc3\xa9", "Rene\xcc\x81", "\xef\xac\x81", "\xe2\x84\xab",
    /* line ends of other standards, and controls that XML 1.0 can hold */
    "Ann\xc2\x85Lee", "Ann\xe2\x80\xa8Lee", "Ann\xe2\x80\xa9Lee", "\x7f", "\xc2\x80", "\xc2\x9f",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_name_becomes (names[i], names[i]);
}

static void
test_text_long (void)
{
  g_autofree char *plain = g_strnfill (10000, 'x');
  g_autofree char *escaped = g_strnfill (10000, '&');
  g_autofree char *returns = g_strnfill (10000, '\r');
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autofree char *huge = g_strnfill (3 * 1024 * 1024, 'x');

  for (guint i = 0; i < 10000; i++)
    g_string_append (wide, "\xf0\x9f\x98\x80");
  assert_name_becomes (plain, plain);
  assert_name_becomes (escaped, escaped);
  assert_name_becomes (returns, returns);
  assert_name_becomes (wide->str, wide->str);
  assert_name_becomes (huge, huge);
}

static void
test_text_replaced (void)
{
  static const struct
  {
    const char *name;
    const char *becomes;
  } cases[] = {
    { "\x01", "\xef\xbf\xbd" },
    { "A\x1bnn\x08", "A\xef\xbf\xbdnn\xef\xbf\xbd" },
    { "\x0b\x0c\x1f", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xef\xbf\xbe" "A\xef\xbf\xbf", "\xef\xbf\xbd" "A\xef\xbf\xbd" },
    /* no UTF-8: Latin-1, cut off, over-long, a surrogate, beyond Unicode */
    { "Ren\xe9", "Ren\xef\xbf\xbd" },
    { "Ann\xe2\x80", "Ann\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xc0\xbc", "\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
    { "\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_name_becomes (cases[i].name, cases[i].becomes);
}

/* A record that its caller did not finish is none. */
static void
test_new_refused (void)
{
  AvowRecordPerson person = { (char *) "7", (char *) "Ann", NULL, (char *) "t", (char *) "2026-11-24", NULL };
  static const char *const no_ids[] = { "", " ", "a b", "a\n", "p&1", "<", "\"", "\xff", "p\x01" };

  for (guint i = 0; i < G_N_ELEMENTS (no_ids); i++)
    {
      g_test_expect_message ("avow-record", G_LOG_LEVEL_CRITICAL, "*assertion*");
      g_assert_null (avow_record_new (&avow_record_kind_person, no_ids[i], "avow", &person));
      g_test_assert_expected_messages ();
      g_test_expect_message ("avow-record", G_LOG_LEVEL_CRITICAL, "*assertion*");
      g_assert_null (avow_record_new (&avow_record_kind_person, "p-1", no_ids[i], &person));
      g_test_assert_expected_messages ();
    }

  person.joined = (char *) "24.11.2026";
  g_test_expect_message ("avow-record", G_LOG_LEVEL_CRITICAL, "*joined*");
  g_assert_null (avow_record_new (&avow_record_kind_person, "p-1", "avow", &person));
  g_test_assert_expected_messages ();
  person.joined = NULL;
  g_test_expect_message ("avow-record", G_LOG_LEVEL_CRITICAL, "*joined*");
  g_assert_null (avow_record_new (&avow_record_kind_person, "p-1", "avow", &person));
  g_test_assert_expected_messages ();
}

static void
test_new_too_long (void)
{
  g_autofree char *name = g_strnfill (AVOW_RECORD_MAX_BYTES, 'x');

  g_test_expect_message ("avow-record", G_LOG_LEVEL_CRITICAL, "*long*");
  g_assert_null (make_person (name));
  g_test_assert_expected_messages ();
}

/* What means the same to an XML parser, or nearly, but is not what Avow writes. */
static void
test_refused (void)
{
  static const char *const documents[] = {
    "", " ", "x", "<", "<person", "<person/>", "<person></person>", START, START FIELDS, FIELDS END, "\xff\xfe<\0p", "{}",
    /* around the document */
    " " PERSON, "\n" PERSON, PERSON "\n", PERSON " ", "\xef\xbb\xbf" PERSON, "<?xml version=\"1.0\"?>" PERSON,
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" PERSON, "<!DOCTYPE person>" PERSON, "<!-- x -->" PERSON, PERSON "<!-- x -->",
    PERSON "<?x?>", PERSON PERSON,
    "<!DOCTYPE person [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" START FIELDS END,
    "<!DOCTYPE person SYSTEM \"file:///etc/passwd\">" PERSON,
    /* the root */
    "<people xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\">" FIELDS "</people>",
    "<person actor=\"avow\" subject=\"p-1\" version=\"1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:2\" actor=\"avow\" subject=\"p-1\" version=\"1\">" FIELDS END,
    "<a:person xmlns:a=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\"></a:person>",
    "<person xmlns=\"urn:avow:record:1\" subject=\"p-1\" actor=\"avow\" version=\"1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" subject=\"p-1\" version=\"1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" version=\"1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"2\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\" x=\"\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"\" subject=\"p-1\" version=\"1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p 1\" version=\"1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version='1'>" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\"  actor=\"avow\" subject=\"p-1\" version=\"1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" actor=\"avow\" subject=\"p-1\" version=\"1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" xmlns:a=\"urn:a\" actor=\"avow\" subject=\"p-1\" version=\"1\">" FIELDS END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\" >" FIELDS END,
    START FIELDS "</person >",
    /* the elements: unknown, twice, in another order, of another namespace, with attributes, with more in them */
    START FIELDS "  <more>x</more>\n" END,
    START FIELDS_BEFORE_TEAM "\n  <name>Ann</name>" FIELDS_FROM_TEAM END,
    START "\n  <name>Ann</name>\n  <staff-number>7</staff-number>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <joined>2026-11-24</joined>\n  <team>t</team>\n" END,
    START FIELDS_BEFORE_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email xmlns=\"\">x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email xmlns=\"urn:other\">x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email xmlns=\"urn:avow:record:1\">x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email a=\"\">x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email><b>x</b></email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>x<!-- --></email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email><![CDATA[x]]></email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>&x;</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>&#120;</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>></email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>&quot;</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>&#13;</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>\r</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email/>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>\xff</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>\x01</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>\xef\xbf\xbf</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\r\n  <email>x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n   <email>x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n\t<email>x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  x<email>x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "  <email>x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <Email>x</Email>" FIELDS_FROM_TEAM END,
    START FIELDS " " END,
    /* the values */
    START FIELDS_BEFORE_TEAM "\n  <team>t</team>\n  <joined>2026-11-24</joined>\n  <left></left>\n" END,
    START FIELDS_BEFORE_TEAM "\n  <team>t</team>\n  <joined>2026-11-31</joined>\n" END,
    START FIELDS_BEFORE_TEAM "\n  <team>t</team>\n  <joined>2026-11-24 </joined>\n" END,
    START FIELDS_BEFORE_TEAM "\n  <team>t</team>\n  <joined></joined>\n" END,
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_test_message ("%s", documents[i]);
      g_assert_null (fixture_parse (documents[i], -1));
    }
}

/* The pieces that the documents above are made of are sound. */
static void
test_taken (void)
{
  static const char *const documents[] = {
    PERSON, OFFICER, SIGNED,
    START FIELDS_BEFORE_TEAM "\n  <email>x</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email></email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>&#xD;</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <email>&gt;\"'</email>" FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <team>t</team>\n  <joined>2026-11-24</joined>\n  <left>2026-11-24</left>\n" END,
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (AvowRecord) record = fixture_parse (documents[i], -1);

      g_assert_nonnull (record);
    }
}

#define EXPORT_START \
  "<export xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"o-1\" version=\"1\">\n  <report>r</report>\n  <format>csv</format>\n" \
  "  <file-name>f</file-name>\n"

/* Values of each type but text, which stands in the record with (TRUE) and without (FALSE) being what Avow writes. */
static void
test_values (void)
{
  static const struct
  {
    const char *time;
    const char *rows;
    const char *digest;
    gboolean is_right;
  } cases[] = {
#define TIME "2026-11-24T13:05:00.123Z"
#define DIGEST "00000000000000000000000000000000000000000000000000000000000000ff"
    { TIME, "3", DIGEST, TRUE },
    { TIME, "0", DIGEST, TRUE },
    { TIME, "-1", DIGEST, TRUE },
    { TIME, "9223372036854775807", DIGEST, TRUE },
    { TIME, "-9223372036854775808", DIGEST, TRUE },
    { TIME, "9223372036854775808", DIGEST, FALSE },
    { TIME, "-9223372036854775809", DIGEST, FALSE },
    { TIME, "03", DIGEST, FALSE },
    { TIME, "+3", DIGEST, FALSE },
    { TIME, "-0", DIGEST, FALSE },
    { TIME, " 3", DIGEST, FALSE },
    { TIME, "3 ", DIGEST, FALSE },
    { TIME, "3.0", DIGEST, FALSE },
    { TIME, "0x3", DIGEST, FALSE },
    { TIME, "3e1", DIGEST, FALSE },
    { TIME, "", DIGEST, FALSE },
    { TIME, "\xd9\xa3", DIGEST, FALSE },
    { "2026-11-24T13:05:00Z", "3", DIGEST, FALSE },
    { "2026-11-24T13:05:00.123+00:00", "3", DIGEST, FALSE },
    { "2026-11-24T24:00:00.000Z", "3", DIGEST, FALSE },
    { "2026-11-24", "3", DIGEST, FALSE },
    { "", "3", DIGEST, FALSE },
    { TIME, "3", "00000000000000000000000000000000000000000000000000000000000000FF", FALSE },
    { TIME, "3", "000000000000000000000000000000000000000000000000000000000000ff", FALSE },
    { TIME, "3", DIGEST "00", FALSE },
    { TIME, "3", "0000000000000000000000000000000000000000000000000000000000000000", FALSE },
    { TIME, "3", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *document = g_strdup_printf (EXPORT_START "  <as-of>%s</as-of>\n  <as-of-position>9</as-of-position>\n"
                                                                "  <rows>%s</rows>\n  <digest>%s</digest>\n</export>",
                                                   cases[i].time, cases[i].rows, cases[i].digest);
      g_autoptr (AvowRecord) record = fixture_parse (document, -1);

      g_test_message ("%s", document);
      g_assert_cmpint (record != NULL, ==, cases[i].is_right);
    }
}

static void
test_booleans (void)
{
  static const char *const values[] = { "TRUE", "True", "1", "0", "yes", "", " true", "true ", "truefalse" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *document = g_strdup_printf ("<officer xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\">\n"
                                                   "  <holds>%s</holds>\n</officer>", values[i]);

      g_assert_null (fixture_parse (document, -1));
    }
}

static char *
repeat (const char *text, guint times)
{
  GString *string = g_string_new (NULL);

  while (times-- > 0)
    g_string_append (string, text);
  return g_string_free (string, FALSE);
}

static void
test_limits (void)
{
  g_autofree char *deep = repeat ("<x>", 100000);
  g_autofree char *wide = repeat ("<x></x>", 200000);
  g_autofree char *long_name = g_strnfill (AVOW_RECORD_MAX_BYTES, 'x');
  g_autofree char *too_long = g_strconcat (START "\n  <staff-number>7</staff-number>\n  <name>", long_name, "</name>" FIELDS_FROM_TEAM END, NULL);
  g_autofree char *nested = g_strconcat (START, deep, END, NULL);
  g_autofree char *many = g_strconcat (START, wide, END, NULL);
  g_autoptr (GString) attributes = g_string_new ("<person");

  for (guint i = 0; i < 60000; i++)
    g_string_append_printf (attributes, " a%u=\"\"", i);
  g_string_append (attributes, ">" FIELDS END);

  g_assert_null (fixture_parse (nested, -1));
  g_assert_null (fixture_parse (many, -1));
  g_assert_null (fixture_parse (too_long, -1));
  g_assert_null (fixture_parse (attributes->str, attributes->len));
}

static void
test_zero_byte (void)
{
  static const char inside[] = START FIELDS_BEFORE_TEAM "\n  <email>a\0b</email>" FIELDS_FROM_TEAM END;
  static const char behind[] = PERSON "\0";

  g_assert_null (fixture_parse (inside, sizeof inside - 1));
  g_assert_null (fixture_parse (behind, sizeof behind - 1));
}

static void
test_signature_kept (void)
{
  g_autoptr (AvowRecord) record = fixture_parse (SIGNED, -1);
  g_autoptr (AvowRecord) without = fixture_parse (PERSON, -1);

  g_assert_true (avow_record_is_signed (record));
  g_assert_false (avow_record_is_signed (without));
  g_assert_true (fixture_equal (avow_record_kind_person.fields, avow_record_get_body (record), avow_record_get_body (without)));
}

/* A signature is the last child of the root, once, and leaves the rest as it is. */
static void
test_signature_refused (void)
{
  static const char *const documents[] = {
    START SIGNATURE FIELDS END,
    START FIELDS SIGNATURE SIGNATURE END,
    START FIELDS SIGNATURE "\n" END,
    START FIELDS "\n" SIGNATURE END,
    START FIELDS " " SIGNATURE END,
    START FIELDS_BEFORE_TEAM SIGNATURE FIELDS_FROM_TEAM END,
    START FIELDS_BEFORE_TEAM "\n  <team>" SIGNATURE "</team>\n  <joined>2026-11-24</joined>\n" END,
    /* another namespace, another name, another form */
    START FIELDS "<ds:Signature xmlns:ds=\"urn:other\"></ds:Signature>" END,
    START FIELDS "<Signature></Signature>" END,
    START FIELDS "<ds:Object xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"></ds:Object>" END,
    START FIELDS "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>" END,
    START FIELDS "<ds:Signature  xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"></ds:Signature>" END,
    START FIELDS "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><!-- --></ds:Signature>" END,
    START FIELDS "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><x xmlns=\"relative\"></x></ds:Signature>" END,
    "<person xmlns=\"urn:avow:record:1\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" actor=\"avow\" subject=\"p-1\" version=\"1\">"
    FIELDS "<ds:Signature></ds:Signature>" END,
    SIGNATURE,
    "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\">" PERSON "</ds:Signature>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_test_message ("%s", documents[i]);
      g_assert_null (fixture_parse (documents[i], -1));
    }
}

/* A person who can sign, and the root that says who they are. */
typedef struct
{
  AvowCertificate *root;
  AvowCertificate *certificate;
  AvowKey *key;
  GPtrArray *chain;
} Signer;

static void
signer_init (Signer *self)
{
  g_autoptr (AvowKey) root_key = avow_key_new (AVOW_KEY_P256, NULL);
  g_autoptr (AvowKey) invitation_key = avow_key_new (AVOW_KEY_P256, NULL);
  AvowCertificate *invitation;

  self->root = avow_certificate_new_root (root_key, "Sample", "Sample root", NULL);
  invitation = avow_certificate_new_invitation (invitation_key, self->root, root_key, "7", NULL);
  self->key = avow_key_new (AVOW_KEY_P256, NULL);
  self->certificate = avow_certificate_new_person (self->key, invitation, invitation_key, "7", "Ann", NULL);
  self->chain = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_certificate_unref);
  g_ptr_array_add (self->chain, invitation);
  g_assert_nonnull (self->certificate);
}

static void
signer_clear (Signer *self)
{
  avow_certificate_unref (self->root);
  avow_certificate_unref (self->certificate);
  avow_key_unref (self->key);
  g_ptr_array_unref (self->chain);
}

static gboolean
is_signature_valid (AvowRecord *record, AvowCertificate *root)
{
  g_autoptr (GError) error = NULL;
  gboolean valid = FALSE;

  g_assert_true (avow_signature_verify (avow_record_get_payload (record), root, &valid, NULL, &error));
  g_assert_no_error (error);
  return valid;
}

static AvowRecord *
sign (AvowRecord *record, Signer *signer)
{
  g_autoptr (GError) error = NULL;
  AvowRecord *signed_record = avow_record_sign (record, signer->key, signer->certificate, signer->chain,
                                                AVOW_COMMITMENT_AGREEMENT, 1795525500123, &error);

  g_assert_no_error (error);
  return signed_record;
}

static void
test_sign (void)
{
  Signer signer;
  g_autoptr (AvowRecord) record = fixture_record (&avow_record_kind_declaration, TRUE);
  g_autoptr (AvowRecord) signed_record = NULL;
  g_autoptr (AvowRecord) parsed = NULL;
  g_autofree char *payload = NULL;

  signer_init (&signer);
  signed_record = sign (record, &signer);
  g_assert_false (avow_record_is_signed (record));
  g_assert_true (avow_record_is_signed (signed_record));
  g_assert_true (is_signature_valid (signed_record, signer.root));
  g_assert_true (fixture_equal (avow_record_kind_declaration.fields, avow_record_get_body (record), avow_record_get_body (signed_record)));

  payload = fixture_payload (signed_record);
  parsed = fixture_parse (payload, -1);
  g_assert_true (avow_record_is_signed (parsed));
  g_assert_true (is_signature_valid (parsed, signer.root));
  signer_clear (&signer);
}

/* Another text, well written, is a record whose signature does not stand. */
static void
test_sign_altered (void)
{
  Signer signer;
  g_autoptr (AvowRecord) record = fixture_record (&avow_record_kind_declaration, TRUE);
  g_autoptr (AvowRecord) signed_record = NULL;
  g_autoptr (AvowRecord) altered = NULL;
  g_autofree char *payload = NULL;
  char *letter;

  signer_init (&signer);
  signed_record = sign (record, &signer);
  payload = fixture_payload (signed_record);
  letter = strstr (payload, "preamble &amp;");
  *letter = 'P';
  altered = fixture_parse (payload, -1);
  g_assert_nonnull (altered);
  g_assert_true (avow_record_is_signed (altered));
  g_assert_false (is_signature_valid (altered, signer.root));
  signer_clear (&signer);
}

static void
test_sign_hostile_text (void)
{
  Signer signer;
  g_autoptr (AvowRecord) record = make_person ("\xe2\x80\xae" "Ann]]>\r\n\t<Lee>&\"' Rene\xcc\x81 \xf0\x9f\x98\x80\x01");
  g_autoptr (AvowRecord) signed_record = NULL;

  signer_init (&signer);
  signed_record = sign (record, &signer);
  g_assert_true (is_signature_valid (signed_record, signer.root));
  g_assert_cmpstr (get_name (signed_record), ==, get_name (record));
  signer_clear (&signer);
}

/* A record bears one signature. */
static void
test_sign_twice (void)
{
  Signer signer;
  g_autoptr (AvowRecord) record = fixture_record (&avow_record_kind_declaration, TRUE);
  g_autoptr (AvowRecord) signed_record = NULL;

  signer_init (&signer);
  signed_record = sign (record, &signer);
  g_test_expect_message ("avow-record", G_LOG_LEVEL_CRITICAL, "*assertion*");
  g_assert_null (avow_record_sign (signed_record, signer.key, signer.certificate, signer.chain, AVOW_COMMITMENT_AGREEMENT, 0, NULL));
  g_test_assert_expected_messages ();
  signer_clear (&signer);
}

static gboolean
says_the_same (AvowRecord *one, AvowRecord *other)
{
  const AvowRecordKind *kind = avow_record_get_kind (one);

  return kind == avow_record_get_kind (other) && g_str_equal (avow_record_get_subject (one), avow_record_get_subject (other)) &&
         g_str_equal (avow_record_get_actor (one), avow_record_get_actor (other)) &&
         fixture_equal (kind->fields, avow_record_get_body (one), avow_record_get_body (other));
}

/* Bytes that were changed are refused, or are the record of something else: no two documents say the same.
 * Returns: whether they were taken */
static gboolean
check_changed (AvowRecord *record, const char *changed, gsize length)
{
  g_autoptr (AvowRecord) parsed = fixture_parse (changed, length);

  if (parsed == NULL)
    return FALSE;
  g_test_message ("%s", changed);
  g_assert_false (says_the_same (record, parsed));
  return TRUE;
}

static void
test_every_byte_changed (void)
{
  static const char *const documents[] = { OFFICER, PERSON };
  guint taken = 0, refused = 0;

  for (guint d = 0; d < G_N_ELEMENTS (documents); d++)
    {
      g_autofree char *changed = g_strdup (documents[d]);
      g_autoptr (AvowRecord) record = fixture_parse (documents[d], -1);
      gsize length = strlen (changed);

      for (gsize i = 0; i < length; i++)
        {
          char original = changed[i];

          for (guint value = 0; value < 256; value++)
            {
              changed[i] = (char) value;
              if (changed[i] != original)
                *(check_changed (record, changed, length) ? &taken : &refused) += 1;
            }
          changed[i] = original;
        }
    }

  /* the letters of a name may be others; hardly anything else may */
  g_test_message ("%u taken, %u refused", taken, refused);
  g_assert_cmpuint (taken, >, 100);
  g_assert_cmpuint (refused, >, 20 * taken);
}

static void
test_every_byte_removed_or_added (void)
{
  static const char added[] = { ' ', '\n', '\r', '\t', '<', '>', '&', '"', 'a', '\0' };
  g_autoptr (AvowRecord) record = fixture_parse (PERSON, -1);

  for (gsize i = 0; i <= strlen (PERSON); i++)
    {
      g_autoptr (GString) changed = g_string_new (PERSON);

      if (i < changed->len)
        {
          g_string_erase (changed, i, 1);
          check_changed (record, changed->str, changed->len);
        }
      for (guint j = 0; j < G_N_ELEMENTS (added); j++)
        {
          g_string_assign (changed, PERSON);
          g_string_insert_len (changed, i, &added[j], 1);
          check_changed (record, changed->str, changed->len);
        }
    }
}

static void
test_cut_off (void)
{
  for (gsize length = 0; length < strlen (SIGNED); length++)
    g_assert_null (fixture_parse (SIGNED, length));
}

static gpointer
work_on_record (gpointer data)
{
  AvowRecord *record = data;

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (AvowRecord) mine = avow_record_ref (record);
      g_autoptr (AvowRecord) parsed = avow_record_parse (avow_record_get_payload (mine), NULL);

      g_assert_true (says_the_same (mine, parsed));
    }
  avow_record_unref (record);
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (AvowRecord) record = make_person ("Ann");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, work_on_record, avow_record_ref (record));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_ids (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 1000; i++)
    {
      char *id = avow_id_new ("p");

      g_assert_true (g_str_has_prefix (id, "p-"));
      g_assert_cmpuint (strlen (id), ==, 2 + 32);
      g_assert_cmpuint (strspn (id + 2, "0123456789abcdef"), ==, 32);
      g_assert_true (g_hash_table_add (seen, id));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/record{payload}", test_payload);
  g_test_add_func ("/avow/record/record{text-kept}", test_text_kept);
  g_test_add_func ("/avow/record/record{text-long}", test_text_long);
  g_test_add_func ("/avow/record/record{text-replaced}", test_text_replaced);
  g_test_add_func ("/avow/record/record{new-refused}", test_new_refused);
  g_test_add_func ("/avow/record/record{new-too-long}", test_new_too_long);
  g_test_add_func ("/avow/record/record{taken}", test_taken);
  g_test_add_func ("/avow/record/record{refused}", test_refused);
  g_test_add_func ("/avow/record/record{values}", test_values);
  g_test_add_func ("/avow/record/record{booleans}", test_booleans);
  g_test_add_func ("/avow/record/record{limits}", test_limits);
  g_test_add_func ("/avow/record/record{zero-byte}", test_zero_byte);
  g_test_add_func ("/avow/record/record{signature-kept}", test_signature_kept);
  g_test_add_func ("/avow/record/record{signature-refused}", test_signature_refused);
  g_test_add_func ("/avow/record/record{sign}", test_sign);
  g_test_add_func ("/avow/record/record{sign-altered}", test_sign_altered);
  g_test_add_func ("/avow/record/record{sign-hostile-text}", test_sign_hostile_text);
  g_test_add_func ("/avow/record/record{sign-twice}", test_sign_twice);
  g_test_add_func ("/avow/record/record{every-byte-changed}", test_every_byte_changed);
  g_test_add_func ("/avow/record/record{every-byte-removed-or-added}", test_every_byte_removed_or_added);
  g_test_add_func ("/avow/record/record{cut-off}", test_cut_off);
  g_test_add_func ("/avow/record/record{threads}", test_threads);
  g_test_add_func ("/avow/record/record{ids}", test_ids);

  return g_test_run ();
}
