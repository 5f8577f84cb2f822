"""What-if → the fewest changes that bring the letter B.

A change that others do not depend on only takes its weight out of the sum of its group, so of those the
heaviest of each group are the best choice, and how many of each is a small knapsack. The others (what
compounds, what a silence rests on) are tried by branch and bound. Where that takes too many steps, the
answer is the one that a greedy choice finds: none of it can be left out, but a smaller one may exist.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from clausecheck import score
from clausecheck.compare.whatif import WhatIf
from clausecheck.model import AllOf, AnyOf, Change, FindingOf, GrantOf, Pattern, Smallest

GOAL: Final = "B"
_BELOW: Final = 34.949  # the highest risk that is still rounded to less than 35, where C begins
_STEPS: Final = 1_500  # of the search: under a second


def smallest(deal: WhatIf) -> Smallest | None:
    """The fewest changes that reach the goal; None where even all of them do not."""
    if not _reaches(deal, deal.changes):
        return None
    greedy = _pruned(deal, in_order(deal))
    search = _Search(deal, len(greedy))
    found = search.run()
    if found is not None and _reaches(deal, found):
        return Smallest(in_order(deal, found), not search.stopped)
    return Smallest(greedy, not search.stopped and found is None)


def in_order(deal: WhatIf, among: Sequence[Change] | None = None) -> tuple[Change, ...]:
    """The changes, each the one that brings most after those before it; first what forbids a good letter."""
    left, chosen = list(deal.changes if among is None else among), list[Change]()
    wide = deal.wide()
    while left:
        gone = deal.gone(chosen)

        def brings(change: Change, gone: frozenset[str] = gone) -> tuple[bool, float, float]:
            first = not wide.isdisjoint(change.rules)
            after = deal.balance.gone(*gone, *change.rules)
            parts = deal.balance.parts(gone)
            alone = math.fsum(parts[rule][1] for rule in change.rules if rule in parts)
            return first, -deal.balance.total(after), alone

        best = max(left, key=brings)
        chosen.append(best)
        left.remove(best)
    return tuple(chosen)


def _reaches(deal: WhatIf, changes: Sequence[Change]) -> bool:
    if deal.balance.risk(deal.gone(changes)) >= 35:
        return False
    grade = deal.without(changes).grade
    return grade is not None and grade <= GOAL


def _pruned(deal: WhatIf, order: Sequence[Change]) -> tuple[Change, ...]:
    """The first ones that reach the goal, without those that it needs not."""
    chosen: list[Change] = []
    for change in order:
        chosen.append(change)
        if _reaches(deal, chosen):
            break
    for change in reversed(chosen[:-1]):
        rest = [one for one in chosen if one is not change]
        if _reaches(deal, rest):
            chosen = rest
    return tuple(chosen)


class _Search:
    """Is there a set of fewer than ``most`` changes? ``stopped``: nobody knows."""

    def __init__(self, deal: WhatIf, most: int) -> None:
        self._deal, self._best = deal, most
        self._found: list[Change] | None = None
        self._steps, self.stopped = 0, False
        self._most = -math.log1p(-_BELOW / 100)
        wide = deal.wide()
        needed = [c for c in deal.changes if not wide.isdisjoint(c.rules)]
        parts = deal.balance.parts()
        bound = _bound(deal)
        rest = [c for c in deal.changes if c not in needed]
        self._free = [c for c in rest if _alone(c, parts, bound)]
        self._coupled = sorted(
            (c for c in rest if c not in self._free),
            key=lambda c: deal.balance.total(deal.gone([*needed, c])),
        )
        self._needed = needed

    def run(self) -> list[Change] | None:
        """The smallest set that is smaller; None where there is none, or the search was stopped before."""
        todo = [(self._needed, 0)]
        while todo:
            self._steps += 1
            if self._steps > _STEPS:
                self.stopped = True
                break
            chosen, at = todo.pop()
            picked = self._fewest(chosen)
            if picked is not None and len(chosen) + len(picked) < self._best:
                self._found, self._best = [*chosen, *picked], len(chosen) + len(picked)
            if at < len(self._coupled) and len(chosen) + 1 < self._best and self._hopeful(chosen, at):
                todo.append((chosen, at + 1))
                todo.append(([*chosen, self._coupled[at]], at + 1))
        return self._found

    def _hopeful(self, chosen: list[Change], at: int) -> bool:
        """Whether more of the coupled ones could still make it smaller: as if all of them cost nothing."""
        rest = self._fewest([*chosen, *self._coupled[at:]])
        return rest is not None and len(chosen) + max(1, len(rest)) < self._best

    def _fewest(self, chosen: Sequence[Change]) -> list[Change] | None:
        """The fewest of the free changes that reach the goal beside ``chosen``."""
        gone = self._deal.gone(chosen)
        if not self._deal.wide() <= gone:
            return None
        parts = self._deal.balance.parts(gone)
        sums: dict[str, float] = {}
        for group, added in parts.values():
            sums[group] = sums.get(group, 0.0) + added
        over = math.fsum(min(value, score.CEILINGS.get(group, math.inf)) for group, value in sums.items())
        over -= self._most
        reached: list[tuple[float, list[Change]]] = [(0.0, [])]  # by number of changes
        for group, choice in self._by_group(parts).items():
            ceiling = score.CEILINGS.get(group, math.inf)
            reached = _with_group(reached, choice, sums.get(group, 0.0), ceiling, self._best)
        return next((picked for taken, picked in reached if taken >= over), None)

    def _by_group(self, parts: Mapping[str, tuple[str, float]]) -> dict[str, list[tuple[float, Change]]]:
        """The free changes by group, the heaviest first; groups without a ceiling are one."""
        found: dict[str, list[tuple[float, Change]]] = {}
        for change in self._free:
            weights = [parts[rule] for rule in change.rules if rule in parts]
            group = next((group for group, added in weights if added), "")
            key = group if group in score.CEILINGS else ""
            found.setdefault(key, []).append((math.fsum(added for _, added in weights), change))
        return {group: sorted(choice, key=lambda one: -one[0]) for group, choice in found.items()}


def _with_group(
    reached: list[tuple[float, list[Change]]],
    choice: Sequence[tuple[float, Change]],
    total: float,
    ceiling: float,
    most: int,
) -> list[tuple[float, list[Change]]]:
    """The most that each number of changes takes off, now also with those of one more group."""
    taken, left = [0.0], total
    for weight, _ in choice:
        left -= weight
        taken.append(min(total, ceiling) - min(left, ceiling) if ceiling < math.inf else taken[-1] + weight)
    best = list(reached)
    for own in range(1, min(len(choice), most) + 1):
        for others, (before, picked) in enumerate(reached):
            number, value = own + others, before + taken[own]
            if number >= most:
                break
            if number == len(best):
                best.append((-1.0, []))
            if number < len(best) and value > best[number][0]:
                best[number] = (value, [*picked, *(change for _, change in choice[:own])])
    return best


def _bound(deal: WhatIf) -> frozenset[str]:
    """The rules whose change can bring another down, or that another can: what they bring is no sum."""
    bound = set(deal.balance.standing.resting)
    for pattern in deal.balance.standing.resting.values():
        rules, fields = _named(pattern)
        bound |= rules | {rule for rule, (field, _) in score.CURES.items() if field in fields}
    bound |= {rule for express in score.STRUCK for rule in (express, *_twins(express))}
    return frozenset(bound)


def _twins(express: str) -> list[str]:
    return [missing for missing, twin in score.TWINS.items() if twin == express]


def _named(pattern: Pattern) -> tuple[set[str], set[str]]:
    """The rules and the fields of grants that a pattern asks for."""
    match pattern:
        case FindingOf(rule):
            return {rule}, set()
        case GrantOf(fields):
            return set(), {name for name, _ in fields}
        case AnyOf(parts) | AllOf(parts):
            each = [_named(part) for part in parts]
            return {r for rules, _ in each for r in rules}, {f for _, fields in each for f in fields}
        case _:
            return set(), set()


def _alone(change: Change, parts: Mapping[str, tuple[str, float]], bound: frozenset[str]) -> bool:
    """Whether the change only takes a weight out of one group."""
    groups = {parts[rule][0] for rule in change.rules if rule in parts and parts[rule][1]}
    return len(groups) < 2 and bound.isdisjoint(change.rules)
