/* avow-report.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report.h"
