-- verify.sql: what verification reads, in chunks by key
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: tile-lengths
SELECT level, idx, length (hashes) FROM tile WHERE ledger = ?1 ORDER BY level, idx

-- name: next-edition
SELECT digest FROM edition WHERE digest > ?1 ORDER BY digest LIMIT 1

-- name: locals-after
SELECT rowid, area, key, value, checksum FROM local WHERE rowid > ?1 ORDER BY rowid LIMIT ?2

-- name: schema
SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'

-- name: count-leaves
SELECT count (*) FROM leaf WHERE ledger = ?1
