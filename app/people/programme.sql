-- name: duties-of
-- What is not answered yet is to be met with the edition in use now; what is, was met with the one that it copies.
SELECT d.subject, d.item, d.item_kind, d.cycle, d.rule, d.assigned, d.due, d.standing,
  coalesce(d.answer_title, e.title, d.title), coalesce(d.answer_edition, e.edition, d.edition),
  coalesce(d.answer_digest, e.digest, d.digest), d.answer_time, d.answer_position, d."right", d.asked, d.points
FROM state_duty d
LEFT JOIN state_edition e ON e.subject = d.item
WHERE d.subject = ?1

-- name: duties
SELECT d.subject, d.item, d.item_kind, d.cycle, d.rule, d.assigned, d.due, d.standing,
  coalesce(d.answer_title, e.title, d.title), coalesce(d.answer_edition, e.edition, d.edition),
  coalesce(d.answer_digest, e.digest, d.digest), d.answer_time, d.answer_position, d."right", d.asked, d.points
FROM state_duty d
LEFT JOIN state_edition e ON e.subject = d.item

-- name: current-edition
SELECT position, digest FROM state_edition WHERE subject = ?1

-- name: current-kind
SELECT item_kind FROM state_edition WHERE subject = ?1

-- name: other-kind
SELECT 1 FROM event_edition WHERE subject = ?1 AND item_kind <> ?2 LIMIT 1

-- name: adoptions
SELECT DISTINCT digest FROM event_edition WHERE subject = ?1 AND edition = ?2

-- name: latest-adoption
SELECT max(position) FROM event_edition WHERE digest = ?1

-- name: rule
SELECT position FROM state_rule WHERE subject = ?1

-- name: organisation
SELECT position FROM event_organisation ORDER BY position LIMIT 1
