/* avow-reader.h: a course being taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"
#include "people/avow-programme.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A page of the window: outline, what is at hand, and the way on. What it shows are small widgets that hold the
 * session, change it, and tell the reader by its actions:
 *
 *     reader.continue, reader.back, reader.leave
 *     reader.open-step (u)      a page, check or scenario
 *     page.open (s)             a page by its id
 *     reader.open-assessment    wherever that stands
 *     reader.start              an attempt
 *     reader.open-question (u)  of the attempt under way
 *     reader.review, reader.finish
 *     reader.open-answer (u)    of the attempt handed in
 *     reader.open-next          what is to be done after this course
 *     reader.changed            an answer was given, or taken back: it is kept
 *     reader.turned             the same, and something else is shown from its beginning
 */
#define AVOW_TYPE_READER (avow_reader_get_type ())
G_DECLARE_FINAL_TYPE (AvowReader, avow_reader, AVOW, READER, AdwBin)

/**
 * avow_reader_new:
 * @context: who takes it
 * @duty: what is owed; a course
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *avow_reader_new (AvowContext *context, const AvowDuty *duty);

G_END_DECLS
