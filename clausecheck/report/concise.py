"""Outcomes → one line a finding, ``path:page:line: severity rule message``: for pipes, grep and editors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clausecheck.model import Failed, Finding, Outcome, Partial, Report
from clausecheck.report.inert import inert
from clausecheck.report.options import Options
from clausecheck.report.reading import odd, reservation


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """All documents in their order, each finding worst first; nothing else, not even a summary."""
    return "".join(f"{inert(line)}\n" for outcome in outcomes for line in _lines(outcome, options))


def _lines(outcome: Outcome, options: Options) -> Iterator[str]:
    if isinstance(outcome, Failed):
        yield f"{outcome.path}: error {outcome.problem.code} {outcome.problem.message}"
        return
    if isinstance(outcome, Partial) or outcome.report.score.reason or odd(outcome.report.reading):
        yield f"{outcome.path}: note {reservation(outcome.report)}"
    for finding in outcome.report.findings:
        if finding.state == "active" and options.shows(finding):
            what = f"{finding.severity.label} {finding.rule.id} {finding.message}"
            yield f"{_place(outcome.report, finding)}: {what}"


def _place(report: Report, finding: Finding) -> str:
    """``path:page:line`` of the first evidence; the path alone where a finding has no place."""
    part = next((part for evidence in finding.evidence for part in evidence.parts), None)
    return f"{part.file or report.path}:{part.page}:{part.line}" if part else report.path
