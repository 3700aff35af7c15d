/* avow-cli-course.h: the commands of “avowctl course”
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-cli.h"

G_BEGIN_DECLS

AvowExit avow_cli_course_export (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course_import (AvowCli *cli, int argc, char **argv);
AvowExit avow_cli_course_stats (AvowCli *cli, int argc, char **argv);

/* Prints each as FILE:LINE:COLUMN, as compilers do. */
void avow_cli_print_diagnostics (GPtrArray *diagnostics);

G_END_DECLS
