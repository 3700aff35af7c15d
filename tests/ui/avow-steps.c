/* avow-steps.c: the application opened, entered and left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-steps.h"

#include "avow-words.h"

#include <glib/gstdio.h>
#include <stdarg.h>

#define PATIENCE_MS 60000
#define STEP_MS 40
#define PAGE_MS 4000

/* Where Debian has it; the linker fills in the folder of the machine's architecture. */
#define FAKETIME "/usr/$LIB/faketime/libfaketimeMT.so.1"

AvowSteps *
avow_steps_new (const char *folder, const char *pictures)
{
  AvowSteps *self = g_new0 (AvowSteps, 1);

  self->folder = g_strdup (folder);
  self->pictures = g_strdup (pictures);
  self->course = avow_answers_load ("maintaining-customer-privacy");
  avow_words_init ();

  return self;
}

void
avow_steps_free (AvowSteps *self)
{
  if (self->driver != NULL)
    avow_steps_close (self);
  avow_course_unref (self->course);
  g_free (self->folder);
  g_free (self->pictures);
  g_free (self->ahead);
  g_free (self->locale);
  g_free (self);
}

static void
take_picture (AvowSteps *self, const char *picture)
{
  g_autofree char *name = g_strdup_printf ("%02u-%s.png", self->n_told, picture);
  g_autofree char *path = g_build_filename (self->pictures, name, NULL);

  /* a dialog opens as wide as it likes */
  if (self->look != NULL)
    avow_driver_narrow (self->driver, self->look->width + AVOW_LOOK_FRAME, self->look->height + AVOW_LOOK_FRAME);
  avow_driver_shoot (self->driver, path);
  if (self->look != NULL)
    avow_look_check (self->look, self->driver, name);
}

void
avow_steps_tell (AvowSteps *self, const char *picture, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  self->n_told++;
  if (self->pictures != NULL)
    g_print ("%2u. %s\n", self->n_told, text);
  else
    g_test_message ("%s", text);

  if (self->pictures != NULL && picture != NULL && self->driver != NULL)
    take_picture (self, picture);
}

void
avow_steps_set_ahead (AvowSteps *self, const char *ahead)
{
  g_free (self->ahead);
  self->ahead = g_strdup (ahead);
}

/* What the dynamic linker puts into the application: another clock, and a look at how it is laid out. */
static char *
list_preloaded (AvowSteps *self)
{
  GString *libraries = g_string_new (self->look != NULL ? AVOW_LAYOUT_PROBE : "");

  if (self->ahead != NULL)
    g_string_append_printf (libraries, "%s" FAKETIME, libraries->len > 0 ? ":" : "");

  return g_string_free (libraries, FALSE);
}

void
avow_steps_open (AvowSteps *self, const char *invitation)
{
  const char *argv[] = { "avow", "--data", self->folder, invitation, NULL };
  g_autoptr (GPtrArray) environment = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *preloaded = list_preloaded (self);

  if (self->locale != NULL)
    g_ptr_array_add (environment, g_strdup (self->locale));
  if (self->look != NULL)
    avow_look_add_environment (self->look, environment);
  if (preloaded[0] != '\0')
    g_ptr_array_add (environment, g_strdup_printf ("LD_PRELOAD=%s", preloaded));
  if (self->ahead != NULL)
    {
      g_ptr_array_add (environment, g_strdup_printf ("FAKETIME=%s", self->ahead));
      g_ptr_array_add (environment, g_strdup ("FAKETIME_DONT_FAKE_MONOTONIC=1"));
    }
  g_ptr_array_add (environment, NULL);

  avow_driver_set_text_dpi (self->look != NULL ? self->look->text_dpi : AVOW_LOOK_TEXT_DPI);
  self->driver = avow_driver_start (argv, (const char *const *) environment->pdata);
  avow_driver_resize (self->driver, AVOW_LOOK_FRAME + (self->look != NULL ? self->look->width : AVOW_LOOK_WIDTH),
                      AVOW_LOOK_FRAME + (self->look != NULL ? self->look->height : AVOW_LOOK_HEIGHT));
}

void
avow_steps_close (AvowSteps *self)
{
  avow_driver_quit (g_steal_pointer (&self->driver));
}

void
avow_steps_crash (AvowSteps *self)
{
  avow_driver_kill (g_steal_pointer (&self->driver));
}

void
avow_steps_sign_in (AvowSteps *self, const char *staff_number, const char *passphrase)
{
  avow_driver_wait_text (self->driver, avow_words ("Sign in"));
  avow_driver_fill (self->driver, avow_words_begin ("Staff _number"), staff_number);
  avow_driver_fill (self->driver, avow_words_begin ("Passphrase"), passphrase);
  avow_driver_press (self->driver, "Return");
  avow_driver_wait_gone (self->driver, ATSPI_ROLE_HEADING, avow_words ("Sign in"));
  g_object_unref (avow_driver_wait (self->driver, ATSPI_ROLE_HEADING, "*"));
}

