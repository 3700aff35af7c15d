/* avow-report.h: what is handed over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-table.h"
#include "people/avow-access.h"
#include "record/avow-store.h"

G_BEGIN_DECLS

#define AVOW_REPORT_ERROR (avow_report_error_quark ())
GQuark avow_report_error_quark (void);

typedef enum
{
  AVOW_REPORT_ERROR_WRITE,   /* the file can't be written; nothing is left of it */
  AVOW_REPORT_ERROR_REFUSED, /* the role does not allow it */
  AVOW_REPORT_ERROR_UNKNOWN, /* there is none of that name */
  AVOW_REPORT_ERROR_RECEIPT, /* a file is no receipt, or a damaged one */
} AvowReportError;

typedef enum
{
  AVOW_REPORT_COMPLETION,  /* a row a person and course */
  AVOW_REPORT_ATTESTATION, /* a row a person and declaration */
  AVOW_REPORT_QUESTIONS,   /* of a course: a row a question, and one each of its options */
  AVOW_REPORT_CONFIDENCE,  /* of a course: a row a module */
} AvowReportKind;

/* One figure of a report, with who is counted: "Completed: 9 of 12 people who are active and not exempt". */
typedef struct
{
  char *label;       /* translated */
  guint count;
  guint of;          /* the denominator */
  char *denominator; /* translated: who is counted in it */
} AvowTotal;

/* A report, fixed by the pair of as-of time and position, in memory; the screen and every file show this: people in their
 * own language and order, programs in one that is the same whoever exports it (so that the bytes can be had again). */
typedef struct
{
  AvowReportKind kind;
  char *title;        /* translated */
  char *organisation;
  char *organisation_id;
  char *team;         /* nullable: everyone */
  gint64 since;       /* when the first of the records that it rests on was made; 0 where there is none */
  gint64 as_of;       /* T: records dated up to it */
  gint64 position;    /* P: records known up to it */
  char *root;         /* hex: the tree's root at the checkpoint */
  guint64 size;       /* the checkpoint's size */
  char *ledger;       /* hex: the ledger's id */
  char *exporter;     /* name and staff number */
  gint64 made;        /* when */
  GPtrArray *totals;  /* of AvowTotal */
  AvowTable *table;   /* for people: the screen, the PDF */
  AvowTable *data;    /* the same rows for programs: CSV */
} AvowReport;

const char *avow_report_kind_to_name (AvowReportKind kind); /* completion, attestation, questions, confidence */
gboolean avow_report_kind_from_name (const char *name, AvowReportKind *out_kind); /* the first two, which are about people */

/**
 * avow_report_new:
 * @store: a store
 * @access: who asks: a manager gets their own team, whatever @team says
 * @kind: which report: one about people; those of a course are in avow-course-report.h
 * @team: (nullable): one team, or everyone
 * @as_of: T, ms since 1970 UTC; 0 for now
 * @error: return location for a #GError
 *
 * Now is the state that every other page shows: what a clock that was wrong dated later counts as well.
 *
 * Returns: (transfer full): the report, or %NULL; %AVOW_PEOPLE_ERROR_UNKNOWN where there is no such team
 */
AvowReport *avow_report_new (AvowStore *store, const AvowAccess *access, AvowReportKind kind, const char *team, gint64 as_of, GError **error);
void avow_report_free (AvowReport *self);

/* (transfer full): as reports write a time: `2026-11-24T13:05:00Z`. Records keep the milliseconds. */
char *avow_report_format_time (gint64 time);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowReport, avow_report_free)

typedef enum
{
  AVOW_FORMAT_CSV, /* RFC 4180, UTF-8 with a byte-order mark, CRLF */
  AVOW_FORMAT_PDF,
} AvowFormat;

gboolean avow_format_from_name (const char *name, AvowFormat *out_format);
const char *avow_format_to_name (AvowFormat format);

/* (transfer full): the bytes of a report in a format */
typedef GBytes *(*AvowReportWriter) (AvowReport *report);

/* CSV has its writer here. That of PDF stands in `paper`, for what it draws with takes longer to load than most commands
 * take; whoever exports PDF registers it before. */
void avow_report_set_writer (AvowFormat format, AvowReportWriter writer);

/**
 * avow_report_export:
 * @self: a report
 * @store: where the export is recorded
 * @access: who exports
 * @format: the file's format
 * @path: the file; replaced where it exists
 * @error: return location for a #GError
 *
 * Writes beside the file, durably; records, with the digest of the bytes, that they leave the system; then renames. So
 * a report never stands under its name without its record, whenever the power fails; a record without a report
 * only means that it has to be exported again.
 *
 * Returns: whether both are done. Otherwise there is neither a record nor a new file, and a file that was to be
 *   replaced is as it was; except where only the renaming failed: then the message says where the report stands
 */
gboolean avow_report_export (AvowReport *self, AvowStore *store, const AvowAccess *access, AvowFormat format, const char *path, GError **error);

/* What app/avow-rooms.c registers: the statements. */
void avow_report_register (void);

G_END_DECLS
