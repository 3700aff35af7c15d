/* store-fixture.h: a store in a temporary folder, and records to put into it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-projection.h"

typedef struct
{
  char *folder;
  char *file; /* the database */
  AvowStore *store;
} Fixture;

void fixture_register (void); /* a small projection, `state_badge` */
void fixture_set_up (Fixture *self, gconstpointer data);
void fixture_tear_down (Fixture *self, gconstpointer data);
void fixture_reopen (Fixture *self);

AvowRecord *fixture_organisation (gboolean sample);
AvowRecord *fixture_person (const char *id, const char *name);
AvowRecord *fixture_obligation (const char *person, const char *cycle);
AvowEdition *fixture_edition (const char *text);

gboolean fixture_try_append (AvowStore *store, AvowRecord *record, GError **error); /* takes @record */
void fixture_append (AvowStore *store, AvowRecord *record);
void fixture_append_people (AvowStore *store, guint count); /* in one transaction */

/* Another program at work on the file, which knows nothing of Avow. */
void fixture_tamper (Fixture *self, const char *sql);
gint64 fixture_ask (const char *file, const char *sql);

void fixture_remove_folder (const char *folder);
