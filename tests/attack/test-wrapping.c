/* test-wrapping.c: what was signed moves aside, and something else takes its place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "forged-xml.h"
#include "plain-xmlsec.h"

#include <string.h>

/* Somorovsky et al., “On Breaking SAML: Be Whoever You Want to Be” (2012), name eight ways to wrap, XSW1 to XSW8. They need
 * a reference by id. Avow's signature has one, to its SignedProperties; what else a person may have signed by id, with the
 * same key and another program, is the second table. */

/* --- the properties: when it was signed, and what it means */

typedef struct
{
  char *text;     /* as Avow signed it */
  char *object;   /* its only one */
  char *original; /* its SignedProperties */
  char *forged;   /* the same, of another day */
} Parts;

static void
take_parts (Parts *self, World *world, const char *forged_id)
{
  g_autofree char *earlier = NULL;

  self->text = forged_sign (world, FORGED_DOCUMENT);
  self->object = forged_cut (self->text, "<ds:Object>", "</ds:Object>");
  self->original = forged_cut (self->text, "<xades:SignedProperties", "</xades:SignedProperties>");
  earlier = forged_replace (self->original, "2026-11-24", "2020-01-01");
  self->forged = forged_replace (earlier, " Id=\"signed-properties\"", forged_id);
}

static void
clear_parts (Parts *self)
{
  g_free (self->text);
  g_free (self->object);
  g_free (self->original);
  g_free (self->forged);
}

#define ALONE "<xades:QualifyingProperties xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\">%3$s</xades:QualifyingProperties>"

/* Where the original goes: %1$s is the forged object, %2$s the original one, %3$s the original SignedProperties. */
static const struct
{
  const char *name;
  const char *find; /* instead of which, or before which */
  const char *with;
  gboolean plain; /* whether xmlsec1 alone accepts it */
} moves[] = {
  { "XSW1, beside, behind it", "%2$s", "%1$s%2$s", TRUE },
  { "XSW2, beside, before it", "%2$s", "%2$s%1$s", TRUE },
  { "XSW3, before it in the same object", "<ds:Object>", "<ds:Object>" ALONE, TRUE },
  { "XSW4, below the forged one", "</xades:SignedProperties>", "%3$s</xades:SignedProperties>", TRUE },
  { "XSW5, in qualifying properties of its own", "</xades:QualifyingProperties>",
    "</xades:QualifyingProperties>" ALONE, TRUE },
  { "XSW6, below an object of the forged one's", "</ds:Object>", "<ds:Object>%2$s</ds:Object></ds:Object>", TRUE },
  { "XSW7, in what a schema lets pass", "</xades:SignedProperties>",
    "</xades:SignedProperties><xades:UnsignedProperties>%3$s</xades:UnsignedProperties>", TRUE },
  { "XSW8, two objects deep", "%2$s", "%1$s<ds:Object><ds:Object>%2$s</ds:Object></ds:Object>", TRUE },
  { "in KeyInfo", "</ds:KeyInfo>", ALONE "</ds:KeyInfo>", TRUE },
  { "in signature properties", "%2$s", "%1$s<ds:Object><ds:SignatureProperties>%2$s</ds:SignatureProperties></ds:Object>", TRUE },
};

static char *
fill (const char *pattern, const char *forged_object, const Parts *parts)
{
  GString *text = g_string_new (pattern);

  g_string_replace (text, "%1$s", forged_object, 0);
  g_string_replace (text, "%2$s", parts->object, 0);
  g_string_replace (text, "%3$s", parts->original, 0);
  return g_string_free (text, FALSE);
}

/* The forged properties without an id, and with another: with the same one, xmlsec takes neither. */
static void
test_properties (void)
{
  static const char *const ids[] = { "", " Id=\"others\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (World) world = world_new ("Sample");
      Parts parts;

      take_parts (&parts, world, ids[i]);
      forged_assert_accepted (parts.text, world->root);
      for (gsize j = 0; j < G_N_ELEMENTS (moves); j++)
        {
          g_autofree char *forged_object = forged_replace (parts.object, parts.original, parts.forged);
          g_autofree char *find = fill (moves[j].find, forged_object, &parts);
          g_autofree char *with = fill (moves[j].with, forged_object, &parts);
          g_autofree char *aside = forged_replace (parts.text, parts.original, parts.forged);
          gboolean whole = g_str_has_prefix (moves[j].find, "%2$s");
          g_autofree char *wrapped = forged_replace (whole ? parts.text : aside, find, with);
          g_autofree char *name = g_strdup_printf ("properties, %s (%s)", moves[j].name, i == 0 ? "no id" : "another id");

          forged_assert_refused (name, wrapped, world->root, moves[j].plain);
        }
      clear_parts (&parts);
    }
}

/* --- the whole, signed by id with another program */

#define OPEN "<declaration xmlns=\"urn:avow:record:1\""
#define EVIL "<name>Mallory</name>\n"

/* The person's own signature, by id, of the root or of the element `agreed` in it. */
static char *
sign_by_id (World *world, const char *document)
{
  g_autofree char *text = forged_sign (world, document);
  g_autofree char *signature = forged_cut (text, "<ds:Signature ", "</ds:Signature>");
  g_autofree char *by_id = forged_replace (signature, "URI=\"\"", "URI=\"#d\"");
  g_autofree char *without = forged_replace (text, signature, "");
  const char *end_tag = strstr (document, "<agreed") != NULL ? "</agreed>" : "</declaration>";
  g_autofree char *end = g_strconcat (by_id, end_tag, NULL);
  g_autofree char *inside = forged_replace (without, end_tag, end);
  g_autoptr (GBytes) done = plain_xmlsec_sign (inside, world->person_key);

  return g_strndup (g_bytes_get_data (done, NULL), g_bytes_get_size (done));
}

