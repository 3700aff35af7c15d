/* avow-course-check.c: what a grammar can't say
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-check.h"

#include "avow-course-prescan.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define MAX_NAMED 8 /* ids that a remedy lists */

typedef struct
{
  AvowTree *tree;
  AvowEdition *edition;
  AvowSource *source;
  GHashTable *ids;       /* AvowNode by id */
  const AvowNode *empty; /* the last of which was said that it says nothing */
} Check;

/* What refers to what. */
static const struct
{
  const char *key;
  const char *attribute;
  const char *target;
} references[] = {
  { "check", "pool", "pool" },
  { "draw", "pool", "pool" },
  { "draw:pretest", "pool", "pool" },
  { "draw", "module", "module" },
  { "scenario:step", "ref", "scenario" },
  { "term:inline", "ref", "term" },
  { "choice", "to", "scene" },
};

static void
report (Check *self, AvowNode *node, const char *attribute, char *message, char *remedy)
{
  avow_node_report (node, attribute, self->source, AVOW_DIAGNOSTIC_MEANING, message, remedy);
}

static void
collect_ids (Check *self)
{
  for (AvowNode *node = self->tree->root; node != NULL; node = avow_node_next (node, self->tree->root))
    {
      const char *id = node->name != NULL ? avow_node_get (node, "id") : NULL;
      AvowNode *other = id != NULL ? g_hash_table_lookup (self->ids, id) : NULL;

      if (other != NULL)
        report (self, node, "id",
                g_strdup_printf (_("the id “%s” is used twice, first on line %u"), id,
                                 avow_source_get_line (self->source, other->offset)),
                g_strdup (_("give one of the two an id of its own")));
      else if (id != NULL)
        g_hash_table_insert (self->ids, (gpointer) id, node);
    }
}

/* The ids that might have been meant. */
static char *
describe_targets (Check *self, const char *target, AvowNode *within)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = 0;

  if (avow_source_is_full (self->source))
    return g_strdup ("");

  for (AvowNode *node = within; node != NULL; node = avow_node_next (node, within))
    {
      const char *id = avow_node_is (node, target) ? avow_node_get (node, "id") : NULL;

      if (id != NULL && n++ < MAX_NAMED)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", id);
    }

  if (n == 0)
    return g_strdup_printf (_("add a <%.*s> with this id, or take the reference away"),
                            (int) strcspn (target, ":"), target);

  return g_strdup_printf (_("write the id of a <%s>: %s%s"), target, text->str, n > MAX_NAMED ? ", …" : "");
}

static void
check_reference (Check *self, AvowNode *node, const char *attribute, const char *target)
{
  const char *id = avow_node_get (node, attribute);
  AvowNode *found = id != NULL ? g_hash_table_lookup (self->ids, id) : NULL;
  gboolean is_scene = g_str_equal (target, "scene");
  AvowNode *within = is_scene ? node->parent->parent : self->tree->root;

  /* an element that the format does not know may be a misspelt one of what is looked for */
  if (id == NULL || (found != NULL && found->element == NULL))
    return;

  if (found == NULL)
    report (self, node, attribute, g_strdup_printf (_("there is no <%s> with the id “%s”"), target, id),
            describe_targets (self, target, within));
  else if (!avow_node_is (found, target))
    report (self, node, attribute, g_strdup_printf (_("“%s” is a <%s>, not a <%s>"), id, found->name, target),
            describe_targets (self, target, within));
  else if (is_scene && found->parent != within)
    report (self, node, attribute, g_strdup_printf (_("the scene “%s” belongs to another scenario"), id),
            describe_targets (self, target, within));
}

static void
check_references (Check *self, AvowNode *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    if (avow_node_is (node, references[i].key))
      check_reference (self, node, references[i].attribute, references[i].target);
}

/* A link to a page of the course; of a document, to a clause. */
static void
check_link (Check *self, AvowNode *node)
{
  const char *target = avow_node_is (self->tree->root, "course") ? "page" : "clause";
  const char *address = avow_node_get (node, "href");
  AvowNode *found;

  if (address != NULL && *address == '#')
    {
      found = g_hash_table_lookup (self->ids, address + 1);
      if (found == NULL || (found->element != NULL && !avow_node_is (found, target)))
        report (self, node, "href", g_strdup_printf (_("the link leads to “%s”, and no <%s> has that id"),
                                                     address + 1, target),
                describe_targets (self, target, self->tree->root));
    }

  for (AvowNode *outer = node->parent; outer != NULL; outer = outer->parent)
    if (avow_node_is (outer, "a") || avow_node_is (outer, "term:inline"))
      {
        report (self, node, NULL, g_strdup_printf (_("<%s> stands inside of <%s>"), node->name, outer->name),
                g_strdup (_("let one end before the other begins: a word can lead to one place only")));
        break;
      }
}

