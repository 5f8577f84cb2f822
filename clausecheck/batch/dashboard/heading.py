"""A store → what was read when, and what nobody may take for clean."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from datetime import UTC, datetime
from typing import Final, NamedTuple

SHOWN: Final = 200  # unread documents that are listed
AGAIN: Final = "run the batch again"


class Unread(NamedTuple):
    """A document that nobody may take for clean."""

    id: int
    path: str
    state: str  # not read, read in part, changed since, not read yet
    why: str
    hint: str


class Heading(NamedTuple):
    """What the page is about."""

    documents: int  # that are there
    read: int
    partial: int
    failed: int
    waiting: int
    changed: int  # since they were read
    gone: int
    runs: int
    first: str  # when it began, UTC
    last: str
    stopped: str | None  # why the last run did not read all
    packs: tuple[str, ...]
    sides: tuple[str, ...]
    errors: tuple[tuple[str, int], ...]  # code, documents
    unread: tuple[Unread, ...]

    @property
    def doubtful(self) -> int:
        """Documents that nobody may take for clean."""
        return self.documents - self.read


def heading(db: sqlite3.Connection) -> Heading:
    """The figures of all runs together."""
    counts, errors = _counts(db)
    gone = counts.pop("gone", 0)
    runs, first = db.execute("SELECT count(*), min(started) FROM runs").fetchone()
    last = db.execute("SELECT started, ended, stopped FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    began, ended, stopped = last or (None, None, None)
    if last and ended is None:
        stopped = "it is at work, or was killed"
    settings = db.execute(
        "SELECT packs, side FROM settings WHERE id IN (SELECT DISTINCT settings FROM read_documents)"
    ).fetchall()
    packs = {str(pack): None for row in settings for pack in json.loads(row[0])}
    return Heading(
        sum(counts.values()),
        counts.get("analyzed", 0),
        counts.get("partial", 0),
        counts.get("failed", 0),
        counts.get("waiting", 0),
        counts.get("changed", 0),
        gone,
        runs,
        _day(first),
        _day(began),
        stopped,
        tuple(packs),
        tuple(sorted({row[1] for row in settings})),
        tuple(errors.most_common()),
        _unread(db),
    )


def _counts(db: sqlite3.Connection) -> tuple[Counter[str], Counter[str]]:
    """Documents by what became of them; those that failed by their error."""
    counts: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    told = (
        "SELECT CASE WHEN gone THEN 'gone' WHEN stale THEN 'changed' ELSE status END, error, count(*) "
        "FROM documents GROUP BY 1, 2 ORDER BY 2"
    )
    for state, error, number in db.execute(told):
        counts[state] += number
        if state == "failed":
            errors[error] += number
    return counts, errors


def _unread(db: sqlite3.Connection) -> tuple[Unread, ...]:
    told = (
        "SELECT id, path, status, stale, message, hint, pages_unread, reason FROM documents "
        "WHERE NOT gone AND (status <> 'analyzed' OR stale) ORDER BY status = 'partial', path LIMIT ?"
    )
    return tuple(_told(*row) for row in db.execute(told, (SHOWN,)))


def _told(
    number: int, path: str, status: str, stale: int, message: str | None, hint: str | None,
    pages: str | None, reason: str | None,
) -> Unread:  # fmt: skip
    if stale:
        return Unread(number, path, "changed since", "the file is not what it was when it was read", AGAIN)
    if status == "waiting":
        return Unread(number, path, "not read yet", "the run did not come to it", AGAIN)
    if status == "failed":
        return Unread(number, path, "not read", message or "", hint or "")
    missing = json.loads(pages or "[]")
    why = f"unread: page {', '.join(map(str, missing))}" if missing else reason or "a part of it is unread"
    return Unread(number, path, "read in part", why, "read that part yourself, or get a better copy")


def _day(seconds: float | None) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC") if seconds else "never"
