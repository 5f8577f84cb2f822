"""Outcomes → JSON lines: one document a line, each as in the JSON report and complete in itself."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.model import Outcome
from clausecheck.report import json
from clausecheck.report.options import Options


def render(outcomes: Sequence[Outcome], options: Options) -> str:
    """A line a document, in their order."""
    return "".join(json.line(outcome, options) + "\n" for outcome in outcomes)