static void
check_picture (Check *self, AvowNode *node)
{
  const char *path = avow_node_get (node, "src");

  if (path != NULL && avow_value_is (AVOW_VALUE_PICTURE, path) &&
      avow_edition_get_file (self->edition, path) == NULL)
    report (self, node, "src", g_strdup_printf (_("there is no picture “%s” beside the course"), path),
            g_strdup (_("put the file there, or correct its name; capital letters count")));
}

/* Whether a line of text says something, be it a fact of the organisation. */
static gboolean
has_words (AvowNode *node)
{
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    {
      if (child->name == NULL ? *child->text != '\0' : child->element == NULL || avow_node_is (child, "var"))
        return TRUE;
      if (child->name != NULL && (child->element->flags & AVOW_ELEMENT_INLINE) != 0 && has_words (child))
        return TRUE;
      if (child->name != NULL && avow_node_is (node, "li") && (child->element->flags & AVOW_ELEMENT_INLINE) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_inside (const AvowNode *node, const AvowNode *outer)
{
  for (; node != NULL; node = node->parent)
    if (node == outer)
      return TRUE;

  return FALSE;
}

static void
check_words (Check *self, AvowNode *node)
{
  gboolean wanted = node->element != NULL && (node->element->flags & AVOW_ELEMENT_WORDS) != 0 && !node->broken;

  /* an empty paragraph's empty emphasis is no second error */
  if (!wanted || (self->empty != NULL && is_inside (node, self->empty)) || has_words (node))
    return;

  self->empty = node;
  report (self, node, NULL, g_strdup_printf (_("<%s> says nothing"), node->name),
          g_strdup (_("write what it is to say, or remove it")));
}

/* Elsewhere it would mark nothing that anybody sees. */
static void
check_mark (Check *self, AvowNode *mark)
{
  for (AvowNode *outer = mark->parent; outer != NULL; outer = outer->parent)
    if (outer->element == NULL || (avow_node_is (outer, "message") && !is_inside (mark, avow_node_find (outer, "feedback"))))
      return;

  report (self, mark, NULL, g_strdup (_("<mark> stands outside of a message")),
          g_strdup (_("mark what tells in a <message> of an <inbox>; elsewhere write <strong> or <em>")));
}

/* Either may be left out, but not both; and what people sign does not depend on who reads it. */
static void
check_when (Check *self, AvowNode *when)
{
  if (avow_node_get (when, "role") != NULL && !avow_node_is (self->tree->root, "course"))
    report (self, when, "role", g_strdup_printf (_("a <%s> can't say something else to a role"), self->tree->root->name),
            g_strdup (_("what people sign is the same for everyone: leave role=\"…\" out")));
  if (avow_node_get (when, "role") == NULL && avow_node_get (when, "jurisdiction") == NULL)
    report (self, when, NULL, g_strdup (_("<when> does not say when")),
            g_strdup (_("add jurisdiction=\"…\" or role=\"…\", or take <when> away")));
}

static guint
count_cells (AvowNode *row)
{
  guint n = 0;

  for (AvowNode *cell = row->first; cell != NULL; cell = cell->next)
    n += cell->name != NULL;

  return n;
}

static void
check_table (Check *self, AvowNode *table)
{
  AvowNode *first = avow_node_find (table, "tr");

  for (AvowNode *row = first; row != NULL; row = row->next)
    if (avow_node_is (row, "tr") && !row->broken && count_cells (row) != count_cells (first))
      {
        report (self, row, NULL, g_strdup_printf (_("this row has %u cells, the first has %u"), count_cells (row),
                                                  count_cells (first)),
                g_strdup (_("give every row as many cells as the first; one may be empty: <td/>")));
        return;
      }
}

static guint
count_questions (AvowNode *pool)
{
  guint n = 0;

  for (AvowNode *question = pool->first; question != NULL; question = question->next)
    n += question->name != NULL;

  return n;
}

/* @drawn so far from each pool by id; an assessment may draw from one in several ways. */
static void
check_draw (Check *self, AvowNode *node, const char *attribute, GHashTable *drawn)
{
  const char *id = avow_node_get (node, "pool");
  AvowNode *pool = id != NULL ? g_hash_table_lookup (self->ids, id) : NULL;
  guint sum = avow_node_get_number (node, attribute);

  if (pool == NULL || !avow_node_is (pool, "pool") || pool->broken)
    return;

  if (drawn != NULL)
    {
      sum += GPOINTER_TO_UINT (g_hash_table_lookup (drawn, id));
      g_hash_table_insert (drawn, (gpointer) id, GUINT_TO_POINTER (sum));
    }

  if (sum > count_questions (pool))
    report (self, node, attribute, g_strdup_printf (_("%u questions are drawn from “%s”, which holds %u"), sum, id,
                                                    count_questions (pool)),
            g_strdup (_("draw fewer, or write more questions")));
}

static void
check_assessment (Check *self, AvowNode *assessment)
{
  g_autoptr(GHashTable) drawn = g_hash_table_new (g_str_hash, g_str_equal);
  const char *limit = avow_node_get (assessment, "time-limit");

  if (limit != NULL && avow_value_is (AVOW_VALUE_DURATION, limit) && avow_value_get_seconds (limit) == 0)
    report (self, assessment, "time-limit", g_strdup (_("nobody can answer in no time")),
            g_strdup (_("leave the limit away, or write PT30M for 30 minutes")));

  for (AvowNode *draw = assessment->first; draw != NULL; draw = draw->next)
    if (avow_node_is (draw, "draw") || avow_node_is (draw, "draw:pretest"))
      check_draw (self, draw, "count", drawn);
}

static void
check_date (Check *self)
{
  const char *date = avow_node_get (self->tree->root, "reviewed");
  guint year, month, day;

  if (date != NULL && avow_value_is (AVOW_VALUE_DATE, date) && sscanf (date, "%u-%u-%u", &year, &month, &day) == 3 &&
      !g_date_valid_dmy (day, month, year))
    report (self, self->tree->root, "reviewed", g_strdup_printf (_("there is no day %s"), date),
            g_strdup (_("write the date as year-month-day, such as 2026-03-31")));
}

/* A scenario has one place in the flow: what was played there is kept by its id. */
static void
check_steps (Check *self)
{
  g_autoptr(GHashTable) played = g_hash_table_new (g_str_hash, g_str_equal);

  for (AvowNode *node = self->tree->root; node != NULL; node = avow_node_next (node, self->tree->root))
    {
      const char *id = avow_node_is (node, "scenario:step") ? avow_node_get (node, "ref") : NULL;

      if (id != NULL && !g_hash_table_add (played, (gpointer) id))
        report (self, node, "ref", g_strdup_printf (_("the scenario “%s” is played a second time"), id),
                g_strdup (_("leave it in one module only")));
    }
}

static void
check_node (Check *self, AvowNode *node)
{
  check_references (self, node);
  check_words (self, node);

  if (avow_node_is (node, "a") || avow_node_is (node, "term:inline"))
    check_link (self, node);
  else if (avow_node_is (node, "when") || avow_node_is (node, "when:inline"))
    check_when (self, node);
  else if (avow_node_is (node, "mark"))
    check_mark (self, node);
  else if (avow_node_is (node, "img"))
    check_picture (self, node);
  else if (avow_node_is (node, "table"))
    check_table (self, node);
  else if (node->parent != NULL && avow_node_is (node->parent, "pool"))
    avow_check_question (node, self->source);
  else if (avow_node_is (node, "check"))
    check_draw (self, node, "draw", NULL);
  else if (avow_node_is (node, "assessment") || avow_node_is (node, "pretest"))
    check_assessment (self, node);
  else if (avow_node_is (node, "scenario"))
    avow_check_scenario (node, self->source);
}

void
avow_check_meaning (AvowTree *tree, AvowEdition *edition, AvowSource *source)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Check self = { tree, edition, source, ids };

  if (tree->root->element == NULL)
    return;

  collect_ids (&self);
  check_date (&self);
  check_steps (&self);
  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    check_node (&self, node);
}
