/* test-translate.c: templates out of courses, and translations made of catalogues
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "author/avow-translate.h"
#include "course/avow-course.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: de\\n\"\n\n"
#define ENTRY(msgid, msgstr) "msgid \"" msgid "\"\nmsgstr \"" msgstr "\"\n\n"
#define REST ENTRY ("About callers.", "Von Anrufen.") ENTRY ("Page", "Seite") ENTRY ("Module", "Modul") \
             ENTRY ("Callers", "Anrufe") ENTRY ("An option", "Eine Wahl") ENTRY ("Why.", "Darum.") ENTRY ("Another", "Andere") \
             ENTRY ("What?", "Was?") ENTRY ("Pool", "Fragen") ENTRY ("A &amp; B", "A &amp; B")
#define LINE "Ask <strong>first</strong>, at <var name=\\\"organisation\\\"/>."
#define GERMAN_LINE "Bei <var name=\\\"organisation\\\"/> fragt man <strong>zuerst</strong>."

static const char source[] =
  "<course xmlns='urn:avow:course:1' format='1' id='c' edition='1' xml:lang='en' title='Callers' owner='Team'\n"
  " reviewed='2026-03-02' material='yes'>\n  <!-- kept -->\n  <summary><p>About callers.</p></summary>\n"
  "<module id='m' title='Module'><page id='p' title='Page'><p>Ask\n  <strong>first</strong>, at <var name='organisation'/>.</p>\n"
  "<p><var name='organisation'/></p><p>A &amp; B</p></page></module>\n"
  "<pool id='q' title='Pool'><question id='q1' kind='single'><prompt><p>What?</p></prompt>\n"
  "<option id='q1-a' correct='yes'>An option\n  <feedback>Why.</feedback></option><option id='q1-b'>Another</option></question></pool></course>\n";

typedef struct
{
  char *folder;
  char *path;
  char *catalogue;
  AvowEdition *edition;
  GPtrArray *diagnostics;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("avow-translate-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "course.xml", NULL);
  self->catalogue = g_build_filename (self->folder, "po.po", NULL);
  g_file_set_contents (self->path, source, -1, &error);
  g_assert_no_error (error);
  self->edition = avow_edition_load (self->folder, &error);
  g_assert_no_error (error);
  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_unlink (self->catalogue);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->catalogue);
  avow_edition_unref (self->edition);
  g_ptr_array_unref (self->diagnostics);
}

static AvowTranslation *
merge (Fixture *self, const char *catalogue, GError **error)
{
  g_assert_true (g_file_set_contents (self->catalogue, catalogue, -1, NULL));
  return avow_translate_merge (self->edition, self->path, self->catalogue, self->diagnostics, error);
}

static char *
first_diagnostic (Fixture *self)
{
  g_assert_cmpuint (self->diagnostics->len, >, 0);
  return avow_diagnostic_to_string (g_ptr_array_index (self->diagnostics, 0));
}

static void
test_whole (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowTranslation) translation = merge (self, HEADER REST ENTRY (LINE, GERMAN_LINE), &error);

  g_assert_no_error (error);
  g_assert_false (avow_diagnostics_have_errors (self->diagnostics));
  g_assert_cmpuint (translation->texts, ==, 11);
  g_assert_cmpuint (translation->fuzzy + translation->missing, ==, 0);
  g_assert_true (g_str_has_suffix (translation->path, "/course.de.xml"));
  g_assert_nonnull (strstr (translation->text, "<!-- kept -->"));
  g_assert_nonnull (strstr (translation->text, "<p>Bei <var name=\"organisation\"/> fragt man <strong>zuerst</strong>.</p>"));
  g_assert_nonnull (strstr (translation->text, "<p>A &amp; B</p>"));
  g_assert_nonnull (strstr (translation->text, "correct=\"yes\">Eine Wahl\n  <feedback>Darum.</feedback></option>"));
  g_assert_nonnull (strstr (translation->text, "owner=\"Team\""));
  g_assert_null (strstr (translation->text, "untranslated"));
}

/* It is offered as it stands, and not before. */
static void
test_offered (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowTranslation) translation = merge (self, HEADER REST ENTRY (LINE, GERMAN_LINE), NULL);
  g_autoptr (AvowEdition) edition = NULL;

  g_assert_true (g_file_set_contents (translation->path, translation->text, -1, NULL));
  edition = avow_edition_load (self->folder, NULL);
  g_assert_cmpuint (avow_edition_get_languages (edition)->len, ==, 2);
  g_unlink (translation->path);
}

static void
test_incomplete (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowTranslation) translation = merge (self, HEADER REST "#, fuzzy\n" ENTRY (LINE, GERMAN_LINE) "#~ msgid \"x\"\n#~ msgstr \"y\"\n", &error);
  g_autoptr (AvowEdition) edition = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (translation->fuzzy, ==, 1);
  g_assert_cmpuint (translation->missing, ==, 0);
  g_assert_nonnull (strstr (translation->text, "<p its:locQualityIssueType=\"untranslated\">Ask"));
  g_assert_null (strstr (translation->text, "zuerst"));

  g_assert_true (g_file_set_contents (translation->path, translation->text, -1, NULL));
  edition = avow_edition_load (self->folder, NULL);
  g_assert_cmpuint (avow_edition_get_languages (edition)->len, ==, 1);
  g_unlink (translation->path);
}

