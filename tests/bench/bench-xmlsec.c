/* bench-xmlsec.c: xmlsec's check of a signature, as a reference
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-xmlsec.h"

#include "people/avow-organisation.h"

#include <libxml/parser.h>
#include <string.h>
#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/xmltree.h>

xmlSecKeysMngrPtr
bench_xmlsec_new (AvowStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AvowOrganisation) organisation = avow_organisation_get (store, &error);
  g_autofree char *pem = organisation != NULL ? avow_certificate_to_pem (organisation->root) : NULL;
  xmlSecKeysMngrPtr manager;

  if (pem == NULL)
    g_error ("%s", error->message);
  if (xmlSecInit () != 0 || xmlSecCryptoInit () != 0)
    g_error ("xmlsec did not start");
  manager = xmlSecKeysMngrCreate ();
  if (xmlSecCryptoAppDefaultKeysMngrInit (manager) != 0
      || xmlSecCryptoAppKeysMngrCertLoadMemory (manager, (const xmlSecByte *) pem, (xmlSecSize) strlen (pem), xmlSecKeyDataFormatPem,
                                                xmlSecKeyDataTypeTrusted) != 0)
    g_error ("xmlsec does not take the root certificate");
  return manager;
}

void
bench_xmlsec_check (xmlSecKeysMngrPtr manager, GBytes *document)
{
  xmlDocPtr doc = xmlReadMemory (g_bytes_get_data (document, NULL), (int) g_bytes_get_size (document), NULL, NULL, XML_PARSE_NONET);
  xmlNodePtr signature = xmlSecFindNode (xmlDocGetRootElement (doc), xmlSecNodeSignature, xmlSecDSigNs);
  xmlSecDSigCtxPtr context = xmlSecDSigCtxCreate (manager);

  if (xmlSecDSigCtxVerify (context, signature) != 0 || context->status != xmlSecDSigStatusSucceeded)
    g_error ("xmlsec does not accept a signature of the sample");
  xmlSecDSigCtxDestroy (context);
  xmlFreeDoc (doc);
}
