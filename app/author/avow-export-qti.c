/* avow-export-qti.c: questions as items of QTI 3.0, and the manifest of their package
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-export-private.h"

#include "avow-import-qti.h"

#include <string.h>

#define NAMESPACE "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
#define SCHEMA "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"

typedef struct
{
  AvowHtml *html;
  GString *out;
  const AvowQuestion *question;
  const char *type;   /* base type of what is answered */
  const char *number; /* cardinality */
} Item;

static void
write_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  avow_html_write_text (out, value);
  g_string_append_c (out, '"');
}

static gboolean
has_feedback (GPtrArray *options)
{
  for (guint i = 0; i < options->len; i++)
    if (((AvowOption *) g_ptr_array_index (options, i))->feedback->len > 0)
      return TRUE;

  return FALSE;
}

/* A gap is answered under its own name, all else as RESPONSE. */
static const char *
get_response (const AvowPart *gap)
{
  return gap != NULL ? gap->id : "RESPONSE";
}

/* The outcome that shows feedback of options. */
static char *
get_outcome (const AvowPart *gap)
{
  return gap != NULL ? g_strdup_printf ("FEEDBACK-%s", gap->id) : g_strdup ("FEEDBACK");
}

/* --- declarations ------------------------------------------------------------------------------------------------- */

static void
begin_response (Item *self, const AvowPart *gap)
{
  g_string_append (self->out, "  <qti-response-declaration");
  write_attribute (self->out, "identifier", get_response (gap));
  write_attribute (self->out, "cardinality", self->number);
  write_attribute (self->out, "base-type", self->type);
  g_string_append (self->out, ">\n    <qti-correct-response>\n");
}

static void
write_value (Item *self, const char *value)
{
  g_string_append (self->out, "      <qti-value>");
  avow_html_write_text (self->out, value);
  g_string_append (self->out, "</qti-value>\n");
}

static void
end_response (Item *self)
{
  g_string_append (self->out, "    </qti-correct-response>\n");
  if (self->question->kind == AVOW_QUESTION_TEXT_ENTRY)
    {
      g_string_append (self->out, "    <qti-mapping default-value=\"0\">\n");
      for (guint i = 0; i < self->question->accepted->len; i++)
        {
          g_string_append (self->out, "      <qti-map-entry");
          write_attribute (self->out, "map-key", g_ptr_array_index (self->question->accepted, i));
          g_string_append (self->out, " mapped-value=\"1\" case-sensitive=\"false\"/>\n");
        }
      g_string_append (self->out, "    </qti-mapping>\n");
    }
  g_string_append (self->out, "  </qti-response-declaration>\n");
}

static void
write_correct (Item *self, const AvowPart *gap, GPtrArray *options)
{
  begin_response (self, gap);
  for (guint i = 0; i < options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (options, i);

      if (option->correct || self->question->kind == AVOW_QUESTION_ORDER)
        write_value (self, option->id);
    }
  end_response (self);
}

static char *
name_right (const AvowOption *option)
{
  return g_strdup_printf ("%s-right", option->id);
}

static void
write_responses (Item *self)
{
  const AvowQuestion *question = self->question;

  switch (question->kind)
    {
    case AVOW_QUESTION_MATCH:
      begin_response (self, NULL);
      for (guint i = 0; i < question->parts->len; i++)
        {
          const AvowPart *part = g_ptr_array_index (question->parts, i);
          g_autofree char *right = name_right (part->correct);
          g_autofree char *pair = g_strdup_printf ("%s %s", part->id, right);

          write_value (self, pair);
        }
      end_response (self);
      break;

    case AVOW_QUESTION_INLINE_CHOICE:
      for (guint i = 0; i < question->parts->len; i++)
        {
          const AvowPart *gap = g_ptr_array_index (question->parts, i);

          write_correct (self, gap, gap->options);
        }
      break;

    case AVOW_QUESTION_TEXT_ENTRY:
      begin_response (self, NULL);
      write_value (self, g_ptr_array_index (question->accepted, 0));
      end_response (self);
      break;

    default:
      write_correct (self, NULL, question->options);
      break;
    }
}

