/* avow-record.c: what happened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record.h"

#include "sign/avow-xml.h"

#include <glib/gi18n-lib.h>
#include <libxml/valid.h>
#include <string.h>

#define RECORD_VERSION "1"
#define SIGNATURE_NAMESPACE "http://www.w3.org/2000/09/xmldsig#"

struct _AvowRecord
{
  gatomicrefcount ref_count;
  const AvowRecordKind *kind;
  char *subject;
  char *actor;
  gpointer body;  /* the kind's struct */
  GBytes *payload;
  gboolean is_signed;
};

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED, message);
  return FALSE;
}

/* An XML NMTOKEN: nothing in it needs escaping, and no two of them look alike but for their letters. */
static gboolean
is_id (const char *text)
{
  return text != NULL && xmlValidateNMToken ((const xmlChar *) text, 0) == 0;
}

/* In the fixed serialisation, which is exclusive C14N: attributes in order of name, and of all that they hold nothing
 * that needs escaping. (transfer full) */
static GBytes *
build (const AvowRecordKind *kind, const char *subject, const char *actor, gconstpointer body)
{
  GString *text = g_string_sized_new (4096);

  g_string_append_printf (text, "<%s xmlns=\"%s\" actor=\"%s\" subject=\"%s\" version=\"%s\">", kind->name, AVOW_RECORD_NAMESPACE,
                          actor, subject, RECORD_VERSION);
  avow_fields_write (kind->fields, body, 0, text);
  g_string_append_printf (text, "</%s>", kind->name);
  return g_string_free_to_bytes (text);
}

/* (transfer full): the document, or NULL. */
static xmlDocPtr
load (GBytes *payload, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  xmlDocPtr document = avow_xml_parse (payload, AVOW_RECORD_MAX_BYTES, &local_error);

  if (document == NULL)
    fail (error, local_error->message);
  return document;
}

/* (nullable): the signature, which is the root's last child where there is one. */
static xmlNodePtr
find_signature (xmlNodePtr root)
{
  xmlNodePtr last = root->last;

  if (last == NULL || last->type != XML_ELEMENT_NODE || last->ns == NULL ||
      !xmlStrEqual (last->name, (const xmlChar *) "Signature") ||
      !xmlStrEqual (last->ns->href, (const xmlChar *) SIGNATURE_NAMESPACE))
    return NULL;
  return last;
}

static void
remove_signature (xmlNodePtr signature)
{
  xmlUnlinkNode (signature);
  xmlFreeNode (signature);
}

/* Whether @payload is the one serialisation of @document. */
static gboolean
is_canonical (xmlDocPtr document, GBytes *payload)
{
  g_autoptr (GBytes) form = avow_xml_canonicalise (document);

  return form != NULL && g_bytes_equal (form, payload);
}

static const AvowRecordKind *
find_kind (xmlNodePtr root, GError **error)
{
  const AvowRecordKind *kind = avow_record_kind_by_name ((const char *) root->name);

  if (kind == NULL || root->ns == NULL || !xmlStrEqual (root->ns->href, (const xmlChar *) AVOW_RECORD_NAMESPACE))
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
                   _("“%s” is no kind of record that this version of Avow knows."), root->name);
      return NULL;
    }
  return kind;
}

