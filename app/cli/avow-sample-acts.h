/* avow-sample-acts.h: what people of the sample do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-sample-people.h"
#include "people/avow-organisation.h"

G_BEGIN_DECLS

/* Where a sample is played. @now is what avow_clock_now() says meanwhile, and moves on by acts alone. */
typedef struct
{
  AvowStore *store;
  AvowDraws *draws;
  gint64 now;
  AvowOrganisation *organisation;
  AvowKey *root_key;
  AvowSamplePerson *officer; /* of the people */
} AvowSampleStage;

/* Each does what a person would do in the application, by the same calls. */
gboolean avow_sample_join (AvowSampleStage *stage, AvowSamplePerson *person, GError **error);    /* the officer adds them */
gboolean avow_sample_enrol (AvowSampleStage *stage, AvowSamplePerson *person, GError **error);
gboolean avow_sample_grant (AvowSampleStage *stage, AvowSamplePerson *person, GError **error);   /* the officer grants their role */
gboolean avow_sample_read (AvowSampleStage *stage, AvowSamplePerson *person, GError **error);    /* half of a course */
gboolean avow_sample_fail (AvowSampleStage *stage, AvowSamplePerson *person, GError **error);    /* the whole of it, and an attempt */
gboolean avow_sample_pass (AvowSampleStage *stage, AvowSamplePerson *person, GError **error);
gboolean avow_sample_remind (AvowSampleStage *stage, AvowSamplePerson *person, GError **error);  /* what is due is asked for */
gboolean avow_sample_refresh (AvowSampleStage *stage, AvowSamplePerson *person, GError **error); /* all but one module known */
gboolean avow_sample_sign (AvowSampleStage *stage, AvowSamplePerson *person, GError **error);    /* every declaration */
gboolean avow_sample_decline (AvowSampleStage *stage, AvowSamplePerson *person, GError **error); /* the last of them, signing the others */

G_END_DECLS
