/* avow-draw.c: which questions are asked, and in what order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-draw.h"

#include "sign/avow-digest.h"

#include <string.h>

#define COUNTER_LENGTH 8
#define NUMBER_LENGTH 4

struct _AvowDraws
{
  GByteArray *input;   /* seed ‖ label ‖ counter */
  guint64 counter;     /* of the next block */
  AvowDigest block;
  gsize used;          /* bytes taken from the block */
};

typedef struct
{
  AvowQuestion *question; /* (transfer none) */
  AvowDraw *draw;         /* (transfer none) */
} Drawn;

static void
fill_block (AvowDraws *self)
{
  guint64 counter = GUINT64_TO_BE (self->counter);

  memcpy (self->input->data + self->input->len - COUNTER_LENGTH, &counter, COUNTER_LENGTH);
  avow_digest_compute (self->input->data, self->input->len, &self->block);
  self->counter++;
  self->used = 0;
}

static guint32
take_number (AvowDraws *self)
{
  guint32 number;

  if (self->used == AVOW_DIGEST_LENGTH)
    fill_block (self);

  memcpy (&number, self->block.bytes + self->used, NUMBER_LENGTH);
  self->used += NUMBER_LENGTH;
  return GUINT32_FROM_BE (number);
}

static gboolean
contains (GPtrArray *ids, const char *id)
{
  return ids != NULL && g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL);
}

/* the questions of a pool in a drawn order, those that were not asked before in front */
static GPtrArray *
order_pool (AvowDraws *draws, AvowPool *pool, GPtrArray *excluded)
{
  GPtrArray *fresh = g_ptr_array_new ();
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i < pool->questions->len; i++)
    {
      AvowQuestion *question = g_ptr_array_index (pool->questions, i);
      g_ptr_array_add (contains (excluded, question->id) ? known : fresh, question);
    }

  avow_draws_shuffle (draws, fresh);
  avow_draws_shuffle (draws, known);
  g_ptr_array_extend (fresh, known, NULL, NULL);
  return fresh;
}

/* adds what @draw asks for to @drawn, but nothing that stands in @taken */
static void
add_drawn (AvowDraws *draws, AvowDraw *draw, GPtrArray *excluded, GHashTable *taken, GPtrArray *drawn)
{
  g_autoptr (GPtrArray) ordered = order_pool (draws, draw->pool, excluded);
  guint count = 0;

  for (guint i = 0; i < ordered->len && count < draw->count; i++)
    {
      AvowQuestion *question = g_ptr_array_index (ordered, i);
      Drawn *one;

      if (!g_hash_table_add (taken, question))
        continue;

      one = g_new (Drawn, 1);
      one->question = question;
      one->draw = draw;
      g_ptr_array_add (drawn, one);
      count++;
    }
}

char *
avow_draw_seed_new (void)
{
  guint8 bytes[AVOW_DRAW_SEED_LENGTH];
  GString *hex = g_string_sized_new (2 * AVOW_DRAW_SEED_LENGTH);

  avow_random_bytes (bytes, sizeof bytes);
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);

  return g_string_free (hex, FALSE);
}

gboolean
avow_draw_seed_is_valid (const char *seed_hex)
{
  return seed_hex != NULL && strlen (seed_hex) == 2 * AVOW_DRAW_SEED_LENGTH
         && strspn (seed_hex, "0123456789abcdef") == 2 * AVOW_DRAW_SEED_LENGTH;
}

