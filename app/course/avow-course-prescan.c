/* avow-course-prescan.c: what is looked at before libxml2 sees a byte
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-prescan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gsize tag; /* offset of its `<` */
  gsize name_length;
} OpenElement;

static const AvowPrescanLimits course_limits = {
  .bytes = AVOW_COURSE_MAX_BYTES,
  .depth = AVOW_COURSE_MAX_DEPTH,
  .elements = AVOW_COURSE_MAX_ELEMENTS,
  .value = AVOW_COURSE_MAX_VALUE,
  .text = AVOW_COURSE_MAX_TEXT,
};

typedef struct
{
  AvowSource *source;
  const AvowPrescanLimits *limits;
  const char *p;
  const char *end;
  GArray *tags;     /* of guint32 */
  OpenElement open[AVOW_PRESCAN_MAX_DEPTH];
  guint depth;
  guint n_elements;
  gsize text_length; /* since the last tag */

  /* of the tag being read */
  const char *names[AVOW_COURSE_MAX_ATTRIBUTES];
  gsize name_lengths[AVOW_COURSE_MAX_ATTRIBUTES];
  guint n_attributes;
} Prescan;

static gboolean
refuse (Prescan *self, const char *at, char *message, char *remedy)
{
  g_autofree char *element = NULL;

  if (self->depth > 0)
    {
      const OpenElement *open = &self->open[self->depth - 1];

      element = g_strndup (self->source->text + open->tag + 1, open->name_length);
    }

  avow_source_add (self->source, AVOW_DIAGNOSTIC_SYNTAX, at - self->source->text, element, message, remedy);
  return FALSE;
}

static gboolean
refuse_end (Prescan *self, const char *opened)
{
  return refuse (self, self->end,
                 g_strdup_printf (_("the file ends in the middle of what begins on line %u"),
                                  avow_source_get_line (self->source, opened - self->source->text)),
                 g_strdup (_("the file may have been cut off: take a whole copy, or close what is open")));
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static gboolean
starts_with (Prescan *self, const char *p, const char *what)
{
  gsize length = strlen (what);

  return (gsize) (self->end - p) >= length && memcmp (p, what, length) == 0;
}

static const char *
skip_spaces (const char *p, const char *end)
{
  while (p < end && is_space (*p))
    p++;

  return p;
}

/* Whatever may end a name in a tag. Which characters a name may have is for libxml2 to say. */
static const char *
skip_name (const char *p, const char *end)
{
  while (p < end && !is_space (*p) && strchr ("=/<>\"'&", *p) == NULL)
    p++;

  return p;
}

/* How much of a name to show: no more than a name may have, and no half character. */
static int
cut_name (const char *name, gsize length)
{
  if (length <= AVOW_COURSE_MAX_NAME)
    return length;

  length = AVOW_COURSE_MAX_NAME;
  while (length > 0 && (name[length] & 0xC0) == 0x80)
    length--;

  return length;
}

/* UTF-8 throughout, and said to be so. */
static gboolean
check_encoding (Prescan *self)
{
  static const char *marks[] = { "\xFF\xFE", "\xFE\xFF", "<" };
  const char *invalid;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize length = strlen (marks[i]);

      /* a `<` beside a zero byte is UTF-16 without a mark */
      if (starts_with (self, self->p, marks[i]) &&
          (i < 2 || ((gsize) (self->end - self->p) > length && self->p[length] == '\0')))
        return refuse (self, self->p, g_strdup (_("the file is in UTF-16, which Avow does not read")),
                       g_strdup (_("save it as UTF-8")));
    }

  if (g_utf8_validate_len (self->p, self->end - self->p, &invalid))
    return TRUE;

  if (*invalid == '\0')
    return refuse (self, invalid, g_strdup (_("there is a zero byte in the text")),
                   g_strdup (_("remove it, or save the file as UTF-8")));

  return refuse (self, invalid, g_strdup (_("this character is not in UTF-8")),
                 g_strdup (_("save the file as UTF-8; your editor may call it an encoding or character set")));
}

/* The one thing in `<?` that may be: what the file itself is. */
static gboolean
read_declaration (Prescan *self)
{
  const char *close, *encoding, *name;
  char quote;

  if (!starts_with (self, self->p, "<?xml") || self->end - self->p < 6 || !is_space (self->p[5]))
    return TRUE;

  close = memmem (self->p, self->end - self->p, "?>", 2);
  if (close == NULL)
    return refuse_end (self, self->p);

  encoding = memmem (self->p, close - self->p, "encoding", strlen ("encoding"));
  if (encoding != NULL)
    {
      name = skip_spaces (encoding + strlen ("encoding"), close);
      if (name < close && *name == '=')
        name = skip_spaces (name + 1, close);
      quote = name < close ? *name : '\0';
      if (g_ascii_strncasecmp (name + 1, "utf-8", 5) != 0 || name[6] != quote)
        return refuse (self, encoding, g_strdup (_("the file says that it is not in UTF-8")),
                       g_strdup (_("save it as UTF-8 and write encoding=\"UTF-8\"")));
    }

  self->p = close + 2;
  return TRUE;
}

