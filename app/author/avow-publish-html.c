/* avow-publish-html.c: a course or document as a page of the web
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-publish-html.h"

#include "avow-author-resources.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE "index.html"
#define STYLE "style.css"
#define DEEPEST_HEADING 6

typedef struct
{
  GString *out;
  AvowPublication *publication;
  guint level; /* of the last heading */
  guint base;  /* what is added to levels within blocks: a section's heading is one above */
} Writer;

static void write_blocks (Writer *self, GPtrArray *blocks);

static void
write_text (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

static void
write_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  write_text (out, value);
  g_string_append_c (out, '"');
}

/* ` lang="…"`, where what the program says is in another language than the text. */
static void
write_own_language (Writer *self)
{
  const char *own = avow_publication_get_own_language ();

  if (g_ascii_strcasecmp (own, self->publication->language) == 0)
    return;
  write_attribute (self->out, "lang", own);
  write_attribute (self->out, "xml:lang", own);
}

static void
write_variable (Writer *self, const char *name)
{
  const char *value = g_hash_table_lookup (self->publication->variables, name);

  if (value != NULL)
    {
      write_text (self->out, value);
      return;
    }
  g_string_append (self->out, "<mark");
  write_own_language (self);
  g_string_append_printf (self->out, ">[%s: ", name);
  write_text (self->out, _("not filled in"));
  g_string_append (self->out, "]</mark>");
}

static void write_inlines (Writer *self, GPtrArray *inlines);

static void
write_element (Writer *self, const char *name, GPtrArray *inlines)
{
  g_string_append_printf (self->out, "<%s>", name);
  write_inlines (self, inlines);
  g_string_append_printf (self->out, "</%s>", name);
}

static void
write_link (Writer *self, const char *prefix, const AvowInline *part)
{
  g_autofree char *target = g_strconcat (prefix, part->target, NULL);

  g_string_append (self->out, "<a");
  write_attribute (self->out, "href", target);
  g_string_append_c (self->out, '>');
  write_inlines (self, part->children);
  g_string_append (self->out, "</a>");
}

static void
write_inline (Writer *self, const AvowInline *part)
{
  switch (part->kind)
    {
    case AVOW_INLINE_TEXT:
      write_text (self->out, part->text);
      break;
    case AVOW_INLINE_STRONG:
      write_element (self, "strong", part->children);
      break;
    case AVOW_INLINE_EM:
      write_element (self, "em", part->children);
      break;
    case AVOW_INLINE_MARK:
      write_element (self, "mark", part->children);
      break;
    case AVOW_INLINE_LINK:
      write_link (self, "", part);
      break;
    case AVOW_INLINE_TERM:
      /* a summary has no glossary */
      if (self->publication->one_page)
        write_inlines (self, part->children);
      else
        write_link (self, "#" AVOW_PUBLICATION_TERM, part);
      break;
    case AVOW_INLINE_VAR:
      write_variable (self, part->target);
      break;
    case AVOW_INLINE_WHEN:
    default:
      write_inlines (self, part->children);
      break;
    }
}

static void
write_inlines (Writer *self, GPtrArray *inlines)
{
  for (guint i = 0; inlines != NULL && i < inlines->len; i++)
    {
      const AvowInline *part = g_ptr_array_index (inlines, i);

      if (avow_condition_holds (part->condition, self->publication->variables))
        write_inline (self, part);
    }
}

/* A heading is at most one level below the one before it. */
static guint
begin_heading (Writer *self, guint level)
{
  self->level = MIN (MIN (level, self->level + 1), DEEPEST_HEADING);

  return self->level;
}

static void
write_heading (Writer *self, const AvowBlock *block)
{
  g_autofree char *name = g_strdup_printf ("h%u", begin_heading (self, block->level + self->base));

  write_element (self, name, block->inlines);
}

static void
write_list (Writer *self, const AvowBlock *block)
{
  const char *name = block->ordered ? "ol" : "ul";

  g_string_append_printf (self->out, "<%s>\n", name);
  for (guint i = 0; i < block->children->len; i++)
    {
      const AvowBlock *item = g_ptr_array_index (block->children, i);

      g_string_append (self->out, "<li>");
      write_blocks (self, item->children);
      g_string_append (self->out, "</li>\n");
    }
  g_string_append_printf (self->out, "</%s>", name);
}

static void
write_figure (Writer *self, const AvowBlock *block)
{
  g_string_append (self->out, "<figure><img");
  write_attribute (self->out, "src", block->source);
  write_attribute (self->out, "alt", block->alternative);
  g_string_append (self->out, "/>");
  if (block->inlines != NULL && block->inlines->len > 0)
    write_element (self, "figcaption", block->inlines);
  g_string_append (self->out, "</figure>");
}

