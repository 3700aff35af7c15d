/* avow-cli-course-new.c: avowctl course new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include "author/avow-template.h"
#include "course/avow-publication.h"
#include "record/avow-clock.h"

#include <glib/gi18n-lib.h>

/* (transfer full): an id like the folder's name: lower case, with hyphens for all that is no letter or digit. */
static char *
make_id (const char *folder)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *name = g_path_get_basename (absolute);
  g_autofree char *plain = g_str_to_ascii (name, NULL);
  g_autofree char *lower = g_ascii_strdown (plain, -1);

  g_strcanon (lower, "abcdefghijklmnopqrstuvwxyz0123456789-", '-');

  return g_ascii_isalpha (lower[0]) ? g_steal_pointer (&lower) : g_strconcat ("course-", lower, NULL);
}

AvowExit
avow_cli_course_new (AvowCli *cli, int argc, char **argv)
{
  g_autofree char *id = NULL, *title = NULL, *language = NULL, *owner = NULL, *own_id = NULL, *today = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "id", 0, 0, G_OPTION_ARG_STRING, &id, N_("the course’s id, which stays for ever (default: from the folder’s name)"), N_("ID") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &title, N_("what people see as its title"), N_("TITLE") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &language, N_("its language, such as en or de (default: yours)"), N_("LANGUAGE") },
    { "owner", 0, 0, G_OPTION_ARG_STRING, &owner, N_("who answers for the text"), N_("NAME") },
    { NULL },
  };
  AvowTemplate template;

  if (!avow_cli_parse (_("DIR"), _("Writes a small whole course, with comments that say what each part is for."), entries, &argc, &argv, 1, 1))
    return AVOW_EXIT_FAILED;

  own_id = make_id (argv[1]);
  today = avow_time_to_date (avow_clock_now ());
  template = (AvowTemplate){ id != NULL ? id : own_id, title != NULL ? title : _("A new course"),
                             language != NULL ? language : avow_publication_get_own_language (), owner != NULL ? owner : _("Privacy team"), today };
  if (!avow_template_write (&template, argv[1], &error))
    return avow_cli_fail (error);

  g_print (_("Written to “%s”. Look at it with “avow --preview %s”, and find mistakes with “avowctl course check --watch %s”.\n"), argv[1], argv[1],
           argv[1]);
  return AVOW_EXIT_OK;
}
