-- recall.sql: what is asked again
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: attempts
SELECT position FROM event_attempt WHERE subject = ?1 ORDER BY position;

-- name: edition
-- The one in use.
SELECT digest FROM state_edition WHERE subject = ?1;
