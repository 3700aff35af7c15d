/* test-edition.c: the files of an edition, and their digest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "course/avow-edition.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ROOT "xmlns=\"urn:avow:course:1\" format=\"1\" id=\"c\" edition=\"1\" xml:lang=\"en\" title=\"T\" owner=\"O\" " \
             "reviewed=\"2026-03-02\" material=\"yes\""
#define COURSE(page) "<course " ROOT "><summary><p>S</p></summary><module id=\"m\" title=\"M\">" \
                     "<page id=\"p\" title=\"P\">" page "</page></module></course>"
#define FIGURE "<figure><img src=\"a.png\" alt=\"A\"/></figure>"

/* (transfer full) (nullable): an edition of one text and, perhaps, one more file. */
static AvowEdition *
create (const char *text, const char *path, const char *contents, GError **error)
{
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);

  g_hash_table_insert (files, (gpointer) AVOW_EDITION_MAIN, g_bytes_new (text, strlen (text)));
  if (path != NULL)
    g_hash_table_insert (files, (gpointer) path, g_bytes_new (contents, strlen (contents)));

  return avow_edition_new (files, error);
}

static char *
digest (const char *text, const char *path, const char *contents)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AvowEdition) edition = create (text, path, contents, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (avow_edition_get_digest (edition)), ==, 64);

  return g_strdup (avow_edition_get_digest (edition));
}

/* The same edition, however it is written. */
static void
test_same (void)
{
  static const char *same[] = {
    COURSE ("<p>Ask <em>first</em>, then \xC3\xA4nswer.</p><ul><li>a<ol><li>b</li></ol></li></ul>"),
    COURSE ("\n  <p>\n    Ask\n    <em>first</em>, then\t\xC3\xA4nswer.\n  </p>\n  <ul>\n    <li>\n      a\n      <ol>\n"
            "        <li>b</li>\n      </ol>\n    </li>\n  </ul>\n"),
    COURSE ("<p>Ask <em>first</em>, then \x61\xCC\x88nswer.</p><ul><li>a<ol><li>b</li></ol></li></ul>"),
    COURSE ("<p>Ask <em>first</em>, <!-- always -->then <![CDATA[\xC3\xA4]]>nswer&#46;</p><ul><li>a<ol><li>b</li></ol></li>"
            "</ul>"),
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    COURSE ("<p>Ask <em>first</em>, then \xC3\xA4nswer.</p><ul><li>a<ol><li>b</li></ol></li></ul>") "\n",
    "<c:course material='yes' reviewed=' 2026-03-02' owner='O' title='T' xml:lang='en' edition='1' id='c' format='1' "
    "xmlns:c='urn:avow:course:1'><c:summary><c:p>S</c:p></c:summary><c:module title='M' id='m'><c:page id='p' title='P'>"
    "<c:p>Ask <c:em>first</c:em>, then \xC3\xA4nswer.</c:p><c:ul><c:li>a<c:ol><c:li>b</c:li></c:ol></c:li></c:ul>"
    "</c:page></c:module></c:course>",
  };
  g_autofree char *first = digest (same[0], NULL, NULL);

  for (guint i = 1; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *other = digest (same[i], NULL, NULL);

      g_assert_cmpstr (other, ==, first);
    }
}

static void
test_different (void)
{
  static const char *different[] = {
    COURSE ("<p>Ask first.</p>"),
    COURSE ("<p>Ask First.</p>"),
    COURSE ("<p>Askfirst.</p>"),
    COURSE ("<p><em>Ask first.</em></p>"),
    COURSE ("<p><em>Ask</em> first.</p>"),
    COURSE ("<p><em>Ask </em>first.</p>"),
    COURSE ("<p id=\"x\">Ask first.</p>"),
    COURSE ("<p>Ask</p><p>first.</p>"),
    COURSE ("<h2>Ask first.</h2>"),
    COURSE ("<p>Ask first.\xC2\xA0</p>"),
    COURSE ("<p xmlns:its=\"http://www.w3.org/2005/11/its\" its:translate=\"no\">Ask first.</p>"),
  };
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (different); i++)
    g_assert_true (g_hash_table_add (seen, digest (different[i], NULL, NULL)));
}

static void
test_pictures (void)
{
  g_autofree char *without = digest (COURSE (FIGURE), NULL, NULL);
  g_autofree char *with = digest (COURSE (FIGURE), "a.png", "picture");
  g_autofree char *again = digest (COURSE ("\n" FIGURE), "a.png", "picture");
  g_autofree char *byte = digest (COURSE (FIGURE), "a.png", "pictura");
  g_autofree char *name = digest (COURSE (FIGURE), "b.png", "picture");

  g_assert_cmpstr (with, ==, again);
  g_assert_cmpstr (with, !=, without);
  g_assert_cmpstr (with, !=, byte);
  g_assert_cmpstr (with, !=, name);
}

/* The rule of the header, followed by hand: attributes in the order of C14N, no white space between elements. */
static void
test_rule (void)
{
  const char *canonical = COURSE ("<p>Ask first.</p>");
  const char *root = "<course xmlns=\"urn:avow:course:1\" edition=\"1\" format=\"1\" id=\"c\" material=\"yes\" owner=\"O\" "
                     "reviewed=\"2026-03-02\" title=\"T\" xml:lang=\"en\">";
  g_autofree char *text = g_strconcat (root, strchr (canonical, '>') + 1, NULL);
  g_autofree char *text_digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *picture_digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "picture", -1);
  g_autofree char *list = g_strdup_printf ("%s  a.png\n%s  course.xml\n", picture_digest, text_digest);
  g_autofree char *wanted = g_compute_checksum_for_string (G_CHECKSUM_SHA256, list, -1);
  g_autofree char *got = digest (COURSE ("\n<p>\nAsk\nfirst.</p>"), "a.png", "picture");

  g_assert_cmpstr (got, ==, wanted);
}