static void
write_row (Writer *self, const AvowBlock *row)
{
  const char *scope = avow_block_is_row_of_headers (row) ? "col" : "row";

  g_string_append (self->out, "<tr>");
  for (guint i = 0; i < row->children->len; i++)
    {
      const AvowBlock *cell = g_ptr_array_index (row->children, i);

      if (cell->header)
        g_string_append_printf (self->out, "<th scope=\"%s\">", scope);
      else
        g_string_append (self->out, "<td>");
      write_inlines (self, cell->inlines);
      g_string_append (self->out, cell->header ? "</th>" : "</td>");
    }
  g_string_append (self->out, "</tr>\n");
}

/* What is too wide for a narrow screen scrolls by itself, and by keyboard. */
static void
write_table (Writer *self, const AvowBlock *block)
{
  g_autofree char *name = avow_inlines_to_text (block->inlines, self->publication->variables);

  g_string_append (self->out, "<div class=\"wide\" role=\"region\" tabindex=\"0\"");
  write_attribute (self->out, "aria-label", *name != '\0' ? name : _("Table"));
  g_string_append (self->out, "><table>\n");
  if (*name != '\0')
    write_element (self, "caption", block->inlines);
  for (guint i = 0; i < block->children->len; i++)
    write_row (self, g_ptr_array_index (block->children, i));
  g_string_append (self->out, "</table></div>");
}

static void
write_aside (Writer *self, const AvowBlock *block)
{
  static const char *const classes[] = { "note", "case", "habit" };

  g_string_append_printf (self->out, "<div class=\"aside %s\" role=\"note\">\n<p class=\"role\"", classes[block->role]);
  write_own_language (self);
  g_string_append_c (self->out, '>');
  write_text (self->out, avow_aside_role_to_label (block->role));
  g_string_append (self->out, "</p>\n");
  write_blocks (self, block->children);
  g_string_append (self->out, "</div>");
}

static void
write_details (Writer *self, const AvowBlock *block)
{
  g_string_append (self->out, "<details>");
  write_element (self, "summary", block->inlines);
  write_blocks (self, block->children);
  g_string_append (self->out, "</details>");
}

static void
write_paragraph (Writer *self, const AvowBlock *block)
{
  g_string_append (self->out, "<p");
  if (block->id != NULL)
    write_attribute (self->out, "id", block->id);
  g_string_append_c (self->out, '>');
  write_inlines (self, block->inlines);
  g_string_append (self->out, "</p>");
}

static void
write_block (Writer *self, const AvowBlock *block)
{
  switch (block->kind)
    {
    case AVOW_BLOCK_HEADING:
      write_heading (self, block);
      break;
    case AVOW_BLOCK_LIST:
      write_list (self, block);
      break;
    case AVOW_BLOCK_FIGURE:
      write_figure (self, block);
      break;
    case AVOW_BLOCK_TABLE:
      write_table (self, block);
      break;
    case AVOW_BLOCK_ASIDE:
      write_aside (self, block);
      break;
    case AVOW_BLOCK_DETAILS:
      write_details (self, block);
      break;
    case AVOW_BLOCK_WHEN:
      write_blocks (self, block->children);
      break;
    case AVOW_BLOCK_PARAGRAPH:
    case AVOW_BLOCK_ITEM: /* these three stand in what they are part of */
    case AVOW_BLOCK_ROW:
    case AVOW_BLOCK_CELL:
    default:
      write_paragraph (self, block);
      break;
    }
  g_string_append_c (self->out, '\n');
}

static void
write_blocks (Writer *self, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const AvowBlock *block = g_ptr_array_index (blocks, i);

      if (avow_condition_holds (block->condition, self->publication->variables))
        write_block (self, block);
    }
}

static void
write_section_heading (Writer *self, const AvowSection *section)
{
  guint level = begin_heading (self, section->level);

  g_string_append_printf (self->out, "<h%u", level);
  write_attribute (self->out, "id", section->id);
  g_string_append_c (self->out, '>');
  write_text (self->out, section->title);
  g_string_append_printf (self->out, "</h%u>\n", level);
}

/* Sections of the second level, and those of the third below them, as links. */
static void
write_contents (Writer *self)
{
  GPtrArray *sections = self->publication->sections;
  guint depth = 1;

  g_string_append (self->out, "<nav aria-labelledby=\"contents\"><h2 id=\"contents\"");
  write_own_language (self);
  g_string_append_c (self->out, '>');
  write_text (self->out, _("Contents"));
  g_string_append (self->out, "</h2>\n");
  for (guint i = 0; i < sections->len; i++)
    {
      const AvowSection *section = g_ptr_array_index (sections, i);

      /* an item stays open until it is known whether a list belongs into it */
      for (; depth > section->level; depth--)
        g_string_append (self->out, "</li></ul>\n");
      g_string_append (self->out, depth < section->level ? "<ul><li>" : "</li>\n<li>");
      depth = section->level;
      g_string_append (self->out, "<a href=\"#");
      write_text (self->out, section->id);
      g_string_append (self->out, "\">");
      write_text (self->out, section->title);
      g_string_append (self->out, "</a>");
    }
  for (; depth > 1; depth--)
    g_string_append (self->out, "</li></ul>\n");
  g_string_append (self->out, "</nav>\n");
}

