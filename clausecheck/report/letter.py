"""Asking → the message to send: polite, firm, short; as plain text or Markdown, a paragraph a line.

It quotes the agreement, asks, and suggests wording. It names nobody whom the agreement does not name, gives
no legal advice and threatens with nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from clausecheck.model import Asking, Change, Evidence, Finding, Reference, Report
from clausecheck.report.digest import trigger
from clausecheck.report.excerpt import excerpt
from clausecheck.report.inert import inert

_QUOTED: Final = 160  # characters of a quote, with the words around it
_PLACES: Final = 3  # further clauses that are named
_STRIKE: Final = "(Delete this clause.)"
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~&$@])")
_THEIRS: Final = ("Company", "Producer", "Studio", "Client")
_OURS: Final = "Performer"


def text(report: Report, asking: Asking, *, sources: bool = False) -> str:
    """The message as plain text; empty where there is nothing to ask."""
    return _message(report, asking, sources, markdown=False)


def markdown(report: Report, asking: Asking, *, sources: bool = False) -> str:
    """The message as Markdown; empty where there is nothing to ask."""
    return _message(report, asking, sources, markdown=True)


def wording(change: Change) -> str:
    """The words to suggest; empty where the rule has none."""
    suggested = change.rule.suggest or ""
    return "" if suggested == _STRIKE else re.sub(r'"([^"]*)"', r"‘\1’", inert(suggested))  # quoted itself


def question(change: Change) -> str:
    """What to ask, without quotation marks of its own."""
    return inert(change.rule.ask.strip('“”"'))


def strikes(change: Change) -> bool:
    """Whether the suggestion is to strike the words out."""
    return change.rule.suggest == _STRIKE


def cited(reference: Reference) -> str:
    """``"California Labor Code, 927 (US-CA), as of 2026-11-01"``."""
    section = f", {reference.section}" if reference.section else ""
    place = f" ({reference.jurisdiction})" if reference.jurisdiction else ""
    dated = f", as of {reference.as_of}" if reference.as_of else ""
    return f"{reference.title}{section}{place}{dated}"


def _message(report: Report, asking: Asking, sources: bool, *, markdown: bool) -> str:
    if not asking.points:
        return ""
    paragraphs = ["Hello,", _purpose(report, len(asking.points))]
    paragraphs += [
        _point(number, change, report, sources, markdown) for number, change in enumerate(asking.points, 1)
    ]
    if note := _names(report, asking.points):
        paragraphs.append(note)
    one = len(asking.points) == 1
    paragraphs.append(
        f"Please send me the agreement with {'this change' if one else 'these changes'}, or tell me for "
        f"{'it' if one else 'each point'} what you can do instead; I am glad to talk it through. I will sign "
        f"once we have settled {'this' if one else 'these points'} in writing."
    )
    return "\n\n".join([*paragraphs, "Thank you and kind regards,"]) + "\n"


def _purpose(report: Report, count: int) -> str:
    name = inert(PurePath(report.path).name)
    which = "" if report.path == "-" or report.reading.files else f" ({name})"
    what = "one point" if count == 1 else f"{count} points, the most important first"
    return (
        f"Thank you for sending me the agreement{which}. I have read it, and before I sign I would like to "
        f"settle {what}:"
    )


def _point(number: int, change: Change, report: Report, sources: bool, markdown: bool) -> str:
    """The clause, what it says, what is asked, the wording; a line each."""
    head, *rest = _lines(change, report, sources, markdown)
    indent = " " * (len(str(number)) + 2) if markdown else "   "
    bold = f"**{head}**" if markdown else head
    gap = "  \n" if markdown else "\n"  # two spaces: a line break
    return f"{number}. {gap.join([bold, *(indent + line for line in rest)])}"


def _lines(change: Change, report: Report, sources: bool, markdown: bool) -> Iterator[str]:
    def said(words: str) -> str:
        return _SPECIAL.sub(_escaped, words) if markdown else words

    first = change.places[0]
    if change.rule.absent:
        yield said(f"Not in the agreement: {inert(change.rule.title).removeprefix('No ')}")
    else:
        yield said(where(change, report))
        if proof := trigger(first):
            yield f"The agreement says: “{said(quoted(proof))}”"
    yield f"My question: {said(question(change))}"
    if strikes(change):
        yield "My suggestion: strike out these words."
    elif words := wording(change):
        yield f"Wording that I suggest: “{said(words)}”"
    if sources and change.rule.references:
        yield f"For reference: {said(inert('; '.join(map(cited, change.rule.references))))}"


def quoted(proof: Evidence, room: int = _QUOTED) -> str:
    """The words of the agreement, with as much around them as there is room for."""
    return "".join(piece.text for piece in excerpt(proof.sentence, proof.marks, room)).strip()


def where(change: Change, report: Report) -> str:
    """``"Clause 2.2, page 1 (also clauses 3.1 and 5)"``, as far as it is known."""
    first, *others = change.places
    here = _where(first, report)
    numbers = list(dict.fromkeys(f.clause for f in others if f.clause and f.clause != first.clause))
    if not numbers:
        return here
    shown = numbers[:_PLACES]
    more = f" and {len(numbers) - len(shown)} more" if len(numbers) > len(shown) else ""
    joined = ", ".join(shown) if more or len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"{here} (also clause{'s' if len(numbers) > 1 else ''} {inert(joined)}{more})"


def _where(finding: Finding, report: Report) -> str:
    proof = trigger(finding)
    part = proof.parts[0] if proof and proof.parts else None
    words = []
    if part and part.file:
        words.append(inert(PurePath(part.file).name))
    if finding.clause:
        words.append(f"clause {inert(finding.clause)}")
    elif finding.heading:
        words.append(f"“{inert(finding.heading)}”")
    if part and report.reading.pages > 1:
        words.append(f"page {part.page}")
    if part and not finding.clause and not finding.heading:
        words.append(f"line {part.line}")
    joined = ", ".join(words)
    return f"{joined[:1].upper()}{joined[1:]}"


def _names(report: Report, points: Sequence[Change]) -> str:
    """Who is meant in the wording, where the agreement itself has no such word for it."""
    suggested = " ".join(map(wording, points))
    known = {name.lower() for party in report.parties for name in (party.name, *party.aliases)}
    theirs = [f"“the {word}”" for word in _THEIRS if f"he {word}" in suggested and word.lower() not in known]
    me = f"“the {_OURS}” is me" if f"he {_OURS}" in suggested and _OURS.lower() not in known else ""
    them = f"{' and '.join(theirs)} {'is' if len(theirs) == 1 else 'are'} you" if theirs else ""
    return f"In the wording, {' and '.join(part for part in (me, them) if part)}." if me or them else ""


def _escaped(match: re.Match[str]) -> str:
    return f"&#{ord(match[1])};" if match[1] in "<>&@|" else f"\\{match[1]}"
