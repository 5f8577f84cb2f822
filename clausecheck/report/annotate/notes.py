"""Report → the notes on its pages: which words, how grave, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from clausecheck.model import Box, Confidence, Evidence, Finding, Report, Role, Severity
from clausecheck.report.digest import Topic, active
from clausecheck.report.excerpt import shortened
from clausecheck.report.inert import inert

AUTHOR: Final = "clausecheck"
LIMIT: Final = 600  # characters of one field of a note: rules are short, but a pack may be anyone's
# What words that are not the risk itself have to do with it.
BESIDE: Final[dict[Role, str]] = {
    "lead-in": "leads in",
    "definition": "is the definition behind",
    "limit": "limits",
    "cue": "bears on",
    "grant": "is the grant behind",
}


class Note(NamedTuple):
    """What is said of some words on one page."""

    page: int  # 1-based
    boxes: tuple[Box, ...]  # empty: nobody can point at the words
    severity: Severity
    aside: bool  # the words are not the risk itself, but what it rests on
    text: str  # inert, lines broken by "\n"


def located(finding: Finding) -> bool:
    """Whether the finding is about words in a clause, and not about the document as a whole."""
    return Topic(finding.rule, (finding,), 0.0).kind in ("clause", "undefined")


def said(finding: Finding) -> str:
    """Title, why and ask, as a reader of a note needs them."""
    sure = " (not sure)" if finding.confidence is Confidence.LOW else ""
    ask = finding.rule.ask.strip('“”"')
    lines = (
        f"{finding.severity.label.upper()}: {finding.rule.title}{sure}",
        f"Why: {finding.rule.why}" if finding.rule.why else "",
        f"Ask: “{ask}”" if ask else "",
        f"Rule: {finding.rule.id}",
    )
    return "\n".join(_short(line) for line in lines if line)


def notes(report: Report) -> tuple[Note, ...]:
    """In the order of the pages; on one page the widest first, so that the others lie on top of it.

    Several findings at exactly the same words are one note, the gravest first.
    """
    at: dict[tuple[int, tuple[Box, ...]], list[Note]] = {}
    for finding in active(report):
        if located(finding):
            for note in _of(finding):
                at.setdefault((note.page, note.boxes), []).append(note)
    joined = [_joined(same) for same in at.values()]
    return tuple(sorted(joined, key=lambda note: (note.page, -_area(note.boxes), note.boxes)))


def _of(finding: Finding) -> Iterator[Note]:
    for evidence in finding.evidence:
        aside = evidence.role != "trigger"
        text = _beside(finding, evidence) if aside else said(finding)
        for page, boxes in _by_page(evidence).items():
            yield Note(page, boxes, finding.severity, aside, text)


def _by_page(evidence: Evidence) -> dict[int, tuple[Box, ...]]:
    pages: dict[int, tuple[Box, ...]] = {}
    for part in evidence.parts:
        shown = tuple(box for box in part.boxes if box.x0 < box.x1 and box.top < box.bottom)
        pages[part.page] = pages.get(part.page, ()) + shown
    return pages


def _beside(finding: Finding, evidence: Evidence) -> str:
    clause = f" ({finding.clause})" if finding.clause else ""
    return _short(f"This {BESIDE.get(evidence.role, 'bears on')}: {finding.rule.title}{clause}")


def _joined(same: list[Note]) -> Note:
    ordered = sorted(same, key=lambda note: (note.aside, -note.severity))
    return ordered[0]._replace(text="\n\n".join(dict.fromkeys(note.text for note in ordered)))


def _area(boxes: tuple[Box, ...]) -> float:
    return sum((box.x1 - box.x0) * (box.bottom - box.top) for box in boxes)


def _short(line: str) -> str:
    return shortened(inert(line), LIMIT)
