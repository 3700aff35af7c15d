/* test-import-formats.c: each format, what becomes of it, and what is refused where and why
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "importing.h"

#include "sign/avow-pack.h"

#include <string.h>

typedef struct
{
  guint line;
  AvowDiagnosticSeverity severity;
  const char *message; /* its beginning, after the question's name */
} Finding;

#define ERROR AVOW_DIAGNOSTIC_ERROR
#define WARNING AVOW_DIAGNOSTIC_WARNING

static const Finding gift[] = {
  { 5, WARNING, "an answer that was right in part" },
  { 23, WARNING, "feedback on one of the words" },
  { 23, WARNING, "an answer that was right in part" },
  { 23, WARNING, "an answer with * stands for many" },
  { 43, WARNING, "a script is not taken" },
  { 43, WARNING, "a style sheet is not taken" },
  { 43, WARNING, "a picture that lies on another computer" },
  { 56, ERROR, "it is answered by an essay" },
  { 58, ERROR, "it accepts numbers within limits" },
  { 60, ERROR, "its “{” is never closed" },
  { 64, ERROR, "no answer of it begins with = or ~" },
  { 66, ERROR, "there is nothing to choose between" },
  { 68, ERROR, "no answer of it is right" },
  { 70, ERROR, "a pair of it lacks its “->”" },
  { 0 },
};

static const Finding aiken[] = {
  { 15, ERROR, "it has no answers to choose between" },
  { 18, ERROR, "“ANSWER: C” names no answer of it" },
  { 23, ERROR, "it lacks its line “ANSWER:”" },
  { 0 },
};

static const Finding moodle[] = {
  { 19, WARNING, "feedback that depends on whether the answer is right" },
  { 19, WARNING, "hints for another attempt" },
  { 37, WARNING, "capital letters counted in it" },
  { 37, WARNING, "an answer with * stands for many" },
  { 37, WARNING, "feedback on one of the words" },
  { 37, WARNING, "an answer that was right in part" },
  { 84, WARNING, "an answer that was right in part" },
  { 103, ERROR, "it is answered by an essay" },
  { 104, ERROR, "its numbers are calculated anew" },
  { 105, ERROR, "it is answered with a mouse on a picture" },
  { 106, ERROR, "it stands for other questions that are drawn" },
  { 107, ERROR, "each of its statements is judged by itself" },
  { 108, ERROR, "Avow has no questions of the type “crossword”" },
  { 109, ERROR, "it accepts numbers within limits" },
  { 113, ERROR, "something is to be typed into one of several gaps" },
  { 114, ERROR, "its gap [[7]] has no word" },
  { 115, ERROR, "an answer of it has no words" },
  { 0 },
};

static const Finding item_2[] = {
  { 9, WARNING, "what is said to those who score or teach" },
  { 0 },
};

static const Finding none[] = { { 0 } };

static const struct
{
  const char *file;
  AvowImportFormat format;
  guint taken;
  const Finding *findings;
} files[] = {
  { "questions.gift", AVOW_IMPORT_GIFT, 17, gift },
  { "questions.aiken.txt", AVOW_IMPORT_AIKEN, 3, aiken },
  { "questions.moodle.xml", AVOW_IMPORT_MOODLE, 14, moodle },
  { "item-2.xml", AVOW_IMPORT_QTI, 1, item_2 },
  { "item-3.xml", AVOW_IMPORT_QTI, 1, none },
};

static const char *
skip_name (const char *message)
{
  const char *end = g_str_has_prefix (message, "“") ? strstr (message, "”: ") : NULL;

  return end != NULL ? end + strlen ("”: ") : message;
}

static void
check_findings (AvowImport *import, const char *name, const Finding *findings)
{
  GPtrArray *found = avow_import_get_diagnostics (import);
  guint errors = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const AvowDiagnostic *diagnostic = g_ptr_array_index (found, i);

      g_assert_cmpuint (findings[i].line, !=, 0);
      g_assert_cmpuint (diagnostic->line, ==, findings[i].line);
      g_assert_cmpint (diagnostic->severity, ==, findings[i].severity);
      g_assert_cmpstr (diagnostic->file, ==, name);
      if (!g_str_has_prefix (skip_name (diagnostic->message), findings[i].message))
        g_error ("%s:%u: “%s”, not “%s”", name, diagnostic->line, diagnostic->message, findings[i].message);
      g_assert_cmpstr (diagnostic->remedy, !=, "");
      errors += diagnostic->severity == AVOW_DIAGNOSTIC_ERROR;
    }
  g_assert_cmpuint (findings[found->len].line, ==, 0);
  g_assert_cmpuint (avow_import_count_refused (import), ==, errors);
}

