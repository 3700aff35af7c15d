/* test-course-delta.c: what has changed between two editions of the shipped course and of a declaration
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "course/avow-course-delta.h"

#include <string.h>

#define COURSE "maintaining-customer-privacy"
#define DECLARATION "declarations/confidentiality-agreement.xml"

typedef void (*Change) (GHashTable *files);

static AvowEdition *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "courses", name, NULL);
  g_autoptr (GError) error = NULL;
  AvowEdition *edition = avow_edition_load (path, &error);

  g_assert_no_error (error);

  return edition;
}

/* The same edition, but for what is changed in its files. */
static AvowEdition *
change (AvowEdition *edition, Change make)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) paths = avow_edition_get_paths (edition);
  g_autoptr (GError) error = NULL;
  AvowEdition *changed;

  for (guint i = 0; i < paths->len; i++)
    g_hash_table_insert (files, g_ptr_array_index (paths, i), g_bytes_ref (avow_edition_get_file (edition, g_ptr_array_index (paths, i))));
  make (files);
  changed = avow_edition_new (files, &error);
  g_assert_no_error (error);

  return changed;
}

static char *
get_text (GHashTable *files)
{
  gsize length;
  const char *text = g_bytes_get_data (g_hash_table_lookup (files, AVOW_EDITION_MAIN), &length);

  return g_strndup (text, length);
}

static void
set_text (GHashTable *files, const char *text)
{
  g_hash_table_insert (files, (gpointer) AVOW_EDITION_MAIN, g_bytes_new (text, strlen (text)));
}

static void
replace (GHashTable *files, const char *old, const char *new)
{
  g_autofree char *text = get_text (files);
  g_autoptr (GString) string = g_string_new (text);

  g_assert_cmpuint (g_string_replace (string, old, new, 0), >, 0);
  set_text (files, string->str);
}

/* (transfer full): from the first @begin to the end of the first @end that follows, cut out of @text. */
static char *
cut (GString *text, const char *begin, const char *end)
{
  char *start = strstr (text->str, begin);
  char *stop = start != NULL ? strstr (start, end) : NULL;
  char *part;

  g_assert_nonnull (stop);
  part = g_strndup (start, stop + strlen (end) - start);
  g_string_erase (text, start - text->str, strlen (part));

  return part;
}

static void
edit_page (GHashTable *files)
{
  replace (files, "The clerk was quick, friendly and wrong.", "The clerk was quick, friendly, and wrong.");
}

static void
indent (GHashTable *files)
{
  replace (files, "\n  ", "\n      ");
}

/* t02 goes to the end of the module that is next but one. */
static void
move_page (GHashTable *files)
{
  g_autofree char *text = get_text (files);
  g_autoptr (GString) string = g_string_new (text);
  g_autofree char *page = cut (string, "<page id=\"t02\"", "</page>");

  g_string_insert (string, strstr (strstr (strstr (string->str, "<page id=\"t04\""), "</page>"), "<") - string->str + strlen ("</page>"), page);
  set_text (files, string->str);
}

static void
rename_page (GHashTable *files)
{
  replace (files, "<page id=\"t02\"", "<page id=\"what-we-hold\" was=\"t02\"");
}

static void
rename_page_silently (GHashTable *files)
{
  replace (files, "<page id=\"t02\"", "<page id=\"what-we-hold\"");
}

/* A scene, to which choices lead by its name. */
static void
rename_scene (GHashTable *files)
{
  replace (files, "<scene id=\"bm-desk\"", "<scene id=\"bm-help\" was=\"bm-desk\"");
  replace (files, "to=\"bm-desk\"", "to=\"bm-help\"");
}

static void
redirect_choice (GHashTable *files)
{
  replace (files, "<choice id=\"bm-typed-back\" to=\"bm-desk\">", "<choice id=\"bm-typed-back\" to=\"bm-noon\">");
}

static void
rename_term (GHashTable *files)
{
  replace (files, "<term id=\"breach\"", "<term id=\"data-breach\" was=\"breach\"");
  replace (files, "<term ref=\"breach\"", "<term ref=\"data-breach\"");
}

static void
draw_anew (GHashTable *files)
{
  g_hash_table_insert (files, (gpointer) "pictures/personal-and-sensitive.svg", g_bytes_new_static ("<svg/>", 6));
}

static void
rename_picture (GHashTable *files)
{
  g_hash_table_insert (files, (gpointer) "pictures/boxes.svg",
                       g_bytes_ref (g_hash_table_lookup (files, "pictures/personal-and-sensitive.svg")));
  g_hash_table_remove (files, "pictures/personal-and-sensitive.svg");
  replace (files, "pictures/personal-and-sensitive.svg", "pictures/boxes.svg");
}

static void
right_answer (GHashTable *files)
{
  replace (files, "<option id=\"t05-q7-b\" correct=\"yes\">", "<option id=\"t05-q7-b\">");
}

