/* avow-statistics.h: how the questions of an assessment do their work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-grade.h"

G_BEGIN_DECLS

/* Figures are about questions and modules, never about a person. None is given of a group of fewer than five, and groups grow by
 * whole fives only: of each question, and of each module, the answers of the first five, ten, fifteen... people count, in the
 * order in which they handed in. So no two reports differ by one person, and taking one from the other tells nothing of
 * anybody. For the same reason there is no choice of a team or of a stretch of time. */
#define AVOW_STATISTICS_LEAST 5

/* One question. Each person counts once, by their first attempt at this edition. */
typedef struct
{
  AvowQuestion *question; /* (transfer none) */
  AvowPool *pool;         /* (transfer none) */
  guint asked;            /* people counted: a multiple of five; 0: too few, and nothing below is told */

  /* Mean of what the answers are worth, 0 to 1 (1: everybody was right): item difficulty, also called facility (Crocker & Algina,
   * Introduction to Classical and Modern Test Theory, 1986, ch. 14). */
  double facility;

  /* Item-rest correlation, -1 to 1: Pearson's r of what the answer is worth with what the same person's other answers are worth on
   * average; for answers that are right or not it is the point-biserial correlation, corrected for the item's own share in the
   * score (Henrysson, Psychometrika 28, 1963, pp. 211-218). Under 0 who knows more gets it wrong more often. */
  gboolean discriminates; /* whether it can be told: neither may be the same for all */
  double discrimination;

  guint *chosen;          /* (nullable): how many chose each of its options, where options are what is chosen */
} AvowItemStatistics;

/* What people said of their answers, in one module; nothing of those who said nothing. */
typedef struct
{
  AvowModule *module; /* (transfer none) (nullable): questions of none */
  guint people;       /* counted: a multiple of five; 0: too few, and nothing below is told */
  guint sure_right;   /* answers */
  guint sure_wrong;
  guint unsure_right;
  guint unsure_wrong;
} AvowConfidenceStatistics;

typedef struct
{
  guint people;       /* whose first attempt was looked at */
  GPtrArray *items;   /* of AvowItemStatistics: every question that can be asked, in the course's order */
  GPtrArray *modules; /* of AvowConfidenceStatistics, in the course's order */
} AvowStatistics;

/**
 * avow_statistics_new:
 * @course: an edition, with an assessment
 * @attempts: (element-type AvowRecordAttempt): the first attempt of each person at that edition, in the order handed in
 *
 * Returns: (transfer full): its figures
 */
AvowStatistics *avow_statistics_new (AvowCourse *course, GPtrArray *attempts);
void avow_statistics_free (AvowStatistics *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowStatistics, avow_statistics_free)

/* Pearson's r of @length pairs; %FALSE where either does not vary. */
gboolean avow_statistics_correlate (const double *x, const double *y, guint length, double *out_r);

G_END_DECLS
