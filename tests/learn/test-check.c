/* test-check.c: what verification finds in a person's learning
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"

#include "record/avow-record-completion.h"
#include "record/avow-record-declaration.h"

#include <string.h>

#define NAME "Zoë Ångström"

/* The ledger of each of these stores is sound: what is appended here was never altered, it was false from the start,
 * as the owner of a machine could make it. Only grading again, and what else `learn` knows, can tell. */

static void
append (Life *life, AvowRecord *record)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, record);
  avow_store_append (life->store, records, &error);
  g_assert_no_error (error);
}

static AvowRecord *
read_record (Life *life, gint64 position, AvowDigest *out_leaf)
{
  g_autoptr (GError) error = NULL;
  AvowPlace place;
  AvowRecord *record = avow_store_get_record (life->store, position, &place, &error);

  g_assert_no_error (error);
  if (out_leaf != NULL)
    *out_leaf = place.leaf;
  return record;
}

/* verifies, and expects one finding, of the last record, that says @part; or none where @part is NULL */
static void
assert_found (Life *life, const char *part)
{
  g_autoptr (AvowVerdict) verdict = life_verify (life);
  const AvowFinding *finding;

  for (guint i = 0; i < verdict->findings->len; i++)
    g_test_message ("%s", ((AvowFinding *) g_ptr_array_index (verdict->findings, i))->message);
  if (part == NULL)
    {
      g_assert_cmpuint (verdict->findings->len, ==, 0);
      g_assert_true (avow_verdict_is_sound (verdict));
      return;
    }

  g_assert_cmpuint (verdict->findings->len, ==, 1);
  finding = g_ptr_array_index (verdict->findings, 0);
  g_assert_cmpint (finding->position, ==, avow_store_get_position (life->store));
  g_assert_nonnull (strstr (finding->message, part));
}

typedef void (*ForgeAttempt) (AvowRecordAttempt *attempt);

static void
forge_nothing (AvowRecordAttempt *attempt)
{
}

static void
forge_right (AvowRecordAttempt *attempt)
{
  attempt->right = 4;
}

static void
forge_passed (AvowRecordAttempt *attempt)
{
  attempt->passed = TRUE;
}

static void
forge_percent (AvowRecordAttempt *attempt)
{
  attempt->pass_percent = 50;
  attempt->passed = TRUE;
}

static void
forge_answer (AvowRecordAttempt *attempt)
{
  AvowRecordResponse *response = g_ptr_array_index (attempt->responses, 0);
  char *chosen = g_ptr_array_index (response->options, 0);

  g_ptr_array_index (response->options, 0) = g_str_has_suffix (chosen, "-wrong")
                                               ? g_strdup_printf ("%s-right", response->question)
                                               : g_strdup_printf ("%s-wrong", response->question);
  g_free (chosen);
}

static void
forge_seed (AvowRecordAttempt *attempt)
{
  attempt->seed[0] = attempt->seed[0] == '0' ? '1' : '0';
}

static void
forge_number (AvowRecordAttempt *attempt)
{
  attempt->number = 2;
}

static void
forge_item (AvowRecordAttempt *attempt)
{
  g_free (attempt->item);
  attempt->item = g_strdup ("another");
}

static void
forge_attempt_edition (AvowRecordAttempt *attempt)
{
  g_free (attempt->edition);
  attempt->edition = g_strdup ("1999.1");
}

static void
forge_points (AvowRecordAttempt *attempt)
{
  attempt->points = 30000;
}

static const struct
{
  const char *name;
  ForgeAttempt forge;
  const char *part; /* NULL: sound */
} attempts[] = {
  { "control", forge_nothing, NULL },
  { "right", forge_right, "The record says 4 of 4 right, its answers give 2 of 4" },
  { "passed", forge_passed, "The record says passed, its answers give not passed" },
  { "percent", forge_percent, "50 %" },
  { "answer", forge_answer, "its answers give" },
  { "seed", forge_seed, "its seed draws" },
  { "number", forge_number, "attempt 2 of its cycle, but 0 came before it" },
  { "item", forge_item, "It names “another”, but its edition is of" },
  { "edition", forge_attempt_edition, "It says that it is edition 1999.1" },
  { "points", forge_points, "3 points, but its course counts right answers only" },
};

