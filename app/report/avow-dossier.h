/* avow-dossier.h: what is recorded about a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-store.h"

G_BEGIN_DECLS

/* One record about a person, in words. */
typedef struct
{
  gint64 position;
  gint64 time;          /* ms since 1970 UTC */
  char *leaf;           /* hex */
  char *text;           /* translated, a sentence without full stop */
  gboolean has_receipt; /* a declaration */
} AvowDossierEntry;

void avow_dossier_entry_free (AvowDossierEntry *self);

/* (transfer full) of AvowDossierEntry: all that is recorded about @person, the newest first; or %NULL. */
GPtrArray *avow_dossier_list (AvowStore *store, const char *person, GError **error);

G_END_DECLS
