/* avow-help.c: pages of help, in a window of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-help.h"

#include <string.h>

#define FOLDER "/org/avow/Avow/help/"

/* Of Markdown, what these pages use: headings, paragraphs, lists, commands that are set in. */
typedef enum
{
  BLOCK_NONE,
  BLOCK_TITLE,
  BLOCK_HEADING,
  BLOCK_TEXT,
  BLOCK_ITEM,
  BLOCK_COMMANDS,
} BlockKind;

static const struct
{
  const char *mark;
  BlockKind kind;
  const char *css_class;
} kinds[] = {
  { "# ", BLOCK_TITLE, "title-2" },
  { "## ", BLOCK_HEADING, "title-4" },
  { "- ", BLOCK_ITEM, "body" },
  { "    ", BLOCK_COMMANDS, "monospace" },
};

typedef struct
{
  GtkBox *box;
  GtkWindow *window;
  BlockKind kind;
  GString *text; /* of the block at hand */
} Page;

/* (transfer full): with `words` and *words* as Pango marks them; all else escaped. */
static char *
mark_up (const char *text)
{
  static const struct
  {
    const char *pattern;
    const char *replacement;
  } marks[] = {
    { "\\*\\*([^*]+)\\*\\*", "<b>\\1</b>" },
    { "\\*([^*\\s][^*]*)\\*", "<i>\\1</i>" },
    { "`([^`]+)`", "<tt>\\1</tt>" },
  };
  char *markup = g_markup_escape_text (text, -1);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (marks[i].pattern, 0, 0, NULL);
      char *next = g_regex_replace (regex, markup, -1, 0, marks[i].replacement, 0, NULL);

      g_free (markup);
      markup = next;
    }
  return markup;
}

static const char *
find_css_class (BlockKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].css_class;
  return "body";
}

static GtkWidget *
create_label (Page *self)
{
  gboolean is_heading = self->kind == BLOCK_TITLE || self->kind == BLOCK_HEADING;
  g_autofree char *bullet = self->kind == BLOCK_ITEM ? g_strconcat ("• ", self->text->str, NULL) : NULL;
  g_autofree char *markup = self->kind != BLOCK_COMMANDS ? mark_up (bullet != NULL ? bullet : self->text->str) : NULL;
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", markup != NULL ? markup : self->text->str,
                                   "use-markup", markup != NULL,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "selectable", self->kind == BLOCK_COMMANDS,
                                   "accessible-role", is_heading ? GTK_ACCESSIBLE_ROLE_HEADING : GTK_ACCESSIBLE_ROLE_LABEL,
                                   NULL);

  gtk_widget_add_css_class (label, find_css_class (self->kind));
  return label;
}

static void
end_block (Page *self)
{
  if (self->kind != BLOCK_NONE && self->text->len > 0)
    {
      if (self->kind == BLOCK_TITLE)
        gtk_window_set_title (self->window, self->text->str);
      gtk_box_append (self->box, create_label (self));
    }
  self->kind = BLOCK_NONE;
  g_string_truncate (self->text, 0);
}

static void
begin_block (Page *self, BlockKind kind, const char *line)
{
  end_block (self);
  self->kind = kind;
  g_string_append (self->text, line);
}

static void
take_line (Page *self, const char *line)
{
  BlockKind kind = BLOCK_TEXT;
  const char *rest = line;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (line, kinds[i].mark))
      {
        kind = kinds[i].kind;
        rest = line + strlen (kinds[i].mark);
        break;
      }
  if (*line == '\0')
    end_block (self);
  else if (kind == BLOCK_COMMANDS && self->kind == BLOCK_COMMANDS)
    g_string_append_printf (self->text, "\n%s", rest);
  else if (kind == BLOCK_TEXT && (self->kind == BLOCK_TEXT || self->kind == BLOCK_ITEM))
    g_string_append_printf (self->text, " %s", g_strchug ((char *) rest));
  else
    begin_block (self, kind, rest);
}

/* (transfer full): the page in the first of the person's languages that it is there in. */
static GBytes *
load_page (const char *page)
{
  const char *const *languages = g_get_language_names ();
  g_autofree char *original = g_strconcat (FOLDER, page, ".md", NULL);

  for (guint i = 0; languages[i] != NULL && !g_str_has_prefix (languages[i], "en"); i++)
    {
      g_autofree char *path = g_strconcat (FOLDER, languages[i], "/", page, ".md", NULL);
      GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      if (bytes != NULL)
        return bytes;
    }
  return g_resources_lookup_data (original, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

void
avow_help_show (GtkWindow *parent, const char *page)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/avow/Avow/ui/avow-help.ui");
  g_autoptr (GBytes) bytes = load_page (page);
  g_autoptr (GString) block = g_string_new (NULL);
  Page self = { .text = block };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (bytes != NULL);

  self.window = GTK_WINDOW (gtk_builder_get_object (builder, "help"));
  self.box = GTK_BOX (gtk_builder_get_object (builder, "page"));
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    take_line (&self, lines[i]);
  end_block (&self);
  gtk_window_set_transient_for (self.window, parent);
  gtk_window_present (self.window);
}
