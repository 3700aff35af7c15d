/* test-language.c: taken and signed in another language than that of the source
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"

#include "course/avow-course-reading.h"
#include "course/avow-edition-digest.h"
#include "record/avow-record-attempt.h"
#include "record/avow-record-completion.h"
#include "record/avow-record-declaration.h"
#include "record/avow-record-edition.h"

#include <string.h>

#define NAME "Zoë Ångström"
#define GOVERNING "</preamble><governing language='en'>The English text counts.</governing>"

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  g_assert_nonnull (strstr (text, from));
  return g_strjoinv (to, parts);
}

static char *
digest_source (const char *xml)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  g_autoptr (AvowReading) reading = avow_reading_new (bytes);

  return avow_edition_digest_xml (reading);
}

/* (transfer full): @source in German as far as its words are given, each pair of them with the English first; it says that
 * it is made from @of. */
static char *
translate (const char *source, const char *of, const char *const *words)
{
  g_autofree char *digest = digest_source (of);
  g_autofree char *attribute = g_strdup_printf ("xml:lang='de' translation-of='%s'", digest);
  char *text = replace (source, "xml:lang='en'", attribute);

  for (guint i = 0; words[i] != NULL; i += 2)
    {
      char *next = replace (text, words[i], words[i + 1]);

      g_free (text);
      text = next;
    }
  return text;
}

static AvowEdition *
make_edition (const char *source, const char *translation)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  AvowEdition *edition;

  g_hash_table_insert (files, (char *) AVOW_EDITION_MAIN, g_bytes_new (source, strlen (source)));
  g_hash_table_insert (files, (char *) "course.de.xml", g_bytes_new (translation, strlen (translation)));
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);
  return edition;
}

static void
adopt (Life *life, const char *source, const char *translation)
{
  g_autoptr (AvowEdition) edition = make_edition (source, translation);
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (variables, (char *) "organisation", (char *) "Ladder & Sons");
  g_hash_table_insert (variables, (char *) "contact", (char *) "Frau Ost");
  avow_programme_adopt (life->store, life->officer, edition, variables, NULL, &error);
  g_assert_no_error (error);
}

static const char *const declaration_words[] = {
  "title='Promise'", "title='Versprechen'", "I collect only what I need.", "Ich erhebe nur, was ich brauche.",
  "The English text counts.", "Es gilt der englische Text.", "I will keep to it at", "Ich halte mich daran bei", NULL
};

static char *
write_declaration (void)
{
  g_autofree char *plain = life_write_declaration ("2026.2", "I collect only what I need.");

  return replace (plain, "</preamble>", GOVERNING);
}

static const char *const course_words[] = { "title='Callers'", "title='Anrufe'", "A page at", "Eine Seite bei", NULL };

static void
adopt_in_german (Life *life)
{
  g_autofree char *course = life_write_course ("2026.2", 3);
  g_autofree char *german_course = translate (course, course, course_words);
  g_autofree char *declaration = write_declaration ();
  g_autofree char *german_declaration = translate (declaration, declaration, declaration_words);

  adopt (life, course, german_course);
  adopt (life, declaration, german_declaration);
}

static AvowRecord *
read_last (Life *life, const AvowRecordKind *kind)
{
  for (gint64 position = avow_store_get_position (life->store); position > 0; position--)
    {
      AvowRecord *record = avow_store_get_record (life->store, position, NULL, NULL);

      if (record != NULL && avow_record_get_kind (record) == kind)
        return record;
      g_clear_pointer (&record, avow_record_unref);
    }
  g_assert_not_reached ();
}

static void
assert_sound (Life *life)
{
  g_autoptr (AvowVerdict) verdict = life_verify (life);

  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  g_assert_cmpuint (verdict->findings->len, ==, 0);
}

/* What the desktop speaks is what is offered; records name the course as its source does, and are graded again in the language
 * in which they were asked. */
static void
test_course (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowRecord) attempt = NULL;
  g_autoptr (AvowRecord) completion = NULL;
  g_autoptr (AvowSession) chosen = NULL;

  adopt_in_german (life);
  session = life_open (life, life->officer);
  g_assert_cmpstr (avow_session_get_course (session)->title, ==, "Anrufe");
  g_assert_cmpuint (avow_session_get_languages (session)->len, ==, 2);

  life_pass (life, life->officer);
  attempt = read_last (life, &avow_record_kind_attempt);
  completion = read_last (life, &avow_record_kind_completion);
  g_assert_cmpstr (((const AvowRecordAttempt *) avow_record_get_body (attempt))->title, ==, "Callers");
  g_assert_cmpstr (((const AvowRecordAttempt *) avow_record_get_body (attempt))->language, ==, "de");
  g_assert_cmpstr (((const AvowRecordCompletion *) avow_record_get_body (completion))->title, ==, "Callers");
  assert_sound (life);

  /* by choice, it is English from the next time on */
  avow_session_set_language (session, "en");
  life_save (life, session);
  chosen = life_open (life, life->officer);
  g_assert_cmpstr (avow_session_get_course (chosen)->title, ==, "Callers");
}

