/* avow-steps-desk.c: declarations, their receipts, reports, and programs that check them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include "avow-words.h"

#include <gio/gio.h>
#include <string.h>

#define CLAUSE avow_words ("I have read and agree to this: %s")
#define CODE "?????" "-?????" "-?????" "-?????" /* no trigraphs */

void
avow_steps_tick_clauses (AvowSteps *self, guint n)
{
  g_autoptr (GPtrArray) boxes = NULL;

  g_object_unref (avow_driver_wait (self->driver, ATSPI_ROLE_CHECK_BOX, CLAUSE));
  boxes = avow_driver_list (self->driver, ATSPI_ROLE_CHECK_BOX, CLAUSE);
  for (guint i = 0; i < MIN (n, boxes->len); i++)
    {
      g_autofree char *name = atspi_accessible_get_name (g_ptr_array_index (boxes, i), NULL);

      if (!avow_driver_is_checked (self->driver, ATSPI_ROLE_CHECK_BOX, name))
        avow_driver_activate (self->driver, ATSPI_ROLE_CHECK_BOX, name);
    }
}

guint
avow_steps_count_ticks (AvowSteps *self, guint *out_clauses)
{
  g_autoptr (GPtrArray) boxes = NULL;
  guint n = 0;

  g_object_unref (avow_driver_wait (self->driver, ATSPI_ROLE_CHECK_BOX, CLAUSE));
  boxes = avow_driver_list (self->driver, ATSPI_ROLE_CHECK_BOX, CLAUSE);
  for (guint i = 0; i < boxes->len; i++)
    {
      g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (g_ptr_array_index (boxes, i));

      n += atspi_state_set_contains (states, ATSPI_STATE_CHECKED);
    }
  if (out_clauses != NULL)
    *out_clauses = boxes->len;

  return n;
}

void
avow_steps_sign (AvowSteps *self, const char *name, const char *passphrase)
{
  avow_driver_fill (self->driver, avow_words_begin ("Your name, as in the roster: %s"), name);
  avow_driver_fill (self->driver, avow_words_begin ("Your passphrase"), passphrase);
  avow_steps_tell (self, "statement", "Typed the name and the passphrase");
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Sign"));
}

void
avow_steps_decline (AvowSteps *self, const char *reason, const char *passphrase)
{
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Decline…"));
  avow_driver_wait_text (self->driver, avow_words ("You may say why. Your compliance team will contact you. You can still sign it later."));
  avow_driver_focus (self->driver, ATSPI_ROLE_TEXT, avow_words_begin ("_Why you decline"));
  avow_driver_type (self->driver, reason);
  avow_driver_fill (self->driver, avow_words_begin ("Your passphrase"), passphrase);
  avow_steps_tell (self, "decline", "Said why, and typed the passphrase");
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Decline"));
  avow_driver_wait_text (self->driver, avow_words ("Declined on %s"));
}

void
avow_steps_save_receipt (AvowSteps *self, const char *button, const char *path)
{
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, button);
  avow_steps_save_as (self, path);
}

void
avow_steps_leave_receipt (AvowSteps *self)
{
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Done"));
  avow_driver_wait_gone (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words_begin ("_Save Receipt…"));
}

char *
avow_steps_invite (AvowSteps *self, const char *staff_number, const char *name, const char *team, const char *passphrase, const char *path)
{
  g_autoptr (AtspiAccessible) code = NULL;

  avow_steps_show_page (self, "_Programme");
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words_begin ("_Invite…"));
  avow_driver_fill (self->driver, avow_words_begin ("Staff _number"), staff_number);
  avow_driver_fill (self->driver, avow_words_begin ("N_ame, as it is to stand on what they sign"), name);
  avow_driver_fill (self->driver, avow_words_begin ("_Team"), team);
  avow_driver_fill (self->driver, avow_words_begin ("Your passphrase"), passphrase);
  avow_steps_tell (self, "invite", "Wrote whom to invite");
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words_begin ("_Save Invitation…"));
  avow_steps_save_as (self, path);
  code = avow_driver_wait (self->driver, ATSPI_ROLE_INVALID, CODE);

  return atspi_accessible_get_name (code, NULL);
}

void
avow_steps_choose_attestation (AvowSteps *self)
{
  avow_driver_focus (self->driver, ATSPI_ROLE_COMBO_BOX, avow_words_begin ("Report"));
  avow_driver_press (self->driver, "space");
  avow_driver_press (self->driver, "Down");
  avow_driver_press (self->driver, "Return");
  avow_driver_wait_text (self->driver, avow_words_begin ("Signed or declined (UTC)"));
}

void
avow_steps_export (AvowSteps *self, const char *format, const char *path)
{
  const char *button = g_str_equal (format, "PDF") ? avow_words_begin ("Export as PD_F…") : avow_words_begin ("Export as CS_V…");

  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, button);
  avow_steps_save_as (self, path);
}

static char *
run (const char *input, const char *const *argv, gboolean *out_success)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  char *output = NULL;

  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error))
    g_error ("%s: %s", argv[0], error->message);
  *out_success = g_subprocess_get_successful (process);

  return output;
}

char *
avow_steps_run (const char *input, const char *const *argv)
{
  gboolean success;
  char *output = run (input, argv, &success);

  if (!success)
    {
      g_autofree char *command = g_strjoinv (" ", (GStrv) argv);

      g_error ("%s failed: %s", command, output);
    }

  return output;
}

char *
avow_steps_get_name (const char *folder, const char *staff_number)
{
  const char *argv[] = { "avowctl", "--data", folder, "person", "list", NULL };
  g_autofree char *output = avow_steps_run (NULL, argv);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);

      if (g_strcmp0 (fields[0], staff_number) == 0)
        return g_strdup (fields[1]);
    }

  g_error ("Nobody has the staff number %s", staff_number);
}

gboolean
avow_steps_verify_signature (const char *document, const char *certificate)
{
  const char *argv[] = { "xmlsec1", "--verify", "--trusted-pem", certificate, document, NULL };
  gboolean success;
  g_autofree char *output = run (NULL, argv, &success);

  return success && strstr (output, "OK") != NULL;
}
