/* avow-sample-sign-ins.c: who can sign in to a sample
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-sample-sign-ins.h"

#include <json-glib/json-glib.h>

static void
free_person (gpointer data)
{
  AvowSampleSignIn *person = data;

  g_free (person->staff_number);
  g_free (person->name);
  g_free (person->role);
  g_free (person->passphrase);
  g_free (person);
}

static AvowSampleSignIn *
parse_person (JsonObject *object)
{
  AvowSampleSignIn *person = g_new0 (AvowSampleSignIn, 1);

  person->staff_number = g_strdup (json_object_get_string_member_with_default (object, "staff_number", ""));
  person->name = g_strdup (json_object_get_string_member_with_default (object, "name", ""));
  person->role = g_strdup (json_object_get_string_member_with_default (object, "role", ""));
  person->passphrase = g_strdup (json_object_get_string_member_with_default (object, "passphrase", ""));

  return person;
}

GPtrArray *
avow_sample_sign_ins_parse (const char *json)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (free_person);
  g_autoptr (JsonNode) root = json != NULL ? json_from_string (json, NULL) : NULL;
  JsonArray *array;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return people;

  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_add (people, parse_person (json_node_get_object (node)));
    }

  return people;
}
