/* avow-course-elements.h: the elements of the format, one table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-course-model.h"
#include "avow-course-value.h"

G_BEGIN_DECLS

#define AVOW_ELEMENT_MAX_ATTRIBUTES 16

/* In a translation, of an element whose words are still those of the source: ITS 2.0, 8.8, Localization Quality Issue. */
#define AVOW_ELEMENT_UNTRANSLATED "its:locQualityIssueType"

typedef enum
{
  AVOW_ELEMENT_INLINE = 1 << 0, /* part of a line of text */
  AVOW_ELEMENT_WORDS = 1 << 1,  /* has to say something */
  AVOW_ELEMENT_LATER = 1 << 2,  /* belongs to the format, but this release does not show it */
} AvowElementFlags;

typedef struct
{
  const char *name;
  AvowValueKind kind;
  gboolean required;
} AvowElementAttribute;

/**
 * AvowElement:
 *
 * One element. What it may hold is written much as in a DTD; this table says the same as the published
 * grammar, data/avow-course.rnc, and a test holds that they agree.
 */
struct _AvowElement
{
  const char *key;     /* its name; where a name has two meanings, the lesser bears a colon and where it stands */
  const char *content;
  AvowElementFlags flags;
  AvowElementAttribute attributes[AVOW_ELEMENT_MAX_ATTRIBUTES];
  const char *remedy;  /* how to write it, marked for translation */

  /*< private >*/
  const char *name;    /* key without what follows the colon */
  AvowModel *model;
};

/* What stands above the root. */
const AvowElement *avow_element_get_document (void);

/* (nullable): the element with this name, where the format has exactly one. */
const AvowElement *avow_element_find (const char *name);

/* Whether any element has this name. */
gboolean avow_element_exists (const char *name);

/* (transfer full): where an element may stand, e.g. `<ul>, <ol>`. */
char *avow_element_describe_parents (const char *name);

/* (nullable): the attribute; it belongs to every element where @element has none of this name. */
const AvowElementAttribute *avow_element_find_attribute (const AvowElement *element, const char *name);

G_END_DECLS
