/* test-progress.c: how far a person has come, kept and read again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-damage.h"

#include "learn/avow-json.h"
#include "learn/avow-progress.h"

#include <string.h>

#define ROUNDS 10000

/* one of everything */
static const char whole[] =
  "{\"version\":1,\"started\":1772442000000,\"position\":\"page-two\",\"visited\":[\"check-one\",\"page-one\",\"page-two\"],"
  "\"ended\":[\"caller\"],\"checked\":[\"warm-up-1\"],"
  "\"answers\":{\"warm-up-1\":{\"options\":[\"warm-up-1-right\"],\"time\":1772442000001}},"
  "\"paths\":{\"caller\":[\"c-offer\",\"c-stay\"]},"
  "\"assessment\":{\"attempt\":\"a-1\",\"digest\":\"00\",\"seed\":\"000102030405060708090a0b0c0d0e0f\",\"excluded\":[\"case-1\"],"
  "\"started\":1772442000002,\"position\":2,\"answers\":{\"case-2\":{\"options\":[],\"time\":3}},\"flagged\":[\"case-2\"]}}";

static void
test_round_trip (void)
{
  g_autoptr (AvowProgress) progress = avow_progress_parse (whole);
  g_autofree char *text = avow_progress_to_string (progress);

  g_assert_cmpstr (text, ==, whole);
}

static void
test_partly_readable (void)
{
  static const struct
  {
    const char *state;
    guint visited;
    gboolean run;
  } cases[] = {
    { NULL, 0, FALSE },
    { "", 0, FALSE },
    { "[]", 0, FALSE },
    { "null", 0, FALSE },
    { "{\"visited\":[\"a\",\"b\"", 0, FALSE },
    /* what is as it must be is kept, beside what is not */
    { "{\"visited\":[\"a\",3,null,[\"c\"],\"b\"],\"position\":[],\"answers\":7,\"paths\":{\"x\":\"y\"}}", 2, FALSE },
    { "{\"visited\":\"a\",\"started\":-5,\"answers\":{\"q\":[]}}", 0, FALSE },
    { "{\"version\":99,\"visited\":[\"a\"],\"unheard-of\":{\"of\":[]}}", 1, FALSE },
    /* escapes that JSON has not, and half a character */
    { "{\"visited\":[\"a\\207\"]}", 0, FALSE },
    { "{\"visited\":[\"a\"],\"paths\":{\"\\ud800\":[]}}", 0, FALSE },
    { "{\"visited\":[\"a\\u00e4\"]}", 1, FALSE },
    /* an assessment is taken whole or not at all */
    { "{\"assessment\":{\"attempt\":\"a-1\",\"digest\":\"00\",\"seed\":\"0001\"}}", 0, FALSE },
    { "{\"assessment\":{\"attempt\":\"a-1\",\"seed\":\"000102030405060708090a0b0c0d0e0f\"}}", 0, FALSE },
    { "{\"assessment\":{\"attempt\":\"a-1\",\"digest\":\"00\",\"seed\":\"000102030405060708090a0b0c0d0e0f\"}}", 0, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AvowProgress) progress = avow_progress_parse (cases[i].state);

      g_assert_cmpuint (g_hash_table_size (progress->visited), ==, cases[i].visited);
      g_assert_cmpint (progress->run != NULL, ==, cases[i].run);
      g_assert_cmpint (progress->started, >=, 0);
    }
}

/* json-glib reads nested values by recursion: what would end its stack must not reach it */
static void
test_depth (void)
{
  g_autofree char *deep = g_malloc (1000 * 1000 + 1);
  g_autofree char *quoted = NULL;
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (AvowProgress) progress = NULL;

  memset (deep, '[', 1000 * 1000);
  deep[1000 * 1000] = '\0';
  progress = avow_progress_parse (deep);
  g_assert_cmpuint (g_hash_table_size (progress->visited), ==, 0);

  /* brackets in a text are no depth */
  quoted = g_strdup_printf ("{\"a\":\"%.100s\\\"[\"}", deep);
  object = avow_json_parse (quoted);
  g_assert_cmpuint (strlen (avow_json_get_text (object, "a")), ==, 102);
}

static void
test_size (void)
{
  g_autofree char *padding = g_strnfill (AVOW_JSON_MAX_BYTES, ' ');
  g_autofree char *over = g_strconcat ("{\"a\":\"b\"}", padding, NULL);
  g_autofree char *within = g_strndup (over, AVOW_JSON_MAX_BYTES);
  g_autoptr (JsonObject) none = avow_json_parse (over);
  g_autoptr (JsonObject) object = avow_json_parse (within);

  g_assert_null (avow_json_get_text (none, "a"));
  g_assert_cmpstr (avow_json_get_text (object, "a"), ==, "b");
}

/* whatever was read, what is written of it reads the same */
static void
assert_stable (const char *state)
{
  g_autoptr (AvowProgress) first = avow_progress_parse (state);
  g_autofree char *written = avow_progress_to_string (first);
  g_autoptr (AvowProgress) second = avow_progress_parse (written);
  g_autofree char *again = avow_progress_to_string (second);

  g_assert_cmpstr (written, ==, again);
}

static char *
make_noise (GRand *random)
{
  guint length = g_rand_int_range (random, 0, 200);
  char *noise = g_malloc (length + 1);

  for (guint i = 0; i < length; i++)
    noise[i] = (char) g_rand_int_range (random, 1, 256);
  noise[length] = '\0';
  return noise;
}

static void
test_noise (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autofree char *noise = make_noise (random);
      assert_stable (noise);
    }
}

static void
test_damage (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint readable = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) state = g_string_new (whole);
      g_autoptr (AvowProgress) progress = NULL;

      for (gint32 changes = g_rand_int_range (random, 1, 5); changes > 0 && state->len > 1; changes--)
        damage (random, state);
      assert_stable (state->str);
      progress = avow_progress_parse (state->str);
      readable += progress->started != 0;
    }

  /* both ways were taken */
  g_assert_cmpuint (readable, >, ROUNDS / 100);
  g_assert_cmpuint (readable, <, ROUNDS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/learn/progress/round-trip", test_round_trip);
  g_test_add_func ("/avow/learn/progress/partly-readable", test_partly_readable);
  g_test_add_func ("/avow/learn/progress/limit{depth}", test_depth);
  g_test_add_func ("/avow/learn/progress/limit{size}", test_size);
  g_test_add_func ("/avow/learn/progress/random{noise}", test_noise);
  g_test_add_func ("/avow/learn/progress/random{damage}", test_damage);
  return g_test_run ();
}
