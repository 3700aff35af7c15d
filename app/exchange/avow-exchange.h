/* avow-exchange.h: between machines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "record/avow-intake.h"

G_BEGIN_DECLS

#define AVOW_EXCHANGE_ERROR (avow_exchange_error_quark ())
GQuark avow_exchange_error_quark (void);

typedef enum
{
  AVOW_EXCHANGE_ERROR_DAMAGED, /* the file is none, or was changed or cut short on its way */
  AVOW_EXCHANGE_ERROR_SCOPE,   /* there is no such team or person to hand over */
  AVOW_EXCHANGE_ERROR_WRITE,   /* the file can't be written */
} AvowExchangeError;

/* Called by app/avow-rooms.c: names this room's SQL, which the linker drops otherwise. */
void avow_exchange_register (void);

/**
 * avow_exchange_describe_ledger:
 * @store: a store
 * @ledger: a ledger's id
 *
 * Returns: (transfer full): whose installation it is, for people: the name of the installation and of the person who
 *   joined there first, or the id's first letters
 */
char *avow_exchange_describe_ledger (AvowStore *store, const AvowDigest *ledger);

G_END_DECLS
