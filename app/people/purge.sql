-- purge.sql: what has to be known of somebody who is to be purged
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: was-officer
SELECT 1 FROM event_grant WHERE subject = ?1 AND role = 'officer' AND granted = 1
UNION ALL
SELECT 1 FROM event_officer WHERE subject = ?1
UNION ALL
SELECT 1 FROM event_withdrawal WHERE actor = ?1

-- name: was-purged
SELECT 1 FROM event_purge WHERE subject = ?1

-- name: exports
SELECT position, file_name FROM event_export

-- name: kind
SELECT kind FROM leaf WHERE position = ?1

-- name: purge-of
SELECT max (position) FROM event_purge WHERE subject = ?1
