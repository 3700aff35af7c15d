/* avow-json.h: reading JSON that may be damaged
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Progress and drafts lie in the store as JSON. They are no evidence, and a person must never be kept
 * from working because one was damaged: a reader here takes a member that is as it must be, and nothing
 * otherwise. */

#define AVOW_JSON_MAX_BYTES (1024 * 1024)
#define AVOW_JSON_MAX_DEPTH 16

/* (transfer full): the object that @text is, or an empty one where it is none or passes a limit. */
JsonObject *avow_json_parse (const char *text /* (nullable) */);

const char *avow_json_get_text (JsonObject *object, const char *name);  /* (nullable) */
gint64 avow_json_get_integer (JsonObject *object, const char *name);    /* 0 where it is none, or below 0 */
JsonObject *avow_json_get_object (JsonObject *object, const char *name); /* (transfer none) (nullable) */
GPtrArray *avow_json_get_texts (JsonObject *object, const char *name);  /* (transfer full) of char*; empty where there are none */
GHashTable *avow_json_get_set (JsonObject *object, const char *name);   /* (transfer full) set of char* */

/* Writing: members of the object that @builder has begun. Sets and tables are written in order of name. */
void avow_json_add_text (JsonBuilder *builder, const char *name, const char *value /* (nullable): left out */);
void avow_json_add_integer (JsonBuilder *builder, const char *name, gint64 value);
void avow_json_add_texts (JsonBuilder *builder, const char *name, GPtrArray *texts);
void avow_json_add_set (JsonBuilder *builder, const char *name, GHashTable *set);
GPtrArray *avow_json_sort_keys (GHashTable *table); /* (transfer container) of char*, owned by @table */
char *avow_json_finish (JsonBuilder *builder);      /* (transfer full) */

G_END_DECLS
