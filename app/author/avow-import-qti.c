/* avow-import-qti.c: items of QTI 2.0 to 2.2 and 3.0 (IMS Question and Test Interoperability)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-import-qti.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLANK "_____"

/* choiceInteraction as qti-choice-interaction, with @prefix before it. */
static gboolean
is_kebab (const char *kebab, const char *prefix, const char *camel)
{
  if (!g_str_has_prefix (kebab, prefix))
    return FALSE;
  for (kebab += strlen (prefix); *camel != '\0'; camel++, kebab++)
    {
      if (g_ascii_isupper (*camel) && *kebab++ != '-')
        return FALSE;
      if (*kebab != g_ascii_tolower (*camel))
        return FALSE;
    }

  return *kebab == '\0';
}

gboolean
avow_qti_is (const AvowNode *node, const char *name)
{
  return node->name != NULL && (g_str_equal (node->name, name) || is_kebab (node->name, "qti-", name));
}

const char *
avow_qti_get (const AvowNode *node, const char *attribute)
{
  for (guint i = 0; i < node->n_attributes; i++)
    if (node->attributes[i].namespace == AVOW_NODE_FORMAT &&
        (g_str_equal (node->attributes[i].name, attribute) || is_kebab (node->attributes[i].name, "", attribute)))
      return node->attributes[i].value;

  return NULL;
}

AvowNode *
avow_qti_next (AvowNode *node, const char *name)
{
  while (node != NULL && !avow_qti_is (node, name))
    node = node->next;

  return node;
}

AvowNode *
avow_qti_find (AvowNode *node, const char *name)
{
  return avow_qti_next (node->first, name);
}

AvowNode *
avow_qti_find_inside (AvowNode *node, const char *name)
{
  for (AvowNode *inner = node->first; inner != NULL; inner = avow_node_next (inner, node))
    if (avow_qti_is (inner, name))
      return inner;

  return NULL;
}

char *
avow_qti_get_text (AvowNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (AvowNode *inner = node->first; inner != NULL; inner = avow_node_next (inner, node))
    if (inner->name == NULL)
      g_string_append (text, inner->text);

  return g_strdup (g_strstrip (text->str));
}

void
avow_qti_response_read (AvowQtiResponse *self, AvowNode *item, AvowNode *interaction)
{
  const char *wanted = avow_qti_get (interaction, "responseIdentifier");
  AvowNode *correct, *mapping;

  self->correct = g_ptr_array_new_with_free_func (g_free);
  self->mapped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  AVOW_QTI_FOR_EACH (declaration, item, "responseDeclaration")
    {
      if (g_strcmp0 (avow_qti_get (declaration, "identifier"), wanted) != 0)
        continue;
      self->single = g_strcmp0 (avow_qti_get (declaration, "cardinality"), "single") == 0;
      correct = avow_qti_find (declaration, "correctResponse");
      if (correct != NULL)
        AVOW_QTI_FOR_EACH (value, correct, "value")
          g_ptr_array_add (self->correct, avow_qti_get_text (value));
      mapping = avow_qti_find (declaration, "mapping");
      if (mapping != NULL)
        AVOW_QTI_FOR_EACH (entry, mapping, "mapEntry")
          {
            const char *key = avow_qti_get (entry, "mapKey"), *value = avow_qti_get (entry, "mappedValue");
            double *number = g_new0 (double, 1);

            *number = value != NULL ? g_ascii_strtod (value, NULL) : 0;
            g_hash_table_replace (self->mapped, g_strdup (key != NULL ? key : ""), number);
          }
      return;
    }
}

void
avow_qti_response_clear (AvowQtiResponse *self)
{
  g_clear_pointer (&self->correct, g_ptr_array_unref);
  g_clear_pointer (&self->mapped, g_hash_table_unref);
}

gboolean
avow_qti_response_has (const AvowQtiResponse *self, const char *value)
{
  const double *mapped;

  for (guint i = 0; value != NULL && i < self->correct->len; i++)
    if (g_str_equal (g_ptr_array_index (self->correct, i), value))
      return TRUE;

  /* where no answer is said to be right, whatever brings points is */
  mapped = value != NULL && self->correct->len == 0 ? g_hash_table_lookup (self->mapped, value) : NULL;
  return mapped != NULL && *mapped > 0;
}

