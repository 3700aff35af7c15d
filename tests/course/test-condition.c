/* test-condition.c: where a text holds, and for whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "course/avow-course-block.h"

static const struct
{
  const char *jurisdictions;
  const char *roles;
  const char *own; /* NULL: not known */
  const char *role;
  gboolean holds;
} cases[] = {
  { "EU", NULL, "DE", NULL, TRUE },
  { "EU", NULL, "DE-BY", NULL, TRUE },
  { "EU", NULL, "NO", NULL, TRUE },
  { "EU", NULL, "GB", NULL, FALSE },
  { "EU", NULL, "CH", NULL, FALSE },
  { "EU GB", NULL, "GB", NULL, TRUE },
  { "DE", NULL, "EU", NULL, FALSE },
  { "US", NULL, "US-CA", NULL, TRUE },
  { "US-CA", NULL, "US", NULL, FALSE },
  { "US-CA", NULL, "US-CAX", NULL, FALSE },
  { "US-CA", NULL, "FR US-CA", NULL, TRUE },
  { "EU", NULL, NULL, NULL, TRUE },
  { NULL, "manager", "DE", "staff", FALSE },
  { NULL, "manager", "DE", "staff manager", TRUE },
  { NULL, "manage", "DE", "staff manager", FALSE },
  { "EU", "manager", "DE", "staff", FALSE },
  { "EU", "manager", "GB", "manager", FALSE },
  { "EU", "manager", "IE", "manager", TRUE },
  { NULL, "manager", "DE", NULL, TRUE },
};

static void
test_holds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) facts = g_hash_table_new (g_str_hash, g_str_equal);
      AvowCondition condition = { (char *) cases[i].jurisdictions, (char *) cases[i].roles };

      if (cases[i].own != NULL)
        g_hash_table_insert (facts, (char *) AVOW_FACT_JURISDICTION, (char *) cases[i].own);
      if (cases[i].role != NULL)
        g_hash_table_insert (facts, (char *) AVOW_FACT_ROLE, (char *) cases[i].role);

      g_test_message ("%u", i);
      g_assert_cmpint (avow_condition_holds (&condition, facts), ==, cases[i].holds);
      g_assert_true (avow_condition_holds (&condition, NULL));
    }

  g_assert_true (avow_condition_holds (NULL, NULL));
}

static AvowBlock *
new_paragraph (const char *text)
{
  AvowBlock *block = g_new0 (AvowBlock, 1);
  AvowInline *part = g_new0 (AvowInline, 1);

  part->text = g_strdup (text);
  block->kind = AVOW_BLOCK_PARAGRAPH;
  block->inlines = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_inline_free);
  g_ptr_array_add (block->inlines, part);
  return block;
}

static AvowBlock *
new_when (const char *jurisdictions, AvowBlock *child)
{
  AvowBlock *block = g_new0 (AvowBlock, 1);

  block->kind = AVOW_BLOCK_WHEN;
  block->condition = g_new0 (AvowCondition, 1);
  block->condition->jurisdictions = g_strdup (jurisdictions);
  block->children = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_block_free);
  g_ptr_array_add (block->children, child);
  return block;
}

/* This is what somebody signs: what does not hold leaves no trace, not even an empty line. */
static void
test_text (void)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_block_free);
  g_autoptr (GHashTable) facts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;

  g_hash_table_insert (facts, (char *) AVOW_FACT_JURISDICTION, (char *) "FR");
  g_ptr_array_add (blocks, new_when ("GB", new_paragraph ("one")));
  g_ptr_array_add (blocks, new_paragraph ("two"));
  g_ptr_array_add (blocks, new_when ("EU", new_paragraph ("three")));
  g_ptr_array_add (blocks, new_when ("US", new_paragraph ("four")));
  g_ptr_array_add (blocks, new_paragraph ("five"));

  text = avow_blocks_to_text (blocks, facts);
  g_assert_cmpstr (text, ==, "two\n\nthree\n\nfive");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/course/condition{holds}", test_holds);
  g_test_add_func ("/avow/course/condition{text}", test_text);

  return g_test_run ();
}
