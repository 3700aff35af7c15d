/* avow-application.h: one process for one folder of records
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define AVOW_APPLICATION_ID "org.avow.Avow"

#define AVOW_TYPE_APPLICATION (avow_application_get_type ())
G_DECLARE_FINAL_TYPE (AvowApplication, avow_application, AVOW, APPLICATION, AdwApplication)

/**
 * avow_application_new:
 * @folder: (nullable): the folder of the store; %NULL for the person's own
 *
 * Each folder has an application id of its own, so that the sample and the real thing run side by side,
 * and a second start for the same folder shows the window of the first.
 *
 * Returns: (transfer full): the application
 */
AvowApplication *avow_application_new (const char *folder);

/* (nullable): where the program is not installed and its schema was not found. (transfer none) */
GSettings *avow_application_get_settings (AvowApplication *self);
const char *avow_application_get_folder (AvowApplication *self);

G_END_DECLS
