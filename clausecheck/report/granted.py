"""Reports → who gives what to whom, field by field, with the words of the paper: a list, or JSON.

What the words say nothing of is "not stated": silence is worth knowing, too.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from clausecheck.model import Analyzed, Grant, Partial, Report, Stated
from clausecheck.report.exchange import sentence
from clausecheck.report.following import read_so, single
from clausecheck.report.inert import inert
from clausecheck.report.json import Object, dumps, granted
from clausecheck.report.reading import notices, place, reservation

SCHEMA: Final = "clausecheck/grants/1"
# Field → the label that a reader sees, in the order of the list.
_FIELDS: Final = {
    "subject": "what",
    "acts": "may",
    "purpose": "for what",
    "term": "how long",
    "territory": "where",
    "media": "media",
    "revocable": "take it back",
    "sublicensable": "pass it on",
    "exclusive": "only they",
    "pay": "pay",
}
_VALUES: Final = {
    ("purpose", "open"): "for anything",
    ("purpose", "named"): "a named end",
    ("term", "perpetual"): "for ever",
    ("term", "fixed"): "a set time",
    ("territory", "worldwide"): "the whole world",
    ("territory", "named"): "a named place",
    ("media", "any"): "every medium",
    ("media", "named"): "named media",
    ("revocable", "no"): "no",
    ("revocable", "yes"): "yes",
    ("sublicensable", "no"): "no",
    ("sublicensable", "yes"): "yes",
    ("exclusive", "no"): "no, others may, too",
    ("exclusive", "yes"): "yes",
    ("pay", "none"): "none for it",
    ("pay", "flat"): "one sum for all",
    ("pay", "reuse"): "paid again for use",
}
_GROUPS: Final = (
    ("us", "What you give"),
    ("them", "What you get"),
    ("", "Rights of which it is not clear whose they are"),
)
_LABEL = 12  # columns
_NARROWEST, _WIDEST = 40, 100  # columns


def render(outcome: Analyzed | Partial, width: int, full: bool, settings: Mapping[str, object]) -> str:
    """The list for one document; what the signer gives first, and without ``full`` that alone.

    ``settings``: the packs and the side, for the command that is named at the end.
    """
    report, width = outcome.report, min(max(width, _NARROWEST), _WIDEST)
    lines = [f"{inert(outcome.path)}", f"{reservation(report)}", *map(inert, notices(report.reading)), ""]
    exchange = sentence(report)
    if exchange:
        lines += [*textwrap.wrap(inert(exchange), width), ""]
    for side, title in _GROUPS:
        grants = [grant for grant in report.grants if _side(grant) == side]
        if grants and (full or side == "us"):
            lines += [title.upper(), ""]
            for grant in grants:
                lines += [*_card(grant, report, width), ""]
        elif grants:
            lines += [f"{title}: {len(grants)} more with --all", ""]
    if not report.grants:
        lines.append("No words that give rights were found.")
    elif report.findings and single(report):
        lines.append(f"what to send them: clausecheck ask {single(report)}{read_so(settings)}")
    return "\n".join(lines).rstrip() + "\n"


def _side(grant: Grant) -> str:
    return grant.giver if grant.giver in ("us", "them") else ""


def _card(grant: Grant, report: Report, width: int) -> Iterator[str]:
    giver = grant.by or {"us": "you", "them": "they"}.get(grant.giver, "somebody")
    head = f"{giver} → {', '.join(grant.to) or 'not stated'}"
    where = place(grant.evidence[0], grant.evidence[0].clause, report) if grant.evidence else ""
    yield from textwrap.wrap(inert(f"{head}   {where}".rstrip()), width, subsequent_indent="  ")
    said = {label: "; ".join(map(_said, grant.words(field))) for field, label in _FIELDS.items()}
    silent = ", ".join(label for label, text in said.items() if not text)
    for label, text in (*said.items(), ("not stated", silent)):
        indent = " " * (_LABEL + 2)
        first = f"{label:>{_LABEL}}  "
        yield from textwrap.wrap(inert(text), width, initial_indent=first, subsequent_indent=indent)


def _said(stated: Stated) -> str:
    """``the whole world “throughout the universe”``."""
    plain = _VALUES.get((stated.field, stated.value), stated.value)
    proof = stated.evidence
    words = " … ".join(proof.sentence[mark.start : mark.end] for mark in proof.marks)
    return f"{plain} “{words}”"


def machine(outcome: Analyzed | Partial, version: str) -> str:
    """The same for machines, schema ``clausecheck/grants/1``; always all of it."""
    report = outcome.report
    made: Object = {
        "schema": SCHEMA,
        "tool": {"name": "clausecheck", "version": version},
        "path": outcome.path,
        "status": "partial" if isinstance(outcome, Partial) else "analyzed",
        "exchange": sentence(report) or None,
        **granted(report),
    }
    return dumps(made)
