/* test-course-errors.c: what is wrong in a course is said at its place, once, and with a remedy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "course/avow-course.h"
#include "course/avow-document.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROOT "xmlns=\"urn:avow:course:1\" format=\"1\" id=\"c\" edition=\"1\" xml:lang=\"en\" title=\"T\" owner=\"O\" " \
             "reviewed=\"2026-03-02\" material=\"yes\""
#define SUMMARY "<summary><p>S</p></summary>\n"
#define OPTIONS "<option id=\"a\" correct=\"yes\">A<feedback>F</feedback></option>" \
                "<option id=\"b\">B<feedback>F</feedback></option>"
#define QUESTION "<question id=\"q\" kind=\"single\"><prompt><p>P</p></prompt>" OPTIONS "</question>"
#define POOL "<pool id=\"po\" title=\"P\">" QUESTION "</pool>\n"

/* Line 1 is the root, line 2 the summary; what a case gives begins on line 3. */
#define COURSE(content) "<course " ROOT ">\n" SUMMARY content "\n</course>"

/* Line 1 is the root, 2 the summary, 3 the page's tag; what a case gives begins on line 4. */
#define PAGE(content) COURSE ("<module id=\"m\" title=\"M\"><page id=\"pg\" title=\"P\">\n" content "\n</page></module>")

/* Line 3 is the module, 4 the scenario's tag; scenes begin on line 5. */
#define SCENES(content) COURSE ("<module id=\"m\" title=\"M\"><scenario ref=\"s\"/></module>\n" \
                                "<scenario id=\"s\" title=\"S\">\n" content "\n</scenario>")
#define SCENE(id, content) "<scene id=\"" id "\" title=\"S\"><p>S</p>" content "</scene>\n"
#define CHOICE(id, to) "<choice id=\"" id "\" to=\"" to "\">Go</choice>"

/* Line 3 is the module, 4 the pool's tag; the question begins on line 5. */
#define ASKING(content) COURSE ("<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"po\" draw=\"1\"/></module>\n" \
                              "<pool id=\"po\" title=\"P\">\n" content "\n</pool>")
#define WHY "<feedback>F</feedback>"
#define MESSAGE(id, suspicious) "<message id=\"" id "\" from=\"F\" subject=\"S\" suspicious=\"" suspicious "\"><p>a " \
                                "<mark>b</mark></p>" WHY "</message>"

typedef struct
{
  const char *name;
  const char *text;
  const char *wanted; /* LINE:COLUMN: and the beginning of what is said, a line each */
} Case;

