/* avow-cli-course-diff.c: avowctl course diff
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli-course.h"

#include "course/avow-course-delta.h"

#include <glib/gi18n-lib.h>

static void
print_delta (AvowDelta *delta)
{
  GPtrArray *changed = avow_delta_get_changed (delta);
  GPtrArray *removed = avow_delta_get_removed (delta);

  for (guint i = 0; i < changed->len; i++)
    {
      const char *id = g_ptr_array_index (changed, i);

      g_print ("%s: %s\n", avow_delta_get_change (delta, id) == AVOW_CHANGE_NEW ? _("new") : _("changed"), id);
    }
  for (guint i = 0; i < removed->len; i++)
    g_print ("%s: %s\n", _("gone"), (const char *) g_ptr_array_index (removed, i));
}

AvowExit
avow_cli_course_diff (AvowCli *cli, int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowEdition) before = NULL;
  g_autoptr (AvowEdition) after = NULL;
  g_autoptr (AvowDelta) delta = NULL;

  if (!avow_cli_parse (_("OLD NEW"),
                       _("Compares two editions of a course or document, and lists the parts of which people would read another text: by id, so that "
                         "moving one, or renaming it with “was”, is no change."),
                       entries, &argc, &argv, 2, 2))
    return AVOW_EXIT_FAILED;

  before = avow_edition_load (argv[1], &error);
  after = before != NULL ? avow_edition_load (argv[2], &error) : NULL;
  if (after == NULL)
    return avow_cli_fail (error);
  delta = avow_delta_new (before, after);
  if (delta == NULL)
    {
      g_printerr (_("avowctl: one of the two has mistakes; find them with: avowctl course check %s %s\n"), argv[1], argv[2]);
      return AVOW_EXIT_FAILED;
    }
  print_delta (delta);
  return AVOW_EXIT_OK;
}
