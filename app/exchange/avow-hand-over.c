/* avow-hand-over.c: handing records over to another machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-hand-over.h"

#include "avow-editions.h"
#include "avow-hand-over-scope.h"
#include "people/avow-identity.h"
#include "people/avow-organisation.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"
#include "record/avow-target.h"

#include <glib/gi18n-lib.h>

#define AREA "hand-over"
#define AREA_KNOWN "hand-over-known" /* sizes by id of a ledger */

typedef struct
{
  AvowStore *store;
  const AvowHandOverTo *to;
  AvowHandOverScope *scope;
  AvowHandOverFile *file;
  GHashTable *editions; /* of AvowDigest: those that are cited */
  AvowHandOverSummary summary;
} Writing;

/* One ledger on its way into the file. */
typedef struct
{
  Writing *writing;
  GByteArray *leaves;
  GByteArray *payloads;
} Part;

static gboolean
take_leaf (const AvowLedgerEntry *entry, gpointer data, GError **error)
{
  Part *part = data;
  Writing *self = part->writing;
  g_autoptr (AvowRecord) record = entry->payload != NULL ? avow_record_parse (entry->payload, error) : NULL;
  gboolean given = record != NULL && avow_hand_over_scope_gives (self->scope, record, &entry->hash);

  if (entry->payload != NULL && record == NULL)
    return FALSE;
  avow_hand_over_append (part->leaves, part->payloads, entry, given);
  self->summary.records++;
  if (given)
    {
      self->summary.payloads++;
      avow_editions_note (record, self->editions);
    }
  return TRUE;
}

