/* avow-course-elements.c: the elements of the format, one table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-elements.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The same groups as in the published grammar. */
#define INLINES "(#text | strong | em | mark | a | term:inline | var | when:inline)*"
#define FLOW "p | ul | ol | figure | table | audio | video | when"
#define SOME_FLOW "(" FLOW ")+"
#define BLOCKS "(h2 | h3 | h4 | " FLOW " | aside | details)+"
#define QUESTIONS "(question | match | order | inline-choice | text-entry | inbox | redact)+"

#define INLINE AVOW_ELEMENT_INLINE
#define WORDS AVOW_ELEMENT_WORDS
#define LATER AVOW_ELEMENT_LATER

#define ID { "id", AVOW_VALUE_ID, TRUE }, { "was", AVOW_VALUE_ID, FALSE }
#define ANCHOR { "id", AVOW_VALUE_ID, FALSE }, { "was", AVOW_VALUE_ID, FALSE }
#define TITLE { "title", AVOW_VALUE_WORDS, TRUE }
#define TOPIC { "topic", AVOW_VALUE_ID, FALSE }
#define WHEN { "jurisdiction", AVOW_VALUE_JURISDICTIONS, FALSE }, { "role", AVOW_VALUE_ROLES, FALSE }
#define ROOT { "format", AVOW_VALUE_FORMAT, TRUE }, { "id", AVOW_VALUE_ID, TRUE },                   \
             { "edition", AVOW_VALUE_EDITION_NAME, TRUE }, { "xml:lang", AVOW_VALUE_LANGUAGE, TRUE }, \
             TITLE, { "owner", AVOW_VALUE_WORDS, TRUE }, { "reviewed", AVOW_VALUE_DATE, TRUE },       \
             { "material", AVOW_VALUE_YES_NO, TRUE }, { "translation-of", AVOW_VALUE_DIGEST, FALSE }
#define DOCUMENT ROOT, { "template", AVOW_VALUE_YES_NO, FALSE }

