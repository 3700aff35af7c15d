/* test-course-grammar.c: the loader and the published grammar agree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "changes.h"
#include "judges.h"

#include <libxml/parser.h>
#include <string.h>

/* Courses are changed at random, always the same way, and each is shown to libxml2's RELAX NG validator and to our
 * loader. Both have to refuse, or neither; and where both do, they have to mean the same element (judges.h says what
 * that is). Beside chance, every value is tried in every attribute, and every element at every place. */

#define N_SHIPPED 5000
#define N_SAMPLES 2500

static xmlRelaxNG *grammar;
static gboolean quiet; /* where differences are wanted */

typedef struct
{
  guint refused;   /* by the grammar */
  guint accepted;
  guint different; /* in the loader's judgement */
} Tally;

static void
tell_case (const char *text, const char *history, int wanted, int got, const char *first)
{
  if (quiet)
    return;

  g_test_message ("changes:%s", history);
  g_test_message ("the grammar is against element %d, the loader against %d: %s", wanted, got,
                  first != NULL ? first : "nothing");
  g_test_message ("%s", text);
}

/* Shows a document as it would be written to both. */
static void
compare_document (xmlDoc *changed, const char *history, Tally *tally)
{
  g_autofree char *first = NULL;
  g_autofree char *text = NULL;
  xmlDoc *document;
  xmlChar *written;
  int length, wanted, got;

  /* a control has shown what it is for */
  if (quiet && tally->different > 0)
    return;

  xmlDocDumpMemoryEnc (changed, &written, &length, "UTF-8");
  text = g_strndup ((const char *) written, length);
  xmlFree (written);

  document = xmlReadMemory (text, length, "changed.xml", NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  wanted = judge_by_grammar (grammar, document);
  g_assert_cmpint (judge_accepts (grammar, document), ==, wanted < 0);
  xmlFreeDoc (document);

  got = judge_by_loader (text, &first);
  if (wanted < 0)
    tally->accepted++;
  else
    tally->refused++;
  if (got == wanted)
    return;

  tally->different++;
  tell_case (text, history, wanted, got, first);
}

static void
compare_changed (xmlDoc *original, GRand *rand, Tally *tally)
{
  g_autoptr(GString) history = g_string_new (NULL);
  xmlDoc *document = xmlCopyDoc (original, 1);

  change_at_random (document, rand, history);
  compare_document (document, history->str, tally);
  xmlFreeDoc (document);
}

static GPtrArray *
read_documents (GPtrArray *paths)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) xmlFreeDoc);

  for (guint i = 0; i < paths->len; i++)
    {
      xmlDoc *document = xmlReadFile (g_ptr_array_index (paths, i), NULL, XML_PARSE_NONET);

      g_assert_nonnull (document);
      g_assert_true (judge_accepts (grammar, document));
      g_ptr_array_add (documents, document);
    }

  return documents;
}

static void
tell_tally (const Tally *tally)
{
  g_test_message ("%u changes: %u refused and %u accepted by the grammar, %u judged otherwise by the loader",
                  tally->refused + tally->accepted, tally->refused, tally->accepted, tally->different);

  /* a test in which all were refused, or none, would say nothing */
  g_assert_cmpuint (tally->refused, >, tally->accepted / 20);
  g_assert_cmpuint (tally->accepted, >, tally->refused / 20);
}

static void
compare_at_random (GPtrArray *paths, guint n_changes, guint32 seed)
{
  g_autoptr(GPtrArray) originals = read_documents (paths);
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  Tally tally = { 0 };

  for (guint i = 0; i < n_changes; i++)
    compare_changed (g_ptr_array_index (originals, i % originals->len), rand, &tally);

  tell_tally (&tally);
  g_assert_cmpuint (tally.different, ==, 0);
}

