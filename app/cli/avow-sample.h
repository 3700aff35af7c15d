/* avow-sample.h: a sample organisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-projection.h"

G_BEGIN_DECLS

#define AVOW_SAMPLE_PEOPLE 12
#define AVOW_SAMPLE_MAX_PEOPLE 100000

/**
 * avow_sample_create:
 * @folder: where to; must not exist yet, or be empty
 * @n_people: how many people, at least %AVOW_SAMPLE_PEOPLE
 * @seed: the same seed gives the same people, dates (counted from today), answers and statuses
 * @progress: (nullable): told how far it is, in acts
 * @data: handed to @progress
 * @error: return location for a #GError
 *
 * Makes the organisation “Sample” (RECORDS, section 10) by the same calls that people's own acts lead to, with
 * the clock set to when each happened. A few people have a key file and a passphrase, named in the folder's
 * README and in the store's local rows (area `sample`, key `people`); the others' keys are used and forgotten.
 *
 * Returns: whether it is made; otherwise nothing is left behind
 */
gboolean avow_sample_create (const char *folder, guint n_people, const char *seed, AvowProgress progress, gpointer data, GError **error);

G_END_DECLS
