/* bench-verify.c: verifying everybody's records, beside xmlsec's check of their signatures alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench.h"
#include "bench-process.h"
#include "bench-xmlsec.h"

#include "record/avow-store.h"


#define MOST_MEMORY 150e6 /* bytes */

/* Every document of the store that bears a signature. (transfer full) of GBytes */
static GPtrArray *
read_signed (AvowStore *store)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (gint64 position = 1; position <= avow_store_get_position (store); position++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AvowRecord) record = avow_store_get_record (store, position, NULL, &error);

      if (record == NULL)
        g_error ("%s", error->message);
      if (avow_record_is_signed (record))
        g_ptr_array_add (documents, g_bytes_ref (avow_record_get_payload (record)));
    }
  return documents;
}

/* What one of the cores checks: every so many-th document, from the first of its own on. */
typedef struct
{
  xmlSecKeysMngrPtr manager;
  GPtrArray *documents;
  guint first;
  guint step;
} Share;

static gpointer
check_share (gpointer data)
{
  const Share *self = data;

  for (guint i = self->first; i < self->documents->len; i += self->step)
    bench_xmlsec_check (self->manager, g_ptr_array_index (self->documents, i));
  return NULL;
}

/* A loop on each core. */
static BenchCost
check_all (const Share *shares, guint count)
{
  double begin = bench_now (), busy = bench_busy ();
  g_autofree GThread **threads = g_new (GThread *, count);

  for (guint i = 0; i < count; i++)
    threads[i] = g_thread_new ("loop", check_share, (gpointer) &shares[i]);
  for (guint i = 0; i < count; i++)
    g_thread_join (threads[i]);
  return (BenchCost) { .wall = bench_now () - begin, .busy = bench_busy () - busy };
}

typedef struct
{
  GArray *ours;       /* of double */
  GArray *references; /* of double */
  GArray *ratios;     /* of double */
} Figures;

static Figures
figures_new (void)
{
  return (Figures) { g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)) };
}

static void
figures_add (Figures *self, double ours, double reference)
{
  double ratio = ours / reference;

  g_array_append_val (self->ours, ours);
  g_array_append_val (self->references, reference);
  g_array_append_val (self->ratios, ratio);
}

static void
figures_print (Figures *self, const char *what, double aim)
{
  bench_print_row (what, BENCH_SECONDS, bench_median (self->ours), bench_median (self->references), bench_median (self->ratios), aim);
  g_array_unref (self->ours);
  g_array_unref (self->references);
  g_array_unref (self->ratios);
}

static void
compare (const char *const *argv, const Share *shares, guint cores, guint pairs)
{
  Figures wall = figures_new (), busy = figures_new ();

  check_all (shares, cores);
  for (guint i = 0; i < pairs; i++)
    {
      BenchCost ours = bench_process_run (argv, NULL);
      BenchCost reference = check_all (shares, cores);

      figures_add (&wall, ours.wall, reference.wall);
      figures_add (&busy, ours.busy, reference.busy);
    }
  figures_print (&wall, "verify / xmlsec over what was signed, on all cores", 1.3);
  figures_print (&busy, "the same by work: processor time", 1.3);
}

/* The reference begins with what was signed in memory. Ours has to read it. */
static void
verify (const char *folder, guint pairs)
{
  const char *argv[] = { "avowctl", "--data", folder, "verify", NULL };
  guint cores = g_get_num_processors ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowStore) store = avow_store_open (folder, &error);
  g_autoptr (GPtrArray) documents = NULL;
  g_autofree Share *shares = g_new (Share, cores);
  double peak = bench_process_run (argv, NULL).peak; /* before this program has much in memory itself */
  xmlSecKeysMngrPtr manager;

  if (store == NULL)
    g_error ("%s", error->message);
  documents = read_signed (store);
  manager = bench_xmlsec_new (store);
  for (guint i = 0; i < cores; i++)
    shares[i] = (Share) { manager, documents, i, cores };
  compare (argv, shares, cores, pairs);
  bench_print_row ("the same by memory: most at a time / 150 MB", BENCH_BYTES, peak, MOST_MEMORY, peak / MOST_MEMORY, 1);
  bench_print_note ("%u cores; %" G_GINT64_FORMAT " records, %u signatures, each with its chain", cores,
                    avow_store_get_position (store), documents->len);
  xmlSecKeysMngrDestroy (manager);
}

void
bench_verify (const BenchWorld *world)
{
  verify (world->large, 7);
}

void
bench_verify_huge (const BenchWorld *world)
{
  verify (world->huge, 2);
}
