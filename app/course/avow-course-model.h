/* avow-course-model.h: what may stand in an element, and in which order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AvowElement AvowElement;
typedef struct _AvowModel AvowModel;

#define AVOW_MODEL_MAX_PLACES 64

/* The places of a content model where we may be: a set, one bit a place. Place 0 is before the first child. */
typedef guint64 AvowModelState;

#define AVOW_MODEL_BEGIN ((AvowModelState) 1)

typedef const AvowElement *(*AvowModelLookup) (const char *key);

/**
 * avow_model_new:
 * @content: a content model: names, `#text`, `,` `|` `?` `*` `+` and brackets
 * @lookup: finds an element by its key
 *
 * Compiles a content model into an automaton without empty moves (Glushkov's construction), of at most
 * %AVOW_MODEL_MAX_PLACES places. It only reads our own table, so a wrong model is a programming error.
 *
 * Returns: (transfer full): the model
 */
AvowModel *avow_model_new (const char *content, AvowModelLookup lookup);

/* Whether the element may end here. */
gboolean avow_model_may_end (const AvowModel *self, AvowModelState state);

/* Takes a child by its name. (nullable): what it is; NULL where it may not stand here, with @state as it was. */
const AvowElement *avow_model_take (const AvowModel *self, AvowModelState *state, const char *name);

/* Takes text; FALSE where none may stand here, with @state as it was. */
gboolean avow_model_take_text (const AvowModel *self, AvowModelState *state);

/* (nullable): the element of this name anywhere in the model. */
const AvowElement *avow_model_find (const AvowModel *self, const char *name);

/* The elements of a model, in the order of its places; a name may come twice. */
guint avow_model_get_n_elements (const AvowModel *self);
const AvowElement *avow_model_get_element (const AvowModel *self, guint index);

gboolean avow_model_has_text (const AvowModel *self);

/* (transfer full): what may stand here, e.g. `<prompt>` or `<option>, <feedback>`. */
char *avow_model_describe (const AvowModel *self, AvowModelState state);

G_END_DECLS
