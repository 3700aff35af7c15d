/* avow-course.h: what is taught
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-block.h"
#include "avow-diagnostic.h"
#include "avow-edition.h"

G_BEGIN_DECLS

#define AVOW_COURSE_NAMESPACE "urn:avow:course:1"

/* Everything below belongs to its AvowCourse or AvowDocument and is never changed after loading.
 * Ids are NCNames, unique in a file and stable across editions: records cite them for ever. */

/* Named after what QTI calls them: choice, match, order, inline choice and text entry interactions. */
typedef enum
{
  AVOW_QUESTION_SINGLE,        /* one option is right */
  AVOW_QUESTION_MULTIPLE,      /* the set of right options is right, nothing else */
  AVOW_QUESTION_TRUE_FALSE,    /* two options, in the order written */
  AVOW_QUESTION_MATCH,         /* each part goes with one of the options; some options may go with none */
  AVOW_QUESTION_ORDER,         /* the options, which are written in the right order */
  AVOW_QUESTION_INLINE_CHOICE, /* each part is a gap in the passage, and has options of its own */
  AVOW_QUESTION_TEXT_ENTRY,    /* a few words, which have to be one of those accepted */
  AVOW_QUESTION_INBOX,         /* each part is a message, genuine or suspicious */
  AVOW_QUESTION_REDACT,        /* words of the passage, of which the private ones have to go */
} AvowQuestionKind;

typedef struct
{
  char *id;
  GPtrArray *inlines;  /* of AvowInline: the option as shown */
  gboolean correct;
  GPtrArray *feedback; /* of AvowInline: why, for whoever chose it; perhaps none */
} AvowOption;

/* The options of every message in an inbox; they are no ids of the course, and are named by whoever shows them. */
#define AVOW_OPTION_GENUINE "genuine"
#define AVOW_OPTION_SUSPICIOUS "suspicious"

/* What one of several options is chosen for: the left side of a pair, a gap, a message. */
typedef struct
{
  char *id;
  GPtrArray *inlines;  /* of AvowInline: the left side of a pair; nullable */
  char *from;          /* who seems to have sent the message; nullable */
  char *subject;       /* of the message; nullable */
  GPtrArray *blocks;   /* of AvowBlock: the message; nullable */
  GPtrArray *marks;    /* of char*: the words of the message that tell; nullable */
  GPtrArray *options;  /* of AvowOption: what may be chosen; for a match shared by all parts */
  AvowOption *correct; /* (transfer none): the right one */
  GPtrArray *feedback; /* of AvowInline: why, for a message; nullable */
} AvowPart;

/* A stretch of a passage: a gap, or for a redaction exactly one word, else some text. */
typedef struct
{
  char *text;       /* nullable: a gap has none */
  AvowPart *part;   /* (transfer none) (nullable): the gap */
  gboolean private; /* whether the word has to go */
} AvowPiece;

typedef struct
{
  char *id;
  AvowQuestionKind kind;
  GPtrArray *prompt;   /* of AvowBlock */
  GPtrArray *options;  /* of AvowOption; empty for an inline choice, a text entry, an inbox and a redaction */
  GPtrArray *parts;    /* of AvowPart; for a match, an inline choice and an inbox, else empty */
  GPtrArray *passage;  /* of AvowPiece; for an inline choice and a redaction, else empty */
  GPtrArray *accepted; /* of char*: for a text entry, else empty */
  GPtrArray *feedback; /* of AvowInline: why, for whatever was answered; perhaps none */
} AvowQuestion;

typedef struct
{
  char *id;
  char *title;
  char *topic;          /* nullable: the topic of CONTENT that it tests, e.g. `T03` */
  GPtrArray *questions; /* of AvowQuestion */
} AvowPool;

typedef struct
{
  char *id;
  char *title;
  GPtrArray *blocks; /* of AvowBlock */
  guint words;       /* that these have */
} AvowPage;

typedef struct
{
  char *id;
  AvowPool *pool; /* (transfer none) */
  guint draw;     /* how many questions are drawn from it */
} AvowCheck;

typedef struct
{
  char *id;
  GPtrArray *inlines; /* of AvowInline: what one does, as a full sentence */
  char *to;           /* id of the scene that it leads to */
} AvowChoice;

typedef enum
{
  AVOW_ENDING_NONE, /* the scene goes on: it has choices */
  AVOW_ENDING_GOOD,
  AVOW_ENDING_POOR,
} AvowEnding;

typedef struct
{
  char *id;
  char *title;
  char *speaker;        /* nullable: who speaks */
  GPtrArray *blocks;    /* of AvowBlock: what happens */
  GPtrArray *choices;   /* of AvowChoice; empty at an ending */
  AvowEnding ending;
} AvowScene;

typedef struct
{
  char *id;
  char *title;
  GPtrArray *intro;  /* of AvowBlock */
  GPtrArray *scenes; /* of AvowScene; the first is where it begins */
} AvowScenario;

typedef enum
{
  AVOW_STEP_PAGE,
  AVOW_STEP_CHECK,
  AVOW_STEP_SCENARIO,
  AVOW_STEP_PRETEST,
} AvowStepKind;

