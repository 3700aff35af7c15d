/* avow-people-fixture.h: an organisation in a temporary folder, for tests of this room
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "people/avow-enrolment.h"
#include "people/avow-grant.h"
#include "people/avow-invitation.h"
#include "people/avow-programme.h"

G_BEGIN_DECLS

#define FIXTURE_PASSPHRASE "anchor-violet-turnip-meadow-42"

typedef struct
{
  char *root;    /* temporary, removed at the end */
  char *folder;  /* of the store, in it */
  AvowStore *store;
  char *officer; /* id of Ada Okafor, staff number A-1, team Compliance, joined 2026-01-05 */
  char *recovery_code;
} Fixture;

/* What the clock says until it is set again; 2026-11-24T12:00:00Z at first. */
void fixture_set_time (const char *iso);
void fixture_forward (gint64 ms);

/* @name: “Sample” makes a sample. */
Fixture *fixture_new (const char *name);
void fixture_free (Fixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

char *fixture_path (Fixture *self, const char *name); /* (transfer full) */

char *fixture_add_person (Fixture *self, const char *staff_number, const char *name, const char *team, const char *joined);

/* A declaration, whose text names the fact `contact`; @text makes editions differ. */
AvowEdition *fixture_make_document (const char *id, const char *edition, gboolean material, gboolean template, const char *text);
/* @statement: as XML; empty for a notice */
AvowEdition *fixture_make_policy (const char *id, const char *edition, const char *statement);
void fixture_adopt (Fixture *self, const char *id, const char *edition, gboolean material, const char *text);
GHashTable *fixture_make_facts (void);

/* (transfer full): its id */
char *fixture_set_rule (Fixture *self, const char *id, const char *team, const char *cycle, gint64 due_days, const char *since,
                        gboolean active, ...) G_GNUC_NULL_TERMINATED;

AvowIdentity *fixture_unlock (Fixture *self);

/* A key of @person's in memory, recorded: as a sample enrols its people. */
AvowIdentity *fixture_enrol (Fixture *self, const char *person);

/* A declaration of the identity's person, as learn would make it. */
void fixture_answer (Fixture *self, AvowIdentity *identity, const AvowDuty *duty, const char *outcome);

/* The same for the @index-th of their duties today. */
void fixture_answer_nth (Fixture *self, AvowIdentity *identity, guint index, const char *outcome);

/* The duties of a person today, one a line: `item cycle edition assigned due standing urgency`. */
char *fixture_tell_duties (Fixture *self, const char *person);

/* Every path below a folder, sorted, a line each. */
char *fixture_tell_files (const char *folder);

void fixture_remove (const char *path); /* with all in it */

G_END_DECLS
