/* stations.h: a desk, and two computers that people joined on, of which one means ill
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-life.h"

#include "exchange/avow-hand-over.h"
#include "exchange/avow-take-in.h"

G_BEGIN_DECLS

#define STATIONS_PASSPHRASE "kettle garden silver dozen"

/* Each is a life of its own, in folders beside each other: `desk` has the officer, `home` the colleague, `rogue` somebody who
 * has taken the course and whose seal key does what they like. Nothing was handed over yet. */
typedef struct
{
  char *folder;
  Life desk;
  Life home;
  Life rogue;
  char *home_person;  /* id */
  char *rogue_person;
} Stations;

Stations *stations_new (void); /* founded once, and copied */
void stations_free (Stations *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stations, stations_free)
void stations_register (void); /* before any store is opened */
int stations_run (void);       /* g_test_run(), and what the tests have in common removed */

void stations_wait (Stations *self, gint64 time); /* ms go by */

/* (transfer full): another copy of a life as it is now, under that name; continue with it in place of the other. */
void stations_copy (Stations *self, Life *from, const char *name, Life *out_copy);
void stations_close (Life *life);

/* (transfer full): path of what @from hands over. */
char *stations_hand_over (Stations *self, Life *from, const char *actor, const AvowHandOverTo *to);

/* Takes a file in at @at; returns its verdict's name for @from's ledger (NULL: the sender's), or "refused", with the reason in
 * @out_reason (transfer full) (optional). */
const char *stations_take_in (Stations *self, Life *at, const char *actor, const char *path, char **out_reason);

gint64 stations_ask (Life *at, const char *sql); /* one number, of the tables there */

AvowHandOverFile *stations_read (const char *path);                                      /* (transfer full) */
void stations_write (AvowHandOverFile *file, Life *sealed_by, const char *path);          /* signed anew, by that seal */

/* Whether an importer that looks at the manifest and what it lists, and at nothing else, would take it. */
gboolean stations_manifest_accepts (const char *path);

/* Whether an importer that looks at seal, hashes and checkpoint, and at nothing else, would take it. */
gboolean stations_seal_accepts (const char *path);

G_END_DECLS