static void
add_files (GPtrArray *paths, const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) names_in = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  /* in the same order everywhere */
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names_in, g_strdup (name));
  g_ptr_array_sort_with_data (names_in, (GCompareDataFunc) (void (*) (void)) g_strcmp0, NULL);

  for (guint i = 0; i < names_in->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names_in, i), NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        add_files (paths, path);
      else if (g_str_has_suffix (path, ".xml"))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

static void
test_shipped (void)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "courses", NULL);

  add_files (paths, folder);
  g_assert_cmpuint (paths->len, >=, 3);
  compare_at_random (paths, N_SHIPPED, 20260324);
}

/* Those that use every part of the format. */
static GPtrArray *
list_samples (void)
{
  static const char *samples[] = { "minimal/course.xml", "later.xml", "kinds.xml", "declaration.xml" };
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    g_ptr_array_add (paths, g_test_build_filename (G_TEST_DIST, "data", "course", samples[i], NULL));

  return paths;
}

static void
test_samples (void)
{
  g_autoptr(GPtrArray) paths = list_samples ();

  compare_at_random (paths, N_SAMPLES, 20260325);
}

/* Gives one attribute of one element all values in turn. */
static void
compare_values (xmlDoc *document, xmlNode *element, const char *name, Tally *tally)
{
  xmlAttr *own = xmlHasNsProp (element, (const xmlChar *) name, NULL);
  xmlChar *kept = own != NULL ? xmlNodeGetContent ((xmlNode *) own) : NULL;

  for (guint i = 0; change_values[i] != NULL; i++)
    {
      g_autofree char *history = g_strdup_printf (" %s %s=\"%s\"", element->name, name, change_values[i]);

      xmlSetProp (element, (const xmlChar *) name, (const xmlChar *) change_values[i]);
      compare_document (document, history, tally);
    }

  if (kept != NULL)
    xmlSetProp (element, (const xmlChar *) name, kept);
  else
    xmlUnsetProp (element, (const xmlChar *) name);
  xmlFree (kept);
}

/* Every value for every attribute of each kind of element, where it first appears. */
static void
compare_all_values (GPtrArray *documents, Tally *tally)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < documents->len; i++)
    {
      xmlDoc *document = g_ptr_array_index (documents, i);
      g_autoptr(GPtrArray) elements = g_ptr_array_new ();

      change_collect (xmlDocGetRootElement (document), elements);
      for (guint j = 0; j < elements->len; j++)
        for (guint k = 0; change_attributes[k] != NULL; k++)
          {
            xmlNode *element = g_ptr_array_index (elements, j);

            if (xmlHasNsProp (element, (const xmlChar *) change_attributes[k], NULL) != NULL &&
                g_hash_table_add (seen, g_strdup_printf ("%s/%s/%s", element->parent->name, element->name, change_attributes[k])))
              compare_values (document, element, change_attributes[k], tally);
          }
    }
}

static void
compare_child (xmlDoc *document, xmlNode *parent, xmlNode *before, xmlNode *child, Tally *tally)
{
  g_autofree char *history = g_strdup_printf (" %s in %s", child->name, parent->name);

  if (before != NULL)
    xmlAddPrevSibling (before, child);
  else
    xmlAddChild (parent, child);
  compare_document (document, history, tally);
  xmlUnlinkNode (child);
}

/* Every element at every place inside each kind of element, where it first appears. What is put in is a copy of one
 * that is sound, so that its place alone is judged. */
static void
compare_all_places (GPtrArray *documents, Tally *tally)
{
  g_autoptr(GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < documents->len; i++)
    change_collect (xmlDocGetRootElement (g_ptr_array_index (documents, i)), all);

  for (guint i = 0; i < all->len; i++)
    {
      xmlNode *element = g_ptr_array_index (all, i);

      g_hash_table_insert (children, g_strdup_printf ("%s/%s", element->parent->name, element->name), element);
    }

  for (guint i = 0; i < all->len; i++)
    {
      xmlNode *parent = g_ptr_array_index (all, i);
      GHashTableIter iter;
      xmlNode *child;

      if (!g_hash_table_add (parents, g_strdup_printf ("%s/%s", parent->parent->name, parent->name)))
        continue;

      g_hash_table_iter_init (&iter, children);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &child))
        {
          xmlNode *copy = xmlDocCopyNode (child, parent->doc, 1);

          for (xmlNode *before = xmlFirstElementChild (parent); before != NULL; before = xmlNextElementSibling (before))
            if (before->prev == NULL || before->prev->prev == NULL || !g_str_equal (before->prev->prev->name, before->name))
              compare_child (parent->doc, parent, before, copy, tally);
          compare_child (parent->doc, parent, NULL, copy, tally);
          xmlFreeNode (copy);
        }
    }
}

