/* avow-saved-toast.h: a file was saved
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* (transfer full): "Saved attestation.pdf", with *Open* and *Show in Folder*. */
AdwToast *avow_saved_toast_new (const char *path);

G_END_DECLS
