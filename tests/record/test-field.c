/* test-field.c: a table of fields, out to XML, back, copied and freed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fixture.h"

#include "record/avow-record-error.h"
#include "sign/avow-xml.h"

#include <string.h>

/* A struct with a field of each type, required and not. */
typedef struct
{
  char *label;
  gint64 weight;
  GPtrArray *tags; /* of char * */
} Item;

typedef struct
{
  char *text;
  char *maybe_text;
  gint64 integer;
  gint64 maybe_integer;
  gboolean boolean;
  gboolean maybe_boolean;
  gint64 time;
  gint64 maybe_time;
  char *date;
  char *maybe_date;
  AvowDigest digest;
  AvowDigest maybe_digest;
  GPtrArray *items;       /* of Item */
  GPtrArray *maybe_items; /* of Item */
  GPtrArray *texts;       /* of char * */
  GPtrArray *maybe_texts; /* of char * */
} Thing;

static const AvowField item_fields[] = {
  AVOW_FIELD (Item, label, "label", TEXT, TRUE),
  AVOW_FIELD (Item, weight, "weight", INTEGER, FALSE),
  AVOW_FIELD_TEXTS (Item, tags, "tags", FALSE, "tag"),
  AVOW_FIELD_END,
};

static const AvowField thing_fields[] = {
  AVOW_FIELD (Thing, text, "text", TEXT, TRUE),
  AVOW_FIELD (Thing, maybe_text, "maybe-text", TEXT, FALSE),
  AVOW_FIELD (Thing, integer, "integer", INTEGER, TRUE),
  AVOW_FIELD (Thing, maybe_integer, "maybe-integer", INTEGER, FALSE),
  AVOW_FIELD (Thing, boolean, "boolean", BOOLEAN, TRUE),
  AVOW_FIELD (Thing, maybe_boolean, "maybe-boolean", BOOLEAN, FALSE),
  AVOW_FIELD (Thing, time, "time", TIME, TRUE),
  AVOW_FIELD (Thing, maybe_time, "maybe-time", TIME, FALSE),
  AVOW_FIELD (Thing, date, "date", DATE, TRUE),
  AVOW_FIELD (Thing, maybe_date, "maybe-date", DATE, FALSE),
  AVOW_FIELD (Thing, digest, "digest", DIGEST, TRUE),
  AVOW_FIELD (Thing, maybe_digest, "maybe-digest", DIGEST, FALSE),
  AVOW_FIELD_ITEMS (Thing, items, "items", TRUE, "item", item_fields, Item),
  AVOW_FIELD_ITEMS (Thing, maybe_items, "maybe-items", FALSE, "item", item_fields, Item),
  AVOW_FIELD_TEXTS (Thing, texts, "texts", TRUE, "t"),
  AVOW_FIELD_TEXTS (Thing, maybe_texts, "maybe-texts", FALSE, "t"),
  AVOW_FIELD_END,
};

