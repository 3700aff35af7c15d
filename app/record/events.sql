-- events.sql: one row a record, a pure function of its payload
--
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- A table a kind: its columns are the fields of the kind's struct that are no lists, booleans as 0 or 1, times in ms
-- since 1970 UTC, dates as YYYY-MM-DD. A unique index states what may happen only once in a ledger. ledger: its number in
-- this store. What a ledger that was taken in says beyond its word has no row here.

-- name: schema
CREATE TABLE event_organisation (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  name TEXT NOT NULL,
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
  root_certificate TEXT NOT NULL,
  backup_certificate TEXT NOT NULL
) STRICT;
-- A ledger is one organisation's.
CREATE UNIQUE INDEX event_organisation_once ON event_organisation (ledger);

CREATE TABLE event_installation (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  name TEXT NOT NULL,
  seal_certificate TEXT NOT NULL,
  chain TEXT NOT NULL,
  previous TEXT
) STRICT;
CREATE INDEX event_installation_subject ON event_installation (subject);
CREATE INDEX event_installation_chain ON event_installation (chain);

CREATE TABLE event_officer (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  holds INTEGER NOT NULL CHECK (holds IN (0, 1))
) STRICT;
CREATE INDEX event_officer_subject ON event_officer (subject);

CREATE TABLE event_person (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  staff_number TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT,
  team TEXT NOT NULL,
  joined TEXT NOT NULL,
  "left" TEXT
) STRICT;
CREATE INDEX event_person_subject ON event_person (subject);

CREATE TABLE event_enrolment (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  certificate TEXT NOT NULL,
  chain TEXT NOT NULL
) STRICT;
-- A certificate is enrolled once, and an invitation, which the chain is, serves once.
CREATE UNIQUE INDEX event_enrolment_certificate ON event_enrolment (certificate, ledger);
CREATE UNIQUE INDEX event_enrolment_chain ON event_enrolment (chain, ledger);
CREATE INDEX event_enrolment_subject ON event_enrolment (subject);

CREATE TABLE event_grant (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  role TEXT NOT NULL,
  team TEXT,
  granted INTEGER NOT NULL CHECK (granted IN (0, 1))
) STRICT;
CREATE INDEX event_grant_subject ON event_grant (subject);

