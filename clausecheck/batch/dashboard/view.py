"""A store → what the template of the dashboard prints, in its order."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from typing import Final, NamedTuple

from clausecheck.batch.counting import counts
from clausecheck.batch.dashboard import plots
from clausecheck.batch.dashboard.alike import Alike, alike
from clausecheck.batch.dashboard.heading import Heading, heading
from clausecheck.batch.dashboard.listing import Listed, listed
from clausecheck.batch.families import rows

GRAVE: Final = ("critical", "high", "medium")
FIRST, WORST, GROUPS, COLUMNS, ROWS, HELD = 20, 10, 50, 10, 15, 5  # of each that is shown


class Risk(NamedTuple):
    """How common a risk is."""

    rule: str
    title: str
    severity: str
    missing: bool  # it is about a protection that is not there
    agreements: int
    of: int
    employers: int
    folders: int

    @property
    def percent(self) -> float:
        """Share of all agreements, 0 to 100."""
        return 100 * self.agreements / self.of if self.of else 0.0


class Held(NamedTuple):
    """A risk in the agreements of one employer."""

    rule: str
    title: str
    severity: str
    agreements: int
    level: int  # 0-4: how dark its cell is


class Worst(NamedTuple):
    """The worst agreement of a group."""

    id: int
    path: str
    grade: str | None
    risk: float | None


class Group(NamedTuple):
    """Agreements of an employer, or in a folder."""

    name: str
    agreements: int
    mean: float | None
    worst: Worst
    grave: tuple[Held, ...]  # of an employer: the commonest critical and high risks
    missing: tuple[Held, ...]  # of an employer: the protections that are missing most often
    cells: tuple[Held, ...]  # of an employer: the columns of the grid


class Page(NamedTuple):
    """The dashboard."""

    head: Heading
    root: str  # the folder that all lie in, with its separator: left out where a path is shown in a table
    agreements: int  # those with the same words count once
    copies: int
    risks: tuple[Risk, ...]  # the commonest first
    first: int  # of these, that are shown at once
    columns: tuple[Risk, ...]  # of the grid
    scores: plots.Histogram
    employers: tuple[Group, ...]
    all_employers: int
    folders: tuple[Group, ...]
    all_folders: int
    alike: Alike | None  # None: it was not compared, or not since documents changed
    listed: tuple[Listed, ...]

    @property
    def worst(self) -> tuple[Listed, ...]:
        """The worst agreements."""
        return tuple(one for one in self.listed[:WORST] if one.risk)

    @property
    def titles(self) -> Mapping[str, str]:
        """Rule → what it is called."""
        return {risk.rule: risk.title for risk in self.risks}

    @property
    def known(self) -> frozenset[int]:
        """Documents that can be opened."""
        return frozenset(one.id for one in self.listed)


def page(db: sqlite3.Connection) -> Page:
    """All that is on the page, but for the findings of each agreement."""
    state = rows.state(db)
    compared = alike(db) if _compared(db, state) else None
    tables = counts.counted(db, state)
    try:
        agreements, copies = tables.execute("SELECT agreements, copies FROM counted").fetchone()
        risks = _risks(db, tables, agreements)
        grave = [risk for risk in risks if risk.severity in GRAVE[:2]]
        columns = tuple(grave[:COLUMNS])
        employers = _groups(db, tables, "employer", risks, columns)
        folders = _groups(db, tables, "folder", (), ())
        scores = tables.execute("SELECT grade, band, agreements FROM counted_scores").fetchall()
        told = "SELECT count(*) FROM counted_groups WHERE kind = ?"
        all_employers, all_folders = (
            tables.execute(told, (kind,)).fetchone()[0] for kind in ("employer", "folder")
        )
    finally:
        if tables is not db:
            tables.close()
    named = [one.id for one in compared.outliers] if compared else []
    also = named + [group.worst.id for group in (*employers, *folders)]
    known = listed(db, also, compared=compared is not None)
    first = min(FIRST, len(risks))
    return Page(
        heading(db), _root(db), agreements, copies, risks, first, columns, plots.histogram(scores), employers,
        all_employers, folders, all_folders, compared, known,
    )  # fmt: skip


def _root(db: sqlite3.Connection) -> str:
    """The first and the last folder by name share what all of them share."""
    ends = db.execute("SELECT min(folder), max(folder) FROM documents WHERE NOT gone").fetchone()
    folders = [f"{end.rstrip(os.sep)}{os.sep}" for end in ends if end]
    shared = os.path.commonprefix(folders)  # noqa: RUF071 - cut at a separator; folders may be URLs
    return shared[: shared.rfind(os.sep) + 1]


def _compared(db: sqlite3.Connection, state: str) -> bool:
    return db.execute("SELECT 1 FROM compared WHERE state = ?", (state,)).fetchone() is not None


def _risks(db: sqlite3.Connection, tables: sqlite3.Connection, agreements: int) -> tuple[Risk, ...]:
    """The grave ones first, each part the commonest first."""
    texts = {row[0]: row[1:] for row in db.execute("SELECT id, title, severity, missing FROM rules")}
    told = "SELECT rule, agreements, employers, folders FROM counted_rules ORDER BY agreements DESC, rule"
    risks = []
    for rule, number, employers, folders in tables.execute(told):
        title, severity, missing = texts.get(rule, (rule, "info", 0))
        risks.append(Risk(rule, title, severity, bool(missing), number, agreements, employers, folders))
    return tuple(sorted(risks, key=lambda risk: risk.severity not in GRAVE))


def _groups(
    db: sqlite3.Connection,
    tables: sqlite3.Connection,
    kind: str,
    risks: tuple[Risk, ...],
    columns: tuple[Risk, ...],
) -> tuple[Group, ...]:
    told = (
        "SELECT name, agreements, mean_risk, worst FROM counted_groups WHERE kind = ? "
        "ORDER BY agreements DESC, name LIMIT ?"
    )
    groups = []
    for name, number, mean, one in tables.execute(told, (kind, GROUPS)).fetchall():
        worst = Worst(
            *db.execute("SELECT id, path, grade, risk FROM documents WHERE id = ?", (one,)).fetchone()
        )
        holds = dict(tables.execute("SELECT rule, agreements FROM counted_holds WHERE employer = ?", (name,)))
        held = sorted(
            ((risk, holds[risk.rule]) for risk in risks if risk.rule in holds), key=lambda pair: -pair[1]
        )
        grave = [_held(risk, n, number) for risk, n in held if risk.severity in GRAVE[:2]]
        missing = [_held(risk, n, number) for risk, n in held if risk.missing]
        cells = tuple(_held(risk, holds.get(risk.rule, 0), number) for risk in columns)
        groups.append(Group(name, number, mean, worst, tuple(grave[:HELD]), tuple(missing[:HELD]), cells))
    return tuple(groups)


def _held(risk: Risk, agreements: int, of: int) -> Held:
    return Held(risk.rule, risk.title, risk.severity, agreements, plots.level(agreements, of))
