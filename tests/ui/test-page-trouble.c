/* test-page-trouble.c: what a single page says where the store can't be read or written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-page-life.h"

#include "ui/avow-banner.h"
#include "ui/avow-declaration-page.h"
#include "ui/avow-reports-page.h"

static void
execute (Life *life, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (avow_store_get_database (life->store), sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static gpointer
get_child (GtkWidget *page, const char *name)
{
  GObject *child = gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), name);

  g_assert_nonnull (child);
  return child;
}

static void
wait_for_place (GtkWidget *page, const char *name)
{
  while (g_strcmp0 (gtk_stack_get_visible_child_name (get_child (page, "stack")), name) != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Until the banner says something, or no longer does. (transfer none): what it said last */
static const char *
wait_for_banner (GtkWidget *page, gboolean shown)
{
  GtkWidget *banner = get_child (page, "banner");

  while (gtk_revealer_get_reveal_child (get_child (banner, "revealer")) != shown)
    g_main_context_iteration (NULL, TRUE);
  return gtk_label_get_label (get_child (banner, "label"));
}

/* A draft that can't be kept is told of on the page, as long as it can't. */
static void
test_draft (Life *life, gconstpointer data)
{
  AvowWorker *worker = life_create_worker (life);
  g_autoptr (AvowContext) context = life_create_context (life, worker);
  AvowDuty *duty = life_find_duty (life, life->officer, "promise");
  GtkWidget *page = g_object_ref_sink (avow_declaration_page_new (context, duty));
  const char *said;

  wait_for_place (page, "document");
  execute (life, "CREATE TRIGGER refuse BEFORE INSERT ON local BEGIN SELECT RAISE (ABORT, 'the ink is dry'); END");
  gtk_editable_set_text (get_child (page, "name"), "Zo");
  said = wait_for_banner (page, TRUE);
  g_assert_nonnull (strstr (said, "could not be kept"));
  g_assert_nonnull (strstr (said, "the ink is dry"));

  execute (life, "DROP TRIGGER refuse");
  gtk_editable_set_text (get_child (page, "name"), "Zoë");
  wait_for_banner (page, FALSE);

  avow_duty_free (duty);
  life_close_page (page, worker);
}

/* Without the teams there is no choice of one, and the page says why, rather than offer only everyone. */
static void
test_teams (Life *life, gconstpointer data)
{
  AvowWorker *worker = life_create_worker (life);
  g_autoptr (AvowContext) context = life_create_context (life, worker);
  GtkWidget *page;

  execute (life, "ALTER TABLE state_person RENAME COLUMN team TO crew");
  page = g_object_ref_sink (avow_reports_page_new (context));
  wait_for_place (page, "error");

  execute (life, "ALTER TABLE state_person RENAME COLUMN crew TO team");
  g_signal_emit_by_name (get_child (page, "again_button"), "clicked");
  wait_for_place (page, "report");
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (get_child (page, "team_row"))), >, 1);

  life_close_page (page, worker);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register_pages ();
  life_add ("/avow/ui/page-trouble{draft-of-a-declaration}", test_draft);
  life_add ("/avow/ui/page-trouble{teams-of-a-report}", test_teams);
  return life_run ();
}