static gint64
find_attempt (Life *life, const char *person)
{
  sqlite3_stmt *statement = NULL;
  gint64 position;

  g_assert_cmpint (sqlite3_prepare_v2 (avow_store_get_database (life->store),
                                       "SELECT max (position) FROM event_attempt WHERE subject = ?1", -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, person, -1, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  position = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return position;
}

/* the officer takes the course, and a copy of that attempt, but for @forge, becomes the colleague's; no completion
 * follows it */
static gint64
append_copy (Life *life, guint right, ForgeAttempt forge)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (AvowGrade) grade = NULL;
  g_autoptr (AvowRecord) honest = NULL;
  g_autoptr (AvowRecord) record = NULL;
  AvowRecordAttempt attempt = { 0 };

  life_do_steps (session);
  life_start (session);
  life_answer (session, right, TRUE);
  grade = life_hand_in (life, session);
  honest = read_record (life, find_attempt (life, life->officer), NULL);

  avow_fields_copy (avow_record_kind_attempt.fields, avow_record_get_body (honest), &attempt);
  g_free (attempt.attempt_id);
  attempt.attempt_id = avow_id_new ("a");
  forge (&attempt);
  record = avow_record_new (&avow_record_kind_attempt, life->colleague, life->colleague, &attempt);
  avow_fields_clear (avow_record_kind_attempt.fields, &attempt);
  append (life, record);
  return avow_store_get_position (life->store);
}

static void
test_attempt (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  append_copy (life, 1, attempts[i].forge);
  assert_found (life, attempts[i].part);
}

/* The same course, where two answers to each question are right, and either is worth half. */
static void
adopt_in_part (Life *life)
{
  g_autofree char *xml = life_write_course ("2026.9", 3);
  g_autoptr (GString) text = g_string_new (xml);

  g_string_replace (text, "kind='single'", "kind='multiple'", 0);
  g_string_replace (text, "-wrong'>", "-wrong' correct='yes'>", 0);
  g_string_replace (text, " wait='PT15M'", " wait='PT15M' partial='yes'", 1);
  g_string_replace (text, " must-pass='yes'", "", 1);
  life_adopt_text (life, text->str);
}

static void
forge_no_points (AvowRecordAttempt *attempt)
{
  attempt->points = 0;
}

static void
forge_more_points (AvowRecordAttempt *attempt)
{
  attempt->points++;
}

static const struct
{
  const char *name;
  ForgeAttempt forge;
  const char *part; /* NULL: sound */
} in_part[] = {
  { "control", forge_nothing, NULL },
  /* as earlier versions wrote it */
  { "no-points", forge_no_points, NULL },
  { "points", forge_more_points, "The record says 2 points (20001 ten-thousandths), its answers give 2 (20000)" },
  { "passed", forge_passed, "its answers give not passed (2 of 4, 3 needed)" },
  { "right", forge_right, "The record says 4 of 4 right, its answers give 0 of 4" },
};

static void
test_in_part (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  adopt_in_part (life);
  append_copy (life, 1, in_part[i].forge);
  assert_found (life, in_part[i].part);
}

/* what the officer did honestly in two attempts, the colleague is said to have done */
typedef struct
{
  AvowRecord *first;
  AvowRecord *second;
} TwoAttempts;

static void
take_twice (Life *life, TwoAttempts *out_attempts)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (AvowSession) session = life_open (life, life->officer);
      g_autoptr (AvowGrade) grade = NULL;

      life_do_steps (session);
      life_start (session);
      life->now += LIFE_MINUTE;
      life_answer (session, 1, TRUE);
      grade = life_hand_in (life, session);
      *(i == 0 ? &out_attempts->first : &out_attempts->second) = read_record (life, find_attempt (life, life->officer), NULL);
      life->now += 15 * LIFE_MINUTE;
    }
}

