/* avow-roster.h: who there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-store.h"

G_BEGIN_DECLS

#define AVOW_PEOPLE_ERROR (avow_people_error_quark ())
GQuark avow_people_error_quark (void);

typedef enum
{
  AVOW_PEOPLE_ERROR_INVALID,    /* an entry is not as it must be; the message names field and remedy */
  AVOW_PEOPLE_ERROR_UNKNOWN,    /* no such person, team or item */
  AVOW_PEOPLE_ERROR_REFUSED,    /* the role does not allow it */
  AVOW_PEOPLE_ERROR_INVITATION, /* the invitation is damaged, used, or not for here */
  AVOW_PEOPLE_ERROR_SIGN_IN,    /* the staff number or the passphrase is wrong */
  AVOW_PEOPLE_ERROR_WAIT,       /* the last passphrase was wrong; no other is looked at yet */
  AVOW_PEOPLE_ERROR_SHIPPED,    /* a course or document that comes with Avow is damaged, or none is there */
} AvowPeopleError;

typedef struct
{
  char *id;
  char *staff_number;
  char *name;
  char *email;  /* nullable */
  char *team;
  char *joined; /* date */
  char *left;   /* date; nullable */
  gboolean enrolled; /* has a key on this installation */
} AvowPerson;

AvowPerson *avow_person_copy (const AvowPerson *self); /* (transfer full) */
void avow_person_free (AvowPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowPerson, avow_person_free)

AvowPerson *avow_roster_get (AvowStore *store, const char *id, GError **error);              /* (transfer full) */
AvowPerson *avow_roster_find (AvowStore *store, const char *staff_number, GError **error);   /* (transfer full) (nullable): NULL with UNKNOWN */
GPtrArray *avow_roster_list (AvowStore *store, const char *team /* (nullable) */, GError **error); /* (transfer full) of AvowPerson, by name */
GPtrArray *avow_roster_teams (AvowStore *store, GError **error);                             /* (transfer full) of char* */

/**
 * avow_roster_add:
 * @store: a store
 * @actor: id of who adds
 * @person: the entry; its id is ignored, and made
 * @out_id: (out) (transfer full) (optional): the new id
 * @error: return location for a #GError
 *
 * Adds a person, and opens what the rules say they owe, in one transaction.
 *
 * Returns: whether it is done; %AVOW_PEOPLE_ERROR_INVALID where a field is wrong or the staff number is taken
 */
gboolean avow_roster_add (AvowStore *store, const char *actor, const AvowPerson *person, char **out_id, GError **error);

/* NFC, with white space folded: what was typed on two keyboards is then the same. (transfer full) (nullable): NULL where
 * it is no UTF-8, or has control characters or others that nobody sees. */
char *avow_person_fold_text (const char *text);

/**
 * avow_person_normalise:
 * @person: an entry as typed
 * @error: return location for a #GError
 *
 * Folds white space, composes accents (NFC), and checks each field.
 *
 * Returns: (transfer full): the entry as it is kept, or %NULL; %AVOW_PEOPLE_ERROR_INVALID names field and remedy
 */
AvowPerson *avow_person_normalise (const AvowPerson *person, GError **error);
AvowRecord *avow_person_to_record (const AvowPerson *person, const char *actor); /* (transfer full) */

G_END_DECLS
