-- state.sql: a small state table, as the rooms above record have them
--
-- SPDX-License-Identifier: GPL-3.0-or-later

CREATE TABLE state_badge (
  subject TEXT PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE,
  entries INTEGER NOT NULL
) STRICT;

CREATE VIEW state_badge_now AS
SELECT subject,
       (SELECT latest.name FROM event_person AS latest WHERE latest.subject = person.subject
        ORDER BY latest.position DESC LIMIT 1) AS name,
       count (*) AS entries
FROM event_person AS person
GROUP BY subject;
