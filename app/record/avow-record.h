/* avow-record.h: what happened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-field.h"
#include "avow-record-error.h"
#include "sign/avow-signature.h"

G_BEGIN_DECLS

#define AVOW_RECORD_NAMESPACE "urn:avow:record:1"
#define AVOW_RECORD_MAX_BYTES (4 * 1024 * 1024)

typedef struct
{
  const char *name;        /* of the root element and of the event table (event_NAME, `_` for `-`) */
  guint8 code;             /* in the leaf header; never changed, never used twice */
  gboolean signed_act;     /* an act of a person, which must bear the person's signature */
  gboolean of_desk;        /* what only a desk can say to others: who there is, who may what, and what is asked of them */
  const AvowField *fields;
  gsize body_size;
} AvowRecordKind;

/**
 * AvowRecord:
 *
 * A small XML document in one fixed serialisation: exclusive C14N, UTF-8, each element of a record on a
 * line of its own, no XML declaration. The root bears the kind's name, `subject` (the one person or
 * thing that it is about) and `actor` (who did it: a person's id, or "avow" for its timer); both are
 * XML NMTOKENs. A signature, where there is one, is the root's last child.
 *
 * A record is immutable, and may be used by several threads.
 */
typedef struct _AvowRecord AvowRecord;

/**
 * avow_record_new:
 * @kind: its kind
 * @subject: id of what it is about
 * @actor: id of who did it
 * @body: the kind's struct; copied
 *
 * What XML can't hold in a text becomes U+FFFD (see avow_fields_write()), in the record's body too.
 *
 * Returns: (transfer full): a record that is not in a ledger yet; %NULL, with a critical warning, only
 *   where the caller left out what the kind requires, gave no id or date where one has to be, or gave more
 *   than %AVOW_RECORD_MAX_BYTES
 */
AvowRecord *avow_record_new (const AvowRecordKind *kind, const char *subject, const char *actor, gconstpointer body);

/**
 * avow_record_parse:
 * @payload: the bytes of a record
 * @error: return location for a #GError
 *
 * What is signed and sealed is bytes, what is shown is fields: the record is written anew from its fields,
 * and the bytes must be the same. A signature is kept in the payload, neither read nor verified here; nor
 * is it asked whether an act that must be signed is: that is avow_signature_verify()'s and the verifier's.
 *
 * Returns: (transfer full): the record, or %NULL with %AVOW_RECORD_ERROR_MALFORMED where the bytes are not
 *   exactly what Avow would write
 */
AvowRecord *avow_record_parse (GBytes *payload, GError **error);

/**
 * avow_record_parse_and_verify:
 * @payload: the bytes
 * @trusted: (nullable): the one root that is trusted
 * @out_fault: (out) (transfer full) (nullable): why its signature does not stand, translated; %NULL where it does, or
 *   where it bears none
 * @error: return location for a #GError
 *
 * As avow_record_parse() and avow_signature_verify() together, of which each would parse the XML and serialise it anew.
 * Safe to call from several threads at once.
 *
 * Returns: (transfer full): the record, whatever its signature is worth; or %NULL as avow_record_parse() does
 */
AvowRecord *avow_record_parse_and_verify (GBytes *payload, AvowCertificate *trusted, char **out_fault, GError **error);

/**
 * avow_record_sign:
 * @self: a record that is not signed yet
 * @key: the actor's key
 * @certificate: the actor's certificate
 * @chain: (element-type AvowCertificate): its intermediates
 * @commitment: what the act means
 * @time: when, ms since 1970 UTC
 * @error: return location for a #GError
 *
 * Returns: (transfer full): the signed record, or %NULL
 */
AvowRecord *avow_record_sign (AvowRecord *self, AvowKey *key, AvowCertificate *certificate, GPtrArray *chain,
                              AvowCommitment commitment, gint64 time, GError **error);

AvowRecord *avow_record_ref (AvowRecord *self);
void avow_record_unref (AvowRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowRecord, avow_record_unref)

const AvowRecordKind *avow_record_get_kind (AvowRecord *self);
const char *avow_record_get_subject (AvowRecord *self);
const char *avow_record_get_actor (AvowRecord *self);
gconstpointer avow_record_get_body (AvowRecord *self); /* the kind's struct */
GBytes *avow_record_get_payload (AvowRecord *self);    /* (transfer none) */
gboolean avow_record_is_signed (AvowRecord *self);

/* Every kind there is; each finds one, or NULL. */
const AvowRecordKind *avow_record_kind_by_name (const char *name);
const AvowRecordKind *avow_record_kind_by_code (guint8 code);
const AvowRecordKind *const *avow_record_kinds (void); /* NULL-terminated, in order of code */

/**
 * avow_id_new:
 * @prefix: one letter that tells what it is the id of: `p` a person, `o` an organisation, `r` a rule, `b` an obligation, `a` an attempt
 *
 * Returns: (transfer full): @prefix, `-`, and 128 random bits in hex: an NCName
 */
char *avow_id_new (const char *prefix);

G_END_DECLS
