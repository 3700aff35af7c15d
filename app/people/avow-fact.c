/* avow-fact.c: what texts ask an organisation to say of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-fact.h"

#include <glib/gi18n-lib.h>

#define LONG TRUE

#define ORGANISATION AVOW_FACT_GROUP_ORGANISATION
#define CONTACTS AVOW_FACT_GROUP_CONTACTS
#define RETENTION AVOW_FACT_GROUP_RETENTION
#define USE AVOW_FACT_GROUP_USE
#define RECIPIENTS AVOW_FACT_GROUP_RECIPIENTS
#define POLICY AVOW_FACT_GROUP_POLICY
#define CALIFORNIA AVOW_FACT_GROUP_CALIFORNIA

typedef struct
{
  const char *name;
  AvowFactGroup group;
  const char *label;
  gboolean is_long;
} Fact;

/* In the order to fill them in. */
static const Fact facts[] = {
  { "organisation", ORGANISATION, N_("The organisation’s name, as the text has it") },
  { "jurisdiction", ORGANISATION, N_("Where the organisation works: country codes with spaces between them, such as “DE US-CA”") },
  { "organisation-address", ORGANISATION, N_("The organisation’s postal address") },
  { "accountable-executive", ORGANISATION, N_("Who answers for privacy: the name of the accountable executive") },
  { "notice-date", ORGANISATION, N_("The day from which the notice holds") },
  { "minimum-age", ORGANISATION, N_("From which age on people may be customers, such as “16”") },

  { "privacy-contact", CONTACTS, N_("Whom to ask about privacy: name, telephone or e-mail") },
  { "privacy-address", CONTACTS, N_("Postal address for questions about privacy") },
  { "breach-contact", CONTACTS, N_("Whom to tell at once when something went wrong: name and telephone, day and night") },
  { "data-protection-officer", CONTACTS, N_("Data protection officer: how to reach them (or “none”)") },
  { "representative", CONTACTS, N_("Representative in the EU or the UK under Art. 27 GDPR (or “none”)") },
  { "supervisory-authority", CONTACTS, N_("The supervisory authority: name, address, web page") },

  { "retention-customer-records", RETENTION, N_("How long customers’ records are kept, such as “ten years after the last order”") },
  { "retention-enquiries", RETENTION, N_("How long enquiries are kept, such as “three years”") },
  { "retention-complaints", RETENTION, N_("How long complaints are kept") },
  { "retention-invoices", RETENTION, N_("How long invoices and payments are kept") },
  { "retention-security-logs", RETENTION, N_("How long records of log-ins and security are kept") },
  { "retention-usage-data", RETENTION, N_("How long it is kept how somebody used the web site and the apps") },
  { "retention-consent-proof", RETENTION, N_("How long the proof is kept that somebody consented") },
  { "retention-sensitive-data", RETENTION, N_("How long sensitive data is kept (or “none is held”)") },
  { "retention-other-purposes", RETENTION, N_("How long data for other purposes is kept (or “none”)") },

  { "sensitive-data-held", USE, N_("Which sensitive data is held (or “none”)"), LONG },
  { "sensitive-data-reason", USE, N_("Which part of Art. 9(2) GDPR allows that (or “none is held”)"), LONG },
  { "other-sources", USE, N_("Where data comes from besides the customer, and which of it is public (or “nowhere else”)"), LONG },
  { "other-purposes", USE, N_("Purposes that the tables don’t have (or “none”)"), LONG },
  { "other-purposes-data", USE, N_("Which data they take (or “none”)"), LONG },
  { "other-legitimate-interests", USE, N_("Legitimate interests besides those that the text names (or “none”)"), LONG },
  { "automated-decisions", USE, N_("Decisions that no person takes, and how they come about (or “none”)"), LONG },

  { "recipients-service-providers", RECIPIENTS, N_("Who works for you and gets data, by name or by kind"), LONG },
  { "recipients-for-orders", RECIPIENTS, N_("Who gets data to carry out an order, such as carriers and banks"), LONG },
  { "recipients-partners", RECIPIENTS, N_("Who gets data to use it for their own ends, by name or by kind (or “nobody”)"), LONG },
  { "countries-abroad", RECIPIENTS, N_("To which other countries data goes (or “none”)"), LONG },
  { "transfer-safeguards", RECIPIENTS, N_("What guards it there, and where to get a copy (or “none is needed”)"), LONG },

  { "approved-places", POLICY, N_("Where staff find the list of places that may hold customers’ data") },
  { "retention-schedule", POLICY, N_("Where staff find how long each kind of record is kept") },
  { "identity-check", POLICY, N_("Where staff find how to make sure who somebody is") },
  { "confidentiality-term", POLICY, N_("How long other confidential information stays so after the work ends, such as “two years”") },

  { "california-toll-free-number", CALIFORNIA, N_("Toll-free number for requests") },
  { "california-request-form", CALIFORNIA, N_("Web page or address for requests") },
  { "california-opt-out", CALIFORNIA, N_("How to say that data may not be sold or shared (or “none is sold or shared”)") },
  { "california-sold-or-shared", CALIFORNIA, N_("Categories sold or shared in the last 12 months, to whom and why (or “none”)"), LONG },
  { "california-under-16", CALIFORNIA, N_("Whether data of people under 16 is sold or shared (or “none”)"), LONG },
  { "california-sensitive-beyond", CALIFORNIA, N_("Sensitive data used for more than section 1798.121(a) allows (or “none”)"), LONG },
  { "california-characteristics-disclosed", CALIFORNIA, N_("Protected characteristics: to whom they were disclosed in the last 12 months (or “nobody”)"), LONG },
  { "california-other-categories", CALIFORNIA, N_("Other categories collected in the last 12 months (or “none”)"), LONG },
  { "california-other-purposes", CALIFORNIA, N_("What these other categories are for (or “none”)"), LONG },
  { "california-other-retention", CALIFORNIA, N_("How long they are kept (or “none”)") },
  { "california-other-disclosed", CALIFORNIA, N_("To whom they were disclosed (or “nobody”)"), LONG },
};

