/* avow-rooms.h: each room's tables and checks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

/* Registers what each room adds to the store and to verification, and loads the libraries' own tables. Both
 * mains call it first, and so does each test that opens a store. */
void avow_rooms_register (void);
