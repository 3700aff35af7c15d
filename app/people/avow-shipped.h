/* avow-shipped.h: courses and documents that come with Avow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "avow-programme.h"

G_BEGIN_DECLS

/* Days after joining by which what ships is due, once it is adopted. */
#define AVOW_SHIPPED_DUE_DAYS 30

/* One of them; either @course or @document is set. */
typedef struct
{
  AvowCourse *course;
  AvowDocument *document;
  gboolean adopted;   /* this edition is in use */
  AvowRecord *rule;   /* nullable: that asks for it */

  /*< private >*/
  gatomicrefcount ref_count;
} AvowShippedItem;

AvowShippedItem *avow_shipped_item_ref (AvowShippedItem *self);
void avow_shipped_item_unref (AvowShippedItem *self);

const char *avow_shipped_item_get_id (const AvowShippedItem *self);
const char *avow_shipped_item_get_title (const AvowShippedItem *self);        /* in the language of whoever runs the program, where it is there */
AvowEdition *avow_shipped_item_get_edition (const AvowShippedItem *self);     /* (transfer none) */
GPtrArray *avow_shipped_item_get_languages (const AvowShippedItem *self);     /* (transfer none) of char*: in which it is offered; that of the source first */
GPtrArray *avow_shipped_item_get_variables (const AvowShippedItem *self);     /* (transfer none) of char*: facts that its text may use */
GPtrArray *avow_shipped_item_list_variables (const AvowShippedItem *self, GHashTable *facts); /* (transfer container) of char*: that it does where @facts hold */
gboolean avow_shipped_item_is_template (const AvowShippedItem *self);         /* has to be read and adopted by an officer */
gboolean avow_shipped_item_is_notice (const AvowShippedItem *self);           /* is published, and asked of nobody */

/* (transfer full) of char*: labels of the facts that it lacks where @facts hold, in the order to fill them in. */
GPtrArray *avow_shipped_item_list_missing (const AvowShippedItem *self, GHashTable *facts);

/**
 * avow_shipped_list:
 * @store: a store
 * @error: return location for a #GError
 *
 * Reads what ships from `$AVOW_COURSES`, or from where Avow is installed: a folder with a course.xml is a course, an XML
 * file in another folder a document. All of it or, where one is damaged, %AVOW_PEOPLE_ERROR_SHIPPED: it belongs together.
 *
 * Returns: (transfer full) (element-type AvowShippedItem): courses first, as they come before the documents that close them
 */
GPtrArray *avow_shipped_list (AvowStore *store, GError **error);

/**
 * avow_shipped_get_facts:
 * @store: a store
 * @items: (element-type AvowShippedItem): what ships
 * @actor: id of an officer
 * @error: return location for a #GError
 *
 * What is known of the organisation before anybody fills it in: its name, what editions in use were filled with, and
 * else the officer as whom to ask, whom to tell, and who answers, and for how long records are kept the retention schedule.
 *
 * Returns: (transfer full) (element-type utf8 utf8): facts by name
 */
GHashTable *avow_shipped_get_facts (AvowStore *store, GPtrArray *items, const char *actor, GError **error);

/**
 * avow_shipped_adopt:
 * @store: a store
 * @actor: id of the officer who adopts
 * @item: what is adopted
 * @variables: (element-type utf8 utf8): the organisation's facts
 * @identity: (nullable): signs the adoption of a template
 * @error: return location for a #GError
 *
 * Adopts the edition, and asks for it: both or neither. A rule asks everyone, or whoever has the role that a course is for,
 * once, within %AVOW_SHIPPED_DUE_DAYS of their coming; a course that refreshes another is asked for a year later, and each
 * year. A rule that is there already is given the item, and keeps everything else that it says. A notice is asked of nobody.
 *
 * Returns: whether it is done
 */
gboolean avow_shipped_adopt (AvowStore *store, const char *actor, const AvowShippedItem *item, GHashTable *variables,
                             AvowIdentity *identity, GError **error);

/* Adopts and asks for all that is no template, with the facts that are known: how an organisation begins. */
gboolean avow_shipped_assign_courses (AvowStore *store, const char *actor, GError **error);

G_END_DECLS
