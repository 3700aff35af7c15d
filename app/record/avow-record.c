/* avow-record.c: what happened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-record.h"

#include "sign/avow-digest.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/valid.h>
#include <string.h>

#define RECORD_VERSION "1"
#define SIGNATURE_NAMESPACE "http://www.w3.org/2000/09/xmldsig#"
#define MAX_ATTRIBUTES 16 /* of one element; libxml2 takes seconds over tens of thousands */

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

static void
free_document (xmlDocPtr document)
{
  xmlFreeDoc (document);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, free_document)

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

/* (transfer full) (nullable): exclusive C14N of the whole document; NULL where it has none. */
static GBytes *
serialise (xmlDocPtr document)
{
  xmlChar *memory = NULL;
  int length = xmlC14NDocDumpMemory (document, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &memory);

  if (length < 0)
    return NULL;
  return g_bytes_new_with_free_func (memory, length, (GDestroyNotify) xmlFree, memory);
}

static xmlDocPtr
build (const AvowRecordKind *kind, const char *subject, const char *actor, gconstpointer body)
{
  xmlDocPtr document = xmlNewDoc ((const xmlChar *) "1.0");
  xmlNodePtr root = xmlNewDocNode (document, NULL, (const xmlChar *) kind->name, NULL);

  xmlDocSetRootElement (document, root);
  xmlSetNs (root, xmlNewNs (root, (const xmlChar *) AVOW_RECORD_NAMESPACE, NULL));
  xmlNewProp (root, (const xmlChar *) "version", (const xmlChar *) RECORD_VERSION);
  xmlNewProp (root, (const xmlChar *) "subject", (const xmlChar *) subject);
  xmlNewProp (root, (const xmlChar *) "actor", (const xmlChar *) actor);
  avow_fields_write (kind->fields, body, root);
  return document;
}

/* What no record holds, and what libxml2 should not be troubled with: declarations, comments, CDATA, processing
 * instructions, zero bytes, elements with heaps of attributes. In C14N, `<` begins a tag and nothing else. */
static gboolean
is_plausible (const char *data, gsize size)
{
  gboolean in_tag = FALSE;
  guint quotes = 0;

  for (gsize i = 0; i < size; i++)
    {
      if (data[i] == '\0')
        return FALSE;
      if (data[i] == '<')
        {
          if (i + 1 == size || data[i + 1] == '!' || data[i + 1] == '?')
            return FALSE;
          in_tag = TRUE;
          quotes = 0;
        }
      else if (in_tag && data[i] == '>' && quotes % 2 == 0)
        {
          in_tag = FALSE;
        }
      else if (in_tag && data[i] == '"' && ++quotes > 2 * MAX_ATTRIBUTES)
        {
          return FALSE;
        }
    }
  return size > 0 && data[0] == '<';
}

/* (transfer full): the document, or NULL. */
static xmlDocPtr
load (GBytes *payload, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (payload, &size);
  xmlDocPtr document = NULL;

  if (size > AVOW_RECORD_MAX_BYTES)
    {
      g_set_error (error, AVOW_RECORD_ERROR, AVOW_RECORD_ERROR_MALFORMED,
                   _("This is %" G_GSIZE_FORMAT " bytes long; a record has %d at the most."), size, AVOW_RECORD_MAX_BYTES);
      return NULL;
    }
  if (is_plausible (data, size))
    document = xmlReadMemory (data, size, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == NULL)
    fail (error, _("This is not the XML of a record."));
  return document;
}

/* Takes the signature, which is the root's last child where there is one, out of the document. */
static gboolean
detach_signature (xmlNodePtr root)
{
  xmlNodePtr last = root->last;

  if (last == NULL || last->type != XML_ELEMENT_NODE || last->ns == NULL ||
      !xmlStrEqual (last->name, (const xmlChar *) "Signature") ||
      !xmlStrEqual (last->ns->href, (const xmlChar *) SIGNATURE_NAMESPACE))
    return FALSE;
  xmlUnlinkNode (last);
  xmlFreeNode (last);
  return TRUE;
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
 * so do the two say the same. @signed_form is the whole document's serialisation where it bears a signature. */
static gboolean
is_own_serialisation (AvowRecord *self, GBytes *payload, GBytes *signed_form)
{
  g_autoptr (xmlDoc) document = build (self->kind, self->subject, self->actor, self->body);
  g_autoptr (GBytes) plain = serialise (document);
  gsize plain_size, size;
  const char *plain_data = g_bytes_get_data (plain, &plain_size);
  const char *data = g_bytes_get_data (payload, &size);
  gsize before_signature = plain_size - strlen ("</>") - strlen (self->kind->name);

  if (signed_form == NULL)
    return g_bytes_equal (plain, payload);
  return g_bytes_equal (signed_form, payload) && size > plain_size &&
         memcmp (data, plain_data, before_signature) == 0 && data[before_signature] == '<';
}

AvowRecord *
avow_record_new (const AvowRecordKind *kind, const char *subject, const char *actor, gconstpointer body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) document = NULL;
  g_autoptr (AvowRecord) self = NULL;

  g_return_val_if_fail (kind != NULL && body != NULL, NULL);
  g_return_val_if_fail (is_id (subject) && is_id (actor), NULL);

  /* the body is read back, so that a record made and the same record parsed can't differ */
  document = build (kind, subject, actor, body);
  self = read_root (kind, xmlDocGetRootElement (document), &error);
  if (self == NULL)
    {
      g_critical ("A record of kind %s lacks something: %s", kind->name, error->message);
      return NULL;
    }
  self->payload = serialise (document);
  return g_steal_pointer (&self);
}

AvowRecord *
avow_record_parse (GBytes *payload, GError **error)
{
  g_autoptr (xmlDoc) document = load (payload, error);
  g_autoptr (GBytes) signed_form = NULL;
  g_autoptr (AvowRecord) self = NULL;
  const AvowRecordKind *kind;
  xmlNodePtr root;

  if (document == NULL)
    return NULL;
  root = xmlDocGetRootElement (document);
  kind = find_kind (root, error);
  if (kind == NULL)
    return NULL;

  signed_form = serialise (document);
  if (signed_form == NULL)
    {
      fail (error, _("This is not the XML of a record."));
      return NULL;
    }
  if (!detach_signature (root))
    g_clear_pointer (&signed_form, g_bytes_unref);
  self = read_root (kind, root, error);
  if (self == NULL)
    return NULL;

  if (!is_own_serialisation (self, payload, signed_form))
    {
      fail (error, _("The record is not written as Avow writes it, so it was changed after it was made."));
      return NULL;
    }
  self->is_signed = signed_form != NULL;
  self->payload = g_bytes_ref (payload);
  return g_steal_pointer (&self);
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
