-- name: keys
SELECT certificate FROM event_enrolment WHERE subject = ?1 AND position <= ?2

-- name: officer
SELECT granted FROM event_grant WHERE subject = ?1 AND role = 'officer' AND position < ?2 ORDER BY position DESC LIMIT 1

-- name: any-officer
SELECT 1 FROM event_grant WHERE role = 'officer' AND position < ?1 LIMIT 1

-- name: entry
SELECT staff_number FROM event_person WHERE subject = ?1 AND position < ?2 ORDER BY position DESC LIMIT 1

-- name: seal
-- Whether a ledger, by number, has a record of its own seal, by its id.
SELECT 1 FROM event_installation WHERE ledger = ?1 AND subject = ?2 LIMIT 1

-- name: joined-here
-- Whether ?1 joined on the installation of ledger ?2: the invitation that certified their key certified its seal, too.
SELECT 1 FROM event_enrolment e JOIN event_installation i ON i.chain = e.chain AND i.ledger = e.ledger
WHERE e.subject = ?1 AND e.ledger = ?2 LIMIT 1

-- name: used-before
-- Another key that was certified by the same invitation before.
SELECT 1 FROM event_enrolment WHERE chain = ?1 AND certificate <> ?2 AND position < ?3 LIMIT 1
