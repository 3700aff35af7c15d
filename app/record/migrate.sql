-- migrate.sql: the steps from one version of the store's tables to the next
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- `from-N` is run as a whole, in the transaction that leads from version N to this Avow's. Verification compares each
-- definition with that in store.sql, letter by letter, and ALTER TABLE writes them otherwise: a table that changes is
-- kept aside (CREATE TEMP TABLE kept AS SELECT...), dropped, made as store.sql makes it, and filled again. References
-- are not enforced meanwhile; they are checked in the end. Rows of `leaf` and `payload` are never changed, and event and
-- state tables are nothing for here: they are rebuilt.

-- name: broken-references
PRAGMA foreign_key_check
