-- dossier.sql: what is recorded about a person
--
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: of-person
-- The newest first; a to f are what avow-dossier.c puts into words for that kind.
SELECT position, time, leaf, 'person' AS kind, name AS a, team AS b, staff_number AS c, "left" AS d, email AS e, joined AS f
FROM event_person WHERE subject = ?1
UNION ALL
SELECT position, time, leaf, 'enrolment', NULL, NULL, NULL, NULL, NULL, NULL FROM event_enrolment WHERE subject = ?1
UNION ALL
SELECT position, time, leaf, 'grant', role, team, CAST(granted AS TEXT), NULL, NULL, NULL FROM event_grant WHERE subject = ?1
UNION ALL
SELECT position, time, leaf, 'officer', CAST(holds AS TEXT), NULL, NULL, NULL, NULL, NULL FROM event_officer WHERE subject = ?1
UNION ALL
SELECT position, time, leaf, 'withdrawal', reason, NULL, NULL, NULL, NULL, NULL FROM event_withdrawal WHERE subject = ?1
UNION ALL
SELECT position, time, leaf, 'obligation', title, due, NULL, NULL, NULL, NULL FROM event_obligation WHERE subject = ?1
UNION ALL
SELECT position, time, leaf, 'attempt', title, CAST("right" AS TEXT), CAST(asked AS TEXT), CAST(passed AS TEXT), CAST(points AS TEXT), module
FROM event_attempt WHERE subject = ?1
UNION ALL
SELECT position, time, leaf, 'completion', title, edition, NULL, NULL, NULL, NULL FROM event_completion WHERE subject = ?1
UNION ALL
SELECT position, time, leaf, 'declaration', title, outcome, edition, NULL, NULL, NULL FROM event_declaration WHERE subject = ?1
UNION ALL
SELECT position, time, leaf, 'accommodation', title, CAST(extra_time_percent AS TEXT), CAST(untimed AS TEXT), CAST(extra_attempts AS TEXT),
       reason, NULL
FROM event_accommodation WHERE subject = ?1
ORDER BY position DESC;
