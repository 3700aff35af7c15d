/* test-hand-in.c: what a page does while the worker has what it works on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-page-life.h"

#include "record/avow-record-declaration.h"
#include "ui/avow-reader-private.h"
#include "ui/avow-signing-job.h"

#define NAME "Zoë Ångström"

/* --- a declaration */

/* What is changed on the page after *Decline* or *Sign* is not in what is signed. */
static void
test_decision (Life *life, gconstpointer declines)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *position = NULL;
  AvowDecision *decision;

  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  life_agree (signing, NAME);
  decision = avow_decision_new (signing, GPOINTER_TO_INT (declines), NULL, LIFE_PASSPHRASE);
  avow_signing_set_agreed (signing, 0, FALSE);
  avow_signing_set_typed_name (signing, "Somebody Else");
  position = avow_decision_run (life->store, decision, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (position);
  avow_decision_free (decision);

  record = avow_store_get_record (life->store, *position, NULL, &error);
  g_assert_no_error (error);
  if (!GPOINTER_TO_INT (declines))
    g_assert_cmpstr (((const AvowRecordDeclaration *) avow_record_get_body (record))->typed_name, ==, NAME);
  /* the page's own goes its way */
  g_assert_false (avow_signing_is_agreed (signing, 0));
  g_assert_cmpstr (avow_signing_get_typed_name (signing), ==, "Somebody Else");
}

/* --- the reader */

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean open;
} Gate;

static gpointer
wait_at_gate (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  while (!gate->open)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return NULL;
}

static void
open_gate (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->open = TRUE;
  g_cond_signal (&gate->cond);
  g_mutex_unlock (&gate->mutex);
}

static AvowReader *
open_reader (Life *life, AvowWorker *worker)
{
  AvowDuty *duty = life_find_duty (life, life->officer, "callers");
  g_autoptr (AvowContext) context = life_create_context (life, worker);
  AvowReader *reader = g_object_ref_sink (AVOW_READER (avow_reader_new (context, duty)));

  while (reader->session == NULL)
    g_main_context_iteration (NULL, TRUE);
  avow_duty_free (duty);
  return reader;
}

/* Asks for whatever the reader can be asked for, and says where it then is. */
static AvowReaderPlace
ask_for_everything (AvowReader *reader)
{
  static const struct
  {
    const char *action;
    const char *parameter;
  } calls[] = {
    { "reader.open-step", "uint32 0" }, { "page.open", "'page-one'" }, { "reader.open-assessment", NULL }, { "reader.start", NULL },
    { "reader.continue", NULL }, { "reader.back", NULL }, { "reader.review", NULL }, { "reader.open-question", "uint32 1" },
    { "reader.changed", NULL }, { "reader.turned", NULL }, { "reader.finish", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GVariant) parameter
        = calls[i].parameter != NULL ? g_variant_ref_sink (g_variant_new_parsed (calls[i].parameter)) : NULL;

      g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (reader), calls[i].action, parameter));
    }
  return reader->shown;
}

static void
test_reader (Life *life, gconstpointer data)
{
  AvowWorker *worker = life_create_worker (life);
  AvowReader *reader = open_reader (life, worker);
  Gate gate = { .open = FALSE };

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.cond);
  life_do_steps (reader->session);
  life_start (reader->session);
  life_answer (reader->session, 3, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.review", NULL);
  g_assert_cmpint (reader->shown, ==, AVOW_READER_AT_REVIEW);

  avow_worker_run_async (worker, wait_at_gate, &gate, NULL, NULL, NULL, NULL, NULL);
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.finish", NULL);
  g_assert_cmpint (ask_for_everything (reader), ==, AVOW_READER_AT_REVIEW);
  g_assert_cmpuint (avow_session_get_question_position (reader->session), ==, 0);
  open_gate (&gate);
  while (reader->busy)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (reader->shown, ==, AVOW_READER_AT_RESULT);
  g_assert_cmpint (life_count (life, "event_attempt"), ==, 1);

  /* once it is its own again, it does what it is asked for */
  gtk_widget_activate_action (GTK_WIDGET (reader), "reader.open-step", "u", 0);
  g_assert_cmpint (reader->shown, ==, AVOW_READER_AT_STEP);

  life_close_page (GTK_WIDGET (reader), worker);
  g_mutex_clear (&gate.mutex);
  g_cond_clear (&gate.cond);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register_pages ();
  g_test_add ("/avow/ui/hand-in{signed-as-it-stood}", Life, GINT_TO_POINTER (FALSE), life_set_up, test_decision, life_tear_down);
  g_test_add ("/avow/ui/hand-in{declined-as-it-stood}", Life, GINT_TO_POINTER (TRUE), life_set_up, test_decision, life_tear_down);
  life_add ("/avow/ui/hand-in{reader-keeps-still}", test_reader);
  return life_run ();
}
