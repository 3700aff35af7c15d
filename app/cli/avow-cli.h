/* avow-cli.h: what avowctl's commands share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "people/avow-access.h"
#include "record/avow-projection.h"

G_BEGIN_DECLS

/* Exit codes, as the manual page has them. */
typedef enum
{
  AVOW_EXIT_OK = 0,
  AVOW_EXIT_WRONG = 1,  /* it was checked, and something is wrong with it */
  AVOW_EXIT_FAILED = 2, /* it could not be done */
} AvowExit;

typedef struct
{
  const char *folder; /* the store's */
  const char *actor;  /* nullable: the staff number of who acts */
} AvowCli;

typedef struct
{
  const char *name;
  const char *arguments; /* as usage shows them */
  const char *summary;
  AvowExit (*run) (AvowCli *cli, int argc, char **argv); /* argv[0] is the command’s name */
} AvowCommand;

/* A command of a command, as in “avowctl officer add”. */
typedef struct
{
  const char *name; /* NULL ends a table */
  AvowExit (*run) (AvowCli *cli, int argc, char **argv);
} AvowSubcommand;

/* Runs the one that argv[1] names; says how to call it where that is none. @arguments and @summary are translated. */
AvowExit avow_cli_run_subcommand (AvowCli *cli, const char *command, const AvowSubcommand *table, const char *arguments,
                                  const char *summary, int argc, char **argv);

/* Each command in a file of its own, avow-cli-NAME.c; avowctl.c has the table. Whoever adds one adds it to the
 * manual page and to the bash completion. */
AvowExit avow_cli_init (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_sample (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_person (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_invite (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_enrol (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_key (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_officer (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_role (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_rule (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_accommodation (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_recover (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_root (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_report (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_evidence (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_export (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_hand_over (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_take_in (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_verify (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_purge (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_rebuild (AvowCli *cli, int argc, char **argv);

/**
 * avow_cli_parse:
 * @arguments: (nullable): what the command takes besides options, as usage shows it
 * @summary: what the command does
 * @entries: its options
 * @argc: (inout): how many arguments
 * @argv: (inout): the arguments; what is left are those besides options
 * @least: how many of those there must be at least
 * @most: and at most
 *
 * Reads options, prints `--help`, and says in a line what is wrong with the rest. The program's name is the command's.
 *
 * Returns: whether the command can go on
 */
gboolean avow_cli_parse (const char *arguments, const char *summary, const GOptionEntry *entries, int *argc, char ***argv,
                         int least, int most);

/* Prints what went wrong, and gives the exit code for it. */
AvowExit avow_cli_fail (const GError *error);

/* Prints what could not be removed of what was destroyed, where there is any; the exit code is at least %AVOW_EXIT_WRONG then. */
AvowExit avow_cli_tell_leftovers (AvowStore *store, AvowExit exit);

/* Removes a store that was just made, with its folder, where what follows failed. */
void avow_cli_remove_folder (const char *folder);

/**
 * avow_cli_enter:
 * @cli: where, and who acts
 * @store: the store
 * @action: what they want to do
 * @error: return location for a #GError
 *
 * Asks whoever acts for their passphrase, unless they are the only one who has a key here.
 *
 * Returns: (transfer full): what they may, or %NULL
 */
AvowAccess *avow_cli_enter (AvowCli *cli, AvowStore *store, AvowAction action, GError **error);

/**
 * avow_cli_look:
 * @cli: where, and perhaps in whose name
 * @store: the store
 * @action: what they want to see or do
 * @out_access: (out) (transfer full) (nullable): what whoever is named may; %NULL where nobody is
 * @error: return location for a #GError
 *
 * For what changes no record: whoever can run this can read the file, whatever their role; in somebody's name it is done only
 * where there is such a person, who has a key here and whose role allows it.
 *
 * Returns: whether it can go on
 */
gboolean avow_cli_look (AvowCli *cli, AvowStore *store, AvowAction action, AvowAccess **out_access, GError **error);

/* Whether who looks sees what is about somebody in @team; @access: as avow_cli_look() gave it. */
gboolean avow_cli_shows (const AvowAccess *access, const char *team);

/* A text that nobody else is to read: it is wiped when it is freed. */
typedef char AvowCliSecret;

void avow_cli_secret_free (AvowCliSecret *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowCliSecret, avow_cli_secret_free)

/* (transfer full): a secret, typed without being shown on a terminal, or a line of standard input elsewhere. Whatever
 * ends the program while it waits, the terminal shows again what is typed. */
AvowCliSecret *avow_cli_ask_secret (const char *prompt, GError **error);

/* (transfer full): the passphrase of somebody who has one. */
AvowCliSecret *avow_cli_ask_passphrase (AvowStore *store, const char *person, GError **error);

/* (transfer full): a new passphrase, typed twice on a terminal. */
AvowCliSecret *avow_cli_ask_new_secret (const char *prompt, GError **error);

/* An AvowConfirmCode (people/avow-recovery.h): prints the code, and has it typed. */
gboolean avow_cli_confirm_code (const char *code, gpointer data, GError **error);

/* An AvowProgress that shows a count on a terminal, and nothing elsewhere. */
gboolean avow_cli_show_progress (gint64 done, gint64 total, gpointer verb);

/* avow-cli-paper.c: loads what writes PDF, which takes long enough that only those wait for it who want a PDF. */
gpointer avow_cli_find_in_paper (const char *symbol, GError **error); /* (nullable): a function of it */
gboolean avow_cli_load_paper (GError **error);                             /* reports can be written as PDF then */

G_END_DECLS
