"""What can be asked for, and what it would bring."""

from __future__ import annotations

from clausecheck.model.findings import Finding, Score
from clausecheck.model.noun import NamedTuple
from clausecheck.model.rules import Rule
from clausecheck.model.scale import Severity


class Point(NamedTuple):
    """One thing to ask for: what one wording puts right, and all its places, worst first."""

    rule: Rule
    rules: tuple[str, ...]  # with the silence that the same words fill
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> Severity:
        """That of its worst place."""
        return max(finding.severity for finding in self.findings)

    @property
    def places(self) -> tuple[Finding, ...]:
        """The findings of the rule itself, worst first."""
        return tuple(finding for finding in self.findings if finding.rule.id == self.rule.id)


class Smallest(NamedTuple):
    """Changes that reach the goal, those first that bring most."""

    changes: tuple[Point, ...]
    exact: bool  # no smaller set exists; False: none was found


class Step(NamedTuple):
    """The score when the first points are changed."""

    points: int  # how many
    score: Score
    falls: tuple[Rule, ...] = ()  # what the last of them ends besides itself


class Asking(NamedTuple):
    """What to ask the other side for."""

    points: tuple[Point, ...]  # those that bring most first
    possible: int  # changes that could be asked for in all
    steps: tuple[Step, ...]  # one a point
    goal: str  # letter
    smallest: Smallest | None  # None where even all changes do not reach the goal
