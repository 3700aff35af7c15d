-- completion.sql: the completion report as one join, for sqlite3 to write as CSV
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Over the same event tables, with the same rows, columns and words as Avow's own; the bench compares the files.
WITH person AS (
  SELECT subject, staff_number, name, team, "left", max(position)
  FROM event_person GROUP BY subject
), duty AS (
  SELECT subject, item, title, edition, cycle, assigned, due, max(position)
  FROM event_obligation WHERE item_kind = 'course' GROUP BY subject, item
)
SELECT p.staff_number, p.name, p.team, d.title AS course, d.assigned, d.due,
  CASE
    WHEN c.position IS NOT NULL THEN 'completed'
    WHEN EXISTS (SELECT 1 FROM event_attempt a WHERE a.subject = d.subject AND a.item = d.item AND a.cycle = d.cycle)
      THEN iif (d.due < date ('now'), 'late_in_progress', 'in_progress')
    ELSE iif (d.due < date ('now'), 'late_not_completed', 'not_completed')
  END AS status,
  coalesce (c."right" || ' of ' || c.asked, '') AS score,
  coalesce (strftime ('%Y-%m-%dT%H:%M:%S', c.finished / 1000, 'unixepoch') || 'Z', '') AS finished,
  coalesce (c.edition, d.edition) AS edition
FROM person p
JOIN duty d ON d.subject = p.subject
LEFT JOIN event_completion c ON c.subject = d.subject AND c.item = d.item AND c.cycle = d.cycle
WHERE p."left" IS NULL OR p."left" > date ('now')
ORDER BY p.staff_number, d.item;
