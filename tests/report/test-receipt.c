/* test-receipt.c: what a signer keeps, and what an auditor checks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-report-world.h"

#include "paper/avow-receipt-paper.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  Fixture *world;
  AvowIdentity *officer;
  gint64 signed_at;   /* positions */
  gint64 declined_at;
} Signed;

static void
signed_set_up (Signed *self, gconstpointer data)
{
  Fixture *world = self->world = world_new ();

  world_ask (world, "once");
  self->officer = fixture_unlock (world);
  fixture_answer_nth (world, self->officer, 1, "declined");
  self->declined_at = avow_store_get_position (world->store);
  fixture_answer_nth (world, self->officer, 1, "signed");
  self->signed_at = avow_store_get_position (world->store);
}

static void
signed_tear_down (Signed *self, gconstpointer data)
{
  avow_identity_free (self->officer);
  fixture_free (self->world);
}

static AvowReceipt *
load (Signed *self, gint64 position)
{
  g_autoptr (GError) error = NULL;
  AvowReceipt *receipt = avow_receipt_load (self->world->store, position, &error);

  g_assert_no_error (error);
  return receipt;
}

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, size);
}

static void
test_paper (Signed *self, gconstpointer data)
{
  g_autoptr (AvowReceipt) receipt = load (self, self->signed_at);
  g_autoptr (GBytes) pdf = avow_receipt_to_pdf (receipt);
  g_autofree char *text = world_read_pdf (pdf);
  AvowDigest digest;
  g_autofree char *certificate = NULL;
  g_autofree char *fingerprint = NULL;
  GBytes *payload = avow_record_get_payload (receipt->record);
  const char *parts[] = {
    "Receipt of a signature", "Title of promise", "Name: Ada Okafor", "Staff number: A-1", "Edition: 2026.1",
    "Signed at: 2026-11-24T12:00:00+00:00", "You keep it.", "I agree.", "xmlsec1 --verify", receipt->leaf, NULL, NULL,
  };

  avow_certificate_get_fingerprint (self->officer->certificate, &digest);
  parts[10] = certificate = avow_digest_to_hex (&digest);
  avow_digest_compute (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), &digest);
  parts[11] = fingerprint = avow_digest_to_hex (&digest);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (text, parts[i]) == NULL)
      g_error ("the receipt lacks “%s”:\n%s", parts[i], text);
  g_assert_cmpuint (world_count_pages (pdf), ==, avow_receipt_count_pages (receipt));
}

static void
test_refusal (Signed *self, gconstpointer data)
{
  g_autoptr (AvowReceipt) receipt = load (self, self->declined_at);
  g_autoptr (GBytes) pdf = avow_receipt_to_pdf (receipt);
  g_autofree char *text = world_read_pdf (pdf);

  g_assert_nonnull (strstr (text, "Receipt of a refusal"));
  g_assert_nonnull (strstr (text, "Declined at: "));
  g_assert_null (strstr (text, "Receipt of a signature"));
}

static void
assert_private (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_files (Signed *self, gconstpointer data)
{
  g_autoptr (AvowReceipt) receipt = load (self, self->signed_at);
  g_autofree char *xml = fixture_path (self->world, "declaration.xml");
  g_autofree char *pdf = fixture_path (self->world, "receipt.pdf");
  g_autofree char *pem = fixture_path (self->world, "organisation.pem");
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) written = NULL;
  char *argv[] = { (char *) "xmlsec1", (char *) "--verify", (char *) "--trusted-pem", pem, xml, NULL };
  int status;

  avow_receipt_write_xml (receipt, xml, &error);
  g_assert_no_error (error);
  avow_receipt_write_pdf (receipt, pdf, &error);
  g_assert_no_error (error);
  avow_receipt_write_root (self->world->store, pem, &error);
  g_assert_no_error (error);
  written = read_file (xml);
  g_assert_true (g_bytes_equal (written, avow_record_get_payload (receipt->record)));
  assert_private (xml);
  assert_private (pdf);

  g_spawn_sync (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &said, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static void
test_not_written (Signed *self, gconstpointer data)
{
  g_autoptr (AvowReceipt) receipt = load (self, self->signed_at);
  g_autofree char *path = fixture_path (self->world, "nowhere/receipt.pdf");
  g_autoptr (GError) error = NULL;

  g_assert_false (avow_receipt_write_pdf (receipt, path, &error));
  g_assert_error (error, AVOW_REPORT_ERROR, AVOW_REPORT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_no_declaration (Signed *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (avow_receipt_load (self->world->store, 1, &error));
  g_assert_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (avow_receipt_load (self->world->store, 100000, &error));
  g_assert_nonnull (error);
}

/* ISO/IEC 18004, 5.3.2: a finder pattern is a square of 7 modules in one of 5 in one of 3. */
static void
assert_finder (const guint8 *modules, guint width, guint left, guint top)
{
  for (guint y = 0; y < 7; y++)
    for (guint x = 0; x < 7; x++)
      {
        guint ring = MIN (MIN (x, 6 - x), MIN (y, 6 - y));

        g_assert_cmpint (modules[(top + y) * width + left + x], ==, ring != 1);
      }
}

static void
test_qr (Signed *self, gconstpointer data)
{
  g_autoptr (AvowReceipt) receipt = load (self, self->signed_at);
  g_autoptr (AvowReceipt) other = load (self, self->declined_at);
  guint width, same_width, other_width;
  g_autoptr (GBytes) bytes = avow_receipt_get_qr (receipt, &width);
  g_autoptr (GBytes) same = avow_receipt_get_qr (receipt, &same_width);
  g_autoptr (GBytes) different = avow_receipt_get_qr (other, &other_width);
  const guint8 *modules = g_bytes_get_data (bytes, NULL);

  /* version 5 holds 69 bytes at level M */
  g_assert_cmpuint (width, ==, 37);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, width * width);
  for (guint i = 0; i < width * width; i++)
    g_assert_cmpuint (modules[i], <=, 1);
  assert_finder (modules, width, 0, 0);
  assert_finder (modules, width, width - 7, 0);
  assert_finder (modules, width, 0, width - 7);
  g_assert_true (g_bytes_equal (bytes, same));
  g_assert_cmpuint (other_width, ==, width);
  g_assert_false (g_bytes_equal (bytes, different));
}

#define signed_add(path, func) g_test_add (path, Signed, NULL, signed_set_up, func, signed_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signed_add ("/avow/report/receipt{paper}", test_paper);
  signed_add ("/avow/report/receipt{refusal}", test_refusal);
  signed_add ("/avow/report/receipt{files}", test_files);
  signed_add ("/avow/report/receipt{not-written}", test_not_written);
  signed_add ("/avow/report/receipt{no-declaration}", test_no_declaration);
  signed_add ("/avow/report/receipt{qr}", test_qr);
  return world_run ();
}
