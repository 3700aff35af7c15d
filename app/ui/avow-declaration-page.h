/* avow-declaration-page.h: a declaration, to be signed or declined
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-context.h"
#include "people/avow-programme.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Clause by clause, then the statement, the name, the passphrase, and *Sign* beside *Decline…*. What was ticked and
 * typed is kept when one leaves, but never the passphrase. */
#define AVOW_TYPE_DECLARATION_PAGE (avow_declaration_page_get_type ())
G_DECLARE_FINAL_TYPE (AvowDeclarationPage, avow_declaration_page, AVOW, DECLARATION_PAGE, AdwBin)

GtkWidget *avow_declaration_page_new (AvowContext *context, const AvowDuty *duty);

G_END_DECLS