static void
test_values (void)
{
  g_autoptr(GPtrArray) paths = list_samples ();
  g_autoptr(GPtrArray) documents = read_documents (paths);
  Tally tally = { 0 };

  compare_all_values (documents, &tally);
  tell_tally (&tally);
  g_assert_cmpuint (tally.different, ==, 0);
}

static void
test_places (void)
{
  g_autoptr(GPtrArray) paths = list_samples ();
  g_autoptr(GPtrArray) documents = read_documents (paths);
  Tally tally = { 0 };

  compare_all_places (documents, &tally);
  tell_tally (&tally);
  g_assert_cmpuint (tally.different, ==, 0);
}

static xmlRelaxNG *
parse_grammar (const char *text)
{
  xmlRelaxNGParserCtxt *context = xmlRelaxNGNewMemParserCtxt (text, strlen (text));
  xmlRelaxNG *parsed = xmlRelaxNGParse (context);

  g_assert_nonnull (parsed);
  xmlRelaxNGFreeParserCtxt (context);

  return parsed;
}

/* Each of these grammars differs from ours in one small thing, which has to be noticed where it is looked for. */
static void
test_control (void)
{
  static const struct { void (*compare) (GPtrArray *documents, Tally *tally); const char *from; const char *to; } slips[] = {
    { compare_all_values, "<value>note</value>", "<value>remark</value>" },
    { compare_all_values, "(0[1-9]|1[0-2])", "(0[1-9]|1[0-3])" },
    { compare_all_values, "PT[0-9]{1,4}[HM]", "PT[0-9]{1,4}[HMS]" },
    { compare_all_places, "<ref name=\"statement\"/>", "<optional><ref name=\"statement\"/></optional>" },
    { compare_all_places, "<ref name=\"assessment\"/>", "<oneOrMore><ref name=\"assessment\"/></oneOrMore>" },
    { compare_all_places, "<ref name=\"when.inline\"/>", "<ref name=\"when.inline\"/><ref name=\"h2\"/>" },
  };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "avow-course.rng", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) paths = list_samples ();
  g_autoptr(GPtrArray) documents = read_documents (paths);
  xmlRelaxNG *ours = grammar;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  quiet = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    {
      g_auto(GStrv) parts = g_strsplit (text, slips[i].from, -1);
      g_autofree char *changed = g_strjoinv (slips[i].to, parts);
      Tally tally = { 0 };

      g_assert_cmpuint (g_strv_length (parts), >, 1);
      grammar = parse_grammar (changed);
      slips[i].compare (documents, &tally);
      g_test_message ("%s: %u", slips[i].from, tally.different);
      g_assert_cmpuint (tally.different, >, 0);
      xmlRelaxNGFree (grammar);
    }
  quiet = FALSE;
  grammar = ours;
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "..", "data", "avow-course.rng", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  grammar = parse_grammar (text);
  g_test_add_func ("/avow/course/grammar{shipped-courses-changed}", test_shipped);
  g_test_add_func ("/avow/course/grammar{samples-changed}", test_samples);
  g_test_add_func ("/avow/course/grammar{every-value}", test_values);
  g_test_add_func ("/avow/course/grammar{every-place}", test_places);
  g_test_add_func ("/avow/course/grammar{control}", test_control);

  result = g_test_run ();
  xmlRelaxNGFree (grammar);
  return result;
}
