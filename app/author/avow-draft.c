/* avow-draft.c: a question while it is imported
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-draft.h"

#include "avow-reduce.h"

#include "course/avow-course-load.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SUBJECT 60 /* characters of a question's name in a diagnostic */

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

/* (transfer full): what is an id already, or a word that can be one. */
static char *
make_name (const char *key)
{
  g_autofree char *slug = NULL;

  if (key == NULL)
    return NULL;
  if (avow_value_is (AVOW_VALUE_ID, key) && strlen (key) <= 64)
    return g_strdup (key);
  slug = avow_import_slug (key);
  if (*slug == '\0')
    return NULL;

  return g_ascii_isalpha (*slug) ? g_steal_pointer (&slug) : g_strdup_printf ("q-%s", slug);
}

static char *
make_question_id (AvowDraft *self)
{
  g_autofree char *wanted = make_name (self->key != NULL ? self->key : self->name);

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

      if (!avow_inlines_say (part->inlines) || !avow_inlines_say (part->correct->inlines))
        avow_draft_refuse (self, g_strdup (_("a side of a pair has no words")), g_strdup (_("write what it says, or what its picture shows")));
    }
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
      block->inlines = avow_reduce_words (_("Choose what belongs in each gap."));
      g_ptr_array_add (self->question->prompt, block);
    }
  if (self->refusal == NULL && self->question->prompt->len == 0)
    avow_draft_refuse (self, g_strdup (_("it asks nothing")), g_strdup (_("write what is asked")));
  if (self->refusal == NULL)
    check_content (self);
  if (!settle (self))
    return;

  name_all (self);
  g_ptr_array_add (self->import->pool->questions, g_steal_pointer (&self->question));
}

void
avow_draft_finish_page (AvowDraft *self, GPtrArray *blocks)
{
  AvowPage *page;
  g_autofree char *wanted = make_name (self->key != NULL ? self->key : self->name);

  if (self->refusal == NULL && blocks->len == 0)
    avow_draft_refuse (self, g_strdup (_("it says nothing")), g_strdup (_("write a text, or take it out")));
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
