/* avow-sample-people.h: who works at the sample organisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "learn/avow-draw.h"
#include "people/avow-identity.h"

G_BEGIN_DECLS

#define AVOW_SAMPLE_PASSPHRASE "welcome to the sample"

/* How far a person of the sample has come. */
typedef enum
{
  AVOW_SAMPLE_NEW,       /* nothing done, and time left */
  AVOW_SAMPLE_LATE,      /* nothing done, and the day is past */
  AVOW_SAMPLE_READING,   /* somewhere in the course */
  AVOW_SAMPLE_FAILED,    /* failed once */
  AVOW_SAMPLE_LAST_TRY,  /* failed twice: one attempt left */
  AVOW_SAMPLE_COMPLETED, /* completed the course, signed nothing yet */
  AVOW_SAMPLE_DECLINED,  /* completed the course, signed one declaration and declined the other */
  AVOW_SAMPLE_FINISHED,  /* completed the course, signed everything */
} AvowSampleStory;

typedef struct
{
  AvowPerson person;
  AvowRole role;
  AvowSampleStory story;
  gboolean has_key;       /* has a key file, under AVOW_SAMPLE_PASSPHRASE */
  guint joined_days_ago;
  AvowIdentity *identity; /* once enrolled */
  guint acts_left;        /* until the key is not needed any more */
} AvowSamplePerson;

/**
 * avow_sample_people_new:
 * @n_people: how many, at least 12
 * @draws: where chance comes from
 * @today: a date
 *
 * Returns: (transfer full) (element-type AvowSamplePerson): the officer first, then the manager
 */
GPtrArray *avow_sample_people_new (guint n_people, AvowDraws *draws, const char *today);

G_END_DECLS
