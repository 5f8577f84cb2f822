"""How a report is written. Nothing here changes what was found or how it was scored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from clausecheck.model import Confidence, Finding, Severity


class Options(NamedTuple):
    """The reader's choices. ``settings`` and ``version`` are only repeated in machine formats."""

    width: int = 80  # columns of the terminal
    colour: bool = False
    full: bool = False  # every finding with all its places, instead of one screen
    quiet: bool = False  # the verdict alone
    show_suppressed: bool = False
    explain_score: bool = False
    include: frozenset[Literal["clauses", "text"]] = frozenset()
    min_severity: Severity = Severity.INFO
    min_confidence: Confidence = Confidence.LOW
    version: str = ""  # of the tool
    settings: Mapping[str, object] = {}
    root: str = ""  # folder that paths are told from, where machines compare them
    rules: tuple[tuple[str, str], ...] = ()  # id and title of every rule that was run
    redacted: bool = False  # names, sums and addresses are replaced in what is reported
    fail_on: Severity | None = None  # from this severity on a finding fails the run; None: never

    def shows(self, finding: Finding) -> bool:
        """Whether the finding is grave and sure enough to be shown."""
        return finding.severity >= self.min_severity and finding.confidence >= self.min_confidence
