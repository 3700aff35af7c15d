/* avow-language.h: languages, and which of them somebody reads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * avow_language_choose:
 * @offered: (element-type utf8): languages as BCP 47 writes them, the one to fall back on first
 * @wanted: (array zero-terminated=1): the reader's, the best first, as g_get_language_names() has them
 *
 * Whoever reads Austrian German reads German.
 *
 * Returns: (transfer none): one of @offered
 */
const char *avow_language_choose (GPtrArray *offered, const char *const *wanted);

/* (transfer none): the language as it calls itself, e.g. `Deutsch`; its code where that is not known. */
const char *avow_language_get_name (const char *language);

/* (transfer full): the names of several, with commas between them. */
char *avow_language_list_names (GPtrArray *languages);

G_END_DECLS
