/* avow-report-world.h: an organisation whose people learn and sign, and what its reports say of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-people-fixture.h"
#include "report/avow-report.h"

G_BEGIN_DECLS

#define WORLD_COURSE "callers"
#define WORLD_DECLARATION "promise"

/* Built on people's organisation: 2026-11-24, Ada Okafor of Compliance is its officer. */
Fixture *world_new (void);
int world_run (void); /* g_test_run(), and what the tests have in common removed */

/* A course and a declaration, adopted and asked of everyone @cycle, within 30 days. */
void world_ask (Fixture *self, const char *cycle);
void world_adopt_course (Fixture *self, const char *edition, gboolean material);

/* Moves the clock, and opens what is due then. */
void world_forward_days (Fixture *self, int days);

/* (transfer full): what the person owes and has not answered, the earliest first; NULL where there is nothing */
AvowDuty *world_find_open (Fixture *self, const char *person, const char *item);

/* What learn would record. */
void world_attempt (Fixture *self, const AvowDuty *duty, guint number, gboolean passed);
void world_complete (Fixture *self, const AvowDuty *duty, guint right, guint asked);
void world_complete_in_part (Fixture *self, const AvowDuty *duty, guint right, guint asked, guint points /* 0: none are counted */);

void world_change_entry (Fixture *self, const char *person, const char *team, const char *left); /* (nullable): as it was */

AvowAccess *world_get_access (Fixture *self, const char *person); /* (transfer full) */
AvowReport *world_report (Fixture *self, AvowReportKind kind, const char *team, gint64 as_of); /* (transfer full), as the officer asks for it */

const char *world_get_cell (AvowReport *report, guint row, const char *column);
guint world_count_cells (AvowReport *report, const char *column, const char *text);
char *world_tell_table (AvowReport *report);  /* (transfer full): every cell, a line a row */
char *world_tell_totals (AvowReport *report); /* (transfer full): `count/of` each, in order */

gint64 world_count (Fixture *self, const char *sql);

/* (transfer full): what pdftotext reads from a PDF, laid out. */
char *world_read_pdf (GBytes *pdf);
guint world_count_pages (GBytes *pdf); /* as pdfinfo counts them */
guint world_count_text (const char *text, const char *part);

G_END_DECLS