static void
test_running (Life *life, gconstpointer data)
{
  g_autoptr (AvowSession) session = NULL;
  g_autoptr (AvowSession) again = NULL;

  adopt_in_german (life);
  session = life_open (life, life->officer);
  life_do_steps (session);
  life_start (session);
  avow_session_set_language (session, "en");
  life_save (life, session);

  g_setenv ("LANGUAGE", "en", TRUE);
  again = life_open (life, life->officer);
  g_assert_cmpstr (avow_session_get_course (again)->language, ==, "de");
  g_setenv ("LANGUAGE", "de", TRUE);
}

static void
test_signed (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  const AvowRecordDeclaration *declaration;

  adopt_in_german (life);
  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  g_assert_cmpstr (avow_signing_get_document (signing)->title, ==, "Versprechen");
  life_agree (signing, NAME);
  g_assert_cmpint (avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);

  record = read_last (life, &avow_record_kind_declaration);
  declaration = avow_record_get_body (record);
  g_assert_cmpstr (declaration->language, ==, "de");
  g_assert_cmpstr (declaration->title, ==, "Versprechen");
  g_assert_cmpstr (declaration->statement, ==, "Ich halte mich daran bei Ladder & Sons.");
  g_assert_nonnull (strstr (declaration->preamble, "Es gilt der englische Text."));
  assert_sound (life);
}

/* Control: an adoption without the translation offers none, and what is not whole is not adopted. */
static void
test_not_whole (Life *life, gconstpointer data)
{
  g_autofree char *source = write_declaration ();
  g_autofree char *whole = translate (source, source, declaration_words);
  g_autofree char *marked = replace (whole, "<statement", "<statement xmlns:its='http://www.w3.org/2005/11/its' its:locQualityIssueType='untranslated'");
  g_autofree char *other = replace (source, "I collect only what I need.", "I collect what I need.");
  g_autofree char *outdated = translate (source, other, declaration_words);
  g_autofree char *newer = replace (source, "edition='2026.2'", "edition='2026.3'");
  g_autofree char *outdated_newer = replace (outdated, "edition='2026.2'", "edition='2026.3'");
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowSigning) again = NULL;
  g_autoptr (AvowRecord) record = NULL;

  adopt (life, source, marked);
  signing = life_open_declaration (life, life->officer);
  g_assert_cmpstr (avow_signing_get_document (signing)->language, ==, "en");
  g_assert_cmpuint (avow_signing_get_languages (signing)->len, ==, 1);
  record = read_last (life, &avow_record_kind_edition);
  g_assert_cmpuint (((const AvowRecordEdition *) avow_record_get_body (record))->translations->len, ==, 0);

  adopt (life, newer, outdated_newer);
  again = life_open_declaration (life, life->officer);
  g_assert_cmpstr (avow_signing_get_document (again)->language, ==, "en");
}

/* What was ticked in one language is to be ticked again in another. */
static void
test_ticks (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) german = NULL;
  g_autoptr (AvowSigning) english = NULL;
  g_autofree char *state = NULL;
  const AvowDuty *duty;

  adopt_in_german (life);
  life_pass (life, life->officer);
  german = life_open_declaration (life, life->officer);
  life_agree (german, NAME);
  avow_signing_set_language (german, "en");
  state = avow_signing_get_state (german);
  duty = avow_signing_get_duty (german);
  g_assert_true (avow_signing_save (life->store, life->officer, duty->item, duty->cycle, state, NULL));

  english = life_open_declaration (life, life->officer);
  g_assert_cmpstr (avow_signing_get_document (english)->language, ==, "en");
  g_assert_false (avow_signing_is_agreed (english, 0));
  g_assert_cmpstr (avow_signing_get_typed_name (english), ==, NAME);
}

/* A declaration that says that it was shown in a language in which nobody adopted it. */
static void
test_forged (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowRecord) forged = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (AvowRecord) signed_record = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  AvowRecordDeclaration declaration;

  g_setenv ("LANGUAGE", "en", TRUE);
  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  life_agree (signing, NAME);
  avow_signing_decline (signing, life->store, NULL, LIFE_PASSPHRASE, &error);
  g_assert_no_error (error);
  record = read_last (life, &avow_record_kind_declaration);
  declaration = *(const AvowRecordDeclaration *) avow_record_get_body (record);
  declaration.language = (char *) "fr";
  forged = avow_record_new (&avow_record_kind_declaration, life->officer, life->officer, &declaration);
  identity = avow_identity_unlock (life->store, life->officer, LIFE_PASSPHRASE, &error);
  signed_record = avow_identity_sign (identity, forged, AVOW_COMMITMENT_REFUSAL, &error);
  g_ptr_array_add (records, signed_record);
  g_assert_true (avow_store_append (life->store, records, &error));

  verdict = life_verify (life);
  g_assert_cmpuint (verdict->findings->len, ==, 1);
  g_assert_nonnull (strstr (((AvowFinding *) g_ptr_array_index (verdict->findings, 0))->message, "“fr”"));
  g_setenv ("LANGUAGE", "de", TRUE);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "de", TRUE);
  g_test_init (&argc, &argv, NULL);
  life_register ();

  life_add ("/avow/learn/language{course}", test_course);
  life_add ("/avow/learn/language{assessment-under-way}", test_running);
  life_add ("/avow/learn/language{signed}", test_signed);
  life_add ("/avow/learn/language{not-whole}", test_not_whole);
  life_add ("/avow/learn/language{ticked-anew}", test_ticks);
  life_add ("/avow/learn/language{forged}", test_forged);

  return life_run ();
}
