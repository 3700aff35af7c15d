/* test-grading.c: an attempt that says more than its answers give, on a machine whose owner has sealed it anew
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"
#include "forger.h"

#include <gio/gio.h>
#include <string.h>

#define WITHOUT_LEARN "--without-learn"

static const char *program;
static guint tried, found, control_sound;

static void
replace_all (ForgerEntry *entry, const char *find, const char *with)
{
  GString *text = g_string_new (entry->text);

  g_assert_cmpuint (g_string_replace (text, find, with, 0), >, 0);
  g_free (entry->text);
  entry->text = g_string_free (text, FALSE);
}

static void
change_seed (ForgerEntry *attempt)
{
  char *seed = strstr (attempt->text, "<seed>") + strlen ("<seed>");

  *seed = *seed == '0' ? '1' : '0';
}

/* The first question that was drawn becomes another one, its answer with it. */
static void
change_drawn (ForgerEntry *attempt)
{
  g_autofree char *was = g_strndup (strstr (attempt->text, "case-"), strlen ("case-1"));
  g_autofree char *is = NULL;

  for (guint i = 1; i <= 9; i++)
    {
      g_free (is);
      is = g_strdup_printf ("case-%u", i);
      if (strstr (attempt->text, is) == NULL)
        break;
    }
  replace_all (attempt, was, is);
}

static void
change_digest (ForgerEntry *attempt)
{
  char *digest = strstr (attempt->text, "<digest>") + strlen ("<digest>");

  *digest = *digest == '0' ? '1' : '0';
}

static void
leave_response_out (ForgerEntry *attempt)
{
  char *start = strstr (attempt->text, "    <response>");
  char *end = strstr (start, "</response>\n") + strlen ("</response>\n");

  memmove (start, end, strlen (end) + 1);
}

static void
turn_responses (ForgerEntry *attempt)
{
  char *first = strstr (attempt->text, "    <response>");
  char *second = strstr (first, "</response>\n") + strlen ("</response>\n");
  char *end = strstr (second, "</response>\n") + strlen ("</response>\n");
  g_autofree char *one = g_strndup (first, (gsize) (second - first));
  g_autofree char *other = g_strndup (second, (gsize) (end - second));

  memcpy (first, other, strlen (other));
  memcpy (first + strlen (other), one, strlen (one));
}

static void
answer_twice (ForgerEntry *attempt)
{
  char *first = strstr (attempt->text, "    <response>");
  g_autofree char *one = g_strndup (first, (gsize) (strstr (first, "</response>\n") + strlen ("</response>\n") - first));
  g_autofree char *twice = g_strconcat (one, one, NULL);

  forger_replace (attempt, one, twice);
}

static void
answer_with_both (ForgerEntry *attempt)
{
  char *wrong = strstr (attempt->text, "-wrong</option>");
  char *start = wrong;
  g_autofree char *option = NULL;
  g_autofree char *both = NULL;

  while (g_str_has_prefix (start, "<option>") == FALSE)
    start--;
  option = g_strndup (start, (gsize) (wrong + strlen ("-wrong</option>") - start));
  both = g_strdup_printf ("%.*s-right</option>\n        %s", (int) (wrong - start), start, option);
  forger_replace (attempt, option, both);
}

