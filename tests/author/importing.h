/* importing.h: what the tests of importing share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "author/avow-import.h"

#include "course/avow-course.h"

G_BEGIN_DECLS

GBytes *read_sample (const char *name); /* (transfer full): a file of tests/data/import */

/* (transfer full): the course of what was imported, which has to load without an error; NULL where nothing was taken. */
GHashTable *make_course (AvowImport *import);

/* (transfer full): the text of its XML. */
char *get_xml (GHashTable *files);

AvowCourse *load_course (GHashTable *files); /* (transfer full) */

G_END_DECLS
