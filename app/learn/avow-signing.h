/* avow-signing.h: a declaration, from the first clause to the signature
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-session.h"

G_BEGIN_DECLS

/* The state of one document before one person: which clauses were seen and agreed to. As a session, it
 * touches the store only where it takes one. */
typedef struct _AvowSigning AvowSigning;

AvowSigning *avow_signing_load (AvowStore *store, const char *person, const AvowDuty *duty, GError **error); /* (transfer full) */
AvowSigning *avow_signing_ref (AvowSigning *self);
void avow_signing_unref (AvowSigning *self);

/* (transfer full): it as it is now, whatever becomes of it: what another thread is to sign. */
AvowSigning *avow_signing_copy (AvowSigning *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowSigning, avow_signing_unref)

AvowDocument *avow_signing_get_document (AvowSigning *self);  /* (transfer none) */
GPtrArray *avow_signing_get_languages (AvowSigning *self);    /* (transfer none) of char*: all in which it may be signed; that of the source first */

/* Chooses one of them, from the next avow_signing_load() on, once the state is saved. What was ticked in another language is
 * to be ticked again: each text is agreed to where it was read. */
void avow_signing_set_language (AvowSigning *self, const char *language);

GHashTable *avow_signing_get_variables (AvowSigning *self);   /* (transfer none): facts by name, as adopted */
const char *avow_signing_get_name (AvowSigning *self);        /* the person's, as in the roster */
const AvowDuty *avow_signing_get_duty (AvowSigning *self);

/* Why it can't be signed yet: a course that has to be completed first; translated, NULL where it can. */
char *avow_signing_get_obstacle (AvowSigning *self); /* (transfer full) (nullable) */

/* Old text of a clause that changed since this person last signed; NULL where it did not change, or where they
 * have not signed before; empty where the clause is new. */
const char *avow_signing_get_previous_text (AvowSigning *self, guint clause);

void avow_signing_mark_viewed (AvowSigning *self, guint clause); /* brought fully into view */
gboolean avow_signing_is_viewed (AvowSigning *self, guint clause);
void avow_signing_set_agreed (AvowSigning *self, guint clause, gboolean agreed);
gboolean avow_signing_is_agreed (AvowSigning *self, guint clause);
void avow_signing_set_typed_name (AvowSigning *self, const char *typed_name);
const char *avow_signing_get_typed_name (AvowSigning *self);

char *avow_signing_get_state (AvowSigning *self); /* (transfer full): JSON, never with a passphrase */
gboolean avow_signing_save (AvowStore *store, const char *person, const char *item, const char *cycle, const char *state, GError **error);

/**
 * avow_signing_check:
 * @self: a signing
 * @error: return location for a #GError
 *
 * Whether it can be signed: every clause viewed and agreed to, the typed name the roster's (NFC, white
 * space folded, case as it is). A passphrase is asked only then.
 *
 * Returns: %FALSE with %AVOW_LEARN_ERROR_INCOMPLETE and what is missing
 */
gboolean avow_signing_check (AvowSigning *self, GError **error);

/**
 * avow_signing_sign:
 * @self: a signing that passes avow_signing_check()
 * @store: the store
 * @passphrase: the person's
 * @error: return location for a #GError
 *
 * Signs, records, and removes the draft, in one transaction. On any failure nothing is recorded and the
 * draft stays. Takes about 0.2 s.
 *
 * Returns: the position of the declaration; 0 on failure
 */
gint64 avow_signing_sign (AvowSigning *self, AvowStore *store, const char *passphrase, GError **error);

/* Declines, with a reason or NULL; signed as well, so that nobody can decline for another. It can still be
 * signed later. */
gint64 avow_signing_decline (AvowSigning *self, AvowStore *store, const char *reason, const char *passphrase, GError **error);

/* The same for an identity that is open already, as that of a sample's person is. */
gint64 avow_signing_sign_as (AvowSigning *self, AvowStore *store, AvowIdentity *identity, GError **error);
gint64 avow_signing_decline_as (AvowSigning *self, AvowStore *store, const char *reason, AvowIdentity *identity, GError **error);

/* Whether two spellings of a name are the same name: NFC, white space folded, case as it is. */
gboolean avow_signing_names_equal (const char *a, const char *b);

G_END_DECLS
