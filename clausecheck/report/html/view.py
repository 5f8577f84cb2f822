"""Outcomes → what the template of the HTML report prints, in its order. Only the paper is markup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import PurePath
from typing import Final, NamedTuple

from clausecheck.model import (
    Confidence,
    Evidence,
    Failed,
    Finding,
    LawCheck,
    Outcome,
    Problem,
    Report,
    Severity,
    Suppressed,
)
from clausecheck.report.digest import (
    Topic,
    active,
    counts,
    gives,
    nothing,
    quotes,
    settled,
    topics,
    trigger,
    unjudged,
)
from clausecheck.report.excerpt import Piece, excerpt, shortened
from clausecheck.report.exchange import sentence
from clausecheck.report.html.paper import Paper, paper
from clausecheck.report.look import VECTOR, WHY_NOT
from clausecheck.report.options import Options
from clausecheck.report.reading import header, notices, number, place

QUOTED: Final = 340  # characters of a quote
HITS: Final = 60  # findings of one rule, and places of one finding, that are listed
LISTED: Final = 6_000  # findings that one page holds: those of a hundred bad contracts
WHOLE: Final = 12_000_000  # characters of all contracts that one page holds: Chromium takes 2 s for them
LEFT_OUT: Final = (
    "the findings of this document, for the page has too many already: make a report of it alone, or of fewer"
)
KINDS: Final = {
    "clause": "In the clauses",
    "together": "Worse together",
    "absent": "Not in here",
    "undefined": "Never defined",
}
# Category → what a reader calls it; a category of a pack of somebody's own is shown by its name.
CATEGORIES: Final = {
    "ai": "AI and digital copies",
    "combo": "Worse together",
    "ctrl": "Who decides",
    "doc": "The paper itself",
    "excl": "Other work",
    "gag": "What you may say",
    "identity": "Face, voice and name",
    "legal": "Courts and claims",
    "loop": "Holes in promises",
    "mismatch": "Not as you were told",
    "missing": "Not in here",
    "own": "Who owns it",
    "pay": "Pay",
    "privacy": "Privacy",
    "scope": "How far it reaches",
    "third": "Other people",
}


class Place(NamedTuple):
    """Words of the contract that are quoted: where they stand, and the mark in the paper to go to."""

    where: str
    mark: str  # id; "" where there is none
    role: str  # "" for the risky words themselves
    pieces: tuple[Piece, ...]


class Hit(NamedTuple):
    """A finding with its places."""

    id: str
    finding: Finding
    places: tuple[Place, ...]
    more: int  # places that are not listed


class Card(NamedTuple):
    """A rule with what it found."""

    topic: Topic
    hits: tuple[Hit, ...]
    more: int  # findings that are not listed
    title: str
    unsure: bool


class Group(NamedTuple):
    """Cards of one kind, under their heading."""

    title: str
    cards: tuple[Card, ...]


class Taken(NamedTuple):
    """A hit that was not counted, and why."""

    hit: Suppressed
    why: str
    place: Place | None


class Law(NamedTuple):
    """Checks with the same conditions in the same state."""

    title: str
    places: str
    summary: str
    checks: tuple[LawCheck, ...]
    proofs: tuple[tuple[str, ...], ...]  # of each condition: where the contract says so


class Sheet(NamedTuple):
    """One document."""

    id: str
    path: str
    problem: Problem | None
    report: Report | None
    how: str = ""
    said: str = ""  # how many findings of each severity, or that there are none
    exchange: str = ""  # in one sentence
    gives: tuple[tuple[str, tuple[str, ...]], ...] = ()
    groups: tuple[Group, ...] = ()
    law: tuple[Law, ...] = ()
    taken: tuple[Taken, ...] = ()
    unsaid: tuple[tuple[str, str], ...] = ()
    vector: str = ""
    paper: Paper | None = None


class Page(NamedTuple):
    """The whole report."""

    sheets: tuple[Sheet, ...]
    ranked: tuple[Sheet, ...]  # the same as they are shown: what was not read, then the worst first
    severities: tuple[Severity, ...]  # those that are there, for the filters
    categories: tuple[tuple[str, str], ...]
    clauses: tuple[str, ...]
    total: int  # findings that are listed


def page(outcomes: Sequence[Outcome], options: Options) -> Page:
    """Everything that the template prints."""
    room, listed, sheets = WHOLE, LISTED, list[Sheet]()
    for i, (outcome, path) in enumerate(zip(outcomes, _called(outcomes), strict=True), 1):
        if isinstance(outcome, Failed):
            sheets.append(Sheet(f"d{i}", path, outcome.problem, None))
            continue
        room -= len(outcome.report.text)
        sheets.append(_sheet(f"d{i}", path, outcome.report, options, whole=room >= 0, listed=listed > 0))
        listed -= sum(len(card.hits) for group in sheets[-1].groups for card in group.cards)
    hits = [hit for s in sheets for group in s.groups for card in group.cards for hit in card.hits]
    categories = {hit.finding.rule.category for hit in hits}
    return Page(
        tuple(sheets),
        tuple(sorted(sheets, key=_rank)),
        tuple(sorted({hit.finding.severity for hit in hits}, reverse=True)),
        tuple(sorted(((c, CATEGORIES.get(c, c)) for c in categories), key=lambda pair: pair[1].casefold())),
        tuple(dict.fromkeys(hit.finding.clause for hit in sorted(hits, key=_printed) if hit.finding.clause)),
        len(hits),
    )


def _called(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The paths without the folders that all of them share: those are nobody's business."""
    paths = [PurePath(outcome.path.replace("\\", "/")) for outcome in outcomes]
    shared = 0
    while all(len(path.parts) > shared + 1 for path in paths) and len({p.parts[shared] for p in paths}) == 1:
        shared += 1
    for path in paths:
        said = "/".join(path.parts[shared:]).replace("//", "/")
        yield "standard input" if said == "-" else said or "document"


