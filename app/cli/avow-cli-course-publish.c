/* avow-cli-course-publish.c: avowctl course publish
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include "author/avow-publish-html.h"
#include "paper/avow-publish-paper.h"
#include "people/avow-programme.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *html;
  char *pdf;
  char **facts;
  gboolean summary;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->html);
  g_free (self->pdf);
  g_strfreev (self->facts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What was read: either is NULL. */
typedef struct
{
  AvowCourse *course;
  AvowDocument *document;
} Text;

static void
text_clear (Text *self)
{
  g_clear_pointer (&self->course, avow_course_unref);
  g_clear_pointer (&self->document, avow_document_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Text, text_clear)

/* Says where there are mistakes; a text that has any isn't published. */
static AvowExit
read_text (const char *path, Text *text)
{
  g_autofree char *file = avow_cli_course_find_file (path);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) edition = avow_edition_load (path, &error);

  if (edition == NULL)
    return avow_cli_fail (error);
  if (avow_edition_is_document (edition))
    text->document = avow_document_new (edition, file, diagnostics, NULL);
  else
    text->course = avow_course_new (edition, file, diagnostics, NULL);
  if (text->document != NULL || text->course != NULL)
    return AVOW_EXIT_OK;

  avow_cli_print_diagnostics (diagnostics);
  return AVOW_EXIT_WRONG;
}

/* Without a store at the usual place there are none; a folder that was named has to hold one. */
static GHashTable *
get_store_facts (AvowCli *cli, const char *item, GError **error)
{
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "avow", NULL);
  g_autofree char *file = g_build_filename (cli->folder, AVOW_STORE_FILE, NULL);
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (AvowAccess) access = NULL;

  if (g_str_equal (cli->folder, usual) && !g_file_test (file, G_FILE_TEST_EXISTS))
    return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  store = avow_store_open (cli->folder, error);
  if (store == NULL || !avow_cli_look (cli, store, AVOW_ACTION_ASSIGN, &access, error))
    return NULL;

  return avow_programme_get_facts (store, item, error);
}

/* Those named here count before those of the store. */
static GHashTable *
get_facts (AvowCli *cli, char **given, const char *item, GError **error)
{
  GHashTable *facts = get_store_facts (cli, item, error);

  for (guint i = 0; facts != NULL && given != NULL && given[i] != NULL; i++)
    {
      const char *equals = strchr (given[i], '=');

      if (equals != NULL && equals > given[i])
        {
          g_hash_table_insert (facts, g_strndup (given[i], equals - given[i]), g_strdup (equals + 1));
          continue;
        }
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” is no fact. Write it as NAME=VALUE, such as --fact organisation=Bellwether."),
                   given[i]);
      g_clear_pointer (&facts, g_hash_table_unref);
    }

  return facts;
}

static AvowPublication *
create (const Text *text, gboolean summary, GHashTable *facts, GError **error)
{
  AvowPublication *publication = NULL;

  if (summary && text->course != NULL)
    publication = avow_publication_new_summary (text->course, facts);
  else if (!summary)
    return text->course != NULL ? avow_publication_new_course (text->course, facts) : avow_publication_new_document (text->document, facts);

  if (publication == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _("There are no habits to sum up here. A page has one in <aside role=\"habit\">; without --summary the whole is published."));

  return publication;
}

static gboolean
write_pdf (AvowPublication *publication, const char *path, GError **error)
{
  AvowPublishPaper set_pages = (AvowPublishPaper) avow_cli_find_in_paper ("avow_publish_paper", error);
  g_autoptr (GBytes) pdf = set_pages != NULL ? set_pages (publication) : NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) local_error = NULL;

  if (pdf == NULL)
    return FALSE;
  if (g_file_replace_contents (file, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &local_error))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” could not be written (%s). Choose another folder."), path, local_error->message);
  return FALSE;
}

static void
tell_missing (const char *name)
{
  if (g_str_equal (name, AVOW_FACT_JURISDICTION))
    g_printerr (_("avowctl: “%s” is not filled in, so that the text has the parts for every place. Name it with --fact %s=…\n"), name, name);
  else
    g_printerr (_("avowctl: “%s” is not filled in; the text says so in its place. Name it with --fact %s=…\n"), name, name);
}

static AvowExit
publish (AvowCli *cli, const Options *options, const Text *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) facts = get_facts (cli, options->facts, text->course != NULL ? text->course->id : text->document->id, &error);
  g_autoptr (AvowPublication) publication = facts != NULL ? create (text, options->summary, facts, &error) : NULL;

  if (publication == NULL || (options->html != NULL && !avow_publish_html (publication, options->html, &error))
      || (options->pdf != NULL && !write_pdf (publication, options->pdf, &error)))
    return avow_cli_fail (error);

  for (guint i = 0; i < publication->missing->len; i++)
    tell_missing (g_ptr_array_index (publication->missing, i));

  return publication->missing->len > 0 ? AVOW_EXIT_WRONG : AVOW_EXIT_OK;
}

AvowExit
avow_cli_course_publish (AvowCli *cli, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Text) text = { NULL, NULL };
  const GOptionEntry entries[] = {
    { "html", 0, 0, G_OPTION_ARG_FILENAME, &options.html, N_("write a page of the web into this folder"), N_("DIR") },
    { "pdf", 0, 0, G_OPTION_ARG_FILENAME, &options.pdf, N_("write a PDF"), N_("FILE") },
    { "summary", 0, 0, G_OPTION_ARG_NONE, &options.summary, N_("only the habits of a course, on one page"), NULL },
    { "fact", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.facts, N_("fill in a fact; may be given again"), N_("NAME=VALUE") },
    { NULL },
  };
  AvowExit code;

  if (!avow_cli_parse (_("FILE"),
                       _("Publishes a course or document as a page of the web, as a PDF, or as both. Facts are those of the edition in use, where there is a "
                         "store. A FILE may be the folder of a course."),
                       entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;
  if (options.html == NULL && options.pdf == NULL)
    {
      g_printerr ("%s\n", _("avowctl: name what to write with --html DIR or --pdf FILE"));
      return AVOW_EXIT_FAILED;
    }

  code = read_text (argv[1], &text);
  return code == AVOW_EXIT_OK ? publish (cli, &options, &text) : code;
}
