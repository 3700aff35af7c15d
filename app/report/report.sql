-- report.sql: what reports are made of
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The first two read event tables only, as they stood at the pair ?1 (position P) and ?2 (time T, ms), and give
-- the people after ?3 (an id), ?4 of them, with what they owe: so that no read lasts long. Who was not in the roster
-- yet is among them without a staff number, or a day before all would be a read of everybody. A person who owes the
-- same thing in several cycles has one row: of the first cycle that is not answered, for that is what is still
-- owed; where all are answered, of the latest.
-- CROSS JOIN keeps SQLite from reading everybody's rows to find those of a few (SQLite, "Manual control of query
-- plans using CROSS JOIN").
-- Where several ledgers opened or completed the same thing, the first that came of what is known counts: grouped, by the
-- same rule as in people/state.sql.
-- In each group the other columns are those of the row with the least or greatest position (SQLite, "Bare columns
-- in an aggregate query"), or of the greatest rank, in which 2^62 puts what is not answered above all positions.

-- name: completion
WITH person AS (
  SELECT subject, staff_number, name, team, "left", max(iif(position <= ?1 AND time <= ?2, position, NULL)) AS position
  FROM event_person
  WHERE subject > ?3
  GROUP BY subject ORDER BY subject LIMIT ?4
), edition AS (
  SELECT subject AS item, title, edition, max(position) AS position
  FROM event_edition
  WHERE position <= ?1 AND time <= ?2
  GROUP BY subject
), asked AS (
  SELECT o.*, min(o.position)
  FROM person CROSS JOIN event_obligation AS o ON o.subject = person.subject
  WHERE o.item_kind = 'course' AND o.position <= ?1 AND o.time <= ?2
  GROUP BY o.subject, o.item, o.cycle
), completed AS (
  SELECT c.*, min(c.position)
  FROM person CROSS JOIN event_completion AS c ON c.subject = person.subject
  WHERE c.position <= ?1 AND c.time <= ?2
  GROUP BY c.subject, c.item, c.cycle
), duty AS (
  SELECT asked.subject, asked.item, asked.title, asked.edition, asked.cycle, asked.assigned, asked.due,
         c.title AS completed_title, c.edition AS completed_edition, c.finished, c."right", c.asked, c.points,
         max(iif(c.position IS NULL, 4611686018427387904 - asked.position, asked.position)) AS rank
  FROM asked
  LEFT JOIN completed AS c ON c.subject = asked.subject AND c.item = asked.item AND c.cycle = asked.cycle
  GROUP BY asked.subject, asked.item
)
SELECT person.subject, iif(person.position IS NULL, NULL, person.staff_number), person.name, person.team, person."left", duty.item,
       coalesce(duty.completed_title, edition.title, duty.title),
       coalesce(duty.completed_edition, edition.edition, duty.edition),
       duty.assigned, duty.due, duty.finished, duty."right", duty.asked, duty.points,
       EXISTS (SELECT 1 FROM event_attempt AS a
               WHERE a.subject = duty.subject AND a.item = duty.item AND a.cycle = duty.cycle
                 AND a.position <= ?1 AND a.time <= ?2)
FROM person
LEFT JOIN duty ON duty.subject = person.subject
LEFT JOIN edition ON edition.item = duty.item
ORDER BY person.subject;

-- name: attestation
WITH person AS (
  SELECT subject, staff_number, name, team, "left", max(iif(position <= ?1 AND time <= ?2, position, NULL)) AS position
  FROM event_person
  WHERE subject > ?3
  GROUP BY subject ORDER BY subject LIMIT ?4
), edition AS (
  SELECT subject AS item, title, edition, max(position) AS position
  FROM event_edition
  WHERE position <= ?1 AND time <= ?2
  GROUP BY subject
), answer AS (
  SELECT d.subject, d.item, d.cycle, d.title, d.outcome, d.edition, d.time, d.leaf, d.position AS declared,
         max((d.outcome = 'signed') * 4611686018427387904 + d.position) AS latest
  FROM person CROSS JOIN event_declaration AS d ON d.subject = person.subject
  WHERE d.position <= ?1 AND d.time <= ?2
  GROUP BY d.subject, d.item, d.cycle
), asked AS (
  SELECT o.*, min(o.position)
  FROM person CROSS JOIN event_obligation AS o ON o.subject = person.subject
  WHERE o.item_kind <> 'course' AND o.position <= ?1 AND o.time <= ?2
  GROUP BY o.subject, o.item, o.cycle
), duty AS (
  SELECT asked.subject, asked.item, asked.title, asked.edition, asked.assigned, asked.due, answer.title AS answered_title,
         answer.edition AS answered_edition, answer.outcome, answer.time, answer.leaf, answer.declared,
         max(iif(answer.declared IS NULL, 4611686018427387904 - asked.position, asked.position)) AS rank
  FROM asked
  LEFT JOIN answer ON answer.subject = asked.subject AND answer.item = asked.item AND answer.cycle = asked.cycle
  GROUP BY asked.subject, asked.item
)
SELECT person.subject, iif(person.position IS NULL, NULL, person.staff_number), person.name, person.team, person."left", duty.item,
       coalesce(duty.answered_title, edition.title, duty.title),
       coalesce(duty.answered_edition, edition.edition, duty.edition),
       duty.assigned, duty.due, duty.outcome, duty.time, duty.leaf, duty.declared
FROM person
LEFT JOIN duty ON duty.subject = person.subject
LEFT JOIN edition ON edition.item = duty.item
ORDER BY person.subject;

-- name: first-record
-- When the first of what is known at ?2 was recorded, among positions after ?3 and up to ?1.
SELECT time FROM leaf WHERE position > ?3 AND position <= ?1 AND time <= ?2 ORDER BY position LIMIT 1;

-- name: declarations
-- Signed documents after position ?1 and up to ?2, ?3 of them; ?4's, or everybody's.
SELECT position, staff_number, item, cycle, outcome FROM event_declaration
WHERE position > ?1 AND position <= ?2 AND (?4 IS NULL OR subject = ?4) ORDER BY position LIMIT ?3;

-- name: seal
-- The certificate of the seal of the ledger ?1, and that of its issuer.
SELECT seal_certificate, chain FROM event_installation WHERE subject = ?1 ORDER BY position DESC LIMIT 1;

-- name: withdrawals
-- Of the keys of the person ?1.
SELECT time, certificate, reason FROM event_withdrawal WHERE subject = ?1 ORDER BY position;

-- name: purges
-- Known at the position ?1, and dated after ?2: what they destroyed counted then.
SELECT position FROM event_purge WHERE position <= ?1 AND time > ?2 ORDER BY position;

-- name: purges-after
SELECT position FROM event_purge WHERE position > ?1 LIMIT 1;

-- name: leaf
-- Whether a leaf is of the kind ?2, and counts at the pair ?3, ?4.
SELECT 1 FROM leaf WHERE hash = ?1 AND kind = ?2 AND position <= ?3 AND time <= ?4;

-- name: count-completions
SELECT count(*) FROM event_completion WHERE position <= ?1 AND time <= ?2;

-- name: count-declarations
SELECT count(*) FROM event_declaration WHERE position <= ?1 AND time <= ?2;

-- name: courses
SELECT subject, title FROM state_edition WHERE item_kind = 'course' ORDER BY title;

-- name: edition-of
-- The latest adoption of the course ?1, or of its edition ?2.
SELECT digest FROM event_edition
WHERE subject = ?1 AND item_kind = 'course' AND (?2 IS NULL OR edition = ?2) ORDER BY position DESC LIMIT 1;

-- name: first-attempts
-- The first attempt of each person at the assessment ?2 of the edition ?1.
SELECT min(position) FROM event_attempt WHERE digest = ?1 AND assessment = ?2 AND position <= ?3 GROUP BY subject ORDER BY 1;
