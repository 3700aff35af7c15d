/* avow-course-translation.c: whether a text says the same in another language
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-course-translation.h"

#include "avow-course-check.h"
#include "avow-edition-digest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *language;
  AvowSource *source;
} Check;

static void compare_children (Check *self, AvowNode *node, AvowNode *original);

static void
report (Check *self, AvowNode *node, const char *attribute, char *message, const char *remedy)
{
  avow_node_report (node, attribute, self->source, AVOW_DIAGNOSTIC_MEANING, message, g_strdup (remedy));
}

gboolean
avow_translation_has_words (const AvowNode *node, const AvowNodeAttribute *attribute)
{
  const AvowElementAttribute *known = attribute->namespace == AVOW_NODE_FORMAT && node->element != NULL
                                        ? avow_element_find_attribute (node->element, attribute->name) : NULL;

  return known != NULL && known->kind == AVOW_VALUE_WORDS && !g_str_equal (attribute->name, "owner");
}

char *
avow_translation_name_picture (const char *path, const char *language)
{
  const char *ending = strrchr (path, '.');

  return ending == NULL ? g_strdup (path) : g_strdup_printf ("%.*s.%s%s", (int) (ending - path), path, language, ending);
}

/* What a translation says of itself. */
static gboolean
is_of_translation (const AvowNode *node, const AvowNodeAttribute *attribute)
{
  switch (attribute->namespace)
    {
    case AVOW_NODE_XML:
      return TRUE;
    case AVOW_NODE_ITS:
      return g_str_has_suffix (AVOW_ELEMENT_UNTRANSLATED, attribute->name);
    case AVOW_NODE_FORMAT:
      return node->parent == NULL && g_str_equal (attribute->name, "translation-of");
    case AVOW_NODE_OTHER_NAMESPACE:
    default:
      return FALSE;
    }
}

static const AvowNodeAttribute *
find_same (const AvowNode *node, const AvowNodeAttribute *wanted)
{
  for (guint i = 0; i < node->n_attributes; i++)
    if (node->attributes[i].namespace == wanted->namespace && g_str_equal (node->attributes[i].name, wanted->name))
      return &node->attributes[i];

  return NULL;
}

static gboolean
says_the_same (Check *self, const AvowNode *node, const AvowNodeAttribute *attribute, const AvowNodeAttribute *original)
{
  g_autofree char *picture = NULL;

  if (g_str_equal (attribute->value, original->value) || avow_translation_has_words (node, attribute))
    return TRUE;
  if (!avow_node_is (node, "img") || !g_str_equal (attribute->name, "src"))
    return FALSE;

  picture = avow_translation_name_picture (original->value, self->language);
  return g_str_equal (attribute->value, picture);
}

/* (nullable): the first attribute that is other than in the source. */
static const AvowNodeAttribute *
find_difference (Check *self, const AvowNode *node, const AvowNode *original)
{
  for (guint i = 0; i < original->n_attributes; i++)
    {
      const AvowNodeAttribute *wanted = &original->attributes[i];
      const AvowNodeAttribute *own = find_same (node, wanted);

      if (!is_of_translation (original, wanted) && (own == NULL || !says_the_same (self, node, own, wanted)))
        return wanted;
    }
  for (guint i = 0; i < node->n_attributes; i++)
    if (!is_of_translation (node, &node->attributes[i]) && find_same (original, &node->attributes[i]) == NULL)
      return &node->attributes[i];

  return NULL;
}

static void
compare_attributes (Check *self, AvowNode *node, AvowNode *original)
{
  const AvowNodeAttribute *different = find_difference (self, node, original);
  const AvowNodeAttribute *own = different != NULL ? find_same (node, different) : NULL;
  const AvowNodeAttribute *wanted = different != NULL ? find_same (original, different) : NULL;

  if (different == NULL)
    return;
  if (own == NULL)
    report (self, node, NULL, g_strdup_printf (_("<%s> lacks %s=\"%.60s\", which the source has"), node->name, wanted->name, wanted->value),
            _("copy it from there: only words are translated"));
  else if (wanted == NULL)
    report (self, node, own->name, g_strdup_printf (_("the source has no %s=\"%.60s\" here"), own->name, own->value),
            _("take it away, or add it to the source"));
  else
    report (self, node, own->name, g_strdup_printf (_("here stands %s=\"%.60s\", and in the source %s=\"%.60s\""),
                                                    own->name, own->value, wanted->name, wanted->value),
            _("copy it from there: only words are translated"));
}

static gboolean
is_inline (const AvowNode *node)
{
  return node->name != NULL && node->element != NULL && (node->element->flags & AVOW_ELEMENT_INLINE) != 0;
}

