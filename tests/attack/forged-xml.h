/* forged-xml.h: signed documents, changed, and what others make of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sign-world.h"

G_BEGIN_DECLS

#define FORGED_TIME G_GINT64_CONSTANT (1795525500123) /* 2026-11-24T13:05:00.123Z */
#define FORGED_BODY "<name>Jane</name>\n<clause id=\"a\">I keep it.</clause>\n"
#define FORGED_DOCUMENT "<declaration xmlns=\"urn:avow:record:1\">\n" FORGED_BODY "</declaration>"

char *forged_sign (World *world, const char *text); /* (transfer full): as Avow does */

/* The same in the name of @certificate, with @chain (of AvowCertificate) beside it. */
char *forged_sign_as (const char *text, AvowKey *key, AvowCertificate *certificate, GPtrArray *chain);

char *forged_replace (const char *text, const char *find, const char *with); /* (transfer full): the first, which must be there */
char *forged_cut (const char *text, const char *from, const char *to);       /* (transfer full): between two marks, marks included */

/* Whether Avow accepts @text; what is no signed document is not valid either. */
gboolean forged_is_accepted (GBytes *document, AvowCertificate *root);

/* Asserts that Avow refuses @text, and that the command `xmlsec1 --verify --trusted-pem` alone is of the opinion @plain;
 * says both by @name in the test's output. */
void forged_assert_refused (const char *name, const char *text, AvowCertificate *root, gboolean plain);

/* The control of the control: what is sound, both accept. */
void forged_assert_accepted (const char *text, AvowCertificate *root);

/* Whether `xmlsec1 --verify` accepts @text with what follows, up to %NULL, as further arguments. */
gboolean forged_tool_accepts (const char *text, ...) G_GNUC_NULL_TERMINATED;

/* Says how many were tried, and how many the command alone accepted; returns g_test_run(). */
int forged_run (void);

G_END_DECLS
