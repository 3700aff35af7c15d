/* avow-cli-course-translate.c: avowctl course translate
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include "author/avow-translate.h"
#include "course/avow-course.h"
#include "course/avow-document.h"

#include <glib/gi18n-lib.h>

static void
print_result (const AvowTranslation *translation)
{
  guint done = translation->texts - translation->fuzzy - translation->missing;

  /* Translators: a file, then how many texts */
  g_print (_("%s: %u of %u texts translated, %u fuzzy, %u missing\n"), translation->path, done, translation->texts,
           translation->fuzzy, translation->missing);
}

/* A translation with mistakes in it is not written: what stood there stays. */
static AvowExit
merge (AvowEdition *edition, const char *path, const char *catalogue)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowTranslation) translation = avow_translate_merge (edition, path, catalogue, diagnostics, &error);

  if (translation == NULL)
    return avow_cli_fail (error);
  avow_cli_print_diagnostics (diagnostics);
  if (translation->text == NULL)
    {
      g_printerr (_("avowctl: “%s” was not written; mend “%s” first\n"), translation->path, catalogue);
      return AVOW_EXIT_WRONG;
    }
  if (!g_file_set_contents (translation->path, translation->text, -1, &error))
    return avow_cli_fail (error);
  print_result (translation);
  return translation->fuzzy + translation->missing > 0 ? AVOW_EXIT_WRONG : AVOW_EXIT_OK;
}

static AvowExit
merge_all (AvowEdition *edition, const char *path, char **catalogues)
{
  g_autoptr (GPtrArray) found = avow_translate_find_catalogues (path);
  AvowExit code = AVOW_EXIT_OK;

  if (*catalogues == NULL && found->len == 0)
    {
      g_printerr (_("avowctl: there are no translations beside “%s”; write the template with --template, and hand it to translators\n"), path);
      return AVOW_EXIT_FAILED;
    }
  if (*catalogues == NULL)
    {
      g_ptr_array_add (found, NULL);
      catalogues = (char **) found->pdata;
    }
  for (; *catalogues != NULL; catalogues++)
    {
      AvowExit one = merge (edition, path, *catalogues);

      code = MAX (code, one);
    }
  return code;
}

/* (transfer full) (nullable): what is to be translated; what is wrong with it is added to @diagnostics. */
static AvowEdition *
load_source (const char *path, GPtrArray *diagnostics, GError **error)
{
  g_autofree char *file = avow_cli_course_find_file (path);
  AvowEdition *edition = avow_edition_load (path, error);

  if (edition != NULL && avow_edition_is_document (edition))
    {
      g_autoptr (AvowDocument) document = avow_document_new (edition, file, diagnostics, NULL);
    }
  else if (edition != NULL)
    {
      g_autoptr (AvowCourse) course = avow_course_new (edition, file, diagnostics, NULL);
    }
  return edition;
}

AvowExit
avow_cli_course_translate (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *template = NULL;
  const GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &template, N_("Write what is to be translated to FILE"), N_("FILE") },
    { NULL },
  };
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr (AvowEdition) edition = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (!avow_cli_parse (_("COURSE [CATALOGUE…]"),
                       _("Makes translations of a course or document from catalogues, NAME.de.xml from po/NAME.de.po; without a CATALOGUE, of all that stand in the folder “po” beside it. What is fuzzy or missing stays as it is in the source and is marked, and the translation is not offered to anybody until it is whole."),
                       entries, &argc, &argv, 1, G_MAXINT))
    return AVOW_EXIT_FAILED;

  path = avow_cli_course_find_file (argv[1]);
  edition = load_source (argv[1], diagnostics, &error);
  if (edition == NULL)
    return avow_cli_fail (error);
  if (avow_diagnostics_have_errors (diagnostics))
    {
      avow_cli_print_diagnostics (diagnostics);
      return AVOW_EXIT_WRONG;
    }
  if (template == NULL)
    return merge_all (edition, path, argv + 2);
  return avow_translate_write_template (edition, path, template, &error) ? AVOW_EXIT_OK : avow_cli_fail (error);
}