/* Of entities there are five, and numbers. */
static gboolean
is_known_entity (const char *name)
{
  static const char *known[] = { "amp", "lt", "gt", "quot", "apos", NULL };

  return *name == '#' || g_strv_contains (known, name);
}

static gboolean
check_references (Prescan *self, const char *p, const char *end)
{
  while ((p = memchr (p, '&', end - p)) != NULL)
    {
      const char *semicolon = memchr (p, ';', MIN (end - p, AVOW_COURSE_MAX_NAME));
      g_autofree char *name = NULL;

      if (semicolon == NULL || semicolon != skip_name (p + 1, semicolon))
        return refuse (self, p, g_strdup (_("“&” stands for itself only as “&amp;”")),
                       g_strdup (_("write “&amp;” in its place")));

      name = g_strndup (p + 1, semicolon - p - 1);
      if (!is_known_entity (name))
        return refuse (self, p, g_strdup_printf (_("courses know no entity “&%s;”"), name),
                       g_strdup (_("write the character itself, or its number, such as “&#160;”")));

      p = semicolon;
    }

  return TRUE;
}

static gboolean
read_text (Prescan *self, const char *end)
{
  self->text_length += end - self->p;
  if (self->text_length > self->limits->text && self->depth > 0)
    return refuse (self, self->p, g_strdup_printf (_("this text is longer than %d bytes"), (int) self->limits->text),
                   g_strdup (_("divide it into paragraphs")));

  if (!check_references (self, self->p, end))
    return FALSE;

  self->p = end;
  return TRUE;
}

static gboolean
read_until (Prescan *self, const char *mark)
{
  const char *close = memmem (self->p, self->end - self->p, mark, strlen (mark));

  if (close == NULL)
    return refuse_end (self, self->p);

  self->p = close + strlen (mark);
  return TRUE;
}

/* `<!` and `<?`: comments and CDATA are welcome, all else is not. */
static gboolean
read_special (Prescan *self)
{
  const char *begin = self->p;

  if (starts_with (self, begin, "<!--"))
    {
      self->p += strlen ("<!--");
      return read_until (self, "-->");
    }

  if (starts_with (self, begin, "<![CDATA["))
    {
      if (!read_until (self, "]]>"))
        return FALSE;
      self->text_length += self->p - begin;
      if (self->text_length > self->limits->text)
        return refuse (self, begin, g_strdup_printf (_("this text is longer than %d bytes"), (int) self->limits->text),
                       g_strdup (_("divide it into paragraphs")));
      return TRUE;
    }

  if (begin[1] == '?' && self->limits->instructions)
    return read_until (self, "?>");
  if (begin[1] == '?')
    return refuse (self, begin, g_strdup (_("a course has no processing instructions (<?…?>)")),
                   g_strdup (_("remove it; only <?xml …?> may stand at the very top")));

  if (starts_with (self, begin, "<!DOCTYPE"))
    return refuse (self, begin, g_strdup (_("a course has no DOCTYPE")),
                   g_strdup (_("remove it; the root element alone says what the file is")));

  return refuse (self, begin, g_strdup (_("“<!” begins nothing that a course may have")),
                 g_strdup (_("remove it, or write “&lt;!” if these characters are meant")));
}

static gboolean
add_attribute (Prescan *self, const char *tag, const char *name, gsize length)
{
  if (self->n_attributes == AVOW_COURSE_MAX_ATTRIBUTES)
    return refuse (self, tag, g_strdup_printf (_("this element has more than %d attributes"),
                                               AVOW_COURSE_MAX_ATTRIBUTES),
                   g_strdup (_("no element of a course needs more than a dozen")));

  for (guint i = 0; i < self->n_attributes; i++)
    if (self->name_lengths[i] == length && memcmp (self->names[i], name, length) == 0)
      return refuse (self, name, g_strdup_printf (_("the attribute “%.*s” is given twice"), cut_name (name, length),
                                                  name),
                     g_strdup (_("keep one of the two")));

  self->names[self->n_attributes] = name;
  self->name_lengths[self->n_attributes] = length;
  self->n_attributes++;
  return TRUE;
}