/* Writes @thing, and reads the text; what was written has to be canonical already. */
static xmlDocPtr
make_document (const Thing *thing)
{
  g_autoptr (GString) text = g_string_new ("<thing xmlns=\"urn:thing\">");
  g_autoptr (GBytes) canonical = NULL;
  xmlDocPtr document;

  avow_fields_write (thing_fields, thing, 0, text);
  g_string_append (text, "</thing>");
  document = xmlReadMemory (text->str, (int) text->len, NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  canonical = avow_xml_canonicalise (document);
  g_assert_cmpmem (text->str, text->len, g_bytes_get_data (canonical, NULL), g_bytes_get_size (canonical));
  return document;
}

static void
assert_round_trip (const Thing *thing)
{
  xmlDocPtr document = make_document (thing);
  xmlNodePtr root = xmlDocGetRootElement (document);
  g_autoptr (GError) error = NULL;
  Thing read = { 0 };

  g_assert_true (avow_fields_read (thing_fields, &read, root, &error));
  g_assert_no_error (error);
  g_assert_true (fixture_equal (thing_fields, thing, &read));
  g_assert_nonnull (read.items);
  g_assert_nonnull (read.maybe_items);
  g_assert_nonnull (read.texts);
  g_assert_nonnull (read.maybe_texts);
  avow_fields_clear (thing_fields, &read);
  xmlFreeDoc (document);
}

static void
test_round_trip (void)
{
  Thing full = { 0 };
  Thing bare = { 0 };

  fixture_fill (thing_fields, &full, TRUE);
  fixture_fill (thing_fields, &bare, FALSE);
  assert_round_trip (&full);
  assert_round_trip (&bare);
  g_assert_false (fixture_equal (thing_fields, &full, &bare));
  avow_fields_clear (thing_fields, &full);
  avow_fields_clear (thing_fields, &bare);
}

static void
test_clear (void)
{
  static const Thing nothing = { 0 };
  Thing thing = { 0 };

  fixture_fill (thing_fields, &thing, TRUE);
  avow_fields_clear (thing_fields, &thing);
  g_assert_cmpmem (&thing, sizeof thing, &nothing, sizeof nothing);
  avow_fields_clear (thing_fields, &thing);
}

/* Whoever made the list may have given it a way to free what is in it. */
static void
test_clear_list_with_free_func (void)
{
  Thing thing = { 0 };

  thing.texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (thing.texts, g_strdup ("t"));
  avow_fields_clear (thing_fields, &thing);
  g_assert_null (thing.texts);
}

static void
test_copy (void)
{
  Thing thing = { 0 };
  Thing copy;

  memset (&copy, 0xee, sizeof copy);
  fixture_fill (thing_fields, &thing, TRUE);
  avow_fields_copy (thing_fields, &thing, &copy);
  g_assert_true (fixture_equal (thing_fields, &thing, &copy));

  /* deep: neither holds what the other frees */
  avow_fields_clear (thing_fields, &thing);
  g_assert_cmpstr (copy.text, ==, "text & “1”");
  g_assert_cmpstr (((Item *) g_ptr_array_index (copy.items, 1))->label, ==, "label & “1”");
  g_assert_cmpstr (g_ptr_array_index (copy.texts, 0), ==, "t-1");
  avow_fields_clear (thing_fields, &copy);
}

static void
test_copy_nothing (void)
{
  Thing thing = { 0 };
  Thing copy;

  avow_fields_copy (thing_fields, &thing, &copy);
  g_assert_null (copy.text);
  g_assert_null (copy.items);
  g_assert_true (fixture_equal (thing_fields, &thing, &copy));
}

static void
test_accessors (void)
{
  Thing thing = { 0 };
  g_autofree char *column = avow_field_to_column (&thing_fields[1]);

  g_assert_cmpstr (column, ==, "maybe_text");
  g_assert_null (avow_field_get_text (&thing_fields[0], &thing));
  g_assert_null (avow_field_get_digest (&thing_fields[10], &thing));
  g_assert_null (avow_field_get_list (&thing_fields[12], &thing));
  g_assert_cmpint (avow_field_get_integer (&thing_fields[4], &thing), ==, 0);

  fixture_fill (thing_fields, &thing, TRUE);
  thing.boolean = 17;
  g_assert_cmpstr (avow_field_get_text (&thing_fields[0], &thing), ==, "text & “1”");
  g_assert_cmpint (avow_field_get_integer (&thing_fields[2], &thing), ==, 103);
  g_assert_cmpint (avow_field_get_integer (&thing_fields[4], &thing), ==, 1);
  g_assert_cmpint (avow_field_get_integer (&thing_fields[6], &thing), ==, 1795525500007);
  g_assert_true (avow_field_get_digest (&thing_fields[10], &thing) == &thing.digest);
  g_assert_true (avow_field_get_list (&thing_fields[12], &thing) == thing.items);
  avow_fields_clear (thing_fields, &thing);
}

/* Writes @thing, changes the element @name by @change, and reads; nothing may be left in what was read. */
static void
assert_refused_after (const Thing *thing, const char *name, void (*change) (xmlNodePtr element))
{
  static const Thing nothing = { 0 };
  xmlDocPtr document = make_document (thing);
  xmlNodePtr root = xmlDocGetRootElement (document);
  g_autoptr (GError) error = NULL;
  Thing read = { 0 };

  for (xmlNodePtr node = root->children; node != NULL; node = node->next)
    {
      if (node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, (const xmlChar *) name))
        {
          change (node);
          break;
        }
    }
  g_test_message ("%s", name);
  g_assert_false (avow_fields_read (thing_fields, &read, root, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED);
  g_assert_cmpuint (strlen (error->message), >, 10);
  g_assert_cmpmem (&read, sizeof read, &nothing, sizeof nothing);
  xmlFreeDoc (document);
}

static void
take_out (xmlNodePtr element)
{
  xmlUnlinkNode (element);
  xmlFreeNode (element);
}

static void
double_it (xmlNodePtr element)
{
  xmlAddNextSibling (element, xmlCopyNode (element, 1));
}

static void
move_to_the_end (xmlNodePtr element)
{
  xmlNodePtr parent = element->parent;

  xmlUnlinkNode (element);
  xmlAddChild (parent, element);
}

static void
add_attribute (xmlNodePtr element)
{
  xmlNewProp (element, (const xmlChar *) "a", (const xmlChar *) "b");
}

static void
take_namespace (xmlNodePtr element)
{
  xmlSetNs (element, NULL);
}

static void
add_comment (xmlNodePtr element)
{
  xmlAddChild (element, xmlNewDocComment (element->doc, (const xmlChar *) "x"));
}

static void
add_element (xmlNodePtr element)
{
  xmlAddChild (element, xmlNewDocNode (element->doc, element->ns, (const xmlChar *) "x", NULL));
}

static void
add_text_beside (xmlNodePtr element)
{
  xmlAddNextSibling (element, xmlNewDocText (element->doc, (const xmlChar *) "x"));
}

static void
test_refused (void)
{
  static void (*const changes[]) (xmlNodePtr) = {
    double_it, add_attribute, take_namespace, add_comment, add_element, add_text_beside,
  };
  Thing full = { 0 };

  fixture_fill (thing_fields, &full, TRUE);
  for (const AvowField *field = thing_fields; field->name != NULL; field++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
        assert_refused_after (&full, field->name, changes[i]);
      if (field->required)
        assert_refused_after (&full, field->name, take_out);
      if (field[1].name != NULL)
        assert_refused_after (&full, field->name, move_to_the_end);
    }
  avow_fields_clear (thing_fields, &full);
}

static void
empty_it (xmlNodePtr element)
{
  while (element->children != NULL)
    take_out (element->children);
}

static void
set_text (xmlNodePtr element, const char *text)
{
  empty_it (element);
  xmlAddChild (element, xmlNewDocText (element->doc, (const xmlChar *) text));
}

static void
set_zero (xmlNodePtr element)
{
  set_text (element, "0");
}

static void
set_padded (xmlNodePtr element)
{
  set_text (element, "03");
}

static void
set_false (xmlNodePtr element)
{
  set_text (element, "false");
}

static void
set_epoch (xmlNodePtr element)
{
  set_text (element, "1970-01-01T00:00:00.000Z");
}

static void
set_word (xmlNodePtr element)
{
  set_text (element, "soon");
}

static void
test_value_refused (void)
{
  static const char *const names[] = { "integer", "boolean", "time", "date", "digest" };
  Thing full = { 0 };

  fixture_fill (thing_fields, &full, TRUE);
  assert_refused_after (&full, "integer", set_padded);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      assert_refused_after (&full, names[i], set_word);
      assert_refused_after (&full, names[i], empty_it);
    }
  avow_fields_clear (thing_fields, &full);
}

