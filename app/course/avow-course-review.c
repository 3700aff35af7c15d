/* avow-course-review.c: how long ago a text was read as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-review.h"

#include "avow-course-reading.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Dates of this form are in order as texts are. */
static gboolean
is_over_a_year (const char *reviewed, const char *today)
{
  g_autofree char *anniversary = g_strdup_printf ("%04d%s", atoi (reviewed) + 1, reviewed + strlen ("YYYY"));

  return strcmp (anniversary, today) < 0;
}

void
avow_edition_check_review (AvowEdition *edition, const char *name, const char *today, GPtrArray *diagnostics)
{
  const AvowReading *reading = avow_edition_get_reading (edition);
  AvowSource source;
  const char *reviewed;

  g_return_if_fail (edition != NULL && today != NULL);

  if (!avow_reading_is_valid (reading))
    return;

  reviewed = avow_node_get (reading->tree->root, "reviewed");
  if (!is_over_a_year (reviewed, today))
    return;

  avow_source_init (&source, avow_edition_get_file (edition, AVOW_EDITION_MAIN), name, diagnostics);
  avow_node_report (reading->tree->root, "reviewed", &source, AVOW_DIAGNOSTIC_ADVICE,
                    g_strdup_printf (_("the last review, on %s, is more than a year ago"), reviewed),
                    g_strdup (_("read the whole, see whether it still holds, and enter the day here")));
}