static gboolean
read_attribute (Prescan *self, const char *tag)
{
  const char *name = self->p, *name_end = skip_name (name, self->end), *value, *close;
  int length = cut_name (name, name_end - name);

  if (name_end == name)
    return refuse (self, name, g_strdup (_("this can't stand inside a tag")),
                   g_strdup (_("check the quotation marks and the “>” of this tag")));

  value = skip_spaces (name_end, self->end);
  if (value < self->end && *value == '=')
    value = skip_spaces (value + 1, self->end);
  else if (value < self->end)
    return refuse (self, name, g_strdup_printf (_("the attribute “%.*s” has no value"), length, name),
                   g_strdup_printf (_("write %.*s=\"…\""), length, name));

  if (value >= self->end)
    return refuse_end (self, tag);
  if (*value != '"' && *value != '\'')
    return refuse (self, name, g_strdup_printf (_("the value of “%.*s” has no quotation marks"), length, name),
                   g_strdup_printf (_("write %.*s=\"…\""), length, name));

  close = memchr (value + 1, *value, self->end - value - 1);
  if (close == NULL)
    return refuse_end (self, name);
  if (memchr (value, '<', close - value) != NULL)
    return refuse (self, name, g_strdup_printf (_("there is a “<” in the value of “%.*s”"), length, name),
                   g_strdup (_("close the quotation marks before it, or write “&lt;”")));
  if ((gsize) (close - value) > self->limits->value || name_end - name > AVOW_COURSE_MAX_NAME)
    return refuse (self, name, g_strdup_printf (_("the attribute “%.*s” is longer than %d bytes"), length, name,
                                                (int) self->limits->value),
                   g_strdup (_("shorten it")));
  if (!check_references (self, value, close) || !add_attribute (self, tag, name, name_end - name))
    return FALSE;

  self->p = close + 1;
  return TRUE;
}

static gboolean
open_element (Prescan *self, const char *tag, gsize name_length)
{
  if (name_length > AVOW_COURSE_MAX_NAME)
    return refuse (self, tag, g_strdup_printf (_("this name is longer than %d bytes"), AVOW_COURSE_MAX_NAME),
                   g_strdup (_("check that the tag ends where it should")));
  if (self->depth == self->limits->depth)
    return refuse (self, tag, g_strdup_printf (_("elements lie more than %d deep in one another"),
                                               self->limits->depth),
                   g_strdup (_("a course needs a dozen; close elements where they end")));
  if (++self->n_elements > self->limits->elements)
    return refuse (self, tag, g_strdup_printf (_("there are more than %d elements"), (int) self->limits->elements),
                   g_strdup (_("divide it into several courses")));

  self->open[self->depth].tag = tag - self->source->text;
  self->open[self->depth].name_length = name_length;
  self->depth++;
  return TRUE;
}

static void
add_tag (Prescan *self, const char *tag)
{
  guint32 offset = tag - self->source->text;

  g_array_append_val (self->tags, offset);
  self->text_length = 0;
}

static gboolean
read_start_tag (Prescan *self)
{
  const char *tag = self->p, *name_end = skip_name (tag + 1, self->end);

  if (name_end == tag + 1 && name_end < self->end)
    return refuse (self, tag, g_strdup (_("“<” begins a tag, but no name follows")),
                   g_strdup (_("write “&lt;” if the character is meant")));
  if (self->depth == 0 && self->n_elements > 0)
    return refuse (self, tag, g_strdup (_("there is a second root element")),
                   g_strdup (_("keep one: all else lies inside it")));
  if (!open_element (self, tag, name_end - tag - 1))
    return FALSE;

  add_tag (self, tag);
  self->n_attributes = 0;
  self->p = skip_spaces (name_end, self->end);
  while (self->p < self->end && *self->p != '>' && *self->p != '/')
    {
      if (!read_attribute (self, tag))
        return FALSE;
      self->p = skip_spaces (self->p, self->end);
    }

  if (starts_with (self, self->p, "/>"))
    {
      add_tag (self, tag);
      self->depth--;
      self->p++;
    }
  else if (self->p < self->end && *self->p == '/')
    return refuse (self, self->p, g_strdup (_("“/” stands before the end of the tag")),
                   g_strdup (_("write “/>” if the element is empty")));

  if (self->p >= self->end)
    return refuse_end (self, tag);

  self->p++;
  return TRUE;
}

