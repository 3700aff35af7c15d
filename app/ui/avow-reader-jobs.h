/* avow-reader-jobs.h: what the reader asks of the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-worker.h"
#include "learn/avow-session.h"

G_BEGIN_DECLS

/* Jobs for an AvowWorker. */

/* data: AvowDuty; result: AvowSession. */
gpointer avow_reader_job_load (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);

/* data: AvowSession, which nobody else touches meanwhile. Hands in the assessment, or completes a course that
 * has none. Result: NULL; it went well where @error is not set. */
gpointer avow_reader_job_hand_in (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);

/* The same of a pre-test. */
gpointer avow_reader_job_hand_in_pretest (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);

/* data: char*, id of a person; result: AvowDuty, the first that is not met yet, or NULL where there is none. */
gpointer avow_reader_job_find_next (AvowStore *store, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
