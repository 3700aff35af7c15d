/* avow-store-version.h: of which version the store's tables are
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Raised with each change of store.sql, beside a step in migrate.sql. The tests build one version more, for what is to
 * convert must have been tried before there is need of it. */
#ifndef AVOW_STORE_VERSION
#define AVOW_STORE_VERSION 1
#endif
