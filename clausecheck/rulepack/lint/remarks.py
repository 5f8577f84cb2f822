"""What lint has to say about a rule file: the noun."""

from __future__ import annotations

from typing import Literal

from clausecheck.errors import Fault
from clausecheck.model.noun import NamedTuple
from clausecheck.rulepack.yamlfile import Place, Source

Level = Literal["error", "warning"]


class Remark(NamedTuple):
    """One thing to mend. An error must not ship; a warning may have its reason."""

    level: Level
    check: str  # stable slug, e.g. "blow-up"
    rule: str  # its id; "" for the pack
    fault: Fault


class Pen:
    """Writes remarks about one rule of one file."""

    def __init__(self, source: Source, rule: str) -> None:
        self.source, self.rule = source, rule
        self.remarks: list[Remark] = []

    def error(self, check: str, place: Place, message: str, hint: str = "") -> None:
        """Note what must not ship."""
        self._note("error", check, place, message, hint)

    def warning(self, check: str, place: Place, message: str, hint: str = "") -> None:
        """Note what may have its reason."""
        self._note("warning", check, place, message, hint)

    def _note(self, level: Level, check: str, place: Place, message: str, hint: str) -> None:
        lines = self.source.lines
        row = lines[place.line - 1].rstrip("\r") if place.line <= len(lines) else ""
        fault = Fault(self.source.path, place.line, place.column, message, hint, row)
        self.remarks.append(Remark(level, check, self.rule, fault))
