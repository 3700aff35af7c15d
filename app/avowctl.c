/* avowctl.c: main() of the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-rooms.h"
#include "cli/avow-cli.h"
#include "sign/avow-secret.h"

#include <glib/gi18n-lib.h>
#include <libintl.h>
#include <locale.h>
#include <string.h>

static const AvowCommand commands[] = {
  { "init", N_("--organisation NAME"), N_("set up an organisation"), avow_cli_init },
  { "sample", N_("DIR"), N_("make a sample organisation to try Avow with"), avow_cli_sample },
  { "course", N_("check|new|publish|…"), N_("look for mistakes in courses, begin, import, publish them"), avow_cli_course },
  { "person", N_("add|list|leave"), N_("add people, list them, enter that they left"), avow_cli_person },
  { "invite", N_("PERSON -o FILE"), N_("write an invitation for somebody"), avow_cli_invite },
  { "enrol", N_("FILE"), N_("accept an invitation"), avow_cli_enrol },
  { "key", N_("list|withdraw"), N_("list people’s keys, or withdraw one"), avow_cli_key },
  { "officer", N_("list|add|remove"), N_("list the officers, or change who is one"), avow_cli_officer },
  { "role", N_("list|give|take-back"), N_("list who has which role, or change it"), avow_cli_role },
  { "rule", N_("list|set|stop"), N_("list what is asked of whom, or change it"), avow_cli_rule },
  { "accommodation", N_("list|give|take-back"), N_("give somebody more time or more attempts"), avow_cli_accommodation },
  { "recover", N_("PERSON"), N_("give an officer a new key by the recovery code"), avow_cli_recover },
  { "root", N_("renew"), N_("renew the root, where its key may have been copied"), avow_cli_root },
  { "report", N_("completion|attestation"), N_("export a report"), avow_cli_report },
  { "export", N_("declarations -o DIR"), N_("export signed documents"), avow_cli_export },
  { "evidence", N_("DECLARATION -o FILE"), N_("pack what shows one declaration to others"), avow_cli_evidence },
  { "hand-over", N_("-o FILE"), N_("write what another desk needs to know into a file"), avow_cli_hand_over },
  { "take-in", N_("FILE…"), N_("verify and take in what was handed over"), avow_cli_take_in },
  { "purge", N_("PERSON --reason TEXT"), N_("destroy what was recorded about a leaver"), avow_cli_purge },
  { "verify", "", N_("check every record, or a receipt"), avow_cli_verify },
  { "rebuild", "", N_("make all tables again from the records"), avow_cli_rebuild },
};

static void
print_usage (void)
{
  g_print ("%s\n\n", _("avowctl [--data DIR] [--as NUMBER] COMMAND [ARGUMENT…]"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *call = g_strdup_printf ("%s %s", commands[i].name, commands[i].arguments[0] != '\0' ? _(commands[i].arguments) : "");
      /* printf counts bytes, and “…” has three */
      g_print ("  %s%*s%s\n", call, MAX (1, 35 - (int) g_utf8_strlen (call, -1)), "", _(commands[i].summary));
    }
  g_print ("\n%s\n%s\n%s\n", _("DIR is the folder that holds the store; by default the user’s own."),
           _("NUMBER is the staff number of who acts, where several people could; they are asked for their passphrase."),
           _("“avowctl COMMAND --help” tells more of one. Exit codes: 0 done, or sound; 1 checked, and not sound; 2 could not be done."));
}

static void
set_up_translation (void)
{
  const char *folder = g_getenv ("AVOW_LOCALE_DIR");
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : AVOW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static gboolean
is_option (const char *word, const char *name)
{
  return g_str_has_prefix (word, name) && (word[strlen (name)] == '\0' || word[strlen (name)] == '=');
}

/* Takes an option before the command away, with its value; NULL where it has none. */
static const char *
take_value (const char *name, int *argc, char ***argv)
{
  const char *option = (*argv)[1];
  int taken = 1;
  const char *value = option[strlen (name)] == '=' ? option + strlen (name) + 1 : (*argv)[++taken];
  if (value == NULL || value[0] == '\0')
    return NULL;
  *argc -= taken;
  *argv += taken;
  return value;
}

/* Whether there was one; says what is wrong with it where it has no value. */
static gboolean
take_option (AvowCli *cli, int *argc, char ***argv, gboolean *out_well)
{
  const struct
  {
    const char *name;
    const char **value;
    const char *remedy;
  } options[] = {
    { "--data", &cli->folder, _("avowctl: name the folder of the store: avowctl --data DIR COMMAND") },
    { "--as", &cli->actor, _("avowctl: name who acts by their staff number: avowctl --as NUMBER COMMAND") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (is_option ((*argv)[1], options[i].name))
      {
        *options[i].value = take_value (options[i].name, argc, argv);
        *out_well = *options[i].value != NULL;
        if (!*out_well)
          g_printerr ("%s\n", options[i].remedy);
        return TRUE;
      }
  return FALSE;
}

/* Whether a command follows; otherwise *@code says how it ended. */
static gboolean
take_options (AvowCli *cli, int *argc, char ***argv, AvowExit *code)
{
  *code = AVOW_EXIT_FAILED;
  while (*argc > 1 && (*argv)[1][0] == '-')
    {
      const char *option = (*argv)[1];
      gboolean well;
      if (take_option (cli, argc, argv, &well))
        {
          if (!well)
            return FALSE;
          continue;
        }
      if (g_str_equal (option, "--help") || g_str_equal (option, "-h"))
        print_usage ();
      else if (g_str_equal (option, "--version"))
        g_print ("avowctl %s\n", AVOW_VERSION);
      else
        {
          g_printerr (_("avowctl: there is no option “%s” before the command; “avowctl --help” lists them\n"), option);
          return FALSE;
        }
      *code = AVOW_EXIT_OK;
      return FALSE;
    }
  if (*argc > 1)
    return TRUE;
  g_printerr ("%s\n", _("avowctl: name a command; “avowctl --help” lists them"));
  return FALSE;
}

int
main (int argc, char **argv)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "avow", NULL);
  AvowCli cli = { own, NULL };
  AvowExit code;
  avow_secret_guard_process ();
  set_up_translation ();
  if (!take_options (&cli, &argc, &argv, &code))
    return code;
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      {
        g_autofree char *name = g_strdup_printf ("avowctl %s", commands[i].name);
        avow_rooms_register ();
        g_set_prgname (name);
        return commands[i].run (&cli, argc - 1, argv + 1);
      }
  g_printerr (_("avowctl: there is no command “%s”; “avowctl --help” lists them\n"), argv[1]);
  return AVOW_EXIT_FAILED;
}
