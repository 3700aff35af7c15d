/* avow-course-suggest.c: what was probably meant
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-suggest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME 32 /* longer names resemble none of ours */

/* What people bring along from HTML and from other formats. */
static const struct
{
  const char *name;
  const char *remedy;
} foreign[] = {
  { "b", N_("write <strong>…</strong>") },
  { "i", N_("write <em>…</em>") },
  { "u", N_("write <em>…</em>") },
  { "h1", N_("a page’s title is its first heading; begin with <h2>") },
  { "h5", N_("headings go down to <h4>") },
  { "br", N_("write a new paragraph: <p>…</p>") },
  { "hr", N_("write a heading, or begin a new page") },
  { "div", N_("leave the tag out and keep what is in it") },
  { "span", N_("leave the tag out and keep what is in it") },
  { "section", N_("leave the tag out; headings divide a page") },
  { "blockquote", N_("write a paragraph with quotation marks: <p>“…”</p>") },
  { "tbody", N_("leave the tag out: rows stand in <table> themselves") },
  { "thead", N_("leave the tag out, and write <th> for its cells") },
  { "script", N_("remove it: a course holds no programs") },
  { "style", N_("remove it: Avow decides how a course looks, so that everyone can read it") },
  { "math", N_("remove it: a course holds no formulas; say it in words or draw a figure") },
  { "svg", N_("save the drawing as a .svg file and write <figure><img src=\"…\" alt=\"…\"/></figure>") },
  { "iframe", N_("remove it: a course shows nothing from elsewhere; write a link") },
};

/* How many letters have to be changed, added or left out (Levenshtein, 1966). */
static guint
measure_distance (const char *a, const char *b)
{
  gsize a_length = strlen (a), b_length = strlen (b);
  guint row[MAX_NAME + 1];

  if (a_length > MAX_NAME || b_length > MAX_NAME)
    return G_MAXUINT;

  for (guint j = 0; j <= b_length; j++)
    row[j] = j;

  for (guint i = 1; i <= a_length; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= b_length; j++)
        {
          guint change = diagonal + (a[i - 1] != b[j - 1]);

          diagonal = row[j];
          row[j] = MIN (change, MIN (row[j], row[j - 1]) + 1);
        }
    }

  return row[b_length];
}

/* Close enough that a slip of the finger explains it. */
static gboolean
is_like (const char *name, const char *candidate)
{
  return measure_distance (name, candidate) <= (strlen (candidate) > 4 ? 2 : 1);
}

char *
avow_suggest_element (const AvowElement *parent, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    if (g_ascii_strcasecmp (foreign[i].name, name) == 0)
      return g_strdup (_(foreign[i].remedy));

  for (guint i = 0; i < avow_model_get_n_elements (parent->model); i++)
    {
      const AvowElement *candidate = avow_model_get_element (parent->model, i);

      if (is_like (name, candidate->name))
        return g_strdup_printf (_("perhaps <%s> is meant"), candidate->name);
    }

  return g_strdup (_(parent->remedy));
}

char *
avow_suggest_attribute (const AvowElement *element, const char *name)
{
  g_autoptr(GString) known = g_string_new (NULL);

  for (guint i = 0; i < AVOW_ELEMENT_MAX_ATTRIBUTES && element->attributes[i].name != NULL; i++)
    {
      const char *candidate = element->attributes[i].name;

      if (is_like (name, candidate))
        return g_strdup_printf (_("perhaps “%s” is meant"), candidate);
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", candidate);
    }

  if (known->len == 0)
    return g_strdup (_("remove it"));

  return g_strdup_printf (_("remove it; the attributes here are: %s"), known->str);
}
