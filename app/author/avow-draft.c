/* avow-draft.c: a question while it is imported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-draft.h"

#include "avow-reduce.h"

#include "course/avow-course-load.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Around the number of a gap: characters for private use, which no text needs. */
#define MARK_BEGIN "\xEE\x80\x80"
#define MARK_END "\xEE\x80\x81"

static GPtrArray *
create_inlines (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) avow_inline_free);
}

void
avow_draft_init (AvowDraft *self, AvowImport *import, gsize offset)
{
  memset (self, 0, sizeof *self);
  self->import = import;
  self->offset = offset;
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  self->question = g_new0 (AvowQuestion, 1);
  self->question->prompt = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_block_free);
  self->question->options = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_option_free);
  self->question->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_part_free);
  self->question->passage = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_piece_free);
  self->question->accepted = g_ptr_array_new_with_free_func (g_free);
  self->question->feedback = create_inlines ();
}

void
avow_draft_clear (AvowDraft *self)
{
  g_free (self->name);
  g_free (self->key);
  g_clear_pointer (&self->question, avow_question_free);
  g_clear_pointer (&self->files, g_hash_table_unref);
  g_free (self->refusal);
  g_free (self->remedy);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
}

void
avow_draft_refuse (AvowDraft *self, char *message, char *remedy)
{
  if (self->refusal == NULL)
    {
      self->refusal = message;
      self->remedy = remedy;
      return;
    }

  g_free (message);
  g_free (remedy);
}

gboolean
avow_draft_is_refused (const AvowDraft *self)
{
  return self->refusal != NULL;
}

void
avow_draft_note (AvowDraft *self, const char *message, const char *remedy)
{
  AvowDiagnostic *note;

  for (guint i = 0; i < self->notes->len; i++)
    if (g_str_equal (((AvowDiagnostic *) g_ptr_array_index (self->notes, i))->message, message))
      return;

  note = g_new0 (AvowDiagnostic, 1);
  note->message = g_strdup (message);
  note->remedy = g_strdup (remedy);
  g_ptr_array_add (self->notes, note);
}

AvowOption *
avow_draft_create_option (const char *key, GPtrArray *inlines, gboolean correct, GPtrArray *feedback)
{
  AvowOption *option = g_new0 (AvowOption, 1);

  option->id = g_strdup (key);
  option->inlines = inlines;
  option->correct = correct;
  option->feedback = feedback != NULL ? feedback : create_inlines ();

  return option;
}

void
avow_draft_add_option (AvowDraft *self, AvowOption *option)
{
  g_ptr_array_add (self->question->options, option);
}

void
avow_draft_pair (AvowDraft *self, const char *key, GPtrArray *left, GPtrArray *right)
{
  gboolean decoy = !avow_inlines_say (left);
  AvowOption *option = avow_draft_create_option (key, right, !decoy, NULL);
  AvowPart *part;

  avow_draft_add_option (self, option);
  if (decoy)
    {
      g_ptr_array_unref (left);
      return;
    }

  part = g_new0 (AvowPart, 1);
  part->id = g_strdup (key);
  part->inlines = left;
  part->options = g_ptr_array_ref (self->question->options);
  part->correct = option;
  g_ptr_array_add (self->question->parts, part);
}

static char *
get_text (const AvowOption *option)
{
  g_autofree char *text = avow_inlines_to_text (option->inlines, NULL);

  return g_strdup (g_strstrip (text));
}

/* Whether two right sides read the same. */
static gboolean
share_sides (AvowDraft *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->question->options->len; i++)
    if (!g_hash_table_add (seen, get_text (g_ptr_array_index (self->question->options, i))))
      return TRUE;

  return FALSE;
}

/* Each right side once, as what may be chosen for a left side. */
static void
fill_gap (AvowPart *gap, GPtrArray *sides, const AvowPart *left)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *correct = get_text (left->correct);

  for (guint i = 0; i < sides->len; i++)
    {
      const AvowOption *side = g_ptr_array_index (sides, i);
      g_autofree char *text = get_text (side);

      if (!g_hash_table_add (seen, g_strdup (text)))
        continue;
      avow_gap_add_option (gap, avow_draft_create_option (NULL, avow_inlines_copy (side->inlines), g_str_equal (text, correct), NULL));
    }
}

void
avow_draft_settle_pairs (AvowDraft *self)
{
  g_autoptr (GPtrArray) sides = NULL, lefts = NULL;
  g_autoptr (GString) passage = g_string_new (NULL);

  if (!share_sides (self) || avow_draft_is_refused (self))
    return;

  sides = g_steal_pointer (&self->question->options);
  lefts = g_steal_pointer (&self->question->parts);
  self->question->kind = AVOW_QUESTION_INLINE_CHOICE;
  self->question->options = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_option_free);
  self->question->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_part_free);
  for (guint i = 0; i < lefts->len; i++)
    {
      const AvowPart *left = g_ptr_array_index (lefts, i);
      g_autofree char *text = avow_inlines_to_text (left->inlines, NULL);

      fill_gap (avow_draft_add_gap (self, left->id), sides, left);
      g_string_append_printf (passage, "%s%s: ", i > 0 ? "; " : "", text);
      avow_draft_write_mark (passage, i);
    }
  avow_draft_cut_passage (self, passage->str);
}

