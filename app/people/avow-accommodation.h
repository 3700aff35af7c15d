/* avow-accommodation.h: more time, or more attempts, for somebody who needs them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-identity.h"

G_BEGIN_DECLS

/* WCAG 2.2, 2.2.1: who meets a time limit must be able to have it lifted, or made at least ten times as long. */
#define AVOW_ACCOMMODATION_MAX_EXTRA_TIME 900 /* percent */
#define AVOW_ACCOMMODATION_MAX_EXTRA_ATTEMPTS 20

/* What a person was granted in one course and cycle, as the latest record says. */
typedef struct
{
  char *item;
  char *title;
  char *cycle;
  guint extra_time;     /* percent of the course's time limit, on top of it */
  gboolean untimed;     /* without any limit */
  guint extra_attempts; /* on top of those that the course allows */
  char *reason;
  char *actor;          /* who granted it */
  gint64 time;          /* when */
  AvowDigest leaf;      /* of its record, which an attempt cites */
} AvowAccommodation;

void avow_accommodation_free (AvowAccommodation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowAccommodation, avow_accommodation_free)

/* Whether anything is granted; what grants nothing has taken back what was. */
gboolean avow_accommodation_is_any (const AvowAccommodation *self);

/* (transfer full): what is granted, in words: “half as much time again, 2 more attempts” */
char *avow_accommodation_describe (guint extra_time, gboolean untimed, guint extra_attempts);

/* @seconds, and what is granted on top; 0 is without a limit. Part of a second counts as one. */
guint avow_accommodation_stretch (guint seconds, guint extra_time, gboolean untimed);

/**
 * avow_accommodation_grant:
 * @store: a store
 * @identity: a compliance officer, who signs
 * @person: id of who gets it
 * @granted: what is granted, by item and cycle, and why; neither time, actor nor leaf are looked at
 * @error: return location for a #GError
 *
 * Takes the place of what was granted before in the same course and cycle. Where nothing is granted, it is taken back.
 *
 * Returns: whether it is done; %AVOW_PEOPLE_ERROR_UNKNOWN where the course is not asked of them in that cycle,
 *   %AVOW_PEOPLE_ERROR_INVALID where it is too much, or no reason is given
 */
gboolean avow_accommodation_grant (AvowStore *store, AvowIdentity *identity, const char *person, const AvowAccommodation *granted,
                                   GError **error);

/**
 * avow_accommodation_find:
 * @store: a store
 * @person: id of a person
 * @item: id of a course
 * @cycle: a cycle
 * @error: return location for a #GError
 *
 * Returns: (transfer full) (nullable): what counts; %NULL without @error where nothing was granted
 */
AvowAccommodation *avow_accommodation_find (AvowStore *store, const char *person, const char *item, const char *cycle, GError **error);

/* (transfer full) of AvowAccommodation: what counts, of every course and cycle in which anything was ever granted, the oldest
 * first. Reasons stand in it: to ask for it takes AVOW_ACTION_ACCOMMODATE. */
GPtrArray *avow_accommodation_list (AvowStore *store, const AvowAccess *access, const char *person, GError **error);

G_END_DECLS
