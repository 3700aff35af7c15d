/* avow-saver.c: keeps progress after every change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-saver.h"

/* What both threads see; lives as long as a write is under way. */
typedef struct
{
  gatomicrefcount ref_count;
  GMutex mutex;
  char *person;
  char *item;
  char *cycle;
  char *state; /* nullable: what is to be written; NULL once it was taken */
} Slot;

struct _AvowSaver
{
  GObject parent_instance;

  AvowWorker *worker;
  AvowSession *session;
  Slot *slot;
};

G_DEFINE_FINAL_TYPE (AvowSaver, avow_saver, G_TYPE_OBJECT)

enum
{
  SIGNAL_OUTCOME,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Slot *
ref_slot (Slot *slot)
{
  g_atomic_ref_count_inc (&slot->ref_count);

  return slot;
}

static void
unref_slot (gpointer data)
{
  Slot *slot = data;

  if (!g_atomic_ref_count_dec (&slot->ref_count))
    return;

  g_mutex_clear (&slot->mutex);
  g_free (slot->person);
  g_free (slot->item);
  g_free (slot->cycle);
  g_free (slot->state);
  g_free (slot);
}

/* Takes the state and gives back whether one was waiting still. */
static gboolean
put_state (Slot *slot, char *state)
{
  gboolean was_waiting;

  g_mutex_lock (&slot->mutex);
  was_waiting = slot->state != NULL;
  g_free (slot->state);
  slot->state = state;
  g_mutex_unlock (&slot->mutex);

  return was_waiting;
}

static char *
take_state (Slot *slot)
{
  char *state;

  g_mutex_lock (&slot->mutex);
  state = g_steal_pointer (&slot->state);
  g_mutex_unlock (&slot->mutex);

  return state;
}

static gpointer
write_state (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Slot *slot = data;
  g_autofree char *state = take_state (slot);

  if (state != NULL)
    avow_session_save (store, slot->person, slot->item, slot->cycle, state, error);

  return NULL;
}

static void
written_cb (GObject *worker, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AvowSaver) self = user_data;
  g_autoptr (GError) error = NULL;

  avow_worker_run_finish (AVOW_WORKER (worker), result, &error);
  g_signal_emit (self, signals[SIGNAL_OUTCOME], 0, error != NULL ? error->message : NULL);
}

static void
avow_saver_finalize (GObject *object)
{
  AvowSaver *self = AVOW_SAVER (object);

  g_clear_object (&self->worker);
  g_clear_pointer (&self->session, avow_session_unref);
  g_clear_pointer (&self->slot, unref_slot);

  G_OBJECT_CLASS (avow_saver_parent_class)->finalize (object);
}

static void
avow_saver_class_init (AvowSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = avow_saver_finalize;

  signals[SIGNAL_OUTCOME] = g_signal_new ("outcome", AVOW_TYPE_SAVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
avow_saver_init (AvowSaver *self)
{
  self->slot = g_new0 (Slot, 1);
  g_atomic_ref_count_init (&self->slot->ref_count);
  g_mutex_init (&self->slot->mutex);
}

AvowSaver *
avow_saver_new (AvowWorker *worker, AvowSession *session)
{
  AvowSaver *self;

  g_return_val_if_fail (AVOW_IS_WORKER (worker), NULL);
  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (AVOW_TYPE_SAVER, NULL);
  self->worker = g_object_ref (worker);
  self->session = avow_session_ref (session);
  self->slot->person = g_strdup (avow_session_get_person (session));
  self->slot->item = g_strdup (avow_session_get_item (session));
  self->slot->cycle = g_strdup (avow_session_get_cycle (session));

  return self;
}

void
avow_saver_save (AvowSaver *self)
{
  g_return_if_fail (AVOW_IS_SAVER (self));

  if (put_state (self->slot, avow_session_get_state (self->session)))
    return;

  avow_worker_run_async (self->worker, write_state, ref_slot (self->slot), unref_slot, NULL, NULL, written_cb, g_object_ref (self));
}
