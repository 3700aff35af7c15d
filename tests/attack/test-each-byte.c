/* test-each-byte.c: one byte of a declaration is another, and it is signed no more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-life.h"
#include "forged-xml.h"
#include "plain-xmlsec.h"

#include "people/avow-organisation.h"

#include <string.h>

#define NAME "Zoë Ångström"
#define CONTROL_EVERY 4 /* xmlsec alone takes longer */

typedef struct
{
  GBytes *document;
  AvowCertificate *root;
  guint tried;
  guint accepted;
  guint control_tried;
  guint control_accepted;
} Trial;

/* A declaration as a person signs one. */
static void
sign (Life *life, Trial *trial)
{
  g_autoptr (AvowSigning) signing = NULL;
  g_autoptr (AvowOrganisation) organisation = NULL;
  g_autoptr (AvowRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gint64 position;

  life_pass (life, life->officer);
  signing = life_open_declaration (life, life->officer);
  life_agree (signing, NAME);
  position = avow_signing_sign (signing, life->store, LIFE_PASSPHRASE, &error);
  g_assert_no_error (error);
  record = avow_store_get_record (life->store, position, NULL, &error);
  g_assert_no_error (error);
  organisation = avow_organisation_get (life->store, &error);
  g_assert_no_error (error);

  trial->document = g_bytes_ref (avow_record_get_payload (record));
  trial->root = avow_certificate_ref (organisation->root);
  g_assert_true (forged_is_accepted (trial->document, trial->root));
  g_assert_true (plain_xmlsec_accepts (trial->document, trial->root));
}

/* Takes @text. */
static void
try (Trial *trial, char *text, gsize length)
{
  g_autoptr (GBytes) document = g_bytes_new_take (text, length);

  trial->accepted += forged_is_accepted (document, trial->root);
  if (trial->tried++ % CONTROL_EVERY != 0)
    return;
  trial->control_tried++;
  trial->control_accepted += plain_xmlsec_accepts (document, trial->root);
}

static void
finish (Trial *trial, const char *what)
{
  g_test_message ("%s: %u tried, %u refused; control: xmlsec alone accepts %u of %u", what, trial->tried,
                  trial->tried - trial->accepted, trial->control_accepted, trial->control_tried);
  g_assert_cmpuint (trial->accepted, ==, 0);
  g_assert_cmpuint (trial->control_accepted, >, 0);
  g_bytes_unref (trial->document);
  avow_certificate_unref (trial->root);
}

/* Each byte becomes one other, or in the thorough run every other. */
static void
test_changed (Life *life, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  Trial trial = { 0 };
  const char *text;
  gsize length;

  sign (life, &trial);
  text = g_bytes_get_data (trial.document, &length);
  for (gsize i = 0; i < length; i++)
    {
      gint32 from = g_test_thorough () ? 1 : g_rand_int_range (random, 1, 256);
      gint32 to = g_test_thorough () ? 255 : from;

      for (gint32 mask = from; mask <= to; mask++)
        {
          char *changed = g_memdup2 (text, length);

          changed[i] ^= (char) mask;
          try (&trial, changed, length);
        }
    }
  g_assert_cmpuint (trial.tried, ==, length * (g_test_thorough () ? 255 : 1));
  finish (&trial, "each byte changed");
}

/* Left out, doubled, and all that comes behind it cut off. */
static void
test_moved (Life *life, gconstpointer data)
{
  Trial trial = { 0 };
  const char *text;
  gsize length;

  sign (life, &trial);
  text = g_bytes_get_data (trial.document, &length);
  for (gsize i = 0; i < length; i++)
    {
      char *without = g_malloc (length);
      char *twice = g_malloc (length + 1);

      memcpy (without, text, i);
      memcpy (without + i, text + i + 1, length - i - 1);
      memcpy (twice, text, i);
      memcpy (twice + i + 1, text + i, length - i);
      twice[i] = text[i];
      try (&trial, without, length - 1);
      try (&trial, twice, length + 1);
      try (&trial, g_memdup2 (text, i), i);
    }
  finish (&trial, "each byte left out, doubled, the last one there is");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  life_register ();
  life_add ("/avow/attack/each-byte{changed}", test_changed);
  life_add ("/avow/attack/each-byte{moved}", test_moved);
  return life_run ();
}
