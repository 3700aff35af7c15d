/* test-record.c: texts as people and attackers type them, ids, threads, and signatures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fixture.h"

#include "record/avow-record-declaration.h"
#include "record/avow-record-person.h"

#include <string.h>

#define PERSON \
  "<person xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\">\n" \
  "  <staff-number>7</staff-number>\n  <name>Ann</name>\n  <team>t</team>\n  <joined>2026-11-24</joined>\n</person>"

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
  fixture_tell (payload);
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

static gpointer
work_on_record (gpointer data)
{
  AvowRecord *record = data;

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (AvowRecord) mine = avow_record_ref (record);
      g_autoptr (AvowRecord) parsed = avow_record_parse (avow_record_get_payload (mine), NULL);

      g_assert_true (fixture_says_the_same (mine, parsed));
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
  g_test_add_func ("/avow/record/record{sign}", test_sign);
  g_test_add_func ("/avow/record/record{sign-altered}", test_sign_altered);
  g_test_add_func ("/avow/record/record{sign-hostile-text}", test_sign_hostile_text);
  g_test_add_func ("/avow/record/record{sign-twice}", test_sign_twice);
  g_test_add_func ("/avow/record/record{threads}", test_threads);
  g_test_add_func ("/avow/record/record{ids}", test_ids);

  return g_test_run ();
}