static char *
import_sample (const char *name, AvowImportFormat format, guint taken, const Finding *findings)
{
  g_autoptr (AvowImport) import = avow_import_new ();
  g_autoptr (GBytes) bytes = read_sample (name);
  g_autoptr (GHashTable) course = NULL;

  avow_import_take (import, name, bytes, format);
  check_findings (import, name, findings);
  g_assert_cmpuint (avow_import_count_taken (import), ==, taken);
  course = make_course (import);

  return get_xml (course);
}

static void
test_file (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *expected_name = g_strdup_printf ("expected/%s", files[i].file);
  g_autofree char *expected_file = g_str_has_suffix (expected_name, ".xml") ? g_strdup (expected_name) : g_strconcat (expected_name, ".xml", NULL);
  g_autoptr (GBytes) expected = read_sample (expected_file);
  g_autofree char *text = g_strndup (g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  g_autofree char *guessed = import_sample (files[i].file, AVOW_IMPORT_ANY, files[i].taken, files[i].findings);
  g_autofree char *named = import_sample (files[i].file, files[i].format, files[i].taken, files[i].findings);

  g_assert_cmpstr (guessed, ==, text);
  g_assert_cmpstr (named, ==, text);
}

static void
take_text (AvowImport *import, const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  avow_import_take (import, name, bytes, AVOW_IMPORT_ANY);
}

/* The same words in the same order keep their ids, whatever else comes in. */
static void
test_stable_ids (void)
{
  g_autoptr (AvowImport) before = avow_import_new (), after = avow_import_new ();
  g_autoptr (GHashTable) first = NULL, second = NULL;
  g_autoptr (AvowCourse) a = NULL, b = NULL;
  AvowQuestion *question;

  take_text (before, "a.gift", "Is it so?{T}\n\n::Name::Who?{=A ~B}");
  take_text (after, "a.gift", "New?{F}\n\nIs it so?{F}\n\n::Name::Whoever?{=C ~A ~B}\n\n::Name::Another?{=A ~B}");
  first = make_course (before);
  second = make_course (after);
  a = load_course (first);
  b = load_course (second);
  for (guint i = 0; i < 2; i++)
    {
      question = g_ptr_array_index (((AvowPool *) g_ptr_array_index (a->pools, 0))->questions, i);
      g_assert_nonnull (avow_course_find_question (b, question->id));
    }
  g_assert_nonnull (avow_course_find_question (b, "name-2"));
  g_assert_null (avow_course_find_question (a, "name-2"));
}

static void
test_charsets (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
  } texts[] = {
    { "\xEF\xBB\xBF" "Gr\xC3\xBC\xC3\x9F" "e?{T}", 14 },
    { "Gr\xFC\xDF" "e?{T}", 9 },
    { "\xFF\xFEG\0r\0\xFC\0\xDF\0e\0?\0{\0T\0}\0", 20 },
    { "\xFE\xFF\0G\0r\0\xFC\0\xDF\0e\0?\0{\0T\0}", 20 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AvowImport) import = avow_import_new ();
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i].bytes, texts[i].length);
      g_autoptr (GHashTable) course = NULL;
      g_autofree char *xml = NULL;

      avow_import_take (import, "a.gift", bytes, AVOW_IMPORT_GIFT);
      course = make_course (import);
      xml = get_xml (course);
      g_assert_nonnull (strstr (xml, "<p>Grüße?</p>"));
    }
}

/* --- interactions of QTI ------------------------------------------------------------------------------------------ */

#define DECLARE(number, type, values) \
  "<responseDeclaration identifier='R' cardinality='" number "' baseType='" type "'><correctResponse>" values "</correctResponse></responseDeclaration>"
#define BODY(inner) "<itemBody><p>Which?</p>" inner "</itemBody>"
#define REFUSED (-1)
#define PAGE (-2)

