/* test-signing.c: a declaration, from the first clause to the signature
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"

#include "record/avow-record-completion.h"
#include "record/avow-record-declaration.h"

#include <string.h>

#define NAME "Zoë Ångström"

static AvowRecord *
read_last (Life *life)
{
  g_autoptr (GError) error = NULL;
  AvowRecord *record = avow_store_get_record (life->store, avow_store_get_position (life->store), NULL, &error);

  g_assert_no_error (error);
  return record;
}

static char *
read_draft (Life *life, const AvowDuty *duty)
{
  g_autofree char *key = g_strjoin ("/", duty->person, duty->item, duty->cycle, NULL);
  g_autoptr (GError) error = NULL;
  char *draft = avow_store_get_local (life->store, "draft", key, &error);

  g_assert_no_error (error);
  return draft;
}

static void
save_draft (Life *life, AvowSigning *signing)
{
  const AvowDuty *duty = avow_signing_get_duty (signing);
  g_autofree char *state = avow_signing_get_state (signing);
  g_autoptr (GError) error = NULL;

  avow_signing_save (life->store, life->officer, duty->item, duty->cycle, state, &error);
  g_assert_no_error (error);
}

static void
test_sign (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (AvowRecord) completion = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = NULL;
  const AvowRecordDeclaration *declaration;
  const AvowRecordClause *clause;
  gint64 position;
  AvowDuty *duty;

  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  g_assert_null (avow_signing_get_obstacle (signing));
  life_agree (signing, NAME);
  save_draft (life, signing);
  position = avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (position, ==, avow_store_get_position (life->store));
  draft = read_draft (life, avow_signing_get_duty (signing));
  g_assert_null (draft);

  record = read_last (life);
  g_assert_true (avow_record_is_signed (record));
  declaration = avow_record_get_body (record);
  g_assert_cmpstr (declaration->organisation, ==, "Ladder & Sons");
  g_assert_cmpstr (declaration->outcome, ==, "signed");
  g_assert_cmpstr (declaration->item_kind, ==, "declaration");
  g_assert_cmpstr (declaration->preamble, ==, "Customers of Ladder & Sons trust us.");
  g_assert_cmpstr (declaration->statement, ==, "I will keep to it at Ladder & Sons.");
  g_assert_cmpstr (declaration->staff_number, ==, "1001");
  g_assert_cmpstr (declaration->typed_name, ==, NAME);
  g_assert_cmpstr (declaration->course, ==, "callers");
  g_assert_cmpuint (declaration->clauses->len, ==, 2);
  clause = g_ptr_array_index (declaration->clauses, 1);
  g_assert_cmpstr (clause->text, ==, "I tell nobody; I ask the privacy desk.");
  g_assert_cmpint (clause->viewed, ==, life->now);
  g_assert_cmpint (clause->agreed, ==, life->now);

  position = avow_store_find_leaf (life->store, &declaration->completion_leaf, &error);
  completion = avow_store_get_record (life->store, position, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (avow_record_get_kind (completion) == &avow_record_kind_completion);

  duty = life_find_duty (life, life->officer, "promise");
  g_assert_cmpint (duty->standing, ==, AVOW_STANDING_DONE);
  avow_duty_free (duty);
}

static void
test_obstacle (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = life_open_declaration (life, life->officer);
  g_autofree char *obstacle = avow_signing_get_obstacle (signing);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (obstacle, ==, "Complete “Callers” first");
  life_agree (signing, NAME);
  g_assert_cmpint (avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error), ==, 0);
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);
  g_assert_cmpint (life_count (life, "event_declaration"), ==, 0);

  /* it is asked again when it is signed: the course may have been completed since */
  g_clear_error (&error);
  life_pass (life, life->officer);
  g_assert_cmpint (avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);
}

static void
test_wrong_passphrase (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowSigning) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before;

  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  life_agree (signing, NAME);
  save_draft (life, signing);
  before = avow_store_get_position (life->store);
  g_assert_cmpint (avow_signing_sign (signing, life->store, "lantern harbour violet cricket", &error), ==, 0);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN);
  g_assert_cmpint (avow_store_get_position (life->store), ==, before);

  /* nothing that was ticked or typed is lost */
  life_reopen (life);
  again = life_open_declaration (life, life->officer);
  g_assert_true (avow_signing_is_viewed (again, 0));
  g_assert_true (avow_signing_is_agreed (again, 1));
  g_assert_cmpstr (avow_signing_get_typed_name (again), ==, NAME);
}