static char *
get_attribute (xmlNodePtr root, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (root, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

/* Reads everything but the payload out of @root; any signature has been taken out of it. */
static AvowRecord *
read_root (const AvowRecordKind *kind, xmlNodePtr root, GError **error)
{
  g_autoptr (AvowRecord) self = g_new0 (AvowRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->body = g_malloc0 (kind->body_size);
  self->subject = get_attribute (root, "subject");
  self->actor = get_attribute (root, "actor");
  if (!is_id (self->subject) || !is_id (self->actor))
    {
      fail (error, _("The record does not say whom or what it is about, or who did it."));
      return NULL;
    }
  return avow_fields_read (kind->fields, self->body, root, error) ? g_steal_pointer (&self) : NULL;
}

/* The bytes must be those that Avow would write: what is signed or sealed is bytes, what is shown is fields, and only
 * so do the two say the same. Of the signature, where there is one, somebody else has to say that. */
static gboolean
is_own_serialisation (AvowRecord *self, GBytes *payload, gboolean is_signed)
{
  g_autoptr (GBytes) plain = build (self->kind, self->subject, self->actor, self->body);
  gsize plain_size, size;
  const char *plain_data = g_bytes_get_data (plain, &plain_size);
  const char *data = g_bytes_get_data (payload, &size);
  gsize before_signature = plain_size - strlen ("</>") - strlen (self->kind->name);

  if (!is_signed)
    return g_bytes_equal (plain, payload);
  return size > plain_size && memcmp (data, plain_data, before_signature) == 0 && data[before_signature] == '<';
}

AvowRecord *
avow_record_new (const AvowRecordKind *kind, const char *subject, const char *actor, gconstpointer body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (xmlDoc) document = NULL;
  g_autoptr (AvowRecord) self = NULL;

  g_return_val_if_fail (kind != NULL && body != NULL, NULL);
  g_return_val_if_fail (is_id (subject) && is_id (actor), NULL);

  payload = build (kind, subject, actor, body);
  if (g_bytes_get_size (payload) > AVOW_RECORD_MAX_BYTES)
    {
      g_critical ("A record of kind %s is too long", kind->name);
      return NULL;
    }
  /* the body is read back, so that a record made and the same record parsed can't differ */
  document = load (payload, &error);
  self = document != NULL ? read_root (kind, xmlDocGetRootElement (document), &error) : NULL;
  if (self == NULL)
    {
      g_critical ("A record of kind %s lacks something: %s", kind->name, error->message);
      return NULL;
    }
  self->payload = g_steal_pointer (&payload);
  return g_steal_pointer (&self);
}

/* Reads @document, which is that of @payload. @verified: its signature stands, so its bytes are the one serialisation
 * of what it says. */
static AvowRecord *
read_document (xmlDocPtr document, GBytes *payload, gboolean verified, GError **error)
{
  xmlNodePtr root = xmlDocGetRootElement (document);
  xmlNodePtr signature = find_signature (root);
  const AvowRecordKind *kind = find_kind (root, error);
  gboolean is_own = verified || signature == NULL || is_canonical (document, payload);
  g_autoptr (AvowRecord) self = NULL;

  if (kind == NULL)
    return NULL;
  if (signature != NULL)
    remove_signature (signature);
  self = read_root (kind, root, error);
  if (self == NULL)
    return NULL;
  if (!is_own || !is_own_serialisation (self, payload, signature != NULL))
    {
      fail (error, _("The record is not written as Avow writes it, so it was changed after it was made."));
      return NULL;
    }
  self->is_signed = signature != NULL;
  self->payload = g_bytes_ref (payload);
  return g_steal_pointer (&self);
}

AvowRecord *
avow_record_parse (GBytes *payload, GError **error)
{
  g_autoptr (xmlDoc) document = load (payload, error);

  return document != NULL ? read_document (document, payload, FALSE, error) : NULL;
}

/* (transfer full) (nullable): why the signature of @document does not stand. */
static char *
find_signature_fault (xmlDocPtr document, GBytes *payload, AvowCertificate *trusted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reason = NULL;
  gboolean valid;

  if (trusted == NULL)
    return g_strdup (_("it is signed, but there is no root certificate to check that by"));
  if (!avow_signature_verify_parsed (document, payload, trusted, &valid, &reason, NULL, &error))
    return g_strdup_printf (_("its signature can't be read: %s"), error->message);
  if (!valid)
    return g_strdup_printf (_("its signature does not stand: %s"), reason != NULL ? reason : _("it does not fit the text"));
  return NULL;
}

AvowRecord *
avow_record_parse_and_verify (GBytes *payload, AvowCertificate *trusted, char **out_fault, GError **error)
{
  g_autoptr (xmlDoc) document = load (payload, error);

  *out_fault = NULL;
  if (document == NULL)
    return NULL;
  if (find_signature (xmlDocGetRootElement (document)) == NULL)
    return read_document (document, payload, FALSE, error);
  *out_fault = find_signature_fault (document, payload, trusted);
  return read_document (document, payload, *out_fault == NULL, error);
}

AvowRecord *
avow_record_sign (AvowRecord *self, AvowKey *key, AvowCertificate *certificate, GPtrArray *chain,
                  AvowCommitment commitment, gint64 time, GError **error)
{
  g_autoptr (GBytes) payload = NULL;

  g_return_val_if_fail (self != NULL && !self->is_signed, NULL);
  payload = avow_signature_sign (self->payload, key, certificate, chain, commitment, time, error);
  return payload != NULL ? avow_record_parse (payload, error) : NULL;
}

AvowRecord *
avow_record_ref (AvowRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
avow_record_unref (AvowRecord *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  avow_fields_clear (self->kind->fields, self->body);
  g_free (self->body);
  g_free (self->subject);
  g_free (self->actor);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_free (self);
}

const AvowRecordKind *
avow_record_get_kind (AvowRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->kind;
}

const char *
avow_record_get_subject (AvowRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->subject;
}

const char *
avow_record_get_actor (AvowRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->actor;
}

gconstpointer
avow_record_get_body (AvowRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->body;
}

GBytes *
avow_record_get_payload (AvowRecord *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->payload;
}

gboolean
avow_record_is_signed (AvowRecord *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->is_signed;
}

char *
avow_id_new (const char *prefix)
{
  guint8 bytes[16];
  GString *id = g_string_new (prefix);

  avow_random_bytes (bytes, sizeof bytes);
  g_string_append_c (id, '-');
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (id, "%02x", bytes[i]);
  return g_string_free (id, FALSE);
}