static void
write_outcome (Item *self, const char *identifier, const char *number, const char *type)
{
  g_string_append (self->out, "  <qti-outcome-declaration");
  write_attribute (self->out, "identifier", identifier);
  write_attribute (self->out, "cardinality", number);
  write_attribute (self->out, "base-type", type);
  g_string_append (self->out, "/>\n");
}

/* Each place that has options with feedback: the question, or its gaps. */
typedef void (*ForPlace) (Item *self, const AvowPart *gap);

static void
for_each_explained (Item *self, ForPlace visit)
{
  if (self->question->kind <= AVOW_QUESTION_TRUE_FALSE && has_feedback (self->question->options))
    visit (self, NULL);
  for (guint i = 0; self->question->kind == AVOW_QUESTION_INLINE_CHOICE && i < self->question->parts->len; i++)
    {
      const AvowPart *gap = g_ptr_array_index (self->question->parts, i);

      if (has_feedback (gap->options))
        visit (self, gap);
    }
}

static void
declare_feedback (Item *self, const AvowPart *gap)
{
  g_autofree char *outcome = get_outcome (gap);

  write_outcome (self, outcome, self->number, "identifier");
}

static void
write_outcomes (Item *self)
{
  write_outcome (self, "SCORE", "single", "float");
  for_each_explained (self, declare_feedback);
  if (self->question->feedback->len > 0)
    write_outcome (self, "EXPLANATION", "single", "identifier");
}

/* --- the body ----------------------------------------------------------------------------------------------------- */

/* A choice by its element; feedback stands among its words. */
static void
write_choice (Item *self, const char *element, const char *id, GPtrArray *words, const AvowOption *option, const AvowPart *gap)
{
  g_string_append_printf (self->out, "<%s", element);
  write_attribute (self->out, "identifier", id);
  if (g_str_equal (element, "qti-simple-associable-choice"))
    write_attribute (self->out, "match-max", "1");
  g_string_append_c (self->out, '>');
  avow_html_write_inlines (self->html, words);
  if (option != NULL && option->feedback != NULL && option->feedback->len > 0)
    {
      g_autofree char *outcome = get_outcome (gap);

      g_string_append (self->out, "<qti-feedback-inline");
      write_attribute (self->out, "outcome-identifier", outcome);
      write_attribute (self->out, "identifier", id);
      g_string_append (self->out, " show-hide=\"show\">");
      avow_html_write_inlines (self->html, option->feedback);
      g_string_append (self->out, "</qti-feedback-inline>");
    }
  g_string_append_printf (self->out, "</%s>\n", element);
}

static void
write_simple_choices (Item *self, const char *element, const char *more)
{
  g_string_append_printf (self->out, "    <%s response-identifier=\"RESPONSE\"%s>\n", element, more);
  for (guint i = 0; i < self->question->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (self->question->options, i);

      g_string_append (self->out, "      ");
      write_choice (self, "qti-simple-choice", option->id, option->inlines, option, NULL);
    }
  g_string_append_printf (self->out, "    </%s>\n", element);
}

static void
write_match (Item *self)
{
  g_string_append_printf (self->out, "    <qti-match-interaction response-identifier=\"RESPONSE\" shuffle=\"true\" max-associations=\"%u\">\n"
                                     "      <qti-simple-match-set>\n",
                          self->question->parts->len);
  for (guint i = 0; i < self->question->parts->len; i++)
    {
      const AvowPart *part = g_ptr_array_index (self->question->parts, i);

      g_string_append (self->out, "        ");
      write_choice (self, "qti-simple-associable-choice", part->id, part->inlines, NULL, NULL);
    }
  g_string_append (self->out, "      </qti-simple-match-set>\n      <qti-simple-match-set>\n");
  for (guint i = 0; i < self->question->options->len; i++)
    {
      const AvowOption *option = g_ptr_array_index (self->question->options, i);
      g_autofree char *id = option->correct ? name_right (option) : g_strdup (option->id);

      g_string_append (self->out, "        ");
      write_choice (self, "qti-simple-associable-choice", id, option->inlines, NULL, NULL);
    }
  g_string_append (self->out, "      </qti-simple-match-set>\n    </qti-match-interaction>\n");
}