/* @pattern as the colleague's attempt @number, begun @later than it was */
static void
append_as (Life *life, AvowRecord *pattern, guint number, gint64 later, const char *excluded)
{
  AvowRecordAttempt attempt = { 0 };
  g_autoptr (AvowRecord) record = NULL;

  avow_fields_copy (avow_record_kind_attempt.fields, avow_record_get_body (pattern), &attempt);
  g_free (attempt.attempt_id);
  attempt.attempt_id = avow_id_new ("a");
  attempt.number = number;
  attempt.started += later;
  attempt.finished += later;
  if (excluded != NULL)
    g_ptr_array_add (attempt.excluded, g_strdup (excluded));
  record = avow_record_new (&avow_record_kind_attempt, life->colleague, life->colleague, &attempt);
  avow_fields_clear (avow_record_kind_attempt.fields, &attempt);
  append (life, record);
}

static const struct
{
  const char *name;
  gboolean same_questions;
  gint64 later;
  const char *excluded;
  const char *part; /* NULL: sound */
} seconds[] = {
  { "control", FALSE, 0, NULL, NULL },
  { "too-soon", FALSE, -1, NULL, "before 900 seconds had passed" },
  { "same-questions", TRUE, LIFE_DAY, NULL, "is not what the attempts before it asked" },
  { "excluded-unasked", FALSE, 0, "case-99", "is not what the attempts before it asked" },
};

static void
test_second (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  TwoAttempts taken;

  take_twice (life, &taken);
  append_as (life, taken.first, 1, 0, NULL);
  assert_found (life, NULL);
  append_as (life, seconds[i].same_questions ? taken.first : taken.second, 2, seconds[i].later, seconds[i].excluded);
  assert_found (life, seconds[i].part);
  avow_record_unref (taken.first);
  avow_record_unref (taken.second);
}

static void
test_graded (Life *life, gconstpointer data)
{
  g_autoptr (AvowVerdict) verdict = NULL;

  life_pass (life, life->officer);
  life_pass (life, life->colleague);
  verdict = life_verify (life);
  g_assert_true (avow_verdict_is_sound (verdict));
  g_assert_cmpint (verdict->graded, ==, 2);
}

typedef void (*ForgeCompletion) (AvowRecordCompletion *completion);

static void
keep_completion (AvowRecordCompletion *completion)
{
}

static void
forge_figures (AvowRecordCompletion *completion)
{
  completion->right = 3;
}

static void
forge_cycle (AvowRecordCompletion *completion)
{
  completion->cycle = (char *) "1999";
}

static void
forge_leaf (AvowRecordCompletion *completion)
{
  completion->attempt_leaf.bytes[7] ^= 1;
}

static void
forge_no_leaf (AvowRecordCompletion *completion)
{
  completion->attempt_leaf = (AvowDigest) { { 0 } };
}

static void
forge_digest (AvowRecordCompletion *completion)
{
  completion->digest.bytes[7] ^= 1;
}

static void
forge_completion_edition (AvowRecordCompletion *completion)
{
  completion->edition = (char *) "1999.1";
}

static const struct
{
  const char *name;
  ForgeCompletion forge;
  gboolean other_person;
  gboolean failed;
  const char *part;
} completions[] = {
  { "control", keep_completion, FALSE, FALSE, NULL },
  { "figures", forge_figures, FALSE, FALSE, "It says 3 of 4 right, the attempt that it cites says 4 of 4" },
  { "cycle", forge_cycle, FALSE, FALSE, "1999" },
  { "leaf", forge_leaf, FALSE, FALSE, "not in the store" },
  { "no-leaf", forge_no_leaf, FALSE, FALSE, "its course has an assessment" },
  { "digest", forge_digest, FALSE, FALSE, "another course or edition" },
  { "edition", forge_completion_edition, FALSE, FALSE, "another course or edition" },
  { "other-person", keep_completion, TRUE, FALSE, "another person" },
  { "failed", keep_completion, FALSE, TRUE, "did not pass" },
};

