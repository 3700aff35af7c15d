/* avow-context.h: who is using Avow, on which store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-worker.h"
#include "people/avow-access.h"

G_BEGIN_DECLS

/* Handed to every page: the worker, and who is signed in. Its signal `changed` says that records were
 * appended, so that pages show what now holds. */
#define AVOW_TYPE_CONTEXT (avow_context_get_type ())
G_DECLARE_FINAL_TYPE (AvowContext, avow_context, AVOW, CONTEXT, GObject)

AvowContext *avow_context_new (AvowWorker *worker, const AvowPerson *person, const AvowAccess *access, const char *organisation);

AvowWorker *avow_context_get_worker (AvowContext *self);
const AvowPerson *avow_context_get_person (AvowContext *self);
const AvowAccess *avow_context_get_access (AvowContext *self);
const char *avow_context_get_organisation (AvowContext *self);

void avow_context_changed (AvowContext *self); /* emits `changed` */

G_END_DECLS