static void
write_passage (Item *self)
{
  g_string_append (self->out, "    <p>");
  for (guint i = 0; i < self->question->passage->len; i++)
    {
      const AvowPiece *piece = g_ptr_array_index (self->question->passage, i);

      if (piece->part == NULL)
        {
          avow_html_write_text (self->out, piece->text);
          continue;
        }
      g_string_append (self->out, "<qti-inline-choice-interaction");
      write_attribute (self->out, "response-identifier", piece->part->id);
      g_string_append (self->out, " shuffle=\"true\">");
      for (guint k = 0; k < piece->part->options->len; k++)
        {
          const AvowOption *option = g_ptr_array_index (piece->part->options, k);

          write_choice (self, "qti-inline-choice", option->id, option->inlines, option, piece->part);
        }
      g_string_append (self->out, "</qti-inline-choice-interaction>");
    }
  g_string_append (self->out, "</p>\n");
}

static void
write_body (Item *self)
{
  g_string_append (self->out, "  <qti-item-body>\n    ");
  avow_html_write_blocks (self->html, self->question->prompt);
  g_string_append_c (self->out, '\n');
  switch (self->question->kind)
    {
    case AVOW_QUESTION_MULTIPLE:
      write_simple_choices (self, "qti-choice-interaction", " shuffle=\"true\" max-choices=\"0\"");
      break;

    case AVOW_QUESTION_TRUE_FALSE:
      write_simple_choices (self, "qti-choice-interaction", " shuffle=\"false\" max-choices=\"1\"");
      break;

    case AVOW_QUESTION_MATCH:
      write_match (self);
      break;

    case AVOW_QUESTION_ORDER:
      write_simple_choices (self, "qti-order-interaction", " shuffle=\"true\"");
      break;

    case AVOW_QUESTION_INLINE_CHOICE:
      write_passage (self);
      break;

    case AVOW_QUESTION_TEXT_ENTRY:
      g_string_append (self->out, "    <p><qti-text-entry-interaction response-identifier=\"RESPONSE\"/></p>\n");
      break;

    case AVOW_QUESTION_SINGLE:
    default:
      write_simple_choices (self, "qti-choice-interaction", " shuffle=\"true\" max-choices=\"1\"");
      break;
    }
  g_string_append (self->out, "  </qti-item-body>\n");
}

/* --- what an answer brings ---------------------------------------------------------------------------------------- */

static void
write_comparison (Item *self, const char *response)
{
  if (self->question->kind == AVOW_QUESTION_TEXT_ENTRY)
    g_string_append (self->out, "        <qti-gt><qti-map-response identifier=\"RESPONSE\"/><qti-base-value base-type=\"float\">0</qti-base-value></qti-gt>\n");
  else
    {
      g_string_append (self->out, "        <qti-match><qti-variable");
      write_attribute (self->out, "identifier", response);
      g_string_append (self->out, "/><qti-correct");
      write_attribute (self->out, "identifier", response);
      g_string_append (self->out, "/></qti-match>\n");
    }
}

static void
show_feedback (Item *self, const AvowPart *gap)
{
  g_autofree char *outcome = get_outcome (gap);

  g_string_append (self->out, "    <qti-set-outcome-value");
  write_attribute (self->out, "identifier", outcome);
  g_string_append (self->out, "><qti-variable");
  write_attribute (self->out, "identifier", get_response (gap));
  g_string_append (self->out, "/></qti-set-outcome-value>\n");
}

/* All or nothing, as a question of a course counts. */
static void
write_rules (Item *self)
{
  gboolean gaps = self->question->kind == AVOW_QUESTION_INLINE_CHOICE;

  g_string_append (self->out, "  <qti-response-processing>\n    <qti-response-condition>\n      <qti-response-if>\n");
  if (gaps)
    g_string_append (self->out, "        <qti-and>\n");
  for (guint i = 0; i < (gaps ? self->question->parts->len : 1); i++)
    write_comparison (self, get_response (gaps ? g_ptr_array_index (self->question->parts, i) : NULL));
  if (gaps)
    g_string_append (self->out, "        </qti-and>\n");
  g_string_append (self->out, "        <qti-set-outcome-value identifier=\"SCORE\"><qti-base-value base-type=\"float\">1</qti-base-value></qti-set-outcome-value>\n"
                              "      </qti-response-if>\n    </qti-response-condition>\n");
  for_each_explained (self, show_feedback);
  if (self->question->feedback->len > 0)
    g_string_append (self->out, "    <qti-set-outcome-value identifier=\"EXPLANATION\"><qti-base-value base-type=\"identifier\">explanation</qti-base-value></qti-set-outcome-value>\n");
  g_string_append (self->out, "  </qti-response-processing>\n");
}

