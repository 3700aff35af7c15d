/* test-kinds.c: every kind of record, out to XML and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fixture.h"

#include "record/avow-record-attempt.h"
#include "record/avow-record-declaration.h"
#include "record/avow-record-export.h"

#include <string.h>

static const char *const names[] = {
  NULL, "organisation", "installation", "officer", "person", "enrolment", "grant", "withdrawal", "edition", "rule",
  "obligation", "attempt", "completion", "declaration", "export", "intake", "purge", "root",
  "accommodation",
};

/* A code in a leaf means the same for ever. */
static void
test_codes (void)
{
  const AvowRecordKind *const *kinds = avow_record_kinds ();
  guint count = 0;

  for (; kinds[count] != NULL; count++)
    {
      g_assert_cmpuint (kinds[count]->code, ==, count + 1);
      g_assert_cmpstr (kinds[count]->name, ==, names[count + 1]);
      g_assert_true (avow_record_kind_by_code (count + 1) == kinds[count]);
      g_assert_true (avow_record_kind_by_name (names[count + 1]) == kinds[count]);
    }
  g_assert_cmpuint (count + 1, ==, G_N_ELEMENTS (names));
  g_assert_null (avow_record_kind_by_code (0));
  g_assert_null (avow_record_kind_by_code (count + 1));
  g_assert_null (avow_record_kind_by_code (255));
  g_assert_null (avow_record_kind_by_name ("Person"));
  g_assert_null (avow_record_kind_by_name (""));
  g_assert_null (avow_record_kind_by_name (NULL));
}

/* RECORDS, section 1: which acts bear the person's signature. */
static void
test_signed_acts (void)
{
  static const char *const acts[] = { "officer", "grant", "withdrawal", "declaration", "purge", "root", "accommodation", NULL };

  for (const AvowRecordKind *const *kind = avow_record_kinds (); *kind != NULL; kind++)
    g_assert_cmpint ((*kind)->signed_act, ==, g_strv_contains (acts, (*kind)->name));
}

static void
assert_round_trip (const AvowRecordKind *kind, gboolean is_full)
{
  g_autoptr (AvowRecord) record = fixture_record (kind, is_full);
  g_autofree char *payload = fixture_payload (record);
  g_autoptr (AvowRecord) parsed = fixture_parse (payload, -1);

  g_test_message ("%s", payload);
  g_assert_nonnull (parsed);
  g_assert_true (avow_record_get_kind (parsed) == kind);
  g_assert_cmpstr (avow_record_get_subject (parsed), ==, "p-subject");
  g_assert_cmpstr (avow_record_get_actor (parsed), ==, "p-actor");
  g_assert_false (avow_record_is_signed (parsed));
  g_assert_true (fixture_equal (kind->fields, avow_record_get_body (parsed), avow_record_get_body (record)));
}

static void
test_round_trip (void)
{
  for (const AvowRecordKind *const *kind = avow_record_kinds (); *kind != NULL; kind++)
    {
      assert_round_trip (*kind, TRUE);
      assert_round_trip (*kind, FALSE);
    }
}

/* What a record of each kind looks like, byte by byte: a store's records can be read only as long as this is so. */
static void
test_golden (void)
{
  for (const AvowRecordKind *const *kind = avow_record_kinds (); *kind != NULL; kind++)
    {
      g_autofree char *name = g_strconcat ((*kind)->name, ".xml", NULL);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "record", name, NULL);
      g_autofree char *golden = NULL;
      g_autoptr (AvowRecord) record = fixture_record (*kind, TRUE);
      g_autofree char *payload = fixture_payload (record);
      g_autoptr (GError) error = NULL;

      g_file_get_contents (path, &golden, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (payload, ==, golden);
    }
}

/* What earlier versions wrote before a kind had a field more: it is read, and written again it is the same, so that its
 * leaf still covers it. */
