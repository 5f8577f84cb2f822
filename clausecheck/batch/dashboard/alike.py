"""A store → its forms, clause families and outliers, as the dashboard shows them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from typing import Final, NamedTuple

from clausecheck.batch import comparing
from clausecheck.batch.dashboard.plots import BINS, Strip, strip

FORMS, FAMILIES, OUTLIERS = 20, 20, 60  # that are shown
DIFFERENCES: Final = 4  # of one outlier that are shown
EMPLOYERS: Final = 4  # of one form that are named
LABELS: Final = {
    "negation": "a “not” more or less", "missing": "clause missing", "added": "clause added",
    "figure": "another figure", "changed": "other words",
}  # fmt: skip


class Form(NamedTuple):
    """Agreements that are the same form."""

    name: str
    documents: int
    outliers: int
    employers: tuple[tuple[str, int], ...]
    strip: Strip


class Family(NamedTuple):
    """A clause that many agreements share."""

    name: str  # number and heading
    documents: int
    percent: float
    variants: int  # wordings
    nots: int  # of these, with a "not" more or less
    rules: str
    text: str


class Difference(NamedTuple):
    """Where an outlier differs from its form."""

    label: str
    heading: str
    page: int | None
    form: str
    here: str
    agree: int
    of: int


class Outlier(NamedTuple):
    """An agreement that is unlike the others on its form."""

    id: int
    path: str
    form: str
    documents: int
    more: int  # differences that are not shown
    differences: tuple[Difference, ...]
    rules: tuple[tuple[str, str, int], ...]  # rule, severity, others that it holds in


class Alike(NamedTuple):
    """What the agreements have in common."""

    compared: int
    forms: tuple[Form, ...]
    all_forms: int
    on_forms: int  # agreements that are on a form
    families: tuple[Family, ...]
    all_families: int
    outliers: tuple[Outlier, ...]
    all_outliers: int


def alike(db: sqlite3.Connection) -> Alike:
    """As the tables of the families say: they must be of the documents as they are."""

    def one(question: str) -> int:
        return int(db.execute(question).fetchone()[0])

    return Alike(
        one("SELECT documents FROM compared"),
        _forms(db),
        one("SELECT count(*) FROM templates"),
        one("SELECT count(*) FROM template_members"),
        _families(db),
        one("SELECT count(*) FROM families"),
        _outliers(db),
        one("SELECT count(*) FROM outliers"),
    )


def _forms(db: sqlite3.Connection) -> tuple[Form, ...]:
    counts: defaultdict[int, dict[int, int]] = defaultdict(dict)
    told = (
        "SELECT m.template, min(CAST(d.risk * ? / 100 AS INTEGER), ?), count(*) FROM template_members m "
        "JOIN documents d ON d.id = m.document WHERE m.template <= ? AND d.risk IS NOT NULL GROUP BY 1, 2"
    )
    for form, band, number in db.execute(told, (BINS, BINS - 1, FORMS)):
        counts[form][band] = number
    odd: defaultdict[int, list[float]] = defaultdict(list)
    told = "SELECT o.template, d.risk FROM outliers o JOIN documents d ON d.id = o.document WHERE risk >= 0"
    for form, risk in db.execute(told):
        odd[form].append(risk)
    told = "SELECT id, name, documents, outliers, counterparties FROM templates WHERE id <= ? ORDER BY id"
    return tuple(
        Form(name, documents, outliers, _named(parties), strip(counts[number], odd[number]))
        for number, name, documents, outliers, parties in db.execute(told, (FORMS,))
    )


def _named(parties: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, count) for name, count in json.loads(parties)[:EMPLOYERS])


def _families(db: sqlite3.Connection) -> tuple[Family, ...]:
    nots = dict(
        db.execute(
            "SELECT family, count(DISTINCT variant) FROM family_variants WHERE negation AND family <= ? "
            "GROUP BY family",
            (FAMILIES,),
        )
    )
    return tuple(
        Family(
            " ".join(filter(None, (number, heading))) or "a clause",
            documents, percent, variants, nots.get(one, 0), rules or "", text,
        )
        for one, documents, _, percent, number, heading, variants, text, rules in db.execute(
            f"{comparing.FAMILIES} LIMIT ?", (FAMILIES,)
        )
    )  # fmt: skip


def _outliers(db: sqlite3.Connection) -> tuple[Outlier, ...]:
    found = []
    rows = db.execute(f"{comparing.OUTLIERS} LIMIT ?", (OUTLIERS,))
    for document, path, _, name, documents, _, differences, _, rules in rows:
        told = (
            'SELECT kind, heading, page, form, here, agree, "of" FROM differences WHERE document = ? '
            "ORDER BY ordinal LIMIT ?"
        )
        shown = tuple(
            Difference(LABELS.get(kind, kind), *rest)
            for kind, *rest in db.execute(told, (document, DIFFERENCES))
        )
        alone = tuple((rule, severity, others) for rule, severity, others in json.loads(rules))
        found.append(Outlier(document, path, name, documents, differences - len(shown), shown, alone))
    return tuple(found)