static void
test_missing (Fixture *self, gconstpointer data)
{
  g_autoptr (AvowTranslation) translation = merge (self, HEADER REST, NULL);

  g_assert_cmpuint (translation->missing, ==, 1);
  g_assert_nonnull (strstr (translation->text, "untranslated"));
}

/* What is wrong in a translation is told by the line of its source, and nothing comes of it. */
static const struct
{
  const char *name;
  const char *catalogue;
  const char *said;
} wrong[] = {
  { "element-lost", HEADER REST ENTRY (LINE, "Fragt man <strong>zuerst</strong>."), "course.xml:5:57: error: the translation of this lacks <var name=\"organisation\">" },
  { "element-changed", HEADER REST ENTRY (LINE, "Bei <var name=\\\"owner\\\"/> fragt man <strong>zuerst</strong>."), "lacks <var name=\"organisation\">" },
  { "element-more", HEADER REST ENTRY (LINE, GERMAN_LINE "<em>!</em>"), "has <em>, which the source has not" },
  { "tag-open", HEADER REST ENTRY (LINE, "Bei <var name=\\\"organisation\\\"/> fragt <strong>zuerst."), "is not well-formed" },
  { "entity", HEADER REST ENTRY (LINE, GERMAN_LINE " A & B"), "is not well-formed" },
};

static void
test_wrong (Fixture *self, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowTranslation) translation = merge (self, wrong[i].catalogue, &error);
  g_autofree char *said = first_diagnostic (self);

  g_assert_no_error (error);
  g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, wrong[i].said));
  g_assert_null (translation->text);
}

/* What is no catalogue is told by its own line. */
static void
test_unreadable (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *catalogue;
    const char *said;
  } table[] = {
    { HEADER "msgid \"a\"\nmsgstr \"b\n", "po.po:8: end-of-line within string" },
    { HEADER ENTRY ("a", "b") ENTRY ("a", "c"), "po.po:9: duplicate message definition" },
    { "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n" REST, "does not say its language" },
    { "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: en\\n\"\n\n" REST, "is in the language of the source" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowTranslation) translation = merge (self, table[i].catalogue, &error);

      g_assert_null (translation);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, table[i].said));
    }
}

static void
test_template (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  avow_translate_write_template (self->edition, self->path, self->catalogue, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self->catalogue, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "#. page/p\n#: course.xml:5\nmsgid \"" LINE "\"\nmsgstr \"\"\n"));
  g_assert_nonnull (strstr (text, "msgid \"An option\"\n"));
  g_assert_nonnull (strstr (text, "#. course@title\n"));
  /* what says the same in every language is no work for anybody */
  g_assert_null (strstr (text, "msgid \"<var"));
  g_assert_null (strstr (text, "Team"));
}

/* What ships is what comes of its catalogues today, and is whole. */
static void
test_shipped (gconstpointer data)
{
  const char *name = data;
  g_autofree char *path = g_build_filename (g_getenv ("AVOW_COURSES"), name, NULL);
  g_autoptr (GPtrArray) catalogues = avow_translate_find_catalogues (path);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean is_course = g_str_has_suffix (path, "/" AVOW_EDITION_MAIN);
  g_autoptr (AvowEdition) edition = avow_edition_load (is_course ? folder : path, NULL);

  g_assert_cmpuint (catalogues->len, ==, 1);
  for (guint i = 0; i < catalogues->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowTranslation) translation = avow_translate_merge (edition, path, g_ptr_array_index (catalogues, i), diagnostics, &error);
      g_autofree char *shipped = NULL;

      g_assert_no_error (error);
      g_test_message ("%s: %u texts", translation->path, translation->texts);
      g_assert_cmpuint (translation->fuzzy + translation->missing, ==, 0);
      g_assert_true (g_file_get_contents (translation->path, &shipped, NULL, NULL));
      g_assert_true (g_strcmp0 (translation->text, shipped) == 0);
    }
  g_assert_cmpuint (avow_edition_get_languages (edition)->len, ==, 2);
}

#define add(name, func) g_test_add ("/avow/author/translate{" name "}", Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("whole", test_whole);
  add ("offered", test_offered);
  add ("fuzzy", test_incomplete);
  add ("missing", test_missing);
  add ("unreadable", test_unreadable);
  add ("template", test_template);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/author/translate{%s}", wrong[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_wrong, tear_down);
    }
  g_test_add_data_func ("/avow/author/translate{shipped-course}", "maintaining-customer-privacy/course.xml", test_shipped);
  g_test_add_data_func ("/avow/author/translate{shipped-agreement}", "declarations/confidentiality-agreement.xml", test_shipped);
  g_test_add_data_func ("/avow/author/translate{shipped-declaration}", "declarations/customer-information-declaration.xml", test_shipped);

  return g_test_run ();
}
