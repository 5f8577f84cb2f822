"""Findings → where machines look for them: a path in a repository, a line, a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import NamedTuple

from clausecheck.model import (
    Analyzed,
    Evidence,
    Failed,
    Finding,
    Outcome,
    Part,
    Partial,
    Report,
    Severity,
)
from clausecheck.report.options import Options

# As GitHub's code scanning reads them; the figures of `security-severity` are CVSS scores.
SECURITY = {
    Severity.CRITICAL: "9.5",
    Severity.HIGH: "8.0",
    Severity.MEDIUM: "5.5",
    Severity.LOW: "2.0",
    Severity.INFO: "0.0",
}


class Placed(NamedTuple):
    """A finding that is shown, with its document."""

    report: Report
    finding: Finding

    @property
    def first(self) -> Part | None:
        """Where its words begin; None where it is about what is missing."""
        return next((part for proof in self.finding.evidence for part in proof.parts), None)

    @property
    def path(self) -> str:
        """The file that holds the words, as it was given."""
        return (self.first.file if self.first else "") or self.report.path

    @property
    def line(self) -> int:
        """Line of the file, or of the page; 1 where there is none."""
        return self.first.line if self.first else 1

    @property
    def quote(self) -> str:
        """The words, white space single."""
        proof = next((e for e in self.finding.evidence if e.role == "trigger"), None)
        proof = proof or next(iter(self.finding.evidence), None)
        return " ".join(proof.quote.split()) if proof else ""

    @property
    def clause(self) -> str:
        """``"§2.2 Grant of rights"``, as far as it is known."""
        number, heading = self.finding.clause, self.finding.heading
        return " ".join(part for part in (f"§{number}" if number else "", heading) if part)


def placed(outcomes: Sequence[Outcome], options: Options, *, settled: bool = False) -> list[Placed]:
    """All findings that are shown, worst first over all documents; ``settled``: waived ones, too."""
    found = [
        Placed(outcome.report, finding)
        for outcome in outcomes
        if not isinstance(outcome, Failed)
        for finding in outcome.report.findings
        if (settled or finding.state == "active") and options.shows(finding)
    ]
    return sorted(found, key=lambda one: -one.finding.severity)


def judged(outcomes: Sequence[Outcome]) -> Iterator[Analyzed | Partial]:
    """The documents that were read, wholly or in part."""
    return (outcome for outcome in outcomes if not isinstance(outcome, Failed))


def relative(path: str, root: str) -> str:
    """A path as machines compare it: below ``root`` where it is, with forward slashes, without "./".

    >>> (
    ...     relative("./contracts/../a.pdf", "/x"),
    ...     relative("/x/a.pdf", "/x"),
    ...     relative("/y/a.pdf", "/x"),
    ... )
    ('a.pdf', 'a.pdf', '/y/a.pdf')
    """
    parts: list[str] = []
    pure = PurePath(path)
    if root and pure.is_absolute() and pure.is_relative_to(root):
        pure = pure.relative_to(root)
    for part in pure.parts:
        if part == ".." and parts and parts[-1] not in ("..", pure.anchor):
            parts.pop()
        elif part != ".":
            parts.append(part)
    return PurePath(*parts).as_posix() if parts else "."


def columns(report: Report, proof: Evidence) -> tuple[int, int, int, int] | None:
    """First line and column, last line and the column after it, 1-based; None where a file has no lines."""
    if report.format not in ("text", "markdown") or report.reading.files or not proof.parts:
        return None
    start, end = proof.parts[0].start, proof.parts[-1].end
    first = report.text.count("\n", 0, start) + 1
    last = first + report.text.count("\n", start, end)
    return (
        first,
        start - report.text.rfind("\n", 0, start),
        last,
        end - report.text.rfind("\n", 0, end),
    )
