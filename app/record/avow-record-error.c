/* avow-record-error.c: the domain of record's errors
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record-error.h"

G_DEFINE_QUARK (avow-record-error-quark, avow_record_error)
