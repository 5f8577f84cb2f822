"""The store of a batch, every table and column of it: ``clausecheck batch schema`` prints it.

Times are seconds since 1970, UTC; pages and lines are 1-based; lists are JSON arrays. Text of a contract is
kept verbatim, as the contract's author wrote it: whoever prints it makes it inert first.
"""

from __future__ import annotations

from typing import Final

from clausecheck.batch.counting import tables as counts
from clausecheck.batch.families import tables

VERSION: Final = 2  # of the tables below, in ``PRAGMA user_version``: to be raised with every change of them
APPLICATION: Final = 0x636C6175  # "clau", in ``PRAGMA application_id``: what this SQLite file is

TABLES: Final = """\
-- One row a run of `clausecheck batch` on this store.
CREATE TABLE runs (
  id        INTEGER PRIMARY KEY,
  started   REAL NOT NULL,          -- seconds since 1970
  ended     REAL,                   -- NULL: it is at work, or was killed
  version   TEXT NOT NULL,          -- of clausecheck
  found     INTEGER NOT NULL,       -- documents that it was given
  unchanged INTEGER NOT NULL DEFAULT 0,  -- of these, not read again
  stopped   TEXT                    -- why it ended before all was read; NULL: it did not
);

-- How documents were judged: one row a combination of program, rules and options.
CREATE TABLE settings (
  id      INTEGER PRIMARY KEY,
  key     TEXT NOT NULL UNIQUE,     -- SHA-256 over all below, in hexadecimal
  version TEXT NOT NULL,            -- of clausecheck
  packs   TEXT NOT NULL,            -- [{"id", "version", "sha256", "rules"}]
  packs_sha256 TEXT NOT NULL,       -- over the hashes of the packs
  side    TEXT NOT NULL,            -- us, them, any, or a party's name
  options TEXT NOT NULL             -- {"jurisdiction", "answers", "excerpt", "ocr", …}
);

-- One row a file or member of an archive that was ever found. Exactly one outcome each: `status`.
CREATE TABLE documents (
  id       INTEGER PRIMARY KEY,
  path     TEXT NOT NULL UNIQUE,    -- absolute; a member of an archive: "/x/deals.zip!/2024/a.pdf"
  raw      BLOB,                    -- the path's bytes, where they are not UTF-8
  folder   TEXT NOT NULL,           -- what holds it: a folder, or a folder within an archive
  name     TEXT NOT NULL,           -- last part of the path
  archive  TEXT,                    -- path of the archive that it lies in
  size     INTEGER,                 -- bytes
  mtime_ns INTEGER,                 -- last change of the file, or of the archive that it lies in
  sha256   TEXT,                    -- of its bytes; NULL: they could not be read
  status   TEXT NOT NULL            -- waiting: not read yet; partial: pages unread, or not English
           CHECK (status IN ('waiting', 'analyzed', 'partial', 'failed')),
  stale    INTEGER NOT NULL DEFAULT 0,  -- 1: to be read again, for the file, the rules or the options changed
  gone     INTEGER NOT NULL DEFAULT 0,  -- 1: not there any more at the last run over its folder; in no view
  error    TEXT,                    -- stable slug, where it failed: encrypted, too-slow, crashed …
  message  TEXT,                    -- the error in words
  hint     TEXT,                    -- a way out of it
  limits   TEXT,                    -- what reading was given, where it failed: with more it is tried again
  format   TEXT,                    -- pdf, docx, text …
  language TEXT,                    -- "en", or "unknown"
  text_sha256  TEXT,                -- of its text
  words_sha256 TEXT,                -- of its words in lower case, letters and digits alone
  words    INTEGER,                 -- number of words
  pages    INTEGER,
  pages_unread TEXT,                -- [n]
  ocr_pages INTEGER,                -- pages that text recognition read
  hidden   INTEGER,                 -- stretches of hidden text
  changes  INTEGER,                 -- tracked changes that nobody has accepted
  risk     REAL,                    -- 0-100, higher is riskier; NULL: no figure would be true
  grade    TEXT,                    -- A-E; NULL: see `reason`
  reason   TEXT,                    -- why there is no grade
  provisional INTEGER,              -- 1: a page is unread
  critical INTEGER, high INTEGER, medium INTEGER, low INTEGER, info INTEGER,  -- number of findings
  exchange TEXT,                    -- what you give and what you get, in one sentence
  settings INTEGER REFERENCES settings,
  run      INTEGER REFERENCES runs, -- the run that read it
  seconds  REAL,                    -- that reading and judging it took
  attempts INTEGER                  -- 2: the first one crashed or was too slow
);
CREATE INDEX documents_text ON documents (words_sha256) WHERE words_sha256 IS NOT NULL;
CREATE INDEX documents_gone ON documents (id) WHERE gone;
CREATE INDEX documents_folder ON documents (folder);
CREATE INDEX documents_risk ON documents (risk);

-- The rules whose findings are kept, as they stood in their pack.
CREATE TABLE rules (
  id       TEXT PRIMARY KEY,        -- scope.perpetual
  pack     TEXT NOT NULL,
  category TEXT NOT NULL,           -- first part of the id
  title    TEXT NOT NULL,
  severity TEXT NOT NULL,           -- info, low, medium, high, critical: of the rule; a finding has its own
  why      TEXT NOT NULL,
  ask      TEXT NOT NULL,
  missing  INTEGER NOT NULL         -- 1: it is about a protection that is not there
) WITHOUT ROWID;

-- One row a rule and clause in which it holds.
CREATE TABLE findings (
  document INTEGER NOT NULL REFERENCES documents,
  ordinal  INTEGER NOT NULL,        -- 0 for the worst
  rule     TEXT NOT NULL,           -- id
  severity TEXT NOT NULL,
  confidence TEXT NOT NULL,         -- low, medium, high
  message  TEXT NOT NULL,
  clause   TEXT,                    -- number as printed
  heading  TEXT,
  file     TEXT,                    -- where the document is several files
  page     INTEGER,
  line     INTEGER,                 -- on the page for PDF, in the file for text
  start    INTEGER,                 -- offset into the document's text
  end      INTEGER,
  quote    TEXT,                    -- verbatim
  sentence TEXT,                    -- around it, for reading
  because  TEXT NOT NULL,           -- [words]: what fired and what changed it
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE INDEX findings_rule ON findings (rule, document);

-- The rules of each document's findings, each once: narrow, so that counting over 100,000 documents is quick.
CREATE TABLE risks (
  document INTEGER NOT NULL REFERENCES documents,
  rule     TEXT NOT NULL,           -- id
  findings INTEGER NOT NULL,        -- places where it holds
  PRIMARY KEY (document, rule)
) WITHOUT ROWID;
CREATE INDEX risks_rule ON risks (rule, document, findings);

-- One row a grant: who gives what to whom, for what, how long, where. NULL: nothing is stated.
CREATE TABLE grants (
  document INTEGER NOT NULL REFERENCES documents,
  ordinal  INTEGER NOT NULL,
  giver    TEXT NOT NULL,           -- us, them, other, unknown
  "by"     TEXT,                    -- who gives, as printed
  "to"     TEXT NOT NULL,           -- [who receives, as printed]
  subject  TEXT NOT NULL,           -- [voice, face, likeness, name, recording, biometric, data …]
  acts     TEXT NOT NULL,           -- [use, modify, sell, sublicense, train, replicate …]
  purpose  TEXT, recipients TEXT,   -- named, open
  term     TEXT,                    -- fixed, perpetual
  territory TEXT,                   -- worldwide, named
  media    TEXT,                    -- any, named
  revocable TEXT, sublicensable TEXT, exclusive TEXT,  -- yes, no
  pay      TEXT,                    -- none, flat, reuse
  clause   TEXT, page INTEGER, line INTEGER,
  quote    TEXT,
  PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

-- One row a party that the document names.
CREATE TABLE parties (
  document INTEGER NOT NULL REFERENCES documents,
  ordinal  INTEGER NOT NULL,
  name     TEXT NOT NULL,
  side     TEXT NOT NULL,           -- us, them, other
  aliases  TEXT NOT NULL,           -- [words that it is called by]
  PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE INDEX parties_name ON parties (side, name, document);

-- One row a sum that the other side pays.
CREATE TABLE payments (
  document INTEGER NOT NULL REFERENCES documents,
  ordinal  INTEGER NOT NULL,
  amount   REAL NOT NULL,           -- in units of the currency
  currency TEXT NOT NULL,           -- as printed: "$", "USD"
  per      TEXT,                    -- hour, day, use …; NULL: paid once
  least    REAL NOT NULL,           -- how many of these are paid at least
  page     INTEGER, line INTEGER,
  quote    TEXT,
  PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

-- One row a check against a statute or a union's terms.
CREATE TABLE laws (
  document INTEGER NOT NULL REFERENCES documents,
  ordinal  INTEGER NOT NULL,
  "check"  TEXT NOT NULL,           -- law.ca-927
  title    TEXT NOT NULL,
  jurisdiction TEXT,
  state    TEXT NOT NULL,           -- met, not met, unknown
  PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;

-- The different texts of clauses, each once: agreements of one template share theirs.
CREATE TABLE texts (
  id       INTEGER PRIMARY KEY,
  hash     BLOB NOT NULL UNIQUE,    -- first 16 bytes of the SHA-256 of `text`
  words_hash BLOB NOT NULL,         -- the same of its words, as in documents.words_sha256: without its label
  length   INTEGER NOT NULL,        -- characters of `text`
  text     TEXT NOT NULL            -- healed: label, heading and body, line breaks as spaces
);
CREATE INDEX texts_words ON texts (words_hash);

-- One row a clause, in document order.
CREATE TABLE clauses (
  document INTEGER NOT NULL REFERENCES documents,
  ordinal  INTEGER NOT NULL,
  number   TEXT,                    -- as printed, in full: 4(b)(ii)
  heading  TEXT,
  level    INTEGER NOT NULL,        -- 1 for the outermost
  page     INTEGER NOT NULL,
  start    INTEGER NOT NULL,        -- offset into the document's text
  end      INTEGER NOT NULL,
  text     INTEGER NOT NULL REFERENCES texts,
  PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
CREATE INDEX clauses_text ON clauses (text, document);
"""