/* --- which interaction is what ---------------------------------------------------------------------------------- */

typedef void (*ReadInteraction) (AvowQtiItem *self, AvowNode *interaction);

static const struct
{
  const char *name;
  ReadInteraction read; /* NULL: not taken */
  const char *reason;
  const char *remedy;
} interactions[] = {
  { "choiceInteraction", avow_qti_read_choice, NULL, NULL },
  { "orderInteraction", avow_qti_read_order, NULL, NULL },
  { "matchInteraction", avow_qti_read_match, NULL, NULL },
  { "textEntryInteraction", avow_qti_read_text_entry, NULL, NULL },
  { "gapMatchInteraction", avow_qti_read_gap_match, NULL, NULL },
  { "inlineChoiceInteraction", NULL, NULL, NULL },
  { "extendedTextInteraction", NULL, N_("it is answered by an essay, which Avow can’t grade"), N_("ask it as a choice") },
  { "associateInteraction", NULL, N_("its pairs are not of two sides"), N_("ask which belongs to which") },
  { "hottextInteraction", NULL, N_("it is answered by marking words in a text"), N_("ask it as a choice") },
  { "hotspotInteraction", NULL, N_("it is answered with a mouse on a picture"), N_("ask it in words, so that everybody can answer it") },
  { "selectPointInteraction", NULL, N_("it is answered with a mouse on a picture"), N_("ask it in words, so that everybody can answer it") },
  { "graphicOrderInteraction", NULL, N_("it is answered with a mouse on a picture"), N_("ask it in words, so that everybody can answer it") },
  { "graphicAssociateInteraction", NULL, N_("it is answered with a mouse on a picture"), N_("ask it in words, so that everybody can answer it") },
  { "graphicGapMatchInteraction", NULL, N_("it is answered with a mouse on a picture"), N_("ask it in words, so that everybody can answer it") },
  { "positionObjectInteraction", NULL, N_("it is answered with a mouse on a picture"), N_("ask it in words, so that everybody can answer it") },
  { "drawingInteraction", NULL, N_("it is answered by drawing"), N_("ask it in words, so that everybody can answer it") },
  { "sliderInteraction", NULL, N_("it is answered with a slider"), N_("let people choose between numbers") },
  { "mediaInteraction", NULL, N_("it is answered by listening or watching"), N_("say in words what is heard or seen") },
  { "uploadInteraction", NULL, N_("it is answered with a file"), N_("ask it as a choice") },
  { "customInteraction", NULL, N_("it is answered by a program that comes with it"), N_("ask it as a choice") },
  { "portableCustomInteraction", NULL, N_("it is answered by a program that comes with it"), N_("ask it as a choice") },
};

static gboolean
is_interaction (const AvowNode *node)
{
  return node->name != NULL && (g_str_has_suffix (node->name, "Interaction") ||
                                (g_str_has_prefix (node->name, "qti-") && g_str_has_suffix (node->name, "-interaction"))) &&
         !avow_qti_is (node, "endAttemptInteraction");
}

gboolean
avow_qti_see_to (AvowNode *node, GString *text, gpointer data)
{
  AvowQtiItem *self = data;
  const char *view;

  if (avow_qti_is (node, "inlineChoiceInteraction"))
    avow_draft_write_mark (text, self->gaps++);
  else if (avow_qti_is (node, "textEntryInteraction"))
    g_string_append (text, BLANK);
  else if (is_interaction (node))
    return TRUE;
  else if (avow_qti_is (node, "endAttemptInteraction"))
    avow_draft_note (self->draft, _("hints for another attempt are not taken"), _("say it in <feedback>"));
  else if (avow_qti_is (node, "rubricBlock"))
    {
      view = avow_qti_get (node, "view");
      if (view != NULL && strstr (view, "candidate") != NULL)
        return FALSE;
      avow_draft_note (self->draft, _("what is said to those who score or teach is not taken"), _("keep it elsewhere, or say it in <feedback>"));
    }
  else if (avow_qti_is (node, "feedbackBlock") || avow_qti_is (node, "feedbackInline"))
    avow_draft_note (self->draft, _("feedback that rules of its own decide on is not taken"), _("say in <feedback> what helps whoever answered"));
  else if (avow_qti_is (node, "printedVariable") || avow_qti_is (node, "templateInline") || avow_qti_is (node, "templateBlock"))
    avow_draft_refuse (self->draft, g_strdup (_("its text is calculated anew for each person")), g_strdup (_("write it with fixed words and numbers")));
  else if (avow_qti_is (node, "stylesheet"))
    avow_draft_note (self->draft, _("a style sheet is not taken"), _("see whether the text can be understood without it"));
  else if (!avow_qti_is (node, "prompt") && !avow_qti_is (node, "gapText") && !avow_qti_is (node, "gapImg"))
    return FALSE;

  return TRUE;
}