/* The elements in a line of text, however they lie in each other; what has an id is looked into on its own. */
static void
collect_inlines (AvowNode *parent, GPtrArray *inlines)
{
  for (AvowNode *child = parent->first; child != NULL; child = child->next)
    if (is_inline (child))
      {
        g_ptr_array_add (inlines, child);
        if (avow_node_get (child, "id") == NULL)
          collect_inlines (child, inlines);
      }
}

static AvowNode *
take_counterpart (Check *self, GPtrArray *inlines, AvowNode *original)
{
  for (guint i = 0; i < inlines->len; i++)
    {
      AvowNode *node = g_ptr_array_index (inlines, i);

      if (node->element == original->element && find_difference (self, node, original) == NULL)
        return g_ptr_array_remove_index (inlines, i);
    }

  return NULL;
}

/* How an element of a line is recognised. */
static char *
describe_inline (const AvowNode *node)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "<%s", node->name);
  for (guint i = 0; i < node->n_attributes; i++)
    g_string_append_printf (text, " %s=\"%.60s\"", node->attributes[i].name, node->attributes[i].value);
  g_string_append_c (text, '>');

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
has_text (AvowNode *node)
{
  for (AvowNode *child = node->first; child != NULL; child = child->next)
    if (child->name == NULL ? *child->text != '\0' : is_inline (child))
      return TRUE;

  return FALSE;
}

static void
compare_line (Check *self, AvowNode *node, AvowNode *original)
{
  g_autoptr(GPtrArray) inlines = g_ptr_array_new ();
  g_autoptr(GPtrArray) wanted = g_ptr_array_new ();

  if (has_text (node) != has_text (original))
    report (self, node, NULL, has_text (node) ? g_strdup_printf (_("<%s> has words, and none in the source"), node->name)
                                              : g_strdup_printf (_("<%s> has no words, and some in the source"), node->name),
            _("say neither more nor less than the source"));

  collect_inlines (node, inlines);
  collect_inlines (original, wanted);
  for (guint i = 0; i < wanted->len; i++)
    {
      AvowNode *one = g_ptr_array_index (wanted, i);
      AvowNode *found = take_counterpart (self, inlines, one);
      g_autofree char *shown = describe_inline (one);

      if (found == NULL)
        report (self, node, NULL, g_strdup_printf (_("this line lacks %s, which it has in the source"), shown),
                _("copy it from there: only words are translated"));
      else if (avow_node_get (one, "id") != NULL)
        compare_children (self, found, one);
    }
  for (guint i = 0; i < inlines->len; i++)
    {
      g_autofree char *shown = describe_inline (g_ptr_array_index (inlines, i));

      report (self, g_ptr_array_index (inlines, i), NULL, g_strdup_printf (_("the source has no %s in this line"), shown),
              _("take it away, or add it to the source"));
    }
}

/* The next child, itself included, that is an element and no part of a line. */
static AvowNode *
skip_to_block (AvowNode *child)
{
  while (child != NULL && (child->name == NULL || is_inline (child)))
    child = child->next;

  return child;
}

static void
compare_blocks (Check *self, AvowNode *parent, AvowNode *original)
{
  AvowNode *child = skip_to_block (parent->first);
  AvowNode *wanted = skip_to_block (original->first);

  for (; child != NULL && wanted != NULL; child = skip_to_block (child->next), wanted = skip_to_block (wanted->next))
    {
      if (child->element != wanted->element)
        break;
      compare_attributes (self, child, wanted);
      compare_children (self, child, wanted);
    }

  /* what follows would be the echo of it */
  if (child != NULL && wanted != NULL)
    report (self, child, NULL, g_strdup_printf (_("here stands <%s>, and in the source <%s>"), child->name, wanted->name),
            _("give the translation the same elements in the same order"));
  else if (child != NULL)
    report (self, child, NULL, g_strdup_printf (_("the source has no <%s> here"), child->name),
            _("take it away, or add it to the source"));
  else if (wanted != NULL)
    report (self, parent, NULL, g_strdup_printf (_("<%s> ends here, and the source has another <%s>"), parent->name, wanted->name),
            _("give the translation the same elements in the same order"));
}

static void
compare_children (Check *self, AvowNode *node, AvowNode *original)
{
  if (node->element != NULL && avow_model_has_text (node->element->model))
    compare_line (self, node, original);
  compare_blocks (self, node, original);
}

static void
check_language (Check *self, AvowNode *root, AvowNode *original)
{
  const char *own = avow_node_get (root, "xml:lang");

  if (own != NULL && g_ascii_strcasecmp (own, self->language) != 0)
    report (self, root, "xml:lang", g_strdup_printf (_("its name says that this is “%s”, and its xml:lang “%s”"), self->language, own),
            _("give the file the name of its language"));
  else if (g_strcmp0 (own, avow_node_get (original, "xml:lang")) == 0)
    report (self, root, "xml:lang", g_strdup_printf (_("this is the language of the source, “%s”"), own),
            _("a translation is in another one"));
}

