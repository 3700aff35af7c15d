/* avow-context.c: who is using Avow, on which store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-context.h"

struct _AvowContext
{
  GObject parent_instance;

  AvowWorker *worker;
  AvowPerson *person;
  AvowAccess *access;
  char *organisation;
};

G_DEFINE_FINAL_TYPE (AvowContext, avow_context, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
avow_context_finalize (GObject *object)
{
  AvowContext *self = AVOW_CONTEXT (object);

  g_clear_object (&self->worker);
  g_clear_pointer (&self->person, avow_person_free);
  g_clear_pointer (&self->access, avow_access_free);
  g_clear_pointer (&self->organisation, g_free);

  G_OBJECT_CLASS (avow_context_parent_class)->finalize (object);
}

static void
avow_context_class_init (AvowContextClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = avow_context_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
avow_context_init (AvowContext *self)
{
}

AvowContext *
avow_context_new (AvowWorker *worker, const AvowPerson *person, const AvowAccess *access, const char *organisation)
{
  AvowContext *self;

  g_return_val_if_fail (AVOW_IS_WORKER (worker), NULL);
  g_return_val_if_fail (person != NULL && access != NULL && organisation != NULL, NULL);

  self = g_object_new (AVOW_TYPE_CONTEXT, NULL);
  self->worker = g_object_ref (worker);
  self->person = avow_person_copy (person);
  self->access = avow_access_copy (access);
  self->organisation = g_strdup (organisation);

  return self;
}

AvowWorker *
avow_context_get_worker (AvowContext *self)
{
  g_return_val_if_fail (AVOW_IS_CONTEXT (self), NULL);

  return self->worker;
}

const AvowPerson *
avow_context_get_person (AvowContext *self)
{
  g_return_val_if_fail (AVOW_IS_CONTEXT (self), NULL);

  return self->person;
}

const AvowAccess *
avow_context_get_access (AvowContext *self)
{
  g_return_val_if_fail (AVOW_IS_CONTEXT (self), NULL);

  return self->access;
}

const char *
avow_context_get_organisation (AvowContext *self)
{
  g_return_val_if_fail (AVOW_IS_CONTEXT (self), NULL);

  return self->organisation;
}

void
avow_context_changed (AvowContext *self)
{
  g_return_if_fail (AVOW_IS_CONTEXT (self));

  g_signal_emit (self, signals[CHANGED], 0);
}