/* An optional field that says nothing is absent: there is one way to write it. */
static void
test_empty_optional_refused (void)
{
  Thing full = { 0 };

  fixture_fill (thing_fields, &full, TRUE);
  assert_refused_after (&full, "maybe-integer", set_zero);
  assert_refused_after (&full, "maybe-boolean", set_false);
  assert_refused_after (&full, "maybe-time", set_epoch);
  assert_refused_after (&full, "maybe-date", empty_it);
  assert_refused_after (&full, "maybe-digest", empty_it);
  assert_refused_after (&full, "maybe-items", empty_it);
  assert_refused_after (&full, "maybe-texts", empty_it);
  avow_fields_clear (thing_fields, &full);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/record/field{round-trip}", test_round_trip);
  g_test_add_func ("/avow/record/field{clear}", test_clear);
  g_test_add_func ("/avow/record/field{clear-list-with-free-func}", test_clear_list_with_free_func);
  g_test_add_func ("/avow/record/field{copy}", test_copy);
  g_test_add_func ("/avow/record/field{copy-nothing}", test_copy_nothing);
  g_test_add_func ("/avow/record/field{accessors}", test_accessors);
  g_test_add_func ("/avow/record/field{refused}", test_refused);
  g_test_add_func ("/avow/record/field{value-refused}", test_value_refused);
  g_test_add_func ("/avow/record/field{empty-optional-refused}", test_empty_optional_refused);

  return g_test_run ();
}