static void
test_earlier (void)
{
  static const char *const files[] = { "rule-1.xml", "attempt-1.xml", "completion-1.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "record", "earlier", files[i], NULL);
      g_autofree char *text = NULL;
      g_autofree char *again = NULL;
      g_autoptr (AvowRecord) parsed = NULL;
      g_autoptr (AvowRecord) record = NULL;
      g_autoptr (GError) error = NULL;

      g_file_get_contents (path, &text, NULL, &error);
      g_assert_no_error (error);
      parsed = fixture_parse (text, -1);
      g_assert_nonnull (parsed);
      record = avow_record_new (avow_record_get_kind (parsed), avow_record_get_subject (parsed), avow_record_get_actor (parsed),
                                avow_record_get_body (parsed));
      again = fixture_payload (record);
      g_assert_cmpstr (again, ==, text);
    }
}

static gboolean
is_optional_inside (const AvowField *fields)
{
  for (const AvowField *field = fields; field->name != NULL; field++)
    {
      if (!field->required || (field->type == AVOW_FIELD_LIST && is_optional_inside (field->item)))
        return TRUE;
    }
  return FALSE;
}

/* The optional ones do make a difference: without them there is less. */
static void
test_optional (void)
{
  for (const AvowRecordKind *const *kind = avow_record_kinds (); *kind != NULL; kind++)
    {
      g_autoptr (AvowRecord) full = fixture_record (*kind, TRUE);
      g_autoptr (AvowRecord) bare = fixture_record (*kind, FALSE);
      gsize full_size = g_bytes_get_size (avow_record_get_payload (full));
      gsize bare_size = g_bytes_get_size (avow_record_get_payload (bare));

      if (is_optional_inside ((*kind)->fields))
        g_assert_cmpuint (bare_size, <, full_size);
      else
        g_assert_cmpuint (bare_size, ==, full_size);
    }
}

/* Each field by itself: taken out where it is required, the record is refused. */
static void
test_required (void)
{
  for (const AvowRecordKind *const *kind = avow_record_kinds (); *kind != NULL; kind++)
    {
      g_autoptr (AvowRecord) record = fixture_record (*kind, TRUE);
      g_autofree char *payload = fixture_payload (record);

      for (const AvowField *field = (*kind)->fields; field->name != NULL; field++)
        {
          g_autofree char *start_tag = g_strdup_printf ("\n  <%s>", field->name);
          g_autofree char *end_tag = g_strdup_printf ("</%s>", field->name);
          const char *start = strstr (payload, start_tag);
          g_autoptr (GString) without = g_string_new (payload);
          g_autoptr (AvowRecord) parsed = NULL;
          const char *end;

          g_assert_nonnull (start);
          end = strstr (start, end_tag) + strlen (end_tag);
          g_string_erase (without, start - payload, end - start);
          parsed = fixture_parse (without->str, without->len);
          g_test_message ("%s %s", (*kind)->name, field->name);
          g_assert_cmpint (parsed == NULL, ==, field->required);
        }
    }
}

/* The members of a struct are those that the table says. */
static void
test_members (void)
{
  char option[] = "o-2";
  AvowRecordResponse response = { (char *) "q-7", TRUE, g_ptr_array_new (), 5, NULL };
  AvowRecordAttempt attempt = {
    .attempt_id = (char *) "a-1", .item = (char *) "course", .title = (char *) "Title", .edition = (char *) "2", .cycle = (char *) "2026",
    .assessment = (char *) "final", .grading_version = 1, .seed = (char *) "00ff", .number = 3, .right = 8, .asked = 10,
    .pass_percent = 80, .passed = TRUE, .started = 1, .finished = 2, .responses = g_ptr_array_new (),
  };
  g_autoptr (AvowRecord) record = NULL;
  g_autofree char *payload = NULL;

  memset (&attempt.digest, 0xab, sizeof attempt.digest);
  g_ptr_array_add (response.options, option);
  g_ptr_array_add (attempt.responses, &response);
  record = avow_record_new (&avow_record_kind_attempt, "p-1", "avow", &attempt);
  payload = fixture_payload (record);
  g_assert_cmpstr (payload, ==,
                   "<attempt xmlns=\"urn:avow:record:1\" actor=\"avow\" subject=\"p-1\" version=\"1\">\n"
                   "  <attempt-id>a-1</attempt-id>\n"
                   "  <item>course</item>\n"
                   "  <title>Title</title>\n"
                   "  <edition>2</edition>\n"
                   "  <digest>abababababababababababababababababababababababababababababababab</digest>\n"
                   "  <cycle>2026</cycle>\n"
                   "  <assessment>final</assessment>\n"
                   "  <grading-version>1</grading-version>\n"
                   "  <seed>00ff</seed>\n"
                   "  <number>3</number>\n"
                   "  <right>8</right>\n"
                   "  <asked>10</asked>\n"
                   "  <pass-percent>80</pass-percent>\n"
                   "  <passed>true</passed>\n"
                   "  <started>1970-01-01T00:00:00.001Z</started>\n"
                   "  <finished>1970-01-01T00:00:00.002Z</finished>\n"
                   "  <responses>\n"
                   "    <response>\n"
                   "      <question>q-7</question>\n"
                   "      <flagged>true</flagged>\n"
                   "      <options>\n"
                   "        <option>o-2</option>\n"
                   "      </options>\n"
                   "      <time>1970-01-01T00:00:00.005Z</time>\n"
                   "    </response>\n"
                   "  </responses>\n"
                   "</attempt>");
  g_ptr_array_unref (response.options);
  g_ptr_array_unref (attempt.responses);
}

