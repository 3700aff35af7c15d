/* judges.c: what the published grammar and our loader say of a course
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "judges.h"

#include "course/avow-course.h"
#include "course/avow-document.h"

#include <string.h>

static void
ignore_error (void *data, const char *message, ...)
{
}

gboolean
judge_accepts (xmlRelaxNG *grammar, xmlDoc *document)
{
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (grammar);
  int result;

  xmlRelaxNGSetValidErrors (context, ignore_error, ignore_error, NULL);
  result = xmlRelaxNGValidateDoc (context, document);
  g_assert_cmpint (result, >=, 0);
  xmlRelaxNGFreeValidCtxt (context);

  return result == 0;
}

/* The element at whose event the validator refuses, or NULL. */
static xmlNode *
validate_element (xmlRelaxNGValidCtxt *context, xmlDoc *document, xmlNode *element)
{
  int result = xmlRelaxNGValidatePushElement (context, document, element);

  if (result < 0)
    return element;

  /* 0 asks for the whole element at once; our grammar has nothing that needs it */
  g_assert_cmpint (result, ==, 1);

  for (xmlNode *child = element->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE)
        {
          xmlNode *fault = validate_element (context, document, child);

          if (fault != NULL)
            return fault;
        }
      else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        {
          if (xmlRelaxNGValidatePushCData (context, child->content, xmlStrlen (child->content)) < 0)
            return element;
        }
    }

  return xmlRelaxNGValidatePopElement (context, document, element) < 0 ? element : NULL;
}

static guint
count_elements_before (xmlNode *node, xmlNode *stop, gboolean *found)
{
  guint n = 0;

  for (; node != NULL && !*found; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        if (node == stop)
          *found = TRUE;
        else
          n += 1 + count_elements_before (node->children, stop, found);
      }

  return n;
}

int
judge_by_grammar (xmlRelaxNG *grammar, xmlDoc *document)
{
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (grammar);
  xmlNode *fault;
  gboolean found = FALSE;

  xmlRelaxNGSetValidErrors (context, ignore_error, ignore_error, NULL);
  fault = validate_element (context, document, xmlDocGetRootElement (document));
  xmlRelaxNGFreeValidCtxt (context);

  return fault != NULL ? (int) count_elements_before (xmlDocGetRootElement (document), fault, &found) : -1;
}

static const char *
find_place (const char *text, guint line, guint column)
{
  for (; line > 1; line--)
    text = strchr (text, '\n') + 1;

  return g_utf8_offset_to_pointer (text, column - 1);
}

static const char *
skip_markup (const char *p)
{
  if (g_str_has_prefix (p, "<!--"))
    return strstr (p, "-->") + 3;
  if (g_str_has_prefix (p, "<![CDATA["))
    return strstr (p, "]]>") + 3;
  if (g_str_has_prefix (p, "<?"))
    return strstr (p, "?>") + 2;

  for (; *p != '>'; p++)
    if (*p == '"' || *p == '\'')
      p = strchr (p + 1, *p);

  return p + 1;
}

/* The element in whose tags or text a place lies. */
static int
find_element_at (const char *text, const char *place)
{
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (int));
  int n = 0, current = -1;

  for (const char *p = strchr (text, '<'); p != NULL; )
    {
      const char *end = skip_markup (p);

      if (place < p)
        break;
      if (p[1] == '/')
        {
          if (place < end)
            break;
          g_array_set_size (open, open->len - 1);
        }
      else if (p[1] != '!' && p[1] != '?')
        {
          g_array_append_val (open, n);
          n++;
          if (place < end)
            break;
          if (end[-2] == '/')
            g_array_set_size (open, open->len - 1);
        }
      p = strchr (end, '<');
    }

  if (open->len > 0)
    current = g_array_index (open, int, open->len - 1);
  return current;
}

int
judge_by_loader (const char *text, char **out_first)
{
  g_autoptr(GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  g_autoptr(GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autoptr(AvowEdition) edition = NULL;
  g_autoptr(AvowCourse) course = NULL;
  g_autoptr(AvowDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  g_hash_table_insert (files, (gpointer) AVOW_EDITION_MAIN, g_bytes_new (text, strlen (text)));
  edition = avow_edition_new (files, &error);
  g_assert_no_error (error);

  if (avow_edition_is_document (edition))
    document = avow_document_new (edition, "changed.xml", diagnostics, &error);
  else
    course = avow_course_new (edition, "changed.xml", diagnostics, &error);
  g_assert_true ((error == NULL) == (course != NULL || document != NULL));
  g_assert_true ((error != NULL) == avow_diagnostics_have_errors (diagnostics));

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const AvowDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_cmpint (diagnostic->cause, !=, AVOW_DIAGNOSTIC_SYNTAX);
      if (diagnostic->cause == AVOW_DIAGNOSTIC_GRAMMAR)
        {
          *out_first = avow_diagnostic_to_string (diagnostic);
          return find_element_at (text, find_place (text, diagnostic->line, diagnostic->column));
        }
    }

  return -1;
}
