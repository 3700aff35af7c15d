/* avow-brittle-disk.h: a disk that fails when it is told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  BRITTLE_ONCE,     /* one step fails, the next ones succeed */
  BRITTLE_FULL,     /* from that step on there is no room to write */
  BRITTLE_FOR_GOOD, /* from that step on nothing can be changed, as if the cable were out */
} BrittleFault;

/* Whatever SQLite opens from now on lies on it. */
void brittle_disk_install (void);

/* @step: that fails, from 1; 0: none does. Steps are writes, syncs, truncations and removals; counting begins anew. */
void brittle_disk_break (guint step, BrittleFault fault);
guint brittle_disk_get_steps (void); /* taken since then */

/* The protection taken away: what is written to a rollback journal is lost. */
void brittle_disk_lose_journals (gboolean lose);

G_END_DECLS
