"""A store → who uses which clauses, counted: rows of the tables ``tables``."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from clausecheck.batch.counting import tables
from clausecheck.batch.tasks import Row

_BAND = 5  # points of risk
# All that were read, the worst first. Those with the words of an earlier one are copies.
_PAPERS = """\
SELECT d.id, d.folder, d.grade, d.risk, words > 0 AND EXISTS (
  SELECT 1 FROM read_documents m WHERE m.words_sha256 = d.words_sha256 AND m.id < d.id)
FROM read_documents d ORDER BY d.risk DESC, d.id"""


class _Paper(NamedTuple):
    id: int
    folder: str
    grade: str | None
    risk: float | None
    held: str  # rules that hold in it, each once: "scope.perpetual,ai.training"


def current(db: sqlite3.Connection, state: str) -> bool:
    """Whether the tables are of the documents as they are."""
    told = "SELECT 1 FROM counted WHERE state = ? AND version = ?"
    return db.execute(told, (state, tables.VERSION)).fetchone() is not None


def counted(db: sqlite3.Connection, state: str) -> sqlite3.Connection:
    """Where the tables can be asked: in the store itself, or in memory where they are out of date there."""
    if current(db, state):
        return db
    made = sqlite3.connect(":memory:")
    made.executescript(tables.TABLES)
    for table, rows in count(db, state).items():
        if rows:
            made.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    return made


def count(db: sqlite3.Connection, state: str) -> Mapping[str, Sequence[Row]]:
    """Table → its rows."""
    papers, copies = _papers(db)
    parties: defaultdict[int, list[str]] = defaultdict(list)
    for document, name in db.execute("SELECT DISTINCT document, name FROM parties WHERE side = 'them'"):
        parties[document].append(name)
    employers = _grouped((name, paper) for paper in papers for name in parties.get(paper.id, ()))
    folders = _grouped((paper.folder, paper) for paper in papers)
    by_employer = {name: _held(held) for name, held in employers.items()}
    by_folder = {name: _held(held) for name, held in folders.items()}
    return {
        "counted": [(state, tables.VERSION, len(papers), copies)],
        "counted_rules": list(_rules(by_employer, by_folder)),
        "counted_groups": [*_groups("employer", employers), *_groups("folder", folders)],
        "counted_holds": [(name, *held) for name, holds in by_employer.items() for held in holds.items()],
        "counted_scores": [
            (*key, number)
            for key, number in Counter((one.grade or "", _band(one.risk)) for one in papers).items()
        ],
    }


def _papers(db: sqlite3.Connection) -> tuple[list[_Paper], int]:
    """The worst first, and the number of copies."""
    held = dict(db.execute("SELECT document, group_concat(rule) FROM risks GROUP BY document"))
    papers, copies = [], 0
    for number, folder, grade, risk, copy in db.execute(_PAPERS):
        copies += copy
        if not copy:
            papers.append(_Paper(number, folder, grade, risk, held.get(number, "")))
    return papers, copies


def _grouped(pairs: Iterable[tuple[str, _Paper]]) -> Mapping[str, list[_Paper]]:
    inside: defaultdict[str, list[_Paper]] = defaultdict(list)
    for name, paper in pairs:
        inside[name].append(paper)
    return inside


def _held(papers: Iterable[_Paper]) -> Counter[str]:
    """Rule → papers in which it holds. Joined first: taking each apart takes twice as long."""
    return Counter(filter(None, ",".join(paper.held for paper in papers).split(",")))


def _rules(by_employer: Mapping[str, Counter[str]], by_folder: Mapping[str, Counter[str]]) -> Iterator[Row]:
    employers, folders = (
        Counter(chain.from_iterable(groups.values())) for groups in (by_employer, by_folder)
    )
    holds: Counter[str] = Counter()
    for held in by_folder.values():
        holds.update(held)
    for rule, number in holds.items():
        yield rule, number, employers[rule], folders[rule]


def _groups(kind: str, groups: Mapping[str, Sequence[_Paper]]) -> Iterator[Row]:
    for name, papers in groups.items():
        risks = [paper.risk for paper in papers if paper.risk is not None]
        mean = round(sum(risks) / len(risks), 1) if risks else None
        yield kind, name, len(papers), mean, papers[0].id


def _band(risk: float | None) -> int:
    return -1 if risk is None else min(int(risk // _BAND), 100 // _BAND - 1)
