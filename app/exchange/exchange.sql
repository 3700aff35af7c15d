-- exchange.sql: what is handed over, and whose it is
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: team
-- Whom a hand-over to a manager's desk is about: the team, and who manages it.
SELECT subject FROM state_person WHERE team = ?1
UNION
SELECT subject FROM state_role WHERE role = 'manager' AND team = ?1;

-- name: partings
-- The entries by which people went from the team to another.
SELECT leaf FROM event_person AS p
WHERE team <> ?1 AND (SELECT team FROM event_person WHERE subject = p.subject AND position < p.position ORDER BY position DESC LIMIT 1) = ?1;

-- name: officers
-- Whoever was one: their keys and roles bear out what they signed.
SELECT DISTINCT subject FROM event_grant WHERE role = 'officer';

-- name: officer-certificates
SELECT e.certificate FROM state_enrolment AS e JOIN state_role AS r ON r.subject = e.subject AND r.role = 'officer';

-- name: officer-number
-- A new officer's desk tells of their key only in what it hands over first; that they are one, the roster knows before.
SELECT 1 FROM state_person AS p JOIN state_role AS r ON r.subject = p.subject AND r.role = 'officer' WHERE p.staff_number = ?1;

-- name: ledgers-of
SELECT DISTINCT e.ledger, lower(hex(l.id)) FROM event_enrolment AS e JOIN ledger AS l ON l.number = e.ledger WHERE e.subject = ?1;

-- name: installation
SELECT name, seal_certificate, chain FROM event_installation WHERE subject = ?1 ORDER BY position LIMIT 1;

-- name: installations
SELECT chain, position FROM event_installation WHERE subject = ?1 ORDER BY position

-- name: missing-edition
SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM edition WHERE digest = ?1)
  AND (EXISTS (SELECT 1 FROM event_edition WHERE digest = ?1) OR EXISTS (SELECT 1 FROM event_attempt WHERE digest = ?1)
       OR EXISTS (SELECT 1 FROM event_completion WHERE digest = ?1) OR EXISTS (SELECT 1 FROM event_declaration WHERE digest = ?1));

-- name: last-intakes
-- What was taken in from each ledger last: by the own ledger, or those that it took the place of.
WITH RECURSIVE here (number) AS (
  SELECT number FROM ledger WHERE own = 1
  UNION
  SELECT l.number FROM here JOIN event_installation AS i ON i.ledger = here.number
  JOIN ledger AS l ON i.previous LIKE 'avow/' || lower (hex (l.id)) || '%')
SELECT subject, verdict, size, time, partial, max(position) FROM event_intake
WHERE ledger IN (SELECT number FROM here) GROUP BY subject ORDER BY max(position) DESC;

-- name: is-partial
WITH RECURSIVE here (number) AS (
  SELECT number FROM ledger WHERE own = 1
  UNION
  SELECT l.number FROM here JOIN event_installation AS i ON i.ledger = here.number
  JOIN ledger AS l ON i.previous LIKE 'avow/' || lower (hex (l.id)) || '%')
SELECT 1 FROM event_intake WHERE subject = ?1 AND partial = 1 AND ledger IN (SELECT number FROM here) LIMIT 1;

-- name: last-act
-- The last thing that a person finished, signed or declined on this computer.
WITH RECURSIVE here (number) AS (
  SELECT number FROM ledger WHERE own = 1
  UNION
  SELECT l.number FROM here JOIN event_installation AS i ON i.ledger = here.number
  JOIN ledger AS l ON i.previous LIKE 'avow/' || lower (hex (l.id)) || '%')
SELECT max(position) FROM (
  SELECT position, ledger FROM event_completion WHERE subject = ?1
  UNION ALL
  SELECT position, ledger FROM event_declaration WHERE subject = ?1)
WHERE ledger IN (SELECT number FROM here);