static const Case cases[] = {
  /* a sound one, so that the others fail for what they say */
  { "sound-course", PAGE ("<p>P</p>"), "" },
  { "sound-pool", COURSE ("<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"po\" draw=\"1\"/></module>" POOL), "" },
  { "sound-scenario", SCENES (SCENE ("a", CHOICE ("x", "b")) SCENE ("b", "<ending kind=\"good\"/>")), "" },

  /* not XML, or not what a course may be */
  { "empty", "", "1:1: the file has no element\n" },
  { "doctype", "<?xml version=\"1.0\"?>\n  <!DOCTYPE course SYSTEM \"x.dtd\">\n" PAGE ("<p>P</p>"),
    "2:3: a course has no DOCTYPE\n" },
  { "instruction", COURSE ("  <?php echo 1 ?>"), "3:3: a course has no processing instructions\n" },
  { "entity", PAGE ("<p>a&nbsp;b</p>"), "4:5: courses know no entity “&nbsp;”\n" },
  { "ampersand", PAGE ("<p>\xC3\xA4\xC3\xB6 & b</p>"), "4:7: “&” stands for itself only as\n" },
  { "cut-off-in-element", "<course " ROOT ">\n<summary>\n<p>half a sen", "3:14: the file ends while <p> of line 3\n" },
  { "cut-off-in-tag", "<course " ROOT ">\n<summary>\n<p id=", "3:7: the file ends in the middle of what begins on line 3\n" },
  { "cut-off-in-value", "<course " ROOT ">\n<summary>\n<p id=\"x", "3:9: the file ends in the middle of what begins on line 3\n" },
  { "cut-off-in-comment", "<course " ROOT ">\n<!-- half", "2:10: the file ends in the middle of what begins on line 2\n" },
  { "wrong-close", PAGE ("<p>a <em>b</p>"), "4:11: </p> stands where <em> of line 4 is still open\n" },
  { "close-only", "<course " ROOT "></course>\n</course>", "2:1: </course> closes nothing\n" },
  { "two-roots", "<course " ROOT "></course>\n<course/>", "2:1: there is a second root element\n" },
  { "unquoted", PAGE ("<p id=x>P</p>"), "4:4: the value of “id” has no quotation marks\n" },
  { "no-value", PAGE ("<p id>P</p>"), "4:4: the attribute “id” has no value\n" },
  { "open-quote", PAGE ("<p id=\"x>P</p>\n<p id=\"y\">"), "4:4: there is a “<” in the value of “id”\n" },
  { "twice", PAGE ("<p id=\"x\" id=\"y\">P</p>"), "4:11: the attribute “id” is given twice\n" },
  { "control-character", PAGE ("<p>\x01</p>"), "4:4: there is a control character here\n" },
  { "prefix", PAGE ("<x:p>P</x:p>"), "4:1: a prefix stands before a name without xmlns\n" },
  { "utf-16", "\xFF\xFE<", "1:1: the file is in UTF-16\n" },
  { "latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?>\n" PAGE ("<p>P</p>"),
    "1:21: the file says that it is not in UTF-8\n" },
  { "not-utf-8", PAGE ("<p>caf\xE9 au lait</p>"), "4:7: this character is not in UTF-8\n" },
  { "byte-order-mark", "\xEF\xBB\xBF" PAGE ("<p>P</p>"), "" },
  { "byte-order-mark-column", "\xEF\xBB\xBF<!DOCTYPE x>", "1:1: a course has no DOCTYPE\n" },

  /* roots */
  { "no-namespace", "<course/>", "1:1: <course> does not say that it is a course for Avow\n" },
  { "other-root", "<page xmlns=\"urn:avow:course:1\"/>", "1:1: <page> can't be the root of a file\n" },
  { "format", "<course xmlns=\"urn:avow:course:1\" format=\"2\" id=\"c\" edition=\"1\" xml:lang=\"en\" title=\"T\" "
              "owner=\"O\" reviewed=\"2026-03-02\" material=\"yes\">" SUMMARY
              "<module id=\"m\" title=\"M\"><page id=\"p\" title=\"P\"><p>P</p></page></module></course>",
    "1:35: “2” can't be the value of “format”\n" },

  /* grammar */
  { "unknown-element", PAGE ("<p>P</p>\n  <paragraph>x</paragraph>"), "5:3: the format has no element <paragraph>\n" },
  { "script", PAGE ("<script>x</script>"), "4:1: the format has no element <script>\n" },
  { "elsewhere", PAGE ("<p>P</p><o:p xmlns:o='urn:o'>x</o:p>"), "4:9: the format has no element <p>\n" },
  { "misplaced", PAGE ("<p>P</p>\n<option id=\"o\">O<feedback>F</feedback></option>"),
    "5:1: <option> can't stand in <page>\n" },
  { "order", COURSE ("<glossary><term id=\"t\" name=\"t\">T</term></glossary>\n"
                     "<module id=\"m\" title=\"M\"><page id=\"p\" title=\"P\"><p>P</p></page></module>"),
    "3:1: <glossary> stands where <course> expects: <module>, <pool>, <scenario>\n" },
  { "too-many", PAGE ("<figure><img src=\"a.png\" alt=\"A\"/><img src=\"b.png\" alt=\"B\"/></figure>"),
    "4:14: there is no picture “a.png”\n4:35: <img> stands where <figure> expects: <figcaption>\n"
    "4:40: there is no picture “b.png”\n" },
  { "ends-early", PAGE ("<ul>\n\n</ul>"), "6:1: <ul> ends too early; it still needs one of: <li>\n" },
  { "text", PAGE ("<p>P</p>\n  words <p>P</p> more"), "5:3: text can't stand in <page> by itself\n" },
  { "text-after-comment", PAGE ("<p>P</p>\n<!-- < --> words"), "5:12: text can't stand in <page> by itself\n" },
  { "missing-attribute", PAGE ("<figure>\n<img src=\"a.png\"/></figure>"),
    "5:1: <img> lacks its attribute “alt”\n5:6: there is no picture “a.png”\n" },
  { "unknown-attribute", PAGE ("<p\n  class=\"x\">P</p>"), "5:3: <p> has no attribute “class”\n" },
  { "attribute-value", PAGE ("<aside role=\"tip\"><p>P</p></aside>"), "4:8: “tip” can't be the value of “role”\n" },
  { "remote-picture", PAGE ("<figure><img alt=\"A\" src=\"https://example.com/a.png\"/></figure>"),
    "4:22: “https://example.com/a.png” can't be the value of “src”\n" },
  { "link-scheme", PAGE ("<p><a href=\"http://example.com\">x</a></p>"),
    "4:7: “http://example.com” can't be the value of “href”\n" },

  /* one mistake, one error */
  { "no-echo-of-order", COURSE ("<pool id=\"po\" title=\"P\"><question id=\"q\" kind=\"single\">\n" OPTIONS
                                "<prompt><p>P</p></prompt></question></pool>\n"
                                "<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"po\" draw=\"1\"/></module>"),
    "4:1: <option> stands where <question> expects: <prompt>\n" },
  { "no-echo-of-name", COURSE ("<poool id=\"po\" title=\"P\">" QUESTION "</poool>\n"
                               "<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"po\" draw=\"1\"/></module>"),
    "3:1: the format has no element <poool>\n" },
  { "no-echo-of-scene", SCENES (SCENE ("a", CHOICE ("x", "b"))
                                "<scen id=\"b\" title=\"B\"><p>B</p><ending kind=\"good\"/></scen>"),
    "6:1: the format has no element <scen>\n" },
  { "all-at-once", PAGE ("<p><b>x</b></p>\n<p bad=\"1\">P</p>\n<ul/>\n<p><a href=\"#nowhere\">x</a></p>"),
    "4:4: the format has no element <b>\n5:4: <p> has no attribute “bad”\n6:1: <ul> ends too early\n"
    "7:7: the link leads to “nowhere”\n" },

  /* later */
  { "later", PAGE ("<p>P</p>\n<video src=\"a.webm\"><transcript><p>P</p><when role=\"staff\"><p>x</p></when>"
                   "</transcript></video>"), "5:1: this Avow can't show <video> yet\n" },
  /* conditions */
  { "when", PAGE ("<when jurisdiction=\"EU US-CA\" role=\"manager\"><p>P</p></when><p>a <when role=\"staff\">b</when></p>"), "" },
  { "when-of-nothing", PAGE ("<p>a <when>b</when></p>"), "4:6: <when> does not say when\n" },
  { "when-no-code", PAGE ("<when jurisdiction=\"Europe\"><p>P</p></when>"), "4:7: “Europe” can't be the value of “jurisdiction”\n" },

  /* kinds of questions; the pool begins on line 4 */
  { "match-of-one", ASKING ("<match id=\"k1\"><prompt><p>P</p></prompt><pair id=\"a\"><left>L</left><right>R</right></pair>" WHY "</match>"),
    "5:1: there is nothing to choose between\n" },
  { "order-of-one", ASKING ("<order id=\"k1\"><prompt><p>P</p></prompt><entry id=\"a\">E</entry>" WHY "</order>"),
    "5:1: there is nothing to put in order\n" },
  { "no-gap", ASKING ("<inline-choice id=\"k1\"><prompt><p>P</p></prompt><passage>Words</passage>" WHY "</inline-choice>"),
    "5:49: the passage has no gap\n" },
  { "gap-without-right", ASKING ("<inline-choice id=\"k1\"><prompt><p>P</p></prompt><passage>Words <gap id=\"g\"><option id=\"a\">A</option>"
                               "<option id=\"b\">B</option></gap></passage>" WHY "</inline-choice>"),
    "5:64: no option is right\n" },
  { "gap-with-two-right", ASKING ("<inline-choice id=\"k1\"><prompt><p>P</p></prompt><passage><gap id=\"g\"><option id=\"a\" correct=\"yes\">A</option>"
                                "<option id=\"b\" correct=\"yes\">B</option></gap></passage>" WHY "</inline-choice>"),
    "5:58: 2 options are right where one can be chosen\n" },
  { "accept-nothing", ASKING ("<text-entry id=\"k1\"><prompt><p>P</p></prompt><accept> </accept>" WHY "</text-entry>"),
    "5:46: <accept> says nothing\n" },
  { "all-suspicious", ASKING ("<inbox id=\"k1\"><prompt><p>P</p></prompt>" MESSAGE ("a", "yes") WHY "</inbox>"),
    "5:1: all messages are suspicious\n" },
  { "none-suspicious", ASKING ("<inbox id=\"k1\"><prompt><p>P</p></prompt>" MESSAGE ("a", "no") WHY "</inbox>"),
    "5:1: no message is suspicious\n" },
  { "nothing-private", ASKING ("<redact id=\"k1\"><prompt><p>P</p></prompt><passage>Words</passage>" WHY "</redact>"),
    "5:42: nothing in the passage is private\n" },
  { "all-private", ASKING ("<redact id=\"k1\"><prompt><p>P</p></prompt><passage> <private id=\"a\">Words</private> </passage>" WHY "</redact>"),
    "5:42: all of the passage is private\n" },
  { "mark-outside", PAGE ("<p>a <mark>b</mark></p>"), "4:6: <mark> stands outside of a message\n" },
  { "sound-kinds", ASKING ("<inbox id=\"k1\"><prompt><p>P</p></prompt>" MESSAGE ("a", "no") MESSAGE ("b", "yes") "</inbox>"), "" },
  { "its-translate", PAGE ("<p xmlns:its=\"http://www.w3.org/2005/11/its\" its:translate=\"no\">P</p>"), "" },
  { "was", PAGE ("<p id=\"new\" was=\"old\">P</p>"), "" },

  /* meaning: ids and references */
  { "duplicate-id", PAGE ("<p id=\"x\">P</p>\n<p id=\"x\">P</p>"), "5:4: the id “x” is used twice, first on line 4\n" },
  { "no-pool", COURSE ("<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"px\" draw=\"1\"/></module>\n" POOL),
    "3:40: there is no <pool> with the id “px”\n" },
  { "not-a-pool", COURSE ("<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"m\" draw=\"1\"/></module>"),
    "3:40: “m” is a <module>, not a <pool>\n" },
  { "no-module", COURSE ("<module id=\"m\" title=\"M\"><page id=\"p\" title=\"P\"><p>P</p></page></module>\n" POOL
                         "<assessment id=\"as\" pass=\"80\" attempts=\"3\">\n"
                         "<draw pool=\"po\" count=\"1\" module=\"mx\"/></assessment>"),
    "6:27: there is no <module> with the id “mx”\n" },
  { "no-term", PAGE ("<p><term ref=\"t\">x</term></p>"), "4:10: there is no <term> with the id “t”\n" },
  { "no-scenario", COURSE ("<module id=\"m\" title=\"M\"><scenario ref=\"s\"/></module>"),
    "3:36: there is no <scenario> with the id “s”\n" },
  { "scenario-twice", COURSE ("<module id=\"m\" title=\"M\"><scenario ref=\"s\"/>\n<scenario ref=\"s\"/></module>"
                              "<scenario id=\"s\" title=\"S\">" SCENE ("a", "<ending kind=\"good\"/>") "</scenario>"),
    "4:11: the scenario “s” is played a second time\n" },
  { "link-in-link", PAGE ("<p><a href=\"#pg\">a <strong><a href=\"#pg\">b</a></strong></a></p>"),
    "4:28: <a> stands inside of <a>\n" },
  { "no-picture", PAGE ("<figure><img src=\"a.png\" alt=\"A\"/></figure>"), "4:14: there is no picture “a.png”\n" },

  /* meaning: content */
  { "empty-paragraph", PAGE ("<p>P</p><p> <em/> </p>"), "4:9: <p> says nothing\n" },
  { "empty-link", PAGE ("<p>P <a href=\"#pg\"> </a></p>"), "4:6: <a> says nothing\n" },
  { "empty-option", COURSE ("<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"po\" draw=\"1\"/></module>\n"
                            "<pool id=\"po\" title=\"P\"><question id=\"q\" kind=\"single\"><prompt><p>P</p></prompt>\n"
                            "<option id=\"a\" correct=\"yes\"><feedback>F</feedback></option>"
                            "<option id=\"b\">B<feedback>F</feedback></option></question></pool>"),
    "5:1: <option> says nothing\n" },
  { "variable-says-something", PAGE ("<p><var name=\"organisation\"/></p>"), "" },
  { "rows", PAGE ("<table><tr><td>1</td><td/></tr>\n<tr><td>1</td></tr></table>"),
    "5:1: this row has 1 cells, the first has 2\n" },
  { "no-such-day", "<course xmlns=\"urn:avow:course:1\" format=\"1\" id=\"c\" edition=\"1\" xml:lang=\"en\" title=\"T\" "
                   "owner=\"O\"\nreviewed=\"2026-02-30\" material=\"yes\">" SUMMARY
                   "<module id=\"m\" title=\"M\"><page id=\"p\" title=\"P\"><p>P</p></page></module></course>",
    "2:1: there is no day 2026-02-30\n" },

  /* meaning: questions */
#define ASKED(question) COURSE ("<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"po\" draw=\"1\"/></module>\n" \
                                "<pool id=\"po\" title=\"P\">\n" question "</pool>")
