/* avow-small-course.h: courses made by hand, for tests of draws and grades
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "course/avow-course.h"

G_BEGIN_DECLS

/* One draw of a course: a pool of its own, with `size` questions called NAME1, NAME2... Each question has options
 * ID-a to ID-d, of which ID-a is right, and in a pool of multiple choice ID-b as well. */
typedef struct
{
  const char *name;
  guint size;
  guint count;
  gboolean must_pass;
  AvowQuestionKind kind;
  const char *module; /* nullable: a module of that id */
} SmallDraw;

/* (transfer full): lives as long as the process; ends with an entry whose name is NULL; an entry that names the
 * pool of an earlier one draws from it again. */
AvowCourse *small_course_new (guint pass_percent, const SmallDraw *draws);

G_END_DECLS
