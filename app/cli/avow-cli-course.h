/* avow-cli-course.h: the commands of “avowctl course”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-cli.h"
#include "course/avow-diagnostic.h"
#include "course/avow-edition.h"

G_BEGIN_DECLS

AvowExit avow_cli_course_check (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course_diff (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course_export (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course_import (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course_stats (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course_new (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course_translate (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course_publish (AvowCli *cli, int argc, char **argv);

/* (transfer full): the XML file of what @path names: it, or what a folder holds. */
char *avow_cli_course_find_file (const char *path);

/* Prints each as FILE:LINE:COLUMN, as compilers do. */
void avow_cli_print_diagnostics (GPtrArray *diagnostics);

G_END_DECLS