static void
test_check (Life *life, gconstpointer data)
{
  static const struct
  {
    guint viewed;
    guint agreed;
    const char *typed_name;
    const char *part; /* of what is missing; NULL: nothing */
  } cases[] = {
    { 0, 0, "", "“Collect”" },
    { 1, 2, NAME, "“Disclose” has not been shown" },
    { 2, 1, NAME, "not agreed to the clause “Disclose”" },
    { 2, 2, "", "Type your name" },
    { 2, 2, "  ", "Type your name" },
    { 2, 2, "Zoe Angstrom", "must read" },
    { 2, 2, "zoë ångström", "must read" },
    { 2, 2, "ZoëÅngström", "must read" },
    /* the same name: as it is, with other white space, and with its accents apart */
    { 2, 2, NAME, NULL },
    { 2, 2, " Zoë\u00a0  Ångström\t", NULL },
    { 2, 2, "Zoe\u0308 A\u030angstro\u0308m", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AvowSigning) signing = life_open_declaration (life, life->officer);
      g_autoptr (GError) error = NULL;
      gboolean ready;

      for (guint j = 0; j < cases[i].viewed; j++)
        avow_signing_mark_viewed (signing, j);
      for (guint j = 0; j < cases[i].agreed; j++)
        avow_signing_set_agreed (signing, j, TRUE);
      avow_signing_set_typed_name (signing, cases[i].typed_name);

      ready = avow_signing_check (signing, &error);
      g_assert_cmpint (ready, ==, cases[i].part == NULL);
      if (cases[i].part == NULL)
        continue;
      g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_INCOMPLETE);
      g_assert_nonnull (strstr (error->message, cases[i].part));
    }
}

static void
test_decline (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = life_open_declaration (life, life->officer);
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  const AvowRecordDeclaration *declaration;
  AvowDuty *duty;

  avow_signing_mark_viewed (signing, 0);
  g_assert_cmpint (avow_signing_decline (signing, life->store, "no", "wrong", &error), ==, 0);
  g_assert_error (error, AVOW_PEOPLE_ERROR, AVOW_PEOPLE_ERROR_SIGN_IN);
  g_clear_error (&error);
  life->now += LIFE_MINUTE;

  g_assert_cmpint (avow_signing_decline (signing, life->store, "  I have a question first. ", LIFE_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);
  record = read_last (life);
  declaration = avow_record_get_body (record);
  g_assert_true (avow_record_is_signed (record));
  g_assert_cmpstr (declaration->outcome, ==, "declined");
  g_assert_cmpstr (declaration->reason, ==, "I have a question first.");
  g_assert_null (declaration->typed_name);
  g_assert_cmpint (((AvowRecordClause *) g_ptr_array_index (declaration->clauses, 1))->viewed, ==, 0);
  duty = life_find_duty (life, life->officer, "promise");
  g_assert_cmpint (duty->standing, ==, AVOW_STANDING_DECLINED);
  avow_duty_free (duty);
}

/* who declined can sign later; who signed can do neither again */
static void
test_sign_after_decline (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowSigning) again = NULL;
  g_autoptr (GError) error = NULL;

  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  g_assert_cmpint (avow_signing_decline (signing, life->store, NULL, LIFE_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);

  again = life_open_declaration (life, life->officer);
  life_agree (again, NAME);
  g_assert_cmpint (avow_signing_sign (again, life->store, LIFE_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);

  g_assert_cmpint (avow_signing_sign (again, life->store, LIFE_PASSPHRASE, &error), ==, 0);
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);
  g_clear_error (&error);
  g_assert_cmpint (avow_signing_decline (again, life->store, NULL, LIFE_PASSPHRASE, &error), ==, 0);
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);
  g_assert_cmpint (life_count (life, "event_declaration"), ==, 2);
}

static void
sign_now (Life *life)
{
  g_autoptr (AvowSigning) signing = life_open_declaration (life, life->officer);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    g_assert_null (avow_signing_get_previous_text (signing, i));
  life_agree (signing, NAME);
  g_assert_cmpint (avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);
}

