/* test-forged-ledger.c: a ledger that its owner, who has the key that seals it, made up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stations.h"

#include "people/avow-grant.h"
#include "people/avow-invitation.h"
#include "record/avow-checkpoint.h"
#include "record/avow-record-attempt.h"
#include "record/avow-record-completion.h"
#include "record/avow-record-edition.h"
#include "record/avow-record-enrolment.h"
#include "record/avow-record-grant.h"
#include "record/avow-record-installation.h"
#include "record/avow-record-intake.h"
#include "record/avow-record-obligation.h"
#include "record/avow-record-person.h"
#include "record/avow-record-rule.h"
#include "record/avow-record-withdrawal.h"
#include "record/avow-tree.h"

#include <string.h>

static void
append (Life *life, AvowRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_record_unref);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (record);
  g_ptr_array_add (records, record);
  avow_store_append (life->store, records, &error);
  g_assert_no_error (error);
}

/* The latest record of a kind; (transfer full). */
static AvowRecord *
find (Life *life, const AvowRecordKind *kind, AvowPlace *out_place)
{
  for (gint64 i = avow_store_get_position (life->store); i > 0; i--)
    {
      g_autoptr (AvowRecord) record = avow_store_get_record (life->store, i, out_place, NULL);

      if (record != NULL && avow_record_get_kind (record) == kind)
        return g_steal_pointer (&record);
    }
  g_assert_not_reached ();
}

static void
hand_over_home (Stations *self)
{
  g_autofree char *path = stations_hand_over (self, &self->home, self->home_person, NULL);

  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, path, NULL), ==, "OK");
}

