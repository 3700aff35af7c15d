/* test-purge.c: texts that are gone, with a purge that was decided, and without
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"
#include "forger.h"
#include "people/avow-identity.h"
#include "record/avow-purge.h"

#include <string.h>

#define NAME "Zoë Ångström"
#define ATTEMPT 15
#define COMPLETION 16
#define DECLARATION 17

static guint tried, found, sqlite_ok;

static void
pass_and_sign (Life *life)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (GError) error = NULL;

  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  life_agree (signing, NAME);
  g_assert_cmpint (avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error), ==, DECLARATION);
  g_assert_no_error (error);
}

static AvowRecord *
compose (Life *life, gint64 position)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  AvowRecord *record;

  g_array_append_val (positions, position);
  record = avow_purge_compose (life->store, life->officer, life->officer, "It is over", positions, &error);
  g_assert_no_error (error);
  return record;
}

static AvowRecord *
sign (Life *life, AvowRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowIdentity) identity = avow_identity_unlock (life->store, life->officer, LIFE_PASSPHRASE, &error);
  AvowRecord *signed_record;

  g_assert_no_error (error);
  signed_record = avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, &error);
  g_assert_no_error (error);
  return signed_record;
}

static void
purge (Life *life, gint64 position)
{
  g_autoptr (AvowRecord) record = compose (life, position);
  g_autoptr (AvowRecord) signed_record = sign (life, record);
  g_autoptr (GError) error = NULL;

  avow_store_purge (life->store, signed_record, &error);
  g_assert_no_error (error);
}

/* Control: decided and signed for, it is sound, and so is what stands on it. */
static void
test_decided (Life *life, gconstpointer data)
{
  g_autoptr (AvowVerdict) graded = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;
  g_autoptr (AvowVerdict) later = NULL;
  const AvowFinding *note;

  pass_and_sign (life);
  graded = life_verify (life);
  g_assert_cmpint (graded->graded, ==, 1);
  purge (life, ATTEMPT);
  verdict = life_verify (life);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (verdict->graded, ==, 0);
  g_assert_cmpint (verdict->purged, ==, 1);
  g_assert_cmpuint (verdict->notes->len, ==, 1);
  note = g_ptr_array_index (verdict->notes, 0);
  g_assert_cmpint (note->position, ==, COMPLETION);
  g_assert_cmpstr (note->message, ==, "not re-gradable, purged under record 18");
  purge (life, COMPLETION);
  later = life_verify (life);
  g_assert_true (avow_verdict_is_sound (later));
  g_assert_cmpint (later->purged, ==, 2);
  g_test_message ("control: purged with a signed record: %u findings", verdict->findings->len + later->findings->len);
}

static char *
get_text (AvowRecord *record)
{
  gsize length;
  const char *text = g_bytes_get_data (avow_record_get_payload (record), &length);

  return g_strndup (text, length);
}

/* What the purge record of the attack says; NULL: there is none. (transfer full) */

static char *
forge_none (Life *life)
{
  return NULL;
}

static char *
forge_unsigned (Life *life)
{
  g_autoptr (AvowRecord) record = compose (life, ATTEMPT);

  return get_text (record);
}

/* A purge that an officer signed, of another record: its text is changed to name this one. */
static char *
forge_changed (Life *life)
{
  g_autoptr (AvowRecord) record = compose (life, COMPLETION);
  g_autoptr (AvowRecord) signed_record = sign (life, record);
  g_autoptr (AvowRecord) wanted = compose (life, ATTEMPT);
  const AvowRecordDestroyed *from = g_ptr_array_index (((const AvowRecordPurge *) avow_record_get_body (record))->destroyed, 0);
  const AvowRecordDestroyed *to = g_ptr_array_index (((const AvowRecordPurge *) avow_record_get_body (wanted))->destroyed, 0);
  g_autofree char *from_leaf = avow_digest_to_hex (&from->leaf);
  g_autofree char *to_leaf = avow_digest_to_hex (&to->leaf);
  g_autofree char *signed_text = get_text (signed_record);
  GString *text = g_string_new (signed_text);

  g_string_replace (text, from_leaf, to_leaf, 0);
  g_string_replace (text, "<sequence>15<", "<sequence>14<", 0);
  return g_string_free (text, FALSE);
}

/* One that is signed, but names another record: the text that is gone is not covered by it. */
static char *
forge_other (Life *life)
{
  g_autoptr (AvowRecord) record = compose (life, COMPLETION);
  g_autoptr (AvowRecord) signed_record = sign (life, record);

  return get_text (signed_record);
}

static const struct
{
  const char *name;
  char *(*forge) (Life *life);
  const char *says[2];
} attacks[] = {
  { "purge without a record", forge_none, { "no purge is recorded that destroyed it", NULL } },
  { "purge record forged unsigned", forge_unsigned, { "bears no signature", "no purge is recorded that destroyed it" } },
  { "purge record changed after it was signed", forge_changed, { "its signature does not stand", NULL } },
  { "purge record of another record", forge_other, { "no purge is recorded that destroyed it", "but its text is still here" } },
};

static void
add_purge (const char *folder, char *text /* (transfer full) */)
{
  g_autoptr (GPtrArray) entries = forger_read (folder);
  ForgerEntry *entry = forger_copy (g_ptr_array_index (entries, entries->len - 1));
  g_autofree char *refusal = NULL;

  g_free (entry->text);
  entry->text = text;
  entry->kind = avow_record_kind_purge.code;
  g_ptr_array_add (entries, entry);
  refusal = forger_write (folder, entries);
  g_assert_cmpstr (refusal, ==, NULL);
}

static void
test_attack (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *folder = g_build_filename (life->folder, "store", NULL);
  g_autofree char *said = NULL;
  char *text;

  pass_and_sign (life);
  text = attacks[i].forge (life);
  g_clear_pointer (&life->store, avow_store_unref);
  if (text != NULL)
    add_purge (folder, text);
  forger_run_sql (folder, "DELETE FROM payload WHERE position = 15; DELETE FROM event_attempt WHERE position = 15");
  g_assert_true (forger_sqlite_says_ok (folder));
  sqlite_ok++;
  said = forger_verify (folder, NULL);
  g_test_message ("%s: %s", attacks[i].name, said);
  tried++;
  found += *said != '\0';
  for (guint j = 0; j < G_N_ELEMENTS (attacks[i].says) && attacks[i].says[j] != NULL; j++)
    g_assert_nonnull (strstr (said, attacks[i].says[j]));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  life_register ();
  life_add ("/avow/attack/purge{decided}", test_decided);
  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/attack/purge{%s}", attacks[i].name);

      g_test_add (path, Life, GSIZE_TO_POINTER (i), life_set_up, test_attack, life_tear_down);
    }
  status = life_run ();
  g_print ("# purge: %u ways to make a text vanish, %u found; control: PRAGMA integrity_check calls %u of them ok\n", tried, found, sqlite_ok);
  return status;
}
