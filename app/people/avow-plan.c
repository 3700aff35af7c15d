/* avow-plan.c: the rules and editions in force, and what follows from them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "avow-plan.h"

#include "avow-access.h"
#include "avow-cycle.h"
#include "avow-people-private.h"
#include "avow-rule.h"
#include "record/avow-clock.h"
#include "record/avow-query.h"
#include "record/avow-record-obligation.h"
#include "record/avow-record-rule.h"

#define TIMER "avow" /* the actor of what nobody did */

typedef struct
{
  char *id;
  AvowRecord *record;         /* owns what @body points to */
  const AvowRecordRule *body;
  guint first_rank;           /* of its first item */
} Rule;

typedef struct
{
  char *item_kind;
  char *title;
  char *edition;
  AvowDigest digest;
  GArray *accepted; /* of AvowDigest: editions that were adopted since it was last to be taken anew */
} Item;

struct _AvowPlan
{
  GPtrArray *rules;  /* of Rule, in order of their first edition; inactive ones too, for the rank */
  GHashTable *items; /* of Item, by id */
  GHashTable *roles; /* by person: bit set of AvowRole, where they are more than staff */
};

static void
free_rule (gpointer data)
{
  Rule *rule = data;

  g_free (rule->id);
  avow_record_unref (rule->record);
  g_free (rule);
}

static void
free_item (gpointer data)
{
  Item *item = data;

  g_free (item->item_kind);
  g_free (item->title);
  g_free (item->edition);
  g_array_unref (item->accepted);
  g_free (item);
}

static void
free_owed (gpointer data)
{
  AvowOwed *owed = data;

  g_free (owed->item);
  g_free (owed->cycle);
  g_free (owed);
}

static gboolean
load_rules (AvowPlan *self, AvowStore *store, GError **error)
{
  g_autoptr (GPtrArray) records = avow_rule_list (store, error);
  guint rank = 0;

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      Rule *rule = g_new0 (Rule, 1);

      rule->record = avow_record_ref (g_ptr_array_index (records, i));
      rule->id = g_strdup (avow_record_get_subject (rule->record));
      rule->body = avow_record_get_body (rule->record);
      rule->first_rank = rank;
      rank += rule->body->items->len;
      g_ptr_array_add (self->rules, rule);
    }
  return records != NULL;
}

static gboolean
load_editions (AvowPlan *self, AvowStore *store, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/plan:editions", &local_error, "");

  while (avow_query_next (query, &local_error))
    {
      Item *item = g_new0 (Item, 1);

      item->item_kind = g_strdup (avow_query_text (query, 1));
      item->title = g_strdup (avow_query_text (query, 2));
      item->edition = g_strdup (avow_query_text (query, 3));
      avow_query_digest (query, 4, &item->digest);
      item->accepted = g_array_new (FALSE, FALSE, sizeof (AvowDigest));
      g_hash_table_insert (self->items, g_strdup (avow_query_text (query, 0)), item);
    }
  return avow_people_check_end (local_error, error);
}

static gboolean
load_accepted (AvowPlan *self, AvowStore *store, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/plan:accepted", &local_error, "");

  while (avow_query_next (query, &local_error))
    {
      Item *item = g_hash_table_lookup (self->items, avow_query_text (query, 0));
      AvowDigest digest;

      if (item != NULL && avow_query_digest (query, 1, &digest))
        g_array_append_val (item->accepted, digest);
    }
  return avow_people_check_end (local_error, error);
}

static gboolean
load_roles (AvowPlan *self, AvowStore *store, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = avow_store_query (store, "people/plan:roles", &local_error, "");

  while (avow_query_next (query, &local_error))
    {
      const char *person = avow_query_text (query, 0);
      guint roles = GPOINTER_TO_UINT (g_hash_table_lookup (self->roles, person));
      AvowRole role;

      if (avow_role_from_name (avow_query_text (query, 1), &role))
        g_hash_table_insert (self->roles, g_strdup (person), GUINT_TO_POINTER (roles | 1u << role));
    }
  return avow_people_check_end (local_error, error);
}

AvowPlan *
avow_plan_load (AvowStore *store, GError **error)
{
  g_autoptr (AvowPlan) self = g_new0 (AvowPlan, 1);

  self->rules = g_ptr_array_new_with_free_func (free_rule);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_item);
  self->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!load_rules (self, store, error) || !load_editions (self, store, error) || !load_accepted (self, store, error)
      || !load_roles (self, store, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
avow_plan_free (AvowPlan *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->roles, g_hash_table_unref);
  g_free (self);
}

GHashTable *
avow_plan_load_owed (AvowStore *store, const char *person, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (AvowQuery) query = NULL;
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  query = person == NULL ? avow_store_query (store, "people/plan:duties", &local_error, "")
                         : avow_store_query (store, "people/plan:duties-of", &local_error, "s", person);
  while (avow_query_next (query, &local_error))
    {
      GPtrArray *list = g_hash_table_lookup (people, avow_query_text (query, 0));
      const char *standing = avow_query_text (query, 3);
      AvowOwed *owed = g_new0 (AvowOwed, 1);

      owed->item = g_strdup (avow_query_text (query, 1));
      owed->cycle = g_strdup (avow_query_text (query, 2));
      owed->open = g_strcmp0 (standing, "done") != 0 && g_strcmp0 (standing, "declined") != 0;
      avow_query_digest (query, 4, &owed->answer);
      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (free_owed);
          g_hash_table_insert (people, g_strdup (avow_query_text (query, 0)), list);
        }
      g_ptr_array_add (list, owed);
    }
  return avow_people_check_end (local_error, error) ? g_steal_pointer (&people) : NULL;
}

