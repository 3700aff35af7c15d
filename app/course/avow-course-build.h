/* avow-course-build.h: from a sound tree to what the other rooms use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-node.h"
#include "avow-course.h"
#include "avow-document.h"

G_BEGIN_DECLS

/* Both take a normalised tree without errors, and can't fail. (transfer full) */
AvowCourse *avow_build_course (AvowTree *tree, AvowEdition *edition);
AvowDocument *avow_build_document (AvowTree *tree, AvowEdition *edition);

G_END_DECLS
