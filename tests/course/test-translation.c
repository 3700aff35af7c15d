/* test-translation.c: a text in another language, held against its source
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "course/avow-course.h"
#include "course/avow-document.h"
#include "course/avow-edition-digest.h"
#include "course/avow-language.h"

#include <string.h>

#define ITS "xmlns:its='http://www.w3.org/2005/11/its' "

static const char source[] =
  "<course xmlns='urn:avow:course:1' format='1' id='c' edition='1' xml:lang='en' title='Callers' owner='Team'\n"
  " reviewed='2026-03-02' material='yes'><summary><p>About callers.</p></summary>\n"
  "<module id='m' title='Module'><page id='p' title='Page'><p>Ask <strong>first</strong>, says <var name='organisation'/>.</p>\n"
  "<p>Then answer.</p><figure><img src='a.png' alt='A desk'/></figure></page><check id='k' pool='q' draw='1'/></module>\n"
  "<pool id='q' title='Pool'><question id='q1' kind='single'><prompt><p>What?</p></prompt>\n"
  "<option id='q1-a' correct='yes'>This<feedback>Right.</feedback></option><option id='q1-b'>That<feedback>No.</feedback></option>\n"
  "</question><redact id='q2'><prompt><p>Black out.</p></prompt><passage>Call <private id='q2-a'>Ana</private> today.</passage><feedback>A name.</feedback></redact>\n"
  "</pool></course>\n";

/* The same in German, up to the attribute that says of what. */
static const char translated[] =
  "<course xmlns='urn:avow:course:1' " ITS "format='1' id='c' edition='1' xml:lang='de' title='Anrufe' owner='Team'\n"
  " reviewed='2026-03-02' material='yes' translation-of='%s'><summary><p>Von Anrufen.</p></summary>\n"
  "<module id='m' title='Modul'><page id='p' title='Seite'><p>Bei <var name='organisation'/> fragt man <strong>zuerst</strong>.</p>\n"
  "<p>Dann antwortet man.</p><figure><img src='a.de.png' alt='Ein Tisch'/></figure></page><check id='k' pool='q' draw='1'/></module>\n"
  "<pool id='q' title='Fragen'><question id='q1' kind='single'><prompt><p>Was?</p></prompt>\n"
  "<option id='q1-a' correct='yes'>Dies<feedback>Richtig.</feedback></option><option id='q1-b'>Das<feedback>Nein.</feedback></option>\n"
  "</question><redact id='q2'><prompt><p>Schwärzen.</p></prompt><passage>Heute <private id='q2-a'>Ana</private> anrufen.</passage><feedback>Ein Name.</feedback></redact>\n"
  "</pool></course>\n";

static void
add_file (GHashTable *files, const char *path, const char *text)
{
  g_hash_table_insert (files, (char *) path, g_bytes_new (text, strlen (text)));
}

static AvowEdition *
create (const char *original, const char *path, const char *translation)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  AvowEdition *edition;

  add_file (files, AVOW_EDITION_MAIN, original);
  add_file (files, "a.png", "picture");
  add_file (files, "a.de.png", "Bild");
  if (translation != NULL)
    add_file (files, path, translation);
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);

  return edition;
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_nonnull (strstr (text, from));
  return g_strjoinv (to, parts);
}

/* (transfer full): @text with the digest of @original filled in. */
static char *
name_source (const char *text, const char *original)
{
  g_autoptr (AvowEdition) alone = create (original, NULL, NULL);
  g_autofree char *digest = avow_edition_digest_xml (avow_edition_get_reading (alone));

  return replace (text, "%s", digest);
}

/* (transfer full): what is said of the translation, a line each. */
static char *
describe (AvowEdition *edition, const char *language)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (GString) text = g_string_new (NULL);

  if (avow_edition_is_document (edition))
    {
      g_autoptr (AvowDocument) document = avow_document_new_in (edition, language, "t.xml", diagnostics, NULL);
    }
  else
    {
      g_autoptr (AvowCourse) course = avow_course_new_in (edition, language, "t.xml", diagnostics, NULL);
    }
  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *line = avow_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_string_append_printf (text, "%s\n", line);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_offered (AvowEdition *edition, const char *language)
{
  return g_ptr_array_find_with_equal_func (avow_edition_get_languages (edition), language, g_str_equal, NULL);
}