gboolean
avow_qti_see_to_gaps (AvowNode *node, GString *text, gpointer data)
{
  AvowQtiItem *self = data;

  if (!avow_qti_is (node, "gap"))
    return avow_qti_see_to (node, text, data);

  avow_draft_write_mark (text, self->gaps++);
  return TRUE;
}

/* --- an item ---------------------------------------------------------------------------------------------------- */

static void
add_prompt (AvowDraft *draft, GPtrArray *blocks)
{
  g_ptr_array_extend_and_steal (draft->question->prompt, blocks);
}

/* A text that several items share, in a file of its own. */
static void
add_stimulus (AvowQtiItem *self, AvowNode *reference)
{
  AvowImport *import = self->draft->import;
  const char *address = avow_qti_get (reference, "href");
  g_autofree char *path = address != NULL ? avow_import_resolve (self->draft->base, address) : NULL;
  GBytes *bytes = path != NULL && import->entries != NULL ? g_hash_table_lookup (import->entries, path) : NULL;
  g_autoptr (AvowTree) tree = bytes != NULL ? avow_import_read_aside (bytes) : NULL;
  AvowNode *body = tree != NULL ? avow_qti_find (tree->root, "stimulusBody") : NULL;
  const char *base = self->draft->base;
  g_autofree char *folder = NULL;

  if (body == NULL)
    {
      avow_draft_refuse (self->draft, g_strdup (_("the text that it refers to is not there")), g_strdup (_("import the package (zip) that has both")));
      return;
    }
  folder = avow_import_get_folder (path);
  self->draft->base = folder;
  add_prompt (self->draft, avow_reduce_node_blocks (self->draft, body, avow_qti_see_to, self));
  self->draft->base = base;
}

/* Whether a paragraph only says where something is typed. */
static gboolean
is_blank (const AvowBlock *block)
{
  g_autofree char *text = block->kind == AVOW_BLOCK_PARAGRAPH ? avow_inlines_to_text (block->inlines, NULL) : NULL;

  return text != NULL && g_str_equal (g_strstrip (text), BLANK);
}

static void
drop_blanks (GPtrArray *blocks)
{
  for (guint i = blocks->len; i > 0; i--)
    if (is_blank (g_ptr_array_index (blocks, i - 1)))
      g_ptr_array_remove_index (blocks, i - 1);
}

static void
read_prompts (AvowQtiItem *self)
{
  AVOW_QTI_FOR_EACH (reference, self->item, "assessmentStimulusRef")
    add_stimulus (self, reference);
  add_prompt (self->draft, avow_reduce_node_blocks (self->draft, self->body, avow_qti_see_to, self));
  for (guint i = 0; i < self->interactions->len; i++)
    {
      AvowNode *prompt = avow_qti_find (g_ptr_array_index (self->interactions, i), "prompt");

      if (prompt != NULL)
        add_prompt (self->draft, avow_reduce_node_blocks (self->draft, prompt, avow_qti_see_to, self));
    }
  drop_blanks (self->draft->question->prompt);
}

static void
collect_interactions (AvowQtiItem *self)
{
  for (AvowNode *node = self->body->first; node != NULL; node = avow_node_next (node, self->body))
    if (is_interaction (node))
      g_ptr_array_add (self->interactions, node);
}

static gboolean
are_all (AvowQtiItem *self, const char *name)
{
  for (guint i = 0; i < self->interactions->len; i++)
    if (!avow_qti_is (g_ptr_array_index (self->interactions, i), name))
      return FALSE;

  return TRUE;
}