static const struct
{
  const char *item;
  int kind;
  const char *what; /* a part of the course's XML, or of the reason */
} interactions[] = {
  { DECLARE ("ordered", "identifier", "<value>b</value><value>a</value>")
      BODY ("<orderInteraction responseIdentifier='R'><simpleChoice identifier='a'>A</simpleChoice><simpleChoice identifier='b'>B</simpleChoice></orderInteraction>"),
    AVOW_QUESTION_ORDER, "<entry id=\"item-b\">B</entry>\n      <entry id=\"item-a\">A</entry>" },
  { DECLARE ("ordered", "identifier", "<value>b</value>")
      BODY ("<orderInteraction responseIdentifier='R'><simpleChoice identifier='a'>A</simpleChoice><simpleChoice identifier='b'>B</simpleChoice></orderInteraction>"),
    REFUSED, "only some of its entries" },
  { DECLARE ("multiple", "directedPair", "<value>a x</value><value>b y</value>")
      BODY ("<matchInteraction responseIdentifier='R'><simpleMatchSet><simpleAssociableChoice identifier='a'>A</simpleAssociableChoice>"
            "<simpleAssociableChoice identifier='b'>B</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier='x'>X</simpleAssociableChoice>"
            "<simpleAssociableChoice identifier='y'>Y</simpleAssociableChoice><simpleAssociableChoice identifier='z'>Z</simpleAssociableChoice></simpleMatchSet></matchInteraction>"),
    AVOW_QUESTION_MATCH, "<decoy id=\"item-z\">Z</decoy>" },
  { DECLARE ("multiple", "directedPair", "<value>a x</value><value>a y</value>")
      BODY ("<matchInteraction responseIdentifier='R'><simpleMatchSet><simpleAssociableChoice identifier='a'>A</simpleAssociableChoice>"
            "<simpleAssociableChoice identifier='b'>B</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier='x'>X</simpleAssociableChoice>"
            "<simpleAssociableChoice identifier='y'>Y</simpleAssociableChoice></simpleMatchSet></matchInteraction>"),
    AVOW_QUESTION_INLINE_CHOICE, "X: <gap id=\"item-x\">" },
  { DECLARE ("multiple", "directedPair", "<value>a x</value><value>a y</value><value>b y</value>")
      BODY ("<matchInteraction responseIdentifier='R'><simpleMatchSet><simpleAssociableChoice identifier='a'>A</simpleAssociableChoice>"
            "<simpleAssociableChoice identifier='b'>B</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier='x'>X</simpleAssociableChoice>"
            "<simpleAssociableChoice identifier='y'>Y</simpleAssociableChoice></simpleMatchSet></matchInteraction>"),
    REFUSED, "something in it belongs to several others" },
  { DECLARE ("multiple", "directedPair", "<value>a g</value>")
      BODY ("<gapMatchInteraction responseIdentifier='R'><gapText identifier='a'>verify</gapText><gapText identifier='b'>hurry</gapText><p>First <gap identifier='g'/>.</p></gapMatchInteraction>"),
    AVOW_QUESTION_INLINE_CHOICE, "<passage>First <gap id=\"item-g\">\n          <option id=\"item-g-a\" correct=\"yes\">verify</option>" },
  { DECLARE ("single", "identifier", "<value>a</value>")
      BODY ("<p>First <inlineChoiceInteraction responseIdentifier='R'><inlineChoice identifier='a'>verify</inlineChoice><inlineChoice identifier='b'>hurry</inlineChoice></inlineChoiceInteraction>.</p>"),
    AVOW_QUESTION_INLINE_CHOICE, "<passage>First <gap id=\"item-R\">" },
  { DECLARE ("single", "string", "<value>York</value>") BODY ("<p>Write <textEntryInteraction responseIdentifier='R'/> here.</p>"),
    AVOW_QUESTION_TEXT_ENTRY, "<p>Write _____ here.</p>" },
  { DECLARE ("single", "float", "<value>3</value>") BODY ("<textEntryInteraction responseIdentifier='R'/>")
      "<responseProcessing><responseCondition><responseIf><equal toleranceMode='absolute'/></responseIf></responseCondition></responseProcessing>",
    REFUSED, "it accepts numbers within limits" },
  { BODY ("<extendedTextInteraction responseIdentifier='R'/>"), REFUSED, "it is answered by an essay" },
  { BODY ("<hotspotInteraction responseIdentifier='R'/>"), REFUSED, "it is answered with a mouse on a picture" },
  { BODY ("<drawingInteraction responseIdentifier='R'/>"), REFUSED, "it is answered by drawing" },
  { BODY ("<sliderInteraction responseIdentifier='R'/>"), REFUSED, "it is answered with a slider" },
  { BODY ("<uploadInteraction responseIdentifier='R'/>"), REFUSED, "it is answered with a file" },
  { BODY ("<hottextInteraction responseIdentifier='R'/>"), REFUSED, "it is answered by marking words" },
  { BODY ("<associateInteraction responseIdentifier='R'/>"), REFUSED, "its pairs are not of two sides" },
  { BODY ("<customInteraction responseIdentifier='R'/>"), REFUSED, "it is answered by a program" },
  { BODY ("<newInteraction responseIdentifier='R'/>"), REFUSED, "Avow has no questions of the type “newInteraction”" },
  { BODY ("<textEntryInteraction responseIdentifier='R'/><textEntryInteraction responseIdentifier='S'/>"), REFUSED, "it asks for 2 answers" },
  { "<templateDeclaration identifier='T'/>" BODY ("<textEntryInteraction responseIdentifier='R'/>"), REFUSED, "its numbers are calculated anew" },
  { DECLARE ("single", "string", "<value>1</value>")
      BODY ("<p><math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math></p><textEntryInteraction responseIdentifier='R'/>"),
    REFUSED, "it has a formula" },
  { BODY (""), PAGE, "<p>Which?</p>" },
  { "", REFUSED, "it asks nothing" },
};

