/* avow-grant.h: roles given and taken back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-identity.h"

G_BEGIN_DECLS

/**
 * avow_grant_role:
 * @store: a store
 * @identity: the officer, who signs
 * @person: id of who gets or loses the role
 * @role: the role; %AVOW_ROLE_STAFF is everybody's, and nobody's to give
 * @team: (nullable): the team, for managers and only for them
 * @granted: whether it is given; %FALSE takes it back
 * @error: return location for a #GError
 *
 * The last compliance officer stays one: somebody must be able to name the next.
 *
 * Returns: whether it is done
 */
gboolean avow_grant_role (AvowStore *store, AvowIdentity *identity, const char *person, AvowRole role, const char *team,
                          gboolean granted, GError **error);

G_END_DECLS
