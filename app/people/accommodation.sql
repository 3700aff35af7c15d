-- accommodation.sql: more time, or more attempts, for somebody who needs them
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: asked
SELECT title FROM state_duty WHERE subject = ?1 AND item = ?2 AND cycle = ?3 AND item_kind = 'course'

-- name: of-duty
-- The latest counts.
SELECT item, title, cycle, extra_time_percent, untimed, extra_attempts, reason, actor, time, leaf
FROM event_accommodation WHERE subject = ?1 AND item = ?2 AND cycle = ?3
ORDER BY position DESC LIMIT 1

-- name: of-person
SELECT item, title, cycle, extra_time_percent, untimed, extra_attempts, reason, actor, time, leaf
FROM event_accommodation a
WHERE subject = ?1
  AND position = (SELECT max(position) FROM event_accommodation WHERE subject = a.subject AND item = a.item AND cycle = a.cycle)
ORDER BY position
