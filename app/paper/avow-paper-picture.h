/* avow-paper-picture.h: a picture of a course on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-flow.h"

G_BEGIN_DECLS

/* Adds a drawing (SVG) or a photograph, no wider than there is room, with what it shows in words. Nothing where it can't be read. */
void avow_paper_picture_add (AvowFlow *flow, GBytes *bytes, const char *alternative);

G_END_DECLS
