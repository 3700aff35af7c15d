/* avow-code.h: one-time codes, recovery codes, and passphrases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * avow_code_generate:
 *
 * Makes a code of 100 random bits, in Crockford's base 32, in groups of five joined by `-`
 * (four groups), for an invitation or a recovery.
 *
 * Returns: (transfer full): the code, as it is to be shown
 */
char *avow_code_generate (void);

/**
 * avow_code_normalise:
 * @typed: what someone typed
 *
 * Forgives lower case, missing or other separators, and I, L, O for 1, 1, 0.
 *
 * Returns: (transfer full) (nullable): the code as generated, or %NULL where it can't be one
 */
char *avow_code_normalise (const char *typed);

/**
 * avow_passphrase_generate:
 *
 * Returns: (transfer full): five words joined by `-`, each drawn evenly from Avow's list of 2,048 (55 bits)
 */
char *avow_passphrase_generate (void);

typedef enum
{
  AVOW_STRENGTH_REFUSED, /* too short, or in every attacker's list */
  AVOW_STRENGTH_FAIR,
  AVOW_STRENGTH_GOOD,
  AVOW_STRENGTH_STRONG,
} AvowStrength;

/**
 * avow_passphrase_judge:
 * @passphrase: a passphrase
 * @about: (array zero-terminated=1) (nullable): what it must not consist of: name, staff number, organisation
 * @out_reason: (out) (transfer full) (optional) (nullable): why it is refused, as a translated sentence
 *
 * Judges by libpwquality, with a minimum of 10 characters and no rule on kinds of characters
 * (NIST SP 800-63B, 5.1.1.2).
 *
 * Returns: how strong it is
 */
AvowStrength avow_passphrase_judge (const char *passphrase, const char *const *about, char **out_reason);

G_END_DECLS