CREATE TABLE event_withdrawal (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  certificate BLOB NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX event_withdrawal_subject ON event_withdrawal (subject);

CREATE TABLE event_edition (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  item_kind TEXT NOT NULL,
  edition TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  digest BLOB NOT NULL,
  material INTEGER NOT NULL CHECK (material IN (0, 1)),
  minutes INTEGER NOT NULL,
  reviewer TEXT
) STRICT;
CREATE INDEX event_edition_subject ON event_edition (subject);

CREATE TABLE event_rule (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  title TEXT NOT NULL,
  team TEXT,
  role TEXT,
  due_days INTEGER NOT NULL,
  cycle TEXT NOT NULL,
  since TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;
CREATE INDEX event_rule_subject ON event_rule (subject);

CREATE TABLE event_obligation (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  item TEXT NOT NULL,
  item_kind TEXT NOT NULL,
  title TEXT NOT NULL,
  edition TEXT NOT NULL,
  digest BLOB NOT NULL,
  rule TEXT NOT NULL,
  cycle TEXT NOT NULL,
  assigned TEXT NOT NULL,
  due TEXT NOT NULL
) STRICT;
-- Two machines that both open an obligation have opened one: where it counts, the first of them does.
CREATE UNIQUE INDEX event_obligation_once ON event_obligation (subject, item, cycle, ledger);

CREATE TABLE event_attempt (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  attempt_id TEXT NOT NULL,
  item TEXT NOT NULL,
  title TEXT NOT NULL,
  edition TEXT NOT NULL,
  language TEXT,
  digest BLOB NOT NULL,
  cycle TEXT NOT NULL,
  assessment TEXT NOT NULL,
  module TEXT,
  grading_version INTEGER NOT NULL,
  seed TEXT NOT NULL,
  number INTEGER NOT NULL,
  "right" INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  points INTEGER,
  pass_percent INTEGER NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  started INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  time_limit INTEGER,
  time_spent INTEGER,
  time_up INTEGER CHECK (time_up IN (0, 1)),
  accommodation TEXT
) STRICT;
-- An attempt has one number in its cycle, among those at the same assessment, and one id.
CREATE UNIQUE INDEX event_attempt_once ON event_attempt (subject, item, cycle, assessment, number, ledger);
CREATE UNIQUE INDEX event_attempt_id ON event_attempt (attempt_id, ledger);

CREATE TABLE event_completion (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  item TEXT NOT NULL,
  title TEXT NOT NULL,
  edition TEXT NOT NULL,
  digest BLOB NOT NULL,
  cycle TEXT NOT NULL,
  attempt_leaf BLOB,
  "right" INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  points INTEGER,
  pass_percent INTEGER NOT NULL,
  started INTEGER NOT NULL,
  finished INTEGER NOT NULL
) STRICT;
-- A course is completed once a cycle.
CREATE UNIQUE INDEX event_completion_once ON event_completion (subject, item, cycle, ledger);

CREATE TABLE event_declaration (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  organisation TEXT NOT NULL,
  item TEXT NOT NULL,
  item_kind TEXT NOT NULL,
  title TEXT NOT NULL,
  edition TEXT NOT NULL,
  language TEXT NOT NULL,
  digest BLOB NOT NULL,
  cycle TEXT NOT NULL,
  outcome TEXT NOT NULL,
  preamble TEXT NOT NULL,
  statement TEXT NOT NULL,
  staff_number TEXT NOT NULL,
  name TEXT NOT NULL,
  typed_name TEXT,
  reason TEXT,
  course TEXT,
  completion_leaf BLOB,
  local_time TEXT NOT NULL
) STRICT;
-- A document is signed once a cycle; it may be declined before.
CREATE UNIQUE INDEX event_declaration_once ON event_declaration (subject, item, cycle, ledger) WHERE outcome = 'signed';
CREATE INDEX event_declaration_subject ON event_declaration (subject, item, cycle);

CREATE TABLE event_export (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  report TEXT NOT NULL,
  format TEXT NOT NULL,
  file_name TEXT NOT NULL,
  team TEXT,
  as_of INTEGER NOT NULL,
  as_of_position INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE INDEX event_export_subject ON event_export (subject);

CREATE TABLE event_intake (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  verdict TEXT NOT NULL,
  first INTEGER NOT NULL,
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  made INTEGER NOT NULL,
  desk INTEGER NOT NULL CHECK (desk IN (0, 1)),
  partial INTEGER NOT NULL CHECK (partial IN (0, 1)),
  checkpoint TEXT NOT NULL,
  held TEXT
) STRICT;
CREATE INDEX event_intake_subject ON event_intake (subject);

CREATE TABLE event_purge (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX event_purge_subject ON event_purge (subject);

CREATE TABLE event_root (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  certificate TEXT NOT NULL,
  backup_certificate TEXT NOT NULL
) STRICT;
-- A root takes over once.
CREATE UNIQUE INDEX event_root_once ON event_root (certificate, ledger);

CREATE TABLE event_accommodation (
  position INTEGER PRIMARY KEY,
  ledger INTEGER NOT NULL,
  time INTEGER NOT NULL,
  subject TEXT NOT NULL,
  actor TEXT NOT NULL,
  leaf BLOB NOT NULL,
  item TEXT NOT NULL,
  title TEXT NOT NULL,
  cycle TEXT NOT NULL,
  extra_time_percent INTEGER NOT NULL,
  untimed INTEGER NOT NULL CHECK (untimed IN (0, 1)),
  extra_attempts INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX event_accommodation_subject ON event_accommodation (subject, item, cycle);
