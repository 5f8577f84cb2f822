"""A store → the agreements that can be opened on the page, with their findings: JSON for its script.

A word stands in it once, and figures point at it: agreements of one form quote the same words.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Final, NamedTuple

from clausecheck.report.excerpt import shortened
from clausecheck.report.inert import inert

LISTED: Final = 5_000  # agreements, the worst first: the folders of a union
BUDGET: Final = 12_000_000  # characters of all findings: a browser takes half a second to read them
FINDINGS: Final = 100  # of one agreement
COPIES: Final = 20  # of one agreement that are named
QUOTED: Final = 600  # characters of a quote
EACH: Final = 6  # figures of a finding
_FIGURE: Final = 4  # characters of one, measured
_COPY: Final = """\
words > 0 AND EXISTS (
  SELECT 1 FROM read_documents m WHERE m.words_sha256 = d.words_sha256 AND m.id < d.id)"""

_LISTED: Final = """\
SELECT id, path, folder, CASE WHEN stale THEN 'changed' WHEN status = 'partial' THEN 'partial' ELSE '' END,
       grade, risk, reason, exchange,
       CASE WHEN words > 0 AND EXISTS (
         SELECT 1 FROM documents m WHERE m.words_sha256 = d.words_sha256 AND m.id <> d.id)
       THEN words_sha256 END,
       CASE WHEN ? THEN (SELECT t.name FROM template_members m JOIN templates t ON t.id = m.template
                         WHERE m.document = d.id) END
FROM read_documents d"""


class Listed(NamedTuple):
    """An agreement that can be opened."""

    id: int
    path: str
    folder: str
    state: str  # "", partial, changed
    grade: str | None
    risk: float | None
    reason: str | None  # why there is no grade
    exchange: str | None  # what you give and what you get
    words: str | None  # the hash of its words, where others have the same
    form: str | None  # the name of the form that it is on


def listed(db: sqlite3.Connection, also: Sequence[int] = (), *, compared: bool) -> tuple[Listed, ...]:
    """The worst, and those that are named elsewhere on the page. Copies are left to the first of them.

    ``compared``: the tables of the families are of the documents as they are.
    """
    told = f"{_LISTED} WHERE NOT ({_COPY}) ORDER BY risk DESC, id LIMIT ?"
    worst = tuple(map(Listed._make, db.execute(told, (compared, LISTED))))
    known = {one.id for one in worst}
    told = f"{_LISTED} WHERE id = ?"
    others = (db.execute(told, (compared, one)).fetchone() for one in also if one not in known)
    return (*worst, *map(Listed._make, filter(None, others)))


class _Words:
    """Text → its place in a list, in which it stands once, made inert."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self.size = 0
        self._places: dict[str, int] = {}

    def __call__(self, text: str | None) -> int | None:
        if text is None:
            return None
        place = self._places.get(text)
        if place is None:
            place = self._places[text] = len(self.all)
            self.all.append(inert(text))
            self.size += len(text)
        return place


class _Kinds:
    """Rule, severity, confidence and message → their place in a list: most findings of a rule share them."""

    def __init__(self, words: _Words) -> None:
        self.all: list[list[int | None]] = []
        self.rules: dict[str, int] = {}
        self._words = words
        self._places: dict[tuple[str, ...], int] = {}

    def __call__(self, *kind: str) -> int:
        place = self._places.get(kind)
        if place is None:
            place = self._places[kind] = len(self.all)
            self.all.append([self.rule(kind[0]), *map(self._words, kind[1:])])
        return place

    def rule(self, rule: str) -> int:
        return self.rules.setdefault(rule, len(self.rules))


def data(db: sqlite3.Connection, papers: Sequence[Listed], place: str, total: int) -> str:
    """JSON of all that can be opened. ``place``: the folder of the store; ``total``: all agreements."""
    words = _Words()
    kinds = _Kinds(words)
    figures = 0
    documents: list[object] = []
    for one in papers:
        told: list[int | None] | None = None
        if words.size + _FIGURE * figures < BUDGET:
            told = _findings(db, one.id, words, kinds)
            figures += len(told)
        full = told is not None and len(told) < EACH * FINDINGS
        held = None if full else _held(db, one.id, kinds)  # else the findings say it
        head = (words(one.path), words(one.folder), one.state, one.grade, one.risk, words(one.reason))
        names = [[*map(words, some)] for some in (_employers(db, one.id), _copies(db, one))]
        documents.append([one.id, *head, words(one.exchange), *names, words(one.form), held, told])
    rules = [[*map(words, _rule(db, rule))] for rule in kinds.rules]
    made = {"place": inert(place), "total": total, "rules": rules, "kinds": kinds.all, "documents": documents}
    return json.dumps(made | {"words": words.all}, ensure_ascii=False, separators=(",", ":"))


def _employers(db: sqlite3.Connection, document: int) -> Sequence[str]:
    told = "SELECT name FROM parties WHERE document = ? AND +side = 'them' ORDER BY ordinal"
    return tuple(dict.fromkeys(name for (name,) in db.execute(told, (document,))))


def _copies(db: sqlite3.Connection, paper: Listed) -> Sequence[str]:
    told = "SELECT path FROM read_documents WHERE words_sha256 = ? AND id <> ? ORDER BY id LIMIT ?"
    return [path for (path,) in db.execute(told, (paper.words, paper.id, COPIES))] if paper.words else []


def _held(db: sqlite3.Connection, document: int, kinds: _Kinds) -> list[int]:
    told = db.execute("SELECT rule FROM risks WHERE document = ?", (document,))
    return [kinds.rule(rule) for (rule,) in told]


def _rule(db: sqlite3.Connection, rule: str) -> tuple[str, ...]:
    row = db.execute("SELECT id, title, severity, why, ask FROM rules WHERE id = ?", (rule,)).fetchone()
    return tuple(row) if row else (rule, rule, "info", "", "")


def _findings(db: sqlite3.Connection, document: int, words: _Words, kinds: _Kinds) -> list[int | None]:
    """Six figures a finding, one after the other: kind, clause, heading, page, line, quote."""
    told = (
        "SELECT rule, severity, confidence, message, clause, heading, page, line, quote FROM findings "
        "WHERE document = ? ORDER BY ordinal LIMIT ?"
    )
    flat: list[int | None] = []
    rows = db.execute(told, (document, FINDINGS))
    for rule, severity, confidence, message, clause, heading, page, line, quote in rows:
        short = shortened(quote, QUOTED) if quote else quote
        kind = kinds(rule, severity, confidence, message)
        flat += (kind, words(clause), words(heading), page, line, words(short))
    return flat
