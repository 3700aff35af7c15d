/* sign-world.h: an organisation of one person, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sign/avow-certificate.h"

G_BEGIN_DECLS

#define WORLD_STAFF_NUMBER "4711"
#define WORLD_NAME "Jos\xc3\xa9 <Pepe> & Co"

typedef struct
{
  AvowKey *root_key;
  AvowKey *invitation_key;
  AvowKey *person_key;
  AvowKey *seal_key;
  AvowCertificate *root;
  AvowCertificate *invitation;
  AvowCertificate *person;
  AvowCertificate *seal;
  GPtrArray *chain; /* of AvowCertificate: the invitation */
} World;

World *world_new (const char *organisation);
void world_free (World *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (World, world_free)

/* Runs a command, whose arguments end with %NULL; its output goes into the test's log. Returns its exit status. */
int world_run (const char *command, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