/* next year one clause reads otherwise: it alone is marked, old beside new */
static void
test_previous_text (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (GError) error = NULL;

  life_pass (life, life->officer);
  sign_now (life);
  life_adopt_declaration (life, "2027.1", "I collect only what I need now.");
  life->now += 366 * LIFE_DAY;
  avow_programme_open_due (life->store, &error);
  g_assert_no_error (error);

  signing = life_open_declaration (life, life->officer);
  g_assert_cmpstr (avow_signing_get_document (signing)->edition, ==, "2027.1");
  g_assert_cmpstr (avow_signing_get_previous_text (signing, 0), ==, "I collect only what I need.");
  g_assert_null (avow_signing_get_previous_text (signing, 1));
}

/* a draft of another edition keeps the name, but no tick */
static void
test_draft_of_other_edition (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) before = life_open_declaration (life, life->officer);
  g_autoptr (AvowSigning) after = NULL;
  g_autoptr (GError) error = NULL;
  AvowDuty *duty;

  life_agree (before, NAME);
  save_draft (life, before);
  duty = life_find_duty (life, life->officer, "promise");
  life_adopt_declaration (life, "2026.2", "I collect what I like.");
  duty->digest = life->adopted;
  after = avow_signing_load (life->store, life->officer, duty, &error);
  g_assert_no_error (error);
  avow_duty_free (duty);

  g_assert_false (avow_signing_is_viewed (after, 0));
  g_assert_false (avow_signing_is_agreed (after, 1));
  g_assert_cmpstr (avow_signing_get_typed_name (after), ==, NAME);
}

/* an edition adopted while the old one lay open: the old one is neither signed nor declined */
static void
test_new_edition_meanwhile (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowSigning) again = NULL;
  g_autoptr (GError) error = NULL;

  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  life_agree (signing, NAME);
  life_adopt_declaration (life, "2026.2", "I collect only what I need now.");
  g_assert_cmpint (avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error), ==, 0);
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);
  g_clear_error (&error);
  g_assert_cmpint (avow_signing_decline (signing, life->store, NULL, LIFE_PASSPHRASE, &error), ==, 0);
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);
  g_clear_error (&error);

  again = life_open_declaration (life, life->officer);
  g_assert_cmpstr (avow_signing_get_document (again)->edition, ==, "2026.2");
  life_agree (again, NAME);
  g_assert_cmpint (avow_signing_sign (again, life->store, LIFE_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);
}

/* the same edition adopted with other facts is another text: what was ticked does not hold for it */
static void
test_other_facts_meanwhile (Life *life, gconstpointer data)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowSigning) again = NULL;
  g_autoptr (GError) error = NULL;

  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  life_agree (signing, NAME);
  save_draft (life, signing);
  life->contact = "somebody else";
  life_adopt_declaration (life, "2026.1", "I collect only what I need.");
  g_assert_cmpint (avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error), ==, 0);
  g_assert_error (error, AVOW_LEARN_ERROR, AVOW_LEARN_ERROR_NOT_OPEN);
  g_clear_error (&error);

  again = life_open_declaration (life, life->officer);
  g_assert_false (avow_signing_is_agreed (again, 0));
  life_agree (again, NAME);
  g_assert_cmpint (avow_signing_sign (again, life->store, LIFE_PASSPHRASE, &error), >, 0);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register ();
  life_add ("/avow/learn/signing/sign", test_sign);
  life_add ("/avow/learn/signing/sign{course-first}", test_obstacle);
  life_add ("/avow/learn/signing/sign{wrong-passphrase}", test_wrong_passphrase);
  life_add ("/avow/learn/signing/sign{what-is-missing}", test_check);
  life_add ("/avow/learn/signing/sign{new-edition-meanwhile}", test_new_edition_meanwhile);
  life_add ("/avow/learn/signing/sign{other-facts-meanwhile}", test_other_facts_meanwhile);
  life_add ("/avow/learn/signing/decline", test_decline);
  life_add ("/avow/learn/signing/decline{then-sign}", test_sign_after_decline);
  life_add ("/avow/learn/signing/previous-text", test_previous_text);
  life_add ("/avow/learn/signing/draft{other-edition}", test_draft_of_other_edition);
  return life_run ();
}
