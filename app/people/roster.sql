-- name: get
SELECT subject, staff_number, name, email, team, joined, "left" FROM state_person WHERE subject = ?1

-- name: find
SELECT subject, staff_number, name, email, team, joined, "left" FROM state_person WHERE staff_number = ?1

-- name: list
SELECT subject, staff_number, name, email, team, joined, "left" FROM state_person

-- name: by-team
SELECT subject, staff_number, name, email, team, joined, "left" FROM state_person WHERE team = ?1

-- name: teams
SELECT DISTINCT team FROM state_person ORDER BY team

-- name: roles
SELECT role, team FROM state_role WHERE subject = ?1 ORDER BY role

-- name: officers
SELECT subject FROM state_role WHERE role = 'officer' ORDER BY position
