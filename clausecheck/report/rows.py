"""Outcomes → the rows of a spreadsheet: a table of documents and one of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, TypeAlias

from clausecheck.model import Failed, Outcome, Partial, Severity
from clausecheck.report.inert import inert
from clausecheck.report.options import Options
from clausecheck.report.places import Placed
from clausecheck.report.reading import header

Cell: TypeAlias = str | int | float | None

DOCUMENTS: Final = tuple("path status grade risk critical high medium low info pages reading note".split())
FINDINGS: Final = tuple(
    "path status severity confidence rule title clause heading page line quote why ask fingerprint".split()
)
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what starts one somewhere


def documents(outcomes: Sequence[Outcome], options: Options) -> Iterator[tuple[Cell, ...]]:
    """One row a document, those that were not read among them."""
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            blank = (None,) * 9
            yield outcome.path, "failed", *blank, inert(f"{outcome.problem.message}. {outcome.problem.hint}")
            continue
        report, score = outcome.report, outcome.report.score
        shown = [f for f in report.findings if f.state == "active" and options.shows(f)]
        count = Counter(finding.severity for finding in shown)
        yield (
            outcome.path,
            "partial" if isinstance(outcome, Partial) else "analyzed",
            score.grade,
            score.risk,
            *(count[severity] for severity in sorted(Severity, reverse=True)),
            report.reading.pages,
            header(report),
            score.reason,
        )


def findings(outcomes: Sequence[Outcome], options: Options) -> Iterator[tuple[Cell, ...]]:
    """One row a finding; a document without any has one, too, so that none gets lost."""
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            said = inert(f"{outcome.problem.message}. {outcome.problem.hint}")
            yield outcome.path, "failed", *(None,) * 8, said, *(None,) * 3
            continue
        status = "partial" if isinstance(outcome, Partial) else "analyzed"
        shown = [f for f in outcome.report.findings if f.state == "active" and options.shows(f)]
        if not shown:
            yield outcome.path, status, *(None,) * 12
        for finding in shown:
            one = Placed(outcome.report, finding)
            yield (
                one.path,
                status,
                finding.severity.label,
                finding.confidence.label,
                finding.rule.id,
                finding.message,
                finding.clause,
                finding.heading,
                one.first.page if one.first else None,
                one.first.line if one.first else None,
                inert(one.quote),
                finding.rule.why,
                finding.rule.ask,
                finding.fingerprint,
            )


def neutral(cell: Cell) -> Cell:
    """Text that a spreadsheet shows and never runs: an apostrophe stands before what looks like a formula.

    >>> neutral("=cmd|' /C calc'!A0"), neutral("4(b)"), neutral(3)
    ("'=cmd|' /C calc'!A0", '4(b)', 3)
    """
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" '\"").startswith(FORMULA) else cell
