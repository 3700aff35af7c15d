/* avow-course-review.h: how long ago a text was read as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-diagnostic.h"
#include "avow-edition.h"

G_BEGIN_DECLS

/**
 * avow_edition_check_review:
 * @edition: the files of a course or document
 * @name: of the main file, in diagnostics
 * @today: a date
 * @diagnostics: (element-type AvowDiagnostic): where a warning is added
 *
 * Warns where the last review is more than a year ago. Whether a text is sound does not depend on the day; so this stands apart.
 */
void avow_edition_check_review (AvowEdition *edition, const char *name, const char *today, GPtrArray *diagnostics);

G_END_DECLS