static void
write_head (Writer *self)
{
  const AvowPublication *publication = self->publication;

  g_string_append (self->out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"");
  write_attribute (self->out, "lang", publication->language);
  write_attribute (self->out, "xml:lang", publication->language);
  g_string_append (self->out, ">\n<head>\n<meta charset=\"utf-8\"/>\n<title>");
  write_text (self->out, publication->title);
  g_string_append (self->out, "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"author\"");
  write_attribute (self->out, "content", publication->publisher);
  g_string_append (self->out, "/>\n<meta name=\"generator\" content=\"Avow " AVOW_VERSION "\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n"
                              "<link rel=\"stylesheet\" href=\"" STYLE "\"/>\n</head>\n");
}

static void
write_title (Writer *self)
{
  const AvowPublication *publication = self->publication;

  g_string_append (self->out, "<header>\n<h1>");
  write_text (self->out, publication->title);
  g_string_append (self->out, "</h1>\n<dl");
  write_own_language (self);
  g_string_append (self->out, ">\n");
  for (guint i = 0; i < publication->particulars->len; i++)
    {
      const AvowParticular *particular = g_ptr_array_index (publication->particulars, i);

      g_string_append (self->out, "<div><dt>");
      write_text (self->out, particular->label);
      g_string_append (self->out, "</dt><dd>");
      write_text (self->out, particular->value);
      g_string_append (self->out, "</dd></div>\n");
    }
  g_string_append (self->out, "</dl>\n</header>\n");
}

static void
write_body (Writer *self)
{
  const AvowPublication *publication = self->publication;

  g_string_append (self->out, "<body>\n<a class=\"skip\" href=\"#text\"");
  write_own_language (self);
  g_string_append_c (self->out, '>');
  write_text (self->out, _("To the text"));
  g_string_append (self->out, "</a>\n");
  self->level = 1;
  write_title (self);
  if (!publication->one_page)
    write_contents (self);
  g_string_append (self->out, "<main id=\"text\">\n");
  self->base = 0;
  write_blocks (self, publication->preamble);
  for (guint i = 0; i < publication->sections->len; i++)
    {
      const AvowSection *section = g_ptr_array_index (publication->sections, i);

      write_section_heading (self, section);
      self->base = section->level - 1;
      write_blocks (self, section->blocks);
    }
  g_string_append (self->out, "</main>\n</body>\n</html>\n");
}

static gboolean
write_file (const char *folder, const char *name, const char *data, gsize length, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) local_error = NULL;

  if (g_mkdir_with_parents (parent, 0755) == 0
      && g_file_replace_contents (file, data, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &local_error))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("“%s” could not be written (%s). Choose another folder."), path,
               local_error != NULL ? local_error->message : g_strerror (errno));
  return FALSE;
}


static gboolean
write_picture (AvowPublication *publication, const AvowBlock *block, const char *folder, GError **error)
{
  GBytes *bytes = avow_edition_get_file (publication->files, block->source);

  return write_file (folder, block->source, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

static gboolean
write_pictures (AvowPublication *publication, GPtrArray *blocks, const char *folder, GError **error)
{
  for (guint i = 0; blocks != NULL && i < blocks->len; i++)
    {
      const AvowBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == AVOW_BLOCK_FIGURE && !write_picture (publication, block, folder, error))
        return FALSE;
      if (!write_pictures (publication, block->children, folder, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
avow_publish_html (AvowPublication *publication, const char *folder, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GBytes) style = NULL;
  Writer writer = { out, publication, 0, 0 };

  g_return_val_if_fail (publication != NULL && folder != NULL, FALSE);

  write_head (&writer);
  write_body (&writer);
  style = g_resource_lookup_data (avow_author_get_resource (), "/avow/author/" STYLE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (style == NULL || !write_pictures (publication, publication->preamble, folder, error))
    return FALSE;
  for (guint i = 0; i < publication->sections->len; i++)
    if (!write_pictures (publication, ((AvowSection *) g_ptr_array_index (publication->sections, i))->blocks, folder, error))
      return FALSE;

  return write_file (folder, STYLE, g_bytes_get_data (style, NULL), g_bytes_get_size (style), error)
         && write_file (folder, PAGE, out->str, out->len, error);
}
