/* avow-passphrase-entry.h: where a passphrase is typed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The toolkit's own password entries hand their text to anyone on the accessibility bus (GTK 4.8). This one
 * is no GtkEditable, so that the bus sees only what the screen shows: dots, or the text while it is shown.
 * What is typed lies in memory that is not swapped out.
 *
 * Properties: `label` (its accessible name; a GtkLabel beside it may be its mnemonic label), `shown` (whether
 * the text is). Signals: `changed`, and `activate` on Enter. */
#define AVOW_TYPE_PASSPHRASE_ENTRY (avow_passphrase_entry_get_type ())
G_DECLARE_FINAL_TYPE (AvowPassphraseEntry, avow_passphrase_entry, AVOW, PASSPHRASE_ENTRY, GtkWidget)

GtkWidget *avow_passphrase_entry_new (void);

const char *avow_passphrase_entry_get_text (AvowPassphraseEntry *self);
void avow_passphrase_entry_set_text (AvowPassphraseEntry *self, const char *text);
void avow_passphrase_entry_clear (AvowPassphraseEntry *self);
void avow_passphrase_entry_set_label (AvowPassphraseEntry *self, const char *label);

gboolean avow_passphrase_entry_is_shown (AvowPassphraseEntry *self);
void avow_passphrase_entry_set_shown (AvowPassphraseEntry *self, gboolean shown);

G_END_DECLS
