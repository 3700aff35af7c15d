/* avow-draft-finish.c: a question that was read, checked, named and taken in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-draft.h"

#include "avow-course-write.h"
#include "avow-reduce.h"

#include "course/avow-course-prescan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SUBJECT 60 /* characters of a question's name in a diagnostic */
#define ID_BYTES 100        /* of an id, at most about */
#define FRAME_ELEMENTS 1000 /* what a course has around its questions: a pool and a check for each category */
#define FRAME_BYTES (512 * 1024)

/* --- ids ------------------------------------------------------------------------------------------------------ */

/* The words that are asked, for a question that has no name: the same words, the same id. */
static char *
digest_prompt (AvowDraft *self)
{
  g_autofree char *prompt = avow_blocks_to_text (self->question->prompt, NULL);
  g_autofree char *digest = NULL;
  GString *all = g_string_new (prompt);

  for (guint i = 0; i < self->question->passage->len; i++)
    {
      const AvowPiece *piece = g_ptr_array_index (self->question->passage, i);

      if (piece->text != NULL)
        g_string_append (all, piece->text);
    }
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, all->len);
  g_string_free (all, TRUE);

  return g_strdup_printf ("q-%.8s", digest);
}

/* (transfer full) (nullable): words as an id. */
static char *
make_word (const char *name)
{
  g_autofree char *slug = name != NULL ? avow_import_slug (name) : g_strdup ("");

  if (*slug == '\0')
    return NULL;

  return g_ascii_isalpha (*slug) ? g_steal_pointer (&slug) : g_strdup_printf ("q-%s", slug);
}

/* The same of what identifies something in its source: it may be an id already. */
static char *
make_name (const char *key)
{
  return key != NULL && avow_value_is (AVOW_VALUE_ID, key) && strlen (key) <= 64 ? g_strdup (key) : make_word (key);
}

static char *
make_question_id (AvowDraft *self)
{
  g_autofree char *wanted = self->key != NULL ? make_name (self->key) : make_word (self->name);

  if (wanted == NULL)
    wanted = digest_prompt (self);

  return avow_import_take_id (self->import, wanted);
}

/* a, b, … z, 27, 28 … */
static char *
make_letter (guint number)
{
  return number < 26 ? g_strdup_printf ("%c", 'a' + number) : g_strdup_printf ("%u", number + 1);
}

/* An id below another: its key in the source where it has one, else its place. Takes @key. */
static char *
make_inner_id (AvowDraft *self, const char *outer, char *key, char *place)
{
  g_autofree char *own = make_name (key);
  g_autofree char *prefix = g_strdup_printf ("%s-", outer);
  g_autofree char *wanted = own != NULL && (self->ours || g_str_has_prefix (own, prefix)) ? g_strdup (own)
                                                                         : g_strconcat (prefix, own != NULL ? own : place, NULL);

  g_free (key);
  g_free (place);
  return avow_import_take_id (self->import, wanted);
}

static void
name_options (AvowDraft *self, const char *outer, GPtrArray *options)
{
  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, i);
      char *place = self->question->kind == AVOW_QUESTION_TRUE_FALSE ? g_strdup (i == 0 ? "true" : "false")
                    : self->question->kind == AVOW_QUESTION_ORDER    ? g_strdup_printf ("%u", i + 1)
                                                                     : make_letter (i);

      option->id = make_inner_id (self, outer, option->id, place);
    }
}

/* A pair has one id for both of its sides. */
static void
name_pairs (AvowDraft *self, const char *outer)
{
  guint decoys = 0;

  for (guint i = 0; i < self->question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (self->question->parts, i);

      part->id = make_inner_id (self, outer, part->id, g_strdup_printf ("%u", i + 1));
      g_free (part->correct->id);
      part->correct->id = g_strdup (part->id);
    }
  for (guint i = 0; i < self->question->options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (self->question->options, i);

      if (!option->correct)
        option->id = make_inner_id (self, outer, option->id, g_strdup_printf ("decoy-%u", ++decoys));
    }
}

static void
name_gaps (AvowDraft *self, const char *outer)
{
  for (guint i = 0; i < self->question->parts->len; i++)
    {
      AvowPart *part = g_ptr_array_index (self->question->parts, i);

      part->id = make_inner_id (self, outer, part->id, g_strdup_printf ("gap-%u", i + 1));
      name_options (self, part->id, part->options);
    }
}

static void
name_all (AvowDraft *self)
{
  const char *id = self->question->id = make_question_id (self);

  if (self->question->kind == AVOW_QUESTION_MATCH)
    name_pairs (self, id);
  else if (self->question->kind == AVOW_QUESTION_INLINE_CHOICE)
    name_gaps (self, id);
  else
    name_options (self, id, self->question->options);
}