def _rank(sheet: Sheet) -> float:
    return -1000.0 if sheet.report is None else -(sheet.report.score.risk or 0.0)


def _printed(hit: Hit) -> tuple[bool, int]:
    """Where the words of a finding stand, for the order of clauses."""
    proof = trigger(hit.finding)
    return (False, proof.parts[0].start) if proof and proof.parts else (True, 0)


def _sheet(id: str, path: str, report: Report, options: Options, *, whole: bool, listed: bool) -> Sheet:
    shown = topics(report, options) if listed else ()
    found = [finding for topic in shown for finding in topic.findings[:HITS]]
    ids = [f"{id}f{i}" for i in range(1, len(found) + 1)]
    sheet = paper(report, found, ids, id) if whole and listed and report.text.strip() else None
    cards = list(_cards(shown, report, iter(ids), sheet))
    return Sheet(
        id,
        path,
        None,
        report,
        " · ".join(_how(report)),
        counts(active(report)) or nothing(report),
        sentence(report),
        gives(report),
        tuple(
            Group(title, of_kind)
            for kind, title in KINDS.items()
            if (of_kind := tuple(card for card in cards if card.topic.kind == kind))
        ),
        tuple(_law(report)),
        tuple(_taken(report)),
        (*_unsaid(report, options), *([] if listed else [("Left out", LEFT_OUT)])),
        ", ".join(VECTOR[part] for part in report.score.vector.split("/") if part in VECTOR),
        sheet,
    )


def _how(report: Report) -> Iterator[str]:
    rules = sum(pack.rules for pack in report.packs)
    yield header(report)
    yield f"{number(rules, 'rule')} run" if report.language == "en" else "no rules run"
    if report.suppressed:
        yield f"{len(report.suppressed)} not counted against it"


# ---------------------------------------------------------------- findings


def _cards(shown: Sequence[Topic], report: Report, ids: Iterator[str], sheet: Paper | None) -> Iterator[Card]:
    for topic in shown:
        hits = tuple(_hit(next(ids), finding, report, sheet) for finding in topic.findings[:HITS])
        title = topic.rule.title
        if topic.kind == "undefined" and (words := quotes(topic)):
            title = f"{title}: {', '.join(words)}"
        unsure = topic.findings[0].confidence is Confidence.LOW
        yield Card(topic, hits, len(topic.findings) - len(hits), title, unsure)


def _hit(id: str, finding: Finding, report: Report, sheet: Paper | None) -> Hit:
    proofs = sorted(finding.evidence, key=lambda proof: proof is not trigger(finding))
    marks = sheet.marks if sheet else dict[int, str]()
    places = tuple(_place(proof, finding.clause, report, marks) for proof in islice(proofs, HITS))
    return Hit(id, finding, places, len(proofs) - len(places))


def _place(proof: Evidence, clause: str | None, report: Report, marks: Mapping[int, str]) -> Place:
    mark = marks.get(proof.parts[0].start, "") if proof.parts else ""
    where = place(proof, proof.clause or clause, report)
    role = "" if proof.role == "trigger" else proof.role
    return Place(where, mark, role, excerpt(proof.sentence, proof.marks, QUOTED))


# ---------------------------------------------------------------- the rest


def _law(report: Report) -> Iterator[Law]:
    alike: dict[tuple[object, ...], list[LawCheck]] = {}
    for check in report.law:
        alike.setdefault(tuple((c.text, c.state) for c in check.conditions), []).append(check)
    for checks in alike.values():
        first = checks[0]
        title = first.title.partition(": ")[2] or first.title
        states = [condition.state for condition in first.conditions]
        unknown = f", {states.count('unknown')} not known" if "unknown" in states else ""
        yield Law(
            f"{title[:1].upper()}{title[1:]}",
            ", ".join(c.reference.jurisdiction for c in checks if c.reference.jurisdiction),
            f"{states.count('met')} of {len(states)} met{unknown}",
            tuple(checks),
            tuple(tuple(_proofs(condition.evidence, report)) for condition in first.conditions),
        )


def _proofs(evidence: Sequence[Evidence], report: Report) -> Iterator[str]:
    for proof in evidence[:3]:
        where = place(proof, proof.clause, report)
        yield f"“{shortened(proof.quote, QUOTED)}”{f' ({where})' if where else ''}"


def _taken(report: Report) -> Iterator[Taken]:
    for hit in report.suppressed[:HITS]:
        first = next(iter(hit.evidence), None)
        shown = None if first is None else _place(first, hit.clause, report, {})
        yield Taken(hit, f"{WHY_NOT[hit.reason]} “{hit.cue}”", shown)


def _unsaid(report: Report, options: Options) -> Iterator[tuple[str, str]]:
    for words in notices(report.reading):
        yield "Reading", words
    for reason, rules in unjudged(report.not_assessed):
        yield "Not judged", f"{', '.join(rules)}: {reason}"
    if hidden := sum(not options.shows(finding) for finding in active(report)):
        yield "Not shown", f"{number(hidden, 'finding')}, too mild or too unsure for the settings of this run"
    if words := settled(report):
        yield "Settled", words
