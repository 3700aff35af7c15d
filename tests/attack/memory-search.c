/* memory-search.c: what still lies in the memory of a process
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "memory-search.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MASK 0xa5
#define WINDOW (1024 * 1024) /* bytes read at once */

void
memory_needle_init (MemoryNeedle *self, gconstpointer bytes, gsize length)
{
  g_assert_cmpuint (length, <=, sizeof self->masked);
  for (gsize i = 0; i < length; i++)
    self->masked[i] = ((const guint8 *) bytes)[i] ^ MASK;
  self->length = length;
}

void
memory_needle_widen (const MemoryNeedle *self, guint width, MemoryNeedle *out_wide)
{
  g_assert_cmpuint (self->length * width, <=, sizeof out_wide->masked);
  memset (out_wide->masked, MASK, sizeof out_wide->masked);
  for (gsize i = 0; i < self->length; i++)
    out_wide->masked[i * width] = self->masked[i];
  out_wide->length = self->length * width;
}

void
memory_hits_clear (MemoryHits *self)
{
  if (self->where != NULL)
    g_string_free (self->where, TRUE);
  self->where = NULL;
}

/* Bytes are compared where they lie: no copy of what is found is made. */
static gboolean
is_there (const guint8 *at, const MemoryNeedle *needle)
{
  for (gsize i = 0; i < needle->length; i++)
    if ((at[i] ^ MASK) != needle->masked[i])
      return FALSE;
  return TRUE;
}

static guint
count_in (const guint8 *window, gsize length, const MemoryNeedle *needle)
{
  const guint8 first = needle->masked[0] ^ MASK;
  guint count = 0;

  for (const guint8 *at = window; length >= needle->length && at <= window + length - needle->length; at++)
    {
      at = memchr (at, first, (gsize) (window + length - needle->length - at) + 1);
      if (at == NULL)
        break;
      count += is_there (at, needle);
    }
  return count;
}

typedef struct
{
  guint64 from;
  guint64 to;
  char *name;
  gboolean locked;
} Mapping;

static void
free_mapping (gpointer data)
{
  Mapping *mapping = data;

  g_free (mapping->name);
  g_free (mapping);
}

/* From smaps: a head, `from-to rwxp offset device inode name`, and lines of which `VmFlags:` has `lo` where it is locked. */
static GPtrArray *
list_mappings (pid_t pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps", (int) pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *mappings;
  Mapping *last = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  mappings = g_ptr_array_new_with_free_func (free_mapping);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 from, to;
      char mode[8];
      int name = 0;

      if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s %*s %*s %*s %n", &from, &to, mode, &name) == 3)
        {
          last = NULL;
          if (mode[0] != 'r' || g_str_has_prefix (lines[i] + name, "[v"))
            continue;
          last = g_new0 (Mapping, 1);
          *last = (Mapping) { from, to, g_strdup (lines[i][name] != '\0' ? lines[i] + name : "[anonymous]"), FALSE };
          g_ptr_array_add (mappings, last);
        }
      else if (last != NULL && g_str_has_prefix (lines[i], "VmFlags:"))
        last->locked = strstr (lines[i], " lo") != NULL;
    }
  return mappings;
}

static guint
count_in_mapping (int memory, const Mapping *mapping, guint8 *window, const MemoryNeedle *needles, guint n_needles)
{
  guint count = 0;
  gsize overlap = sizeof needles->masked;

  for (guint64 from = mapping->from; from < mapping->to; from += WINDOW - overlap)
    {
      gsize wanted = (gsize) MIN (mapping->to - from, WINDOW);
      gssize got = pread (memory, window, wanted, (off_t) from);

      for (guint i = 0; got > 0 && i < n_needles; i++)
        count += count_in (window, (gsize) got, &needles[i]);
      if (wanted < WINDOW)
        break;
    }
  return count;
}

gboolean
memory_search (pid_t pid, const MemoryNeedle *needles, guint n_needles, MemoryHits *out_hits)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/mem", (int) pid);
  int memory = open (path, O_RDONLY | O_CLOEXEC);
  g_autoptr (GPtrArray) mappings = NULL;
  guint8 *window;

  *out_hits = (MemoryHits) { .where = g_string_new (NULL) };
  if (memory < 0)
    return FALSE;
  window = mmap (NULL, WINDOW, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  g_assert_true (window != MAP_FAILED);
  /* before it is filled, so that what it is filled with is not found in it */
  mappings = list_mappings (pid);
  for (guint i = 0; mappings != NULL && i < mappings->len; i++)
    {
      const Mapping *mapping = g_ptr_array_index (mappings, i);
      guint count = 0;

      if (pid != getpid () || mapping->to <= (guint64) (gsize) window || mapping->from >= (guint64) (gsize) window + WINDOW)
        count = count_in_mapping (memory, mapping, window, needles, n_needles);
      if (mapping->locked)
        out_hits->locked += count;
      else
        out_hits->swapped += count;
      if (count > 0 && !mapping->locked)
        g_string_append_printf (out_hits->where, "%u in %s\n", count, mapping->name);
    }
  memset (window, 0, WINDOW);
  munmap (window, WINDOW);
  close (memory);
  return mappings != NULL;
}
