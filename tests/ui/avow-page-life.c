/* avow-page-life.c: pages over the store of a life, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-page-life.h"

#include "report/avow-report.h"
#include "ui/avow-ui-resources.h"

void
life_register_pages (void)
{
  adw_init ();
  g_resources_register (avow_ui_get_resource ());
  avow_report_register ();
  life_register ();
}

AvowWorker *
life_create_worker (Life *self)
{
  g_autofree char *folder = g_build_filename (self->folder, "store", NULL);

  return avow_worker_new (folder);
}

AvowContext *
life_create_context (Life *self, AvowWorker *worker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowPerson) person = avow_roster_get (self->store, self->officer, &error);
  g_autoptr (AvowAccess) access = avow_access_of (self->store, self->officer, &error);

  g_assert_no_error (error);
  return avow_context_new (worker, person, access, "Ladder & Sons");
}

void
life_close_page (GtkWidget *page, AvowWorker *worker)
{
  avow_worker_flush (worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (page);
  g_object_unref (worker);
}