static const char *const titles[] = {
  [AVOW_FACT_GROUP_ORGANISATION] = N_("Your organisation"),
  [AVOW_FACT_GROUP_CONTACTS] = N_("Whom to ask, and whom to tell"),
  [AVOW_FACT_GROUP_RETENTION] = N_("How long things are kept"),
  [AVOW_FACT_GROUP_USE] = N_("What is held, and what for"),
  [AVOW_FACT_GROUP_RECIPIENTS] = N_("Who gets it, and where it goes"),
  [AVOW_FACT_GROUP_POLICY] = N_("For your staff"),
  [AVOW_FACT_GROUP_CALIFORNIA] = N_("For customers in California"),
  [AVOW_FACT_GROUP_OTHER] = N_("Other facts"),
};

/* Its place in the table; behind all of it where it is not known. */
static guint
find_place (const char *name)
{
  guint place = 0;

  while (place < G_N_ELEMENTS (facts) && !g_str_equal (facts[place].name, name))
    place++;

  return place;
}

char *
avow_fact_get_label (const char *name)
{
  guint place = find_place (name);

  if (place < G_N_ELEMENTS (facts))
    return g_strdup (_(facts[place].label));

  return g_strdelimit (g_strdup (name), "-_.", ' ');
}

AvowFactGroup
avow_fact_get_group (const char *name)
{
  guint place = find_place (name);

  return place < G_N_ELEMENTS (facts) ? facts[place].group : AVOW_FACT_GROUP_OTHER;
}

const char *
avow_fact_group_get_title (AvowFactGroup group)
{
  g_return_val_if_fail (group < G_N_ELEMENTS (titles), NULL);

  return _(titles[group]);
}

gboolean
avow_fact_is_long (const char *name)
{
  guint place = find_place (name);

  return place < G_N_ELEMENTS (facts) && facts[place].is_long;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  guint first_place = find_place (first), second_place = find_place (second);

  if (first_place != second_place)
    return first_place < second_place ? -1 : 1;

  return g_strcmp0 (first, second);
}

GPtrArray *
avow_fact_sort (GPtrArray *names)
{
  GPtrArray *sorted = g_ptr_array_new ();

  g_ptr_array_extend (sorted, names, NULL, NULL);
  g_ptr_array_sort (sorted, compare_names);
  return sorted;
}

char *
avow_fact_normalise (const char *value)
{
  g_auto (GStrv) words = g_strsplit_set (value, " \t\r\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