static gboolean
is_partial (AvowStore *store, const AvowLedger *ledger, gboolean *out_partial, GError **error)
{
  g_autofree char *id = avow_digest_to_hex (&ledger->id);
  g_autoptr (AvowQuery) query = avow_store_query (store, "exchange/exchange:is-partial", error, "s", id);
  g_autoptr (GError) local_error = NULL;

  if (query == NULL)
    return FALSE;
  *out_partial = avow_query_next (query, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Where the desk said last that it stands; the ledger's beginning where nobody said. */
static guint64
find_first (Writing *self, const AvowLedger *ledger)
{
  g_autofree char *id = avow_digest_to_hex (&ledger->id);
  g_autofree char *known = NULL;
  guint64 size = 0;

  if (!ledger->own || self->to->whole || avow_hand_over_scope_is_partial (self->scope))
    return 0;
  known = avow_store_get_local (self->store, AREA_KNOWN, id, NULL);
  if (known != NULL && !g_ascii_string_to_unsigned (known, 10, 0, ledger->checkpoint.size, &size, NULL))
    return 0;
  return size;
}

static gboolean
add_ledger (Writing *self, const AvowLedger *ledger, GError **error)
{
  AvowHandOverLedger *part;
  Part work = { self, g_byte_array_new (), g_byte_array_new () };
  guint64 first = find_first (self, ledger);
  gboolean partial = TRUE;
  gboolean done = avow_store_read_ledger (self->store, ledger, first, ledger->checkpoint.size, take_leaf, &work, error)
                  && (avow_hand_over_scope_is_partial (self->scope) || is_partial (self->store, ledger, &partial, error));
  g_autoptr (GBytes) leaves = g_byte_array_free_to_bytes (work.leaves);
  g_autoptr (GBytes) payloads = g_byte_array_free_to_bytes (work.payloads);

  if (!done)
    return FALSE;
  part = g_new0 (AvowHandOverLedger, 1);
  part->id = ledger->id;
  part->seal_public = g_bytes_ref (ledger->seal_public);
  part->note = g_strdup (ledger->note);
  part->first = first;
  part->partial = partial;
  part->leaves = g_bytes_ref (leaves);
  part->payloads = g_bytes_ref (payloads);
  g_ptr_array_add (self->file->ledgers, part);
  self->summary.ledgers++;
  return TRUE;
}

static gboolean
add_ledgers (Writing *self, GError **error)
{
  g_autoptr (GPtrArray) ledgers = avow_store_list_ledgers (self->store, error);

  for (guint i = 0; ledgers != NULL && i < ledgers->len; i++)
    {
      const AvowLedger *ledger = g_ptr_array_index (ledgers, i);
      AvowHandOverKnown *known;

      if (avow_hand_over_scope_has_ledger (self->scope, ledger) && !add_ledger (self, ledger, error))
        return FALSE;
      if (ledger->own)
        continue;
      known = g_new0 (AvowHandOverKnown, 1);
      *known = (AvowHandOverKnown) { ledger->id, ledger->checkpoint.size, ledger->checkpoint.root };
      g_ptr_array_add (self->file->known, known);
    }
  return ledgers != NULL;
}

static gboolean
add_edition (Writing *self, const AvowDigest *digest, GError **error)
{
  g_autoptr (AvowEdition) edition = avow_store_get_edition (self->store, digest, error);
  g_autoptr (GPtrArray) paths = edition != NULL ? avow_edition_get_paths (edition) : NULL;

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

      g_hash_table_insert (self->file->entries, g_strdup_printf ("editions/%s/%s", avow_edition_get_digest (edition), escaped),
                           g_bytes_ref (avow_edition_get_file (edition, path)));
    }
  return edition != NULL;
}

static gboolean
add_editions (Writing *self, GError **error)
{
  GHashTableIter iter;
  gpointer digest;

  g_hash_table_iter_init (&iter, self->editions);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    if (!add_edition (self, digest, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_file (const char *path, GBytes *bytes, GError **error)
{
  const char *fault = avow_target_find_fault (path);
  g_autoptr (GError) local_error = NULL;

  if (fault == NULL
      && g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    return TRUE;
  g_set_error (error, AVOW_EXCHANGE_ERROR, AVOW_EXCHANGE_ERROR_WRITE,
               _("The hand-over could not be written to “%s” (%s). Choose another place for it."), path,
               fault != NULL ? fault : local_error->message);
  return FALSE;
}

/* (transfer full): under which key it is kept when something was handed over to them last. */
static char *
get_last_key (const AvowHandOverTo *to)
{
  if (to->team != NULL)
    return g_strconcat ("last-team:", to->team, NULL);
  return to->person != NULL ? g_strconcat ("last-person:", to->person, NULL) : g_strdup ("last");
}

static gboolean
note_number (AvowStore *store, const char *key, gint64 number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return avow_store_set_local (store, AREA, key, text, error);
}

static gint64
get_number (AvowStore *store, const char *key)
{
  g_autofree char *text = avow_store_get_local (store, AREA, key, NULL);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
note_all (Writing *self, gint64 position, GError **error)
{
  g_autofree char *key = get_last_key (self->to);

  return note_number (self->store, key, self->file->made, error)
         && (avow_hand_over_scope_is_partial (self->scope) || note_number (self->store, "position", position, error));
}

/* @position: of the last record that can be in the file. */
static gboolean
note_done (Writing *self, gint64 position, GError **error)
{
  if (!avow_store_begin (self->store, error))
    return FALSE;
  if (note_all (self, position, error))
    return avow_store_commit (self->store, error);
  avow_store_rollback (self->store);
  return FALSE;
}

static gboolean
write_all (Writing *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gint64 position;

  if (!avow_store_read_position (self->store, &position, error) || !add_ledgers (self, error) || !add_editions (self, error))
    return FALSE;
  bytes = avow_hand_over_file_pack (self->file, self->store, error);
  return bytes != NULL && write_file (path, bytes, error) && note_done (self, position, error);
}

/* Everybody may hand over what is on their own computer; to choose for others is the compliance team's. */
static gboolean
check_may (AvowStore *store, const char *actor, const AvowHandOverTo *to, GError **error)
{
  g_autoptr (AvowAccess) access = NULL;

  if (!avow_access_require (store, actor, AVOW_ACTION_HAND_OVER, error))
    return FALSE;
  access = avow_access_of (store, actor, error);
  if (access == NULL)
    return FALSE;
  if ((to->team == NULL && to->person == NULL) || avow_access_get_scope (access, AVOW_ACTION_HAND_OVER) == NULL)
    return TRUE;
  g_set_error_literal (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_REFUSED,
                       _("Only a compliance officer can hand records over to a team or to a person. Ask one of them to do it."));
  return FALSE;
}

gboolean
avow_hand_over_write (AvowStore *store, const char *actor, const AvowHandOverTo *to, const char *path,
                      AvowHandOverSummary *out_summary, GError **error)
{
  g_autoptr (AvowOrganisation) organisation = NULL;
  g_autoptr (AvowHandOverScope) scope = NULL;
  g_autoptr (AvowHandOverFile) file = NULL;
  g_autoptr (GHashTable) editions = avow_editions_new ();
  Writing writing = { .store = store, .to = to, .editions = editions };
  AvowDigest sender;

  g_return_val_if_fail (store != NULL && actor != NULL && to != NULL && path != NULL && out_summary != NULL, FALSE);

  if (!check_may (store, actor, to, error))
    return FALSE;
  organisation = avow_organisation_get (store, error);
  scope = organisation != NULL ? avow_hand_over_scope_new (store, to, error) : NULL;
  if (scope == NULL)
    return FALSE;
  avow_store_get_ledger_id (store, &sender);
  file = avow_hand_over_file_new (organisation->id, avow_clock_now (), &sender);
  writing.scope = scope;
  writing.file = file;
  if (!write_all (&writing, path, error))
    return FALSE;
  *out_summary = writing.summary;
  return TRUE;
}

gint64
avow_hand_over_get_last (AvowStore *store, const AvowHandOverTo *to)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (store != NULL && to != NULL, 0);

  key = get_last_key (to);
  return get_number (store, key);
}

static gboolean
is_desk (AvowStore *store, gboolean *out_desk, GError **error)
{
  g_autoptr (GPtrArray) people = avow_identity_list (store, error);

  *out_desk = FALSE;
  for (guint i = 0; people != NULL && !*out_desk && i < people->len; i++)
    {
      g_autoptr (AvowAccess) access = avow_access_of (store, g_ptr_array_index (people, i), error);

      if (access == NULL)
        return FALSE;
      *out_desk = (access->roles & (1u << AVOW_ROLE_OFFICER)) != 0;
    }
  return people != NULL;
}

gboolean
avow_hand_over_is_due (AvowStore *store, const char *person, gboolean *out_due, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;
  gboolean desk;

  g_return_val_if_fail (store != NULL && person != NULL && out_due != NULL, FALSE);

  if (!is_desk (store, &desk, error))
    return FALSE;
  query = avow_store_query (store, "exchange/exchange:last-act", &local_error, "s", person);
  *out_due = avow_query_next (query, &local_error) && !desk && avow_query_integer (query, 0) > get_number (store, "position");
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
avow_hand_over_note_known (AvowStore *store, const AvowDigest *ledger, guint64 size, GError **error)
{
  g_autofree char *id = avow_digest_to_hex (ledger);
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, size);

  return avow_store_set_local (store, AREA_KNOWN, id, text, error);
}
