/* memory-search.h: what still lies in the memory of a process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* What is looked for, masked, so that whoever looks for it in their own memory does not find what they look for. */
typedef struct
{
  guint8 masked[256];
  gsize length;
} MemoryNeedle;

void memory_needle_init (MemoryNeedle *self, gconstpointer bytes, gsize length);

/* The same text as GLib (UCS-4) and others (UTF-16) have it in between; of ASCII. */
void memory_needle_widen (const MemoryNeedle *self, guint width, MemoryNeedle *out_wide);

typedef struct
{
  guint locked;   /* in memory that is not swapped out */
  guint swapped;  /* in other memory */
  GString *where; /* of the latter: the names of its mappings, one a line; (owned) */
} MemoryHits;

void memory_hits_clear (MemoryHits *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MemoryHits, memory_hits_clear)

/* Looks through all that @pid can read of its memory, @needles of them at once. FALSE where the system does not let us. */
gboolean memory_search (pid_t pid, const MemoryNeedle *needles, guint n_needles, MemoryHits *out_hits);

G_END_DECLS
