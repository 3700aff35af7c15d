/* avow-learn-error.c: what can go wrong while someone learns
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-session.h"

G_DEFINE_QUARK (avow-learn-error-quark, avow_learn_error)
