-- purge.sql: destroying what was recorded about a person
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: purges-after
SELECT position FROM event_purge WHERE position > ?1 ORDER BY position

-- name: purges-of
SELECT position FROM event_purge WHERE subject = ?1 ORDER BY position

-- name: owed
SELECT value FROM local WHERE area = ?1 ORDER BY key

-- name: leaf
-- Where a leaf stands, of which kind it is, and whether its text is here.
SELECT leaf.position, ledger.id, sequence, kind, time,
       EXISTS (SELECT 1 FROM payload WHERE payload.position = leaf.position)
FROM leaf JOIN ledger ON ledger.number = leaf.ledger
WHERE hash = ?1

-- name: leaf-at
SELECT hash FROM leaf WHERE position = ?1

-- name: leaf-of
SELECT hash FROM leaf JOIN ledger ON ledger.number = leaf.ledger WHERE ledger.id = ?1 AND sequence = ?2

-- name: remove-payload
DELETE FROM payload WHERE position = ?1

-- name: remove-locals
-- Reading progress and drafts: their keys begin with the person's id. Who keeps an entry in the roster keeps them.
DELETE FROM local
WHERE (key = ?1 OR substr (key, 1, length (?1) + 1) = ?1 || '/') AND NOT EXISTS (SELECT 1 FROM event_person WHERE subject = ?1)

-- name: entry
SELECT 1 FROM event_person WHERE subject = ?1
