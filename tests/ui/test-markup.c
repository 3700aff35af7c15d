/* test-markup.c: nothing in a course's file is taken for markup
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "ui/avow-markup.h"

#include <pango/pango.h>
#include <string.h>

static AvowInline *
new_inline (AvowInlineKind kind, const char *target, const char *text)
{
  AvowInline *self = g_new0 (AvowInline, 1);

  self->kind = kind;
  self->target = g_strdup (target);
  if (kind == AVOW_INLINE_TEXT)
    {
      self->text = g_strdup (text);
      return self;
    }

  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_inline_free);
  if (text != NULL)
    g_ptr_array_add (self->children, new_inline (AVOW_INLINE_TEXT, NULL, text));

  return self;
}

static GPtrArray *
new_line (AvowInline *only)
{
  GPtrArray *line = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_inline_free);

  g_ptr_array_add (line, only);

  return line;
}

static void
test_kinds (void)
{
  static const struct
  {
    AvowInlineKind kind;
    const char *target;
    const char *text;
    const char *markup;
  } cases[] = {
    { AVOW_INLINE_TEXT, NULL, "plain", "plain" },
    { AVOW_INLINE_TEXT, NULL, "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;" },
    { AVOW_INLINE_STRONG, NULL, "a < b", "<b>a &lt; b</b>" },
    { AVOW_INLINE_EM, NULL, "so", "<i>so</i>" },
    { AVOW_INLINE_LINK, "https://a.example/?x=\"1\"&y=<2>", "there",
      "<a href=\"https://a.example/?x=&quot;1&quot;&amp;y=&lt;2&gt;\">there</a>" },
    { AVOW_INLINE_LINK, "#t02", "the page", "<a href=\"#t02\">the page</a>" },
    { AVOW_INLINE_TERM, "breach", "breaches", "<a href=\"term:breach\">breaches</a>" },
    { AVOW_INLINE_VAR, "organisation", NULL, "Bread &amp; Salt &lt;Ltd&gt;" },
    { AVOW_INLINE_VAR, "no<where>", NULL, "[no&lt;where&gt;]" },
  };
  g_autoptr (GHashTable) variables = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (variables, (char *) "organisation", (char *) "Bread & Salt <Ltd>");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) line = new_line (new_inline (cases[i].kind, cases[i].target, cases[i].text));
      g_autoptr (GPtrArray) targets = g_ptr_array_new ();
      g_autofree char *markup = avow_markup_from_inlines (line, variables, targets);

      g_assert_cmpstr (markup, ==, cases[i].markup);
      g_assert_cmpuint (targets->len, ==, cases[i].kind == AVOW_INLINE_LINK || cases[i].kind == AVOW_INLINE_TERM);
    }
}

/* what an author writes could break out of its place, if it were not escaped */
static void
test_hostile (void)
{
  const char *text = "</b><span size='xx-large'>&nope; <a href=\"file:///etc/passwd\">";
  g_autoptr (GPtrArray) line = new_line (new_inline (AVOW_INLINE_STRONG, NULL, text));
  g_autofree char *markup = avow_markup_from_inlines (line, NULL, NULL);
  g_autofree char *shown = NULL;

  g_assert_false (pango_parse_markup (text, -1, 0, NULL, NULL, NULL, NULL));
  g_assert_true (pango_parse_markup (markup, -1, 0, NULL, &shown, NULL, NULL));
  g_assert_cmpstr (shown, ==, text);
}

/* a button for each target, and not for each time that it is named */
static void
test_targets (void)
{
  g_autoptr (GPtrArray) line = new_line (new_inline (AVOW_INLINE_TERM, "breach", "breach"));
  g_autoptr (GPtrArray) targets = g_ptr_array_new ();
  g_autofree char *markup = NULL;

  g_ptr_array_add (line, new_inline (AVOW_INLINE_TERM, "breach", "breaches"));
  g_ptr_array_add (line, new_inline (AVOW_INLINE_LINK, "#breach", "the page on breaches"));
  markup = avow_markup_from_inlines (line, NULL, targets);

  g_assert_cmpuint (targets->len, ==, 2);
  g_assert_nonnull (strstr (markup, "breaches</a>"));
}

/* without a list of targets nothing can be followed, so nothing is a link */
static void
test_no_links (void)
{
  g_autoptr (GPtrArray) line = new_line (new_inline (AVOW_INLINE_TERM, "breach", "a breach"));
  g_autofree char *markup = avow_markup_from_inlines (line, NULL, NULL);

  g_assert_cmpstr (markup, ==, "a breach");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/ui/markup{kinds}", test_kinds);
  g_test_add_func ("/avow/ui/markup{hostile-text}", test_hostile);
  g_test_add_func ("/avow/ui/markup{one-target-once}", test_targets);
  g_test_add_func ("/avow/ui/markup{no-targets-no-links}", test_no_links);

  return g_test_run ();
}
