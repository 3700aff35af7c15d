/* avow-cli-secret.c: what is typed, and not shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-cli.h"

#include "sign/avow-secret.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define SECRET_MAX 1023 /* bytes: whatever a person types is shorter */

/* What may end or stop the program while it waits. */
static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP };

static volatile sig_atomic_t came; /* the signal that did; 0: none */

typedef struct
{
  struct termios shown;
  struct sigaction actions[G_N_ELEMENTS (signals)];
  sigset_t mask;
} Terminal;

void
avow_cli_secret_free (AvowCliSecret *self)
{
  avow_secret_free (self);
}

static void
note_signal (int number)
{
  came = number;
}

/* Signals are held back but for the moments in which wait_for_byte() waits, so that none slips by in between. */
static void
hide_typing (Terminal *terminal)
{
  struct sigaction action = { .sa_handler = note_signal };
  struct termios hidden = terminal->shown;
  sigset_t held;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  sigemptyset (&held);
  came = 0;
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaddset (&held, signals[i]);
  sigprocmask (SIG_BLOCK, &held, &terminal->mask);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      sigaction (signals[i], NULL, &terminal->actions[i]);
      /* what was ignored before, as under nohup, stays ignored */
      if (terminal->actions[i].sa_handler != SIG_IGN)
        sigaction (signals[i], &action, NULL);
    }
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
}

/* Passes a signal that came meanwhile on to whom it was meant for. */
static void
show_typing (Terminal *terminal)
{
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &terminal->shown);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &terminal->actions[i], NULL);
  if (came != 0)
    raise (came);
  sigprocmask (SIG_SETMASK, &terminal->mask, NULL);
}

/* FALSE: a signal came. */
static gboolean
wait_for_byte (const Terminal *terminal)
{
  struct pollfd file = { .fd = STDIN_FILENO, .events = POLLIN };
  while (terminal != NULL && came == 0 && ppoll (&file, 1, NULL, &terminal->mask) < 0 && errno == EINTR)
    ;
  return terminal == NULL || came == 0;
}

/* Without stdio, which would keep a copy. */
static gssize
read_bytes (const Terminal *terminal, char *line, gsize size)
{
  gsize length = 0;
  gssize got = 0;
  char byte;
  while (wait_for_byte (terminal) && (got = TEMP_FAILURE_RETRY (read (STDIN_FILENO, &byte, 1))) == 1 && byte != '\n')
    if (length < size)
      line[length++] = byte;
  if (length > 0 && length < size && line[length - 1] == '\r')
    length--;
  return length > 0 || got == 1 ? (gssize) length : -1;
}

static AvowCliSecret *
read_line (const Terminal *terminal, GError **error)
{
  char line[SECRET_MAX + 1];
  gssize length = read_bytes (terminal, line, sizeof line);
  AvowCliSecret *secret = NULL;
  if (length < 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("Nothing was typed."));
  else if (length > SECRET_MAX || memchr (line, '\0', (gsize) length) != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _("What was typed is longer than %d bytes, or holds a byte that no text has, so it can’t be used. Nothing was done."),
                 SECRET_MAX);
  else
    {
      line[length] = '\0';
      secret = avow_secret_dup (line);
    }
  explicit_bzero (line, sizeof line);
  return secret;
}

AvowCliSecret *
avow_cli_ask_secret (const char *prompt, GError **error)
{
  Terminal terminal;
  if (!isatty (STDIN_FILENO) || tcgetattr (STDIN_FILENO, &terminal.shown) != 0)
    return read_line (NULL, error);
  for (;;)
    {
      g_autoptr (GError) local_error = NULL;
      g_printerr ("%s ", prompt);
      hide_typing (&terminal);
      g_autoptr (AvowCliSecret) secret = read_line (&terminal, &local_error);
      gboolean stopped = came == SIGTSTP;
      show_typing (&terminal);
      g_printerr ("\n");
      /* the program was put aside, and has been taken up again: it asks anew */
      if (stopped)
        continue;
      if (secret == NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return g_steal_pointer (&secret);
    }
}

AvowCliSecret *
avow_cli_ask_passphrase (AvowStore *store, const char *person, GError **error)
{
  g_autoptr (AvowPerson) entry = avow_roster_get (store, person, error);
  if (entry == NULL)
    return NULL;
  g_autofree char *prompt = g_strdup_printf (_("Passphrase of %s (%s):"), entry->name, entry->staff_number);
  return avow_cli_ask_secret (prompt, error);
}

AvowCliSecret *
avow_cli_ask_new_secret (const char *prompt, GError **error)
{
  g_autoptr (AvowCliSecret) first = avow_cli_ask_secret (prompt, error);
  if (first == NULL || !isatty (STDIN_FILENO))
    return g_steal_pointer (&first);
  g_autoptr (AvowCliSecret) again = avow_cli_ask_secret (_("Once more:"), error);
  if (again == NULL)
    return NULL;
  if (strcmp (first, again) == 0)
    return g_steal_pointer (&first);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The two are not the same. Nothing was done; begin again."));
  return NULL;
}
