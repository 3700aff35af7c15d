-- name: support
-- What has to stand in a ledger before an invited person's entry, in the order of this one: who was an officer, with the
-- keys to show it, the person's own roles, and the editions and rules in force.
SELECT position FROM event_enrolment WHERE subject IN (SELECT subject FROM event_grant WHERE role = 'officer')
UNION
SELECT position FROM event_withdrawal WHERE subject = ?1 OR subject IN (SELECT subject FROM event_grant WHERE role = 'officer')
UNION
SELECT position FROM event_grant WHERE role = 'officer' OR subject = ?1
UNION
SELECT position FROM event_officer
UNION
SELECT position FROM event_root
UNION
SELECT position FROM state_edition
UNION
SELECT position FROM state_rule
ORDER BY 1

-- name: owed
-- What is asked of them, and what they were granted for it.
SELECT position FROM state_duty WHERE subject = ?1
UNION
SELECT max(position) FROM event_accommodation WHERE subject = ?1 GROUP BY item, cycle
ORDER BY 1

-- name: entry
SELECT position FROM state_person WHERE subject = ?1

-- name: editions
SELECT digest FROM state_edition ORDER BY subject

-- name: used
SELECT 1 FROM state_enrolment WHERE chain = ?1 OR chain GLOB ?1 || ' *'

-- name: enrolments-of
SELECT position FROM event_enrolment WHERE subject = ?1

-- name: grants-of
SELECT position FROM event_grant WHERE subject = ?1

-- name: officers-of
SELECT position FROM event_officer WHERE subject = ?1

-- name: roots-of
SELECT position FROM event_root WHERE subject = ?1

-- name: withdrawals-of
SELECT position FROM event_withdrawal WHERE subject = ?1

-- name: accommodations-of
SELECT position FROM event_accommodation WHERE subject = ?1

-- name: owed-once
SELECT position FROM event_obligation WHERE subject = ?1 AND item = ?2 AND cycle = ?3
