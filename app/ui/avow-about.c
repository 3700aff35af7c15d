/* avow-about.c: what Avow is, and who made it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

void
avow_about_show (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", "Avow",
                         "application-icon", "org.avow.Avow",
                         "version", AVOW_VERSION,
                         "developer-name", _("The Avow contributors"),
                         "comments", _("Learn how to keep customers’ privacy, sign what you agree to, and keep proof of both."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: your name, and an address if you like, a line each */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
