"""A store → what a person wants to know first, and the list of what was not read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from clausecheck.batch.gather import line

_WORST = 10
_COMMON = 10


class Ranked(NamedTuple):
    """One of the worst documents."""

    id: int
    path: str
    grade: str | None
    risk: float | None
    critical: int
    high: int


class Common(NamedTuple):
    """One of the most common risks."""

    rule: str
    title: str
    severity: str
    documents: int
    percent: float


class Summary(NamedTuple):
    """The whole store, not one run."""

    documents: int
    analyzed: int
    partial: int
    failed: int
    waiting: int  # not read yet, or to be read again
    gone: int
    duplicates: int  # documents with the words of another one
    errors: tuple[tuple[str, int], ...]  # code, documents
    worst: tuple[Ranked, ...]
    common: tuple[Common, ...]

    @property
    def unread(self) -> int:
        """Documents that nobody may take for clean."""
        return self.documents - self.analyzed


def summary(db: sqlite3.Connection) -> Summary:
    """All that the store holds, in a few figures."""
    counts = dict(
        db.execute(
            "SELECT CASE WHEN gone THEN 'gone' WHEN stale THEN 'waiting' ELSE status END, count(*) "
            "FROM documents GROUP BY 1"
        )
    )
    gone = counts.pop("gone", 0)
    (duplicates,) = db.execute(
        "SELECT count(*) - count(DISTINCT words_sha256) FROM documents WHERE NOT gone AND words > 0"
    ).fetchone()
    errors = db.execute(
        "SELECT error, count(*) FROM documents WHERE NOT gone AND NOT stale AND status = 'failed' "
        "GROUP BY error ORDER BY count(*) DESC, error"
    )
    worst = db.execute(
        f"SELECT id, path, grade, risk, critical, high FROM worst WHERE risk > 0 LIMIT {_WORST}"
    )
    common = db.execute(
        "SELECT rule, title, severity, documents, percent FROM prevalence "
        f"WHERE severity IN ('medium', 'high', 'critical') LIMIT {_COMMON}"
    )
    return Summary(
        sum(counts.values()),
        counts.get("analyzed", 0),
        counts.get("partial", 0),
        counts.get("failed", 0),
        counts.get("waiting", 0),
        gone,
        duplicates,
        tuple(errors),
        tuple(Ranked(*row) for row in worst),
        tuple(Common(*row) for row in common),
    )


def unread(db: sqlite3.Connection) -> Iterator[str]:
    """The lines of the list of what is unread, each with its reason as a comment: ``--from`` reads it."""
    yield "# Not read, or not wholly. To try again: clausecheck batch --from THIS-FILE --out THIS-FOLDER\n"
    told = (
        "SELECT path, raw, status, stale, error, message, hint, pages_unread, reason FROM documents "
        "WHERE NOT gone AND (status <> 'analyzed' OR stale) ORDER BY path"
    )
    for path, raw, status, stale, error, message, hint, pages, reason in db.execute(told):
        name = raw.decode("utf-8", "surrogateescape") if raw else path
        if status == "failed" and not stale:
            why = f"{error}: {message}" + (f"; {hint}" if error == "no-such-party" else "")
        elif status == "partial" and not stale:
            why = f"read in part: pages {pages} unread" if pages != "[]" else f"{reason}"
        else:
            why = "not read yet"
        yield f"# {' '.join(why.split())}\n{line(name)}\n"


def reaches(db: sqlite3.Connection, severity: str) -> bool:
    """Whether a document holds a finding as bad as this, or worse."""
    order = ("critical", "high", "medium", "low", "info")
    counted = " + ".join(order[: order.index(severity) + 1])
    told = f"SELECT EXISTS (SELECT 1 FROM read_documents WHERE {counted} > 0)"
    return bool(db.execute(told).fetchone()[0])
