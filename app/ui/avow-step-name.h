/* avow-step-name.h: what the steps of a course are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-session.h"

G_BEGIN_DECLS

char *avow_step_name (AvowSession *session, guint index); /* (transfer full) */

/* Where a question is taught: the step ahead of the check that draws from the same pool; G_MAXUINT where there is
 * no such check. */
guint avow_step_find_page (AvowSession *session, const char *question);

G_END_DECLS