#define OPTION(id, correct) "<option id=\"" id "\" correct=\"" correct "\">O<feedback>F</feedback></option>"
#define KIND(kind, options) "<question id=\"q\" kind=\"" kind "\"><prompt><p>P</p></prompt>" options "</question>"
  { "none-right", ASKED (KIND ("single", OPTION ("a", "no") OPTION ("b", "no"))), "5:1: no option is right\n" },
  { "none-right-multiple", ASKED (KIND ("multiple", OPTION ("a", "no") OPTION ("b", "no"))),
    "5:1: no option is right\n" },
  { "two-right", ASKED (KIND ("single", OPTION ("a", "yes") OPTION ("b", "yes"))),
    "5:1: 2 options are right where one can be chosen\n" },
  { "two-right-multiple", ASKED (KIND ("multiple", OPTION ("a", "yes") OPTION ("b", "yes"))), "" },
  { "one-option", ASKED (KIND ("single", OPTION ("a", "yes"))), "5:1: there is nothing to choose between\n" },
  { "true-false-three", ASKED (KIND ("true-false", OPTION ("a", "yes") OPTION ("b", "no") OPTION ("d", "no"))),
    "5:1: a true-false question has two options, this has 3\n" },
  { "check-overdrawn", COURSE ("<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"po\" draw=\"2\"/></module>\n" POOL),
    "3:50: 2 questions are drawn from “po”, which holds 1\n" },
  { "pretest-overdrawn", COURSE ("<module id=\"m\" title=\"M\"><pretest id=\"pre\">\n<draw pool=\"po\" count=\"2\"/></pretest>"
                                 "<page id=\"p\" title=\"P\"><p>P</p></page></module>\n" POOL),
    "4:17: 2 questions are drawn from “po”, which holds 1\n" },
  { "pretest-of-no-pool", COURSE ("<module id=\"m\" title=\"M\"><pretest id=\"pre\">\n<draw pool=\"zz\" count=\"1\"/></pretest>"
                                  "<page id=\"p\" title=\"P\"><p>P</p></page></module>\n" POOL),
    "4:7: there is no <pool> with the id “zz”\n" },
  { "pretest-late", COURSE ("<module id=\"m\" title=\"M\"><page id=\"p\" title=\"P\"><p>P</p></page>\n"
                            "<pretest id=\"pre\"><draw pool=\"po\" count=\"1\"/></pretest></module>\n" POOL),
    "4:1: <pretest> stands where\n" },
  { "assessment-overdrawn", COURSE ("<module id=\"m\" title=\"M\"><page id=\"p\" title=\"P\"><p>P</p></page></module>\n"
                                    POOL "<assessment id=\"as\" pass=\"80\" attempts=\"3\">\n"
                                    "<draw pool=\"po\" count=\"1\"/>\n<draw pool=\"po\" count=\"1\"/></assessment>"),
    "7:17: 2 questions are drawn from “po”, which holds 1\n" },
