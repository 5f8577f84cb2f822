"""A store → what its agreements have in common, made anew where it is out of date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from clausecheck.batch import query
from clausecheck.batch.families import rows, tables
from clausecheck.batch.families.find import find
from clausecheck.batch.store import Store
from clausecheck.errors import Stopped, UsageError

_SECONDS: Final = 3600.0  # 100,000 clauses take one minute
SMALL: Final = 5_000  # clauses: three seconds

# How many documents were compared stands in each row.
FAMILIES: Final = """\
SELECT f.id, f.documents, c.documents AS "of", round(100.0 * f.documents / c.documents, 1) AS percent,
       f.number, f.heading, f.variants, f.text,
       (SELECT group_concat(rule || ' (' || documents || ')', ', ') FROM family_rules WHERE family = f.id)
       AS rules
FROM families f, compared c ORDER BY f.id"""
TEMPLATES: Final = "SELECT * FROM templates ORDER BY id"
OUTLIERS: Final = """\
SELECT o.document, d.path, t.id AS template, t.name, t.documents, o.place, o.differences, o.negations, o.rules
FROM outliers o JOIN templates t ON t.id = o.template JOIN documents d ON d.id = o.document
ORDER BY t.id, o.place"""
DIFFERENCES: Final = """\
SELECT d.path, t.name AS template, x.kind, x.heading, x.page, x.form, x.here, x.agree, x."of",
       f.path AS form_path
FROM differences x JOIN outliers o ON o.document = x.document JOIN templates t ON t.id = x.template
JOIN documents d ON d.id = x.document LEFT JOIN documents f ON f.id = x.form_document
ORDER BY t.id, o.place, x.ordinal"""
# Of one document, twice: how many others have its clauses, in the same wording, and its findings.
LIKE: Final = """\
SELECT 'clause' AS what, trim(coalesce(c.number, '') || ' ' || coalesce(c.heading, '')) AS name, c.page,
       coalesce(f.documents - 1, 0) AS others, n.documents - 1 AS "of",
       (SELECT max(count(DISTINCT v.document), 1) - 1 FROM family_members v
        WHERE v.family = m.family AND v.variant = m.variant) AS same, t.text, c.ordinal
FROM clauses c JOIN compared n JOIN texts t ON t.id = c.text
LEFT JOIN family_members m ON m.document = c.document AND m.clause = c.ordinal
LEFT JOIN families f ON f.id = m.family
WHERE c.document = ?
UNION ALL
SELECT 'finding', x.rule, min(x.page), coalesce(k.documents, 1) - 1, n.documents - 1, NULL, r.title,
       min(x.ordinal)
FROM findings x JOIN compared n LEFT JOIN compared_rules k ON k.rule = x.rule JOIN rules r ON r.id = x.rule
WHERE x.document = ? GROUP BY x.rule ORDER BY what, ordinal"""


def fresh(folder: Path, waiting: Callable[[int], None] = lambda _: None) -> None:
    """See to it that the tables say what the documents say. ``waiting`` is told how many are compared.

    Raises:
        UsageError: there is no store, or a run is at work on it.
        Stopped: there is no room for the tables.
    """
    with query.opened(folder, _SECONDS) as db:
        if current(db):
            return
        now = rows.state(db)
        agreements = list(rows.agreements(db))
    waiting(len(agreements))
    made = rows.of(find(agreements), agreements, now)
    with Store(folder if folder.is_dir() else folder.parent) as store:
        store.refill(tables.NAMES, made)


def fresh_if_small(folder: Path) -> None:
    """As ``fresh``, where it takes no longer than a few seconds and nobody is at work on the store."""
    with query.opened(folder) as db:
        (clauses,) = db.execute(
            "SELECT count(*) FROM (SELECT 1 FROM clauses LIMIT ?)", (SMALL + 1,)
        ).fetchone()
    if clauses <= SMALL:
        with suppress(UsageError, Stopped):
            fresh(folder)


def current(db: sqlite3.Connection) -> bool:
    """Whether the tables say what the documents say."""
    told = "SELECT 1 FROM compared WHERE state = ?"
    return db.execute(told, (rows.state(db),)).fetchone() is not None


def original(db: sqlite3.Connection, document: int) -> int:
    """The document itself, or the first one with the same words, which stands for it.

    Raises:
        UsageError: it was not read.
    """
    told = (
        "SELECT min(o.id) FROM read_documents d JOIN read_documents o ON o.words_sha256 = d.words_sha256 "
        "WHERE d.id = ? AND d.words > 0"
    )
    (first,) = db.execute(told, (document,)).fetchone()
    if first is None:
        raise UsageError(
            "this document was not read, so it is like nothing", "`clausecheck batch show` says why"
        )
    return int(first)