static void
test_interaction (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (AvowImport) import = avow_import_new ();
  g_autoptr (GHashTable) course = NULL;
  g_autoptr (AvowCourse) loaded = NULL;
  g_autofree char *item = g_strdup_printf ("<assessmentItem identifier='item' title='Item'>%s</assessmentItem>", interactions[i].item), *xml = NULL;

  take_text (import, "item.xml", item);
  if (interactions[i].kind == REFUSED)
    {
      const Finding finding[] = { { 1, ERROR, interactions[i].what }, { 0 } };

      check_findings (import, "item.xml", finding);
      g_assert_cmpuint (avow_import_count_taken (import), ==, 0);
      return;
    }

  check_findings (import, "item.xml", none);
  course = make_course (import);
  xml = get_xml (course);
  if (strstr (xml, interactions[i].what) == NULL)
    g_error ("no “%s” in:\n%s", interactions[i].what, xml);
  if (interactions[i].kind == PAGE)
    return;
  loaded = load_course (course);
  g_assert_cmpint (avow_course_find_question (loaded, "item")->kind, ==, interactions[i].kind);
}

/* --- packages ----------------------------------------------------------------------------------------------------- */

static void
add_entry (GHashTable *entries, const char *name, const char *text)
{
  g_hash_table_insert (entries, g_strdup (name), g_bytes_new (text, strlen (text)));
}

#define ITEM(id, body) \
  "<assessmentItem xmlns='http://www.imsglobal.org/xsd/imsqti_v2p1' identifier='" id "' title='" id "'>" body "</assessmentItem>"
#define CHOICE(prompt) \
  "<responseDeclaration identifier='R' cardinality='single'><correctResponse><value>a</value></correctResponse></responseDeclaration>" \
  "<itemBody>" prompt "<choiceInteraction responseIdentifier='R'><simpleChoice identifier='a'>A</simpleChoice><simpleChoice identifier='b'>B</simpleChoice>" \
  "</choiceInteraction></itemBody>"

static GBytes *
pack (GHashTable *entries)
{
  g_autoptr (GError) error = NULL;
  GBytes *zip = avow_pack_write (entries, NULL, 0, &error);

  g_assert_no_error (error);
  return zip;
}

