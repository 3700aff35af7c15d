-- report.sql: what reports are made of
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Both statements read event tables only, as they stood at the pair ?1 (position P) and ?2 (time T, ms),
-- and give the people after ?3 (an id), ?4 of them, with what they owe: so that no read lasts long.
-- In each group the other columns are those of the row with the greatest position (SQLite, "Bare columns
-- in an aggregate query"), which is the latest that counts.

-- name: completion
WITH person AS (
  SELECT subject, staff_number, name, team, "left", max(position) AS position
  FROM event_person
  WHERE subject > ?3 AND position <= ?1 AND time <= ?2
  GROUP BY subject ORDER BY subject LIMIT ?4
), duty AS (
  SELECT o.subject, o.item, o.title, o.edition, o.cycle, o.assigned, o.due, max(o.position) AS position
  FROM person JOIN event_obligation AS o ON o.subject = person.subject
  WHERE o.item_kind = 'course' AND o.position <= ?1 AND o.time <= ?2
  GROUP BY o.subject, o.item
)
SELECT person.subject, person.staff_number, person.name, person.team, person."left",
       duty.item, duty.title, duty.edition, duty.assigned, duty.due,
       c.finished, c."right", c.asked, c.edition,
       EXISTS (SELECT 1 FROM event_attempt AS a
               WHERE a.subject = duty.subject AND a.item = duty.item AND a.cycle = duty.cycle
                 AND a.position <= ?1 AND a.time <= ?2)
FROM person
LEFT JOIN duty ON duty.subject = person.subject
LEFT JOIN event_completion AS c
  ON c.subject = duty.subject AND c.item = duty.item AND c.cycle = duty.cycle AND c.position <= ?1 AND c.time <= ?2
ORDER BY person.subject;

-- name: attestation
WITH person AS (
  SELECT subject, staff_number, name, team, "left", max(position) AS position
  FROM event_person
  WHERE subject > ?3 AND position <= ?1 AND time <= ?2
  GROUP BY subject ORDER BY subject LIMIT ?4
), duty AS (
  SELECT o.subject, o.item, o.title, o.edition, o.cycle, o.assigned, o.due, max(o.position) AS position
  FROM person JOIN event_obligation AS o ON o.subject = person.subject
  WHERE o.item_kind <> 'course' AND o.position <= ?1 AND o.time <= ?2
  GROUP BY o.subject, o.item
), answer AS (
  SELECT d.subject, d.item, d.cycle, d.outcome, d.edition, d.time, d.leaf, d.position AS declared,
         max((d.outcome = 'signed') * 4611686018427387904 + d.position) AS latest
  FROM duty JOIN event_declaration AS d ON d.subject = duty.subject AND d.item = duty.item AND d.cycle = duty.cycle
  WHERE d.position <= ?1 AND d.time <= ?2
  GROUP BY d.subject, d.item, d.cycle
)
SELECT person.subject, person.staff_number, person.name, person.team, person."left",
       duty.item, duty.title, duty.edition, duty.assigned, duty.due,
       answer.outcome, answer.edition, answer.time, answer.leaf, answer.declared
FROM person
LEFT JOIN duty ON duty.subject = person.subject
LEFT JOIN answer ON answer.subject = duty.subject AND answer.item = duty.item AND answer.cycle = duty.cycle
ORDER BY person.subject;

-- name: organisation
SELECT subject, name FROM event_organisation ORDER BY position LIMIT 1;

-- name: declarations
-- Signed documents after position ?1, ?2 of them.
SELECT d.position, d.staff_number, d.item, d.cycle, d.outcome FROM event_declaration AS d
WHERE d.position > ?1 ORDER BY d.position LIMIT ?2;
