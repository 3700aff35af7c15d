/* avow-rooms.c: each room's tables and checks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-rooms.h"

#include "exchange/avow-exchange.h"
#include "learn/avow-session.h"
#include "people/avow-programme.h"
#include "report/avow-report.h"

void
avow_rooms_register (void)
{
  avow_people_register ();
  avow_learn_register ();
  avow_report_register ();
  avow_exchange_register ();
}