static void
remove_question (GHashTable *files)
{
  g_autofree char *text = get_text (files);
  g_autoptr (GString) string = g_string_new (text);
  g_autofree char *question = cut (string, "<question id=\"t05-q7\"", "</question>");

  g_assert_nonnull (question);
  set_text (files, string->str);
}

static void
add_question (GHashTable *files)
{
  g_autofree char *text = get_text (files);
  g_autoptr (GString) string = g_string_new (text);
  g_autoptr (GString) added = NULL;
  char *start = strstr (string->str, "<question id=\"t05-q7\"");
  g_autofree char *question = g_strndup (start, strstr (start, "</question>") + strlen ("</question>") - start);

  added = g_string_new (question);
  g_string_replace (added, "t05-q7", "t05-q99", 0);
  g_string_insert (string, start - string->str, added->str);
  set_text (files, string->str);
}

static void
edit_root (GHashTable *files)
{
  replace (files, "owner=\"Privacy team\"", "owner=\"Somebody else\"");
}

static void
edit_clause (GHashTable *files)
{
  replace (files, "you pass it on at", "you hand it on at");
}

static void
edit_statement (GHashTable *files)
{
  replace (files, "<statement>", "<statement>Yes. ");
}

static const struct
{
  const char *name;
  const char *item;
  Change make;
  const char *changed; /* ids, with a comma after each; a new one has a + before it */
  const char *removed;
} cases[] = {
  { "indent", COURSE, indent, "", "" },
  { "root", COURSE, edit_root, "", "" },
  { "page", COURSE, edit_page, "t01,", "" },
  { "page-moved", COURSE, move_page, "", "" },
  { "page-renamed", COURSE, rename_page, "", "" },
  { "page-renamed{control}", COURSE, rename_page_silently, "+what-we-hold,", "t02," },
  { "scene-renamed", COURSE, rename_scene, "", "" },
  { "choice-redirected", COURSE, redirect_choice, "a-busy-monday,", "" },
  { "term-renamed", COURSE, rename_term, "", "" },
  { "picture", COURSE, draw_anew, "t02,", "" },
  { "picture-renamed", COURSE, rename_picture, "", "" },
  { "right-answer", COURSE, right_answer, "t05-q7,", "" },
  { "question-removed", COURSE, remove_question, "", "t05-q7," },
  { "question-added", COURSE, add_question, "+t05-q99,", "" },
  { "clause", DECLARATION, edit_clause, "no-disclosure,", "" },
  { "statement", DECLARATION, edit_statement, "statement,", "" },
};

static char *
list_changed (AvowDelta *delta)
{
  GPtrArray *changed = avow_delta_get_changed (delta);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < changed->len; i++)
    {
      const char *id = g_ptr_array_index (changed, i);

      g_string_append_printf (list, "%s%s,", avow_delta_get_change (delta, id) == AVOW_CHANGE_NEW ? "+" : "", id);
    }

  return g_string_free (list, FALSE);
}

static void
test_change (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (AvowEdition) before = load (cases[i].item);
  g_autoptr (AvowEdition) after = change (before, cases[i].make);
  g_autoptr (AvowDelta) delta = avow_delta_new (before, after);
  g_autofree char *changed = NULL;
  g_autofree char *removed = NULL;

  g_assert_nonnull (delta);
  changed = list_changed (delta);
  g_ptr_array_add (avow_delta_get_removed (delta), g_strdup (""));
  g_ptr_array_add (avow_delta_get_removed (delta), NULL);
  removed = g_strjoinv (",", (char **) avow_delta_get_removed (delta)->pdata);
  g_assert_cmpstr (changed, ==, cases[i].changed);
  g_assert_cmpstr (removed, ==, cases[i].removed);
}

/* The edition after next knows the name by which it was called in the one between. */
static void
test_renamed_long_ago (void)
{
  g_autoptr (AvowEdition) first = load (COURSE);
  g_autoptr (AvowEdition) second = change (first, rename_page);
  g_autoptr (AvowEdition) third = change (second, edit_page);
  g_autoptr (AvowDelta) delta = avow_delta_new (second, third);
  g_autofree char *changed = list_changed (delta);

  g_assert_cmpstr (changed, ==, "t01,");
}

static void
test_unreadable (void)
{
  g_autoptr (AvowEdition) before = load (COURSE);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) after = NULL;

  set_text (files, "<course/>");
  after = avow_edition_new (files, &error);
  g_assert_no_error (error);
  g_assert_null (avow_delta_new (before, after));
  g_assert_null (avow_delta_new (after, before));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/course/course-delta{%s}", cases[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_change);
    }
  g_test_add_func ("/avow/course/course-delta{renamed-long-ago}", test_renamed_long_ago);
  g_test_add_func ("/avow/course/course-delta{unreadable}", test_unreadable);

  return g_test_run ();
}