static void
test_package (void)
{
  static const Finding findings[] = {
    { 1, WARNING, "a picture is neither PNG, JPEG nor a plain SVG" },
    { 5, ERROR, "the package names this question, and has no such file" },
    { 6, ERROR, "this is QTI 1" },
    { 0 },
  };
  g_autoptr (AvowImport) import = avow_import_new ();
  g_autoptr (GHashTable) entries = avow_pack_new (), course = NULL;
  g_autoptr (GBytes) zip = NULL;
  g_autoptr (AvowCourse) loaded = NULL;
  GPtrArray *found;

  add_entry (entries, "imsmanifest.xml",
             "<manifest><metadata><lom><general><title><string>At the desk</string></title></general></lom></metadata>\n"
             "<resources>\n"
             "<resource type='imsqti_item_xmlv2p1' href='items/one.xml'/>\n"
             "<resource type='imsqti_item_xmlv2p1' href='items/two.xml'/>\n"
             "<resource type='imsqti_item_xmlv2p1' href='items/three.xml'/>\n"
             "<resource type='imsqti_xmlv1p2' href='old.xml'/>\n"
             "<resource type='webcontent' href='pictures/door.svg'/>\n"
             "</resources></manifest>");
  add_entry (entries, "items/one.xml", ITEM ("one", CHOICE ("<p>Which?</p><p><img src='../pictures/the%20door.svg' alt='A door'/></p>")));
  add_entry (entries, "items/two.xml", ITEM ("two", CHOICE ("<p>Which?</p><p><img src='../pictures/bad.svg' alt='Bad'/><img src='../../../etc/passwd.png'/></p>")));
  add_entry (entries, "items/unused.xml", "<nothing/>");
  add_entry (entries, "pictures/bad.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert (1)</script></svg>");
  /* ours has no spaces in names, and others' may */
  add_entry (entries, "pictures/the_door.svg", "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>");
  add_entry (entries, "old.xml", "<questestinterop/>");
  g_hash_table_insert (entries, g_strdup ("pictures/the door.svg"), g_bytes_ref (g_hash_table_lookup (entries, "pictures/the_door.svg")));
  zip = pack (entries);
  avow_import_take (import, "desk.zip", zip, AVOW_IMPORT_ANY);

  found = avow_import_get_diagnostics (import);
  g_assert_cmpuint (found->len, ==, 4);
  for (guint i = 0, k = 0; i < found->len; i++)
    {
      const AvowDiagnostic *diagnostic = g_ptr_array_index (found, i);

      /* of the second item both pictures are noted */
      if (strstr (diagnostic->message, "does not come with it") != NULL)
        {
          g_assert_cmpstr (diagnostic->file, ==, "desk.zip/items/two.xml");
          continue;
        }
      g_assert_cmpuint (diagnostic->line, ==, findings[k].line);
      g_assert_true (g_str_has_prefix (skip_name (diagnostic->message), findings[k].message));
      k++;
    }
  course = make_course (import);
  g_assert_cmpuint (g_hash_table_size (course), ==, 2);
  g_assert_true (g_hash_table_contains (course, "pictures/the-door.svg"));
  loaded = load_course (course);
  g_assert_cmpstr (((AvowPool *) g_ptr_array_index (loaded->pools, 0))->title, ==, "At the desk");
  g_assert_nonnull (avow_course_find_question (loaded, "one"));
  g_assert_nonnull (avow_course_find_question (loaded, "two"));
}

/* A package is refused as a whole where a name in it leads elsewhere. The control: the same with a name that does not. */
static void
test_package_names (void)
{
  static const char *const names[] = { "../../evil.xml", "/etc/evil.xml", "a/../../evil.xml", "./../evil.xml", "items/good.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (AvowImport) import = avow_import_new ();
      g_autoptr (GHashTable) entries = avow_pack_new ();
      g_autoptr (GBytes) zip = NULL;

      add_entry (entries, "imsmanifest.xml", "<manifest><resources><resource type='imsqti_item_xmlv2p1' href='one.xml'/></resources></manifest>");
      add_entry (entries, "one.xml", ITEM ("one", CHOICE ("<p>Which?</p>")));
      add_entry (entries, names[i], "<nothing/>");
      zip = pack (entries);
      g_test_message ("%s", names[i]);
      avow_import_take (import, "names.zip", zip, AVOW_IMPORT_ANY);
      g_assert_cmpuint (avow_import_count_taken (import), ==, i == G_N_ELEMENTS (names) - 1 ? 1 : 0);
      g_assert_cmpuint (avow_import_count_refused (import), ==, i == G_N_ELEMENTS (names) - 1 ? 0 : 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/author/import/file{%s}", files[i].file);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_file);
    }
  for (guint i = 0; i < G_N_ELEMENTS (interactions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/author/import/interaction{%u}", i + 1);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_interaction);
    }
  g_test_add_func ("/avow/author/import/same-source-same-ids", test_stable_ids);
  g_test_add_func ("/avow/author/import/charsets", test_charsets);
  g_test_add_func ("/avow/author/import/package", test_package);
  g_test_add_func ("/avow/author/import/package{names-that-lead-elsewhere}", test_package_names);

  return g_test_run ();
}