static void
test_completion (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  gint64 copy = append_copy (life, completions[i].failed ? 1 : 3, forge_nothing);
  gint64 position = completions[i].other_person ? find_attempt (life, life->officer) : copy;
  AvowRecordCompletion completion = { .started = 1, .finished = 2 };
  g_autoptr (AvowRecord) cited = read_record (life, position, &completion.attempt_leaf);
  const AvowRecordAttempt *attempt = avow_record_get_body (cited);
  g_autoptr (AvowRecord) record = NULL;

  completion.item = attempt->item;
  completion.title = attempt->title;
  completion.edition = attempt->edition;
  completion.digest = attempt->digest;
  completion.cycle = attempt->cycle;
  completion.right = attempt->right;
  completion.asked = attempt->asked;
  completion.pass_percent = attempt->pass_percent;
  completions[i].forge (&completion);
  record = avow_record_new (&avow_record_kind_completion, life->colleague, life->colleague, &completion);
  append (life, record);
  assert_found (life, completions[i].part);
}

typedef void (*ForgeDeclaration) (AvowRecordDeclaration *declaration);

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static AvowRecordClause *
get_clause (AvowRecordDeclaration *declaration)
{
  return g_ptr_array_index (declaration->clauses, 1);
}

static void
keep_declaration (AvowRecordDeclaration *declaration)
{
}

static void
forge_clause (AvowRecordDeclaration *declaration)
{
  set_text (&get_clause (declaration)->text, "I tell somebody; I ask the privacy desk.");
}

static void
forge_statement (AvowRecordDeclaration *declaration)
{
  set_text (&declaration->statement, "I will keep to it.");
}

static void
forge_preamble (AvowRecordDeclaration *declaration)
{
  set_text (&declaration->preamble, "Customers of another trust us.");
}

static void
forge_variable (AvowRecordDeclaration *declaration)
{
  set_text (&get_clause (declaration)->text, "I tell nobody; I ask [contact].");
}

static void
forge_edition (AvowRecordDeclaration *declaration)
{
  set_text (&declaration->edition, "2026.2");
}

static void
forge_document (AvowRecordDeclaration *declaration)
{
  declaration->digest.bytes[3] ^= 1;
}

static void
forge_name (AvowRecordDeclaration *declaration)
{
  set_text (&declaration->name, "Tomasz Nowak");
  set_text (&declaration->typed_name, "Tomasz Nowak");
}

static void
forge_staff_number (AvowRecordDeclaration *declaration)
{
  set_text (&declaration->staff_number, "1002");
}

static void
forge_typed_name (AvowRecordDeclaration *declaration)
{
  set_text (&declaration->typed_name, "Zoe");
}

static void
forge_organisation (AvowRecordDeclaration *declaration)
{
  set_text (&declaration->organisation, "Another");
}

static void
forge_unseen (AvowRecordDeclaration *declaration)
{
  get_clause (declaration)->viewed = 0;
}

static void
forge_not_agreed (AvowRecordDeclaration *declaration)
{
  get_clause (declaration)->agreed = 0;
}

static void
forge_no_completion (AvowRecordDeclaration *declaration)
{
  declaration->completion_leaf = (AvowDigest) { { 0 } };
}

static void
forge_completion (AvowRecordDeclaration *declaration)
{
  declaration->completion_leaf.bytes[3] ^= 1;
}

static void
forge_course (AvowRecordDeclaration *declaration)
{
  set_text (&declaration->course, "another");
}

static void
forge_declaration_cycle (AvowRecordDeclaration *declaration)
{
  set_text (&declaration->cycle, "1999");
}

static const struct
{
  const char *name;
  ForgeDeclaration forge;
  const char *part;
} declarations[] = {
  { "control", keep_declaration, NULL },
  { "clause", forge_clause, "differs from that of its edition: Disclose" },
  { "statement", forge_statement, "the statement" },
  { "preamble", forge_preamble, "the preamble" },
  { "variable", forge_variable, "Disclose" },
  { "edition", forge_edition, "2026.2" },
  { "document", forge_document, "can't be checked" },
  { "name", forge_name, "the roster then had" },
  { "staff-number", forge_staff_number, "the roster then had" },
  { "typed-name", forge_typed_name, "The name typed" },
  { "organisation", forge_organisation, "“Another”" },
  { "unseen", forge_unseen, "not seen, or not agreed to" },
  { "not-agreed", forge_not_agreed, "not seen, or not agreed to" },
  { "no-completion", forge_no_completion, "cites no completion" },
  { "completion", forge_completion, "not in the store" },
  { "course", forge_course, "another course" },
  { "cycle", forge_declaration_cycle, "1999" },
};

