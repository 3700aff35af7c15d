/* avow-receipt-paper.c: a receipt on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-receipt-paper.h"

#include "avow-flow.h"

#include <glib/gi18n-lib.h>
#include <qrencode.h>

#define QR_SIZE 96.0    /* points */
#define QUIET_ZONE 12.0 /* ISO/IEC 18004, 5.3.8: four modules of nothing around it */

typedef struct
{
  GBytes *modules;
  guint width;
} Qr;

GBytes *
avow_receipt_get_qr (AvowReceipt *self, guint *out_width)
{
  g_autofree char *text = g_strconcat ("avow:", self->leaf, NULL);
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  /* qrencode fails only where memory does, as GLib's own allocations would */
  g_assert (code != NULL);
  guint n_modules = code->width * code->width;
  guint8 *modules = g_malloc (n_modules);
  for (guint i = 0; i < n_modules; i++)
    modules[i] = code->data[i] & 1;
  *out_width = code->width;
  QRcode_free (code);
  return g_bytes_new_take (modules, n_modules);
}

static void
qr_free (gpointer data)
{
  Qr *qr = data;
  g_bytes_unref (qr->modules);
  g_free (qr);
}

static void
draw_qr (cairo_t *cr, double width, gpointer data)
{
  Qr *qr = data;
  const guint8 *modules = g_bytes_get_data (qr->modules, NULL);
  double size = QR_SIZE / qr->width;
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (guint y = 0; y < qr->width; y++)
    for (guint x = 0; x < qr->width; x++)
      if (modules[y * qr->width + x])
        cairo_rectangle (cr, x * size, y * size, size, size);
  cairo_fill (cr);
}

static void
add_fact (AvowFlow *flow, const char *label, const char *value)
{
  if (value == NULL || value[0] == '\0')
    return;
  /* Translators: a fact on a receipt, e.g. “Edition: 2026.1” */
  g_autofree char *line = g_strdup_printf (_("%s: %s"), label, value);
  avow_flow_add_text (flow, AVOW_TEXT_BODY, line);
}

static void
add_hash (AvowFlow *flow, const char *label, const char *hex)
{
  avow_flow_add_text (flow, AVOW_TEXT_SMALL, label);
  avow_flow_add_text (flow, AVOW_TEXT_MONOSPACE, hex);
}

static void
add_facts (AvowFlow *flow, const AvowRecordDeclaration *body, gboolean is_signed)
{
  avow_flow_add_text (flow, AVOW_TEXT_TITLE, is_signed ? _("Receipt of a signature") : _("Receipt of a refusal"));
  avow_flow_add_text (flow, AVOW_TEXT_HEADING, body->title);
  avow_flow_add_space (flow, 6);
  add_fact (flow, _("Organisation"), body->organisation);
  add_fact (flow, _("Name"), body->name);
  add_fact (flow, _("Staff number"), body->staff_number);
  add_fact (flow, _("Edition"), body->edition);
  add_fact (flow, is_signed ? _("Signed at") : _("Declined at"), body->local_time);
  add_fact (flow, _("Reason given"), body->reason);
  avow_flow_add_space (flow, QUIET_ZONE);
}

static void
add_text (AvowFlow *flow, const AvowRecordDeclaration *body)
{
  avow_flow_add_text (flow, AVOW_TEXT_HEADING, _("The text as it was shown"));
  if (body->preamble != NULL)
    avow_flow_add_text (flow, AVOW_TEXT_BODY, body->preamble);
  for (guint i = 0; i < body->clauses->len; i++)
    {
      const AvowRecordClause *clause = g_ptr_array_index (body->clauses, i);
      avow_flow_add_space (flow, 8);
      avow_flow_add_text (flow, AVOW_TEXT_HEADING, clause->title);
      avow_flow_add_text (flow, AVOW_TEXT_BODY, clause->text);
    }
  avow_flow_add_space (flow, 8);
  avow_flow_add_text (flow, AVOW_TEXT_HEADING, _("Statement"));
  avow_flow_add_text (flow, AVOW_TEXT_BODY, body->statement);
}

static void
add_proof (AvowFlow *flow, AvowReceipt *self)
{
  Qr *qr = g_new0 (Qr, 1);
  qr->modules = avow_receipt_get_qr (self, &qr->width);
  avow_flow_add (flow, QR_SIZE + QUIET_ZONE, draw_qr, qr, qr_free);
  add_hash (flow, _("Where it stands in the organisation’s ledger (leaf hash):"), self->leaf);
  add_hash (flow, _("Fingerprint of the signed document (SHA-256):"), self->fingerprint);
  add_hash (flow, _("Fingerprint of the certificate that signed it (SHA-256):"), self->certificate);
  avow_flow_add_space (flow, 4);
  avow_flow_add_text (flow, AVOW_TEXT_SMALL,
                      _("To check it without Avow, ask for the signed document and for organisation.pem, then run: "
                        "xmlsec1 --verify --trusted-pem organisation.pem declaration.xml"));
  avow_flow_add_space (flow, 12);
}

static AvowFlow *
create_flow (AvowReceipt *self)
{
  const AvowRecordDeclaration *body = avow_record_get_body (self->record);
  gboolean is_signed = g_str_equal (body->outcome, "signed");
  AvowFlow *flow = avow_flow_new (AVOW_A4_SHORT, AVOW_A4_LONG);
  g_autofree char *footer = g_strdup_printf ("%s · %s · %.16s…", body->organisation, body->title, self->leaf);
  avow_flow_set_footer (flow, footer);
  add_facts (flow, body, is_signed);
  add_proof (flow, self);
  add_text (flow, body);
  return flow;
}

guint
avow_receipt_count_pages (AvowReceipt *self)
{
  g_autoptr (AvowFlow) flow = create_flow (self);
  return avow_flow_get_n_pages (flow);
}

void
avow_receipt_draw_page (AvowReceipt *self, cairo_t *cr, guint page)
{
  g_autoptr (AvowFlow) flow = create_flow (self);
  avow_flow_draw_page (flow, cr, page);
}

GBytes *
avow_receipt_to_pdf (AvowReceipt *self)
{
  const AvowRecordDeclaration *body = avow_record_get_body (self->record);
  g_autoptr (AvowFlow) flow = create_flow (self);
  return avow_flow_to_pdf (flow, body->title, body->organisation);
}

gboolean
avow_receipt_write_pdf (AvowReceipt *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = avow_receipt_to_pdf (self);
  return avow_receipt_write_bytes (bytes, path, error);
}
