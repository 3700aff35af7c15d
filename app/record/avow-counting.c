/* avow-counting.c: whether a record that was taken in counts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-counting.h"

#include "avow-event.h"
#include "avow-projection-private.h"
#include "avow-query.h"
#include "avow-record-declaration.h"
#include "avow-record-enrolment.h"
#include "avow-record-installation.h"

static AvowCountingRule registered;

void
avow_counting_register (AvowCountingRule rule)
{
  registered = rule;
}

gboolean
avow_counting_concerns (const AvowRecordKind *kind, gboolean foreign)
{
  return foreign || kind == &avow_record_kind_declaration;
}

gboolean
avow_counting_ask (AvowStore *store, AvowRecord *record, const AvowPlace *place, GData **memory, gboolean *out_counts,
                   char **out_reason, GError **error)
{
  const AvowRecordKind *kind = avow_record_get_kind (record);

  *out_counts = TRUE;
  *out_reason = NULL;
  if (registered == NULL)
    return TRUE;
  if (!registered (store, record, place, memory, out_reason, error))
    return FALSE;
  *out_counts = *out_reason == NULL || kind == &avow_record_kind_enrolment || kind == &avow_record_kind_installation;
  return TRUE;
}

/* One declaration, and whether it had an event row. */
typedef struct
{
  gint64 position;
  gboolean counted;
} Declared;

/* (transfer full) (element-type Declared): read before anything is changed. */
static GArray *
list_declared (AvowStore *store, const char *subject, GError **error)
{
  g_autoptr (GArray) declared = g_array_new (FALSE, FALSE, sizeof (Declared));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:declarations-of", &local_error, "si", subject,
                                                  (gint64) avow_record_kind_declaration.code);

  while (avow_query_next (query, &local_error))
    {
      Declared one = { avow_query_integer (query, 0), avow_query_integer (query, 1) != 0 };

      g_array_append_val (declared, one);
    }
  if (local_error == NULL)
    return g_steal_pointer (&declared);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
review_one (AvowStore *store, const char *subject, const Declared *declared, GData **memory, gboolean *out_changed, GError **error)
{
  g_autofree char *reason = NULL;
  g_autoptr (AvowRecord) record = NULL;
  AvowPlace place;
  gboolean counts;

  record = avow_store_get_record (store, declared->position, &place, error);
  if (record == NULL)
    return FALSE;
  if (!g_str_equal (avow_record_get_subject (record), subject))
    return TRUE;
  if (!avow_counting_ask (store, record, &place, memory, &counts, &reason, error))
    return FALSE;
  if (counts == declared->counted)
    return TRUE;
  *out_changed = TRUE;
  return counts ? avow_event_add (store, record, &place, error)
                : avow_event_remove (store, &avow_record_kind_declaration, place.position, error);
}

static gboolean
review (AvowStore *store, const char *subject, gboolean *out_changed, GError **error)
{
  g_autoptr (GArray) declared = list_declared (store, subject, error);
  GData *memory = NULL;
  gboolean done = declared != NULL;

  *out_changed = FALSE;
  for (guint i = 0; done && i < declared->len; i++)
    done = review_one (store, subject, &g_array_index (declared, Declared, i), &memory, out_changed, error);
  g_datalist_clear (&memory);
  return done;
}

gboolean
avow_counting_review (AvowStore *store, const char *subject, GError **error)
{
  gboolean changed;

  return review (store, subject, &changed, error)
         && (!changed || avow_projections_refresh (store, subject, AVOW_KIND_SET (&avow_record_kind_declaration), error));
}

gboolean
avow_counting_review_all (AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "record/store:withdrawn", &local_error, "");
  gboolean changed;

  while (avow_query_next (query, &local_error))
    g_ptr_array_add (subjects, g_strdup (avow_query_text (query, 0)));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < subjects->len; i++)
    if (!review (store, g_ptr_array_index (subjects, i), &changed, error))
      return FALSE;
  return TRUE;
}
