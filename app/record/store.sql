-- store.sql: the tables that hold what can't be made again, and the statements over them
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: schema
-- One row a ledger: the installation's own, and on a desk those that were handed to it.
CREATE TABLE ledger (
  number INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 32),
  seal BLOB NOT NULL CHECK (length (seal) = 32),
  own INTEGER NOT NULL CHECK (own IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX ledger_own ON ledger (own) WHERE own = 1;

-- The leaf headers. They are never changed and never deleted.
CREATE TABLE leaf (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL REFERENCES ledger (number),
  sequence INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  previous BLOB NOT NULL CHECK (length (previous) = 32),
  time INTEGER NOT NULL,
  commitment BLOB NOT NULL CHECK (length (commitment) = 32),
  hash BLOB NOT NULL UNIQUE CHECK (length (hash) = 32),
  UNIQUE (ledger, sequence)
) STRICT;

-- What a purge removes. codec: 0 plain, 1 deflate (RFC 1950); length: of the plain bytes.
CREATE TABLE payload (
  position INTEGER PRIMARY KEY REFERENCES leaf (position),
  salt BLOB NOT NULL CHECK (length (salt) = 32),
  codec INTEGER NOT NULL CHECK (codec IN (0, 1)),
  length INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE tile (
  ledger INTEGER NOT NULL REFERENCES ledger (number),
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY (ledger, level, idx)
) STRICT;

CREATE TABLE checkpoint (
  ledger INTEGER PRIMARY KEY REFERENCES ledger (number),
  size INTEGER NOT NULL,
  root BLOB NOT NULL CHECK (length (root) = 32),
  note TEXT NOT NULL
) STRICT;

CREATE TABLE edition (
  digest BLOB PRIMARY KEY CHECK (length (digest) = 32)
) STRICT;

CREATE TABLE edition_file (
  edition BLOB NOT NULL REFERENCES edition (digest),
  path TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (edition, path)
) STRICT;

-- Not evidence: reading progress, drafts, settings.
CREATE TABLE local (
  area TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  checksum BLOB NOT NULL CHECK (length (checksum) = 32),
  PRIMARY KEY (area, key)
) STRICT;

-- Which projections stand in this store, and from which schema they were made.
CREATE TABLE projection (
  room TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  schema BLOB NOT NULL CHECK (length (schema) = 32)
) STRICT;

-- name: begin
BEGIN IMMEDIATE

-- name: begin-reading
BEGIN DEFERRED

-- name: commit
COMMIT

-- name: rollback
ROLLBACK

-- name: begin-nested
SAVEPOINT nested

-- name: commit-nested
RELEASE nested

-- name: rollback-nested
ROLLBACK TO nested

-- name: data-version
PRAGMA data_version

-- name: add-own-ledger
INSERT INTO ledger (id, seal, own) VALUES (?1, ?2, 1)

-- name: freeze-own-ledger
UPDATE ledger SET own = 0 WHERE own = 1

-- name: own-ledger
SELECT number, id, seal FROM ledger WHERE own = 1

-- name: ledgers
SELECT number, id, seal, own, size, root, note FROM ledger LEFT JOIN checkpoint ON checkpoint.ledger = number
ORDER BY own DESC, number

-- name: ledger-by-id
SELECT number, id, seal, own, size, root, note FROM ledger LEFT JOIN checkpoint ON checkpoint.ledger = number WHERE id = ?1

-- name: add-ledger
INSERT INTO ledger (id, seal, own) VALUES (?1, ?2, 0)

-- name: intake-made
-- What other ledgers say of their own intakes has rows too, and counts for nothing here: only the own ledger's, and of those
-- that it took the place of. No file is made after it came: one whose clock is over a day ahead would else hide for good that
-- its installation went back to an older state.
WITH RECURSIVE here (number) AS (
  SELECT number FROM ledger WHERE own = 1
  UNION
  SELECT l.number FROM here JOIN event_installation AS i ON i.ledger = here.number
  JOIN ledger AS l ON i.previous LIKE 'avow/' || lower (hex (l.id)) || '%')
SELECT max (iif (made > time + 86400000, time, made)) FROM event_intake WHERE subject = ?1 AND verdict = 'ok' AND ledger IN (SELECT number FROM here)

-- name: declarations-of
-- What somebody has declared here, and on computers that they joined on, in ledgers that were taken in, whether it counts or not.
WITH RECURSIVE here (number) AS (
  SELECT number FROM ledger WHERE own = 1
  UNION
  SELECT l.number FROM here JOIN event_installation AS i ON i.ledger = here.number
  JOIN ledger AS l ON i.previous LIKE 'avow/' || lower (hex (l.id)) || '%'),
theirs (number) AS (
  SELECT e.ledger FROM event_enrolment AS e JOIN event_installation AS i ON i.chain = e.chain AND i.ledger = e.ledger
  WHERE e.subject = ?1
  UNION
  SELECT e.ledger FROM event_enrolment AS e JOIN here ON here.number = e.ledger WHERE e.subject = ?1)
SELECT leaf.position, EXISTS (SELECT 1 FROM event_declaration WHERE event_declaration.position = leaf.position)
FROM theirs
JOIN ledger USING (number)
JOIN leaf ON leaf.ledger = ledger.number
WHERE leaf.kind = ?2 AND EXISTS (SELECT 1 FROM payload WHERE payload.position = leaf.position)
  AND NOT EXISTS (SELECT 1 FROM event_declaration AS d WHERE d.position = leaf.position AND d.subject <> ?1)
  AND (ledger.number IN (SELECT number FROM here)
       OR EXISTS (SELECT 1 FROM event_intake AS i
                  WHERE i.subject = lower (hex (ledger.id)) AND i.verdict = 'ok' AND i.first <= sequence AND i.size > sequence
                    AND i.ledger IN (SELECT number FROM here)))
GROUP BY leaf.position

-- name: withdrawn
SELECT DISTINCT subject FROM event_withdrawal

-- name: withheld
-- Leaves of the ledger with the id ?4, ?1 in hex, from sequence ?2 up to ?3, that were handed over in part, without their text.
WITH RECURSIVE here (number) AS (
  SELECT number FROM ledger WHERE own = 1
  UNION
  SELECT l.number FROM here JOIN event_installation AS i ON i.ledger = here.number
  JOIN ledger AS l ON i.previous LIKE 'avow/' || lower (hex (l.id)) || '%')
SELECT leaf.position, leaf.ledger, sequence, hash, i.desk
FROM event_intake AS i
JOIN ledger ON ledger.id = ?4
JOIN leaf ON leaf.ledger = ledger.number AND sequence >= i.first AND sequence < i.size
WHERE i.subject = ?1 AND i.verdict = 'ok' AND i.partial = 1 AND i.ledger IN (SELECT number FROM here)
  AND sequence >= ?2 AND sequence < ?3 AND NOT EXISTS (SELECT 1 FROM payload WHERE payload.position = leaf.position)
ORDER BY sequence

-- name: intake-fork
WITH RECURSIVE here (number) AS (
  SELECT number FROM ledger WHERE own = 1
  UNION
  SELECT l.number FROM here JOIN event_installation AS i ON i.ledger = here.number
  JOIN ledger AS l ON i.previous LIKE 'avow/' || lower (hex (l.id)) || '%')
SELECT 1 FROM event_intake WHERE verdict = 'fork' AND checkpoint = ?1 AND ledger IN (SELECT number FROM here)

-- name: last-position
SELECT ifnull (max (position), 0) FROM leaf

-- name: last-leaf
SELECT sequence, hash FROM leaf WHERE ledger = ?1 ORDER BY sequence DESC LIMIT 1

-- name: leaves-from
SELECT hash FROM leaf WHERE ledger = ?1 AND sequence >= ?2 ORDER BY sequence

-- name: add-leaf
INSERT INTO leaf (position, ledger, sequence, kind, previous, time, commitment, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: add-payload
INSERT INTO payload (position, salt, codec, length, bytes) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: rows-after
-- A record's whole row. Whoever reads many takes them in chunks.
SELECT leaf.position, ledger.id, sequence, kind, previous, time, commitment, hash, salt, codec, payload.length, bytes, ledger.number
FROM leaf
JOIN ledger ON ledger.number = leaf.ledger
LEFT JOIN payload ON payload.position = leaf.position
WHERE leaf.position > ?1 AND leaf.position <= ?2
ORDER BY leaf.position

-- name: rows-of-ledger
-- The rows of one ledger from sequence ?2 up to ?3, at most ?4.
SELECT leaf.position, ledger.id, sequence, kind, previous, time, commitment, hash, salt, codec, payload.length, bytes, ledger.number
FROM leaf
JOIN ledger ON ledger.number = leaf.ledger
LEFT JOIN payload ON payload.position = leaf.position
WHERE leaf.ledger = ?1 AND sequence >= ?2 AND sequence < ?3
ORDER BY sequence LIMIT ?4

-- name: position-of-leaf
SELECT position FROM leaf WHERE hash = ?1

-- name: tile
SELECT hashes FROM tile WHERE ledger = ?1 AND level = ?2 AND idx = ?3

-- name: set-tile
INSERT INTO tile (ledger, level, idx, hashes) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (ledger, level, idx) DO UPDATE SET hashes = excluded.hashes

-- name: clear-tiles
DELETE FROM tile WHERE ledger = ?1

-- name: checkpoint
SELECT size, root, note FROM checkpoint WHERE ledger = ?1

-- name: set-checkpoint
INSERT INTO checkpoint (ledger, size, root, note) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (ledger) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note

-- name: has-edition
SELECT 1 FROM edition WHERE digest = ?1

-- name: add-edition
INSERT INTO edition (digest) VALUES (?1)

-- name: add-edition-file
INSERT INTO edition_file (edition, path, bytes) VALUES (?1, ?2, ?3)

-- name: edition-files
SELECT path, bytes FROM edition_file WHERE edition = ?1

-- name: local
SELECT value, checksum FROM local WHERE area = ?1 AND key = ?2

-- name: set-local
INSERT INTO local (area, key, value, checksum) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (area, key) DO UPDATE SET value = excluded.value, checksum = excluded.checksum

-- name: remove-local
DELETE FROM local WHERE area = ?1 AND key = ?2

-- name: projections
SELECT room, version, schema FROM projection ORDER BY room

-- name: view
SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?1

-- name: add-projection
INSERT INTO projection (room, version, schema) VALUES (?1, ?2, ?3)

-- name: clear-projections
DELETE FROM projection

-- name: projected-tables
-- Views first: they stand on the tables. Indexes and triggers go with their tables.
SELECT type, name FROM sqlite_schema
WHERE type IN ('table', 'view')
  AND (name LIKE 'event\_%' ESCAPE '\' OR name LIKE 'state\_%' ESCAPE '\')
ORDER BY type DESC
