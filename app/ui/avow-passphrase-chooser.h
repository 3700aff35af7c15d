/* avow-passphrase-chooser.h: a new passphrase
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* An entry with how strong the passphrase is, in words, a suggestion of five words, and, while the passphrase
 * is hidden, a second entry that catches a slip. Signals: `changed`, and `activate` on Enter. */
#define AVOW_TYPE_PASSPHRASE_CHOOSER (avow_passphrase_chooser_get_type ())
G_DECLARE_FINAL_TYPE (AvowPassphraseChooser, avow_passphrase_chooser, AVOW, PASSPHRASE_CHOOSER, GtkWidget)

GtkWidget *avow_passphrase_chooser_new (void);

/* What it must not consist of: name, staff number, organisation. */
void avow_passphrase_chooser_set_about (AvowPassphraseChooser *self, const char *const *about);

/**
 * avow_passphrase_chooser_check:
 * @self: a chooser
 *
 * Says in the chooser what is wrong, if anything is, and puts the focus there.
 *
 * Returns: (transfer none) (nullable): the passphrase, or %NULL if it can't be taken yet
 */
const char *avow_passphrase_chooser_check (AvowPassphraseChooser *self);

void avow_passphrase_chooser_clear (AvowPassphraseChooser *self);

G_END_DECLS
