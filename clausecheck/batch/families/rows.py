"""Families, templates and outliers ↔ the rows of a store."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from clausecheck.batch.families import tables
from clausecheck.batch.families.find import Found
from clausecheck.batch.tasks import Row
from clausecheck.model import Severity
from clausecheck.model.families import Agreement, Fired, Passage

_ROLES = frozenset("you your we us our i me my".split())


def state(db: sqlite3.Connection) -> str:
    """What there is to compare: changes when a document is read anew, comes or goes."""
    told = "SELECT id, text_sha256, words_sha256, settings, run FROM read_documents ORDER BY id"
    digest = hashlib.sha256(str(tables.VERSION).encode())
    digest.update("".join(map(repr, db.execute(told))).encode())
    return digest.hexdigest()


def agreements(db: sqlite3.Connection) -> Iterator[Agreement]:
    """All documents that were read, wholly or in part, those with the same words once."""
    first: dict[str, int] = {}
    copies: dict[int, list[int]] = defaultdict(list)
    paths: dict[int, str] = {}
    told = "SELECT id, path, coalesce(words_sha256, id) FROM read_documents WHERE words > 0 ORDER BY id"
    for number, path, words in db.execute(told):
        if (original := first.setdefault(words, number)) == number:
            paths[number] = path
        else:
            copies[original].append(number)
    parties, called = _parties(db)
    for number, path in paths.items():
        names = [(name, side) for name, side in parties.get(number, ()) if name.casefold() not in called]
        yield Agreement(
            id=number,
            path=path,
            names=tuple(name for name, _ in names),
            counterparties=tuple(dict.fromkeys(name for name, side in names if side == "them")),
            passages=tuple(_passages(db, number)),
            fired=tuple(_fired(db, number)),
            copies=tuple(copies[number]),
        )


def _parties(db: sqlite3.Connection) -> tuple[dict[int, list[tuple[str, str]]], set[str]]:
    """Of each document its parties' names with their sides; and the words that stand for a party anywhere.

    A short form of a name is a name, too, as "Bell" of Bell Film LLC, where it stands for nobody else.
    """
    rows = [
        (document, name, side, json.loads(aliases))
        for document, name, side, aliases in db.execute("SELECT document, name, side, aliases FROM parties")
    ]
    bearers: dict[str, set[str]] = defaultdict(set)
    for _, name, _, aliases in rows:
        for alias in aliases:
            bearers[alias.casefold()].add(name.casefold())
    parties: dict[int, list[tuple[str, str]]] = defaultdict(list)
    called = set(_ROLES)
    for document, name, side, aliases in rows:
        parties[document].append((name, side))
        for alias in aliases:
            short = f" {alias.casefold()} " in f" {name.casefold()} "
            if short and len(bearers[alias.casefold()]) == 1:
                parties[document].append((alias, ""))
            else:
                called.add(alias.casefold())
    return parties, called


def _passages(db: sqlite3.Connection, document: int) -> Iterator[Passage]:
    told = (
        "SELECT c.ordinal, c.number, c.heading, c.page, t.text FROM clauses c JOIN texts t ON t.id = c.text "
        "WHERE c.document = ? ORDER BY c.ordinal"
    )
    return (Passage(*row) for row in db.execute(told, (document,)))


def _fired(db: sqlite3.Connection, document: int) -> Iterator[Fired]:
    starts = db.execute(
        "SELECT start, ordinal, end FROM clauses WHERE document = ? ORDER BY start", (document,)
    )
    clauses = starts.fetchall()
    told = "SELECT rule, severity, start FROM findings WHERE document = ? ORDER BY ordinal"
    for rule, severity, start in db.execute(told, (document,)):
        at = bisect_right(clauses, start, key=lambda clause: clause[0]) - 1 if start is not None else -1
        inside = at >= 0 and start < clauses[at][2]
        yield Fired(rule, int(Severity[severity.upper()]), clauses[at][1] if inside else None)


def of(found: Found, compared: Sequence[Agreement], made_of: str) -> Mapping[str, list[Row]]:
    """Table → its rows."""
    rows: dict[str, list[Row]] = defaultdict(list)
    rows["compared"] = [(made_of, len(compared))]
    rows["compared_rules"] = list(Counter(rule for one in compared for rule in _rules(one)).items())
    for one in found.families:
        example = one.example
        rows["families"].append(
            (one.id, one.number, one.heading, len(one.agreements), len(one.variants), *example, one.text)
        )
        for number, variant in enumerate(one.variants, 1):
            rows["family_members"] += [(*place, one.id, number) for place in variant.places]
            holders = len({place.agreement for place in variant.places})
            rows["family_variants"] += [
                (one.id, number, i, holders, int(said.negation), said.form, said.here)
                for i, said in enumerate(variant.differs)
            ]
        for i, blank in enumerate(one.blanks):
            rows["family_blanks"] += [(one.id, i, blank.before, *value) for value in blank.values]
        rows["family_rules"] += [(one.id, rule, count) for rule, count in one.rules]
    _forms(found, rows)
    return rows


def _rules(agreement: Agreement) -> set[str]:
    return {fired.rule for fired in agreement.fired}


def _forms(found: Found, rows: dict[str, list[Row]]) -> None:
    for form in found.templates:
        parties = json.dumps(form.counterparties, ensure_ascii=False)
        numbers = (len(form.agreements), form.clauses, len(form.outliers))
        rows["templates"].append((form.id, form.name, *numbers, parties))
        rows["template_members"] += [(one, form.id, i) for i, one in enumerate(form.agreements, 1)]
        for place, outlier in enumerate(form.outliers, 1):
            nots = sum(one.kind == "negation" for one in outlier.differences)
            fired = [[each.rule, Severity(each.severity).label, others] for each, others in outlier.rules]
            rows["outliers"].append(
                (outlier.agreement, form.id, place, len(outlier.differences), nots, json.dumps(fired))
            )
            for i, one in enumerate(outlier.differences):
                where = (one.page, one.here.clause if one.here else None)
                said = (one.says.form, one.says.here, one.form.agreement if one.form else None)
                head = (outlier.agreement, i, form.id, one.kind, one.heading)
                rows["differences"].append((*head, *where, *said, one.agree, one.of))