static void
test_paths (void)
{
  static const char *outside[] = { "../a.png", "/a.png", "a/../b.png", "a//b.png", ".hidden", "a/./b", "", "a\nb", "a\\b",
                                   "a/", "\xFF" };

  for (guint i = 0; i < G_N_ELEMENTS (outside); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AvowEdition) edition = create (COURSE ("<p>P</p>"), outside[i], "x", &error);

      g_assert_null (edition);
      g_assert_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_READ);
    }
}

static void
test_no_main (void)
{
  g_autoptr(GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) error = NULL;

  g_assert_null (avow_edition_new (files, &error));
  g_assert_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_READ);
}

static void
test_not_well_formed (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (create ("<course>", NULL, NULL, &error));
  g_assert_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_INVALID);
}

static void
test_limits (void)
{
  g_autofree char *large = g_strnfill (AVOW_EDITION_MAX_BYTES, 'x');
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr(AvowEdition) edition = NULL;
  g_autofree char *inside = NULL;

  g_assert_null (create (COURSE (FIGURE), "a.png", large, &error));
  g_assert_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_LIMIT);
  large[AVOW_EDITION_MAX_BYTES - strlen (COURSE (FIGURE))] = '\0';
  inside = digest (COURSE (FIGURE), "a.png", large);
  g_assert_nonnull (inside);

  g_clear_error (&error);
  g_hash_table_insert (files, g_strdup (AVOW_EDITION_MAIN), g_bytes_new (COURSE ("<p>P</p>"), strlen (COURSE ("<p>P</p>"))));
  for (guint i = 1; i < AVOW_EDITION_MAX_FILES; i++)
    g_hash_table_insert (files, g_strdup_printf ("%u.png", i), g_bytes_new ("x", 1));
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);
  g_hash_table_insert (files, g_strdup ("more.png"), g_bytes_new ("x", 1));
  g_assert_null (avow_edition_new (files, &error));
  g_assert_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_LIMIT);
}

static void
write_file (const char *folder, const char *name, const char *contents)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Pictures that are named are taken; notes, and what a link brings in from elsewhere, are not. */
static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("avow-edition-XXXXXX", NULL);
  g_autofree char *outside = g_strconcat (folder, "-outside", NULL);
  g_autofree char *link = g_build_filename (folder, "link.png", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AvowEdition) edition = NULL;
  g_autoptr(GPtrArray) paths = NULL;

  write_file (folder, AVOW_EDITION_MAIN, COURSE (FIGURE "<figure><img src=\"link.png\" alt=\"L\"/></figure>"
                                                        "<figure><img src=\"none.png\" alt=\"N\"/></figure>"));
  write_file (folder, "a.png", "picture");
  write_file (folder, "notes.txt", "mine");
  g_assert_true (g_file_set_contents (outside, "secret", -1, NULL));
  g_assert_no_errno (symlink (outside, link));

  edition = avow_edition_load (folder, &error);
  g_assert_no_error (error);
  paths = avow_edition_get_paths (edition);
  g_assert_cmpuint (paths->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (paths, 0), ==, "a.png");
  g_assert_cmpstr (g_ptr_array_index (paths, 1), ==, AVOW_EDITION_MAIN);
  g_assert_cmpuint (g_bytes_get_size (avow_edition_get_file (edition, "a.png")), ==, 7);
  g_assert_null (avow_edition_get_file (edition, "notes.txt"));

  remove_file (folder, "link.png");
  remove_file (folder, "notes.txt");
  remove_file (folder, "a.png");
  remove_file (folder, AVOW_EDITION_MAIN);
  g_assert_cmpint (g_remove (outside), ==, 0);
  g_assert_null (avow_edition_load (folder, &error));
  g_assert_error (error, AVOW_COURSE_ERROR, AVOW_COURSE_ERROR_READ);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What a folder holds and what a store gives back are the same edition. */
static void
test_round_trip (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "course", "minimal", NULL);
  g_autoptr(GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) error = NULL;
  g_autoptr(AvowEdition) loaded = avow_edition_load (folder, &error);
  g_autoptr(AvowEdition) kept = NULL;
  g_autoptr(GPtrArray) paths = NULL;

  g_assert_no_error (error);
  paths = avow_edition_get_paths (loaded);
  g_assert_cmpuint (paths->len, ==, 2);
  for (guint i = 0; i < paths->len; i++)
    g_hash_table_insert (files, g_ptr_array_index (paths, i), avow_edition_get_file (loaded, g_ptr_array_index (paths, i)));

  kept = avow_edition_new (files, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (avow_edition_get_digest (kept), ==, avow_edition_get_digest (loaded));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/course/edition{digest-same}", test_same);
  g_test_add_func ("/avow/course/edition{digest-different}", test_different);
  g_test_add_func ("/avow/course/edition{digest-pictures}", test_pictures);
  g_test_add_func ("/avow/course/edition{digest-rule}", test_rule);
  g_test_add_func ("/avow/course/edition{paths}", test_paths);
  g_test_add_func ("/avow/course/edition{no-main}", test_no_main);
  g_test_add_func ("/avow/course/edition{not-well-formed}", test_not_well_formed);
  g_test_add_func ("/avow/course/edition{limits}", test_limits);
  g_test_add_func ("/avow/course/edition{load}", test_load);
  g_test_add_func ("/avow/course/edition{round-trip}", test_round_trip);

  return g_test_run ();
}
