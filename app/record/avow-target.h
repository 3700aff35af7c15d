/* avow-target.h: where a file for people is written to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (nullable): why no file is to be written there, translated. A file is written beside and then takes its place, so that it
 * is whole or not there: that would replace a device, or a link such as /dev/stdout, for everybody. */
const char *avow_target_find_fault (const char *path);

G_END_DECLS