void
avow_translation_check (AvowTree *translation, AvowTree *original, const char *language, AvowSource *source)
{
  Check self = { language, source };

  check_language (&self, translation->root, original->root);
  if (translation->root->element != original->root->element)
    {
      report (&self, translation->root, NULL,
              g_strdup_printf (_("here stands <%s>, and in the source <%s>"), translation->root->name, original->root->name),
              _("give the translation the same elements in the same order"));
      return;
    }

  compare_attributes (&self, translation->root, original->root);
  compare_children (&self, translation->root, original->root);
}

static guint
count_untranslated (AvowTree *tree, AvowNode **out_first)
{
  guint n = 0;

  *out_first = NULL;
  for (AvowNode *node = tree->root; node != NULL; node = avow_node_next (node, tree->root))
    if (node->name != NULL && avow_node_get (node, AVOW_ELEMENT_UNTRANSLATED) != NULL && n++ == 0)
      *out_first = node;

  return n;
}

static gboolean
is_up_to_date (const AvowReading *translation, const AvowReading *original)
{
  g_autofree char *digest = avow_edition_digest_xml (original);

  return g_strcmp0 (avow_node_get (translation->tree->root, "translation-of"), digest) == 0;
}

void
avow_translation_check_advice (const AvowReading *translation, const AvowReading *original, AvowSource *source)
{
  AvowNode *first;
  guint n = count_untranslated (translation->tree, &first);

  if (n > 0)
    avow_node_report (first, NULL, source, AVOW_DIAGNOSTIC_ADVICE,
                      g_strdup_printf (ngettext ("%u element is not translated: this one",
                                                 "%u elements are not translated, of which this is the first", n), n),
                      g_strdup (_("until it is whole, nobody is offered it; translate the rest and run “avowctl course translate”")));
  if (!is_up_to_date (translation, original))
    avow_node_report (translation->tree->root, NULL, source, AVOW_DIAGNOSTIC_ADVICE,
                      g_strdup (_("the source has changed since this was translated")),
                      g_strdup (_("nobody is offered it; bring the .po up to date and run “avowctl course translate”")));
}

void
avow_translation_check_governing (AvowTree *tree, AvowEdition *edition, AvowSource *source)
{
  AvowNode *root = tree->root;
  AvowNode *governing = avow_node_find (root, "governing");
  const char *language = governing != NULL ? avow_node_get (governing, "language") : NULL;
  const AvowReading *original = avow_edition_get_reading (edition);
  g_autoptr(GPtrArray) translations = avow_edition_get_translations (edition);

  if (translations->len == 0 || avow_node_is (root, "course"))
    return;
  if (governing == NULL)
    avow_node_report (root, NULL, source, AVOW_DIAGNOSTIC_MEANING,
                      g_strdup_printf (_("this <%s> is there in several languages and does not say which one counts"), root->name),
                      g_strdup (_("add <governing language=\"…\">, with a sentence that says so, below the preamble")));
  else if (language != NULL && original->tree != NULL
           && g_strcmp0 (avow_node_get (original->tree->root, "xml:lang"), language) != 0
           && !g_ptr_array_find_with_equal_func (translations, language, g_str_equal, NULL))
    avow_node_report (governing, "language", source, AVOW_DIAGNOSTIC_MEANING,
                      g_strdup_printf (_("“%s” is to count, and there is no such text"), language),
                      g_strdup (_("name the language of the source or of a translation")));
}

static gboolean
is_sound (AvowEdition *edition, const AvowReading *translation, const AvowReading *original, const char *language)
{
  g_autoptr(GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) avow_diagnostic_free);
  AvowSource source;

  avow_reading_continue (translation, AVOW_EDITION_MAIN, diagnostics, &source);
  avow_check_meaning (translation->tree, edition, &source);
  avow_translation_check (translation->tree, original->tree, language, &source);

  return source.n_errors == 0;
}

gboolean
avow_translation_is_whole (AvowEdition *edition, const char *language)
{
  const AvowReading *original = avow_edition_get_reading (edition);
  const AvowReading *translation = avow_edition_get_translation (edition, language);
  AvowNode *first;

  return translation != NULL && translation->tree != NULL && avow_reading_is_valid (translation)
         && avow_reading_is_valid (original)
         && count_untranslated (translation->tree, &first) == 0 && is_up_to_date (translation, original)
         && is_sound (edition, translation, original, language);
}
