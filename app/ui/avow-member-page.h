/* avow-member-page.h: one person of a team
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"
#include "people/avow-team.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What somebody owes, and where it stands: never answers, never scores of single questions. For the compliance team also
 * what there is to do about them. */
#define AVOW_TYPE_MEMBER_PAGE (avow_member_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowMemberPage, avow_member_page, AVOW, MEMBER_PAGE, AdwBin)

GtkWidget *avow_member_page_new (AvowContext *context, const AvowMember *member, const char *today);

/* Icon and words for how somebody stands, e.g. "1 late"; the words are (transfer full). */
const char *avow_member_get_icon (AvowMemberState state);
char *avow_member_describe (const AvowMember *member);

G_END_DECLS