/* what is about to be signed: taken from a refusal of it, which says the same but for the outcome */
static void
take_declaration (Life *life, AvowRecordDeclaration *out_declaration)
{
  g_autoptr (AvowSigning) signing = life_open_declaration (life, life->officer);
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  life_agree (signing, NAME);
  g_assert_cmpint (avow_signing_decline (signing, life->store, NULL, LIFE_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);
  record = read_record (life, avow_store_get_position (life->store), NULL);

  avow_fields_copy (avow_record_kind_declaration.fields, avow_record_get_body (record), out_declaration);
  set_text (&out_declaration->outcome, "signed");
  set_text (&out_declaration->typed_name, NAME);
}

static void
test_declaration (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (AvowRecord) plain = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  AvowRecordDeclaration declaration = { 0 };

  life_pass (life, life->officer);
  take_declaration (life, &declaration);
  declarations[i].forge (&declaration);
  plain = avow_record_new (&avow_record_kind_declaration, life->officer, life->officer, &declaration);
  avow_fields_clear (avow_record_kind_declaration.fields, &declaration);

  identity = avow_identity_unlock (life->store, life->officer, LIFE_PASSPHRASE, &error);
  g_assert_no_error (error);
  record = avow_identity_sign (identity, plain, AVOW_COMMITMENT_AGREEMENT, &error);
  g_assert_no_error (error);
  append (life, record);
  assert_found (life, declarations[i].part);
}

/* an edition that a record cites is kept for as long as the record is */
static void
assert_edition_missed (Life *life)
{
  g_autoptr (AvowVerdict) verdict = NULL;
  gboolean found = FALSE;

  g_assert_cmpint (sqlite3_exec (avow_store_get_database (life->store), "DELETE FROM edition_file", NULL, NULL, NULL), ==, SQLITE_OK);
  verdict = life_verify (life);
  g_assert_cmpint (verdict->graded, ==, 0);
  for (guint i = 0; i < verdict->findings->len; i++)
    {
      const AvowFinding *finding = g_ptr_array_index (verdict->findings, i);
      found |= finding->position == find_attempt (life, life->officer) && strstr (finding->message, "can't be checked") != NULL;
    }
  g_assert_true (found);
}

static void
test_edition_missing (Life *life, gconstpointer data)
{
  life_pass (life, life->officer);
  assert_edition_missed (life);
}

/* a second run believes nothing that the first has loaded */
static void
test_second_run (Life *life, gconstpointer data)
{
  g_autoptr (AvowVerdict) before = NULL;

  life_pass (life, life->officer);
  before = life_verify (life);
  g_assert_true (avow_verdict_is_sound (before));
  g_clear_pointer (&before, avow_verdict_free);
  assert_edition_missed (life);
}

#define add_all(kind, cases, func)                                                                    \
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)                                                    \
    {                                                                                                 \
      g_autofree char *path = g_strdup_printf ("/avow/learn/check/" kind "{%s}", cases[i].name);      \
      g_test_add (path, Life, GSIZE_TO_POINTER (i), life_set_up, func, life_tear_down);               \
    }

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register ();
  life_add ("/avow/learn/check/attempt{graded-again}", test_graded);
  life_add ("/avow/learn/check/attempt{edition-missing}", test_edition_missing);
  life_add ("/avow/learn/check/run{second}", test_second_run);
  add_all ("attempt", attempts, test_attempt);
  add_all ("in-part", in_part, test_in_part);
  add_all ("second-attempt", seconds, test_second);
  add_all ("completion", completions, test_completion);
  add_all ("declaration", declarations, test_declaration);
  return life_run ();
}
