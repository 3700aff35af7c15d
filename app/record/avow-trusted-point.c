/* avow-trusted-point.c: what was found sound, to go on from another time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-trusted-point.h"

#include "avow-record-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define HEAD "avow-verified 1"

AvowTrustedPoint *
avow_trusted_point_new (gint64 position)
{
  AvowTrustedPoint *self = g_new0 (AvowTrustedPoint, 1);

  self->position = position;
  self->ledgers = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
avow_trusted_point_free (AvowTrustedPoint *self)
{
  g_ptr_array_unref (self->ledgers);
  g_free (self);
}

void
avow_trusted_point_add (AvowTrustedPoint *self, const AvowCheckpoint *checkpoint)
{
  g_ptr_array_add (self->ledgers, g_memdup2 (checkpoint, sizeof *checkpoint));
}

char *
avow_trusted_point_to_text (const AvowTrustedPoint *self)
{
  GString *text = g_string_new (HEAD "\n");

  g_string_append_printf (text, "position %" PRId64 "\n", self->position);
  for (guint i = 0; i < self->ledgers->len; i++)
    {
      const AvowCheckpoint *checkpoint = g_ptr_array_index (self->ledgers, i);
      g_autofree char *id = avow_digest_to_hex (&checkpoint->ledger);
      g_autofree char *root = avow_digest_to_hex (&checkpoint->root);

      g_string_append_printf (text, "ledger %s %" PRIu64 " %s\n", id, checkpoint->size, root);
    }
  return g_string_free (text, FALSE);
}

static gboolean
parse_ledger (const char *line, AvowCheckpoint *out_checkpoint)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  return g_strv_length (words) == 4 && g_str_equal (words[0], "ledger") && avow_digest_parse (words[1], &out_checkpoint->ledger)
         && g_ascii_string_to_unsigned (words[2], 10, 1, G_MAXINT64, &out_checkpoint->size, NULL)
         && avow_digest_parse (words[3], &out_checkpoint->root);
}

static gboolean
parse_lines (AvowTrustedPoint *self, char **lines)
{
  const char *number;

  if (g_strv_length (lines) < 4 || !g_str_equal (lines[0], HEAD) || !g_str_has_prefix (lines[1], "position "))
    return FALSE;
  number = lines[1] + strlen ("position ");
  if (!g_ascii_string_to_signed (number, 10, 1, G_MAXINT64, &self->position, NULL))
    return FALSE;
  for (guint i = 2; *lines[i] != '\0'; i++)
    {
      AvowCheckpoint checkpoint;

      if (lines[i + 1] == NULL || !parse_ledger (lines[i], &checkpoint))
        return FALSE;
      avow_trusted_point_add (self, &checkpoint);
    }
  return TRUE;
}

AvowTrustedPoint *
avow_trusted_point_parse (const char *text, GError **error)
{
  g_autoptr (AvowTrustedPoint) self = avow_trusted_point_new (0);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *again = NULL;

  /* what was cut short, or written into, is not taken for less than it was */
  if (parse_lines (self, lines))
    again = avow_trusted_point_to_text (self);
  if (g_strcmp0 (again, text) == 0)
    return g_steal_pointer (&self);
  g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
                       _("This is not what “avowctl verify --keep” wrote, or it was changed. Verify everything again, without it."));
  return NULL;
}
