-- name: enrolments
SELECT certificate, chain FROM state_enrolment WHERE subject = ?1 ORDER BY position DESC

-- name: withdrawn
SELECT 1 FROM event_withdrawal WHERE subject = ?1 AND certificate = ?2

-- name: enrolled
SELECT subject FROM state_enrolment GROUP BY subject ORDER BY min(position)