static void
write_explanation (Item *self)
{
  if (self->question->feedback->len == 0)
    return;

  g_string_append (self->out, "  <qti-modal-feedback outcome-identifier=\"EXPLANATION\" identifier=\"explanation\" show-hide=\"show\"><qti-content-body><p>");
  avow_html_write_inlines (self->html, self->question->feedback);
  g_string_append (self->out, "</p></qti-content-body></qti-modal-feedback>\n");
}

void
avow_export_write_item (AvowHtml *html, AvowCourse *course, const AvowQuestion *question)
{
  Item self = { .html = html, .out = html->out, .question = question, .type = "identifier", .number = "single" };
  g_autofree char *title = avow_export_get_title (question);

  if (question->kind == AVOW_QUESTION_MULTIPLE || question->kind == AVOW_QUESTION_MATCH)
    self.number = "multiple";
  else if (question->kind == AVOW_QUESTION_ORDER)
    self.number = "ordered";
  if (question->kind == AVOW_QUESTION_MATCH)
    self.type = "directedPair";
  else if (question->kind == AVOW_QUESTION_TEXT_ENTRY)
    self.type = "string";

  g_string_append (self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<qti-assessment-item xmlns=\"" NAMESPACE "\"\n"
                             "  xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"" NAMESPACE " " SCHEMA "\"\n ");
  write_attribute (self.out, "identifier", question->id);
  write_attribute (self.out, "title", title);
  write_attribute (self.out, "xml:lang", course->language);
  write_attribute (self.out, "tool-name", AVOW_QTI_TOOL);
  write_attribute (self.out, "tool-version", AVOW_VERSION);
  g_string_append (self.out, " adaptive=\"false\" time-dependent=\"false\">\n");
  write_responses (&self);
  write_outcomes (&self);
  write_body (&self);
  write_rules (&self);
  write_explanation (&self);
  g_string_append (self.out, "</qti-assessment-item>\n");
}

/* --- the package -------------------------------------------------------------------------------------------------- */

static void
write_resource (GString *out, const char *id, GPtrArray *pictures)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *file = g_strdup_printf ("%s.xml", id);

  g_string_append (out, "    <resource");
  write_attribute (out, "identifier", id);
  g_string_append (out, " type=\"imsqti_item_xmlv3p0\"");
  write_attribute (out, "href", file);
  g_string_append (out, ">\n      <file");
  write_attribute (out, "href", file);
  g_string_append (out, "/>\n");
  for (guint i = 0; i < pictures->len; i++)
    if (g_hash_table_add (seen, g_ptr_array_index (pictures, i)))
      {
        g_string_append (out, "      <file");
        write_attribute (out, "href", g_ptr_array_index (pictures, i));
        g_string_append (out, "/>\n");
      }
  g_string_append (out, "    </resource>\n");
}

char *
avow_export_write_manifest (const AvowPool *pool, GPtrArray *ids, GHashTable *pictures)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1\"");

  write_attribute (out, "identifier", pool->id);
  g_string_append (out, ">\n  <metadata>\n    <schema>QTI Package</schema>\n    <schemaversion>3.0.0</schemaversion>\n"
                        "    <lom xmlns=\"http://ltsc.ieee.org/xsd/LOM\"><general><title><string>");
  avow_html_write_text (out, pool->title);
  g_string_append (out, "</string></title></general></lom>\n  </metadata>\n  <organizations/>\n  <resources>\n");
  for (guint i = 0; i < ids->len; i++)
    write_resource (out, g_ptr_array_index (ids, i), g_hash_table_lookup (pictures, g_ptr_array_index (ids, i)));
  g_string_append (out, "  </resources>\n</manifest>\n");

  return g_string_free (out, FALSE);
}