/* --- the end -------------------------------------------------------------------------------------------------- */

static void
check_options (AvowDraft *self, GPtrArray *options, gboolean one)
{
  guint correct = 0;

  for (guint i = 0; i < options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (options, i);

      correct += option->correct;
      if (!avow_inlines_say (option->inlines))
        avow_draft_refuse (self, g_strdup (_("an answer of it has no words")), g_strdup (_("write what it says, or what its picture shows")));
    }

  if (options->len < 2)
    avow_draft_refuse (self, g_strdup (_("there is nothing to choose between")), g_strdup (_("write at least two answers")));
  else if (correct == 0)
    avow_draft_refuse (self, g_strdup (_("no answer of it is right")), g_strdup (_("mark the right one")));
  else if (correct > 1 && one)
    avow_draft_refuse (self, g_strdup_printf (_("%u answers are right where one can be chosen"), correct),
                       g_strdup (_("mark one, or let several be chosen")));
}

static void
check_pairs (AvowDraft *self)
{
  for (guint i = 0; i < self->question->parts->len; i++)
    {
      const AvowPart *part = g_ptr_array_index (self->question->parts, i);

      if (!avow_inlines_say (part->inlines))
        avow_draft_refuse (self, g_strdup (_("a side of a pair has no words")), g_strdup (_("write what it says, or what its picture shows")));
    }
  for (guint i = 0; i < self->question->options->len; i++)
    if (!avow_inlines_say (((AvowOption *) g_ptr_array_index (self->question->options, i))->inlines))
      avow_draft_refuse (self, g_strdup (_("a side of a pair has no words")), g_strdup (_("write what it says, or what its picture shows")));
  if (self->question->parts->len == 0 || self->question->options->len < 2)
    avow_draft_refuse (self, g_strdup (_("there is nothing to choose between")), g_strdup (_("write at least two pairs")));
}

static void
check_entries (AvowDraft *self)
{
  for (guint i = 0; i < self->question->options->len; i++)
    if (!avow_inlines_say (((AvowOption *) g_ptr_array_index (self->question->options, i))->inlines))
      avow_draft_refuse (self, g_strdup (_("something to be put in order has no words")),
                         g_strdup (_("write what it says, or what its picture shows")));
  if (self->question->options->len < 2)
    avow_draft_refuse (self, g_strdup (_("there is nothing to put in order")), g_strdup (_("write at least two entries")));
}

static void
check_gaps (AvowDraft *self)
{
  if (self->question->parts->len == 0)
    avow_draft_refuse (self, g_strdup (_("its text has no gap")), g_strdup (_("write one where a word is to be chosen")));
  for (guint i = 0; i < self->question->parts->len; i++)
    check_options (self, ((AvowPart *) g_ptr_array_index (self->question->parts, i))->options, TRUE);
}

static void
check_accepted (AvowDraft *self)
{
  for (guint i = self->question->accepted->len; i > 0; i--)
    if (!avow_text_says (g_ptr_array_index (self->question->accepted, i - 1)))
      g_ptr_array_remove_index (self->question->accepted, i - 1);
  if (self->question->accepted->len == 0)
    avow_draft_refuse (self, g_strdup (_("no answer of it is right")), g_strdup (_("write the words that are accepted")));
}

static void
check_content (AvowDraft *self)
{
  switch (self->question->kind)
    {
    case AVOW_QUESTION_SINGLE:
    case AVOW_QUESTION_TRUE_FALSE:
      check_options (self, self->question->options, TRUE);
      break;

    case AVOW_QUESTION_MULTIPLE:
      check_options (self, self->question->options, FALSE);
      break;

    case AVOW_QUESTION_MATCH:
      check_pairs (self);
      break;

    case AVOW_QUESTION_ORDER:
      check_entries (self);
      break;

    case AVOW_QUESTION_INLINE_CHOICE:
      check_gaps (self);
      break;

    case AVOW_QUESTION_TEXT_ENTRY:
      check_accepted (self);
      break;

    case AVOW_QUESTION_INBOX:
    case AVOW_QUESTION_REDACT:
    default:
      g_assert_not_reached ();
    }
}

static char *
cut_subject (const char *name)
{
  g_autofree char *line = avow_draft_clean (name, -1);

  g_strstrip (g_strdelimit (line, "\r\n\t", ' '));
  if (g_utf8_strlen (line, -1) <= MAX_SUBJECT)
    return g_steal_pointer (&line);
  *g_utf8_offset_to_pointer (line, MAX_SUBJECT - 1) = '\0';

  return g_strconcat (line, "…", NULL);
}