static void
add_obligation (const AvowPerson *person, Rule *rule, const char *item_id, Item *item, const char *cycle, const char *today,
                const char *from, GPtrArray *records)
{
  g_autofree char *due = avow_date_add_days (from, (int) rule->body->due_days);
  AvowRecordObligation body = {
    .item = (char *) item_id,
    .item_kind = item->item_kind,
    .title = item->title,
    .edition = item->edition,
    .digest = item->digest,
    .rule = rule->id,
    .cycle = (char *) cycle,
    .assigned = (char *) today,
    .due = due,
  };

  g_ptr_array_add (records, avow_record_new (&avow_record_kind_obligation, person->id, TIMER, &body));
}

/* What a person's past says of one item. */
typedef struct
{
  gboolean asked;         /* for this item, in whichever cycle */
  gboolean asked_now;     /* in the cycle looked for */
  gboolean asked_edition; /* in the cycle that its material edition opened */
  gboolean open;
  gboolean answered;      /* a text that still counts as the one in use */
} Past;

static void
look_back (Item *item, const char *item_id, GPtrArray *owed, const char *cycle, const char *edition_cycle, Past *out_past)
{
  memset (out_past, 0, sizeof *out_past);
  for (guint i = 0; owed != NULL && i < owed->len; i++)
    {
      AvowOwed *past = g_ptr_array_index (owed, i);

      if (strcmp (past->item, item_id) != 0)
        continue;
      out_past->asked = TRUE;
      out_past->asked_now |= strcmp (past->cycle, cycle) == 0;
      out_past->asked_edition |= strcmp (past->cycle, edition_cycle) == 0;
      out_past->open |= past->open;
      for (guint j = 0; !past->open && j < item->accepted->len; j++)
        out_past->answered |= avow_digest_equal (&past->answer, &g_array_index (item->accepted, AvowDigest, j));
    }
}

static void
remember (GPtrArray *owed, const char *item, const char *cycle)
{
  AvowOwed *entry = g_new0 (AvowOwed, 1);

  entry->item = g_strdup (item);
  entry->cycle = g_strdup (cycle);
  entry->open = TRUE;
  g_ptr_array_add (owed, entry);
}

static void
open_item (AvowPlan *self, const AvowPerson *person, Rule *rule, const char *item_id, GPtrArray *owed, const char *today,
           GPtrArray *records)
{
  Item *item = g_hash_table_lookup (self->items, item_id);
  g_autofree char *begin = NULL;
  g_autofree char *cycle = NULL;
  g_autofree char *edition_cycle = NULL;
  Past past;

  if (item == NULL)
    return;
  cycle = avow_cycle_compute (rule->body->cycle, avow_date_later (person->joined, rule->body->since), today, &begin);
  if (cycle == NULL)
    return;
  edition_cycle = avow_cycle_for_edition (item->edition);
  look_back (item, item_id, owed, cycle, edition_cycle, &past);

  if (!past.asked_now)
    {
      add_obligation (person, rule, item_id, item, cycle, today, past.asked ? begin : avow_date_later (begin, today), records);
      remember (owed, item_id, cycle);
    }
  else if (!past.open && !past.answered && !past.asked_edition && item->accepted->len > 0)
    {
      add_obligation (person, rule, item_id, item, edition_cycle, today, today, records);
      remember (owed, item_id, edition_cycle);
    }
}

static gboolean
has_role (AvowPlan *self, const AvowPerson *person, const char *roles)
{
  guint own = GPOINTER_TO_UINT (g_hash_table_lookup (self->roles, person->id)) | 1u << AVOW_ROLE_STAFF;
  g_auto (GStrv) names = g_strsplit (roles, " ", -1);
  AvowRole role;

  for (guint i = 0; names[i] != NULL; i++)
    if (avow_role_from_name (names[i], &role) && (own & (1u << role)) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
asks (AvowPlan *self, const Rule *rule, const AvowPerson *person)
{
  return rule->body->active && (rule->body->team == NULL || g_strcmp0 (rule->body->team, person->team) == 0)
         && (rule->body->role == NULL || has_role (self, person, rule->body->role));
}

void
avow_plan_open (AvowPlan *self, const AvowPerson *person, GPtrArray *owed, const char *today, GPtrArray *records)
{
  /* one list grows with what is opened here, so that two rules never ask for the same thing */
  g_autoptr (GPtrArray) so_far = owed != NULL ? g_ptr_array_ref (owed) : g_ptr_array_new_with_free_func (free_owed);

  if (person->left != NULL && strcmp (person->left, today) <= 0)
    return;
  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      if (!asks (self, rule, person))
        continue;
      for (guint j = 0; j < rule->body->items->len; j++)
        open_item (self, person, rule, g_ptr_array_index (rule->body->items, j), so_far, today, records);
    }
}

guint
avow_plan_get_rank (AvowPlan *self, const char *rule_id, const char *item)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = g_ptr_array_index (self->rules, i);

      if (g_strcmp0 (rule->id, rule_id) != 0)
        continue;
      for (guint j = 0; j < rule->body->items->len; j++)
        if (g_strcmp0 (g_ptr_array_index (rule->body->items, j), item) == 0)
          return rule->first_rank + j;
    }
  return G_MAXUINT;
}