static void
refuse_unread (AvowQtiItem *self)
{
  for (guint i = 0; i < self->interactions->len; i++)
    {
      AvowNode *node = g_ptr_array_index (self->interactions, i);
      guint k;

      for (k = 0; k < G_N_ELEMENTS (interactions) && !avow_qti_is (node, interactions[k].name); k++)
        ;
      if (k < G_N_ELEMENTS (interactions) && interactions[k].reason == NULL)
        continue;
      self->draft->offset = node->offset;
      if (k < G_N_ELEMENTS (interactions))
        avow_draft_refuse (self->draft, g_strdup (_(interactions[k].reason)), g_strdup (_(interactions[k].remedy)));
      else
        avow_draft_refuse (self->draft, avow_import_quote (_("Avow has no questions of the type “%s”"), node->name), g_strdup (_("ask it as a choice")));
      return;
    }
}

static void
refuse_whole (AvowQtiItem *self)
{
  const char *adaptive = avow_qti_get (self->item, "adaptive");

  if (avow_qti_find (self->item, "templateDeclaration") != NULL)
    avow_draft_refuse (self->draft, g_strdup (_("its numbers are calculated anew for each person")), g_strdup (_("write it with fixed numbers")));
  if (adaptive != NULL && g_str_equal (adaptive, "true"))
    avow_draft_refuse (self->draft, g_strdup (_("it changes while it is answered")), g_strdup (_("make a scenario, or several questions of it")));
  if (avow_qti_find (self->item, "stylesheet") != NULL)
    avow_draft_note (self->draft, _("a style sheet is not taken"), _("see whether the text can be understood without it"));
}

static void
read_single (AvowQtiItem *self)
{
  AvowNode *node = g_ptr_array_index (self->interactions, 0);

  self->draft->offset = node->offset;
  read_prompts (self);
  for (guint k = 0; k < G_N_ELEMENTS (interactions); k++)
    if (avow_qti_is (node, interactions[k].name) && interactions[k].read != NULL)
      interactions[k].read (self, node);
}

static void
read_body (AvowQtiItem *self)
{
  collect_interactions (self);
  refuse_whole (self);
  refuse_unread (self);
  if (avow_draft_is_refused (self->draft))
    {
      avow_draft_finish (self->draft);
      return;
    }
  if (self->interactions->len == 0)
    {
      avow_draft_finish_page (self->draft, avow_reduce_node_blocks (self->draft, self->body, avow_qti_see_to, self));
      return;
    }

  if (are_all (self, "inlineChoiceInteraction"))
    avow_qti_read_inline_choices (self);
  else if (self->interactions->len > 1)
    avow_draft_refuse (self->draft, g_strdup_printf (_("it asks for %u answers of different kinds"), self->interactions->len),
                       g_strdup (_("make a question of each")));
  else
    read_single (self);
  if (!avow_draft_is_refused (self->draft))
    avow_qti_read_feedback (self);
  avow_draft_finish (self->draft);
}

void
avow_import_read_item (AvowImport *import, AvowTree *tree, const char *base)
{
  g_auto (AvowDraft) draft = { 0 };
  AvowQtiItem self = { .draft = &draft, .item = tree->root, .body = avow_qti_find (tree->root, "itemBody") };
  const char *language = avow_node_get (tree->root, "xml:lang");

  avow_draft_init (&draft, import, tree->root->offset);
  draft.name = g_strdup (avow_qti_get (tree->root, "title"));
  draft.key = g_strdup (avow_qti_get (tree->root, "identifier"));
  draft.base = base;
  draft.ours = g_strcmp0 (avow_qti_get (tree->root, "toolName"), AVOW_QTI_TOOL) == 0;
  if (import->language == NULL && language != NULL && avow_value_is (AVOW_VALUE_LANGUAGE, language))
    import->language = g_strdup (language);
  if (self.body == NULL)
    {
      avow_draft_refuse (&draft, g_strdup (_("it asks nothing")), g_strdup (_("write what is asked")));
      avow_draft_finish (&draft);
      return;
    }

  self.interactions = g_ptr_array_new ();
  read_body (&self);
  g_ptr_array_unref (self.interactions);
}