AvowDraws *
avow_draws_new (const char *seed_hex, const char *label)
{
  AvowDraws *self;
  const guint8 counter[COUNTER_LENGTH] = { 0 };

  g_return_val_if_fail (avow_draw_seed_is_valid (seed_hex), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  self = g_new0 (AvowDraws, 1);
  self->input = g_byte_array_new ();
  for (gsize i = 0; i < AVOW_DRAW_SEED_LENGTH; i++)
    {
      guint8 byte = g_ascii_xdigit_value (seed_hex[2 * i]) << 4 | g_ascii_xdigit_value (seed_hex[2 * i + 1]);
      g_byte_array_append (self->input, &byte, 1);
    }
  g_byte_array_append (self->input, (const guint8 *) label, strlen (label));
  g_byte_array_append (self->input, counter, sizeof counter);
  fill_block (self);
  return self;
}

void
avow_draws_free (AvowDraws *self)
{
  g_byte_array_unref (self->input);
  g_free (self);
}

guint32
avow_draws_below (AvowDraws *self, guint32 limit)
{
  guint64 bound;
  guint32 number;

  g_return_val_if_fail (limit > 0, 0);

  bound = (G_GUINT64_CONSTANT (1) << 32) / limit * limit;
  do
    number = take_number (self);
  while (number >= bound);

  return number % limit;
}

void
avow_draws_shuffle (AvowDraws *self, GPtrArray *array)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint other = avow_draws_below (self, i);
      gpointer last = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[other];
      array->pdata[other] = last;
    }
}

gboolean
avow_draw_is_tested_out (GPtrArray *tested_out, const AvowModule *module)
{
  for (guint i = 0; module != NULL && tested_out != NULL && i < tested_out->len; i++)
    if (g_str_equal (((const AvowRecordTestedOut *) g_ptr_array_index (tested_out, i))->module, module->id))
      return TRUE;

  return FALSE;
}

GPtrArray *
avow_draw_assessment (const AvowAssessment *assessment, const char *seed_hex, GPtrArray *excluded, GPtrArray *tested_out,
                      GPtrArray **out_draws)
{
  g_autoptr (AvowDraws) draws = avow_draws_new (seed_hex, "assessment");
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) drawn = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();
  GPtrArray *questions = g_ptr_array_new ();

  for (guint i = 0; i < assessment->draws->len; i++)
    {
      AvowDraw *draw = g_ptr_array_index (assessment->draws, i);

      if (!avow_draw_is_tested_out (tested_out, draw->module))
        add_drawn (draws, draw, excluded, taken, drawn);
    }
  avow_draws_shuffle (draws, drawn);

  for (guint i = 0; i < drawn->len; i++)
    {
      Drawn *one = g_ptr_array_index (drawn, i);
      g_ptr_array_add (questions, one->question);
      g_ptr_array_add (reasons, one->draw);
    }

  if (out_draws != NULL)
    *out_draws = g_steal_pointer (&reasons);
  return questions;
}

GPtrArray *
avow_draw_check (AvowCheck *check, const char *seed_hex)
{
  g_autofree char *label = g_strconcat ("check ", check->id, NULL);
  g_autoptr (AvowDraws) draws = avow_draws_new (seed_hex, label);
  GPtrArray *questions = order_pool (draws, check->pool, NULL);

  if (check->draw < questions->len)
    g_ptr_array_set_size (questions, check->draw);
  return questions;
}

static GPtrArray *
shuffle_options (GPtrArray *options, const char *id, const char *seed_hex)
{
  g_autofree char *label = g_strconcat ("options ", id, NULL);
  g_autoptr (AvowDraws) draws = avow_draws_new (seed_hex, label);
  GPtrArray *shuffled = g_ptr_array_new ();

  g_ptr_array_extend (shuffled, options, NULL, NULL);
  avow_draws_shuffle (draws, shuffled);
  return shuffled;
}

static gboolean
is_same_order (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_index (a, i) != g_ptr_array_index (b, i))
      return FALSE;

  return TRUE;
}

GPtrArray *
avow_draw_options (AvowQuestion *question, const char *seed_hex)
{
  GPtrArray *options;

  if (question->kind == AVOW_QUESTION_TRUE_FALSE)
    {
      options = g_ptr_array_new ();
      g_ptr_array_extend (options, question->options, NULL, NULL);
      return options;
    }

  options = shuffle_options (question->options, question->id, seed_hex);
  if (question->kind == AVOW_QUESTION_ORDER && is_same_order (options, question->options))
    g_ptr_array_add (options, g_ptr_array_steal_index (options, 0));
  return options;
}

GPtrArray *
avow_draw_part_options (AvowPart *part, const char *seed_hex)
{
  return shuffle_options (part->options, part->id, seed_hex);
}