static void
report_notes (AvowDraft *self, const char *subject)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      AvowDiagnostic *note = g_ptr_array_index (self->notes, i);

      avow_import_note (self->import, self->offset, subject, g_steal_pointer (&note->message), g_steal_pointer (&note->remedy));
    }
}

/* Whether the course that has all the others still has room for this. */
static gboolean
has_room (AvowDraft *self, const char *xml, gsize length)
{
  guint elements = 0;

  for (const char *p = strchr (xml, '<'); p != NULL; p = strchr (p + 1, '<'))
    elements += p[1] != '/';
  length += elements * ID_BYTES;
  if (self->import->elements + elements > AVOW_COURSE_MAX_ELEMENTS - FRAME_ELEMENTS ||
      self->import->bytes + length > AVOW_COURSE_MAX_BYTES - FRAME_BYTES)
    return FALSE;

  self->import->elements += elements;
  self->import->bytes += length;
  return TRUE;
}

static void
refuse_for_room (AvowDraft *self)
{
  avow_draft_refuse (self, g_strdup (_("the course has no room for it")), g_strdup (_("import it into another course")));
}

static void
commit_pictures (AvowDraft *self)
{
  GHashTableIter iter;
  gpointer path, bytes;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &path, &bytes))
    if (!g_hash_table_contains (self->import->pictures, path))
      {
        self->import->picture_bytes += g_bytes_get_size (bytes);
        g_hash_table_insert (self->import->pictures, g_strdup (path), g_bytes_ref (bytes));
      }
}

/* Whether it may be taken; if not, says why. */
static gboolean
settle (AvowDraft *self)
{
  g_autofree char *prompt = avow_blocks_to_text (self->question->prompt, NULL);
  const char *name = self->name != NULL && avow_text_says (self->name) ? self->name : prompt;
  g_autofree char *subject = avow_text_says (name) ? cut_subject (name) : NULL;

  if (self->refusal != NULL)
    {
      avow_import_refuse (self->import, self->offset, subject, g_steal_pointer (&self->refusal), g_steal_pointer (&self->remedy));
      return FALSE;
    }

  report_notes (self, subject);
  commit_pictures (self);
  self->import->taken++;
  return TRUE;
}

void
avow_draft_finish (AvowDraft *self)
{
  if (self->question->prompt->len == 0 && self->question->kind == AVOW_QUESTION_INLINE_CHOICE)
    {
      AvowBlock *block = g_new0 (AvowBlock, 1);

      block->kind = AVOW_BLOCK_PARAGRAPH;
      block->inlines = avow_inlines_new_words (_("Choose what belongs in each gap."));
      g_ptr_array_add (self->question->prompt, block);
    }
  if (self->refusal == NULL && self->question->prompt->len == 0)
    avow_draft_refuse (self, g_strdup (_("it asks nothing")), g_strdup (_("write what is asked")));
  if (self->refusal == NULL)
    check_content (self);
  if (self->refusal == NULL)
    {
      g_autoptr (GString) xml = g_string_new (NULL);

      avow_write_question (xml, 2, self->question);
      if (!has_room (self, xml->str, xml->len))
        refuse_for_room (self);
    }
  if (!settle (self))
    return;

  name_all (self);
  g_ptr_array_add (self->import->pool->questions, g_steal_pointer (&self->question));
}

void
avow_draft_finish_page (AvowDraft *self, GPtrArray *blocks)
{
  AvowPage *page;
  g_autofree char *wanted = self->key != NULL ? make_name (self->key) : make_word (self->name);

  if (self->refusal == NULL && blocks->len == 0)
    avow_draft_refuse (self, g_strdup (_("it says nothing")), g_strdup (_("write a text, or take it out")));
  if (self->refusal == NULL)
    {
      g_autoptr (GString) xml = g_string_new (NULL);

      avow_write_blocks (xml, 2, blocks);
      if (!has_room (self, xml->str, xml->len))
        refuse_for_room (self);
    }
  if (!settle (self))
    {
      g_ptr_array_unref (blocks);
      return;
    }

  page = g_new0 (AvowPage, 1);
  page->blocks = blocks;
  page->title = self->name != NULL && avow_text_says (self->name) ? cut_subject (self->name) : g_strdup (_("Text"));
  page->id = avow_import_take_id (self->import, wanted != NULL ? wanted : "text");
  g_ptr_array_add (self->import->pages, page);
}