/* The own tables don't allow what may happen only once to happen twice, so they go. */
static void
drop_index (Life *life, const char *index)
{
  g_autofree char *sql = g_strdup_printf ("DROP INDEX %s", index);

  g_assert_cmpint (sqlite3_exec (avow_store_get_database (life->store), sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* What is made up */

static void
forge_nothing (Stations *self)
{
  life_pass (&self->rogue, self->rogue_person);
}

/* The rogue's own pass, made out to somebody else. */
static void
copy_pass (Stations *self, const char *person)
{
  g_autoptr (AvowRecord) attempt = NULL;
  g_autoptr (AvowRecord) completion = NULL;
  AvowRecordAttempt attempt_body;
  AvowRecordCompletion completion_body;
  AvowPlace place;

  life_pass (&self->rogue, self->rogue_person);
  attempt = find (&self->rogue, &avow_record_kind_attempt, NULL);
  completion = find (&self->rogue, &avow_record_kind_completion, NULL);
  attempt_body = *(const AvowRecordAttempt *) avow_record_get_body (attempt);
  completion_body = *(const AvowRecordCompletion *) avow_record_get_body (completion);
  attempt_body.attempt_id = (char *) "f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0";
  append (&self->rogue, avow_record_new (&avow_record_kind_attempt, person, person, &attempt_body));
  avow_record_unref (find (&self->rogue, &avow_record_kind_attempt, &place));
  completion_body.attempt_leaf = place.leaf;
  append (&self->rogue, avow_record_new (&avow_record_kind_completion, person, person, &completion_body));
}

static void
forge_pass_of_another (Stations *self)
{
  copy_pass (self, self->home_person);
}

/* With what others know of that person, too: the record of how they joined. */
static void
forge_pass_with_enrolment (Stations *self)
{
  g_autoptr (AvowRecord) enrolment = find (&self->home, &avow_record_kind_enrolment, NULL);

  append (&self->rogue, avow_record_ref (enrolment));
  copy_pass (self, self->home_person);
}

static void
forge_pass_after_the_other (Stations *self)
{
  hand_over_home (self);
  forge_pass_with_enrolment (self);
}

/* With the record of the other's installation, and so with the invitation that certified it. */
static void
forge_pass_with_installation (Stations *self)
{
  g_autoptr (AvowRecord) installation = find (&self->home, &avow_record_kind_installation, NULL);

  append (&self->rogue, avow_record_ref (installation));
  forge_pass_with_enrolment (self);
}

/* One's own seal, certified as the other's invitation was. */
static void
forge_chain (Stations *self)
{
  g_autoptr (AvowRecord) theirs = find (&self->home, &avow_record_kind_installation, NULL);
  g_autoptr (AvowRecord) own = find (&self->rogue, &avow_record_kind_installation, NULL);
  AvowRecordInstallation body = *(const AvowRecordInstallation *) avow_record_get_body (own);

  body.chain = ((const AvowRecordInstallation *) avow_record_get_body (theirs))->chain;
  append (&self->rogue, avow_record_new (&avow_record_kind_installation, avow_record_get_subject (own), self->rogue_person, &body));
  forge_pass_with_enrolment (self);
}

/* One's own certificate, made out as somebody else's. */
static void
forge_enrolment (Stations *self)
{
  g_autoptr (AvowRecord) own = find (&self->rogue, &avow_record_kind_enrolment, NULL);
  AvowRecordEnrolment body = *(const AvowRecordEnrolment *) avow_record_get_body (own);
  g_autoptr (AvowRecord) theirs = find (&self->home, &avow_record_kind_enrolment, NULL);

  body.certificate = ((const AvowRecordEnrolment *) avow_record_get_body (theirs))->certificate;
  drop_index (&self->rogue, "event_enrolment_chain");
  append (&self->rogue, avow_record_new (&avow_record_kind_enrolment, self->home_person, self->home_person, &body));
}

static void
forge_score (Stations *self)
{
  g_autoptr (AvowSession) session = life_open (&self->rogue, self->rogue_person);
  g_autoptr (AvowRecord) attempt = NULL;
  g_autoptr (AvowGrade) grade = NULL;
  AvowRecordAttempt body;
  Life before;

  life_do_steps (session);
  life_start (session);
  life_save (&self->rogue, session);
  stations_copy (self, &self->rogue, "before", &before);
  life_answer (session, 1, FALSE);
  grade = life_hand_in (&self->rogue, session);
  g_assert_false (grade->passed);
  attempt = find (&self->rogue, &avow_record_kind_attempt, NULL);
  body = *(const AvowRecordAttempt *) avow_record_get_body (attempt);

  /* the ledger from before the attempt, with another one in its place; its leaves and checkpoint are right */
  stations_close (&self->rogue);
  self->rogue = before;
  body.right = body.asked;
  body.passed = TRUE;
  append (&self->rogue, avow_record_new (&avow_record_kind_attempt, self->rogue_person, self->rogue_person, &body));
}

static void
forge_completion_alone (Stations *self)
{
  g_autoptr (AvowRecord) completion = NULL;
  AvowRecordCompletion body;
  Life before;

  stations_copy (self, &self->rogue, "before", &before);
  life_pass (&self->rogue, self->rogue_person);
  completion = find (&self->rogue, &avow_record_kind_completion, NULL);
  body = *(const AvowRecordCompletion *) avow_record_get_body (completion);
  stations_close (&self->rogue);
  self->rogue = before;
  memset (&body.attempt_leaf, 0, sizeof body.attempt_leaf);
  append (&self->rogue, avow_record_new (&avow_record_kind_completion, self->rogue_person, self->rogue_person, &body));
}

static void
forge_second_completion (Stations *self)
{
  g_autoptr (AvowRecord) completion = NULL;

  life_pass (&self->rogue, self->rogue_person);
  completion = find (&self->rogue, &avow_record_kind_completion, NULL);
  drop_index (&self->rogue, "event_completion_once");
  append (&self->rogue, avow_record_ref (completion));
}

/* Signed as it must be, but by whoever may not say so. */
static void
forge_signed_withdrawal (Stations *self)
{
  AvowRecordWithdrawal body = { .reason = (char *) "stolen" };
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  memset (&body.certificate, 1, sizeof body.certificate);
  identity = avow_identity_unlock (self->rogue.store, self->rogue_person, STATIONS_PASSPHRASE, &error);
  g_assert_no_error (error);
  record = avow_record_new (&avow_record_kind_withdrawal, self->home_person, self->rogue_person, &body);
  append (&self->rogue, avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, &error));
  g_assert_no_error (error);
}

static void
forge_installation (Stations *self)
{
  g_autoptr (AvowRecord) theirs = find (&self->home, &avow_record_kind_installation, NULL);

  append (&self->rogue, avow_record_ref (theirs));
}

/* What is a desk's to say: the file is taken in, and this counts for nothing. */

static void
forge_role (Stations *self)
{
  AvowRecordGrant body = { .role = (char *) "officer", .granted = TRUE };
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  identity = avow_identity_unlock (self->rogue.store, self->rogue_person, STATIONS_PASSPHRASE, &error);
  g_assert_no_error (error);
  record = avow_record_new (&avow_record_kind_grant, self->rogue_person, self->rogue_person, &body);
  append (&self->rogue, avow_identity_sign (identity, record, AVOW_COMMITMENT_AGREEMENT, &error));
  g_assert_no_error (error);
}

static void
forge_person (Stations *self)
{
  AvowRecordPerson body = {
    .staff_number = (char *) "1003", .name = (char *) "Rita Rook", .team = (char *) "Board", .joined = (char *) "2020-01-01",
  };

  append (&self->rogue, avow_record_new (&avow_record_kind_person, self->rogue_person, self->rogue_person, &body));
}

static void
forge_rule (Stations *self)
{
  g_autoptr (AvowRecord) rule = find (&self->rogue, &avow_record_kind_rule, NULL);
  AvowRecordRule body = *(const AvowRecordRule *) avow_record_get_body (rule);

  body.active = FALSE;
  append (&self->rogue, avow_record_new (&avow_record_kind_rule, avow_record_get_subject (rule), self->rogue_person, &body));
}

static void
forge_edition (Stations *self)
{
  g_autoptr (AvowRecord) edition = find (&self->rogue, &avow_record_kind_edition, NULL);

  append (&self->rogue, avow_record_ref (edition));
}

/* A year's work, put off for a lifetime before anybody asks for it. */
static void
forge_obligation (Stations *self)
{
  g_autoptr (AvowRecord) obligation = find (&self->rogue, &avow_record_kind_obligation, NULL);
  AvowRecordObligation body = *(const AvowRecordObligation *) avow_record_get_body (obligation);

  body.cycle = (char *) "2027";
  body.due = (char *) "2099-01-01";
  append (&self->rogue, avow_record_new (&avow_record_kind_obligation, self->rogue_person, "avow", &body));
}

/* As if this desk had taken in the other's ledger in part, on the last day of all. */
static void
forge_intake (Stations *self)
{
  g_autofree char *id = NULL;
  AvowDigest ledger;
  AvowRecordIntake body = {
    .verdict = (char *) AVOW_INTAKE_OK, .size = 1, .made = G_GINT64_CONSTANT (253402214400000), .desk = TRUE, .partial = TRUE,
    .checkpoint = (char *) "none",
  };

  avow_store_get_ledger_id (self->home.store, &ledger);
  id = avow_digest_to_hex (&ledger);
  body.root = ledger;
  append (&self->rogue, avow_record_new (&avow_record_kind_intake, id, self->rogue_person, &body));
}

/* Everything that decides what is asked of whom, and by whose word. */
static char *
describe_desk (Life *desk)
{
  static const char *const queries[] = {
    "SELECT group_concat (subject || name || team || ifnull (\"left\", '')) FROM state_person",
    "SELECT group_concat (subject || role || ifnull (team, '')) FROM state_role",
    "SELECT group_concat (subject || active || position) FROM state_rule",
    "SELECT group_concat (subject || edition || position) FROM state_edition",
    "SELECT group_concat (subject || item || cycle || due) FROM state_duty",
    "SELECT group_concat (subject || certificate) FROM event_withdrawal",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (avow_store_get_database (desk->store), queries[i], -1, &statement, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
      g_string_append_printf (text, "%s\n", sqlite3_column_text (statement, 0));
      sqlite3_finalize (statement);
    }
  return g_string_free (text, FALSE);
}

/* Whether the desk still notices that the other computer went back to an older state. */
static gboolean
notices_rollback (Stations *self)
{
  Life older;
  g_autofree char *path = NULL;
  const char *answer;

  stations_copy (self, &self->home, "older", &older);
  life_pass (&self->home, self->home_person);
  hand_over_home (self);
  path = stations_hand_over (self, &older, self->home_person, NULL);
  answer = stations_take_in (self, &self->desk, self->desk.officer, path, NULL);
  stations_close (&older);
  return g_str_equal (answer, "ROLLBACK");
}

static const struct
{
  const char *what;
  void (*forge) (Stations *self);
  const char *verdict;
  gboolean (*is_harmless) (Stations *self); /* nullable */
} records[] = {
  { "nothing is made up", forge_nothing, "OK" },
  { "a pass of somebody else", forge_pass_of_another, "refused" },
  { "… with the record of how they joined, before the desk knows it", forge_pass_with_enrolment, "refused" },
  { "… after the desk knows it", forge_pass_after_the_other, "refused" },
  { "… with the record of their computer", forge_pass_with_installation, "refused" },
  { "… with a seal as if by their invitation", forge_chain, "refused" },
  { "somebody else's key under the own invitation", forge_enrolment, "refused" },
  { "a score, in a ledger made anew before it was handed over", forge_score, "refused" },
  { "a completion without an attempt", forge_completion_alone, "refused" },
  { "a completion twice", forge_second_completion, "refused" },
  { "a withdrawal of somebody else's key", forge_signed_withdrawal, "refused" },
  { "another computer's installation", forge_installation, "refused" },
  { "a role", forge_role, "OK" },
  { "a roster entry", forge_person, "OK" },
  { "a rule", forge_rule, "OK" },
  { "an edition", forge_edition, "OK" },
  { "an obligation", forge_obligation, "OK" },
  { "an intake", forge_intake, "OK", notices_rollback },
};

typedef struct
{
  guint tried;
  guint stopped;
  guint control;
} Count;

static void
try_record (guint i, Count *count)
{
  g_autoptr (Stations) stations = stations_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;

  g_test_message ("%s: %s", records[i].what, records[i].verdict);
  records[i].forge (stations);
  before = describe_desk (&stations->desk);
  path = stations_hand_over (stations, &stations->rogue, stations->rogue_person, NULL);
  g_assert_cmpstr (stations_take_in (stations, &stations->desk, stations->desk.officer, path, NULL), ==, records[i].verdict);
  after = describe_desk (&stations->desk);
  g_assert_cmpstr (before, ==, after);
  if (records[i].is_harmless != NULL)
    g_assert_true (records[i].is_harmless (stations));
  verdict = life_verify (&stations->desk);
  g_assert_true (avow_verdict_is_sound (verdict));
  count->tried++;
  count->stopped++;
  count->control += stations_seal_accepts (path);
}

static void
test_records (void)
{
  Count nothing = { 0 }, count = { 0 };

  try_record (0, &nothing);
  for (guint i = 1; i < G_N_ELEMENTS (records); i++)
    try_record (i, &count);
  g_test_message ("made-up records: %u tried, %u refused or without effect; control: seal and hashes alone accept %u",
                  count.tried, count.stopped, count.control);
  g_assert_cmpuint (count.control, ==, count.tried);
}

/* What is changed in the file, which is then signed anew */

static AvowHandOverLedger *
get_own (AvowHandOverFile *file)
{
  return g_ptr_array_index (file->ledgers, 0);
}

static void
replace (GBytes **bytes, GByteArray *by)
{
  g_bytes_unref (*bytes);
  *bytes = g_byte_array_free_to_bytes (by);
}

static GByteArray *
copy_bytes (GBytes *bytes)
{
  GByteArray *copy = g_byte_array_new ();

  g_byte_array_append (copy, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));
  return copy;
}

static void
change_nothing (Stations *self, AvowHandOverFile *file)
{
}

/* How many bytes the payload at @data takes. */
static guint
measure_payload (const guint8 *data)
{
  const guint8 *length = data + 8 + AVOW_SALT_LENGTH;

  return 8 + AVOW_SALT_LENGTH + 4 + ((guint) length[0] << 24 | (guint) length[1] << 16 | (guint) length[2] << 8 | length[3]);
}

static void
drop_payload (AvowHandOverLedger *ledger)
{
  GByteArray *payloads = copy_bytes (ledger->payloads);
  guint from = 0;

  for (guint next = 0; next < payloads->len; next += measure_payload (payloads->data + next))
    from = next;
  g_byte_array_set_size (payloads, from);
  replace (&ledger->payloads, payloads);
}

static void
withhold (Stations *self, AvowHandOverFile *file)
{
  drop_payload (get_own (file));
}

static void
withhold_in_part (Stations *self, AvowHandOverFile *file)
{
  drop_payload (get_own (file));
  get_own (file)->partial = TRUE;
}

/* A payload of the same length. */
static void
replace_payload (Stations *self, AvowHandOverFile *file)
{
  GByteArray *payloads = copy_bytes (get_own (file)->payloads);
  guint8 *place = memmem (payloads->data, payloads->len, "Rita", 4);

  g_assert_nonnull (place);
  memcpy (place, "Rosa", 4);
  replace (&get_own (file)->payloads, payloads);
}

static void
swap_leaves (Stations *self, AvowHandOverFile *file)
{
  GByteArray *leaves = copy_bytes (get_own (file)->leaves);
  guint8 leaf[AVOW_LEAF_LENGTH];

  memcpy (leaf, leaves->data + 3 * AVOW_LEAF_LENGTH, AVOW_LEAF_LENGTH);
  memcpy (leaves->data + 3 * AVOW_LEAF_LENGTH, leaves->data + 4 * AVOW_LEAF_LENGTH, AVOW_LEAF_LENGTH);
  memcpy (leaves->data + 4 * AVOW_LEAF_LENGTH, leaf, AVOW_LEAF_LENGTH);
  replace (&get_own (file)->leaves, leaves);
}

static void
drop_leaf (Stations *self, AvowHandOverFile *file)
{
  GByteArray *leaves = copy_bytes (get_own (file)->leaves);

  g_byte_array_remove_range (leaves, 4 * AVOW_LEAF_LENGTH, AVOW_LEAF_LENGTH);
  replace (&get_own (file)->leaves, leaves);
}

static void
cut_leaves (Stations *self, AvowHandOverFile *file)
{
  GByteArray *leaves = copy_bytes (get_own (file)->leaves);

  g_byte_array_set_size (leaves, leaves->len - AVOW_LEAF_LENGTH);
  replace (&get_own (file)->leaves, leaves);
  drop_payload (get_own (file));
}

static void
double_leaf (Stations *self, AvowHandOverFile *file)
{
  GByteArray *leaves = copy_bytes (get_own (file)->leaves);

  g_byte_array_append (leaves, leaves->data + leaves->len - AVOW_LEAF_LENGTH, AVOW_LEAF_LENGTH);
  replace (&get_own (file)->leaves, leaves);
}

static void
shift_first (Stations *self, AvowHandOverFile *file)
{
  get_own (file)->first = 1;
}

/* A note that the own seal signed, of a tree that @root is the root of, or else of one that differs from the right one. */
static void
sign_checkpoint (Stations *self, AvowHandOverFile *file, const AvowDigest *root, guint64 add, guint8 change)
{
  g_autofree char *path = avow_store_get_key_path (self->rogue.store, "seal");
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowKey) key = avow_key_load (path, NULL, &error);
  AvowCheckpoint checkpoint;
  gboolean valid;

  g_assert_no_error (error);
  g_assert_true (avow_checkpoint_verify (get_own (file)->note, get_own (file)->seal_public, &checkpoint, &valid, &error) && valid);
  checkpoint.size += add;
  if (root != NULL)
    checkpoint.root = *root;
  checkpoint.root.bytes[0] ^= change;
  g_free (get_own (file)->note);
  get_own (file)->note = avow_checkpoint_sign (&checkpoint, key, &error);
  g_assert_no_error (error);
}

static void
forge_root (Stations *self, AvowHandOverFile *file)
{
  sign_checkpoint (self, file, NULL, 0, 1);
}

static void
forge_size (Stations *self, AvowHandOverFile *file)
{
  sign_checkpoint (self, file, NULL, 1, 0);
}

static void
compute_root (GByteArray *leaves, AvowDigest *out_root)
{
  g_autoptr (AvowTree) tree = avow_tree_open (0, NULL, NULL, NULL);

  for (guint i = 0; i < leaves->len; i += AVOW_LEAF_LENGTH)
    {
      AvowDigest hash;
      AvowLeaf leaf;

      g_assert_true (avow_leaf_parse (leaves->data + i, &leaf));
      avow_leaf_hash (&leaf, &hash);
      avow_tree_append (tree, &hash);
    }
  avow_tree_get_root (tree, out_root);
}

/* What Avow would not append: the ledger goes on with it all the same, and its head is signed. */
static void
append_by_hand (Stations *self, AvowHandOverFile *file, AvowRecord *record)
{
  static const guint8 salt[AVOW_SALT_LENGTH] = { 0 };
  GByteArray *leaves = copy_bytes (get_own (file)->leaves);
  GByteArray *payloads = copy_bytes (get_own (file)->payloads);
  AvowLedgerEntry entry = { .salt = salt, .payload = avow_record_get_payload (record) };
  AvowDigest root;
  AvowLeaf last;

  g_assert_true (avow_leaf_parse (leaves->data + leaves->len - AVOW_LEAF_LENGTH, &last));
  entry.leaf = last;
  entry.leaf.sequence++;
  entry.leaf.kind = avow_record_get_kind (record)->code;
  avow_leaf_hash (&last, &entry.leaf.previous);
  avow_leaf_commit (salt, entry.payload, &entry.leaf.commitment);
  avow_hand_over_append (leaves, payloads, &entry, TRUE);
  compute_root (leaves, &root);
  sign_checkpoint (self, file, &root, 1, 0);
  replace (&get_own (file)->leaves, leaves);
  replace (&get_own (file)->payloads, payloads);
}

static void
add_withdrawal (Stations *self, AvowHandOverFile *file)
{
  AvowRecordWithdrawal body = { .reason = (char *) "stolen" };
  g_autoptr (AvowRecord) record = NULL;

  memset (&body.certificate, 1, sizeof body.certificate);
  record = avow_record_new (&avow_record_kind_withdrawal, self->home_person, self->home_person, &body);
  append_by_hand (self, file, record);
}

/* The other computer's ledger, with one's own key for it. */
static AvowHandOverLedger *
add_ledger (Stations *self, AvowHandOverFile *file)
{
  g_autofree char *path = stations_hand_over (self, &self->home, self->home_person, NULL);
  g_autoptr (AvowHandOverFile) other = stations_read (path);
  AvowHandOverLedger *ledger = g_ptr_array_steal_index (other->ledgers, 0);

  g_ptr_array_add (file->ledgers, ledger);
  return ledger;
}

static void
take_ledger_id (Stations *self, AvowHandOverFile *file)
{
  AvowHandOverLedger *ledger = add_ledger (self, file);

  g_bytes_unref (ledger->seal_public);
  ledger->seal_public = g_bytes_ref (get_own (file)->seal_public);
}

static void
sign_for_another (Stations *self, AvowHandOverFile *file)
{
  AvowHandOverLedger *ledger = add_ledger (self, file);
  AvowHandOverLedger *own = get_own (file);
  char *note = own->note;

  own->note = ledger->note;
  ledger->note = note;
}

static void
claim_sender (Stations *self, AvowHandOverFile *file)
{
  file->sender = add_ledger (self, file)->id;
}

static void
claim_organisation (Stations *self, AvowHandOverFile *file)
{
  g_free (file->organisation);
  file->organisation = g_strdup ("somebody-else");
}

/* One's own records in the file, somebody else's seal and certificate before them. */
static void
borrow_seal (Stations *self, AvowHandOverFile *file)
{
  AvowHandOverLedger *theirs = add_ledger (self, file);

  g_bytes_unref (theirs->leaves);
  theirs->leaves = g_bytes_ref (get_own (file)->leaves);
  g_bytes_unref (theirs->payloads);
  theirs->payloads = g_bytes_ref (get_own (file)->payloads);
}

static const struct
{
  const char *what;
  void (*change) (Stations *self, AvowHandOverFile *file);
  const char *verdict;
} changes[] = {
  { "nothing is changed", change_nothing, "OK" },
  { "a payload left out", withhold, "refused" },
  { "… and said to be withheld", withhold_in_part, "refused" },
  { "a payload replaced", replace_payload, "refused" },
  { "two leaves swapped", swap_leaves, "refused" },
  { "a leaf left out", drop_leaf, "refused" },
  { "the last leaf cut off", cut_leaves, "refused" },
  { "the last leaf twice", double_leaf, "refused" },
  { "the first number another", shift_first, "refused" },
  { "a checkpoint of another root", forge_root, "refused" },
  { "a checkpoint of another size", forge_size, "refused" },
  { "an unsigned withdrawal of somebody else's key", add_withdrawal, "refused" },
  { "somebody else's ledger under the own seal", take_ledger_id, "refused" },
  { "somebody else's checkpoint", sign_for_another, "refused" },
  { "somebody else named as sender", claim_sender, "refused" },
  { "another organisation", claim_organisation, "UNKNOWN" },
  { "the own records under somebody else's seal", borrow_seal, "refused" },
};

static void
try_change (guint i, Count *count)
{
  g_autoptr (Stations) stations = stations_new ();
  g_autofree char *path = stations_hand_over (stations, &stations->rogue, stations->rogue_person, NULL);
  g_autoptr (AvowHandOverFile) file = stations_read (path);
  g_autoptr (AvowVerdict) verdict = NULL;
  gint64 position = avow_store_get_position (stations->desk.store);

  g_test_message ("%s: %s", changes[i].what, changes[i].verdict);
  changes[i].change (stations, file);
  stations_write (file, &stations->rogue, path);
  g_assert_cmpstr (stations_take_in (stations, &stations->desk, stations->desk.officer, path, NULL), ==, changes[i].verdict);
  if (i > 0)
    g_assert_cmpint (avow_store_get_position (stations->desk.store), ==, position);
  verdict = life_verify (&stations->desk);
  g_assert_true (avow_verdict_is_sound (verdict));
  count->tried++;
  count->stopped += avow_store_get_position (stations->desk.store) == position;
  count->control += stations_manifest_accepts (path);
}

static void
test_files (void)
{
  Count nothing = { 0 }, count = { 0 };

  try_change (0, &nothing);
  g_assert_cmpuint (nothing.stopped, ==, 0);
  for (guint i = 1; i < G_N_ELEMENTS (changes); i++)
    try_change (i, &count);
  g_test_message ("changed files, signed anew: %u tried, %u refused; control: the manifest alone accepts %u",
                  count.tried, count.stopped, count.control);
  g_assert_cmpuint (count.stopped, ==, count.tried);
  g_assert_cmpuint (count.control, >, count.tried / 2);
}

/* Somebody has the file and the code of an invitation, and joins on a computer of their own. */
static void
test_used_twice (void)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *invitation_path = g_build_filename (self->folder, "twice.avow-invitation", NULL);
  g_autofree char *reason = NULL;
  g_autofree char *code = NULL;
  g_autoptr (AvowInvitation) invitation = NULL;
  g_autoptr (GError) error = NULL;
  const char *verdicts[] = { "OK", "refused" };

  avow_invitation_write (self->desk.store, self->desk.officer, LIFE_PASSPHRASE, self->home_person, invitation_path, &code, &error);
  g_assert_no_error (error);
  invitation = avow_invitation_open (invitation_path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      g_autofree char *folder = g_strdup_printf ("%s/joined-%u", self->folder, i);
      g_autofree char *path = NULL;
      Life joined = { 0 };

      joined.store = avow_invitation_accept (invitation, folder, code, STATIONS_PASSPHRASE, NULL, &error);
      g_assert_no_error (error);
      path = stations_hand_over (self, &joined, self->home_person, NULL);
      g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, path, &reason), ==, verdicts[i]);
      stations_close (&joined);
    }
  g_assert_nonnull (strstr (reason, "used twice"));
}