/* The transform of an enveloped signature takes away what stands in the signature: there xmlsec1 refuses XSW1, 6 and 8.
 *
 * O: what was signed, without its signature; S: the signature; T: the signature with O in an object of its own; U: the
 * signature with O as its last child; A: all as it was signed; E: what takes the place. The letter stands after a `%`. */
static const struct
{
  const char *name;
  gboolean root; /* whether the whole document was signed, or an element of it */
  const char *pattern;
  gboolean plain;
} wraps[] = {
  { "XSW1, the signed root in the signature of another", TRUE, OPEN " Id=\"e\">" EVIL "%U</declaration>", FALSE },
  { "XSW2, the signed root beside its signature", TRUE, OPEN " Id=\"e\">" EVIL "%O%S</declaration>", TRUE },
  { "XSW3, another element before the signed one", FALSE, OPEN "><agreed Id=\"e\">" EVIL "</agreed>%A</declaration>", TRUE },
  { "XSW4, the signed element below another", FALSE, OPEN "><agreed Id=\"e\">" EVIL "%A</agreed></declaration>", TRUE },
  { "XSW5, the signature in another element", FALSE, OPEN "><agreed Id=\"e\">" EVIL "%S</agreed>%O</declaration>", TRUE },
  { "XSW6, the signed element in the signature of another", FALSE, OPEN "><agreed Id=\"e\">" EVIL "%U</agreed></declaration>", FALSE },
  { "XSW7, another element in an extension", FALSE, OPEN "><extensions><agreed Id=\"e\">" EVIL "</agreed></extensions>%A</declaration>", TRUE },
  { "XSW8, the signed element in an object of the signature", FALSE, OPEN "><agreed Id=\"e\">" EVIL "%T</agreed></declaration>", FALSE },
  { "XSW8, the signed root in an object of the signature", TRUE, OPEN " Id=\"e\">" EVIL "%T</declaration>", FALSE },
  { "the signature at the end, where Avow looks for it", FALSE, OPEN ">" EVIL "<extensions>%O</extensions>%S</declaration>", TRUE },
};

static char *
wrap (const char *pattern, const char *signed_text, const char *from, const char *to)
{
  g_autofree char *all = forged_cut (signed_text, from, to);
  g_autofree char *signature = forged_cut (all, "<ds:Signature ", "</ds:Signature>");
  g_autofree char *original = forged_replace (all, signature, "");
  g_autofree char *object = g_strdup_printf ("<ds:Object>%s</ds:Object></ds:Signature>", original);
  g_autofree char *child = g_strdup_printf ("%s</ds:Signature>", original);
  g_autofree char *with_object = forged_replace (signature, "</ds:Signature>", object);
  g_autofree char *with_child = forged_replace (signature, "</ds:Signature>", child);
  GString *text = g_string_new (pattern);

  g_string_replace (text, "%A", all, 0);
  g_string_replace (text, "%O", original, 0);
  g_string_replace (text, "%S", signature, 0);
  g_string_replace (text, "%T", with_object, 0);
  g_string_replace (text, "%U", with_child, 0);
  return g_string_free (text, FALSE);
}

static void
test_by_id (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *root = sign_by_id (world, OPEN " Id=\"d\">\n" FORGED_BODY "</declaration>");
  g_autofree char *element = sign_by_id (world, OPEN "><agreed Id=\"d\">" FORGED_BODY "</agreed></declaration>");

  /* what is wrapped is well made; a signature by id is none of Avow's as it is */
  forged_assert_refused ("signed by id, the root, not wrapped", root, world->root, TRUE);
  forged_assert_refused ("signed by id, an element, not wrapped", element, world->root, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (wraps); i++)
    {
      g_autofree char *wrapped = wraps[i].root ? wrap (wraps[i].pattern, root, OPEN, "</declaration>")
                                               : wrap (wraps[i].pattern, element, "<agreed", "</agreed>");

      forged_assert_refused (wraps[i].name, wrapped, world->root, wraps[i].plain);
    }
}

/* --- the same with what Avow signed, which is the whole document: here xmlsec1 finds it, too */

static void
test_whole (void)
{
  g_autoptr (World) world = world_new ("Sample");
  g_autofree char *text = forged_sign (world, FORGED_DOCUMENT);

  for (gsize i = 0; i < G_N_ELEMENTS (wraps); i++)
    {
      GString *pattern = g_string_new (wraps[i].pattern);
      g_autofree char *wrapped = NULL;
      g_autofree char *name = g_strdup_printf ("Avow's own, %s", wraps[i].name);

      g_string_replace (pattern, "agreed", "declaration", 0);
      wrapped = wrap (pattern->str, text, OPEN, "</declaration>");
      forged_assert_refused (name, wrapped, world->root, FALSE);
      g_string_free (pattern, TRUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/avow/attack/wrapping{properties}", test_properties);
  g_test_add_func ("/avow/attack/wrapping{by-id}", test_by_id);
  g_test_add_func ("/avow/attack/wrapping{whole}", test_whole);

  return forged_run ();
}
