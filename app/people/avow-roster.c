/* avow-roster.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-roster.h"
