/* avow-start.h: what the window has to know before it shows anything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-worker.h"
#include "people/avow-access.h"

G_BEGIN_DECLS

/* A store as it is found at the start. */
typedef struct
{
  char *organisation;
  gboolean sample;
  char *sample_people; /* nullable: JSON, who can sign in to a sample, with their passphrases */
  char *obstacle;      /* nullable: why nothing can be written, translated */
  GPtrArray *people;   /* of AvowPerson: who has a key here, by name */
} AvowStart;

/* Loads it, and opens what is due; an #AvowJob without data that gives an #AvowStart. */
gpointer avow_start_load (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);
void avow_start_free (AvowStart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowStart, avow_start_free)

/* Who comes in. */
typedef struct
{
  AvowPerson *person;
  AvowAccess *access;
} AvowEntry;

void avow_entry_free (AvowEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowEntry, avow_entry_free)

/* With a passphrase: whom the staff number names. Without: the person with that id. */
typedef struct
{
  char *person;       /* nullable */
  char *staff_number; /* nullable */
  char *passphrase;   /* nullable */
} AvowKnock;

void avow_knock_free (AvowKnock *self);

/* An #AvowJob that takes an #AvowKnock and gives an #AvowEntry; takes about 0.2 s with a passphrase. */
gpointer avow_start_enter (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
