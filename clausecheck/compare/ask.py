"""Report → what to ask for: few enough points that they are read, and what they would bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from clausecheck.compare.smallest import GOAL, in_order, smallest
from clausecheck.compare.whatif import WhatIf
from clausecheck.errors import UsageError, nearest
from clausecheck.model import Asking, Law, Point, Report, Severity, Step

TOP: Final = 7  # points of a message, unless the reader wants more: one of 40 is not answered


def ask(
    report: Report, laws: Sequence[Law] = (), *, top: int | None = None, rules: Sequence[str] = ()
) -> Asking:
    """The points to ask for: those of ``rules``, or the ``top`` that bring most.

    With neither: the fewest that reach B and all that is grave, or as many as a message holds.

    Raises:
        UsageError: one of the rules found nothing here, or cannot be asked for.
    """
    deal = WhatIf(report, laws)
    least = smallest(deal) if report.score.grade is not None else None
    wanted = [_wanted(deal, rule) for rule in rules]
    if wanted:
        points = in_order(deal, list({change.rule.id: change for change in wanted}.values()))
    elif top is None and least is not None and 0 < len(least.changes) <= TOP:
        grave = in_order(deal, [change for change in deal.changes if change.severity >= Severity.HIGH])
        chosen = {change.rule.id: change for change in (*least.changes, *grave)}
        points = in_order(deal, list(chosen.values())[:TOP])
    else:
        points = _worth_asking(in_order(deal))[: top or TOP]
    steps = tuple(_step(deal, points[:n]) for n in range(1, len(points) + 1))
    return Asking(points, len(deal.changes), steps, GOAL, least)


def _step(deal: WhatIf, points: Sequence[Point]) -> Step:
    *before, last = points
    new = deal.gone(points) - deal.gone(before) - set(last.rules)
    titles = {finding.rule.id: finding.rule for finding in deal.report.findings if finding.rule.id in new}
    return Step(len(points), deal.without(points), tuple(titles.values()))


def _worth_asking(changes: tuple[Point, ...]) -> tuple[Point, ...]:
    """Without what only informs, where there is more than that."""
    return tuple(c for c in changes if c.severity > Severity.INFO) or changes


def _wanted(deal: WhatIf, rule: str) -> Point:
    change = deal.of(rule)
    if change is not None:
        return change
    found = dict.fromkeys(finding.rule.id for finding in deal.report.findings)
    if rule in found:
        parts = [c.rule.id for c in deal.changes if rule in deal.gone([c])]
        raise UsageError(f"{rule} is not asked for by itself", f"it goes with one of {', '.join(parts)}")
    raise UsageError(f"{rule} found nothing in this document", nearest(rule, found) or _named(deal.changes))


def _named(changes: Sequence[Point]) -> str:
    named = ", ".join(change.rule.id for change in changes[:TOP])
    return f"found here: {named}{' …' if len(changes) > TOP else ''}" if named else "nothing was found here"
