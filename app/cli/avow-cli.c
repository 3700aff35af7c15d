/* avow-cli.c: what avowctl's commands share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-identity.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define SECRET_MAX 1024

gboolean
avow_cli_parse (const char *arguments, const char *summary, const GOptionEntry *entries, int *argc, char ***argv, int least, int most)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) error = NULL;
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    g_printerr (_("avowctl: %s; “%s --help” tells more\n"), error->message, g_get_prgname ());
  else if (*argc - 1 < least || *argc - 1 > most)
    g_printerr (_("avowctl: call it as “%s%s%s”; “%s --help” tells more\n"), g_get_prgname (), arguments != NULL ? " " : "",
                arguments != NULL ? arguments : "", g_get_prgname ());
  else
    return TRUE;
  return FALSE;
}

AvowExit
avow_cli_fail (const GError *error)
{
  g_printerr ("avowctl: %s\n", error->message);
  return AVOW_EXIT_FAILED;
}

void
avow_cli_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  if (dir == NULL)
    return;
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_unlink (path) != 0)
        avow_cli_remove_folder (path);
    }
  g_rmdir (folder);
}

AvowAccess *
avow_cli_get_officer (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) people = avow_identity_list (store, error);
  if (people == NULL)
    return NULL;
  for (guint i = 0; i < people->len; i++)
    {
      g_autoptr (AvowAccess) access = avow_access_of (store, g_ptr_array_index (people, i), error);
      if (access == NULL)
        return NULL;
      if (access->roles & (1u << AVOW_ROLE_OFFICER))
        return g_steal_pointer (&access);
    }
  g_set_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
               _("Nobody of the compliance team has a key in “%s”. Run this on the desk where the organisation was set up."),
               avow_store_get_folder (store));
  return NULL;
}

static char *
read_line (GError **error)
{
  char line[SECRET_MAX];
  if (fgets (line, sizeof line, stdin) == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("Nothing was typed."));
      return NULL;
    }
  line[strcspn (line, "\r\n")] = '\0';
  char *copy = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return copy;
}

char *
avow_cli_ask_secret (const char *prompt, GError **error)
{
  struct termios shown, hidden;
  if (!isatty (STDIN_FILENO) || tcgetattr (STDIN_FILENO, &shown) != 0)
    return read_line (error);
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr ("%s ", prompt);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  char *secret = read_line (error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  g_printerr ("\n");
  return secret;
}

char *
avow_cli_ask_new_secret (const char *prompt, GError **error)
{
  g_autofree char *first = avow_cli_ask_secret (prompt, error);
  if (first == NULL || !isatty (STDIN_FILENO))
    return g_steal_pointer (&first);
  g_autofree char *again = avow_cli_ask_secret (_("Once more:"), error);
  if (again == NULL)
    return NULL;
  if (strcmp (first, again) == 0)
    return g_steal_pointer (&first);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The two are not the same. Nothing was done; begin again."));
  return NULL;
}

gboolean
avow_cli_show_progress (gint64 done, gint64 total, gpointer verb)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r%s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "%s", (const char *) verb, done, total, done >= total ? "\n" : "");
  return TRUE;
}