/* Of an attempt of which two of four answers are right, and that did not pass. */
static const struct
{
  const char *name;
  void (*forge) (ForgerEntry *attempt);
  const char *edits[8]; /* find, with, find, with... */
  const char *says;     /* a part of the finding */
} forgeries[] = {
  { "an answer made right", NULL, { "-wrong</option>", "-right</option>" }, "its answers give 3 of 4" },
  { "an answer made wrong", NULL, { "-right</option>", "-wrong</option>" }, "its answers give 1 of 4" },
  { "an answer that is no option", NULL, { "-wrong</option>", "-best</option>" }, "names something that the question does not have" },
  { "both answers ticked, and right", answer_with_both, { "<right>2<", "<right>3<" }, "its answers give 2 of 4" },
  { "a response left out", leave_response_out, { NULL }, "It has 3 answers, but its seed draws 4" },
  { "a response twice", answer_twice, { NULL }, "It has 5 answers, but its seed draws 4" },
  { "two responses in turn", turn_responses, { NULL }, "but its seed draws" },
  { "the score", NULL, { "<right>2<", "<right>4<" }, "The record says 4 of 4 right, its answers give 2 of 4" },
  { "the score and the outcome", NULL, { "<right>2<", "<right>4<", "<passed>false<", "<passed>true<" }, "its answers give 2 of 4" },
  { "the outcome", NULL, { "<passed>false<", "<passed>true<" }, "The record says passed, its answers give not passed" },
  { "how many were asked", NULL, { "<asked>4<", "<asked>2<", "<passed>false<", "<passed>true<" }, "The record says 2 of 2 right" },
  { "an answer and the outcome", NULL, { "-wrong</option>", "-right</option>", "<passed>false<", "<passed>true<" }, "its answers give 3 of 4" },
  { "the seed", change_seed, { NULL }, "its seed draws" },
  { "a seed of another length", NULL, { "<seed>", "<seed>00" }, "is not one that Avow makes" },
  { "a question drawn", change_drawn, { NULL }, "its seed draws" },
  { "the pass mark", NULL, { "<pass-percent>75<", "<pass-percent>50<", "<passed>false<", "<passed>true<" }, "50 %" },
  { "the edition's name", NULL, { "<edition>2026.1<", "<edition>2026.2<" }, "It says that it is edition 2026.2" },
  { "the edition's digest", change_digest, { NULL }, "can't be checked" },
  { "the course", NULL, { "<item>callers<", "<item>phones<" }, "It names “phones”" },
  { "the assessment", NULL, { "<assessment>final<", "<assessment>easy<" }, "which edition" },
  { "a grading version to come", NULL, { "<grading-version>1<", "<grading-version>2<" }, "rules of version 2" },
  { "no grading version", NULL, { "<grading-version>1<", "<grading-version>0<" }, "rules of version 0" },
  { "the number of the attempt", NULL, { "<number>1<", "<number>2<" }, "attempt 2 of its cycle" },
  { "a question kept out of the draw", NULL, { "  <responses>", "  <excluded>\n    <question>case-99</question>\n  </excluded>\n  <responses>" },
    "keeps out of the draw" },
};

/* Takes a failed attempt, and returns the store's folder with nobody in it. */
static char *
leave_with_attempt (Life *life, guint right)
{
  g_autoptr (AvowSession) session = life_open (life, life->officer);
  g_autoptr (AvowGrade) grade = NULL;

  life_do_steps (session);
  life_start (session);
  life_answer (session, right, TRUE);
  grade = life_hand_in (life, session);
  g_clear_pointer (&life->store, avow_store_unref);
  return g_build_filename (life->folder, "store", NULL);
}

/* Whether a verification without what this room registers says that all is sound: a process of its own does it. */
static gboolean
is_sound_without_learn (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, WITHOUT_LEARN, folder, NULL);

  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0;
}

