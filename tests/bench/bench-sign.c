/* bench-sign.c: signing and keeping a declaration, beside the least that it takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench.h"

#include "cli/avow-sample-people.h"
#include "people/avow-identity.h"
#include "people/avow-roster.h"
#include "record/avow-record-declaration.h"

#include <openssl/ec.h>
#include <openssl/evp.h>

#define PAIRS 101

typedef struct
{
  AvowStore *store;
  AvowIdentity *identity;
  AvowRecord *model; /* a declaration that somebody signed */
  GBytes *bytes;     /* of the one that was signed last */
  sqlite3 *bare;
  sqlite3_stmt *insert;
  EVP_PKEY *key;
  guint count;
  GArray *signing[2];    /* of double: the part of it that is the signature, ours and the bare one */
} Sign;

static void
note_signing (Sign *self, guint side, double begin)
{
  double took = bench_now () - begin;

  g_array_append_val (self->signing[side], took);
}

/* What the person agreed to, but of a cycle of its own, for a declaration is signed once a cycle. */
static AvowRecord *
make_declaration (Sign *self)
{
  AvowRecordDeclaration body = *(const AvowRecordDeclaration *) avow_record_get_body (self->model);
  g_autofree char *cycle = g_strdup_printf ("bench-%u", self->count++);

  body.cycle = cycle;
  return avow_record_new (&avow_record_kind_declaration, self->identity->person, self->identity->person, &body);
}

static double
sign_with_avow (gpointer data)
{
  Sign *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (AvowRecord) plain = make_declaration (self);
  double begin = bench_now ();
  g_autoptr (AvowRecord) record = avow_identity_sign (self->identity, plain, AVOW_COMMITMENT_AGREEMENT, &error);

  note_signing (self, 0, begin);
  g_ptr_array_add (records, record);
  if (record == NULL || !avow_store_append (self->store, records, &error))
    g_error ("%s", error->message);
  begin = bench_now () - begin;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_bytes_ref (avow_record_get_payload (record));
  return begin;
}

static void
sign_digest (EVP_PKEY *key)
{
  static const unsigned char digest[32] = { 1 };
  unsigned char signature[80];
  size_t length = sizeof signature;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (key, NULL);

  if (context == NULL || EVP_PKEY_sign_init (context) != 1 || EVP_PKEY_sign (context, signature, &length, digest, sizeof digest) != 1)
    g_error ("OpenSSL did not sign");
  EVP_PKEY_CTX_free (context);
}

static double
sign_bare (gpointer data)
{
  Sign *self = data;
  double begin = bench_now ();

  sign_digest (self->key);
  note_signing (self, 1, begin);
  sqlite3_reset (self->insert);
  sqlite3_bind_blob (self->insert, 1, g_bytes_get_data (self->bytes, NULL), (int) g_bytes_get_size (self->bytes), SQLITE_STATIC);
  if (sqlite3_step (self->insert) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (self->bare));
  return bench_now () - begin;
}

static void
open_bare (Sign *self, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);

  if (sqlite3_open (path, &self->bare) != SQLITE_OK
      || sqlite3_exec (self->bare, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;"
                                   "CREATE TABLE kept (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT", NULL, NULL, NULL) != SQLITE_OK
      || sqlite3_prepare_v2 (self->bare, "INSERT INTO kept (bytes) VALUES (?1)", -1, &self->insert, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (self->bare));
}

static gint64
find_declaration (AvowStore *store)
{
  sqlite3_stmt *statement;
  gint64 position;

  sqlite3_prepare_v2 (avow_store_get_database (store), "SELECT min(position) FROM event_declaration WHERE outcome = 'signed'", -1, &statement, NULL);
  sqlite3_step (statement);
  position = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return position;
}

static void
open_store (Sign *self, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  self->store = avow_store_open (folder, &error);
  people = self->store != NULL ? avow_identity_list (self->store, &error) : NULL;
  self->identity = people != NULL ? avow_identity_unlock (self->store, g_ptr_array_index (people, 0), AVOW_SAMPLE_PASSPHRASE, &error) : NULL;
  self->model = self->identity != NULL ? avow_store_get_record (self->store, find_declaration (self->store), NULL, &error) : NULL;
  if (self->model == NULL)
    g_error ("%s", error->message);
}

static void
sign_clear (Sign *self)
{
  sqlite3_finalize (self->insert);
  sqlite3_close (self->bare);
  EVP_PKEY_free (self->key);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  avow_record_unref (self->model);
  avow_identity_free (self->identity);
  avow_store_unref (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (self->signing); i++)
    g_array_unref (self->signing[i]);
}

void
bench_sign (const BenchWorld *world)
{
  Sign self = { .key = EVP_EC_gen ("P-256"), .signing = { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) } };
  const BenchPair pair = { "a declaration signed and kept / insert + P-256 sign", BENCH_SECONDS, 2, PAIRS, sign_with_avow, sign_bare, &self };

  open_bare (&self, world->folder);
  open_store (&self, world->large);
  bench_compare (&pair);
  bench_print_note ("of these, the signature: %.0f µs and %.0f µs; the document has %u bytes; scrypt apart", bench_median (self.signing[0]) * 1e6,
                    bench_median (self.signing[1]) * 1e6, (guint) g_bytes_get_size (self.bytes));
  sign_clear (&self);
}
