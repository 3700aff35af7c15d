-- learn.sql: what a session, a signing and verification ask of the events
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: attempts
SELECT position, attempt_id, finished
  FROM event_attempt
 WHERE subject = ?1 AND item = ?2 AND cycle = ?3 AND module IS NULL
 ORDER BY position;

-- name: pretests
SELECT position, module
  FROM event_attempt
 WHERE subject = ?1 AND item = ?2 AND cycle = ?3 AND module IS NOT NULL
 ORDER BY position;

-- name: asked-lately
-- In the cycle ?3, and in the last one before it in which anything was asked.
SELECT position
  FROM event_attempt
 WHERE subject = ?1 AND item = ?2
   AND (cycle = ?3
        OR cycle = (SELECT cycle FROM event_attempt WHERE subject = ?1 AND item = ?2 AND cycle <> ?3 ORDER BY position DESC LIMIT 1))
 ORDER BY position;

-- name: asked-before
-- Ahead of ?3 in the ledger ?4, or in another one, which may have come here later.
SELECT position
  FROM event_attempt
 WHERE subject = ?1 AND item = ?2 AND (position < ?3 OR ledger <> ?4)
 ORDER BY position;

-- name: completion
SELECT position, leaf
  FROM event_completion
 WHERE subject = ?1 AND item = ?2 AND cycle = ?3
 ORDER BY position
 LIMIT 1;

-- name: count-attempts-before
-- In the ledger ?5, and in all: on one machine nobody may know of those on another. ?6: the module whose pre-test it is.
SELECT count (*) FILTER (WHERE ledger = ?5), count (*)
  FROM event_attempt
 WHERE subject = ?1 AND item = ?2 AND cycle = ?3 AND position < ?4 AND module IS ?6;

-- name: count-others-before
-- Attempts in the ledger ?1 ahead of ?2 of which nothing is known here: purged, withheld, or of no account.
SELECT count (*)
  FROM leaf
 WHERE ledger = ?1 AND kind = ?3 AND position < ?2
   AND NOT EXISTS (SELECT 1 FROM event_attempt WHERE event_attempt.position = leaf.position);

-- name: attempt-before
SELECT position
  FROM event_attempt
 WHERE subject = ?1 AND item = ?2 AND cycle = ?3 AND position < ?4 AND ledger = ?5
 ORDER BY position DESC
 LIMIT 1;

-- name: same-before
-- As attempt-before, at the same assessment.
SELECT position
  FROM event_attempt
 WHERE subject = ?1 AND item = ?2 AND cycle = ?3 AND position < ?4 AND ledger = ?5 AND module IS ?6
 ORDER BY position DESC
 LIMIT 1;

-- name: withheld
-- Whether the leaf ?1 of the kind ?2 stands ahead of ?3 in the ledger ?4, which was taken in, without its text. That it may
-- lack it is asked where it stands.
SELECT 1
  FROM leaf
  JOIN ledger ON ledger.number = leaf.ledger
 WHERE hash = ?1 AND kind = ?2 AND leaf.position < ?3 AND leaf.ledger = ?4 AND own = 0
   AND NOT EXISTS (SELECT 1 FROM payload WHERE payload.position = leaf.position);

-- name: signed
SELECT position
  FROM event_declaration
 WHERE subject = ?1 AND item = ?2 AND cycle = ?3 AND outcome = 'signed'
 ORDER BY position
 LIMIT 1;

-- name: edition-in-use
SELECT digest
  FROM event_edition
 WHERE subject = ?1
 ORDER BY position DESC
 LIMIT 1;

-- name: last-signed
SELECT position
  FROM event_declaration
 WHERE subject = ?1 AND item = ?2 AND outcome = 'signed'
 ORDER BY position DESC
 LIMIT 1;

-- name: rule-of
SELECT rule
  FROM event_obligation
 WHERE subject = ?1 AND item = ?2 AND cycle = ?3
 ORDER BY position
 LIMIT 1;

-- name: rule-edition
SELECT position
  FROM event_rule
 WHERE subject = ?1
 ORDER BY position DESC
 LIMIT 1;

-- name: courses-beside
SELECT o.item, o.title, c.leaf, min(o.position)
  FROM event_obligation AS o
  LEFT JOIN event_completion AS c ON c.subject = o.subject AND c.item = o.item AND c.cycle = o.cycle
 WHERE o.subject = ?1 AND o.rule = ?2 AND o.cycle = ?3 AND o.item_kind = 'course'
 GROUP BY o.item
 ORDER BY o.position;

-- name: roster-entry-before
SELECT staff_number, name
  FROM event_person
 WHERE subject = ?1 AND position < ?2
 ORDER BY position DESC
 LIMIT 1;

-- name: adoptions
SELECT position
  FROM event_edition
 WHERE digest = ?1
 ORDER BY position;
