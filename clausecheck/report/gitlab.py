"""Outcomes → GitLab's code quality report: a JSON list, one entry a finding and a document that failed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Final

from clausecheck.model import Failed, Outcome, Severity
from clausecheck.report.inert import inert
from clausecheck.report.options import Options
from clausecheck.report.places import judged, placed, relative
from clausecheck.report.reading import reservation

SEVERITY: Final = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.LOW: "minor",
    Severity.INFO: "info",
}


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """The list, worst first, after what could not be read."""
    entries = [*_unread(outcomes, options), *_findings(outcomes, options)]
    return json.dumps(entries, ensure_ascii=True, indent=2) + "\n"


def _findings(outcomes: Sequence[Outcome], options: Options) -> Iterator[dict[str, object]]:
    seen: dict[str, int] = {}
    for one in placed(outcomes, options):
        path = relative(one.path, options.root)
        rule = one.finding.rule
        quoted = f': "{inert(one.quote)}"' if one.quote else ""
        key = f"{path}\0{one.finding.fingerprint}"
        seen[key] = seen.get(key, 0) + 1
        said = f"{one.finding.message}{quoted}"
        yield _entry(said, rule.id, f"{key}\0{seen[key]}", SEVERITY[one.finding.severity], path, one.line)


def _unread(outcomes: Sequence[Outcome], options: Options) -> Iterator[dict[str, object]]:
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            path = relative(outcome.path, options.root)
            said = f"Not read: {outcome.problem.message}"
            yield _entry(said, outcome.problem.code, f"{path}\0{outcome.problem.code}", "blocker", path, 1)
    for one in judged(outcomes):
        if one.report.reading.pages_unread or one.report.language != "en":
            path = relative(one.path, options.root)
            words = reservation(one.report)
            yield _entry(
                f"Not all of it was judged: {words}", "partial", f"{path}\0partial", "blocker", path, 1
            )


def _entry(said: str, check: str, key: str, severity: str, path: str, line: int) -> dict[str, object]:
    return {
        "description": said,
        "check_name": check,
        "fingerprint": hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": severity,
        "location": {"path": path, "lines": {"begin": max(1, line)}},
    }