typedef struct _AvowAssessment AvowAssessment;
typedef struct _AvowModule AvowModule;

/* One thing in the flow of a module. Exactly one of the four pointers is set. */
typedef struct
{
  AvowStepKind kind;
  AvowPage *page;
  AvowCheck *check;
  AvowScenario *scenario;
  AvowAssessment *pretest;
  gboolean optional; /* whether the course is complete without it */
} AvowStep;

struct _AvowModule
{
  char *id;
  char *title;
  GPtrArray *steps;        /* of AvowStep, in order; first the pre-test, which is optional */
  AvowAssessment *pretest; /* (transfer none) (nullable): of its first step; whoever passes it is done with the module */
};

typedef struct
{
  AvowPool *pool;       /* (transfer none) */
  guint count;          /* how many questions are drawn from it */
  gboolean must_pass;   /* every question drawn here has to be right */
  AvowModule *module;   /* (transfer none) (nullable): where it is taught */
} AvowDraw;

struct _AvowAssessment
{
  char *id;
  AvowModule *module; /* (transfer none) (nullable): the module that this is the pre-test of; the course's own has none */
  guint pass_percent; /* a score passes if 100 * right >= pass_percent * asked */
  guint attempts;     /* a cycle; 0 is without limit */
  guint wait_seconds; /* between two attempts */
  gboolean show_answers; /* whether answers are shown after an attempt */
  gboolean partial;      /* whether an answer that is right in part counts in part */
  gboolean confidence;   /* whether people are asked how sure they are */
  guint limit_seconds;   /* from the first question to handing in; 0 is without limit */
  GPtrArray *draws;   /* of AvowDraw */
};

typedef struct
{
  char *id;
  char *name;
  GPtrArray *inlines; /* of AvowInline: the definition */
} AvowTerm;

typedef struct _AvowCourse AvowCourse;

/**
 * AvowCourse:
 *
 * One edition of a course, loaded and sound: every reference in it leads somewhere.
 */
struct _AvowCourse
{
  char *id;
  char *edition;   /* as the author names it, e.g. `2026.1` */
  char *language;  /* BCP 47 */
  char *title;
  char *original_title; /* in the language of the source: by it records name the course */
  char *owner;     /* who answers for the text */
  char *reviewed;  /* ISO 8601 date of the last review */
  gboolean material; /* whether this edition must be taken anew by those who completed the one before */
  char *role;      /* nullable: everyone; else for whom it is: names of roles, with spaces between them */
  char *refreshes; /* nullable: id of the course that it reminds of, a year later and each year */
  GPtrArray *summary;   /* of AvowBlock */
  GPtrArray *modules;   /* of AvowModule */
  GPtrArray *pools;     /* of AvowPool */
  GPtrArray *scenarios; /* of AvowScenario */
  GPtrArray *terms;     /* of AvowTerm, in order of name */
  GPtrArray *variables; /* of char*: names of the facts that the text uses, sorted */
  AvowAssessment *assessment; /* nullable */
  guint minutes;   /* computed: 180 words a minute, 40 s a question, 3 minutes a scenario */
  AvowEdition *files;

  /*< private >*/
  gatomicrefcount ref_count;
};

/**
 * avow_course_new:
 * @edition: the files
 * @name: what to call the main file in diagnostics, usually its path
 * @diagnostics: (element-type AvowDiagnostic): where errors and warnings are added, in order of line
 * @error: return location for a #GError
 *
 * Loads a course. All errors are found in one pass, and none of them is the mere echo of another.
 *
 * Returns: (transfer full): the course, or %NULL with %AVOW_COURSE_ERROR_INVALID where
 *   @diagnostics has an error (the #GError repeats the first)
 */
AvowCourse *avow_course_new (AvowEdition *edition, const char *name, GPtrArray *diagnostics, GError **error);

/* The same in the language of one of the edition's translations; %NULL, or one that it has not, is the source. Whoever offers
 * it to readers asks avow_edition_get_languages() for those that are whole. */
AvowCourse *avow_course_new_in (AvowEdition *edition, const char *language, const char *name, GPtrArray *diagnostics, GError **error);

AvowCourse *avow_course_ref (AvowCourse *self);
void avow_course_unref (AvowCourse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AvowCourse, avow_course_unref)

/* Each finds a part by its id; (transfer none) (nullable). */
AvowPool *avow_course_find_pool (AvowCourse *self, const char *id);
AvowQuestion *avow_course_find_question (AvowCourse *self, const char *id);
AvowOption *avow_question_find_option (AvowQuestion *self, const char *id);
AvowPart *avow_question_find_part (AvowQuestion *self, const char *id);
AvowOption *avow_part_find_option (AvowPart *self, const char *id);
AvowTerm *avow_course_find_term (AvowCourse *self, const char *id);
AvowScenario *avow_course_find_scenario (AvowCourse *self, const char *id);
AvowScene *avow_scenario_find_scene (AvowScenario *self, const char *id);
AvowPage *avow_course_find_page (AvowCourse *self, const char *id);
AvowModule *avow_course_find_module (AvowCourse *self, const char *id);
AvowAssessment *avow_course_find_assessment (AvowCourse *self, const char *id); /* its own, or a pre-test */

G_END_DECLS
