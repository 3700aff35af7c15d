/* avow-import-format.h: which format a file is in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-import.h"

G_BEGIN_DECLS

typedef enum
{
  AVOW_ROOT_OTHER,
  AVOW_ROOT_MOODLE, /* <quiz> */
  AVOW_ROOT_ITEM,   /* QTI 2 or 3: an item */
  AVOW_ROOT_PART,   /* QTI: a test, section or manifest, which names items */
  AVOW_ROOT_OLD,    /* QTI 1 */
} AvowRoot;

AvowRoot avow_import_format_find_root (const char *name);

gboolean avow_import_format_is_zip (GBytes *file);

/* Tells the format of a text from what is in it; %AVOW_IMPORT_ANY where it is none of them. XML is %AVOW_IMPORT_QTI, whichever
 * it turns out to be. */
AvowImportFormat avow_import_format_guess (GBytes *text);

G_END_DECLS
