/* avow-words.h: the application's texts, as a person finds them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Steps name things by the texts in the sources, underscores of mnemonics included, and so find them in any language that
 * the application speaks. Where a translation is looked into, a text that it does not have ends the process. */

/* Sees to it that translations are found, as the application does; after setlocale(). */
void avow_words_init (void);

/* (transfer none): a pattern of the driver for what is shown of a text: without mnemonics, `*` where something is to be
 * filled in (`%s`). The second goes on with anything. */
const char *avow_words (const char *text);
const char *avow_words_begin (const char *text);

/* The same of a text that the sources have in a context. */
const char *avow_words_in (const char *context, const char *text);

/* (transfer none): the key that is a label's mnemonic. */
const char *avow_words_get_mnemonic (const char *label);

/* (transfer none): the same of GTK's own texts, in its dialogs. */
const char *avow_words_of_toolkit (const char *text);

G_END_DECLS