/* A struct's own lists may be NULL; a reader finds them empty. */
static void
test_lists_without (void)
{
  AvowRecordResponse unanswered = { (char *) "q-1", FALSE, NULL, 0, NULL };
  char text[] = "x";
  AvowRecordAttempt attempt = {
    .attempt_id = text, .item = text, .title = text, .edition = text, .digest = { { 1 } }, .cycle = text, .assessment = text, .seed = text,
  };
  const AvowRecordAttempt *body;
  const AvowRecordResponse *response;
  g_autoptr (AvowRecord) none = avow_record_new (&avow_record_kind_attempt, "p-1", "p-1", &attempt);
  g_autofree char *payload = fixture_payload (none);
  g_autoptr (AvowRecord) parsed = fixture_parse (payload, -1);
  g_autoptr (AvowRecord) one = NULL;

  g_assert_nonnull (strstr (payload, "  <responses></responses>\n"));
  g_assert_null (strstr (payload, "excluded"));
  body = avow_record_get_body (parsed);
  g_assert_cmpuint (body->responses->len, ==, 0);
  g_assert_cmpuint (body->excluded->len, ==, 0);

  attempt.responses = g_ptr_array_new ();
  g_ptr_array_add (attempt.responses, &unanswered);
  one = avow_record_new (&avow_record_kind_attempt, "p-1", "p-1", &attempt);
  body = avow_record_get_body (one);
  response = g_ptr_array_index (body->responses, 0);
  g_assert_cmpuint (response->options->len, ==, 0);
  g_assert_cmpint (response->time, ==, 0);
  g_ptr_array_unref (attempt.responses);
}

/* A record keeps nothing of the struct that it was made from. */
static void
test_body_is_copied (void)
{
  char name[] = "report.csv";
  AvowRecordExport export = { (char *) "completion", (char *) "csv", name, NULL, 1, 2, 3, { { 4 } } };
  g_autoptr (AvowRecord) record = avow_record_new (&avow_record_kind_export, "o-1", "p-1", &export);
  const AvowRecordExport *body = avow_record_get_body (record);

  name[0] = 'X';
  export.rows = 99;
  g_assert_cmpstr (body->file_name, ==, "report.csv");
  g_assert_cmpint (body->rows, ==, 3);
  g_assert_cmpint (body->as_of, ==, 1);
  g_assert_cmpint (body->position, ==, 2);
  g_assert_null (body->team);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/kinds{codes}", test_codes);
  g_test_add_func ("/avow/record/kinds{signed-acts}", test_signed_acts);
  g_test_add_func ("/avow/record/kinds{round-trip}", test_round_trip);
  g_test_add_func ("/avow/record/kinds{golden}", test_golden);
  g_test_add_func ("/avow/record/kinds{earlier}", test_earlier);
  g_test_add_func ("/avow/record/kinds{optional}", test_optional);
  g_test_add_func ("/avow/record/kinds{required}", test_required);
  g_test_add_func ("/avow/record/kinds{members}", test_members);
  g_test_add_func ("/avow/record/kinds{lists-without-items}", test_lists_without);
  g_test_add_func ("/avow/record/kinds{body-is-copied}", test_body_is_copied);

  return g_test_run ();
}
