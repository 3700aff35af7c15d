/* avow-secret.h: passphrases and codes, while they are needed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A passphrase or code in memory that is not swapped out where the system lets us lock any, and that is wiped as it is
 * freed. Private keys lie there, too. */
typedef char AvowSecret;

AvowSecret *avow_secret_dup (const char *text /* (nullable) */); /* (transfer full) (nullable) */
void avow_secret_free (AvowSecret *self);                        /* (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowSecret, avow_secret_free)

/* Wipes an ordinary string and frees it. */
void avow_secret_wipe (char *text /* (nullable) */);

/**
 * avow_secret_guard_process:
 *
 * Called by a program's main() before it reads any secret: there will be no core dump of the process, and no other
 * program of the same account may read its memory (prctl(2), PR_SET_DUMPABLE). A debugger that started it still can.
 */
void avow_secret_guard_process (void);

G_END_DECLS
