-- verify.sql: what verification reads, in chunks by key
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: tile-lengths
SELECT level, idx, length (hashes) FROM tile WHERE ledger = ?1 ORDER BY level, idx

-- name: tile-lengths-from
SELECT level, idx, length (hashes) FROM tile WHERE ledger = ?1 AND level = ?2 AND idx >= ?3 ORDER BY idx

-- name: next-edition
SELECT digest FROM edition WHERE digest > ?1 ORDER BY digest LIMIT 1

-- name: locals-after
SELECT rowid, area, key, value, checksum FROM local WHERE rowid > ?1 ORDER BY rowid LIMIT ?2

-- name: schema
-- Values as they stand there: a text that has become a BLOB reads the same.
SELECT type, name, quote (tbl_name) || typeof (type) || typeof (name) || (rootpage <> 0), quote (sql) FROM sqlite_schema

-- name: count-leaves
SELECT count (*) FROM leaf WHERE ledger = ?1 AND sequence >= ?2

-- name: tables
-- With that of the schema, the list of free pages is looked at.
SELECT 'sqlite_schema' UNION ALL SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'

-- name: indexes
SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1

-- name: index-columns
SELECT name FROM pragma_index_info (?1) ORDER BY seqno
