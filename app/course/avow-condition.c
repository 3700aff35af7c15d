/* avow-condition.c: where a text holds, and for whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-condition.h"

#include <string.h>

/* The European Economic Area: the Union's members (Treaty on European Union, Art. 52), and by the EEA Joint Committee's
 * decision 154/2018 Iceland, Liechtenstein and Norway. */
static const char *const europe[] = {
  "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU",
  "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", NULL,
};

void
avow_condition_free (AvowCondition *self)
{
  if (self == NULL)
    return;

  g_free (self->jurisdictions);
  g_free (self->roles);
  g_free (self);
}

/* Whether the place @own lies in @wanted: it is the same, a part of it, or a member of the Union. */
static gboolean
lies_in (const char *own, const char *wanted)
{
  gsize length = strlen (wanted);

  if (strncmp (own, wanted, length) == 0 && (own[length] == '\0' || own[length] == '-'))
    return TRUE;

  if (g_str_equal (wanted, "EU"))
    {
      g_autofree char *country = g_strndup (own, strcspn (own, "-"));

      return g_strv_contains (europe, country);
    }

  return FALSE;
}

static gboolean
is_same (const char *own, const char *wanted)
{
  return g_str_equal (own, wanted);
}

static gboolean
matches (const char *own_words, const char *wanted_words, gboolean (*match) (const char *own, const char *wanted))
{
  g_auto(GStrv) owns = g_strsplit (own_words, " ", -1);
  g_auto(GStrv) wanted = g_strsplit (wanted_words, " ", -1);

  for (guint i = 0; owns[i] != NULL; i++)
    for (guint j = 0; wanted[j] != NULL; j++)
      if (match (owns[i], wanted[j]))
        return TRUE;

  return FALSE;
}

gboolean
avow_condition_holds (const AvowCondition *self, GHashTable *facts)
{
  const char *jurisdiction, *role;

  if (self == NULL || facts == NULL)
    return TRUE;

  jurisdiction = g_hash_table_lookup (facts, AVOW_FACT_JURISDICTION);
  role = g_hash_table_lookup (facts, AVOW_FACT_ROLE);

  return (self->jurisdictions == NULL || jurisdiction == NULL || matches (jurisdiction, self->jurisdictions, lies_in)) &&
         (self->roles == NULL || role == NULL || matches (role, self->roles, is_same));
}
