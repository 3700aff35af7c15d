/* avow-look.h: how the application is shown, and what does not fit then
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-driver.h"

G_BEGIN_DECLS

#define AVOW_LOOK_WIDTH 960
#define AVOW_LOOK_HEIGHT 720
#define AVOW_LOOK_TEXT_DPI 96

/* What GTK draws round a window where nothing composes the screen, both sides together. */
#define AVOW_LOOK_FRAME 10

/* A look is told by words joined with hyphens, in any order: `light` (as it is), `dark`, `contrast`, `narrow` (360 × 640
 * pixels), `large` (text of twice the size), `german`. */
typedef struct
{
  gboolean dark;
  gboolean contrast;
  gboolean german;
  int width;  /* of each window, in pixels; dialogs may be smaller */
  int height;
  guint text_dpi;
  char *folder;     /* for what it takes, and where its findings are written: `findings.txt` */
  GPtrArray *findings; /* of char*, a line each: PICTURE, KIND, WHERE and WHAT, with tabs between; none twice */
  GHashTable *known;   /* the findings without their pictures */
} AvowLook;

/**
 * avow_look_new:
 * @words: the look
 * @folder: a folder that exists
 *
 * From here on this process, too, speaks the look's language. Ends the process where the words name no look.
 *
 * Returns: (transfer full): the look
 */
AvowLook *avow_look_new (const char *words, const char *folder);
void avow_look_free (AvowLook *self);

/* Adds what the application is to be started with, `NAME=VALUE`, besides %AVOW_LAYOUT_PROBE being loaded into it. */
void avow_look_add_environment (AvowLook *self, GPtrArray *environment);

/* Searches what is showing, and writes down what it finds for the first time, as seen in @picture. */
void avow_look_check (AvowLook *self, AvowDriver *driver, const char *picture);

/* Says how much there was to find; whether there was nothing. */
gboolean avow_look_conclude (AvowLook *self);

G_END_DECLS
