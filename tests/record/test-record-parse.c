/* test-record-parse.c: documents that are no records, and changed bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fixture.h"

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
      fixture_tell (documents[i]);
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

      fixture_tell (document);
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
    /* in canonical form, but not in Avow's */
    START "\n" FIELDS SIGNATURE END,
    START FIELDS_BEFORE_TEAM "\n   <email>x</email>" FIELDS_FROM_TEAM SIGNATURE END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\" x=\"\">" FIELDS SIGNATURE END,
    "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"2\">" FIELDS SIGNATURE END,
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
      fixture_tell (documents[i]);
      g_assert_null (fixture_parse (documents[i], -1));
    }
}

/* Bytes that were changed are refused, or are the record of something else: no two documents say the same.
 * Returns: whether they were taken */
static gboolean
check_changed (AvowRecord *record, const char *changed, gsize length)
{
  g_autoptr (AvowRecord) parsed = fixture_parse (changed, length);

  if (parsed == NULL)
    return FALSE;
  fixture_tell (changed);
  g_assert_false (fixture_says_the_same (record, parsed));
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/record-parse{taken}", test_taken);
  g_test_add_func ("/avow/record/record-parse{refused}", test_refused);
  g_test_add_func ("/avow/record/record-parse{values}", test_values);
  g_test_add_func ("/avow/record/record-parse{booleans}", test_booleans);
  g_test_add_func ("/avow/record/record-parse{limits}", test_limits);
  g_test_add_func ("/avow/record/record-parse{zero-byte}", test_zero_byte);
  g_test_add_func ("/avow/record/record-parse{signature-kept}", test_signature_kept);
  g_test_add_func ("/avow/record/record-parse{signature-refused}", test_signature_refused);
  g_test_add_func ("/avow/record/record-parse{every-byte-changed}", test_every_byte_changed);
  g_test_add_func ("/avow/record/record-parse{every-byte-removed-or-added}", test_every_byte_removed_or_added);
  g_test_add_func ("/avow/record/record-parse{cut-off}", test_cut_off);

  return g_test_run ();
}