void
avow_steps_sign_out (AvowSteps *self)
{
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words_begin ("_Be Someone Else"));
  avow_driver_wait_text (self->driver, avow_words ("Sign in"));
}

void
avow_steps_lock (AvowSteps *self)
{
  avow_driver_press (self->driver, "<Ctrl><Shift>l");
  avow_driver_wait_text (self->driver, avow_words ("Locked"));
}

void
avow_steps_unlock (AvowSteps *self, const char *passphrase)
{
  avow_driver_fill (self->driver, avow_words_begin ("Passphrase"), passphrase);
  avow_driver_press (self->driver, "Return");
  avow_driver_wait_gone (self->driver, ATSPI_ROLE_HEADING, avow_words ("Locked"));
}

void
avow_steps_join (AvowSteps *self, const char *code, const char *passphrase)
{
  avow_driver_wait_text (self->driver, avow_words ("Welcome to Avow"));
  avow_driver_fill (self->driver, avow_words_begin ("Co_de"), code);
  avow_driver_press (self->driver, "Return");
  avow_driver_wait_text (self->driver, avow_words ("What Avow records about you"));
  avow_steps_tell (self, "privacy", "Read what Avow records");
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Continue"));
  avow_driver_fill (self->driver, avow_words ("Passphrase"), passphrase);
  avow_driver_fill (self->driver, avow_words ("Passphrase, once more"), passphrase);
  avow_steps_tell (self, "passphrase", "Chose a passphrase");
  avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words ("_Join"));
  g_object_unref (avow_driver_wait (self->driver, ATSPI_ROLE_LIST, avow_words ("Things to do")));
}

/* Where a window is narrow, what else stands at its side is shown in place of the rest. */
void
avow_steps_unfold (AvowSteps *self, const char *button)
{
  g_autoptr (AtspiAccessible) folded = avow_driver_find (self->driver, ATSPI_ROLE_PUSH_BUTTON, button);

  if (folded != NULL)
    avow_driver_activate (self->driver, ATSPI_ROLE_PUSH_BUTTON, button);
}

static gboolean
is_page_shown (AvowSteps *self, const char *label)
{
  for (int waited = 0; waited < PAGE_MS; waited += STEP_MS)
    {
      g_autoptr (AtspiAccessible) page = avow_driver_find (self->driver, ATSPI_ROLE_PANEL, avow_words (label));

      if (page != NULL)
        return TRUE;
      g_usleep (STEP_MS * 1000);
    }

  return FALSE;
}

/* In a narrow window the list of pages slides away; as long as it is there, Tab goes through it. */
static void
wait_folded (AvowSteps *self)
{
  g_autoptr (AtspiAccessible) button = avow_driver_find (self->driver, ATSPI_ROLE_PUSH_BUTTON, avow_words_begin ("Show all pages"));

  if (button != NULL)
    avow_driver_wait_gone (self->driver, ATSPI_ROLE_LIST, avow_words_begin ("Pages"));
}

/* A key that comes while one view gives way to another reaches neither, and is pressed again; not at once, as the second
 * one would take the focus out of the page that the first has opened. */
void
avow_steps_show_page (AvowSteps *self, const char *label)
{
  g_autofree char *accelerator = g_strconcat ("<Alt>", avow_words_get_mnemonic (label), NULL);

  avow_steps_unfold (self, avow_words_begin ("Show all pages"));
  g_object_unref (avow_driver_wait (self->driver, ATSPI_ROLE_LIST, avow_words_begin ("Pages")));
  for (int waited = 0; waited < PATIENCE_MS; waited += PAGE_MS)
    {
      avow_driver_press (self->driver, accelerator);
      if (is_page_shown (self, label))
        {
          wait_folded (self);
          return;
        }
    }

  avow_driver_give_up (self->driver, "This page never showed", label);
}

static void
wait_file (AvowSteps *self, const char *path)
{
  for (int waited = 0; waited < PATIENCE_MS; waited += STEP_MS)
    {
      GStatBuf status;

      if (g_stat (path, &status) == 0 && status.st_size > 0)
        return;
      g_usleep (STEP_MS * 1000);
    }

  avow_driver_give_up (self->driver, "This file was never written", path);
}

/* The dialog puts its folder, and what it proposes, into the entry while one types already. */
static void
type_path (AvowSteps *self, const char *path)
{
  g_autofree char *typed = NULL;

  do
    {
      g_free (typed);
      avow_driver_fill (self->driver, avow_words_of_toolkit ("_Name:"), path);
      g_usleep (STEP_MS * 1000);
      typed = avow_driver_read (self->driver, avow_words_of_toolkit ("_Name:"));
    }
  while (!g_str_equal (typed, path));
}

void
avow_steps_save_as (AvowSteps *self, const char *path)
{
  type_path (self, path);
  avow_driver_press (self->driver, "Return");
  avow_driver_wait_gone (self->driver, ATSPI_ROLE_TEXT, avow_words_of_toolkit ("_Name:"));
  wait_file (self, path);
}
