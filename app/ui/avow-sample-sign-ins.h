/* avow-sample-sign-ins.h: who can sign in to a sample
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *staff_number;
  char *name;
  char *role;       /* as the sample says it: what there is to see for them */
  char *passphrase;
} AvowSampleSignIn;

/* (transfer full) of AvowSampleSignIn. @json: (nullable): the store's local row `sample`, `people`: an array of objects
 * with the members above; what is not of that form is left out. */
GPtrArray *avow_sample_sign_ins_parse (const char *json);

G_END_DECLS