static char *
get_team (Life *life, const char *person)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) entry = avow_roster_get (life->store, person, &error);

  g_assert_no_error (error);
  return g_strdup (entry->team);
}

/* The rogue is made an officer, whose computer then is a desk, and says something; @removed: after that was taken back. */
static char *
speak_as_officer (gboolean removed)
{
  g_autoptr (Stations) self = stations_new ();
  g_autofree char *given = NULL;
  g_autofree char *back = NULL;
  g_autoptr (AvowIdentity) officer = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  AvowHandOverTo to = { .person = self->rogue_person };

  officer = avow_identity_unlock (self->desk.store, self->desk.officer, LIFE_PASSPHRASE, &error);
  g_assert_no_error (error);
  avow_grant_role (self->desk.store, officer, self->rogue_person, AVOW_ROLE_OFFICER, NULL, TRUE, &error);
  g_assert_no_error (error);
  given = stations_hand_over (self, &self->desk, self->desk.officer, &to);
  g_assert_cmpstr (stations_take_in (self, &self->rogue, self->rogue_person, given, NULL), ==, "OK");
  if (removed)
    avow_grant_role (self->desk.store, officer, self->rogue_person, AVOW_ROLE_OFFICER, NULL, FALSE, &error);
  g_assert_no_error (error);
  forge_person (self);
  back = stations_hand_over (self, &self->rogue, self->rogue_person, NULL);
  g_assert_cmpstr (stations_take_in (self, &self->desk, self->desk.officer, back, NULL), ==, "OK");
  verdict = life_verify (&self->desk);
  g_assert_true (avow_verdict_is_sound (verdict));
  return get_team (&self->desk, self->rogue_person);
}

static void
test_removed_officer (void)
{
  g_autofree char *officer = speak_as_officer (FALSE);
  g_autofree char *removed = speak_as_officer (TRUE);

  g_test_message ("an officer's desk moves a person to “%s”; after the role was taken back: “%s”", officer, removed);
  g_assert_cmpstr (officer, ==, "Board");
  g_assert_cmpstr (removed, ==, "Office");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  stations_register ();
  g_test_add_func ("/avow/attack/forged-ledger{records}", test_records);
  g_test_add_func ("/avow/attack/forged-ledger{files}", test_files);
  g_test_add_func ("/avow/attack/forged-ledger{invitation used twice}", test_used_twice);
  g_test_add_func ("/avow/attack/forged-ledger{officer removed}", test_removed_officer);
  return stations_run ();
}
