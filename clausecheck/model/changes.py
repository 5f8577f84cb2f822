"""Findings − the rules that a change puts right → what does not hold any more.

What rests on other findings goes with them: a combination when one of its parts goes, a silence when what
made it needed goes. The contract is not read again, so what rests on words, or on a field of a grant that no
change settles, stays. Nothing is let go that could still hold: a figure made from this is never too good.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from typing import TypeAlias

from clausecheck.model.findings import Finding
from clausecheck.model.rules import AllOf, AnyOf, FindingOf, GrantOf, Pattern, Rule, composed

# Rule → the field of a grant that its change settles, and the value that the field then has.
Cures: TypeAlias = Mapping[str, tuple[str, str]]


class Standing:
    """Which of the rules that hold in a contract rest on which others."""

    def __init__(self, findings: Iterable[Finding], cures: Cures) -> None:
        found = {finding.rule.id: finding.rule for finding in findings}
        self._cures, self._rules = cures, frozenset(found)
        # A rule whose parts are not among the findings (a setting may leave them out) never falls.
        self._resting = {
            rule.id: pattern
            for rule in found.values()
            if (pattern := rests_on(rule)) and could_hold(pattern, self._rules, (), cures)
        }

    @property
    def resting(self) -> Mapping[str, Pattern]:
        """The rules that rest on others, and by which pattern."""
        return self._resting

    def gone(self, changed: Set[str]) -> frozenset[str]:
        """The rules that do not hold any more once ``changed`` are put right: these, and what falls."""
        gone = set(changed)
        while fallen := {
            rule
            for rule, pattern in self._resting.items()
            if rule not in gone and not could_hold(pattern, self._rules - gone, changed, self._cures)
        }:
            gone |= fallen
        return frozenset(gone)


def rests_on(rule: Rule) -> Pattern | None:
    """The pattern over findings and grants that the rule needs; None for a rule of words."""
    pattern = rule.absent.applies if rule.absent else rule.match
    return pattern if pattern is not None and composed(pattern) else None


def could_hold(pattern: Pattern, there: Collection[str], changed: Collection[str], cures: Cures) -> bool:
    """Whether the pattern can still hold: ``there`` are the rules that do, ``changed`` those put right."""
    match pattern:
        case AnyOf(parts):
            return any(could_hold(part, there, changed, cures) for part in parts)
        case AllOf(parts):
            return all(could_hold(part, there, changed, cures) for part in parts)
        case FindingOf(rule):
            return rule in there
        case GrantOf(fields):
            settled = dict(cures[rule] for rule in changed if rule in cures)
            return all(settled.get(name, values[0]) in values for name, values in fields)
        case _:
            return True
