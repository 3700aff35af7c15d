/* avow-cli.c: what avowctl's commands share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "people/avow-identity.h"
#include "record/avow-purge.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

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
avow_cli_run_subcommand (AvowCli *cli, const char *command, const AvowSubcommand *table, const char *arguments, const char *summary,
                         int argc, char **argv)
{
  const GOptionEntry entries[] = { { NULL } };
  for (guint i = 0; argc > 1 && table[i].name != NULL; i++)
    if (g_str_equal (argv[1], table[i].name))
      {
        g_autofree char *name = g_strdup_printf ("%s %s", g_get_prgname (), table[i].name);
        g_set_prgname (name);
        return table[i].run (cli, argc - 1, argv + 1);
      }
  if (avow_cli_parse (arguments, summary, entries, &argc, &argv, 1, 1))
    g_printerr (_("avowctl: there is no command “%s %s”; it is called as “avowctl %s %s”\n"), command, argv[1], command, arguments);
  return AVOW_EXIT_FAILED;
}

AvowExit
avow_cli_fail (const GError *error)
{
  g_printerr ("avowctl: %s\n", error->message);
  return AVOW_EXIT_FAILED;
}

AvowExit
avow_cli_tell_leftovers (AvowStore *store, AvowExit exit)
{
  g_autofree char *leftovers = avow_store_describe_leftovers (store);

  if (leftovers == NULL)
    return exit;
  g_printerr ("avowctl: %s\n", leftovers);
  return MAX (exit, AVOW_EXIT_WRONG);
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
avow_cli_enter (AvowCli *cli, AvowStore *store, AvowAction action, GError **error)
{
  gboolean proven = FALSE;
  const GError *obstacle = avow_store_get_obstacle (store);
  if (obstacle != NULL)
    {
      /* what can't be done anyway asks for nothing */
      g_propagate_error (error, g_error_copy (obstacle));
      return NULL;
    }
  g_autoptr (AvowAccess) access = avow_identity_choose (store, action, cli->actor, &proven, error);
  if (access == NULL || proven)
    return g_steal_pointer (&access);
  g_autoptr (AvowCliSecret) passphrase = avow_cli_ask_passphrase (store, access->person, error);
  g_autoptr (AvowIdentity) identity = passphrase != NULL ? avow_identity_unlock (store, access->person, passphrase, error) : NULL;
  return identity != NULL ? g_steal_pointer (&access) : NULL;
}

gboolean
avow_cli_look (AvowCli *cli, AvowStore *store, AvowAction action, AvowAccess **out_access, GError **error)
{
  *out_access = cli->actor != NULL ? avow_cli_enter (cli, store, action, error) : NULL;
  return cli->actor == NULL || *out_access != NULL;
}

gboolean
avow_cli_shows (const AvowAccess *access, const char *team)
{
  const char *scope = access != NULL ? avow_access_get_scope (access, AVOW_ACTION_SEE_TEAM) : NULL;
  return scope == NULL || g_strcmp0 (scope, team) == 0;
}

gboolean
avow_cli_show_progress (gint64 done, gint64 total, gpointer verb)
{
  if (isatty (STDERR_FILENO))
    g_printerr ("\r%s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "%s", (const char *) verb, done, total, done >= total ? "\n" : "");
  return TRUE;
}
