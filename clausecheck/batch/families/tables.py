"""The tables of a store that say what its agreements have in common: ``clausecheck batch schema``.

They are made anew, all at once, when somebody asks and documents have changed since. Documents with the same
words are one here: the first of them.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = 1  # of how agreements are compared: results of another version are made anew

TABLES: Final = """\
-- When the tables below were made, and of what: one row, or none yet.
CREATE TABLE compared (
  state     TEXT NOT NULL,          -- SHA-256 over the documents that were compared, in hexadecimal
  documents INTEGER NOT NULL        -- how many were compared: those with the same words count once
);

-- How many of them each rule fires in.
CREATE TABLE compared_rules (
  rule      TEXT PRIMARY KEY,
  documents INTEGER NOT NULL
) WITHOUT ROWID;

-- Near-identical clauses of two documents or more.
CREATE TABLE families (
  id        INTEGER PRIMARY KEY,    -- 1 for the commonest
  number    TEXT,                   -- the commonest one
  heading   TEXT,                   -- the commonest one
  documents INTEGER NOT NULL,       -- that have a clause of it
  variants  INTEGER NOT NULL,       -- wordings, but for figures, dates, names and what is filled in
  document  INTEGER NOT NULL REFERENCES documents,  -- where `text` stands
  clause    INTEGER NOT NULL,       -- its ordinal
  text      TEXT NOT NULL           -- in the commonest wording, verbatim
);

-- One row a clause of a family.
CREATE TABLE family_members (
  document INTEGER NOT NULL REFERENCES documents,
  clause   INTEGER NOT NULL,        -- ordinal
  family   INTEGER NOT NULL REFERENCES families,
  variant  INTEGER NOT NULL,        -- 1: as the text of the family
  PRIMARY KEY (document, clause)
) WITHOUT ROWID;
CREATE INDEX family_members_family ON family_members (family, variant, document);

-- How the wordings of a family differ from the commonest one.
CREATE TABLE family_variants (
  family   INTEGER NOT NULL REFERENCES families,
  variant  INTEGER NOT NULL,        -- 2 and on
  ordinal  INTEGER NOT NULL,        -- of the difference
  documents INTEGER NOT NULL,       -- that say it so
  negation INTEGER NOT NULL,        -- 1: a "not" more or less
  usual    TEXT NOT NULL,           -- the commonest words and some around them, verbatim
  here     TEXT NOT NULL,           -- what stands there instead
  PRIMARY KEY (family, variant, ordinal)
) WITHOUT ROWID;

-- What is filled in differently in a family.
CREATE TABLE family_blanks (
  family   INTEGER NOT NULL REFERENCES families,
  ordinal  INTEGER NOT NULL,
  before   TEXT NOT NULL,           -- the words in front of it
  value    TEXT NOT NULL,           -- as printed
  documents INTEGER NOT NULL,
  PRIMARY KEY (family, ordinal, value)
) WITHOUT ROWID;

-- The rules that fire on clauses of a family.
CREATE TABLE family_rules (
  family   INTEGER NOT NULL REFERENCES families,
  rule     TEXT NOT NULL,
  documents INTEGER NOT NULL,
  PRIMARY KEY (family, rule)
) WITHOUT ROWID;

-- Documents that are the same form.
CREATE TABLE templates (
  id        INTEGER PRIMARY KEY,    -- 1 for the commonest
  name      TEXT NOT NULL,          -- the commonest title
  documents INTEGER NOT NULL,
  clauses   INTEGER NOT NULL,       -- that most of them have
  outliers  INTEGER NOT NULL,       -- documents that are unlike the others
  counterparties TEXT NOT NULL      -- [[name, documents]]
);

-- One row a document that is a form.
CREATE TABLE template_members (
  document INTEGER PRIMARY KEY REFERENCES documents,
  template INTEGER NOT NULL REFERENCES templates,
  typical  INTEGER NOT NULL         -- 1 for the one with the most usual words
);
CREATE INDEX template_members_template ON template_members (template, typical);

-- Documents that are unlike the others on their form.
CREATE TABLE outliers (
  document  INTEGER PRIMARY KEY REFERENCES documents,
  template  INTEGER NOT NULL REFERENCES templates,
  place     INTEGER NOT NULL,       -- 1 for the most unlike of its form
  differences INTEGER NOT NULL,
  negations INTEGER NOT NULL,       -- of these, a "not" more or less
  rules     TEXT NOT NULL           -- [[rule, severity, other documents]]: rules that few others have
);

-- Where they differ.
CREATE TABLE differences (
  document INTEGER NOT NULL REFERENCES documents,
  ordinal  INTEGER NOT NULL,        -- 0 for the gravest
  template INTEGER NOT NULL REFERENCES templates,
  kind     TEXT NOT NULL,           -- negation, missing, added, figure, changed
  heading  TEXT NOT NULL,           -- number and heading of the clause
  page     INTEGER,                 -- 1-based; NULL: the clause is missing
  clause   INTEGER,                 -- its ordinal; NULL: it is missing
  form     TEXT NOT NULL,           -- what most say, and some words around it, verbatim
  here     TEXT NOT NULL,           -- what stands here instead
  form_document INTEGER,            -- where `form` stands
  agree    INTEGER NOT NULL,        -- documents that say it as the form does
  of       INTEGER NOT NULL,        -- documents of the form
  PRIMARY KEY (document, ordinal)
) WITHOUT ROWID;
"""

NAMES: Final = (
    "compared", "compared_rules", "families", "family_members", "family_variants", "family_blanks",
    "family_rules", "templates", "template_members", "outliers", "differences",
)  # fmt: skip