static gboolean
read_end_tag (Prescan *self)
{
  const char *tag = self->p, *name = tag + 2, *name_end = skip_name (name, self->end);
  const char *close = skip_spaces (name_end, self->end);
  gsize length = name_end - name;
  const OpenElement *open;

  if (close >= self->end)
    return refuse_end (self, tag);
  if (self->depth == 0)
    return refuse (self, tag, g_strdup_printf (_("</%.*s> closes nothing"), cut_name (name, length), name),
                   g_strdup (_("remove it, or open the element before it")));

  open = &self->open[self->depth - 1];
  if (length != open->name_length || memcmp (name, self->source->text + open->tag + 1, length) != 0)
    return refuse (self, tag,
                   g_strdup_printf (_("</%.*s> stands where <%.*s> of line %u is still open"),
                                    cut_name (name, length), name,
                                    (int) open->name_length, self->source->text + open->tag + 1,
                                    avow_source_get_line (self->source, open->tag)),
                   g_strdup_printf (_("write </%.*s> before it"), (int) open->name_length,
                                    self->source->text + open->tag + 1));
  if (*close != '>')
    return refuse (self, close, g_strdup (_("a closing tag holds a name and nothing else")),
                   g_strdup (_("write “>” right after the name")));

  add_tag (self, tag);
  self->depth--;
  self->p = close + 1;
  return TRUE;
}

static gboolean
read_markup (Prescan *self)
{
  if (self->end - self->p < 2)
    return refuse_end (self, self->p);
  if (self->p[1] == '!' || self->p[1] == '?')
    return read_special (self);
  if (self->p[1] == '/')
    return read_end_tag (self);

  return read_start_tag (self);
}

static gboolean
check_end (Prescan *self)
{
  const OpenElement *open;

  if (self->n_elements == 0)
    return refuse (self, self->end, g_strdup (_("the file has no element")),
                   g_strdup (_("begin with <course xmlns=\"urn:avow:course:1\" …>")));
  if (self->depth == 0)
    return TRUE;

  open = &self->open[self->depth - 1];
  return refuse (self, self->end,
                 g_strdup_printf (_("the file ends while <%.*s> of line %u is still open"), (int) open->name_length,
                                  self->source->text + open->tag + 1,
                                  avow_source_get_line (self->source, open->tag)),
                 g_strdup (_("the file may have been cut off: take a whole copy, or close what is open")));
}

static gboolean
scan (Prescan *self)
{
  if (self->source->length > self->limits->bytes)
    return refuse (self, self->p, g_strdup_printf (_("the file is larger than %d MB"),
                                                   (int) (self->limits->bytes / 1024 / 1024)),
                   g_strdup (_("a course has a few hundred kilobytes of text; keep pictures in files beside it")));

  if (!check_encoding (self))
    return FALSE;
  if (starts_with (self, self->p, "\xEF\xBB\xBF"))
    self->p += 3;
  if (!read_declaration (self))
    return FALSE;

  while (self->p < self->end)
    {
      const char *next = memchr (self->p, '<', self->end - self->p);

      if (!read_text (self, next != NULL ? next : self->end))
        return FALSE;
      if (next != NULL && !read_markup (self))
        return FALSE;
    }

  return check_end (self);
}

GArray *
avow_prescan (AvowSource *source, const AvowPrescanLimits *limits)
{
  g_autoptr(GArray) tags = g_array_sized_new (FALSE, FALSE, sizeof (guint32), source->length / 24);
  g_autofree Prescan *self = g_new0 (Prescan, 1);

  self->source = source;
  self->limits = limits != NULL ? limits : &course_limits;
  self->p = source->text;
  self->end = source->text + source->length;
  self->tags = tags;

  return scan (self) ? g_steal_pointer (&tags) : NULL;
}

gsize
avow_prescan_find_attribute (AvowSource *source, gsize tag, const char *name)
{
  const char *end = source->text + source->length;
  const char *p = skip_spaces (skip_name (source->text + tag + 1, end), end);
  gsize length = strlen (name);

  while (p < end && *p != '>' && *p != '/')
    {
      const char *name_end = skip_name (p, end);
      const char *value = skip_spaces (skip_spaces (name_end, end) + 1, end);

      if ((gsize) (name_end - p) == length && memcmp (p, name, length) == 0)
        return p - source->text;

      p = skip_spaces ((const char *) memchr (value + 1, *value, end - value - 1) + 1, end);
    }

  return tag;
}

/* The end of a tag: a `>` outside of quotation marks. */
static const char *
skip_tag (const char *p, const char *end)
{
  while (p < end && *p != '>')
    {
      if (*p == '"' || *p == '\'')
        p = memchr (p + 1, *p, end - p - 1);
      p++;
    }

  return p + 1;
}

gsize
avow_prescan_find_text (AvowSource *source, gsize tag)
{
  const char *end = source->text + source->length;
  const char *p = skip_spaces (skip_tag (source->text + tag, end), end);

  while (end - p >= 4 && memcmp (p, "<!--", 4) == 0)
    p = skip_spaces ((const char *) memmem (p, end - p, "-->", 3) + 3, end);

  return p - source->text;
}
