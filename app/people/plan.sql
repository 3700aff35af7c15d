-- name: rules
SELECT subject, position FROM state_rule ORDER BY first

-- name: editions
-- A notice is asked of nobody, whatever a rule says.
SELECT subject, item_kind, title, edition, digest, material_position FROM state_edition WHERE item_kind <> 'notice'

-- name: accepted
-- Digests adopted since an item was last to be taken anew: whoever met one of them met the edition in use.
SELECT e.subject, e.digest FROM event_edition e
JOIN state_edition s ON s.subject = e.subject
WHERE s.material_position IS NOT NULL AND e.position >= s.material_position

-- name: roles
-- A manager of no team manages nobody (avow-access.c).
SELECT subject, role FROM state_role WHERE role <> 'manager' OR coalesce(team, '') <> ''

-- name: people
SELECT subject, team, joined, "left" FROM state_person ORDER BY position

-- name: duties
SELECT subject, item, cycle, standing, answer_digest FROM state_duty

-- name: duties-of
SELECT subject, item, cycle, standing, answer_digest FROM state_duty WHERE subject = ?1