static AvowElement elements[] = {
  { "#document", "course | declaration | policy", 0, { { NULL } },
    N_("begin with <course>, <declaration> or <policy>") },

  /* roots */
  { "course", "summary, (module | pool | scenario)+, assessment?, glossary?", 0,
    { ROOT, { "minutes", AVOW_VALUE_COUNT, FALSE }, { "role", AVOW_VALUE_ROLES, FALSE },
      { "refreshes", AVOW_VALUE_ID, FALSE } },
    N_("a course has a <summary>, then modules, pools and scenarios, then perhaps an <assessment> and a <glossary>") },
  { "summary", SOME_FLOW, 0, { { NULL } }, N_("a summary has paragraphs: <summary><p>…</p></summary>") },
  { "declaration", "preamble, governing?, clause+, statement, contact", 0, { DOCUMENT },
    N_("a declaration has a <preamble>, its clauses, a <statement> and a <contact>, in this order") },
  { "policy", "preamble, governing?, clause+, statement?, contact", 0, { DOCUMENT },
    N_("a policy has a <preamble>, its clauses, perhaps a <statement>, and a <contact>, in this order") },
  { "preamble", SOME_FLOW, 0, { { NULL } }, N_("a preamble has paragraphs: <preamble><p>…</p></preamble>") },
  { "governing", INLINES, WORDS, { { "language", AVOW_VALUE_LANGUAGE, TRUE } },
    N_("write a sentence, without paragraphs, that says which language counts") },
  { "clause", SOME_FLOW, 0, { ID, TITLE }, N_("a clause has paragraphs, lists or tables") },
  { "statement", INLINES, WORDS, { { NULL } }, N_("a statement is what the signer states, without paragraphs") },
  { "contact", INLINES, WORDS, { { NULL } }, N_("a contact says whom to ask, without paragraphs") },

  /* the way through a course */
  { "module", "pretest?, (page | check | scenario:step)+", 0, { ID, TITLE },
    N_("a module has perhaps a <pretest>, then pages, checks and, as <scenario ref=\"…\"/>, scenarios") },
  { "pretest", "draw:pretest+", 0, { ID }, N_("a pretest has a <draw pool=\"…\" count=\"…\"/> for each pool") },
  { "draw:pretest", "", 0, { { "pool", AVOW_VALUE_ID, TRUE }, { "count", AVOW_VALUE_COUNT, TRUE } },
    N_("write <draw pool=\"…\" count=\"…\"/>") },
  { "page", BLOCKS, 0, { ID, TITLE, TOPIC },
    N_("a page has headings, paragraphs, lists, figures, tables, asides and details") },
  { "check", "", 0, { ID, { "pool", AVOW_VALUE_ID, TRUE }, { "draw", AVOW_VALUE_COUNT, TRUE } },
    N_("write <check id=\"…\" pool=\"…\" draw=\"…\"/>; the questions stand in the pool") },
  { "scenario:step", "", 0, { { "ref", AVOW_VALUE_ID, TRUE }, { "optional", AVOW_VALUE_YES_NO, FALSE } },
    N_("write <scenario ref=\"…\"/> here, and the scenario itself beside the modules") },
  { "assessment", "draw+", 0,
    { ID, { "pass", AVOW_VALUE_PERCENT, TRUE }, { "attempts", AVOW_VALUE_COUNT_OR_NONE, TRUE },
      { "wait", AVOW_VALUE_DURATION, FALSE }, { "show-answers", AVOW_VALUE_YES_NO, FALSE },
      { "partial", AVOW_VALUE_YES_NO, FALSE }, { "time-limit", AVOW_VALUE_DURATION, FALSE },
      { "confidence", AVOW_VALUE_YES_NO, FALSE } },
    N_("an assessment has a <draw pool=\"…\" count=\"…\"/> for each pool") },
  { "draw", "", 0,
    { { "pool", AVOW_VALUE_ID, TRUE }, { "count", AVOW_VALUE_COUNT, TRUE },
      { "must-pass", AVOW_VALUE_YES_NO, FALSE }, { "module", AVOW_VALUE_ID, FALSE } },
    N_("write <draw pool=\"…\" count=\"…\"/>") },
  { "glossary", "term+", 0, { { NULL } }, N_("a glossary has terms: <term id=\"…\" name=\"…\">what it means</term>") },
  { "term", INLINES, WORDS, { ID, { "name", AVOW_VALUE_WORDS, TRUE } },
    N_("a term in the glossary says what it means, without paragraphs") },

  /* questions */
  { "pool", QUESTIONS, 0, { ID, TITLE, TOPIC }, N_("a pool has questions") },
  { "prompt", SOME_FLOW, 0, { { NULL } }, N_("a prompt has paragraphs: <prompt><p>…</p></prompt>") },
  { "feedback", INLINES, WORDS, { { NULL } }, N_("feedback says why, without paragraphs") },
  { "question", "prompt, option+", 0, { ID, { "kind", AVOW_VALUE_QUESTION_KIND, TRUE } },
    N_("a question has a <prompt>, then its options") },
  { "option", INLINES ", feedback?", WORDS, { ID, { "correct", AVOW_VALUE_YES_NO, FALSE } },
    N_("an option has its words, then <feedback> that says why") },
  { "match", "prompt, pair+, decoy*, feedback?", 0, { ID }, N_("match has a <prompt>, then pairs") },
  { "pair", "left, right", 0, { ID }, N_("a pair has a <left> and a <right>") },
  { "left", INLINES, WORDS, { { NULL } }, N_("write its words, without paragraphs") },
  { "right", INLINES, WORDS, { { NULL } }, N_("write its words, without paragraphs") },
  { "decoy", INLINES, WORDS, { ID }, N_("write its words, without paragraphs") },
  { "order", "prompt, entry+, feedback?", 0, { ID }, N_("order has a <prompt>, then entries") },
  { "entry", INLINES, WORDS, { ID }, N_("write its words, without paragraphs") },
  { "inline-choice", "prompt, passage, feedback?", 0, { ID },
    N_("inline-choice has a <prompt>, then a <passage> with gaps") },
  { "passage", "(#text | gap)*", 0, { { NULL } }, N_("a passage has words and gaps") },
  { "gap", "option+", INLINE, { ID }, N_("a gap has options") },
  { "text-entry", "prompt, accept+, feedback?", 0, { ID },
    N_("text-entry has a <prompt>, then the answers that it accepts") },
  { "accept", "#text*", 0, { { NULL } }, N_("write words alone") },
  { "inbox", "prompt, message+, feedback?", 0, { ID }, N_("inbox has a <prompt>, then messages") },
  { "message", SOME_FLOW ", feedback?", 0,
    { ID, { "from", AVOW_VALUE_WORDS, TRUE }, { "subject", AVOW_VALUE_WORDS, TRUE },
      { "suspicious", AVOW_VALUE_YES_NO, TRUE } },
    N_("a message has paragraphs, then <feedback>") },
  { "redact", "prompt, passage:redact, feedback?", 0, { ID }, N_("redact has a <prompt>, then a <passage>") },
  { "passage:redact", "(#text | private)*", 0, { { NULL } }, N_("a passage has words, and <private> around some") },
  { "private", "#text*", INLINE, { ID }, N_("write words alone") },

  /* scenarios */
  { "scenario", "intro?, scene+", 0, { ID, TITLE }, N_("a scenario has perhaps an <intro>, then scenes") },
  { "intro", SOME_FLOW, 0, { { NULL } }, N_("an intro has paragraphs: <intro><p>…</p></intro>") },
  { "scene", SOME_FLOW ", (choice+ | ending)", 0, { ID, TITLE, { "speaker", AVOW_VALUE_WORDS, FALSE } },
    N_("a scene says what happens in paragraphs, then has choices or else an <ending kind=\"…\"/>") },
  { "choice", INLINES, WORDS, { ID, { "to", AVOW_VALUE_ID, TRUE } },
    N_("a choice is a sentence without paragraphs") },
  { "ending", "", 0, { { "kind", AVOW_VALUE_ENDING_KIND, TRUE } },
    N_("write <ending kind=\"good\"/> or <ending kind=\"poor\"/>; how it ends stands before it, in paragraphs") },

  /* blocks */
  { "h2", INLINES, WORDS, { ANCHOR }, N_("a heading is a line of words") },
  { "h3", INLINES, WORDS, { ANCHOR }, N_("a heading is a line of words") },
  { "h4", INLINES, WORDS, { ANCHOR }, N_("a heading is a line of words") },
  { "p", INLINES, WORDS, { ANCHOR }, N_("close the paragraph with </p> before the next thing begins") },
  { "ul", "li+", 0, { ANCHOR }, N_("a list has items: <li>…</li>") },
  { "ol", "li+", 0, { ANCHOR }, N_("a list has items: <li>…</li>") },
  { "li", INLINES ", (ul | ol)* | p, (p | ul | ol)*", WORDS, { { NULL } },
    N_("an item is words with perhaps lists below them, or else begins with a paragraph") },
  { "figure", "img, figcaption?", 0, { ANCHOR }, N_("a figure has an <img src=\"…\" alt=\"…\"/>, then perhaps a <figcaption>") },
  { "img", "", 0, { { "src", AVOW_VALUE_PICTURE, TRUE }, { "alt", AVOW_VALUE_WORDS, TRUE } },
    N_("write <img src=\"…\" alt=\"…\"/>, with what the picture shows in alt") },
  { "figcaption", INLINES, WORDS, { { NULL } }, N_("a caption is a line of words") },
  { "table", "caption?, tr+", 0, { ANCHOR }, N_("a table has perhaps a <caption>, then rows: <tr>…</tr>") },
  { "caption", INLINES, WORDS, { { NULL } }, N_("a caption is a line of words") },
  { "tr", "(th | td)+", 0, { { NULL } }, N_("a row has cells: <td>…</td>, or <th>…</th> for headings") },
  { "th", INLINES, 0, { { NULL } }, N_("a cell has words, without paragraphs") },
  { "td", INLINES, 0, { { NULL } }, N_("a cell has words, without paragraphs") },
  { "aside", SOME_FLOW, 0, { ANCHOR, { "role", AVOW_VALUE_ASIDE_ROLE, TRUE } },
    N_("an aside has paragraphs, lists, figures or tables") },
  { "details", "summary:details, " SOME_FLOW, 0, { ANCHOR },
    N_("details have a <summary>, then paragraphs, lists, figures or tables") },
  { "summary:details", INLINES, WORDS, { { NULL } }, N_("the summary of details is a line of words") },
  { "audio", "transcript", LATER, { ANCHOR, { "src", AVOW_VALUE_RECORDING, TRUE } },
    N_("a recording has its words in a <transcript>") },
  { "video", "transcript", LATER, { ANCHOR, { "src", AVOW_VALUE_RECORDING, TRUE } },
    N_("a recording has its words in a <transcript>") },
  { "transcript", SOME_FLOW, 0, { { NULL } }, N_("a transcript has paragraphs") },
  { "when", SOME_FLOW, 0, { WHEN }, N_("write paragraphs, lists, figures or tables") },

  /* inside a line */
  { "strong", INLINES, INLINE | WORDS, { { NULL } }, N_("<strong> marks words inside a line") },
  { "em", INLINES, INLINE | WORDS, { { NULL } }, N_("<em> marks words inside a line") },
  { "mark", INLINES, INLINE | WORDS, { { NULL } }, N_("<mark> marks words inside a line") },
  { "a", INLINES, INLINE | WORDS, { { "href", AVOW_VALUE_LINK, TRUE } }, N_("write <a href=\"…\">words</a>") },
  { "term:inline", INLINES, INLINE | WORDS, { { "ref", AVOW_VALUE_ID, TRUE } },
    N_("write <term ref=\"…\">words</term>; what it means stands in the glossary") },
  { "var", "", INLINE, { { "name", AVOW_VALUE_ID, TRUE } }, N_("write <var name=\"…\"/>") },
  { "when:inline", INLINES, INLINE | WORDS, { WHEN }, N_("write words, without paragraphs") },
};

