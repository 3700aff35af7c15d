/* test-cycle.c: when a rule asks again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "people/avow-cycle.h"

#include <stdlib.h>

static void
test_compute (void)
{
  static const struct
  {
    const char *cycle, *start, *today; /* given */
    const char *name, *begin;          /* expected */
  } cases[] = {
    /* once is once, whenever it is asked */
    { "once", "2026-03-01", "2026-03-01", "once", "2026-03-01" },
    { "once", "2026-03-01", "2031-01-01", "once", "2026-03-01" },
    { "once", "2026-03-01", "2025-01-01", "once", "2026-03-01" },
    /* the first year, to its last day */
    { "yearly", "2026-03-01", "2026-03-01", "2026", "2026-03-01" },
    { "yearly", "2026-03-01", "2026-12-31", "2026", "2026-03-01" },
    { "yearly", "2026-03-01", "2027-02-28", "2026", "2026-03-01" },
    /* the anniversary, and long after */
    { "yearly", "2026-03-01", "2027-03-01", "2027", "2027-03-01" },
    { "yearly", "2026-03-01", "2027-03-02", "2027", "2027-03-01" },
    { "yearly", "2026-03-01", "2035-02-28", "2034", "2034-03-01" },
    /* opened ahead of the first day */
    { "yearly", "2026-03-01", "2026-02-01", "2026", "2026-03-01" },
    { "yearly", "2027-01-04", "2026-12-20", "2027", "2027-01-04" },
    /* ends of years */
    { "yearly", "2025-12-31", "2026-12-30", "2025", "2025-12-31" },
    { "yearly", "2025-12-31", "2026-12-31", "2026", "2026-12-31" },
    { "yearly", "2025-12-31", "2027-01-01", "2026", "2026-12-31" },
    { "yearly", "2026-01-01", "2026-12-31", "2026", "2026-01-01" },
    { "yearly", "2026-01-01", "2027-01-01", "2027", "2027-01-01" },
    /* 29 February: the 28th in a common year, and itself again in a leap year */
    { "yearly", "2024-02-29", "2025-02-27", "2024", "2024-02-29" },
    { "yearly", "2024-02-29", "2025-02-28", "2025", "2025-02-28" },
    { "yearly", "2024-02-29", "2028-02-28", "2027", "2027-02-28" },
    { "yearly", "2024-02-29", "2028-02-29", "2028", "2028-02-29" },
    { "yearly", "2024-02-29", "2100-02-28", "2100", "2100-02-28" },
    /* on anniversaries alone: nothing in the first year, nor ahead of one */
    { "anniversary", "2026-03-01", "2026-03-01", NULL, NULL },
    { "anniversary", "2026-03-01", "2027-02-28", NULL, NULL },
    { "anniversary", "2027-01-04", "2026-12-20", NULL, NULL },
    { "anniversary", "2026-03-01", "2027-03-01", "2027", "2027-03-01" },
    { "anniversary", "2026-03-01", "2028-02-29", "2027", "2027-03-01" },
    { "anniversary", "2024-02-29", "2025-02-27", NULL, NULL },
    { "anniversary", "2024-02-29", "2025-02-28", "2025", "2025-02-28" },
    { "anniversary", "2024-02-29", "2028-02-29", "2028", "2028-02-29" },
    /* 28 February stays the 28th */
    { "yearly", "2025-02-28", "2028-02-27", "2027", "2027-02-28" },
    { "yearly", "2025-02-28", "2028-02-28", "2028", "2028-02-28" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *begin = NULL;
      g_autofree char *name = avow_cycle_compute (cases[i].cycle, cases[i].start, cases[i].today, &begin);

      g_test_message ("%s from %s on %s", cases[i].cycle, cases[i].start, cases[i].today);
      g_assert_cmpstr (name, ==, cases[i].name);
      g_assert_cmpstr (begin, ==, cases[i].begin);
    }
}

/* Day after day over 40 years: a cycle holds today, and names follow one another without a gap. */
static void
test_gapless (void)
{
  static const char *const starts[] = { "2024-02-29", "2023-12-31", "2024-01-01", "2024-06-15" };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      g_autofree char *last = NULL;
      GDate day;

      g_date_clear (&day, 1);
      g_date_set_dmy (&day, 1, 1, 2025);
      for (guint n = 0; n < 40 * 365; n++, g_date_add_days (&day, 1))
        {
          g_autofree char *today = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&day), g_date_get_month (&day),
                                                    g_date_get_day (&day));
          g_autofree char *begin = NULL;
          g_autofree char *name = avow_cycle_compute ("yearly", starts[i], today, &begin);

          g_assert_cmpstr (begin, <=, today);
          if (last != NULL && strcmp (last, name) != 0)
            {
              g_assert_cmpstr (begin, ==, today);
              g_assert_cmpint (atoi (name), ==, atoi (last) + 1);
            }
          g_free (last);
          last = g_steal_pointer (&name);
        }
    }
}

static void
test_known (void)
{
  g_assert_true (avow_cycle_is_known ("once"));
  g_assert_true (avow_cycle_is_known ("yearly"));
  g_assert_true (avow_cycle_is_known ("anniversary"));
  g_assert_false (avow_cycle_is_known ("monthly"));
  g_assert_false (avow_cycle_is_known (""));
  g_assert_false (avow_cycle_is_known (NULL));
}

static void
test_edition (void)
{
  g_autofree char *name = avow_cycle_for_edition ("2026.2");

  g_assert_cmpstr (name, ==, "edition-2026.2");
  g_assert_cmpstr (avow_date_later ("2026-01-01", "2025-12-31"), ==, "2026-01-01");
  g_assert_cmpstr (avow_date_later ("2026-01-01", NULL), ==, "2026-01-01");
  g_assert_cmpstr (avow_date_later (NULL, "2025-12-31"), ==, "2025-12-31");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/avow/people/cycle{compute}", test_compute);
  g_test_add_func ("/avow/people/cycle{gapless}", test_gapless);
  g_test_add_func ("/avow/people/cycle{known}", test_known);
  g_test_add_func ("/avow/people/cycle{edition}", test_edition);
  return g_test_run ();
}