static int
verify_without_learn (const char *folder)
{
  g_autoptr (AvowStore) store = NULL;
  g_autoptr (AvowVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;

  avow_people_register ();
  store = avow_store_open (folder, &error);
  g_assert_no_error (error);
  verdict = avow_store_verify (store, NULL, NULL, &error);
  g_assert_no_error (error);
  return avow_verdict_is_sound (verdict) ? 0 : 1;
}

static void
write_sealed (const char *folder, GPtrArray *entries)
{
  g_autofree char *refusal = forger_write (folder, entries);

  g_assert_cmpstr (refusal, ==, NULL);
}

/* The control: who does not grade finds nothing. */
static void
tell (const char *folder, const char *name, const char *said, const char *says)
{
  forger_expect (name, said, says);
  tried++;
  found += said[0] != '\0';
  g_assert_true (is_sound_without_learn (folder));
  control_sound++;
}

static void
test_forgery (Life *life, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *folder = leave_with_attempt (life, 1);
  g_autoptr (GPtrArray) entries = forger_read (folder);
  ForgerEntry *attempt = g_ptr_array_index (entries, forger_find (entries, "<attempt "));
  g_autofree char *said = NULL;

  if (forgeries[i].forge != NULL)
    forgeries[i].forge (attempt);
  for (guint edit = 0; forgeries[i].edits[edit] != NULL; edit += 2)
    forger_replace (attempt, forgeries[i].edits[edit], forgeries[i].edits[edit + 1]);
  write_sealed (folder, entries);

  said = forger_verify (folder, NULL);
  tell (folder, forgeries[i].name, said, forgeries[i].says);
}

/* --- controls */

static void
test_nothing_changed (Life *life, gconstpointer data)
{
  g_autofree char *folder = leave_with_attempt (life, GPOINTER_TO_UINT (data));
  g_autoptr (GPtrArray) entries = forger_read (folder);
  g_autofree char *said = NULL;

  write_sealed (folder, entries);
  said = forger_verify (folder, NULL);
  g_assert_cmpstr (said, ==, "");
}

/* A completion that its attempt does not bear out, or cites none. */
static void
test_completion (Life *life, gconstpointer data)
{
  static const struct
  {
    const char *find, *with, *says;
  } edits[] = {
    { "<right>4<", "<right>3<", "It says 3 of 4 right" },
    { "<attempt-leaf>", NULL, "its course has an assessment" },
    { "<cycle>2026<", "<cycle>2027<", "2027" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *name = g_strdup_printf ("a completion, %s", edits[i].find);
      g_autofree char *folder = NULL;
      g_autofree char *said = NULL;
      g_autoptr (GPtrArray) entries = NULL;
      ForgerEntry *completion;

      if (i > 0)
        {
          life_tear_down (life, NULL);
          life_set_up (life, NULL);
        }
      folder = leave_with_attempt (life, 3);
      entries = forger_read (folder);
      completion = g_ptr_array_index (entries, forger_find (entries, "<completion "));
      if (edits[i].with != NULL)
        forger_replace (completion, edits[i].find, edits[i].with);
      else
        {
          char *start = strstr (completion->text, "  <attempt-leaf>");
          char *end = strchr (start, '\n') + 1;

          memmove (start, end, strlen (end) + 1);
        }
      write_sealed (folder, entries);
      said = forger_verify (folder, NULL);
      tell (folder, name, said, edits[i].says);
    }
}

/* Who makes up the answers, too, has made up an attempt: no grading can tell, but what somebody else has kept does. */
static void
test_made_up (Life *life, gconstpointer data)
{
  g_autofree char *folder = leave_with_attempt (life, 1);
  g_autoptr (GPtrArray) entries = forger_read (folder);
  ForgerEntry *attempt = g_ptr_array_index (entries, forger_find (entries, "<attempt "));
  AvowCheckpoint kept = forger_keep_checkpoint (folder);
  g_autofree char *said = NULL;

  replace_all (attempt, "-wrong<", "-right<");
  forger_replace (attempt, "<right>2<", "<right>4<");
  forger_replace (attempt, "<passed>false<", "<passed>true<");
  g_assert_false (forger_contradicts (folder, &kept));
  write_sealed (folder, entries);
  said = forger_verify (folder, NULL);
  g_test_message ("answers, score and outcome made up together: %s alone; contradicts what a desk has kept",
                  said[0] == '\0' ? "sound" : said);
  g_assert_cmpstr (said, ==, "");
  g_assert_true (forger_contradicts (folder, &kept));
}

static int
run_all (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      g_autofree char *path = g_strdup_printf ("/avow/attack/grading{%s}", forgeries[i].name);

      g_test_add (path, Life, GSIZE_TO_POINTER (i), life_set_up, test_forgery, life_tear_down);
    }
  life_add ("/avow/attack/grading/completion", test_completion);
  life_add ("/avow/attack/grading/made-up", test_made_up);
  return life_run ();
}

int
main (int argc, char **argv)
{
  int status;

  if (argc == 3 && g_str_equal (argv[1], WITHOUT_LEARN))
    return verify_without_learn (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  life_register ();
  g_test_add ("/avow/attack/grading{nothing, failed}", Life, GUINT_TO_POINTER (1), life_set_up, test_nothing_changed, life_tear_down);
  g_test_add ("/avow/attack/grading{nothing, passed}", Life, GUINT_TO_POINTER (3), life_set_up, test_nothing_changed, life_tear_down);
  status = run_all ();
  g_print ("# %u forgeries sealed anew, %u found; control: verification without grading calls %u of them sound\n", tried, found,
           control_sound);
  return status;
}
