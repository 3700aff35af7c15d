/* avow-look.c: how the application is shown, and what does not fit then
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-look.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>

#define NARROW_WIDTH 360
#define NARROW_HEIGHT 640
#define PATIENCE_MS 15000
#define STEP_MS 20

static void
set_word (AvowLook *self, const char *word)
{
  if (g_str_equal (word, "dark"))
    self->dark = TRUE;
  else if (g_str_equal (word, "contrast"))
    self->contrast = TRUE;
  else if (g_str_equal (word, "german"))
    self->german = TRUE;
  else if (g_str_equal (word, "large"))
    self->text_dpi = 2 * AVOW_LOOK_TEXT_DPI;
  else if (g_str_equal (word, "narrow"))
    {
      self->width = NARROW_WIDTH;
      self->height = NARROW_HEIGHT;
    }
  else if (!g_str_equal (word, "light"))
    g_error ("“%s” names no look; there are light, dark, contrast, narrow, large and german", word);
}

/* The names of months come from the C library's own locale, which no machine is sure to have; so it is made. */
static void
make_german (AvowLook *self)
{
  g_autofree char *locales = g_build_filename (self->folder, "locale", NULL);
  g_autofree char *locale = g_build_filename (locales, "de_DE.UTF-8", NULL);
  const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", locale, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_mkdir_with_parents (locales, 0755);
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_NONE, &error);
  if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
    g_error ("There is no German locale to be had (%s); Debian’s package “locales” has what it is made from", error->message);

  g_setenv ("LOCPATH", locales, TRUE);
  g_setenv ("LC_ALL", "de_DE.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "de", TRUE);
}

AvowLook *
avow_look_new (const char *words, const char *folder)
{
  AvowLook *self = g_new0 (AvowLook, 1);
  g_auto (GStrv) list = g_strsplit (words, "-", -1);

  self->width = AVOW_LOOK_WIDTH;
  self->height = AVOW_LOOK_HEIGHT;
  self->text_dpi = AVOW_LOOK_TEXT_DPI;
  self->folder = g_strdup (folder);
  self->findings = g_ptr_array_new_with_free_func (g_free);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; list[i] != NULL; i++)
    set_word (self, list[i]);

  if (self->german)
    make_german (self);
  setlocale (LC_ALL, "");

  return self;
}

void
avow_look_free (AvowLook *self)
{
  g_free (self->folder);
  g_ptr_array_unref (self->findings);
  g_hash_table_unref (self->known);
  g_free (self);
}

static char *
get_report_path (AvowLook *self)
{
  return g_build_filename (self->folder, "layout-report.txt", NULL);
}

void
avow_look_add_environment (AvowLook *self, GPtrArray *environment)
{
  g_autofree char *report = get_report_path (self);

  if (self->dark)
    g_ptr_array_add (environment, g_strdup ("ADW_DEBUG_COLOR_SCHEME=prefer-dark"));
  if (self->contrast)
    g_ptr_array_add (environment, g_strdup ("ADW_DEBUG_HIGH_CONTRAST=1"));
  g_ptr_array_add (environment, g_strdup_printf ("AVOW_LAYOUT_REPORT=%s", report));
  g_ptr_array_add (environment, g_strdup_printf ("AVOW_LAYOUT_WIDTH=%d", self->width));
  g_ptr_array_add (environment, g_strdup_printf ("AVOW_LAYOUT_HEIGHT=%d", self->height));
}

static char *
read_report (AvowLook *self, AvowDriver *driver)
{
  g_autofree char *path = get_report_path (self);
  char *text = NULL;

  g_unlink (path);
  avow_driver_signal (driver, SIGUSR1);
  for (int waited = 0; waited < PATIENCE_MS; waited += STEP_MS)
    {
      if (g_file_get_contents (path, &text, NULL, NULL))
        return text;
      g_usleep (STEP_MS * 1000);
    }

  avow_driver_give_up (driver, "The layout probe did not write", path);
}

static void
add_finding (AvowLook *self, const char *picture, const char *finding)
{
  if (!g_hash_table_add (self->known, g_strdup (finding)))
    return;

  g_ptr_array_add (self->findings, g_strdup_printf ("%s\t%s", picture, finding));
  g_printerr ("%s\t%s\n", picture, finding);
}

static void
save (AvowLook *self)
{
  g_autofree char *path = g_build_filename (self->folder, "findings.txt", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->findings->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (self->findings, i));
  if (!g_file_set_contents (path, text->str, text->len, &error))
    g_error ("%s", error->message);
}

void
avow_look_check (AvowLook *self, AvowDriver *driver, const char *picture)
{
  g_autofree char *report = read_report (self, driver);
  g_auto (GStrv) lines = g_strsplit (report, "\n", -1);
  g_autoptr (GPtrArray) nameless = avow_driver_list_nameless (driver);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '\0')
      add_finding (self, picture, lines[i]);
  for (guint i = 0; i < nameless->len; i++)
    {
      g_autofree char *finding = g_strdup_printf ("nameless\t%s", (char *) g_ptr_array_index (nameless, i));

      add_finding (self, picture, finding);
    }
  save (self);
}

gboolean
avow_look_conclude (AvowLook *self)
{
  if (self->findings->len > 0)
    g_print ("%u findings: see %s/findings.txt\n", self->findings->len, self->folder);

  return self->findings->len == 0;
}
