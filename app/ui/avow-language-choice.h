/* avow-language-choice.h: in which language a text is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A button a language, by its own name, the one that is shown pressed; hidden where there is but one. Its signal `chosen`
 * (utf8) gives another language that was asked for.
 *
 * ## Accessibility
 * It is a group named “Language” of toggle buttons. */
#define AVOW_TYPE_LANGUAGE_CHOICE (avow_language_choice_get_type ())
G_DECLARE_FINAL_TYPE (AvowLanguageChoice, avow_language_choice, AVOW, LANGUAGE_CHOICE, GtkWidget)

/* @languages: (element-type utf8): as BCP 47 writes them; @current: the one that is shown */
void avow_language_choice_set_languages (AvowLanguageChoice *self, GPtrArray *languages, const char *current);

G_END_DECLS