VIEWS: Final = """\
-- Documents that are there and were read, wholly or in part: what all shares below are of.
CREATE VIEW read_documents AS
  SELECT * FROM documents WHERE NOT gone AND status IN ('analyzed', 'partial');

-- How common each risk is.
CREATE VIEW prevalence AS
  SELECT k.rule, r.title, r.severity, k.documents,
         round(100.0 * k.documents / (SELECT count(*) FROM read_documents), 1) AS percent, k.findings
  FROM (SELECT rule, count(*) AS documents, sum(findings) AS findings FROM risks
        WHERE document NOT IN (SELECT id FROM documents WHERE gone) GROUP BY rule) k
  LEFT JOIN rules r ON r.id = k.rule ORDER BY k.documents DESC, k.rule;

-- Each folder: how many documents, and how bad they are.
CREATE VIEW by_folder AS
  SELECT folder, count(*) AS documents, sum(status IN ('failed', 'waiting')) AS unread,
         round(avg(risk), 1) AS mean_risk, max(risk) AS worst_risk, max(grade) AS worst_grade,
         sum(critical) AS critical, sum(high) AS high
  FROM documents WHERE NOT gone GROUP BY folder ORDER BY mean_risk DESC, folder;

-- Each party on the other side: how many documents, and how bad they are.
CREATE VIEW by_counterparty AS
  SELECT p.name AS counterparty, count(*) AS documents, round(avg(d.risk), 1) AS mean_risk,
         max(d.risk) AS worst_risk, max(d.grade) AS worst_grade,
         sum(d.critical) AS critical, sum(d.high) AS high
  FROM (SELECT DISTINCT name, document FROM parties WHERE side = 'them') p
  JOIN read_documents d ON d.id = p.document
  GROUP BY p.name ORDER BY documents DESC, p.name;

-- The worst documents first.
CREATE VIEW worst AS
  SELECT id, path, status, grade, risk, critical, high, medium, low, pages
  FROM read_documents ORDER BY risk DESC, critical DESC, path;

-- What nobody may take for clean: not read yet, failed, read in part, or changed since.
CREATE VIEW unread AS
  SELECT path, status, stale, error, message, hint, pages_unread FROM documents
  WHERE NOT gone AND (status <> 'analyzed' OR stale) ORDER BY path;

-- Protections that are missing, by the party on the other side.
CREATE VIEW missing_by_counterparty AS
  SELECT p.name AS counterparty, k.rule, r.title, count(DISTINCT k.document) AS documents
  FROM rules r JOIN risks k ON k.rule = r.id JOIN parties p ON p.document = k.document AND +p.side = 'them'
  WHERE r.missing AND k.document NOT IN (SELECT id FROM documents WHERE gone)
  GROUP BY p.name, k.rule ORDER BY documents DESC, p.name, k.rule;

-- Documents with the same words; `original` is the first of each group.
CREATE VIEW duplicates AS
  SELECT first.path AS original, d.path, d.sha256 = first.sha256 AS identical FROM documents d
  JOIN documents first ON first.id = (
    SELECT min(id) FROM documents m WHERE m.words_sha256 = d.words_sha256 AND NOT m.gone)
  WHERE NOT d.gone AND d.words > 0 AND d.id <> first.id ORDER BY original, d.path;

-- Findings with their document and rule, for reading and for sheets.
CREATE VIEW all_findings AS
  SELECT d.path, d.status, f.severity, f.confidence, f.rule, r.category, f.message, f.clause, f.heading,
         f.page, f.line, f.quote, f.sentence, r.why, r.ask, f.fingerprint, r.missing,
         d.id AS document, f.ordinal
  FROM findings f JOIN read_documents d ON d.id = f.document LEFT JOIN rules r ON r.id = f.rule;
"""

SCHEMA: Final = TABLES + "\n" + tables.TABLES + "\n" + counts.TABLES + "\n" + VIEWS

# Tables that hold the details of documents, and go with them when they are read anew.
DETAILS: Final = ("findings", "risks", "grants", "parties", "payments", "laws", "clauses")
