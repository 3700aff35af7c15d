/* bench-xmlsec.h: xmlsec's check of a signature, as a reference
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-store.h"

#include <xmlsec/keysmngr.h>

G_BEGIN_DECLS

xmlSecKeysMngrPtr bench_xmlsec_new (AvowStore *store); /* that trusts the root certificate of its organisation */

/* What `xmlsec1 --verify --trusted-pem` does to a document, without its process. */
void bench_xmlsec_check (xmlSecKeysMngrPtr manager, GBytes *document);

G_END_DECLS