/* What every element may bear. */
static const AvowElementAttribute common[] = {
  { "its:translate", AVOW_VALUE_YES_NO, FALSE },
  { AVOW_ELEMENT_UNTRANSLATED, AVOW_VALUE_ISSUE, FALSE },
};

static GHashTable *by_name; /* first element of each name */

static const AvowElement *
find_key (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].key, key))
      return &elements[i];

  return NULL;
}

static void
ensure_table (void)
{
  static gsize ready;

  if (!g_once_init_enter (&ready))
    return;

  by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      g_autofree char *name = g_strndup (elements[i].key, strcspn (elements[i].key, ":"));

      elements[i].name = g_intern_string (name);
      if (!g_hash_table_contains (by_name, name))
        g_hash_table_insert (by_name, (gpointer) elements[i].name, &elements[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    elements[i].model = avow_model_new (elements[i].content, find_key);

  g_once_init_leave (&ready, 1);
}

const AvowElement *
avow_element_get_document (void)
{
  ensure_table ();

  return &elements[0];
}

gboolean
avow_element_exists (const char *name)
{
  ensure_table ();

  return g_hash_table_contains (by_name, name);
}

const AvowElement *
avow_element_find (const char *name)
{
  const AvowElement *found;

  ensure_table ();

  found = g_hash_table_lookup (by_name, name);
  for (guint i = 0; i < G_N_ELEMENTS (elements) && found != NULL; i++)
    if (&elements[i] != found && elements[i].name == found->name)
      return NULL;

  return found;
}

char *
avow_element_describe_parents (const char *name)
{
  g_autoptr(GString) text = g_string_new (NULL);

  ensure_table ();
  for (guint i = 1; i < G_N_ELEMENTS (elements); i++)
    if (avow_model_find (elements[i].model, name) != NULL)
      {
        g_autofree char *tag = g_strdup_printf ("<%s>", elements[i].name);

        if (strstr (text->str, tag) == NULL)
          g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", tag);
      }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

const AvowElementAttribute *
avow_element_find_attribute (const AvowElement *element, const char *name)
{
  for (guint i = 0; i < AVOW_ELEMENT_MAX_ATTRIBUTES && element->attributes[i].name != NULL; i++)
    if (g_str_equal (element->attributes[i].name, name))
      return &element->attributes[i];

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (g_str_equal (common[i].name, name))
      return &common[i];

  return NULL;
}