#define TIMED(limit) COURSE ("<module id=\"m\" title=\"M\"><page id=\"p\" title=\"P\"><p>P</p></page></module>\n" \
                             POOL "<assessment id=\"as\" pass=\"80\" attempts=\"3\"\ntime-limit=\"" limit "\"><draw pool=\"po\" count=\"1\"/></assessment>")
  { "time-limit", TIMED ("PT30M"), "" },
  { "time-limit-of-nothing", TIMED ("PT0M"), "6:1: nobody can answer in no time\n" },

  /* meaning: scenarios */
  { "no-scene", SCENES (SCENE ("a", CHOICE ("x", "b") CHOICE ("y", "zz")) SCENE ("b", "<ending kind=\"good\"/>")),
    "5:81: there is no <scene> with the id “zz”\n" },
  { "scene-of-another", COURSE ("<module id=\"m\" title=\"M\"><scenario ref=\"s\"/><scenario ref=\"t\"/></module>\n"
                                "<scenario id=\"s\" title=\"S\">\n" SCENE ("a", CHOICE ("x", "b")) "</scenario>"
                                "<scenario id=\"t\" title=\"T\">" SCENE ("b", "<ending kind=\"good\"/>") "</scenario>"),
    "5:48: the scene “b” belongs to another scenario\n" },
  { "no-ending", SCENES (SCENE ("a", CHOICE ("x", "b")) SCENE ("b", CHOICE ("y", "a"))),
    "5:1: no ending can be reached from this scene\n" },
  { "trap", SCENES (SCENE ("a", CHOICE ("x", "b") CHOICE ("y", "e")) SCENE ("b", CHOICE ("z", "b"))
                    SCENE ("e", "<ending kind=\"good\"/>")), "6:1: no ending can be reached from this scene\n" },
  { "no-good-ending", SCENES (SCENE ("a", CHOICE ("x", "b")) SCENE ("b", "<ending kind=\"poor\"/>")),
    "4:1: no path through this scenario ends well\n" },

  /* documents */
  { "document-as-course", "<declaration " ROOT "><preamble><p>P</p></preamble><clause id=\"k\" title=\"K\"><p>P</p></clause>"
                          "<statement>S</statement><contact>C</contact></declaration>",
    "1:1: this is a <declaration>, not a course\n" },
};

