/* avow-help.h: pages of help, in a window of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @page is the name of a file of data/help, without `.md`; it is shown in the person's language, where it is translated. */
void avow_help_show (GtkWindow *parent, const char *page);

G_END_DECLS
