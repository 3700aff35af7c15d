/* test-xml.c: XML in its one fixed serialisation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sign/avow-sign-error.h"
#include "sign/avow-xml.h"

#include <string.h>

#define MAX_LENGTH 100000

static gboolean
is_taken (const char *text, gsize length, gsize max)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) doc = avow_xml_parse (bytes, max, &error);

  if (doc != NULL)
    g_assert_no_error (error);
  else
    g_assert_error (error, AVOW_SIGN_ERROR, AVOW_SIGN_ERROR_MALFORMED);
  g_test_message ("%s", error != NULL ? error->message : "taken");
  return doc != NULL;
}

static void
test_refused (void)
{
  static const char *const taken[] = {
    "<a></a>",
    "<a/>",
    "<a b=\"1 > 0\">&lt;!-- no comment --></a>",
    "<a xml:lang=\"de\">\xc3\xa4</a>\n",
  };
  static const char *const refused[] = {
    "",
    " <a></a>",
    "<a></a><b></b>",
    "<a></b>",
    "<a",
    "<a b=\"1></a>",
    "<a b=\"1\" b=\"2\"></a>",
    "<a>\xff</a>",
    "<a>&b;</a>",
    "<?xml version=\"1.0\"?><a></a>",
    "<!DOCTYPE a><a></a>",
    "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
    "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a></a>",
    "<a><!-- comment --></a>",
    "<a></a><!-- comment -->",
    "<a><?target instruction?></a>",
    "<a><![CDATA[b]]></a>",
    "\xef\xbb\xbf<a></a>",
    "\xff\xfe<\0a\0>\0<\0/\0a\0>\0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++)
    g_assert_true (is_taken (taken[i], strlen (taken[i]), MAX_LENGTH));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (is_taken (refused[i], strlen (refused[i]), MAX_LENGTH));
}

/* UTF-16 that begins with a plain `<`, and a NUL inside. */
static void
test_other_encodings (void)
{
  static const char utf16[] = { '<', 0, 'a', 0, '/', 0, '>', 0 };
  static const char with_nul[] = "<a>\0</a>";

  g_assert_false (is_taken (utf16, sizeof utf16, MAX_LENGTH));
  g_assert_false (is_taken (with_nul, sizeof with_nul - 1, MAX_LENGTH));
}

static void
test_size (void)
{
  static const char text[] = "<a>1234</a>";

  g_assert_true (is_taken (text, strlen (text), strlen (text)));
  g_assert_false (is_taken (text, strlen (text), strlen (text) - 1));
}

static char *
make_attributes (guint count)
{
  GString *text = g_string_new ("<a");

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text, " %sa%u='%u\"'", i % 2 == 0 ? "" : "xmlns:", i, i);
  g_string_append (text, "></a>");
  return g_string_free (text, FALSE);
}

static void
test_attributes (void)
{
  g_autofree char *most = make_attributes (AVOW_XML_MAX_ATTRIBUTES);
  g_autofree char *over = make_attributes (AVOW_XML_MAX_ATTRIBUTES + 1);
  g_autofree char *hostile = make_attributes (100000);

  g_assert_true (is_taken (most, strlen (most), MAX_LENGTH));
  g_assert_false (is_taken (over, strlen (over), MAX_LENGTH));
  g_assert_false (is_taken (hostile, strlen (hostile), G_MAXSIZE));
}

static char *
make_depth (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, "<a>");
  g_string_append (text, "<b/><b/>");
  for (guint i = 0; i < depth; i++)
    g_string_append (text, "</a>");
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *most = make_depth (AVOW_XML_MAX_DEPTH);
  g_autofree char *over = make_depth (AVOW_XML_MAX_DEPTH + 1);
  g_autofree char *hostile = make_depth (100000);

  g_assert_true (is_taken (most, strlen (most), MAX_LENGTH));
  g_assert_false (is_taken (over, strlen (over), MAX_LENGTH));
  g_assert_false (is_taken (hostile, strlen (hostile), G_MAXSIZE));
}

static void
test_line (void)
{
  static const char text[] = "<a>\n<b>\n</b>\n<!-- -->\n</a>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_null (avow_xml_parse (bytes, MAX_LENGTH, &error));
  g_assert_nonnull (strstr (error->message, "4"));
}

static void
test_canonical (void)
{
  static const struct
  {
    const char *text;
    const char *canonical; /* NULL: none */
  } table[] = {
    { "<a></a>", "<a></a>" },
    { "<a/>\n", "<a></a>" },
    { "<a  c='2'\nb='&#65;\"'/>", "<a b=\"A&quot;\" c=\"2\"></a>" },
    { "<a xmlns:n='urn:n' xmlns:m='urn:m'><m:b/></a>", "<a><m:b xmlns:m=\"urn:m\"></m:b></a>" },
    { "<a xmlns='relative'/>", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (table[i].text, strlen (table[i].text));
      g_autoptr (xmlDoc) doc = avow_xml_parse (bytes, MAX_LENGTH, NULL);
      g_autoptr (GBytes) canonical = avow_xml_canonicalise (doc);

      if (table[i].canonical == NULL)
        g_assert_null (canonical);
      else
        g_assert_cmpmem (g_bytes_get_data (canonical, NULL), g_bytes_get_size (canonical), table[i].canonical,
                         strlen (table[i].canonical));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/sign/xml{refused}", test_refused);
  g_test_add_func ("/avow/sign/xml{other-encodings}", test_other_encodings);
  g_test_add_func ("/avow/sign/xml{size-limit}", test_size);
  g_test_add_func ("/avow/sign/xml{attribute-limit}", test_attributes);
  g_test_add_func ("/avow/sign/xml{depth-limit}", test_depth);
  g_test_add_func ("/avow/sign/xml{line-of-the-error}", test_line);
  g_test_add_func ("/avow/sign/xml{canonical}", test_canonical);

  return g_test_run ();
}