/* Loads as a course, whatever it is. */
static GPtrArray *
load (const char *text)
{
  GPtrArray *diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autofree char *folder = g_dir_make_tmp ("avow-course-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "course.xml", NULL);
  g_autoptr(AvowEdition) edition = NULL;
  g_autoptr(AvowCourse) course = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  edition = avow_edition_load (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  course = avow_course_new (edition, "course.xml", diagnostics, &error);
  g_assert_true ((course == NULL) == (error != NULL));
  g_assert_true ((course == NULL) == avow_diagnostics_have_errors (diagnostics));

  return diagnostics;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(GPtrArray) diagnostics = load (test->text);
  g_auto(GStrv) wanted = g_strsplit (test->wanted, "\n", -1);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *line = avow_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_test_message ("%s", line);
    }

  /* the last line is empty, and of nothing there is not even that */
  g_assert_cmpuint (diagnostics->len, ==, MAX (g_strv_length (wanted), 1) - 1);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const AvowDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      g_autofree char *got = g_strdup_printf ("%u:%u: %s", diagnostic->line, diagnostic->column, diagnostic->message);

      got[MIN (strlen (got), strlen (wanted[i]))] = '\0';
      g_assert_cmpstr (got, ==, wanted[i]);
      g_assert_cmpstr (diagnostic->remedy, !=, "");
      g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
    }
}