AvowPart *
avow_draft_add_gap (AvowDraft *self, const char *key)
{
  AvowPart *part = g_new0 (AvowPart, 1);

  part->id = g_strdup (key);
  part->options = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_option_free);
  g_ptr_array_add (self->question->parts, part);

  return part;
}

void
avow_gap_add_option (AvowPart *gap, AvowOption *option)
{
  if (option->correct)
    gap->correct = option;
  g_ptr_array_add (gap->options, option);
}

void
avow_draft_write_mark (GString *text, guint number)
{
  g_string_append_printf (text, MARK_BEGIN "%u" MARK_END, number);
}

/* What XML may have (its production 2), but for our marks. */
static gboolean
may_stand (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE002 && c <= 0xFFFD) || c >= 0x10000;
}

char *
avow_draft_clean (const char *text, gssize length)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  const char *end = text + (length >= 0 ? (gsize) length : strlen (text));

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (may_stand (c) || c == 0xE000 || c == 0xE001)
        g_string_append_unichar (clean, c);
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

static gboolean
has_mark (const AvowBlock *block)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autofree char *text = NULL;

  g_ptr_array_add (one, (gpointer) block);
  text = avow_blocks_to_text (one, NULL);

  return strstr (text, MARK_BEGIN) != NULL;
}

static void
add_piece (AvowDraft *self, const char *text, gsize length, AvowPart *part)
{
  AvowPiece *piece;

  if (part == NULL && length == 0)
    return;

  piece = g_new0 (AvowPiece, 1);
  piece->text = part == NULL ? g_strndup (text, length) : NULL;
  piece->part = part;
  g_ptr_array_add (self->question->passage, piece);
}

/* Cuts a text at its marks. Each gap has its place once, or there is something wrong with the text. */
void
avow_draft_cut_passage (AvowDraft *self, const char *text)
{
  g_autofree gboolean *placed = g_new0 (gboolean, self->question->parts->len + 1);
  const char *mark;
  guint n = 0;

  for (const char *p = text; TRUE; p = mark)
    {
      char *end = NULL;
      guint64 number;

      mark = strstr (p, MARK_BEGIN);
      add_piece (self, p, mark != NULL ? (gsize) (mark - p) : strlen (p), NULL);
      if (mark == NULL)
        break;
      mark += strlen (MARK_BEGIN);
      number = g_ascii_strtoull (mark, &end, 10);
      if (end == mark || !g_str_has_prefix (end, MARK_END) || number >= self->question->parts->len || placed[number])
        {
          avow_draft_refuse (self, g_strdup (_("a gap of it stands in the text twice")), g_strdup (_("write each gap once")));
          return;
        }
      placed[number] = TRUE;
      n++;
      add_piece (self, NULL, 0, g_ptr_array_index (self->question->parts, number));
      mark = end + strlen (MARK_END);
    }

  if (n < self->question->parts->len)
    avow_draft_refuse (self, g_strdup (_("a gap of it has no place in the text")), g_strdup (_("put it where it belongs")));
}

void
avow_draft_set_passage (AvowDraft *self, GPtrArray *blocks)
{
  GPtrArray *rest = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_block_free);
  g_autoptr (GPtrArray) line = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < blocks->len; i++)
    {
      AvowBlock *block = g_steal_pointer (&g_ptr_array_index (blocks, i));
      gboolean before = rest->len == 0 && !has_mark (block);

      g_ptr_array_add (before || block->kind == AVOW_BLOCK_FIGURE ? self->question->prompt : rest, block);
    }
  g_ptr_array_set_free_func (blocks, NULL);
  g_ptr_array_unref (blocks);

  line = avow_reduce_to_line (self, rest);
  text = avow_inlines_to_text (line, NULL);
  avow_draft_cut_passage (self, text);
}

void
avow_draft_explain (AvowDraft *self, GPtrArray *feedback)
{
  gboolean by_option = self->question->kind <= AVOW_QUESTION_TRUE_FALSE;

  for (guint i = 0; by_option && i < self->question->options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (self->question->options, i);

      avow_inlines_join (option->feedback, avow_inlines_copy (feedback));
    }

  if (by_option)
    g_ptr_array_unref (feedback);
  else
    avow_inlines_join (self->question->feedback, feedback);
}

void
avow_draft_explain_result (AvowDraft *self, gboolean right, GPtrArray *feedback)
{
  gboolean by_option = self->question->kind <= AVOW_QUESTION_TRUE_FALSE && self->question->kind != AVOW_QUESTION_MULTIPLE;

  for (guint i = 0; by_option && i < self->question->options->len; i++)
    {
      AvowOption *option = g_ptr_array_index (self->question->options, i);

      if (option->correct == right)
        avow_inlines_join (option->feedback, avow_inlines_copy (feedback));
    }
  if (!by_option && avow_inlines_say (feedback))
    avow_draft_note (self, _("feedback that depends on whether the answer is right is not taken"),
                     _("say in <feedback> what helps whoever answered either way"));
  g_ptr_array_unref (feedback);
}
