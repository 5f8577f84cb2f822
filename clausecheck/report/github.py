"""Outcomes → GitHub's workflow commands: annotations on the files of a pull request, the worst first.

A step shows ten errors and ten warnings at most; the rest is counted in one line, and stands in the summary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from clausecheck.model import Failed, Outcome, Severity
from clausecheck.report.inert import inert
from clausecheck.report.options import Options
from clausecheck.report.places import judged, placed, relative
from clausecheck.report.reading import reservation

SHOWN: Final = 10  # annotations of a kind
Kind = Literal["error", "warning", "notice"]


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """One command a line."""
    return "".join(f"{line}\n" for line in _lines(outcomes, options))


def _lines(outcomes: Sequence[Outcome], options: Options) -> Iterator[str]:
    left = {"error": SHOWN, "warning": SHOWN, "notice": SHOWN}
    more = 0
    for kind, path, line, title, words in _said(outcomes, options):
        if left[kind]:
            left[kind] -= 1
            at = f",line={line}" if line else ""
            yield f"::{kind} file={_value(path)}{at},title={_value(title)}::{_message(words)}"
        else:
            more += 1
    if more:
        yield f"::notice::{_message(f'{more} more: see the summary of this step, or the whole report')}"


def _said(outcomes: Sequence[Outcome], options: Options) -> Iterator[tuple[Kind, str, int, str, str]]:
    """Kind, path, line, title and message of each annotation; what was not read comes first."""
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            problem = outcome.problem
            yield (
                "error",
                relative(outcome.path, options.root),
                0,
                "Not read",
                f"{problem.message}. {problem.hint}",
            )
    for one in judged(outcomes):
        reading = one.report.reading
        if reading.pages_unread or one.report.language != "en":
            words = reservation(one.report)
            yield "error", relative(one.path, options.root), 0, "Not all of it was judged", words
    for found in placed(outcomes, options):
        severity = found.finding.severity
        kind: Kind = (
            "error" if severity >= Severity.HIGH else "warning" if severity == Severity.MEDIUM else "notice"
        )
        where = f"{found.clause}, page {found.first.page}: " if found.first and found.clause else ""
        words = f"{where}“{found.quote}” {found.finding.rule.why}" if found.quote else found.finding.rule.why
        title = f"{severity.label}: {found.finding.message} ({found.finding.rule.id})"
        yield kind, relative(found.path, options.root), found.line, title, words


def _message(text: str) -> str:
    """As the runner reads data: percent and line breaks escaped, nothing that a terminal would run."""
    return inert(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    """As the runner reads a property."""
    return _message(text).replace(":", "%3A").replace(",", "%2C")