/* The form that compilers use. */
static void
test_form (void)
{
  g_autoptr(GPtrArray) diagnostics = load (PAGE ("<p>P</p>\n<paragraf>x</paragraf>"));
  g_autofree char *line = avow_diagnostic_to_string (g_ptr_array_index (diagnostics, 0));

  g_assert_cmpstr (line, ==, "course.xml:5:1: error: the format has no element <paragraf>; "
                             "a page has headings, paragraphs, lists, figures, tables, asides and details");
}

/* What was probably meant. */
static void
test_suggestions (void)
{
  static const struct { const char *text; const char *remedy; } slips[] = {
    { PAGE ("<detials><summary>S</summary><p>P</p></detials>"), "perhaps <details> is meant" },
    { PAGE ("<p>a <b>b</b></p>"), "write <strong>…</strong>" },
    { PAGE ("<aside rol=\"note\" role=\"note\"><p>P</p></aside>"), "perhaps “role” is meant" },
    { COURSE ("<module id=\"m\" title=\"M\"><check id=\"k\" pool=\"px\" draw=\"1\"/></module>\n" POOL),
      "write the id of a <pool>: po" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    {
      g_autoptr(GPtrArray) diagnostics = load (slips[i].text);
      const AvowDiagnostic *first = g_ptr_array_index (diagnostics, 0);

      g_assert_cmpstr (first->remedy, ==, slips[i].remedy);
    }
}

/* A file of mistakes alone still ends. */
static void
test_many (void)
{
  g_autoptr(GString) text = g_string_new ("<course " ROOT ">" SUMMARY);
  g_autoptr(GPtrArray) diagnostics = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "<wrong/>");
  g_string_append (text, "</course>");
  diagnostics = load (text->str);

  g_assert_cmpuint (diagnostics->len, >, 100);
  g_assert_cmpuint (diagnostics->len, <, 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/avow/course/errors{%s}", cases[i].name);

      g_test_add_data_func (name, &cases[i], test_case);
    }
  g_test_add_func ("/avow/course/errors/form", test_form);
  g_test_add_func ("/avow/course/errors/suggestions", test_suggestions);
  g_test_add_func ("/avow/course/errors/many", test_many);

  return g_test_run ();
}
