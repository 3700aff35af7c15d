/* avow-target.c: where a file for people is written to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-target.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

const char *
avow_target_find_fault (const char *path)
{
  GStatBuf found;

  if (path[0] == '\0')
    return _("it has no name");
  if (g_lstat (path, &found) == 0 && !S_ISREG (found.st_mode))
    return _("it is a folder, a device or a link, not a file");
  return NULL;
}
