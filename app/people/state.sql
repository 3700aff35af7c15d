-- state.sql: who there is, what they may do, and what they owe, as of the last record
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Each view is the one definition of its table, and gives the rows of one subject by index. Nothing here depends on
-- today: what is late is worked out when it is asked.

-- The latest entry of a person counts.
CREATE VIEW state_person_now AS
SELECT p.subject, p.staff_number, p.name, p.email, p.team, p.joined, p."left", p.position
FROM event_person p
WHERE p.position = (SELECT max(position) FROM event_person WHERE subject = p.subject);

CREATE TABLE state_person (
  subject TEXT PRIMARY KEY,
  staff_number TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL,
  email TEXT,
  team TEXT NOT NULL,
  joined TEXT NOT NULL,
  "left" TEXT,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX state_person_team ON state_person (team);

-- The latest grant of a role counts, and the team that it names.
CREATE VIEW state_role_now AS
SELECT g.subject, g.role, g.team, g.position
FROM event_grant g
WHERE g.granted = 1
  AND g.position = (SELECT max(position) FROM event_grant WHERE subject = g.subject AND role = g.role);

CREATE TABLE state_role (
  subject TEXT NOT NULL,
  role TEXT NOT NULL,
  team TEXT,
  position INTEGER NOT NULL,
  PRIMARY KEY (subject, role)
) STRICT;

-- Every key that a person was given; where several ledgers tell of it, the first that came counts. An invitation serves
-- once: of the keys that one was used for, the first counts.
CREATE VIEW state_enrolment_now AS
SELECT e.subject, e.certificate, e.chain, e.position
FROM event_enrolment e
WHERE e.position = (SELECT min(position) FROM event_enrolment WHERE chain = e.chain);

CREATE TABLE state_enrolment (
  subject TEXT NOT NULL,
  certificate TEXT NOT NULL,
  chain TEXT NOT NULL UNIQUE,
  position INTEGER PRIMARY KEY
) STRICT;
CREATE INDEX state_enrolment_subject ON state_enrolment (subject);

-- The latest adoption of an item is the edition in use. material_position: of the latest adoption that has to be taken
-- or signed anew.
CREATE VIEW state_edition_now AS
SELECT e.subject, e.item_kind, e.edition, e.title, e.language, e.digest, e.minutes,
  (SELECT max(position) FROM event_edition WHERE subject = e.subject AND material = 1) AS material_position,
  e.position
FROM event_edition e
WHERE e.position = (SELECT max(position) FROM event_edition WHERE subject = e.subject);

CREATE TABLE state_edition (
  subject TEXT PRIMARY KEY,
  item_kind TEXT NOT NULL,
  edition TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  digest BLOB NOT NULL,
  minutes INTEGER NOT NULL,
  material_position INTEGER,
  position INTEGER NOT NULL
) STRICT;

-- The latest edition of a rule counts. first: position of its first one, by which rules are ordered.
CREATE VIEW state_rule_now AS
SELECT r.subject, r.title, r.active, (SELECT min(position) FROM event_rule WHERE subject = r.subject) AS first, r.position
FROM event_rule r
WHERE r.position = (SELECT max(position) FROM event_rule WHERE subject = r.subject);

CREATE TABLE state_rule (
  subject TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  active INTEGER NOT NULL,
  first INTEGER NOT NULL,
  position INTEGER NOT NULL
) STRICT;

-- An obligation, and what answered it in its cycle: a completion, or a declaration: the signed one, else the latest
-- that was declined. Where several ledgers opened or completed it, the first that came counts. The answer_ columns copy the
-- edition that was answered.
CREATE VIEW state_duty_now AS
SELECT o.subject, o.item, o.cycle, o.item_kind, o.title, o.edition, o.digest, o.rule, o.assigned, o.due,
  CASE
    WHEN c.position IS NOT NULL OR d.outcome = 'signed' THEN 'done'
    WHEN d.outcome = 'declined' THEN 'declined'
    WHEN EXISTS (SELECT 1 FROM event_attempt a WHERE a.subject = o.subject AND a.item = o.item AND a.cycle = o.cycle)
      THEN 'in-progress'
    ELSE 'todo'
  END AS standing,
  coalesce(c.title, d.title) AS answer_title,
  coalesce(c.edition, d.edition) AS answer_edition,
  coalesce(c.digest, d.digest) AS answer_digest,
  coalesce(c.time, d.time) AS answer_time,
  coalesce(c.position, d.position) AS answer_position,
  c."right", c.asked, c.points, o.position
FROM event_obligation o
LEFT JOIN event_completion c ON c.position = (
  SELECT min(f.position) FROM event_completion f WHERE f.subject = o.subject AND f.item = o.item AND f.cycle = o.cycle)
LEFT JOIN event_declaration d ON d.position = coalesce(
  (SELECT max(s.position) FROM event_declaration s
   WHERE s.subject = o.subject AND s.item = o.item AND s.cycle = o.cycle AND s.outcome = 'signed'),
  (SELECT max(s.position) FROM event_declaration s
   WHERE s.subject = o.subject AND s.item = o.item AND s.cycle = o.cycle AND s.outcome = 'declined'))
WHERE o.position = (
  SELECT min(f.position) FROM event_obligation f WHERE f.subject = o.subject AND f.item = o.item AND f.cycle = o.cycle);

CREATE TABLE state_duty (
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  cycle TEXT NOT NULL,
  item_kind TEXT NOT NULL,
  title TEXT NOT NULL,
  edition TEXT NOT NULL,
  digest BLOB NOT NULL,
  rule TEXT NOT NULL,
  assigned TEXT NOT NULL,
  due TEXT NOT NULL,
  standing TEXT NOT NULL,
  answer_title TEXT,
  answer_edition TEXT,
  answer_digest BLOB,
  answer_time INTEGER,
  answer_position INTEGER,
  "right" INTEGER,
  asked INTEGER,
  points INTEGER,
  position INTEGER NOT NULL,
  PRIMARY KEY (subject, item, cycle)
) STRICT;
