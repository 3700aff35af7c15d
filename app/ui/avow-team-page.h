/* avow-team-page.h: how a team stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The figures of a team, each of which shows whom it counts; a manager sees their own team only. */
#define AVOW_TYPE_TEAM_PAGE (avow_team_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowTeamPage, avow_team_page, AVOW, TEAM_PAGE, AdwBin)

GtkWidget *avow_team_page_new (AvowContext *context);

G_END_DECLS