static void
test_whole (void)
{
  g_autofree char *text = name_source (translated, source);
  g_autoptr (AvowEdition) edition = create (source, "course.de.xml", text);
  g_autoptr (AvowEdition) alone = create (source, NULL, NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowCourse) course = NULL;
  g_autofree char *said = describe (edition, "de");

  g_assert_cmpstr (said, ==, "");
  g_assert_true (is_offered (edition, "de"));
  g_assert_cmpstr (g_ptr_array_index (avow_edition_get_languages (edition), 0), ==, "en");
  g_assert_false (is_offered (alone, "de"));
  g_assert_cmpstr (avow_edition_get_digest (edition), !=, avow_edition_get_digest (alone));

  course = avow_course_new_in (edition, "de", "t.xml", diagnostics, NULL);
  g_assert_cmpstr (course->title, ==, "Anrufe");
  g_assert_cmpstr (course->original_title, ==, "Callers");
  g_assert_cmpstr (course->language, ==, "de");
}

/* Each is a difference that a translation must not have. */
static const struct
{
  const char *name;
  const char *from;
  const char *to;
  const char *said; /* with its line */
} differences[] = {
  { "id", "id='q1-b'", "id='q1-c'", "t.xml:6:83: error: here stands id=\"q1-c\", and in the source id=\"q1-b\"" },
  { "right-answer", " correct='yes'", "", "t.xml:6:1: error: <option> lacks correct=\"yes\", which the source has" },
  { "another-right-answer", "<option id='q1-b'", "<option id='q1-b' correct='yes'", "the source has no correct=\"yes\" here" },
  { "kind", "kind='single'", "kind='multiple'", "here stands kind=\"multiple\", and in the source kind=\"single\"" },
  { "draw", "draw='1'", "draw='2'", "here stands draw=\"2\", and in the source draw=\"1\"" },
  { "pool", "<check id='k' pool='q'", "<check id='k' pool='x'", "here stands pool=\"x\", and in the source pool=\"q\"" },
  { "picture", "a.de.png", "b.png", "here stands src=\"b.png\", and in the source src=\"a.png\"" },
  { "variable", "<var name='organisation'/>", "<var name='owner'/>", "this line lacks <var name=\"organisation\">" },
  { "variable-lost", "<var name='organisation'/>", "uns", "t.xml:3:57: error: this line lacks <var name=\"organisation\">" },
  { "element-more", "Dann antwortet", "<em>Dann</em> antwortet", "the source has no <em> in this line" },
  { "paragraph-lost", "<p>Dann antwortet man.</p>", "", "here stands <figure>, and in the source <p>" },
  { "paragraph-more", "</figure>", "</figure><p>Mehr.</p>", "the source has no <p> here" },
  { "private-more", "anrufen.", "<private id='q2-b'>an</private>rufen.", "the source has no <private id=\"q2-b\"> in this line" },
  { "edition", "edition='1'", "edition='2'", "here stands edition=\"2\", and in the source edition=\"1\"" },
  { "owner", "owner='Team'", "owner='Gruppe'", "here stands owner=\"Gruppe\"" },
  { "language", "xml:lang='de'", "xml:lang='fr'", "its name says that this is “de”, and its xml:lang “fr”" },
  { "language-of-source", "xml:lang='de'", "xml:lang='en'", "its name says that this is “de”" },
};

static void
test_difference (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autofree char *changed = replace (translated, differences[i].from, differences[i].to);
  g_autofree char *text = name_source (changed, source);
  g_autoptr (AvowEdition) edition = create (source, "course.de.xml", text);
  g_autofree char *said = describe (edition, "de");

  g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, differences[i].said));
  g_assert_nonnull (strstr (said, ": error: "));
  g_assert_false (is_offered (edition, "de"));
}

static void
test_untranslated (void)
{
  g_autofree char *marked = replace (translated, "<p>Dann", "<p its:locQualityIssueType='untranslated'>Then");
  g_autofree char *text = name_source (marked, source);
  g_autoptr (AvowEdition) edition = create (source, "course.de.xml", text);
  g_autofree char *said = describe (edition, "de");

  g_assert_nonnull (strstr (said, "t.xml:4:1: warning: 1 element is not translated: this one"));
  g_assert_false (is_offered (edition, "de"));
}

