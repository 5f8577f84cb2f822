"""The tables of a store that hold what is counted over all of its agreements: ``clausecheck batch schema``.

Counting 100,000 agreements takes two seconds: it is done at the end of a run, and the dashboard looks it up.
Documents with the same words are one here: the first of them.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = 1  # of how it is counted: counts of another version are not used

TABLES: Final = """\
-- When the tables below were made, and of what: one row, or none yet.
CREATE TABLE counted (
  state      TEXT NOT NULL,         -- as in `compared`, of the documents that were counted
  version    INTEGER NOT NULL,
  agreements INTEGER NOT NULL,      -- those with the same words count once
  copies     INTEGER NOT NULL       -- other documents with the words of one of them
);

-- How many agreements, of how many employers, in how many folders each rule holds in.
CREATE TABLE counted_rules (
  rule       TEXT PRIMARY KEY,
  agreements INTEGER NOT NULL,
  employers  INTEGER NOT NULL,
  folders    INTEGER NOT NULL
) WITHOUT ROWID;

-- Parties on the other side, and folders: an agreement counts with each party that it names.
CREATE TABLE counted_groups (
  kind       TEXT NOT NULL,         -- employer, folder
  name       TEXT NOT NULL,
  agreements INTEGER NOT NULL,
  mean_risk  REAL,                  -- NULL: no figure would be true for any of them
  worst      INTEGER NOT NULL REFERENCES documents,
  PRIMARY KEY (kind, agreements, name)
) WITHOUT ROWID;

-- How many agreements of an employer each rule holds in.
CREATE TABLE counted_holds (
  employer   TEXT NOT NULL,
  rule       TEXT NOT NULL,
  agreements INTEGER NOT NULL,
  PRIMARY KEY (employer, rule)
) WITHOUT ROWID;

-- How the scores are spread.
CREATE TABLE counted_scores (
  grade      TEXT NOT NULL,         -- A-E, or "" for those without
  band       INTEGER NOT NULL,      -- 0 for a risk below 5, 19 for 95 and more, -1 where there is none
  agreements INTEGER NOT NULL,
  PRIMARY KEY (grade, band)
) WITHOUT ROWID;
"""

NAMES: Final = ("counted", "counted_rules", "counted_groups", "counted_holds", "counted_scores")