static void
test_outdated (void)
{
  g_autofree char *newer = replace (source, "Then answer.", "Then answer quietly.");
  g_autofree char *text = name_source (translated, source);
  g_autoptr (AvowEdition) edition = create (newer, "course.de.xml", text);
  g_autofree char *said = describe (edition, "de");

  g_assert_nonnull (strstr (said, "warning: the source has changed since this was translated"));
  g_assert_false (is_offered (edition, "de"));
}

/* Which of two texts counts is said in both of them. */
static void
test_governing (void)
{
  static const char document[] =
    "<declaration xmlns='urn:avow:course:1' format='1' id='d' edition='1' xml:lang='en' title='D' owner='T'\n"
    " reviewed='2026-03-02' material='yes'%s><preamble><p>P</p></preamble>"
    "<governing language='en'>This one counts.</governing>"
    "<clause id='a' title='A'><p>A</p></clause><statement>S</statement><contact>C</contact></declaration>";
  g_autofree char *original = replace (document, "%s", "");
  g_autofree char *german = replace (document, "xml:lang='en'", "xml:lang='de'");
  g_autofree char *attribute = replace (german, "%s", " translation-of='%s'");
  g_autofree char *text = name_source (attribute, original);
  g_autofree char *silent = replace (original, "<governing language='en'>This one counts.</governing>", "");
  g_autofree char *strange = replace (original, "language='en'>", "language='fr'>");
  g_autoptr (AvowEdition) edition = create (original, "course.de.xml", text);
  g_autoptr (AvowEdition) without = create (silent, "course.de.xml", text);
  g_autoptr (AvowEdition) other = create (strange, "course.de.xml", text);
  g_autofree char *said = describe (edition, NULL);
  g_autofree char *said_without = describe (without, NULL);
  g_autofree char *said_other = describe (other, NULL);

  g_assert_cmpstr (said, ==, "");
  g_assert_true (is_offered (edition, "de"));
  g_assert_nonnull (strstr (said_without, "does not say which one counts"));
  g_assert_nonnull (strstr (said_other, "“fr” is to count, and there is no such text"));
}

static void
test_names (void)
{
  g_autofree char *name = avow_edition_name_translation ("confidentiality-agreement.xml", "de-AT");
  g_autofree char *language = avow_edition_read_language ("course.xml", "course.de-AT.xml");

  g_assert_cmpstr (name, ==, "confidentiality-agreement.de-AT.xml");
  g_assert_cmpstr (language, ==, "de-AT");
  g_assert_null (avow_edition_read_language ("course.xml", "course.xml"));
  g_assert_null (avow_edition_read_language ("course.xml", "course..xml"));
  g_assert_null (avow_edition_read_language ("course.xml", "course.xml~"));
  g_assert_null (avow_edition_read_language ("course.xml", "other.de.xml"));
  g_assert_null (avow_edition_read_language ("course.de.xml", "course.de.xml"));
}

static void
test_choose (void)
{
  static const char *const austrian[] = { "de_AT.UTF-8", "de_AT", "de.UTF-8", "de", "C", NULL };
  static const char *const french[] = { "fr", "C", NULL };
  static const char *const english_first[] = { "en", "de", NULL };
  g_autoptr (GPtrArray) offered = g_ptr_array_new ();

  g_ptr_array_add (offered, (char *) "en");
  g_ptr_array_add (offered, (char *) "de");
  g_assert_cmpstr (avow_language_choose (offered, austrian), ==, "de");
  g_assert_cmpstr (avow_language_choose (offered, french), ==, "en");
  g_assert_cmpstr (avow_language_choose (offered, english_first), ==, "en");
  g_assert_cmpstr (avow_language_get_name ("de"), ==, "Deutsch");
  g_assert_cmpstr (avow_language_get_name ("xx"), ==, "xx");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/course/translation{whole}", test_whole);
  for (guint i = 0; i < G_N_ELEMENTS (differences); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/course/translation{%s}", differences[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_difference);
    }
  g_test_add_func ("/avow/course/translation{untranslated}", test_untranslated);
  g_test_add_func ("/avow/course/translation{outdated}", test_outdated);
  g_test_add_func ("/avow/course/translation{governing}", test_governing);
  g_test_add_func ("/avow/course/translation{names}", test_names);
  g_test_add_func ("/avow/course/translation{choose}", test_choose);

  return g_test_run ();
}
